/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-fixture.h"

#include <string.h>

#define SET_UP                                                                                               \
  "{\"id\":\"s1\",\"productId\":\"DynamicsBCLast\",\"sqlServerType\":\"SQLServer\",\"runtimeName\":\"\","    \
  "\"runtimeKey\":\"\",\"@odata.etag\":\"W/1\"}"
#define SECRET "Server=sql;Database=BC;User Id=sa;Password=hunter2;"

static void
reply (CoreFixture *fixture, const char *method, const char *path, guint status, const char *text)
{
  g_autofree char *json = text != NULL ? core_fixture_json (text) : NULL;

  ferry_fixture_server_reply_to (fixture->server, method, path, status, json);
}

static const FerryFixtureRequest *
request (CoreFixture *fixture, guint index)
{
  return ferry_fixture_server_get_request (fixture->server, index);
}

static const char *
header (CoreFixture *fixture, guint index, const char *name)
{
  return soup_message_headers_get_one (request (fixture, index)->headers, name);
}

static void
assert_query (CoreFixture *fixture, guint index, const char *name, const char *value)
{
  const char *query = request (fixture, index)->query;
  g_autoptr (GHashTable) parameters
    = g_uri_parse_params (query != NULL ? query : "", -1, "&", G_URI_PARAMS_WWW_FORM, NULL);

  g_assert_nonnull (parameters);
  g_assert_cmpstr (g_hash_table_lookup (parameters, name), ==, value);
}

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

  reply (
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

  reply (fixture, "GET", CORE_ROOT, status, text);
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

  reply (fixture, "GET", CORE_PATH ("sourceProductTypes"), 200,
         "{'value':[{'id':'DynamicsBC','displayName':'Business Central'}]}");
  reply (fixture, "GET", CORE_PATH ("cloudMigrationCompanies"), 200, "{'value':[]}");
  reply (fixture, "GET", CORE_PATH ("cloudMigrationStatus"), 200,
         "{'value':[{'id':'r1','runId':'x','startTime':'2026-01-31T08:00:00Z','status':'Completed'}]}");
  reply (fixture, "GET", CORE_PATH ("cloudMigrationStatus"), 200, "{'value':[]}");

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
  assert_query (fixture, 3, "$top", "1");
  assert_query (fixture, 3, "$orderby", "startTime desc");

  ferry_migration_service_list_runs_async (fixture->service, 0, NULL, ferry_fixture_await_cb, &all_result);
  all
    = ferry_migration_service_list_runs_finish (fixture->service, ferry_fixture_await (&all_result), &error);
  g_assert_no_error (error);
  assert_query (fixture, 4, "$top", NULL);
}

static void
test_list_broken_entity (CoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  reply (fixture, "GET", CORE_PATH ("cloudMigrationStatus"), 200,
         "{'value':[{'id':'r1','startTime':'2026-01-31T08:00:00Z','status':'Completed'},{'id':'r2'}]}");
  ferry_migration_service_list_runs_async (fixture->service, 0, NULL, ferry_fixture_await_cb, &result);
  g_assert_null (
    ferry_migration_service_list_runs_finish (fixture->service, ferry_fixture_await (&result), &error));
  core_assert_error (error, FERRY_ERROR_PROTOCOL, "“status”");
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

  reply (fixture, "GET", CORE_PATH ("setupCloudMigration"), 200, "{'value':[]}");
  reply (fixture, "POST", CORE_PATH ("setupCloudMigration"), 201,
         "{'id':'s1','productId':'DynamicsBCLast','sqlServerType':'SQLServer','runtimeName':'ir-1',"
         "'runtimeKey':'the key','@odata.etag':'W/1'}");
  reply (fixture, "POST", CORE_PATH ("setupCloudMigration(s1)/Microsoft.NAV.installedIntegrationRuntime"),
         204, NULL);
  reply (fixture, "POST", CORE_PATH ("setupCloudMigration(s1)/Microsoft.NAV.completeSetup"), 200, "{}");

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

  reply (fixture, "POST", CORE_PATH ("setupCloudMigration"), 204, NULL);
  reply (fixture, "GET", CORE_PATH ("setupCloudMigration"), 200, "{'value':[" SET_UP "]}");
  setup = save_setup (fixture, NULL, "ir", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ferry_setup_get_id (setup), ==, "s1");
}

static void
test_setup_refused (CoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *described = NULL;

  reply (
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

  reply (fixture, "GET", CORE_PATH ("setupCloudMigration"), 200, "{'value':[" SET_UP "]}");
  /* Touched, but not changed, by somebody else: sent again with the fresh tag. */
  reply (fixture, "PATCH", CORE_PATH ("setupCloudMigration(s1)"), 409,
         "{'error':{'code':'Request_EntityChanged','message':'Changed.'}}");
  reply (fixture, "GET", CORE_PATH ("setupCloudMigration(s1)"), 200,
         "{'id':'s1','productId':'DynamicsBCLast','sqlServerType':'SQLServer','runtimeName':'','@odata.etag':"
         "'W/2'}");
  reply (fixture, "PATCH", CORE_PATH ("setupCloudMigration(s1)"), 200, SET_UP);

  existing = get_setup (fixture);
  saved = save_setup (fixture, existing, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (header (fixture, 2, "If-Match"), ==, "W/1");
  g_assert_cmpstr (header (fixture, 4, "If-Match"), ==, "W/2");
  sent = core_fixture_get_sent (fixture, 4);
  g_assert_nonnull (strstr (sent, "runtimeName"));

  /* Changed by somebody else: theirs stays. */
  reply (fixture, "PATCH", CORE_PATH ("setupCloudMigration(s1)"), 412, "");
  reply (
    fixture, "GET", CORE_PATH ("setupCloudMigration(s1)"), 200,
    "{'id':'s1','productId':'DynamicsBC','sqlServerType':'SQLServer','runtimeName':'','@odata.etag':'W/3'}");
  g_assert_null (save_setup (fixture, existing, NULL, &error));
  core_assert_error (error, FERRY_ERROR_CHANGED, "Somebody else");
}

/* ---- Companies ---- */

static FerryCompany *
set_replicate (CoreFixture *fixture, gboolean was, gboolean wanted, GError **error)
{
  g_autoptr (FerryCompany) company = core_fixture_company ("c1", was, "W/1");
  g_autoptr (GAsyncResult) result = NULL;

  ferry_migration_service_set_replicate_async (fixture->service, company, wanted, NULL,
                                               ferry_fixture_await_cb, &result);
  return ferry_migration_service_set_replicate_finish (fixture->service, ferry_fixture_await (&result),
                                                       error);
}

#define COMPANY CORE_PATH ("cloudMigrationCompanies(c1)")
#define COMPANY_IS(replicate, etag)                                                                          \
  "{'id':'c1','name':'CRONUS','replicate':" replicate ",'@odata.etag':'" etag "'}"

static void
test_select (CoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryCompany) company = NULL;
  g_autoptr (FerryCompany) read = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sent = NULL;

  reply (fixture, "PATCH", COMPANY, 200, COMPANY_IS ("true", "W/2"));
  company = set_replicate (fixture, FALSE, TRUE, &error);
  g_assert_no_error (error);
  g_assert_true (ferry_company_get_replicate (company));
  g_assert_cmpstr (header (fixture, 1, "If-Match"), ==, "W/1");
  sent = core_fixture_get_sent (fixture, 1);
  g_assert_cmpstr (sent, ==, "{\"replicate\":true}");

  /* An empty answer: the company is read. */
  reply (fixture, "PATCH", COMPANY, 204, NULL);
  reply (fixture, "GET", COMPANY, 200, COMPANY_IS ("false", "W/3"));
  read = set_replicate (fixture, TRUE, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ferry_company_get_etag (read), ==, "W/3");
}

/* Another version, but `replicate` is as it was: sent once more. */
static void
test_select_conflict_elsewhere (CoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryCompany) company = NULL;
  g_autoptr (GError) error = NULL;

  reply (fixture, "PATCH", COMPANY, 409, "{'error':{'code':'Request_EntityChanged','message':'x'}}");
  reply (fixture, "GET", COMPANY, 200, COMPANY_IS ("false", "W/2"));
  reply (fixture, "PATCH", COMPANY, 200, COMPANY_IS ("true", "W/3"));
  company = set_replicate (fixture, FALSE, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (header (fixture, 3, "If-Match"), ==, "W/2");
}

/* Somebody else was faster with the same. */
static void
test_select_conflict_same (CoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryCompany) company = NULL;
  g_autoptr (GError) error = NULL;

  reply (fixture, "PATCH", COMPANY, 412, "");
  reply (fixture, "GET", COMPANY, 200, COMPANY_IS ("true", "W/2"));
  company = set_replicate (fixture, FALSE, TRUE, &error);
  g_assert_no_error (error);
  g_assert_true (ferry_company_get_replicate (company));
}

static void
test_select_conflict_twice (CoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    {
      reply (fixture, "PATCH", COMPANY, 412, "");
      reply (fixture, "GET", COMPANY, 200, COMPANY_IS ("false", "W/2"));
    }
  g_assert_null (set_replicate (fixture, FALSE, TRUE, &error));
  core_assert_error (error, FERRY_ERROR_CHANGED, "CRONUS");
}

/* What was to be kept was changed by somebody else: said, not overwritten. */
static void
test_select_conflict_real (CoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  reply (fixture, "PATCH", COMPANY, 412, "");
  reply (fixture, "GET", COMPANY, 200, COMPANY_IS ("true", "W/2"));
  g_assert_null (set_replicate (fixture, FALSE, FALSE, &error));
  core_assert_error (error, FERRY_ERROR_CHANGED, "CRONUS");
}

/* The answer got lost: what the company says now decides. */
static void
test_select_answer_lost (CoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryCompany) company = NULL;
  g_autoptr (GError) error = NULL;

  ferry_fixture_reply_cut (ferry_fixture_server_reply_to (fixture->server, "PATCH", COMPANY, 200, NULL));
  reply (fixture, "GET", COMPANY, 200, COMPANY_IS ("true", "W/2"));
  company = set_replicate (fixture, FALSE, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, 3);
}

static void
test_select_vanished (CoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryCompany) company = NULL;
  g_autoptr (GError) error = NULL;

  reply (fixture, "PATCH", COMPANY, 404, "{'error':{'code':'Internal_RecordNotFound','message':'Gone.'}}");
  g_assert_null (set_replicate (fixture, FALSE, TRUE, &error));
  core_assert_error (error, FERRY_ERROR_NOT_FOUND, "“CRONUS” isn’t in the list any more");
  g_clear_error (&error);

  /* It may have been the company addressed that is gone: one is looked for anew. */
  reply (fixture, "GET", CORE_ROOT, 200, "{'value':[{'id':'other','name':'Other'}]}");
  reply (fixture, "PATCH", CORE_ROOT "(other)/cloudMigrationCompanies(c1)", 200, COMPANY_IS ("true", "W/2"));
  company = set_replicate (fixture, FALSE, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ferry_migration_service_get_company_name (fixture->service), ==, "Other");
}

static void
test_create_and_initialize (CoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryCompany) company = core_fixture_company ("c 1/2", TRUE, "");
  g_autoptr (GAsyncResult) created = NULL, initialized = NULL, none = NULL;
  g_autoptr (GError) error = NULL;

  reply (fixture, "GET", CORE_PATH ("cloudMigrationCompanies"), 200,
         "{'value':[" COMPANY_IS ("true", "W/1") "]}");
  reply (fixture, "POST", COMPANY "/Microsoft.NAV.createCompaniesMarkedForReplication", 204, NULL);
  reply (fixture, "POST", CORE_PATH ("cloudMigrationCompanies(c%201%2F2)/Microsoft.NAV.initializeCompany"),
         204, NULL);
  reply (fixture, "GET", CORE_PATH ("cloudMigrationCompanies"), 200, "{'value':[]}");

  ferry_migration_service_create_companies_async (fixture->service, NULL, ferry_fixture_await_cb, &created);
  g_assert_true (
    core_fixture_await_action (fixture, &created, ferry_migration_service_create_companies_finish, &error));
  ferry_migration_service_initialize_company_async (fixture->service, company, NULL, ferry_fixture_await_cb,
                                                    &initialized);
  g_assert_true (core_fixture_await_action (fixture, &initialized,
                                            ferry_migration_service_initialize_company_finish, &error));
  g_assert_no_error (error);
  ferry_migration_service_create_companies_async (fixture->service, NULL, ferry_fixture_await_cb, &none);
  g_assert_false (
    core_fixture_await_action (fixture, &none, ferry_migration_service_create_companies_finish, &error));
  core_assert_error (error, FERRY_ERROR_REFUSED, "no company");
}

/* ---- Starting ---- */

static gboolean
start (CoreFixture *fixture, const char *name, GError **error)
{
  g_autoptr (FerryRun) run = core_fixture_run ("r1");
  g_autoptr (GAsyncResult) result = NULL;

  ferry_migration_service_start_async (fixture->service, run, name, NULL, ferry_fixture_await_cb, &result);
  return core_fixture_await_action (fixture, &result, ferry_migration_service_start_finish, error);
}

static void
test_start (CoreFixture *fixture, gconstpointer unused)
{
  static const char *const names[] = { "runReplication", "runDataUpgrade",         "refreshStatus",
                                       "resetCloudData", "completeCloudMigration", "disableReplication" };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path
        = g_strconcat (CORE_PATH ("cloudMigrationStatus(r1)/Microsoft.NAV."), names[i], NULL);
      g_autofree char *sent = NULL;

      reply (fixture, "POST", path, i % 2 == 0 ? 204 : 200, i % 2 == 0 ? NULL : "");
      g_assert_true (start (fixture, names[i], &error));
      g_assert_no_error (error);
      sent = core_fixture_get_sent (fixture, (guint) i + 1);
      g_assert_cmpstr (sent, ==, "");
    }
}

#define RUN_REPLICATION CORE_PATH ("cloudMigrationStatus(r1)/Microsoft.NAV.runReplication")

/* Whatever happens, it is sent once. */
static void
test_start_once (CoreFixture *fixture, gconstpointer unused)
{
  static const guint statuses[] = { 408, 429, 500, 502, 503, 504 };
  g_autoptr (GError) error = NULL;
  guint sent = 1;

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      reply (fixture, "POST", RUN_REPLICATION, statuses[i], "");
      g_assert_false (start (fixture, "runReplication", &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
      g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, ++sent);
    }
  ferry_fixture_reply_cut (
    ferry_fixture_server_reply_to (fixture->server, "POST", RUN_REPLICATION, 204, NULL));
  g_assert_false (start (fixture, "runReplication", &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_AMBIGUOUS);
  ferry_fixture_drain ();
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, ++sent);
}

static void
test_start_refused (CoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  reply (fixture, "POST", RUN_REPLICATION, 400,
         "{'error':{'code':'Application_DialogException','message':'A migration is already in progress.  "
         "CorrelationId:  6f0c0000-0000-0000-0000-000000000001.'}}");
  g_assert_false (start (fixture, "runReplication", &error));
  core_assert_error (error, FERRY_ERROR_REFUSED, "A migration is already in progress.");
  g_assert_cmpstr (ferry_error_get_correlation_id (error), ==, "6f0c0000-0000-0000-0000-000000000001");
  g_clear_error (&error);

  reply (fixture, "POST", RUN_REPLICATION, 404,
         "{'error':{'code':'Internal_RecordNotFound','message':'Gone.'}}");
  g_assert_false (start (fixture, "runReplication", &error));
  core_assert_error (error, FERRY_ERROR_NOT_FOUND, "isn’t in the log any more");
}

/* Without a company nothing can be started, and nothing is. */
static void
test_start_unconnected (CoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  ferry_fixture_server_reply_to (fixture->server, "GET", CORE_ROOT, 401, "");
  g_assert_false (start (fixture, "runReplication", &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED);
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, 1);
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

/* ---- Mappings ---- */

#define MAPPING CORE_PATH ("tableMappings(m1)")
#define MAPPING_IS(source, etag)                                                                             \
  "{'id':'m1','targetTableType':'Table','appId':'a','tableId':18,'tableName':'Customer','sourceTableName':"  \
  "'" source "','dataPerCompany':true,'@odata.etag':'" etag "'}"

static FerryTableMapping *
list_one_mapping (CoreFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) mappings = NULL;
  g_autoptr (GError) error = NULL;

  reply (fixture, "GET", CORE_PATH ("tableMappings"), 200, "{'value':[" MAPPING_IS ("Old", "W/1") "]}");
  ferry_migration_service_list_mappings_async (fixture->service, NULL, ferry_fixture_await_cb, &result);
  mappings
    = ferry_migration_service_list_mappings_finish (fixture->service, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mappings->len, ==, 1);
  return g_object_ref (g_ptr_array_index (mappings, 0));
}

static FerryTableMapping *
save_mapping (CoreFixture *fixture, FerryTableMapping *existing, const char *source, GError **error)
{
  g_autoptr (FerryTableMapping) mapping = ferry_table_mapping_new (FALSE, "a", 18, "Customer", source, TRUE);
  g_autoptr (GAsyncResult) result = NULL;

  ferry_migration_service_save_mapping_async (fixture->service, existing, mapping, NULL,
                                              ferry_fixture_await_cb, &result);
  return ferry_migration_service_save_mapping_finish (fixture->service, ferry_fixture_await (&result), error);
}

static gboolean
delete_mapping (CoreFixture *fixture, FerryTableMapping *mapping, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_migration_service_delete_mapping_async (fixture->service, mapping, NULL, ferry_fixture_await_cb,
                                                &result);
  return core_fixture_await_action (fixture, &result, ferry_migration_service_delete_mapping_finish, error);
}

static void
test_mappings (CoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryTableMapping) existing = list_one_mapping (fixture);
  g_autoptr (FerryTableMapping) added = NULL, changed = NULL;
  g_autoptr (GAsyncResult) restored = NULL, cleared = NULL;
  g_autoptr (GError) error = NULL;

  reply (fixture, "POST", CORE_PATH ("tableMappings"), 201, MAPPING_IS ("New", "W/1"));
  added = save_mapping (fixture, NULL, "New", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ferry_table_mapping_get_source_table_name (added), ==, "New");

  reply (fixture, "PATCH", MAPPING, 200, MAPPING_IS ("Newer", "W/2"));
  changed = save_mapping (fixture, existing, "Newer", &error);
  g_assert_no_error (error);

  reply (fixture, "DELETE", MAPPING, 204, NULL);
  g_assert_true (delete_mapping (fixture, changed, &error));
  g_assert_cmpstr (header (fixture, 4, "If-Match"), ==, "W/2");

  reply (fixture, "POST", MAPPING "/Microsoft.NAV.restoreDefaults", 204, NULL);
  ferry_migration_service_reset_mappings_async (fixture->service, changed, FALSE, NULL,
                                                ferry_fixture_await_cb, &restored);
  g_assert_true (
    core_fixture_await_action (fixture, &restored, ferry_migration_service_reset_mappings_finish, &error));
  reply (fixture, "POST", MAPPING "/Microsoft.NAV.deleteAllForExtension", 204, NULL);
  ferry_migration_service_reset_mappings_async (fixture->service, changed, TRUE, NULL, ferry_fixture_await_cb,
                                                &cleared);
  g_assert_true (
    core_fixture_await_action (fixture, &cleared, ferry_migration_service_reset_mappings_finish, &error));
  g_assert_no_error (error);
}

static void
test_mapping_conflicts (CoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryTableMapping) existing = list_one_mapping (fixture);
  g_autoptr (FerryTableMapping) retried = NULL;
  g_autoptr (GError) error = NULL;

  reply (fixture, "PATCH", MAPPING, 409, "{'error':{'code':'Request_EntityChanged','message':'x'}}");
  reply (fixture, "GET", MAPPING, 200, MAPPING_IS ("Old", "W/2"));
  reply (fixture, "PATCH", MAPPING, 200, MAPPING_IS ("New", "W/3"));
  retried = save_mapping (fixture, existing, "New", &error);
  g_assert_no_error (error);

  reply (fixture, "PATCH", MAPPING, 409, "{'error':{'code':'Request_EntityChanged','message':'x'}}");
  reply (fixture, "GET", MAPPING, 200, MAPPING_IS ("Theirs", "W/4"));
  g_assert_null (save_mapping (fixture, existing, "New", &error));
  core_assert_error (error, FERRY_ERROR_CHANGED, "Customer");
  g_clear_error (&error);

  /* Deleting doesn't throw away what somebody else just wrote. */
  reply (fixture, "DELETE", MAPPING, 412, "");
  reply (fixture, "GET", MAPPING, 200, MAPPING_IS ("Theirs", "W/4"));
  g_assert_false (delete_mapping (fixture, existing, &error));
  core_assert_error (error, FERRY_ERROR_CHANGED, "Customer");
  g_clear_error (&error);

  /* Gone is gone, also where only the answer got lost. */
  ferry_fixture_reply_cut (ferry_fixture_server_reply_to (fixture->server, "DELETE", MAPPING, 204, NULL));
  reply (fixture, "GET", MAPPING, 404, "{'error':{'code':'Internal_RecordNotFound','message':'Gone.'}}");
  g_assert_true (delete_mapping (fixture, existing, &error));
  g_assert_no_error (error);
}

/* ---- Details ---- */

#define PAGE                                                                                                 \
  "{'value':[{'id':'dddddddd-0000-0000-0000-000000000001','companyName':'CRONUS','tableName':'Customer','"   \
  "status':'Failed','recordsCopied':1,"                                                                      \
  "'totalRecords':2,'errors':'50005'}]}"

static gboolean
load_details (CoreFixture *fixture, FerryDetailList *list, GError **error)
{
  g_autoptr (FerryRun) run = core_fixture_run ("aaaaaaaa-0000-0000-0000-000000000001");
  g_autoptr (GAsyncResult) result = NULL;

  ferry_migration_service_load_details_async (fixture->service, run, list, NULL, ferry_fixture_await_cb,
                                              &result);
  return core_fixture_await_action (fixture, &result, ferry_migration_service_load_details_finish, error);
}

#define DETAILS                                                                                              \
  CORE_PATH ("cloudMigrationStatus(aaaaaaaa-0000-0000-0000-000000000001)/cloudMigrationStatusDetails")
#define RUN_DETAILS CORE_MANAGEMENT_PATH ("runDetails")

/* Without the management API the published one is asked, and the other not again. */
static void
test_details_published (CoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryDetailList) list = ferry_detail_list_new ();
  g_autoptr (GError) error = NULL;

  reply (fixture, "GET", RUN_DETAILS, 404, "{'error':{'code':'BadRequest_NotFound','message':'No route.'}}");
  reply (fixture, "GET", DETAILS, 200, PAGE);
  load_details (fixture, list, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ferry_detail_list_count (list, FERRY_TABLE_STATUS_FAILED), ==, 1);
  assert_query (fixture, 2, "$select", "id,companyName,tableName,status,recordsCopied,totalRecords,errors");

  reply (fixture, "GET", DETAILS, 200, PAGE);
  load_details (fixture, list, &error);
  g_assert_no_error (error);

  /* A failure leaves the list as it was. */
  reply (fixture, "GET", DETAILS, 200, "{'value':[{'id':'dddddddd-0000-0000-0000-000000000002',");
  g_assert_false (load_details (fixture, list, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
  g_clear_error (&error);
  g_assert_cmpuint (ferry_detail_list_get_n_rows (list), ==, 1);

  reply (fixture, "GET", DETAILS, 404, "{'error':{'code':'Internal_RecordNotFound','message':'Gone.'}}");
  g_assert_false (load_details (fixture, list, &error));
  core_assert_error (error, FERRY_ERROR_NOT_FOUND, "isn’t in the log any more");
  g_assert_cmpuint (ferry_detail_list_get_n_rows (list), ==, 1);
}

static void
test_details_management (CoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryDetailList) list = ferry_detail_list_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *page = core_fixture_json (PAGE);
  g_autofree char *next
    = g_strconcat (ferry_fixture_server_get_url (fixture->server), RUN_DETAILS + 1, "?$skiptoken=2", NULL);
  g_autofree char *first = g_strdup_printf ("{'value':[],'@odata.nextLink':'%s'}", next);

  reply (fixture, "GET", RUN_DETAILS, 200, first);
  ferry_fixture_server_reply_to (fixture->server, "GET", RUN_DETAILS, 200, page);
  load_details (fixture, list, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ferry_detail_list_get_n_rows (list), ==, 1);
  assert_query (fixture, 1, "$filter", "runId eq aaaaaaaa-0000-0000-0000-000000000001");
  assert_query (fixture, 2, "$skiptoken", "2");

  /* It is there: a 404 of its now is one. */
  reply (fixture, "GET", RUN_DETAILS, 404, "{'error':{'code':'BadRequest_NotFound','message':'x'}}");
  g_assert_false (load_details (fixture, list, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NOT_FOUND);
}

/* ---- Management ---- */

static JsonObject *
read_management (CoreFixture *fixture, GHashTable **capabilities, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_migration_service_read_management_async (fixture->service, NULL, ferry_fixture_await_cb, &result);
  return ferry_migration_service_read_management_finish (fixture->service, ferry_fixture_await (&result),
                                                         capabilities, error);
}

static gboolean
manage (CoreFixture *fixture, const char *name, const char *arguments, JsonNode **answer, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *json = arguments != NULL ? core_fixture_json (arguments) : NULL;

  ferry_migration_service_manage_async (fixture->service, name,
                                        json != NULL ? json_from_string (json, NULL) : NULL, NULL,
                                        ferry_fixture_await_cb, &result);
  return ferry_migration_service_manage_finish (fixture->service, ferry_fixture_await (&result), answer,
                                                error);
}

static void
test_management (CoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GHashTable) capabilities = NULL;
  g_autoptr (JsonObject) overview = NULL;
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sent = NULL;

  reply (fixture, "GET", CORE_MANAGEMENT_PATH ("capabilities"), 200,
         "{'value':[{'name':'runDiagnostic','available':true,'reason':''},"
         "{'name':'updateService','available':false,'reason':'Not today.'},"
         "{'name':'sanitizeTable','available':false,'reason':null}]}");
  reply (fixture, "GET", CORE_MANAGEMENT_PATH ("migrationOverview"), 200,
         "{'value':[{'id':'o1','enabled':true}]}");
  overview = read_management (fixture, &capabilities, &error);
  g_assert_no_error (error);
  g_assert_true (json_object_get_boolean_member (overview, "enabled"));
  g_assert_cmpstr (g_hash_table_lookup (capabilities, "runDiagnostic"), ==, "");
  g_assert_cmpstr (g_hash_table_lookup (capabilities, "updateService"), ==, "Not today.");
  g_assert_cmpstr (g_hash_table_lookup (capabilities, "sanitizeTable"), !=, "");
  g_assert_false (g_hash_table_contains (capabilities, "flyToTheMoon"));

  reply (fixture, "POST", CORE_MANAGEMENT_PATH ("migrationOverview(o1)/Microsoft.NAV.pauseMigration"), 204,
         NULL);
  g_assert_true (manage (fixture, "pauseMigration", "{'reason':'holidays'}", &answer, &error));
  g_assert_null (answer);
  sent = core_fixture_get_sent (fixture, 3);
  g_assert_cmpstr (sent, ==, "{\"reason\":\"holidays\"}");
  reply (fixture, "POST", CORE_MANAGEMENT_PATH ("migrationOverview(o1)/Microsoft.NAV.getRuntimeKeys"), 200,
         "{'primaryKey':'p'}");
  g_assert_true (manage (fixture, "getRuntimeKeys", NULL, &answer, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (answer), "primaryKey"), ==, "p");
}

static void
test_management_missing (CoreFixture *fixture, gconstpointer unused)
{
  GHashTable *capabilities = NULL;
  g_autoptr (GError) error = NULL;

  reply (fixture, "GET", CORE_MANAGEMENT_PATH ("capabilities"), 404, "");
  g_assert_null (read_management (fixture, &capabilities, &error));
  g_assert_no_error (error);
  g_assert_null (capabilities);

  reply (fixture, "GET", CORE_MANAGEMENT_PATH ("migrationOverview"), 404, "");
  g_assert_false (manage (fixture, "runDiagnostic", NULL, NULL, &error));
  core_assert_error (error, FERRY_ERROR_NOT_OFFERED, CORE_ENVIRONMENT);
}

static void
test_management_broken (CoreFixture *fixture, gconstpointer unused)
{
  GHashTable *capabilities = NULL;
  g_autoptr (GError) error = NULL;

  reply (fixture, "GET", CORE_MANAGEMENT_PATH ("capabilities"), 200,
         "{'value':[{'name':'x','available':'maybe'}]}");
  g_assert_null (read_management (fixture, &capabilities, &error));
  core_assert_error (error, FERRY_ERROR_PROTOCOL, "“available”");
  g_assert_null (capabilities);
  g_clear_error (&error);

  reply (fixture, "GET", CORE_MANAGEMENT_PATH ("capabilities"), 200, "{'value':[]}");
  reply (fixture, "GET", CORE_MANAGEMENT_PATH ("migrationOverview"), 200, "{'value':[]}");
  g_assert_null (read_management (fixture, &capabilities, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
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
  core_fixture_add ("/service/select", test_select);
  core_fixture_add ("/service/select/conflict-elsewhere", test_select_conflict_elsewhere);
  core_fixture_add ("/service/select/conflict-same", test_select_conflict_same);
  core_fixture_add ("/service/select/conflict-twice", test_select_conflict_twice);
  core_fixture_add ("/service/select/conflict-real", test_select_conflict_real);
  core_fixture_add ("/service/select/answer-lost", test_select_answer_lost);
  core_fixture_add ("/service/select/vanished", test_select_vanished);
  core_fixture_add ("/service/create-and-initialize", test_create_and_initialize);
  core_fixture_add ("/service/start", test_start);
  core_fixture_add ("/service/start/once", test_start_once);
  core_fixture_add ("/service/start/refused", test_start_refused);
  g_test_add ("/service/start/unconnected", CoreFixture, NULL, core_fixture_set_up_unconnected,
              test_start_unconnected, core_fixture_tear_down);
  core_fixture_add ("/service/cancel", test_cancel);
  core_fixture_add ("/service/mappings", test_mappings);
  core_fixture_add ("/service/mappings/conflicts", test_mapping_conflicts);
  core_fixture_add ("/service/details/published", test_details_published);
  core_fixture_add ("/service/details/management", test_details_management);
  core_fixture_add ("/service/management", test_management);
  core_fixture_add ("/service/management/missing", test_management_missing);
  core_fixture_add ("/service/management/broken", test_management_broken);
  return g_test_run ();
}
