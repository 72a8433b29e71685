/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-environment-private.h"

#include "ferry-error.h"

/* A whole reading: its parts are read side by side, only the overview after the log, and taken over together, so that the
 * state never mixes what was with what is. */
typedef struct
{
  FerryMigrationService *service;
  GCancellable *cancellable;
  guint pending;
  GError *error;
  GPtrArray *runs;
  GPtrArray *companies;
  GPtrArray *products;
  FerrySetup *setup;
  JsonObject *overview;
  GHashTable *capabilities;
  gboolean has_management;
} Reading;

static void
reading_free (Reading *self)
{
  g_object_unref (self->service);
  g_object_unref (self->cancellable);
  g_clear_error (&self->error);
  g_clear_pointer (&self->runs, g_ptr_array_unref);
  g_clear_pointer (&self->companies, g_ptr_array_unref);
  g_clear_pointer (&self->products, g_ptr_array_unref);
  g_clear_object (&self->setup);
  g_clear_pointer (&self->overview, json_object_unref);
  g_clear_pointer (&self->capabilities, g_hash_table_unref);
  g_free (self);
}

static void begin_reading (FerryEnvironment *self);

static void
take_over (FerryEnvironment *self, Reading *reading)
{
  ferry_environment_merge_runs (self, reading->runs, TRUE);
  ferry_environment_merge_companies (self, reading->companies);
  g_set_object (&self->setup, reading->setup);
  if (reading->products != NULL)
    {
      g_clear_pointer (&self->products, g_ptr_array_unref);
      self->products = g_steal_pointer (&reading->products);
    }
  if (reading->has_management)
    {
      g_clear_pointer (&self->overview, json_object_unref);
      g_clear_pointer (&self->capabilities, g_hash_table_unref);
      self->overview = g_steal_pointer (&reading->overview);
      self->capabilities = g_steal_pointer (&reading->capabilities);
    }
  self->has_facts = TRUE;
  self->overview_old = FALSE;
  g_hash_table_remove_all (self->uncounted);
  if (self->database != NULL)
    {
      const char *id = ferry_profile_get_id (self->profile);
      g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_real_time ());

      ferry_database_save_runs_async (self->database, id, reading->runs, NULL, NULL);
      ferry_database_set_value_async (self->database, id, "last-seen", now, NULL, NULL);
    }
  ferry_run_monitor_note_success (self->monitor);
  ferry_environment_set_connection (self, FERRY_CONNECTION_ONLINE, "");
  ferry_environment_observe (self, FERRY_OBSERVE_WHOLE);
  ferry_environment_settle (self);
  ferry_environment_count (self);
}

static void
answer_readers (GPtrArray *readers, const GError *error)
{
  for (guint i = 0; i < readers->len; i++)
    {
      GTask *task = g_ptr_array_index (readers, i);

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
    }
}

static void
end_reading (GTask *task)
{
  FerryEnvironment *self = g_task_get_source_object (task);
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (GPtrArray) readers = g_steal_pointer (&self->readers);

  self->readers = g_ptr_array_new_with_free_func (g_object_unref);
  self->log_is_read = FALSE;
  if (reading->error == NULL)
    /* One that was closed, or closed and opened again, is no longer this reading's. */
    g_cancellable_set_error_if_cancelled (reading->cancellable, &reading->error);
  if (reading->service != self->service && self->life != NULL)
    {
      /* What comes from another address is no answer: it is read again where it is now. */
      g_ptr_array_extend_and_steal (self->next_readers, g_steal_pointer (&readers));
      begin_reading (self);
      return;
    }
  if (reading->error == NULL)
    take_over (self, reading);
  else if (!g_error_matches (reading->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* So that it is tried again soon, however long the next look is off. */
      ferry_run_monitor_note_failure (self->monitor, reading->error);
      ferry_environment_take_error (self, reading->error);
    }
  ferry_environment_catch_up (self);
  answer_readers (readers, reading->error);

  if (self->next_readers->len > 0)
    begin_reading (self);
}

static void
end_part (GTask *task, GError *error)
{
  Reading *reading = g_task_get_task_data (task);

  if (error != NULL && reading->error == NULL)
    reading->error = error;
  else
    g_clear_error (&error);
  if (--reading->pending == 0)
    end_reading (task);
}

static void
on_companies (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;

  reading->companies
    = ferry_migration_service_list_companies_finish (FERRY_MIGRATION_SERVICE (object), result, &error);
  end_part (task, error);
}

static void
on_setup (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;

  reading->setup
    = ferry_migration_service_get_setup_finish (FERRY_MIGRATION_SERVICE (object), result, &error);
  end_part (task, error);
}

static void
on_products (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);

  /* Only for a name to show: the set-up's own id will do. */
  reading->products
    = ferry_migration_service_list_products_finish (FERRY_MIGRATION_SERVICE (object), result, NULL);
  end_part (task, NULL);
}

static void
on_management (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  reading->overview = ferry_migration_service_read_management_finish (FERRY_MIGRATION_SERVICE (object),
                                                                      result, &reading->capabilities, &error);
  /* What was known of it stays known when it fails on its own: the published interface is enough to go on. */
  reading->has_management = error == NULL;
  end_part (task, NULL);
}

/* The overview doesn't say which run it knows of. One from before the log would hide for good what failed in a run that
 * ended in between; of one from after it, the next look at the log tells. */
static void
on_runs (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;

  reading->runs = ferry_migration_service_list_runs_finish (FERRY_MIGRATION_SERVICE (object), result, &error);
  if (error == NULL)
    {
      FERRY_ENVIRONMENT (g_task_get_source_object (task))->log_is_read = TRUE;
      reading->pending++;
      ferry_migration_service_read_management_async (reading->service, reading->cancellable, on_management,
                                                     g_object_ref (task));
    }
  end_part (task, error);
}

static void
read_parts (GTask *task)
{
  FerryEnvironment *self = g_task_get_source_object (task);
  Reading *reading = g_task_get_task_data (task);

  reading->pending = self->products == NULL ? 4 : 3;
  /* The management API takes two more. */
  ferry_run_monitor_note_requests (self->monitor, reading->pending + 2);
  ferry_migration_service_list_runs_async (reading->service, 0, reading->cancellable, on_runs,
                                           g_object_ref (task));
  ferry_migration_service_list_companies_async (reading->service, reading->cancellable, on_companies,
                                                g_object_ref (task));
  ferry_migration_service_get_setup_async (reading->service, reading->cancellable, on_setup,
                                           g_object_ref (task));
  if (self->products == NULL)
    ferry_migration_service_list_products_async (reading->service, reading->cancellable, on_products,
                                                 g_object_ref (task));
}

static void
on_connected (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);

  if (ferry_migration_service_connect_finish (FERRY_MIGRATION_SERVICE (object), result, &reading->error))
    read_parts (task);
  else
    end_reading (task);
}

static void
begin_reading (FerryEnvironment *self)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  Reading *reading;

  g_ptr_array_unref (self->readers);
  self->readers = g_steal_pointer (&self->next_readers);
  self->next_readers = g_ptr_array_new_with_free_func (g_object_unref);
  g_clear_pointer (&self->runs_meanwhile, g_ptr_array_unref);
  g_clear_pointer (&self->companies_meanwhile, g_ptr_array_unref);

  if (!ferry_environment_check_open (self, &error))
    {
      g_autoptr (GPtrArray) readers = g_steal_pointer (&self->readers);

      self->readers = g_ptr_array_new_with_free_func (g_object_unref);
      answer_readers (readers, error);
      return;
    }
  reading = g_new0 (Reading, 1);
  reading->service = g_object_ref (self->service);
  reading->cancellable = g_object_ref (self->life);
  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_source_tag (task, begin_reading);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  if (ferry_migration_service_get_company_name (reading->service) == NULL)
    ferry_migration_service_connect_async (reading->service, reading->cancellable, on_connected,
                                           g_object_ref (task));
  else
    read_parts (task);
}

void
ferry_environment_read_async (FerryEnvironment *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, ferry_environment_read_async);
  g_ptr_array_add (self->next_readers, g_steal_pointer (&task));
  if (self->readers->len == 0)
    begin_reading (self);
}

gboolean
ferry_environment_read_finish (FerryEnvironment *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
