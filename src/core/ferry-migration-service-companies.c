/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-migration-service-private.h"

#include "ferry-error.h"

#include <glib/gi18n-lib.h>

#define SET "cloudMigrationCompanies"

void
ferry_migration_service_list_companies_async (FerryMigrationService *self,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data)
{
  g_return_if_fail (FERRY_IS_MIGRATION_SERVICE (self));

  ferry_migration_service_list_async (self, ferry_call_new (FERRY_REQUEST_READ, "GET", SET, NULL, NULL),
                                      (FerryEntityReader) ferry_company_new_from_json, cancellable, callback,
                                      user_data);
}

GPtrArray *
ferry_migration_service_list_companies_finish (FerryMigrationService *self,
                                               GAsyncResult *result,
                                               GError **error)
{
  return ferry_migration_service_list_finish (self, result, error);
}

/* ---- Selecting ---- */

typedef struct
{
  gboolean was;
  gboolean wanted;
} Selection;

static FerryChangeDecision
decide_replicate (JsonObject *fresh, gpointer user_data)
{
  const Selection *selection = user_data;
  g_autoptr (FerryCompany) now = ferry_company_new_from_json (fresh, NULL);

  if (now == NULL)
    return FERRY_CHANGE_CONFLICT;
  if (ferry_company_get_replicate (now) == selection->wanted)
    return FERRY_CHANGE_DONE;
  return ferry_company_get_replicate (now) == selection->was ? FERRY_CHANGE_RETRY : FERRY_CHANGE_CONFLICT;
}

static void
on_replicate_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonObject) object
    = ferry_migration_service_change_finish (FERRY_MIGRATION_SERVICE (source), result, &error);
  FerryCompany *company = object != NULL ? ferry_company_new_from_json (object, &error) : NULL;

  if (company == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, company, g_object_unref);
}

void
ferry_migration_service_set_replicate_async (FerryMigrationService *self,
                                             FerryCompany *company,
                                             gboolean replicate,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  FerryChange *change;
  JsonObject *object;
  Selection *selection;

  g_return_if_fail (FERRY_IS_MIGRATION_SERVICE (self));
  g_return_if_fail (FERRY_IS_COMPANY (company));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_migration_service_set_replicate_async);

  object = json_object_new ();
  json_object_set_boolean_member (object, "replicate", replicate);
  selection = g_new0 (Selection, 1);
  selection->was = ferry_company_get_replicate (company);
  selection->wanted = replicate;
  change = g_new0 (FerryChange, 1);
  change->set = SET;
  change->id = g_strdup (ferry_company_get_id (company));
  change->body = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (change->body, object);
  change->etag = g_strdup (ferry_company_get_etag (company));
  change->decide = decide_replicate;
  change->decide_data = selection;
  change->decide_free = g_free;
  change->conflict = g_strdup_printf (
    _ ("Somebody else changed the company “%s” meanwhile. Look at what the list says now and decide again."),
    ferry_company_get_display_name (company));
  change->missing = g_strdup_printf (_ ("The company “%s” isn’t in the list any more. Refresh the list."),
                                     ferry_company_get_display_name (company));
  ferry_migration_service_change_async (self, change, cancellable, on_replicate_set, g_object_ref (task));
}

FerryCompany *
ferry_migration_service_set_replicate_finish (FerryMigrationService *self,
                                              GAsyncResult *result,
                                              GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Creating and initialising ---- */

static void
on_companies_created (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!ferry_migration_service_act_finish (FERRY_MIGRATION_SERVICE (source), result, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_any_company_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryMigrationService *self = FERRY_MIGRATION_SERVICE (source);
  GError *error = NULL;
  g_autoptr (GPtrArray) companies = ferry_migration_service_list_finish (self, result, &error);
  const char *id;

  if (companies == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (companies->len == 0)
    {
      g_task_return_new_error (
        task, FERRY_ERROR, FERRY_ERROR_REFUSED,
        _ ("The source shows no company that could be created. Check the database that the set-up "
           "is connected to."));
      return;
    }
  id = ferry_company_get_id (g_ptr_array_index (companies, 0));
  ferry_migration_service_act_async (
    self, ferry_call_new (FERRY_REQUEST_START, "POST", SET, id, "createCompaniesMarkedForReplication"),
    g_task_get_cancellable (task), on_companies_created, g_object_ref (task));
}

void
ferry_migration_service_create_companies_async (FerryMigrationService *self,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  FerryCall *call;

  g_return_if_fail (FERRY_IS_MIGRATION_SERVICE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_migration_service_create_companies_async);
  /* The action is bound to a company, but any will do. */
  call = ferry_call_new (FERRY_REQUEST_READ, "GET", SET, NULL, NULL);
  ferry_call_add_query (call, "$top", "1");
  ferry_migration_service_list_async (self, call, (FerryEntityReader) ferry_company_new_from_json,
                                      cancellable, on_any_company_found, g_object_ref (task));
}

gboolean
ferry_migration_service_create_companies_finish (FerryMigrationService *self,
                                                 GAsyncResult *result,
                                                 GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
ferry_migration_service_initialize_company_async (FerryMigrationService *self,
                                                  FerryCompany *company,
                                                  GCancellable *cancellable,
                                                  GAsyncReadyCallback callback,
                                                  gpointer user_data)
{
  FerryCall *call;

  g_return_if_fail (FERRY_IS_MIGRATION_SERVICE (self));
  g_return_if_fail (FERRY_IS_COMPANY (company));

  call
    = ferry_call_new (FERRY_REQUEST_START, "POST", SET, ferry_company_get_id (company), "initializeCompany");
  call->missing = g_strdup_printf (_ ("The company “%s” isn’t in the list any more. Refresh the list."),
                                   ferry_company_get_display_name (company));
  ferry_migration_service_act_async (self, call, cancellable, callback, user_data);
}

gboolean
ferry_migration_service_initialize_company_finish (FerryMigrationService *self,
                                                   GAsyncResult *result,
                                                   GError **error)
{
  return ferry_migration_service_act_finish (self, result, error);
}
