/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-environment-private.h"

typedef struct
{
  FerryRun *run;
  FerryDetailList *list;
  GCancellable *cancellable;
} Load;

static void
load_free (Load *self)
{
  g_object_unref (self->run);
  g_object_unref (self->list);
  g_object_unref (self->cancellable);
  g_free (self);
}

static void
on_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryEnvironment *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!ferry_migration_service_load_details_finish (FERRY_MIGRATION_SERVICE (object), result, &error))
    {
      ferry_environment_doubt (self, error);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  /* Those of a run that goes on are old in a moment; they are kept when it has ended. */
  if (self->database != NULL && ferry_run_get_status (load->run) != FERRY_RUN_STATUS_IN_PROGRESS)
    ferry_database_save_details_async (self->database, ferry_profile_get_id (self->profile),
                                       ferry_run_get_run_id (load->run), load->list, NULL, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
load_fresh (GTask *task)
{
  FerryEnvironment *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!ferry_environment_check_open (self, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  ferry_migration_service_load_details_async (self->service, load->run, load->list, load->cancellable,
                                              on_loaded, g_object_ref (task));
}

static void
on_remembered (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  ferry_database_load_details_finish (FERRY_DATABASE (object), result, NULL);
  load_fresh (task);
}

void
ferry_environment_load_details_async (FerryEnvironment *self,
                                      FerryRun *run,
                                      FerryDetailList *list,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Load *load;

  g_return_if_fail (FERRY_IS_ENVIRONMENT (self));
  g_return_if_fail (FERRY_IS_RUN (run));
  g_return_if_fail (FERRY_IS_DETAIL_LIST (list));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_environment_load_details_async);
  load = g_new0 (Load, 1);
  load->run = g_object_ref (run);
  load->list = g_object_ref (list);
  load->cancellable = ferry_environment_link_cancellable (self, cancellable);
  g_task_set_task_data (task, load, (GDestroyNotify) load_free);
  /* What is on show already is newer than the history. */
  if (self->database != NULL && ferry_detail_list_get_n_rows (list) == 0)
    ferry_database_load_details_async (self->database, ferry_profile_get_id (self->profile),
                                       ferry_run_get_run_id (run), list, load->cancellable, on_remembered,
                                       g_object_ref (task));
  else
    load_fresh (task);
}

gboolean
ferry_environment_load_details_finish (FerryEnvironment *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
