/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ferry-detail-list.h"
#include "ferry-run-estimate.h"
#include "ferry-run-progress.h"
#include "ferry-standstill.h"

G_BEGIN_DECLS

/**
 * FerryRunForecast:
 *
 * All that can be said of a run that goes on, put together: how far it is, how fast it goes, when it will have ended, and
 * whether it stands still. Fed by #FerryRunMonitor with what it sees, and by #FerryEnvironment with what is
 * remembered. Signal: `changed ()`: something that was found out in a worker is there.
 */
#define FERRY_TYPE_RUN_FORECAST (ferry_run_forecast_get_type ())
G_DECLARE_FINAL_TYPE (FerryRunForecast, ferry_run_forecast, FERRY, RUN_FORECAST, GObject)

FerryRunForecast *ferry_run_forecast_new (void);

/** ferry_run_forecast_follow: @run: (nullable): begins anew where it is another run than before; %NULL follows none */
void ferry_run_forecast_follow (FerryRunForecast *self, FerryRun *run);

/** ferry_run_forecast_see_run: @run: the one that is followed, as it is now */
void ferry_run_forecast_see_run (FerryRunForecast *self, FerryRun *run);

/** ferry_run_forecast_see_no_run: a look found that none goes on */
void ferry_run_forecast_see_no_run (FerryRunForecast *self);

/** ferry_run_forecast_see_details: @list: those of the run that is followed, as they are now */
void ferry_run_forecast_see_details (FerryRunForecast *self, FerryDetailList *list);

/** ferry_run_forecast_set_history: @history: (nullable): earlier runs of the type of the run that is followed */
void ferry_run_forecast_set_history (FerryRunForecast *self, FerryRunHistory *history);

/** ferry_run_forecast_set_sizes: @sizes: (nullable) (element-type utf8 gdouble): the companies that are replicated → GB; not changed afterwards */
void ferry_run_forecast_set_sizes (FerryRunForecast *self, GHashTable *sizes);

/** ferry_run_forecast_get_progress: Returns: (transfer none): its counts */
FerryRunProgress *ferry_run_forecast_get_progress (FerryRunForecast *self);

/** ferry_run_forecast_get_now: Returns: the time of the progress, in µs; goes on while the computer sleeps, and no clock that is set moves it */
gint64 ferry_run_forecast_get_now (void);

/** ferry_run_forecast_get_fraction: Returns: how far it is, 0–0.99 while it goes on; of its time, where it is known what the tables took last time; -1 where nothing is known yet */
double ferry_run_forecast_get_fraction (FerryRunForecast *self);

/** ferry_run_forecast_get_range: Returns: whether enough is known to say when it ends; nothing is said while it may be stalled */
gboolean ferry_run_forecast_get_range (FerryRunForecast *self, FerryRunRange *range);

/** ferry_run_forecast_get_table_seconds: Returns: how long the table in progress took last time; -1 where none is, or that isn't known */
double ferry_run_forecast_get_table_seconds (FerryRunForecast *self);

FerryStandstill ferry_run_forecast_get_standstill (FerryRunForecast *self);

/** ferry_run_forecast_dup_text: Returns: (transfer full): one line for the progress bar */
char *ferry_run_forecast_dup_text (FerryRunForecast *self);

/** ferry_run_forecast_dup_hint: Returns: (transfer full): what else is worth knowing or doing, in sentences; "" for nothing */
char *ferry_run_forecast_dup_hint (FerryRunForecast *self);

G_END_DECLS
