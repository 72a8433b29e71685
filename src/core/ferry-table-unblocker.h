/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-environment.h"

G_BEGIN_DECLS

/**
 * FerryTableUnblocker:
 *
 * Unblocks tables by hand (domain §2.4), one after another, each with its entry in the journal; then reads their runs
 * again, so that what is known of them, here and in the history, is no longer that they failed.
 *
 * Read-only properties: `total`, `done` (uint).
 */
#define FERRY_TYPE_TABLE_UNBLOCKER (ferry_table_unblocker_get_type ())
G_DECLARE_FINAL_TYPE (FerryTableUnblocker, ferry_table_unblocker, FERRY, TABLE_UNBLOCKER, GObject)

/** ferry_table_unblocker_new: @results: (element-type FerryTableResult): because of which they are blocked */
FerryTableUnblocker *ferry_table_unblocker_new (FerryEnvironment *environment, GPtrArray *results);

/** ferry_table_unblocker_run_async: @cancellable: (nullable): cancelled, no further table is unblocked; once only for each object */
void ferry_table_unblocker_run_async (FerryTableUnblocker *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/**
 * ferry_table_unblocker_run_finish:
 *
 * Returns: whether all were unblocked; fails with what ferry_environment_order_finish() fails with for the first that
 *   wasn't, after which none is tried; or with %G_IO_ERROR_CANCELLED. `done` says how many were.
 */
gboolean ferry_table_unblocker_run_finish (FerryTableUnblocker *self, GAsyncResult *result, GError **error);

guint ferry_table_unblocker_get_total (FerryTableUnblocker *self);
guint ferry_table_unblocker_get_done (FerryTableUnblocker *self);

G_END_DECLS
