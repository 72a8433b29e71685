/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FerryFleetCell:
 *
 * A cell of a #FerryFleetTable: a symbol, two lines of text and, where it was made with one, a progress bar between them. Its
 * texts measure nothing when they change (performance, "Showing").
 */
#define FERRY_TYPE_FLEET_CELL (ferry_fleet_cell_get_type ())
G_DECLARE_FINAL_TYPE (FerryFleetCell, ferry_fleet_cell, FERRY, FLEET_CELL, GtkWidget)

/** ferry_fleet_cell_new: @number: its texts stand at the end; @bar: with a progress bar */
GtkWidget *ferry_fleet_cell_new (gboolean number, gboolean bar);

/** ferry_fleet_cell_show: @icon_name: (nullable): no symbol; @css_class: (nullable): the symbol's, a static string; @second: "": one line alone; @strong: the first line stands out */
void ferry_fleet_cell_show (FerryFleetCell *self,
                            const char *icon_name,
                            const char *css_class,
                            const char *text,
                            const char *second,
                            gboolean strong);

/** ferry_fleet_cell_show_fraction: @fraction: 0–1; -1: not known; below: no bar; @name: what goes on, for assistive technologies */
void ferry_fleet_cell_show_fraction (FerryFleetCell *self, double fraction, const char *name);

G_END_DECLS
