/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-performance-private.h"

#include <glib/gi18n-lib.h>

static void
on_started (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gboolean done = ferry_migration_service_start_finish (FERRY_MIGRATION_SERVICE (object), result, &error);

  ferry_performance_take_answer (task, done, error);
}

static void
on_managed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gboolean done
    = ferry_migration_service_manage_finish (FERRY_MIGRATION_SERVICE (object), result, NULL, &error);

  ferry_performance_take_answer (task, done, error);
}

static void
on_ordered (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryPerformance *performance = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean done = ferry_migration_service_order_finish (FERRY_MIGRATION_SERVICE (object), result,
                                                        &performance->answer, &error);

  ferry_performance_take_answer (task, done, error);
}

static void
on_companies_created (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gboolean done
    = ferry_migration_service_create_companies_finish (FERRY_MIGRATION_SERVICE (object), result, &error);

  ferry_performance_take_answer (task, done, error);
}

static void
on_company_initialized (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gboolean done
    = ferry_migration_service_initialize_company_finish (FERRY_MIGRATION_SERVICE (object), result, &error);

  ferry_performance_take_answer (task, done, error);
}

static JsonNode *
make_reason (const char *reason)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (object, "reason", reason);
  json_node_set_object (node, object);
  return node;
}

static void
send_start (GTask *task, const char *name)
{
  FerryPerformance *performance = g_task_get_task_data (task);

  ferry_migration_service_start_async (performance->service, performance->run, name, performance->cancellable,
                                       on_started, g_object_ref (task));
}

/* Pausing and abandoning with their reason need the management API (api-contract §C). */
static void
send_disable (GTask *task, const char *name)
{
  FerryEnvironment *self = g_task_get_source_object (task);
  FerryPerformance *performance = g_task_get_task_data (task);

  if (self->capabilities != NULL && g_hash_table_contains (self->capabilities, name))
    ferry_migration_service_manage_async (performance->service, name, make_reason (performance->argument),
                                          performance->cancellable, on_managed, g_object_ref (task));
  else
    send_start (task, "disableReplication");
}

static void
send_order (GTask *task)
{
  FerryPerformance *performance = g_task_get_task_data (task);
  FerryOrder *order = performance->order;
  g_autofree char *missing = NULL;
  JsonNode *arguments = NULL;

  if (order->arguments != NULL)
    arguments = json_node_init_object (json_node_alloc (), order->arguments);
  if (*order->subject != '\0')
    /* Translators: what an action is done to, such as a table */
    missing = g_strdup_printf (_ ("“%s” isn’t there any more. Refresh the list."), order->subject);
  ferry_migration_service_order_async (performance->service, order->set, order->id, order->name, arguments,
                                       missing, performance->cancellable, on_ordered, g_object_ref (task));
}

void
ferry_performance_send (GTask *task)
{
  FerryEnvironment *self = g_task_get_source_object (task);
  FerryPerformance *performance = g_task_get_task_data (task);

  if (performance->order != NULL)
    {
      send_order (task);
      return;
    }
  if (ferry_performance_starts_run (performance))
    {
      g_free (self->started_after);
      self->started_after = g_strdup (performance->before != NULL ? performance->before : "");
    }
  switch ((int) performance->action)
    {
    case FERRY_ACTION_RUN_REPLICATION:
      send_start (task, "runReplication");
      break;
    case FERRY_ACTION_RUN_DIAGNOSTIC:
      ferry_migration_service_manage_async (performance->service, "runDiagnostic", NULL,
                                            performance->cancellable, on_managed, g_object_ref (task));
      break;
    case FERRY_ACTION_RUN_UPGRADE:
      ferry_environment_begin_upgrade (self, performance->before, performance->intent);
      send_start (task, "runDataUpgrade");
      break;
    case FERRY_ACTION_COMPLETE:
      send_start (task, "completeCloudMigration");
      break;
    case FERRY_ACTION_PAUSE:
      send_disable (task, "pauseMigration");
      break;
    case FERRY_ACTION_ABANDON:
      send_disable (task, "abandonMigration");
      break;
    case FERRY_ACTION_RESET_CLOUD_DATA:
      send_start (task, "resetCloudData");
      break;
    case FERRY_ACTION_CREATE_COMPANIES:
      ferry_migration_service_create_companies_async (performance->service, performance->cancellable,
                                                      on_companies_created, g_object_ref (task));
      break;
    case FERRY_ACTION_INITIALIZE_COMPANY:
      ferry_migration_service_initialize_company_async (performance->service, performance->company,
                                                        performance->cancellable, on_company_initialized,
                                                        g_object_ref (task));
      break;
    default:
      g_assert_not_reached ();
    }
}
