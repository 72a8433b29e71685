/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-migration-service-private.h"

#include "ferry-error.h"
#include "ferry-json.h"

#include <glib/gi18n-lib.h>

#define OVERVIEW "migrationOverview"

static FerryCall *
create_call (const char *set)
{
  FerryCall *call = ferry_call_new (FERRY_REQUEST_READ, "GET", set, NULL, NULL);

  call->management = TRUE;
  return call;
}

/* The one entity comes bare or as the only one of a collection. Returns: NULL with @error */
static JsonObject *
read_overview (FerryMigrationService *self, JsonNode *node, GError **error)
{
  const char *what = _ ("the overview");
  JsonObject *object = ferry_json_get_object (node, what, error);
  const char *id;

  if (object != NULL && json_object_has_member (object, "value"))
    {
      JsonArray *array = ferry_json_get_collection (node, what, error);

      if (array == NULL)
        return NULL;
      object = ferry_json_get_object (
        json_array_get_length (array) > 0 ? json_array_get_element (array, 0) : NULL, what, error);
    }
  if (object == NULL || (id = ferry_json_get_string (object, "id", what, error)) == NULL)
    return NULL;
  g_free (self->overview_id);
  self->overview_id = g_strdup (id);
  return object;
}

/* ---- Reading ---- */

typedef struct
{
  GHashTable *capabilities;
  JsonObject *overview;
} Management;

static void
management_free (Management *self)
{
  g_clear_pointer (&self->capabilities, g_hash_table_unref);
  g_clear_pointer (&self->overview, json_object_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Management, management_free)

static void
on_overview_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryMigrationService *self = FERRY_MIGRATION_SERVICE (source);
  GHashTable *capabilities = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = ferry_migration_service_call_finish (self, result, &error);
  g_autoptr (Management) management = g_new0 (Management, 1);
  JsonObject *overview = NULL;

  management->capabilities = g_hash_table_ref (capabilities);
  if (error == NULL)
    overview = read_overview (self, node, &error);
  /* One without an overview is a service that offers less: its capabilities say what. */
  if (overview == NULL && !g_error_matches (error, FERRY_ERROR, FERRY_ERROR_NOT_FOUND))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  management->overview = overview != NULL ? json_object_ref (overview) : NULL;
  g_task_return_pointer (task, g_steal_pointer (&management), (GDestroyNotify) management_free);
}

static gboolean
add_capability (GHashTable *capabilities, JsonNode *element, GError **error)
{
  const char *what = _ ("a capability");
  JsonObject *object = ferry_json_get_object (element, what, error);
  const char *name, *reason;
  gboolean available;

  if (object == NULL || (name = ferry_json_get_string (object, "name", what, error)) == NULL
      || !ferry_json_get_boolean (object, "available", what, &available, error)
      || (reason = ferry_json_get_optional_string (object, "reason", what, "", error)) == NULL)
    return FALSE;
  if (available)
    reason = "";
  else if (*reason == '\0')
    reason = _ ("The environment doesn’t offer this at present.");
  g_hash_table_insert (capabilities, g_strdup (name), g_strdup (reason));
  return TRUE;
}

static GHashTable *
read_capabilities (JsonNode *node, GError **error)
{
  g_autoptr (GHashTable) capabilities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  JsonArray *array = ferry_json_get_collection (node, _ ("the list of capabilities"), error);

  if (array == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!add_capability (capabilities, json_array_get_element (array, i), error))
      return NULL;
  return g_steal_pointer (&capabilities);
}

static void
on_capabilities_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryMigrationService *self = FERRY_MIGRATION_SERVICE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = ferry_migration_service_call_finish (self, result, &error);
  GHashTable *capabilities = NULL;

  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_NOT_OFFERED))
    {
      g_task_return_pointer (task, g_new0 (Management, 1), (GDestroyNotify) management_free);
      return;
    }
  if (error == NULL)
    capabilities = read_capabilities (node, &error);
  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_task_set_task_data (task, capabilities, (GDestroyNotify) g_hash_table_unref);
  ferry_migration_service_call_async (self, create_call (OVERVIEW), g_task_get_cancellable (task),
                                      on_overview_read, g_object_ref (task));
}

void
ferry_migration_service_read_management_async (FerryMigrationService *self,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FERRY_IS_MIGRATION_SERVICE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_migration_service_read_management_async);
  ferry_migration_service_call_async (self, create_call ("capabilities"), cancellable, on_capabilities_read,
                                      g_object_ref (task));
}

JsonObject *
ferry_migration_service_read_management_finish (FerryMigrationService *self,
                                                GAsyncResult *result,
                                                GHashTable **capabilities,
                                                GError **error)
{
  g_autoptr (Management) management = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  management = g_task_propagate_pointer (G_TASK (result), error);
  if (capabilities != NULL)
    *capabilities = management != NULL ? g_steal_pointer (&management->capabilities) : NULL;
  return management != NULL ? g_steal_pointer (&management->overview) : NULL;
}

/* ---- Acting ---- */

typedef struct
{
  char *set; /* NULL: the overview */
  char *id;
  char *name;
  char *missing;
  JsonNode *arguments;
} Order;

static void
order_free (Order *self)
{
  g_free (self->set);
  g_free (self->id);
  g_free (self->name);
  g_free (self->missing);
  g_clear_pointer (&self->arguments, json_node_unref);
  g_free (self);
}

static void
on_ordered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  JsonNode *answer = ferry_migration_service_call_finish (FERRY_MIGRATION_SERVICE (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, answer, (GDestroyNotify) json_node_unref);
}

/* Telling the keys starts nothing: it may be asked again (api-contract §0). */
static FerryRequestKind
get_kind (const Order *order)
{
  return g_str_equal (order->name, "getRuntimeKeys") ? FERRY_REQUEST_READ : FERRY_REQUEST_START;
}

static void
send_order (GTask *task)
{
  FerryMigrationService *self = g_task_get_source_object (task);
  Order *order = g_task_get_task_data (task);
  FerryCall *call = ferry_call_new (get_kind (order), "POST", order->set != NULL ? order->set : OVERVIEW,
                                    order->set != NULL ? order->id : self->overview_id, order->name);

  call->management = TRUE;
  call->missing = g_steal_pointer (&order->missing);
  call->body = g_steal_pointer (&order->arguments);
  ferry_migration_service_call_async (self, call, g_task_get_cancellable (task), on_ordered,
                                      g_object_ref (task));
}

static void
on_overview_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryMigrationService *self = FERRY_MIGRATION_SERVICE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = ferry_migration_service_call_finish (self, result, &error);

  if (error != NULL || read_overview (self, node, &error) == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    send_order (task);
}

void
ferry_migration_service_order_async (FerryMigrationService *self,
                                     const char *set,
                                     const char *id,
                                     const char *name,
                                     JsonNode *arguments,
                                     const char *missing,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Order *order;

  g_return_if_fail (FERRY_IS_MIGRATION_SERVICE (self));
  g_return_if_fail (set == NULL || id != NULL);
  g_return_if_fail (name != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_migration_service_order_async);
  order = g_new0 (Order, 1);
  order->set = g_strdup (set);
  order->id = g_strdup (id);
  order->name = g_strdup (name);
  order->missing = g_strdup (missing);
  order->arguments = arguments;
  g_task_set_task_data (task, order, (GDestroyNotify) order_free);
  if (set != NULL || self->overview_id != NULL)
    send_order (task);
  else
    ferry_migration_service_call_async (self, create_call (OVERVIEW), cancellable, on_overview_found,
                                        g_object_ref (task));
}

gboolean
ferry_migration_service_order_finish (FerryMigrationService *self,
                                      GAsyncResult *result,
                                      JsonNode **answer,
                                      GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (answer != NULL)
    *answer = NULL;
  node = g_task_propagate_pointer (G_TASK (result), &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (answer != NULL)
    *answer = g_steal_pointer (&node);
  return TRUE;
}

void
ferry_migration_service_manage_async (FerryMigrationService *self,
                                      const char *name,
                                      JsonNode *arguments,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  ferry_migration_service_order_async (self, NULL, NULL, name, arguments, NULL, cancellable, callback,
                                       user_data);
}

gboolean
ferry_migration_service_manage_finish (FerryMigrationService *self,
                                       GAsyncResult *result,
                                       JsonNode **answer,
                                       GError **error)
{
  return ferry_migration_service_order_finish (self, result, answer, error);
}
