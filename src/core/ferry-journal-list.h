/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-index-list.h"
#include "ferry-journal-entry.h"

G_BEGIN_DECLS

/**
 * FerryJournalColumn: what a journal can be sorted by
 */
typedef enum
{
  FERRY_JOURNAL_COLUMN_AT,
  FERRY_JOURNAL_COLUMN_WHO,
  FERRY_JOURNAL_COLUMN_ENVIRONMENT,
  FERRY_JOURNAL_COLUMN_ACTION,
  FERRY_JOURNAL_COLUMN_SUBJECT,
  FERRY_JOURNAL_COLUMN_OUTCOME,
  FERRY_JOURNAL_COLUMN_MESSAGE,
} FerryJournalColumn;

/**
 * FerryJournalList:
 *
 * The journal, searched, filtered and sorted: newest first to begin with. A #FerryIndexList: its items only stand for
 * positions; what is there is told by ferry_journal_list_get().
 *
 * Read-only property: `n-rows` (uint, before the filter).
 */
#define FERRY_TYPE_JOURNAL_LIST (ferry_journal_list_get_type ())
G_DECLARE_FINAL_TYPE (FerryJournalList, ferry_journal_list, FERRY, JOURNAL_LIST, FerryIndexList)

FerryJournalList *ferry_journal_list_new (void);

/** ferry_journal_list_set_entries: @entries: (element-type FerryJournalEntry): all of them, as ferry_database_list_journal_finish() gives them */
void ferry_journal_list_set_entries (FerryJournalList *self, GPtrArray *entries);
/** ferry_journal_list_set_search: @text: (nullable): found, without regard to case, in what is shown of an entry; %NULL shows all */
void ferry_journal_list_set_search (FerryJournalList *self, const char *text);
/** ferry_journal_list_set_environment: @environment_id: (nullable): only its entries; %NULL shows all */
void ferry_journal_list_set_environment (FerryJournalList *self, const char *environment_id);
/** ferry_journal_list_set_outcomes: @outcomes: a bit (1 << #FerryOutcome) for each that is shown; 0 shows all */
void ferry_journal_list_set_outcomes (FerryJournalList *self, guint outcomes);
/** ferry_journal_list_set_period: @since: µs UTC: what was intended before isn't shown; 0 shows all */
void ferry_journal_list_set_period (FerryJournalList *self, gint64 since);
/** ferry_journal_list_set_sort: equal entries stay newest first */
void ferry_journal_list_set_sort (FerryJournalList *self, FerryJournalColumn column, gboolean descending);

/** ferry_journal_list_get: Returns: (transfer none) (nullable): what is at @position */
FerryJournalEntry *ferry_journal_list_get (FerryJournalList *self, guint position);
/** ferry_journal_list_find: Returns: (transfer none) (nullable): the entry with @id, filtered out or not */
FerryJournalEntry *ferry_journal_list_find (FerryJournalList *self, gint64 id);
/** ferry_journal_list_position_of: Returns: the present position of the entry with @id, or %G_MAXUINT */
guint ferry_journal_list_position_of (FerryJournalList *self, gint64 id);
guint ferry_journal_list_get_n_rows (FerryJournalList *self);
/** ferry_journal_list_dup_shown: Returns: (transfer full) (element-type FerryJournalEntry): what is shown, in its order */
GPtrArray *ferry_journal_list_dup_shown (FerryJournalList *self);

/**
 * ferry_journal_to_csv:
 * @entries: (element-type FerryJournalEntry): what is written, in this order
 *
 * CSV after RFC 4180 with a heading, in UTF-8; a text that a spreadsheet would take for a formula gets an apostrophe before
 * it. Times are UTC (ISO 8601). Actions and outcomes are their nicks, so that files of different languages are the same.
 * Pure, for any thread.
 *
 * Returns: (transfer full): the file
 */
GBytes *ferry_journal_to_csv (GPtrArray *entries);

/**
 * ferry_journal_export_async:
 * @entries: (element-type FerryJournalEntry): as for ferry_journal_to_csv(); not changed meanwhile
 * @file: is replaced
 */
void ferry_journal_export_async (GPtrArray *entries,
                                 GFile *file,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/** ferry_journal_export_finish: @file: the same; Returns: whether it was written; %FALSE with an error of GIO */
gboolean ferry_journal_export_finish (GFile *file, GAsyncResult *result, GError **error);

G_END_DECLS
