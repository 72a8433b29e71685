/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-catalog.h"
#include "sandbox-control.h"
#include "sandbox-sql.h"
#include "sandbox-store.h"

G_BEGIN_DECLS

/**
 * SandboxWork:
 * @folder: the data folder
 * @store: the thread's own connection
 * @outage_ms: how long a data upgrade keeps the environment offline
 * @outage: (atomic): whether it is offline now
 *
 * What the jobs of the engine's thread work with. The data databases are opened for each job: the source may
 * have gone, and then that job has to say so.
 */
typedef struct
{
  const char *folder;
  const SandboxCatalog *catalog;
  SandboxControl *control;
  SandboxStore *store;
  int outage_ms;
  int outage;
} SandboxWork;

/** sandbox_work_open_source: Returns: (transfer full) (nullable): `onprem.db` */
SandboxDb *sandbox_work_open_source (SandboxWork *self, GError **error);

/**
 * sandbox_run_execute: a replication, domain §2.4
 * @run_id: `runId`
 *
 * Returns: whether companion records have to be repaired now
 */
gboolean sandbox_run_execute (SandboxWork *self, const char *run_id, gboolean diagnostic);

/** sandbox_repair_execute: inserts missing companion records after the run */
void sandbox_repair_execute (SandboxWork *self, const char *run_id);

/** sandbox_upgrade_execute: the data upgrade, domain §2.7 */
void sandbox_upgrade_execute (SandboxWork *self, const char *run_id);

/** sandbox_companies_create: the missing ones of those with `replicate`, domain §2.2 */
void sandbox_companies_create (SandboxWork *self);

/** sandbox_company_initialize: @company_id: `id` in `companies` */
void sandbox_company_initialize (SandboxWork *self, const char *company_id);

/**
 * sandbox_company_find_problem:
 * @name: a company's name
 * @code: (out) (optional): error code, domain §4
 *
 * Returns: (transfer full) (nullable): why a company of that name can't be migrated, %NULL where it can
 */
char *sandbox_company_find_problem (const char *name, const char **code);

/** sandbox_recover: settles in `service.db` what a killed process left; see sandbox_engine_new() */
gboolean sandbox_recover (SandboxStore *store, SandboxDb *target, GError **error);

/** sandbox_fill_companies: `companies` after the source's, and a first company in `target_companies` */
gboolean sandbox_fill_companies (SandboxStore *store, SandboxDb *source, GError **error);

G_END_DECLS
