/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "environment-fixture.h"

#include <string.h>

#define HOUR   G_TIME_SPAN_HOUR
#define MINUTE G_TIME_SPAN_MINUTE

/* A run that began @ago µs before now and took @span; 0 goes on. */
static void
add_run (EnvironmentFixture *fixture,
         const char *id,
         const char *type,
         const char *status,
         gint64 ago,
         gint64 span)
{
  gint64 start = (g_get_real_time () - ago) / G_USEC_PER_SEC;
  g_autoptr (GDateTime) start_time = g_date_time_new_from_unix_utc (start);
  g_autoptr (GDateTime) end_time = g_date_time_new_from_unix_utc (start + span / G_USEC_PER_SEC);
  g_autofree char *start_text = g_date_time_format (start_time, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *end_text = g_date_time_format (end_time, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *run = g_strdup_printf (
    "{'id':'%s','runId':'%s','startTime':'%s','endTime':'%s','replicationType':'%s','status':'%s'%s}", id, id,
    start_text, span > 0 ? end_text : "0001-01-01T00:00:00Z", type, status,
    span > 0 ? COUNTS (3, 0, 0) : COUNTS (1, 0, 2));
  g_autofree char *before = g_steal_pointer (&fixture->fake->runs);

  fixture->fake->runs
    = before != NULL && *before != '\0' ? g_strconcat (run, ",", before, NULL) : g_strdup (run);
}

static void
assert_expectation (EnvironmentFixture *fixture, FerryAction action, const char *expected)
{
  g_autofree char *text = ferry_environment_dup_expectation (fixture->environment, action);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_expectation (EnvironmentFixture *fixture, gconstpointer unused)
{
  add_run (fixture, "1", "Full", "Upgrade Pending", 9 * HOUR, 90 * MINUTE);
  environment_fixture_open_environment (fixture);
  /* Only changes are copied now, which nothing is known of. */
  assert_expectation (fixture, FERRY_ACTION_RUN_REPLICATION, NULL);
  assert_expectation (fixture, FERRY_ACTION_RUN_DIAGNOSTIC, NULL);

  add_run (fixture, "2", "Normal", "Completed", 6 * HOUR, 18 * MINUTE);
  add_run (fixture, "3", "Diagnostic", "Completed", 5 * HOUR, 4 * MINUTE);
  add_run (fixture, "4", "Normal", "Failed", 4 * HOUR, 1 * MINUTE);
  add_run (fixture, "5", "Normal", "Upgrade Pending", 3 * HOUR, 25 * MINUTE);
  environment_fixture_refresh (fixture);
  assert_expectation (fixture, FERRY_ACTION_RUN_REPLICATION, "The last 2 such runs took 18–25 min.");
  assert_expectation (fixture, FERRY_ACTION_RUN_DIAGNOSTIC, "The last such run took 4 min.");
  assert_expectation (fixture, FERRY_ACTION_COMPLETE, NULL);

  /* All is copied again: as the first one. */
  g_assert_true (environment_fixture_perform (fixture, FERRY_ACTION_RESET_CLOUD_DATA, NULL, NULL));
  assert_expectation (fixture, FERRY_ACTION_RUN_REPLICATION, "The last such run took 1 h 30 min.");
}

/* Ferry is started while a run goes on: it is known at once how long that will take, by those before. */
static void
test_run_in_progress (EnvironmentFixture *fixture, gconstpointer unused)
{
  FerryRunMonitor *monitor = ferry_environment_get_monitor (fixture->environment);
  FerryRunRange range;

  add_run (fixture, "1", "Normal", "Completed", 9 * HOUR, 60 * MINUTE);
  add_run (fixture, "2", "Normal", "Completed", 6 * HOUR, 60 * MINUTE);
  add_run (fixture, "3", "Normal", "Completed", 4 * HOUR, 60 * MINUTE);
  add_run (fixture, "4", "Normal", "In Progress", 20 * MINUTE, 0);
  environment_fixture_open_environment (fixture);
  ferry_fixture_wait_until (ferry_run_monitor_get_active (monitor));
  g_assert_true (ferry_run_monitor_get_range (monitor, &range));
  g_assert_cmpfloat (range.middle, >, 36 * 60);
  g_assert_cmpfloat (range.middle, <, 44 * 60);
  g_assert_nonnull (
    strstr (ferry_run_monitor_get_hint (monitor), "The last 3 such runs took 1 h 00 min each."));
  g_assert_nonnull (strstr (ferry_run_monitor_get_hint (monitor), "Ends about "));
  ferry_fixture_wait_until (strstr (ferry_run_monitor_get_text (monitor), "about 40 min left (") != NULL);

  /* It ends, and nothing is said any more. */
  fake_service_set (&fixture->fake->runs, "");
  add_run (fixture, "4", "Normal", "Completed", 20 * MINUTE, 20 * MINUTE);
  ferry_fixture_wait_until (fixture->ended->len == 1);
  g_assert_false (ferry_run_monitor_get_range (monitor, &range));
  g_assert_cmpstr (ferry_run_monitor_get_hint (monitor), ==, "");
}

/* The tables' own times come from the details that the history keeps. */
static void
test_tables_of_last_time (EnvironmentFixture *fixture, gconstpointer unused)
{
  static const char last[]
    = "{'id':'00000000-0000-4000-8000-00000000000a','companyName':'CRONUS','tableName':'Item','status':"
      "'Successful','recordsCopied':1,'totalRecords':1,'errors':'','startTime':'2026-01-01T10:00:00Z',"
      "'endTime':'2026-01-01T10:01:00Z'},"
      "{'id':'00000000-0000-4000-8000-00000000000b','companyName':'CRONUS','tableName':'G/L Entry',"
      "'status':'Successful','recordsCopied':9,'totalRecords':9,'errors':'','startTime':"
      "'2026-01-01T10:01:00Z','endTime':'2026-01-01T10:15:00Z'}";
  static const char now[] = DETAIL (
    "a", "Item", "Successful") ","
                               "{'id':'00000000-0000-4000-8000-00000000000b','companyName':'CRONUS','"
                               "tableName':'G/L Entry',"
                               "'status':'In Progress','recordsCopied':0,'totalRecords':0,'errors':''}";
  FerryRunMonitor *monitor = ferry_environment_get_monitor (fixture->environment);
  FerryRunForecast *forecast = ferry_run_monitor_get_forecast (monitor);

  fake_service_set (&fixture->fake->details, last);
  add_run (fixture, "1", "Full", "Completed", 9 * HOUR, 15 * MINUTE);
  environment_fixture_open_environment (fixture);
  /* Its details are read for the counts, and kept. */
  ferry_fixture_wait_until (environment_fixture_get_state (fixture)->tables_with_warnings == 0);

  fake_service_set (&fixture->fake->details, now);
  add_run (fixture, "2", "Full", "In Progress", 10 * G_TIME_SPAN_SECOND, 0);
  ferry_fixture_wait_until (ferry_run_forecast_get_table_seconds (forecast) >= 0);
  g_assert_cmpfloat_with_epsilon (ferry_run_forecast_get_table_seconds (forecast), 14 * 60, 30);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  environment_fixture_add ("expectation", test_expectation);
  environment_fixture_add ("run-in-progress", test_run_in_progress);
  environment_fixture_add ("tables-of-last-time", test_tables_of_last_time);
  return g_test_run ();
}
