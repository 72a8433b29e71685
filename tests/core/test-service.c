/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-fixture.h"

#include <string.h>

#define SET_UP                                                                                               \
  "{\"id\":\"s1\",\"productId\":\"DynamicsBCLast\",\"sqlServerType\":\"SQLServer\",\"runtimeName\":\"\","    \
  "\"runtimeKey\":\"\",\"@odata.etag\":\"W/1\"}"
#define SECRET "Server=sql;Database=BC;User Id=sa;Password=hunter2;"

/* ---- Connecting ---- */

static gboolean
try_connect (CoreFixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_migration_service_connect_async (fixture->service, NULL, ferry_fixture_await_cb, &result);
  return ferry_migration_service_connect_finish (fixture->service, ferry_fixture_await (&result), error);
}

/* The oldest company is addressed: what the migration creates comes later. */
static void
test_connect (CoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  core_fixture_reply (
    fixture, "GET", CORE_ROOT, 200,
    "{'value':[{'id':'b','name':'Created later','systemCreatedAt':'2026-01-01T00:00:00Z'},"
    "{'id':'a','name':'My Company','systemCreatedAt':'2020-01-01T00:00:00Z'},{'id':'c','name':'Ageless'}]}");
  g_assert_null (ferry_migration_service_get_company_name (fixture->service));
  g_assert_true (try_connect (fixture, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (ferry_migration_service_get_company_name (fixture->service), ==, "My Company");
}

static void
assert_connect_error (CoreFixture *fixture, guint status, const char *text, int expected, const char *words)
{
  g_autoptr (GError) error = NULL;

  core_fixture_reply (fixture, "GET", CORE_ROOT, status, text);
  g_assert_false (try_connect (fixture, &error));
  core_assert_error (error, expected, words);
}

static void
test_connect_refused (CoreFixture *fixture, gconstpointer unused)
{
  FerryFixtureReply *html;
  g_autoptr (GError) error = NULL;

  assert_connect_error (fixture, 404,
                        "{'error':{'code':'NoEnvironment','message':'Environment does not exist.'}}",
                        FERRY_ERROR_NOT_FOUND, "no environment “" CORE_ENVIRONMENT "”");
  assert_connect_error (fixture, 404, "{'error':{'code':'BadRequest_NotFound','message':'Unknown tenant.'}}",
                        FERRY_ERROR_NOT_FOUND, "tenant “" CORE_TENANT "”");
  assert_connect_error (fixture, 404, "", FERRY_ERROR_NOT_FOUND, CORE_ENVIRONMENT);
  assert_connect_error (fixture, 401,
                        "{'error':{'code':'Authentication_InvalidCredentials','message':'No.'}}",
                        FERRY_ERROR_UNAUTHORIZED, "");
  assert_connect_error (fixture, 403, "{'error':{'code':'Authorization_RequestDenied','message':'No.'}}",
                        FERRY_ERROR_FORBIDDEN, "");
  assert_connect_error (fixture, 200, "{'value':[]}", FERRY_ERROR_REFUSED, CORE_ENVIRONMENT);
  assert_connect_error (fixture, 200, "{'value':[{'id':7,'name':'x'}]}", FERRY_ERROR_PROTOCOL, "“id”");
  assert_connect_error (fixture, 200, "{'value':{}}", FERRY_ERROR_PROTOCOL, "127.0.0.1");
  assert_connect_error (fixture, 200, "{'value':[", FERRY_ERROR_PROTOCOL, "127.0.0.1");

  html = ferry_fixture_server_reply_to (fixture->server, "GET", CORE_ROOT, 200,
                                        "<html>Welcome to the router</html>");
  ferry_fixture_reply_set_header (html, "Content-Type", "text/html");
  g_assert_false (try_connect (fixture, &error));
  core_assert_error (error, FERRY_ERROR_PROTOCOL, "127.0.0.1");
  g_assert_null (ferry_migration_service_get_company_name (fixture->service));
}

static void
test_addresses (void)
{
  g_autoptr (FerryProfile) profile = ferry_profile_new ("n", "https://bc.example.com//", "a b/../c", "Ü?#");
  g_autoptr (FerryProfile) plain = ferry_profile_new ("n", "http://bc.example.com", "t", "e");
  g_autoptr (FerryMigrationService) service = NULL;
  g_autoptr (GError) error = NULL;

  service = ferry_migration_service_new (profile, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ferry_session_get_base_url (ferry_migration_service_get_session (service)), ==,
                   "https://bc.example.com/v2.0/a%20b%2F..%2Fc/%C3%9C%3F%23/api/");
  g_assert_null (ferry_migration_service_new (plain, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_TLS);
}

/* ---- Lists ---- */

static void
test_lists (CoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GAsyncResult) products_result = NULL, companies_result = NULL, runs_result = NULL,
                           all_result = NULL;
  g_autoptr (GPtrArray) products = NULL, companies = NULL, runs = NULL, all = NULL;
  g_autoptr (GError) error = NULL;

  core_fixture_reply (fixture, "GET", CORE_PATH ("sourceProductTypes"), 200,
                      "{'value':[{'id':'DynamicsBC','displayName':'Business Central'}]}");
  core_fixture_reply (fixture, "GET", CORE_PATH ("cloudMigrationCompanies"), 200, "{'value':[]}");
  core_fixture_reply (
    fixture, "GET", CORE_PATH ("cloudMigrationStatus"), 200,
    "{'value':[{'id':'r1','runId':'x','startTime':'2026-01-31T08:00:00Z','status':'Completed'}]}");
  core_fixture_reply (fixture, "GET", CORE_PATH ("cloudMigrationStatus"), 200, "{'value':[]}");

  ferry_migration_service_list_products_async (fixture->service, NULL, ferry_fixture_await_cb,
                                               &products_result);
  products = ferry_migration_service_list_products_finish (fixture->service,
                                                           ferry_fixture_await (&products_result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (products->len, ==, 1);

  ferry_migration_service_list_companies_async (fixture->service, NULL, ferry_fixture_await_cb,
                                                &companies_result);
  companies = ferry_migration_service_list_companies_finish (fixture->service,
                                                             ferry_fixture_await (&companies_result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (companies->len, ==, 0);

  ferry_migration_service_list_runs_async (fixture->service, 1, NULL, ferry_fixture_await_cb, &runs_result);
  runs
    = ferry_migration_service_list_runs_finish (fixture->service, ferry_fixture_await (&runs_result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (runs->len, ==, 1);
  core_fixture_assert_query (fixture, 3, "$top", "1");
  core_fixture_assert_query (fixture, 3, "$orderby", "startTime desc");

  ferry_migration_service_list_runs_async (fixture->service, 0, NULL, ferry_fixture_await_cb, &all_result);
  all
    = ferry_migration_service_list_runs_finish (fixture->service, ferry_fixture_await (&all_result), &error);
  g_assert_no_error (error);
  core_fixture_assert_query (fixture, 4, "$top", NULL);
}

static void
test_list_broken_entity (CoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  core_fixture_reply (
    fixture, "GET", CORE_PATH ("cloudMigrationStatus"), 200,
    "{'value':[{'id':'r1','startTime':'2026-01-31T08:00:00Z','status':'Completed'},{'id':'r2'}]}");
  ferry_migration_service_list_runs_async (fixture->service, 0, NULL, ferry_fixture_await_cb, &result);
  g_assert_null (
    ferry_migration_service_list_runs_finish (fixture->service, ferry_fixture_await (&result), &error));
  core_assert_error (error, FERRY_ERROR_PROTOCOL, "“status”");
}

static void
test_cancel (CoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryRun) run = core_fixture_run ("r1");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ferry_fixture_reply_hang (
    ferry_fixture_server_reply_to (fixture->server, "GET", CORE_PATH ("cloudMigrationStatus"), 200, "{}"));
  ferry_migration_service_list_runs_async (fixture->service, 0, cancellable, ferry_fixture_await_cb, &result);
  ferry_fixture_wait_until (ferry_fixture_server_get_n_hanging (fixture->server) == 1);
  g_cancellable_cancel (cancellable);
  g_assert_null (
    ferry_migration_service_list_runs_finish (fixture->service, ferry_fixture_await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  ferry_fixture_server_release (fixture->server);
}

/* ---- Setting up ---- */

static FerrySetup *
get_setup (CoreFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  FerrySetup *setup;

  ferry_migration_service_get_setup_async (fixture->service, NULL, ferry_fixture_await_cb, &result);
  setup = ferry_migration_service_get_setup_finish (fixture->service, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  return setup;
}

static FerrySetup *
save_setup (CoreFixture *fixture, FerrySetup *existing, const char *runtime_name, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_migration_service_save_setup_async (fixture->service, existing, "DynamicsBCLast",
                                            FERRY_SQL_SERVER_TYPE_SQL_SERVER, SECRET, runtime_name, NULL,
                                            ferry_fixture_await_cb, &result);
  return ferry_migration_service_save_setup_finish (fixture->service, ferry_fixture_await (&result), error);
}

static void
test_first_setup (CoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GAsyncResult) verified = NULL, completed = NULL;
  g_autoptr (FerrySetup) setup = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;
  g_autofree char *sent = NULL;

  core_fixture_reply (fixture, "GET", CORE_PATH ("setupCloudMigration"), 200, "{'value':[]}");
  core_fixture_reply (
    fixture, "POST", CORE_PATH ("setupCloudMigration"), 201,
    "{'id':'s1','productId':'DynamicsBCLast','sqlServerType':'SQLServer','runtimeName':'ir-1',"
    "'runtimeKey':'the key','@odata.etag':'W/1'}");
  core_fixture_reply (fixture, "POST",
                      CORE_PATH ("setupCloudMigration(s1)/Microsoft.NAV.installedIntegrationRuntime"), 204,
                      NULL);
  core_fixture_reply (fixture, "POST", CORE_PATH ("setupCloudMigration(s1)/Microsoft.NAV.completeSetup"), 200,
                      "{}");

  g_assert_null (get_setup (fixture));
  setup = save_setup (fixture, NULL, "", &error);
  g_assert_no_error (error);
  key = ferry_setup_take_runtime_key (setup);
  g_assert_cmpstr (key, ==, "the key");
  g_assert_cmpstr (ferry_setup_get_runtime_name (setup), ==, "ir-1");
  sent = core_fixture_get_sent (fixture, 2);
  g_assert_nonnull (strstr (sent, "hunter2"));
  /* Left out, the service makes a runtime. */
  g_assert_null (strstr (sent, "runtimeName"));

  ferry_migration_service_verify_runtime_async (fixture->service, setup, NULL, ferry_fixture_await_cb,
                                                &verified);
  g_assert_true (
    core_fixture_await_action (fixture, &verified, ferry_migration_service_verify_runtime_finish, &error));
  ferry_migration_service_complete_setup_async (fixture->service, setup, NULL, ferry_fixture_await_cb,
                                                &completed);
  g_assert_true (
    core_fixture_await_action (fixture, &completed, ferry_migration_service_complete_setup_finish, &error));
  g_assert_no_error (error);
}

/* Some answers are empty: what was made is read then. */
static void
test_setup_without_answer (CoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerrySetup) setup = NULL;
  g_autoptr (GError) error = NULL;

  core_fixture_reply (fixture, "POST", CORE_PATH ("setupCloudMigration"), 204, NULL);
  core_fixture_reply (fixture, "GET", CORE_PATH ("setupCloudMigration"), 200, "{'value':[" SET_UP "]}");
  setup = save_setup (fixture, NULL, "ir", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ferry_setup_get_id (setup), ==, "s1");
}

static void
test_setup_refused (CoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *described = NULL;

  core_fixture_reply (
    fixture, "POST", CORE_PATH ("setupCloudMigration"), 400,
    "{'error':{'code':'Application_DialogException','message':'Login failed for user sa. Password=hunter2;'"
    "}}");
  g_assert_null (save_setup (fixture, NULL, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
  described = ferry_error_describe (error);
  g_assert_null (strstr (described, "hunter2"));
}

static void
test_change_setup (CoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerrySetup) existing = NULL;
  g_autoptr (FerrySetup) saved = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sent = NULL;

  core_fixture_reply (fixture, "GET", CORE_PATH ("setupCloudMigration"), 200, "{'value':[" SET_UP "]}");
  /* Touched, but not changed, by somebody else: sent again with the fresh tag. */
  core_fixture_reply (fixture, "PATCH", CORE_PATH ("setupCloudMigration(s1)"), 409,
                      "{'error':{'code':'Request_EntityChanged','message':'Changed.'}}");
  core_fixture_reply (
    fixture, "GET", CORE_PATH ("setupCloudMigration(s1)"), 200,
    "{'id':'s1','productId':'DynamicsBCLast','sqlServerType':'SQLServer','runtimeName':'','@odata.etag':"
    "'W/2'}");
  core_fixture_reply (fixture, "PATCH", CORE_PATH ("setupCloudMigration(s1)"), 200, SET_UP);

  existing = get_setup (fixture);
  saved = save_setup (fixture, existing, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (core_fixture_header (fixture, 2, "If-Match"), ==, "W/1");
  g_assert_cmpstr (core_fixture_header (fixture, 4, "If-Match"), ==, "W/2");
  sent = core_fixture_get_sent (fixture, 4);
  g_assert_nonnull (strstr (sent, "runtimeName"));

  /* Changed by somebody else: theirs stays. */
  core_fixture_reply (fixture, "PATCH", CORE_PATH ("setupCloudMigration(s1)"), 412, "");
  core_fixture_reply (
    fixture, "GET", CORE_PATH ("setupCloudMigration(s1)"), 200,
    "{'id':'s1','productId':'DynamicsBC','sqlServerType':'SQLServer','runtimeName':'','@odata.etag':'W/3'}");
  g_assert_null (save_setup (fixture, existing, NULL, &error));
  core_assert_error (error, FERRY_ERROR_CHANGED, "Somebody else");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/service/connect", CoreFixture, NULL, core_fixture_set_up_unconnected, test_connect,
              core_fixture_tear_down);
  g_test_add ("/service/connect/refused", CoreFixture, NULL, core_fixture_set_up_unconnected,
              test_connect_refused, core_fixture_tear_down);
  g_test_add_func ("/service/addresses", test_addresses);
  core_fixture_add ("/service/lists", test_lists);
  core_fixture_add ("/service/lists/broken-entity", test_list_broken_entity);
  core_fixture_add ("/service/setup/first", test_first_setup);
  core_fixture_add ("/service/setup/without-answer", test_setup_without_answer);
  core_fixture_add ("/service/setup/refused", test_setup_refused);
  core_fixture_add ("/service/setup/change", test_change_setup);
  core_fixture_add ("/service/cancel", test_cancel);
  return g_test_run ();
}
