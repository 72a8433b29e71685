/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * FerryClock:
 *
 * What time it is, and alarms. There is one that goes by itself; one that stands still is moved by a test, which
 * so counts what happens in an hour without waiting for one. For one thread.
 */
#define FERRY_TYPE_CLOCK (ferry_clock_get_type ())
G_DECLARE_FINAL_TYPE (FerryClock, ferry_clock, FERRY, CLOCK, GObject)

/* ferry_clock_get_default: Returns: (transfer none): the one that goes by itself, by g_get_monotonic_time() */
FerryClock *ferry_clock_get_default (void);

/* ferry_clock_new_still: Returns: (transfer full): one that only ferry_clock_advance() moves */
FerryClock *ferry_clock_new_still (void);

/* ferry_clock_now: Returns: µs, from an arbitrary beginning; never goes back, and stands during a suspend */
gint64 ferry_clock_now (FerryClock *self);

/* ferry_clock_advance: moves a still clock by @ms, alarm by alarm */
void ferry_clock_advance (FerryClock *self, guint ms);

/* ferry_clock_get_next: Returns: ms until the next alarm of a still clock, rounded up; -1 where there is none */
int ferry_clock_get_next (FerryClock *self);

/*
 * FerryAlarm:
 *
 * Calls once, and is freed by who made it, before or after; also from within the call.
 */
typedef struct _FerryAlarm FerryAlarm;

typedef void (*FerryAlarmFunc) (gpointer user_data);

FerryAlarm *ferry_alarm_new (FerryClock *clock, guint ms, FerryAlarmFunc func, gpointer user_data);
void ferry_alarm_free (FerryAlarm *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryAlarm, ferry_alarm_free)

/* ferry_alarm_get_left: Returns: ms until it calls, 0 where it is due or has called */
guint ferry_alarm_get_left (FerryAlarm *self);

G_END_DECLS
