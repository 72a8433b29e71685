/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-detail-export.h"

#include <json-glib/json-glib.h>

#include "ferry-csv.h"
#include "ferry-detail-cell.h"
#include "ferry-format.h"

#define ROWS_AT_ONCE 250

typedef struct
{
  GFile *file;
  FerryDetailFormat format;
  GString *text;
  guint position;
} Export;

static const char *const fields[] = {
  "company",   "table",   "status",    "recordsCopied", "totalRecords",
  "startTime", "endTime", "errorCode", "message",
};

static void
export_free (gpointer data)
{
  Export *export = data;

  g_object_unref (export->file);
  g_string_free (export->text, TRUE);
  g_free (export);
}

static void
append_csv (GString *text, FerryTableDetail *detail)
{
  g_autofree char *start = ferry_format_timestamp (ferry_table_detail_get_start_time (detail));
  g_autofree char *end = ferry_format_timestamp (ferry_table_detail_get_end_time (detail));

  ferry_csv_append (text, ferry_table_detail_get_company (detail));
  g_string_append_c (text, ',');
  ferry_csv_append (text, ferry_table_detail_get_table (detail));
  g_string_append_c (text, ',');
  ferry_csv_append (text, ferry_table_status_to_nick (ferry_table_detail_get_status (detail)));
  g_string_append_printf (text, ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%s,%s,",
                          ferry_table_detail_get_records_copied (detail),
                          ferry_table_detail_get_total_records (detail), start, end);
  ferry_csv_append (text, ferry_table_detail_get_error_code (detail));
  g_string_append_c (text, ',');
  ferry_csv_append (text, ferry_table_detail_get_message (detail));
  g_string_append (text, "\r\n");
}

static void
append_json (GString *text, FerryTableDetail *detail, gboolean first)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *start = ferry_format_timestamp (ferry_table_detail_get_start_time (detail));
  g_autofree char *end = ferry_format_timestamp (ferry_table_detail_get_end_time (detail));
  g_autofree char *row = NULL;

  json_object_set_string_member (object, fields[0], ferry_table_detail_get_company (detail));
  json_object_set_string_member (object, fields[1], ferry_table_detail_get_table (detail));
  json_object_set_string_member (object, fields[2],
                                 ferry_table_status_to_nick (ferry_table_detail_get_status (detail)));
  json_object_set_int_member (object, fields[3], ferry_table_detail_get_records_copied (detail));
  json_object_set_int_member (object, fields[4], ferry_table_detail_get_total_records (detail));
  json_object_set_string_member (object, fields[5], start);
  json_object_set_string_member (object, fields[6], end);
  json_object_set_string_member (object, fields[7], ferry_table_detail_get_error_code (detail));
  json_object_set_string_member (object, fields[8], ferry_table_detail_get_message (detail));
  json_node_set_object (node, object);
  row = json_to_string (node, FALSE);
  g_string_append_printf (text, "%s\n  %s", first ? "" : ",", row);
}

static void
begin (Export *export)
{
  export->position = 0;
  g_string_truncate (export->text, 0);
  if (export->format == FERRY_DETAIL_FORMAT_JSON)
    {
      g_string_append_c (export->text, '[');
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    g_string_append_printf (export->text, "%s%s", i == 0 ? "" : ",", fields[i]);
  g_string_append (export->text, "\r\n");
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
write_file (GTask *task)
{
  Export *export = g_task_get_task_data (task);
  g_autoptr (GBytes) bytes = NULL;

  if (export->format == FERRY_DETAIL_FORMAT_JSON)
    g_string_append (export->text, "\n]\n");
  bytes = g_string_free_to_bytes (g_steal_pointer (&export->text));
  export->text = g_string_new (NULL);
  g_file_replace_contents_bytes_async (export->file, bytes, NULL, FALSE, G_FILE_CREATE_NONE,
                                       g_task_get_cancellable (task), on_written, g_object_ref (task));
}

static gboolean
collect_some (gpointer data)
{
  GTask *task = data;
  Export *export = g_task_get_task_data (task);
  GListModel *list = g_task_get_source_object (task);
  guint end = MIN (g_list_model_get_n_items (list), export->position + ROWS_AT_ONCE);

  if (g_task_return_error_if_cancelled (task))
    {
      g_signal_handlers_disconnect_by_data (list, export);
      return G_SOURCE_REMOVE;
    }

  for (; export->position < end; export->position++)
    {
      g_autoptr (FerryTableDetail) detail = g_list_model_get_item (list, export->position);

      if (export->format == FERRY_DETAIL_FORMAT_JSON)
        append_json (export->text, detail, export->position == 0);
      else
        append_csv (export->text, detail);
    }
  if (export->position < g_list_model_get_n_items (list))
    return G_SOURCE_CONTINUE;

  g_signal_handlers_disconnect_by_data (list, export);
  write_file (task);
  return G_SOURCE_REMOVE;
}

char *
ferry_detail_export_dup_row (FerryTableDetail *detail)
{
  GString *row = g_string_new (NULL);

  g_return_val_if_fail (FERRY_IS_TABLE_DETAIL (detail), NULL);

  for (int kind = FERRY_DETAIL_CELL_COMPANY; kind <= FERRY_DETAIL_CELL_MESSAGE; kind++)
    {
      g_autofree char *text = ferry_detail_cell_dup_text (detail, (FerryDetailCellKind) kind);

      g_string_append_printf (row, "%s%s", kind == FERRY_DETAIL_CELL_COMPANY ? "" : "\t", text);
    }
  return g_string_free (row, FALSE);
}

void
ferry_detail_export_async (FerryDetailList *list,
                           GFile *file,
                           FerryDetailFormat format,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task;
  Export *export;

  g_return_if_fail (FERRY_IS_DETAIL_LIST (list));
  g_return_if_fail (G_IS_FILE (file));

  export = g_new0 (Export, 1);
  export->file = g_object_ref (file);
  export->format = format;
  export->text = g_string_new (NULL);
  begin (export);

  task = g_task_new (list, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_detail_export_async);
  g_task_set_task_data (task, export, export_free);
  /* Rows that came or went meanwhile: once more from the start, so that none is there twice. */
  g_signal_connect_swapped (list, "reordered", G_CALLBACK (begin), export);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, collect_some, task, g_object_unref);
}

gboolean
ferry_detail_export_finish (FerryDetailList *list, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, list), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
