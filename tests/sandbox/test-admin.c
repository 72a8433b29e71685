/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Admin Center, and more than one environment. */
#include "sandbox-source.h"
#include "sign-in-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define ADMIN        "/admin/v2.29/"
#define FAMILY       ADMIN "applications/businesscentral/"
#define ENVIRONMENTS FAMILY "environments"
#define OPERATIONS   ENVIRONMENTS "/" FACE_ENVIRONMENT "/operations"
#define SECOND       "Production-2"

typedef struct
{
  ServerFixture server;
  SandboxAdmin *admin;
  SandboxEnvironment *second;
  GPtrArray *others;
  char *folder;
} AdminFixture;

static void
admin_fixture_open (AdminFixture *self, gboolean forbidden)
{
  SandboxServerConfig config = SANDBOX_SERVER_CONFIG_DEFAULT;
  SandboxIdentityConfig identity = SANDBOX_IDENTITY_CONFIG_DEFAULT;
  SandboxSeed seed = { .companies = 1, .tables = 2, .rows = 20, .seed = 9 };
  SandboxEnvironmentConfig second
    = { .seed = &seed, .router = { .tenant = FACE_TENANT, .environment = SECOND } };
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("ferry-admin-XXXXXX", &error);
  g_assert_no_error (error);
  second.folder = self->folder;
  self->second = sandbox_environment_open (&second, &error);
  g_assert_no_error (error);
  self->others = g_ptr_array_new_with_free_func ((GDestroyNotify) sandbox_environment_free);
  g_ptr_array_add (self->others, self->second);
  self->admin = sandbox_admin_new (FACE_TENANT, forbidden);
  config.admin = self->admin;
  config.others = self->others;
  config.places = 1;
  config.max_waiting = 0;
  identity.client_secret = SECRET;
  server_fixture_open_identity (&self->server, &config, NULL, &identity, 3600, FALSE);
  sandbox_admin_add_environment (self->admin, FACE_ENVIRONMENT, self->server.face.store);
  sandbox_admin_add_environment (self->admin, SECOND, self->second->store);
}

static void
remove_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_unlink (path);
}

static void
admin_fixture_close (AdminFixture *self)
{
  static const char *const FILES[]
    = { "onprem.db",    "onprem.db-wal", "onprem.db-shm",  "cloud.db",      "cloud.db-wal",
        "cloud.db-shm", "service.db",    "service.db-wal", "service.db-shm" };

  if (self->admin == NULL)
    return;
  server_fixture_close (&self->server);
  sandbox_admin_free (self->admin);
  g_ptr_array_unref (self->others);
  for (guint i = 0; i < G_N_ELEMENTS (FILES); i++)
    remove_file (self->folder, FILES[i]);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AdminFixture, admin_fixture_close)

static JsonObject *
read_admin (AdminFixture *fixture, const char *path)
{
  g_autoptr (Exchange) exchange = get (&fixture->server, path);

  g_assert_cmpuint (status_of (exchange), ==, 200);
  g_assert_true (g_str_has_prefix (header (exchange, "Content-Type"), "application/json"));
  g_assert_null (header (exchange, "OData-Version"));
  return parse (exchange);
}

static JsonObject *
row (JsonObject *list, guint n)
{
  JsonArray *rows = json_object_get_array_member (list, "value");

  g_assert_cmpuint (n, <, json_array_get_length (rows));
  return json_array_get_object_element (rows, n);
}

static void
test_environments (void)
{
  static const char *const PATHS[]
    = { ENVIRONMENTS, ADMIN "applications/environments", ADMIN "applications/BusinessCentral/environments",
        "/admin/v2.21/applications/environments" };
  static const char *const NAMES[] = { FACE_ENVIRONMENT, SECOND };
  static const char *const TYPES[] = { "Sandbox", "Production" };
  g_auto (AdminFixture) fixture = { 0 };
  g_autoptr (JsonObject) one = NULL;

  admin_fixture_open (&fixture, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (PATHS); i++)
    {
      g_autoptr (JsonObject) list = read_admin (&fixture, PATHS[i]);

      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (list, "value")), ==, 2);
      for (guint j = 0; j < G_N_ELEMENTS (NAMES); j++)
        {
          JsonObject *environment = row (list, j);
          g_autofree char *api = g_strdup_printf ("%s/v2.0/" FACE_TENANT "/%s",
                                                  sandbox_server_get_url (fixture.server.server), NAMES[j]);

          g_assert_cmpstr (member (environment, "name"), ==, NAMES[j]);
          g_assert_cmpstr (member (environment, "friendlyName"), ==, NAMES[j]);
          g_assert_cmpstr (member (environment, "type"), ==, TYPES[j]);
          g_assert_cmpstr (member (environment, "countryCode"), !=, "");
          g_assert_cmpstr (member (environment, "applicationFamily"), ==, "BusinessCentral");
          g_assert_cmpstr (member (environment, "aadTenantId"), ==, FACE_TENANT);
          g_assert_true (g_str_has_prefix (member (environment, "applicationVersion"), "25."));
          g_assert_cmpstr (member (environment, "status"), ==, "Active");
          g_assert_true (g_str_has_prefix (member (environment, "webClientLoginUrl"),
                                           "https://businesscentral.dynamics.com/" FACE_TENANT "/"));
          g_assert_cmpstr (member (environment, "webServiceUrl"), ==, api);
        }
    }
  one = read_admin (&fixture, ENVIRONMENTS "/production-2");
  g_assert_cmpstr (member (one, "name"), ==, SECOND);
}

/* No wrapper around them. */
static void
assert_admin_error (Exchange *exchange, guint status, const char *code, const char *target)
{
  g_autoptr (JsonObject) object = parse (exchange);

  g_assert_cmpuint (status_of (exchange), ==, status);
  g_assert_false (json_object_has_member (object, "error"));
  g_assert_cmpstr (member (object, "code"), ==, code);
  g_assert_cmpstr (member (object, "message"), !=, "");
  if (target != NULL)
    g_assert_cmpstr (member (object, "target"), ==, target);
  else
    g_assert_false (json_object_has_member (object, "target"));
}

static void
test_errors (void)
{
  static const struct
  {
    const char *method;
    const char *path;
    guint status;
    const char *code;
    const char *target;
  } CASES[] = {
    { "GET", ENVIRONMENTS "/Nowhere", 404, "environmentNotFound", "BusinessCentral/Nowhere" },
    { "GET", ENVIRONMENTS "/No%20where/operations", 404, "environmentNotFound", "BusinessCentral/No where" },
    { "GET", ENVIRONMENTS "/" SECOND "/nothing", 404, "notFound", NULL },
    { "GET", OPERATIONS "/more", 404, "notFound", NULL },
    { "GET", ADMIN "applications/Invoicing/environments", 404, "applicationTypeDoesNotExist", "Invoicing" },
    { "GET", ADMIN "nothing", 404, "notFound", NULL },
    { "GET", "/admin/", 404, "notFound", NULL },
    { "GET", "/admin/v2.30/applications/environments", 404, "notFound", NULL },
    { "GET", "/admin/v3.1/applications/environments", 404, "notFound", NULL },
    { "DELETE", ENVIRONMENTS "/" SECOND, 405, "methodNotAllowed", NULL },
  };
  g_auto (AdminFixture) fixture = { 0 };
  g_autoptr (Exchange) stranger = NULL;
  g_autoptr (Exchange) rule = NULL;
  g_autoptr (Exchange) struck = NULL;

  admin_fixture_open (&fixture, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (Exchange) exchange = send_body (&fixture.server, CASES[i].method, CASES[i].path, NULL, NULL);

      g_test_message ("%s", CASES[i].path);
      assert_admin_error (exchange, CASES[i].status, CASES[i].code, CASES[i].target);
    }
  stranger = send_as (&fixture.server, "GET", ENVIRONMENTS, "no-token-at-all", NULL);
  assert_admin_error (stranger, 401, "Unauthorized", NULL);
  g_assert_true (g_str_has_prefix (header (stranger, "WWW-Authenticate"), "Bearer"));
  rule = send_body (&fixture.server, "POST", "/sandbox/faults", "text/plain",
                    "GET environments status=429 code=TooManyRequests");
  struck = get (&fixture.server, ENVIRONMENTS);
  assert_admin_error (struck, 429, "TooManyRequests", NULL);
}

static void
test_forbidden (void)
{
  g_auto (AdminFixture) fixture = { 0 };
  g_auto (AdminFixture) closed = { 0 };
  g_autoptr (JsonObject) colleague = NULL;
  g_autoptr (JsonObject) admin = NULL;
  g_autoptr (JsonObject) application = NULL;
  g_autoptr (Exchange) answer = NULL;
  g_autoptr (Exchange) one = NULL;
  g_autoptr (Exchange) two = NULL;
  g_autoptr (Exchange) three = NULL;
  g_autoptr (Exchange) four = NULL;

  admin_fixture_open (&fixture, FALSE);
  colleague = sign_in (&fixture.server, "ANNA.ANDERSEN");
  one = send_as (&fixture.server, "GET", ENVIRONMENTS, member (colleague, "access_token"), NULL);
  assert_admin_error (one, 403, "Forbidden", NULL);
  answer = send_form (&fixture.server, TOKENS, "grant_type", "client_credentials", "client_id", CLIENT,
                      "client_secret", SECRET, "scope", RESOURCE ".default", NULL);
  application = parse (answer);
  two = send_as (&fixture.server, "GET", ENVIRONMENTS, member (application, "access_token"), NULL);
  assert_admin_error (two, 403, "Forbidden", NULL);
  admin = sign_in (&fixture.server, "ADMIN");
  three = send_as (&fixture.server, "GET", ENVIRONMENTS, member (admin, "access_token"), NULL);
  g_assert_cmpuint (status_of (three), ==, 200);

  admin_fixture_open (&closed, TRUE);
  four = get (&closed.server, ENVIRONMENTS);
  assert_admin_error (four, 403, "Forbidden", NULL);
}

/* Everything up to the upgrade; Returns: (transfer full): the path of its action */
static char *
prepare_upgrade (FaceFixture *face)
{
  g_autofree char *id = NULL;
  g_autofree char *run = NULL;
  g_autoptr (GError) error = NULL;

  sandbox_source_fix (face->folder, NULL, &error);
  g_assert_no_error (error);
  face_set_up (face, "DynamicsBCLast");
  face_create_companies (face, 1);
  run = face_run (face);
  id = face_first_id (face, "cloudMigrationStatus", NULL);
  g_free (run);
  run = sandbox_store_query_text (face->store, "SELECT status FROM runs WHERE id = ?", "s", id);
  g_assert_cmpstr (run, ==, "UpgradePending");
  return g_strdup_printf (
    FACE_PUBLISHED "companies(%s)/cloudMigrationStatus(%s)/Microsoft.NAV.runDataUpgrade", face->company, id);
}

/* The environment is gone, and the Admin Center tells why. The database is held, so that it stays gone. */
static void
test_upgrade (void)
{
  g_auto (AdminFixture) fixture = { 0 };
  FaceFixture *face = &fixture.server.face;
  g_autofree char *path = NULL;
  g_autoptr (JsonObject) tokens = NULL;
  g_autoptr (JsonObject) none = NULL;
  g_autoptr (JsonObject) running = NULL;
  g_autoptr (JsonObject) done = NULL;
  g_autoptr (JsonObject) all = NULL;
  g_autoptr (Exchange) asked = NULL;
  g_autoptr (Exchange) gone = NULL;
  g_autoptr (Exchange) other = NULL;
  g_autoptr (Exchange) back = NULL;
  g_autoptr (Exchange) signing_in = NULL;
  g_autoptr (SandboxDb) cloud = NULL;
  g_autoptr (GError) error = NULL;

  admin_fixture_open (&fixture, FALSE);
  path = prepare_upgrade (face);
  tokens = sign_in (&fixture.server, "ADMIN");
  none = read_admin (&fixture, OPERATIONS);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (none, "value")), ==, 0);

  sandbox_engine_set_outage (face->engine, 0);
  cloud = face_open_db (face, "cloud.db");
  sandbox_sql_exec (cloud, &error, "BEGIN IMMEDIATE");
  g_assert_no_error (error);
  asked = send_as (&fixture.server, "POST", path, member (tokens, "access_token"), NULL);
  g_assert_cmpuint (status_of (asked), ==, 204);
  while (!sandbox_engine_in_outage (face->engine))
    g_main_context_iteration (NULL, FALSE);
  gone = get (&fixture.server, FACE_PUBLISHED "companies");
  g_assert_nonnull (gone->error);
  /* The others go on, and people can sign in. */
  other
    = get (&fixture.server, "/v2.0/" FACE_TENANT "/" SECOND "/api/microsoft/cloudMigration/v1.0/companies");
  assert_fine (other);
  signing_in = refresh (&fixture.server, member (tokens, "refresh_token"));
  g_assert_cmpuint (status_of (signing_in), ==, 200);
  running = read_admin (&fixture, OPERATIONS);
  g_assert_true (g_uuid_string_is_valid (member (row (running, 0), "id")));
  g_assert_cmpstr (member (row (running, 0), "type"), ==, "cloudMigrationDataUpgrade");
  g_assert_cmpstr (member (row (running, 0), "status"), ==, "running");
  g_assert_cmpstr (member (row (running, 0), "createdBy"), ==, "admin@cronusonline.example");
  g_assert_cmpstr (member (row (running, 0), "environmentName"), ==, FACE_ENVIRONMENT);
  g_assert_cmpstr (member (row (running, 0), "environmentType"), ==, "Sandbox");
  g_assert_cmpstr (member (row (running, 0), "productFamily"), ==, "BusinessCentral");
  g_assert_cmpstr (member (row (running, 0), "aadTenantId"), ==, FACE_TENANT);
  g_assert_cmpstr (member (row (running, 0), "createdOn"), <=, member (row (running, 0), "startedOn"));
  g_assert_false (json_object_has_member (row (running, 0), "completedOn"));
  g_assert_cmpstr (member (row (running, 0), "errorMessage"), ==, "");

  sandbox_sql_rollback (cloud);
  sandbox_engine_wait_idle (face->engine);
  back = get (&fixture.server, FACE_PUBLISHED "companies");
  assert_fine (back);
  done = read_admin (&fixture, OPERATIONS);
  g_assert_cmpstr (member (row (done, 0), "id"), ==, member (row (running, 0), "id"));
  g_assert_cmpstr (member (row (done, 0), "status"), ==, "succeeded");
  g_assert_cmpstr (member (row (done, 0), "completedOn"), >=, member (row (done, 0), "startedOn"));
  all = read_admin (&fixture, ENVIRONMENTS "/operations");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (all, "value")), ==, 1);
}

static void
test_failed_upgrade (void)
{
  g_auto (AdminFixture) fixture = { 0 };
  FaceFixture *face = &fixture.server.face;
  g_autofree char *path = NULL;
  g_autofree char *table = NULL;
  g_autoptr (Exchange) asked = NULL;
  g_autoptr (Exchange) refused = NULL;
  g_autoptr (JsonObject) failed = NULL;
  g_autoptr (JsonObject) later = NULL;
  g_autoptr (SandboxDb) cloud = NULL;

  admin_fixture_open (&fixture, FALSE);
  path = prepare_upgrade (face);
  sandbox_engine_set_outage (face->engine, 0);
  cloud = face_open_db (face, "cloud.db");
  table = sandbox_sql_text (
    cloud, "SELECT name FROM sqlite_schema WHERE name LIKE '%%$Customer$%%' AND type = 'table'");
  g_assert_nonnull (table);
  face_cloud_execute (
    face, "CREATE TRIGGER obstacle BEFORE UPDATE ON \"%w\" BEGIN SELECT RAISE (ABORT, 'no room'); END",
    table);
  asked = send_as (&fixture.server, "POST", path, TOKEN, NULL);
  g_assert_cmpuint (status_of (asked), ==, 204);
  sandbox_engine_wait_idle (face->engine);
  failed = read_admin (&fixture, OPERATIONS);
  g_assert_cmpstr (member (row (failed, 0), "status"), ==, "failed");
  g_assert_nonnull (strstr (member (row (failed, 0), "errorMessage"), "no room"));
  /* What is refused is none. */
  face_execute (face, "UPDATE runs SET status = 'Completed'");
  refused = send_as (&fixture.server, "POST", path, TOKEN, NULL);
  g_assert_cmpuint (status_of (refused), ==, 400);
  later = read_admin (&fixture, OPERATIONS);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (later, "value")), ==, 1);
}

/* The end of the process is the end of the upgrade. */
static void
test_interrupted_upgrade (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *path = NULL;

  face_fixture_open (&face);
  path = prepare_upgrade (&face);
  face_execute (&face,
                "INSERT INTO environment_operations (id, run_id, type, status, created_on, created_by)"
                " VALUES ('1', 'x', 'cloudMigrationDataUpgrade', 'running', '2026-01-01T00:00:00.000Z', '')");
  face_reopen (&face);
  g_assert_cmpint (
    sandbox_store_query_int (face.store, 0,
                             "SELECT count (*) FROM environment_operations WHERE status = 'failed' AND"
                             " completed_on <> '' AND error_message LIKE '%interrupted%'",
                             ""),
    ==, 1);
}

static JsonObject *
get_companies (AdminFixture *fixture, const char *environment)
{
  g_autofree char *path
    = g_strdup_printf ("/v2.0/" FACE_TENANT "/%s/api/microsoft/cloudMigration/v1.0/companies", environment);
  g_autoptr (Exchange) exchange = get (&fixture->server, path);

  assert_fine (exchange);
  return parse (exchange);
}

/* Each has its own companies, its own places, and nothing of the other. */
static void
test_two_environments (void)
{
  g_auto (AdminFixture) fixture = { 0 };
  g_autoptr (JsonObject) first = NULL;
  g_autoptr (JsonObject) second = NULL;
  g_autoptr (Exchange) rule = NULL;
  g_autoptr (Exchange) holder = NULL;
  g_autoptr (Exchange) unknown = NULL;
  g_autoptr (Exchange) crossed = NULL;
  g_autofree char *path = NULL;
  guint status = 0;

  admin_fixture_open (&fixture, FALSE);
  first = get_companies (&fixture, FACE_ENVIRONMENT);
  second = get_companies (&fixture, "PRODUCTION-2");
  g_assert_cmpstr (member (row (first, 0), "id"), !=, member (row (second, 0), "id"));
  path = g_strdup_printf ("/v2.0/" FACE_TENANT "/" SECOND
                          "/api/microsoft/cloudMigration/v1.0/companies(%s)/cloudMigrationCompanies",
                          member (row (first, 0), "id"));
  crossed = get (&fixture.server, path);
  assert_error (crossed, 404, "Internal_CompanyNotFound");
  unknown = get (&fixture.server, "/v2.0/" FACE_TENANT "/Third/api/microsoft/cloudMigration/v1.0/companies");
  assert_error (unknown, 404, "NoEnvironment");

  /* The only place of the first is taken; that of the second isn't. */
  rule = send_body (&fixture.server, "POST", "/sandbox/faults", "text/plain",
                    "GET */Test/*$metadata n=1 " FOREVER);
  holder = prepare (&fixture.server, "GET", FACE_PUBLISHED "$metadata");
  start (&fixture.server, holder);
  while (status != 503)
    {
      g_autoptr (Exchange) probe = get (&fixture.server, FACE_PUBLISHED "companies");

      status = status_of (probe);
    }
  g_clear_pointer (&second, json_object_unref);
  second = get_companies (&fixture, SECOND);
  g_cancellable_cancel (holder->cancellable);
  await (holder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/admin/environments", test_environments);
  g_test_add_func ("/sandbox/admin/errors", test_errors);
  g_test_add_func ("/sandbox/admin/forbidden", test_forbidden);
  g_test_add_func ("/sandbox/admin/upgrade", test_upgrade);
  g_test_add_func ("/sandbox/admin/failed-upgrade", test_failed_upgrade);
  g_test_add_func ("/sandbox/admin/interrupted-upgrade", test_interrupted_upgrade);
  g_test_add_func ("/sandbox/admin/two-environments", test_two_environments);
  return g_test_run ();
}
