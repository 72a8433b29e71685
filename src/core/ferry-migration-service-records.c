/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-management.h"

#include "ferry-json.h"
#include "ferry-migration-service-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  FerryRecord *was;
  JsonObject *members;
} Edit;

static void
edit_free (gpointer data)
{
  Edit *self = data;

  g_object_unref (self->was);
  json_object_unref (self->members);
  g_free (self);
}

static FerryChangeDecision
decide (JsonObject *fresh, gpointer user_data)
{
  Edit *edit = user_data;
  g_autoptr (FerryRecord) now = ferry_record_new_from_json (G_OBJECT_TYPE (edit->was), fresh, NULL);

  if (now == NULL)
    return FERRY_CHANGE_CONFLICT;
  if (ferry_record_agrees (now, edit->members))
    return FERRY_CHANGE_DONE;
  return ferry_record_shares (now, edit->was, edit->members) ? FERRY_CHANGE_RETRY : FERRY_CHANGE_CONFLICT;
}

static char *
name_record (const char *format, FerryRecord *record)
{
  g_auto (GStrv) parts = g_strsplit (_ (format), "%s", 2);

  return g_strjoinv (ferry_record_get_name (record), parts);
}

static void
on_changed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonObject) object
    = ferry_migration_service_change_finish (FERRY_MIGRATION_SERVICE (source), result, &error);
  GType *type = g_task_get_task_data (task);
  FerryRecord *record = object != NULL ? ferry_record_new_from_json (*type, object, &error) : NULL;

  if (record == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, record, g_object_unref);
}

void
ferry_migration_service_change_record_async (FerryMigrationService *self,
                                             FerryRecord *record,
                                             JsonObject *members,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  FerryRecordClass *klass;
  FerryChange *change;
  Edit *edit;
  GType type;

  g_return_if_fail (FERRY_IS_MIGRATION_SERVICE (self));
  g_return_if_fail (FERRY_IS_RECORD (record));
  g_return_if_fail (members != NULL);

  klass = FERRY_RECORD_GET_CLASS (record);
  g_return_if_fail (klass->conflict != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_migration_service_change_record_async);
  type = G_OBJECT_TYPE (record);
  g_task_set_task_data (task, g_memdup2 (&type, sizeof type), g_free);

  edit = g_new0 (Edit, 1);
  edit->was = g_object_ref (record);
  edit->members = members;
  change = g_new0 (FerryChange, 1);
  change->management = TRUE;
  change->set = klass->set;
  change->id = g_strdup (ferry_record_get_id (record));
  change->body = json_node_init_object (json_node_alloc (), members);
  change->etag = g_strdup (ferry_record_get_etag (record));
  change->decide = decide;
  change->decide_data = edit;
  change->decide_free = edit_free;
  change->conflict = name_record (klass->conflict, record);
  change->missing = name_record (klass->missing, record);
  ferry_migration_service_change_async (self, change, cancellable, on_changed, g_object_ref (task));
}

gpointer
ferry_migration_service_change_record_finish (FerryMigrationService *self,
                                              GAsyncResult *result,
                                              GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonNode) node
    = ferry_migration_service_call_finish (FERRY_MIGRATION_SERVICE (source), result, &error);
  FerryRecord *record = g_task_get_task_data (task);
  JsonObject *object = NULL;
  FerryRecord *fresh = NULL;

  if (error == NULL)
    object = ferry_json_get_object (node, _ (FERRY_RECORD_GET_CLASS (record)->what), &error);
  if (object != NULL)
    fresh = ferry_record_new_from_json (G_OBJECT_TYPE (record), object, &error);
  if (fresh == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, fresh, g_object_unref);
}

void
ferry_migration_service_read_record_async (FerryMigrationService *self,
                                           FerryRecord *record,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  FerryRecordClass *klass;
  FerryCall *call;

  g_return_if_fail (FERRY_IS_MIGRATION_SERVICE (self));
  g_return_if_fail (FERRY_IS_RECORD (record));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_migration_service_read_record_async);
  g_task_set_task_data (task, g_object_ref (record), g_object_unref);
  klass = FERRY_RECORD_GET_CLASS (record);
  call = ferry_call_new (FERRY_REQUEST_READ, "GET", klass->set, ferry_record_get_id (record), NULL);
  call->management = TRUE;
  call->missing = name_record (klass->missing, record);
  ferry_migration_service_call_async (self, call, cancellable, on_read, g_object_ref (task));
}

gpointer
ferry_migration_service_read_record_finish (FerryMigrationService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
