/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-workspace-private.h"

#include "ferry-error.h"

#include <glib/gi18n-lib.h>

/* A task's data: what closes the environment when nobody wants to wait any more. */
static void
source_destroy (gpointer data)
{
  GSource *source = data;

  g_source_destroy (source);
  g_source_unref (source);
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  ferry_workspace_item_close (user_data);
  return G_SOURCE_REMOVE;
}

static void
return_unreachable (GTask *task, FerryWorkspaceItem *item)
{
  FerryEnvironment *environment = ferry_workspace_item_get_environment (item);
  const GError *failure = ferry_workspace_item_get_failure (item);
  g_autofree char *message = NULL;

  if (failure != NULL)
    {
      g_task_return_error (task, g_error_copy (failure));
      return;
    }
  g_object_get (environment, "connection-message", &message, NULL);
  if (ferry_environment_get_connection (environment) == FERRY_CONNECTION_SIGNED_OUT)
    g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED, "%s", message);
  else
    g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_UNREACHABLE, "%s", message);
}

static void
on_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryWorkspaceItem *item = FERRY_WORKSPACE_ITEM (object);
  FerryConnection connection = ferry_environment_get_connection (ferry_workspace_item_get_environment (item));
  GError *error = NULL;

  g_task_set_task_data (task, NULL, NULL);
  if (!ferry_workspace_item_open_finish (item, result, &error))
    g_task_return_error (task, error);
  /* A data upgrade cuts all connections: that is known, and no failure. */
  else if (connection != FERRY_CONNECTION_ONLINE && connection != FERRY_CONNECTION_OUTAGE)
    return_unreachable (task, item);
  else
    g_task_return_boolean (task, TRUE);
}

void
ferry_workspace_connect_async (FerryWorkspace *self,
                               FerryEnvironment *environment,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  FerryWorkspaceItem *item;

  g_return_if_fail (FERRY_IS_WORKSPACE (self));
  g_return_if_fail (FERRY_IS_ENVIRONMENT (environment));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_workspace_connect_async);
  item = ferry_workspace_find_item (self, ferry_profile_get_id (ferry_environment_get_profile (environment)),
                                    NULL);
  g_return_if_fail (item != NULL);
  if (cancellable != NULL)
    {
      GSource *source = g_cancellable_source_new (cancellable);

      g_source_set_callback (source, G_SOURCE_FUNC (on_cancelled), g_object_ref (item), g_object_unref);
      g_source_attach (source, g_main_context_get_thread_default ());
      g_task_set_task_data (task, source, source_destroy);
    }

  ferry_workspace_item_set_arguments (item, (const char *const *) self->sandbox_arguments);
  ferry_workspace_item_open_async (item, cancellable, on_opened, g_steal_pointer (&task));
}

gboolean
ferry_workspace_connect_finish (FerryWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
