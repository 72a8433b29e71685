/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-action-rules.h"

#include <glib/gi18n-lib.h>

/* A run that claims to go on longer than this no longer stands in the way of the next one (domain §2.4). */
#define STALE_RUN (24 * G_TIME_SPAN_HOUR)

/* What has to hold before an action is asked for its own rules. */
typedef enum
{
  NEEDS_SETUP = 1 << 0,       /* there is a set-up, be it disabled */
  NEEDS_ENABLED = 1 << 1,     /* migration is enabled */
  NEEDS_NO_UPGRADE = 1 << 2,  /* no data upgrade goes on */
  NEEDS_NO_RUN = 1 << 3,      /* no run goes on, however old */
  NEEDS_NO_CREATION = 1 << 4, /* no companies are being created */
  LOCAL = 1 << 5,             /* works without the environment */
  HAS_FALLBACK = 1 << 6,      /* done in another way without the management API (§C) */
} Needs;

static const Needs needs[FERRY_N_ACTIONS] = {
  [FERRY_ACTION_RUN_REPLICATION] = NEEDS_ENABLED | NEEDS_NO_UPGRADE,
  [FERRY_ACTION_RUN_DIAGNOSTIC] = NEEDS_ENABLED | NEEDS_NO_UPGRADE,
  [FERRY_ACTION_RUN_UPGRADE] = NEEDS_ENABLED | NEEDS_NO_UPGRADE,
  [FERRY_ACTION_REFRESH] = NEEDS_SETUP,
  [FERRY_ACTION_MANAGE_MAPPINGS] = NEEDS_SETUP | NEEDS_NO_UPGRADE,
  [FERRY_ACTION_TABLE_RULES] = NEEDS_SETUP | NEEDS_NO_UPGRADE,
  [FERRY_ACTION_REPAIR_COMPANION_TABLES] = NEEDS_SETUP | NEEDS_NO_UPGRADE | NEEDS_NO_RUN,
  [FERRY_ACTION_SANITIZE_TABLES] = NEEDS_SETUP | NEEDS_NO_UPGRADE | NEEDS_NO_RUN,
  [FERRY_ACTION_MIGRATE_RECORD_LINKS] = NEEDS_SETUP | NEEDS_NO_UPGRADE | NEEDS_NO_RUN,
  [FERRY_ACTION_UNBLOCK_TABLE] = NEEDS_ENABLED | NEEDS_NO_UPGRADE | NEEDS_NO_RUN,
  [FERRY_ACTION_WARNINGS] = NEEDS_SETUP,
  [FERRY_ACTION_RESET_CLOUD_DATA] = NEEDS_ENABLED | NEEDS_NO_UPGRADE | NEEDS_NO_RUN,
  [FERRY_ACTION_SELECT_COMPANIES] = NEEDS_ENABLED | NEEDS_NO_UPGRADE | NEEDS_NO_CREATION,
  [FERRY_ACTION_CREATE_COMPANIES] = NEEDS_ENABLED | NEEDS_NO_UPGRADE | NEEDS_NO_CREATION,
  [FERRY_ACTION_INITIALIZE_COMPANY] = NEEDS_SETUP | NEEDS_NO_UPGRADE | NEEDS_NO_CREATION,
  [FERRY_ACTION_MARK_INITIALIZED] = NEEDS_SETUP | NEEDS_NO_UPGRADE | NEEDS_NO_CREATION,
  [FERRY_ACTION_USER_MAPPINGS] = NEEDS_SETUP | NEEDS_NO_UPGRADE,
  [FERRY_ACTION_KEEP_USER_PERMISSIONS] = NEEDS_NO_UPGRADE,
  [FERRY_ACTION_SETUP] = NEEDS_NO_UPGRADE | NEEDS_NO_RUN | NEEDS_NO_CREATION,
  [FERRY_ACTION_GET_RUNTIME_KEY] = LOCAL,
  [FERRY_ACTION_RESET_RUNTIME_KEY] = NEEDS_SETUP | NEEDS_NO_UPGRADE,
  [FERRY_ACTION_UPDATE_SERVICE] = NEEDS_SETUP | NEEDS_NO_UPGRADE | NEEDS_NO_RUN,
  [FERRY_ACTION_USE_NEW_LAYOUT] = LOCAL,
  [FERRY_ACTION_CHECKLIST] = LOCAL,
  [FERRY_ACTION_COMPLETE] = NEEDS_ENABLED | NEEDS_NO_UPGRADE | NEEDS_NO_RUN,
  [FERRY_ACTION_PAUSE] = NEEDS_ENABLED | NEEDS_NO_UPGRADE | NEEDS_NO_RUN | HAS_FALLBACK,
  [FERRY_ACTION_ABANDON] = NEEDS_ENABLED | NEEDS_NO_UPGRADE | NEEDS_NO_RUN | HAS_FALLBACK,
};

static char *
check_connection (const FerryMigrationState *state)
{
  switch (state->connection)
    {
    case FERRY_CONNECTION_ONLINE:
      return NULL;
    case FERRY_CONNECTION_CONNECTING:
      return g_strdup (_ ("Ferry is still connecting to the environment. Wait a moment."));
    case FERRY_CONNECTION_SIGNED_OUT:
      return g_strdup (_ ("You are signed out of the environment. Sign in again."));
    case FERRY_CONNECTION_OUTAGE:
      return g_strdup (
        _ ("The data upgrade has the environment offline. Wait for its end, which Ferry finds by itself."));
    case FERRY_CONNECTION_OFFLINE:
    default:
      return g_strdup (
        _ ("The environment can’t be reached. Check the network and the address; Ferry goes on trying."));
    }
}

/* What the environment doesn't offer (api-contract §B, §C). */
static char *
check_capability (const FerryMigrationState *state, FerryAction action)
{
  const char *name = ferry_action_get_capability (action);
  const char *obstacle;

  if (name == NULL)
    return NULL;
  if (state->capabilities == NULL)
    {
      if (needs[action] & HAS_FALLBACK)
        return NULL;
      return g_strdup_printf (_ ("The published interface of Business Central doesn’t offer “%s”. Open it in "
                                 "Business Central instead."),
                              ferry_action_get_label (action));
    }
  obstacle = g_hash_table_lookup (state->capabilities, name);
  if (obstacle == NULL)
    return g_strdup_printf (_ ("This environment doesn’t offer “%s”. Open it in Business Central instead."),
                            ferry_action_get_label (action));
  if (*obstacle != '\0')
    /* Translators: the name of an action, and the service's own reason */
    return g_strdup_printf (_ ("The environment doesn’t offer “%s” at present: %s"),
                            ferry_action_get_label (action), obstacle);
  return NULL;
}

static char *
check_enabled (const FerryMigrationState *state)
{
  if (state->set_up)
    return NULL;
  switch (state->disabled_reason)
    {
    case FERRY_DISABLED_REASON_PAUSED:
      return g_strdup (_ ("Cloud migration is paused. Set it up again to go on."));
    case FERRY_DISABLED_REASON_ABANDONED:
      return g_strdup (_ ("Cloud migration was abandoned. Set it up again to start over."));
    case FERRY_DISABLED_REASON_COMPLETED:
      return g_strdup (
        _ ("Cloud migration is completed. Set it up again only if more data has to be brought."));
    case FERRY_DISABLED_REASON_NOT_SET_UP:
      return g_strdup (_ ("Cloud migration isn’t set up. Set it up first."));
    case FERRY_DISABLED_REASON_NONE:
    case FERRY_DISABLED_REASON_OTHER:
    default:
      return g_strdup (_ ("Cloud migration is disabled. Set it up again first."));
    }
}

static char *
check_general (const FerryMigrationState *state, FerryAction action)
{
  Needs needed = needs[action];
  char *reason;

  if ((needed & NEEDS_ENABLED) && (reason = check_enabled (state)) != NULL)
    return reason;
  if ((needed & NEEDS_SETUP) && !state->set_up && state->disabled_reason == FERRY_DISABLED_REASON_NOT_SET_UP)
    return check_enabled (state);
  if ((needed & NEEDS_NO_UPGRADE) && ferry_migration_state_is_upgrading (state))
    return g_strdup (_ ("The data upgrade is under way. Wait until it has ended."));
  if ((needed & NEEDS_NO_RUN) && state->run_in_progress)
    return g_strdup (
      _ ("A run is in progress. Wait until it has finished: it can’t be interrupted inside a table."));
  if ((needed & NEEDS_NO_CREATION) && state->creation_status == FERRY_CREATION_STATUS_IN_PROGRESS)
    return g_strdup (
      _ ("Companies are being created, and can’t be changed meanwhile. Wait until all of them exist."));
  return NULL;
}

/* Domain §2.2: replication is refused while companies are created, and after that failed. */
static char *
check_creation (const FerryMigrationState *state)
{
  if (state->creation_status == FERRY_CREATION_STATUS_IN_PROGRESS)
    return g_strdup (
      _ ("Companies are being created in the environment. Run the replication once all of them exist."));
  if (state->creation_status == FERRY_CREATION_STATUS_FAILED)
    {
      g_autofree char *names = ferry_migration_state_join_names (state->companies_creation_failed);
      gboolean told = state->creation_error != NULL && *state->creation_error != '\0';

      if (*names != '\0' && told)
        /* Translators: names of companies, what the service says */
        return g_strdup_printf (_ ("Creating %s failed: %s Correct that and create the companies again, or "
                                   "take them out of the selection."),
                                names, state->creation_error);
      if (*names != '\0')
        return g_strdup_printf (
          /* Translators: names of companies */
          _ ("Creating %s failed. Create the companies again, or take them out of the selection."), names);
      if (told)
        /* Translators: %s is what the service says */
        return g_strdup_printf (_ ("Creating the companies failed: %s Correct that and create them again."),
                                state->creation_error);
      return g_strdup (
        _ ("Creating the companies failed. Create them again, or take them out of the selection."));
    }
  return NULL;
}

/* Domain §2.4, for the diagnostic run too. */
static char *
check_replication (const FerryMigrationState *state)
{
  char *reason;

  if (state->run_in_progress && state->now - state->run_in_progress_since < STALE_RUN)
    return g_strdup (_ ("A run is already in progress. Wait until it has finished."));
  if ((reason = check_creation (state)) != NULL)
    return reason;
  if (state->companies_total > 0 && state->companies_selected == 0)
    return g_strdup (_ ("No company is selected. Select the companies to replicate first."));
  return NULL;
}

/* Domain §2.7. */
static char *
check_upgrade (const FerryMigrationState *state)
{
  g_autofree char *names = NULL;

  if (!state->product_needs_upgrade)
    {
      if (state->product_name != NULL && *state->product_name != '\0')
        return g_strdup_printf (_ ("Data of “%s” needs no upgrade. Go on with completing the migration."),
                                state->product_name);
      return g_strdup (_ ("Data of this product needs no upgrade. Go on with completing the migration."));
    }
  if (state->run_in_progress)
    return g_strdup (_ ("A run is in progress. The upgrade is possible once it has finished."));
  if (state->tables_failed > 0)
    return g_strdup_printf (
      ngettext ("%lu table failed. Correct its error and run the replication again before the upgrade.",
                "%lu tables failed. Correct their errors and run the replication again before the upgrade.",
                (gulong) state->tables_failed),
      (gulong) state->tables_failed);
  names = ferry_migration_state_join_names (state->companies_upgrade_failed);
  if (*names != '\0')
    return g_strdup_printf (
      _ ("The upgrade of %s failed. Correct what its error says and run the replication again first."),
      names);
  if (!state->has_run)
    return g_strdup (_ ("Nothing has been replicated yet. Run the replication first."));
  if (state->last_type == FERRY_REPLICATION_TYPE_DIAGNOSTIC)
    return g_strdup (_ (
      "The last run was a diagnostic one, after which nothing can be upgraded. Run the replication first."));
  switch (state->last_status)
    {
    case FERRY_RUN_STATUS_UPGRADE_PENDING:
      break;
    case FERRY_RUN_STATUS_REPAIR_DATA_PENDING:
      return g_strdup (_ ("The copied data is still being repaired. Wait until that has ended."));
    case FERRY_RUN_STATUS_UPGRADE_FAILED:
      return g_strdup (
        _ ("The last upgrade failed. Correct what its error says and run the replication again first."));
    case FERRY_RUN_STATUS_FAILED:
      return g_strdup (_ ("The last run failed. Run the replication again first."));
    case FERRY_RUN_STATUS_UNKNOWN:
    case FERRY_RUN_STATUS_IN_PROGRESS:
    case FERRY_RUN_STATUS_COMPLETED:
    case FERRY_RUN_STATUS_UPGRADE_IN_PROGRESS:
    default:
      if (state->upgrade_completed)
        return g_strdup (_ ("The data of the last run is upgraded already."));
      return g_strdup (_ ("The last run doesn’t wait for an upgrade. Run the replication first."));
    }
  g_free (names);
  names = ferry_migration_state_join_names (state->companies_not_ready);
  if (*names != '\0')
    return g_strdup_printf (
      _ ("Not ready for the upgrade: %s. Run the replication until every selected company is copied without "
         "a failed table, or take the companies out of the selection."),
      names);
  return NULL;
}

/* Domain §2.8: the service doesn't guard this itself (api-contract §A). */
static char *
check_complete (const FerryMigrationState *state)
{
  if (state->tables_failed > 0)
    return g_strdup_printf (
      ngettext ("%lu table failed. Correct its error and run the replication again before you complete the "
                "migration.",
                "%lu tables failed. Correct their errors and run the replication again before you "
                "complete the migration.",
                (gulong) state->tables_failed),
      (gulong) state->tables_failed);
  if (state->repair_status == FERRY_REPAIR_STATUS_PENDING
      || state->repair_status == FERRY_REPAIR_STATUS_IN_PROGRESS)
    return g_strdup (
      _ ("The copied data is still being repaired. Complete the migration once that has ended."));
  if (state->product_needs_upgrade && !state->upgrade_completed)
    return g_strdup (
      _ ("The copied data isn’t upgraded yet. Run the data upgrade before you complete the migration."));
  return NULL;
}

static char *
check_own_rule (const FerryMigrationState *state, FerryAction action)
{
  switch ((int) action)
    {
    case FERRY_ACTION_RUN_REPLICATION:
    case FERRY_ACTION_RUN_DIAGNOSTIC:
      return check_replication (state);
    case FERRY_ACTION_RUN_UPGRADE:
      return check_upgrade (state);
    case FERRY_ACTION_COMPLETE:
      return check_complete (state);
    case FERRY_ACTION_CREATE_COMPANIES:
      if (state->companies_selected == 0)
        return g_strdup (_ ("No company is selected. Select the companies to replicate first."));
      /* Creating them again would take every company back to Not Initialized (domain §2.2). */
      if (state->creation_status == FERRY_CREATION_STATUS_COMPLETED)
        return g_strdup (_ ("All selected companies exist already."));
      return NULL;
    case FERRY_ACTION_INITIALIZE_COMPANY:
      if (state->companies_not_initialized == NULL || *state->companies_not_initialized == NULL)
        return g_strdup (_ ("No company waits to be initialized."));
      return NULL;
    case FERRY_ACTION_UNBLOCK_TABLE:
      if (state->tables_failed == 0)
        return g_strdup (_ ("No table is blocked."));
      return NULL;
    case FERRY_ACTION_REPAIR_COMPANION_TABLES:
      if (state->repair_status == FERRY_REPAIR_STATUS_IN_PROGRESS)
        return g_strdup (_ ("The copied data is being repaired already. Wait until that has ended."));
      return NULL;
    default:
      return NULL;
    }
}

gboolean
ferry_action_rules_check (const FerryMigrationState *state, FerryAction action, char **reason)
{
  g_autofree char *refusal = NULL;

  g_return_val_if_fail (state != NULL, FALSE);
  g_return_val_if_fail ((int) action >= 0 && action < FERRY_N_ACTIONS, FALSE);

  if (reason != NULL)
    *reason = NULL;
  if (needs[action] & LOCAL)
    return TRUE;

  /* What will stay so comes before what passes, so that nobody waits in vain. */
  if (state->connection == FERRY_CONNECTION_ONLINE)
    refusal = check_capability (state, action);
  else
    refusal = check_connection (state);
  if (refusal == NULL)
    refusal = check_general (state, action);
  if (refusal == NULL)
    refusal = check_own_rule (state, action);

  if (refusal == NULL)
    return TRUE;
  if (reason != NULL)
    *reason = g_steal_pointer (&refusal);
  return FALSE;
}

/* The next step, be it allowed or not. */
static FerryAction
find_next (const FerryMigrationState *state)
{
  if (!state->set_up)
    return state->disabled_reason == FERRY_DISABLED_REASON_COMPLETED ? FERRY_ACTION_CHECKLIST
                                                                     : FERRY_ACTION_SETUP;
  if (state->companies_total > 0 && state->companies_selected == 0)
    return FERRY_ACTION_SELECT_COMPANIES;
  if (state->creation_status == FERRY_CREATION_STATUS_FAILED
      || (state->creation_status == FERRY_CREATION_STATUS_NONE && state->companies_selected > 0))
    return FERRY_ACTION_CREATE_COMPANIES;
  if (!state->has_run || state->cloud_data_reset || state->tables_failed > 0
      || state->last_status == FERRY_RUN_STATUS_FAILED
      || state->last_status == FERRY_RUN_STATUS_UPGRADE_FAILED)
    return FERRY_ACTION_RUN_REPLICATION;
  if (state->product_needs_upgrade && !state->upgrade_completed)
    return state->last_status == FERRY_RUN_STATUS_UPGRADE_PENDING
               && (state->companies_not_ready == NULL || *state->companies_not_ready == NULL)
             ? FERRY_ACTION_RUN_UPGRADE
             : FERRY_ACTION_RUN_REPLICATION;
  if (state->companies_not_initialized != NULL && *state->companies_not_initialized != NULL)
    return FERRY_ACTION_INITIALIZE_COMPANY;
  return FERRY_ACTION_COMPLETE;
}

gboolean
ferry_action_rules_suggest (const FerryMigrationState *state, FerryAction *action)
{
  FerryAction next;

  g_return_val_if_fail (state != NULL, FALSE);

  if (state->connection != FERRY_CONNECTION_ONLINE || state->run_in_progress
      || ferry_migration_state_is_upgrading (state)
      || state->creation_status == FERRY_CREATION_STATUS_IN_PROGRESS)
    return FALSE;
  if (!state->set_up && state->disabled_reason == FERRY_DISABLED_REASON_NONE)
    return FALSE;
  next = find_next (state);
  if (!ferry_action_rules_check (state, next, NULL))
    return FALSE;
  if (action != NULL)
    *action = next;
  return TRUE;
}

gboolean
ferry_action_rules_next_run_is_full (const FerryMigrationState *state)
{
  g_return_val_if_fail (state != NULL, TRUE);

  return !state->has_run || state->cloud_data_reset;
}

gboolean
ferry_action_rules_record_links_first (const FerryMigrationState *state)
{
  g_return_val_if_fail (state != NULL, FALSE);

  return state->has_run && state->record_links_migrated_at < state->last_start;
}
