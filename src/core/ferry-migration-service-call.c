/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-migration-service-private.h"

#include "ferry-error.h"
#include "ferry-json.h"
#include "ferry-management.h"

#include <glib/gi18n-lib.h>

#define GROUP_A "microsoft/cloudMigration/v1.0"
#define GROUP_B "ferry/cloudMigrationManagement/v1.0"

FerryCall *
ferry_call_new (FerryRequestKind kind,
                const char *method,
                const char *set,
                const char *id,
                const char *action)
{
  FerryCall *self = g_new0 (FerryCall, 1);
  g_autoptr (GString) path = g_string_new (set);

  self->kind = kind;
  self->method = method;
  self->query = g_ptr_array_new_with_free_func (g_free);
  if (id != NULL)
    {
      g_string_append_c (path, '(');
      g_string_append_uri_escaped (path, id, NULL, FALSE);
      g_string_append_c (path, ')');
    }
  if (action != NULL)
    g_string_append_printf (path, "/Microsoft.NAV.%s", action);
  self->path = g_string_free (g_steal_pointer (&path), FALSE);
  return self;
}

void
ferry_call_add_query (FerryCall *self, const char *name, const char *value)
{
  g_ptr_array_add (self->query, g_strdup (name));
  g_ptr_array_add (self->query, g_strdup (value));
}

void
ferry_call_free (FerryCall *self)
{
  g_free (self->path);
  g_ptr_array_unref (self->query);
  g_clear_pointer (&self->body, json_node_unref);
  g_free (self->if_match);
  g_free (self->missing);
  g_free (self);
}

gboolean
ferry_migration_service_is_connected (FerryMigrationService *self)
{
  return self->company_id != NULL && !self->company_doubtful;
}

FerryRequest *
ferry_migration_service_create_request (FerryMigrationService *self, FerryCall *call)
{
  g_autofree char *company = g_uri_escape_string (self->company_id, NULL, FALSE);
  g_autofree char *path
    = g_strdup_printf ("%s/companies(%s)/%s", call->management ? GROUP_B : GROUP_A, company, call->path);
  FerryRequest *request = ferry_request_new (call->kind, call->method, path);

  for (guint i = 0; i + 1 < call->query->len; i += 2)
    ferry_request_add_query (request, g_ptr_array_index (call->query, i),
                             g_ptr_array_index (call->query, i + 1));
  if (call->if_match != NULL)
    ferry_request_set_if_match (request, call->if_match);
  if (call->body != NULL)
    ferry_request_set_body (request, json_node_ref (call->body));
  return request;
}

/* A 404 of the management API: there is none, or not this part of it. */
static gboolean
is_not_offered (FerryMigrationService *self, FerryCall *call, const GError *error)
{
  return call->management
         && (self->management != FERRY_OFFER_YES
             || g_strcmp0 (ferry_error_get_odata_code (error), "BadRequest_NotFound") == 0);
}

void
ferry_migration_service_explain (FerryMigrationService *self, FerryCall *call, GError **error)
{
  if (!g_error_matches (*error, FERRY_ERROR, FERRY_ERROR_NOT_FOUND))
    return;
  if (is_not_offered (self, call, *error))
    {
      if (self->management != FERRY_OFFER_YES)
        self->management = FERRY_OFFER_NO;
      g_clear_error (error);
      g_set_error (
        error, FERRY_ERROR, FERRY_ERROR_NOT_OFFERED,
        _ ("The environment “%s” has no management interface for this. Use Business Central’s own page."),
        self->environment);
      return;
    }
  /* It may be the company that is gone: the next call looks for one anew. */
  self->company_doubtful = TRUE;
  if (call->missing != NULL)
    {
      const char *told = ferry_error_get_service_message (*error);
      g_autofree char *message = NULL;

      /* The general sentence speaks of the address, which is right here. */
      if (told != NULL && *told != '\0')
        /* Translators: what isn’t there any more, as a sentence; the service's own words */
        message = g_strdup_printf (_ ("%1$s The service says: “%2$s”"), call->missing, told);
      else
        message = g_strdup (call->missing);
      g_free ((*error)->message);
      (*error)->message = g_steal_pointer (&message);
    }
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryMigrationService *self = g_task_get_source_object (task);
  FerryCall *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  JsonNode *answer = ferry_session_send_finish (FERRY_SESSION (source), result, &error);

  if (error != NULL)
    {
      ferry_migration_service_explain (self, call, &error);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (call->management)
    self->management = FERRY_OFFER_YES;
  g_task_return_pointer (task, answer, (GDestroyNotify) json_node_unref);
}

static void
send_call (GTask *task)
{
  FerryMigrationService *self = g_task_get_source_object (task);
  g_autoptr (FerryRequest) request
    = ferry_migration_service_create_request (self, g_task_get_task_data (task));

  ferry_session_send_async (self->session, request, g_task_get_cancellable (task), on_answered,
                            g_object_ref (task));
}

static void
on_connected_to_send (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!ferry_migration_service_connect_finish (FERRY_MIGRATION_SERVICE (source), result, &error))
    g_task_return_error (task, error);
  else
    send_call (task);
}

void
ferry_migration_service_call_async (FerryMigrationService *self,
                                    FerryCall *call,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ferry_migration_service_call_async);
  g_task_set_task_data (task, call, (GDestroyNotify) ferry_call_free);
  if (ferry_migration_service_is_connected (self))
    send_call (task);
  else
    ferry_migration_service_connect_async (self, cancellable, on_connected_to_send, g_object_ref (task));
}

JsonNode *
ferry_migration_service_call_finish (FerryMigrationService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Collections ---- */

typedef struct
{
  FerryCall *call;
  FerryEntityReader reader; /* NULL where @type is read */
  GType type;
} Listing;

static void
listing_free (Listing *self)
{
  ferry_call_free (self->call);
  g_free (self);
}

/* So many entities are read well within a frame, without a thread. */
#define FEW_ENTITIES 500

static GPtrArray *
read_entities (GPtrArray *entities, const Listing *listing, GError **error)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < entities->len; i++)
    {
      JsonObject *entity = g_ptr_array_index (entities, i);
      gpointer object = listing->reader != NULL ? listing->reader (entity, error)
                                                : ferry_record_new_from_json (listing->type, entity, error);

      if (object == NULL)
        return NULL;
      g_ptr_array_add (objects, object);
    }
  return g_steal_pointer (&objects);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *objects = read_entities (data, g_object_get_data (G_OBJECT (task), "ferry-listing"), &error);

  if (objects == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, objects, (GDestroyNotify) g_ptr_array_unref);
}

static void
on_entities_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *objects = g_task_propagate_pointer (G_TASK (result), &error);

  if (objects == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, objects, (GDestroyNotify) g_ptr_array_unref);
}

static void
on_collected (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryMigrationService *self = g_task_get_source_object (task);
  Listing *listing = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entities = ferry_session_collect_finish (FERRY_SESSION (source), result, &error);
  GPtrArray *objects;

  if (entities == NULL)
    {
      ferry_migration_service_explain (self, listing->call, &error);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (listing->call->management)
    self->management = FERRY_OFFER_YES;
  /* Readers of other classes than records may belong to the main thread. */
  if (listing->reader == NULL && entities->len > FEW_ENTITIES)
    {
      g_autoptr (GTask) reading
        = g_task_new (self, g_task_get_cancellable (task), on_entities_read, g_object_ref (task));

      g_task_set_source_tag (reading, on_collected);
      /* @task, which has the listing, lives until this one has returned. */
      g_object_set_data (G_OBJECT (reading), "ferry-listing", listing);
      g_task_set_task_data (reading, g_steal_pointer (&entities), (GDestroyNotify) g_ptr_array_unref);
      g_task_run_in_thread (reading, read_in_thread);
      return;
    }
  objects = read_entities (entities, listing, &error);
  if (objects == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, objects, (GDestroyNotify) g_ptr_array_unref);
}

static void
collect (GTask *task)
{
  FerryMigrationService *self = g_task_get_source_object (task);
  Listing *listing = g_task_get_task_data (task);
  g_autoptr (FerryRequest) request = ferry_migration_service_create_request (self, listing->call);

  ferry_session_collect_async (self->session, request, g_task_get_cancellable (task), on_collected,
                               g_object_ref (task));
}

static void
on_connected_to_collect (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!ferry_migration_service_connect_finish (FERRY_MIGRATION_SERVICE (source), result, &error))
    g_task_return_error (task, error);
  else
    collect (task);
}

static void
list (FerryMigrationService *self,
      Listing *listing,
      GCancellable *cancellable,
      GAsyncReadyCallback callback,
      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, list);
  g_task_set_task_data (task, listing, (GDestroyNotify) listing_free);
  if (ferry_migration_service_is_connected (self))
    collect (task);
  else
    ferry_migration_service_connect_async (self, cancellable, on_connected_to_collect, g_object_ref (task));
}

void
ferry_migration_service_list_async (FerryMigrationService *self,
                                    FerryCall *call,
                                    FerryEntityReader reader,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  Listing *listing = g_new0 (Listing, 1);

  listing->call = call;
  listing->reader = reader;
  list (self, listing, cancellable, callback, user_data);
}

void
ferry_migration_service_list_records_async (FerryMigrationService *self,
                                            GType type,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  g_autoptr (FerryRecordClass) klass = NULL;
  Listing *listing;

  g_return_if_fail (FERRY_IS_MIGRATION_SERVICE (self));
  g_return_if_fail (g_type_is_a (type, FERRY_TYPE_RECORD));

  klass = g_type_class_ref (type);
  listing = g_new0 (Listing, 1);
  listing->call = ferry_call_new (FERRY_REQUEST_READ, "GET", klass->set, NULL, NULL);
  listing->call->management = TRUE;
  listing->type = type;
  list (self, listing, cancellable, callback, user_data);
}

GPtrArray *
ferry_migration_service_list_records_finish (FerryMigrationService *self,
                                             GAsyncResult *result,
                                             GError **error)
{
  return ferry_migration_service_list_finish (self, result, error);
}

GPtrArray *
ferry_migration_service_list_finish (FerryMigrationService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Actions ---- */

static void
on_acted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonNode) answer
    = ferry_migration_service_call_finish (FERRY_MIGRATION_SERVICE (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
ferry_migration_service_act_async (FerryMigrationService *self,
                                   FerryCall *call,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ferry_migration_service_act_async);
  ferry_migration_service_call_async (self, call, cancellable, on_acted, g_object_ref (task));
}

gboolean
ferry_migration_service_act_finish (FerryMigrationService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
