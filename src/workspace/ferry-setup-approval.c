/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-setup-approval.h"

#include <glib/gi18n-lib.h>

#include "ferry-error.h"
#include "ferry-json.h"

static void
on_management_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) capabilities = NULL;
  g_autoptr (JsonObject) overview = NULL;
  gboolean required = FALSE;
  const char *uri = NULL;

  overview = ferry_migration_service_read_management_finish (FERRY_MIGRATION_SERVICE (source), result,
                                                             &capabilities, &error);
  if (error != NULL && !g_error_matches (error, FERRY_ERROR, FERRY_ERROR_NOT_OFFERED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_clear_error (&error);
  if (overview != NULL
      && (!ferry_json_get_optional_boolean (overview, "approvalRequired", _ ("the overview"), FALSE,
                                            &required, &error)
          || (uri = ferry_json_get_optional_string (overview, "approvalUrl", _ ("the overview"), "", &error))
               == NULL))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  ferry_setup_plan_set_approval (g_task_get_source_object (task), required, uri);
  g_task_return_boolean (task, TRUE);
}

void
ferry_setup_approval_read_async (FerrySetupPlan *plan,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task;

  g_return_if_fail (FERRY_IS_SETUP_PLAN (plan));

  task = g_task_new (plan, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_setup_approval_read_async);
  ferry_migration_service_read_management_async (
    ferry_environment_get_service (ferry_setup_plan_get_environment (plan)), cancellable, on_management_read,
    task);
}

gboolean
ferry_setup_approval_read_finish (FerrySetupPlan *plan, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, plan), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
