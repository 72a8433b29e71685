/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-environment-private.h"

#include "ferry-error.h"

/* ---- The service ---- */

static void
renew_admin_watch (FerryEnvironment *self)
{
  g_autoptr (FerryAdminCenter) center
    = ferry_admin_center_new (ferry_profile_get_base_url (self->profile), self->authorizer, NULL);
  g_autoptr (FerryAdminWatch) admin
    = center != NULL ? ferry_admin_watch_new (center, ferry_profile_get_environment (self->profile)) : NULL;

  ferry_run_monitor_set_admin_watch (self->monitor, admin);
}

static gboolean
renew_service (FerryEnvironment *self, GError **error)
{
  g_autoptr (FerryMigrationService) service
    = ferry_migration_service_new (self->profile, self->authorizer, error);

  ferry_run_monitor_stop (self->monitor);
  g_set_object (&self->service, service);
  renew_admin_watch (self);
  g_object_notify (G_OBJECT (self), "service");
  return service != NULL;
}

/* ---- Opening: the history first ---- */

static void
on_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryEnvironment *self = FERRY_ENVIRONMENT (object);
  g_autoptr (GError) error = NULL;
  gboolean done = ferry_environment_read_finish (self, result, &error);

  /* With or without success: the monitor goes on trying. */
  if (self->life != NULL && self->service != NULL)
    {
      ferry_run_monitor_start (self->monitor, self->service);
      if (!done)
        {
          ferry_run_monitor_note_failure (self->monitor, error);
          ferry_environment_tell_connection (self);
        }
    }
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
connect_service (GTask *task)
{
  FerryEnvironment *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (self->life == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "closed");
      return;
    }
  if (!renew_service (self, &error))
    {
      ferry_environment_note_error (self, "open", error);
      ferry_environment_set_connection (self, FERRY_CONNECTION_OFFLINE, error->message);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  ferry_environment_read_async (self, on_read, g_object_ref (task));
}

static void
on_upgrade_remembered (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryEnvironment *self = g_task_get_source_object (task);
  g_autofree char *text = ferry_database_get_value_finish (FERRY_DATABASE (object), result, NULL);

  if (text != NULL && !self->has_facts)
    ferry_environment_restore_upgrade (self, text);
  if (g_task_get_source_tag (task) == ferry_environment_recall_async)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  ferry_environment_observe (self, FERRY_OBSERVE_HISTORY);
  connect_service (task);
}

static void
on_state_remembered (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryEnvironment *self = g_task_get_source_object (task);
  g_autofree char *text = ferry_database_get_value_finish (FERRY_DATABASE (object), result, NULL);

  if (text != NULL && self->remembered == NULL)
    self->remembered = g_steal_pointer (&text);
  ferry_environment_update (self);
  ferry_database_get_value_async (self->database, ferry_profile_get_id (self->profile), "upgrade", self->life,
                                  on_upgrade_remembered, g_object_ref (task));
}

static void
on_last_seen_remembered (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryEnvironment *self = g_task_get_source_object (task);
  g_autofree char *text = ferry_database_get_value_finish (FERRY_DATABASE (object), result, NULL);

  if (text != NULL && self->last_seen == 0)
    {
      self->last_seen = MAX (0, g_ascii_strtoll (text, NULL, 10));
      g_object_notify (G_OBJECT (self), "last-seen");
    }
  ferry_database_get_value_async (self->database, ferry_profile_get_id (self->profile), "state", self->life,
                                  on_state_remembered, g_object_ref (task));
}

static void
on_journal_remembered (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryEnvironment *self = g_task_get_source_object (task);
  g_autoptr (GPtrArray) entries = ferry_database_list_journal_finish (FERRY_DATABASE (object), result, NULL);

  if (entries != NULL)
    ferry_environment_take_journal (self, entries);
  ferry_database_get_value_async (self->database, ferry_profile_get_id (self->profile), "last-seen",
                                  self->life, on_last_seen_remembered, g_object_ref (task));
}

static void
on_runs_remembered (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryEnvironment *self = g_task_get_source_object (task);
  g_autoptr (GPtrArray) runs = ferry_database_list_runs_finish (FERRY_DATABASE (object), result, NULL);

  if (runs != NULL && !self->has_facts)
    {
      ferry_environment_merge_runs (self, runs, TRUE);
      for (guint i = 0; i < runs->len; i++)
        if (ferry_run_is_running (g_ptr_array_index (runs, i)))
          g_hash_table_add (self->running, g_strdup (ferry_run_get_run_id (g_ptr_array_index (runs, i))));
    }
  ferry_database_list_journal_async (self->database, ferry_profile_get_id (self->profile), FALSE, self->life,
                                     on_journal_remembered, g_object_ref (task));
}

void
ferry_environment_open_async (FerryEnvironment *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FERRY_IS_ENVIRONMENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_environment_open_async);
  if (self->life == NULL)
    self->life = g_cancellable_new ();
  ferry_environment_set_connection (self, FERRY_CONNECTION_CONNECTING, "");
  /* A broken history must not keep anybody from the migration: its failures only leave the page empty. */
  if (self->database != NULL)
    ferry_database_list_runs_async (self->database, ferry_profile_get_id (self->profile), self->life,
                                    on_runs_remembered, g_object_ref (task));
  else
    connect_service (task);
}

gboolean
ferry_environment_open_finish (FerryEnvironment *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
ferry_environment_recall_async (FerryEnvironment *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FERRY_IS_ENVIRONMENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_environment_recall_async);
  if (self->life != NULL || self->database == NULL)
    g_task_return_boolean (task, TRUE);
  else
    ferry_database_list_runs_async (self->database, ferry_profile_get_id (self->profile), cancellable,
                                    on_runs_remembered, g_object_ref (task));
}

gboolean
ferry_environment_recall_finish (FerryEnvironment *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
ferry_environment_close (FerryEnvironment *self)
{
  g_return_if_fail (FERRY_IS_ENVIRONMENT (self));

  if (self->life == NULL)
    return;
  ferry_run_monitor_stop (self->monitor);
  ferry_run_monitor_set_watch (self->monitor, FERRY_WATCH_NOTHING, NULL);
  g_cancellable_cancel (self->life);
  g_clear_object (&self->life);
  ferry_environment_set_connection (self, FERRY_CONNECTION_OFFLINE, "");
}

void
ferry_environment_set_access (FerryEnvironment *self, FerryAuthorizer *authorizer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FERRY_IS_ENVIRONMENT (self));
  g_return_if_fail (authorizer == NULL || FERRY_IS_AUTHORIZER (authorizer));

  g_set_object (&self->authorizer, authorizer);
  if (self->life == NULL)
    return;
  if (self->connection != FERRY_CONNECTION_ONLINE)
    ferry_environment_set_connection (self, FERRY_CONNECTION_CONNECTING, "");
  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_source_tag (task, ferry_environment_set_access);
  connect_service (task);
}

/* ---- Refreshing ---- */

static void
on_refresh_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryEnvironment *self = FERRY_ENVIRONMENT (object);
  g_autoptr (GError) error = NULL;
  gboolean done = ferry_environment_read_finish (self, result, &error);

  ferry_environment_end_work (self);
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_refreshed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryEnvironment *self = g_task_get_source_object (task);

  /* What is read tells more than what became of the request. */
  ferry_migration_service_start_finish (FERRY_MIGRATION_SERVICE (object), result, NULL);
  ferry_environment_read_async (self, on_refresh_read, g_object_ref (task));
}

void
ferry_environment_refresh_async (FerryEnvironment *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (FerryRun) run = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (FERRY_IS_ENVIRONMENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_environment_refresh_async);
  if (!ferry_environment_check_open (self, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  ferry_environment_begin_work (self);
  run = ferry_environment_get_newest_run (self);
  if (run != NULL && self->connection == FERRY_CONNECTION_ONLINE && self->state->run_in_progress
      && ferry_run_monitor_take_refresh (self->monitor))
    ferry_migration_service_start_async (self->service, run, "refreshStatus", self->life, on_refreshed,
                                         g_object_ref (task));
  else
    ferry_environment_read_async (self, on_refresh_read, g_object_ref (task));
}

gboolean
ferry_environment_refresh_finish (FerryEnvironment *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
