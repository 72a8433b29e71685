/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-sql.h"

G_BEGIN_DECLS

/**
 * SandboxSeed:
 * @companies: how many companies the sample source has
 * @tables: how many tables a company has, per-database ones not counted
 * @rows: how many rows about, all tables of all companies together
 * @seed: the same seed makes the same data, to the byte
 *
 * What the sample source is made from on the first start.
 */
typedef struct
{
  guint companies;
  guint tables;
  guint rows;
  guint seed;
} SandboxSeed;

#define SANDBOX_SEED_DEFAULT ((SandboxSeed){ .companies = 4, .tables = 120, .rows = 300000, .seed = 1 })

/**
 * SandboxEngine:
 *
 * The replication engine: moves rows from `onprem.db` to `cloud.db` in a thread of its own, with connections
 * of its own, and writes what it does to `service.db` as it goes: the run's details, counts and end. Nobody
 * else writes the two databases, besides through sandbox_engine_open_target(). All functions are called from
 * the main thread and return at once; what runs is read from `service.db`. A few things are done to the
 * target before they return: they say so, and are refused while something runs.
 *
 * The synced version of a table is kept in `cloud.db` and committed with the table's rows, so that the two
 * can't disagree after a kill.
 */
#define SANDBOX_TYPE_ENGINE (sandbox_engine_get_type ())
G_DECLARE_FINAL_TYPE (SandboxEngine, sandbox_engine, SANDBOX, ENGINE, GObject)

/**
 * sandbox_engine_new:
 * @folder: the data folder
 * @seed: used when there is no `onprem.db` yet
 * @pace: rows a second, at the most, or 0 for as fast as it goes
 *
 * Opens the databases, makes the sample source on the first start, fills `companies` and `target_companies`
 * of `service.db`, and settles what a killed process left: runs in progress become Failed with a message,
 * their running tables Failed, interrupted company creation Failed. An interrupted upgrade was rolled back
 * and is UpgradePending again, unless the target had committed it: then it is Completed. A repair of
 * companion records that was not finished begins again.
 */
SandboxEngine *sandbox_engine_new (const char *folder, const SandboxSeed *seed, double pace, GError **error);

/** sandbox_engine_set_pace: @pace: rows a second, or 0 for as fast as it goes */
void sandbox_engine_set_pace (SandboxEngine *self, double pace);

/**
 * sandbox_engine_set_outage:
 * @ms: milliseconds that a data upgrade keeps the environment offline at the least; 4000 unless set
 */
void sandbox_engine_set_outage (SandboxEngine *self, guint ms);

/** sandbox_engine_is_busy: Returns: whether a run, an upgrade or a background task is under way */
gboolean sandbox_engine_is_busy (SandboxEngine *self);

/**
 * sandbox_engine_in_outage:
 *
 * Returns: whether the data upgrade has the environment offline just now: the HTTP face then cuts every
 *   connection without an answer (domain §2.7)
 */
gboolean sandbox_engine_in_outage (SandboxEngine *self);

/**
 * sandbox_engine_start_run:
 * @run_id: `runId` of a row of `runs` that the caller has inserted as InProgress
 * @diagnostic: examine everything, copy nothing
 *
 * Starts a replication of all companies with `replicate`. Full where nothing was synced before, else Normal:
 * the engine writes the type into the run, and a row of `run_details` a table: `records_copied` and
 * `total_records` count the table's rows together with those of its companion.
 *
 * A run that can't be started becomes Failed, with code and reason in its `details`: %G_IO_ERROR_BUSY where
 * another one is under way (50010), %G_IO_ERROR_NOT_FOUND where no companies are selected (50003),
 * %G_IO_ERROR_PERMISSION_DENIED where migration is not enabled (50016).
 *
 * At the end of a Full or Normal run of a product that needs an upgrade, `upgrade_state` becomes Pending for
 * the selected companies of which no table failed, and empty for the others; missing companion records are
 * then repaired, `repair_status` says how far that is (domain §2.4).
 */
gboolean
sandbox_engine_start_run (SandboxEngine *self, const char *run_id, gboolean diagnostic, GError **error);

/** sandbox_engine_stop_run: asks the present run to end after the table it is at (domain §2.4) */
void sandbox_engine_stop_run (SandboxEngine *self);

/** sandbox_engine_start_upgrade: upgrades the target's data; @run_id becomes Completed or UpgradePending
 * again */
gboolean sandbox_engine_start_upgrade (SandboxEngine *self, const char *run_id, GError **error);

/** sandbox_engine_start_company_creation: creates the missing companies with `replicate` in the target */
gboolean sandbox_engine_start_company_creation (SandboxEngine *self, GError **error);

/** sandbox_engine_start_company_initialization: @company_id: `id` of a row of `companies` */
gboolean
sandbox_engine_start_company_initialization (SandboxEngine *self, const char *company_id, GError **error);

/**
 * sandbox_engine_repair_companions:
 * @count: (out): how many records were inserted
 * @error: return location; `G_IO_ERROR_BUSY` while a run or an upgrade is under way
 *
 * Inserts the companion records that are missing in the companies that were replicated, as after every run,
 * and says so in `repair_status` (domain §2.10). Done when it returns.
 */
gboolean sandbox_engine_repair_companions (SandboxEngine *self, gint64 *count, GError **error);

/**
 * sandbox_engine_sanitize_table:
 * @company: a company's name
 * @table_id: a table's number
 * @rows: (out): how many records were changed
 * @values: (out): how many code values were changed
 * @error: return location; `G_IO_ERROR_BUSY` while a run or an upgrade is under way, `G_IO_ERROR_NOT_FOUND`
 *   where there is no such company or table, `G_IO_ERROR_NOT_INITIALIZED` where it was not replicated yet or is blocked,
 *   `G_IO_ERROR_EXISTS` where two records would get the same key
 *
 * Cleans the code fields of a table in the target, then inserts companion records that are missing (domain
 * §2.10). Done when it returns, in one transaction.
 */
gboolean sandbox_engine_sanitize_table (SandboxEngine *self,
                                        const char *company,
                                        gint64 table_id,
                                        gint64 *rows,
                                        gint64 *values,
                                        GError **error);

/** sandbox_engine_reset_cloud_data: forgets all synced versions; the next run is Full */
gboolean sandbox_engine_reset_cloud_data (SandboxEngine *self, GError **error);

/**
 * sandbox_engine_update_service:
 *
 * Deploys the latest version of the service. Without a pace, that is done when this returns; with one,
 * %SANDBOX_SETTING_UPDATE_STATUS says how far it is. An update that was not finished has done nothing.
 */
gboolean sandbox_engine_update_service (SandboxEngine *self, GError **error);

/**
 * sandbox_engine_hand_over_key:
 *
 * Has the integration runtime take the present key in the place of the one it has: at once without a pace, and
 * else in a while. What was not finished goes on at the next start.
 */
void sandbox_engine_hand_over_key (SandboxEngine *self);

/**
 * sandbox_engine_open_target:
 * @error: return location; `G_IO_ERROR_BUSY` while a run or an upgrade is in progress
 *
 * For what is done to the target at once and in one transaction: a run holds it for as long as a table takes.
 *
 * Returns: (transfer full) (nullable): a connection to `cloud.db`
 */
SandboxDb *sandbox_engine_open_target (SandboxEngine *self, GError **error);

/**
 * sandbox_engine_check_connection:
 * @connection_string: read for its form and the database it names only; never kept
 *
 * Whether the source can be reached with it: the sandbox takes any server, but a `Database` other than the
 * sample's ("BC" or "Demo Database BC") fails as SQL Server would, code 18456 for the user "nobody".
 */
gboolean sandbox_engine_check_connection (SandboxEngine *self, const char *connection_string, GError **error);

/** sandbox_engine_wait_idle: runs the default main context until nothing is under way; for tests and
 * shut-down */
void sandbox_engine_wait_idle (SandboxEngine *self);

G_END_DECLS
