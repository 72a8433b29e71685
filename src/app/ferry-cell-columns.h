/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FerryCellFuncs:
 * @make: (transfer full): a cell of a kind of column, for @item
 * @show: fills the cell of @item with the row that stands at its position, if there is one
 * @is_wanted: whether there is such a column at present
 * @sort: a heading was clicked
 *
 * What a table with #FerryCellColumns does itself.
 */
typedef struct
{
  GtkWidget *(*make) (gpointer table, GtkListItem *item, int kind);
  void (*show) (gpointer table, GtkListItem *item, int kind);
  gboolean (*is_wanted) (gpointer table, int kind);
  void (*sort) (gpointer table, int kind, gboolean descending);
} FerryCellFuncs;

/**
 * FerryCellColumns:
 *
 * The columns of a table of many rows, which are sorted elsewhere: it knows the cells on show, so that they are
 * refreshed in place when the order changes (performance, "Showing").
 */
#define FERRY_TYPE_CELL_COLUMNS (ferry_cell_columns_get_type ())
G_DECLARE_FINAL_TYPE (FerryCellColumns, ferry_cell_columns, FERRY, CELL_COLUMNS, GObject)

/** ferry_cell_columns_new: @view, @table: (not nullable): outlive it; Returns: (transfer full): no columns yet */
FerryCellColumns *ferry_cell_columns_new (GtkColumnView *view, const FerryCellFuncs *funcs, gpointer table);

/** ferry_cell_columns_add: after those that are there; @kind: its number; @width: pixels for text of the usual size, or -1; Returns: (transfer none): it */
GtkColumnViewColumn *ferry_cell_columns_add (FerryCellColumns *self,
                                             int kind,
                                             const char *title,
                                             int width,
                                             gboolean expand,
                                             gboolean sortable);

/** ferry_cell_columns_update: shows those that are wanted by now; the order of the rows stays as it is */
void ferry_cell_columns_update (FerryCellColumns *self);

/** ferry_cell_columns_refresh: shows all cells on show again */
void ferry_cell_columns_refresh (FerryCellColumns *self);

/** ferry_cell_columns_refresh_kind: shows those of one column again */
void ferry_cell_columns_refresh_kind (FerryCellColumns *self, int kind);

/** ferry_cell_columns_get_sort: @descending: (out): from high to low; Returns: the kind that was sorted by last, or -1 */
int ferry_cell_columns_get_sort (FerryCellColumns *self, gboolean *descending);

/** ferry_cell_columns_set_sort: shows that the rows are in the order of @kind, which is there already; -1: of none */
void ferry_cell_columns_set_sort (FerryCellColumns *self, int kind, gboolean descending);

/** ferry_cell_columns_get_position_at: @x, @y: in @widget, which the view is in; Returns: the row's, or %GTK_INVALID_LIST_POSITION */
guint ferry_cell_columns_get_position_at (FerryCellColumns *self, GtkWidget *widget, double x, double y);

G_END_DECLS
