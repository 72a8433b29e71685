/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FerrySqlName:
 * @schema: such as `dbo`, or ""
 * @company: as SQL spells it, or "" for a table per database and where only the table is named
 * @table: the table's name
 * @app_id: the GUID of its app in lower case, or "" for a table of C/AL and where none is named
 * @companion: whether it is the companion table that holds the fields of table extensions (`$ext`)
 * @guessed: whether company and table could be told apart in another way, too: there is more than one `$`, and
 *   no known company fits
 *
 * A table's name in SQL, taken apart (domain §1): `[dbo].[<Company>$<Table>$<app GUID>]`.
 */
typedef struct
{
  char *schema;
  char *company;
  char *table;
  char *app_id;
  gboolean companion;
  gboolean guessed;
} FerrySqlName;

/**
 * ferry_sql_name_parse:
 * @text: as people have it: with server, database and schema or without, in brackets (`]` doubled in them), in
 *   double quotes or bare; or the table's name alone
 * @companies: (nullable) (array zero-terminated=1): names of companies; needed for those with a `$` in them
 *
 * Pure, for any thread.
 *
 * Returns: (transfer full): its parts; %NULL with %FERRY_ERROR_INVALID where it is malformed or names no table
 */
FerrySqlName *ferry_sql_name_parse (const char *text, const char *const *companies, GError **error);
void ferry_sql_name_free (FerrySqlName *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerrySqlName, ferry_sql_name_free)

/** ferry_sql_name_dup_source: Returns: (transfer full): what a mapping holds of it: `Table`, or `Table$GUID` where the app is named */
char *ferry_sql_name_dup_source (const FerrySqlName *self);

/**
 * ferry_sql_name_dup_guid:
 *
 * Returns: (transfer full) (nullable): @text as a GUID in lower case and without braces; %NULL where it isn't one
 */
char *ferry_sql_name_dup_guid (const char *text);

G_END_DECLS
