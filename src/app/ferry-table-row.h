/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-table-choice.h"

G_BEGIN_DECLS

/**
 * FerryTableRow:
 *
 * What became of a table, in a list: as one to choose from (the table's name, with a check), or as one of all its runs (the
 * run, with a symbol for the status); below it the counts, and what the message means.
 */
#define FERRY_TYPE_TABLE_ROW (ferry_table_row_get_type ())
G_DECLARE_FINAL_TYPE (FerryTableRow, ferry_table_row, FERRY, TABLE_ROW, GtkWidget)

GtkWidget *ferry_table_row_new (void);
/** ferry_table_row_set_choice: @choice: (nullable): the table that is to be chosen here */
void ferry_table_row_set_choice (FerryTableRow *self, FerryTableChoice *choice);
/** ferry_table_row_set_result: @result: what is shown, as one of several runs */
void ferry_table_row_set_result (FerryTableRow *self, FerryTableResult *result);

/** ferry_table_row_dup_meaning: Returns: (transfer full): what the result's message means, in a few words, or the message; "" where there is none */
char *ferry_table_row_dup_meaning (FerryTableResult *result);

G_END_DECLS
