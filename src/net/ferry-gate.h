/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * FerryGate:
 *
 * Lets a limited number in at once; the others wait in the order they came. For one thread.
 */
#define FERRY_TYPE_GATE (ferry_gate_get_type ())
G_DECLARE_FINAL_TYPE (FerryGate, ferry_gate, FERRY, GATE, GObject)

FerryGate *ferry_gate_new (guint places);

/* ferry_gate_enter_async: waits for a place; one that got it gives it back with ferry_gate_leave() */
void ferry_gate_enter_async (FerryGate *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean ferry_gate_enter_finish (FerryGate *self, GAsyncResult *result, GError **error);
void ferry_gate_leave (FerryGate *self);

G_END_DECLS
