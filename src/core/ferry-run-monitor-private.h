/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-admin-watch.h"
#include "ferry-clock.h"
#include "ferry-run-forecast.h"
#include "ferry-run-monitor.h"
#include "ferry-surroundings.h"

G_BEGIN_DECLS

/*
 * FerryWatch: what is in progress and so worth looking at often. Nothing of it: the monitor is idle.
 */
typedef enum
{
  FERRY_WATCH_NOTHING = 0,
  FERRY_WATCH_RUN = 1 << 0,
  FERRY_WATCH_UPGRADE = 1 << 1,
  FERRY_WATCH_REPAIR = 1 << 2,
  FERRY_WATCH_COMPANIES = 1 << 3,      /* being created */
  FERRY_WATCH_INITIALIZATION = 1 << 4, /* of companies */
} FerryWatch;

/*
 * ferry_run_monitor_new:
 *
 * A monitor that looks at nothing until it is started. It only reads (and asks for refreshes); what it
 * saw it tells with the signals `runs-seen (GPtrArray of FerryRun)`: the newest entries of the log,
 * `companies-seen (GPtrArray of FerryCompany)`: all companies, and `look-failed (GError)`. `scheduled ()`: when it looks
 * next is another time than it was; `cut-off ()`: the computer has no network, and it doesn't look until there is one.
 *
 * After a suspend, and in another network, it looks at once, a little spread where there are many.
 */
FerryRunMonitor *ferry_run_monitor_new (void);

/* ferry_run_monitor_start: looks through @service from now on, first after a pause */
void ferry_run_monitor_start (FerryRunMonitor *self, FerryMigrationService *service);

/* ferry_run_monitor_stop: no look begins any more, and the one under way is cancelled */
void ferry_run_monitor_stop (FerryRunMonitor *self);

/*
 * ferry_run_monitor_set_watch:
 * @run: (nullable): the run that goes on, or waits for the end of its upgrade
 *
 * Says what is in progress; what begins is looked at after the short pause.
 */
void ferry_run_monitor_set_watch (FerryRunMonitor *self, FerryWatch watch, FerryRun *run);

/* ferry_run_monitor_set_admin_watch: @admin: (nullable): whom to ask in turn while an upgrade keeps the environment out of reach */
void ferry_run_monitor_set_admin_watch (FerryRunMonitor *self, FerryAdminWatch *admin);

/* ferry_run_monitor_get_forecast: Returns: (transfer none): to be told what is remembered */
FerryRunForecast *ferry_run_monitor_get_forecast (FerryRunMonitor *self);

/*
 * ferry_run_monitor_prompt:
 * @age_ms: only where the last request is longer ago than that; 0: in any case, and once more after a look under way
 * @many: others are prompted, too: a little spread
 *
 * Looks at the runs at once where nothing is known to go on. Neither fails nor hurries what is out of reach or was asked to wait.
 *
 * Returns: whether it does
 */
gboolean ferry_run_monitor_prompt (FerryRunMonitor *self, guint age_ms, gboolean many);

/* ferry_run_monitor_has_room: Returns: whether everything may be read now without overdrawing the budget */
gboolean ferry_run_monitor_has_room (FerryRunMonitor *self);

/* ferry_run_monitor_get_fresh_ms: Returns: for how long, in ms, what is known is good enough for who looks at it */
guint ferry_run_monitor_get_fresh_ms (FerryRunMonitor *self);

/* ferry_run_monitor_take_refresh: whether the service may be asked to refresh now; the caller does so then */
gboolean ferry_run_monitor_take_refresh (FerryRunMonitor *self);

/* ferry_run_monitor_note_requests: somebody else makes @n requests of the same environment; looks give way to them */
void ferry_run_monitor_note_requests (FerryRunMonitor *self, guint n);

/* ferry_run_monitor_note_success: somebody else's read came through; the back-off ends */
void ferry_run_monitor_note_success (FerryRunMonitor *self);

/* ferry_run_monitor_note_failure: somebody else's read failed; counts as a failed look once it is started */
void ferry_run_monitor_note_failure (FerryRunMonitor *self, const GError *error);

/* ferry_run_monitor_get_next_look: Returns: milliseconds until the next look, or -1 where none is due */
int ferry_run_monitor_get_next_look (FerryRunMonitor *self);

gboolean ferry_run_monitor_is_started (FerryRunMonitor *self);
/* ferry_run_monitor_is_cut_off: whether it waits for a network */
gboolean ferry_run_monitor_is_cut_off (FerryRunMonitor *self);

/* ferry_run_monitor_set_clock: another than the default one; before it is started */
void ferry_run_monitor_set_clock (FerryRunMonitor *self, FerryClock *clock);
FerryClock *ferry_run_monitor_get_clock (FerryRunMonitor *self);

/* ferry_run_monitor_set_surroundings: others than those of the process; their network counts on this computer too */
void ferry_run_monitor_set_surroundings (FerryRunMonitor *self, FerrySurroundings *surroundings);

/* ferry_run_monitor_get_look_ms: Returns: the short pause, in milliseconds */
guint ferry_run_monitor_get_look_ms (FerryRunMonitor *self);

G_END_DECLS
