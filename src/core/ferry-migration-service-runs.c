/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-migration-service-private.h"

#include "ferry-error.h"
#include "ferry-odata.h"

#include <glib/gi18n-lib.h>

#define SET "cloudMigrationStatus"

void
ferry_migration_service_list_runs_async (FerryMigrationService *self,
                                         guint top,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  FerryCall *call;

  g_return_if_fail (FERRY_IS_MIGRATION_SERVICE (self));

  call = ferry_call_new (FERRY_REQUEST_READ, "GET", SET, NULL, NULL);
  ferry_call_add_query (call, "$orderby", "startTime desc");
  if (top > 0)
    {
      g_autofree char *number = g_strdup_printf ("%u", top);

      ferry_call_add_query (call, "$top", number);
    }
  ferry_migration_service_list_async (self, call, (FerryEntityReader) ferry_run_new_from_json, cancellable,
                                      callback, user_data);
}

GPtrArray *
ferry_migration_service_list_runs_finish (FerryMigrationService *self, GAsyncResult *result, GError **error)
{
  return ferry_migration_service_list_finish (self, result, error);
}

/* ---- Starting ---- */

void
ferry_migration_service_start_async (FerryMigrationService *self,
                                     FerryRun *run,
                                     const char *name,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  static const char *const names[] = { "runReplication",
                                       "runDataUpgrade",
                                       "refreshStatus",
                                       "resetCloudData",
                                       "completeCloudMigration",
                                       "disableReplication",
                                       NULL };
  FerryCall *call;

  g_return_if_fail (FERRY_IS_MIGRATION_SERVICE (self));
  g_return_if_fail (FERRY_IS_RUN (run));
  g_return_if_fail (name != NULL && g_strv_contains (names, name));

  call = ferry_call_new (FERRY_REQUEST_START, "POST", SET, ferry_run_get_id (run), name);
  call->missing = g_strdup (_ ("The last run isn’t in the log any more. Refresh the log and try again."));
  ferry_migration_service_act_async (self, call, cancellable, callback, user_data);
}

gboolean
ferry_migration_service_start_finish (FerryMigrationService *self, GAsyncResult *result, GError **error)
{
  return ferry_migration_service_act_finish (self, result, error);
}

/* ---- Details ---- */

typedef struct
{
  FerryRun *run;
  FerryDetailList *list;
  FerryCall *call;
  gboolean published; /* the management API turned out not to have them */
} Load;

static void stream_details (GTask *task);

static void
load_free (Load *self)
{
  g_object_unref (self->run);
  g_object_unref (self->list);
  g_clear_pointer (&self->call, ferry_call_free);
  g_free (self);
}

/* Without §B there are neither times nor codes. */
static FerryCall *
create_published_call (FerryRun *run)
{
  FerryCall *call = ferry_call_new (FERRY_REQUEST_READ, "GET", SET, ferry_run_get_id (run), NULL);
  char *path = g_strconcat (call->path, "/cloudMigrationStatusDetails", NULL);

  g_free (call->path);
  call->path = path;
  ferry_call_add_query (call, "$select", "id,companyName,tableName,status,recordsCopied,totalRecords,errors");
  call->missing = g_strdup (_ ("The run isn’t in the log any more. Refresh the log."));
  return call;
}

static FerryCall *
create_management_call (FerryRun *run)
{
  FerryCall *call = ferry_call_new (FERRY_REQUEST_READ, "GET", "runDetails", NULL, NULL);
  const char *run_id = ferry_run_get_run_id (run);
  /* A GUID is a literal of its own in a filter. */
  g_autofree char *id = g_uuid_string_is_valid (run_id) ? g_strdup (run_id) : ferry_odata_quote (run_id);
  g_autofree char *filter = g_strconcat ("runId eq ", id, NULL);

  call->management = TRUE;
  ferry_call_add_query (call, "$filter", filter);
  ferry_call_add_query (
    call, "$select",
    "id,companyName,tableName,status,recordsCopied,totalRecords,errors,startTime,endTime,errorCode,blocked");
  return call;
}

static void
on_streamed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryMigrationService *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gboolean done = ferry_session_stream_finish (FERRY_SESSION (source), result, &error);

  ferry_detail_list_end_load (load->list, done);
  if (done)
    {
      if (load->call->management)
        self->management = FERRY_OFFER_YES;
      g_task_return_boolean (task, TRUE);
      return;
    }
  ferry_migration_service_explain (self, load->call, &error);
  if (load->call->management && g_error_matches (error, FERRY_ERROR, FERRY_ERROR_NOT_OFFERED))
    {
      load->published = TRUE;
      stream_details (task);
    }
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
stream_details (GTask *task)
{
  FerryMigrationService *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);
  g_autoptr (FerryRequest) request = NULL;

  g_clear_pointer (&load->call, ferry_call_free);
  if (load->published || self->management == FERRY_OFFER_NO || *ferry_run_get_run_id (load->run) == '\0')
    load->call = create_published_call (load->run);
  else
    load->call = create_management_call (load->run);
  request = ferry_migration_service_create_request (self, load->call);
  ferry_detail_list_begin_load (load->list);
  ferry_session_stream_async (self->session, request, ferry_detail_list_parse_page, load->list,
                              g_task_get_cancellable (task), on_streamed, g_object_ref (task));
}

static void
on_connected_to_stream (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!ferry_migration_service_connect_finish (FERRY_MIGRATION_SERVICE (source), result, &error))
    g_task_return_error (task, error);
  else
    stream_details (task);
}

void
ferry_migration_service_load_details_async (FerryMigrationService *self,
                                            FerryRun *run,
                                            FerryDetailList *list,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Load *load;

  g_return_if_fail (FERRY_IS_MIGRATION_SERVICE (self));
  g_return_if_fail (FERRY_IS_RUN (run));
  g_return_if_fail (FERRY_IS_DETAIL_LIST (list));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_migration_service_load_details_async);
  load = g_new0 (Load, 1);
  load->run = g_object_ref (run);
  load->list = g_object_ref (list);
  g_task_set_task_data (task, load, (GDestroyNotify) load_free);
  if (ferry_migration_service_is_connected (self))
    stream_details (task);
  else
    ferry_migration_service_connect_async (self, cancellable, on_connected_to_stream, g_object_ref (task));
}

gboolean
ferry_migration_service_load_details_finish (FerryMigrationService *self,
                                             GAsyncResult *result,
                                             GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
