/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-catalog.h"
#include "sandbox-sql.h"

G_BEGIN_DECLS

/* The target, `cloud.db`. Beside Business Central's tables:
 *  - `Company` (Name, Id, Created At): the companies that have been created
 *  - `sys_synced` (table_name, source_name, version, synced_at): up to which version of the source a table
 *    is copied; written in the transaction that writes the table's rows
 *  - `sys_properties` (name, value): `data_version`, `upgraded_run`, and what sandbox-people.h and
 *    sandbox-links.h name
 *  - the users: sandbox-people.h */

/* The company that the environment has from the beginning. */
#define SANDBOX_TARGET_COMPANY "My Company"

#define SANDBOX_DATA_VERSION_OLD "14.0"
#define SANDBOX_DATA_VERSION_NEW "25.0"

/** sandbox_target_open: Returns: (transfer full) (nullable): `cloud.db` of @folder, made where it is missing
 */
SandboxDb *sandbox_target_open (const char *folder, GError **error);

/** sandbox_target_ensure_table: makes a table after the target's schema, unless it is there */
gboolean sandbox_target_ensure_table (SandboxDb *target,
                                      const SandboxTable *table,
                                      const char *sql_name,
                                      GError **error);

/** sandbox_target_ensure_like: makes a table with the columns (element-type SandboxColumn) of another */
gboolean
sandbox_target_ensure_like (SandboxDb *target, GPtrArray *columns, const char *sql_name, GError **error);

/**
 * sandbox_target_get_synced:
 * @source_name: where the table comes from: a table mapped to another source has nothing synced
 *
 * Returns: the synced version, -1 where the table was never copied
 */
gint64 sandbox_target_get_synced (SandboxDb *target, const char *sql_name, const char *source_name);

/** sandbox_target_set_synced: to be called in the transaction that writes the rows */
gboolean sandbox_target_set_synced (SandboxDb *target,
                                    const char *sql_name,
                                    const char *source_name,
                                    gint64 version,
                                    GError **error);

/** sandbox_target_create_company: makes the company and all its tables, empty, in one transaction */
gboolean sandbox_target_create_company (SandboxDb *target,
                                        const SandboxCatalog *catalog,
                                        const char *company,
                                        const char *id,
                                        GError **error);

/** sandbox_target_initialize_company: gives setup tables that have no record an empty one; one transaction */
gboolean sandbox_target_initialize_company (SandboxDb *target,
                                            const SandboxCatalog *catalog,
                                            const char *company,
                                            GError **error);

/**
 * sandbox_target_repair_companions:
 * @company: (nullable): the company, %NULL for per-database tables
 *
 * Inserts the companion records that are missing (domain §2.4); one transaction.
 *
 * Returns: how many, or -1 with @error
 */
gint64 sandbox_target_repair_companions (SandboxDb *target,
                                         const SandboxCatalog *catalog,
                                         const char *company,
                                         GError **error);

/** sandbox_target_insert_companions: the same in a transaction of the caller */
gint64 sandbox_target_insert_companions (SandboxDb *target,
                                         const SandboxCatalog *catalog,
                                         const char *company,
                                         GError **error);

/** sandbox_target_get_property: Returns: (transfer full): the value in `sys_properties`, "" where there is
 * none */
char *sandbox_target_get_property (SandboxDb *target, const char *name);

/** sandbox_target_set_property: sets it */
gboolean sandbox_target_set_property (SandboxDb *target, const char *name, const char *value, GError **error);

G_END_DECLS
