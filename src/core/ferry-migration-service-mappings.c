/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-migration-service-private.h"

#include "ferry-error.h"
#include "ferry-json.h"

#include <glib/gi18n-lib.h>

#define SET "tableMappings"

void
ferry_migration_service_list_mappings_async (FerryMigrationService *self,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data)
{
  g_return_if_fail (FERRY_IS_MIGRATION_SERVICE (self));

  ferry_migration_service_list_async (self, ferry_call_new (FERRY_REQUEST_READ, "GET", SET, NULL, NULL),
                                      (FerryEntityReader) ferry_table_mapping_new_from_json, cancellable,
                                      callback, user_data);
}

GPtrArray *
ferry_migration_service_list_mappings_finish (FerryMigrationService *self,
                                              GAsyncResult *result,
                                              GError **error)
{
  return ferry_migration_service_list_finish (self, result, error);
}

/* ---- Saving and deleting ---- */

typedef struct
{
  FerryTableMapping *was;
  FerryTableMapping *wanted; /* NULL: deleted */
} Edit;

static void
edit_free (gpointer data)
{
  Edit *self = data;

  g_object_unref (self->was);
  g_clear_object (&self->wanted);
  g_free (self);
}

static FerryChangeDecision
decide_mapping (JsonObject *fresh, gpointer user_data)
{
  Edit *edit = user_data;
  g_autoptr (FerryTableMapping) now = ferry_table_mapping_new_from_json (fresh, NULL);

  if (now == NULL)
    return FERRY_CHANGE_CONFLICT;
  if (edit->wanted != NULL && ferry_table_mapping_equal (now, edit->wanted))
    return FERRY_CHANGE_DONE;
  return ferry_table_mapping_equal (now, edit->was) ? FERRY_CHANGE_RETRY : FERRY_CHANGE_CONFLICT;
}

static FerryChange *
create_change (FerryTableMapping *was, FerryTableMapping *wanted)
{
  FerryChange *change = g_new0 (FerryChange, 1);
  Edit *edit = g_new0 (Edit, 1);

  edit->was = g_object_ref (was);
  edit->wanted = wanted != NULL ? g_object_ref (wanted) : NULL;
  change->set = SET;
  change->id = g_strdup (ferry_table_mapping_get_id (was));
  change->body = wanted != NULL ? ferry_table_mapping_to_json (wanted) : NULL;
  change->etag = g_strdup (ferry_table_mapping_get_etag (was));
  change->decide = decide_mapping;
  change->decide_data = edit;
  change->decide_free = edit_free;
  change->conflict = g_strdup_printf (
    _ ("Somebody else changed the mapping of “%s” meanwhile. Look at what it says now and decide again."),
    ferry_table_mapping_get_table_name (was));
  change->missing = g_strdup_printf (_ ("The mapping of “%s” isn’t there any more. Refresh the list."),
                                     ferry_table_mapping_get_table_name (was));
  return change;
}

static void
return_mapping (GTask *task, JsonObject *object)
{
  GError *error = NULL;
  FerryTableMapping *mapping = ferry_table_mapping_new_from_json (object, &error);

  if (mapping == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, mapping, g_object_unref);
}

static void
on_mapping_patched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonObject) object
    = ferry_migration_service_change_finish (FERRY_MIGRATION_SERVICE (source), result, &error);

  if (object == NULL)
    g_task_return_error (task, error);
  else
    return_mapping (task, object);
}

static void
on_mapping_posted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonNode) node
    = ferry_migration_service_call_finish (FERRY_MIGRATION_SERVICE (source), result, &error);
  JsonObject *object = error == NULL ? ferry_json_get_object (node, _ ("a table mapping"), &error) : NULL;

  if (object == NULL)
    g_task_return_error (task, error);
  else
    return_mapping (task, object);
}

void
ferry_migration_service_save_mapping_async (FerryMigrationService *self,
                                            FerryTableMapping *existing,
                                            FerryTableMapping *mapping,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FERRY_IS_MIGRATION_SERVICE (self));
  g_return_if_fail (existing == NULL || FERRY_IS_TABLE_MAPPING (existing));
  g_return_if_fail (FERRY_IS_TABLE_MAPPING (mapping));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_migration_service_save_mapping_async);
  if (existing == NULL)
    {
      FerryCall *call = ferry_call_new (FERRY_REQUEST_START, "POST", SET, NULL, NULL);

      call->body = ferry_table_mapping_to_json (mapping);
      ferry_migration_service_call_async (self, call, cancellable, on_mapping_posted, g_object_ref (task));
    }
  else
    ferry_migration_service_change_async (self, create_change (existing, mapping), cancellable,
                                          on_mapping_patched, g_object_ref (task));
}

FerryTableMapping *
ferry_migration_service_save_mapping_finish (FerryMigrationService *self,
                                             GAsyncResult *result,
                                             GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_mapping_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonObject) object
    = ferry_migration_service_change_finish (FERRY_MIGRATION_SERVICE (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
ferry_migration_service_delete_mapping_async (FerryMigrationService *self,
                                              FerryTableMapping *mapping,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FERRY_IS_MIGRATION_SERVICE (self));
  g_return_if_fail (FERRY_IS_TABLE_MAPPING (mapping));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_migration_service_delete_mapping_async);
  ferry_migration_service_change_async (self, create_change (mapping, NULL), cancellable, on_mapping_deleted,
                                        g_object_ref (task));
}

gboolean
ferry_migration_service_delete_mapping_finish (FerryMigrationService *self,
                                               GAsyncResult *result,
                                               GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- Actions ---- */

void
ferry_migration_service_reset_mappings_async (FerryMigrationService *self,
                                              FerryTableMapping *mapping,
                                              gboolean for_extension,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data)
{
  FerryCall *call;

  g_return_if_fail (FERRY_IS_MIGRATION_SERVICE (self));
  g_return_if_fail (FERRY_IS_TABLE_MAPPING (mapping));

  call = ferry_call_new (FERRY_REQUEST_START, "POST", SET, ferry_table_mapping_get_id (mapping),
                         for_extension ? "deleteAllForExtension" : "restoreDefaults");
  call->missing = g_strdup_printf (_ ("The mapping of “%s” isn’t there any more. Refresh the list."),
                                   ferry_table_mapping_get_table_name (mapping));
  ferry_migration_service_act_async (self, call, cancellable, callback, user_data);
}

gboolean
ferry_migration_service_reset_mappings_finish (FerryMigrationService *self,
                                               GAsyncResult *result,
                                               GError **error)
{
  return ferry_migration_service_act_finish (self, result, error);
}
