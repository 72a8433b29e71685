/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-catalog.h"
#include "sandbox-sql.h"
#include "sandbox-store.h"

G_BEGIN_DECLS

/**
 * SandboxSanitized:
 * @rows: records changed
 * @values: code values changed, those of the record's extensions included
 */
typedef struct
{
  gint64 rows;
  gint64 values;
} SandboxSanitized;

/**
 * sandbox_sanitize_code:
 * @text: a value of a code field; need not be valid UTF-8
 * @length: bytes
 *
 * Lowercase letters become uppercase, or go where there is no single one; what can't be printed goes; white
 * space around the value is trimmed (domain §2.10). What has been cleaned once stays as it is.
 *
 * Returns: (transfer full): what a code field may hold
 */
char *sandbox_sanitize_code (const char *text, gssize length);

/**
 * sandbox_sanitize_find_table:
 * @company: a company's name
 * @table_id: a table's number
 * @error: return location; `G_IO_ERROR_NOT_FOUND` where there is no such company or no such table of a company,
 *   `G_IO_ERROR_NOT_INITIALIZED` where no run has copied it yet, or where it is blocked
 *
 * Returns: (transfer none) (nullable): the table, if it can be sanitized
 */
const SandboxTable *sandbox_sanitize_find_table (SandboxStore *store,
                                                 const SandboxCatalog *catalog,
                                                 const char *company,
                                                 gint64 table_id,
                                                 GError **error);

/**
 * sandbox_sanitize_table:
 * @target: the target, with no transaction open
 * @store: `table_mappings` say which extensions the table has
 * @table: the table, of a company
 * @result: (out caller-allocates): what was changed
 * @error: return location; `G_IO_ERROR_NOT_FOUND` where the target has no such table, `G_IO_ERROR_EXISTS`
 *   where two records would get the same key: nothing is changed then
 *
 * Cleans the code fields of a table, and those of its extensions with it, so that their records go on
 * belonging together; extension records that are missing are inserted (domain §2.10). One transaction.
 */
gboolean sandbox_sanitize_table (SandboxDb *target,
                                 SandboxStore *store,
                                 const SandboxCatalog *catalog,
                                 const char *company,
                                 const SandboxTable *table,
                                 SandboxSanitized *result,
                                 GError **error);

G_END_DECLS
