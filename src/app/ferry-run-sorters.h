/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ferry_run_sorter_new:
 * @column: a column of the migration log: `start`, `duration`, `type`, `status`, `successful`, `failed`, `remaining`,
 *   `source` or `details`
 *
 * Returns: (transfer full) (nullable): a sorter of #FerryRun, low to high; %NULL for another name
 */
GtkSorter *ferry_run_sorter_new (const char *column);

/**
 * ferry_run_sorters_probe:
 * @sorter: a column view's
 * @run: any run
 * @descending: (out): whether the order is from high to low
 *
 * GTK 4.8 doesn't tell which column a view is sorted by; the sorter does, by what it compares first.
 *
 * Returns: (nullable): the column's name; %NULL where nothing is sorted
 */
const char *ferry_run_sorters_probe (GtkSorter *sorter, gpointer run, gboolean *descending);

G_END_DECLS
