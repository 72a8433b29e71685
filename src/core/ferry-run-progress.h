/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FerryRunProgress:
 *
 * How far a run is and how fast it goes, from the counts that are seen of it. Knows no clock: where nothing else is said,
 * times are handed in in µs of one that doesn't jump.
 */
typedef struct _FerryRunProgress FerryRunProgress;

FerryRunProgress *ferry_run_progress_new (void);
void ferry_run_progress_free (FerryRunProgress *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryRunProgress, ferry_run_progress_free)

/** ferry_run_progress_follow: @run_id: (nullable): begins anew where it is another run than before; %NULL follows none */
void ferry_run_progress_follow (FerryRunProgress *self, const char *run_id, gint64 now);

/**
 * ferry_run_progress_set_begin:
 * @start: when the service says that the run began, µs UTC; 0 where it doesn't
 * @wall: what the clock here says now, µs UTC; it may be wrong, and it may be set later
 * @longest: µs that the run can have been going on at most, as where it wasn't there at the last look; -1 where that isn't known
 *
 * From here on only @now counts, whatever becomes of the clock.
 */
void
ferry_run_progress_set_begin (FerryRunProgress *self, gint64 start, gint64 wall, gint64 longest, gint64 now);

/** ferry_run_progress_get_elapsed: @seconds: (out): since the run began, else since it was first followed. Returns: whether it is the former */
gboolean ferry_run_progress_get_elapsed (FerryRunProgress *self, gint64 now, double *seconds);

/** ferry_run_progress_see_tables: @ended: successful and failed ones; @remaining: those that go on or wait; -1 not told */
void ferry_run_progress_see_tables (FerryRunProgress *self, gint64 ended, gint64 remaining, gint64 now);

/** ferry_run_progress_see_records: @copied and @total: sums over all tables */
void ferry_run_progress_see_records (FerryRunProgress *self, gint64 copied, gint64 total, gint64 now);

/** ferry_run_progress_get_fraction: Returns: 0–1, or -1 where nothing is known yet */
double ferry_run_progress_get_fraction (FerryRunProgress *self);
guint ferry_run_progress_get_tables_done (FerryRunProgress *self);
guint ferry_run_progress_get_tables_total (FerryRunProgress *self);
/** ferry_run_progress_get_rate: Returns: records a second over the last minutes, or -1 */
double ferry_run_progress_get_rate (FerryRunProgress *self);
/** ferry_run_progress_get_records: Returns: how many were copied, or -1 */
gint64 ferry_run_progress_get_records (FerryRunProgress *self);
/** ferry_run_progress_get_stalled: Returns: seconds that no count moved, while somebody looked */
gint64 ferry_run_progress_get_stalled (FerryRunProgress *self, gint64 now);

/** ferry_run_progress_get_text: Returns: (transfer full): how far it is and how fast it goes, such as “12 of 120 tables · 1,250 records/s” */
char *ferry_run_progress_get_text (FerryRunProgress *self);

G_END_DECLS
