/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-environment-private.h"

#include <glib/gi18n-lib.h>

/* A run that still waits for its upgrade, while the environment answers: after an outage or an upgrade seen in
 * progress it has been restored (domain §2.7); without either, the upgrade may not have begun yet. */
#define LOOKS_AFTER_SIGN 2
#define LOOKS_IF_UNSURE  24
#define LOOKS_IF_TAKEN   120
/* The overview takes a whole reading, which is more than a look. */
#define LOOKS_PER_OVERVIEW 12

/* ---- Sooner than when it is time ---- */

void
ferry_environment_attend (FerryEnvironment *self, gboolean many)
{
  g_return_if_fail (FERRY_IS_ENVIRONMENT (self));

  ferry_run_monitor_prompt (self->monitor, ferry_run_monitor_get_fresh_ms (self->monitor), many);
}

void
ferry_environment_expect_change (FerryEnvironment *self, gboolean done)
{
  g_return_if_fail (FERRY_IS_ENVIRONMENT (self));

  if (done && ferry_run_monitor_is_started (self->monitor) && !ferry_run_monitor_is_cut_off (self->monitor)
      && ferry_run_monitor_has_room (self->monitor))
    ferry_environment_refresh_async (self, NULL, NULL, NULL);
  else
    ferry_run_monitor_prompt (self->monitor, 0, FALSE);
}

/* ---- Runs that end ---- */

static gboolean
is_upgrade_of (FerryEnvironment *self, FerryRun *run)
{
  return self->upgrade.run_id != NULL && g_strcmp0 (ferry_run_get_run_id (run), self->upgrade.run_id) == 0;
}

static gboolean
has_ended (FerryEnvironment *self, FerryRun *run)
{
  /* The end of an upgrade of ours is told when it is known for sure. */
  return !ferry_run_is_running (run) && !is_upgrade_of (self, run)
         && g_hash_table_contains (self->running, ferry_run_get_run_id (run));
}

static void
tell_end (FerryEnvironment *self, FerryRun *run)
{
  const char *run_id = ferry_run_get_run_id (run);

  g_hash_table_remove (self->running, run_id);
  /* What is known of its tables is of the time when it ran. */
  g_hash_table_remove (self->counted, run_id);
  g_hash_table_remove (self->uncounted, run_id);
  g_signal_emit_by_name (self, "run-ended", run);
}

/* ---- The data upgrade ---- */

void
ferry_environment_save_upgrade (FerryEnvironment *self)
{
  g_autofree char *text = NULL;

  if (self->database == NULL)
    return;
  if (self->upgrade.run_id != NULL)
    text = g_strdup_printf ("started %s %" G_GINT64_FORMAT " %d", self->upgrade.run_id, self->upgrade.intent,
                            self->upgrade.seen_outage || self->upgrade.seen_in_progress);
  else if (self->upgrade.failed_run_id != NULL)
    text = g_strdup_printf ("failed %s", self->upgrade.failed_run_id);
  ferry_database_set_value_async (self->database, ferry_profile_get_id (self->profile), "upgrade", text, NULL,
                                  NULL);
}

void
ferry_environment_restore_upgrade (FerryEnvironment *self, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint n = g_strv_length (words);

  if (n == 4 && g_str_equal (words[0], "started"))
    {
      g_free (self->upgrade.run_id);
      self->upgrade.run_id = g_strdup (words[1]);
      self->upgrade.intent = g_ascii_strtoll (words[2], NULL, 10);
      self->upgrade.seen_outage = g_str_equal (words[3], "1");
    }
  else if (n == 2 && g_str_equal (words[0], "failed"))
    {
      g_free (self->upgrade.failed_run_id);
      self->upgrade.failed_run_id = g_strdup (words[1]);
    }
}

void
ferry_environment_begin_upgrade (FerryEnvironment *self, const char *run_id, gint64 intent)
{
  char *copy = g_strdup (run_id);

  g_free (self->upgrade.run_id);
  g_free (self->upgrade.failed_run_id);
  self->upgrade = (FerryUpgrade){ .run_id = copy, .intent = intent, .sending = TRUE };
  ferry_environment_save_upgrade (self);
  ferry_environment_observe (self, FERRY_OBSERVE_HISTORY);
}

void
ferry_environment_forget_upgrade (FerryEnvironment *self, const char *failed_run_id)
{
  char *failed = g_strdup (failed_run_id);

  g_free (self->upgrade.run_id);
  g_free (self->upgrade.failed_run_id);
  self->upgrade = (FerryUpgrade){ .failed_run_id = failed };
  ferry_environment_save_upgrade (self);
}

static void
end_upgrade (FerryEnvironment *self, FerryRun *run, gboolean failed, FerryOutcome outcome)
{
  gint64 intent = self->upgrade.intent;

  if (run != NULL)
    g_hash_table_remove (self->running, ferry_run_get_run_id (run));
  ferry_environment_forget_upgrade (self, failed && run != NULL ? ferry_run_get_run_id (run) : NULL);
  if (intent != 0)
    {
      ferry_environment_conclude (self, intent, outcome, ferry_action_to_nick (FERRY_ACTION_RUN_UPGRADE),
                                  run != NULL ? ferry_run_get_run_id (run) : "", NULL);
      ferry_environment_tell_settled (self, intent);
    }
  if (outcome == FERRY_OUTCOME_SETTLED_DONE)
    g_set_object (&self->upgraded, run);
}

static FerryRun *
find_run (FerryEnvironment *self, const char *run_id, guint *position)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->runs));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FerryRun) run = g_list_model_get_item (G_LIST_MODEL (self->runs), i);

      if (g_strcmp0 (ferry_run_get_run_id (run), run_id) == 0)
        {
          *position = i;
          return g_steal_pointer (&run);
        }
    }
  return NULL;
}

/* After the environment has answered. */
static void
observe_upgrade (FerryEnvironment *self)
{
  g_autoptr (FerryRun) run = NULL;
  guint position = 0;
  guint patience;

  if (self->upgrade.run_id == NULL || self->upgrade.sending)
    return;
  run = find_run (self, self->upgrade.run_id, &position);
  if (run == NULL)
    {
      /* It vanished from the log with whatever became of it. */
      end_upgrade (self, NULL, FALSE, FERRY_OUTCOME_UNKNOWN);
      return;
    }
  switch ((int) ferry_run_get_status (run))
    {
    case FERRY_RUN_STATUS_UPGRADE_IN_PROGRESS:
      if (!self->upgrade.seen_in_progress)
        {
          self->upgrade.seen_in_progress = TRUE;
          ferry_environment_save_upgrade (self);
        }
      self->upgrade.quiet_looks = 0;
      return;
    case FERRY_RUN_STATUS_UPGRADE_PENDING:
      break;
    case FERRY_RUN_STATUS_UPGRADE_FAILED:
      end_upgrade (self, run, TRUE, FERRY_OUTCOME_SETTLED_DONE);
      return;
    default:
      end_upgrade (self, run, FALSE, FERRY_OUTCOME_SETTLED_DONE);
      return;
    }
  self->upgrade.quiet_looks++;
  if (self->upgrade.seen_outage || self->upgrade.seen_in_progress)
    {
      if (self->upgrade.quiet_looks >= LOOKS_AFTER_SIGN)
        end_upgrade (self, run, TRUE, FERRY_OUTCOME_SETTLED_DONE);
      return;
    }
  patience = self->upgrade.intent != 0 ? LOOKS_IF_UNSURE : LOOKS_IF_TAKEN;
  if (position > 0 || self->upgrade.quiet_looks >= patience)
    end_upgrade (self, run, FALSE, FERRY_OUTCOME_SETTLED_NOT_DONE);
}

/* ---- What the monitor is to look at ---- */

static FerryRun *
find_running (FerryEnvironment *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->runs));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FerryRun) run = g_list_model_get_item (G_LIST_MODEL (self->runs), i);

      if (ferry_run_get_status (run) == FERRY_RUN_STATUS_IN_PROGRESS)
        return g_steal_pointer (&run);
    }
  return NULL;
}

static gboolean
is_creating (FerryEnvironment *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->companies));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FerryCompany) company = g_list_model_get_item (G_LIST_MODEL (self->companies), i);

      if (ferry_company_get_replicate (company) && !ferry_company_get_created (company))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_initializing (FerryEnvironment *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->companies));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FerryCompany) company = g_list_model_get_item (G_LIST_MODEL (self->companies), i);

      if (ferry_company_get_created (company)
          && ferry_company_get_status (company) == FERRY_COMPANY_STATUS_IN_PROGRESS)
        return TRUE;
    }
  return FALSE;
}

static void
update_watch (FerryEnvironment *self)
{
  g_autoptr (FerryRun) running = find_running (self);
  g_autoptr (FerryRun) upgrading = NULL;
  FerryWatch watch = FERRY_WATCH_NOTHING;
  guint position;

  if (self->upgrade.run_id != NULL)
    upgrading = find_run (self, self->upgrade.run_id, &position);
  if (running != NULL)
    watch |= FERRY_WATCH_RUN;
  if (ferry_migration_state_is_upgrading (self->state))
    watch |= FERRY_WATCH_UPGRADE;
  if (self->state->repair_status == FERRY_REPAIR_STATUS_PENDING
      || self->state->repair_status == FERRY_REPAIR_STATUS_IN_PROGRESS)
    watch |= FERRY_WATCH_REPAIR;
  if (self->state->creation_status == FERRY_CREATION_STATUS_IN_PROGRESS)
    watch |= FERRY_WATCH_COMPANIES;
  if (is_initializing (self))
    watch |= FERRY_WATCH_INITIALIZATION;
  ferry_run_monitor_set_watch (self->monitor, watch, running != NULL ? running : upgrading);
  ferry_environment_prepare_estimate (self, running);
}

static GPtrArray *
find_ended (FerryEnvironment *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->runs));
  GPtrArray *ended = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean newer = self->started_after != NULL;
  gboolean seen = FALSE;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FerryRun) run = g_list_model_get_item (G_LIST_MODEL (self->runs), i);
      gboolean started;

      newer = newer && !g_str_equal (ferry_run_get_run_id (run), self->started_after);
      /* One that we started may have ended before it was ever seen running. */
      started = newer && ferry_run_is_replication (run);
      seen |= started;
      if (ferry_run_is_running (run) || started)
        g_hash_table_add (self->running, g_strdup (ferry_run_get_run_id (run)));
      if (has_ended (self, run))
        g_ptr_array_add (ended, g_steal_pointer (&run));
    }
  if (seen)
    g_clear_pointer (&self->started_after, g_free);
  return ended;
}

void
ferry_environment_observe (FerryEnvironment *self, FerryObserve observed)
{
  g_autoptr (GPtrArray) ended = NULL;
  g_autoptr (FerryRun) upgraded = NULL;

  if (observed != FERRY_OBSERVE_HISTORY)
    observe_upgrade (self);
  ended = find_ended (self);
  ferry_environment_update (self);
  if (observed == FERRY_OBSERVE_WHOLE)
    {
      upgraded = g_steal_pointer (&self->upgraded);
      for (guint i = 0; i < ended->len; i++)
        tell_end (self, g_ptr_array_index (ended, i));
      if (upgraded != NULL)
        g_signal_emit_by_name (self, "run-ended", upgraded);
    }
  /* A handler of the signal may have closed it. */
  if (self->life != NULL)
    update_watch (self);
}

/* ---- What the monitor saw ---- */

typedef struct
{
  FerryRunStatus status;
  FerryCreationStatus creation;
  FerryRepairStatus repair;
  guint n_runs;
} Mark;

static Mark
take_mark (FerryEnvironment *self)
{
  return (Mark){
    .status = self->state->last_status,
    .creation = self->state->creation_status,
    .repair = self->state->repair_status,
    .n_runs = g_list_model_get_n_items (G_LIST_MODEL (self->runs)),
  };
}

/* Whether what was merged is another log than that which @self's state was made of. */
static gboolean
log_differs (FerryEnvironment *self)
{
  g_autoptr (FerryRun) running = find_running (self);
  g_autoptr (FerryRun) newest = ferry_environment_get_newest_run (self);

  return (running != NULL) != self->state->run_in_progress
         || (newest != NULL && ferry_run_is_replication (newest)
             && ferry_run_get_status (newest) != self->state->last_status);
}

/* What the monitor sees is a part; where that changed, the rest of the state has too. */
static void
follow_up (FerryEnvironment *self, const Mark *before, FerryConnection connection, gboolean gap)
{
  Mark now = take_mark (self);
  gboolean changed = now.status != before->status || now.creation != before->creation
                     || now.repair != before->repair || now.n_runs != before->n_runs;
  g_autoptr (GPtrArray) ended = find_ended (self);

  if (now.creation != FERRY_CREATION_STATUS_IN_PROGRESS || is_creating (self))
    self->looks_at_old_overview = 0;

  if (gap || changed || ended->len > 0 || self->upgraded != NULL || connection != FERRY_CONNECTION_ONLINE)
    ferry_environment_read_async (self, NULL, NULL);
  else if (self->overview != NULL && now.creation == FERRY_CREATION_STATUS_IN_PROGRESS && !is_creating (self))
    {
      /* Only the overview says that companies are still created: it may be old. */
      if (self->looks_at_old_overview++ % LOOKS_PER_OVERVIEW == 0)
        ferry_environment_read_async (self, NULL, NULL);
    }
  else if (self->overview != NULL
           && (self->state->repair_status == FERRY_REPAIR_STATUS_PENDING
               || self->state->repair_status == FERRY_REPAIR_STATUS_IN_PROGRESS)
           && ferry_run_monitor_take_refresh (self->monitor))
    /* Only the overview tells how the repair goes. */
    ferry_environment_read_async (self, NULL, NULL);
}

static void
take_runs (FerryEnvironment *self, GPtrArray *runs)
{
  Mark before = take_mark (self);
  FerryConnection connection = self->connection;
  gboolean whole;

  /* A part alone says nothing where nothing was read before. */
  if (!self->has_facts)
    {
      ferry_environment_read_async (self, NULL, NULL);
      return;
    }
  whole = ferry_environment_merge_runs (self, runs, FALSE);
  if (self->database != NULL)
    ferry_database_save_runs_async (self->database, ferry_profile_get_id (self->profile), runs, NULL, NULL);
  self->overview_old |= self->overview != NULL && log_differs (self);
  ferry_environment_set_connection (self, FERRY_CONNECTION_ONLINE, "");
  ferry_environment_observe (self, FERRY_OBSERVE_PART);
  follow_up (self, &before, connection, !whole);
}

static void
take_companies (FerryEnvironment *self, GPtrArray *companies)
{
  Mark before = take_mark (self);
  FerryConnection connection = self->connection;

  if (!self->has_facts)
    {
      ferry_environment_read_async (self, NULL, NULL);
      return;
    }
  ferry_environment_merge_companies (self, companies);
  ferry_environment_set_connection (self, FERRY_CONNECTION_ONLINE, "");
  ferry_environment_observe (self, FERRY_OBSERVE_HISTORY);
  follow_up (self, &before, connection, FALSE);
}

/* What is read already is older: taken over after it, it would put back what is known to have changed. */
static gboolean
keep (FerryEnvironment *self, GPtrArray **kept, GPtrArray *seen)
{
  if (!self->log_is_read)
    return FALSE;
  g_clear_pointer (kept, g_ptr_array_unref);
  *kept = g_ptr_array_ref (seen);
  return TRUE;
}

static void
on_runs_seen (FerryEnvironment *self, GPtrArray *runs)
{
  if (!keep (self, &self->runs_meanwhile, runs))
    take_runs (self, runs);
}

static void
on_companies_seen (FerryEnvironment *self, GPtrArray *companies)
{
  if (!keep (self, &self->companies_meanwhile, companies))
    take_companies (self, companies);
}

void
ferry_environment_catch_up (FerryEnvironment *self)
{
  g_autoptr (GPtrArray) runs = g_steal_pointer (&self->runs_meanwhile);
  g_autoptr (GPtrArray) companies = g_steal_pointer (&self->companies_meanwhile);

  if (runs != NULL && self->life != NULL)
    take_runs (self, runs);
  if (companies != NULL && self->life != NULL)
    take_companies (self, companies);
}

static void
on_look_failed (FerryEnvironment *self, const GError *error)
{
  ferry_environment_take_error (self, error);
}

void
ferry_environment_connect_monitor (FerryEnvironment *self)
{
  g_signal_connect_swapped (self->monitor, "runs-seen", G_CALLBACK (on_runs_seen), self);
  g_signal_connect_swapped (self->monitor, "companies-seen", G_CALLBACK (on_companies_seen), self);
  g_signal_connect_swapped (self->monitor, "look-failed", G_CALLBACK (on_look_failed), self);
  g_signal_connect_swapped (self->monitor, "cut-off", G_CALLBACK (ferry_environment_take_network_loss), self);
  g_signal_connect_swapped (self->monitor, "scheduled", G_CALLBACK (ferry_environment_tell_connection), self);
}
