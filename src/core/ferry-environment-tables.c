/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-environment-private.h"

/* One table through all runs: from the history first, then from the service (domain §2.3). */
typedef struct
{
  char *company;
  char *table;
  GListStore *store;
  GPtrArray *runs; /* those that may be in the history */
  guint position;  /* of the one that is looked into */
  FerryDetailList *list;
  GPtrArray *found;
  GCancellable *cancellable;
} Search;

static void
search_free (Search *self)
{
  g_free (self->company);
  g_free (self->table);
  g_object_unref (self->store);
  g_ptr_array_unref (self->runs);
  g_clear_object (&self->list);
  g_ptr_array_unref (self->found);
  g_object_unref (self->cancellable);
  g_free (self);
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  gint64 first = ferry_table_result_get_order (*(FerryTableResult **) a);
  gint64 second = ferry_table_result_get_order (*(FerryTableResult **) b);

  return first == second ? 0 : first > second ? -1 : 1;
}

FerryRun *
ferry_environment_find_run (FerryEnvironment *self, const char *run_id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->runs));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FerryRun) run = g_list_model_get_item (G_LIST_MODEL (self->runs), i);

      if (g_strcmp0 (ferry_run_get_run_id (run), run_id) == 0)
        return g_steal_pointer (&run);
    }
  return NULL;
}

/* What the service doesn't have any more stays known from the history. */
static void
add_missing (GPtrArray *results, GPtrArray *remembered)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < results->len; i++)
    g_hash_table_add (seen, (gpointer) ferry_table_result_get_run_id (g_ptr_array_index (results, i)));
  for (guint i = 0; i < remembered->len; i++)
    {
      FerryTableResult *result = g_ptr_array_index (remembered, i);

      if (!g_hash_table_contains (seen, ferry_table_result_get_run_id (result)))
        g_ptr_array_add (results, g_object_ref (result));
    }
}

static void
show (FerryEnvironment *self, Search *search, GPtrArray *results)
{
  for (guint i = 0; i < results->len; i++)
    {
      FerryTableResult *result = g_ptr_array_index (results, i);
      g_autoptr (FerryRun) run = ferry_environment_find_run (self, ferry_table_result_get_run_id (result));

      ferry_table_result_set_run (result, run);
    }
  g_ptr_array_sort (results, compare_newest_first);
  g_list_store_splice (search->store, 0, g_list_model_get_n_items (G_LIST_MODEL (search->store)),
                       results->pdata, results->len);
}

static void
on_found (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryEnvironment *self = g_task_get_source_object (task);
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) results
    = ferry_migration_service_find_table_finish (FERRY_MIGRATION_SERVICE (object), result, &error);

  if (results == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  add_missing (results, search->found);
  show (self, search, results);
  g_task_return_boolean (task, TRUE);
}

static void
ask_service (GTask *task)
{
  FerryEnvironment *self = g_task_get_source_object (task);
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;

  if (!ferry_environment_check_open (self, &error))
    g_task_return_error (task, error);
  else
    ferry_migration_service_find_table_async (self->service, search->company, search->table,
                                              search->cancellable, on_found, g_object_ref (task));
}

static void look_into_next (GTask *task);

static void
on_remembered (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  FerryRun *run = g_ptr_array_index (search->runs, search->position);
  g_autoptr (FerryTableDetail) detail = NULL;

  if (ferry_database_load_details_finish (FERRY_DATABASE (object), result, NULL))
    detail = ferry_detail_list_find (search->list, search->company, search->table);
  if (detail != NULL)
    g_ptr_array_add (search->found, ferry_table_result_new_from_detail (detail, ferry_run_get_run_id (run)));
  search->position++;
  look_into_next (task);
}

static void
look_into_next (GTask *task)
{
  FerryEnvironment *self = g_task_get_source_object (task);
  Search *search = g_task_get_task_data (task);
  FerryRun *run;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (self->database == NULL || search->position >= search->runs->len)
    {
      g_clear_object (&search->list);
      show (self, search, search->found);
      ask_service (task);
      return;
    }
  run = g_ptr_array_index (search->runs, search->position);
  g_clear_object (&search->list);
  search->list = ferry_detail_list_new ();
  ferry_database_load_details_async (self->database, ferry_profile_get_id (self->profile),
                                     ferry_run_get_run_id (run), search->list, search->cancellable,
                                     on_remembered, g_object_ref (task));
}

void
ferry_environment_read_table_async (FerryEnvironment *self,
                                    const char *company,
                                    const char *table,
                                    GListStore *store,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Search *search;
  guint n;

  g_return_if_fail (FERRY_IS_ENVIRONMENT (self));
  g_return_if_fail (company != NULL && table != NULL);
  g_return_if_fail (G_IS_LIST_STORE (store));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_environment_read_table_async);
  search = g_new0 (Search, 1);
  search->company = g_strdup (company);
  search->table = g_strdup (table);
  search->store = g_object_ref (store);
  search->runs = g_ptr_array_new_with_free_func (g_object_unref);
  search->found = g_ptr_array_new_with_free_func (g_object_unref);
  search->cancellable = ferry_environment_link_cancellable (self, cancellable);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->runs));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FerryRun) run = g_list_model_get_item (G_LIST_MODEL (self->runs), i);

      if (ferry_run_is_replication (run))
        g_ptr_array_add (search->runs, g_steal_pointer (&run));
    }
  look_into_next (task);
}

gboolean
ferry_environment_read_table_finish (FerryEnvironment *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
