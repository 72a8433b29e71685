/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "environment-fixture.h"

/* ---- Doing something ---- */

static void
begin_run (FakeService *fake, const char *path, gpointer unused)
{
  if (g_str_has_suffix (path, "NAV.runReplication"))
    fake_service_add_run (fake, "new", "Normal", "In Progress", COUNTS (0, 0, 3));
}

static void
set_up_run (EnvironmentFixture *fixture)
{
  fake_service_set_run (fixture->fake, "1", "Full", "Completed", COUNTS (1, 0, 0));
  fixture->fake->action = begin_run;
  environment_fixture_open_environment (fixture);
}

static void
test_perform (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  set_up_run (fixture);
  g_assert_true (environment_fixture_perform (fixture, FERRY_ACTION_RUN_REPLICATION, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (environment_fixture_get_state (fixture)->run_in_progress);
  g_assert_cmpint (environment_fixture_get_last_outcome (fixture, "run-replication"), ==, FERRY_OUTCOME_DONE);
  assert_posts (fixture, "runReplication", 1);
  /* And now there is one already. */
  g_assert_false (environment_fixture_perform (fixture, FERRY_ACTION_RUN_REPLICATION, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_RULE);
  assert_posts (fixture, "runReplication", 1);
}

static void
end_run_at_once (FakeService *fake, const char *path, gpointer unused)
{
  if (g_str_has_suffix (path, "NAV.runReplication"))
    fake_service_add_run (fake, "new", "Normal", "Completed", COUNTS (3, 0, 0));
}

/* Over before anybody saw it running, but it was ours: its end is told, once. */
static void
test_perform_quick (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  set_up_run (fixture);
  fixture->fake->action = end_run_at_once;
  g_assert_true (environment_fixture_perform (fixture, FERRY_ACTION_RUN_REPLICATION, NULL, &error));
  g_assert_no_error (error);
  ferry_fixture_wait_until (fixture->ended->len > 0);
  g_assert_cmpuint (fixture->ended->len, ==, 1);
}

static void
test_perform_refused (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  set_up_run (fixture);
  fixture->fake->next_post = FAKE_TROUBLE_REFUSED;
  g_assert_false (environment_fixture_perform (fixture, FERRY_ACTION_RUN_REPLICATION, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "Not now."));
  g_assert_cmpint (environment_fixture_get_last_outcome (fixture, "run-replication"), ==,
                   FERRY_OUTCOME_REFUSED);
  g_assert_cmpint (environment_fixture_get_connection (fixture), ==, FERRY_CONNECTION_ONLINE);
}

/* The answer got lost, but the run is there: never sent again. */
static void
test_perform_lost (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  set_up_run (fixture);
  fixture->fake->next_post = FAKE_TROUBLE_LOST;
  g_assert_true (environment_fixture_perform (fixture, FERRY_ACTION_RUN_REPLICATION, NULL, &error));
  g_assert_no_error (error);
  assert_posts (fixture, "runReplication", 1);
  assert_settled (fixture, 1, "run-replication 4");
  g_assert_cmpint (environment_fixture_get_last_outcome (fixture, "run-replication"), ==,
                   FERRY_OUTCOME_SETTLED_DONE);
}

/* The request got lost: nothing was started, which is said, and it isn't sent again. */
static void
test_perform_cut (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  set_up_run (fixture);
  fixture->fake->next_post = FAKE_TROUBLE_CUT;
  g_assert_false (environment_fixture_perform (fixture, FERRY_ACTION_RUN_REPLICATION, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "nothing was started"));
  assert_posts (fixture, "runReplication", 1);
  assert_settled (fixture, 1, "run-replication 5");
}

static void
fall_silent (FakeService *fake, const char *path, gpointer unused)
{
  begin_run (fake, path, NULL);
  fake->outage = TRUE;
}

/* The environment is gone with the request: settled when it is back. */
static void
test_perform_then_offline (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  set_up_run (fixture);
  fixture->fake->action = fall_silent;
  fixture->fake->next_post = FAKE_TROUBLE_LOST;
  g_assert_false (environment_fixture_perform (fixture, FERRY_ACTION_RUN_REPLICATION, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_AMBIGUOUS);
  g_assert_cmpint (environment_fixture_get_connection (fixture), ==, FERRY_CONNECTION_OFFLINE);
  g_assert_cmpint (environment_fixture_get_last_outcome (fixture, "run-replication"), ==,
                   FERRY_OUTCOME_PENDING);
  g_assert_cmpuint (fixture->settled->len, ==, 0);
  fixture->fake->outage = FALSE;
  assert_settled (fixture, 1, "run-replication 4");
  assert_posts (fixture, "runReplication", 1);
}

/* Somebody else has begun a run since the state was read. The service would pause all the same. */
static void
test_perform_outdated (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  set_up_run (fixture);
  fake_service_add_run (fixture->fake, "new", "Normal", "In Progress", COUNTS (0, 0, 3));
  g_assert_false (environment_fixture_perform (fixture, FERRY_ACTION_PAUSE, "Holidays", &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_RULE);
  g_assert_nonnull (strstr (error->message, "A run is in progress."));
  assert_posts (fixture, "disableReplication", 0);
  g_assert_true (environment_fixture_get_state (fixture)->run_in_progress);
}

/* Nor does it ask before it completes: here a run since then left a table failed. */
static void
test_perform_outdated_complete (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GString) text = g_string_new (SETUP);
  g_autoptr (GError) error = NULL;

  g_string_replace (text, "DynamicsBCLast", "DynamicsBC", 0);
  fake_service_set (&fixture->fake->setup, text->str);
  set_up_run (fixture);
  g_assert_true (ferry_environment_check_action (fixture->environment, FERRY_ACTION_COMPLETE, NULL));
  fake_service_add_run (fixture->fake, "new", "Normal", "Completed", COUNTS (0, 1, 0));
  g_assert_false (environment_fixture_perform (fixture, FERRY_ACTION_COMPLETE, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_RULE);
  assert_posts (fixture, "completeCloudMigration", 0);
}

static void
test_perform_without_trace (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  set_up_run (fixture);
  fixture->fake->next_post = FAKE_TROUBLE_LOST;
  g_assert_false (environment_fixture_perform (fixture, FERRY_ACTION_RESET_CLOUD_DATA, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_AMBIGUOUS);
  g_assert_cmpint (environment_fixture_get_last_outcome (fixture, "reset-cloud-data"), ==,
                   FERRY_OUTCOME_UNKNOWN);
  assert_posts (fixture, "resetCloudData", 1);
}

/* Killed between sending and the answer, and started again. */
static void
test_intents_of_before (EnvironmentFixture *fixture, gconstpointer unused)
{
  environment_fixture_intend (fixture, "run-replication", "1");
  environment_fixture_intend (fixture, "pause", "1");
  environment_fixture_intend (fixture, "reset-cloud-data", "1");
  fake_service_set_run (fixture->fake, "1", "Full", "Completed", COUNTS (1, 0, 0));
  fake_service_add_run (fixture->fake, "2", "Normal", "In Progress", COUNTS (0, 0, 1));
  environment_fixture_open_environment (fixture);
  ferry_fixture_wait_until (fixture->settled->len == 3);
  g_assert_cmpint (environment_fixture_get_last_outcome (fixture, "run-replication"), ==,
                   FERRY_OUTCOME_SETTLED_DONE);
  g_assert_cmpint (environment_fixture_get_last_outcome (fixture, "pause"), ==,
                   FERRY_OUTCOME_SETTLED_NOT_DONE);
  g_assert_cmpint (environment_fixture_get_last_outcome (fixture, "reset-cloud-data"), ==,
                   FERRY_OUTCOME_UNKNOWN);
  g_assert_cmpuint (fake_service_count (fixture->fake, "POST", "NAV.runReplication"), ==, 0);
  g_assert_cmpuint (fake_service_count (fixture->fake, "POST", "NAV.disableReplication"), ==, 0);
}

static void
test_two_at_once (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GError) error = NULL;
  gboolean busy;

  set_up_run (fixture);
  ferry_environment_perform_async (fixture->environment, FERRY_ACTION_RUN_REPLICATION, NULL, NULL,
                                   ferry_fixture_await_cb, &first);
  g_object_get (fixture->environment, "busy", &busy, NULL);
  g_assert_true (busy);
  g_assert_false (environment_fixture_perform (fixture, FERRY_ACTION_RUN_REPLICATION, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_RULE);
  g_assert_true (ferry_environment_perform_finish (fixture->environment, ferry_fixture_await (&first), NULL));
  assert_posts (fixture, "runReplication", 1);
  g_object_get (fixture->environment, "busy", &busy, NULL);
  g_assert_false (busy);
}

static void
test_no_log (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  environment_fixture_open_environment (fixture);
  g_assert_true (environment_fixture_get_state (fixture)->set_up);
  g_assert_false (environment_fixture_perform (fixture, FERRY_ACTION_RUN_REPLICATION, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_RULE);
  g_assert_nonnull (strstr (error->message, "migration log"));
}

static void
disable (FakeService *fake, const char *path, gpointer unused)
{
  if (g_str_has_suffix (path, "NAV.disableReplication"))
    fake_service_add_run (fake, "off", "", "Completed", ",'details':'Cloud migration has been disabled.'");
}

static void
assert_journal_tells_who (EnvironmentFixture *fixture, const char *action, const char *subject)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  FerryJournalEntry *entry;

  ferry_database_list_journal_async (fixture->database, NULL, FALSE, NULL, ferry_fixture_await_cb, &result);
  entries = ferry_database_list_journal_finish (fixture->database, ferry_fixture_await (&result), NULL);
  g_assert_cmpuint (entries->len, ==, 1);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpstr (ferry_journal_entry_get_action (entry), ==, action);
  g_assert_cmpstr (ferry_journal_entry_get_subject (entry), ==, subject);
  g_assert_cmpstr (ferry_journal_entry_get_who (entry), ==, ferry_profile_get_who (fixture->profile));
  g_assert_cmpstr (ferry_journal_entry_get_who (entry), !=, "");
  g_assert_cmpstr (ferry_journal_entry_get_environment_name (entry), ==,
                   ferry_profile_get_name (fixture->profile));
}

/* The published interface knows no reason: ours is in the journal. */
static void
test_pause (EnvironmentFixture *fixture, gconstpointer unused)
{
  set_up_run (fixture);
  fixture->fake->action = disable;
  g_assert_true (environment_fixture_perform (fixture, FERRY_ACTION_PAUSE, "Holidays", NULL));
  g_assert_false (environment_fixture_get_state (fixture)->set_up);
  g_assert_cmpint (environment_fixture_get_state (fixture)->disabled_reason, ==,
                   FERRY_DISABLED_REASON_PAUSED);
  g_assert_true (environment_fixture_has_status (fixture, "Migration paused"));
  assert_journal_tells_who (fixture, "pause", "Holidays");
  environment_fixture_drop_environment (fixture);
  environment_fixture_make_environment (fixture);
  environment_fixture_open_environment (fixture);
  g_assert_cmpint (environment_fixture_get_state (fixture)->disabled_reason, ==,
                   FERRY_DISABLED_REASON_PAUSED);
}

static void
test_pause_with_management (EnvironmentFixture *fixture, gconstpointer unused)
{
  fake_service_set (&fixture->fake->capabilities, "{'name':'pauseMigration','available':true,'reason':''}");
  fake_service_set (&fixture->fake->overview,
                    "{'id':'o','enabled':true,'disabledReason':'','tablesFailed':0,'tablesSuccessful':12}");
  set_up_run (fixture);
  g_assert_cmpint (environment_fixture_get_state (fixture)->tables_successful, ==, 12);
  g_assert_true (environment_fixture_perform (fixture, FERRY_ACTION_PAUSE, "Holidays “here”", NULL));
  assert_posts (fixture, "pauseMigration", 1);
  assert_posts (fixture, "disableReplication", 0);
  g_assert_cmpstr (fake_service_get_body (fixture->fake, "POST", "pauseMigration"), ==,
                   "{\"reason\":\"Holidays “here”\"}");
}

/* What is only the management API's trouble leaves the rest alone. */
static void
test_broken_management (EnvironmentFixture *fixture, gconstpointer unused)
{
  set_up_run (fixture);
  fixture->fake->management_status = 500;
  environment_fixture_refresh (fixture);
  g_assert_cmpint (environment_fixture_get_connection (fixture), ==, FERRY_CONNECTION_ONLINE);
}

static void
test_initialize (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fake_service_set (&fixture->fake->companies,
                    "{'id':'c-1','name':'CRONUS','replicate':true,'created':true,'status':'Completed','"
                    "companyInitializationStatus':'Not Initialized'}");
  set_up_run (fixture);
  g_assert_true (environment_fixture_perform (fixture, FERRY_ACTION_INITIALIZE_COMPANY, "c-1", &error));
  g_assert_no_error (error);
  assert_posts (fixture, "initializeCompany", 1);
  g_assert_false (environment_fixture_perform (fixture, FERRY_ACTION_INITIALIZE_COMPANY, "gone", &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NOT_FOUND);
}

/* ---- Closing ---- */

static void
test_close_while_sending (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint requests;

  set_up_run (fixture);
  fixture->fake->next_post = FAKE_TROUBLE_HANG;
  ferry_environment_perform_async (fixture->environment, FERRY_ACTION_RUN_REPLICATION, NULL, NULL,
                                   ferry_fixture_await_cb, &result);
  ferry_fixture_wait_until (fixture->fake->hanging->len == 1);
  ferry_environment_close (fixture->environment);
  g_assert_false (
    ferry_environment_perform_finish (fixture->environment, ferry_fixture_await (&result), &error));
  g_clear_object (&result);
  requests = fixture->fake->log->len;
  ferry_fixture_drain ();
  g_assert_cmpuint (fixture->fake->log->len, ==, requests);
  g_assert_cmpint (environment_fixture_get_last_outcome (fixture, "run-replication"), ==,
                   FERRY_OUTCOME_PENDING);
  environment_fixture_drop_environment (fixture);

  environment_fixture_make_environment (fixture);
  environment_fixture_open_environment (fixture);
  assert_settled (fixture, 1, "run-replication 4");
  assert_posts (fixture, "runReplication", 1);
}

static void
test_cancel_action (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  set_up_run (fixture);
  fixture->fake->next_post = FAKE_TROUBLE_HANG;
  ferry_environment_perform_async (fixture->environment, FERRY_ACTION_RUN_REPLICATION, NULL, cancellable,
                                   ferry_fixture_await_cb, &result);
  ferry_fixture_wait_until (fixture->fake->hanging->len == 1);
  g_cancellable_cancel (cancellable);
  /* It was too late: the run is there, and that is what is told. */
  g_assert_true (
    ferry_environment_perform_finish (fixture->environment, ferry_fixture_await (&result), &error));
  g_assert_no_error (error);
  g_assert_cmpint (environment_fixture_get_last_outcome (fixture, "run-replication"), ==,
                   FERRY_OUTCOME_SETTLED_DONE);
}

/* Given up before any trace is there: nobody waits for one, but it is looked for, and what became of it told. */
static void
test_cancel_without_trace (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  set_up_run (fixture);
  ferry_run_monitor_set_intervals (ferry_environment_get_monitor (fixture->environment), 100000, 100000,
                                   100000);
  fixture->fake->action = NULL;
  fixture->fake->next_post = FAKE_TROUBLE_HANG;
  ferry_environment_perform_async (fixture->environment, FERRY_ACTION_RUN_REPLICATION, NULL, cancellable,
                                   ferry_fixture_await_cb, &result);
  ferry_fixture_wait_until (fixture->fake->hanging->len == 1);
  g_cancellable_cancel (cancellable);
  g_assert_false (
    ferry_environment_perform_finish (fixture->environment, ferry_fixture_await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_settled (fixture, 1, "run-replication 5");
  assert_posts (fixture, "runReplication", 1);
}

static void
test_close_and_open (EnvironmentFixture *fixture, gconstpointer unused)
{
  set_up_run (fixture);
  ferry_environment_close (fixture->environment);
  g_assert_cmpint (environment_fixture_get_connection (fixture), ==, FERRY_CONNECTION_OFFLINE);
  environment_fixture_open_environment (fixture);
  g_assert_cmpint (environment_fixture_get_connection (fixture), ==, FERRY_CONNECTION_ONLINE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  environment_fixture_add ("perform", test_perform);
  environment_fixture_add ("perform-quick", test_perform_quick);
  environment_fixture_add ("perform-refused", test_perform_refused);
  environment_fixture_add ("perform-lost", test_perform_lost);
  environment_fixture_add ("perform-cut", test_perform_cut);
  environment_fixture_add ("perform-then-offline", test_perform_then_offline);
  environment_fixture_add ("perform-outdated", test_perform_outdated);
  environment_fixture_add ("perform-outdated-complete", test_perform_outdated_complete);
  environment_fixture_add ("perform-without-trace", test_perform_without_trace);
  environment_fixture_add ("intents-of-before", test_intents_of_before);
  environment_fixture_add ("two-at-once", test_two_at_once);
  environment_fixture_add ("no-log", test_no_log);
  environment_fixture_add ("pause", test_pause);
  environment_fixture_add ("pause-with-management", test_pause_with_management);
  environment_fixture_add ("broken-management", test_broken_management);
  environment_fixture_add ("initialize", test_initialize);
  environment_fixture_add ("close-while-sending", test_close_while_sending);
  environment_fixture_add ("cancel-action", test_cancel_action);
  environment_fixture_add ("cancel-without-trace", test_cancel_without_trace);
  environment_fixture_add ("close-and-open", test_close_and_open);
  return g_test_run ();
}
