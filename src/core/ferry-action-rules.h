/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-action.h"
#include "ferry-enums.h"

G_BEGIN_DECLS

/** FerryCreationStatus: of the background task that creates companies (domain §2.2) */
typedef enum
{
  FERRY_CREATION_STATUS_NONE,
  FERRY_CREATION_STATUS_IN_PROGRESS,
  FERRY_CREATION_STATUS_FAILED,
  FERRY_CREATION_STATUS_COMPLETED,
} FerryCreationStatus;

/** FerryConnection: how the environment stands to us */
typedef enum
{
  FERRY_CONNECTION_OFFLINE,    /* not tried, or it can't be reached */
  FERRY_CONNECTION_CONNECTING,
  FERRY_CONNECTION_ONLINE,
  FERRY_CONNECTION_SIGNED_OUT, /* the sign-in was refused */
  FERRY_CONNECTION_OUTAGE,     /* the data upgrade has it offline: expected (domain §2.7) */
} FerryConnection;

/**
 * FerryMigrationState:
 *
 * All that decides what may be done: plain values, so that the rules are pure. Counts are "latest" ones over
 * all runs (domain §2.3). @now: µs UTC.
 */
typedef struct
{
  FerryConnection connection;
  gboolean set_up;                      /* a completed set-up exists and migration is enabled */
  FerryDisabledReason disabled_reason;
  FerryCreationStatus creation_status;
  char *creation_error;
  gboolean has_run;                     /* there is at least one entry that replicated */
  FerryRunStatus last_status;           /* of the last entry that replicated or upgraded */
  FerryReplicationType last_type;
  gint64 last_start;
  char *last_details;
  char *last_status_text;
  gboolean run_in_progress;             /* a replication or diagnostic run, the newest such */
  gint64 run_in_progress_since;
  gboolean upgrade_started;             /* we started it and haven't seen its end */
  gboolean product_needs_upgrade;
  char *product_name;
  FerryRepairStatus repair_status;
  gint64 tables_successful, tables_failed, tables_remaining, tables_with_warnings;
  guint companies_total, companies_selected, companies_replicated;
  char **companies_not_ready;           /* selected, but not ready for the upgrade */
  char **companies_upgrade_failed;
  char **companies_not_initialized;
  char **companies_creation_failed;
  GHashTable *capabilities;             /* (nullable): name → "" or the reason why not; NULL without §B */
  gint64 now;
} FerryMigrationState;

FerryMigrationState *ferry_migration_state_new (void);
void ferry_migration_state_free (FerryMigrationState *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryMigrationState, ferry_migration_state_free)

/**
 * ferry_action_rules_check:
 * @state: what is known
 * @action: what is to be done
 * @reason: (out) (optional) (transfer full): why not, and what would help; translated
 *
 * Every refusal of domain §2.2, §2.4, §2.7 and §2.8, and what is unavailable without the management API (§C).
 *
 * Returns: whether @action may be done now
 */
gboolean ferry_action_rules_check (const FerryMigrationState *state, FerryAction action, char **reason);

/**
 * ferry_action_rules_suggest:
 *
 * Returns: whether there is one next step that stands out; it is in @action then
 */
gboolean ferry_action_rules_suggest (const FerryMigrationState *state, FerryAction *action);

/** ferry_action_rules_next_run_is_full: Returns: whether the next replication copies all (domain §2.4) */
gboolean ferry_action_rules_next_run_is_full (const FerryMigrationState *state);

/**
 * FerryStatusText:
 * @title: the overall status, a few words
 * @explanation: what it means and what to do next
 */
typedef struct
{
  char *title;
  char *explanation;
  FerryStyle style;
} FerryStatusText;

/** ferry_status_text_new: the first that applies of domain §3 */
FerryStatusText *ferry_status_text_new (const FerryMigrationState *state);
void ferry_status_text_free (FerryStatusText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryStatusText, ferry_status_text_free)

G_END_DECLS
