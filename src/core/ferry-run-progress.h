/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FerryRunProgress:
 *
 * How far a run is, how fast it goes and when it will have ended, from the counts that are seen of it. Knows no
 * clock: all times are handed in, in µs of one that doesn't jump.
 */
typedef struct _FerryRunProgress FerryRunProgress;

FerryRunProgress *ferry_run_progress_new (void);
void ferry_run_progress_free (FerryRunProgress *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryRunProgress, ferry_run_progress_free)

/** ferry_run_progress_follow: @run_id: (nullable): begins anew where it is another run than before; %NULL follows none */
void ferry_run_progress_follow (FerryRunProgress *self, const char *run_id, gint64 now);

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
/** ferry_run_progress_get_seconds_left: Returns: as it goes at present, or -1 */
gint64 ferry_run_progress_get_seconds_left (FerryRunProgress *self);
/** ferry_run_progress_get_stalled: Returns: seconds since a count last moved */
gint64 ferry_run_progress_get_stalled (FerryRunProgress *self, gint64 now);

/** ferry_run_progress_get_text: Returns: (transfer full): one line for the progress bar */
char *ferry_run_progress_get_text (FerryRunProgress *self, gint64 now);

G_END_DECLS
