/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The reader of table details against json-glib: what json-glib reads as details, ours reads to the same values; what json-glib
 * refuses, ours refuses. (Ours may refuse more: it checks types, UTF-8 and numbers.)
 */

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "ferry-detail-list.h"

static const char *
member_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static void
compare (FerryDetailList *list, JsonNode *root)
{
  JsonArray *rows = json_object_get_array_member (json_node_get_object (root), "value");

  g_assert_cmpuint (json_array_get_length (rows), ==, g_list_model_get_n_items (G_LIST_MODEL (list)));
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      g_autoptr (FerryTableDetail) detail = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_assert_cmpstr (ferry_table_detail_get_company (detail), ==, member_text (row, "companyName") ?: "");
      g_assert_cmpstr (ferry_table_detail_get_table (detail), ==, member_text (row, "tableName") ?: "");
      g_assert_cmpstr (ferry_table_detail_get_message (detail), ==, member_text (row, "errors") ?: "");
      if (json_object_has_member (row, "recordsCopied"))
        g_assert_cmpint (ferry_table_detail_get_records_copied (detail), ==,
                         json_object_get_int_member (row, "recordsCopied"));
    }
}

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (FerryDetailList) list = ferry_detail_list_new ();
  g_autoptr (GBytes) page = g_bytes_new (data, size);
  g_autoptr (GBytes) kept = NULL;
  g_autofree char *next = NULL;
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (JsonParser) parser = json_parser_new ();
  gboolean ours, theirs;

  ferry_detail_list_begin_load (list);
  ours = ferry_detail_list_parse_page (page, list, &next, NULL);
  ferry_detail_list_end_load (list, ours);
  if (ours)
    {
      theirs = json_parser_load_from_data (parser, text, (gssize) size, NULL);
      if (!theirs)
        g_error ("read what json-glib refuses: %s", text);
      compare (list, json_parser_get_root (parser));
    }

  /* The same bytes as something kept on disk; whatever was taken in can be sorted by any column. */
  ferry_detail_list_deserialize (list, page, NULL);
  for (guint column = FERRY_DETAIL_COLUMN_COMPANY; column <= FERRY_DETAIL_COLUMN_MESSAGE; column++)
    ferry_detail_list_set_sort (list, column, column % 2);
  kept = ferry_detail_list_serialize (list);
  g_assert_true (ferry_detail_list_deserialize (list, kept, NULL));
  return 0;
}

#ifndef FERRY_LIBFUZZER

#define ROW(number, more)                                                                                    \
  "{\"id\":\"00000000-0000-0000-0000-00000000000" number                                                     \
  "\",\"companyName\":\"CRONUS\",\"tableName\":\"G_L Entry\","                                               \
  "\"status\":\"Not Started\"" more "}"

static const char *const corpus[] = {
  "{\"value\":[]}",
  "{\"value\":[" ROW ("1", "") "]}",
  "{\"value\":[" ROW ("1", ",\"recordsCopied\":12,\"totalRecords\":-3") "," ROW (
    "2",
    ",\"errors\":\"\\u00e5\\ud83d\\ude00 å\"") "]}",
  "{\"@odata.nextLink\":\"http://127.0.0.1/?$skiptoken=1\",\"value\":[" ROW (
    "3",
    ",\"blocked\":false,\"startTime\":\"2026-01-31T08:00:00.123Z\"") "]}",
  "{\"value\":[" ROW ("4", ",\"more\":{\"a\":[true,null,1e5,-0.25,\"x\"],\"b\":{}}") "],\"@odata.count\":1}",
};

/* Bytes that matter to a JSON reader are likelier than others. */
static const char likely[] = "{}[]\",:\\u0019-.eEtfn \n\x7f\xc3\xa5\xff";

#define MUTATIONS 6000

static void
mutate (const guint8 *seed, gsize length)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) length);

  LLVMFuzzerTestOneInput (seed, length);
  for (guint i = 0; i < MUTATIONS; i++)
    {
      g_autoptr (GByteArray) input = g_byte_array_new ();
      guint changes = (guint) g_rand_int_range (random, 1, 4);

      g_byte_array_append (input, seed, (guint) length);
      for (guint j = 0; j < changes && input->len; j++)
        {
          guint at = (guint) g_rand_int_range (random, 0, (gint32) input->len);
          guint8 byte = (guint8) likely[g_rand_int_range (random, 0, sizeof likely - 1)];

          switch (g_rand_int_range (random, 0, 4))
            {
            case 0:
              input->data[at] = byte;
              break;
            case 1:
              g_byte_array_remove_index (input, at);
              break;
            case 2:
              g_byte_array_set_size (input, at);
              break;
            default:
              g_byte_array_append (input, &byte, 1);
              memmove (input->data + at + 1, input->data + at, input->len - at - 1);
              input->data[at] = byte;
            }
        }
      LLVMFuzzerTestOneInput (input->data ?: (const guint8 *) "", input->len);
    }
}

static void
test_corpus (gconstpointer seed)
{
  mutate (seed, strlen (seed));
}

/* What was kept of a page, which no mutation of the page itself comes near. */
static void
test_kept (gconstpointer seed)
{
  g_autoptr (FerryDetailList) list = ferry_detail_list_new ();
  g_autoptr (GBytes) page = g_bytes_new_static (seed, strlen (seed));
  g_autoptr (GBytes) kept = NULL;
  g_autofree char *next = NULL;

  ferry_detail_list_begin_load (list);
  g_assert_true (ferry_detail_list_parse_page (page, list, &next, NULL));
  ferry_detail_list_end_load (list, TRUE);
  kept = ferry_detail_list_serialize (list);
  mutate (g_bytes_get_data (kept, NULL), g_bytes_get_size (kept));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (corpus); i++)
    {
      g_autofree char *path = g_strdup_printf ("/fuzz/details/%u", i);

      g_autofree char *kept_path = g_strdup_printf ("/fuzz/details/kept/%u", i);

      g_test_add_data_func (path, corpus[i], test_corpus);
      g_test_add_data_func (kept_path, corpus[i], test_kept);
    }
  return g_test_run ();
}

#endif
