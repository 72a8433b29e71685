/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Table mappings: domain §2.6. */
#include "face-fixture.h"

#include "sandbox-catalog.h"
#include "sandbox-sql.h"

#define APP      "aaaaaaaa-0000-4000-8000-00000000000a"
#define BASE_APP "437dbf0e-84ff-417a-965d-ed2bb9650972"

static FaceAnswer *
add (FaceFixture *face, const char *type, const char *table, const char *source)
{
  g_autofree char *body = g_strdup_printf (
    "{\"targetTableType\":\"%s\",\"appId\":\"%s\",\"tableName\":\"%s\",\"sourceTableName\":\"%s\"}", type,
    APP, table, source);

  return face_post (face, "tableMappings", body);
}

static guint
count (FaceFixture *face)
{
  g_autoptr (FaceAnswer) list = face_get (face, "tableMappings", NULL);

  return json_array_get_length (face_value (list));
}

static void
test_crud (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) made = NULL;
  g_autoptr (FaceAnswer) changed = NULL;
  g_autoptr (FaceAnswer) stale = NULL;
  g_autoptr (FaceAnswer) gone = NULL;
  g_autoptr (FaceAnswer) again = NULL;
  g_autofree char *path = NULL;

  face_fixture_open (&face);
  made = face_post (&face, "tableMappings",
                    "{\"targetTableType\":\"Table_x0020_Extension\",\"appId\":\"" APP "\",\"tableId\":50000,"
                    "\"tableName\":\"Træ “Stamme” 😀\",\"sourceTableName\":\"Old\",\"dataPerCompany\":false,"
                    "\"@odata.type\":\"ignored\"}");
  g_assert_cmpuint (made->status, ==, 201);
  g_assert_cmpstr (face_text (made, "targetTableType"), ==, "Table Extension");
  g_assert_cmpstr (face_text (made, "tableName"), ==, "Træ “Stamme” 😀");
  g_assert_cmpint (json_object_get_int_member (made->object, "tableId"), ==, 50000);
  g_assert_false (json_object_get_boolean_member (made->object, "dataPerCompany"));
  path = g_strdup_printf ("tableMappings(%s)", face_text (made, "id"));
  changed = face_patch (&face, path, "{\"sourceTableName\":\"Newer\"}", face_text (made, "@odata.etag"));
  g_assert_cmpuint (changed->status, ==, 200);
  g_assert_cmpstr (face_text (changed, "sourceTableName"), ==, "Newer");
  g_assert_cmpint (json_object_get_int_member (changed->object, "tableId"), ==, 50000);
  stale = face_delete (&face, path, face_text (made, "@odata.etag"));
  face_assert_error (stale, 409, "Request_EntityChanged", NULL);
  gone = face_delete (&face, path, face_text (changed, "@odata.etag"));
  g_assert_cmpuint (gone->status, ==, 204);
  again = face_delete (&face, path, "*");
  face_assert_error (again, 404, "Internal_RecordNotFound", NULL);
}

static void
test_source_names (void)
{
  static const struct
  {
    const char *given;
    const char *kept;
  } CASES[] = {
    { "My Table", "My Table" },
    { "CRONUS International Ltd_$My Table$" BASE_APP, "My Table$" BASE_APP },
    { "[dbo].[CRONUS International Ltd_$My Table$" BASE_APP "]", "My Table$" BASE_APP },
    { "My Table$" BASE_APP, "My Table$" BASE_APP },
    { "CRONUS$My Table", "My Table" },
    { "  My Table ", "My Table" },
  };
  g_auto (FaceFixture) face = { 0 };

  face_fixture_open (&face);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *target = g_strdup_printf ("Target %u", i);
      g_autoptr (FaceAnswer) made = add (&face, "Table", target, CASES[i].given);

      g_test_message ("%s", CASES[i].given);
      g_assert_cmpuint (made->status, ==, 201);
      g_assert_cmpstr (face_text (made, "sourceTableName"), ==, CASES[i].kept);
    }
}

static void
test_one_source (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) first = NULL;
  g_autoptr (FaceAnswer) second = NULL;
  g_autoptr (FaceAnswer) extension = NULL;
  g_autoptr (FaceAnswer) moved = NULL;
  g_autoptr (FaceAnswer) other = NULL;
  g_autofree char *path = NULL;

  face_fixture_open (&face);
  first = add (&face, "Table", "Target", "One");
  g_assert_cmpuint (first->status, ==, 201);
  second = add (&face, "Table", "target", "Two");
  face_assert_error (second, 400, "Internal_EntityWithSameKeyExists", "arget");
  extension = add (&face, "Table Extension", "Target", "Two");
  g_assert_cmpuint (extension->status, ==, 201);
  other = add (&face, "Table", "Other", "One");
  g_assert_cmpuint (other->status, ==, 201);
  path = g_strdup_printf ("tableMappings(%s)", face_text (other, "id"));
  moved = face_patch (&face, path, "{\"tableName\":\"Target\"}", "*");
  face_assert_error (moved, 400, "Internal_EntityWithSameKeyExists", NULL);
  g_assert_cmpuint (count (&face), ==, 3);
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *body;
    const char *code;
  } CASES[] = {
    { "{}", "Application_FieldValidationException" },
    { "{\"appId\":\"" APP "\"}", "Application_FieldValidationException" },
    { "{\"appId\":\"" APP "\",\"tableName\":\"T\"}", "Application_FieldValidationException" },
    { "{\"appId\":\"" APP "\",\"tableName\":\"T\",\"sourceTableName\":\"  \"}",
      "Application_FieldValidationException" },
    { "{\"appId\":\"" APP "\",\"tableName\":\"T\",\"sourceTableName\":\"S\",\"dataPerCompany\":true}",
      "Application_FieldValidationException" },
    { "{\"appId\":\"" APP "\",\"tableName\":\"T\",\"sourceTableName\":\"S\",\"tableId\":-1}",
      "Application_FieldValidationException" },
    { "{\"appId\":\"" BASE_APP "\",\"tableName\":\"Customer\",\"sourceTableName\":\"S\"}",
      "Application_DialogException" },
    { "{\"appId\":\"nope\"}", "BadRequest" },
    { "{\"appId\":null}", "BadRequest" },
    { "{\"tableId\":\"18\"}", "BadRequest" },
    { "{\"tableId\":18.5}", "BadRequest" },
    { "{\"tableId\":4294967296}", "BadRequest" },
    { "{\"targetTableType\":\"View\"}", "BadRequest" },
    { "{\"extensionName\":\"X\"}", "BadRequest_InvalidOperation" },
  };
  g_auto (FaceFixture) face = { 0 };

  face_fixture_open (&face);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (FaceAnswer) answer = NULL;

      g_test_message ("%s", CASES[i].body);
      answer = face_post (&face, "tableMappings", CASES[i].body);
      face_assert_error (answer, 400, CASES[i].code, NULL);
    }
  g_assert_cmpuint (count (&face), ==, 0);
}

/* Names that are data, never SQL. */
static void
test_hostile_names (void)
{
  static const char *const NAMES[]
    = { "'; DROP TABLE table_mappings; --", "100%_*", "O'Brien", "שלום", "\xe2\x80\xae evil" };
  g_auto (FaceFixture) face = { 0 };

  face_fixture_open (&face);
  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      g_autoptr (FaceAnswer) made = add (&face, "Table", NAMES[i], "Source");
      g_autofree char *doubled = NULL;
      g_autofree char *filter = NULL;
      g_autofree char *id = NULL;
      g_auto (GStrv) parts = g_strsplit (NAMES[i], "'", -1);

      g_assert_cmpuint (made->status, ==, 201);
      g_assert_cmpstr (face_text (made, "tableName"), ==, NAMES[i]);
      doubled = g_strjoinv ("''", parts);
      filter = g_strdup_printf ("contains(tableName,'%s')", doubled);
      id = face_first_id (&face, "tableMappings", filter);
      g_assert_cmpstr (id, ==, face_text (made, "id"));
    }
  g_assert_cmpuint (count (&face), ==, G_N_ELEMENTS (NAMES));
}

static void
test_actions (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) made = NULL;
  g_autoptr (FaceAnswer) deleted = NULL;
  g_autoptr (FaceAnswer) restored = NULL;
  g_autoptr (FaceAnswer) filled = NULL;
  guint defaults;

  face_fixture_open (&face);
  face_set_up (&face, "DynamicsBCLast");
  defaults = count (&face);
  g_assert_cmpuint (defaults, >, 0);
  made = add (&face, "Table", "Target 1", "One");
  g_clear_pointer (&made, face_answer_free);
  made = add (&face, "Table", "Target 2", "One");
  g_assert_cmpuint (count (&face), ==, defaults + 2);
  deleted = face_act (&face, "tableMappings", face_text (made, "id"), "deleteAllForExtension", NULL);
  g_assert_cmpuint (deleted->status, ==, 204);
  g_assert_cmpuint (count (&face), ==, defaults);
  g_clear_pointer (&made, face_answer_free);
  made = add (&face, "Table", "Target 1", "One");
  restored = face_act (&face, "tableMappings", face_text (made, "id"), "restoreDefaults", NULL);
  g_assert_cmpuint (restored->status, ==, 200);
  g_assert_cmpuint (count (&face), ==, defaults);
  filled = face_get (&face, "tableMappings", NULL);
  g_assert_cmpstr (face_row_text (filled, 0, "extensionName"), !=, "");
}

static gint64
count_details (FaceFixture *face, const char *run, const char *table)
{
  return sandbox_store_query_int (face->store, -1,
                                  "SELECT count (*) FROM run_details WHERE run_id = ? AND table_name = ?"
                                  " AND status = 'Successful'",
                                  "ss", run, table);
}

/* What is mapped is what the next run copies: to the new name, as soon as it is another one. */
static void
test_next_run (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *company = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autofree char *path = NULL;
  g_autofree char *from = NULL;
  g_autofree char *source_name = NULL;
  g_autoptr (FaceAnswer) made = NULL;
  g_autoptr (SandboxDb) source = NULL;
  gint64 rows;

  face_fixture_open (&face);
  face_set_up (&face, "DynamicsBC");
  face_create_companies (&face, 1);
  company = face_company_name (&face, 1);
  source = face_open_db (&face, "onprem.db");
  from = sandbox_sql_name (company, "Rental Contract", "", FALSE);
  rows = sandbox_sql_int (source, -1, "SELECT count (*) FROM \"%w\"", from);
  g_assert_cmpint (rows, >, 0);
  one = sandbox_sql_name (company, "Agreement “1” 😀", APP, FALSE);
  two = sandbox_sql_name (company, "Agreement 2", APP, FALSE);
  source_name = g_strdup_printf ("[dbo].[%s]", from);

  made = add (&face, "Table", "Agreement “1” 😀", source_name);
  g_assert_cmpuint (made->status, ==, 201);
  first = face_run (&face);
  g_assert_cmpint (count_details (&face, first, "Agreement “1” 😀"), ==, 1);
  g_assert_cmpint (face_cloud_int (&face, "SELECT count (*) FROM \"%w\"", one), ==, rows);

  path = g_strdup_printf ("tableMappings(%s)", face_text (made, "id"));
  face_expect_done (face_patch (&face, path, "{\"tableName\":\"Agreement 2\"}", "*"), 200);
  second = face_run (&face);
  g_assert_cmpint (count_details (&face, second, "Agreement “1” 😀"), ==, 0);
  g_assert_cmpint (count_details (&face, second, "Agreement 2"), ==, 1);
  g_assert_cmpint (face_cloud_int (&face, "SELECT count (*) FROM \"%w\"", two), ==, rows);

  face_expect_done (face_delete (&face, path, "*"), 204);
  third = face_run (&face);
  g_assert_cmpint (count_details (&face, third, "Agreement 2"), ==, 0);
}

/* An extension that is there already takes the fields that it has, and they are followed. */
static void
test_subset (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *company = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *from = NULL;
  g_autofree char *into = NULL;
  g_autoptr (FaceAnswer) made = NULL;
  g_autoptr (SandboxDb) source = NULL;
  g_autoptr (GError) error = NULL;
  gint64 rows;

  face_fixture_open (&face);
  face_set_up (&face, "DynamicsBC");
  face_create_companies (&face, 1);
  company = face_company_name (&face, 1);
  source = face_open_db (&face, "onprem.db");
  from = sandbox_sql_name (company, "Item Rental Info", "", FALSE);
  into = sandbox_sql_name (company, "Item", APP, TRUE);
  rows = sandbox_sql_int (source, -1, "SELECT count (*) FROM \"%w\"", from);
  face_cloud_execute (&face,
                      "CREATE TABLE \"%w\" (\"No_\" nvarchar(20) NOT NULL PRIMARY KEY, \"Deposit\""
                      " decimal(38,20) NOT NULL, \"Own\" int NOT NULL DEFAULT 7) WITHOUT ROWID",
                      into);
  made = add (&face, "Table Extension", "Item", "Item Rental Info");
  g_assert_cmpuint (made->status, ==, 201);
  first = face_run (&face);
  g_assert_cmpint (face_cloud_int (&face, "SELECT count (*) FROM \"%w\" WHERE \"Own\" = 7", into), ==, rows);
  g_assert_cmpint (face_cloud_int (&face, "SELECT sum (\"Deposit\") FROM \"%w\"", into), ==,
                   sandbox_sql_int (source, -1, "SELECT sum (\"Deposit\") FROM \"%w\"", from));

  g_assert_true (
    sandbox_sql_exec (source, &error, "UPDATE \"%w\" SET \"Deposit\" = 4711, \"Rentable\" = 1", from));
  second = face_run (&face);
  g_assert_cmpint (face_cloud_int (&face, "SELECT count (*) FROM \"%w\" WHERE \"Deposit\" = 4711", into), ==,
                   rows);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/mappings/crud", test_crud);
  g_test_add_func ("/sandbox/mappings/source-names", test_source_names);
  g_test_add_func ("/sandbox/mappings/one-source", test_one_source);
  g_test_add_func ("/sandbox/mappings/refusals", test_refusals);
  g_test_add_func ("/sandbox/mappings/hostile-names", test_hostile_names);
  g_test_add_func ("/sandbox/mappings/actions", test_actions);
  g_test_add_func ("/sandbox/mappings/next-run", test_next_run);
  g_test_add_func ("/sandbox/mappings/subset", test_subset);
  return g_test_run ();
}
