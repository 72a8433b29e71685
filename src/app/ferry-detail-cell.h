/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-detail-list.h"

G_BEGIN_DECLS

typedef enum
{
  FERRY_DETAIL_CELL_COMPANY,
  FERRY_DETAIL_CELL_TABLE,
  FERRY_DETAIL_CELL_STATUS,
  FERRY_DETAIL_CELL_COUNTS,
  FERRY_DETAIL_CELL_DIFFERENCE,
  FERRY_DETAIL_CELL_STARTED,
  FERRY_DETAIL_CELL_DURATION,
  FERRY_DETAIL_CELL_MESSAGE,
  FERRY_DETAIL_CELL_SUMMARY, /* two lines: all that there is room for on a narrow window */
  FERRY_N_DETAIL_CELLS,
} FerryDetailCellKind;

/** ferry_detail_cell_new: Returns: (transfer full): a #FerryRecordCell; a bare text where that is all there is to it, since
 * widgets cost most of the time in which a table appears */
GtkWidget *ferry_detail_cell_new (FerryDetailCellKind kind);
/** ferry_detail_cell_show: @cell: made by ferry_detail_cell_new() for the same @kind */
void ferry_detail_cell_show (GtkWidget *cell, FerryDetailCellKind kind, FerryTableDetail *detail);

/** ferry_detail_cell_dup_text: Returns: (transfer full): what a cell of @kind says of @detail, on one line */
char *ferry_detail_cell_dup_text (FerryTableDetail *detail, FerryDetailCellKind kind);

G_END_DECLS
