/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-cell-table.h"
#include "ferry-journal-list.h"

G_BEGIN_DECLS

/**
 * FerryJournalTable:
 *
 * Shows a #FerryJournalList of any length. The selection is of an entry and not of a position: it stays when the order
 * changes.
 *
 * Properties: `narrow` (boolean, writable: one column with rows of two lines); `selected` (#FerryJournalEntry, read-only,
 * nullable).
 */
#define FERRY_TYPE_JOURNAL_TABLE (ferry_journal_table_get_type ())
G_DECLARE_FINAL_TYPE (FerryJournalTable, ferry_journal_table, FERRY, JOURNAL_TABLE, FerryCellTable)

/** ferry_journal_table_set_list: once */
void ferry_journal_table_set_list (FerryJournalTable *self, FerryJournalList *list);
/** ferry_journal_table_get_selected: Returns: (transfer none) (nullable): the entry that is selected and shown */
FerryJournalEntry *ferry_journal_table_get_selected (FerryJournalTable *self);
void ferry_journal_table_unselect (FerryJournalTable *self);

G_END_DECLS
