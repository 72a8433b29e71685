/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-fixture.h"
#include "ferry-mapping-file.h"
#include "ferry-source-table.h"

#include <string.h>

/* What may be sent, and what differs between two sets (domain §2.6). */

#define APP   "437dbf0e-84ff-417a-965d-ed2bb9650972"
#define OTHER "11111111-2222-3333-4444-555555555555"

static FerryTableMapping *
existing (const char *id, const char *app_id, const char *name, const char *source)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GError) error = NULL;
  FerryTableMapping *mapping;

  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "targetTableType", "Table");
  json_object_set_string_member (object, "appId", app_id);
  json_object_set_string_member (object, "tableName", name);
  json_object_set_string_member (object, "sourceTableName", source);
  mapping = ferry_table_mapping_new_from_json (object, &error);
  g_assert_no_error (error);
  return mapping;
}

static void
add_table (GPtrArray *tables, const char *name, gboolean mappable, const char *type)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *id = g_strdup_printf ("%u", tables->len + 1);
  g_autoptr (GError) error = NULL;
  gpointer table;

  json_object_set_string_member (object, "id", id);
  json_object_set_int_member (object, "tableId", 50000 + tables->len);
  json_object_set_string_member (object, "tableName", name);
  json_object_set_string_member (object, "appId", APP);
  json_object_set_string_member (object, "appName", "Rental");
  json_object_set_string_member (object, "targetTableType", type);
  json_object_set_boolean_member (object, "mappable", mappable);
  table = ferry_record_new_from_json (FERRY_TYPE_SOURCE_TABLE, object, &error);
  g_assert_no_error (error);
  g_ptr_array_add (tables, table);
}

static FerryMappingSet *
make_set (void)
{
  g_autoptr (GPtrArray) mappings = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (mappings, existing ("1", APP, "Contract", "Old Contract"));
  g_ptr_array_add (mappings, existing ("2", APP, "Line", "Old Line"));
  g_ptr_array_add (mappings, existing ("3", OTHER, "Contract", "Contract"));
  add_table (tables, "Contract", TRUE, "Table");
  add_table (tables, "Car", TRUE, "Table");
  add_table (tables, "Customer", FALSE, "Table");
  add_table (tables, "Customer", TRUE, "Table Extension");
  return ferry_mapping_set_new (mappings, tables);
}

static GPtrArray *
list (FerryTableMapping *first, FerryTableMapping *second)
{
  GPtrArray *mappings = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (mappings, first);
  if (second != NULL)
    g_ptr_array_add (mappings, second);
  return mappings;
}

static void
assert_refused (FerryTableMapping *was,
                FerryTableMapping *first,
                FerryTableMapping *second,
                const char *words)
{
  g_autoptr (FerryMappingSet) set = make_set ();
  g_autoptr (GPtrArray) wanted = list (first, second);
  g_autoptr (GError) error = NULL;

  g_assert_null (ferry_mapping_set_plan (set, was, wanted, &error));
  core_assert_error (error, FERRY_ERROR_RULE, words);
}

static void
test_refused (void)
{
  g_autoptr (FerryTableMapping) second = existing ("2", APP, "Line", "Old Line");

  /* The target has a source: however it is spelled, and for an edited one as well. */
  assert_refused (NULL, ferry_table_mapping_new (FALSE, APP, 1, "Contract", "X", TRUE), NULL,
                  "“Old Contract”");
  assert_refused (
    NULL,
    ferry_table_mapping_new (FALSE, "{437DBF0E-84FF-417A-965D-ED2BB9650972}", 1, " CONTRACT", "X", TRUE),
    NULL, "one source");
  assert_refused (second, ferry_table_mapping_new (FALSE, APP, 1, "Contract", "Old Line", TRUE), NULL,
                  "one source");
  assert_refused (NULL, ferry_table_mapping_new (FALSE, APP, 1, "New", "X", TRUE),
                  ferry_table_mapping_new (FALSE, APP, 1, "new", "X", TRUE), "twice");
  assert_refused (NULL, ferry_table_mapping_new (FALSE, APP, 1, "Customer", "X", TRUE), NULL,
                  "replicates by itself");
  assert_refused (NULL, ferry_table_mapping_new (FALSE, APP, 1, "", "X", TRUE), NULL, "has no name");
  assert_refused (NULL, ferry_table_mapping_new (FALSE, APP, 1, "New", " \t", TRUE), NULL, "source table");
  assert_refused (NULL, ferry_table_mapping_new (FALSE, "Rental", 1, "New", "X", TRUE), NULL, "isn’t a GUID");
  assert_refused (
    NULL, ferry_table_mapping_new (FALSE, "00000000-0000-0000-0000-000000000000", 1, "New", "X", TRUE), NULL,
    "isn’t a GUID");
}

static void
test_plan (void)
{
  g_autoptr (FerryMappingSet) set = make_set ();
  g_autoptr (FerryTableMapping) second = existing ("2", APP, "Line", "Old Line");
  g_autoptr (GPtrArray) two = list (ferry_table_mapping_new (FALSE, APP, 0, "A", "One source", TRUE),
                                    ferry_table_mapping_new (TRUE, APP, 0, "Customer", "One source", FALSE));
  g_autoptr (GPtrArray) same = list (ferry_table_mapping_new (FALSE, APP, 0, "Line", "Old Line", TRUE), NULL);
  g_autoptr (GPtrArray) renamed = list (ferry_table_mapping_new (FALSE, APP, 0, "LINE", "Newer", TRUE), NULL);
  g_autoptr (GPtrArray) added = ferry_mapping_set_plan (set, NULL, two, NULL);
  g_autoptr (GPtrArray) kept = ferry_mapping_set_plan (set, second, same, NULL);
  g_autoptr (GPtrArray) edited = ferry_mapping_set_plan (set, second, renamed, NULL);

  g_assert_cmpuint (ferry_mapping_change_count (added, FERRY_MAPPING_CHANGE_ADD), ==, 2);
  g_assert_cmpuint (ferry_mapping_change_count (kept, FERRY_MAPPING_CHANGE_NONE), ==, 1);
  g_assert_cmpuint (ferry_mapping_change_count (edited, FERRY_MAPPING_CHANGE_EDIT), ==, 1);
}

static void
test_diff (void)
{
  g_autoptr (FerryMappingSet) set = make_set ();
  g_autoptr (GPtrArray) wanted = list (ferry_table_mapping_new (FALSE, APP, 0, "Contract", "Newer", TRUE),
                                       ferry_table_mapping_new (FALSE, APP, 0, "Line", "Old Line", TRUE));
  g_autoptr (GPtrArray) merged = NULL;
  g_autoptr (GPtrArray) replaced = NULL;

  g_ptr_array_add (wanted, ferry_table_mapping_new (FALSE, OTHER, 0, "🚢", "%_[x]", TRUE));
  merged = ferry_mapping_set_diff (set, wanted, FALSE);
  replaced = ferry_mapping_set_diff (set, wanted, TRUE);
  g_assert_cmpuint (merged->len, ==, 3);
  g_assert_cmpuint (ferry_mapping_change_count (merged, FERRY_MAPPING_CHANGE_EDIT), ==, 1);
  g_assert_cmpuint (ferry_mapping_change_count (merged, FERRY_MAPPING_CHANGE_NONE), ==, 1);
  g_assert_cmpuint (ferry_mapping_change_count (merged, FERRY_MAPPING_CHANGE_ADD), ==, 1);
  g_assert_cmpuint (replaced->len, ==, 4);
  g_assert_cmpuint (ferry_mapping_change_count (replaced, FERRY_MAPPING_CHANGE_DELETE), ==, 1);
  g_assert_cmpstr (
    ferry_table_mapping_get_id (ferry_mapping_change_get_was (g_ptr_array_index (replaced, 3))), ==, "3");
}

static void
test_extension (void)
{
  g_autoptr (FerryMappingSet) set = make_set ();
  g_autoptr (GPtrArray) mine
    = ferry_mapping_set_list_extension (set, "{437DBF0E-84FF-417A-965D-ED2BB9650972}");
  g_autoptr (GPtrArray) populated = ferry_mapping_set_populate (set, APP);
  g_autoptr (GPtrArray) nothing = ferry_mapping_set_populate (set, OTHER);
  g_autoptr (GPtrArray) changes = ferry_mapping_set_plan (set, NULL, populated, NULL);

  g_assert_cmpuint (mine->len, ==, 2);
  /* “Contract” has a source, the table “Customer” replicates by itself; its extension doesn't. */
  g_assert_cmpuint (populated->len, ==, 2);
  g_assert_cmpstr (ferry_table_mapping_get_table_name (g_ptr_array_index (populated, 0)), ==, "Car");
  g_assert_cmpstr (ferry_table_mapping_get_source_table_name (g_ptr_array_index (populated, 0)), ==, "Car");
  g_assert_true (ferry_table_mapping_is_extension (g_ptr_array_index (populated, 1)));
  g_assert_cmpuint (nothing->len, ==, 0);
  g_assert_cmpuint (changes->len, ==, 2);
}

/* A file is checked against the tables, too. */
static void
test_file_against_tables (void)
{
  static const char text[] = "appId,tableName,sourceTableName\n" APP ",Car,Old Car\n" APP ",customer,Old\n";
  g_autoptr (FerryMappingSet) set = make_set ();
  g_autoptr (GError) error = NULL;

  g_assert_null (ferry_mapping_file_parse (text, strlen (text), set, NULL, &error));
  core_assert_error (error, FERRY_ERROR_INVALID, "Line 3: “customer” replicates by itself");
}

static void
test_many (void)
{
  g_autoptr (GPtrArray) mappings = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (FerryMappingSet) set = NULL;
  g_autoptr (GPtrArray) changes = NULL;

  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);
      g_autofree char *name = g_strdup_printf ("Table %u", i);
      g_autofree char *shifted = g_strdup_printf ("Table %u", i + 10);

      g_ptr_array_add (mappings, existing (id, APP, name, name));
      g_ptr_array_add (wanted, ferry_table_mapping_new (FALSE, APP, 0, shifted, shifted, TRUE));
    }
  set = ferry_mapping_set_new (mappings, NULL);
  changes = ferry_mapping_set_diff (set, wanted, TRUE);
  g_assert_cmpuint (changes->len, ==, 5010);
  g_assert_cmpuint (ferry_mapping_change_count (changes, FERRY_MAPPING_CHANGE_NONE), ==, 4990);
  g_assert_cmpuint (ferry_mapping_change_count (changes, FERRY_MAPPING_CHANGE_ADD), ==, 10);
  g_assert_cmpuint (ferry_mapping_change_count (changes, FERRY_MAPPING_CHANGE_DELETE), ==, 10);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mapping-set/refused", test_refused);
  g_test_add_func ("/mapping-set/plan", test_plan);
  g_test_add_func ("/mapping-set/diff", test_diff);
  g_test_add_func ("/mapping-set/extension", test_extension);
  g_test_add_func ("/mapping-set/file-against-tables", test_file_against_tables);
  g_test_add_func ("/mapping-set/many", test_many);
  return g_test_run ();
}
