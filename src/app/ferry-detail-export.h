/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ferry-detail-list.h"

G_BEGIN_DECLS

typedef enum
{
  FERRY_DETAIL_FORMAT_CSV,
  FERRY_DETAIL_FORMAT_JSON,
} FerryDetailFormat;

/** ferry_detail_export_dup_row: Returns: (transfer full): the values of @detail with tabs between them, to be
 * copied */
char *ferry_detail_export_dup_row (FerryTableDetail *detail);

/**
 * ferry_detail_export_async:
 * @list: its rows are written as they are shown: filtered and sorted
 * @file: is replaced
 *
 * Writes the rows, a little at a time so that the main loop is never held. CSV is after RFC 4180 with a heading, in
 * UTF-8; a text that a spreadsheet would take for a formula gets an apostrophe before it. Times are UTC (ISO 8601),
 * empty where there is none.
 */
void ferry_detail_export_async (FerryDetailList *list,
                                GFile *file,
                                FerryDetailFormat format,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean ferry_detail_export_finish (FerryDetailList *list, GAsyncResult *result, GError **error);

G_END_DECLS
