/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-environment-private.h"

#include "ferry-error.h"
#include "ferry-retry.h"
#include "ferry-settle.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  FerryAction action;
  const char *nick;
  char *key;
  char *argument; /* the reason; it may be empty */
  char *subject;  /* as the journal has it */
  char *before;
  FerryRun *run;         /* (nullable) */
  FerryCompany *company; /* (nullable) */
  FerryOrder *order;     /* (nullable): what the management API does; it says the rest */
  JsonNode *answer;      /* (nullable): of the order; it may hold a secret */
  FerryMigrationService *service;
  GCancellable *cancellable;
  gint64 intent;
  GError *ambiguous;
  guint looks;
  gint64
    mark; /* µs UTC: when the service last did the same, as known before; 0: never, or it tells no time */
} Performance;

/* When the service last did what its state keeps a time of. */
static gint64
get_mark (FerryEnvironment *self, FerryAction action)
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
performance_free (Performance *self)
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

static gboolean
starts_run (const Performance *performance)
{
  return performance->action == FERRY_ACTION_RUN_REPLICATION
         || performance->action == FERRY_ACTION_RUN_DIAGNOSTIC;
}

static gboolean
is_upgrade (const Performance *performance)
{
  return performance->action == FERRY_ACTION_RUN_UPGRADE;
}

/* ---- The end ---- */

static void
end_work (GTask *task)
{
  FerryEnvironment *self = g_task_get_source_object (task);
  Performance *performance = g_task_get_task_data (task);

  g_hash_table_remove (self->performing, performance->key);
  ferry_environment_end_work (self);
}

static void
on_state_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryEnvironment *self = FERRY_ENVIRONMENT (object);

  /* The action is done; what can't be read of it now is read when the environment answers again. */
  ferry_environment_read_finish (self, result, NULL);
  end_work (task);
  g_task_return_boolean (task, TRUE);
}

static void
succeed (GTask *task)
{
  Performance *performance = g_task_get_task_data (task);

  if (performance->order != NULL && performance->order->keeps_state)
    {
      end_work (task);
      g_task_return_boolean (task, TRUE);
      return;
    }
  ferry_environment_read_async (g_task_get_source_object (task), on_state_read, g_object_ref (task));
}

static void
fail (GTask *task, GError *error)
{
  end_work (task);
  g_task_return_error (task, error);
}

static void
conclude (GTask *task, FerryOutcome outcome, const GError *error)
{
  FerryEnvironment *self = g_task_get_source_object (task);
  Performance *performance = g_task_get_task_data (task);

  if (is_upgrade (performance))
    {
      self->upgrade.sending = FALSE;
      self->upgrade.intent = 0;
      if (outcome == FERRY_OUTCOME_REFUSED)
        ferry_environment_forget_upgrade (self, NULL);
      else
        ferry_environment_save_upgrade (self);
    }
  if (starts_run (performance)
      && (outcome == FERRY_OUTCOME_REFUSED || outcome == FERRY_OUTCOME_SETTLED_NOT_DONE))
    g_clear_pointer (&self->started_after, g_free);
  ferry_environment_conclude (self, performance->intent, outcome, performance->nick, performance->before,
                              error);
}

/* ---- An outcome that isn't known ---- */

static void settle (GTask *task);

static void
on_settle_pause_over (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  if (ferry_retry_pause_finish (result, NULL))
    settle (task);
  else
    {
      FerryEnvironment *self = g_task_get_source_object (task);
      Performance *performance = g_task_get_task_data (task);

      ferry_environment_leave_pending (self, performance->intent);
      /* Nobody waits for it any more, but its trace is looked for all the same. */
      if (self->life != NULL)
        ferry_environment_read_async (self, NULL, NULL);
      fail (task, g_steal_pointer (&performance->ambiguous));
    }
}

/* The upgrade cuts connections, its own request's first: that is no failure, and its end is told by the run. */
static void
leave_upgrade (GTask *task, gboolean out_of_reach)
{
  FerryEnvironment *self = g_task_get_source_object (task);
  Performance *performance = g_task_get_task_data (task);

  g_hash_table_remove (self->own_intents, &performance->intent);
  self->upgrade.sending = FALSE;
  ferry_environment_save_upgrade (self);
  if (out_of_reach)
    {
      end_work (task);
      g_task_return_boolean (task, TRUE);
      return;
    }
  fail (task, g_error_new (FERRY_ERROR, FERRY_ERROR_AMBIGUOUS,
                           _ ("Whether the data upgrade began isn’t known yet. Don’t start it again: Ferry "
                              "goes on looking and tells what became of it.")));
}

static void
on_settle_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryEnvironment *self = FERRY_ENVIRONMENT (object);
  Performance *performance = g_task_get_task_data (task);
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GPtrArray) companies = NULL;
  FerryMigrationFacts facts;
  FerryVerdict verdict;

  if (!ferry_environment_read_finish (self, result, NULL))
    {
      if (is_upgrade (performance) && self->connection == FERRY_CONNECTION_OUTAGE)
        {
          leave_upgrade (task, TRUE);
          return;
        }
      ferry_environment_leave_pending (self, performance->intent);
      fail (task, g_steal_pointer (&performance->ambiguous));
      return;
    }
  ferry_environment_fill_facts (self, &facts, &runs, &companies);
  verdict = ferry_settle_judge (&facts, performance->nick, performance->subject, performance->before);
  /* The service's own clock, then and now: ours isn't asked. The same time says nothing, since it may be at it yet. */
  if (verdict == FERRY_VERDICT_OPEN && get_mark (self, performance->action) > performance->mark)
    verdict = FERRY_VERDICT_TAKEN;
  switch (verdict)
    {
    case FERRY_VERDICT_TAKEN:
      conclude (task, FERRY_OUTCOME_SETTLED_DONE, performance->ambiguous);
      ferry_environment_tell_settled (self, performance->intent);
      succeed (task);
      return;
    case FERRY_VERDICT_NOT_TAKEN:
      if (++performance->looks < FERRY_SETTLE_LOOKS)
        {
          ferry_retry_pause_async (ferry_run_monitor_get_look_ms (self->monitor), performance->cancellable,
                                   on_settle_pause_over, g_object_ref (task));
          return;
        }
      if (is_upgrade (performance))
        {
          leave_upgrade (task, FALSE);
          return;
        }
      conclude (task, FERRY_OUTCOME_SETTLED_NOT_DONE, performance->ambiguous);
      ferry_environment_tell_settled (self, performance->intent);
      fail (task, g_error_new (
                    FERRY_ERROR, FERRY_ERROR_FAILED,
                    /* Translators: the name of an action */
                    _ ("“%s” didn’t reach the service: the connection failed on the way, and nothing was "
                       "started. Try again."),
                    ferry_action_get_label (performance->action)));
      return;
    case FERRY_VERDICT_OPEN:
    default:
      conclude (task, FERRY_OUTCOME_UNKNOWN, performance->ambiguous);
      fail (task, g_steal_pointer (&performance->ambiguous));
      return;
    }
}

static void
settle (GTask *task)
{
  ferry_environment_read_async (g_task_get_source_object (task), on_settle_read, g_object_ref (task));
}

/* ---- Sending ---- */

static void
take_outcome (GTask *task, gboolean done, GError *error)
{
  FerryEnvironment *self = g_task_get_source_object (task);
  Performance *performance = g_task_get_task_data (task);

  if (done)
    {
      conclude (task, FERRY_OUTCOME_DONE, NULL);
      succeed (task);
    }
  else if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_AMBIGUOUS)
           || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* A request that was given up may have been taken as well. */
      performance->ambiguous = error;
      if (self->life == NULL)
        {
          ferry_environment_leave_pending (self, performance->intent);
          fail (task, g_steal_pointer (&performance->ambiguous));
          return;
        }
      settle (task);
    }
  else
    {
      conclude (task, FERRY_OUTCOME_REFUSED, error);
      /* What was refused was perhaps refused because the state is another than was shown. */
      ferry_environment_read_async (self, NULL, NULL);
      fail (task, error);
    }
}

static void
on_started (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gboolean done = ferry_migration_service_start_finish (FERRY_MIGRATION_SERVICE (object), result, &error);

  take_outcome (task, done, error);
}

static void
on_managed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gboolean done
    = ferry_migration_service_manage_finish (FERRY_MIGRATION_SERVICE (object), result, NULL, &error);

  take_outcome (task, done, error);
}

static void
on_ordered (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Performance *performance = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean done = ferry_migration_service_order_finish (FERRY_MIGRATION_SERVICE (object), result,
                                                        &performance->answer, &error);

  take_outcome (task, done, error);
}

static void
on_companies_created (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gboolean done
    = ferry_migration_service_create_companies_finish (FERRY_MIGRATION_SERVICE (object), result, &error);

  take_outcome (task, done, error);
}

static void
on_company_initialized (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gboolean done
    = ferry_migration_service_initialize_company_finish (FERRY_MIGRATION_SERVICE (object), result, &error);

  take_outcome (task, done, error);
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
  Performance *performance = g_task_get_task_data (task);

  ferry_migration_service_start_async (performance->service, performance->run, name, performance->cancellable,
                                       on_started, g_object_ref (task));
}

/* Pausing and abandoning with their reason need the management API (api-contract §C). */
static void
send_disable (GTask *task, const char *name)
{
  FerryEnvironment *self = g_task_get_source_object (task);
  Performance *performance = g_task_get_task_data (task);

  if (self->capabilities != NULL && g_hash_table_contains (self->capabilities, name))
    ferry_migration_service_manage_async (performance->service, name, make_reason (performance->argument),
                                          performance->cancellable, on_managed, g_object_ref (task));
  else
    send_start (task, "disableReplication");
}

static void
send_order (GTask *task)
{
  Performance *performance = g_task_get_task_data (task);
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

static void
send_request (GTask *task)
{
  FerryEnvironment *self = g_task_get_source_object (task);
  Performance *performance = g_task_get_task_data (task);

  if (performance->order != NULL)
    {
      send_order (task);
      return;
    }
  if (starts_run (performance))
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

static void
on_intended (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryEnvironment *self = FERRY_ENVIRONMENT (object);
  Performance *performance = g_task_get_task_data (task);
  GError *error = NULL;

  performance->intent = ferry_environment_intend_finish (self, result, &error);
  if (error != NULL)
    {
      fail (task, error);
      return;
    }
  if (g_cancellable_set_error_if_cancelled (performance->cancellable, &error))
    {
      conclude (task, FERRY_OUTCOME_REFUSED, error);
      fail (task, error);
      return;
    }
  send_request (task);
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

static Performance *
performance_new (FerryEnvironment *self, FerryAction action, const char *key)
{
  Performance *performance = g_new0 (Performance, 1);

  performance->key = g_strdup (key);
  performance->action = action;
  performance->nick = ferry_action_to_nick (action);
  performance->before = g_strdup (ferry_environment_get_newest_run_id (self));
  performance->mark = get_mark (self, action);
  performance->service = g_object_ref (self->service);
  return performance;
}

static Performance *
prepare (FerryEnvironment *self, FerryAction action, const char *subject, GError **error)
{
  Performance *performance;
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
  Performance *performance = g_task_get_task_data (task);

  ferry_environment_intend_async (g_task_get_source_object (task), performance->nick, performance->subject,
                                  performance->cancellable, on_intended, g_object_ref (task));
}

static void
on_looked (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryEnvironment *self = FERRY_ENVIRONMENT (object);
  Performance *performance = g_task_get_task_data (task);
  g_autofree char *reason = NULL;
  GError *error = NULL;

  if (!ferry_environment_read_finish (self, result, &error))
    {
      fail (task, error);
      return;
    }
  if (!ferry_environment_check_action (self, performance->action, &reason))
    {
      fail (task, g_error_new_literal (FERRY_ERROR, FERRY_ERROR_RULE, reason));
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
  Performance *performance = g_task_get_task_data (task);

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
  Performance *performance;
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
  Performance *performance;
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
      Performance *performance = g_task_get_task_data (G_TASK (result));

      *answer = g_steal_pointer (&performance->answer);
    }
  return done;
}
