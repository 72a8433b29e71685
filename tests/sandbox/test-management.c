/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The management API: diagnostic run, repair, keys, settings, overview, capabilities. */
#include "face-fixture.h"

#include "sandbox-catalog.h"

#include <string.h>

static void
test_diagnostic (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) log = NULL;

  face_fixture_open (&face);
  face_set_up (&face, "DynamicsBC");
  face_create_companies (&face, 1);
  face_expect_done (face_act (&face, "ferry:migrationOverview", NULL, "runDiagnostic", NULL), 204);
  sandbox_engine_wait_idle (face.engine);
  log = face_get (&face, "cloudMigrationStatus", "$top=1");
  g_assert_cmpstr (face_row_text (log, 0, "replicationType"), ==, "Diagnostic");
  g_assert_cmpint (
    json_object_get_int_member (json_array_get_object_element (face_value (log), 0), "tablesRemaining"), ==,
    0);
  /* What it finds blocks nothing. */
  g_assert_cmpint (sandbox_store_query_int (face.store, -1, "SELECT count (*) FROM failed_tables", ""), ==,
                   0);
}

#define COUNT "SELECT count (*) FROM \"%w\""

/* Records that are taken away are there again, and data repair is completed. */
static void
test_repair (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) overview = NULL;
  g_autoptr (FaceAnswer) repaired = NULL;
  g_autofree char *company = NULL;
  g_autofree char *table = NULL;
  gint64 before;

  face_fixture_open (&face);
  face_expect_refusal (face_act (&face, "ferry:migrationOverview", NULL, "repairCompanionTables", NULL),
                       "not enabled");
  face_set_up (&face, "DynamicsBCLast");
  face_expect_refusal (face_act (&face, "ferry:migrationOverview", NULL, "repairCompanionTables", NULL),
                       "nothing was");
  face_create_companies (&face, 1);
  face_expect_done (face_act (&face, "cloudMigrationStatus", NULL, "runReplication", NULL), 204);
  sandbox_engine_wait_idle (face.engine);

  company = face_company_name (&face, 1);
  table = sandbox_sql_name (company, "Customer", SANDBOX_APP_BASE, TRUE);
  before = face_cloud_int (&face, COUNT, table);
  g_assert_cmpint (before, >, 3);
  face_cloud_execute (&face, "DELETE FROM \"%w\" WHERE \"No_\" IN (SELECT \"No_\" FROM \"%w\" LIMIT 3)",
                      table, table);
  g_assert_cmpint (face_cloud_int (&face, COUNT, table), ==, before - 3);
  repaired = face_act (&face, "ferry:migrationOverview", NULL, "repairCompanionTables", NULL);
  g_assert_cmpuint (repaired->status, ==, 200);
  g_assert_cmpint (json_object_get_int_member (repaired->object, "count"), ==, 3);
  g_assert_cmpint (face_cloud_int (&face, COUNT, table), ==, before);
  g_clear_pointer (&repaired, face_answer_free);
  repaired = face_act (&face, "ferry:migrationOverview", NULL, "repairCompanionTables", NULL);
  g_assert_cmpint (json_object_get_int_member (repaired->object, "count"), ==, 0);
  face_expect_done (face_act (&face, "ferry:migrationOverview", NULL, "runDiagnostic", NULL), 204);
  sandbox_engine_wait_idle (face.engine);
  overview = face_get (&face, "ferry:migrationOverview", NULL);
  g_assert_cmpstr (face_row_text (overview, 0, "dataRepairStatus"), ==, "Completed");
}

static void
test_runtime_keys (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) made = NULL;
  g_autoptr (FaceAnswer) keys = NULL;
  g_autoptr (FaceAnswer) again = NULL;

  face_fixture_open (&face);
  face_expect_refusal (face_act (&face, "ferry:migrationOverview", NULL, "getRuntimeKeys", NULL),
                       "no integration runtime");
  made = face_post (&face, "setupCloudMigration",
                    "{\"productId\":\"DynamicsBC\",\"sqlConnectionString\":\"" FACE_CONNECTION_STRING "\"}");
  keys = face_act (&face, "ferry:migrationOverview", NULL, "getRuntimeKeys", NULL);
  g_assert_cmpstr (face_text (keys, "primaryKey"), ==, face_text (made, "runtimeKey"));
  again = face_act (&face, "ferry:migrationOverview", NULL, "resetRuntimeKeys", NULL);
  g_assert_cmpstr (face_text (again, "primaryKey"), !=, face_text (keys, "primaryKey"));
  g_assert_cmpstr (face_text (again, "secondaryKey"), !=, face_text (keys, "secondaryKey"));
  g_clear_pointer (&keys, face_answer_free);
  keys = face_act (&face, "ferry:migrationOverview", NULL, "getRuntimeKeys", NULL);
  g_assert_cmpstr (face_text (keys, "primaryKey"), ==, face_text (again, "primaryKey"));
}

static void
test_service_settings (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) overview = NULL;
  g_autoptr (FaceAnswer) wrong = NULL;
  g_autoptr (FaceAnswer) missing = NULL;

  face_fixture_open (&face);
  face_expect_done (face_act (&face, "ferry:migrationOverview", NULL, "setUseNewUi", "{\"value\":false}"),
                    204);
  face_expect_done (
    face_act (&face, "ferry:migrationOverview", NULL, "setKeepUserPermissions", "{\"value\":true}"), 204);
  face_expect_done (face_act (&face, "ferry:migrationOverview", NULL, "updateService", NULL), 204);
  face_expect_refusal (face_act (&face, "ferry:migrationOverview", NULL, "updateService", NULL),
                       "latest version");
  overview = face_get (&face, "ferry:migrationOverview", NULL);
  g_assert_cmpstr (face_row_text (overview, 0, "deployedVersion"), ==,
                   face_row_text (overview, 0, "latestVersion"));
  g_assert_false (
    json_object_get_boolean_member (json_array_get_object_element (face_value (overview), 0), "useNewUi"));
  g_assert_true (json_object_get_boolean_member (json_array_get_object_element (face_value (overview), 0),
                                                 "keepUserPermissions"));
  wrong = face_act (&face, "ferry:migrationOverview", NULL, "setUseNewUi", "{\"value\":\"yes\"}");
  face_assert_error (wrong, 400, "BadRequest", "value");
  missing = face_act (&face, "ferry:migrationOverview", NULL, "setUseNewUi", "{}");
  face_assert_error (missing, 400, "BadRequest_RequiredParamNotProvided", "value");
}

static gint64
overview_integer (FaceAnswer *overview, const char *member)
{
  return json_object_get_int_member (json_array_get_object_element (face_value (overview), 0), member);
}

/* Totals over all runs after domain §2.3. */
static void
test_overview_totals (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *entry = NULL;
  g_autoptr (FaceAnswer) overview = NULL;

  face_fixture_open (&face);
  first = face_add_run (&face, "2020-01-01T00:00:00.000Z", "Full", "Completed");
  face_add_details (&face, first, "A", "Successful", "2020-01-01T00:00:01.000Z", 10);
  face_add_details (&face, first, "B", "Failed", "2020-01-01T00:00:01.000Z", 4);
  face_add_details (&face, first, "C", "Warning", "2020-01-01T00:00:01.000Z", 2);
  second = face_add_run (&face, "2020-01-02T00:00:00.000Z", "Normal", "Completed");
  face_add_details (&face, second, "A", "Failed", "2020-01-02T00:00:01.000Z", 1);
  face_add_details (&face, second, "B", "Successful", "2020-01-02T00:00:01.000Z", 3);
  face_add_details (&face, second, "D", "NotStarted", "", 5);
  face_add_details (&face, second, "E", "InProgress", "", 1);
  face_add_details (&face, second, "C", "Warning", "2020-01-02T00:00:01.000Z", 1);
  entry = face_add_run (&face, "2020-01-03T00:00:00.000Z", "Normal", "Completed");
  overview = face_get (&face, "ferry:migrationOverview", NULL);
  g_assert_cmpint (overview_integer (overview, "tablesSuccessful"), ==, 9 + 3);
  g_assert_cmpint (overview_integer (overview, "tablesFailed"), ==, 1 + 1);
  g_assert_cmpint (overview_integer (overview, "tablesRemaining"), ==, 6);
  g_assert_cmpint (overview_integer (overview, "tablesWithWarnings"), ==, 1);
  g_assert_cmpint (overview_integer (overview, "companiesTotal"), ==, 4);
}

static void
assert_status_text (FaceFixture *face, const char *part, const char *style)
{
  g_autoptr (FaceAnswer) overview = face_get (face, "ferry:migrationOverview", NULL);

  if (strstr (face_row_text (overview, 0, "statusText"), part) == NULL)
    g_error ("“%s” is not in “%s”", part, face_row_text (overview, 0, "statusText"));
  g_assert_cmpstr (face_row_text (overview, 0, "statusStyle"), ==, style);
}

/* Domain §3: the first that applies, from the last to the first. */
static void
test_overview_status (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *run = NULL;

  face_fixture_open (&face);
  face_set_up (&face, "DynamicsBCLast");
  face_execute (&face, "DELETE FROM runs");
  assert_status_text (&face, "Ready", "Favorable");
  run = face_add_run (&face, "2020-01-01T00:00:00.000Z", "Full", "UpgradeInProgress");
  assert_status_text (&face, "upgrade is in progress", "Ambiguous");
  face_execute (&face, "UPDATE runs SET status = 'UpgradeFailed'");
  assert_status_text (&face, "upgrade failed", "Unfavorable");
  face_execute (&face, "UPDATE companies SET upgrade_state = 'Completed' WHERE seq = 1");
  assert_status_text (&face, "upgrade is completed", "Favorable");
  face_add_details (&face, run, "A", "Failed", "2020-01-01T00:00:01.000Z", 1);
  assert_status_text (&face, "A table has failed", "Unfavorable");
  face_add_details (&face, run, "B", "Failed", "2020-01-01T00:00:01.000Z", 2);
  assert_status_text (&face, "3 tables have failed", "Unfavorable");
  face_execute (&face, "UPDATE runs SET details = 'Something to tell.'");
  assert_status_text (&face, "Something to tell.", "Standard");
  face_execute (&face, "UPDATE runs SET repair_status = 'Pending'");
  assert_status_text (&face, "being repaired", "Ambiguous");
  face_execute (&face, "UPDATE runs SET status = 'InProgress'");
  assert_status_text (&face, "Replication is in progress", "Ambiguous");
  face_execute (&face, "UPDATE runs SET replication_type = 'Diagnostic'");
  assert_status_text (&face, "diagnostic run is in progress", "Ambiguous");
  face_set_setting (&face, SANDBOX_SETTING_CREATION_STATUS, "Failed");
  assert_status_text (&face, "Creating companies failed", "Unfavorable");
  face_set_setting (&face, SANDBOX_SETTING_CREATION_STATUS, "InProgress");
  assert_status_text (&face, "being created", "Ambiguous");
  face_set_setting (&face, SANDBOX_SETTING_ENABLED, "0");
  assert_status_text (&face, "disabled", "Ambiguous");
  face_set_setting (&face, SANDBOX_SETTING_DISABLED_REASON, "Paused");
  assert_status_text (&face, "paused", "Ambiguous");
  face_set_setting (&face, SANDBOX_SETTING_DISABLED_REASON, "Abandoned");
  assert_status_text (&face, "abandoned", "Unfavorable");
  face_set_setting (&face, SANDBOX_SETTING_DISABLED_REASON, "Completed");
  assert_status_text (&face, "completed", "Favorable");
}

static gboolean
is_served (const char *name)
{
  const SandboxEntitySet *const *sets = sandbox_entity_set_list ();
  gboolean served = sandbox_entity_set_find (SANDBOX_GROUP_MANAGEMENT, name) != NULL;

  for (guint i = 0; sets[i] != NULL; i++)
    served = served || sandbox_lifecycle_has_action (SANDBOX_GROUP_MANAGEMENT, sets[i], name);
  return served;
}

/* A row for each set and each action, and for nothing else. */
static void
test_capabilities (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) list = NULL;
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  const SandboxEntitySet *const *sets = sandbox_entity_set_list ();

  face_fixture_open (&face);
  list = face_get (&face, "ferry:capabilities", NULL);
  for (guint i = 0; i < json_array_get_length (face_value (list)); i++)
    {
      const char *name = face_row_text (list, i, "name");

      g_test_message ("%s", name);
      g_assert_true (g_hash_table_add (names, (gpointer) name));
      g_assert_true (is_served (name));
      g_assert_true (
        json_object_get_boolean_member (json_array_get_object_element (face_value (list), i), "available"));
      g_assert_cmpstr (face_row_text (list, i, "reason"), ==, "");
    }
  for (guint i = 0; sets[i] != NULL; i++)
    {
      g_auto (GStrv) actions = sandbox_lifecycle_list_actions (SANDBOX_GROUP_MANAGEMENT, sets[i]);

      if ((sets[i]->groups & SANDBOX_GROUP_MANAGEMENT) != 0)
        g_assert_true (g_hash_table_contains (names, sets[i]->name));
      for (guint j = 0; actions[j] != NULL; j++)
        g_assert_true (g_hash_table_contains (names, actions[j]));
    }
}

/* An environment that offers a part only, and one that does so from one moment to the next. */
static void
test_withdrawn (void)
{
  static const char *const WITHOUT[] = { "cloudUsers", "updateService", NULL };
  const SandboxRouterConfig config
    = { .tenant = FACE_TENANT, .environment = FACE_ENVIRONMENT, .without = WITHOUT };
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) before = NULL;
  g_autoptr (FaceAnswer) list = NULL;
  g_autoptr (FaceAnswer) users = NULL;
  g_autoptr (FaceAnswer) update = NULL;
  g_autoptr (FaceAnswer) again = NULL;
  guint withdrawn = 0;

  face_fixture_open (&face);
  before = face_get (&face, "ferry:cloudUsers", NULL);
  g_assert_cmpuint (json_array_get_length (face_value (before)), >, 0);
  sandbox_router_free (face.router);
  face.router = sandbox_router_new (face.store, face.lifecycle, &config);

  list = face_get (&face, "ferry:capabilities", NULL);
  for (guint i = 0; i < json_array_get_length (face_value (list)); i++)
    {
      gboolean here = !g_strv_contains (WITHOUT, face_row_text (list, i, "name"));

      g_assert_true (here
                     == json_object_get_boolean_member (json_array_get_object_element (face_value (list), i),
                                                        "available"));
      g_assert_true (here == (*face_row_text (list, i, "reason") == '\0'));
      withdrawn += !here;
    }
  g_assert_cmpuint (withdrawn, ==, 2);
  users = face_get (&face, "ferry:cloudUsers", NULL);
  face_assert_error (users, 404, "BadRequest_NotFound", "cloudUsers");
  update = face_act (&face, "ferry:migrationOverview", NULL, "updateService", NULL);
  face_assert_error (update, 404, "BadRequest_NotFound", "updateService");
  g_assert_cmpint (sandbox_store_query_int (
                     face.store, -1,
                     "SELECT count (*) FROM settings a, settings b WHERE a.key = 'deployed-version' AND "
                     "b.key = 'latest-version' AND a.value <> b.value",
                     ""),
                   ==, 1);
  face_expect_done (face_act (&face, "ferry:migrationOverview", NULL, "setUseNewUi", "{\"value\":false}"),
                    204);

  face_fixture_use (&face, SANDBOX_ENUM_CAPTIONS, FALSE, 0);
  again = face_get (&face, "ferry:capabilities", "$filter=available%20eq%20false");
  g_assert_cmpuint (json_array_get_length (face_value (again)), ==, 0);
}

/* Domain §2.2: while its task runs, a company can't be changed. */
static void
test_mark_at_work (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) companies = NULL;
  g_autofree char *id = NULL;

  face_fixture_open (&face);
  face_set_up (&face, "DynamicsBC");
  face_create_companies (&face, 1);
  id = face_first_id (&face, "cloudMigrationCompanies", NULL);
  sandbox_engine_set_pace (face.engine, 0.1);
  face_expect_done (face_act (&face, "cloudMigrationCompanies", id, "initializeCompany", NULL), 200);
  face_expect_refusal (face_act (&face, "ferry:cloudMigrationCompanies", id, "markAsInitialized", NULL),
                       "being initialized");
  face_expect_refusal (face_act (&face, "ferry:cloudMigrationCompanies", id, "markAsNotInitialized", NULL),
                       "being initialized");
  sandbox_engine_set_pace (face.engine, 0);
  sandbox_engine_wait_idle (face.engine);
  face_expect_done (face_act (&face, "ferry:cloudMigrationCompanies", id, "markAsNotInitialized", NULL), 204);
  companies = face_get (&face, "cloudMigrationCompanies", NULL);
  g_assert_cmpstr (face_row_text (companies, 0, "companyInitializationStatus"), ==, "Not Initialized");
  face_expect_done (face_act (&face, "ferry:cloudMigrationCompanies", id, "markAsInitialized", NULL), 204);
  g_clear_pointer (&companies, face_answer_free);
  companies = face_get (&face, "cloudMigrationCompanies", NULL);
  g_assert_cmpstr (face_row_text (companies, 0, "companyInitializationStatus"), ==, "Initialized");
  /* One that isn't there yet has nothing to mark. */
  face_expect_refusal (face_act (&face, "ferry:cloudMigrationCompanies", face_row_text (companies, 1, "id"),
                                 "markAsInitialized", NULL),
                       "not been created");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/management/diagnostic", test_diagnostic);
  g_test_add_func ("/sandbox/management/repair", test_repair);
  g_test_add_func ("/sandbox/management/keys", test_runtime_keys);
  g_test_add_func ("/sandbox/management/settings", test_service_settings);
  g_test_add_func ("/sandbox/management/overview-totals", test_overview_totals);
  g_test_add_func ("/sandbox/management/overview-status", test_overview_status);
  g_test_add_func ("/sandbox/management/capabilities", test_capabilities);
  g_test_add_func ("/sandbox/management/withdrawn", test_withdrawn);
  g_test_add_func ("/sandbox/management/mark-at-work", test_mark_at_work);
  return g_test_run ();
}
