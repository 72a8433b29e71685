/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-cell-columns.h"

G_BEGIN_DECLS

/**
 * FerryCellTable:
 *
 * What the tables of many rows have in common: a column view that scrolls, its #FerryCellColumns, and whether there is
 * room for them. A table of its own kind says in #FerryCellFuncs what its cells show and what it sorts by.
 *
 * Property: `narrow` (boolean, writable: one column with rows of several lines).
 */
#define FERRY_TYPE_CELL_TABLE (ferry_cell_table_get_type ())
G_DECLARE_DERIVABLE_TYPE (FerryCellTable, ferry_cell_table, FERRY, CELL_TABLE, GtkWidget)

struct _FerryCellTableClass
{
  GtkWidgetClass parent_class;
};

/** ferry_cell_table_set_up: once, first of all; @funcs are called with the table; @name: what is in it, for assistive technologies; Returns: (transfer none): no columns yet; lives as long as the table */
FerryCellColumns *
ferry_cell_table_set_up (FerryCellTable *self, const FerryCellFuncs *funcs, const char *name);

/** ferry_cell_table_get_view: Returns: (transfer none): to give it a model; not after the table was disposed of */
GtkColumnView *ferry_cell_table_get_view (FerryCellTable *self);

/** ferry_cell_table_get_narrow: Returns: whether there is room for one column only */
gboolean ferry_cell_table_get_narrow (FerryCellTable *self);

G_END_DECLS
