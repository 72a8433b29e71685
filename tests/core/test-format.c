/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-format.h"

#include <locale.h>

#define assert_text(expected, call)                                                                          \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    g_autofree char *text_ = call;                                                                           \
    g_assert_cmpstr (text_, ==, expected);                                                                   \
  }                                                                                                          \
  G_STMT_END

#define NOW        (G_GINT64_CONSTANT (1769846400) * G_USEC_PER_SEC) /* 2026-01-31 08:00 UTC */
#define MINUTES(n) ((n) *G_TIME_SPAN_MINUTE)

static void
test_count (void)
{
  assert_text ("–", ferry_format_count (-1));
  assert_text ("0", ferry_format_count (0));
  assert_text ("9223372036854775807", ferry_format_count (G_MAXINT64));
}

static void
test_duration (void)
{
  assert_text ("–", ferry_format_duration (-1));
  assert_text ("0 s", ferry_format_duration (0));
  assert_text ("12 s", ferry_format_duration (12));
  assert_text ("59 s", ferry_format_duration (59));
  assert_text ("1 min", ferry_format_duration (60));
  assert_text ("3 min 20 s", ferry_format_duration (200));
  assert_text ("3 min 05 s", ferry_format_duration (185));
  assert_text ("12 min", ferry_format_duration (12 * 60 + 31));
  assert_text ("1 h 04 min", ferry_format_duration (3600 + 4 * 60 + 59));
  assert_text ("23 h 59 min", ferry_format_duration (24 * 3600 - 1));
  assert_text ("2 d 03 h", ferry_format_duration (51 * 3600));
}

static void
test_time (void)
{
  assert_text ("–", ferry_format_time (0));
  assert_text ("01/31/26 08:00", ferry_format_time (NOW));
}

static void
test_ago (void)
{
  assert_text ("–", ferry_format_ago (0, NOW));
  assert_text ("just now", ferry_format_ago (NOW, NOW));
  assert_text ("just now", ferry_format_ago (NOW - 44 * G_TIME_SPAN_SECOND, NOW));
  assert_text ("1 min ago", ferry_format_ago (NOW - 50 * G_TIME_SPAN_SECOND, NOW));
  assert_text ("12 min ago", ferry_format_ago (NOW - MINUTES (12), NOW));
  assert_text ("3 h ago", ferry_format_ago (NOW - MINUTES (200), NOW));
  assert_text ("1 day ago", ferry_format_ago (NOW - MINUTES (26 * 60), NOW));
  assert_text ("6 days ago", ferry_format_ago (NOW - MINUTES (6 * 24 * 60), NOW));
  assert_text ("01/24/26", ferry_format_ago (NOW - MINUTES (7 * 24 * 60), NOW));
  /* The service's clock may be a little ahead of ours, or much. */
  assert_text ("just now", ferry_format_ago (NOW + MINUTES (2), NOW));
  assert_text ("01/31/26 09:00", ferry_format_ago (NOW + MINUTES (60), NOW));
}

static void
test_gigabytes (void)
{
  assert_text ("–", ferry_format_gigabytes (-1));
  assert_text ("< 1 MB", ferry_format_gigabytes (0));
  assert_text ("< 1 MB", ferry_format_gigabytes (0.0005));
  assert_text ("310 MB", ferry_format_gigabytes (310.0 / 1024));
  assert_text ("1.0 GB", ferry_format_gigabytes (0.9999));
  assert_text ("12.4 GB", ferry_format_gigabytes (12.4));
  assert_text ("312 GB", ferry_format_gigabytes (312.4));
  assert_text ("–", ferry_format_gigabytes (1.0 / 0.0));
}

static void
test_tables (void)
{
  assert_text ("", ferry_format_tables (0, 0));
  assert_text ("0 of 1 table", ferry_format_tables (0, 1));
  assert_text ("3 of 120 tables", ferry_format_tables (3, 120));
  assert_text ("120 tables", ferry_format_tables (120, 120));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/count", test_count);
  g_test_add_func ("/format/duration", test_duration);
  g_test_add_func ("/format/time", test_time);
  g_test_add_func ("/format/ago", test_ago);
  g_test_add_func ("/format/gigabytes", test_gigabytes);
  g_test_add_func ("/format/tables", test_tables);
  return g_test_run ();
}
