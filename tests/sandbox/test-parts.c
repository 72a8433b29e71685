/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small parts of the face: option values, JSON, fault rules, limits. */
#include "sandbox-enum.h"
#include "sandbox-error.h"
#include "sandbox-fault.h"
#include "sandbox-json.h"
#include "sandbox-limit.h"
#include "sandbox-store-schema.h"
#include "sandbox-store.h"
#include "sandbox-tally.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_enum_styles (void)
{
  static const struct
  {
    const SandboxOption *options;
    const char *member;
    const char *wire[3];
  } CASES[] = {
    { SANDBOX_OPTIONS_RUN_STATUS, "InProgress", { "In Progress", "InProgress", "In_x0020_Progress" } },
    { SANDBOX_OPTIONS_RUN_STATUS,
      "RepairDataPending",
      { " Data Repair Pending", "RepairDataPending", "_x0020_Data_x0020_Repair_x0020_Pending" } },
    { SANDBOX_OPTIONS_RUN_STATUS,
      "UpgradeInProgress",
      { "Upgrade in Progress", "UpgradeInProgress", "Upgrade_x0020_in_x0020_Progress" } },
    { SANDBOX_OPTIONS_COMPANY_STATUS, " ", { " ", "_x0020_", "_x0020_" } },
    { SANDBOX_OPTIONS_TASK_STATUS, "", { " ", "_x0020_", "_x0020_" } },
    { SANDBOX_OPTIONS_SERVER_TYPE, "AzureSQL", { "AzureSQL", "AzureSQL", "AzureSQL" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    for (int style = SANDBOX_ENUM_CAPTIONS; style <= SANDBOX_ENUM_ENCODED; style++)
      {
        g_autofree char *wire
          = sandbox_enum_to_wire (CASES[i].options, CASES[i].member, (SandboxEnumStyle) style);

        g_assert_cmpstr (wire, ==, CASES[i].wire[style]);
        g_assert_cmpstr (sandbox_enum_from_wire (CASES[i].options, wire), ==, CASES[i].member);
      }
  g_assert_cmpstr (sandbox_enum_from_wire (SANDBOX_OPTIONS_RUN_STATUS, "upgrade pending"), ==,
                   "UpgradePending");
  g_assert_null (sandbox_enum_from_wire (SANDBOX_OPTIONS_RUN_STATUS, "Finished"));
  g_assert_null (sandbox_enum_from_wire (SANDBOX_OPTIONS_RUN_STATUS, ""));
  g_assert_null (sandbox_enum_from_wire (SANDBOX_OPTIONS_RUN_STATUS, "_xZZZZ_"));
}

/* A value that a newer engine writes isn't lost on the way. */
static void
test_enum_unknown (void)
{
  g_autofree char *wire
    = sandbox_enum_to_wire (SANDBOX_OPTIONS_RUN_STATUS, "Brand New", SANDBOX_ENUM_CAPTIONS);

  g_assert_cmpstr (wire, ==, "Brand New");
}

static void
test_json_strings (void)
{
  static const char *const TEXTS[]
    = { "", "plain", "quote \" backslash \\ slash /", "\n\r\t\b\f\x01\x1f", "Sønner 😀 \xe2\x80\x8f" };

  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    {
      g_autoptr (GString) out = g_string_new ("[");
      g_autoptr (JsonNode) node = NULL;
      g_autoptr (GError) error = NULL;

      sandbox_json_append_string (out, TEXTS[i]);
      g_string_append_c (out, ']');
      node = json_from_string (out->str, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (json_array_get_string_element (json_node_get_array (node), 0), ==, TEXTS[i]);
    }
}

static void
test_json_bodies (void)
{
  static const struct
  {
    const char *body;
    gboolean valid;
  } CASES[] = {
    { "{}", TRUE },
    { " {\"a\": 1} ", TRUE },
    { "{\"a\": \"{[{[\"}", TRUE },
    { "[]", FALSE },
    { "1", FALSE },
    { "null", FALSE },
    { "{", FALSE },
    { "{\"a\":}", FALSE },
    { "{\"a\":1", FALSE },
    { "not json", FALSE },
    { "<html></html>", FALSE },
    { "{\"a\":\"\xff\"}", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (CASES[i].body, strlen (CASES[i].body));
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonObject) object = sandbox_json_parse_object (body, &error);

      g_assert_true ((object != NULL) == CASES[i].valid);
      if (object == NULL)
        g_assert_error (error, SANDBOX_ERROR, SANDBOX_ERROR_BAD_REQUEST);
    }
}

static void
test_json_depth (void)
{
  g_autoptr (GString) deep = g_string_new ("{\"a\":");
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = NULL;

  for (guint i = 0; i < 200000; i++)
    g_string_append_c (deep, '[');
  body = g_bytes_new (deep->str, deep->len);
  object = sandbox_json_parse_object (body, &error);
  g_assert_null (object);
  g_assert_error (error, SANDBOX_ERROR, SANDBOX_ERROR_BAD_REQUEST);
}

static guint
count_hits (const char *rule, guint requests, guint *first)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SandboxFault) fault = sandbox_fault_parse (rule, &error);
  guint hits = 0;

  g_assert_no_error (error);
  *first = 0;
  for (guint i = 1; i <= requests; i++)
    if (sandbox_fault_hits (fault, "GET", "/v2.0/t/e/api/x/companies(1)/cloudMigrationStatus"))
      {
        hits++;
        if (*first == 0)
          *first = i;
      }
  return hits;
}

static void
test_fault_counting (void)
{
  static const struct
  {
    const char *rule;
    guint hits;
    guint first;
  } CASES[] = {
    { "* status=503", 10, 1 },
    { "GET cloudMigrationStatus n=3 status=503", 1, 3 },
    { "GET cloudMigrationStatus n=3 times=2 cut", 2, 3 },
    { "GET * every=4 cut", 2, 4 },
    { "GET * n=2 every=4 cut", 3, 2 },
    { "* every=2 times=3 delay=5", 3, 2 },
    { "POST * cut", 0, 0 },
    { "GET cloudMigrationStatu cut", 0, 0 },
    { "GET cloudMigrationStatu* times=4 cut", 4, 1 },
    { "GET /v2.0/t/e/api/x/companies(1)/cloudMigrationStatus cut", 10, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      guint first;

      g_test_message ("%s", CASES[i].rule);
      g_assert_cmpuint (count_hits (CASES[i].rule, 10, &first), ==, CASES[i].hits);
      g_assert_cmpuint (first, ==, CASES[i].first);
    }
}

static void
test_fault_rules (void)
{
  static const char *const WRONG[] = { "",
                                       "GET",
                                       "GET *",
                                       "* status=abc",
                                       "* status=99",
                                       "* status=600",
                                       "* cut garble",
                                       "* n=0 cut",
                                       "* delay=-1",
                                       "* every=0 cut",
                                       "* times=0 cut",
                                       "* explode",
                                       "* n=1",
                                       "* cut=yes",
                                       "* html cut",
                                       "* done",
                                       "* cut done",
                                       "* stall=1",
                                       "* status=400 message='unbalanced" };
  g_autoptr (GError) error = NULL;
  g_autoptr (SandboxFault) fault = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (WRONG); i++)
    {
      g_autoptr (GError) problem = NULL;

      g_test_message ("%s", WRONG[i]);
      g_assert_null (sandbox_fault_parse (WRONG[i], &problem));
      g_assert_error (problem, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
  fault = sandbox_fault_parse (
    "GET  cloud*\tstatus=504 html delay=7 retry-after=2 code=X message='Y  Z' done", &error);
  g_assert_no_error (error);
  g_assert_cmpint (fault->kind, ==, SANDBOX_FAULT_HTML);
  g_assert_cmpuint (fault->status, ==, 504);
  g_assert_cmpuint (fault->delay, ==, 7);
  g_assert_cmpstr (fault->retry_after, ==, "2");
  g_assert_cmpstr (fault->code, ==, "X");
  g_assert_cmpstr (fault->message, ==, "Y  Z");
  g_assert_true (fault->after);
}

static void
test_tally (void)
{
  static const struct
  {
    const char *path;
    const char *route;
  } CASES[] = {
    { "/", "/" },
    { "/v2.0", "/v2.0" },
    { "/v2.0/t", "/v2.0/{tenant}" },
    { "/v2.0/t/e", "/v2.0/{tenant}/{environment}" },
    { "/v2.0/t/e/api/a/b/v1.0/companies(1)/x('a b')/Microsoft.NAV.y",
      "/v2.0/{tenant}/{environment}/api/a/b/v1.0/companies({id})/x({id})/Microsoft.NAV.y" },
    { "/v2.0/t/e/open(1", "/v2.0/{tenant}/{environment}/open(1" },
    { "/a.example/oauth2/v2.0/token", "/{tenant}/oauth2/v2.0/token" },
    { "/admin/v2.29/applications/environments", "/admin/v2.29/applications/environments" },
    { "/admin/v2.29/applications/businesscentral/environments/Test/operations",
      "/admin/v2.29/applications/businesscentral/environments/{environment}/operations" },
    { "/admin/v2.29/applications/businesscentral/environments/operations",
      "/admin/v2.29/applications/businesscentral/environments/operations" },
  };
  g_autoptr (SandboxTally) tally = sandbox_tally_new ();
  g_autoptr (GString) json = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *route = sandbox_tally_route (CASES[i].path);

      g_assert_cmpstr (route, ==, CASES[i].route);
    }
  sandbox_tally_begin (tally, "GET", "/v2.0/t/E/x(1)", TRUE, 0);
  sandbox_tally_begin (tally, "GET", "/v2.0/t/e/x(2)", TRUE, 30 * G_USEC_PER_SEC);
  sandbox_tally_begin (tally, "POST", "/t", FALSE, 31 * G_USEC_PER_SEC);
  sandbox_tally_end (tally, "GET", "/v2.0/t/E/x(1)", TRUE, 200);
  sandbox_tally_end (tally, "POST", "/t", FALSE, 0);
  /* A minute after the first, which counts no more. */
  sandbox_tally_begin (tally, "GET", "/v2.0/t/e/x(3)", TRUE, 60 * G_USEC_PER_SEC);
  sandbox_tally_append_json (tally, json);
  g_assert_nonnull (strstr (
    json->str,
    "\"total\":4,\"atOnce\":2,\"mostAtOnce\":2,\"environments\":["
    "{\"name\":\"e\",\"count\":3,\"mostInAMinute\":2}],\"routes\":["
    "{\"method\":\"GET\",\"route\":\"/v2.0/{tenant}/{environment}/x({id})\",\"count\":3,\"failed\":0},"
    "{\"method\":\"POST\",\"route\":\"/t\",\"count\":1,\"failed\":1}]}"));
  sandbox_tally_reset (tally);
  sandbox_tally_end (tally, "GET", "/v2.0/t/e/x(2)", TRUE, 200);
  g_string_truncate (json, 0);
  sandbox_tally_append_json (tally, json);
  g_assert_nonnull (
    strstr (json->str, "\"total\":0,\"atOnce\":1,\"mostAtOnce\":2,\"environments\":[],\"routes\":[]}"));
}

static void
test_rate (void)
{
  g_autoptr (SandboxLimit) limit = sandbox_limit_new (3, 1);
  g_autoptr (SandboxLimit) none = sandbox_limit_new (0, 1);
  gint64 second = G_USEC_PER_SEC;

  g_assert_cmpuint (sandbox_limit_admit (limit, 0), ==, 0);
  g_assert_cmpuint (sandbox_limit_admit (limit, 10 * second), ==, 0);
  g_assert_cmpuint (sandbox_limit_admit (limit, 20 * second), ==, 0);
  g_assert_cmpuint (sandbox_limit_admit (limit, 20 * second), ==, 280);
  g_assert_cmpuint (sandbox_limit_admit (limit, 299 * second + 1), ==, 1);
  g_assert_cmpuint (sandbox_limit_admit (limit, 300 * second), ==, 0);
  g_assert_cmpuint (sandbox_limit_admit (limit, 300 * second), ==, 10);
  g_assert_cmpuint (sandbox_limit_admit (limit, 900 * second), ==, 0);
  for (guint i = 0; i < 100; i++)
    g_assert_cmpuint (sandbox_limit_admit (none, 0), ==, 0);
}

static void
test_places (void)
{
  g_autoptr (SandboxLimit) limit = sandbox_limit_new (0, 2);

  g_assert_true (sandbox_limit_take_place (limit));
  g_assert_true (sandbox_limit_take_place (limit));
  g_assert_false (sandbox_limit_take_place (limit));
  sandbox_limit_release_place (limit);
  g_assert_true (sandbox_limit_take_place (limit));
}

static char *
describe_tables (SandboxStore *store)
{
  return sandbox_store_query_text (
    store,
    "SELECT group_concat (m.name || '.' || c.name) FROM (SELECT name FROM sqlite_schema WHERE type = 'table'"
    " ORDER BY name) m, pragma_table_info (m.name) c",
    "");
}

/* A folder of the first version is brought up to the present one, with what is in it; one of a later version
 * is refused. */
static void
test_store_versions (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("ferry-store-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "service.db", NULL);
  g_autoptr (SandboxStore) store = sandbox_store_open (folder, &error);
  g_autofree char *fresh = NULL;
  g_autofree char *brought_up = NULL;
  g_autofree char *name = NULL;
  const SandboxStoreStep *steps;
  sqlite3 *db = NULL;
  guint n;

  g_assert_no_error (error);
  fresh = describe_tables (store);
  g_clear_pointer (&store, sandbox_store_close);
  g_unlink (path);

  steps = sandbox_store_schema_get_steps (&n);
  g_assert_cmpuint (n, >, 1);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, steps[0].script, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db,
                                 "INSERT INTO companies (id, name) VALUES ('c', 'Company “1” 😀');"
                                 "PRAGMA user_version = 1",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (db);
  store = sandbox_store_open (folder, &error);
  g_assert_no_error (error);
  brought_up = describe_tables (store);
  g_assert_cmpstr (brought_up, ==, fresh);
  name = sandbox_store_query_text (store, "SELECT name FROM companies", "");
  g_assert_cmpstr (name, ==, "Company “1” 😀");
  g_assert_cmpint (sandbox_store_query_int (store, 0, "PRAGMA user_version", ""), ==, n);

  g_assert_true (sandbox_store_exec (store, &error, "PRAGMA user_version = 1000", ""));
  g_clear_pointer (&store, sandbox_store_close);
  store = sandbox_store_open (folder, &error);
  g_assert_null (store);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/enum/styles", test_enum_styles);
  g_test_add_func ("/sandbox/enum/unknown", test_enum_unknown);
  g_test_add_func ("/sandbox/json/strings", test_json_strings);
  g_test_add_func ("/sandbox/json/bodies", test_json_bodies);
  g_test_add_func ("/sandbox/json/depth", test_json_depth);
  g_test_add_func ("/sandbox/fault/counting", test_fault_counting);
  g_test_add_func ("/sandbox/fault/rules", test_fault_rules);
  g_test_add_func ("/sandbox/tally/routes", test_tally);
  g_test_add_func ("/sandbox/limit/rate", test_rate);
  g_test_add_func ("/sandbox/limit/places", test_places);
  g_test_add_func ("/sandbox/parts/store-versions", test_store_versions);
  return g_test_run ();
}
