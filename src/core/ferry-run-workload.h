/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-run-history.h"

G_BEGIN_DECLS

/**
 * FerryRunMeasure:
 * @done: the share of the work that is done, 0–1
 * @spread: how far what is left may be another amount, as the logarithm of a factor: little where it is known how long
 *   each table took last time, much where only tables are counted
 * @method: in what way it was measured; measures of two ways don't compare
 * @by_time: whether @done is a share of time, since it is known what the tables took last time
 */
typedef struct
{
  double done;
  double spread;
  guint method;
  gboolean by_time;
} FerryRunMeasure;

/**
 * FerryRunWorkload:
 *
 * How much of a run's work is done, and how much is left, from its table details: tables aren't alike, and neither are
 * companies. Never changes.
 */
typedef struct _FerryRunWorkload FerryRunWorkload;

/**
 * ferry_run_workload_new:
 * @history: (nullable): earlier runs of the type
 * @sizes: (nullable) (element-type utf8 gdouble): the companies that are replicated → GB; where nothing else tells how the
 *   work is shared out, they do
 *
 * Takes a while for many tables: for a worker thread.
 */
FerryRunWorkload *
ferry_run_workload_new (FerryDetailStore *details, FerryRunHistory *history, GHashTable *sizes);
void ferry_run_workload_free (FerryRunWorkload *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryRunWorkload, ferry_run_workload_free)

/**
 * ferry_run_workload_measure:
 * @table_elapsed: seconds that the table in progress has been so, -1 where that isn't known
 *
 * Counts what of the table in progress must have been copied by now, going by last time, where the service doesn't tell.
 *
 * Returns: whether the details say anything; only then is @measure set
 */
gboolean ferry_run_workload_measure (FerryRunWorkload *self, double table_elapsed, FerryRunMeasure *measure);

/** ferry_run_workload_get_table: Returns: (nullable): the table in progress that is expected to take longest; %NULL where none is in progress */
const char *ferry_run_workload_get_table (FerryRunWorkload *self);
/** ferry_run_workload_get_table_company: Returns: (nullable): its company; "" is per database */
const char *ferry_run_workload_get_table_company (FerryRunWorkload *self);
/** ferry_run_workload_get_table_start: Returns: µs UTC, 0 where that isn't told */
gint64 ferry_run_workload_get_table_start (FerryRunWorkload *self);
/** ferry_run_workload_get_table_records: Returns: how many it has; 0 where that isn't told */
gint64 ferry_run_workload_get_table_records (FerryRunWorkload *self);
/** ferry_run_workload_get_table_seconds: Returns: how long it took last time, by its size now; -1 where that isn't known */
double ferry_run_workload_get_table_seconds (FerryRunWorkload *self);

G_END_DECLS
