/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which tables there are, and how each is replicated: domain §2.5, api-contract §B. */
#include "face-fixture.h"

#include "sandbox-rules.h"
#include "sandbox-sql.h"

#include <string.h>

#define PRINTERS "Printer Selection$" SANDBOX_APP_BASE
#define NO_APP   "00000000-0000-0000-0000-000000000000"

static JsonObject *
row_of (FaceAnswer *list, guint row)
{
  g_assert_cmpuint (row, <, json_array_get_length (face_value (list)));
  return json_array_get_object_element (face_value (list), row);
}

static gboolean
flag_of (FaceAnswer *list, guint row, const char *member)
{
  return json_object_get_boolean_member (row_of (list, row), member);
}

static FaceAnswer *
get_filtered (FaceFixture *face, const char *set, const char *filter)
{
  g_autofree char *escaped = g_uri_escape_string (filter, NULL, FALSE);
  g_autofree char *query = g_strconcat ("$filter=", escaped, NULL);

  return face_get (face, set, query);
}

static FaceAnswer *
get_setting (FaceFixture *face, const char *company, const char *table)
{
  g_auto (GStrv) parts = g_strsplit (company, "'", -1);
  g_autofree char *quoted = g_strjoinv ("''", parts);
  g_autofree char *filter = g_strdup_printf ("companyName eq '%s' and tableName eq '%s'", quoted, table);
  FaceAnswer *answer = get_filtered (face, "ferry:tableReplicationSettings", filter);

  g_assert_cmpuint (json_array_get_length (face_value (answer)), ==, 1);
  return answer;
}

static FaceAnswer *
change (FaceFixture *face, const char *company, const char *table, const char *body)
{
  g_autoptr (FaceAnswer) setting = get_setting (face, company, table);
  g_autofree char *path
    = g_strdup_printf ("ferry:tableReplicationSettings(%s)", face_row_text (setting, 0, "id"));

  return face_patch (face, path, body, face_row_text (setting, 0, "@odata.etag"));
}

static FaceAnswer *
reset (FaceFixture *face, const char *company, const char *table)
{
  g_autoptr (FaceAnswer) setting = get_setting (face, company, table);

  return face_act (face, "ferry:tableReplicationSettings", face_row_text (setting, 0, "id"), "resetToDefault",
                   NULL);
}

static guint
count_changes (FaceFixture *face)
{
  g_autoptr (FaceAnswer) list = face_get (face, "ferry:tableReplicationChanges", NULL);

  return json_array_get_length (face_value (list));
}

/* Every table is one that the source really has, but for the one that it misses on purpose. */
static void
test_source_tables (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) list = NULL;
  g_autoptr (SandboxDb) source = NULL;
  g_autofree char *company = NULL;
  g_autoptr (GString) missing = g_string_new (NULL);

  face_fixture_open (&face);
  source = face_open_db (&face, "onprem.db");
  company = face_company_name (&face, 1);
  list = face_get (&face, "ferry:sourceTables", NULL);
  g_assert_cmpuint (json_array_get_length (face_value (list)), >, 20);
  for (guint i = 0; i < json_array_get_length (face_value (list)); i++)
    {
      const char *name = face_row_text (list, i, "tableName");
      const char *app = face_row_text (list, i, "appId");
      gboolean extension = g_str_equal (face_row_text (list, i, "targetTableType"), "Table Extension");
      gboolean own = g_str_equal (app, SANDBOX_APP_RENTAL);
      const char *source_app = own ? (extension ? SANDBOX_APP_BASE : "") : app;
      g_autofree char *of_company
        = sandbox_sql_name (company, name, g_str_equal (source_app, NO_APP) ? "" : source_app, extension);
      g_autofree char *of_all
        = sandbox_sql_name (NULL, name, g_str_equal (source_app, NO_APP) ? "" : source_app, extension);

      g_assert_true (flag_of (list, i, "mappable") == own);
      if (sandbox_sql_int (source, 0, "SELECT count (*) FROM sqlite_schema WHERE name IN (%Q, %Q)",
                           of_company, of_all)
          == 0)
        g_string_append (missing, name);
    }
  g_assert_cmpstr (missing->str, ==, "Price Worksheet Line");
}

static void
test_source_tables_chosen (void)
{
  static const char *const SPELLINGS[] = { "Table Extension", "TableExtension", "Table_x0020_Extension" };
  g_auto (FaceFixture) face = { 0 };

  face_fixture_open (&face);
  for (guint style = 0; style < G_N_ELEMENTS (SPELLINGS); style++)
    {
      g_autoptr (FaceAnswer) item = NULL;
      g_autoptr (FaceAnswer) page = NULL;
      g_autoptr (FaceAnswer) own = NULL;

      face_fixture_use (&face, (SandboxEnumStyle) style, FALSE, 3);
      item = get_filtered (&face, "ferry:sourceTables", "tableId eq 27");
      g_assert_cmpuint (json_array_get_length (face_value (item)), ==, 2);
      g_assert_cmpstr (face_row_text (item, 0, "targetTableType"), ==, "Table");
      g_assert_cmpstr (face_row_text (item, 0, "appName"), ==, "Base Application");
      g_assert_cmpstr (face_row_text (item, 1, "targetTableType"), ==, SPELLINGS[style]);
      g_assert_cmpstr (face_row_text (item, 1, "appName"), ==, "Rental Management");
      own = get_filtered (&face, "ferry:sourceTables", "tableName eq 'Rental Contract'");
      g_assert_cmpstr (face_row_text (own, 0, "appId"), ==, SANDBOX_APP_RENTAL);
      g_assert_true (flag_of (own, 0, "mappable"));
      page = face_get (&face, "ferry:sourceTables", NULL);
      g_assert_cmpuint (json_array_get_length (face_value (page)), ==, 3);
      g_assert_true (json_object_has_member (page->object, "@odata.nextLink"));
    }
}

/* What the published group alone serves has none of it. */
static void
test_published_only (void)
{
  static const char *const SETS[] = { "sourceTables", "tableReplicationSettings", "tableReplicationChanges" };
  g_auto (FaceFixture) face = { 0 };

  face_fixture_open (&face);
  for (guint i = 0; i < G_N_ELEMENTS (SETS); i++)
    {
      g_autofree char *managed = g_strconcat ("ferry:", SETS[i], NULL);
      g_autoptr (FaceAnswer) published = face_get (&face, SETS[i], NULL);
      g_autoptr (FaceAnswer) offered = face_get (&face, managed, NULL);
      g_autoptr (FaceAnswer) hidden = NULL;

      face_assert_error (published, 404, "BadRequest_NotFound", NULL);
      g_assert_cmpuint (offered->status, ==, 200);
      face_fixture_use (&face, SANDBOX_ENUM_CAPTIONS, TRUE, 0);
      hidden = face_get (&face, managed, NULL);
      g_assert_cmpuint (hidden->status, ==, 404);
      face_fixture_use (&face, SANDBOX_ENUM_CAPTIONS, FALSE, 0);
    }
}

/* Tables of the database have a setting from the beginning, those of a company with the company. */
static void
test_settings (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) before = NULL;
  g_autoptr (FaceAnswer) after = NULL;
  g_autoptr (FaceAnswer) user = NULL;
  g_autoptr (FaceAnswer) media = NULL;
  g_autoptr (FaceAnswer) customer = NULL;
  g_autofree char *company = NULL;
  guint of_database;

  face_fixture_open (&face);
  before = face_get (&face, "ferry:tableReplicationSettings", NULL);
  of_database = json_array_get_length (face_value (before));
  g_assert_cmpuint (of_database, >, 10);
  for (guint i = 0; i < of_database; i++)
    {
      g_assert_cmpstr (face_row_text (before, i, "companyName"), ==, "");
      g_assert_true (flag_of (before, i, "replicateData") && flag_of (before, i, "preserveCloudData"));
      g_assert_false (flag_of (before, i, "changed"));
    }

  face_set_up (&face, "DynamicsBC");
  face_create_companies (&face, 2);
  after = face_get (&face, "ferry:tableReplicationSettings", NULL);
  g_assert_cmpuint (json_array_get_length (face_value (after)), ==, of_database + 2 * 6);
  user = get_setting (&face, "", "User");
  g_assert_true (flag_of (user, 0, "viewOnly"));
  media = get_setting (&face, "", "Tenant Media");
  g_assert_false (flag_of (media, 0, "viewOnly"));
  company = face_company_name (&face, 2);
  customer = get_setting (&face, company, "Customer");
  g_assert_cmpint (json_object_get_int_member (row_of (customer, 0), "tableId"), ==, 18);
  g_assert_true (flag_of (customer, 0, "replicateData"));
  g_assert_false (flag_of (customer, 0, "preserveCloudData"));
  g_assert_false (flag_of (customer, 0, "viewOnly"));
}

static void
test_pages (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *query = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (FaceAnswer) count = NULL;

  face_fixture_open (&face);
  face_set_up (&face, "DynamicsBC");
  face_create_companies (&face, 2);
  face_fixture_use (&face, SANDBOX_ENUM_CAPTIONS, FALSE, 4);
  do
    {
      g_autoptr (FaceAnswer) page = face_get (&face, "ferry:tableReplicationSettings", query);
      const char *next = json_object_get_string_member_with_default (page->object, "@odata.nextLink", NULL);

      for (guint i = 0; i < json_array_get_length (face_value (page)); i++)
        g_assert_true (g_hash_table_add (seen, g_strdup (face_row_text (page, i, "id"))));
      g_free (query);
      query = next != NULL ? g_strdup (strchr (next, '?') + 1) : NULL;
    }
  while (query != NULL);
  count = face_get (&face, "ferry:tableReplicationSettings/$count", NULL);
  g_assert_cmpuint (g_hash_table_size (seen), ==, g_ascii_strtoull (count->reply->body->str, NULL, 10));
}

static void
test_change (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *company = NULL;
  g_autofree char *path = NULL;
  g_autoptr (FaceAnswer) first = NULL;
  g_autoptr (FaceAnswer) changed = NULL;
  g_autoptr (FaceAnswer) same = NULL;
  g_autoptr (FaceAnswer) stale = NULL;
  g_autoptr (FaceAnswer) back = NULL;
  g_autoptr (FaceAnswer) log = NULL;

  face_fixture_open (&face);
  face_set_up (&face, "DynamicsBC");
  face_create_companies (&face, 1);
  company = face_company_name (&face, 1);
  first = get_setting (&face, company, "Customer");
  path = g_strdup_printf ("ferry:tableReplicationSettings(%s)", face_row_text (first, 0, "id"));
  changed = face_patch (&face, path, "{\"replicateData\":false}", face_row_text (first, 0, "@odata.etag"));
  g_assert_cmpuint (changed->status, ==, 200);
  g_assert_false (json_object_get_boolean_member (changed->object, "replicateData"));
  g_assert_true (json_object_get_boolean_member (changed->object, "changed"));
  same = face_patch (&face, path, "{\"replicateData\":false}", face_text (changed, "@odata.etag"));
  g_assert_cmpstr (face_text (same, "@odata.etag"), ==, face_text (changed, "@odata.etag"));
  stale = face_patch (&face, path, "{\"replicateData\":true}", face_row_text (first, 0, "@odata.etag"));
  face_assert_error (stale, 409, "Request_EntityChanged", NULL);
  g_assert_cmpuint (count_changes (&face), ==, 1);

  face_expect_done (reset (&face, company, "Customer"), 204);
  face_expect_done (reset (&face, company, "Customer"), 204);
  back = get_setting (&face, company, "Customer");
  g_assert_true (flag_of (back, 0, "replicateData"));
  g_assert_false (flag_of (back, 0, "changed"));
  /* The first state again, but not its ETag. */
  g_assert_cmpstr (face_row_text (back, 0, "@odata.etag"), !=, face_row_text (first, 0, "@odata.etag"));
  face_expect_done (change (&face, "", "Printer Selection", "{\"preserveCloudData\":false}"), 200);

  log = face_get (&face, "ferry:tableReplicationChanges", NULL);
  g_assert_cmpuint (json_array_get_length (face_value (log)), ==, 3);
  g_assert_cmpstr (face_row_text (log, 0, "companyName"), ==, company);
  g_assert_cmpstr (face_row_text (log, 0, "tableName"), ==, "Customer");
  g_assert_cmpstr (face_row_text (log, 0, "property"), ==, "replicateData");
  g_assert_cmpstr (face_row_text (log, 0, "oldValue"), ==, "true");
  g_assert_cmpstr (face_row_text (log, 0, "newValue"), ==, "false");
  g_assert_cmpstr (face_row_text (log, 0, "user"), !=, "");
  g_assert_cmpstr (face_row_text (log, 0, "at"), >, "2020");
  g_assert_cmpstr (face_row_text (log, 1, "newValue"), ==, "true");
  g_assert_cmpstr (face_row_text (log, 2, "companyName"), ==, "");
  g_assert_cmpstr (face_row_text (log, 2, "property"), ==, "preserveCloudData");
}

static void
test_refusals (void)
{
  static const struct
  {
    gboolean of_company;
    const char *table;
    const char *body;
    const char *code;
    const char *part;
  } CASES[] = {
    { FALSE, "User", "{\"replicateData\":false}", "Application_DialogException", "User" },
    { FALSE, "Access Control", "{\"preserveCloudData\":false}", "Application_DialogException", "system" },
    { FALSE, "Tenant Media", "{\"preserveCloudData\":false}", "Application_DialogException", "cleared" },
    { TRUE, "Customer", "{\"preserveCloudData\":true}", "Application_DialogException", "preserved" },
    /* All or nothing. */
    { TRUE, "Customer", "{\"replicateData\":false,\"preserveCloudData\":true}", "Application_DialogException",
      "preserved" },
    { TRUE, "Customer", "{}", "BadRequest", "replicateData" },
    { TRUE, "Customer", "{\"replicateData\":\"no\"}", "BadRequest", "replicateData" },
    { TRUE, "Customer", "{\"replicateData\":0}", "BadRequest", "replicateData" },
    { TRUE, "Customer", "{\"replicateData\":null}", "BadRequest", "replicateData" },
    { TRUE, "Customer", "{\"replicateData\":false,\"more\":1}", "BadRequest", "more" },
    { TRUE, "Customer", "{\"replicateData\":false,\"viewOnly\":false}", "BadRequest_InvalidOperation", NULL },
    { TRUE, "Customer", "[]", "BadRequest", NULL },
    { TRUE, "Customer", "{\"replicateData\":fal", "BadRequest", NULL },
  };
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *company = NULL;
  g_autofree char *path = NULL;
  g_autoptr (FaceAnswer) customer = NULL;
  g_autoptr (FaceAnswer) unmatched = NULL;
  g_autoptr (FaceAnswer) garbled = NULL;
  g_autoptr (FaceAnswer) unknown = NULL;
  g_autoptr (FaceAnswer) posted = NULL;
  g_autoptr (FaceAnswer) deleted = NULL;
  g_autoptr (FaceAnswer) changed = NULL;

  face_fixture_open (&face);
  face_set_up (&face, "DynamicsBC");
  face_create_companies (&face, 1);
  company = face_company_name (&face, 1);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (FaceAnswer) answer = NULL;

      g_test_message ("%s", CASES[i].body);
      answer = change (&face, CASES[i].of_company ? company : "", CASES[i].table, CASES[i].body);
      face_assert_error (answer, 400, CASES[i].code, CASES[i].part);
    }
  face_expect_refusal (reset (&face, "", "User"), "User");

  customer = get_setting (&face, company, "Customer");
  path = g_strdup_printf ("ferry:tableReplicationSettings(%s)", face_row_text (customer, 0, "id"));
  unmatched = face_patch (&face, path, "{\"replicateData\":false}", NULL);
  face_assert_error (unmatched, 400, "BadRequest_InvalidToken", NULL);
  garbled = face_patch (&face, path, "{\"replicateData\":false}", "\"1\"");
  face_assert_error (garbled, 400, "BadRequest_InvalidToken", NULL);
  unknown = face_patch (&face, "ferry:tableReplicationSettings(" FACE_NO_GUID ")",
                        "{\"replicateData\":false}", "*");
  face_assert_error (unknown, 404, "Internal_RecordNotFound", NULL);
  posted = face_post (&face, "ferry:tableReplicationSettings", "{}");
  face_assert_error (posted, 405, "BadRequest_MethodNotAllowed", NULL);
  deleted = face_delete (&face, path, "*");
  face_assert_error (deleted, 405, "BadRequest_MethodNotAllowed", NULL);

  changed = get_filtered (&face, "ferry:tableReplicationSettings", "changed eq true");
  g_assert_cmpuint (json_array_get_length (face_value (changed)), ==, 0);
  g_assert_cmpuint (count_changes (&face), ==, 0);
}

/* Names that are data, never SQL. */
static void
test_hostile_names (void)
{
  static const char *const NAMES[]
    = { "'; DROP TABLE companies; --", "100%_*", "O'Brien", "שלום 😀", "\xe2\x80\xae evil" };
  g_auto (FaceFixture) face = { 0 };

  face_fixture_open (&face);
  face_execute (&face, "UPDATE companies SET replicate = 1 WHERE seq = 1");
  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      g_autoptr (FaceAnswer) changed = NULL;
      g_autoptr (FaceAnswer) log = NULL;
      char *rename = sqlite3_mprintf ("UPDATE companies SET name = %Q WHERE seq = 1", NAMES[i]);

      face_execute (&face, rename);
      sqlite3_free (rename);
      changed = change (&face, NAMES[i], "Customer", "{\"replicateData\":false}");
      g_assert_cmpuint (changed->status, ==, 200);
      g_assert_cmpstr (face_text (changed, "companyName"), ==, NAMES[i]);
      log = face_get (&face, "ferry:tableReplicationChanges", NULL);
      g_assert_cmpuint (json_array_get_length (face_value (log)), ==, i + 1);
      g_assert_cmpstr (face_row_text (log, i, "companyName"), ==, NAMES[i]);
    }
}

static gint64
count_details (FaceFixture *face, const char *run, const char *company, const char *table)
{
  return sandbox_store_query_int (
    face->store, -1,
    "SELECT count (*) FROM run_details WHERE run_id = ? AND company_name = ? AND table_name = ?", "sss", run,
    company, table);
}

/* An excluded table has no detail and no rows, that of another company has; once included it is copied. */
static void
test_exclude (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autofree char *excluded = NULL;
  g_autofree char *other = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (SandboxDb) source = NULL;

  face_fixture_open (&face);
  face_set_up (&face, "DynamicsBC");
  face_create_companies (&face, 2);
  one = face_company_name (&face, 1);
  two = face_company_name (&face, 2);
  excluded = sandbox_sql_name (one, "Customer", SANDBOX_APP_BASE, FALSE);
  other = sandbox_sql_name (two, "Customer", SANDBOX_APP_BASE, FALSE);
  face_expect_done (change (&face, one, "Customer", "{\"replicateData\":false}"), 200);
  first = face_run (&face);
  g_assert_cmpint (count_details (&face, first, one, "Customer"), ==, 0);
  g_assert_cmpint (count_details (&face, first, two, "Customer"), ==, 1);
  g_assert_cmpint (count_details (&face, first, one, "Item"), ==, 1);
  g_assert_cmpint (face_cloud_int (&face, "SELECT count (*) FROM \"%w\"", excluded), ==, 0);
  g_assert_cmpint (face_cloud_int (&face, "SELECT count (*) FROM \"%w\"", other), >, 0);

  face_expect_done (reset (&face, one, "Customer"), 204);
  second = face_run (&face);
  g_assert_cmpint (count_details (&face, second, one, "Customer"), ==, 1);
  source = face_open_db (&face, "onprem.db");
  g_assert_cmpint (face_cloud_int (&face, "SELECT count (*) FROM \"%w\"", excluded), ==,
                   sandbox_sql_int (source, -1, "SELECT count (*) FROM \"%w\"", excluded));
}

static gboolean
has_own_printer (FaceFixture *face)
{
  return face_cloud_int (face, "SELECT count (*) FROM \"" PRINTERS "\" WHERE \"User ID\" = 'CLOUD'") == 1;
}

static void
add_own_printer (FaceFixture *face)
{
  face_cloud_execute (face, "INSERT INTO \"" PRINTERS "\" VALUES ('CLOUD', 1, 'Cloud printer', %Q, '')",
                      FACE_NO_GUID);
}

static gint64
count_source_printers (FaceFixture *face)
{
  g_autoptr (SandboxDb) source = face_open_db (face, "onprem.db");

  return sandbox_sql_int (source, -1, "SELECT count (*) FROM \"" PRINTERS "\"");
}

/* The target's own rows stay until the setting says otherwise; then they go with the next run, even though
 * nothing has changed at the source. A diagnostic run lets them be. */
static void
test_preserve (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autofree char *fourth = NULL;
  gint64 of_source;

  face_fixture_open (&face);
  face_set_up (&face, "DynamicsBC");
  face_create_companies (&face, 1);
  face_cloud_execute (&face,
                      "CREATE TABLE \"" PRINTERS "\" (\"User ID\" nvarchar(50) NOT NULL,"
                      " \"Report ID\" int NOT NULL, \"Printer Name\" nvarchar(250) NOT NULL,"
                      " \"$systemId\" uniqueidentifier NOT NULL, \"$systemModifiedAt\" datetime NOT NULL,"
                      " PRIMARY KEY (\"User ID\", \"Report ID\")) WITHOUT ROWID");
  add_own_printer (&face);
  of_source = count_source_printers (&face);
  g_assert_cmpint (of_source, >, 0);
  first = face_run (&face);
  g_assert_true (has_own_printer (&face));
  g_assert_cmpint (face_cloud_int (&face, "SELECT count (*) FROM \"" PRINTERS "\""), ==, of_source + 1);

  face_expect_done (change (&face, "", "Printer Selection", "{\"preserveCloudData\":false}"), 200);
  face_expect_done (face_act (&face, "ferry:migrationOverview", NULL, "runDiagnostic", NULL), 204);
  sandbox_engine_wait_idle (face.engine);
  g_assert_true (has_own_printer (&face));
  second = face_run (&face);
  g_assert_false (has_own_printer (&face));
  g_assert_cmpint (face_cloud_int (&face, "SELECT count (*) FROM \"" PRINTERS "\""), ==, of_source);

  /* Once they are gone, runs follow the changes again. */
  third = face_run (&face);
  g_assert_cmpint (sandbox_store_query_int (face.store, -1,
                                            "SELECT records_copied FROM run_details WHERE run_id = ? AND"
                                            " table_name = 'Printer Selection'",
                                            "s", third),
                   ==, 0);

  /* Changed there and back: there is nothing to be cleared. */
  face_expect_done (reset (&face, "", "Printer Selection"), 204);
  add_own_printer (&face);
  face_expect_done (change (&face, "", "Printer Selection", "{\"preserveCloudData\":false}"), 200);
  face_expect_done (reset (&face, "", "Printer Selection"), 204);
  fourth = face_run (&face);
  g_assert_true (has_own_printer (&face));
}

/* A change while the run is under way is for the next one. */
static void
test_change_during_run (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (SandboxCatalog) catalog = sandbox_catalog_new (6);
  const SandboxTable *printers = sandbox_catalog_find (catalog, "Printer Selection");
  g_autoptr (GError) error = NULL;
  SandboxRule planned;
  SandboxRule now;

  face_fixture_open (&face);
  face_expect_done (change (&face, "", "Printer Selection", "{\"preserveCloudData\":false}"), 200);
  sandbox_rules_read (face.store, "", printers, &planned);
  g_assert_true (planned.whole && planned.replicate && !planned.preserve);
  face_expect_done (change (&face, "", "Printer Selection", "{\"preserveCloudData\":true}"), 200);
  face_expect_done (change (&face, "", "Printer Selection", "{\"preserveCloudData\":false}"), 200);
  g_assert_true (sandbox_rules_settle (face.store, "", printers, planned.version, &error));
  sandbox_rules_read (face.store, "", printers, &now);
  g_assert_true (now.whole);
  g_assert_true (sandbox_rules_settle (face.store, "", printers, now.version, &error));
  sandbox_rules_read (face.store, "", printers, &now);
  g_assert_false (now.whole);
}

static void
test_restart (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *company = NULL;
  g_autofree char *etag = NULL;
  g_autofree char *run = NULL;
  g_autoptr (FaceAnswer) before = NULL;
  g_autoptr (FaceAnswer) after = NULL;
  g_autoptr (FaceAnswer) tables = NULL;
  guint n_tables;

  face_fixture_open (&face);
  face_set_up (&face, "DynamicsBC");
  face_create_companies (&face, 1);
  company = face_company_name (&face, 1);
  face_expect_done (change (&face, company, "Customer", "{\"replicateData\":false}"), 200);
  before = get_setting (&face, company, "Customer");
  tables = face_get (&face, "ferry:sourceTables", NULL);
  n_tables = json_array_get_length (face_value (tables));
  g_clear_pointer (&tables, face_answer_free);

  face_reopen (&face);
  after = get_setting (&face, company, "Customer");
  g_assert_false (flag_of (after, 0, "replicateData"));
  g_assert_cmpstr (face_row_text (after, 0, "@odata.etag"), ==, face_row_text (before, 0, "@odata.etag"));
  g_assert_cmpstr (face_row_text (after, 0, "id"), ==, face_row_text (before, 0, "id"));
  g_assert_cmpuint (count_changes (&face), ==, 1);
  tables = face_get (&face, "ferry:sourceTables", NULL);
  g_assert_cmpuint (json_array_get_length (face_value (tables)), ==, n_tables);
  run = face_run (&face);
  g_assert_cmpint (count_details (&face, run, company, "Customer"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/tables/source-tables", test_source_tables);
  g_test_add_func ("/sandbox/tables/source-tables-chosen", test_source_tables_chosen);
  g_test_add_func ("/sandbox/tables/published-only", test_published_only);
  g_test_add_func ("/sandbox/tables/settings", test_settings);
  g_test_add_func ("/sandbox/tables/pages", test_pages);
  g_test_add_func ("/sandbox/tables/change", test_change);
  g_test_add_func ("/sandbox/tables/refusals", test_refusals);
  g_test_add_func ("/sandbox/tables/hostile-names", test_hostile_names);
  g_test_add_func ("/sandbox/tables/exclude", test_exclude);
  g_test_add_func ("/sandbox/tables/preserve", test_preserve);
  g_test_add_func ("/sandbox/tables/change-during-run", test_change_during_run);
  g_test_add_func ("/sandbox/tables/restart", test_restart);
  return g_test_run ();
}
