/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-environment-private.h"

#include "ferry-error.h"

#include <glib/gi18n-lib.h>

gboolean
ferry_environment_check_offer (FerryEnvironment *self, const char *name, GError **error)
{
  const char *obstacle;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  obstacle = self->capabilities != NULL ? g_hash_table_lookup (self->capabilities, name) : NULL;
  if (obstacle != NULL && *obstacle == '\0')
    return TRUE;
  if (obstacle != NULL)
    g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_NOT_OFFERED, obstacle);
  else
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_NOT_OFFERED,
                 _ ("The environment “%s” doesn’t offer this. Use Business Central’s own page."),
                 ferry_profile_get_name (self->profile));
  return FALSE;
}

typedef struct
{
  const char *nick;
  FerryRecord *record;
  JsonObject *members;
  FerryMigrationService *service;
  GCancellable *cancellable;
  char *before;
  gint64 intent;
} Edit;

static void
edit_free (Edit *self)
{
  g_object_unref (self->record);
  json_object_unref (self->members);
  g_object_unref (self->service);
  g_object_unref (self->cancellable);
  g_free (self->before);
  g_free (self);
}

FerryOutcome
ferry_environment_judge_change (const GError *error)
{
  if (error == NULL)
    return FERRY_OUTCOME_DONE;
  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_AMBIGUOUS)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FERRY_OUTCOME_UNKNOWN;
  return FERRY_OUTCOME_REFUSED;
}

static void
on_changed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryEnvironment *self = g_task_get_source_object (task);
  Edit *edit = g_task_get_task_data (task);
  GError *error = NULL;
  FerryRecord *record
    = ferry_migration_service_change_record_finish (FERRY_MIGRATION_SERVICE (object), result, &error);

  /* A change whose answer got lost was looked for already. */
  ferry_environment_conclude (self, edit->intent, ferry_environment_judge_change (error), edit->nick,
                              edit->before, error);
  ferry_environment_end_work (self);
  ferry_environment_doubt (self, error);
  if (record != NULL)
    g_task_return_pointer (task, record, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
on_intended (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryEnvironment *self = FERRY_ENVIRONMENT (object);
  Edit *edit = g_task_get_task_data (task);
  GError *error = NULL;

  edit->intent = ferry_environment_intend_finish (self, result, &error);
  if (error != NULL)
    {
      ferry_environment_end_work (self);
      g_task_return_error (task, error);
      return;
    }
  ferry_migration_service_change_record_async (edit->service, edit->record, json_object_ref (edit->members),
                                               edit->cancellable, on_changed, g_object_ref (task));
}

void
ferry_environment_change_record_async (FerryEnvironment *self,
                                       FerryAction action,
                                       FerryRecord *record,
                                       JsonObject *members,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_autoptr (JsonObject) owned = members;
  g_autoptr (GTask) task = NULL;
  g_autofree char *reason = NULL;
  GError *error = NULL;
  Edit *edit;

  g_return_if_fail (FERRY_IS_ENVIRONMENT (self));
  g_return_if_fail (FERRY_IS_RECORD (record));
  g_return_if_fail (members != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_environment_change_record_async);
  g_task_set_check_cancellable (task, FALSE);
  if (!ferry_environment_check_open (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (!ferry_environment_check_action (self, action, &reason))
    {
      g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_RULE, "%s", reason);
      return;
    }
  edit = g_new0 (Edit, 1);
  edit->nick = ferry_action_to_nick (action);
  edit->record = g_object_ref (record);
  edit->members = g_steal_pointer (&owned);
  edit->service = g_object_ref (self->service);
  edit->cancellable = ferry_environment_link_cancellable (self, cancellable);
  edit->before = g_strdup (ferry_environment_get_newest_run_id (self));
  g_task_set_task_data (task, edit, (GDestroyNotify) edit_free);
  ferry_environment_begin_work (self);
  ferry_environment_intend_async (self, edit->nick, ferry_record_get_name (record), edit->cancellable,
                                  on_intended, g_object_ref (task));
}

gpointer
ferry_environment_change_record_finish (FerryEnvironment *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
