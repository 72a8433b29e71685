/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-fixture.h"

#include <string.h>

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

  core_fixture_reply (fixture, "PATCH", COMPANY, 200, COMPANY_IS ("true", "W/2"));
  company = set_replicate (fixture, FALSE, TRUE, &error);
  g_assert_no_error (error);
  g_assert_true (ferry_company_get_replicate (company));
  g_assert_cmpstr (core_fixture_header (fixture, 1, "If-Match"), ==, "W/1");
  sent = core_fixture_get_sent (fixture, 1);
  g_assert_cmpstr (sent, ==, "{\"replicate\":true}");

  /* An empty answer: the company is read. */
  core_fixture_reply (fixture, "PATCH", COMPANY, 204, NULL);
  core_fixture_reply (fixture, "GET", COMPANY, 200, COMPANY_IS ("false", "W/3"));
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

  core_fixture_reply (fixture, "PATCH", COMPANY, 409,
                      "{'error':{'code':'Request_EntityChanged','message':'x'}}");
  core_fixture_reply (fixture, "GET", COMPANY, 200, COMPANY_IS ("false", "W/2"));
  core_fixture_reply (fixture, "PATCH", COMPANY, 200, COMPANY_IS ("true", "W/3"));
  company = set_replicate (fixture, FALSE, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (core_fixture_header (fixture, 3, "If-Match"), ==, "W/2");
}

/* Somebody else was faster with the same. */
static void
test_select_conflict_same (CoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryCompany) company = NULL;
  g_autoptr (GError) error = NULL;

  core_fixture_reply (fixture, "PATCH", COMPANY, 412, "");
  core_fixture_reply (fixture, "GET", COMPANY, 200, COMPANY_IS ("true", "W/2"));
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
      core_fixture_reply (fixture, "PATCH", COMPANY, 412, "");
      core_fixture_reply (fixture, "GET", COMPANY, 200, COMPANY_IS ("false", "W/2"));
    }
  g_assert_null (set_replicate (fixture, FALSE, TRUE, &error));
  core_assert_error (error, FERRY_ERROR_CHANGED, "CRONUS");
}

/* What was to be kept was changed by somebody else: said, not overwritten. */
static void
test_select_conflict_real (CoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  core_fixture_reply (fixture, "PATCH", COMPANY, 412, "");
  core_fixture_reply (fixture, "GET", COMPANY, 200, COMPANY_IS ("true", "W/2"));
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
  core_fixture_reply (fixture, "GET", COMPANY, 200, COMPANY_IS ("true", "W/2"));
  company = set_replicate (fixture, FALSE, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, 3);
}

static void
test_select_vanished (CoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryCompany) company = NULL;
  g_autoptr (GError) error = NULL;

  core_fixture_reply (fixture, "PATCH", COMPANY, 404,
                      "{'error':{'code':'Internal_RecordNotFound','message':'Gone.'}}");
  g_assert_null (set_replicate (fixture, FALSE, TRUE, &error));
  core_assert_error (error, FERRY_ERROR_NOT_FOUND, "“CRONUS” isn’t in the list any more");
  g_clear_error (&error);

  /* It may have been the company addressed that is gone: one is looked for anew. */
  core_fixture_reply (fixture, "GET", CORE_ROOT, 200, "{'value':[{'id':'other','name':'Other'}]}");
  core_fixture_reply (fixture, "PATCH", CORE_ROOT "(other)/cloudMigrationCompanies(c1)", 200,
                      COMPANY_IS ("true", "W/2"));
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

  core_fixture_reply (fixture, "GET", CORE_PATH ("cloudMigrationCompanies"), 200,
                      "{'value':[" COMPANY_IS ("true", "W/1") "]}");
  core_fixture_reply (fixture, "POST", COMPANY "/Microsoft.NAV.createCompaniesMarkedForReplication", 204,
                      NULL);
  core_fixture_reply (fixture, "POST",
                      CORE_PATH ("cloudMigrationCompanies(c%201%2F2)/Microsoft.NAV.initializeCompany"), 204,
                      NULL);
  core_fixture_reply (fixture, "GET", CORE_PATH ("cloudMigrationCompanies"), 200, "{'value':[]}");

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

  core_fixture_reply (fixture, "GET", CORE_PATH ("tableMappings"), 200,
                      "{'value':[" MAPPING_IS ("Old", "W/1") "]}");
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

  core_fixture_reply (fixture, "POST", CORE_PATH ("tableMappings"), 201, MAPPING_IS ("New", "W/1"));
  added = save_mapping (fixture, NULL, "New", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ferry_table_mapping_get_source_table_name (added), ==, "New");

  core_fixture_reply (fixture, "PATCH", MAPPING, 200, MAPPING_IS ("Newer", "W/2"));
  changed = save_mapping (fixture, existing, "Newer", &error);
  g_assert_no_error (error);

  core_fixture_reply (fixture, "DELETE", MAPPING, 204, NULL);
  g_assert_true (delete_mapping (fixture, changed, &error));
  g_assert_cmpstr (core_fixture_header (fixture, 4, "If-Match"), ==, "W/2");

  core_fixture_reply (fixture, "POST", MAPPING "/Microsoft.NAV.restoreDefaults", 204, NULL);
  ferry_migration_service_reset_mappings_async (fixture->service, changed, FALSE, NULL,
                                                ferry_fixture_await_cb, &restored);
  g_assert_true (
    core_fixture_await_action (fixture, &restored, ferry_migration_service_reset_mappings_finish, &error));
  core_fixture_reply (fixture, "POST", MAPPING "/Microsoft.NAV.deleteAllForExtension", 204, NULL);
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

  core_fixture_reply (fixture, "PATCH", MAPPING, 409,
                      "{'error':{'code':'Request_EntityChanged','message':'x'}}");
  core_fixture_reply (fixture, "GET", MAPPING, 200, MAPPING_IS ("Old", "W/2"));
  core_fixture_reply (fixture, "PATCH", MAPPING, 200, MAPPING_IS ("New", "W/3"));
  retried = save_mapping (fixture, existing, "New", &error);
  g_assert_no_error (error);

  core_fixture_reply (fixture, "PATCH", MAPPING, 409,
                      "{'error':{'code':'Request_EntityChanged','message':'x'}}");
  core_fixture_reply (fixture, "GET", MAPPING, 200, MAPPING_IS ("Theirs", "W/4"));
  g_assert_null (save_mapping (fixture, existing, "New", &error));
  core_assert_error (error, FERRY_ERROR_CHANGED, "Customer");
  g_clear_error (&error);

  /* Deleting doesn't throw away what somebody else just wrote. */
  core_fixture_reply (fixture, "DELETE", MAPPING, 412, "");
  core_fixture_reply (fixture, "GET", MAPPING, 200, MAPPING_IS ("Theirs", "W/4"));
  g_assert_false (delete_mapping (fixture, existing, &error));
  core_assert_error (error, FERRY_ERROR_CHANGED, "Customer");
  g_clear_error (&error);

  /* Gone is gone, also where only the answer got lost. */
  ferry_fixture_reply_cut (ferry_fixture_server_reply_to (fixture->server, "DELETE", MAPPING, 204, NULL));
  core_fixture_reply (fixture, "GET", MAPPING, 404,
                      "{'error':{'code':'Internal_RecordNotFound','message':'Gone.'}}");
  g_assert_true (delete_mapping (fixture, existing, &error));
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  core_fixture_add ("/service/select", test_select);
  core_fixture_add ("/service/select/conflict-elsewhere", test_select_conflict_elsewhere);
  core_fixture_add ("/service/select/conflict-same", test_select_conflict_same);
  core_fixture_add ("/service/select/conflict-twice", test_select_conflict_twice);
  core_fixture_add ("/service/select/conflict-real", test_select_conflict_real);
  core_fixture_add ("/service/select/answer-lost", test_select_answer_lost);
  core_fixture_add ("/service/select/vanished", test_select_vanished);
  core_fixture_add ("/service/create-and-initialize", test_create_and_initialize);
  core_fixture_add ("/service/mappings", test_mappings);
  core_fixture_add ("/service/mappings/conflicts", test_mapping_conflicts);
  return g_test_run ();
}
