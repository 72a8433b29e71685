/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ferry-detail-list.h"
#include "ferry-migration-service.h"
#include "ferry-run-estimate.h"
#include "ferry-standstill.h"

G_BEGIN_DECLS

/**
 * FerryRunMonitor:
 *
 * Follows what is in progress in one environment, and is the only thing that polls (architecture, "How data
 * flows" 2): at most a request in 5 s, asks the service to refresh at most once in 60 s, backs off on failures,
 * goes on through the outage of the data upgrade. Idle, it looks every 5 min.
 *
 * Properties: `active` (boolean); `upgrading` (boolean); `fraction` (double, 0–1; -1 unknown); `tables-done`,
 * `tables-total` (uint); `records-per-second` (double; -1 unknown); `seconds-left` (int64; -1 unknown);
 * `stalled-seconds` (int64: how long no count has moved); `standstill` (#FerryStandstill: what that means); `text` (string:
 * one line for the progress bar); `hint` (string: what else is worth knowing or doing, in sentences, or "");
 * `failures` (uint: failed looks in a row).
 */
#define FERRY_TYPE_RUN_MONITOR (ferry_run_monitor_get_type ())
G_DECLARE_FINAL_TYPE (FerryRunMonitor, ferry_run_monitor, FERRY, RUN_MONITOR, GObject)

gboolean ferry_run_monitor_get_active (FerryRunMonitor *self);
gboolean ferry_run_monitor_get_upgrading (FerryRunMonitor *self);
double ferry_run_monitor_get_fraction (FerryRunMonitor *self);
guint ferry_run_monitor_get_tables_done (FerryRunMonitor *self);
guint ferry_run_monitor_get_tables_total (FerryRunMonitor *self);
gint64 ferry_run_monitor_get_seconds_left (FerryRunMonitor *self);
/** ferry_run_monitor_get_range: Returns: whether it can be said when the run will have ended */
gboolean ferry_run_monitor_get_range (FerryRunMonitor *self, FerryRunRange *range);
FerryStandstill ferry_run_monitor_get_standstill (FerryRunMonitor *self);
const char *ferry_run_monitor_get_hint (FerryRunMonitor *self);
/** ferry_run_monitor_get_run: Returns: (transfer none) (nullable): the run that goes on, or waits for the end of its upgrade */
FerryRun *ferry_run_monitor_get_run (FerryRunMonitor *self);
const char *ferry_run_monitor_get_text (FerryRunMonitor *self);

/** ferry_run_monitor_set_intervals: in milliseconds, for tests and for the sandbox; defaults 5,000, 60,000, 300,000 */
void ferry_run_monitor_set_intervals (FerryRunMonitor *self, guint look_ms, guint refresh_ms, guint idle_ms);

G_END_DECLS
