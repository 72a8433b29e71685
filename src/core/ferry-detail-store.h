/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ferry-enums.h"
#include "ferry-string-table.h"

G_BEGIN_DECLS

/** FerryDetailRow: a table detail; texts are numbers of the store's string table, times µs UTC or 0 */
typedef struct
{
  guint8 id[16];
  gint64 records_copied;
  gint64 total_records;
  gint64 start_time;
  gint64 end_time;
  guint32 company;
  guint32 table;
  guint32 message;
  guint32 error_code;
  guint32 status_text;
  guint8 status; /* FerryTableStatus */
  guint8 blocked;
} FerryDetailRow;

/**
 * FerryDetailStore:
 *
 * The details of a run as they were at one moment. Filled by one thread, then never changed again, so that
 * any thread may read it.
 */
typedef struct _FerryDetailStore FerryDetailStore;

FerryDetailStore *ferry_detail_store_new (void);
FerryDetailStore *ferry_detail_store_ref (FerryDetailStore *self);
void ferry_detail_store_unref (FerryDetailStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryDetailStore, ferry_detail_store_unref)

FerryStringTable *ferry_detail_store_get_strings (FerryDetailStore *self);
const char *ferry_detail_store_get_text (FerryDetailStore *self, guint32 number);

/** ferry_detail_store_append: sets the row's status from its status text, and counts it */
void ferry_detail_store_append (FerryDetailStore *self, const FerryDetailRow *row);
guint ferry_detail_store_get_size (FerryDetailStore *self);
const FerryDetailRow *ferry_detail_store_get (FerryDetailStore *self, guint row);
/** ferry_detail_store_find: Returns: the row with the GUID @id, or %G_MAXUINT */
guint ferry_detail_store_find (FerryDetailStore *self, const char *id);

guint ferry_detail_store_count (FerryDetailStore *self, FerryTableStatus status);
gint64 ferry_detail_store_get_records_copied (FerryDetailStore *self);
gint64 ferry_detail_store_get_total_records (FerryDetailStore *self);

/** ferry_detail_store_match: Returns: (transfer full): by text number, whether the text holds @part, which is
 * case-folded */
guint8 *ferry_detail_store_match (FerryDetailStore *self, const char *part);

GBytes *ferry_detail_store_serialize (FerryDetailStore *self);
/** ferry_detail_store_deserialize: Returns: (transfer full): %NULL with %FERRY_ERROR_PROTOCOL for anything
 * damaged */
FerryDetailStore *ferry_detail_store_deserialize (GBytes *bytes, GError **error);

/** ferry_detail_count_is_sane: Returns: whether a number of records can be one, so that sums can't overflow
 */
gboolean ferry_detail_count_is_sane (gint64 count);

/** ferry_detail_id_parse: Returns: whether the @length bytes at @text are a GUID */
gboolean ferry_detail_id_parse (const char *text, gsize length, guint8 id[16]);
/** ferry_detail_id_format: @text: at least 37 bytes */
void ferry_detail_id_format (const guint8 id[16], char *text);

G_END_DECLS
