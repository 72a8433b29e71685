/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FerrySortProbe:
 *
 * Tells by which column a column view is sorted, and which way, where the rows are sorted elsewhere: the view itself
 * only says that its sorter changed.
 */
typedef struct _FerrySortProbe FerrySortProbe;

FerrySortProbe *ferry_sort_probe_new (void);
void ferry_sort_probe_free (FerrySortProbe *self);

/** ferry_sort_probe_add: gives @column a sorter, so that its heading can be clicked; @kind: its number. @self must outlive it */
void ferry_sort_probe_add (FerrySortProbe *self, GtkColumnViewColumn *column, int kind);

/** ferry_sort_probe_ask: @descending: (out): from high to low; Returns: the number of the column, or -1 */
int ferry_sort_probe_ask (FerrySortProbe *self, GtkColumnView *view, gboolean *descending);

G_END_DECLS
