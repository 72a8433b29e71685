/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-cell-table.h"
#include "ferry-run-comparison.h"

G_BEGIN_DECLS

/**
 * FerryDifferenceTable:
 *
 * The tables that differ between two runs, sortable by each column; where there is little room, two lines a table. Property
 * `narrow` (boolean, writable).
 */
#define FERRY_TYPE_DIFFERENCE_TABLE (ferry_difference_table_get_type ())
G_DECLARE_FINAL_TYPE (FerryDifferenceTable, ferry_difference_table, FERRY, DIFFERENCE_TABLE, FerryCellTable)

void ferry_difference_table_set_comparison (FerryDifferenceTable *self, FerryRunComparison *comparison);

G_END_DECLS
