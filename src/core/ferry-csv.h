/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FerryCsvRow:
 * @fields: (array zero-terminated=1): its values
 * @n_fields: how many
 * @line: of the file, where it begins; the first is 1
 *
 * A row of a CSV file, for ferry_csv_row_free().
 */
typedef struct
{
  char **fields;
  guint n_fields;
  guint line;
} FerryCsvRow;

/**
 * ferry_csv_parse:
 * @data: (array length=size): the file as it is
 *
 * Reads CSV after RFC 4180: UTF-8 with or without a byte order mark, with `,` or `;` (whichever the first line has
 * more of), lines ended by CR LF, LF or CR; empty lines are passed over. What ferry_csv_append() put before a formula
 * is taken away again. Strict: what isn't so is an error. Pure, for any thread.
 *
 * Returns: (transfer full) (element-type FerryCsvRow): all rows with as many fields as the first; may be empty. %NULL
 *   with %FERRY_ERROR_INVALID, which names line and reason
 */
GPtrArray *ferry_csv_parse (const char *data, gsize size, GError **error);
void ferry_csv_row_free (gpointer row);

/** ferry_csv_append: appends @value in quotation marks; one that a spreadsheet would take for a formula gets an apostrophe before it */
void ferry_csv_append (GString *text, const char *value);

/**
 * ferry_csv_check_text:
 *
 * Whether @data is UTF-8 text at all; the error names the line where it isn't, and the encoding that it seems to have.
 * Skips a byte order mark.
 */
gboolean ferry_csv_check_text (const char **data, gsize *size, GError **error);

/** ferry_csv_set_error: @message: what is wrong; sets %FERRY_ERROR_INVALID with the line before it; returns %FALSE */
gboolean ferry_csv_set_error (GError **error, guint line, const char *message);

G_END_DECLS
