/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SandboxControl:
 *
 * What the main thread tells the engine's thread while that works: how fast, stop after this table, leave at
 * once. All functions may be called from any thread.
 */
typedef struct _SandboxControl SandboxControl;

SandboxControl *sandbox_control_new (double pace);
void sandbox_control_free (SandboxControl *self);

/** sandbox_control_set_pace: @pace: rows a second, or 0 for as fast as it goes; a waiting thread heeds it at
 * once */
void sandbox_control_set_pace (SandboxControl *self, double pace);

/** sandbox_control_has_pace: Returns: whether work is slowed down at all */
gboolean sandbox_control_has_pace (SandboxControl *self);

/** sandbox_control_get_batch: @most: the largest batch wanted. Returns: rows that take no longer than 0.1 s
 */
guint sandbox_control_get_batch (SandboxControl *self, guint most);

/** sandbox_control_set_stop: whether to end after the present table */
void sandbox_control_set_stop (SandboxControl *self, gboolean stop);
gboolean sandbox_control_get_stop (SandboxControl *self);

/** sandbox_control_quit: the thread has to leave, in the middle of a table if need be */
void sandbox_control_quit (SandboxControl *self);
gboolean sandbox_control_is_quitting (SandboxControl *self);

/**
 * sandbox_control_take:
 * @rows: how many rows were just dealt with
 *
 * Waits as long as the pace asks for.
 *
 * Returns: %FALSE where the thread has to leave
 */
gboolean sandbox_control_take (SandboxControl *self, guint rows);

/** sandbox_control_wait: waits for @ms milliseconds. Returns: %FALSE where the thread has to leave */
gboolean sandbox_control_wait (SandboxControl *self, guint ms);

G_END_DECLS
