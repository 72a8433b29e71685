/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <string.h>

#include "ferry-detail-list.h"
#include "ferry-error.h"

/* ---- What the service sends ---- */

static void
append_detail (GString *json,
               guint number,
               const char *company,
               const char *table,
               const char *status,
               gint64 copied,
               gint64 total,
               const char *errors)
{
  if (json->str[json->len - 1] == '}')
    g_string_append_c (json, ',');
  g_string_append_printf (
    json,
    "{\"@odata.etag\":\"W/"
    "\\\"x\\\"\",\"id\":\"00000000-0000-0000-0000-%012u\",\"runId\":\"11111111-0000-0000-0000-000000000000\","
    "\"companyName\":\"%s\",\"tableName\":\"%s\",\"status\":\"%s\",\"recordsCopied\":%" G_GINT64_FORMAT
    ",\"totalRecords\":%" G_GINT64_FORMAT ",\"errors\":\"%s\"}",
    number, company, table, status, copied, total, errors);
}

static GString *
begin_page (void)
{
  return g_string_new ("{\"@odata.context\":\"https://bc.example/$metadata\",\"value\":[");
}

static GBytes *
end_page (GString *json)
{
  g_string_append (json, "]}");
  return g_string_free_to_bytes (json);
}

static void
load (FerryDetailList *list, GBytes *page)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *next = NULL;

  ferry_detail_list_begin_load (list);
  ferry_detail_list_parse_page (page, list, &next, &error);
  g_assert_no_error (error);
  g_assert_null (next);
  ferry_detail_list_end_load (list, TRUE);
}

static GBytes *
sample_page (void)
{
  GString *json = begin_page ();

  append_detail (json, 1, "CRONUS", "Customer", "Successful", 100, 100, "");
  append_detail (json, 2, "CRONUS", "Item", "Failed", 10, 50, "[Description]L,");
  append_detail (json, 3, "", "User", "Not Started", 0, 7, "");
  append_detail (json, 4, "Ågård", "Customer", "In_x0020_Progress", 20, 90, "");
  append_detail (json, 5, "Ågård", "Vendor", "Warning", 0, 0, "The table is missing");
  append_detail (json, 6, "Ågård", "Zone", "Pondering", 1, 2, "");
  return end_page (json);
}

static char *
list_tables (FerryDetailList *list)
{
  GString *tables = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (FerryTableDetail) detail = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_string_append_printf (tables, "%s%s/%s", i ? " " : "", ferry_table_detail_get_company (detail),
                              ferry_table_detail_get_table (detail));
    }
  return g_string_free (tables, FALSE);
}

static void
assert_tables (FerryDetailList *list, const char *wanted)
{
  g_autofree char *found = list_tables (list);

  g_assert_cmpstr (found, ==, wanted);
}

/* ---- Reading ---- */

static void
test_read (void)
{
  g_autoptr (FerryDetailList) list = ferry_detail_list_new ();
  g_autoptr (GBytes) page = sample_page ();
  g_autoptr (FerryTableDetail) failed = NULL;
  g_autoptr (FerryTableDetail) odd = NULL;
  g_auto (GStrv) companies = NULL;

  load (list, page);
  g_assert_cmpuint (ferry_detail_list_get_n_rows (list), ==, 6);
  g_assert_cmpuint (ferry_detail_list_count (list, FERRY_TABLE_STATUS_SUCCESSFUL), ==, 1);
  g_assert_cmpuint (ferry_detail_list_count (list, FERRY_TABLE_STATUS_FAILED), ==, 1);
  g_assert_cmpuint (ferry_detail_list_count (list, FERRY_TABLE_STATUS_IN_PROGRESS), ==, 1);
  g_assert_cmpuint (ferry_detail_list_count (list, FERRY_TABLE_STATUS_UNKNOWN), ==, 1);

  failed = ferry_detail_list_get_row (list, "00000000-0000-0000-0000-000000000002");
  g_assert_nonnull (failed);
  g_assert_cmpstr (ferry_table_detail_get_message (failed), ==, "[Description]L,");
  g_assert_cmpint (ferry_table_detail_get_records_copied (failed), ==, 10);
  g_assert_cmpint (ferry_table_detail_get_total_records (failed), ==, 50);
  g_assert_cmpint (ferry_table_detail_get_status (failed), ==, FERRY_TABLE_STATUS_FAILED);

  /* A status nobody knows is shown in the service's own words. */
  odd = ferry_detail_list_get_row (list, "00000000-0000-0000-0000-000000000006");
  g_assert_cmpstr (ferry_table_detail_get_status_text (odd), ==, "Pondering");
  g_assert_null (ferry_detail_list_get_row (list, "00000000-0000-0000-0000-000000000009"));
  g_assert_null (ferry_detail_list_get_row (list, "nonsense"));

  companies = ferry_detail_list_get_companies (list);
  g_assert_cmpuint (g_strv_length (companies), ==, 3);
  g_assert_cmpstr (companies[0], ==, "");
}

static void
test_read_management (void)
{
  static const char json[]
    = "{\"value\":[{\"blocked\":true,\"errorCode\":\"50011\",\"endTime\":\"2026-01-31T08:00:01.2500000Z\","
      "\"startTime\":\"2026-01-31T08:00:00Z\",\"future\":{\"deep\":[1,2.5e3,{\"x\":null}]},\"totalRecords\":"
      "3,\"recordsCopied\":2,"
      "\"errors\":\"\\u00e5 \\ud83d\\ude00 \\\"q\\\" \\\\ "
      "\\n\",\"status\":\"Failed\",\"tableName\":\"T\",\"companyName\":\"C\","
      "\"id\":\"AAAAAAAA-0000-0000-0000-00000000000f\"}],\"@odata.nextLink\":\"http://127.0.0.1/"
      "next?a=1\\u0026b\"} \r\n";
  g_autoptr (FerryDetailList) list = ferry_detail_list_new ();
  g_autoptr (GBytes) page = g_bytes_new_static (json, sizeof json - 1);
  g_autoptr (FerryTableDetail) row = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *next = NULL;

  ferry_detail_list_begin_load (list);
  g_assert_true (ferry_detail_list_parse_page (page, list, &next, &error));
  g_assert_no_error (error);
  ferry_detail_list_end_load (list, TRUE);

  g_assert_cmpstr (next, ==, "http://127.0.0.1/next?a=1&b");
  row = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_cmpstr (ferry_table_detail_get_id (row), ==, "aaaaaaaa-0000-0000-0000-00000000000f");
  g_assert_cmpstr (ferry_table_detail_get_message (row), ==, "å 😀 \"q\" \\ \n");
  g_assert_cmpstr (ferry_table_detail_get_error_code (row), ==, "50011");
  g_assert_true (ferry_table_detail_get_blocked (row));
  g_assert_cmpint (ferry_table_detail_get_end_time (row) - ferry_table_detail_get_start_time (row), ==,
                   1250000);
  g_assert_cmpint (ferry_table_detail_get_start_time (row) / G_USEC_PER_SEC, ==, 1769846400);
}

#define GOOD_ROW                                                                                             \
  "\"id\":\"00000000-0000-0000-0000-000000000001\",\"companyName\":\"\",\"tableName\":\"T\",\"status\":"     \
  "\"Failed\""

static const struct
{
  const char *name, *json;
} malformed[] = {
  { "empty", "" },
  { "blank", "  \n" },
  { "html", "<!DOCTYPE html><html><body>Sign in</body></html>" },
  { "not-an-object", "[]" },
  { "no-value", "{\"error\":{}}" },
  { "value-not-a-list", "{\"value\":{}}" },
  { "detail-not-an-object", "{\"value\":[1]}" },
  { "truncated-list", "{\"value\":[{" GOOD_ROW "}" },
  { "truncated-text", "{\"value\":[{" GOOD_ROW ",\"errors\":\"abc" },
  { "truncated-escape", "{\"value\":[{" GOOD_ROW ",\"errors\":\"abc\\" },
  { "bad-escape", "{\"value\":[{" GOOD_ROW ",\"errors\":\"\\x\"}]}" },
  { "lone-surrogate", "{\"value\":[{" GOOD_ROW ",\"errors\":\"\\ud83d\"}]}" },
  { "lone-low-surrogate", "{\"value\":[{" GOOD_ROW ",\"errors\":\"\\ude00\"}]}" },
  { "null-character", "{\"value\":[{" GOOD_ROW ",\"errors\":\"\\u0000\"}]}" },
  { "control-character", "{\"value\":[{" GOOD_ROW ",\"errors\":\"a\nb\"}]}" },
  { "not-utf8", "{\"value\":[{" GOOD_ROW ",\"errors\":\"\xff\xfe\"}]}" },
  { "number-as-text", "{\"value\":[{" GOOD_ROW ",\"recordsCopied\":\"12\"}]}" },
  { "fraction", "{\"value\":[{" GOOD_ROW ",\"recordsCopied\":1.5}]}" },
  { "too-large", "{\"value\":[{" GOOD_ROW ",\"recordsCopied\":99999999999999999999}]}" },
  { "leading-zero", "{\"value\":[{" GOOD_ROW ",\"recordsCopied\":012}]}" },
  { "no-number", "{\"value\":[{" GOOD_ROW ",\"recordsCopied\":" },
  { "text-as-number", "{\"value\":[{" GOOD_ROW ",\"errors\":5}]}" },
  { "flag-as-text", "{\"value\":[{" GOOD_ROW ",\"blocked\":\"yes\"}]}" },
  { "time", "{\"value\":[{" GOOD_ROW ",\"startTime\":\"yesterday\"}]}" },
  { "id", "{\"value\":[{\"id\":\"1\",\"companyName\":\"\",\"tableName\":\"T\",\"status\":\"Failed\"}]}" },
  { "no-id", "{\"value\":[{\"companyName\":\"\",\"tableName\":\"T\",\"status\":\"Failed\"}]}" },
  { "trailing", "{\"value\":[]} x" },
  { "missing-comma", "{\"value\":[{" GOOD_ROW " \"errors\":\"\"}]}" },
  { "missing-colon", "{\"value\":[{\"id\" 1}]}" },
  { "trailing-comma", "{\"value\":[{" GOOD_ROW "},]}" },
  { "literal", "{\"value\":[],\"x\":nul}" },
};

static void
test_malformed (gconstpointer data)
{
  const char *json = data;
  g_autoptr (FerryDetailList) list = ferry_detail_list_new ();
  g_autoptr (GBytes) good = sample_page ();
  /* A copy without an end mark: reading past the end is for the sanitizer to see. */
  g_autoptr (GBytes) page = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  g_autofree char *next = NULL;

  load (list, good);
  ferry_detail_list_begin_load (list);
  g_assert_false (ferry_detail_list_parse_page (page, list, &next, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
  g_assert_nonnull (strstr (error->message, "byte"));
  g_assert_null (next);
  ferry_detail_list_end_load (list, FALSE);

  /* What was known stays. */
  g_assert_cmpuint (ferry_detail_list_get_n_rows (list), ==, 6);
}

static void
test_depth (void)
{
  g_autoptr (FerryDetailList) list = ferry_detail_list_new ();
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autofree char *json = g_strconcat ("{\"x\":", deep, NULL);
  g_autoptr (GBytes) page = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  g_autofree char *next = NULL;

  ferry_detail_list_begin_load (list);
  g_assert_false (ferry_detail_list_parse_page (page, list, &next, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
  ferry_detail_list_end_load (list, FALSE);
}

/* ---- Filter and order ---- */

static void
test_filter (void)
{
  g_autoptr (FerryDetailList) list = ferry_detail_list_new ();
  g_autoptr (GBytes) page = sample_page ();

  load (list, page);
  ferry_detail_list_set_filter (list, 1u << FERRY_TABLE_STATUS_FAILED | 1u << FERRY_TABLE_STATUS_WARNING,
                                NULL, NULL);
  assert_tables (list, "CRONUS/Item Ågård/Vendor");
  ferry_detail_list_set_filter (list, 0, "", NULL);
  assert_tables (list, "/User");
  ferry_detail_list_set_filter (list, 0, "Ågård", "CUST");
  assert_tables (list, "Ågård/Customer");
  ferry_detail_list_set_filter (list, 0, NULL, "åGÅRD");
  assert_tables (list, "Ågård/Customer Ågård/Vendor Ågård/Zone");
  ferry_detail_list_set_filter (list, 0, NULL, "is missing");
  assert_tables (list, "Ågård/Vendor");
  ferry_detail_list_set_filter (list, 0, NULL, "nothing like it");
  assert_tables (list, "");
  ferry_detail_list_set_filter (list, 0, NULL, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 6);
}

static void
test_sort (void)
{
  g_autoptr (FerryDetailList) list = ferry_detail_list_new ();
  g_autoptr (GBytes) page = sample_page ();

  load (list, page);
  ferry_detail_list_set_sort (list, FERRY_DETAIL_COLUMN_TABLE, FALSE);
  assert_tables (list, "CRONUS/Customer Ågård/Customer CRONUS/Item /User Ågård/Vendor Ågård/Zone");
  /* Equal rows keep the service's order either way. */
  ferry_detail_list_set_sort (list, FERRY_DETAIL_COLUMN_TABLE, TRUE);
  assert_tables (list, "Ågård/Zone Ågård/Vendor /User CRONUS/Item CRONUS/Customer Ågård/Customer");
  ferry_detail_list_set_sort (list, FERRY_DETAIL_COLUMN_STATUS, TRUE);
  assert_tables (list, "CRONUS/Item Ågård/Vendor Ågård/Zone Ågård/Customer CRONUS/Customer /User");
  ferry_detail_list_set_sort (list, FERRY_DETAIL_COLUMN_DIFFERENCE, TRUE);
  assert_tables (list, "Ågård/Customer CRONUS/Item /User Ågård/Zone CRONUS/Customer Ågård/Vendor");
  g_assert_cmpuint (ferry_detail_list_position_of (list, "00000000-0000-0000-0000-000000000003"), ==, 2);
}

/* ---- What a list on show sees ---- */

typedef struct
{
  guint changes, position, removed, added, reordered, notified;
} Seen;

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Seen *seen = data;

  seen->changes++;
  seen->position = position;
  seen->removed = removed;
  seen->added = added;
}

static void
on_reordered (FerryDetailList *list, gpointer data)
{
  ((Seen *) data)->reordered++;
}

static void
on_notify (GObject *object, GParamSpec *pspec, gpointer data)
{
  ((Seen *) data)->notified++;
}

static void
test_changes (void)
{
  g_autoptr (FerryDetailList) list = ferry_detail_list_new ();
  g_autoptr (GBytes) page = sample_page ();
  g_autoptr (FerryTableDetail) first = NULL;
  g_autoptr (FerryTableDetail) again = NULL;
  Seen seen = { 0 };

  load (list, page);
  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), &seen);
  g_signal_connect (list, "reordered", G_CALLBACK (on_reordered), &seen);
  first = g_list_model_get_item (G_LIST_MODEL (list), 0);
  again = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_true (first == again);
  g_signal_connect (first, "notify::table", G_CALLBACK (on_notify), &seen);

  /* Sorting changes no items: the one on show takes over its new row. */
  ferry_detail_list_set_sort (list, FERRY_DETAIL_COLUMN_TABLE, TRUE);
  g_assert_cmpuint (seen.changes, ==, 0);
  g_assert_cmpuint (seen.reordered, ==, 1);
  g_assert_cmpuint (seen.notified, ==, 1);
  g_assert_cmpstr (ferry_table_detail_get_table (first), ==, "Zone");

  /* A filter trims the tail, and gives it back. */
  ferry_detail_list_set_filter (list, 0, "Ågård", NULL);
  g_assert_cmpuint (seen.changes, ==, 1);
  g_assert_cmpuint (seen.position, ==, 3);
  g_assert_cmpuint (seen.removed, ==, 3);
  g_assert_cmpuint (seen.added, ==, 0);
  ferry_detail_list_set_filter (list, 0, NULL, NULL);
  g_assert_cmpuint (seen.position, ==, 3);
  g_assert_cmpuint (seen.added, ==, 3);

  /* The same state again is no change at all. */
  seen = (Seen){ 0 };
  load (list, page);
  g_assert_cmpuint (seen.changes, ==, 0);
  g_assert_cmpuint (seen.notified, ==, 0);
}

static void
test_reload (void)
{
  g_autoptr (FerryDetailList) list = ferry_detail_list_new ();
  g_autoptr (GBytes) page = sample_page ();
  g_autoptr (GBytes) later = NULL;
  g_autoptr (FerryTableDetail) row = NULL;
  GString *json = begin_page ();
  Seen seen = { 0 };

  load (list, page);
  row = g_list_model_get_item (G_LIST_MODEL (list), 3);
  g_signal_connect (row, "notify::records-copied", G_CALLBACK (on_notify), &seen);
  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), &seen);

  append_detail (json, 1, "CRONUS", "Customer", "Successful", 100, 100, "");
  append_detail (json, 2, "CRONUS", "Item", "Failed", 10, 50, "[Description]L,");
  append_detail (json, 3, "", "User", "Not Started", 0, 7, "");
  append_detail (json, 4, "Ågård", "Customer", "Successful", 90, 90, "");
  later = end_page (json);
  load (list, later);

  g_assert_cmpuint (seen.notified, ==, 1);
  g_assert_cmpint (ferry_table_detail_get_records_copied (row), ==, 90);
  g_assert_cmpint (ferry_table_detail_get_status (row), ==, FERRY_TABLE_STATUS_SUCCESSFUL);
  g_assert_cmpuint (seen.changes, ==, 1);
  g_assert_cmpuint (seen.position, ==, 4);
  g_assert_cmpuint (seen.removed, ==, 2);
}

/* ---- Many ---- */

#define MANY 50000

static GBytes *
many_page (void)
{
  GString *json = begin_page ();

  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *company = g_strdup_printf ("Company %02u", i % 40);
      g_autofree char *table = g_strdup_printf ("Table %04u", (i * 7919) % 1250);

      append_detail (json, i, company, table, i % 100 ? "Successful" : "Failed", i, MANY, "");
    }
  return end_page (json);
}

static void
wait_idle (FerryDetailList *list)
{
  gboolean busy = TRUE;

  while (g_object_get (list, "busy", &busy, NULL), busy)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_many (void)
{
  g_autoptr (FerryDetailList) list = ferry_detail_list_new ();
  g_autoptr (GBytes) page = many_page ();
  g_autoptr (FerryTableDetail) first = NULL;

  load (list, page);
  g_assert_cmpuint (ferry_detail_list_get_n_rows (list), ==, MANY);
  wait_idle (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, MANY);

  /* The last of several questions in a row is the one that is answered. */
  ferry_detail_list_set_sort (list, FERRY_DETAIL_COLUMN_TABLE, FALSE);
  ferry_detail_list_set_filter (list, 1u << FERRY_TABLE_STATUS_FAILED, NULL, NULL);
  ferry_detail_list_set_sort (list, FERRY_DETAIL_COLUMN_RECORDS_COPIED, TRUE);
  wait_idle (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, MANY / 100);
  first = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_cmpint (ferry_table_detail_get_records_copied (first), ==, MANY - 100);
}

/* ---- Handlers and loads that cross each other ---- */

static GBytes *
numbered_page (guint n, gint64 copied)
{
  GString *json = begin_page ();

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *table = g_strdup_printf ("Table %03u", i);

      append_detail (json, i, "CRONUS", table, i % 5 ? "Successful" : "Failed", copied, 900, "");
    }
  return end_page (json);
}

static GPtrArray *
hold_items (FerryDetailList *list)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    g_ptr_array_add (items, g_list_model_get_item (G_LIST_MODEL (list), i));
  return items;
}

static void
turn_around (FerryDetailList *list)
{
  ferry_detail_list_set_sort (list, FERRY_DETAIL_COLUMN_TABLE, TRUE);
}

static void
assert_turned_around (FerryDetailList *list)
{
  guint last = g_list_model_get_n_items (G_LIST_MODEL (list)) - 1;
  g_autoptr (FerryTableDetail) item = g_list_model_get_item (G_LIST_MODEL (list), last);

  g_assert_cmpstr (ferry_table_detail_get_table (item), ==, "Table 000");
}

static void
test_sorted_by_handler (gconstpointer by_item)
{
  g_autoptr (FerryDetailList) list = ferry_detail_list_new ();
  g_autoptr (GBytes) page = numbered_page (50, 1);
  g_autoptr (GBytes) fresh = numbered_page (45, 2);
  g_autoptr (GPtrArray) items = NULL;

  load (list, page);
  items = hold_items (list);
  if (by_item)
    for (guint i = 0; i < items->len; i++)
      g_signal_connect_swapped (items->pdata[i], "notify", G_CALLBACK (turn_around), list);
  else
    g_signal_connect (list, "items-changed", G_CALLBACK (turn_around), NULL);
  load (list, fresh);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 45);
  assert_turned_around (list);
  for (guint i = 0; i < 45; i++)
    {
      g_autofree char *table = g_strdup_printf ("Table %03u", 44 - i);

      g_assert_cmpstr (ferry_table_detail_get_table (items->pdata[i]), ==, table);
      g_assert_cmpint (ferry_table_detail_get_records_copied (items->pdata[i]), ==, 2);
    }
  for (guint i = 0; i < items->len; i++)
    g_signal_handlers_disconnect_by_data (items->pdata[i], list);
}

static void
test_lenient (void)
{
  static const char *const pages[]
    = { "{\"value\":[],\"@odata.nextLink\":null}", "\xef\xbb\xbf{\"value\":[]}" };
  g_autoptr (FerryDetailList) list = ferry_detail_list_new ();

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (GBytes) page = g_bytes_new_static (pages[i], strlen (pages[i]));

      load (list, page);
    }
}

/* ---- Keeping ---- */

static void
test_serialize (void)
{
  g_autoptr (FerryDetailList) list = ferry_detail_list_new ();
  g_autoptr (FerryDetailList) other = ferry_detail_list_new ();
  g_autoptr (GBytes) page = sample_page ();
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (GBytes) kept_again = NULL;
  g_autoptr (GError) error = NULL;

  load (list, page);
  kept = ferry_detail_list_serialize (list);
  g_assert_true (ferry_detail_list_deserialize (other, kept, &error));
  g_assert_no_error (error);
  kept_again = ferry_detail_list_serialize (other);
  g_assert_true (g_bytes_equal (kept, kept_again));
  assert_tables (other, "CRONUS/Customer CRONUS/Item /User Ågård/Customer Ågård/Vendor Ågård/Zone");
  g_assert_cmpuint (ferry_detail_list_count (other, FERRY_TABLE_STATUS_FAILED), ==, 1);
}

static void
test_damaged (void)
{
  g_autoptr (FerryDetailList) list = ferry_detail_list_new ();
  g_autoptr (FerryDetailList) other = ferry_detail_list_new ();
  g_autoptr (GBytes) page = sample_page ();
  g_autoptr (GBytes) kept = NULL;
  gsize length;
  const guint8 *data;

  load (list, page);
  kept = ferry_detail_list_serialize (list);
  data = g_bytes_get_data (kept, &length);

  for (gsize cut = 0; cut < length; cut++)
    {
      g_autoptr (GBytes) part = g_bytes_new (data, cut);
      g_autoptr (GError) error = NULL;

      g_assert_false (ferry_detail_list_deserialize (other, part, &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
    }
  /* A changed byte is an error or another list, never a crash. */
  for (gsize i = 0; i < length; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, length);
      g_autoptr (GBytes) changed = NULL;

      copy[i] ^= 0xff;
      changed = g_bytes_new_take (g_steal_pointer (&copy), length);
      if (ferry_detail_list_deserialize (other, changed, NULL))
        {
          g_autofree char *tables = list_tables (other);

          g_assert_nonnull (tables);
        }
    }
}

/* Times from which no duration can be reckoned. */
static void
test_damaged_times (void)
{
  g_autoptr (FerryDetailList) list = ferry_detail_list_new ();
  g_autoptr (GBytes) page = numbered_page (1, 1);
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (GBytes) damaged = NULL;
  g_autoptr (GError) error = NULL;
  gint64 times[] = { GINT64_TO_LE (G_MININT64), GINT64_TO_LE (G_MAXINT64) };
  gsize length;
  guint8 *copy;

  load (list, page);
  kept = ferry_detail_list_serialize (list);
  length = g_bytes_get_size (kept);
  copy = g_memdup2 (g_bytes_get_data (kept, NULL), length);
  /* Before the end: a flag, five text numbers, and these two. */
  memcpy (copy + length - 1 - 5 * 4 - sizeof times, times, sizeof times);
  damaged = g_bytes_new_take (copy, length);
  g_assert_false (ferry_detail_list_deserialize (list, damaged, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/detail-list/read", test_read);
  g_test_add_func ("/detail-list/read-management", test_read_management);
  for (guint i = 0; i < G_N_ELEMENTS (malformed); i++)
    {
      g_autofree char *path = g_strconcat ("/detail-list/malformed/", malformed[i].name, NULL);

      g_test_add_data_func (path, malformed[i].json, test_malformed);
    }
  g_test_add_func ("/detail-list/depth", test_depth);
  g_test_add_func ("/detail-list/filter", test_filter);
  g_test_add_func ("/detail-list/sort", test_sort);
  g_test_add_func ("/detail-list/changes", test_changes);
  g_test_add_func ("/detail-list/reload", test_reload);
  g_test_add_func ("/detail-list/many", test_many);
  g_test_add_data_func ("/detail-list/sorted-by-handler/of-the-list", NULL, test_sorted_by_handler);
  g_test_add_data_func ("/detail-list/sorted-by-handler/of-an-item", GINT_TO_POINTER (1),
                        test_sorted_by_handler);
  g_test_add_func ("/detail-list/lenient", test_lenient);
  g_test_add_func ("/detail-list/serialize", test_serialize);
  g_test_add_func ("/detail-list/damaged", test_damaged);
  g_test_add_func ("/detail-list/damaged-times", test_damaged_times);
  return g_test_run ();
}
