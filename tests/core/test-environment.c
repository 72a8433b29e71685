/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-service.h"
#include "ferry-environment-private.h"
#include "fixed-authorizer.h"

#define CRONUS                                                                                               \
  "{'id':'c-1','name':'CRONUS','replicate':true,'created':true,'status':'Completed','estimatedSize':1.5,"    \
  "'companyInitializationStatus':'Initialized','companyInitializationError':'','displayName':'',"            \
  "'@odata.etag':'W/\\\"1\\\"'}"
#define LARGE                                                                                                \
  "{'id':'c-2','name':'Large','replicate':false,'created':false,'status':' ','estimatedSize':60,"            \
  "'companyInitializationStatus':'Unknown','companyInitializationError':'','displayName':'',"                \
  "'@odata.etag':'W/\\\"1\\\"'}"
#define SETUP                                                                                                \
  "{'id':'s-1','productId':'DynamicsBCLast','sqlServerType':'SQLServer','runtimeName':'rt','runtimeKey':''}"
#define COUNTS(successful, failed, remaining)                                                                \
  ",'tablesSuccessful':" #successful ",'tablesFailed':" #failed ",'tablesRemaining':" #remaining
#define DETAIL(id, table, status)                                                                            \
  "{'id':'00000000-0000-4000-8000-00000000000" id "','companyName':'CRONUS','tableName':'" table             \
  "','status':'" status "','recordsCopied':1,'totalRecords':1,'errors':''}"

typedef struct
{
  FakeService *fake;
  FerryProfile *profile;
  FerryDatabase *database;
  FerryEnvironment *environment;
  GPtrArray *ended;   /* run ids */
  GPtrArray *settled; /* “action outcome” */
  guint actions_changed;
} Fixture;

static void
on_run_ended (Fixture *fixture, FerryRun *run)
{
  g_ptr_array_add (fixture->ended, g_strdup (ferry_run_get_run_id (run)));
}

static void
on_settled (Fixture *fixture, FerryJournalEntry *entry)
{
  g_ptr_array_add (fixture->settled, g_strdup_printf ("%s %d", ferry_journal_entry_get_action (entry),
                                                      ferry_journal_entry_get_outcome (entry)));
}

static void
on_actions_changed (Fixture *fixture)
{
  fixture->actions_changed++;
}

static void
make_environment (Fixture *fixture)
{
  g_autoptr (FerryAuthorizer) authorizer = fixed_authorizer_new ("token");

  fixture->environment = ferry_environment_new (fixture->profile, authorizer, fixture->database);
  ferry_run_monitor_set_intervals (ferry_environment_get_monitor (fixture->environment), 5, 40, 20);
  g_signal_connect_swapped (fixture->environment, "run-ended", G_CALLBACK (on_run_ended), fixture);
  g_signal_connect_swapped (fixture->environment, "settled", G_CALLBACK (on_settled), fixture);
  g_signal_connect_swapped (fixture->environment, "actions-changed", G_CALLBACK (on_actions_changed),
                            fixture);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->fake = fake_service_new ();
  fixture->profile = ferry_profile_new ("Test", fixture->fake->url, CORE_TENANT, CORE_ENVIRONMENT);
  fixture->database = ferry_database_new (":memory:");
  fixture->ended = g_ptr_array_new_with_free_func (g_free);
  fixture->settled = g_ptr_array_new_with_free_func (g_free);
  fake_service_set (&fixture->fake->setup, SETUP);
  fake_service_set (&fixture->fake->companies, CRONUS "," LARGE);
  make_environment (fixture);
}

/* Whatever is under way ends with the environment, and nothing holds it any longer. */
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
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (fixture->environment != NULL)
    drop_environment (fixture);
  ferry_database_close_async (fixture->database, ferry_fixture_await_cb, &result);
  ferry_database_close_finish (fixture->database, ferry_fixture_await (&result), NULL);
  g_clear_object (&result);
  g_object_unref (fixture->database);
  g_object_unref (fixture->profile);
  g_ptr_array_unref (fixture->ended);
  g_ptr_array_unref (fixture->settled);
  fake_service_free (fixture->fake);
}

static gboolean
try_open (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_environment_open_async (fixture->environment, NULL, ferry_fixture_await_cb, &result);
  return ferry_environment_open_finish (fixture->environment, ferry_fixture_await (&result), error);
}

static void
set_quick_retry (Fixture *fixture)
{
  FerryMigrationService *service = ferry_environment_get_service (fixture->environment);

  if (service != NULL)
    ferry_session_set_retry (ferry_migration_service_get_session (service), 1, 1, 1);
}

static void
open_environment (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  try_open (fixture, &error);
  g_assert_no_error (error);
  set_quick_retry (fixture);
}

static gboolean
perform (Fixture *fixture, FerryAction action, const char *subject, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_environment_perform_async (fixture->environment, action, subject, NULL, ferry_fixture_await_cb,
                                   &result);
  return ferry_environment_perform_finish (fixture->environment, ferry_fixture_await (&result), error);
}

static void
refresh (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ferry_environment_refresh_async (fixture->environment, NULL, ferry_fixture_await_cb, &result);
  ferry_environment_refresh_finish (fixture->environment, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
}

static FerryOutcome
get_last_outcome (Fixture *fixture, const char *action)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  ferry_database_list_journal_async (fixture->database, ferry_profile_get_id (fixture->profile), FALSE, NULL,
                                     ferry_fixture_await_cb, &result);
  entries = ferry_database_list_journal_finish (fixture->database, ferry_fixture_await (&result), NULL);
  g_assert_nonnull (entries);
  for (guint i = 0; i < entries->len; i++)
    if (g_str_equal (ferry_journal_entry_get_action (g_ptr_array_index (entries, i)), action))
      return ferry_journal_entry_get_outcome (g_ptr_array_index (entries, i));
  g_error ("“%s” isn't in the journal", action);
}

static gint64
intend (Fixture *fixture, const char *action, const char *before)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  ferry_database_intend_async (fixture->database, ferry_profile_get_id (fixture->profile), action, "", before,
                               NULL, ferry_fixture_await_cb, &result);
  id = ferry_database_intend_finish (fixture->database, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  return id;
}

static const FerryMigrationState *
get_state (Fixture *fixture)
{
  return ferry_environment_get_state (fixture->environment);
}

static FerryConnection
get_connection (Fixture *fixture)
{
  return ferry_environment_get_connection (fixture->environment);
}

static FerryRun *
get_run (Fixture *fixture, guint position)
{
  g_autoptr (FerryRun) run
    = g_list_model_get_item (ferry_environment_get_runs (fixture->environment), position);

  return run;
}

static guint
count_runs (Fixture *fixture)
{
  return g_list_model_get_n_items (ferry_environment_get_runs (fixture->environment));
}

static gboolean
has_status (Fixture *fixture, const char *title)
{
  g_autofree char *text = NULL;

  g_object_get (fixture->environment, "status-title", &text, NULL);
  return g_strcmp0 (text, title) == 0;
}

#define assert_settled(fixture, n, text)                                                                     \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    g_autofree char *expected_ = g_strdup (text);                                                            \
    ferry_fixture_wait_until ((fixture)->settled->len >= (n));                                               \
    g_assert_cmpuint ((fixture)->settled->len, ==, n);                                                       \
    g_assert_cmpstr (g_ptr_array_index ((fixture)->settled, (n) -1), ==, expected_);                         \
  }                                                                                                          \
  G_STMT_END

/* ---- Opening ---- */

static void
test_open (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *product = NULL;
  gint64 seen;
  gboolean busy;

  fake_service_set_run (fixture->fake, "1", "", "Completed", ",'details':'Cloud migration has been set up.'");
  g_assert_cmpint (get_connection (fixture), ==, FERRY_CONNECTION_OFFLINE);
  open_environment (fixture);
  g_assert_cmpint (get_connection (fixture), ==, FERRY_CONNECTION_ONLINE);
  g_assert_cmpuint (count_runs (fixture), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (ferry_environment_get_companies (fixture->environment)), ==, 2);
  g_assert_true (get_state (fixture)->set_up);
  g_assert_true (has_status (fixture, "Ready for replication"));
  g_object_get (fixture->environment, "product-name", &product, "last-seen", &seen, "busy", &busy, NULL);
  g_assert_cmpstr (product, ==, "Earlier versions");
  g_assert_cmpint (seen, >, 0);
  g_assert_false (busy);
  g_assert_cmpuint (fixture->actions_changed, >, 0);
}

static void
test_not_set_up (Fixture *fixture, gconstpointer unused)
{
  int suggested;

  fake_service_set (&fixture->fake->setup, NULL);
  fake_service_set (&fixture->fake->companies, NULL);
  open_environment (fixture);
  g_object_get (fixture->environment, "suggested-action", &suggested, NULL);
  g_assert_cmpint (suggested, ==, FERRY_ACTION_SETUP);
  g_assert_true (has_status (fixture, "Not set up"));
}

/* The first paint is the history's; the network may be gone. */
static void
test_history_first (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;
  g_autofree char *explanation = NULL;
  gint64 seen;
  gint64 seen_then;

  fake_service_set_run (fixture->fake, "1", "Full", "Completed", COUNTS (7, 2, 0));
  fake_service_add_run (fixture->fake, "2", "Normal", "Completed", COUNTS (3, 0, 0));
  open_environment (fixture);
  g_object_get (fixture->environment, "last-seen", &seen, NULL);
  drop_environment (fixture);

  fixture->fake->outage = TRUE;
  make_environment (fixture);
  g_assert_false (try_open (fixture, &error));
  g_assert_nonnull (error);
  g_object_get (fixture->environment, "connection-message", &message, "status-explanation", &explanation,
                "last-seen", &seen_then, NULL);
  g_assert_cmpint (get_connection (fixture), ==, FERRY_CONNECTION_OFFLINE);
  g_assert_cmpstr (message, ==, error->message);
  g_assert_nonnull (strstr (explanation, "Last known status: Data upgrade completed."));
  g_assert_cmpuint (count_runs (fixture), ==, 2);
  g_assert_cmpstr (ferry_run_get_run_id (get_run (fixture, 0)), ==, "2");
  g_assert_cmpuint (get_state (fixture)->companies_selected, ==, 1);
  g_assert_cmpint (seen_then, >, 0);
  g_assert_cmpint (seen_then, <=, seen);

  /* And it comes back by itself. */
  fixture->fake->outage = FALSE;
  set_quick_retry (fixture);
  ferry_fixture_wait_until (get_connection (fixture) == FERRY_CONNECTION_ONLINE);
  ferry_fixture_wait_until (g_list_model_get_n_items (ferry_environment_get_companies (fixture->environment))
                            == 2);
}

static void
test_without_database (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryEnvironment) environment = NULL;

  drop_environment (fixture);
  g_clear_object (&fixture->database);
  make_environment (fixture);
  fake_service_set_run (fixture->fake, "1", "Full", "Completed", COUNTS (1, 0, 0));
  open_environment (fixture);
  g_assert_true (perform (fixture, FERRY_ACTION_RUN_REPLICATION, NULL, NULL));
  g_assert_cmpuint (fake_service_count (fixture->fake, "POST", "NAV.runReplication"), ==, 1);
  drop_environment (fixture);
  fixture->database = ferry_database_new (":memory:");
}

static void
test_unusable_address (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;

  g_object_set (fixture->profile, "base-url", "not an address", NULL);
  g_assert_false (try_open (fixture, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_INVALID);
  g_assert_cmpint (get_connection (fixture), ==, FERRY_CONNECTION_OFFLINE);
  g_assert_false (perform (fixture, FERRY_ACTION_REFRESH, NULL, &again));
  g_assert_error (again, FERRY_ERROR, FERRY_ERROR_RULE);

  /* As when the sandbox is up: its address is known now. */
  g_object_set (fixture->profile, "base-url", fixture->fake->url, NULL);
  ferry_environment_set_access (fixture->environment, NULL);
  ferry_fixture_wait_until (get_connection (fixture) == FERRY_CONNECTION_ONLINE);
}

static void
test_signed_out (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FerryAuthorizer) authorizer = fixed_authorizer_new ("better");
  g_autofree char *reason = NULL;

  fake_service_set (&fixture->fake->token, "better");
  g_assert_false (try_open (fixture, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED);
  g_assert_cmpint (get_connection (fixture), ==, FERRY_CONNECTION_SIGNED_OUT);
  g_assert_true (has_status (fixture, "Signed out"));
  g_assert_false (ferry_environment_check_action (fixture->environment, FERRY_ACTION_SETUP, &reason));
  g_assert_nonnull (strstr (reason, "Sign in"));
  ferry_environment_set_access (fixture->environment, authorizer);
  ferry_fixture_wait_until (get_connection (fixture) == FERRY_CONNECTION_ONLINE);
}

/* ---- Lists ---- */

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  g_ptr_array_add (user_data, g_strdup_printf ("%u-%u+%u", position, removed, added));
}

static void
test_rows_keep_their_identity (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_free);
  GListModel *runs = ferry_environment_get_runs (fixture->environment);
  GListModel *companies = ferry_environment_get_companies (fixture->environment);
  FerryRun *first;

  fake_service_set_run (fixture->fake, "1", "Full", "Completed", COUNTS (1, 0, 0));
  fake_service_add_run (fixture->fake, "2", "Normal", "In Progress", COUNTS (1, 0, 5));
  open_environment (fixture);
  first = get_run (fixture, 0);
  g_signal_connect (runs, "items-changed", G_CALLBACK (on_items_changed), changes);
  g_signal_connect (companies, "items-changed", G_CALLBACK (on_items_changed), changes);

  fake_service_set_run (fixture->fake, "1", "Full", "Completed", COUNTS (1, 0, 0));
  fake_service_add_run (fixture->fake, "2", "Normal", "Completed", COUNTS (6, 0, 0));
  ferry_fixture_wait_until (ferry_run_get_status (first) == FERRY_RUN_STATUS_COMPLETED);
  g_assert_true (get_run (fixture, 0) == first);
  refresh (fixture);
  g_assert_cmpuint (changes->len, ==, 0);

  fake_service_add_run (fixture->fake, "3", "Normal", "Completed", COUNTS (2, 0, 0));
  refresh (fixture);
  g_assert_cmpuint (changes->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (changes, 0), ==, "0-0+1");
  g_assert_true (get_run (fixture, 1) == first);

  /* One that vanished goes, and only that. */
  fake_service_set_run (fixture->fake, "1", "Full", "Completed", COUNTS (1, 0, 0));
  fake_service_add_run (fixture->fake, "3", "Normal", "Completed", COUNTS (2, 0, 0));
  refresh (fixture);
  g_assert_cmpuint (changes->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (changes, 1), ==, "1-1+0");
}

/* Many entries since the last look: what lies between is read. */
static void
test_gap (Fixture *fixture, gconstpointer unused)
{
  fake_service_set_run (fixture->fake, "10", "Full", "Completed", COUNTS (1, 0, 0));
  open_environment (fixture);
  ferry_fixture_wait_until (fake_service_count (fixture->fake, "GET", "cloudMigrationStatus") > 2);
  for (int i = 1; i <= 8; i++)
    {
      g_autofree char *id = g_strdup_printf ("%d", 10 + i);

      fake_service_add_run (fixture->fake, id, "Normal", "Completed", COUNTS (1, 0, 0));
    }
  ferry_fixture_wait_until (count_runs (fixture) == 9);
}

/* ---- Runs that end, and counts ---- */

static void
test_run_ends (Fixture *fixture, gconstpointer unused)
{
  fake_service_set_run (fixture->fake, "1", "Full", "In Progress", COUNTS (1, 0, 2));
  open_environment (fixture);
  g_assert_true (get_state (fixture)->run_in_progress);
  g_assert_true (ferry_run_monitor_get_active (ferry_environment_get_monitor (fixture->environment)));
  fake_service_set (&fixture->fake->details, DETAIL ("a", "Item", "Successful") "," DETAIL (
                                               "b", "Vendor", "Failed") "," DETAIL ("c", "Gone", "Warning"));
  fake_service_set_run (fixture->fake, "1", "Full", "Upgrade Pending", COUNTS (1, 1, 0));
  ferry_fixture_wait_until (fixture->ended->len > 0);
  g_assert_cmpstr (g_ptr_array_index (fixture->ended, 0), ==, "1");
  /* Warnings are told by the details alone. */
  ferry_fixture_wait_until (get_state (fixture)->tables_with_warnings == 1);
  g_assert_cmpint (get_state (fixture)->tables_successful, ==, 1);
  g_assert_cmpint (get_state (fixture)->tables_failed, ==, 1);
  g_assert_cmpstr (get_state (fixture)->companies_not_ready[0], ==, "CRONUS");
  refresh (fixture);
  g_assert_cmpuint (fixture->ended->len, ==, 1);
  g_assert_false (ferry_run_monitor_get_active (ferry_environment_get_monitor (fixture->environment)));
}

/* One that ended while nobody looked is told when it is seen again. */
static void
test_run_ended_meanwhile (Fixture *fixture, gconstpointer unused)
{
  fake_service_set_run (fixture->fake, "1", "Full", "In Progress", COUNTS (1, 0, 2));
  open_environment (fixture);
  drop_environment (fixture);
  fake_service_set_run (fixture->fake, "1", "Full", "Failed", COUNTS (1, 2, 0));
  make_environment (fixture);
  open_environment (fixture);
  g_assert_cmpuint (fixture->ended->len, ==, 1);
}

static void
test_counts_over_runs (Fixture *fixture, gconstpointer unused)
{
  guint reads;

  fake_service_set (&fixture->fake->details,
                    DETAIL ("a", "Item", "Successful") "," DETAIL ("b", "Vendor", "Failed"));
  fake_service_set_run (fixture->fake, "1", "Full", "Upgrade Pending", COUNTS (1, 1, 0));
  open_environment (fixture);
  ferry_fixture_wait_until (get_state (fixture)->tables_with_warnings == 0);
  fake_service_set (&fixture->fake->details,
                    DETAIL ("c", "Vendor", "Successful") "," DETAIL ("d", "Customer", "Successful"));
  fake_service_add_run (fixture->fake, "2", "Normal", "Upgrade Pending", COUNTS (2, 0, 0));
  ferry_fixture_wait_until (get_state (fixture)->tables_successful == 3);
  g_assert_cmpint (get_state (fixture)->tables_failed, ==, 0);
  g_assert_null (get_state (fixture)->companies_not_ready);
  drop_environment (fixture);

  /* The next time they are in the history. */
  reads = fake_service_count (fixture->fake, "GET", "cloudMigrationStatusDetails");
  make_environment (fixture);
  open_environment (fixture);
  ferry_fixture_wait_until (get_state (fixture)->tables_successful == 3);
  g_assert_cmpuint (fake_service_count (fixture->fake, "GET", "cloudMigrationStatusDetails"), ==, reads);
}

/* A run that can't be counted isn't asked for again and again. */
static void
test_unreadable_details (Fixture *fixture, gconstpointer unused)
{
  guint reads;

  fake_service_set (&fixture->fake->details, "{'id':1}");
  fake_service_set_run (fixture->fake, "1", "Full", "Upgrade Pending", COUNTS (9, 1, 0));
  open_environment (fixture);
  ferry_fixture_wait_until (fake_service_count (fixture->fake, "GET", "cloudMigrationStatusDetails") == 1);
  reads = fixture->fake->log->len;
  ferry_fixture_wait_until (fixture->fake->log->len > reads + 10);
  g_assert_cmpuint (fake_service_count (fixture->fake, "GET", "cloudMigrationStatusDetails"), ==, 1);
  g_assert_cmpint (get_state (fixture)->tables_successful, ==, 9);
}

/* ---- Doing something ---- */

static void
begin_run (FakeService *fake, const char *path, gpointer unused)
{
  if (g_str_has_suffix (path, "NAV.runReplication"))
    fake_service_add_run (fake, "new", "Normal", "In Progress", COUNTS (0, 0, 3));
}

static void
set_up_run (Fixture *fixture)
{
  fake_service_set_run (fixture->fake, "1", "Full", "Completed", COUNTS (1, 0, 0));
  fixture->fake->action = begin_run;
  open_environment (fixture);
}

#define assert_posts(fixture, name, n)                                                                       \
  g_assert_cmpuint (fake_service_count ((fixture)->fake, "POST", "NAV." name), ==, n)

static void
test_perform (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  set_up_run (fixture);
  g_assert_true (perform (fixture, FERRY_ACTION_RUN_REPLICATION, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (get_state (fixture)->run_in_progress);
  g_assert_cmpint (get_last_outcome (fixture, "run-replication"), ==, FERRY_OUTCOME_DONE);
  assert_posts (fixture, "runReplication", 1);
  /* And now there is one already. */
  g_assert_false (perform (fixture, FERRY_ACTION_RUN_REPLICATION, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_RULE);
  assert_posts (fixture, "runReplication", 1);
}

static void
test_perform_refused (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  set_up_run (fixture);
  fixture->fake->next_post = FAKE_TROUBLE_REFUSED;
  g_assert_false (perform (fixture, FERRY_ACTION_RUN_REPLICATION, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "Not now."));
  g_assert_cmpint (get_last_outcome (fixture, "run-replication"), ==, FERRY_OUTCOME_REFUSED);
  g_assert_cmpint (get_connection (fixture), ==, FERRY_CONNECTION_ONLINE);
}

/* The answer got lost, but the run is there: never sent again. */
static void
test_perform_lost (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  set_up_run (fixture);
  fixture->fake->next_post = FAKE_TROUBLE_LOST;
  g_assert_true (perform (fixture, FERRY_ACTION_RUN_REPLICATION, NULL, &error));
  g_assert_no_error (error);
  assert_posts (fixture, "runReplication", 1);
  assert_settled (fixture, 1, "run-replication 4");
  g_assert_cmpint (get_last_outcome (fixture, "run-replication"), ==, FERRY_OUTCOME_SETTLED_DONE);
}

/* The request got lost: nothing was started, which is said, and it isn't sent again. */
static void
test_perform_cut (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  set_up_run (fixture);
  fixture->fake->next_post = FAKE_TROUBLE_CUT;
  g_assert_false (perform (fixture, FERRY_ACTION_RUN_REPLICATION, NULL, &error));
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
test_perform_then_offline (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  set_up_run (fixture);
  fixture->fake->action = fall_silent;
  fixture->fake->next_post = FAKE_TROUBLE_LOST;
  g_assert_false (perform (fixture, FERRY_ACTION_RUN_REPLICATION, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_AMBIGUOUS);
  g_assert_cmpint (get_connection (fixture), ==, FERRY_CONNECTION_OFFLINE);
  g_assert_cmpint (get_last_outcome (fixture, "run-replication"), ==, FERRY_OUTCOME_PENDING);
  g_assert_cmpuint (fixture->settled->len, ==, 0);
  fixture->fake->outage = FALSE;
  assert_settled (fixture, 1, "run-replication 4");
  assert_posts (fixture, "runReplication", 1);
}

static void
test_perform_without_trace (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  set_up_run (fixture);
  fixture->fake->next_post = FAKE_TROUBLE_LOST;
  g_assert_false (perform (fixture, FERRY_ACTION_RESET_CLOUD_DATA, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_AMBIGUOUS);
  g_assert_cmpint (get_last_outcome (fixture, "reset-cloud-data"), ==, FERRY_OUTCOME_UNKNOWN);
  assert_posts (fixture, "resetCloudData", 1);
}

/* Killed between sending and the answer, and started again. */
static void
test_intents_of_before (Fixture *fixture, gconstpointer unused)
{
  intend (fixture, "run-replication", "1");
  intend (fixture, "pause", "1");
  intend (fixture, "reset-cloud-data", "1");
  fake_service_set_run (fixture->fake, "1", "Full", "Completed", COUNTS (1, 0, 0));
  fake_service_add_run (fixture->fake, "2", "Normal", "In Progress", COUNTS (0, 0, 1));
  open_environment (fixture);
  ferry_fixture_wait_until (fixture->settled->len == 3);
  g_assert_cmpint (get_last_outcome (fixture, "run-replication"), ==, FERRY_OUTCOME_SETTLED_DONE);
  g_assert_cmpint (get_last_outcome (fixture, "pause"), ==, FERRY_OUTCOME_SETTLED_NOT_DONE);
  g_assert_cmpint (get_last_outcome (fixture, "reset-cloud-data"), ==, FERRY_OUTCOME_UNKNOWN);
  g_assert_cmpuint (fake_service_count (fixture->fake, "POST", "NAV.runReplication"), ==, 0);
  g_assert_cmpuint (fake_service_count (fixture->fake, "POST", "NAV.disableReplication"), ==, 0);
}

static void
test_two_at_once (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GError) error = NULL;
  gboolean busy;

  set_up_run (fixture);
  ferry_environment_perform_async (fixture->environment, FERRY_ACTION_RUN_REPLICATION, NULL, NULL,
                                   ferry_fixture_await_cb, &first);
  g_object_get (fixture->environment, "busy", &busy, NULL);
  g_assert_true (busy);
  g_assert_false (perform (fixture, FERRY_ACTION_RUN_REPLICATION, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_RULE);
  g_assert_true (ferry_environment_perform_finish (fixture->environment, ferry_fixture_await (&first), NULL));
  assert_posts (fixture, "runReplication", 1);
  g_object_get (fixture->environment, "busy", &busy, NULL);
  g_assert_false (busy);
}

static void
test_no_log (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  open_environment (fixture);
  g_assert_true (get_state (fixture)->set_up);
  g_assert_false (perform (fixture, FERRY_ACTION_RUN_REPLICATION, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_RULE);
  g_assert_nonnull (strstr (error->message, "migration log"));
}

static void
disable (FakeService *fake, const char *path, gpointer unused)
{
  if (g_str_has_suffix (path, "NAV.disableReplication"))
    fake_service_add_run (fake, "off", "", "Completed", ",'details':'Cloud migration has been disabled.'");
}

/* The published interface knows no reason: ours is in the journal. */
static void
test_pause (Fixture *fixture, gconstpointer unused)
{
  set_up_run (fixture);
  fixture->fake->action = disable;
  g_assert_true (perform (fixture, FERRY_ACTION_PAUSE, "Holidays", NULL));
  g_assert_false (get_state (fixture)->set_up);
  g_assert_cmpint (get_state (fixture)->disabled_reason, ==, FERRY_DISABLED_REASON_PAUSED);
  g_assert_true (has_status (fixture, "Migration paused"));
  drop_environment (fixture);
  make_environment (fixture);
  open_environment (fixture);
  g_assert_cmpint (get_state (fixture)->disabled_reason, ==, FERRY_DISABLED_REASON_PAUSED);
}

static void
test_pause_with_management (Fixture *fixture, gconstpointer unused)
{
  fake_service_set (&fixture->fake->capabilities, "{'name':'pauseMigration','available':true,'reason':''}");
  fake_service_set (&fixture->fake->overview,
                    "{'id':'o','enabled':true,'disabledReason':'','tablesFailed':0,'tablesSuccessful':12}");
  set_up_run (fixture);
  g_assert_cmpint (get_state (fixture)->tables_successful, ==, 12);
  g_assert_true (perform (fixture, FERRY_ACTION_PAUSE, "Holidays “here”", NULL));
  assert_posts (fixture, "pauseMigration", 1);
  assert_posts (fixture, "disableReplication", 0);
  g_assert_cmpstr (fake_service_get_body (fixture->fake, "POST", "pauseMigration"), ==,
                   "{\"reason\":\"Holidays “here”\"}");
}

/* What is only the management API's trouble leaves the rest alone. */
static void
test_broken_management (Fixture *fixture, gconstpointer unused)
{
  set_up_run (fixture);
  fixture->fake->management_status = 500;
  refresh (fixture);
  g_assert_cmpint (get_connection (fixture), ==, FERRY_CONNECTION_ONLINE);
}

static void
test_initialize (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fake_service_set (&fixture->fake->companies,
                    "{'id':'c-1','name':'CRONUS','replicate':true,'created':true,'status':'Completed','"
                    "companyInitializationStatus':'Not Initialized'}");
  set_up_run (fixture);
  g_assert_true (perform (fixture, FERRY_ACTION_INITIALIZE_COMPANY, "c-1", &error));
  g_assert_no_error (error);
  assert_posts (fixture, "initializeCompany", 1);
  g_assert_false (perform (fixture, FERRY_ACTION_INITIALIZE_COMPANY, "gone", &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NOT_FOUND);
}

/* ---- The data upgrade ---- */

static void
begin_upgrade (FakeService *fake, const char *path, gpointer unused)
{
  if (g_str_has_suffix (path, "NAV.runDataUpgrade"))
    fake->outage = TRUE;
}

static void
set_up_upgrade (Fixture *fixture)
{
  fake_service_set (&fixture->fake->details, DETAIL ("a", "Item", "Successful"));
  fake_service_set_run (fixture->fake, "1", "Full", "Upgrade Pending", COUNTS (1, 0, 0));
  fixture->fake->action = begin_upgrade;
  open_environment (fixture);
  ferry_fixture_wait_until (get_state (fixture)->tables_with_warnings == 0);
}

static void
assert_outage (Fixture *fixture)
{
  ferry_fixture_wait_until (get_connection (fixture) == FERRY_CONNECTION_OUTAGE);
  g_assert_true (has_status (fixture, "Data upgrade in progress"));
  g_assert_true (ferry_run_monitor_get_upgrading (ferry_environment_get_monitor (fixture->environment)));
}

static void
test_upgrade (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  set_up_upgrade (fixture);
  g_assert_true (perform (fixture, FERRY_ACTION_RUN_UPGRADE, NULL, &error));
  g_assert_no_error (error);
  assert_outage (fixture);
  g_assert_cmpint (get_last_outcome (fixture, "run-upgrade"), ==, FERRY_OUTCOME_DONE);

  fake_service_set_run (fixture->fake, "1", "Full", "Completed", COUNTS (1, 0, 0));
  fixture->fake->outage = FALSE;
  ferry_fixture_wait_until (fixture->ended->len == 1);
  g_assert_true (get_state (fixture)->upgrade_completed);
  g_assert_true (has_status (fixture, "Data upgrade completed"));
  refresh (fixture);
  g_assert_cmpuint (fixture->ended->len, ==, 1);
  assert_posts (fixture, "runDataUpgrade", 1);
}

/* The run may go on saying Upgrade Pending after the outage for a moment; that it says so for good is the end. */
static void
test_upgrade_restored (Fixture *fixture, gconstpointer unused)
{
  set_up_upgrade (fixture);
  g_assert_true (perform (fixture, FERRY_ACTION_RUN_UPGRADE, NULL, NULL));
  assert_outage (fixture);
  fixture->fake->outage = FALSE;
  ferry_fixture_wait_until (fixture->ended->len == 1);
  g_assert_true (has_status (fixture, "Data upgrade failed"));
  g_assert_true (ferry_environment_check_action (fixture->environment, FERRY_ACTION_RUN_UPGRADE, NULL));

  /* Remembered, too. */
  drop_environment (fixture);
  make_environment (fixture);
  open_environment (fixture);
  g_assert_true (has_status (fixture, "Data upgrade failed"));
}

/* Without an outage that anybody saw: through Upgrade in Progress. */
static void
test_upgrade_seen_in_progress (Fixture *fixture, gconstpointer unused)
{
  set_up_upgrade (fixture);
  fixture->fake->action = NULL;
  g_assert_true (perform (fixture, FERRY_ACTION_RUN_UPGRADE, NULL, NULL));
  fake_service_set_run (fixture->fake, "1", "Full", "Upgrade in Progress", COUNTS (1, 0, 0));
  ferry_fixture_wait_until (get_state (fixture)->last_status == FERRY_RUN_STATUS_UPGRADE_IN_PROGRESS);
  g_assert_cmpuint (fixture->ended->len, ==, 0);
  fake_service_set_run (fixture->fake, "1", "Full", "Upgrade Failed", COUNTS (1, 0, 0));
  ferry_fixture_wait_until (fixture->ended->len == 1);
  g_assert_true (has_status (fixture, "Data upgrade failed"));
}

/* The upgrade cuts its own request: that is no failure. */
static void
test_upgrade_cuts_its_request (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  set_up_upgrade (fixture);
  fixture->fake->next_post = FAKE_TROUBLE_LOST;
  g_assert_true (perform (fixture, FERRY_ACTION_RUN_UPGRADE, NULL, &error));
  g_assert_no_error (error);
  assert_outage (fixture);
  g_assert_cmpint (get_last_outcome (fixture, "run-upgrade"), ==, FERRY_OUTCOME_PENDING);
  fake_service_set_run (fixture->fake, "1", "Full", "Completed", COUNTS (1, 0, 0));
  fixture->fake->outage = FALSE;
  assert_settled (fixture, 1, "run-upgrade 4");
  ferry_fixture_wait_until (fixture->ended->len == 1);
}

/* The request never arrived: nothing ever changes, and after a while that is said. */
static void
test_upgrade_never_began (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  set_up_upgrade (fixture);
  fixture->fake->next_post = FAKE_TROUBLE_CUT;
  g_assert_false (perform (fixture, FERRY_ACTION_RUN_UPGRADE, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_AMBIGUOUS);
  g_assert_true (get_state (fixture)->upgrade_started);
  assert_settled (fixture, 1, "run-upgrade 5");
  g_assert_false (get_state (fixture)->upgrade_started);
  g_assert_true (ferry_environment_check_action (fixture->environment, FERRY_ACTION_RUN_UPGRADE, NULL));
  assert_posts (fixture, "runDataUpgrade", 1);
}

static void
test_upgrade_refused (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  set_up_upgrade (fixture);
  fixture->fake->next_post = FAKE_TROUBLE_REFUSED;
  g_assert_false (perform (fixture, FERRY_ACTION_RUN_UPGRADE, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
  ferry_fixture_wait_until (!get_state (fixture)->upgrade_started);
}

/* Closed during the outage, and opened again in it: known from the start, and its end is found. */
static void
test_upgrade_over_restart (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  set_up_upgrade (fixture);
  g_assert_true (perform (fixture, FERRY_ACTION_RUN_UPGRADE, NULL, NULL));
  assert_outage (fixture);
  drop_environment (fixture);
  make_environment (fixture);
  g_assert_false (try_open (fixture, &error));
  assert_outage (fixture);
  fake_service_set_run (fixture->fake, "1", "Full", "Completed", COUNTS (1, 0, 0));
  fixture->fake->outage = FALSE;
  ferry_fixture_wait_until (fixture->ended->len == 1);
  g_assert_true (has_status (fixture, "Data upgrade completed"));
}

/* ---- Closing ---- */

static void
test_close_while_sending (Fixture *fixture, gconstpointer unused)
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
  g_assert_cmpint (get_last_outcome (fixture, "run-replication"), ==, FERRY_OUTCOME_PENDING);
  drop_environment (fixture);

  make_environment (fixture);
  open_environment (fixture);
  assert_settled (fixture, 1, "run-replication 4");
  assert_posts (fixture, "runReplication", 1);
}

static void
test_cancel_action (Fixture *fixture, gconstpointer unused)
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
  g_assert_cmpint (get_last_outcome (fixture, "run-replication"), ==, FERRY_OUTCOME_SETTLED_DONE);
}

static void
test_close_and_open (Fixture *fixture, gconstpointer unused)
{
  set_up_run (fixture);
  ferry_environment_close (fixture->environment);
  g_assert_cmpint (get_connection (fixture), ==, FERRY_CONNECTION_OFFLINE);
  open_environment (fixture);
  g_assert_cmpint (get_connection (fixture), ==, FERRY_CONNECTION_ONLINE);
}

/* ---- Set-up ---- */

static void
save_setup (FakeService *fake, const char *path, gpointer unused)
{
  if (g_str_has_suffix (path, "/setupCloudMigration"))
    fake_service_set (&fake->setup, "{'id':'s-1','productId':'DynamicsBCLast','sqlServerType':'SQLServer','"
                                    "runtimeName':'rt','runtimeKey':'IR@secret-key'}");
  if (g_str_has_suffix (path, "NAV.completeSetup"))
    fake_service_add_run (fake, "10", "", "Completed", ",'details':'Cloud migration has been set up.'");
}

#define CONNECTION "Server=H;Database=D;User Id=U;Password=very-secret;"

static FerrySetup *
run_save_setup (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_environment_save_setup_async (fixture->environment, "DynamicsBCLast",
                                      FERRY_SQL_SERVER_TYPE_SQL_SERVER, CONNECTION, NULL, NULL,
                                      ferry_fixture_await_cb, &result);
  return ferry_environment_save_setup_finish (fixture->environment, ferry_fixture_await (&result), error);
}

static void
test_setup (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GAsyncResult) verified = NULL;
  g_autoptr (GAsyncResult) completed = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (FerrySetup) setup = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;

  fake_service_set (&fixture->fake->setup, NULL);
  fixture->fake->action = save_setup;
  open_environment (fixture);
  setup = run_save_setup (fixture, &error);
  g_assert_no_error (error);
  key = ferry_setup_take_runtime_key (setup);
  g_assert_cmpstr (key, ==, "IR@secret-key");

  ferry_environment_verify_runtime_async (fixture->environment, setup, NULL, ferry_fixture_await_cb,
                                          &verified);
  g_assert_true (
    ferry_environment_verify_runtime_finish (fixture->environment, ferry_fixture_await (&verified), &error));
  ferry_environment_complete_setup_async (fixture->environment, setup, NULL, ferry_fixture_await_cb,
                                          &completed);
  g_assert_true (
    ferry_environment_complete_setup_finish (fixture->environment, ferry_fixture_await (&completed), &error));
  g_assert_true (get_state (fixture)->set_up);

  /* Each step is in the journal, and no secret. */
  ferry_database_list_journal_async (fixture->database, NULL, FALSE, NULL, ferry_fixture_await_cb, &listed);
  entries = ferry_database_list_journal_finish (fixture->database, ferry_fixture_await (&listed), NULL);
  g_assert_cmpuint (entries->len, ==, 3);
  for (guint i = 0; i < entries->len; i++)
    {
      FerryJournalEntry *entry = g_ptr_array_index (entries, i);

      g_assert_cmpint (ferry_journal_entry_get_outcome (entry), ==, FERRY_OUTCOME_DONE);
      g_assert_null (strstr (ferry_journal_entry_get_subject (entry), "secret"));
      g_assert_null (strstr (ferry_journal_entry_get_message (entry), "secret"));
    }
}

/* The answer with the key got lost: that can't be made good, and is said. */
static void
test_setup_lost (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (FerrySetup) setup = NULL;
  g_autoptr (GError) error = NULL;

  fake_service_set (&fixture->fake->setup, NULL);
  fixture->fake->action = save_setup;
  open_environment (fixture);
  fixture->fake->next_post = FAKE_TROUBLE_LOST;
  setup = run_save_setup (fixture, &error);
  g_assert_null (setup);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_AMBIGUOUS);
  assert_settled (fixture, 1, "save-setup 4");
  g_assert_cmpuint (fake_service_count (fixture->fake, "POST", "setupCloudMigration"), ==, 1);
}

static void
test_setup_refused (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (FerrySetup) setup = NULL;
  g_autoptr (GError) error = NULL;

  fake_service_set (&fixture->fake->setup, NULL);
  open_environment (fixture);
  fixture->fake->next_post = FAKE_TROUBLE_REFUSED;
  setup = run_save_setup (fixture, &error);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
  g_assert_cmpint (get_last_outcome (fixture, "save-setup"), ==, FERRY_OUTCOME_REFUSED);
}

/* ---- Companies ---- */

static gboolean
select_companies (Fixture *fixture, const char *first, const char *second, gboolean create, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  const char *ids[] = { first, second, NULL };

  ferry_environment_select_companies_async (fixture->environment, ids, create, NULL, ferry_fixture_await_cb,
                                            &result);
  return ferry_environment_select_companies_finish (fixture->environment, ferry_fixture_await (&result),
                                                    error);
}

static void
take_selection (FakeService *fake, const char *path, gpointer unused)
{
  /* The answer of a change is the company, that of a list is all of them: one is enough here. */
  if (g_str_has_suffix (path, "(c-2)"))
    fake_service_set (&fake->companies, "{'id':'c-2','name':'Large','replicate':true,'created':false,'status'"
                                        ":' ','companyInitializationStatus':'Unknown','@odata.etag':'2'}");
}

static void
test_select (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  open_environment (fixture);
  fixture->fake->action = take_selection;
  g_assert_true (select_companies (fixture, "c-1", "c-2", TRUE, &error));
  g_assert_no_error (error);
  /* Only what differs is sent. */
  g_assert_cmpuint (fake_service_count (fixture->fake, "PATCH", ""), ==, 1);
  g_assert_cmpstr (fake_service_get_body (fixture->fake, "PATCH", "c-2"), ==, "{\"replicate\":true}");
  assert_posts (fixture, "createCompaniesMarkedForReplication", 1);
  g_assert_cmpint (get_last_outcome (fixture, "select-companies"), ==, FERRY_OUTCOME_DONE);
  g_assert_cmpint (get_last_outcome (fixture, "create-companies"), ==, FERRY_OUTCOME_DONE);
}

static void
test_select_nothing_new (Fixture *fixture, gconstpointer unused)
{
  open_environment (fixture);
  g_assert_true (select_companies (fixture, "c-1", NULL, FALSE, NULL));
  g_assert_cmpuint (fake_service_count (fixture->fake, "PATCH", ""), ==, 0);
  g_assert_cmpuint (fake_service_count (fixture->fake, "POST", ""), ==, 0);
}

static void
test_select_refused (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  open_environment (fixture);
  fixture->fake->next_post = FAKE_TROUBLE_REFUSED;
  g_assert_false (select_companies (fixture, "c-1", "c-2", TRUE, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "“Large”"));
  g_assert_nonnull (strstr (error->message, "Not now."));
  assert_posts (fixture, "createCompaniesMarkedForReplication", 0);
}

static void
test_select_vanished (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  open_environment (fixture);
  g_assert_false (select_companies (fixture, "c-1", "c-9", TRUE, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NOT_FOUND);
  g_assert_cmpuint (fake_service_count (fixture->fake, "PATCH", ""), ==, 0);
}

/* Companies that are being created are followed to the end. */
static void
test_creation_is_watched (Fixture *fixture, gconstpointer unused)
{
  fake_service_set_run (fixture->fake, "10", "", "Completed",
                        ",'details':'Cloud migration has been set up.'");
  fake_service_set (&fixture->fake->companies,
                    "{'id':'c-1','name':'CRONUS','replicate':true,'created':false,'status':'In Progress'}");
  open_environment (fixture);
  g_assert_true (has_status (fixture, "Creating companies"));
  fake_service_set (&fixture->fake->companies, CRONUS);
  ferry_fixture_wait_until (has_status (fixture, "Ready for replication"));
  g_assert_false (ferry_run_monitor_get_active (ferry_environment_get_monitor (fixture->environment)));
}

/* ---- Details ---- */

static gboolean
load_details (Fixture *fixture, FerryRun *run, FerryDetailList *list, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_environment_load_details_async (fixture->environment, run, list, NULL, ferry_fixture_await_cb,
                                        &result);
  return ferry_environment_load_details_finish (fixture->environment, ferry_fixture_await (&result), error);
}

static void
test_details (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryDetailList) list = ferry_detail_list_new ();
  g_autoptr (FerryDetailList) offline = ferry_detail_list_new ();
  g_autoptr (GError) error = NULL;

  fake_service_set (&fixture->fake->details,
                    DETAIL ("a", "Item", "Successful") "," DETAIL ("b", "Vendor", "Failed"));
  fake_service_set_run (fixture->fake, "1", "Full", "Completed", COUNTS (1, 1, 0));
  open_environment (fixture);
  load_details (fixture, get_run (fixture, 0), list, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ferry_detail_list_get_n_rows (list), ==, 2);

  fixture->fake->outage = TRUE;
  g_assert_false (load_details (fixture, get_run (fixture, 0), offline, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (ferry_detail_list_get_n_rows (offline), ==, 2);
}

#define add(path, function) g_test_add ("/environment/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("open", test_open);
  add ("not-set-up", test_not_set_up);
  add ("history-first", test_history_first);
  add ("without-database", test_without_database);
  add ("unusable-address", test_unusable_address);
  add ("signed-out", test_signed_out);
  add ("rows-keep-their-identity", test_rows_keep_their_identity);
  add ("gap", test_gap);
  add ("run-ends", test_run_ends);
  add ("run-ended-meanwhile", test_run_ended_meanwhile);
  add ("counts-over-runs", test_counts_over_runs);
  add ("unreadable-details", test_unreadable_details);
  add ("perform", test_perform);
  add ("perform-refused", test_perform_refused);
  add ("perform-lost", test_perform_lost);
  add ("perform-cut", test_perform_cut);
  add ("perform-then-offline", test_perform_then_offline);
  add ("perform-without-trace", test_perform_without_trace);
  add ("intents-of-before", test_intents_of_before);
  add ("two-at-once", test_two_at_once);
  add ("no-log", test_no_log);
  add ("pause", test_pause);
  add ("pause-with-management", test_pause_with_management);
  add ("broken-management", test_broken_management);
  add ("initialize", test_initialize);
  add ("upgrade", test_upgrade);
  add ("upgrade-restored", test_upgrade_restored);
  add ("upgrade-seen-in-progress", test_upgrade_seen_in_progress);
  add ("upgrade-cuts-its-request", test_upgrade_cuts_its_request);
  add ("upgrade-never-began", test_upgrade_never_began);
  add ("upgrade-refused", test_upgrade_refused);
  add ("upgrade-over-restart", test_upgrade_over_restart);
  add ("close-while-sending", test_close_while_sending);
  add ("cancel-action", test_cancel_action);
  add ("close-and-open", test_close_and_open);
  add ("setup", test_setup);
  add ("setup-lost", test_setup_lost);
  add ("setup-refused", test_setup_refused);
  add ("select", test_select);
  add ("select-nothing-new", test_select_nothing_new);
  add ("select-refused", test_select_refused);
  add ("select-vanished", test_select_vanished);
  add ("creation-is-watched", test_creation_is_watched);
  add ("details", test_details);
  return g_test_run ();
}
