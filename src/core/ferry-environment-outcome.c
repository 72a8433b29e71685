/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-performance-private.h"

#include "ferry-error.h"
#include "ferry-retry.h"
#include "ferry-settle.h"

#include <glib/gi18n-lib.h>

static gboolean
is_upgrade (const FerryPerformance *performance)
{
  return performance->action == FERRY_ACTION_RUN_UPGRADE;
}

/* ---- The end ---- */

static void
end_work (GTask *task)
{
  FerryEnvironment *self = g_task_get_source_object (task);
  FerryPerformance *performance = g_task_get_task_data (task);

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
  FerryPerformance *performance = g_task_get_task_data (task);

  if (performance->order != NULL && performance->order->keeps_state)
    {
      end_work (task);
      g_task_return_boolean (task, TRUE);
      return;
    }
  ferry_environment_read_async (g_task_get_source_object (task), on_state_read, g_object_ref (task));
}

void
ferry_performance_fail (GTask *task, GError *error)
{
  end_work (task);
  g_task_return_error (task, error);
}

void
ferry_performance_conclude (GTask *task, FerryOutcome outcome, const GError *error)
{
  FerryEnvironment *self = g_task_get_source_object (task);
  FerryPerformance *performance = g_task_get_task_data (task);

  if (is_upgrade (performance))
    {
      self->upgrade.sending = FALSE;
      self->upgrade.intent = 0;
      if (outcome == FERRY_OUTCOME_REFUSED)
        ferry_environment_forget_upgrade (self, NULL);
      else
        ferry_environment_save_upgrade (self);
    }
  if (ferry_performance_starts_run (performance)
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
      FerryPerformance *performance = g_task_get_task_data (task);

      ferry_environment_leave_pending (self, performance->intent);
      /* Nobody waits for it any more, but its trace is looked for all the same. */
      if (self->life != NULL)
        ferry_environment_read_async (self, NULL, NULL);
      ferry_performance_fail (task, g_steal_pointer (&performance->ambiguous));
    }
}

/* The upgrade cuts connections, its own request's first: that is no failure, and its end is told by the run. */
static void
leave_upgrade (GTask *task, gboolean out_of_reach)
{
  FerryEnvironment *self = g_task_get_source_object (task);
  FerryPerformance *performance = g_task_get_task_data (task);

  g_hash_table_remove (self->own_intents, &performance->intent);
  self->upgrade.sending = FALSE;
  ferry_environment_save_upgrade (self);
  if (out_of_reach)
    {
      end_work (task);
      g_task_return_boolean (task, TRUE);
      return;
    }
  ferry_performance_fail (
    task, g_error_new (FERRY_ERROR, FERRY_ERROR_AMBIGUOUS,
                       _ ("Whether the data upgrade began isn’t known yet. Don’t start it again: Ferry "
                          "goes on looking and tells what became of it.")));
}

static void
on_settle_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryEnvironment *self = FERRY_ENVIRONMENT (object);
  FerryPerformance *performance = g_task_get_task_data (task);
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
      ferry_performance_fail (task, g_steal_pointer (&performance->ambiguous));
      return;
    }
  ferry_environment_fill_facts (self, &facts, &runs, &companies);
  verdict = ferry_settle_judge (&facts, performance->nick, performance->subject, performance->before);
  /* The service's own clock, then and now: ours isn't asked. The same time says nothing, since it may be at it yet. */
  if (verdict == FERRY_VERDICT_OPEN
      && ferry_performance_get_mark (self, performance->action) > performance->mark)
    verdict = FERRY_VERDICT_TAKEN;
  switch (verdict)
    {
    case FERRY_VERDICT_TAKEN:
      ferry_performance_conclude (task, FERRY_OUTCOME_SETTLED_DONE, performance->ambiguous);
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
      ferry_performance_conclude (task, FERRY_OUTCOME_SETTLED_NOT_DONE, performance->ambiguous);
      ferry_environment_tell_settled (self, performance->intent);
      ferry_performance_fail (
        task,
        g_error_new (FERRY_ERROR, FERRY_ERROR_FAILED,
                     /* Translators: the name of an action */
                     _ ("“%s” didn’t reach the service: the connection failed on the way, and nothing was "
                        "started. Try again."),
                     ferry_action_get_label (performance->action)));
      return;
    case FERRY_VERDICT_OPEN:
    default:
      ferry_performance_conclude (task, FERRY_OUTCOME_UNKNOWN, performance->ambiguous);
      ferry_performance_fail (task, g_steal_pointer (&performance->ambiguous));
      return;
    }
}

static void
settle (GTask *task)
{
  ferry_environment_read_async (g_task_get_source_object (task), on_settle_read, g_object_ref (task));
}

/* ---- What the service said ---- */

void
ferry_performance_take_answer (GTask *task, gboolean done, GError *error)
{
  FerryEnvironment *self = g_task_get_source_object (task);
  FerryPerformance *performance = g_task_get_task_data (task);

  if (done)
    {
      ferry_performance_conclude (task, FERRY_OUTCOME_DONE, NULL);
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
          ferry_performance_fail (task, g_steal_pointer (&performance->ambiguous));
          return;
        }
      settle (task);
    }
  else
    {
      ferry_performance_conclude (task, FERRY_OUTCOME_REFUSED, error);
      /* What was refused was perhaps refused because the state is another than was shown. */
      ferry_environment_read_async (self, NULL, NULL);
      ferry_performance_fail (task, error);
    }
}
