/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window says of a run that goes on: when it will have ended, that it is copying in bulk, that it may have stalled;
 * on the page, in the run and in the sidebar, in the same words. */

#include "environment-fixture.h"
#include "ferry-keyring.h"
#include "ferry-run-page.h"
#include "ferry-ui-driver.h"
#include "ferry-ui-session.h"
#include "ferry-window.h"

#include <string.h>

#define TIMED(id, table, status, total, start, end)                                                          \
  "{'id':'00000000-0000-4000-8000-00000000000" id "','companyName':'CRONUS','tableName':'" table             \
  "','status':'" status "','recordsCopied':" total ",'totalRecords':" total                                  \
  ",'errors':'','startTime':'" start "','endTime':'" end "'}"
#define LAST_TIME                                                                                            \
  TIMED ("a", "Item", "Successful", "900", "2026-01-01T10:00:00Z", "2026-01-01T10:01:00Z")                   \
  "," TIMED ("b", "G/L Entry", "Successful", "2400000", "2026-01-01T10:01:00Z", "2026-01-01T10:15:00Z")
#define THIS_TIME                                                                                            \
  TIMED ("a", "Item", "Successful", "900", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z")                   \
  "," TIMED ("b", "G/L Entry", "In Progress", "0", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z")

static FakeService *service;

static char *
make_run (const char *id, const char *status, gint64 minutes_ago, gint64 minutes, const char *counts)
{
  gint64 start = g_get_real_time () / G_USEC_PER_SEC - minutes_ago * 60;
  g_autoptr (GDateTime) start_time = g_date_time_new_from_unix_utc (start);
  g_autoptr (GDateTime) end_time = g_date_time_new_from_unix_utc (start + minutes * 60);
  g_autofree char *start_text = g_date_time_format (start_time, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *end_text = g_date_time_format (end_time, "%Y-%m-%dT%H:%M:%SZ");

  return g_strdup_printf (
    "{'id':'%s','runId':'%s','startTime':'%s','endTime':'%s','replicationType':'Normal','status':'%s'%s}", id,
    id, start_text, minutes > 0 ? end_text : "0001-01-01T00:00:00Z", status, counts);
}

static void
set_runs (gboolean running)
{
  g_autofree char *now = make_run ("4", "In Progress", 4, 0, COUNTS (1, 0, 1));
  g_autofree char *third = make_run ("3", "Completed", 200, 15, COUNTS (2, 0, 0));
  g_autofree char *second = make_run ("2", "Completed", 400, 18, COUNTS (2, 0, 0));
  g_autofree char *first = make_run ("1", "Completed", 600, 16, COUNTS (2, 0, 0));
  g_autofree char *runs
    = g_strdup_printf ("%s%s%s,%s,%s", running ? now : "", running ? "," : "", third, second, first);

  fake_service_set (&service->runs, runs);
  fake_service_set (&service->details, running ? THIS_TIME : LAST_TIME);
}

static FerryRunMonitor *
get_monitor (void)
{
  return ferry_environment_get_monitor (ferry_ui_session_get_environment ());
}

static gboolean
has_counted (gpointer unused)
{
  return ferry_environment_get_state (ferry_ui_session_get_environment ())->tables_with_warnings == 0;
}

static gboolean
knows_table (gpointer unused)
{
  return ferry_run_forecast_get_table_seconds (ferry_run_monitor_get_forecast (get_monitor ())) > 0;
}

/* As if nothing had moved for @minutes, while somebody looked. */
static void
stand_still (gint64 minutes)
{
  FerryRunProgress *progress
    = ferry_run_forecast_get_progress (ferry_run_monitor_get_forecast (get_monitor ()));
  gint64 then = ferry_run_forecast_get_now () - minutes * G_TIME_SPAN_MINUTE;

  ferry_run_progress_follow (progress, NULL, then);
  ferry_run_progress_follow (progress, "4", then);
  ferry_run_progress_see_tables (progress, 1, 1, then);
  ferry_run_progress_see_records (progress, 900, 900, then);
}

static void
look (gpointer unused)
{
  ferry_run_monitor_set_intervals (get_monitor (), 20, 100, 40);
  ferry_ui_wait_text ("Ready for replication");
  ferry_ui_wait (has_counted, NULL, "the last run’s tables");

  /* Before: what to expect. */
  ferry_ui_activate_action ("win.run-replication");
  ferry_ui_wait_text ("The last 3 such runs took 15–18 min.");
  ferry_ui_look ("expectation");
  ferry_ui_click ("Cancel");

  set_runs (TRUE);
  ferry_ui_wait (knows_table, NULL, "what the table took last time");
  ferry_ui_wait_text (" min left (");
  ferry_ui_wait_text ("The last 3 such runs took 15–18 min.");
  /* Half of the tables are little of the work. */
  g_assert_cmpfloat (ferry_run_monitor_get_fraction (get_monitor ()), <, 0.2);
  ferry_ui_look ("progress");

  stand_still (12);
  ferry_ui_wait_text ("bulk copying “G/L Entry”: no change for 12 min, took 14 min last time");
  ferry_ui_wait_text ("Bulk copying, ");
  ferry_ui_look ("bulk-copying");

  stand_still (50);
  ferry_ui_wait_text ("stalled? No change for 50 min at “G/L Entry”, which took 14 min last time");
  ferry_ui_wait_text ("Stalled?, ");
  ferry_ui_wait_text ("Check that the integration runtime is running");
  g_assert_false (ferry_ui_has_text (" min left ("));
  ferry_ui_look ("stalled");

  g_action_group_activate_action (
    G_ACTION_GROUP (g_application_get_default ()), "show-run",
    g_variant_new ("(ss)",
                   ferry_profile_get_id (ferry_environment_get_profile (ferry_ui_session_get_environment ())),
                   "4"));
  ferry_ui_find (FERRY_TYPE_RUN_PAGE, NULL);
  ferry_ui_wait_text ("stalled? No change for 50 min at “G/L Entry”, which took 14 min last time");
  ferry_ui_wait_text ("Check that the integration runtime is running");
  ferry_ui_look ("stalled-run");
  ferry_ui_assert_all_named ();

  /* Once it has ended, nothing of that is left. */
  set_runs (FALSE);
  fake_service_set_run (service, "4", "Normal", "Completed", COUNTS (2, 0, 0));
  ferry_ui_wait_text ("Completed");
  g_assert_false (ferry_ui_has_text ("stalled?"));
}

static void
test_progress (void)
{
  g_autofree char *folder = ferry_ui_session_make_folder ();
  g_autofree char *path = g_build_filename (folder, "environments.ini", NULL);
  g_autoptr (FerryProfileStore) profiles = ferry_profile_store_new (path);
  g_autoptr (FerrySecretStore) keyring = ferry_keyring_new ();
  g_autoptr (FerryProfile) profile = NULL;
  g_autoptr (GAsyncResult) stored = NULL;
  g_autoptr (GError) error = NULL;

  service = fake_service_new ();
  fake_service_set (&service->setup, "{'id':'s-1','productId':'DynamicsBC','sqlServerType':'SQLServer',"
                                     "'runtimeName':'rt','runtimeKey':''}");
  fake_service_set (&service->companies, CRONUS);
  set_runs (FALSE);
  profile = ferry_profile_new ("Contoso", service->url, CORE_TENANT, CORE_ENVIRONMENT);
  ferry_secret_store_store_async (keyring, FERRY_SECRET_TOKEN, ferry_profile_get_id (profile), "", "A test’s",
                                  "token", NULL, ferry_fixture_await_cb, &stored);
  ferry_secret_store_store_finish (keyring, ferry_fixture_await (&stored), &error);
  g_assert_no_error (error);
  g_assert_true (ferry_profile_store_load (profiles, NULL));
  g_assert_true (ferry_profile_store_save_profile (profiles, profile, NULL));

  ferry_ui_session_run (folder, NULL, look, NULL);
  fake_service_free (service);
  ferry_ui_session_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/progress", test_progress);
  return g_test_run ();
}
