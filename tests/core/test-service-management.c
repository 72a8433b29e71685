/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-fixture.h"

#include <string.h>

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

  core_fixture_reply (fixture, "GET", RUN_DETAILS, 404,
                      "{'error':{'code':'BadRequest_NotFound','message':'No route.'}}");
  core_fixture_reply (fixture, "GET", DETAILS, 200, PAGE);
  load_details (fixture, list, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ferry_detail_list_count (list, FERRY_TABLE_STATUS_FAILED), ==, 1);
  core_fixture_assert_query (fixture, 2, "$select",
                             "id,companyName,tableName,status,recordsCopied,totalRecords,errors");

  core_fixture_reply (fixture, "GET", DETAILS, 200, PAGE);
  load_details (fixture, list, &error);
  g_assert_no_error (error);

  /* A failure leaves the list as it was. */
  core_fixture_reply (fixture, "GET", DETAILS, 200,
                      "{'value':[{'id':'dddddddd-0000-0000-0000-000000000002',");
  g_assert_false (load_details (fixture, list, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
  g_clear_error (&error);
  g_assert_cmpuint (ferry_detail_list_get_n_rows (list), ==, 1);

  core_fixture_reply (fixture, "GET", DETAILS, 404,
                      "{'error':{'code':'Internal_RecordNotFound','message':'Gone.'}}");
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

  core_fixture_reply (fixture, "GET", RUN_DETAILS, 200, first);
  ferry_fixture_server_reply_to (fixture->server, "GET", RUN_DETAILS, 200, page);
  load_details (fixture, list, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ferry_detail_list_get_n_rows (list), ==, 1);
  core_fixture_assert_query (fixture, 1, "$filter", "runId eq aaaaaaaa-0000-0000-0000-000000000001");
  core_fixture_assert_query (fixture, 2, "$skiptoken", "2");

  /* The route went away: the published one still has the run. */
  core_fixture_reply (fixture, "GET", RUN_DETAILS, 404,
                      "{'error':{'code':'BadRequest_NotFound','message':'x'}}");
  core_fixture_reply (fixture, "GET", DETAILS, 200, PAGE);
  g_assert_true (load_details (fixture, list, &error));
  g_assert_no_error (error);

  /* The route is there, but not what it is about. */
  core_fixture_reply (fixture, "GET", RUN_DETAILS, 404,
                      "{'error':{'code':'Internal_RecordNotFound','message':'x'}}");
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

  core_fixture_reply (fixture, "GET", CORE_MANAGEMENT_PATH ("capabilities"), 200,
                      "{'value':[{'name':'runDiagnostic','available':true,'reason':''},"
                      "{'name':'updateService','available':false,'reason':'Not today.'},"
                      "{'name':'sanitizeTable','available':false,'reason':null}]}");
  core_fixture_reply (fixture, "GET", CORE_MANAGEMENT_PATH ("migrationOverview"), 200,
                      "{'value':[{'id':'o1','enabled':true}]}");
  overview = read_management (fixture, &capabilities, &error);
  g_assert_no_error (error);
  g_assert_true (json_object_get_boolean_member (overview, "enabled"));
  g_assert_cmpstr (g_hash_table_lookup (capabilities, "runDiagnostic"), ==, "");
  g_assert_cmpstr (g_hash_table_lookup (capabilities, "updateService"), ==, "Not today.");
  g_assert_cmpstr (g_hash_table_lookup (capabilities, "sanitizeTable"), !=, "");
  g_assert_false (g_hash_table_contains (capabilities, "flyToTheMoon"));

  core_fixture_reply (fixture, "POST",
                      CORE_MANAGEMENT_PATH ("migrationOverview(o1)/Microsoft.NAV.pauseMigration"), 204, NULL);
  g_assert_true (manage (fixture, "pauseMigration", "{'reason':'holidays'}", &answer, &error));
  g_assert_null (answer);
  sent = core_fixture_get_sent (fixture, 3);
  g_assert_cmpstr (sent, ==, "{\"reason\":\"holidays\"}");
  core_fixture_reply (fixture, "POST",
                      CORE_MANAGEMENT_PATH ("migrationOverview(o1)/Microsoft.NAV.getRuntimeKeys"), 200,
                      "{'primaryKey':'p'}");
  g_assert_true (manage (fixture, "getRuntimeKeys", NULL, &answer, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (answer), "primaryKey"), ==, "p");

  /* Gone between listing and use. */
  core_fixture_reply (fixture, "POST",
                      CORE_MANAGEMENT_PATH ("migrationOverview(o1)/Microsoft.NAV.updateService"), 404,
                      "{'error':{'code':'BadRequest_NotFound','message':'No such action.'}}");
  g_assert_false (manage (fixture, "updateService", NULL, NULL, &error));
  core_assert_error (error, FERRY_ERROR_NOT_OFFERED, CORE_ENVIRONMENT);
}

static void
test_management_missing (CoreFixture *fixture, gconstpointer unused)
{
  GHashTable *capabilities = NULL;
  g_autoptr (GError) error = NULL;

  core_fixture_reply (fixture, "GET", CORE_MANAGEMENT_PATH ("capabilities"), 404, "");
  g_assert_null (read_management (fixture, &capabilities, &error));
  g_assert_no_error (error);
  g_assert_null (capabilities);

  core_fixture_reply (fixture, "GET", CORE_MANAGEMENT_PATH ("migrationOverview"), 404, "");
  g_assert_false (manage (fixture, "runDiagnostic", NULL, NULL, &error));
  core_assert_error (error, FERRY_ERROR_NOT_OFFERED, CORE_ENVIRONMENT);
}

static void
test_management_broken (CoreFixture *fixture, gconstpointer unused)
{
  GHashTable *capabilities = NULL;
  g_autoptr (GError) error = NULL;

  core_fixture_reply (fixture, "GET", CORE_MANAGEMENT_PATH ("capabilities"), 200,
                      "{'value':[{'name':'x','available':'maybe'}]}");
  g_assert_null (read_management (fixture, &capabilities, &error));
  core_assert_error (error, FERRY_ERROR_PROTOCOL, "“available”");
  g_assert_null (capabilities);
  g_clear_error (&error);

  core_fixture_reply (fixture, "GET", CORE_MANAGEMENT_PATH ("capabilities"), 200, "{'value':[]}");
  core_fixture_reply (fixture, "GET", CORE_MANAGEMENT_PATH ("migrationOverview"), 200, "{'value':[]}");
  g_assert_null (read_management (fixture, &capabilities, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  core_fixture_add ("/service/details/published", test_details_published);
  core_fixture_add ("/service/details/management", test_details_management);
  core_fixture_add ("/service/management", test_management);
  core_fixture_add ("/service/management/missing", test_management_missing);
  core_fixture_add ("/service/management/broken", test_management_broken);
  return g_test_run ();
}
