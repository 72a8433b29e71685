/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * FerryGate:
 *
 * Lets a limited number in at once; the others wait in the order they came. Those that may stay long are let in
 * before the others, but don't get all places, so that many of them don't blind who only wants to look. For one
 * thread.
 */
#define FERRY_TYPE_GATE (ferry_gate_get_type ())
G_DECLARE_FINAL_TYPE (FerryGate, ferry_gate, FERRY, GATE, GObject)

/* ferry_gate_new: @long_places: how many of @places those may have at once that stay long */
FerryGate *ferry_gate_new (guint places, guint long_places);

/* ferry_gate_enter_async: waits for a place; one that got it gives it back with ferry_gate_leave() */
void ferry_gate_enter_async (FerryGate *self,
                             gboolean stays_long,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean ferry_gate_enter_finish (FerryGate *self, GAsyncResult *result, GError **error);
/* ferry_gate_leave: @stays_long: as it was on entering */
void ferry_gate_leave (FerryGate *self, gboolean stays_long);

/* ferry_gate_get_most: Returns: how many were in at once at most, so far */
guint ferry_gate_get_most (FerryGate *self);

G_END_DECLS
