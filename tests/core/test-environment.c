/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "environment-fixture.h"

/* ---- Opening ---- */

static void
test_open (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autofree char *product = NULL;
  gint64 seen;
  gboolean busy;

  fake_service_set_run (fixture->fake, "1", "", "Completed", ",'details':'Cloud migration has been set up.'");
  g_assert_cmpint (environment_fixture_get_connection (fixture), ==, FERRY_CONNECTION_OFFLINE);
  environment_fixture_open_environment (fixture);
  g_assert_cmpint (environment_fixture_get_connection (fixture), ==, FERRY_CONNECTION_ONLINE);
  g_assert_cmpuint (environment_fixture_count_runs (fixture), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (ferry_environment_get_companies (fixture->environment)), ==, 2);
  g_assert_true (environment_fixture_get_state (fixture)->set_up);
  g_assert_true (environment_fixture_has_status (fixture, "Ready for replication"));
  g_object_get (fixture->environment, "product-name", &product, "last-seen", &seen, "busy", &busy, NULL);
  g_assert_cmpstr (product, ==, "Earlier versions");
  g_assert_cmpint (seen, >, 0);
  g_assert_false (busy);
  g_assert_cmpuint (fixture->actions_changed, >, 0);
}

static void
test_not_set_up (EnvironmentFixture *fixture, gconstpointer unused)
{
  int suggested;

  fake_service_set (&fixture->fake->setup, NULL);
  fake_service_set (&fixture->fake->companies, NULL);
  environment_fixture_open_environment (fixture);
  g_object_get (fixture->environment, "suggested-action", &suggested, NULL);
  g_assert_cmpint (suggested, ==, FERRY_ACTION_SETUP);
  g_assert_true (environment_fixture_has_status (fixture, "Not set up"));
}

/* The first paint is the history's; the network may be gone. */
static void
test_history_first (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;
  g_autofree char *explanation = NULL;
  gint64 seen;
  gint64 seen_then;

  fake_service_set_run (fixture->fake, "1", "Full", "Completed", COUNTS (7, 2, 0));
  fake_service_add_run (fixture->fake, "2", "Normal", "Completed", COUNTS (3, 0, 0));
  environment_fixture_open_environment (fixture);
  g_object_get (fixture->environment, "last-seen", &seen, NULL);
  environment_fixture_drop_environment (fixture);

  fixture->fake->outage = TRUE;
  environment_fixture_make_environment (fixture);
  g_assert_false (environment_fixture_try_open (fixture, &error));
  g_assert_nonnull (error);
  g_object_get (fixture->environment, "connection-message", &message, "status-explanation", &explanation,
                "last-seen", &seen_then, NULL);
  g_assert_cmpint (environment_fixture_get_connection (fixture), ==, FERRY_CONNECTION_OFFLINE);
  g_assert_true (g_str_has_prefix (message, error->message));
  g_assert_nonnull (strstr (explanation, "Last known status: Data upgrade completed."));
  g_assert_cmpuint (environment_fixture_count_runs (fixture), ==, 2);
  g_assert_cmpstr (ferry_run_get_run_id (environment_fixture_get_run (fixture, 0)), ==, "2");
  g_assert_cmpuint (environment_fixture_get_state (fixture)->companies_selected, ==, 1);
  g_assert_cmpint (seen_then, >, 0);
  g_assert_cmpint (seen_then, <=, seen);

  /* And it comes back by itself. */
  fixture->fake->outage = FALSE;
  environment_fixture_set_quick_retry (fixture);
  ferry_fixture_wait_until (environment_fixture_get_connection (fixture) == FERRY_CONNECTION_ONLINE);
  ferry_fixture_wait_until (g_list_model_get_n_items (ferry_environment_get_companies (fixture->environment))
                            == 2);
}

static void
test_without_database (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryEnvironment) environment = NULL;

  environment_fixture_drop_environment (fixture);
  g_clear_object (&fixture->database);
  environment_fixture_make_environment (fixture);
  fake_service_set_run (fixture->fake, "1", "Full", "Completed", COUNTS (1, 0, 0));
  environment_fixture_open_environment (fixture);
  g_assert_true (environment_fixture_perform (fixture, FERRY_ACTION_RUN_REPLICATION, NULL, NULL));
  g_assert_cmpuint (fake_service_count (fixture->fake, "POST", "NAV.runReplication"), ==, 1);
  environment_fixture_drop_environment (fixture);
  fixture->database = ferry_database_new (":memory:");
}

static void
test_unusable_address (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;

  g_object_set (fixture->profile, "base-url", "not an address", NULL);
  g_assert_false (environment_fixture_try_open (fixture, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_INVALID);
  g_assert_cmpint (environment_fixture_get_connection (fixture), ==, FERRY_CONNECTION_OFFLINE);
  g_assert_false (environment_fixture_perform (fixture, FERRY_ACTION_REFRESH, NULL, &again));
  g_assert_error (again, FERRY_ERROR, FERRY_ERROR_RULE);

  /* As when the sandbox is up: its address is known now. */
  g_object_set (fixture->profile, "base-url", fixture->fake->url, NULL);
  ferry_environment_set_access (fixture->environment, NULL);
  ferry_fixture_wait_until (environment_fixture_get_connection (fixture) == FERRY_CONNECTION_ONLINE);
}

static void
test_signed_out (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FerryAuthorizer) authorizer = fixed_authorizer_new ("better");
  g_autofree char *reason = NULL;

  fake_service_set (&fixture->fake->token, "better");
  g_assert_false (environment_fixture_try_open (fixture, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED);
  g_assert_cmpint (environment_fixture_get_connection (fixture), ==, FERRY_CONNECTION_SIGNED_OUT);
  g_assert_true (environment_fixture_has_status (fixture, "Signed out"));
  g_assert_false (ferry_environment_check_action (fixture->environment, FERRY_ACTION_SETUP, &reason));
  g_assert_nonnull (strstr (reason, "Sign in"));
  ferry_environment_set_access (fixture->environment, authorizer);
  ferry_fixture_wait_until (environment_fixture_get_connection (fixture) == FERRY_CONNECTION_ONLINE);
}

/* Asked for at the old address while it is answered, read at the new one. */
static void
test_moves_while_reading (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (FakeService) other = fake_service_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fake_service_set (&other->setup, SETUP);
  fake_service_set_run (other, "7", "Full", "Completed", COUNTS (1, 0, 0));
  environment_fixture_open_environment (fixture);
  ferry_environment_refresh_async (fixture->environment, NULL, ferry_fixture_await_cb, &result);
  g_object_set (fixture->profile, "base-url", other->url, NULL);
  ferry_environment_set_access (fixture->environment, NULL);
  ferry_environment_refresh_finish (fixture->environment, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (environment_fixture_count_runs (fixture), ==, 1);
  g_assert_cmpstr (ferry_run_get_run_id (environment_fixture_get_run (fixture, 0)), ==, "7");
  g_clear_object (&result);
  environment_fixture_drop_environment (fixture);
}

/* F5 again and again: the service itself is asked to refresh once in its time. */
static void
test_refresh (EnvironmentFixture *fixture, gconstpointer unused)
{
  fake_service_set_run (fixture->fake, "1", "Full", "In Progress", COUNTS (1, 0, 2));
  environment_fixture_open_environment (fixture);
  ferry_run_monitor_set_intervals (ferry_environment_get_monitor (fixture->environment), 5, 100000, 100000);
  for (int i = 0; i < 5; i++)
    g_assert_true (environment_fixture_perform (fixture, FERRY_ACTION_REFRESH, NULL, NULL));
  assert_posts (fixture, "refreshStatus", 1);
  g_assert_cmpuint (fake_service_count (fixture->fake, "GET", "setupCloudMigration"), >=, 6);
}

/* A run may end between the two: an overview from before that would hide what failed in it, and nothing would tell. */
static void
test_overview_after_log (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint setups, overviews;

  fake_service_set (&fixture->fake->capabilities, "{'name':'runDiagnostic','available':true,'reason':''}");
  fake_service_set (&fixture->fake->overview, "{'id':'o-1','tablesFailed':0}");
  fake_service_set_run (fixture->fake, "1", "Full", "In Progress", COUNTS (1, 0, 2));
  environment_fixture_open_environment (fixture);
  ferry_run_monitor_set_intervals (ferry_environment_get_monitor (fixture->environment), 100000, 100000,
                                   100000);
  g_assert_cmpint (environment_fixture_get_state (fixture)->tables_failed, ==, 0);

  setups = fake_service_count (fixture->fake, "GET", "setupCloudMigration");
  overviews = fake_service_count (fixture->fake, "GET", "cloudMigrationManagement");
  fake_service_set_run (fixture->fake, "1", "Full", "Upgrade Pending", COUNTS (2, 1, 0));
  fixture->fake->hang_reads = TRUE;
  ferry_environment_refresh_async (fixture->environment, NULL, ferry_fixture_await_cb, &result);
  ferry_fixture_wait_until (fake_service_count (fixture->fake, "GET", "setupCloudMigration") > setups);
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (fake_service_count (fixture->fake, "GET", "cloudMigrationManagement"), ==, overviews);
  fake_service_set (&fixture->fake->overview, "{'id':'o-1','tablesFailed':1}");
  fixture->fake->hang_reads = FALSE;
  fake_service_release (fixture->fake);
  ferry_environment_refresh_finish (fixture->environment, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (environment_fixture_get_state (fixture)->tables_failed, ==, 1);
}

/* ---- Lists ---- */

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  g_ptr_array_add (user_data, g_strdup_printf ("%u-%u+%u", position, removed, added));
}

static void
test_rows_keep_their_identity (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_free);
  GListModel *runs = ferry_environment_get_runs (fixture->environment);
  GListModel *companies = ferry_environment_get_companies (fixture->environment);
  FerryRun *first;

  fake_service_set_run (fixture->fake, "1", "Full", "Completed", COUNTS (1, 0, 0));
  fake_service_add_run (fixture->fake, "2", "Normal", "In Progress", COUNTS (1, 0, 5));
  environment_fixture_open_environment (fixture);
  first = environment_fixture_get_run (fixture, 0);
  g_signal_connect (runs, "items-changed", G_CALLBACK (on_items_changed), changes);
  g_signal_connect (companies, "items-changed", G_CALLBACK (on_items_changed), changes);

  fake_service_set_run (fixture->fake, "1", "Full", "Completed", COUNTS (1, 0, 0));
  fake_service_add_run (fixture->fake, "2", "Normal", "Completed", COUNTS (6, 0, 0));
  ferry_fixture_wait_until (ferry_run_get_status (first) == FERRY_RUN_STATUS_COMPLETED);
  g_assert_true (environment_fixture_get_run (fixture, 0) == first);
  /* From here on only what is asked for: a look that was answered before would bring back what has gone meanwhile. */
  ferry_run_monitor_set_intervals (ferry_environment_get_monitor (fixture->environment), 100000, 100000,
                                   100000);
  environment_fixture_refresh (fixture);
  g_assert_cmpuint (changes->len, ==, 0);

  fake_service_add_run (fixture->fake, "3", "Normal", "Completed", COUNTS (2, 0, 0));
  environment_fixture_refresh (fixture);
  g_assert_cmpuint (changes->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (changes, 0), ==, "0-0+1");
  g_assert_true (environment_fixture_get_run (fixture, 1) == first);

  /* One that vanished goes, and only that. */
  fake_service_set_run (fixture->fake, "1", "Full", "Completed", COUNTS (1, 0, 0));
  fake_service_add_run (fixture->fake, "3", "Normal", "Completed", COUNTS (2, 0, 0));
  environment_fixture_refresh (fixture);
  g_assert_cmpuint (changes->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (changes, 1), ==, "1-1+0");
}

/* The log was read, the overview is still on its way, and a look finds a run that the former didn't have. */
static void
test_look_while_reading (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func (g_object_unref);
  FerryRunMonitor *monitor = ferry_environment_get_monitor (fixture->environment);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fake_service_set (&fixture->fake->capabilities, "{'name':'runDiagnostic','available':true,'reason':''}");
  fake_service_set_run (fixture->fake, "1", "Full", "Completed", COUNTS (1, 0, 0));
  environment_fixture_open_environment (fixture);
  ferry_run_monitor_set_intervals (monitor, 100000, 100000, 100000);
  g_signal_connect (ferry_environment_get_runs (fixture->environment), "items-changed",
                    G_CALLBACK (on_items_changed), changes);
  ferry_environment_refresh_async (fixture->environment, NULL, ferry_fixture_await_cb, &result);
  ferry_fixture_wait_until (fixture->environment->log_is_read);
  fixture->fake->hang_reads = TRUE;
  ferry_fixture_wait_until (fixture->fake->hanging->len > 0);

  fake_service_add_run (fixture->fake, "2", "Normal", "Completed", COUNTS (1, 0, 0));
  g_ptr_array_add (seen, core_fixture_run ("2"));
  g_ptr_array_add (seen, core_fixture_run ("1"));
  g_signal_emit_by_name (monitor, "runs-seen", seen);
  fixture->fake->hang_reads = FALSE;
  fake_service_release (fixture->fake);
  ferry_environment_refresh_finish (fixture->environment, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (environment_fixture_count_runs (fixture), ==, 2);
  environment_fixture_refresh (fixture);
  /* It didn't go again meanwhile. */
  g_assert_cmpuint (changes->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (changes, 0), ==, "0-0+1");
}

/* Many entries since the last look: what lies between is read. */
static void
test_gap (EnvironmentFixture *fixture, gconstpointer unused)
{
  fake_service_set_run (fixture->fake, "10", "Full", "Completed", COUNTS (1, 0, 0));
  environment_fixture_open_environment (fixture);
  ferry_fixture_wait_until (fake_service_count (fixture->fake, "GET", "cloudMigrationStatus") > 2);
  for (int i = 1; i <= 8; i++)
    {
      g_autofree char *id = g_strdup_printf ("%d", 10 + i);

      fake_service_add_run (fixture->fake, id, "Normal", "Completed", COUNTS (1, 0, 0));
    }
  ferry_fixture_wait_until (environment_fixture_count_runs (fixture) == 9);
}

/* ---- Runs that end, and counts ---- */

static void
test_run_ends (EnvironmentFixture *fixture, gconstpointer unused)
{
  fake_service_set_run (fixture->fake, "1", "Full", "In Progress", COUNTS (1, 0, 2));
  environment_fixture_open_environment (fixture);
  g_assert_true (environment_fixture_get_state (fixture)->run_in_progress);
  g_assert_true (ferry_run_monitor_get_active (ferry_environment_get_monitor (fixture->environment)));
  fake_service_set (&fixture->fake->details, DETAIL ("a", "Item", "Successful") "," DETAIL (
                                               "b", "Vendor", "Failed") "," DETAIL ("c", "Gone", "Warning"));
  fake_service_set_run (fixture->fake, "1", "Full", "Upgrade Pending", COUNTS (1, 1, 0));
  ferry_fixture_wait_until (fixture->ended->len > 0);
  g_assert_cmpstr (g_ptr_array_index (fixture->ended, 0), ==, "1");
  /* Warnings are told by the details alone. */
  ferry_fixture_wait_until (environment_fixture_get_state (fixture)->tables_with_warnings == 1);
  g_assert_cmpint (environment_fixture_get_state (fixture)->tables_successful, ==, 1);
  g_assert_cmpint (environment_fixture_get_state (fixture)->tables_failed, ==, 1);
  g_assert_cmpstr (environment_fixture_get_state (fixture)->companies_not_ready[0], ==, "CRONUS");
  environment_fixture_refresh (fixture);
  g_assert_cmpuint (fixture->ended->len, ==, 1);
  g_assert_false (ferry_run_monitor_get_active (ferry_environment_get_monitor (fixture->environment)));
}

/* One that ended while nobody looked is told when it is seen again. */
static void
test_run_ended_meanwhile (EnvironmentFixture *fixture, gconstpointer unused)
{
  fake_service_set_run (fixture->fake, "1", "Full", "In Progress", COUNTS (1, 0, 2));
  environment_fixture_open_environment (fixture);
  environment_fixture_drop_environment (fixture);
  fake_service_set_run (fixture->fake, "1", "Full", "Failed", COUNTS (1, 2, 0));
  environment_fixture_make_environment (fixture);
  environment_fixture_open_environment (fixture);
  g_assert_cmpuint (fixture->ended->len, ==, 1);
}

static void
test_counts_over_runs (EnvironmentFixture *fixture, gconstpointer unused)
{
  guint reads;

  fake_service_set (&fixture->fake->details,
                    DETAIL ("a", "Item", "Successful") "," DETAIL ("b", "Vendor", "Failed"));
  fake_service_set_run (fixture->fake, "1", "Full", "Upgrade Pending", COUNTS (1, 1, 0));
  environment_fixture_open_environment (fixture);
  ferry_fixture_wait_until (environment_fixture_get_state (fixture)->tables_with_warnings == 0);
  fake_service_set (&fixture->fake->details,
                    DETAIL ("c", "Vendor", "Successful") "," DETAIL ("d", "Customer", "Successful"));
  fake_service_add_run (fixture->fake, "2", "Normal", "Upgrade Pending", COUNTS (2, 0, 0));
  ferry_fixture_wait_until (environment_fixture_get_state (fixture)->tables_successful == 3);
  g_assert_cmpint (environment_fixture_get_state (fixture)->tables_failed, ==, 0);
  g_assert_null (environment_fixture_get_state (fixture)->companies_not_ready);
  environment_fixture_drop_environment (fixture);

  /* The next time they are in the history. */
  reads = fake_service_count (fixture->fake, "GET", "cloudMigrationStatusDetails");
  environment_fixture_make_environment (fixture);
  environment_fixture_open_environment (fixture);
  ferry_fixture_wait_until (environment_fixture_get_state (fixture)->tables_successful == 3);
  g_assert_cmpuint (fake_service_count (fixture->fake, "GET", "cloudMigrationStatusDetails"), ==, reads);
}

/* A run that can't be counted isn't asked for again and again. */
static void
test_unreadable_details (EnvironmentFixture *fixture, gconstpointer unused)
{
  guint reads;

  fake_service_set (&fixture->fake->details, "{'id':1}");
  fake_service_set_run (fixture->fake, "1", "Full", "Upgrade Pending", COUNTS (9, 1, 0));
  environment_fixture_open_environment (fixture);
  ferry_fixture_wait_until (fake_service_count (fixture->fake, "GET", "cloudMigrationStatusDetails") == 1);
  reads = fixture->fake->log->len;
  ferry_fixture_wait_until (fixture->fake->log->len > reads + 10);
  g_assert_cmpuint (fake_service_count (fixture->fake, "GET", "cloudMigrationStatusDetails"), ==, 1);
  g_assert_cmpint (environment_fixture_get_state (fixture)->tables_successful, ==, 9);
}

/* ---- Details ---- */

static gboolean
load_details (EnvironmentFixture *fixture, FerryRun *run, FerryDetailList *list, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_environment_load_details_async (fixture->environment, run, list, NULL, ferry_fixture_await_cb,
                                        &result);
  return ferry_environment_load_details_finish (fixture->environment, ferry_fixture_await (&result), error);
}

static void
test_details (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryDetailList) list = ferry_detail_list_new ();
  g_autoptr (FerryDetailList) offline = ferry_detail_list_new ();
  g_autoptr (GError) error = NULL;

  fake_service_set (&fixture->fake->details,
                    DETAIL ("a", "Item", "Successful") "," DETAIL ("b", "Vendor", "Failed"));
  fake_service_set_run (fixture->fake, "1", "Full", "Completed", COUNTS (1, 1, 0));
  environment_fixture_open_environment (fixture);
  load_details (fixture, environment_fixture_get_run (fixture, 0), list, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ferry_detail_list_get_n_rows (list), ==, 2);

  fixture->fake->outage = TRUE;
  g_assert_false (load_details (fixture, environment_fixture_get_run (fixture, 0), offline, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (ferry_detail_list_get_n_rows (offline), ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  environment_fixture_add ("open", test_open);
  environment_fixture_add ("not-set-up", test_not_set_up);
  environment_fixture_add ("history-first", test_history_first);
  environment_fixture_add ("without-database", test_without_database);
  environment_fixture_add ("unusable-address", test_unusable_address);
  environment_fixture_add ("signed-out", test_signed_out);
  environment_fixture_add ("moves-while-reading", test_moves_while_reading);
  environment_fixture_add ("refresh", test_refresh);
  environment_fixture_add ("overview-after-log", test_overview_after_log);
  environment_fixture_add ("rows-keep-their-identity", test_rows_keep_their_identity);
  environment_fixture_add ("look-while-reading", test_look_while_reading);
  environment_fixture_add ("gap", test_gap);
  environment_fixture_add ("run-ends", test_run_ends);
  environment_fixture_add ("run-ended-meanwhile", test_run_ended_meanwhile);
  environment_fixture_add ("counts-over-runs", test_counts_over_runs);
  environment_fixture_add ("unreadable-details", test_unreadable_details);
  environment_fixture_add ("details", test_details);
  return g_test_run ();
}
