/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What people do at the source while a migration is rehearsed: work goes on, and an administrator of the
 * database puts right what a run complained about. Any process may call these, also while the engine runs. */

/**
 * sandbox_source_fix:
 * @folder: the data folder
 * @table: (nullable): Business Central's name of a table, %NULL for all
 * @error: return location; `G_IO_ERROR_NOT_FOUND` where there is no such table
 *
 * Shortens values that are too long and gives columns of another type the one that is expected, in every
 * company, as a database administrator would: with UPDATE and ALTER TABLE. The next run copies the table.
 *
 * Returns: whether that went well, also if there was nothing to do
 */
gboolean sandbox_source_fix (const char *folder, const char *table, GError **error);

/**
 * sandbox_source_touch:
 * @folder: the data folder
 * @seed: the same one on the same data changes the same rows
 * @inserts: how many rows to insert, over all companies
 * @updates: how many to update
 * @deletes: how many to delete
 *
 * Makes the changes of a day's work: customers, items and ledger entries come, change and go. One
 * transaction.
 */
gboolean sandbox_source_touch (const char *folder,
                               guint seed,
                               guint inserts,
                               guint updates,
                               guint deletes,
                               GError **error);

G_END_DECLS
