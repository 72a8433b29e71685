/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-migration-service-private.h"

#include "ferry-error.h"
#include "ferry-odata.h"

static void
on_results (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *results = ferry_migration_service_list_finish (FERRY_MIGRATION_SERVICE (source), result, &error);

  if (results == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, results, (GDestroyNotify) g_ptr_array_unref);
}

static FerryCall *
create_call (const char *filter, gboolean management)
{
  FerryCall *call = ferry_call_new (FERRY_REQUEST_READ, "GET",
                                    management ? "runDetails" : "cloudMigrationStatusDetails", NULL, NULL);

  call->management = management;
  ferry_call_add_query (call, "$filter", filter);
  return call;
}

/* As with the details of a run, the published interface has them too, without times and codes. */
static void
on_management_results (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryMigrationService *self = FERRY_MIGRATION_SERVICE (source);
  const char *filter = g_task_get_task_data (task);
  GError *error = NULL;
  GPtrArray *results = ferry_migration_service_list_finish (self, result, &error);

  if (results != NULL)
    g_task_return_pointer (task, results, (GDestroyNotify) g_ptr_array_unref);
  else if (!g_error_matches (error, FERRY_ERROR, FERRY_ERROR_NOT_OFFERED))
    g_task_return_error (task, error);
  else
    {
      g_clear_error (&error);
      ferry_migration_service_list_async (self, create_call (filter, FALSE),
                                          (FerryEntityReader) ferry_table_result_new_from_json,
                                          g_task_get_cancellable (task), on_results, g_object_ref (task));
    }
}

void
ferry_migration_service_find_table_async (FerryMigrationService *self,
                                          const char *company,
                                          const char *table,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *quoted_company = NULL;
  g_autofree char *quoted_table = NULL;
  char *filter;

  g_return_if_fail (FERRY_IS_MIGRATION_SERVICE (self));
  g_return_if_fail (company != NULL && table != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_migration_service_find_table_async);
  quoted_company = ferry_odata_quote (company);
  quoted_table = ferry_odata_quote (table);
  filter = g_strdup_printf ("companyName eq %s and tableName eq %s", quoted_company, quoted_table);
  g_task_set_task_data (task, filter, g_free);
  if (self->management == FERRY_OFFER_NO)
    ferry_migration_service_list_async (self, create_call (filter, FALSE),
                                        (FerryEntityReader) ferry_table_result_new_from_json, cancellable,
                                        on_results, g_object_ref (task));
  else
    ferry_migration_service_list_async (self, create_call (filter, TRUE),
                                        (FerryEntityReader) ferry_table_result_new_from_json, cancellable,
                                        on_management_results, g_object_ref (task));
}

GPtrArray *
ferry_migration_service_find_table_finish (FerryMigrationService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ferry_migration_service_list_blocked_async (FerryMigrationService *self,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FERRY_IS_MIGRATION_SERVICE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_migration_service_list_blocked_async);
  ferry_migration_service_list_async (self, create_call ("blocked eq true", TRUE),
                                      (FerryEntityReader) ferry_table_result_new_from_json, cancellable,
                                      on_results, g_object_ref (task));
}

GPtrArray *
ferry_migration_service_list_blocked_finish (FerryMigrationService *self,
                                             GAsyncResult *result,
                                             GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
