/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FerryStringTable:
 *
 * Each different text once, by number. Number 0 is the empty text. Not to be changed while several threads
 * read it.
 */
typedef struct _FerryStringTable FerryStringTable;

FerryStringTable *ferry_string_table_new (void);
void ferry_string_table_free (FerryStringTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryStringTable, ferry_string_table_free)

/** ferry_string_table_intern: @text: needs no end mark; Returns: its number */
guint32 ferry_string_table_intern (FerryStringTable *self, const char *text, gsize length);

/** ferry_string_table_get: Returns: (transfer none): the text with @number, which must be one that was given
 * out */
const char *ferry_string_table_get (FerryStringTable *self, guint32 number);

guint32 ferry_string_table_get_size (FerryStringTable *self);

/** ferry_string_table_rank: Returns: (transfer full): by number, the place of each text in the locale's order
 */
guint32 *ferry_string_table_rank (FerryStringTable *self);

G_END_DECLS
