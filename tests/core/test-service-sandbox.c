/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-fixture.h"

#include <string.h>

#define CRONUS "CRONUS International Ltd."

static guint
count_runs (SandboxFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GError) error = NULL;

  ferry_migration_service_list_runs_async (fixture->service, 0, NULL, ferry_fixture_await_cb, &result);
  runs = ferry_migration_service_list_runs_finish (fixture->service, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  return runs->len;
}

static void
assert_connect_error (FerryMigrationService *service, int expected, const char *words)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ferry_migration_service_connect_async (service, NULL, ferry_fixture_await_cb, &result);
  g_assert_false (ferry_migration_service_connect_finish (service, ferry_fixture_await (&result), &error));
  core_assert_error (error, expected, words);
}

static void
test_connect (SandboxFixture *fixture, gconstpointer arguments)
{
  g_autoptr (FerryMigrationService) tenant
    = sandbox_fixture_create_service (fixture, "wrong.example", NULL, NULL);
  g_autoptr (FerryMigrationService) environment
    = sandbox_fixture_create_service (fixture, NULL, "Elsewhere", NULL);
  g_autoptr (FerryMigrationService) token
    = sandbox_fixture_create_service (fixture, NULL, NULL, "a-token-of-somebody-else");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  assert_connect_error (tenant, FERRY_ERROR_NOT_FOUND, "doesn’t know the tenant “wrong.example”");
  assert_connect_error (environment, FERRY_ERROR_NOT_FOUND, "no environment “Elsewhere”");
  assert_connect_error (token, FERRY_ERROR_UNAUTHORIZED, "");
  ferry_migration_service_connect_async (fixture->service, NULL, ferry_fixture_await_cb, &result);
  g_assert_true (
    ferry_migration_service_connect_finish (fixture->service, ferry_fixture_await (&result), &error));
  g_assert_no_error (error);
  g_assert_cmpstr (ferry_migration_service_get_company_name (fixture->service), !=, "");
}

/* ---- Setting up ---- */

static FerrySetup *
try_setup (SandboxFixture *fixture,
           FerrySetup *existing,
           const char *product_id,
           const char *text,
           GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_migration_service_save_setup_async (fixture->service, existing, product_id,
                                            FERRY_SQL_SERVER_TYPE_SQL_SERVER, text, NULL, NULL,
                                            ferry_fixture_await_cb, &result);
  return ferry_migration_service_save_setup_finish (fixture->service, ferry_fixture_await (&result), error);
}

static FerrySetup *
get_setup (SandboxFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  FerrySetup *setup;

  ferry_migration_service_get_setup_async (fixture->service, NULL, ferry_fixture_await_cb, &result);
  setup = ferry_migration_service_get_setup_finish (fixture->service, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  return setup;
}

static void
test_setup (SandboxFixture *fixture, gconstpointer arguments)
{
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GPtrArray) products = NULL;
  g_autoptr (FerrySetup) setup = NULL, read = NULL, changed = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;

  ferry_migration_service_list_products_async (fixture->service, NULL, ferry_fixture_await_cb, &listed);
  products
    = ferry_migration_service_list_products_finish (fixture->service, ferry_fixture_await (&listed), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (products->len, ==, 4);
  g_assert_null (get_setup (fixture));

  g_assert_null (try_setup (fixture, NULL, "DynamicsBCLast", "", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (try_setup (fixture, NULL, "NoSuchProduct", SANDBOX_CONNECTION_STRING, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
  g_clear_error (&error);

  setup = try_setup (fixture, NULL, "DynamicsBCLast", SANDBOX_CONNECTION_STRING, &error);
  g_assert_no_error (error);
  key = ferry_setup_take_runtime_key (setup);
  g_assert_nonnull (key);

  /* A second first one is refused; the key isn't shown again. */
  g_assert_null (try_setup (fixture, NULL, "DynamicsBCLast", SANDBOX_CONNECTION_STRING, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  read = get_setup (fixture);
  g_assert_null (ferry_setup_take_runtime_key (read));
  g_assert_cmpstr (ferry_setup_get_id (read), ==, ferry_setup_get_id (setup));

  /* A new runtime is made, with a key of its own. */
  changed = try_setup (fixture, read, "DynamicsBC", SANDBOX_CONNECTION_STRING, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ferry_setup_get_product_id (changed), ==, "DynamicsBC");
}

/* ---- Companies ---- */

static void
test_companies (SandboxFixture *fixture, gconstpointer arguments)
{
  g_autoptr (FerrySetup) setup = sandbox_fixture_set_up_migration (fixture, "DynamicsBCLast");
  g_autoptr (GPtrArray) companies = sandbox_fixture_list_companies (fixture);
  g_autoptr (FerryCompany) before = sandbox_fixture_find_company (fixture, CRONUS);
  guint refused = 0;

  g_assert_cmpuint (companies->len, ==, 4);
  for (guint i = 0; i < companies->len; i++)
    {
      FerryCompany *company = g_ptr_array_index (companies, i);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      if (ferry_company_check_name (ferry_company_get_name (company), NULL))
        continue;
      /* The service thinks the same of the name. */
      ferry_migration_service_set_replicate_async (fixture->service, company, TRUE, NULL,
                                                   ferry_fixture_await_cb, &result);
      g_assert_null (ferry_migration_service_set_replicate_finish (fixture->service,
                                                                   ferry_fixture_await (&result), &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
      refused++;
    }
  g_assert_cmpuint (refused, ==, 1);

  /* With an object from before somebody else's change: that change stays, and is said. */
  sandbox_fixture_select (fixture, CRONUS, TRUE);
  {
    g_autoptr (GAsyncResult) result = NULL;
    g_autoptr (GError) error = NULL;

    ferry_migration_service_set_replicate_async (fixture->service, before, FALSE, NULL,
                                                 ferry_fixture_await_cb, &result);
    g_assert_null (
      ferry_migration_service_set_replicate_finish (fixture->service, ferry_fixture_await (&result), &error));
    core_assert_error (error, FERRY_ERROR_CHANGED, CRONUS);
  }
}

/* ---- The whole way ---- */

static void
create_companies (SandboxFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ferry_migration_service_create_companies_async (fixture->service, NULL, ferry_fixture_await_cb, &result);
  ferry_migration_service_create_companies_finish (fixture->service, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  sandbox_fixture_wait_created (fixture);
}

static void
prepare (SandboxFixture *fixture)
{
  g_autoptr (FerrySetup) setup = sandbox_fixture_set_up_migration (fixture, "DynamicsBCLast");

  sandbox_fixture_select (fixture, CRONUS, TRUE);
  create_companies (fixture);
}

static FerryRun *
replicate (SandboxFixture *fixture)
{
  sandbox_fixture_replicate (fixture);
  return sandbox_fixture_wait_run (fixture);
}

static void
assert_details (SandboxFixture *fixture, FerryRun *run)
{
  g_autoptr (FerryDetailList) list = sandbox_fixture_load_details (fixture, NULL, run);
  gint64 warnings = ferry_run_get_tables_with_warnings (run);

  g_assert_cmpuint (ferry_detail_list_get_n_rows (list), >, 50);
  g_assert_cmpint (ferry_detail_list_count (list, FERRY_TABLE_STATUS_FAILED), ==,
                   ferry_run_get_tables_failed (run));
  g_assert_cmpint (ferry_detail_list_count (list, FERRY_TABLE_STATUS_SUCCESSFUL), ==,
                   ferry_run_get_tables_successful (run));
  g_assert_cmpuint (ferry_detail_list_count (list, FERRY_TABLE_STATUS_UNKNOWN), ==, 0);
  if (warnings >= 0)
    g_assert_cmpint (ferry_detail_list_count (list, FERRY_TABLE_STATUS_WARNING), ==, warnings);
}

static void
initialize_company (SandboxFixture *fixture)
{
  g_autoptr (FerryCompany) company = sandbox_fixture_find_company (fixture, CRONUS);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ferry_migration_service_initialize_company_async (fixture->service, company, NULL, ferry_fixture_await_cb,
                                                    &result);
  ferry_migration_service_initialize_company_finish (fixture->service, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
}

static gboolean
is_initialized (SandboxFixture *fixture)
{
  g_autoptr (FerryCompany) company = sandbox_fixture_find_company (fixture, CRONUS);

  return ferry_company_get_init_status (company) == FERRY_INIT_STATUS_INITIALIZED;
}

/* While the upgrade's run may go on saying UpgradePending: until it says that it is done. */
static gboolean
is_upgraded (SandboxFixture *fixture)
{
  g_autoptr (FerryRun) run = sandbox_fixture_wait_run (fixture);

  return ferry_run_get_status (run) == FERRY_RUN_STATUS_COMPLETED;
}

static void
test_migration (SandboxFixture *fixture, gconstpointer arguments)
{
  g_autoptr (FerryRun) full = NULL, normal = NULL, upgraded = NULL, end = NULL;
  g_autoptr (GError) error = NULL;

  prepare (fixture);
  {
    g_autoptr (FerryRun) set_up = sandbox_fixture_get_last_run (fixture);
    g_assert_false (ferry_run_is_replication (set_up));
  }

  /* The first run copies all; some tables fail, and block the upgrade. */
  full = replicate (fixture);
  g_assert_cmpint (ferry_run_get_replication_type (full), ==, FERRY_REPLICATION_TYPE_FULL);
  g_assert_cmpint (ferry_run_get_status (full), ==, FERRY_RUN_STATUS_UPGRADE_PENDING);
  g_assert_true (ferry_run_is_replication (full));
  g_assert_cmpint (ferry_run_get_tables_failed (full), >, 0);
  g_assert_cmpint (ferry_run_get_end_time (full), >=, ferry_run_get_start_time (full));
  assert_details (fixture, full);
  g_assert_false (sandbox_fixture_try_action (fixture, "runDataUpgrade", &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
  g_clear_error (&error);

  /* Mended at the source, the next run copies what is missing. */
  sandbox_fixture_work_on_source (fixture, "--fix-source");
  normal = replicate (fixture);
  g_assert_cmpint (ferry_run_get_replication_type (normal), ==, FERRY_REPLICATION_TYPE_NORMAL);
  g_assert_cmpint (ferry_run_get_status (normal), ==, FERRY_RUN_STATUS_UPGRADE_PENDING);
  g_assert_cmpint (ferry_run_get_tables_failed (normal), ==, 0);
  assert_details (fixture, normal);
  initialize_company (fixture);
  sandbox_fixture_poll_until (is_initialized (fixture));

  sandbox_fixture_start_action (fixture, "runDataUpgrade");
  sandbox_fixture_poll_until (is_upgraded (fixture));
  upgraded = sandbox_fixture_get_last_run (fixture);
  g_assert_cmpstr (ferry_run_get_id (upgraded), ==, ferry_run_get_id (normal));

  sandbox_fixture_start_action (fixture, "completeCloudMigration");
  end = sandbox_fixture_wait_run (fixture);
  g_assert_cmpint (ferry_run_get_status (end), ==, FERRY_RUN_STATUS_COMPLETED);
  g_assert_false (sandbox_fixture_try_action (fixture, "runReplication", &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
}

static gboolean
has_remaining (SandboxFixture *fixture)
{
  g_autoptr (FerryRun) run = sandbox_fixture_get_last_run (fixture);

  return ferry_run_get_tables_remaining (run) > 0;
}

/* While one runs, another is refused, and nothing is doubled. */
static void
test_one_at_a_time (SandboxFixture *fixture, gconstpointer arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FerryRun) running = NULL;
  guint before;

  prepare (fixture);
  before = count_runs (fixture);
  sandbox_fixture_replicate (fixture);
  running = sandbox_fixture_get_last_run (fixture);
  g_assert_true (ferry_run_is_running (running));
  sandbox_fixture_poll_until (has_remaining (fixture));
  g_assert_false (sandbox_fixture_try_action (fixture, "runReplication", &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
  g_assert_cmpuint (count_runs (fixture), ==, before + 1);
}

static gboolean
is_ready (SandboxFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (JsonObject) overview = NULL;
  g_autoptr (GError) error = NULL;

  ferry_migration_service_read_management_async (fixture->service, NULL, ferry_fixture_await_cb, &result);
  overview = ferry_migration_service_read_management_finish (fixture->service, ferry_fixture_await (&result),
                                                             NULL, &error);
  g_assert_no_error (error);
  return g_str_equal (json_object_get_string_member (overview, "companyCreationStatus"), "Completed");
}

/* The request is carried out and its answer gets lost: sent once, and the state shows that it was taken. */
static void
test_answer_lost (SandboxFixture *fixture, gconstpointer arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FerryRun) run = NULL;
  guint before;

  prepare (fixture);
  sandbox_fixture_poll_until (is_ready (fixture));
  before = count_runs (fixture);
  g_assert_false (sandbox_fixture_try_action (fixture, "runReplication", &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_AMBIGUOUS);
  run = sandbox_fixture_wait_run (fixture);
  g_assert_cmpuint (count_runs (fixture), ==, before + 1);
}

/* Reads recover by themselves; what the pages hold is all there. */
static void
test_rough_weather (SandboxFixture *fixture, gconstpointer arguments)
{
  g_autoptr (FerryRun) run = NULL;

  /* Two of the faults may come in a row, as often as the run is looked at; three can't. */
  ferry_session_set_retry (ferry_migration_service_get_session (fixture->service), 3, 10, 50);
  prepare (fixture);
  run = replicate (fixture);
  assert_details (fixture, run);
}

/* ---- Mappings ---- */

static GPtrArray *
list_mappings (SandboxFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *mappings;

  ferry_migration_service_list_mappings_async (fixture->service, NULL, ferry_fixture_await_cb, &result);
  mappings
    = ferry_migration_service_list_mappings_finish (fixture->service, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  return mappings;
}

static FerryTableMapping *
save_mapping (SandboxFixture *fixture, FerryTableMapping *existing, FerryTableMapping *mapping)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  FerryTableMapping *saved;

  ferry_migration_service_save_mapping_async (fixture->service, existing, mapping, NULL,
                                              ferry_fixture_await_cb, &result);
  saved
    = ferry_migration_service_save_mapping_finish (fixture->service, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  return saved;
}

/* Where the defaults are any, the first of them is changed, deleted and restored. */
static void
test_mappings (SandboxFixture *fixture, gconstpointer arguments)
{
  g_autoptr (FerrySetup) setup = sandbox_fixture_set_up_migration (fixture, "DynamicsBCLast");
  g_autoptr (GPtrArray) defaults = list_mappings (fixture);
  g_autoptr (GPtrArray) fewer = NULL, restored = NULL;
  g_autoptr (FerryTableMapping) changed = NULL, saved = NULL;
  g_autoptr (GAsyncResult) deleted = NULL, reset = NULL;
  g_autoptr (GError) error = NULL;
  FerryTableMapping *first;

  g_assert_cmpuint (defaults->len, >=, 2);
  first = g_ptr_array_index (defaults, 0);
  changed = ferry_table_mapping_new (
    ferry_table_mapping_is_extension (first), ferry_table_mapping_get_app_id (first),
    ferry_table_mapping_get_table_id (first), ferry_table_mapping_get_table_name (first), "Another Source",
    ferry_table_mapping_get_data_per_company (first));
  saved = save_mapping (fixture, first, changed);
  g_assert_cmpstr (ferry_table_mapping_get_source_table_name (saved), ==, "Another Source");
  g_assert_cmpstr (ferry_table_mapping_get_id (saved), ==, ferry_table_mapping_get_id (first));

  ferry_migration_service_delete_mapping_async (fixture->service, saved, NULL, ferry_fixture_await_cb,
                                                &deleted);
  g_assert_true (
    ferry_migration_service_delete_mapping_finish (fixture->service, ferry_fixture_await (&deleted), &error));
  g_assert_no_error (error);
  fewer = list_mappings (fixture);
  g_assert_cmpuint (fewer->len, ==, defaults->len - 1);

  ferry_migration_service_reset_mappings_async (fixture->service, g_ptr_array_index (fewer, 0), FALSE, NULL,
                                                ferry_fixture_await_cb, &reset);
  g_assert_true (
    ferry_migration_service_reset_mappings_finish (fixture->service, ferry_fixture_await (&reset), &error));
  g_assert_no_error (error);
  restored = list_mappings (fixture);
  g_assert_cmpuint (restored->len, ==, defaults->len);
}

/* ---- The management API ---- */

static void
test_management (SandboxFixture *fixture, gconstpointer arguments)
{
  g_autoptr (GHashTable) capabilities = NULL;
  g_autoptr (JsonObject) overview = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ferry_migration_service_read_management_async (fixture->service, NULL, ferry_fixture_await_cb, &result);
  overview = ferry_migration_service_read_management_finish (fixture->service, ferry_fixture_await (&result),
                                                             &capabilities, &error);
  g_assert_no_error (error);
  g_assert_nonnull (capabilities);
  g_assert_nonnull (overview);
  g_assert_true (json_object_has_member (overview, "companiesTotal"));
}

static void
test_published_only (SandboxFixture *fixture, gconstpointer arguments)
{
  g_autoptr (GHashTable) capabilities = NULL;
  g_autoptr (JsonObject) overview = NULL;
  g_autoptr (GAsyncResult) result = NULL, managed = NULL;
  g_autoptr (FerryRun) run = NULL;
  g_autoptr (GError) error = NULL;

  ferry_migration_service_read_management_async (fixture->service, NULL, ferry_fixture_await_cb, &result);
  overview = ferry_migration_service_read_management_finish (fixture->service, ferry_fixture_await (&result),
                                                             &capabilities, &error);
  g_assert_no_error (error);
  g_assert_null (capabilities);
  g_assert_null (overview);
  ferry_migration_service_manage_async (fixture->service, "runDiagnostic", NULL, NULL, ferry_fixture_await_cb,
                                        &managed);
  g_assert_false (
    ferry_migration_service_manage_finish (fixture->service, ferry_fixture_await (&managed), NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NOT_OFFERED);

  prepare (fixture);
  run = replicate (fixture);
  assert_details (fixture, run);
}

#define add(path, function, ...)                                                                             \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    static const char *const arguments[] = { __VA_ARGS__ __VA_OPT__ (, ) NULL };                             \
    g_test_add ("/service-sandbox/" path, SandboxFixture, arguments, sandbox_fixture_set_up, function,       \
                sandbox_fixture_tear_down);                                                                  \
  }                                                                                                          \
  G_STMT_END

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("connect", test_connect);
  add ("setup", test_setup);
  add ("companies", test_companies);
  add ("migration", test_migration, "--outage", "300");
  add ("migration/members", test_migration, "--enum-style=members", "--outage", "300");
  add ("migration/encoded", test_migration, "--enum-style=encoded", "--outage", "300");
  add ("one-at-a-time", test_one_at_a_time, "--pace", "500");
  add ("answer-lost", test_answer_lost, "--fault", "POST */Microsoft.NAV.runReplication n=1 times=1 lost");
  add ("rough-weather", test_rough_weather, "--page-size", "7", "--fault",
       "GET * every=9 status=503 retry-after=0", "--fault", "GET * n=5 every=11 cut");
  add ("mappings", test_mappings);
  add ("management", test_management);
  add ("published-only", test_published_only, "--published-only");
  return g_test_run ();
}
