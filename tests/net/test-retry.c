/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-fixture-await.h"
#include "ferry-retry.h"

static const FerryRetryPolicy policy = { .attempts = 4, .base_ms = 500, .max_ms = 30000 };

static void
test_growth (void)
{
  for (guint attempt = 1, middle = 500; attempt <= 6; attempt++, middle *= 2)
    {
      g_assert_cmpuint (ferry_retry_policy_get_pause (&policy, attempt, -1, 0.5), ==, middle);
      g_assert_cmpuint (ferry_retry_policy_get_pause (&policy, attempt, -1, 0.0), ==, middle * 3 / 4);
      g_assert_cmpuint (ferry_retry_policy_get_pause (&policy, attempt, -1, 1.0), ==, middle * 5 / 4);
    }
}

static void
test_bound (void)
{
  g_assert_cmpuint (ferry_retry_policy_get_pause (&policy, 7, -1, 1.0), ==, 30000);
  g_assert_cmpuint (ferry_retry_policy_get_pause (&policy, G_MAXUINT, -1, 1.0), ==, 30000);
  g_assert_cmpuint (ferry_retry_policy_get_pause (&policy, 1, 31, 0.5), ==, 30000);
  g_assert_cmpuint (ferry_retry_policy_get_pause (&policy, 1, G_MAXINT, 0.5), ==, 30000);
}

static void
test_asked_for (void)
{
  g_assert_cmpuint (ferry_retry_policy_get_pause (&policy, 1, 7, 0.5), ==, 7000);
  /* Sooner than the back-off is no wish to be overrun. */
  g_assert_cmpuint (ferry_retry_policy_get_pause (&policy, 1, 0, 0.5), ==, 500);
  g_assert_cmpuint (ferry_retry_policy_get_pause (&policy, 5, 1, 0.5), ==, 8000);
}

static void
test_parse (void)
{
  static const struct
  {
    const char *value;
    int seconds;
  } table[] = {
    { NULL, -1 },
    { "", -1 },
    { "0", 0 },
    { "120", 120 },
    { " 5 ", 5 },
    { "-5", -1 },
    { "5s", -1 },
    { "1.5", -1 },
    { "soon", -1 },
    { "99999999999999999999", G_MAXINT },
    /* 1,000,000 s after 1970 is this */
    { "Mon, 12 Jan 1970 13:46:40 GMT", 0 },
    { "Mon, 12 Jan 1970 13:47:10 GMT", 30 },
    { "Monday, 12-Jan-70 13:47:10 GMT", 30 },
    { "Mon Jan 12 13:47:10 1970", 30 },
    { "Thu, 01 Jan 1970 00:00:00 GMT", 0 },
    { "Fri, 31 Dec 9999 23:59:59 GMT", G_MAXINT },
    { "Mon, 99 Jan 1970 13:47:10 GMT", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      int seconds = ferry_retry_parse_after (table[i].value, 1000000);

      if (seconds != table[i].seconds)
        g_error ("“%s” gave %d instead of %d", table[i].value, seconds, table[i].seconds);
    }
}

static void
test_pause (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ferry_retry_pause_async (1, NULL, ferry_fixture_await_cb, &result);
  g_assert_true (ferry_retry_pause_finish (ferry_fixture_await (&result), &error));
  g_assert_no_error (error);
  ferry_fixture_assert_no_timers ();
}

static void
test_pause_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  /* Longer than the test may wait. */
  ferry_retry_pause_async (24 * 3600 * 1000, cancellable, ferry_fixture_await_cb, &result);
  ferry_fixture_drain ();
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  g_assert_false (ferry_retry_pause_finish (ferry_fixture_await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  ferry_fixture_assert_no_timers ();
}

static void
test_pause_cancelled_before (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  ferry_retry_pause_async (24 * 3600 * 1000, cancellable, ferry_fixture_await_cb, &result);
  g_assert_false (ferry_retry_pause_finish (ferry_fixture_await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  ferry_fixture_assert_no_timers ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/retry/growth", test_growth);
  g_test_add_func ("/net/retry/bound", test_bound);
  g_test_add_func ("/net/retry/asked-for", test_asked_for);
  g_test_add_func ("/net/retry/parse", test_parse);
  g_test_add_func ("/net/retry/pause", test_pause);
  g_test_add_func ("/net/retry/pause-cancelled", test_pause_cancelled);
  g_test_add_func ("/net/retry/pause-cancelled-before", test_pause_cancelled_before);
  return g_test_run ();
}
