/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-cell-table.h"
#include "ferry-detail-list.h"

G_BEGIN_DECLS

/**
 * FerryDetailTable:
 *
 * Shows a #FerryDetailList of any length: rows are refreshed in place when they are sorted or change, and the
 * selected row stays selected wherever it goes.
 *
 * Properties: `list` (#FerryDetailList, writable); `narrow` (boolean, writable: one column with rows of two lines);
 * `compact` (boolean, writable: without the times); `selected-id` (string, read-only: of the selected detail, "" for none).
 */
#define FERRY_TYPE_DETAIL_TABLE (ferry_detail_table_get_type ())
G_DECLARE_FINAL_TYPE (FerryDetailTable, ferry_detail_table, FERRY, DETAIL_TABLE, FerryCellTable)

void ferry_detail_table_set_list (FerryDetailTable *self, FerryDetailList *list);
const char *ferry_detail_table_get_selected_id (FerryDetailTable *self);
/** ferry_detail_table_select_at: Returns: whether there is a row at that point of the widget; it is selected then */
gboolean ferry_detail_table_select_at (FerryDetailTable *self, double x, double y);
/** ferry_detail_table_unselect: selects no row */
void ferry_detail_table_unselect (FerryDetailTable *self);

G_END_DECLS
