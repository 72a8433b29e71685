/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-catalog.h"
#include "sandbox-sql.h"

G_BEGIN_DECLS

/**
 * SandboxValues:
 *
 * Makes plausible contents for the rows of one table of the sample source: what a field holds is guessed from
 * its name and type, keys come out unique, and references hit numbers that exist in the company.
 */
typedef struct _SandboxValues SandboxValues;

/**
 * SandboxCounts:
 * @count: Business Central's number of a table
 *
 * Returns: how many rows that table has in the company, for references
 */
typedef guint (*SandboxCounts) (guint table_id, gpointer user_data);

/**
 * sandbox_values_new:
 * @table: the table
 * @company: (nullable): the company
 * @rows: how many rows will be asked for
 * @seed: the same one gives the same rows
 * @counts: how many rows other tables have
 */
SandboxValues *sandbox_values_new (const SandboxTable *table,
                                   const char *company,
                                   guint rows,
                                   guint64 seed,
                                   SandboxCounts counts,
                                   gpointer user_data);
void sandbox_values_free (SandboxValues *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxValues, sandbox_values_free)

/**
 * sandbox_values_bind:
 * @row: the row's number, from 0, ascending
 * @stmt: an INSERT with a parameter a field, in their order
 *
 * Returns: about how many bytes the row has
 */
gsize sandbox_values_bind (SandboxValues *self, guint row, SandboxStmt *stmt);

/** sandbox_values_company_name: Returns: (transfer full): the name of the sample's company number @index */
char *sandbox_values_company_name (guint index);

G_END_DECLS
