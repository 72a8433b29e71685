/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-odata-filter.h"

G_BEGIN_DECLS

typedef struct
{
  const SandboxProperty *field;
  gboolean descending;
} SandboxOrder;

/**
 * SandboxQuery:
 * @set: what is asked for
 * @filter: (nullable): a condition over a row `t`
 * @values: (element-type SandboxValue): what is bound to @filter
 * @order: (element-type SandboxOrder): what to sort by, before the row's `seq`
 * @selected: a bit for every field of @set that is wanted
 * @top: how many at the most, or -1; with it there is no next page
 * @skip: how many to leave out
 * @count: whether the number of all matching entities is wanted
 * @expanded: (nullable): the query for the children, where they are wanted
 * @token: (nullable): the `$skiptoken` of a next page
 * @others: the options a next page repeats, as they came
 *
 * The options of a request, understood (api-contract §0).
 */
typedef struct _SandboxQuery SandboxQuery;
struct _SandboxQuery
{
  const SandboxEntitySet *set;
  char *filter;
  GPtrArray *values;
  GArray *order;
  guint64 selected;
  gint64 top;
  gint64 skip;
  gboolean count;
  SandboxQuery *expanded;
  char *token;
  GString *others;
};

/**
 * sandbox_query_parse:
 * @set: the set that is asked
 * @text: (nullable): the query of the address, still encoded
 *
 * Options without `$` are left alone, as the service does; unknown ones with it are refused.
 *
 * Returns: (transfer full): the query; %NULL with %SANDBOX_ERROR_BAD_REQUEST
 */
SandboxQuery *sandbox_query_parse (const SandboxEntitySet *set, const char *text, GError **error);
void sandbox_query_free (SandboxQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxQuery, sandbox_query_free)

/**
 * sandbox_query_make_token:
 * @statement: at the last row of a page, whose columns from @first on are `seq` and the values sorted by
 *
 * Pages go on after a row, not after a number of rows: what is inserted or deleted meanwhile neither repeats
 * nor hides the others.
 *
 * Returns: (transfer full): the `$skiptoken` of the next page
 */
char *sandbox_query_make_token (const SandboxQuery *self, sqlite3_stmt *statement, int first);

/**
 * sandbox_query_append_position:
 * @sql: gets the condition for the rows after the token
 * @values: gets what is bound to it
 *
 * Returns: %FALSE with %SANDBOX_ERROR_BAD_REQUEST for a token that isn't one of this query
 */
gboolean
sandbox_query_append_position (const SandboxQuery *self, GString *sql, GPtrArray *values, GError **error);

G_END_DECLS
