/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Loading, sorting and filtering the table details of a large run, each against a reference of the same run. */

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "ferry-detail-list.h"

#define ROWS   200000
#define ROUNDS 5

static GBytes *
make_page (void)
{
  GString *json = g_string_new ("{\"@odata.context\":\"https://bc.example/$metadata\",\"value\":[");

  for (guint i = 0; i < ROWS; i++)
    g_string_append_printf (
      json,
      "%s{\"@odata.etag\":\"W/\\\"JzE5OzE2MDA7\\\"\",\"id\":\"00000000-0000-0000-0000-%012u\","
      "\"runId\":\"11111111-2222-3333-4444-555555555555\",\"companyName\":\"Company No. %u\","
      "\"tableName\":\"Table %u Ledger Entry\",\"status\":\"%s\",\"recordsCopied\":%u,\"totalRecords\":%u,"
      "\"errors\":\"\"}",
      i ? "," : "", i, i % 160, (i * 7919u) % 1250, i % 50 ? "Successful" : "Failed", i % 9973, i % 9973);
  g_string_append (json, "]}");
  return g_string_free_to_bytes (json);
}

typedef void (*Work) (gpointer data);

static double
best_of (Work work, gpointer data)
{
  gint64 best = G_MAXINT64;

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 begin = g_get_monotonic_time ();

      work (data);
      best = MIN (best, g_get_monotonic_time () - begin);
    }
  return (double) best / 1000;
}

static void
read_with_tree (gpointer data)
{
  gsize length;
  const char *text = g_bytes_get_data (data, &length);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonArray *rows;
  guint failed = 0;

  if (!json_parser_load_from_data (parser, text, (gssize) length, NULL))
    g_error ("the page is broken");
  rows = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "value");
  for (guint i = 0; i < json_array_get_length (rows); i++)
    failed += g_str_equal (json_object_get_string_member (json_array_get_object_element (rows, i), "status"),
                           "Failed");
  if (failed != ROWS / 50)
    g_error ("the tree has %u failed tables", failed);
}

static void
wait_idle (FerryDetailList *list)
{
  gboolean busy = TRUE;

  while (g_object_get (list, "busy", &busy, NULL), busy)
    g_main_context_iteration (NULL, TRUE);
}

static FerryDetailList *
load (GBytes *page)
{
  FerryDetailList *list = ferry_detail_list_new ();
  g_autofree char *next = NULL;

  ferry_detail_list_begin_load (list);
  if (!ferry_detail_list_parse_page (page, list, &next, NULL))
    g_error ("the page is broken");
  ferry_detail_list_end_load (list, TRUE);
  return list;
}

static void
read_with_list (gpointer data)
{
  g_autoptr (FerryDetailList) list = load (data);

  if (ferry_detail_list_count (list, FERRY_TABLE_STATUS_FAILED) != ROWS / 50)
    g_error ("the list has another number of failed tables");
  wait_idle (list);
}

static int
compare_details (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (ferry_table_detail_get_table (*(FerryTableDetail *const *) a),
                         ferry_table_detail_get_table (*(FerryTableDetail *const *) b));
}

static void
sort_objects (gpointer data)
{
  GPtrArray *rows = data;
  g_autoptr (GPtrArray) copy = g_ptr_array_sized_new (rows->len);

  /* Not g_ptr_array_copy(): that would release what it doesn't own. */
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (copy, rows->pdata[i]);
  g_ptr_array_sort (copy, compare_details);
}

static void
sort_list (gpointer data)
{
  /* Another order each time: asking for the same one again does nothing. */
  static gboolean descending;

  ferry_detail_list_set_sort (data, FERRY_DETAIL_COLUMN_TABLE, descending = !descending);
  wait_idle (data);
}

static void
filter_objects (gpointer data)
{
  GPtrArray *rows = data;
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *company = g_utf8_casefold (ferry_table_detail_get_company (rows->pdata[i]), -1);
      g_autofree char *table = g_utf8_casefold (ferry_table_detail_get_table (rows->pdata[i]), -1);

      if (strstr (company, "77") || strstr (table, "77"))
        g_ptr_array_add (found, rows->pdata[i]);
    }
}

static void
filter_list (gpointer data)
{
  static gboolean wide;

  wide = !wide;
  ferry_detail_list_set_filter (data, 0, NULL, wide ? "7" : "77");
  wait_idle (data);
}

static void
report (const char *what, double reference, double ours)
{
  g_print ("%-34s %7.1f ms, reference %7.1f ms: %5.1f times as fast\n", what, ours, reference,
           reference / ours);
}

int
main (void)
{
  g_autoptr (GBytes) page = make_page ();
  g_autoptr (FerryDetailList) list = load (page);
  g_autoptr (GPtrArray) objects = ferry_detail_list_get_all (list);

  g_print ("%u table details, %.1f MB of JSON\n", ROWS, (double) g_bytes_get_size (page) / 1e6);
  report ("read (reference: json-glib)", best_of (read_with_tree, page), best_of (read_with_list, page));
  report ("sort by table (reference: objects)", best_of (sort_objects, objects), best_of (sort_list, list));
  report ("filter by text (reference: objects)", best_of (filter_objects, objects),
          best_of (filter_list, list));
  return 0;
}
