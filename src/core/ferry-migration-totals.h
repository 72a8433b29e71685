/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-enums.h"

G_BEGIN_DECLS

/**
 * FerryMigrationTotals:
 *
 * The *latest* counts of domain §2.3: what became of each table over all runs. Fed with the details of ended
 * runs, in any order; feeding a run again replaces what it said.
 *
 * Diagnostic runs are not fed: they copy nothing, and their errors block no table (domain §2.4). Remaining and
 * warnings are those of the last run and are not kept here.
 */
typedef struct _FerryMigrationTotals FerryMigrationTotals;

FerryMigrationTotals *ferry_migration_totals_new (void);
void ferry_migration_totals_free (FerryMigrationTotals *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryMigrationTotals, ferry_migration_totals_free)

/**
 * ferry_migration_totals_add:
 * @run_start: when the detail's run began, µs UTC: its place in the order where @end_time isn't told (api-contract
 *   §A: details have no times)
 * @end_time: when the table was done, µs UTC, or 0
 * @company: "" is per database
 *
 * Tables that haven't ended, which have no later end than those before, don't count.
 */
void ferry_migration_totals_add (FerryMigrationTotals *self,
                                 gint64 run_start,
                                 gint64 end_time,
                                 const char *company,
                                 const char *table,
                                 FerryTableStatus status);

/** ferry_migration_totals_get_successful: Returns: tables that succeeded in some run and are not failed now */
gint64 ferry_migration_totals_get_successful (FerryMigrationTotals *self);
/** ferry_migration_totals_get_failed: Returns: tables that failed and were not tried to an end since */
gint64 ferry_migration_totals_get_failed (FerryMigrationTotals *self);

/**
 * ferry_migration_totals_get_company:
 * @failed: (out) (optional): how many of its tables are failed now
 * @last_run_start: (out) (optional): when the last run that brought a table of it began, µs UTC
 *
 * Returns: whether any table of @company ended in a run
 */
gboolean ferry_migration_totals_get_company (FerryMigrationTotals *self,
                                             const char *company,
                                             guint *failed,
                                             gint64 *last_run_start);

G_END_DECLS
