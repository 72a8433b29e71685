/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-company.h"
#include "ferry-migration-state.h"
#include "ferry-migration-totals.h"
#include "ferry-run.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * FerryDeed:
 *
 * What the journal has of an action that was taken: its nick, and the run id of the newest entry of the log as
 * it was before ("" for an empty log).
 */
typedef struct
{
  char *action;
  char *before;
} FerryDeed;

FerryDeed *ferry_deed_new (const char *action, const char *before);
void ferry_deed_free (FerryDeed *self);

/** FerryLogEvent: what an entry of the log says of the migration being on or off */
typedef enum
{
  FERRY_LOG_EVENT_RUN,
  FERRY_LOG_EVENT_SETUP,
  FERRY_LOG_EVENT_DISABLED,
  FERRY_LOG_EVENT_NEUTRAL, /* neither, such as an update of the service */
  FERRY_LOG_EVENT_UNKNOWN,
} FerryLogEvent;

/** ferry_log_event_read: @reason: (out): why, of a disabling; OTHER where its words don't say */
FerryLogEvent ferry_log_event_read (FerryRun *run, FerryDisabledReason *reason);

/**
 * FerryMigrationFacts:
 * @has_setup: whether the service has a `setupCloudMigration`
 * @product_id: of the set-up
 * @product_name: as people know it
 * @runs: (element-type FerryRun): the migration log, newest first
 * @companies: (element-type FerryCompany): all companies
 * @deeds: (element-type FerryDeed): what we did ourselves, newest first
 * @totals: (nullable): of ended runs; %NULL while none of their details are known
 * @totals_complete: whether no ended run is missing in @totals
 * @last_warnings: warnings among the details of the last run that copied, -1 unknown
 * @overview: (nullable): `migrationOverview` (§B)
 * @overview_old: whether the log has changed since the overview was read
 * @capabilities: (nullable): as in #FerryMigrationState
 * @upgrade_started: a data upgrade was started by us and its end wasn't seen
 * @upgrade_failed: the last one that we started had its data restored
 *
 * What the service and the journal tell, from which the state is derived. All is borrowed.
 *
 * Where the overview says something it counts. What it doesn't say, and everything without it, is derived so:
 *  - *not set up*: there is no set-up; or there is one, but no sign that it was ever completed (an empty log, no
 *    company created or being created, and no completed set-up of ours).
 *  - *enabled or disabled*: our own last set-up or disabling decides, if the log has nothing since but the entry that
 *    it made itself. Else the newest entry of the log does: a run means enabled; one of set-up or of
 *    disabling is told by its words. Entries whose words aren't known (other languages) take turns:
 *    set-up, disabling, set-up again; behind a run the first is a disabling.
 *  - *disabled reason*: our own last action where it decides, else the words of the log.
 *  - *company creation*: of the selected companies, one in progress means in progress; else one in
 *    error or without permission, failed; else all created, completed; else none.
 *  - *companies that aren't initialized*: selected and created ones, except where that is going on.
 *  - *data repair*: of the last run that copied; its status *repair data pending* means pending.
 *  - *upgrade completed*: the product needs an upgrade and the last run that copied is Completed, which without one
 *    it would never become (domain §2.4).
 *  - *cloud data reset*: ours, with no run that copied since.
 *  - *ready companies*: created, brought by some run, without a failed table.
 *  - *latest counts*: of @totals, else those of the last run that copied.
 */
typedef struct
{
  FerryConnection connection;
  gboolean has_setup;
  const char *product_id;
  const char *product_name;
  GPtrArray *runs;
  GPtrArray *companies;
  GPtrArray *deeds;
  FerryMigrationTotals *totals;
  gboolean totals_complete;
  gint64 last_warnings;
  JsonObject *overview;
  gboolean overview_old;
  GHashTable *capabilities;
  gboolean upgrade_started;
  gboolean upgrade_failed;
  gint64 now;
} FerryMigrationFacts;

/** ferry_migration_facts_derive: Returns: (transfer full): the state */
FerryMigrationState *ferry_migration_facts_derive (const FerryMigrationFacts *self);

/** ferry_migration_facts_find_last_copy: Returns: (transfer none) (nullable): the newest of @runs that copies, or did */
FerryRun *ferry_migration_facts_find_last_copy (GPtrArray *runs);

/** ferry_run_copies: Returns: whether @run moves data: a replication that isn't diagnostic */
gboolean ferry_run_copies (FerryRun *run);

/**
 * ferry_migration_state_to_text:
 *
 * Returns: (transfer full): what is worth knowing of @state when nothing can be read, for the history
 */
char *ferry_migration_state_to_text (const FerryMigrationState *state);

/** ferry_migration_state_new_from_text: Returns: (transfer full): the state, as far as @text could be read; offline */
FerryMigrationState *ferry_migration_state_new_from_text (const char *text);

G_END_DECLS
