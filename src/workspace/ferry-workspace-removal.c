/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-workspace-removal.h"

typedef struct
{
  FerrySecretStore *secrets;
  FerryDatabase *database;
  char *environment_id;
  char *account_id; /* (nullable): until it is cleared */
  FerrySandboxProcess *process;
  gulong process_handler;
  char *data_folder;
  GError *error;
} Removal;

static void
removal_free (gpointer data)
{
  Removal *removal = data;

  if (removal->process != NULL)
    g_clear_signal_handler (&removal->process_handler, removal->process);
  g_clear_object (&removal->process);
  g_clear_object (&removal->secrets);
  g_clear_object (&removal->database);
  g_clear_error (&removal->error);
  g_free (removal->environment_id);
  g_free (removal->account_id);
  g_free (removal->data_folder);
  g_free (removal);
}

static gboolean
delete_recursively (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileEnumerator) children = NULL;
  g_autoptr (GError) local_error = NULL;

  children = g_file_enumerate_children (file, G_FILE_ATTRIBUTE_STANDARD_NAME,
                                        G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, cancellable, &local_error);
  while (children != NULL)
    {
      GFile *child;

      if (!g_file_enumerator_iterate (children, NULL, &child, cancellable, error))
        return FALSE;
      if (child == NULL)
        break;
      if (!delete_recursively (child, cancellable, error))
        return FALSE;
    }

  g_clear_error (&local_error);
  if (!g_file_delete (file, cancellable, &local_error)
      && !g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

static void
delete_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Removal *removal = data;
  g_autoptr (GFile) folder = removal->data_folder != NULL ? g_file_new_for_path (removal->data_folder) : NULL;
  g_autoptr (GError) error = NULL;

  if (folder != NULL)
    delete_recursively (folder, cancellable, &error);

  if (removal->error != NULL)
    g_task_return_error (task, g_steal_pointer (&removal->error));
  else if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_process_changed (FerrySandboxProcess *process, GParamSpec *pspec, gpointer user_data)
{
  GTask *task = user_data;
  Removal *removal = g_task_get_task_data (task);
  gboolean running;

  g_object_get (process, "running", &running, NULL);
  if (running)
    return;

  g_clear_signal_handler (&removal->process_handler, process);
  g_task_run_in_thread (task, delete_in_thread);
  g_object_unref (task);
}

static void
delete_data (GTask *task)
{
  Removal *removal = g_task_get_task_data (task);

  if (removal->process == NULL)
    {
      g_task_run_in_thread (task, delete_in_thread);
      return;
    }

  removal->process_handler = g_signal_connect (removal->process, "notify::running",
                                               G_CALLBACK (on_process_changed), g_object_ref (task));
  on_process_changed (removal->process, NULL, task);
}

static void
on_forgotten (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Removal *removal = g_task_get_task_data (task);

  ferry_database_forget_finish (FERRY_DATABASE (object), result,
                                removal->error == NULL ? &removal->error : NULL);
  delete_data (task);
}

static void
on_cleared (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Removal *removal = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *account_id = g_steal_pointer (&removal->account_id);

  /* Without a keyring there was nothing to forget. */
  if (!ferry_secret_store_clear_finish (FERRY_SECRET_STORE (object), result, &error)
      && !g_error_matches (error, FERRY_SECRET_ERROR, FERRY_SECRET_ERROR_UNAVAILABLE)
      && removal->error == NULL)
    removal->error = g_steal_pointer (&error);
  if (account_id != NULL)
    {
      ferry_secret_store_clear_async (removal->secrets, account_id, NULL, on_cleared,
                                      g_steal_pointer (&task));
      return;
    }

  ferry_database_forget_async (removal->database, removal->environment_id, on_forgotten,
                               g_steal_pointer (&task));
}

void
ferry_workspace_removal_async (FerrySecretStore *secrets,
                               FerryDatabase *database,
                               const char *environment_id,
                               const char *account_id,
                               FerrySandboxProcess *process,
                               const char *data_folder,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Removal *removal = g_new0 (Removal, 1);

  removal->secrets = g_object_ref (secrets);
  removal->database = g_object_ref (database);
  removal->environment_id = g_strdup (environment_id);
  removal->account_id = g_strdup (account_id);
  g_set_object (&removal->process, process);
  removal->data_folder = g_strdup (data_folder);
  g_task_set_source_tag (task, ferry_workspace_removal_async);
  g_task_set_task_data (task, removal, removal_free);

  ferry_secret_store_clear_async (secrets, environment_id, NULL, on_cleared, g_steal_pointer (&task));
}

gboolean
ferry_workspace_removal_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
