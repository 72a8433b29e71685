/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-performance-private.h"

#include "ferry-error.h"

#include <glib/gi18n-lib.h>

/* When the service last did what its state keeps a time of. */
gint64
ferry_performance_get_mark (FerryEnvironment *self, FerryAction action)
{
  const FerryMigrationState *state = ferry_environment_get_state (self);

  switch ((int) action)
    {
    case FERRY_ACTION_USER_MAPPINGS:
      return state->user_mapping_completed_at;
    case FERRY_ACTION_MIGRATE_RECORD_LINKS:
      return state->record_links_migrated_at;
    default:
      return 0;
    }
}

static void
performance_free (FerryPerformance *self)
{
  g_free (self->key);
  g_free (self->argument);
  g_free (self->subject);
  g_free (self->before);
  g_clear_object (&self->run);
  g_clear_object (&self->company);
  g_clear_pointer (&self->order, ferry_order_free);
  g_clear_pointer (&self->answer, json_node_unref);
  g_clear_object (&self->service);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->ambiguous);
  g_free (self);
}

gboolean
ferry_performance_starts_run (const FerryPerformance *performance)
{
  return performance->action == FERRY_ACTION_RUN_REPLICATION
         || performance->action == FERRY_ACTION_RUN_DIAGNOSTIC;
}

static void
on_intended (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryEnvironment *self = FERRY_ENVIRONMENT (object);
  FerryPerformance *performance = g_task_get_task_data (task);
  GError *error = NULL;

  performance->intent = ferry_environment_intend_finish (self, result, &error);
  if (error != NULL)
    {
      ferry_performance_fail (task, error);
      return;
    }
  if (g_cancellable_set_error_if_cancelled (performance->cancellable, &error))
    {
      ferry_performance_conclude (task, FERRY_OUTCOME_REFUSED, error);
      ferry_performance_fail (task, error);
      return;
    }
  ferry_performance_send (task);
}

/* Pausing and abandoning by the published interface. */
static gboolean
disables (FerryEnvironment *self, FerryAction action)
{
  return (action == FERRY_ACTION_PAUSE || action == FERRY_ACTION_ABANDON)
         && (self->capabilities == NULL
             || !g_hash_table_contains (self->capabilities, ferry_action_get_capability (action)));
}

/* What the service does without asking whether it may (api-contract §A). */
static gboolean
is_unguarded (FerryEnvironment *self, FerryAction action)
{
  return action == FERRY_ACTION_COMPLETE || disables (self, action);
}

static gboolean
needs_run (FerryEnvironment *self, FerryAction action)
{
  if (action == FERRY_ACTION_RUN_DIAGNOSTIC || action == FERRY_ACTION_CREATE_COMPANIES
      || action == FERRY_ACTION_INITIALIZE_COMPANY)
    return FALSE;
  return disables (self, action) || (action != FERRY_ACTION_PAUSE && action != FERRY_ACTION_ABANDON);
}

static gboolean
can_perform (FerryAction action)
{
  switch ((int) action)
    {
    case FERRY_ACTION_RUN_REPLICATION:
    case FERRY_ACTION_RUN_DIAGNOSTIC:
    case FERRY_ACTION_RUN_UPGRADE:
    case FERRY_ACTION_REFRESH:
    case FERRY_ACTION_COMPLETE:
    case FERRY_ACTION_PAUSE:
    case FERRY_ACTION_ABANDON:
    case FERRY_ACTION_RESET_CLOUD_DATA:
    case FERRY_ACTION_CREATE_COMPANIES:
    case FERRY_ACTION_INITIALIZE_COMPANY:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
check_allowed (FerryEnvironment *self, FerryAction action, const char *key, GError **error)
{
  g_autofree char *reason = NULL;

  if (!ferry_environment_check_open (self, error))
    return FALSE;
  if (!ferry_environment_check_action (self, action, &reason))
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_RULE, reason);
      return FALSE;
    }
  /* Two at once would each be allowed by a state that has seen neither. */
  if (g_hash_table_contains (self->performing, key))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_RULE,
                   _ ("Another action is under way. Wait until it is done."));
      return FALSE;
    }
  return TRUE;
}

static FerryPerformance *
performance_new (FerryEnvironment *self, FerryAction action, const char *key)
{
  FerryPerformance *performance = g_new0 (FerryPerformance, 1);

  performance->key = g_strdup (key);
  performance->action = action;
  performance->nick = ferry_action_to_nick (action);
  performance->before = g_strdup (ferry_environment_get_newest_run_id (self));
  performance->mark = ferry_performance_get_mark (self, action);
  performance->service = g_object_ref (self->service);
  return performance;
}

static FerryPerformance *
prepare (FerryEnvironment *self, FerryAction action, const char *subject, GError **error)
{
  FerryPerformance *performance;
  g_autoptr (FerryRun) run = ferry_environment_get_newest_run (self);
  FerryCompany *company = NULL;
  const char *key = action == FERRY_ACTION_INITIALIZE_COMPANY && subject != NULL ? subject : "";

  if (!check_allowed (self, action, key, error))
    return NULL;
  if (run == NULL && needs_run (self, action))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_RULE,
                   _ ("“%s” needs an entry in the migration log, and there is none yet. Complete the set-up, "
                      "or refresh."),
                   ferry_action_get_label (action));
      return NULL;
    }
  if (action == FERRY_ACTION_INITIALIZE_COMPANY
      && (company = ferry_environment_find_company (self, subject)) == NULL)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_NOT_FOUND,
                   _ ("The company to initialize isn’t in the list any more. Refresh and choose it again."));
      return NULL;
    }
  performance = performance_new (self, action, key);
  performance->argument = g_strdup (subject != NULL ? subject : "");
  performance->subject
    = g_strdup (company != NULL ? ferry_company_get_name (company) : performance->argument);
  performance->run = g_steal_pointer (&run);
  performance->company = company != NULL ? g_object_ref (company) : NULL;
  return performance;
}

static void
on_refreshed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ferry_environment_refresh_finish (FERRY_ENVIRONMENT (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
intend (GTask *task)
{
  FerryPerformance *performance = g_task_get_task_data (task);

  ferry_environment_intend_async (g_task_get_source_object (task), performance->nick, performance->subject,
                                  performance->cancellable, on_intended, g_object_ref (task));
}

static void
on_looked (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryEnvironment *self = FERRY_ENVIRONMENT (object);
  FerryPerformance *performance = g_task_get_task_data (task);
  g_autofree char *reason = NULL;
  GError *error = NULL;

  if (!ferry_environment_read_finish (self, result, &error))
    {
      ferry_performance_fail (task, error);
      return;
    }
  if (!ferry_environment_check_action (self, performance->action, &reason))
    {
      ferry_performance_fail (task, g_error_new_literal (FERRY_ERROR, FERRY_ERROR_RULE, reason));
      return;
    }
  g_clear_object (&performance->run);
  performance->run = ferry_environment_get_newest_run (self);
  g_free (performance->before);
  performance->before = g_strdup (ferry_environment_get_newest_run_id (self));
  intend (task);
}

static void
begin (GTask *task, GCancellable *cancellable)
{
  FerryEnvironment *self = g_task_get_source_object (task);
  FerryPerformance *performance = g_task_get_task_data (task);

  performance->cancellable = ferry_environment_link_cancellable (self, cancellable);
  if (performance->action == FERRY_ACTION_REFRESH)
    {
      ferry_environment_refresh_async (self, performance->cancellable, on_refreshed, g_object_ref (task));
      return;
    }
  g_hash_table_add (self->performing, g_strdup (performance->key));
  ferry_environment_begin_work (self);
  /* What was allowed when it was last read may not be any more, and only this client would see that. */
  if (is_unguarded (self, performance->action))
    ferry_environment_read_async (self, on_looked, g_object_ref (task));
  else
    intend (task);
}

void
ferry_environment_perform_async (FerryEnvironment *self,
                                 FerryAction action,
                                 const char *subject,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  FerryPerformance *performance;
  GError *error = NULL;

  g_return_if_fail (FERRY_IS_ENVIRONMENT (self));
  g_return_if_fail (can_perform (action));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_environment_perform_async);
  /* What was done is told, even where nobody wants to wait for it any more. */
  g_task_set_check_cancellable (task, FALSE);
  if ((performance = prepare (self, action, subject, &error)) == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, performance, (GDestroyNotify) performance_free);
  begin (task, cancellable);
}

gboolean
ferry_environment_perform_finish (FerryEnvironment *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
ferry_environment_order_async (FerryEnvironment *self,
                               FerryOrder *order,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (FerryOrder) owned = order;
  g_autoptr (GTask) task = NULL;
  FerryPerformance *performance;
  GError *error = NULL;
  const char *key;

  g_return_if_fail (FERRY_IS_ENVIRONMENT (self));
  g_return_if_fail (order != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_environment_order_async);
  g_task_set_check_cancellable (task, FALSE);
  key = order->id != NULL ? order->id : order->name;
  if (!check_allowed (self, order->action, key, &error)
      || !ferry_environment_check_offer (self, order->name, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  performance = performance_new (self, order->action, key);
  performance->subject = g_strdup (order->subject);
  performance->order = g_steal_pointer (&owned);
  g_task_set_task_data (task, performance, (GDestroyNotify) performance_free);
  begin (task, cancellable);
}

gboolean
ferry_environment_order_finish (FerryEnvironment *self,
                                GAsyncResult *result,
                                JsonNode **answer,
                                GError **error)
{
  gboolean done;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (answer != NULL)
    *answer = NULL;
  done = g_task_propagate_boolean (G_TASK (result), error);
  if (done && answer != NULL)
    {
      FerryPerformance *performance = g_task_get_task_data (G_TASK (result));

      *answer = g_steal_pointer (&performance->answer);
    }
  return done;
}
