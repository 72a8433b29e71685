/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What differs between two runs. */

#include <json-glib/json-glib.h>
#include <string.h>

#include "ferry-run-comparison.h"

typedef struct
{
  const char *company;
  const char *table;
  const char *status;
  gint64 copied;
  gint64 total;
  const char *message;
} Row;

static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_number (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static FerryDetailList *
new_list (const Row *rows, guint n)
{
  FerryDetailList *list = ferry_detail_list_new ();
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *next = NULL;
  char *text;
  GError *error = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "value");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("00000000-0000-0000-0000-%012u", i);

      json_builder_begin_object (builder);
      add_text (builder, "id", id);
      add_text (builder, "companyName", rows[i].company);
      add_text (builder, "tableName", rows[i].table);
      add_text (builder, "status", rows[i].status);
      add_number (builder, "recordsCopied", rows[i].copied);
      add_number (builder, "totalRecords", rows[i].total);
      add_text (builder, "errors", rows[i].message == NULL ? "" : rows[i].message);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  bytes = g_bytes_new_take (text, strlen (text));
  ferry_detail_list_begin_load (list);
  ferry_detail_list_parse_page (bytes, list, &next, &error);
  g_assert_no_error (error);
  ferry_detail_list_end_load (list, TRUE);
  return list;
}

static void
on_compared (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;

  ferry_run_comparison_compare_finish (FERRY_RUN_COMPARISON (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static void
wait_until (gboolean *done)
{
  while (!*done)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
is_busy (FerryRunComparison *comparison)
{
  gboolean busy;

  g_object_get (comparison, "busy", &busy, NULL);
  return busy;
}

static void
wait_idle (FerryRunComparison *comparison)
{
  while (is_busy (comparison))
    g_main_context_iteration (NULL, TRUE);
}

static FerryRunComparison *
compare (FerryDetailList *before, FerryDetailList *after)
{
  FerryRunComparison *comparison = ferry_run_comparison_new ();
  gboolean done = FALSE;

  ferry_run_comparison_compare_async (comparison, before, after, NULL, on_compared, &done);
  wait_until (&done);
  return comparison;
}

static void
assert_rows (FerryRunComparison *comparison, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (comparison)); i++)
    {
      g_autoptr (FerryRunDifference) row = g_list_model_get_item (G_LIST_MODEL (comparison), i);

      g_string_append_printf (text, "%s%s/%s %s %" G_GINT64_FORMAT "→%" G_GINT64_FORMAT, i > 0 ? "; " : "",
                              ferry_run_difference_get_company (row), ferry_run_difference_get_table (row),
                              ferry_difference_kind_to_label (ferry_run_difference_get_kind (row)),
                              ferry_run_difference_get_records_copied (row, FALSE),
                              ferry_run_difference_get_records_copied (row, TRUE));
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static const Row earlier[] = {
  { "CRONUS", "Same", "Successful", 5, 5 },
  { "CRONUS", "Broke", "Successful", 5, 5 },
  { "CRONUS", "Fixed", "Failed", 0, 9, "too long" },
  { "CRONUS", "Bad", "Failed", 1, 9 },
  { "CRONUS", "Grown", "Successful", 10, 10 },
  { "CRONUS", "Gone", "Successful", 7, 7 },
  { "CRONUS", "Pending", "Failed", 0, 3 },
  { "Ærø", "Same", "Warning", 0, 0 },
  { "", "User", "Successful", 2, 2 },
};

static const Row later[] = {
  { "", "User", "Successful", 2, 3 },
  { "Ærø", "Same", "Warning", 0, 0 },
  { "CRONUS", "Pending", "In Progress", 0, 3 },
  { "CRONUS", "New", "Successful", 4, 4 },
  { "CRONUS", "New and bad", "Failed", 0, 4 },
  { "CRONUS", "Grown", "Successful", 12, 12 },
  { "CRONUS", "Bad", "Failed", 1, 9 },
  { "CRONUS", "Fixed", "Successful", 9, 9 },
  { "CRONUS", "Broke", "Failed", 0, 5, "=1+1, \"x\"" },
  { "CRONUS", "Same", "Successful", 5, 5 },
};

static void
test_kinds (void)
{
  g_autoptr (FerryDetailList) before = new_list (earlier, G_N_ELEMENTS (earlier));
  g_autoptr (FerryDetailList) after = new_list (later, G_N_ELEMENTS (later));
  g_autoptr (FerryRunComparison) comparison = compare (before, after);

  /* What fails first; within a kind by company and table. */
  assert_rows (comparison, "CRONUS/Broke Newly failed 5→0; CRONUS/New and bad Newly failed -1→0; "
                           "CRONUS/Bad Failed in both 1→1; CRONUS/Fixed Fixed 0→9; "
                           "/User Changed 2→2; CRONUS/Grown Changed 10→12; CRONUS/Pending Changed 0→0; "
                           "CRONUS/New Only in the later run -1→4; CRONUS/Gone Only in the earlier run 7→-1");
  g_assert_cmpuint (ferry_run_comparison_count (comparison, FERRY_DIFFERENCE_NEWLY_FAILED), ==, 2);
  g_assert_cmpuint (ferry_run_comparison_count (comparison, FERRY_DIFFERENCE_STILL_FAILED), ==, 1);
  g_assert_cmpuint (ferry_run_comparison_count (comparison, FERRY_DIFFERENCE_FIXED), ==, 1);
  g_assert_cmpuint (ferry_run_comparison_count (comparison, FERRY_DIFFERENCE_CHANGED), ==, 3);
  g_assert_cmpuint (ferry_run_comparison_count (comparison, FERRY_DIFFERENCE_ADDED), ==, 1);
  g_assert_cmpuint (ferry_run_comparison_count (comparison, FERRY_DIFFERENCE_REMOVED), ==, 1);
  g_assert_cmpuint (ferry_run_comparison_get_n_rows (comparison), ==, 9);
}

static void
test_row (void)
{
  g_autoptr (FerryDetailList) before = new_list (earlier, G_N_ELEMENTS (earlier));
  g_autoptr (FerryDetailList) after = new_list (later, G_N_ELEMENTS (later));
  g_autoptr (FerryRunComparison) comparison = compare (before, after);
  g_autoptr (FerryRunDifference) broke = g_list_model_get_item (G_LIST_MODEL (comparison), 0);
  g_autoptr (FerryRunDifference) added = g_list_model_get_item (G_LIST_MODEL (comparison), 7);

  g_assert_cmpstr (ferry_run_difference_get_status_text (broke, FALSE), ==, "Successful");
  g_assert_cmpstr (ferry_run_difference_get_status_text (broke, TRUE), ==, "Failed");
  g_assert_cmpint (ferry_run_difference_get_status (broke, TRUE), ==, FERRY_TABLE_STATUS_FAILED);
  g_assert_cmpint (ferry_run_difference_get_difference (broke), ==, -5);
  g_assert_cmpint (ferry_run_difference_get_total_records (broke, TRUE), ==, 5);
  g_assert_cmpstr (ferry_run_difference_get_message (broke, TRUE), ==, "=1+1, \"x\"");
  g_assert_cmpstr (ferry_run_difference_get_message (broke, FALSE), ==, "");

  g_assert_null (ferry_run_difference_get_status_text (added, FALSE));
  g_assert_cmpint (ferry_run_difference_get_difference (added), ==, 0);
  g_assert_cmpstr (ferry_run_difference_get_message (added, FALSE), ==, "");
}

static void
count_signal (guint *count)
{
  ++*count;
}

static void
test_filter_and_sort (void)
{
  g_autoptr (FerryDetailList) before = new_list (earlier, G_N_ELEMENTS (earlier));
  g_autoptr (FerryDetailList) after = new_list (later, G_N_ELEMENTS (later));
  g_autoptr (FerryRunComparison) comparison = compare (before, after);
  guint n_changed = 0, n_reordered = 0;

  g_signal_connect_swapped (comparison, "items-changed", G_CALLBACK (count_signal), &n_changed);
  g_signal_connect_swapped (comparison, "reordered", G_CALLBACK (count_signal), &n_reordered);

  ferry_run_comparison_set_filter (comparison, 1u << FERRY_DIFFERENCE_CHANGED, NULL);
  assert_rows (comparison, "/User Changed 2→2; CRONUS/Grown Changed 10→12; CRONUS/Pending Changed 0→0");
  ferry_run_comparison_set_filter (comparison, 0, "æRØ");
  assert_rows (comparison, "");
  ferry_run_comparison_set_filter (comparison, 1u << FERRY_DIFFERENCE_CHANGED | 1u << FERRY_DIFFERENCE_FIXED,
                                   "cronus");
  assert_rows (comparison, "CRONUS/Fixed Fixed 0→9; CRONUS/Grown Changed 10→12; CRONUS/Pending Changed 0→0");
  g_assert_cmpuint (n_changed, ==, 3);

  /* An order changes no item. */
  ferry_run_comparison_set_sort (comparison, FERRY_DIFFERENCE_COLUMN_DIFFERENCE, TRUE);
  assert_rows (comparison, "CRONUS/Fixed Fixed 0→9; CRONUS/Grown Changed 10→12; CRONUS/Pending Changed 0→0");
  ferry_run_comparison_set_sort (comparison, FERRY_DIFFERENCE_COLUMN_TABLE, TRUE);
  assert_rows (comparison, "CRONUS/Pending Changed 0→0; CRONUS/Grown Changed 10→12; CRONUS/Fixed Fixed 0→9");
  ferry_run_comparison_set_sort (comparison, FERRY_DIFFERENCE_COLUMN_COPIED, FALSE);
  assert_rows (comparison, "CRONUS/Pending Changed 0→0; CRONUS/Fixed Fixed 0→9; CRONUS/Grown Changed 10→12");
  ferry_run_comparison_set_sort (comparison, FERRY_DIFFERENCE_COLUMN_COMPANY, FALSE);
  assert_rows (comparison, "CRONUS/Fixed Fixed 0→9; CRONUS/Grown Changed 10→12; CRONUS/Pending Changed 0→0");
  ferry_run_comparison_set_sort (comparison, FERRY_DIFFERENCE_COLUMN_STATUS, FALSE);
  assert_rows (comparison, "CRONUS/Pending Changed 0→0; CRONUS/Fixed Fixed 0→9; CRONUS/Grown Changed 10→12");
  g_assert_cmpuint (n_changed, ==, 3);
  g_assert_cmpuint (n_reordered, ==, 8);
}

static void
test_nothing (void)
{
  g_autoptr (FerryDetailList) list = new_list (earlier, G_N_ELEMENTS (earlier));
  g_autoptr (FerryDetailList) empty = ferry_detail_list_new ();
  g_autoptr (FerryRunComparison) same = compare (list, list);
  g_autoptr (FerryRunComparison) emptied = compare (list, empty);
  g_autoptr (FerryRunComparison) none = compare (empty, empty);

  /* What failed in both is told even so. */
  assert_rows (same, "CRONUS/Bad Failed in both 1→1; CRONUS/Fixed Failed in both 0→0; "
                     "CRONUS/Pending Failed in both 0→0");
  assert_rows (none, "");
  g_assert_cmpuint (ferry_run_comparison_count (emptied, FERRY_DIFFERENCE_REMOVED), ==,
                    G_N_ELEMENTS (earlier));
}

/* Two tables of a company may have the same name, in different extensions. */
static void
test_same_names (void)
{
  static const Row two[] = { { "C", "Setup", "Successful", 1, 1 }, { "C", "Setup", "Failed", 0, 9 } };
  static const Row three[] = { { "C", "Setup", "Successful", 1, 1 },
                               { "C", "Setup", "Successful", 9, 9 },
                               { "C", "Setup", "Warning" } };
  g_autoptr (FerryDetailList) before = new_list (two, G_N_ELEMENTS (two));
  g_autoptr (FerryDetailList) after = new_list (three, G_N_ELEMENTS (three));
  g_autoptr (FerryRunComparison) comparison = compare (before, after);

  assert_rows (comparison, "C/Setup Fixed 0→9; C/Setup Only in the later run -1→0");
}

static void
on_exported (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;

  ferry_run_comparison_export_finish (FERRY_RUN_COMPARISON (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static void
test_export (void)
{
  g_autoptr (FerryDetailList) before = new_list (earlier, G_N_ELEMENTS (earlier));
  g_autoptr (FerryDetailList) after = new_list (later, G_N_ELEMENTS (later));
  g_autoptr (FerryRunComparison) comparison = compare (before, after);
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GFile) file = g_file_new_tmp ("ferry-comparison-XXXXXX", &stream, NULL);
  g_autofree char *contents = NULL;
  gboolean done = FALSE;
  GError *error = NULL;

  ferry_run_comparison_set_filter (comparison,
                                   1u << FERRY_DIFFERENCE_NEWLY_FAILED | 1u << FERRY_DIFFERENCE_FIXED, NULL);
  ferry_run_comparison_export_async (comparison, file, NULL, on_exported, &done);
  wait_until (&done);
  g_file_load_contents (file, NULL, &contents, NULL, NULL, &error);
  g_assert_no_error (error);
  g_file_delete (file, NULL, NULL);
  g_assert_cmpstr (
    contents, ==,
    "company,table,change,statusBefore,statusAfter,copiedBefore,copiedAfter,totalBefore,totalAfter,"
    "messageBefore,messageAfter\r\n"
    "\"CRONUS\",\"Broke\",\"newly-failed\",\"successful\",\"failed\",5,0,5,5,\"\",\"'=1+1, \"\"x\"\"\"\r\n"
    "\"CRONUS\",\"New and bad\",\"newly-failed\",\"\",\"failed\",,0,,4,\"\",\"\"\r\n"
    "\"CRONUS\",\"Fixed\",\"fixed\",\"failed\",\"successful\",0,9,9,9,\"too long\",\"\"\r\n");
}

/* ---- In their hundred thousands ---- */

#define MANY 200000

static FerryDetailList *
new_many (gboolean later_run)
{
  FerryDetailList *list = ferry_detail_list_new ();
  GString *json = g_string_new ("{\"value\":[");
  g_autoptr (GBytes) page = NULL;
  g_autofree char *next = NULL;
  GError *error = NULL;

  for (guint i = 0; i < MANY; i++)
    {
      /* The other way round, so that no row is where its like is. */
      guint table = later_run ? MANY - 1 - i : i;
      gboolean failed = later_run ? table % 1000 == 0 : table % 1000 == 1;

      g_string_append_printf (json,
                              "%s{\"id\":\"00000000-0000-0000-0000-%012u\",\"companyName\":\"Company %u\","
                              "\"tableName\":\"Table %u\",\"status\":\"%s\",\"recordsCopied\":%u,"
                              "\"totalRecords\":9,\"errors\":\"\"}",
                              i > 0 ? "," : "", i, table % 40, table / 40, failed ? "Failed" : "Successful",
                              failed ? 0 : 9);
    }
  g_string_append (json, "]}");
  page = g_string_free_to_bytes (json);
  ferry_detail_list_begin_load (list);
  ferry_detail_list_parse_page (page, list, &next, &error);
  g_assert_no_error (error);
  ferry_detail_list_end_load (list, TRUE);
  return list;
}

static void
test_many (void)
{
  g_autoptr (FerryDetailList) before = new_many (FALSE);
  g_autoptr (FerryDetailList) after = new_many (TRUE);
  g_autoptr (FerryDetailList) none = ferry_detail_list_new ();
  g_autoptr (FerryRunComparison) comparison = compare (before, after);
  g_autoptr (FerryRunComparison) emptied = NULL;
  gboolean done = FALSE;

  g_assert_cmpuint (ferry_run_comparison_count (comparison, FERRY_DIFFERENCE_NEWLY_FAILED), ==, MANY / 1000);
  g_assert_cmpuint (ferry_run_comparison_count (comparison, FERRY_DIFFERENCE_FIXED), ==, MANY / 1000);
  g_assert_cmpuint (ferry_run_comparison_get_n_rows (comparison), ==, 2 * MANY / 1000);

  /* All differ: then an order is made in the worker, and the last one asked for counts. */
  emptied = ferry_run_comparison_new ();
  ferry_run_comparison_compare_async (emptied, before, none, NULL, on_compared, &done);
  ferry_run_comparison_set_filter (emptied, 0, "Company 7");
  g_assert_true (is_busy (emptied));
  wait_until (&done);
  wait_idle (emptied);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (emptied)), ==, MANY / 40);
  ferry_run_comparison_set_filter (emptied, 0, "Company");
  ferry_run_comparison_set_filter (emptied, 1u << FERRY_DIFFERENCE_FIXED, NULL);
  ferry_run_comparison_set_filter (emptied, 0, NULL);
  g_assert_true (is_busy (emptied));
  wait_idle (emptied);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (emptied)), ==, MANY);
}

static void
test_cancel (void)
{
  g_autoptr (FerryDetailList) before = new_many (FALSE);
  g_autoptr (FerryRunComparison) comparison = ferry_run_comparison_new ();
  gboolean done = FALSE;

  /* The first one gives way to the second, and ends as cancelled would. */
  ferry_run_comparison_compare_async (comparison, before, before, NULL, NULL, NULL);
  ferry_run_comparison_compare_async (comparison, before, before, NULL, on_compared, &done);
  wait_until (&done);
  g_assert_cmpuint (ferry_run_comparison_get_n_rows (comparison), ==, MANY / 1000);
  g_assert_false (is_busy (comparison));
}

/* ---- With which run ---- */

static FerryRun *
new_run (const char *id, const char *start, const char *type)
{
  g_autofree char *json = g_strdup_printf ("{\"id\":\"%s\",\"runId\":\"%s\",\"startTime\":\"%s\","
                                           "\"replicationType\":\"%s\",\"status\":\"Completed\","
                                           "\"tablesSuccessful\":1}",
                                           id, id, start, type);
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  GError *error = NULL;
  FerryRun *run = ferry_run_new_from_json (json_node_get_object (node), &error);

  g_assert_no_error (error);
  return run;
}

static void
assert_previous (GListStore *runs, guint position, const char *expected)
{
  g_autoptr (FerryRun) run = g_list_model_get_item (G_LIST_MODEL (runs), position);
  g_autoptr (FerryRun) previous = ferry_run_comparison_find_previous (G_LIST_MODEL (runs), run);

  g_assert_cmpstr (previous == NULL ? NULL : ferry_run_get_id (previous), ==, expected);
}

static void
test_previous (void)
{
  static const struct
  {
    const char *id, *start, *type;
  } log[] = {
    { "8", "2026-05-08T00:00:00Z", "Normal" }, { "7", "2026-05-07T00:00:00Z", "Diagnostic" },
    { "6", "2026-05-06T00:00:00Z", "Full" },   { "5", "2026-05-05T00:00:00Z", "" },
    { "4", "2026-05-04T00:00:00Z", "Normal" }, { "3", "2026-05-03T00:00:00Z", "Full" },
  };
  g_autoptr (GListStore) runs = g_list_store_new (FERRY_TYPE_RUN);

  for (guint i = 0; i < G_N_ELEMENTS (log); i++)
    {
      g_autoptr (FerryRun) run = new_run (log[i].id, log[i].start, log[i].type);

      g_list_store_append (runs, run);
    }
  assert_previous (runs, 0, "4");
  /* No diagnostic run before it: the last that has tables. */
  assert_previous (runs, 1, "6");
  assert_previous (runs, 2, "3");
  assert_previous (runs, 4, "3");
  assert_previous (runs, 5, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/comparison/kinds", test_kinds);
  g_test_add_func ("/comparison/row", test_row);
  g_test_add_func ("/comparison/filter-and-sort", test_filter_and_sort);
  g_test_add_func ("/comparison/nothing", test_nothing);
  g_test_add_func ("/comparison/same-names", test_same_names);
  g_test_add_func ("/comparison/export", test_export);
  g_test_add_func ("/comparison/many", test_many);
  g_test_add_func ("/comparison/cancel", test_cancel);
  g_test_add_func ("/comparison/previous", test_previous);
  return g_test_run ();
}
