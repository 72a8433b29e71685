/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of details: sorting, selection, live change; what is exported and copied. */

#include <adwaita.h>
#include <json-glib/json-glib.h>

#include "ferry-detail-export.h"
#include "ferry-detail-filter-bar.h"
#include "ferry-detail-table.h"
#include "ferry-direction.h"
#include "ferry-resources.h"
#include "ferry-ui-driver.h"

typedef struct
{
  const char *id;
  const char *company;
  const char *table;
  const char *status;
  guint copied;
  guint total;
  const char *errors;
} Row;

#define ID(letter) "5e1f0000-0000-4000-8000-00000000000" letter

static const Row rows[] = {
  { ID ("a"), "CRONUS", "Customer", "Successful", 30, 30, "" },
  { ID ("b"), "CRONUS", "Vendor", "Failed", 0, 12, "=HYPERLINK(\"x\")\nsecond line" },
  { ID ("c"), "", "User", "Warning", 5, 7, "a, \"b\"" },
  { ID ("d"), "Ærø", "Item", "Not Started", 0, 99, "" },
};

static FerryDetailList *
new_list (void)
{
  return ferry_detail_list_new ();
}

static void
load (FerryDetailList *list, const Row *from, guint n)
{
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
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "id");
      json_builder_add_string_value (builder, from[i].id);
      json_builder_set_member_name (builder, "runId");
      json_builder_add_string_value (builder, ID ("0"));
      json_builder_set_member_name (builder, "companyName");
      json_builder_add_string_value (builder, from[i].company);
      json_builder_set_member_name (builder, "tableName");
      json_builder_add_string_value (builder, from[i].table);
      json_builder_set_member_name (builder, "status");
      json_builder_add_string_value (builder, from[i].status);
      json_builder_set_member_name (builder, "recordsCopied");
      json_builder_add_int_value (builder, from[i].copied);
      json_builder_set_member_name (builder, "totalRecords");
      json_builder_add_int_value (builder, from[i].total);
      json_builder_set_member_name (builder, "errors");
      json_builder_add_string_value (builder, from[i].errors);
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
}

static GtkWidget *
present (GtkWidget *child)
{
  GtkWidget *window = adw_window_new ();

  gtk_window_set_title (GTK_WINDOW (window), "Details");
  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 500);
  adw_window_set_content (ADW_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  ferry_ui_settle ();
  return window;
}

static GtkColumnView *
find_view (void)
{
  return GTK_COLUMN_VIEW (ferry_ui_find (GTK_TYPE_COLUMN_VIEW, "Tables of the run"));
}

static GtkColumnViewColumn *
find_column (GtkColumnView *view, const char *title)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (gtk_column_view_column_get_title (column), title) == 0)
        return column;
    }
  return NULL;
}

static void
assert_order (FerryDetailList *list, const char *expected)
{
  GString *order = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (FerryTableDetail) detail = g_list_model_get_item (G_LIST_MODEL (list), i);

      const char *id = ferry_table_detail_get_id (detail);

      g_string_append (order, id + strlen (id) - 1);
    }
  g_assert_cmpstr (order->str, ==, expected);
  g_string_free (order, TRUE);
}

static void
test_sort (void)
{
  g_autoptr (FerryDetailList) list = new_list ();
  GtkWidget *table = g_object_new (FERRY_TYPE_DETAIL_TABLE, "list", list, NULL);
  GtkWidget *window = present (table);
  GtkColumnView *view = find_view ();
  GtkSelectionModel *selection = gtk_column_view_get_model (view);

  load (list, rows, G_N_ELEMENTS (rows));
  ferry_ui_settle ();
  assert_order (list, "abcd");
  gtk_selection_model_select_item (selection, 1, TRUE);
  g_assert_cmpstr (ferry_detail_table_get_selected_id (FERRY_DETAIL_TABLE (table)), ==, ID ("b"));

  /* The selection stays with its row. */
  gtk_column_view_sort_by_column (view, find_column (view, "Copied / total"), GTK_SORT_DESCENDING);
  assert_order (list, "acbd");
  g_assert_cmpstr (ferry_detail_table_get_selected_id (FERRY_DETAIL_TABLE (table)), ==, ID ("b"));
  g_assert_true (gtk_selection_model_is_selected (selection, 2));
  gtk_column_view_sort_by_column (view, find_column (view, "Table"), GTK_SORT_ASCENDING);
  assert_order (list, "adcb");
  g_assert_true (gtk_selection_model_is_selected (selection, 3));

  /* Narrow and wide again: the order is kept. */
  g_object_set (table, "narrow", TRUE, NULL);
  ferry_ui_settle ();
  ferry_ui_wait_text ("Failed · 0 / 12 · CRONUS");
  g_assert_null (find_column (view, "Message"));
  g_object_set (table, "narrow", FALSE, NULL);
  ferry_ui_settle ();
  assert_order (list, "adcb");
  g_assert_nonnull (find_column (view, "Message"));

  /* A row that is hidden by a filter keeps its selection until it is back. */
  ferry_detail_list_set_filter (list, 0, NULL, "Customer");
  g_assert_cmpstr (ferry_detail_table_get_selected_id (FERRY_DETAIL_TABLE (table)), ==, ID ("b"));
  ferry_detail_list_set_filter (list, 0, NULL, NULL);
  g_assert_true (gtk_selection_model_is_selected (selection, 3));
  ferry_detail_table_unselect (FERRY_DETAIL_TABLE (table));
  g_assert_cmpstr (ferry_detail_table_get_selected_id (FERRY_DETAIL_TABLE (table)), ==, "");

  gtk_window_destroy (GTK_WINDOW (window));
  ferry_ui_settle ();
}

static void
test_live (void)
{
  g_autoptr (FerryDetailList) list = new_list ();
  GtkWidget *table = g_object_new (FERRY_TYPE_DETAIL_TABLE, "list", list, NULL);
  GtkWidget *window = present (table);
  Row now[] = { rows[3], rows[0] };

  load (list, rows, G_N_ELEMENTS (rows));
  ferry_ui_settle ();
  ferry_ui_wait_text ("0 / 99");

  /* The row is where it was, or elsewhere: what is shown of it is what came last. */
  now[0].copied = 41;
  now[0].status = "In Progress";
  load (list, now, G_N_ELEMENTS (now));
  ferry_ui_settle ();
  ferry_ui_wait_text ("41 / 99");
  g_assert_false (ferry_ui_has_text ("Vendor"));

  gtk_window_destroy (GTK_WINDOW (window));
  ferry_ui_settle ();
}

/* In the row: first what it means, then what the service says; whole in the tooltip. */
static void
test_explained (void)
{
  static const Row explained[]
    = { { ID ("a"), "CRONUS", "Customer", "Failed", 0, 30, "Invalid column name 'GTIN'." },
        { ID ("b"), "CRONUS", "Vendor", "Failed", 0, 30, "Nobody knows" },
        { ID ("c"), "CRONUS", "Item", "Successful", 30, 30, "Invalid column name 'GTIN'." } };
  g_autoptr (FerryDetailList) list = new_list ();
  GtkWidget *table = g_object_new (FERRY_TYPE_DETAIL_TABLE, "list", list, NULL);
  GtkWidget *window = present (table);
  GtkWidget *cell;

  load (list, explained, G_N_ELEMENTS (explained));
  ferry_ui_settle ();
  cell = ferry_ui_find (GTK_TYPE_INSCRIPTION, "Column not found at the source — Invalid column name 'GTIN'.");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (cell), ==, "Invalid column name 'GTIN'.");
  ferry_ui_find (GTK_TYPE_INSCRIPTION, "Nobody knows");
  ferry_ui_find (GTK_TYPE_INSCRIPTION, "Invalid column name 'GTIN'.");

  g_object_set (table, "narrow", TRUE, NULL);
  ferry_ui_settle ();
  ferry_ui_wait_text ("Failed: Column not found at the source · CRONUS");
  ferry_ui_wait_text ("Failed · 0 / 30 · CRONUS");

  gtk_window_destroy (GTK_WINDOW (window));
  ferry_ui_settle ();
}

static void
test_filter (void)
{
  g_autoptr (FerryDetailList) list = new_list ();
  GtkWidget *bar = g_object_new (FERRY_TYPE_DETAIL_FILTER_BAR, "list", list, NULL);
  GtkWidget *window = present (bar);
  GtkDropDown *companies;
  guint n;

  load (list, rows, G_N_ELEMENTS (rows));
  ferry_ui_settle ();
  ferry_ui_assert_all_named ();

  companies = GTK_DROP_DOWN (ferry_ui_find (GTK_TYPE_DROP_DOWN, "Company"));
  n = g_list_model_get_n_items (gtk_drop_down_get_model (companies));
  g_assert_cmpuint (n, ==, 4);

  ferry_detail_filter_bar_set_status (FERRY_DETAIL_FILTER_BAR (bar), FERRY_TABLE_STATUS_FAILED);
  assert_order (list, "b");
  ferry_detail_filter_bar_set_status (FERRY_DETAIL_FILTER_BAR (bar), FERRY_TABLE_STATUS_UNKNOWN);
  gtk_drop_down_set_selected (companies, 1);
  assert_order (list, "c");
  gtk_drop_down_set_selected (companies, 2);
  assert_order (list, "ab");
  g_assert_true (ferry_detail_filter_bar_get_filtering (FERRY_DETAIL_FILTER_BAR (bar)));

  /* Another state of the run, with the company still in it: it stays chosen. */
  load (list, rows, 3);
  g_assert_cmpuint (gtk_drop_down_get_selected (companies), ==, 2);
  assert_order (list, "ab");
  ferry_detail_filter_bar_reset (FERRY_DETAIL_FILTER_BAR (bar));
  assert_order (list, "abc");
  g_assert_false (ferry_detail_filter_bar_get_filtering (FERRY_DETAIL_FILTER_BAR (bar)));

  gtk_window_destroy (GTK_WINDOW (window));
  ferry_ui_settle ();
}

static void
on_exported (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;

  ferry_detail_export_finish (FERRY_DETAIL_LIST (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static gboolean
is_set (gpointer data)
{
  return *(gboolean *) data;
}

static char *export(FerryDetailList *list, FerryDetailFormat format)
{
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GFile) file = g_file_new_tmp ("ferry-export-XXXXXX", &stream, NULL);
  gboolean done = FALSE;
  char *contents = NULL;
  GError *error = NULL;

  ferry_detail_export_async (list, file, format, NULL, on_exported, &done);
  ferry_ui_wait (is_set, &done, "the export");
  g_file_load_contents (file, NULL, &contents, NULL, NULL, &error);
  g_assert_no_error (error);
  g_file_delete (file, NULL, NULL);
  return contents;
}

static void
test_export (void)
{
  g_autoptr (FerryDetailList) list = new_list ();
  g_autofree char *csv = NULL;
  g_autofree char *json = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *row = NULL;
  g_autoptr (FerryTableDetail) detail = NULL;
  JsonArray *array;

  load (list, rows, G_N_ELEMENTS (rows));
  ferry_detail_list_set_filter (list, 0, NULL, NULL);
  csv = export(list, FERRY_DETAIL_FORMAT_CSV);
  g_assert_cmpstr (csv, ==,
                   "company,table,status,recordsCopied,totalRecords,startTime,endTime,errorCode,message\r\n"
                   "\"CRONUS\",\"Customer\",\"successful\",30,30,,,\"\",\"\"\r\n"
                   "\"CRONUS\",\"Vendor\",\"failed\",0,12,,,\"\",\"'=HYPERLINK(\"\"x\"\")\nsecond line\"\r\n"
                   "\"\",\"User\",\"warning\",5,7,,,\"\",\"a, \"\"b\"\"\"\r\n"
                   "\"Ærø\",\"Item\",\"not-started\",0,99,,,\"\",\"\"\r\n");

  /* As it is shown: filtered. */
  ferry_detail_list_set_filter (list, 1u << FERRY_TABLE_STATUS_FAILED, NULL, NULL);
  json = export(list, FERRY_DETAIL_FORMAT_JSON);
  root = json_from_string (json, NULL);
  g_assert_nonnull (root);
  array = json_node_get_array (root);
  g_assert_cmpuint (json_array_get_length (array), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (array, 0), "message"), ==,
                   rows[1].errors);

  detail = ferry_detail_list_get_row (list, ID ("b"));
  row = ferry_detail_export_dup_row (detail);
  g_assert_cmpstr (row, ==, "CRONUS\tVendor\tFailed\t0 / 12\t12\t–\t–\t=HYPERLINK(\"x\") second line");
}

static void
test_export_nothing (void)
{
  g_autoptr (FerryDetailList) list = new_list ();
  g_autofree char *json = export(list, FERRY_DETAIL_FORMAT_JSON);
  g_autoptr (JsonNode) root = json_from_string (json, NULL);

  g_assert_nonnull (root);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (root)), ==, 0);
}

/* In a column of a language that is written from the right, a name from elsewhere stands apart from what is around it. */
static void
test_direction (void)
{
  g_autoptr (GtkInscription) cell = GTK_INSCRIPTION (g_object_ref_sink (gtk_inscription_new (NULL)));
  GtkWidget *widget = GTK_WIDGET (cell);

  gtk_widget_set_direction (widget, GTK_TEXT_DIR_LTR);
  ferry_direction_set_text (cell, "−40");
  g_assert_cmpstr (gtk_inscription_get_text (cell), ==, "−40");
  gtk_widget_set_direction (widget, GTK_TEXT_DIR_RTL);
  ferry_direction_set_text (cell, "−40");
  g_assert_cmpstr (gtk_inscription_get_text (cell), ==, "\u200f\u2068−40\u2069");
  ferry_direction_set_text (cell, "");
  g_assert_cmpstr (gtk_inscription_get_text (cell), ==, "");
  ferry_direction_set_text (cell, NULL);
  g_assert_null (gtk_inscription_get_text (cell));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ferry_register_resource ();

  g_test_add_func ("/app/details/sort", test_sort);
  g_test_add_func ("/app/details/live", test_live);
  g_test_add_func ("/app/details/explained", test_explained);
  g_test_add_func ("/app/details/filter", test_filter);
  g_test_add_func ("/app/details/export", test_export);
  g_test_add_func ("/app/details/export-nothing", test_export_nothing);
  g_test_add_func ("/app/details/direction", test_direction);
  return g_test_run ();
}
