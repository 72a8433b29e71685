/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-fixture.h"
#include "ferry-csv.h"
#include "ferry-mapping-file.h"

#include <string.h>

/* Table mappings as files, strictly read, with line and reason where one isn't right. */

#define APP     "437dbf0e-84ff-417a-965d-ed2bb9650972"
#define HEADING "targetTableType,appId,tableId,tableName,sourceTableName,dataPerCompany\n"

static GPtrArray *
parse (const char *text, GError **error)
{
  return ferry_mapping_file_parse (text, strlen (text), NULL, NULL, error);
}

static void
assert_refused (const char *text, gssize size, const char *begin, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *readable = g_utf8_make_valid (text, MIN (strlen (text), 200));

  g_test_message ("%s", readable);
  g_assert_null (
    ferry_mapping_file_parse (text, size < 0 ? strlen (text) : (gsize) size, NULL, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_INVALID);
  g_test_message ("→ %s", error->message);
  g_assert_true (g_str_has_prefix (error->message, begin));
  g_assert_nonnull (strstr (error->message, words));
}

static FerryTableMapping *
at (GPtrArray *mappings, guint position)
{
  g_assert_cmpuint (position, <, mappings->len);
  return g_ptr_array_index (mappings, position);
}

/* ---- CSV ---- */

static void
test_csv (void)
{
  static const char *const texts[] = {
    HEADING "Table," APP ",50100,My Table,[dbo].[CRONUS$Old Table$" APP "],\n"
            "Table Extension," APP ",18,Customer,Customer Extra,false\n",
    /* As spreadsheets of other countries write it, with a byte order mark and an empty line at the end. */
    "\xef\xbb\xbfSourceTableName;\"TableName\";appid;tableId;TargetTableType;dataPerCompany\r\n"
    "\"[dbo].[CRONUS$Old Table$" APP "]\";My Table;{" APP "};50100;table;\r\n"
    "Customer Extra;Customer;" APP ";18;Table_x0020_Extension;no\r\n\r\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) mappings = parse (texts[i], &error);

      g_assert_no_error (error);
      g_assert_cmpuint (mappings->len, ==, 2);
      g_assert_false (ferry_table_mapping_is_extension (at (mappings, 0)));
      g_assert_cmpstr (ferry_table_mapping_get_app_id (at (mappings, 0)), ==, APP);
      g_assert_cmpint (ferry_table_mapping_get_table_id (at (mappings, 0)), ==, 50100);
      g_assert_cmpstr (ferry_table_mapping_get_table_name (at (mappings, 0)), ==, "My Table");
      g_assert_cmpstr (ferry_table_mapping_get_source_table_name (at (mappings, 0)), ==, "Old Table$" APP);
      g_assert_true (ferry_table_mapping_is_extension (at (mappings, 1)));
      g_assert_false (ferry_table_mapping_get_data_per_company (at (mappings, 1)));
    }
}

static void
test_csv_malformed (void)
{
  assert_refused ("", -1, "Line 1:", "empty");
  assert_refused ("\n\n", -1, "Line 1:", "empty");
  assert_refused ("\n\nfoo,bar\n", -1, "Line 3:", "“foo” isn’t known");
  assert_refused ("appId,tableName,appid,sourceTableName\n", -1, "Line 1:", "twice");
  assert_refused ("appId,tableName\n", -1, "Line 1:", "no column “sourceTableName”");
  assert_refused (HEADING "Table," APP ",1,A\n", -1, "Line 2:", "4 values");
  assert_refused (HEADING "Table," APP ",1,A,B,\nTable," APP ",1,C,D,,\n", -1, "Line 3:", "7 values");
  assert_refused (HEADING "Table," APP ",1,A,\"B,\n\nC", -1, "Line 2:", "never closed");
  assert_refused (HEADING "Table," APP ",1,A,\"B\"x,\n", -1, "Line 2:", "follows a closing");
  assert_refused (HEADING "Table," APP ",1,A,B\"x,\n", -1, "Line 2:", "within a value");
  assert_refused (HEADING "View," APP ",1,A,B,\n", -1, "Line 2:", "“View” can’t be");
  assert_refused (HEADING ",\"" APP "\",1,A,B,\n", -1, "Line 2:", "targetTableType");
  assert_refused (HEADING "Table,4711,1,A,B,\n", -1, "Line 2:", "“4711” can’t be the value of “appId”");
  assert_refused (HEADING "Table,00000000-0000-0000-0000-000000000000,1,A,B,\n", -1, "Line 2:", "appId");
  assert_refused (HEADING "Table," APP ",x,A,B,\n", -1, "Line 2:", "“x” can’t be the value of “tableId”");
  assert_refused (HEADING "Table," APP ",-1,A,B,\n", -1, "Line 2:", "tableId");
  assert_refused (HEADING "Table," APP ",99999999999,A,B,\n", -1, "Line 2:", "tableId");
  assert_refused (HEADING "Table," APP ",1, ,B,\n", -1, "Line 2:", "tableName");
  assert_refused (HEADING "Table," APP ",1,A,,\n", -1, "Line 2:", "source table is missing");
  assert_refused (HEADING "Table," APP ",1,A,[B,\n", -1, "Line 2:", "closing bracket");
  assert_refused (HEADING "Table," APP ",1,A,B,maybe\n", -1, "Line 2:", "“maybe” can’t be");
  assert_refused (HEADING "Table," APP ",1,A,B,false\n", -1, "Line 2:", "only where");
  /* A quoted line break counts, so that the line is the one an editor shows. */
  assert_refused (HEADING "Table," APP ",1,A,B,\n\"Table\r\n\"," APP ",1,C,D,\nTable," APP ",1,a,E,\n", -1,
                  "Line 5:", "line 2 already");
  assert_refused (HEADING "Table," APP ",1,A\xff,B,\n", -1, "Line 2:", "UTF-8");
  assert_refused ("\xff\xfe"
                  "a\0",
                  4, "Line 1:", "UTF-16");
  assert_refused (HEADING "Table," APP ",1,A\0,B,\n", sizeof (HEADING "Table," APP ",1,A\0,B,\n") - 1,
                  "Line 2:", "UTF-8");
}

/* ---- JSON ---- */

static void
test_json (void)
{
  static const char *const texts[] = {
    "[{\"targetTableType\":\"Table\",\"appId\":\"" APP "\",\"tableId\":50100,\"tableName\":\"My Table\","
    "\"sourceTableName\":\"CRONUS$Old Table\"},{\"targetTableType\":\"Table Extension\",\"appId\":\"" APP
    "\","
    "\"tableName\":\"Customer\",\"sourceTableName\":\"X\",\"dataPerCompany\":false}]",
    /* As the service sends it. */
    "\xef\xbb\xbf{\"@odata.context\":\"x\",\"value\":[{\"@odata.etag\":\"W/"
    "1\",\"id\":\"1\",\"targetTableType\":"
    "\"Table\",\"appId\":\"" APP "\",\"extensionName\":\"E\",\"tableId\":50100,\"tableName\":\"My Table\","
    "\"sourceTableName\":\"Old Table\",\"dataPerCompany\":true},{\"id\":\"2\",\"targetTableType\":"
    "\"Table_x0020_Extension\",\"appId\":\"" APP "\",\"tableId\":null,\"tableName\":\"Customer\","
    "\"sourceTableName\":\"X\",\"dataPerCompany\":false}]}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) mappings = parse (texts[i], &error);

      g_assert_no_error (error);
      g_assert_cmpuint (mappings->len, ==, 2);
      g_assert_cmpint (ferry_table_mapping_get_table_id (at (mappings, 0)), ==, 50100);
      g_assert_cmpstr (ferry_table_mapping_get_source_table_name (at (mappings, 0)), ==, "Old Table");
      g_assert_true (ferry_table_mapping_is_extension (at (mappings, 1)));
      g_assert_false (ferry_table_mapping_get_data_per_company (at (mappings, 1)));
    }
}

#define GOOD "{\"appId\":\"" APP "\",\"tableName\":\"A\",\"sourceTableName\":\"B\"}"

static void
test_json_malformed (void)
{
  g_autofree char *deep = g_strnfill (100000, '[');

  assert_refused ("[\n" GOOD ",\n{\"appId\":7}\n]", -1, "Line 3:", "“appId” must be a text");
  assert_refused ("[\n\n[]\n]", -1, "Line 3:", "must be an object");
  assert_refused ("{\n\"value\":[\n" GOOD ",\n" GOOD "\n]}", -1, "Line 4:", "line 3 already");
  assert_refused ("[\n{\"appId\":\"" APP
                  "\",\"tableName\":\"A\",\"sourceTableName\":\"B\",\n\"tableId\":1.5}]",
                  -1, "Line 2:", "“tableId” must be a whole number");
  assert_refused ("[\n{\"dataPerCompany\":\"yes\"}]", -1,
                  "Line 2:", "“dataPerCompany” must be true or false");
  assert_refused ("[\n{\"tabelName\":\"A\"}]", -1, "Line 2:", "“tabelName” isn’t known");
  assert_refused ("[\n{\"tableName\":\"A\"}]", -1, "Line 2:", "appId");
  assert_refused ("[\n" GOOD "\n", -1, "Line 3:", "breaks off");
  assert_refused ("[\n" GOOD ",\n]", -1, "Line 2:", "valid JSON");
  assert_refused ("[\n" GOOD "\n]\nx", -1, "Line 4:", "follows the end");
  assert_refused ("[\n// all of them\n" GOOD "]", -1, "Line 2:", "doesn’t know");
  assert_refused ("{\"mappings\":[]}", -1, "Line 1:", "no list");
  assert_refused ("{\"value\":[]}}", -1, "Line 1:", "follows the end");
  assert_refused (deep, -1, "Line 1:", "too deeply");
  assert_refused ("[\n\"\xff\"]", -1, "Line 2:", "UTF-8");
}

/* ---- There and back ---- */

static const char *const NAMES[] = {
  "Plain",
  "With, comma; and \"quotes\"",
  "=SUM(A1)",
  "'=already guarded",
  "-1",
  "@x",
  "'quoted'",
  "🚢 emoji 👩‍👩‍👧",
  "جدول من اليمين",
  "%_[x]",
  "Æøå ß Ÿ",
  "a.b\\c/d",
  "O'Brien",
};

static void
test_round_trip (void)
{
  g_autoptr (GPtrArray) mappings = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    g_ptr_array_add (mappings,
                     ferry_table_mapping_new (i % 2 == 1, APP, i * 10, NAMES[i], NAMES[i], i % 4 != 1));
  for (int format = FERRY_MAPPING_FORMAT_CSV; format <= FERRY_MAPPING_FORMAT_JSON; format++)
    {
      g_autoptr (GBytes) bytes = ferry_mapping_file_format (mappings, format);
      gsize size;
      const char *data = g_bytes_get_data (bytes, &size);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) again = ferry_mapping_file_parse (data, size, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (again->len, ==, mappings->len);
      for (guint i = 0; i < again->len; i++)
        g_assert_true (ferry_table_mapping_equal (at (again, i), at (mappings, i)));
    }
}

static void
test_formula_guard (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  ferry_csv_append (text, "=1+1");
  ferry_csv_append (text, "''-x");
  ferry_csv_append (text, "it's");
  g_assert_cmpstr (text->str, ==, "\"'=1+1\"\"'''-x\"\"it's\"");
}

/* ---- In a worker ---- */

static void
test_file (void)
{
  char *folder = core_fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "mappings.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GPtrArray) mappings = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) missed = NULL;
  g_autoptr (GFile) missing = g_file_get_child (file, "not-there");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *name = g_strdup_printf ("Table %u", i);

      g_ptr_array_add (mappings, ferry_table_mapping_new (FALSE, APP, 50000 + i, name, name, TRUE));
    }
  ferry_mapping_file_save_async (file, mappings, FERRY_MAPPING_FORMAT_CSV, NULL, ferry_fixture_await_cb,
                                 &saved);
  ferry_mapping_file_save_finish (file, ferry_fixture_await (&saved), &error);
  g_assert_no_error (error);
  ferry_mapping_file_load_async (file, NULL, NULL, NULL, ferry_fixture_await_cb, &loaded);
  again = ferry_mapping_file_load_finish (file, ferry_fixture_await (&loaded), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, 5000);
  g_assert_true (ferry_table_mapping_equal (at (again, 4999), at (mappings, 4999)));

  ferry_mapping_file_load_async (missing, NULL, NULL, NULL, ferry_fixture_await_cb, &missed);
  g_assert_null (ferry_mapping_file_load_finish (missing, ferry_fixture_await (&missed), &error));
  g_assert_nonnull (error);
  core_fixture_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mapping-file/csv", test_csv);
  g_test_add_func ("/mapping-file/csv-malformed", test_csv_malformed);
  g_test_add_func ("/mapping-file/json", test_json);
  g_test_add_func ("/mapping-file/json-malformed", test_json_malformed);
  g_test_add_func ("/mapping-file/round-trip", test_round_trip);
  g_test_add_func ("/mapping-file/formula-guard", test_formula_guard);
  g_test_add_func ("/mapping-file/file", test_file);
  return g_test_run ();
}
