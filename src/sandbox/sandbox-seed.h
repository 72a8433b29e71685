/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-catalog.h"
#include "sandbox-engine.h"
#include "sandbox-sql.h"

G_BEGIN_DECLS

/* Members of `sys_properties` that the seed leaves. */
#define SANDBOX_PROPERTY_TABLES "tables" /* how many per-company tables the catalogue has */
#define SANDBOX_PROPERTY_SEED   "seed"

/**
 * sandbox_seed_create:
 * @folder: the data folder
 * @seed: what to make
 *
 * Makes the sample source `onprem.db`, unless there is one. It is built beside and takes its name when it is
 * complete, so that a process killed in between leaves nothing that is taken for a source.
 *
 * Beside Business Central's tables it has `Company` and `sys_company_sizes` (name, bytes), and those of
 * change tracking (sandbox-tracking.h).
 */
gboolean sandbox_seed_create (const char *folder, const SandboxSeed *seed, GError **error);

/**
 * sandbox_seed_get_column_type:
 * @company: number of the company, or -1 for per-database tables
 *
 * Returns: (transfer full): the SQL type the sample gives a column, which is the catalogue's but for the two
 *   columns that a run has to complain about
 */
char *sandbox_seed_get_column_type (const SandboxSeed *seed,
                                    int company,
                                    const SandboxTable *table,
                                    const SandboxField *field);

/** sandbox_seed_apply_defects: spoils data of a company on purpose: small letters in codes, values too long …
 */
gboolean sandbox_seed_apply_defects (SandboxDb *source,
                                     const SandboxSeed *seed,
                                     const SandboxCatalog *catalog,
                                     int company,
                                     const char *name,
                                     GError **error);

G_END_DECLS
