/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-cell-table.h"
#include "ferry-fleet-list.h"

G_BEGIN_DECLS

/**
 * FerryFleetTable:
 *
 * Shows a #FerryFleetList: a column for each thing that is known, the less important ones only where there is room, and
 * rows of several lines where there is hardly any. A click opens a row, or what is under a heading; the checks, the space
 * bar and Ctrl+A choose. It looks at the clock once for all rows.
 *
 * Signals: `environment-activated (FerryEnvironment)`;
 * `menu-wanted (FerryEnvironment, int x, int y)`: at a point of the table.
 */
#define FERRY_TYPE_FLEET_TABLE (ferry_fleet_table_get_type ())
G_DECLARE_FINAL_TYPE (FerryFleetTable, ferry_fleet_table, FERRY, FLEET_TABLE, FerryCellTable)

/** ferry_fleet_table_set_list: once */
void ferry_fleet_table_set_list (FerryFleetTable *self, FerryFleetList *list);

/** ferry_fleet_table_set_wide: whether there is room for columns that are told elsewhere, too */
void ferry_fleet_table_set_wide (FerryFleetTable *self, gboolean wide);

G_END_DECLS
