/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-run-history.h"
#include "ferry-run-workload.h"

G_BEGIN_DECLS

/**
 * FerryRunRange:
 *
 * When a run will have ended, in seconds from now: it is likely to be @middle, and in four of five runs the
 * end lies between @least and @most.
 */
typedef struct
{
  double least;
  double middle;
  double most;
} FerryRunRange;

/**
 * FerryRunEstimate:
 *
 * When a run will have ended, and how sure that is: from how long earlier ones took and how fast this one has been so
 * far, the more from the latter the further it is. Knows no clock: times are seconds since the run began.
 */
typedef struct _FerryRunEstimate FerryRunEstimate;

/** FERRY_RUN_SHARE: in so many of a hundred runs the end lies in the range that was told */
#define FERRY_RUN_SHARE 80

FerryRunEstimate *ferry_run_estimate_new (void);
void ferry_run_estimate_free (FerryRunEstimate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryRunEstimate, ferry_run_estimate_free)

/** ferry_run_estimate_reset: another run */
void ferry_run_estimate_reset (FerryRunEstimate *self);

/** ferry_run_estimate_set_history: @history: (nullable): of runs like this one */
void ferry_run_estimate_set_history (FerryRunEstimate *self, FerryRunHistory *history);

/**
 * ferry_run_estimate_see:
 * @elapsed: seconds since the run began
 * @since_begin: whether @elapsed is since the run began, else since it was first looked at
 */
void ferry_run_estimate_see (FerryRunEstimate *self,
                             double elapsed,
                             gboolean since_begin,
                             const FerryRunMeasure *measure);

/** ferry_run_estimate_get: Returns: whether enough is known to say something; only then is @range set */
gboolean ferry_run_estimate_get (FerryRunEstimate *self, double elapsed, FerryRunRange *range);

/**
 * ferry_run_range_dup_text:
 *
 * Returns: (transfer full): such as “about 1 h 10 min left (50 min – 1 h 40 min)”
 */
char *ferry_run_range_dup_text (const FerryRunRange *self);

/**
 * ferry_run_range_dup_end:
 * @now: µs UTC
 *
 * Returns: (transfer full) (nullable): such as “Ends about 14:20.”, in the user's zone; %NULL for an end that is so near that
 *   the time of day tells nothing
 */
char *ferry_run_range_dup_end (const FerryRunRange *self, gint64 now);

G_END_DECLS
