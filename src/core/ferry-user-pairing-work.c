/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-user-pairing-private.h"

#include "ferry-error.h"
#include "ferry-user-pair-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  FerryEnvironment *environment;
  GCancellable *cancellable;
  GPtrArray *mappings;
  GPtrArray *steps;
  guint step;
  guint n_saved;
  guint n_to_save;
  gint64 count;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  g_object_unref (self->environment);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->mappings, g_ptr_array_unref);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_free (self);
}

static GTask *
task_new (FerryUserPairing *self,
          FerryEnvironment *environment,
          gpointer tag,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Work *work = g_new0 (Work, 1);

  work->environment = g_object_ref (environment);
  work->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  work->count = -1;
  g_task_set_source_tag (task, tag);
  /* What was saved is told, even where nobody wants to wait for the rest any more. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, work, work_free);
  return task;
}

/* ---- Reading ---- */

static void
on_users_listed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) users
    = ferry_migration_service_list_records_finish (FERRY_MIGRATION_SERVICE (object), result, &error);

  if (users == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  ferry_user_pairing_update (g_task_get_source_object (task), work->mappings, users);
  g_task_return_boolean (task, TRUE);
}

static void
on_mappings_listed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  FerryMigrationService *service = FERRY_MIGRATION_SERVICE (object);
  GError *error = NULL;

  work->mappings = ferry_migration_service_list_records_finish (service, result, &error);
  if (work->mappings == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  ferry_migration_service_list_records_async (service, FERRY_TYPE_CLOUD_USER, work->cancellable,
                                              on_users_listed, g_object_ref (task));
}

void
ferry_user_pairing_read_async (FerryUserPairing *self,
                               FerryEnvironment *environment,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  FerryMigrationService *service;

  g_return_if_fail (FERRY_IS_USER_PAIRING (self));
  g_return_if_fail (FERRY_IS_ENVIRONMENT (environment));

  task = task_new (self, environment, ferry_user_pairing_read_async, cancellable, callback, user_data);
  service = ferry_environment_get_service (environment);
  if (service == NULL)
    {
      g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_UNREACHABLE,
                               _ ("The users can’t be read: there is no connection to the environment."));
      return;
    }
  ferry_migration_service_list_records_async (service, FERRY_TYPE_USER_MAPPING, cancellable,
                                              on_mappings_listed, g_object_ref (task));
}

gboolean
ferry_user_pairing_read_finish (FerryUserPairing *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- Saving ---- */

static void on_all_saved (GTask *task);
static void save_next (GTask *task);

static void
fail_save (GTask *task, GError *error)
{
  FerryUserPairing *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);

  if (work->n_saved > 0)
    {
      char *reason = error->message;

      /* Translators: how many choices are saved, of how many, why the others aren't; the plural goes by %2$u */
      error->message = g_strdup_printf (ngettext ("%1$u of %2$u choice was saved, the rest wasn’t: %3$s",
                                                  "%1$u of %2$u choices were saved, the rest wasn’t: %3$s",
                                                  work->n_to_save),
                                        work->n_saved, work->n_to_save, reason);
      g_free (reason);
    }
  ferry_user_pairing_set_progress (self, 0, 0);
  ferry_user_pairing_tell_changed (self);
  g_task_return_error (task, error);
}

static void
on_step_done (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryUserPairing *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);
  FerryUserStep *step = g_ptr_array_index (work->steps, work->step);
  GError *error = NULL;
  g_autoptr (FerryUserMapping) mapping
    = ferry_environment_change_record_finish (FERRY_ENVIRONMENT (object), result, &error);

  if (mapping == NULL)
    {
      fail_save (task, error);
      return;
    }
  ferry_user_pair_set_mapping (step->pair, mapping);
  work->step++;
  if (step->final)
    ferry_user_pairing_set_progress (self, ++work->n_saved, work->n_to_save);
  save_next (task);
}

static void
save_next (GTask *task)
{
  Work *work = g_task_get_task_data (task);
  FerryUserStep *step;
  JsonObject *members;
  GError *error = NULL;

  if (work->step == work->steps->len)
    {
      on_all_saved (task);
      return;
    }
  if (g_cancellable_set_error_if_cancelled (work->cancellable, &error))
    {
      fail_save (task, error);
      return;
    }
  step = g_ptr_array_index (work->steps, work->step);
  members = json_object_new ();
  json_object_set_string_member (members, "destinationUserId", step->name);
  ferry_environment_change_record_async (work->environment, FERRY_ACTION_USER_MAPPINGS,
                                         FERRY_RECORD (ferry_user_pair_get_mapping (step->pair)), members,
                                         work->cancellable, on_step_done, g_object_ref (task));
}

static void
begin_save (GTask *task)
{
  FerryUserPairing *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);

  work->steps = ferry_user_pairing_plan (self);
  work->n_to_save = ferry_user_pairing_get_n_changed (self);
  ferry_user_pairing_set_progress (self, 0, work->n_to_save);
  save_next (task);
}

void
ferry_user_pairing_save_async (FerryUserPairing *self,
                               FerryEnvironment *environment,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FERRY_IS_USER_PAIRING (self));
  g_return_if_fail (FERRY_IS_ENVIRONMENT (environment));

  task = task_new (self, environment, ferry_user_pairing_save_async, cancellable, callback, user_data);
  begin_save (task);
}

gboolean
ferry_user_pairing_save_finish (FerryUserPairing *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- Applying ---- */

static void
on_applied (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  g_autoptr (JsonNode) answer = NULL;
  GError *error = NULL;

  if (!ferry_environment_order_finish (FERRY_ENVIRONMENT (object), result, &answer, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (answer != NULL && JSON_NODE_HOLDS_OBJECT (answer))
    work->count = json_object_get_int_member_with_default (json_node_get_object (answer), "count", -1);
  g_task_return_boolean (task, TRUE);
}

static void
on_all_saved (GTask *task)
{
  FerryUserPairing *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);
  g_autoptr (FerryUserPair) pair = NULL;

  ferry_user_pairing_set_progress (self, 0, 0);
  ferry_user_pairing_tell_changed (self);
  if (g_task_get_source_tag (task) == ferry_user_pairing_save_async)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  pair = g_list_model_get_item (ferry_user_pairing_get_pairs (self), 0);
  if (pair == NULL)
    {
      g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_RULE,
                               _ ("There are no users to map yet. They come with the first run."));
      return;
    }
  ferry_environment_order_async (work->environment,
                                 ferry_order_new_apply_users (ferry_user_pair_get_mapping (pair)),
                                 work->cancellable, on_applied, g_object_ref (task));
}

void
ferry_user_pairing_apply_async (FerryUserPairing *self,
                                FerryEnvironment *environment,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FERRY_IS_USER_PAIRING (self));
  g_return_if_fail (FERRY_IS_ENVIRONMENT (environment));

  task = task_new (self, environment, ferry_user_pairing_apply_async, cancellable, callback, user_data);
  begin_save (task);
}

gboolean
ferry_user_pairing_apply_finish (FerryUserPairing *self, GAsyncResult *result, gint64 *count, GError **error)
{
  gboolean done;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (count != NULL, FALSE);

  done = g_task_propagate_boolean (G_TASK (result), error);
  *count = done ? ((Work *) g_task_get_task_data (G_TASK (result)))->count : -1;
  return done;
}
