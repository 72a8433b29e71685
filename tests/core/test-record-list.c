/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists of many records: search, filter, order, and what is told of it. */

#include "core-fixture.h"
#include "ferry-management.h"
#include "ferry-record-list.h"

static const char *const searched[] = { "table-name", "table-id", "company-name", NULL };

static FerryRecord *
new_setting (guint id, const char *company, const char *table, gint64 number, gboolean changed)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *id_text = g_strdup_printf ("r-%u", id);
  g_autoptr (GError) error = NULL;
  FerryRecord *record;

  json_object_set_string_member (object, "id", id_text);
  json_object_set_string_member (object, "@odata.etag", "W/1");
  json_object_set_string_member (object, "companyName", company);
  json_object_set_string_member (object, "tableName", table);
  json_object_set_int_member (object, "tableId", number);
  json_object_set_boolean_member (object, "replicateData", !changed);
  json_object_set_boolean_member (object, "preserveCloudData", *company == '\0');
  json_object_set_boolean_member (object, "viewOnly", number >= 2000000000);
  json_object_set_boolean_member (object, "changed", changed);
  record = ferry_record_new_from_json (FERRY_TYPE_TABLE_SETTING, object, &error);
  g_assert_no_error (error);
  return record;
}

static GPtrArray *
new_few (void)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (records, new_setting (1, "", "User", 2000000120, FALSE));
  g_ptr_array_add (records, new_setting (2, "CRONUS", "Vendor", 23, FALSE));
  g_ptr_array_add (records, new_setting (3, "CRONUS", "Customer", 18, TRUE));
  g_ptr_array_add (records, new_setting (4, "Bäcker \"100 %\" & Söhne_", "customer", 180, FALSE));
  g_ptr_array_add (records, new_setting (5, "שלום 🚢", "Item", 27, TRUE));
  return records;
}

static char *
list_ids (FerryRecordList *list)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    g_string_append (ids, ferry_record_get_id (ferry_record_list_get (list, i)) + 2);
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

#define assert_ids(list, wanted)                                                                             \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    g_autofree char *ids_ = list_ids (list);                                                                 \
    g_assert_cmpstr (ids_, ==, wanted);                                                                      \
  }                                                                                                          \
  G_STMT_END

static FerryRecordList *
new_list (void)
{
  g_autoptr (GPtrArray) records = new_few ();
  FerryRecordList *list = ferry_record_list_new (FERRY_TYPE_TABLE_SETTING, searched);

  assert_ids (list, "");
  ferry_record_list_set_records (list, records);
  assert_ids (list, "12345");
  return list;
}

static void
test_search (void)
{
  g_autoptr (FerryRecordList) list = new_list ();

  ferry_record_list_set_search (list, "CUST");
  assert_ids (list, "34");
  /* Numbers by their beginning; SQL's wildcards are letters like others. */
  ferry_record_list_set_search (list, "18");
  assert_ids (list, "34");
  ferry_record_list_set_search (list, "%");
  assert_ids (list, "4");
  ferry_record_list_set_search (list, "_");
  assert_ids (list, "4");
  ferry_record_list_set_search (list, "söhne");
  assert_ids (list, "4");
  ferry_record_list_set_search (list, "🚢");
  assert_ids (list, "5");
  ferry_record_list_set_search (list, "");
  assert_ids (list, "12345");
  g_assert_cmpuint (ferry_record_list_get_n_rows (list), ==, 5);
}

static void
test_filter (void)
{
  g_autoptr (FerryRecordList) list = new_list ();
  g_auto (GStrv) companies = ferry_record_list_dup_values (list, "company-name");

  g_assert_cmpuint (g_strv_length (companies), ==, 4);
  ferry_record_list_set_flag_filter (list, "changed", 1);
  assert_ids (list, "35");
  ferry_record_list_set_text_filter (list, "company-name", "CRONUS");
  assert_ids (list, "3");
  ferry_record_list_set_flag_filter (list, "changed", -1);
  assert_ids (list, "23");
  ferry_record_list_set_text_filter (list, "company-name", "");
  assert_ids (list, "1");
  ferry_record_list_set_flag_filter (list, "view-only", 0);
  assert_ids (list, "");
  ferry_record_list_set_text_filter (list, "company-name", NULL);
  assert_ids (list, "2345");
}

static void
test_sort (void)
{
  g_autoptr (FerryRecordList) list = new_list ();

  ferry_record_list_set_sort (list, "table-id", FALSE);
  assert_ids (list, "32541");
  ferry_record_list_set_sort (list, "table-id", TRUE);
  assert_ids (list, "14523");
  /* What is equal stays as the service has it, either way. */
  ferry_record_list_set_sort (list, "changed", FALSE);
  assert_ids (list, "12435");
  ferry_record_list_set_sort (list, "changed", TRUE);
  assert_ids (list, "35124");
  g_assert_cmpuint (ferry_record_list_position_of (list, "r-5"), ==, 1);
  g_assert_cmpuint (ferry_record_list_position_of (list, "r-9"), ==, G_MAXUINT);
}

static void
count (guint *n)
{
  (*n)++;
}

/* A row is changed where it stands: nothing comes or goes, whoever shows it is told to look again. */
static void
test_put (void)
{
  g_autoptr (FerryRecordList) list = new_list ();
  g_autoptr (FerryRecord) fresh = new_setting (2, "CRONUS", "Vendor", 23, TRUE);
  g_autoptr (FerryRecord) stranger = new_setting (77, "CRONUS", "Vendor", 23, TRUE);
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (list), 1);
  guint n_reordered = 0;
  guint n_changed = 0;

  g_signal_connect_swapped (list, "reordered", G_CALLBACK (count), &n_reordered);
  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (count), &n_changed);
  ferry_record_list_put (list, fresh);
  g_assert_cmpuint (n_reordered, ==, 1);
  g_assert_cmpuint (n_changed, ==, 0);
  g_assert_true (ferry_record_list_get (list, 1) == fresh);
  g_assert_true (ferry_record_list_find (list, "r-2") == fresh);
  ferry_record_list_put (list, stranger);
  assert_ids (list, "12345");
  g_assert_null (ferry_record_list_find (list, "r-77"));

  /* Under a filter it comes and goes at the end. */
  ferry_record_list_set_flag_filter (list, "changed", 1);
  assert_ids (list, "235");
}

static gboolean
is_busy (FerryRecordList *list)
{
  return ferry_index_list_get_busy (FERRY_INDEX_LIST (list));
}

/* So many that the index is made in a worker: only the newest question is answered. */
static void
test_many (void)
{
  g_autoptr (FerryRecordList) list = ferry_record_list_new (FERRY_TYPE_TABLE_SETTING, searched);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *company = g_strdup_printf ("Company %u", i % 10);
      g_autofree char *table = g_strdup_printf ("Table %u", i / 10);

      g_ptr_array_add (records, new_setting (i, company, table, i / 10, i % 1000 == 0));
    }
  ferry_record_list_set_records (list, records);
  g_assert_true (is_busy (list));
  ferry_record_list_set_search (list, "nothing of the kind");
  ferry_record_list_set_search (list, "table 1999");
  ferry_record_list_set_sort (list, "company-name", TRUE);
  ferry_fixture_wait_until (!is_busy (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 10);
  g_assert_cmpstr (
    ferry_table_setting_get_company_name (FERRY_TABLE_SETTING (ferry_record_list_get (list, 0))), ==,
    "Company 9");
  ferry_record_list_set_search (list, NULL);
  ferry_record_list_set_flag_filter (list, "changed", 1);
  ferry_fixture_wait_until (!is_busy (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record-list/search", test_search);
  g_test_add_func ("/record-list/filter", test_filter);
  g_test_add_func ("/record-list/sort", test_sort);
  g_test_add_func ("/record-list/put", test_put);
  g_test_add_func ("/record-list/many", test_many);
  return g_test_run ();
}
