/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-migration-service-private.h"

#include "ferry-error.h"
#include "ferry-json.h"

#include <glib/gi18n-lib.h>

#include <glib/gi18n-lib.h>

/*
 * Changing an entity: PATCH or DELETE with If-Match. Where the ETag is stale, or the answer got lost, the
 * entity is read again and what it says now decides; it is sent a second time at most (api-contract §0).
 */

typedef struct
{
  FerryChange *change;
  char *etag;     /* for the next attempt */
  guint attempts; /* how often it was sent */
  GError *cause;  /* why the entity is read again */
} Progress;

static void send_change (GTask *task);

void
ferry_change_free (FerryChange *self)
{
  g_free (self->id);
  g_clear_pointer (&self->body, json_node_unref);
  g_free (self->etag);
  if (self->decide_free != NULL)
    self->decide_free (self->decide_data);
  g_free (self->conflict);
  g_free (self->missing);
  g_free (self);
}

static void
progress_free (Progress *self)
{
  ferry_change_free (self->change);
  g_free (self->etag);
  g_clear_error (&self->cause);
  g_free (self);
}

static void
return_conflict (GTask *task, const char *message)
{
  g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_CHANGED, "%s", message);
}

/* Also the way to find out what the entity became where the answer to a PATCH was empty. */
static void
on_read_again (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Progress *progress = g_task_get_task_data (task);
  FerryChange *change = progress->change;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node
    = ferry_migration_service_call_finish (FERRY_MIGRATION_SERVICE (source), result, &error);
  JsonObject *fresh = NULL;

  if (error == NULL)
    fresh = ferry_json_get_object (node, change->set, &error);
  if (fresh == NULL)
    {
      if (change->body == NULL && g_error_matches (error, FERRY_ERROR, FERRY_ERROR_NOT_FOUND))
        g_task_return_pointer (task, NULL, NULL);
      else if (progress->cause == NULL || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_NOT_FOUND)
               || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_NOT_OFFERED)
               || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_task_return_error (task, g_steal_pointer (&error));
      else if (ferry_error_is_in_doubt (progress->cause))
        g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_AMBIGUOUS,
                                 /* Translators: %s is a sentence about what went wrong */
                                 _ ("It isn’t known whether the change was made. %s Look at the current "
                                    "state before you make it again."),
                                 progress->cause->message);
      else
        g_task_return_error (task, g_steal_pointer (&progress->cause));
      return;
    }
  if (progress->cause == NULL)
    {
      g_task_return_pointer (task, json_object_ref (fresh), (GDestroyNotify) json_object_unref);
      return;
    }

  switch (change->decide (fresh, change->decide_data))
    {
    case FERRY_CHANGE_DONE:
      g_task_return_pointer (task, json_object_ref (fresh), (GDestroyNotify) json_object_unref);
      break;
    case FERRY_CHANGE_RETRY:
      if (progress->attempts >= 2)
        {
          if (g_error_matches (progress->cause, FERRY_ERROR, FERRY_ERROR_CHANGED))
            return_conflict (task, change->conflict);
          else
            g_task_return_error (task, g_steal_pointer (&progress->cause));
          break;
        }
      g_free (progress->etag);
      progress->etag
        = g_strdup (ferry_json_get_optional_string (fresh, "@odata.etag", change->set, change->etag, NULL));
      send_change (task);
      break;
    case FERRY_CHANGE_CONFLICT:
    default:
      return_conflict (task, change->conflict);
    }
}

static void
read_again (GTask *task)
{
  FerryMigrationService *self = g_task_get_source_object (task);
  Progress *progress = g_task_get_task_data (task);
  FerryCall *call
    = ferry_call_new (FERRY_REQUEST_READ, "GET", progress->change->set, progress->change->id, NULL);

  call->management = progress->change->management;
  call->missing = g_strdup (progress->change->missing);
  ferry_migration_service_call_async (self, call, g_task_get_cancellable (task), on_read_again,
                                      g_object_ref (task));
}

/* Whether the entity as it is now tells more: it isn't known to be refused. An answer that can't be read may have been a
 * yes. */
static gboolean
is_in_doubt (const GError *error)
{
  return g_error_matches (error, FERRY_ERROR, FERRY_ERROR_CHANGED)
         || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL)
         || (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_SERVER)
             && ferry_error_get_odata_code (error) == NULL)
         || ferry_error_is_transient (error);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Progress *progress = g_task_get_task_data (task);
  FerryChange *change = progress->change;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node
    = ferry_migration_service_call_finish (FERRY_MIGRATION_SERVICE (source), result, &error);

  g_clear_error (&progress->cause);
  if (error == NULL)
    {
      if (change->body == NULL)
        g_task_return_pointer (task, NULL, NULL);
      else if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
        g_task_return_pointer (task, json_node_dup_object (node), (GDestroyNotify) json_object_unref);
      else
        read_again (task);
      return;
    }
  /* What is to go and isn't there has gone. */
  if (change->body == NULL && g_error_matches (error, FERRY_ERROR, FERRY_ERROR_NOT_FOUND))
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  if (is_in_doubt (error))
    {
      progress->cause = g_steal_pointer (&error);
      read_again (task);
      return;
    }
  g_task_return_error (task, g_steal_pointer (&error));
}

static void
send_change (GTask *task)
{
  FerryMigrationService *self = g_task_get_source_object (task);
  Progress *progress = g_task_get_task_data (task);
  FerryChange *change = progress->change;
  FerryCall *call = ferry_call_new (FERRY_REQUEST_WRITE, change->body != NULL ? "PATCH" : "DELETE",
                                    change->set, change->id, NULL);

  progress->attempts++;
  call->management = change->management;
  call->if_match = g_strdup (progress->etag != NULL && *progress->etag != '\0' ? progress->etag : "*");
  call->body = change->body != NULL ? json_node_ref (change->body) : NULL;
  call->missing = g_strdup (change->missing);
  ferry_migration_service_call_async (self, call, g_task_get_cancellable (task), on_sent,
                                      g_object_ref (task));
}

void
ferry_migration_service_change_async (FerryMigrationService *self,
                                      FerryChange *change,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Progress *progress = g_new0 (Progress, 1);

  g_task_set_source_tag (task, ferry_migration_service_change_async);
  progress->change = change;
  progress->etag = g_strdup (change->etag);
  g_task_set_task_data (task, progress, (GDestroyNotify) progress_free);
  send_change (task);
}

JsonObject *
ferry_migration_service_change_finish (FerryMigrationService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
