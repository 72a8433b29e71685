/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Record links, warnings, the checklist and what the service does to itself: domain §2.8 and §2.10. */
#include "face-fixture.h"

#include "sandbox-links.h"
#include "sandbox-service.h"

#include <string.h>

static void
change_source (FaceFixture *face, const char *sql)
{
  g_autoptr (SandboxDb) source = face_open_db (face, "onprem.db");
  g_autoptr (GError) error = NULL;

  sandbox_sql_exec (source, &error, "%s", sql);
  g_assert_no_error (error);
}

static gint64
count_links (FaceFixture *face)
{
  g_autoptr (SandboxDb) cloud = face_open_db (face, "cloud.db");

  return sandbox_sql_int (cloud, -1, "SELECT count (*) FROM \"" SANDBOX_LINKS_TABLE "\"");
}

static gint64
migrate (FaceFixture *face)
{
  g_autoptr (FaceAnswer) answer
    = face_act (face, "ferry:migrationOverview", NULL, "migrateRecordLinks", NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  return json_object_get_int_member (answer->object, "count");
}

static gint64
overview_warnings (FaceFixture *face)
{
  g_autoptr (FaceAnswer) overview = face_get (face, "ferry:migrationOverview", NULL);

  return json_object_get_int_member (json_array_get_object_element (face_value (overview), 0), "warnings");
}

static guint
count_warnings (FaceFixture *face)
{
  g_autoptr (FaceAnswer) list = face_get (face, "ferry:migrationWarnings", NULL);

  return json_array_get_length (face_value (list));
}

static void
test_migrate (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) overview = NULL;
  gint64 all;

  face_fixture_open (&face);
  /* Nothing to move is no error; it was done then. */
  g_assert_cmpint (migrate (&face), ==, 0);
  face_set_up (&face, "DynamicsBC");
  face_create_companies (&face, 1);
  g_free (face_run (&face));
  {
    g_autoptr (SandboxDb) source = face_open_db (&face, "onprem.db");

    all = sandbox_sql_int (source, -1, "SELECT count (*) FROM \"Record Link\"");
  }
  g_assert_cmpint (all, >=, 4);
  g_assert_cmpint (count_links (&face), ==, -1);
  g_assert_cmpint (migrate (&face), ==, all);
  g_assert_cmpint (count_links (&face), ==, all);
  g_assert_cmpint (migrate (&face), ==, 0);
  overview = face_get (&face, "ferry:migrationOverview", NULL);
  g_assert_false (g_str_has_prefix (face_row_text (overview, 0, "recordLinksMigratedAt"), "0001"));

  /* A new one and a changed one. */
  change_source (
    &face,
    "INSERT INTO \"Record Link\" SELECT 999, \"Record ID\", URL1, 'A new link', \"Type\", Note, "
    "Created, \"User ID\", Company, Notify, \"To User ID\", \"$systemId\", \"$systemModifiedAt\" FROM "
    "\"Record Link\" LIMIT 1; UPDATE \"Record Link\" SET Description = 'Changed' WHERE \"Link ID\" = 1");
  g_free (face_run (&face));
  g_assert_cmpint (migrate (&face), ==, 2);
  g_assert_cmpint (count_links (&face), ==, all + 1);

  /* All of them come again, and none is news. */
  face_expect_done (face_act (&face, "cloudMigrationStatus", NULL, "resetCloudData", NULL), 204);
  g_free (face_run (&face));
  g_assert_cmpint (migrate (&face), ==, 0);
  g_assert_cmpint (count_links (&face), ==, all + 1);
  g_assert_cmpuint (count_warnings (&face), ==, 0);

  sandbox_engine_set_pace (face.engine, 1);
  face_expect_done (face_act (&face, "cloudMigrationStatus", NULL, "resetCloudData", NULL), 204);
  face_expect_done (face_act (&face, "cloudMigrationStatus", NULL, "runReplication", NULL), 204);
  face_expect_refusal (face_act (&face, "ferry:migrationOverview", NULL, "migrateRecordLinks", NULL),
                       "in progress");
  sandbox_engine_set_pace (face.engine, 0);
}

/* They come with what they are about, go with it, and come again with more of it. */
static void
test_warnings (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) list = NULL;
  g_autoptr (FaceAnswer) ignored = NULL;
  g_autoptr (FaceAnswer) unknown = NULL;

  face_open_replicated (&face);
  list = face_get (&face, "ferry:migrationWarnings", NULL);
  g_assert_cmpuint (json_array_get_length (face_value (list)), ==, 1);
  g_assert_cmpstr (face_row_text (list, 0, "type"), ==, "Record Links");
  g_assert_nonnull (strstr (face_row_text (list, 0, "message"), "Record links"));
  g_assert_true (g_str_has_prefix (face_row_text (list, 0, "helpUrl"), "https://"));
  g_assert_cmpint (overview_warnings (&face), ==, 1);

  face_expect_done (face_act (&face, "ferry:migrationWarnings", NULL, "ignoreWarning", NULL), 204);
  face_expect_done (face_act (&face, "ferry:migrationWarnings", NULL, "ignoreWarning", NULL), 204);
  unknown = face_act (&face, "ferry:migrationWarnings", FACE_NO_GUID, "ignoreWarning", NULL);
  face_assert_error (unknown, 404, "Internal_RecordNotFound", NULL);
  g_assert_cmpint (overview_warnings (&face), ==, 0);
  ignored = face_get (&face, "ferry:migrationWarnings", "$filter=ignored%20eq%20true");
  g_assert_cmpuint (json_array_get_length (face_value (ignored)), ==, 1);
  /* A run that brings none leaves it ignored, one that does not. */
  g_free (face_run (&face));
  g_assert_cmpint (overview_warnings (&face), ==, 0);
  change_source (&face, "UPDATE \"Record Link\" SET Description = 'Changed' WHERE \"Link ID\" = 1");
  g_free (face_run (&face));
  g_assert_cmpint (overview_warnings (&face), ==, 1);
  migrate (&face);
  g_assert_cmpuint (count_warnings (&face), ==, 0);
  g_assert_cmpint (overview_warnings (&face), ==, 0);
}

static void
test_media (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) list = NULL;

  face_open_replicated (&face);
  migrate (&face);
  change_source (
    &face, "CREATE TABLE kept AS SELECT * FROM \"Tenant Media\" LIMIT 1; DELETE FROM \"Tenant Media\" WHERE "
           "\"ID\" IN (SELECT \"ID\" FROM kept)");
  g_free (face_run (&face));
  list = face_get (&face, "ferry:migrationWarnings", NULL);
  g_assert_cmpuint (json_array_get_length (face_value (list)), ==, 1);
  g_assert_cmpstr (face_row_text (list, 0, "type"), ==, "Tenant Media");
  g_assert_nonnull (strstr (face_row_text (list, 0, "message"), "fewer"));
  face_expect_done (face_act (&face, "ferry:migrationWarnings", NULL, "ignoreWarning", NULL), 204);
  g_free (face_run (&face));
  g_assert_cmpint (overview_warnings (&face), ==, 0);
  /* Fewer still is something else. */
  change_source (&face,
                 "DELETE FROM \"Tenant Media\" WHERE \"ID\" = (SELECT min (\"ID\") FROM \"Tenant Media\")");
  g_free (face_run (&face));
  g_assert_cmpint (overview_warnings (&face), ==, 1);
  change_source (&face, "INSERT INTO \"Tenant Media\" SELECT * FROM kept");
  g_free (face_run (&face));
  g_assert_cmpint (overview_warnings (&face), ==, 1);
  change_source (
    &face, "UPDATE kept SET \"ID\" = '00000000-0000-4000-8000-000000000001'; INSERT INTO \"Tenant Media\" "
           "SELECT * FROM kept");
  g_free (face_run (&face));
  g_assert_cmpuint (count_warnings (&face), ==, 0);
}

static void
test_checklist (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) list = NULL;
  g_autoptr (FaceAnswer) ticked = NULL;
  g_autoptr (FaceAnswer) stale = NULL;
  g_autoptr (FaceAnswer) without = NULL;
  g_autoptr (FaceAnswer) wrong = NULL;
  g_autoptr (FaceAnswer) title = NULL;
  g_autoptr (FaceAnswer) unknown = NULL;
  g_autoptr (FaceAnswer) untick = NULL;
  g_autoptr (SandboxStore) other = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  const char *etag;

  face_fixture_open (&face);
  list = face_get (&face, "ferry:checklistSteps", NULL);
  g_assert_cmpuint (json_array_get_length (face_value (list)), ==, 5);
  for (guint i = 0; i < 5; i++)
    {
      JsonObject *step = json_array_get_object_element (face_value (list), i);

      g_assert_cmpint (json_object_get_int_member (step, "number"), ==, i + 1);
      g_assert_false (json_object_get_boolean_member (step, "completed"));
      g_assert_true (g_str_has_prefix (json_object_get_string_member (step, "helpUrl"), "https://"));
    }
  path = g_strdup_printf ("ferry:checklistSteps(%s)", face_row_text (list, 2, "id"));
  etag = face_row_text (list, 2, "@odata.etag");
  ticked = face_patch (&face, path, "{\"completed\":true}", etag);
  g_assert_cmpuint (ticked->status, ==, 200);
  g_assert_true (json_object_get_boolean_member (ticked->object, "completed"));
  stale = face_patch (&face, path, "{\"completed\":false}", etag);
  face_assert_error (stale, 409, "Request_EntityChanged", NULL);
  without = face_patch (&face, path, "{\"completed\":false}", NULL);
  face_assert_error (without, 400, "BadRequest_InvalidToken", NULL);
  wrong = face_patch (&face, path, "{\"completed\":\"yes\"}", "*");
  face_assert_error (wrong, 400, "BadRequest", "completed");
  title = face_patch (&face, path, "{\"completed\":false,\"title\":\"Nothing\"}", "*");
  face_assert_error (title, 400, "BadRequest_InvalidOperation", "title");
  unknown = face_patch (&face, "ferry:checklistSteps(" FACE_NO_GUID ")", "{\"completed\":true}", "*");
  face_assert_error (unknown, 404, "Internal_RecordNotFound", NULL);

  /* Nothing to change. */
  face_expect_done (face_patch (&face, path, "{}", "*"), 200);
  /* Another process finds it as it is, and none of the refused changes. */
  other = sandbox_store_open (face.folder, &error);
  g_assert_no_error (error);
  g_assert_cmpint (
    sandbox_store_query_int (other, -1, "SELECT sum (completed * seq) FROM checklist_steps", ""), ==, 3);
  untick = face_patch (&face, path, "{\"completed\":false}", "*");
  g_assert_cmpuint (untick->status, ==, 200);
  g_assert_cmpint (sandbox_store_query_int (other, -1, "SELECT sum (completed) FROM checklist_steps", ""), ==,
                   0);
}

static void
expect_old_key (FaceFixture *face, const char *key)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sandbox_runtime_register (face->store, key, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
}

static void
register_key (FaceFixture *face, const char *key)
{
  g_autoptr (GError) error = NULL;

  sandbox_runtime_register (face->store, key, &error);
  g_assert_no_error (error);
}

static void
test_keys (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) made = NULL;
  g_autoptr (FaceAnswer) keys = NULL;
  g_autoptr (FaceAnswer) more_keys = NULL;

  face_fixture_open (&face);
  expect_old_key (&face, "");
  made = face_post (&face, "setupCloudMigration",
                    "{\"productId\":\"DynamicsBC\",\"sqlConnectionString\":\"" FACE_CONNECTION_STRING "\"}");
  expect_old_key (&face, "");
  expect_old_key (&face, "IR@a-key-of-somebody-else");
  register_key (&face, face_text (made, "runtimeKey"));

  /* Refused once it was reset; the runtime has the new one without anybody's doing. */
  keys = face_act (&face, "ferry:migrationOverview", NULL, "resetRuntimeKeys", NULL);
  expect_old_key (&face, face_text (made, "runtimeKey"));
  g_assert_false (sandbox_runtime_has_old_key (face.store));
  face_expect_done (face_act (&face, "setupCloudMigration", NULL, "installedIntegrationRuntime", NULL), 204);
  face_expect_done (face_act (&face, "setupCloudMigration", NULL, "completeSetup", NULL), 204);
  face_create_companies (&face, 1);

  /* Slowly: until then it is refused, and nothing runs. */
  sandbox_engine_set_pace (face.engine, 0.1);
  more_keys = face_act (&face, "ferry:migrationOverview", NULL, "resetRuntimeKeys", NULL);
  expect_old_key (&face, face_text (keys, "primaryKey"));
  expect_old_key (&face, face_text (keys, "secondaryKey"));
  g_assert_true (sandbox_runtime_has_old_key (face.store));
  face_expect_refusal (face_act (&face, "cloudMigrationStatus", NULL, "runReplication", NULL), "refused");
  face_expect_refusal (face_act (&face, "setupCloudMigration", NULL, "installedIntegrationRuntime", NULL),
                       "refused");
  sandbox_engine_set_pace (face.engine, 0);
  sandbox_engine_wait_idle (face.engine);
  g_assert_false (sandbox_runtime_has_old_key (face.store));
  g_free (face_run (&face));
  register_key (&face, face_text (more_keys, "secondaryKey"));
}

/* A process that ended before the runtime had its key. */
static void
test_key_resumed (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) made = NULL;
  g_autoptr (SandboxEngine) next = NULL;
  g_autoptr (GError) error = NULL;
  SandboxSeed seed = SANDBOX_SEED_DEFAULT;

  face_fixture_open (&face);
  made = face_post (&face, "setupCloudMigration",
                    "{\"productId\":\"DynamicsBC\",\"sqlConnectionString\":\"" FACE_CONNECTION_STRING "\"}");
  face_execute (&face, "UPDATE setup SET registered_key = 'an old one'");
  next = sandbox_engine_new (face.folder, &seed, 0, &error);
  g_assert_no_error (error);
  sandbox_engine_wait_idle (next);
  g_assert_false (sandbox_runtime_has_old_key (face.store));
}

static void
test_update (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) during = NULL;
  g_autoptr (FaceAnswer) after = NULL;
  g_autoptr (FaceAnswer) log = NULL;

  face_fixture_open (&face);
  face_set_up (&face, "DynamicsBC");
  face_create_companies (&face, 1);
  sandbox_engine_set_pace (face.engine, 1);
  face_expect_done (face_act (&face, "cloudMigrationStatus", NULL, "runReplication", NULL), 204);
  face_expect_refusal (face_act (&face, "ferry:migrationOverview", NULL, "updateService", NULL),
                       "already in progress");
  sandbox_engine_set_pace (face.engine, 0);
  sandbox_engine_wait_idle (face.engine);

  sandbox_engine_set_pace (face.engine, 0.1);
  face_expect_done (face_act (&face, "ferry:migrationOverview", NULL, "updateService", NULL), 204);
  during = face_get (&face, "ferry:migrationOverview", NULL);
  g_assert_cmpstr (face_row_text (during, 0, "deployedVersion"), !=,
                   face_row_text (during, 0, "latestVersion"));
  g_assert_nonnull (strstr (face_row_text (during, 0, "statusText"), "being updated"));
  face_expect_refusal (face_act (&face, "ferry:migrationOverview", NULL, "updateService", NULL),
                       "being updated");
  face_expect_refusal (face_act (&face, "cloudMigrationStatus", NULL, "runReplication", NULL),
                       "being updated");
  sandbox_engine_set_pace (face.engine, 0);
  sandbox_engine_wait_idle (face.engine);

  after = face_get (&face, "ferry:migrationOverview", NULL);
  g_assert_cmpstr (face_row_text (after, 0, "deployedVersion"), ==,
                   face_row_text (after, 0, "latestVersion"));
  g_assert_cmpstr (face_row_text (after, 0, "deployedVersion"), ==,
                   face_row_text (during, 0, "latestVersion"));
  log = face_get (&face, "cloudMigrationStatus", "$top=1");
  g_assert_cmpstr (face_row_text (log, 0, "status"), ==, "Completed");
  g_assert_true (g_str_has_prefix (face_row_text (log, 0, "details"), "UPGRADE: "));
  face_expect_refusal (face_act (&face, "ferry:migrationOverview", NULL, "updateService", NULL),
                       "latest version");
}

/* What an update that was interrupted leaves: nothing. */
static void
test_update_interrupted (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (SandboxEngine) next = NULL;
  g_autoptr (GError) error = NULL;
  SandboxSeed seed = SANDBOX_SEED_DEFAULT;

  face_fixture_open (&face);
  face_set_setting (&face, SANDBOX_SETTING_UPDATE_STATUS, "InProgress");
  face_expect_refusal (face_act (&face, "ferry:migrationOverview", NULL, "updateService", NULL),
                       "being updated");
  next = sandbox_engine_new (face.folder, &seed, 0, &error);
  g_assert_no_error (error);
  face_expect_done (face_act (&face, "ferry:migrationOverview", NULL, "updateService", NULL), 204);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/links/migrate", test_migrate);
  g_test_add_func ("/sandbox/links/warnings", test_warnings);
  g_test_add_func ("/sandbox/links/media", test_media);
  g_test_add_func ("/sandbox/links/checklist", test_checklist);
  g_test_add_func ("/sandbox/links/keys", test_keys);
  g_test_add_func ("/sandbox/links/key-resumed", test_key_resumed);
  g_test_add_func ("/sandbox/links/update", test_update);
  g_test_add_func ("/sandbox/links/update-interrupted", test_update_interrupted);
  return g_test_run ();
}
