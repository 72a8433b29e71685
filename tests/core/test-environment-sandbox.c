/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-company-initializer.h"
#include "ferry-environment.h"
#include "ferry-table-unblocker.h"
#include "fixed-authorizer.h"
#include "sandbox-fixture.h"

#include <string.h>

/* The whole life cycle through FerryEnvironment, against the real service over loopback. */

typedef struct
{
  SandboxFixture sandbox;
  char *database_folder;
  FerryProfile *profile;
  FerryDatabase *database;
  FerryEnvironment *environment;
  GPtrArray *ended;
  GPtrArray *settled; /* “action outcome” */
} Fixture;

static void
on_run_ended (Fixture *fixture, FerryRun *run)
{
  g_ptr_array_add (fixture->ended, g_object_ref (run));
}

static void
on_settled (Fixture *fixture, FerryJournalEntry *entry)
{
  g_ptr_array_add (fixture->settled, g_strdup_printf ("%s %d", ferry_journal_entry_get_action (entry),
                                                      ferry_journal_entry_get_outcome (entry)));
}

static FerryAuthorizer *
make_authorizer (Fixture *fixture)
{
  return fixed_authorizer_new (ferry_sandbox_process_get_token (fixture->sandbox.process));
}

static void
take_address (Fixture *fixture)
{
  g_object_set (fixture->profile, "base-url", ferry_sandbox_process_get_url (fixture->sandbox.process),
                "tenant", ferry_sandbox_process_get_tenant (fixture->sandbox.process), "environment",
                ferry_sandbox_process_get_environment (fixture->sandbox.process), NULL);
}

static void
open_environment (Fixture *fixture)
{
  g_autoptr (FerryAuthorizer) authorizer = make_authorizer (fixture);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->environment = ferry_environment_new (fixture->profile, authorizer, fixture->database);
  ferry_run_monitor_set_intervals (ferry_environment_get_monitor (fixture->environment), 25, 300, 100);
  g_signal_connect_swapped (fixture->environment, "run-ended", G_CALLBACK (on_run_ended), fixture);
  g_signal_connect_swapped (fixture->environment, "settled", G_CALLBACK (on_settled), fixture);
  ferry_environment_open_async (fixture->environment, NULL, ferry_fixture_await_cb, &result);
  ferry_environment_open_finish (fixture->environment, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
}

static void
drop_environment (Fixture *fixture)
{
  gpointer environment = fixture->environment;

  g_object_add_weak_pointer (environment, &environment);
  ferry_environment_close (fixture->environment);
  g_clear_object (&fixture->environment);
  ferry_fixture_wait_until (environment == NULL);
}

static void
set_up (Fixture *fixture, gconstpointer arguments)
{
  g_autofree char *path = NULL;

  sandbox_fixture_set_up (&fixture->sandbox, arguments);
  fixture->database_folder = core_fixture_folder ();
  path = g_build_filename (fixture->database_folder, "ferry.db", NULL);
  fixture->database = ferry_database_new (path);
  fixture->profile = ferry_profile_new ("Sandbox", "", "", "");
  fixture->ended = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->settled = g_ptr_array_new_with_free_func (g_free);
  take_address (fixture);
  open_environment (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer arguments)
{
  g_autoptr (GAsyncResult) result = NULL;

  drop_environment (fixture);
  ferry_database_close_async (fixture->database, ferry_fixture_await_cb, &result);
  ferry_database_close_finish (fixture->database, ferry_fixture_await (&result), NULL);
  g_clear_object (&result);
  g_object_unref (fixture->database);
  g_object_unref (fixture->profile);
  g_ptr_array_unref (fixture->ended);
  g_ptr_array_unref (fixture->settled);
  core_fixture_remove_folder (fixture->database_folder);
  sandbox_fixture_tear_down (&fixture->sandbox, arguments);
}

static const FerryMigrationState *
get_state (Fixture *fixture)
{
  return ferry_environment_get_state (fixture->environment);
}

static gboolean
perform (Fixture *fixture, FerryAction action, const char *subject, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_environment_perform_async (fixture->environment, action, subject, NULL, ferry_fixture_await_cb,
                                   &result);
  return ferry_environment_perform_finish (fixture->environment, ferry_fixture_await (&result), error);
}

static gboolean
try_perform (Fixture *fixture, FerryAction action, const char *subject)
{
  g_autoptr (GError) error = NULL;

  if (!ferry_environment_check_action (fixture->environment, action, NULL))
    return FALSE;
  if (perform (fixture, action, subject, &error))
    return TRUE;
  /* The background task ends a little later than the last company is there, which the published interface
   * doesn't tell. */
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "Companies are being created"));
  return FALSE;
}

static void
perform_well (Fixture *fixture, FerryAction action, const char *subject)
{
  sandbox_fixture_poll_until (try_perform (fixture, action, subject));
}

/* Everything of the set-up, with the first company alone, or with all that have a proper name. */
static void
set_up_migration (Fixture *fixture, gboolean all)
{
  GListModel *companies = ferry_environment_get_companies (fixture->environment);
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) verified = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) selected = NULL;
  g_autoptr (GAsyncResult) completed = NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (FerrySetup) setup = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;

  ferry_environment_save_setup_async (fixture->environment, "DynamicsBCLast",
                                      FERRY_SQL_SERVER_TYPE_SQL_SERVER, SANDBOX_CONNECTION_STRING, NULL, NULL,
                                      ferry_fixture_await_cb, &saved);
  setup = ferry_environment_save_setup_finish (fixture->environment, ferry_fixture_await (&saved), &error);
  g_assert_no_error (error);
  key = ferry_setup_take_runtime_key (setup);
  g_assert_true (key != NULL && *key != '\0');
  ferry_environment_verify_runtime_async (fixture->environment, setup, NULL, ferry_fixture_await_cb,
                                          &verified);
  ferry_environment_verify_runtime_finish (fixture->environment, ferry_fixture_await (&verified), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (companies), ==, 4);

  for (guint i = 0; i < g_list_model_get_n_items (companies); i++)
    {
      g_autoptr (FerryCompany) company = g_list_model_get_item (companies, i);

      if (ferry_company_check_name (ferry_company_get_name (company), NULL)
          && (all || g_str_equal (ferry_company_get_name (company), "CRONUS International Ltd.")))
        g_ptr_array_add (ids, g_strdup (ferry_company_get_id (company)));
    }
  g_assert_cmpuint (ids->len, >, 0);
  g_ptr_array_add (ids, NULL);
  ferry_environment_select_companies_async (fixture->environment, (const char *const *) ids->pdata, FALSE,
                                            NULL, ferry_fixture_await_cb, &selected);
  ferry_environment_select_companies_finish (fixture->environment, ferry_fixture_await (&selected), &error);
  g_assert_no_error (error);
  ferry_environment_complete_setup_async (fixture->environment, setup, NULL, ferry_fixture_await_cb,
                                          &completed);
  ferry_environment_complete_setup_finish (fixture->environment, ferry_fixture_await (&completed), &error);
  g_assert_no_error (error);
  g_assert_true (get_state (fixture)->set_up);
  ferry_fixture_wait_until (get_state (fixture)->creation_status == FERRY_CREATION_STATUS_COMPLETED);
}

/* One run, from its start to its end and until its details are counted. */
static FerryRun *
replicate (Fixture *fixture)
{
  guint before = fixture->ended->len;

  perform_well (fixture, FERRY_ACTION_RUN_REPLICATION, NULL);
  ferry_fixture_wait_until (fixture->ended->len > before);
  ferry_fixture_wait_until (!get_state (fixture)->run_in_progress
                            && get_state (fixture)->tables_with_warnings >= 0);
  return g_ptr_array_index (fixture->ended, before);
}

static void
wait_repaired (Fixture *fixture)
{
  ferry_fixture_wait_until (get_state (fixture)->repair_status != FERRY_REPAIR_STATUS_PENDING
                            && get_state (fixture)->repair_status != FERRY_REPAIR_STATUS_IN_PROGRESS);
}

static void
assert_refused (Fixture *fixture, FerryAction action, const char *words)
{
  g_autofree char *reason = NULL;

  g_assert_false (ferry_environment_check_action (fixture->environment, action, &reason));
  if (strstr (reason, words) == NULL)
    g_error ("“%s” isn't in “%s”", words, reason);
}

/* ---- The whole way ---- */

static void
test_whole_way (Fixture *fixture, gconstpointer arguments)
{
  FerryRun *full;
  FerryRun *normal;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (get_state (fixture)->disabled_reason, ==, FERRY_DISABLED_REASON_NOT_SET_UP);
  assert_refused (fixture, FERRY_ACTION_RUN_REPLICATION, "isn’t set up");
  set_up_migration (fixture, FALSE);
  assert_refused (fixture, FERRY_ACTION_RUN_UPGRADE, "Nothing has been replicated");
  g_assert_true (ferry_action_rules_next_run_is_full (get_state (fixture)));

  /* The sample has tables that fail: they block upgrade and completion. */
  full = replicate (fixture);
  g_assert_cmpint (ferry_run_get_replication_type (full), ==, FERRY_REPLICATION_TYPE_FULL);
  g_assert_cmpint (ferry_run_get_status (full), ==, FERRY_RUN_STATUS_UPGRADE_PENDING);
  g_assert_cmpint (get_state (fixture)->tables_failed, >, 0);
  g_assert_cmpint (get_state (fixture)->tables_failed, ==, ferry_run_get_tables_failed (full));
  g_assert_cmpint (get_state (fixture)->tables_successful, ==, ferry_run_get_tables_successful (full));
  assert_refused (fixture, FERRY_ACTION_RUN_UPGRADE, "failed");
  assert_refused (fixture, FERRY_ACTION_COMPLETE, "failed");

  sandbox_fixture_work_on_source (&fixture->sandbox, "--fix-source");
  wait_repaired (fixture);
  normal = replicate (fixture);
  g_assert_cmpint (ferry_run_get_replication_type (normal), ==, FERRY_REPLICATION_TYPE_NORMAL);
  ferry_fixture_wait_until (get_state (fixture)->tables_failed == 0);
  wait_repaired (fixture);
  assert_refused (fixture, FERRY_ACTION_COMPLETE, "isn’t upgraded yet");

  perform_well (fixture, FERRY_ACTION_RUN_UPGRADE, NULL);
  ferry_fixture_wait_until (fixture->ended->len == 3);
  g_assert_true (get_state (fixture)->upgrade_completed);
  g_assert_cmpint (ferry_environment_get_connection (fixture->environment), ==, FERRY_CONNECTION_ONLINE);
  assert_refused (fixture, FERRY_ACTION_RUN_UPGRADE, "upgraded already");

  perform_well (fixture, FERRY_ACTION_COMPLETE, NULL);
  g_assert_cmpint (get_state (fixture)->disabled_reason, ==, FERRY_DISABLED_REASON_COMPLETED);
  g_assert_false (perform (fixture, FERRY_ACTION_RUN_REPLICATION, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_RULE);
  g_assert_cmpuint (fixture->settled->len, ==, 0);

  /* All of it is still known the next time. */
  drop_environment (fixture);
  open_environment (fixture);
  g_assert_cmpint (get_state (fixture)->disabled_reason, ==, FERRY_DISABLED_REASON_COMPLETED);
  g_assert_cmpuint (fixture->ended->len, ==, 3);
}

static void
test_pause_and_go_on (Fixture *fixture, gconstpointer arguments)
{
  set_up_migration (fixture, FALSE);
  replicate (fixture);
  wait_repaired (fixture);
  perform_well (fixture, FERRY_ACTION_PAUSE, "Holidays");
  g_assert_cmpint (get_state (fixture)->disabled_reason, ==, FERRY_DISABLED_REASON_PAUSED);
  set_up_migration (fixture, FALSE);
  g_assert_true (get_state (fixture)->set_up);
  g_assert_cmpint (ferry_run_get_replication_type (replicate (fixture)), ==, FERRY_REPLICATION_TYPE_NORMAL);
  wait_repaired (fixture);
  perform_well (fixture, FERRY_ACTION_ABANDON, "");
  g_assert_cmpint (get_state (fixture)->disabled_reason, ==, FERRY_DISABLED_REASON_ABANDONED);
}

static void
test_reset (Fixture *fixture, gconstpointer arguments)
{
  set_up_migration (fixture, FALSE);
  replicate (fixture);
  wait_repaired (fixture);
  g_assert_false (ferry_action_rules_next_run_is_full (get_state (fixture)));
  perform_well (fixture, FERRY_ACTION_RESET_CLOUD_DATA, NULL);
  g_assert_true (ferry_action_rules_next_run_is_full (get_state (fixture)));
  g_assert_cmpint (ferry_run_get_replication_type (replicate (fixture)), ==, FERRY_REPLICATION_TYPE_FULL);
  g_assert_false (ferry_action_rules_next_run_is_full (get_state (fixture)));
}

static gboolean
is_initialized (Fixture *fixture, const char *id)
{
  GListModel *companies = ferry_environment_get_companies (fixture->environment);

  for (guint i = 0; i < g_list_model_get_n_items (companies); i++)
    {
      g_autoptr (FerryCompany) company = g_list_model_get_item (companies, i);

      if (g_str_equal (ferry_company_get_id (company), id))
        return ferry_company_get_init_status (company) == FERRY_INIT_STATUS_INITIALIZED;
    }
  return FALSE;
}

static void
test_initialize (Fixture *fixture, gconstpointer arguments)
{
  g_autofree char *id = NULL;

  set_up_migration (fixture, FALSE);
  replicate (fixture);
  g_assert_cmpuint (g_strv_length (get_state (fixture)->companies_not_initialized), ==, 1);
  for (guint i = 0; i < g_list_model_get_n_items (ferry_environment_get_companies (fixture->environment));
       i++)
    {
      g_autoptr (FerryCompany) company
        = g_list_model_get_item (ferry_environment_get_companies (fixture->environment), i);

      if (g_str_equal (ferry_company_get_name (company), get_state (fixture)->companies_not_initialized[0]))
        id = g_strdup (ferry_company_get_id (company));
    }
  perform_well (fixture, FERRY_ACTION_INITIALIZE_COMPANY, id);
  ferry_fixture_wait_until (is_initialized (fixture, id));
  g_assert_null (get_state (fixture)->companies_not_initialized);
}

static void
test_diagnostic (Fixture *fixture, gconstpointer arguments)
{
  set_up_migration (fixture, FALSE);
  perform_well (fixture, FERRY_ACTION_RUN_DIAGNOSTIC, NULL);
  ferry_fixture_wait_until (fixture->ended->len == 1);
  g_assert_cmpint (ferry_run_get_replication_type (g_ptr_array_index (fixture->ended, 0)), ==,
                   FERRY_REPLICATION_TYPE_DIAGNOSTIC);
  g_assert_true (ferry_action_rules_next_run_is_full (get_state (fixture)));
  assert_refused (fixture, FERRY_ACTION_RUN_UPGRADE, "Nothing has been replicated");
}

/* ---- Trouble ---- */

static const char *const lost_answer[]
  = { "--fault", "POST */Microsoft.NAV.runReplication n=1 lost times=1", NULL };
static const char *const cut_request[]
  = { "--fault", "POST */Microsoft.NAV.runReplication n=1 cut times=1", NULL };
static const char *const gateway[]
  = { "--fault", "POST */Microsoft.NAV.runReplication n=1 html status=504 times=1", NULL };
static const char *const flaky[] = { "--fault", "GET * every=7 status=503", NULL };
static const char *const slow[] = { "--pace", "2500", NULL };
static const char *const published[] = { "--published-only", NULL };
static const char *const no_admin_center[] = { "--no-admin-center", NULL };

static guint
count_copies (Fixture *fixture)
{
  GListModel *runs = ferry_environment_get_runs (fixture->environment);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr (FerryRun) run = g_list_model_get_item (runs, i);

      n += ferry_run_is_replication (run);
    }
  return n;
}

static void
test_lost_answer (Fixture *fixture, gconstpointer arguments)
{
  set_up_migration (fixture, FALSE);
  perform_well (fixture, FERRY_ACTION_RUN_REPLICATION, NULL);
  ferry_fixture_wait_until (fixture->settled->len == 1);
  g_assert_cmpstr (g_ptr_array_index (fixture->settled, 0), ==, "run-replication 4");
  ferry_fixture_wait_until (fixture->ended->len == 1);
  g_assert_cmpuint (count_copies (fixture), ==, 1);
}

static void
test_request_without_effect (Fixture *fixture, gconstpointer arguments)
{
  g_autoptr (GError) error = NULL;

  set_up_migration (fixture, FALSE);
  g_assert_false (perform (fixture, FERRY_ACTION_RUN_REPLICATION, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_FAILED);
  ferry_fixture_wait_until (fixture->settled->len == 1);
  g_assert_cmpstr (g_ptr_array_index (fixture->settled, 0), ==, "run-replication 5");
  g_assert_cmpuint (count_copies (fixture), ==, 0);
  replicate (fixture);
  g_assert_cmpuint (count_copies (fixture), ==, 1);
}

static void
test_flaky (Fixture *fixture, gconstpointer arguments)
{
  set_up_migration (fixture, FALSE);
  replicate (fixture);
  g_assert_cmpint (ferry_environment_get_connection (fixture->environment), ==, FERRY_CONNECTION_ONLINE);
}

/* Somebody else turned the selection in the meantime: the ETag is stale, and both want the same. */
static void
test_changed_by_somebody_else (Fixture *fixture, gconstpointer arguments)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (FerryCompany) company = NULL;
  const char *ids[] = { NULL, NULL };

  set_up_migration (fixture, TRUE);
  company = sandbox_fixture_find_company (&fixture->sandbox, "CRONUS International Ltd.");
  sandbox_fixture_select (&fixture->sandbox, "CRONUS International Ltd.", FALSE);
  sandbox_fixture_select (&fixture->sandbox, "CRONUS International Ltd.", TRUE);
  ids[0] = ferry_company_get_id (company);
  ferry_environment_select_companies_async (fixture->environment, ids, FALSE, NULL, ferry_fixture_await_cb,
                                            &result);
  g_assert_true (
    ferry_environment_select_companies_finish (fixture->environment, ferry_fixture_await (&result), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (get_state (fixture)->companies_selected, ==, 1);
}

static gboolean
is_process_running (Fixture *fixture)
{
  gboolean running;

  g_object_get (fixture->sandbox.process, "running", &running, NULL);
  return running;
}

static void
restart (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FerryAuthorizer) authorizer = NULL;
  g_autoptr (GError) error = NULL;

  ferry_sandbox_process_kill (fixture->sandbox.process);
  ferry_fixture_wait_until (!is_process_running (fixture));
  ferry_fixture_wait_until (ferry_environment_get_connection (fixture->environment)
                            != FERRY_CONNECTION_ONLINE);
  ferry_sandbox_process_start_async (fixture->sandbox.process, NULL, ferry_fixture_await_cb, &result);
  ferry_sandbox_process_start_finish (fixture->sandbox.process, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  take_address (fixture);
  authorizer = make_authorizer (fixture);
  ferry_environment_set_access (fixture->environment, authorizer);
  ferry_fixture_wait_until (ferry_environment_get_connection (fixture->environment)
                            == FERRY_CONNECTION_ONLINE);
}

/* SIGKILL in the middle of a run: it is found failed, and the next one brings everything. */
static void
test_killed_in_a_run (Fixture *fixture, gconstpointer arguments)
{
  FerryRun *run;

  set_up_migration (fixture, FALSE);
  perform_well (fixture, FERRY_ACTION_RUN_REPLICATION, NULL);
  ferry_fixture_wait_until (
    ferry_run_monitor_get_tables_done (ferry_environment_get_monitor (fixture->environment)) > 2);
  restart (fixture);
  ferry_fixture_wait_until (fixture->ended->len == 1);
  g_assert_cmpint (ferry_run_get_status (g_ptr_array_index (fixture->ended, 0)), ==, FERRY_RUN_STATUS_FAILED);
  g_assert_false (get_state (fixture)->run_in_progress);

  run = replicate (fixture);
  g_assert_cmpint (ferry_run_get_status (run), ==, FERRY_RUN_STATUS_UPGRADE_PENDING);
  g_assert_cmpint (ferry_run_get_tables_remaining (run), ==, 0);
}

/* SIGKILL in the middle of the data upgrade: the environment is as it was before, which is found and told. */
static void
test_killed_in_the_upgrade (Fixture *fixture, gconstpointer arguments)
{
  sandbox_fixture_work_on_source (&fixture->sandbox, "--fix-source");
  set_up_migration (fixture, FALSE);
  replicate (fixture);
  wait_repaired (fixture);
  perform_well (fixture, FERRY_ACTION_RUN_UPGRADE, NULL);
  ferry_fixture_wait_until (ferry_environment_get_connection (fixture->environment)
                            == FERRY_CONNECTION_OUTAGE);
  restart (fixture);
  ferry_fixture_wait_until (fixture->ended->len == 2);
  g_assert_cmpint (get_state (fixture)->last_status, ==, FERRY_RUN_STATUS_UPGRADE_PENDING);
  g_assert_false (get_state (fixture)->upgrade_started);
  g_assert_true (get_state (fixture)->upgrade_failed);

  perform_well (fixture, FERRY_ACTION_RUN_UPGRADE, NULL);
  ferry_fixture_wait_until (fixture->ended->len == 3);
  g_assert_true (get_state (fixture)->upgrade_completed);
}

static const char *
begin_upgrade (Fixture *fixture)
{
  sandbox_fixture_work_on_source (&fixture->sandbox, "--fix-source");
  set_up_migration (fixture, FALSE);
  replicate (fixture);
  wait_repaired (fixture);
  perform_well (fixture, FERRY_ACTION_RUN_UPGRADE, NULL);
  ferry_fixture_wait_until (ferry_environment_get_connection (fixture->environment)
                            == FERRY_CONNECTION_OUTAGE);
  return ferry_run_monitor_get_text (ferry_environment_get_monitor (fixture->environment));
}

/* While the environment doesn't answer, the Admin Center does, with the same sign-in. */
static void
test_admin_center (Fixture *fixture, gconstpointer arguments)
{
  FerryRunMonitor *monitor = ferry_environment_get_monitor (fixture->environment);

  begin_upgrade (fixture);
  ferry_fixture_wait_until (strstr (ferry_run_monitor_get_text (monitor),
                                    "out of reach meanwhile. The Admin Center says: running since ")
                            != NULL);
  ferry_fixture_wait_until (fixture->ended->len == 2);
  g_assert_true (get_state (fixture)->upgrade_completed);
  g_assert_cmpstr (ferry_run_monitor_get_text (monitor), ==, "");
}

static void
test_no_admin_center (Fixture *fixture, gconstpointer arguments)
{
  FerryRunMonitor *monitor = ferry_environment_get_monitor (fixture->environment);

  g_assert_null (strstr (begin_upgrade (fixture), "Admin Center"));
  while (fixture->ended->len < 2)
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_null (strstr (ferry_run_monitor_get_text (monitor), "Admin Center"));
    }
  g_assert_true (get_state (fixture)->upgrade_completed);
}

/* Closed while a run goes on, and opened again: found, with its progress, and its end is told. */
static void
test_reopened_in_a_run (Fixture *fixture, gconstpointer arguments)
{
  set_up_migration (fixture, FALSE);
  perform_well (fixture, FERRY_ACTION_RUN_REPLICATION, NULL);
  g_assert_true (get_state (fixture)->run_in_progress);
  drop_environment (fixture);
  open_environment (fixture);
  g_assert_true (get_state (fixture)->run_in_progress);
  g_assert_true (ferry_run_monitor_get_active (ferry_environment_get_monitor (fixture->environment)));
  assert_refused (fixture, FERRY_ACTION_PAUSE, "in progress");
  ferry_fixture_wait_until (
    ferry_run_monitor_get_tables_total (ferry_environment_get_monitor (fixture->environment)) > 0);
  ferry_fixture_wait_until (fixture->ended->len == 1);
}

/* ---- Failed tables, one by one ---- */

static GPtrArray *
list_blocked (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  FerryMigrationService *service = ferry_environment_get_service (fixture->environment);

  ferry_migration_service_list_blocked_async (service, NULL, ferry_fixture_await_cb, &result);
  return ferry_migration_service_list_blocked_finish (service, ferry_fixture_await (&result), error);
}

/* Returns: how many runs have it; the newest is in @newest */
static guint
read_table (Fixture *fixture, const char *table, FerryTableResult **newest)
{
  g_autoptr (GListStore) store = g_list_store_new (FERRY_TYPE_TABLE_RESULT);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ferry_environment_read_table_async (fixture->environment, "CRONUS International Ltd.", table, store, NULL,
                                      ferry_fixture_await_cb, &result);
  ferry_environment_read_table_finish (fixture->environment, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  g_clear_object (newest);
  *newest = g_list_model_get_item (G_LIST_MODEL (store), 0);
  return g_list_model_get_n_items (G_LIST_MODEL (store));
}

static void
test_unblock (Fixture *fixture, gconstpointer arguments)
{
  g_autoptr (GPtrArray) blocked = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (FerryTableUnblocker) unblocker = NULL;
  g_autoptr (FerryTableResult) newest = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *table = NULL;

  set_up_migration (fixture, FALSE);
  replicate (fixture);
  wait_repaired (fixture);
  replicate (fixture);
  wait_repaired (fixture);
  blocked = list_blocked (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (blocked->len, ==, get_state (fixture)->tables_failed);
  table = g_strdup (ferry_table_result_get_table (blocked->pdata[0]));
  g_assert_cmpuint (read_table (fixture, table, &newest), ==, 2);
  g_assert_cmpint (ferry_table_result_get_status (newest), ==, FERRY_TABLE_STATUS_FAILED);
  g_assert_cmpint (ferry_run_get_replication_type (ferry_table_result_get_run (newest)), ==,
                   FERRY_REPLICATION_TYPE_NORMAL);
  assert_refused (fixture, FERRY_ACTION_RUN_UPGRADE, "failed");

  unblocker = ferry_table_unblocker_new (fixture->environment, blocked);
  ferry_table_unblocker_run_async (unblocker, NULL, ferry_fixture_await_cb, &result);
  ferry_table_unblocker_run_finish (unblocker, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ferry_table_unblocker_get_done (unblocker), ==, blocked->len);

  /* It was the last one: its company is ready, and the run waits for the upgrade. */
  g_assert_cmpint (get_state (fixture)->tables_failed, ==, 0);
  g_assert_true (ferry_environment_check_action (fixture->environment, FERRY_ACTION_RUN_UPGRADE, NULL));
  assert_refused (fixture, FERRY_ACTION_UNBLOCK_TABLE, "No table is blocked");
  none = list_blocked (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (read_table (fixture, table, &newest), ==, 2);
  g_assert_cmpint (ferry_table_result_get_status (newest), ==, FERRY_TABLE_STATUS_SUCCESSFUL);
  g_assert_true (g_str_has_prefix (ferry_table_result_get_message (newest), "Unblocked manually"));
}

/* The runs of a table are there without the management API; what is blocked isn't told. */
static void
test_unblock_published (Fixture *fixture, gconstpointer arguments)
{
  g_autoptr (GPtrArray) blocked = NULL;
  g_autoptr (FerryTableResult) newest = NULL;
  g_autoptr (GError) error = NULL;

  set_up_migration (fixture, FALSE);
  replicate (fixture);
  g_assert_cmpuint (read_table (fixture, "Customer", &newest), ==, 1);
  g_assert_cmpint (ferry_table_result_get_status (newest), ==, FERRY_TABLE_STATUS_SUCCESSFUL);
  g_assert_nonnull (ferry_table_result_get_run (newest));
  blocked = list_blocked (fixture, &error);
  g_assert_null (blocked);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NOT_OFFERED);
  assert_refused (fixture, FERRY_ACTION_UNBLOCK_TABLE, "doesn’t offer");
}

/* ---- All companies that wait ---- */

static void
test_initialize_all (Fixture *fixture, gconstpointer arguments)
{
  g_autoptr (FerryCompanyInitializer) initializer = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  set_up_migration (fixture, TRUE);
  g_assert_cmpuint (ferry_company_initializer_count (fixture->environment), >=, 2);
  ferry_fixture_wait_until (
    ferry_environment_check_action (fixture->environment, FERRY_ACTION_INITIALIZE_COMPANY, NULL));
  initializer = ferry_company_initializer_new (fixture->environment);
  ferry_company_initializer_run_async (initializer, NULL, ferry_fixture_await_cb, &result);
  ferry_company_initializer_run_finish (initializer, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ferry_company_initializer_get_done (initializer), ==,
                    ferry_company_initializer_get_total (initializer));
  g_assert_cmpuint (ferry_company_initializer_count (fixture->environment), ==, 0);
  g_assert_null (get_state (fixture)->companies_not_initialized);
}

#define add(path, arguments, function)                                                                       \
  g_test_add ("/environment-sandbox/" path, Fixture, arguments, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("whole-way", NULL, test_whole_way);
  add ("whole-way-published", published, test_whole_way);
  add ("pause-and-go-on", NULL, test_pause_and_go_on);
  add ("pause-and-go-on-published", published, test_pause_and_go_on);
  add ("reset", NULL, test_reset);
  add ("reset-published", published, test_reset);
  add ("initialize", NULL, test_initialize);
  add ("initialize-published", published, test_initialize);
  add ("diagnostic", NULL, test_diagnostic);
  add ("lost-answer", lost_answer, test_lost_answer);
  add ("cut-request", cut_request, test_request_without_effect);
  add ("gateway", gateway, test_request_without_effect);
  add ("flaky", flaky, test_flaky);
  add ("changed-by-somebody-else", NULL, test_changed_by_somebody_else);
  add ("killed-in-a-run", slow, test_killed_in_a_run);
  add ("killed-in-the-upgrade", NULL, test_killed_in_the_upgrade);
  add ("admin-center", NULL, test_admin_center);
  add ("no-admin-center", no_admin_center, test_no_admin_center);
  add ("reopened-in-a-run", slow, test_reopened_in_a_run);
  add ("unblock", NULL, test_unblock);
  add ("unblock-published", published, test_unblock_published);
  add ("initialize-all", NULL, test_initialize_all);
  add ("initialize-all-published", published, test_initialize_all);
  return g_test_run ();
}
