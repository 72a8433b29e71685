/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FerrySurroundings:
 *
 * What happens to the computer and matters to who talks to a service far away: it woke up, or its network came,
 * went or became another. There is one for the process, which watches; a test has one of its own, which is told.
 *
 * Property: `network` (boolean): whether there is a way out; %TRUE until the contrary is known.
 *
 * Signals: `resumed ()`: after a suspend, told once however many signs of it there are; `network-changed ()`: also
 * where there is one before and after, but another one. Connections that were open are good for nothing then.
 *
 * To be used from the main thread.
 */
#define FERRY_TYPE_SURROUNDINGS (ferry_surroundings_get_type ())
G_DECLARE_FINAL_TYPE (FerrySurroundings, ferry_surroundings, FERRY, SURROUNDINGS, GObject)

/**
 * ferry_surroundings_get_default:
 *
 * Begins to watch when it is first asked for: the system's clocks, #GNetworkMonitor, and where there is a
 * logind, its word that a suspend is over. None of it is waited for.
 *
 * Returns: (transfer none): the one of this process
 */
FerrySurroundings *ferry_surroundings_get_default (void);

/** ferry_surroundings_new: Returns: (transfer full): one that watches nothing by itself */
FerrySurroundings *ferry_surroundings_new (void);

gboolean ferry_surroundings_get_network (FerrySurroundings *self);

/** ferry_surroundings_note_resume: there is a sign that the computer was asleep */
void ferry_surroundings_note_resume (FerrySurroundings *self);

/** ferry_surroundings_note_network: @available: whether there is a way out, now that something changed */
void ferry_surroundings_note_network (FerrySurroundings *self, gboolean available);

/** ferry_surroundings_watch_network: follows @monitor */
void ferry_surroundings_watch_network (FerrySurroundings *self, GNetworkMonitor *monitor);

/** ferry_surroundings_watch_logind: follows the `PrepareForSleep` of the logind on @bus, should there be one */
void ferry_surroundings_watch_logind (FerrySurroundings *self, GDBusConnection *bus);

/**
 * ferry_surroundings_judge_clocks:
 * @monotonic: µs that passed by the clock that stands in a suspend
 * @boot: µs that passed in the same time by the one that doesn't
 * @wall: µs that passed in the same time by the one on the wall
 *
 * A virtual machine that was held shows only on the wall; half a minute there is no matter of keeping time.
 *
 * Returns: whether there was a suspend in between
 */
gboolean ferry_surroundings_judge_clocks (gint64 monotonic, gint64 boot, gint64 wall);

G_END_DECLS
