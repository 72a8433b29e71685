/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FerryTimeLabel:
 *
 * A time as people say it ("12 min ago"), with the exact one in the tooltip; keeps up with the clock while it is on
 * screen. With `duration` it tells how long `time` to `until` took, or has taken so far where `until` is 0.
 *
 * Properties, all writable: `time`, `until` (int64, µs UTC, 0 = none), `duration` (boolean), `xalign` (float),
 * `none` (string: what is shown where there is no time; default "–").
 */
#define FERRY_TYPE_TIME_LABEL (ferry_time_label_get_type ())
G_DECLARE_FINAL_TYPE (FerryTimeLabel, ferry_time_label, FERRY, TIME_LABEL, GtkWidget)

GtkWidget *ferry_time_label_new (void);
void ferry_time_label_set_time (FerryTimeLabel *self, gint64 time);

G_END_DECLS
