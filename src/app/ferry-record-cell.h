/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FerryRecordCell:
 *
 * A cell with a symbol, one line or two, in a table of many rows. Its texts measure nothing when they change
 * (performance, "Showing").
 */
#define FERRY_TYPE_RECORD_CELL (ferry_record_cell_get_type ())
G_DECLARE_FINAL_TYPE (FerryRecordCell, ferry_record_cell, FERRY, RECORD_CELL, GtkWidget)

GtkWidget *ferry_record_cell_new (gboolean two_lines);
/** ferry_record_cell_show: @icon_name: (nullable): no symbol; @css_class: (nullable): the symbol's, a static string; @second: (nullable): the second line */
void ferry_record_cell_show (FerryRecordCell *self,
                             const char *icon_name,
                             const char *css_class,
                             const char *text,
                             const char *second);

/** ferry_record_cell_new_text: Returns: (transfer none): a bare text for a cell; @number: stands at the end */
GtkWidget *ferry_record_cell_new_text (gboolean number);

G_END_DECLS
