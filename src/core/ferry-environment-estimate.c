/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-detail-list-private.h"
#include "ferry-environment-private.h"

/* How long each table took is taken from so many earlier runs: a table isn't in every run of changes. */
#define RUNS_WITH_TABLES 3

/* ---- What earlier runs took ---- */

typedef struct
{
  FerryRunHistory *history;
  GPtrArray *run_ids; /* those whose tables are to be added */
  guint next;
  GPtrArray *stores;
  FerryDetailList *list;
  GCancellable *cancellable;
} Recall;

static void
recall_free (Recall *self)
{
  ferry_run_history_unref (self->history);
  g_ptr_array_unref (self->run_ids);
  g_ptr_array_unref (self->stores);
  g_clear_object (&self->list);
  g_object_unref (self->cancellable);
  g_free (self);
}

/* @run_ids: (nullable): filled with the newest ones */
static FerryRunHistory *
collect_runs (FerryEnvironment *self, FerryReplicationType type, GPtrArray *run_ids)
{
  FerryRunHistory *history = ferry_run_history_new (type);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->runs));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FerryRun) run = g_list_model_get_item (G_LIST_MODEL (self->runs), i);

      if (ferry_run_history_add_run (history, run) && run_ids != NULL && run_ids->len < RUNS_WITH_TABLES)
        g_ptr_array_add (run_ids, g_strdup (ferry_run_get_run_id (run)));
    }
  return history;
}

static void
add_tables (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Recall *recall = data;

  for (guint i = 0; i < recall->stores->len; i++)
    ferry_run_history_add_details (recall->history, g_ptr_array_index (recall->stores, i));
  g_task_return_pointer (task, ferry_run_history_ref (recall->history),
                         (GDestroyNotify) ferry_run_history_unref);
}

static void
on_recalled (GObject *object, GAsyncResult *result, gpointer user_data)
{
  FerryEnvironment *self = FERRY_ENVIRONMENT (object);
  Recall *recall = g_task_get_task_data (G_TASK (result));
  g_autoptr (FerryRunHistory) history = g_task_propagate_pointer (G_TASK (result), NULL);

  /* It may be about another run by now. */
  if (history != NULL && recall->cancellable == self->recalling)
    ferry_run_forecast_set_history (ferry_run_monitor_get_forecast (self->monitor), history);
}

static void recall_next (GTask *task);

static void
on_details_remembered (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Recall *recall = g_task_get_task_data (task);

  if (ferry_database_load_details_finish (FERRY_DATABASE (object), result, NULL))
    g_ptr_array_add (recall->stores, ferry_detail_list_ref_store (recall->list));
  recall_next (task);
}

static void
recall_next (GTask *task)
{
  FerryEnvironment *self = g_task_get_source_object (task);
  Recall *recall = g_task_get_task_data (task);

  if (self->database == NULL || recall->next >= recall->run_ids->len
      || g_cancellable_is_cancelled (recall->cancellable))
    {
      g_task_run_in_thread (task, add_tables);
      return;
    }
  g_clear_object (&recall->list);
  recall->list = ferry_detail_list_new ();
  ferry_database_load_details_async (self->database, ferry_profile_get_id (self->profile),
                                     g_ptr_array_index (recall->run_ids, recall->next++), recall->list,
                                     recall->cancellable, on_details_remembered, g_object_ref (task));
}

static void
recall (FerryEnvironment *self, FerryRun *run)
{
  g_autoptr (GTask) task = NULL;
  Recall *data = g_new0 (Recall, 1);

  self->recalling = g_cancellable_new ();
  data->cancellable = g_object_ref (self->recalling);
  data->run_ids = g_ptr_array_new_with_free_func (g_free);
  data->stores = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_detail_store_unref);
  data->history = collect_runs (self, ferry_run_get_replication_type (run), data->run_ids);
  /* The durations at once; how long the tables took, when it is read. */
  ferry_run_forecast_set_history (ferry_run_monitor_get_forecast (self->monitor), data->history);
  if (data->run_ids->len == 0)
    {
      recall_free (data);
      return;
    }
  /* Filled in the worker, while the other one is asked for durations. */
  ferry_run_history_unref (data->history);
  data->history = collect_runs (self, ferry_run_get_replication_type (run), NULL);
  task = g_task_new (self, self->recalling, on_recalled, NULL);
  g_task_set_source_tag (task, recall);
  g_task_set_task_data (task, data, (GDestroyNotify) recall_free);
  recall_next (task);
}

/* ---- How large the companies are ---- */

static GHashTable *
collect_sizes (FerryEnvironment *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->companies));
  g_autoptr (GHashTable) sizes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FerryCompany) company = g_list_model_get_item (G_LIST_MODEL (self->companies), i);
      double size = ferry_company_get_estimated_size (company);

      if (!ferry_company_get_replicate (company))
        continue;
      /* With one unknown, the others say nothing about the whole. */
      if (size <= 0)
        return NULL;
      g_hash_table_insert (sizes, g_strdup (ferry_company_get_name (company)),
                           g_memdup2 (&size, sizeof size));
    }
  return g_hash_table_size (sizes) > 0 ? g_steal_pointer (&sizes) : NULL;
}

/* ---- For the environment ---- */

void
ferry_environment_prepare_estimate (FerryEnvironment *self, FerryRun *run)
{
  g_autoptr (GHashTable) sizes = NULL;

  if (g_strcmp0 (run != NULL ? ferry_run_get_run_id (run) : NULL, self->estimated_run_id) == 0)
    return;
  g_free (self->estimated_run_id);
  self->estimated_run_id = run != NULL ? g_strdup (ferry_run_get_run_id (run)) : NULL;
  g_cancellable_cancel (self->recalling);
  g_clear_object (&self->recalling);
  if (run == NULL)
    return;
  sizes = collect_sizes (self);
  ferry_run_forecast_set_sizes (ferry_run_monitor_get_forecast (self->monitor), sizes);
  recall (self, run);
}

char *
ferry_environment_dup_expectation (FerryEnvironment *self, FerryAction action)
{
  g_autoptr (FerryRunHistory) history = NULL;
  FerryReplicationType type;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (self), NULL);

  switch ((int) action)
    {
    case FERRY_ACTION_RUN_DIAGNOSTIC:
      type = FERRY_REPLICATION_TYPE_DIAGNOSTIC;
      break;
    case FERRY_ACTION_RUN_REPLICATION:
      type = ferry_action_rules_next_run_is_full (self->state) ? FERRY_REPLICATION_TYPE_FULL
                                                               : FERRY_REPLICATION_TYPE_NORMAL;
      break;
    default:
      return NULL;
    }
  history = collect_runs (self, type, NULL);
  return ferry_run_history_dup_text (history);
}
