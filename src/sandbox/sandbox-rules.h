/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-catalog.h"
#include "sandbox-store.h"

G_BEGIN_DECLS

/* How each table is replicated: domain §2.5. What differs from the default is kept in `table_rules`; the
 * settings themselves are made of the catalogue and the companies, so that every company has them as soon as
 * it is selected. */

/** SANDBOX_TABLE_TENANT_MEDIA: the table of media, which can't be cleared */
#define SANDBOX_TABLE_TENANT_MEDIA 2000000184

/**
 * SANDBOX_RULES_SOURCE:
 *
 * The settings as a subquery: seq, id, version, company_name, table_name, table_id, replicate, preserve,
 * view_only, preserve_default, changed. Tables of the database come first, their company is ''.
 */
#define SANDBOX_RULES_SOURCE                                                                                 \
  "(SELECT c.seq << 32 | k.seq AS seq,"                                                                      \
  " printf ('%08x-0000-4000-8000-%012x', k.table_id, c.seq) AS id,"                                          \
  " coalesce (r.version, 1) AS version, c.name AS company_name, k.table_name, k.table_id,"                   \
  " coalesce (r.replicate, 1) AS replicate, coalesce (r.preserve, k.preserve_default) AS preserve,"          \
  " k.view_only, k.preserve_default,"                                                                        \
  " coalesce (r.replicate <> 1 OR r.preserve <> k.preserve_default, 0) AS changed"                           \
  " FROM (SELECT 0 AS seq, '' AS name UNION ALL"                                                             \
  "  SELECT seq, name FROM companies WHERE replicate = 1 OR created = 1) c"                                  \
  " JOIN catalog_tables k ON k.per_company = (c.seq > 0) AND k.replicated = 1"                               \
  " LEFT JOIN table_rules r ON r.company_name = c.name AND r.table_id = k.table_id)"

/**
 * SandboxRule:
 * @replicate: whether the table is copied at all
 * @preserve: whether rows that only the target has are kept
 * @whole: whether the target's rows have to go first because they were preserved until now
 * @version: the version of the row in `table_rules`, 0 where there is none
 */
typedef struct
{
  gboolean replicate;
  gboolean preserve;
  gboolean whole;
  gint64 version;
} SandboxRule;

/** sandbox_rules_read: the rule of @table for @company, "" for tables of the database */
void
sandbox_rules_read (SandboxStore *store, const char *company, const SandboxTable *table, SandboxRule *rule);

/**
 * sandbox_rules_settle:
 * @version: the version of the rule that the table has been copied by
 *
 * The target's rows have gone: the next run may follow the changes. A rule that was changed since stays.
 */
gboolean sandbox_rules_settle (SandboxStore *store,
                               const char *company,
                               const SandboxTable *table,
                               gint64 version,
                               GError **error);

/** sandbox_rules_fill_catalog: makes `catalog_tables` after the catalogue */
gboolean sandbox_rules_fill_catalog (SandboxStore *store, const SandboxCatalog *catalog, GError **error);

G_END_DECLS
