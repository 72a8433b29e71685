/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-migration-service-private.h"

#include "ferry-error.h"
#include "ferry-json.h"

#include <glib/gi18n-lib.h>

#define SET "setupCloudMigration"

static void
on_setups_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) setups
    = ferry_migration_service_list_finish (FERRY_MIGRATION_SERVICE (source), result, &error);

  if (setups == NULL)
    g_task_return_error (task, error);
  else if (setups->len == 0)
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_pointer (task, g_object_ref (g_ptr_array_index (setups, 0)), g_object_unref);
}

void
ferry_migration_service_get_setup_async (FerryMigrationService *self,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FERRY_IS_MIGRATION_SERVICE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_migration_service_get_setup_async);
  ferry_migration_service_list_async (self, ferry_call_new (FERRY_REQUEST_READ, "GET", SET, NULL, NULL),
                                      (FerryEntityReader) ferry_setup_new_from_json, cancellable,
                                      on_setups_listed, g_object_ref (task));
}

FerrySetup *
ferry_migration_service_get_setup_finish (FerryMigrationService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Saving ---- */

static JsonNode *
create_body (const char *product_id,
             FerrySqlServerType server_type,
             const char *connection_string,
             const char *runtime_name,
             gboolean first)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  const char *runtime
    = runtime_name != NULL && server_type == FERRY_SQL_SERVER_TYPE_SQL_SERVER ? runtime_name : "";

  json_object_set_string_member (object, "productId", product_id);
  json_object_set_string_member (object, "sqlServerType", ferry_sql_server_type_to_wire (server_type));
  json_object_set_string_member (object, "sqlConnectionString", connection_string);
  /* A change has to say that there is none; the first set-up leaves it out. */
  if (*runtime != '\0' || !first)
    json_object_set_string_member (object, "runtimeName", runtime);
  json_node_take_object (node, object);
  return node;
}

static void
return_setup (GTask *task, JsonObject *object)
{
  GError *error = NULL;
  FerrySetup *setup = ferry_setup_new_from_json (object, &error);

  if (setup == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, setup, g_object_unref);
}

static void
on_saved_setup_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  FerrySetup *setup
    = ferry_migration_service_get_setup_finish (FERRY_MIGRATION_SERVICE (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (setup == NULL)
    g_task_return_new_error (
      task, FERRY_ERROR, FERRY_ERROR_PROTOCOL,
      _ ("The service took the set-up, but doesn’t show it. Refresh, and look whether it is there."));
  else
    g_task_return_pointer (task, setup, g_object_unref);
}

static void
on_setup_posted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryMigrationService *self = FERRY_MIGRATION_SERVICE (source);
  GError *error = NULL;
  g_autoptr (JsonNode) node = ferry_migration_service_call_finish (self, result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return_setup (task, json_node_get_object (node));
  else
    ferry_migration_service_get_setup_async (self, g_task_get_cancellable (task), on_saved_setup_read,
                                             g_object_ref (task));
}

static void
on_setup_patched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonObject) object
    = ferry_migration_service_change_finish (FERRY_MIGRATION_SERVICE (source), result, &error);

  if (object == NULL)
    g_task_return_error (task, error);
  else
    return_setup (task, object);
}

/* What the setup says can't show whether the connection string was taken: only the same set-up is sent again.
 */
static FerryChangeDecision
decide_setup (JsonObject *fresh, gpointer user_data)
{
  FerrySetup *existing = user_data;
  g_autoptr (FerrySetup) now = ferry_setup_new_from_json (fresh, NULL);

  if (now == NULL)
    return FERRY_CHANGE_CONFLICT;
  if (g_str_equal (ferry_setup_get_product_id (now), ferry_setup_get_product_id (existing))
      && ferry_setup_get_server_type (now) == ferry_setup_get_server_type (existing)
      && g_str_equal (ferry_setup_get_runtime_name (now), ferry_setup_get_runtime_name (existing)))
    return FERRY_CHANGE_RETRY;
  return FERRY_CHANGE_CONFLICT;
}

void
ferry_migration_service_save_setup_async (FerryMigrationService *self,
                                          FerrySetup *existing,
                                          const char *product_id,
                                          FerrySqlServerType server_type,
                                          const char *connection_string,
                                          const char *runtime_name,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  JsonNode *body;

  g_return_if_fail (FERRY_IS_MIGRATION_SERVICE (self));
  g_return_if_fail (existing == NULL || FERRY_IS_SETUP (existing));
  g_return_if_fail (product_id != NULL && connection_string != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_migration_service_save_setup_async);
  body = create_body (product_id, server_type, connection_string, runtime_name, existing == NULL);
  if (existing == NULL)
    {
      FerryCall *call = ferry_call_new (FERRY_REQUEST_START, "POST", SET, NULL, NULL);

      call->body = body;
      ferry_migration_service_call_async (self, call, cancellable, on_setup_posted, g_object_ref (task));
    }
  else
    {
      FerryChange *change = g_new0 (FerryChange, 1);

      change->set = SET;
      change->id = g_strdup (ferry_setup_get_id (existing));
      change->body = body;
      change->etag = g_strdup (ferry_setup_get_etag (existing));
      change->decide = decide_setup;
      change->decide_data = g_object_ref (existing);
      change->decide_free = g_object_unref;
      change->conflict
        = g_strdup (_ ("Somebody else changed the set-up meanwhile, and yours wasn’t saved. Look at what "
                       "it says now and decide again."));
      change->missing = g_strdup (_ ("The set-up isn’t there any more. Begin again."));
      ferry_migration_service_change_async (self, change, cancellable, on_setup_patched, g_object_ref (task));
    }
}

FerrySetup *
ferry_migration_service_save_setup_finish (FerryMigrationService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Its actions ---- */

static FerryCall *
create_action (FerrySetup *setup, const char *name)
{
  FerryCall *call = ferry_call_new (FERRY_REQUEST_START, "POST", SET, ferry_setup_get_id (setup), name);

  call->missing = g_strdup (_ ("The set-up isn’t there any more. Begin again."));
  return call;
}

void
ferry_migration_service_verify_runtime_async (FerryMigrationService *self,
                                              FerrySetup *setup,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data)
{
  g_return_if_fail (FERRY_IS_MIGRATION_SERVICE (self));
  g_return_if_fail (FERRY_IS_SETUP (setup));

  ferry_migration_service_act_async (self, create_action (setup, "installedIntegrationRuntime"), cancellable,
                                     callback, user_data);
}

gboolean
ferry_migration_service_verify_runtime_finish (FerryMigrationService *self,
                                               GAsyncResult *result,
                                               GError **error)
{
  return ferry_migration_service_act_finish (self, result, error);
}

void
ferry_migration_service_complete_setup_async (FerryMigrationService *self,
                                              FerrySetup *setup,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data)
{
  g_return_if_fail (FERRY_IS_MIGRATION_SERVICE (self));
  g_return_if_fail (FERRY_IS_SETUP (setup));

  ferry_migration_service_act_async (self, create_action (setup, "completeSetup"), cancellable, callback,
                                     user_data);
}

gboolean
ferry_migration_service_complete_setup_finish (FerryMigrationService *self,
                                               GAsyncResult *result,
                                               GError **error)
{
  return ferry_migration_service_act_finish (self, result, error);
}
