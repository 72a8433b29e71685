/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-run-progress.h"

/* Times are handed in: nothing here depends on a clock. */

#define S(n) ((gint64) (n) *G_TIME_SPAN_SECOND)

#define assert_text(progress, expected)                                                                      \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    g_autofree char *text_ = ferry_run_progress_get_text (progress);                                         \
    g_assert_cmpstr (text_, ==, expected);                                                                   \
  }                                                                                                          \
  G_STMT_END

static void
test_nothing (void)
{
  g_autoptr (FerryRunProgress) progress = ferry_run_progress_new ();

  g_assert_cmpfloat (ferry_run_progress_get_fraction (progress), ==, -1);
  g_assert_cmpint (ferry_run_progress_get_stalled (progress, S (1000)), ==, 0);
  ferry_run_progress_follow (progress, "1", S (1000));
  assert_text (progress, "Starting");
  /* Counts that the service doesn't tell. */
  ferry_run_progress_see_tables (progress, 0, -1, S (1001));
  ferry_run_progress_see_records (progress, -1, -1, S (1001));
  assert_text (progress, "Starting");
}

static void
test_tables (void)
{
  g_autoptr (FerryRunProgress) progress = ferry_run_progress_new ();

  ferry_run_progress_follow (progress, "1", 0);
  ferry_run_progress_see_tables (progress, 0, 120, S (0));
  assert_text (progress, "0 of 120 tables");
  ferry_run_progress_see_tables (progress, 12, 108, S (10));
  g_assert_cmpuint (ferry_run_progress_get_tables_done (progress), ==, 12);
  g_assert_cmpuint (ferry_run_progress_get_tables_total (progress), ==, 120);
  g_assert_cmpfloat_with_epsilon (ferry_run_progress_get_fraction (progress), 0.1, 1e-9);
  assert_text (progress, "12 of 120 tables");
  ferry_run_progress_see_tables (progress, 120, 0, S (100));
  g_assert_cmpfloat (ferry_run_progress_get_fraction (progress), ==, 1);
}

/* Tables with warnings are in neither count: the total must not shrink as they end. */
static void
test_warnings (void)
{
  g_autoptr (FerryRunProgress) progress = ferry_run_progress_new ();

  ferry_run_progress_follow (progress, "1", 0);
  ferry_run_progress_see_tables (progress, 0, 100, S (0));
  ferry_run_progress_see_tables (progress, 50, 40, S (10));
  g_assert_cmpuint (ferry_run_progress_get_tables_total (progress), ==, 100);
  g_assert_cmpuint (ferry_run_progress_get_tables_done (progress), ==, 60);
}

static void
test_records (void)
{
  g_autoptr (FerryRunProgress) progress = ferry_run_progress_new ();

  ferry_run_progress_follow (progress, "1", 0);
  ferry_run_progress_see_tables (progress, 5, 5, S (0));
  ferry_run_progress_see_records (progress, 10000, 100000, S (0));
  g_assert_cmpfloat (ferry_run_progress_get_rate (progress), ==, -1);
  ferry_run_progress_see_records (progress, 22500, 100000, S (10));
  g_assert_cmpfloat_with_epsilon (ferry_run_progress_get_rate (progress), 1250, 1e-9);
  /* Half the tables, but not half the records: the lesser is nearer to the truth. */
  g_assert_cmpfloat_with_epsilon (ferry_run_progress_get_fraction (progress), 0.225, 1e-9);
  assert_text (progress, "5 of 10 tables · 1250 records/s");
}

/* The speed is that of the last minutes, not of the whole run. */
static void
test_window (void)
{
  g_autoptr (FerryRunProgress) progress = ferry_run_progress_new ();

  ferry_run_progress_follow (progress, "1", 0);
  for (int i = 0; i <= 600; i += 10)
    ferry_run_progress_see_records (progress, 100 * i, 10000000, S (i));
  g_assert_cmpfloat_with_epsilon (ferry_run_progress_get_rate (progress), 100, 1);
  for (int i = 610; i <= 1000; i += 10)
    ferry_run_progress_see_records (progress, 60000 + 5 * (i - 600), 10000000, S (i));
  g_assert_cmpfloat_with_epsilon (ferry_run_progress_get_rate (progress), 5, 0.1);
}

static void
test_stalled (void)
{
  g_autoptr (FerryRunProgress) progress = ferry_run_progress_new ();

  ferry_run_progress_follow (progress, "1", 0);
  ferry_run_progress_see_tables (progress, 3, 7, S (0));
  ferry_run_progress_see_tables (progress, 4, 6, S (10));
  for (int i = 20; i <= 730; i += 10)
    ferry_run_progress_see_tables (progress, 4, 6, S (i));
  g_assert_cmpint (ferry_run_progress_get_stalled (progress, S (730)), ==, 720);
  /* Records that move are a change, too. */
  ferry_run_progress_see_records (progress, 10, 1000, S (740));
  g_assert_cmpint (ferry_run_progress_get_stalled (progress, S (745)), ==, 5);
  /* Nobody has looked since: the computer slept. */
  g_assert_cmpint (ferry_run_progress_get_stalled (progress, S (100000)), ==, 90);
}

/* Since when it goes on; whatever the clocks say, it isn't in the future, nor before a look that didn't see it. */
static void
assert_elapsed (gint64 start, gint64 wall, gint64 longest, gint64 now, gboolean since_begin, double expected)
{
  g_autoptr (FerryRunProgress) progress = ferry_run_progress_new ();
  double elapsed;

  ferry_run_progress_follow (progress, "1", S (50));
  ferry_run_progress_set_begin (progress, start, wall, longest, S (50));
  g_assert_true (ferry_run_progress_get_elapsed (progress, now, &elapsed) == since_begin);
  g_assert_cmpfloat_with_epsilon (elapsed, expected, 1e-9);
}

static void
test_elapsed (void)
{
  const gint64 begin = S (1800000000);

  /* Seen from its begin, and from its middle, as when Ferry is started anew. */
  assert_elapsed (begin, begin, -1, S (60), TRUE, 10);
  assert_elapsed (begin, begin + S (3600), -1, S (60), TRUE, 3610);
  /* The clock here is slow; or fast, which the last look shows. */
  assert_elapsed (begin, begin - S (300), -1, S (60), TRUE, 10);
  assert_elapsed (begin, begin + S (7200), S (5), S (60), TRUE, 15);
  /* The service doesn't say when it began, or what it says can't be. */
  assert_elapsed (0, begin, -1, S (60), FALSE, 10);
  assert_elapsed (begin, begin + S (100 * 24 * 3600), -1, S (60), FALSE, 10);
}

static void
test_another_run (void)
{
  g_autoptr (FerryRunProgress) progress = ferry_run_progress_new ();

  ferry_run_progress_follow (progress, "1", 0);
  ferry_run_progress_see_tables (progress, 9, 1, S (0));
  ferry_run_progress_follow (progress, "1", S (5));
  g_assert_cmpuint (ferry_run_progress_get_tables_done (progress), ==, 9);
  ferry_run_progress_follow (progress, "2", S (10));
  g_assert_cmpuint (ferry_run_progress_get_tables_total (progress), ==, 0);
  g_assert_cmpfloat (ferry_run_progress_get_fraction (progress), ==, -1);
  ferry_run_progress_follow (progress, NULL, S (500));
  g_assert_cmpint (ferry_run_progress_get_stalled (progress, S (900)), ==, 0);
}

/* A table that is begun anew takes records back: no negative speed. */
static void
test_falling_count (void)
{
  g_autoptr (FerryRunProgress) progress = ferry_run_progress_new ();

  ferry_run_progress_follow (progress, "1", 0);
  ferry_run_progress_see_records (progress, 5000, 10000, S (0));
  ferry_run_progress_see_records (progress, 6000, 10000, S (10));
  ferry_run_progress_see_records (progress, 100, 10000, S (20));
  g_assert_cmpfloat (ferry_run_progress_get_rate (progress), ==, -1);
}

static void
test_more_than_all (void)
{
  g_autoptr (FerryRunProgress) progress = ferry_run_progress_new ();

  ferry_run_progress_follow (progress, "1", 0);
  ferry_run_progress_see_records (progress, 50, 10, S (0));
  g_assert_cmpfloat (ferry_run_progress_get_fraction (progress), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/progress/nothing", test_nothing);
  g_test_add_func ("/progress/tables", test_tables);
  g_test_add_func ("/progress/warnings", test_warnings);
  g_test_add_func ("/progress/records", test_records);
  g_test_add_func ("/progress/window", test_window);
  g_test_add_func ("/progress/stalled", test_stalled);
  g_test_add_func ("/progress/elapsed", test_elapsed);
  g_test_add_func ("/progress/another-run", test_another_run);
  g_test_add_func ("/progress/falling-count", test_falling_count);
  g_test_add_func ("/progress/more-than-all", test_more_than_all);
  return g_test_run ();
}
