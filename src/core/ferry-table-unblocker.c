/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-table-unblocker.h"

#include "ferry-environment-private.h"

struct _FerryTableUnblocker
{
  GObject parent_instance;

  FerryEnvironment *environment;
  GPtrArray *results;
  GHashTable *runs; /* FerryRun whose tables were unblocked */
  GError *error;
  guint done;
};

enum
{
  PROP_0,
  PROP_TOTAL,
  PROP_DONE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryTableUnblocker, ferry_table_unblocker, G_TYPE_OBJECT)

/* ---- Afterwards: the runs they are of ---- */

static void
end (GTask *task)
{
  FerryTableUnblocker *self = g_task_get_source_object (task);

  if (self->error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void read_next_run (GTask *task);

static void
on_run_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;

  /* What can't be read now is read when the run is looked at. */
  ferry_environment_load_details_finish (FERRY_ENVIRONMENT (source), result, NULL);
  read_next_run (task);
}

static void
read_next_run (GTask *task)
{
  FerryTableUnblocker *self = g_task_get_source_object (task);
  g_autoptr (FerryDetailList) list = ferry_detail_list_new ();
  g_autoptr (FerryRun) run = NULL;
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->runs);
  if (!g_hash_table_iter_next (&iter, &key, NULL))
    {
      end (task);
      return;
    }
  run = g_object_ref (key);
  g_hash_table_iter_remove (&iter);
  ferry_environment_load_details_async (self->environment, run, list, NULL, on_run_read, g_object_ref (task));
}

/* ---- One after another ---- */

static void unblock_next (GTask *task);

static void
on_unblocked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  FerryTableUnblocker *self = g_task_get_source_object (task);
  FerryTableResult *unblocked = g_ptr_array_index (self->results, self->done);
  FerryRun *run = ferry_table_result_get_run (unblocked);

  if (!ferry_environment_order_finish (FERRY_ENVIRONMENT (source), result, NULL, &self->error))
    {
      read_next_run (task);
      return;
    }
  /* It counts as successful from now on. */
  ferry_migration_totals_add (self->environment->totals, ferry_table_result_get_order (unblocked),
                              ferry_table_result_get_end_time (unblocked),
                              ferry_table_result_get_company (unblocked),
                              ferry_table_result_get_table (unblocked), FERRY_TABLE_STATUS_SUCCESSFUL);
  ferry_environment_update (self->environment);
  if (run != NULL)
    g_hash_table_add (self->runs, g_object_ref (run));
  self->done++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DONE]);
  unblock_next (task);
}

static void
unblock_next (GTask *task)
{
  FerryTableUnblocker *self = g_task_get_source_object (task);
  FerryTableResult *result;

  if (self->done >= self->results->len
      || g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &self->error))
    {
      read_next_run (task);
      return;
    }
  result = g_ptr_array_index (self->results, self->done);
  ferry_environment_order_async (self->environment,
                                 ferry_order_new_unblock (ferry_table_result_get_id (result),
                                                          ferry_table_result_get_company (result),
                                                          ferry_table_result_get_table (result)),
                                 NULL, on_unblocked, g_object_ref (task));
}

void
ferry_table_unblocker_run_async (FerryTableUnblocker *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FERRY_IS_TABLE_UNBLOCKER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_table_unblocker_run_async);
  g_task_set_check_cancellable (task, FALSE);
  unblock_next (task);
}

gboolean
ferry_table_unblocker_run_finish (FerryTableUnblocker *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

guint
ferry_table_unblocker_get_total (FerryTableUnblocker *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_UNBLOCKER (self), 0);
  return self->results->len;
}

guint
ferry_table_unblocker_get_done (FerryTableUnblocker *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_UNBLOCKER (self), 0);
  return self->done;
}

FerryTableUnblocker *
ferry_table_unblocker_new (FerryEnvironment *environment, GPtrArray *results)
{
  FerryTableUnblocker *self;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);
  g_return_val_if_fail (results != NULL, NULL);

  self = g_object_new (FERRY_TYPE_TABLE_UNBLOCKER, NULL);
  self->environment = g_object_ref (environment);
  for (guint i = 0; i < results->len; i++)
    {
      FerryTableResult *result = g_ptr_array_index (results, i);
      g_autoptr (FerryRun) run
        = ferry_environment_find_run (environment, ferry_table_result_get_run_id (result));

      ferry_table_result_set_run (result, run);
      g_ptr_array_add (self->results, g_object_ref (result));
    }
  return self;
}

static void
ferry_table_unblocker_finalize (GObject *object)
{
  FerryTableUnblocker *self = FERRY_TABLE_UNBLOCKER (object);

  g_clear_object (&self->environment);
  g_ptr_array_unref (self->results);
  g_hash_table_unref (self->runs);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (ferry_table_unblocker_parent_class)->finalize (object);
}

static void
ferry_table_unblocker_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryTableUnblocker *self = FERRY_TABLE_UNBLOCKER (object);

  switch (id)
    {
    case PROP_TOTAL:
      g_value_set_uint (value, self->results->len);
      break;
    case PROP_DONE:
      g_value_set_uint (value, self->done);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_table_unblocker_class_init (FerryTableUnblockerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = ferry_table_unblocker_finalize;
  object_class->get_property = ferry_table_unblocker_get_property;

  properties[PROP_TOTAL] = g_param_spec_uint ("total", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_DONE] = g_param_spec_uint ("done", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ferry_table_unblocker_init (FerryTableUnblocker *self)
{
  self->results = g_ptr_array_new_with_free_func (g_object_unref);
  self->runs = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}
