/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-catalog.h"
#include "sandbox-rules.h"
#include "sandbox-sql.h"
#include "sandbox-store.h"

G_BEGIN_DECLS

/**
 * SandboxPlanItem:
 * @company: "" for per-database tables
 * @name: the table's name in the run's details
 * @source: SQL name at the source
 * @target: SQL name in the target
 * @table: (nullable): the target's schema, %NULL where the source's is taken over
 * @source_companion: (nullable): SQL name of the companion table
 * @target_companion: (nullable): SQL name of the companion table
 * @rule: how it is replicated; a table that is excluded has no item
 *
 * One table to replicate; its companion goes with it, in the same transaction.
 */
typedef struct
{
  char *company;
  char *name;
  char *source;
  char *target;
  const SandboxTable *table;
  char *source_companion;
  char *target_companion;
  SandboxRule rule;
  char *detail_id; /* `id` in `run_details`, once there */
} SandboxPlanItem;

/**
 * sandbox_plan_new:
 * @source: the source, asked which of the tables that a mapping may mean exists
 * @store: `companies` and `table_mappings` are read
 *
 * Lists what a run has to do: per-database tables, then those of each company with `replicate`, then what
 * table mappings add to these (domain §2.6). Tables that are excluded by their settings are left out (domain
 * §2.5).
 *
 * Returns: (transfer full) (element-type SandboxPlanItem): the plan
 */
GPtrArray *sandbox_plan_new (const SandboxCatalog *catalog, SandboxDb *source, SandboxStore *store);

/**
 * sandbox_plan_parse_source_name:
 * @name: `Table`, `Company$Table$app` or `[dbo].[Company$Table$app]`
 * @app_id: (out) (transfer full): the app part, or ""
 *
 * Returns: (transfer full): the table part
 */
char *sandbox_plan_parse_source_name (const char *name, char **app_id);

G_END_DECLS
