/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-failure-cause.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ferry-detail-list-private.h"
#include "ferry-explanation.h"

FerryFailureCause *
ferry_failure_cause_new (const char *code, const char *message, const char *company, const char *table)
{
  FerryFailureCause *self = g_new0 (FerryFailureCause, 1);

  self->title = ferry_explanation_dup_title (code, message);
  if (self->title == NULL)
    self->title = g_strdup ("");
  self->code = code == NULL || *code == '\0' ? NULL : g_strdup (code);
  self->message = g_strdup (message == NULL ? "" : message);
  self->company = g_strdup (company == NULL ? "" : company);
  self->table = g_strdup (table == NULL ? "" : table);
  self->count = 1;
  return self;
}

void
ferry_failure_cause_free (FerryFailureCause *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->code);
  g_free (self->message);
  g_free (self->company);
  g_free (self->table);
  g_free (self);
}

const char *
ferry_failure_cause_get_label (const FerryFailureCause *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  /* Translators: tables that failed for a reason Ferry doesn't know */
  return *self->title == '\0' ? _ ("Other reasons") : self->title;
}

static int
compare_causes (gconstpointer a, gconstpointer b)
{
  const FerryFailureCause *x = *(const FerryFailureCause *const *) a;
  const FerryFailureCause *y = *(const FerryFailureCause *const *) b;

  if ((*x->title == '\0') != (*y->title == '\0'))
    return *x->title == '\0' ? 1 : -1;
  if (x->count != y->count)
    return x->count > y->count ? -1 : 1;
  return g_utf8_collate (x->title, y->title);
}

static void
find_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FerryDetailStore *store = data;
  g_autoptr (GPtrArray) causes = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_failure_cause_free);
  g_autoptr (GHashTable) by_title = g_hash_table_new (g_str_hash, g_str_equal);
  /* Most messages repeat: each is explained once. */
  g_autoptr (GHashTable) by_text = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < ferry_detail_store_get_size (store); i++)
    {
      const FerryDetailRow *row = ferry_detail_store_get (store, i);
      gint64 key = (gint64) row->error_code << 32 | row->message;
      FerryFailureCause *cause;

      if (row->status != FERRY_TABLE_STATUS_FAILED)
        continue;
      cause = g_hash_table_lookup (by_text, &key);
      if (cause != NULL)
        {
          cause->count++;
          continue;
        }
      if (g_task_return_error_if_cancelled (task))
        return;
      {
        g_autoptr (FerryFailureCause) new_cause = ferry_failure_cause_new (
          ferry_detail_store_get_text (store, row->error_code),
          ferry_detail_store_get_text (store, row->message),
          ferry_detail_store_get_text (store, row->company), ferry_detail_store_get_text (store, row->table));

        cause = g_hash_table_lookup (by_title, new_cause->title);
        if (cause != NULL)
          cause->count++;
        else
          {
            cause = g_steal_pointer (&new_cause);
            g_ptr_array_add (causes, cause);
            g_hash_table_insert (by_title, cause->title, cause);
          }
      }
      g_hash_table_insert (by_text, g_memdup2 (&key, sizeof key), cause);
    }
  g_ptr_array_sort (causes, compare_causes);
  g_task_return_pointer (task, g_steal_pointer (&causes), (GDestroyNotify) g_ptr_array_unref);
}

void
ferry_failure_causes_find_async (FerryDetailList *list,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FERRY_IS_DETAIL_LIST (list));

  task = g_task_new (list, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_failure_causes_find_async);
  g_task_set_task_data (task, ferry_detail_list_ref_store (list), (GDestroyNotify) ferry_detail_store_unref);
  g_task_run_in_thread (task, find_in_thread);
}

GPtrArray *
ferry_failure_causes_find_finish (FerryDetailList *list, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, list), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
