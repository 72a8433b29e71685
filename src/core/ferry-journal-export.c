/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-journal-list.h"

#include "ferry-csv.h"
#include "ferry-format.h"

static void
append_row (GString *text, FerryJournalEntry *entry)
{
  g_autofree char *at = ferry_format_timestamp (ferry_journal_entry_get_at (entry));
  g_autofree char *concluded_at = ferry_format_timestamp (ferry_journal_entry_get_concluded_at (entry));
  const char *const texts[] = {
    ferry_journal_entry_get_who (entry),
    ferry_journal_entry_get_environment_name (entry),
    ferry_journal_entry_get_environment_id (entry),
    ferry_journal_entry_get_action (entry),
    ferry_journal_entry_get_subject (entry),
    ferry_outcome_to_nick (ferry_journal_entry_get_outcome (entry)),
    ferry_journal_entry_get_message (entry),
    ferry_journal_entry_get_correlation_id (entry),
  };

  g_string_append_printf (text, "%s,%s", at, concluded_at);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_string_append_c (text, ',');
      ferry_csv_append (text, texts[i]);
    }
  g_string_append (text, "\r\n");
}

GBytes *
ferry_journal_to_csv (GPtrArray *entries)
{
  GString *text = g_string_new (
    "at,concludedAt,who,environment,environmentId,action,subject,outcome,message,correlationId"
    "\r\n");

  g_return_val_if_fail (entries != NULL, NULL);

  for (guint i = 0; i < entries->len; i++)
    append_row (text, g_ptr_array_index (entries, i));
  return g_string_free_to_bytes (text);
}

static void
write_file (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GBytes) bytes = ferry_journal_to_csv (data);
  gsize size;
  const char *contents = g_bytes_get_data (bytes, &size);
  GError *error = NULL;

  if (g_file_replace_contents (source, contents, size, NULL, FALSE, G_FILE_CREATE_NONE, NULL, cancellable,
                               &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
ferry_journal_export_async (GPtrArray *entries,
                            GFile *file,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (entries != NULL);
  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (file, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_journal_export_async);
  g_task_set_task_data (task, g_ptr_array_ref (entries), (GDestroyNotify) g_ptr_array_unref);
  g_task_run_in_thread (task, write_file);
}

gboolean
ferry_journal_export_finish (GFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
