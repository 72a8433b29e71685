/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-admin-center.h"

#include "core-fixture.h"
#include "ferry-fixture-await.h"
#include "ferry-fixture-server.h"

#define OPERATIONS                                                                                           \
  "/admin/" FERRY_ADMIN_CENTER_VERSION "/applications/" FERRY_ADMIN_CENTER_FAMILY                            \
  "/environments/My%20Sandbox/operations"

#define ENVIRONMENTS                                                                                         \
  "/admin/" FERRY_ADMIN_CENTER_VERSION "/applications/" FERRY_ADMIN_CENTER_FAMILY "/environments"

typedef struct
{
  FerryFixtureServer *server;
  FerryAdminCenter *center;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture->server = ferry_fixture_server_new ();
  fixture->center = ferry_admin_center_new (ferry_fixture_server_get_url (fixture->server), NULL, &error);
  g_assert_no_error (error);
  ferry_session_set_retry (ferry_admin_center_get_session (fixture->center), 1, 1, 1);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_clear_object (&fixture->center);
  ferry_fixture_server_assert_done (fixture->server);
  g_clear_object (&fixture->server);
}

static void
reply (Fixture *fixture, guint status, const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');

  ferry_fixture_server_reply_to (fixture->server, "GET", OPERATIONS, status, json);
}

static GPtrArray *
list_operations (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_admin_center_list_operations_async (fixture->center, "My Sandbox", NULL, ferry_fixture_await_cb,
                                            &result);
  return ferry_admin_center_list_operations_finish (fixture->center, ferry_fixture_await (&result), error);
}

static void
test_operations (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) operations = NULL;
  FerryAdminOperation *first;
  FerryAdminOperation *last;

  reply (
    fixture, 200,
    "{'value':["
    "{'id':'o1','type':'environmentAppInstall','status':'succeeded','createdOn':'2026-01-01T10:00:00Z',"
    "'startedOn':'2026-01-01T10:01:00Z','completedOn':'2026-01-01T10:02:00Z','errorMessage':null},"
    "{'id':'o3','type':'cloudMigrationDataUpgrade','status':'Running','createdOn':'2026-01-03T12:03:00Z',"
    "'startedOn':'2026-01-03T12:04:00.123Z','completedOn':'','createdBy':'x','parameters':{'a':[1]}},"
    "{'id':'o2','type':'update','status':'failed','createdOn':'2026-01-02T10:00:00Z','errorMessage':'No "
    "room.'}]}");
  operations = list_operations (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (operations->len, ==, 3);
  first = g_ptr_array_index (operations, 0);
  g_assert_cmpstr (ferry_admin_operation_get_id (first), ==, "o3");
  g_assert_cmpstr (ferry_admin_operation_get_kind (first), ==, "cloudMigrationDataUpgrade");
  g_assert_cmpint (ferry_admin_operation_get_status (first), ==, FERRY_ADMIN_STATUS_RUNNING);
  g_assert_cmpstr (ferry_admin_operation_get_status_text (first), ==, "running");
  g_assert_true (ferry_admin_operation_is_going_on (first));
  g_assert_cmpint (ferry_admin_operation_get_start_time (first), ==, G_GINT64_CONSTANT (1767441840123000));
  g_assert_cmpint (ferry_admin_operation_get_end_time (first), ==, 0);
  last = g_ptr_array_index (operations, 2);
  g_assert_cmpstr (ferry_admin_operation_get_id (last), ==, "o1");
  g_assert_false (ferry_admin_operation_is_going_on (last));
  g_assert_cmpint (ferry_admin_operation_get_end_time (last) - ferry_admin_operation_get_start_time (last),
                   ==, G_TIME_SPAN_MINUTE);
  g_assert_cmpstr (ferry_admin_operation_get_message (last), ==, "");
  g_assert_cmpstr (ferry_admin_operation_get_message (g_ptr_array_index (operations, 1)), ==, "No room.");
}

/* Words that aren't published come through as they are; members too that have no sense are left out. */
static void
test_unknown_words (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) operations = NULL;
  FerryAdminOperation *operation;

  reply (
    fixture, 200,
    "{'value':[{'id':'o1','type':'dance','status':'Almost There','createdOn':'yesterday','startedOn':7}]}");
  operations = list_operations (fixture, &error);
  g_assert_no_error (error);
  operation = g_ptr_array_index (operations, 0);
  g_assert_cmpint (ferry_admin_operation_get_status (operation), ==, FERRY_ADMIN_STATUS_UNKNOWN);
  g_assert_cmpstr (ferry_admin_operation_get_status_text (operation), ==, "Almost There");
  g_assert_false (ferry_admin_operation_is_going_on (operation));
  g_assert_cmpint (ferry_admin_operation_get_created_time (operation), ==, 0);
  g_assert_cmpint (ferry_admin_operation_get_start_time (operation), ==, 0);
}

static void
test_empty (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) operations = NULL;

  reply (fixture, 200, "{'value':[]}");
  operations = list_operations (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (operations->len, ==, 0);
}

/* Its errors have no wrapper (api-contract §0). */
static void
test_refused (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  reply (fixture, 403, "{'code':'forbidden','message':'Not for you.','target':'operations'}");
  g_assert_null (list_operations (fixture, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_FORBIDDEN);
  g_assert_cmpstr (ferry_error_get_odata_code (error), ==, "forbidden");
  g_assert_cmpstr (ferry_error_get_service_message (error), ==, "Not for you.");
  g_clear_error (&error);

  reply (fixture, 404, "{'code':'environmentNotFound','message':'None such.'}");
  g_assert_null (list_operations (fixture, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NOT_FOUND);
}

static void
test_damaged (Fixture *fixture, gconstpointer unused)
{
  static const char *const texts[]
    = { "{'value':[{'type':'update','status':'running'}]}", "{'value':[{'id':'o1','type':'update'}]}",
        "{'value':[{'id':'o1','status':'running','type':[]}]}", "{'value':{}}", "[]" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      reply (fixture, 200, texts[i]);
      g_assert_null (list_operations (fixture, &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
    }
}

static void
test_addresses (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FerryAdminCenter) center = ferry_admin_center_new (FERRY_DEFAULT_BASE_URL "//", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (ferry_session_get_base_url (ferry_admin_center_get_session (center)), ==,
                   "https://api.businesscentral.dynamics.com/admin/v2.29/applications/businesscentral/");
  g_assert_null (ferry_admin_center_new ("http://example.com", NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_TLS);
}

static GPtrArray *
list_environments (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_admin_center_list_environments_async (fixture->center, NULL, ferry_fixture_await_cb, &result);
  return ferry_admin_center_list_environments_finish (fixture->center, ferry_fixture_await (&result), error);
}

static void
reply_environments (Fixture *fixture, guint status, const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');

  ferry_fixture_server_reply_to (fixture->server, "GET", ENVIRONMENTS, status, json);
}

static void
test_environments (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) environments = NULL;
  g_autofree char *full = NULL, *short_one = NULL;
  FerryTenantEnvironment *first, *last;

  reply_environments (
    fixture, 200,
    "{'value':[{'name':'Test','status':'Upgrading'},{'friendlyName':'Prod','type':'Production','name':'"
    "Production',"
    "'countryCode':'DK','applicationFamily':'BusinessCentral','aadTenantId':'t','applicationVersion':"
    "'26.1.30643.32100','status':'Active','unknown':{'a':[1]}}]}");
  environments = list_environments (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (environments->len, ==, 2);
  first = g_ptr_array_index (environments, 0);
  last = g_ptr_array_index (environments, 1);
  full = ferry_tenant_environment_dup_description (first);
  short_one = ferry_tenant_environment_dup_description (last);
  g_assert_cmpstr (ferry_tenant_environment_get_name (first), ==, "Production");
  g_assert_cmpstr (ferry_tenant_environment_get_tenant (first), ==, "t");
  g_assert_cmpstr (full, ==, "Production · 26.1 · DK");
  g_assert_true (ferry_tenant_environment_is_active (first));
  g_assert_cmpstr (short_one, ==, "Upgrading");
  g_assert_false (ferry_tenant_environment_is_active (last));
}

static void
test_environments_wrong (Fixture *fixture, gconstpointer unused)
{
  static const char *const wrong[]
    = { "{'value':[{'type':'Sandbox'}]}", "{'value':[{'name':''}]}", "{'value':[{'name':7}]}",
        "{'value':[{'name':'a','type':1}]}", "{'value':['a']}" };
  g_autoptr (GError) refused = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      reply_environments (fixture, 200, wrong[i]);
      g_assert_null (list_environments (fixture, &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
    }
  reply_environments (fixture, 403, "{'code':'Forbidden','message':'Not you.'}");
  g_assert_null (list_environments (fixture, &refused));
  g_assert_error (refused, FERRY_ERROR, FERRY_ERROR_FORBIDDEN);
}

#define add(path, function) g_test_add ("/admin-center/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/admin-center/addresses", test_addresses);
  add ("operations", test_operations);
  add ("unknown-words", test_unknown_words);
  add ("empty", test_empty);
  add ("refused", test_refused);
  add ("damaged", test_damaged);
  add ("environments", test_environments);
  add ("environments-wrong", test_environments_wrong);
  return g_test_run ();
}
