/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-workspace-private.h"

#include <glib/gi18n-lib.h>

#include "ferry-token-authorizer.h"

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

/* ---- Adding a connection ---- */

static void
on_token_stored (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FerryWorkspace) self = user_data;
  g_autoptr (GError) error = NULL;

  ferry_secret_store_store_finish (FERRY_SECRET_STORE (object), result, &error);
  ferry_workspace_tell_keyring (self, error);
}

typedef struct
{
  FerryProfile *profile;
  FerryAuthorizer *authorizer;
  char *token;
} Addition;

static void
addition_free (gpointer data)
{
  Addition *addition = data;

  g_clear_object (&addition->profile);
  g_clear_object (&addition->authorizer);
  ferry_secret_free (addition->token);
  g_free (addition);
}

static void
on_checked (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryWorkspace *self = g_task_get_source_object (task);
  Addition *addition = g_task_get_task_data (task);
  const char *id = ferry_profile_get_id (addition->profile);
  const char *name = ferry_profile_get_name (addition->profile);
  g_autoptr (GError) error = NULL;
  FerryWorkspaceItem *known;
  FerryEnvironment *environment;

  if (!ferry_migration_service_connect_finish (FERRY_MIGRATION_SERVICE (object), result, &error)
      || !ferry_profile_store_save_profile (self->profiles, addition->profile, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (addition->token != NULL)
    {
      /* Translators: what the keyring's own application shows; %s is an environment's name */
      g_autofree char *label = g_strdup_printf (_ ("Ferry: sign-in for %s"), name);

      ferry_secret_store_store_async (self->secrets, FERRY_SECRET_TOKEN, id, "", label, addition->token,
                                      self->cancellable, on_token_stored, g_object_ref (self));
    }

  known = ferry_workspace_find_item (self, id, NULL);
  if (known != NULL)
    {
      environment = ferry_workspace_item_get_environment (known);
      g_object_set (ferry_environment_get_profile (environment), "name", name, "base-url",
                    ferry_profile_get_base_url (addition->profile), "tenant",
                    ferry_profile_get_tenant (addition->profile), "environment",
                    ferry_profile_get_environment (addition->profile), NULL);
      ferry_workspace_item_set_access (known, addition->authorizer);
      ferry_workspace_open_item (self, known);
    }
  else
    {
      g_autoptr (FerryWorkspaceItem) item
        = ferry_workspace_item_new (addition->profile, addition->authorizer, self->database);

      environment = ferry_workspace_item_get_environment (item);
      ferry_workspace_append_item (self, item);
      ferry_workspace_open_item (self, item);
    }

  g_task_return_pointer (task, g_object_ref (environment), g_object_unref);
}

void
ferry_workspace_add_profile_async (FerryWorkspace *self,
                                   FerryProfile *profile,
                                   const char *token,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (FerryMigrationService) service = NULL;
  g_autoptr (GError) error = NULL;
  FerryWorkspaceItem *known;
  Addition *addition;

  g_return_if_fail (FERRY_IS_WORKSPACE (self));
  g_return_if_fail (FERRY_IS_PROFILE (profile));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_workspace_add_profile_async);

  addition = g_new0 (Addition, 1);
  addition->profile = g_object_ref (profile);
  addition->token = g_strdup (token);
  known = ferry_workspace_find_item (self, ferry_profile_get_id (profile), NULL);
  if (token != NULL)
    addition->authorizer = ferry_token_authorizer_new (token);
  else if (known != NULL && ferry_workspace_item_get_authorizer (known) != NULL)
    addition->authorizer = g_object_ref (ferry_workspace_item_get_authorizer (known));
  else
    addition->authorizer
      = ferry_token_authorizer_new_for_store (self->secrets, ferry_profile_get_id (profile));
  g_task_set_task_data (task, addition, addition_free);

  if (ferry_profile_check (profile, NULL, &error))
    service = ferry_migration_service_new (profile, addition->authorizer, &error);
  if (service == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  ferry_migration_service_connect_async (service, cancellable, on_checked, g_steal_pointer (&task));
}

FerryEnvironment *
ferry_workspace_add_profile_finish (FerryWorkspace *self, GAsyncResult *result, GError **error)
{
  g_autoptr (FerryEnvironment) environment = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  environment = g_task_propagate_pointer (G_TASK (result), error);
  return environment;
}
