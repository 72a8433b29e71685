/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-entity.h"

G_BEGIN_DECLS

/** SandboxValue: a value that is bound to a `?` of a statement; never part of its text */
typedef struct
{
  int type; /* SQLITE_TEXT, SQLITE_INTEGER or SQLITE_FLOAT */
  char *text;
  gint64 integer;
  double real;
} SandboxValue;

SandboxValue *sandbox_value_new_text (const char *text);
SandboxValue *sandbox_value_new_integer (gint64 integer);
SandboxValue *sandbox_value_new_real (double real);
void sandbox_value_free (SandboxValue *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxValue, sandbox_value_free)

/** sandbox_value_bind: binds @self to the parameter @position (from 1) */
void sandbox_value_bind (const SandboxValue *self, sqlite3_stmt *statement, int position);

/**
 * sandbox_odata_filter_parse:
 * @set: whose properties the expression is about
 * @text: the decoded value of `$filter`
 * @sql: gets a condition over a row `t`, with a `?` for every literal
 * @values: (element-type SandboxValue): gets what is bound to them, in order
 *
 * Reads what Business Central takes: `eq ne gt ge lt le`, `and`, `startswith`, `endswith`, `contains`,
 * parentheses, a `*` at the end (or the beginning) of a text compared with `eq` or `ne`, and `or` between
 * conditions on one and the same property.
 *
 * Returns: %FALSE with %SANDBOX_ERROR_BAD_REQUEST
 */
gboolean sandbox_odata_filter_parse (const SandboxEntitySet *set,
                                     const char *text,
                                     GString *sql,
                                     GPtrArray *values,
                                     GError **error);

/**
 * sandbox_odata_parse_time:
 * @text: an OData date, or date and time with zone
 *
 * Returns: (transfer full) (nullable): the time in the store's format, "" for the empty one of year 1
 */
char *sandbox_odata_parse_time (const char *text);

/** sandbox_odata_parse_guid: Returns: (transfer full) (nullable): @text in lowercase, where it is a GUID */
char *sandbox_odata_parse_guid (const char *text);

G_END_DECLS
