/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing: set-up, companies, runs, mappings, ending; ETags; every refusal that is the service's own. */
#define _GNU_SOURCE /* memmem() */
#include "face-fixture.h"

#include <string.h>

#define REFUSED      "Application_DialogException"
#define TWO_DAYS_AGO "2020-01-01T00:00:00.000Z"

static void
test_setup_with_runtime (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) made = NULL;
  g_autoptr (FaceAnswer) read = NULL;
  g_autoptr (FaceAnswer) changed = NULL;
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;
  g_autofree char *body = NULL;
  g_autofree char *key = NULL;

  face_fixture_open (&face);
  made = face_post (&face, "setupCloudMigration",
                    "{\"productId\":\"DynamicsBCLast\",\"sqlServerType\":\"SQLServer\",\"runtimeName\":\"\","
                    "\"sqlConnectionString\":\"" FACE_CONNECTION_STRING "\"}");
  g_assert_cmpuint (made->status, ==, 201);
  g_assert_nonnull (made->reply->location);
  key = g_strdup (face_text (made, "runtimeKey"));
  g_assert_true (g_str_has_prefix (key, "IR@"));
  g_assert_cmpstr (face_text (made, "sqlConnectionString"), ==, "");
  id = g_strdup (face_text (made, "id"));

  read = face_get (&face, "setupCloudMigration", NULL);
  g_assert_cmpstr (face_row_text (read, 0, "runtimeKey"), ==, "");
  g_assert_cmpstr (face_row_text (read, 0, "sqlConnectionString"), ==, "");
  g_assert_cmpstr (face_row_text (read, 0, "sqlServerType"), ==, "SQLServer");

  face_expect_refusal (face_act (&face, "setupCloudMigration", id, "completeSetup", NULL), "not connected");
  /* As the vendor's sample does: the runtime is named once it is there. */
  path = g_strdup_printf ("setupCloudMigration(%s)", id);
  body = g_strdup_printf (
    "{\"productId\":\"DynamicsBCLast\",\"runtimeName\":\"%s\",\"sqlConnectionString\":\"%s\"}",
    face_row_text (read, 0, "runtimeName"), FACE_CONNECTION_STRING);
  changed = face_patch (&face, path, body, "*");
  g_assert_cmpuint (changed->status, ==, 200);
  g_assert_cmpstr (face_text (changed, "runtimeKey"), ==, "");
  face_expect_done (face_act (&face, "setupCloudMigration", id, "completeSetup", NULL), 204);
}

static void
test_setup_installed (void)
{
  g_auto (FaceFixture) face = { 0 };

  face_fixture_open (&face);
  face_expect_done (
    face_post (&face, "setupCloudMigration",
               "{\"productId\":\"DynamicsBC\",\"sqlConnectionString\":\"" FACE_CONNECTION_STRING "\"}"),
    201);
  face_expect_done (face_act (&face, "setupCloudMigration", NULL, "installedIntegrationRuntime", "{}"), 204);
  face_expect_done (face_act (&face, "setupCloudMigration", NULL, "completeSetup", NULL), 204);
}

/* A restart forgets the connection string: it isn't on disk. */
static void
test_setup_forgets_connection (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (GError) error = NULL;
  const char *files[] = { "service.db", "service.db-wal" };

  face_fixture_open (&face);
  face_expect_done (
    face_post (&face, "setupCloudMigration",
               "{\"productId\":\"DynamicsBC\",\"sqlConnectionString\":\"" FACE_CONNECTION_STRING "\"}"),
    201);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (face.folder, files[i], NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      if (g_file_get_contents (path, &bytes, &length, NULL))
        g_assert_null (memmem (bytes, length, "secret-word", strlen ("secret-word")));
    }
  g_set_object (&face.lifecycle, NULL);
  face.lifecycle = sandbox_lifecycle_new (face.store, face.engine, &error);
  g_assert_no_error (error);
  face_fixture_use (&face, SANDBOX_ENUM_CAPTIONS, FALSE, 0);
  face_expect_refusal (face_act (&face, "setupCloudMigration", NULL, "installedIntegrationRuntime", NULL),
                       "connection string");
}

static void
test_setup_refusals (void)
{
  static const struct
  {
    const char *body;
    const char *code;
  } CASES[] = {
    { "{\"productId\":\"Oracle\",\"sqlConnectionString\":\"x\"}", REFUSED },
    { "{\"sqlConnectionString\":\"x\"}", REFUSED },
    { "{\"productId\":\"DynamicsBC\"}", "Application_FieldValidationException" },
    { "{\"productId\":\"DynamicsBC\",\"sqlConnectionString\":null}", "Application_FieldValidationException" },
    { "{\"productId\":\"DynamicsBC\",\"sqlServerType\":\"AzureSQL\",\"sqlConnectionString\":\"nonsense\"}",
      REFUSED },
    { "{\"productId\":\"DynamicsBC\",\"sqlServerType\":\"AzureSQL\","
      "\"sqlConnectionString\":\"Server=S;Database=Other;User Id=U;Password=P;\"}",
      REFUSED },
    { "{\"productId\":\"DynamicsGP\",\"sqlServerType\":\"AzureSQL\",\"sqlConnectionString\":"
      "\"" FACE_CONNECTION_STRING "\"}",
      REFUSED },
    { "{\"productId\":\"DynamicsBC\",\"sqlServerType\":\"Oracle\",\"sqlConnectionString\":\"x\"}",
      "BadRequest" },
    { "{\"productId\":5,\"sqlConnectionString\":\"x\"}", "BadRequest" },
    { "{\"productId\":[\"DynamicsBC\"],\"sqlConnectionString\":\"x\"}", "BadRequest" },
    { "{\"productId\":\"DynamicsBC\",\"sqlConnectionString\":{}}", "BadRequest" },
    { "{\"productId\":\"DynamicsBC\",\"password\":\"x\"}", "BadRequest" },
    { "{\"id\":\"" FACE_NO_GUID "\"}", "BadRequest_InvalidOperation" },
    { "{\"runtimeKey\":\"x\"}", "BadRequest_InvalidOperation" },
    { "[1]", "BadRequest" },
    { "{\"productId\":", "BadRequest" },
    { "hello", "BadRequest" },
  };
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (GString) long_name = g_string_new ("{\"productId\":\"");
  g_autoptr (FaceAnswer) too_long = NULL;

  face_fixture_open (&face);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (FaceAnswer) answer = NULL;

      g_test_message ("%s", CASES[i].body);
      answer = face_post (&face, "setupCloudMigration", CASES[i].body);
      face_assert_error (answer, 400, CASES[i].code, NULL);
      g_assert_null (strstr (answer->reply->body->str, "secret-word"));
    }
  for (guint i = 0; i < 10000; i++)
    g_string_append (long_name, "ø");
  g_string_append (long_name, "\"}");
  too_long = face_post (&face, "setupCloudMigration", long_name->str);
  face_assert_error (too_long, 400, "Application_StringExceededLength", "10000");

  /* Nothing of all this left a row; one that is there can't get a second. */
  g_assert_cmpint (sandbox_store_query_int (face.store, -1, "SELECT count (*) FROM setup", ""), ==, 0);
  face_set_up (&face, "DynamicsBC");
  face_expect_refusal (
    face_post (&face, "setupCloudMigration",
               "{\"productId\":\"DynamicsBC\",\"sqlConnectionString\":\"" FACE_CONNECTION_STRING "\"}"),
    "one setup");
}

static void
test_setup_log_entry (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) log = NULL;
  g_autoptr (FaceAnswer) mappings = NULL;
  g_autoptr (FaceAnswer) again = NULL;

  face_fixture_open (&face);
  face_set_up (&face, "DynamicsBCLast");
  log = face_get (&face, "cloudMigrationStatus", NULL);
  g_assert_cmpuint (json_array_get_length (face_value (log)), ==, 1);
  g_assert_cmpstr (face_row_text (log, 0, "status"), ==, "Completed");
  g_assert_cmpstr (face_row_text (log, 0, "source"), ==, "Dynamics 365 Business Central - earlier versions");
  g_assert_nonnull (strstr (face_row_text (log, 0, "details"), "set up"));
  mappings = face_get (&face, "tableMappings", NULL);
  g_assert_cmpuint (json_array_get_length (face_value (mappings)), >, 0);
  /* Completing again neither doubles the mappings nor brings back deleted ones twice. */
  face_expect_done (face_act (&face, "setupCloudMigration", NULL, "completeSetup", NULL), 204);
  again = face_get (&face, "tableMappings", NULL);
  g_assert_cmpuint (json_array_get_length (face_value (again)), ==,
                    json_array_get_length (face_value (mappings)));
}

static void
test_etags (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) list = NULL;
  g_autoptr (FaceAnswer) missing = NULL;
  g_autoptr (FaceAnswer) malformed = NULL;
  g_autoptr (FaceAnswer) changed = NULL;
  g_autoptr (FaceAnswer) stale = NULL;
  g_autoptr (FaceAnswer) fresh = NULL;
  g_autoptr (FaceAnswer) any = NULL;
  g_autoptr (FaceAnswer) gone = NULL;
  g_autofree char *path = NULL;
  g_autofree char *etag = NULL;

  face_fixture_open (&face);
  list = face_get (&face, "cloudMigrationCompanies", NULL);
  etag = g_strdup (face_row_text (list, 0, "@odata.etag"));
  path = g_strdup_printf ("cloudMigrationCompanies(%s)", face_row_text (list, 0, "id"));

  missing = face_patch (&face, path, "{\"replicate\":true}", NULL);
  face_assert_error (missing, 400, "BadRequest_InvalidToken", NULL);
  malformed = face_patch (&face, path, "{\"replicate\":true}", "xyz");
  face_assert_error (malformed, 400, "BadRequest_InvalidToken", NULL);
  changed = face_patch (&face, path, "{\"replicate\":true}", etag);
  g_assert_cmpuint (changed->status, ==, 200);
  g_assert_true (json_object_get_boolean_member (changed->object, "replicate"));
  g_assert_cmpstr (face_text (changed, "@odata.etag"), !=, etag);
  g_assert_cmpstr (face_text (changed, "@odata.etag"), ==, changed->reply->etag);
  stale = face_patch (&face, path, "{\"replicate\":false}", etag);
  face_assert_error (stale, 409, "Request_EntityChanged", NULL);
  fresh = face_patch (&face, path, "{\"replicate\":false}", face_text (changed, "@odata.etag"));
  g_assert_cmpuint (fresh->status, ==, 200);
  any = face_patch (&face, path, "{\"replicate\":true}", "*");
  g_assert_cmpuint (any->status, ==, 200);
  gone = face_patch (&face, "cloudMigrationCompanies(" FACE_NO_GUID ")", "{\"replicate\":true}", "*");
  face_assert_error (gone, 404, "Internal_RecordNotFound", FACE_NO_GUID);
}

static void
test_prefer_minimal (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;
  g_autoptr (FaceAnswer) answer = NULL;

  face_fixture_open (&face);
  id = face_first_id (&face, "cloudMigrationCompanies", NULL);
  path = g_strdup_printf (FACE_PUBLISHED "companies(%s)/cloudMigrationCompanies(%s)", face.company, id);
  answer = face_send (&face, "PATCH", path, NULL, "{\"replicate\":true}", "*", "return=minimal");
  g_assert_cmpuint (answer->status, ==, 204);
  g_assert_cmpuint (answer->reply->body->len, ==, 0);
}

static void
test_company_refusals (void)
{
  static const struct
  {
    const char *body;
    const char *code;
  } CASES[] = {
    { "{\"replicate\":\"true\"}", "BadRequest" },
    { "{\"replicate\":1}", "BadRequest" },
    { "{\"replicate\":null}", "BadRequest" },
    { "{\"name\":\"New\"}", "BadRequest_InvalidOperation" },
    { "{\"replicate\":true,\"status\":\"Completed\"}", "BadRequest_InvalidOperation" },
    { "{\"unknown\":true}", "BadRequest" },
  };
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;
  static const char *const NAMES[] = { "A/B", " A", "A ", "A\nB", "A\rB" };

  face_fixture_open (&face);
  id = face_first_id (&face, "cloudMigrationCompanies", NULL);
  path = g_strdup_printf ("cloudMigrationCompanies(%s)", id);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (FaceAnswer) answer = face_patch (&face, path, CASES[i].body, "*");

      face_assert_error (answer, 400, CASES[i].code, NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      g_autoptr (GError) error = NULL;

      sandbox_store_exec (face.store, &error, "UPDATE companies SET name = ? WHERE id = ?", "ss", NAMES[i],
                          id);
      g_assert_no_error (error);
      face_expect_refusal (face_patch (&face, path, "{\"replicate\":true}", "*"), "company name");
    }
  face_execute (&face, "UPDATE companies SET status = 'InProgress'");
  face_expect_refusal (face_patch (&face, path, "{\"replicate\":true}", "*"), "being created");
}

static void
test_company_creation (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) list = NULL;
  g_autofree char *id = NULL;

  face_fixture_open (&face);
  face_expect_refusal (
    face_act (&face, "cloudMigrationCompanies", NULL, "createCompaniesMarkedForReplication", NULL),
    "not enabled");
  face_set_up (&face, "DynamicsBC");
  face_expect_refusal (
    face_act (&face, "cloudMigrationCompanies", NULL, "createCompaniesMarkedForReplication", NULL),
    "No companies");
  id = face_first_id (&face, "cloudMigrationCompanies", NULL);
  face_expect_refusal (face_act (&face, "cloudMigrationCompanies", id, "initializeCompany", NULL),
                       "not been created");
  face_expect_refusal (face_act (&face, "ferry:cloudMigrationCompanies", id, "markAsInitialized", NULL),
                       "not been created");
  face_create_companies (&face, 1);
  list = face_get (&face, "cloudMigrationCompanies", NULL);
  g_assert_cmpstr (face_row_text (list, 0, "status"), ==, "Completed");
  g_assert_cmpstr (face_row_text (list, 0, "companyInitializationStatus"), ==, "Not Initialized");

  face_expect_done (face_act (&face, "ferry:cloudMigrationCompanies", id, "markAsInitialized", NULL), 204);
  face_expect_refusal (face_act (&face, "cloudMigrationStatus", NULL, "runDataUpgrade", NULL), "needs no");
  face_set_setting (&face, SANDBOX_SETTING_CREATION_STATUS, "InProgress");
  face_expect_refusal (
    face_act (&face, "cloudMigrationCompanies", id, "createCompaniesMarkedForReplication", NULL),
    "being created");
  face_expect_refusal (face_act (&face, "cloudMigrationCompanies", id, "initializeCompany", NULL),
                       "being created");
  face_expect_refusal (face_act (&face, "ferry:cloudMigrationCompanies", id, "markAsNotInitialized", NULL),
                       "being created");
  face_set_setting (&face, SANDBOX_SETTING_CREATION_STATUS, "Completed");
  face_expect_done (face_act (&face, "ferry:cloudMigrationCompanies", id, "markAsNotInitialized", NULL), 204);
  face_expect_done (face_act (&face, "cloudMigrationCompanies", id, "initializeCompany", NULL), 200);
  sandbox_engine_wait_idle (face.engine);
  g_clear_pointer (&list, face_answer_free);
  list = face_get (&face, "cloudMigrationCompanies", NULL);
  g_assert_cmpstr (face_row_text (list, 0, "companyInitializationStatus"), ==, "Initialized");
}

/* Domain §2.4: every reason not to start. */
static void
test_run_refusals (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *id = NULL;
  g_autofree char *now = sandbox_store_now ();
  g_autofree char *running = NULL;
  g_autofree char *forgotten = NULL;

  face_fixture_open (&face);
  id = face_add_run (&face, TWO_DAYS_AGO, "Normal", "Completed");
  face_expect_refusal (face_act (&face, "cloudMigrationStatus", id, "runReplication", NULL), "not enabled");
  face_set_up (&face, "DynamicsBC");
  face_create_companies (&face, 1);

  face_set_setting (&face, SANDBOX_SETTING_CREATION_STATUS, "InProgress");
  face_expect_refusal (face_act (&face, "cloudMigrationStatus", id, "runReplication", NULL), "being created");
  face_set_setting (&face, SANDBOX_SETTING_CREATION_STATUS, "Failed");
  face_set_setting (&face, SANDBOX_SETTING_CREATION_ERROR, "no room left");
  face_expect_refusal (face_act (&face, "cloudMigrationStatus", id, "runReplication", NULL), "no room left");
  face_set_setting (&face, SANDBOX_SETTING_CREATION_STATUS, "Completed");

  running = face_add_run (&face, now, "Normal", "InProgress");
  face_expect_refusal (face_act (&face, "cloudMigrationStatus", id, "runReplication", NULL),
                       "already in progress");
  face_expect_refusal (face_act (&face, "ferry:migrationOverview", NULL, "runDiagnostic", NULL),
                       "already in progress");
  face_expect_refusal (face_act (&face, "cloudMigrationStatus", id, "resetCloudData", NULL),
                       "already in progress");
  face_expect_refusal (face_act (&face, "cloudMigrationStatus", id, "runDataUpgrade", NULL),
                       "already in progress");
  face_expect_refusal (face_act (&face, "ferry:migrationOverview", NULL, "pauseMigration", "{}"),
                       "already in progress");
  face_expect_refusal (face_act (&face, "ferry:migrationOverview", NULL, "updateService", "{}"),
                       "already in progress");
  face_execute (&face, "UPDATE runs SET status = 'UpgradeInProgress' WHERE status = 'InProgress'");
  face_expect_refusal (face_act (&face, "cloudMigrationStatus", id, "runReplication", NULL),
                       "already in progress");
  face_execute (&face, "DELETE FROM runs WHERE status = 'UpgradeInProgress'");

  /* One that has been going on for more than a day is no reason. */
  forgotten = face_add_run (&face, TWO_DAYS_AGO, "Normal", "InProgress");
  face_expect_done (face_act (&face, "cloudMigrationStatus", id, "runReplication", NULL), 204);
  sandbox_engine_wait_idle (face.engine);
}

static void
test_run_without_companies (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) log = NULL;

  face_fixture_open (&face);
  face_set_up (&face, "DynamicsBC");
  face_expect_done (face_act (&face, "cloudMigrationStatus", NULL, "runReplication", NULL), 204);
  log = face_get (&face, "cloudMigrationStatus", NULL);
  g_assert_cmpuint (json_array_get_length (face_value (log)), ==, 2);
  g_assert_cmpstr (face_row_text (log, 0, "status"), ==, "Failed");
  g_assert_nonnull (strstr (face_row_text (log, 0, "details"), "50003"));
}

static void
test_run_and_location (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) started = NULL;
  g_autoptr (FaceAnswer) log = NULL;

  face_fixture_open (&face);
  face_set_up (&face, "DynamicsBCLast");
  face_create_companies (&face, 1);
  started = face_act (&face, "cloudMigrationStatus", NULL, "runReplication", NULL);
  g_assert_cmpuint (started->status, ==, 204);
  g_assert_cmpuint (started->reply->body->len, ==, 0);
  g_assert_nonnull (strstr (started->reply->location, "sourceProductTypes"));
  sandbox_engine_wait_idle (face.engine);
  log = face_get (&face, "cloudMigrationStatus", "$top=1");
  g_assert_cmpstr (face_row_text (log, 0, "replicationType"), ==, "Full");
  g_assert_cmpstr (face_row_text (log, 0, "status"), ==, "Upgrade Pending");
  face_expect_done (face_act (&face, "cloudMigrationStatus", NULL, "refreshStatus", "{}"), 204);
}

/* Domain §2.7: every reason not to upgrade, and its order. */
static void
test_upgrade_refusals (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *run = NULL;

  face_fixture_open (&face);
  face_set_up (&face, "DynamicsBCLast");
  face_execute (&face, "DELETE FROM runs");
  before = face_add_run (&face, "2020-01-01T00:00:00.000Z", "Full", "UpgradePending");
  run = face_add_run (&face, "2020-01-02T00:00:00.000Z", "Normal", "Completed");
  face_add_details (&face, run, "CRONUS", "Failed", "2020-01-02T00:00:01.000Z", 2);

  face_expect_refusal (face_act (&face, "cloudMigrationStatus", before, "runDataUpgrade", NULL),
                       "latest run");
  face_expect_refusal (face_act (&face, "cloudMigrationStatus", run, "runDataUpgrade", NULL), "2 failed");
  face_execute (&face, "DELETE FROM run_details");
  face_expect_refusal (face_act (&face, "cloudMigrationStatus", run, "runDataUpgrade", NULL), "not waiting");
  face_execute (&face, "UPDATE runs SET status = 'UpgradePending'");
  face_expect_refusal (face_act (&face, "cloudMigrationStatus", run, "runDataUpgrade", NULL), "No companies");
  face_execute (&face, "UPDATE companies SET replicate = 1, upgrade_state = 'Pending' WHERE seq <= 2");
  face_execute (&face, "UPDATE companies SET upgrade_state = '' WHERE seq = 2");
  face_expect_refusal (face_act (&face, "cloudMigrationStatus", run, "runDataUpgrade", NULL),
                       "not ready for it");
  face_execute (&face, "UPDATE companies SET upgrade_state = 'Failed' WHERE seq = 1");
  face_expect_refusal (face_act (&face, "cloudMigrationStatus", run, "runDataUpgrade", NULL),
                       "failed for these");
  face_set_setting (&face, SANDBOX_SETTING_ENABLED, "0");
  face_expect_refusal (face_act (&face, "cloudMigrationStatus", run, "runDataUpgrade", NULL), "not enabled");
}

/* A table is failed until it succeeds later; a diagnostic run has no say in it. */
static void
test_failed_tables (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *run = NULL;
  g_autofree char *diagnostic = NULL;
  g_autofree char *later = NULL;

  face_fixture_open (&face);
  run = face_add_run (&face, "2020-01-01T00:00:00.000Z", "Full", "Completed");
  face_add_details (&face, run, "A", "Failed", "2020-01-01T00:00:01.000Z", 3);
  g_assert_cmpint (sandbox_store_query_int (face.store, -1, "SELECT count (*) FROM failed_tables", ""), ==,
                   3);
  diagnostic = face_add_run (&face, "2020-01-02T00:00:00.000Z", "Diagnostic", "Completed");
  face_add_details (&face, diagnostic, "A", "Successful", "2020-01-02T00:00:01.000Z", 3);
  face_add_details (&face, diagnostic, "B", "Failed", "2020-01-02T00:00:01.000Z", 3);
  g_assert_cmpint (sandbox_store_query_int (face.store, -1, "SELECT count (*) FROM failed_tables", ""), ==,
                   3);
  later = face_add_run (&face, "2020-01-03T00:00:00.000Z", "Normal", "Completed");
  face_add_details (&face, later, "A", "Successful", "2020-01-03T00:00:01.000Z", 2);
  face_add_details (&face, later, "B", "NotStarted", "", 3);
  g_assert_cmpint (sandbox_store_query_int (face.store, -1, "SELECT count (*) FROM failed_tables", ""), ==,
                   1);
}

static void
test_ending (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) overview = NULL;
  g_autoptr (FaceAnswer) log = NULL;
  g_autofree char *run = NULL;
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;

  face_fixture_open (&face);
  id = face_add_run (&face, TWO_DAYS_AGO, "Normal", "Completed");
  face_expect_refusal (face_act (&face, "cloudMigrationStatus", id, "completeCloudMigration", NULL),
                       "not enabled");
  face_expect_refusal (face_act (&face, "cloudMigrationStatus", id, "disableReplication", NULL),
                       "not enabled");
  face_expect_refusal (face_act (&face, "ferry:migrationOverview", NULL, "pauseMigration", NULL),
                       "not enabled");
  face_set_up (&face, "DynamicsBCLast");
  path = face_first_id (&face, "setupCloudMigration", NULL);

  face_expect_done (face_act (&face, "ferry:migrationOverview", NULL, "pauseMigration",
                              "{\"reason\":\"month’s end \\\"closing\\\"\"}"),
                    204);
  overview = face_get (&face, "ferry:migrationOverview", NULL);
  g_assert_cmpstr (face_row_text (overview, 0, "disabledReason"), ==, "Paused");
  log = face_get (&face, "cloudMigrationStatus", "$top=1");
  g_assert_nonnull (strstr (face_row_text (log, 0, "details"), "month’s end \"closing\""));
  g_clear_pointer (&overview, face_answer_free);

  face_expect_done (face_act (&face, "setupCloudMigration", NULL, "completeSetup", NULL), 204);
  face_expect_done (
    face_act (&face, "ferry:migrationOverview", NULL, "abandonMigration", "{\"reason\":null}"), 204);
  overview = face_get (&face, "ferry:migrationOverview", NULL);
  g_assert_cmpstr (face_row_text (overview, 0, "disabledReason"), ==, "Abandoned");
  g_clear_pointer (&overview, face_answer_free);

  /* Set up again, then completed although a table is failed: the service lets it pass. */
  face_expect_refusal (face_act (&face, "setupCloudMigration", NULL, "completeSetup", NULL), "not connected");
  {
    g_autofree char *address = g_strdup_printf ("setupCloudMigration(%s)", path);

    face_expect_done (face_patch (&face, address,
                                  "{\"sqlServerType\":\"AzureSQL\",\"sqlConnectionString\":"
                                  "\"" FACE_CONNECTION_STRING "\"}",
                                  "*"),
                      200);
  }
  face_expect_done (face_act (&face, "setupCloudMigration", NULL, "completeSetup", NULL), 204);
  run = face_add_run (&face, "2020-01-01T00:00:00.000Z", "Full", "UpgradePending");
  face_add_details (&face, run, "A", "Failed", "2020-01-01T00:00:01.000Z", 1);
  face_expect_done (face_act (&face, "cloudMigrationStatus", NULL, "completeCloudMigration", NULL), 204);
  overview = face_get (&face, "ferry:migrationOverview", NULL);
  g_assert_cmpstr (face_row_text (overview, 0, "disabledReason"), ==, "Completed");
  face_expect_refusal (face_act (&face, "cloudMigrationStatus", NULL, "runReplication", NULL), "not enabled");
}

static void
test_disable (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) overview = NULL;

  face_fixture_open (&face);
  face_set_up (&face, "DynamicsBC");
  face_expect_done (face_act (&face, "cloudMigrationStatus", NULL, "disableReplication", NULL), 204);
  overview = face_get (&face, "ferry:migrationOverview", NULL);
  g_assert_cmpstr (face_row_text (overview, 0, "disabledReason"), ==, " ");
  g_assert_nonnull (strstr (face_row_text (overview, 0, "statusText"), "disabled"));
}

static void
test_reset_cloud_data (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) log = NULL;

  face_fixture_open (&face);
  face_set_up (&face, "DynamicsBC");
  face_create_companies (&face, 1);
  for (guint i = 0; i < 2; i++)
    {
      face_expect_done (face_act (&face, "cloudMigrationStatus", NULL, "runReplication", NULL), 204);
      sandbox_engine_wait_idle (face.engine);
    }
  face_expect_done (face_act (&face, "cloudMigrationStatus", NULL, "resetCloudData", NULL), 204);
  sandbox_engine_wait_idle (face.engine);
  face_expect_done (face_act (&face, "cloudMigrationStatus", NULL, "runReplication", NULL), 204);
  sandbox_engine_wait_idle (face.engine);
  log = face_get (&face, "cloudMigrationStatus", "$filter=tablesSuccessful%20gt%200");
  g_assert_cmpstr (face_row_text (log, 0, "replicationType"), ==, "Full");
  g_assert_cmpstr (face_row_text (log, 1, "replicationType"), ==, "Normal");
  g_assert_cmpstr (face_row_text (log, 2, "replicationType"), ==, "Full");
}

static void
test_unknown_actions (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) unknown = NULL;
  g_autoptr (FaceAnswer) other_set = NULL;
  g_autoptr (FaceAnswer) nobody = NULL;
  g_autofree char *run = NULL;

  face_fixture_open (&face);
  run = face_add_run (&face, TWO_DAYS_AGO, "Full", "Completed");
  unknown = face_act (&face, "cloudMigrationStatus", run, "makeCoffee", NULL);
  face_assert_error (unknown, 404, "BadRequest_NotFound", "makeCoffee");
  other_set = face_act (&face, "cloudMigrationStatus", run, "completeSetup", NULL);
  face_assert_error (other_set, 404, "BadRequest_NotFound", "completeSetup");
  nobody = face_act (&face, "cloudMigrationStatus", FACE_NO_GUID, "runReplication", NULL);
  face_assert_error (nobody, 404, "Internal_RecordNotFound", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/lifecycle/setup/runtime", test_setup_with_runtime);
  g_test_add_func ("/sandbox/lifecycle/setup/installed", test_setup_installed);
  g_test_add_func ("/sandbox/lifecycle/setup/forgets-connection", test_setup_forgets_connection);
  g_test_add_func ("/sandbox/lifecycle/setup/refusals", test_setup_refusals);
  g_test_add_func ("/sandbox/lifecycle/setup/log-entry", test_setup_log_entry);
  g_test_add_func ("/sandbox/lifecycle/etags", test_etags);
  g_test_add_func ("/sandbox/lifecycle/prefer-minimal", test_prefer_minimal);
  g_test_add_func ("/sandbox/lifecycle/companies/refusals", test_company_refusals);
  g_test_add_func ("/sandbox/lifecycle/companies/creation", test_company_creation);
  g_test_add_func ("/sandbox/lifecycle/runs/refusals", test_run_refusals);
  g_test_add_func ("/sandbox/lifecycle/runs/without-companies", test_run_without_companies);
  g_test_add_func ("/sandbox/lifecycle/runs/location", test_run_and_location);
  g_test_add_func ("/sandbox/lifecycle/runs/failed-tables", test_failed_tables);
  g_test_add_func ("/sandbox/lifecycle/runs/reset", test_reset_cloud_data);
  g_test_add_func ("/sandbox/lifecycle/upgrade-refusals", test_upgrade_refusals);
  g_test_add_func ("/sandbox/lifecycle/ending/all", test_ending);
  g_test_add_func ("/sandbox/lifecycle/ending/disable", test_disable);
  g_test_add_func ("/sandbox/lifecycle/unknown-actions", test_unknown_actions);
  return g_test_run ();
}
