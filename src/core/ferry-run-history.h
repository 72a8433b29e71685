/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-detail-store.h"
#include "ferry-run.h"

G_BEGIN_DECLS

/**
 * FerryRunHistory:
 *
 * How long earlier runs of one type took in an environment, and their tables: what an estimate begins with. Filled
 * by one thread, then never changed again, so that any thread may read it.
 */
typedef struct _FerryRunHistory FerryRunHistory;

/** ferry_run_history_new: @type: of the run that is to be estimated; a first run and one of changes don't compare */
FerryRunHistory *ferry_run_history_new (FerryReplicationType type);
FerryRunHistory *ferry_run_history_ref (FerryRunHistory *self);
void ferry_run_history_unref (FerryRunHistory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryRunHistory, ferry_run_history_unref)

/**
 * ferry_run_history_add_run:
 * @run: older than those that were added before
 *
 * Takes @run over where it can be compared: of the type, gone through to its end, and with both its times.
 *
 * Returns: whether it was taken; beyond the last eight none is
 */
gboolean ferry_run_history_add_run (FerryRunHistory *self, FerryRun *run);

/** ferry_run_history_add_seconds: the same with what is known of a run */
gboolean ferry_run_history_add_seconds (FerryRunHistory *self, gint64 seconds);

/** ferry_run_history_get_n_runs: Returns: how many there are to compare with */
guint ferry_run_history_get_n_runs (FerryRunHistory *self);
/** ferry_run_history_get_seconds: @index: 0 is the newest. Returns: how long it took, more than 0 */
gint64 ferry_run_history_get_seconds (FerryRunHistory *self, guint index);

/** ferry_run_history_add_table: @seconds: how long it took, -1 where that isn't told; what was added for it before stays */
void ferry_run_history_add_table (FerryRunHistory *self,
                                  const char *company,
                                  const char *table,
                                  double seconds,
                                  gint64 records);
/** ferry_run_history_add_details: the tables of a run, newest run first */
void ferry_run_history_add_details (FerryRunHistory *self, FerryDetailStore *details);
/**
 * ferry_run_history_find_table:
 * @company: "" is per database
 * @seconds: (out): how long it took last time, -1 where that isn't known
 * @records: (out): how many records it had then
 *
 * Returns: whether the table was in one of those runs
 */
gboolean ferry_run_history_find_table (FerryRunHistory *self,
                                       const char *company,
                                       const char *table,
                                       double *seconds,
                                       gint64 *records);

/**
 * ferry_run_history_dup_text:
 *
 * Returns: (transfer full) (nullable): what to expect of the next one, such as “The last 3 such runs took 18–25 min.”; %NULL
 *   where there were none
 */
char *ferry_run_history_dup_text (FerryRunHistory *self);

G_END_DECLS
