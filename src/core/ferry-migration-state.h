/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

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
  FERRY_CONNECTION_OFFLINE, /* not tried, or it can't be reached */
  FERRY_CONNECTION_CONNECTING,
  FERRY_CONNECTION_ONLINE,
  FERRY_CONNECTION_SIGNED_OUT, /* the sign-in was refused */
  FERRY_CONNECTION_OUTAGE,     /* the data upgrade has it offline: expected (domain §2.7) */
} FerryConnection;

/**
 * FerryMigrationState:
 *
 * All that decides what may be done: plain values, so that the rules are pure. Counts are "latest" ones over
 * all runs (domain §2.3), -1 where not known. @now: µs UTC. How each is found from what the service tells is
 * said at #FerryMigrationFacts.
 *
 * A state of which nothing is known yet has @set_up false and @disabled_reason NONE.
 */
typedef struct
{
  FerryConnection connection;
  gboolean set_up; /* a completed set-up exists and migration is enabled */
  FerryDisabledReason disabled_reason;
  FerryCreationStatus creation_status;
  char *creation_error;
  gboolean has_run;           /* there is at least one entry that copied data */
  FerryRunStatus last_status; /* of the last entry that replicated or upgraded */
  FerryReplicationType last_type;
  gint64 last_start;
  char *last_details;
  char *last_status_text;
  gboolean run_in_progress; /* a replication or diagnostic run, the newest such */
  gint64 run_in_progress_since;
  gboolean upgrade_started;   /* we started it and haven't seen its end */
  gboolean upgrade_completed; /* what the last run that copied brought is upgraded */
  gboolean upgrade_failed;    /* the last upgrade failed; the run says UpgradePending again (domain §2.7) */
  gboolean cloud_data_reset;  /* since the last run that copied: the next one copies all again */
  gboolean product_needs_upgrade;
  char *product_name;
  FerryRepairStatus repair_status;
  gint64 tables_successful, tables_failed, tables_remaining, tables_with_warnings;
  guint companies_total, companies_selected, companies_replicated;
  char **companies_not_ready; /* selected, but not ready for the upgrade */
  char **companies_upgrade_failed;
  char **companies_not_initialized;
  char **companies_creation_failed;
  /* What only the management API tells. */
  gint64 warnings; /* that need a look (domain §2.10), -1 unknown */
  char *deployed_version;
  char *latest_version;
  gboolean has_layout; /* whether the service says which layout is used */
  gboolean use_new_layout;
  gboolean keep_user_permissions;
  gboolean approval_required;       /* a delegated administrator waits for it (domain §2.1, 2) */
  gint64 user_mapping_completed_at; /* µs UTC, 0 = never or unknown */
  gint64 record_links_migrated_at;  /* the same */
  GHashTable *capabilities;         /* (nullable): name → "" or the reason why not; NULL without §B */
  gint64 now;
} FerryMigrationState;

/** ferry_migration_state_new: Returns: (transfer full): a state of which nothing is known: offline, counts -1 */
FerryMigrationState *ferry_migration_state_new (void);
void ferry_migration_state_free (FerryMigrationState *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryMigrationState, ferry_migration_state_free)

/** ferry_migration_state_is_upgrading: Returns: whether a data upgrade goes on, told by the service or started by us */
gboolean ferry_migration_state_is_upgrading (const FerryMigrationState *self);

/**
 * ferry_migration_state_join_names:
 * @names: (nullable) (array zero-terminated=1): names of companies
 *
 * Returns: (transfer full): such as `“A”, “B”`; beyond five the rest is counted
 */
char *ferry_migration_state_join_names (char **names);

G_END_DECLS
