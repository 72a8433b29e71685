/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-workspace-private.h"

#include <glib/gi18n-lib.h>

/* ---- Adding a sandbox ---- */

static void
on_sandbox_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryWorkspace *self = g_task_get_source_object (task);
  FerryWorkspaceItem *item = FERRY_WORKSPACE_ITEM (object);
  FerryEnvironment *environment = ferry_workspace_item_get_environment (item);
  g_autoptr (GError) error = NULL;

  if (!ferry_workspace_item_open_finish (item, result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (ferry_workspace_find_item (self, ferry_workspace_item_get_id (item), NULL) == NULL)
    {
      if (!ferry_profile_store_save_profile (self->profiles, ferry_environment_get_profile (environment),
                                             &error))
        {
          ferry_workspace_item_close (item);
          g_task_return_error (task, g_steal_pointer (&error));
          return;
        }
      ferry_workspace_note (self, ferry_environment_get_profile (environment), FERRY_JOURNAL_ADD_ENVIRONMENT);
      ferry_workspace_append_item (self, item);
    }

  g_task_return_pointer (task, g_object_ref (environment), g_object_unref);
}

void
ferry_workspace_add_sandbox_async (FerryWorkspace *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (FerryWorkspaceItem) item = NULL;

  g_return_if_fail (FERRY_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_workspace_add_sandbox_async);

  for (guint i = 0; i < self->items->len && item == NULL; i++)
    {
      FerryWorkspaceItem *known = g_ptr_array_index (self->items, i);
      FerryEnvironment *environment = ferry_workspace_item_get_environment (known);

      if (ferry_profile_is_sandbox (ferry_environment_get_profile (environment)))
        item = g_object_ref (known);
    }

  if (item == NULL)
    {
      g_autofree char *data_folder = g_build_filename (self->folder, "sandbox", NULL);
      g_autoptr (FerryProfile) profile = ferry_profile_new_sandbox (_ ("Sandbox"), data_folder);

      item = ferry_workspace_item_new (profile, NULL, self->database);
    }

  ferry_workspace_item_set_secrets (item, self->secrets);
  ferry_workspace_item_set_arguments (item, (const char *const *) self->sandbox_arguments);
  ferry_workspace_item_open_async (item, cancellable, on_sandbox_opened, g_steal_pointer (&task));
}

FerryEnvironment *
ferry_workspace_add_sandbox_finish (FerryWorkspace *self, GAsyncResult *result, GError **error)
{
  g_autoptr (FerryEnvironment) environment = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  /* The list holds it too. */
  environment = g_task_propagate_pointer (G_TASK (result), error);
  return environment;
}

FerryEnvironment *
ferry_workspace_create_sandbox (FerryWorkspace *self,
                                const char *name,
                                const char *data_folder,
                                GError **error)
{
  g_autoptr (FerryProfile) profile = NULL;
  g_autoptr (FerryWorkspaceItem) item = NULL;
  g_autofree char *own_folder = NULL;

  g_return_val_if_fail (FERRY_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  profile = ferry_profile_new_sandbox (name, data_folder != NULL ? data_folder : "");
  if (data_folder == NULL)
    {
      own_folder = g_build_filename (self->folder, "sandboxes", ferry_profile_get_id (profile), NULL);
      g_object_set (profile, "data-folder", own_folder, NULL);
    }
  if (!ferry_profile_store_save_profile (self->profiles, profile, error))
    return NULL;
  ferry_workspace_note (self, profile, FERRY_JOURNAL_ADD_ENVIRONMENT);
  item = ferry_workspace_item_new (profile, NULL, self->database);
  ferry_workspace_append_item (self, item);
  return ferry_workspace_item_get_environment (item);
}
