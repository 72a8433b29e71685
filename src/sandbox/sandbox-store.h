/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * SandboxStore:
 *
 * `service.db`: everything the service knows beside the two databases it moves rows between. Each thread
 * opens a connection of its own (WAL, busy time-out 30 s); a store is never shared between threads.
 *
 * Conventions: ids are lowercase GUIDs in text, times are ISO 8601 UTC text (`2026-01-31T08:00:00.123Z`) or
 * '' where empty, booleans are 0/1, option values are member names (`InProgress`), the HTTP face makes
 * captions of them. `version` grows by one with every change of a row (a trigger does it): the ETag is made
 * of it. `seq` is the order of insertion, the one in which rows are served.
 *
 * Tables (the SQL is in sandbox-store-schema.c):
 *  - `settings` (key, value): see the SANDBOX_SETTING_* keys
 *  - `setup` (id, product_id, sql_server_type, runtime_name, runtime_key, secondary_key, runtime_installed,
 *    completed, registered_key, version): at most one row; the connection string is never written anywhere
 *  - `target_companies` (id, name, display_name, business_profile_id, created_at, version): the environment's
 *    companies, root `companies`
 *  - `companies` (id, name, display_name, estimated_size, replicate, status, created, init_status,
 * init_error, upgrade_state, replicated, version): `cloudMigrationCompanies`, one row a company of the
 * source; status: ' ', InProgress, Completed, Error, MissingPermission; init_status: Unknown, NotInitialized,
 *    InitializationFailed, Initialized; upgrade_state: '', Pending, Started, Completed, Failed
 *  - `runs` (id, run_id, start_time, end_time, replication_type, trigger_type, status, source, details,
 *    repair_status, table_total, version): `cloudMigrationStatus`; repair_status: '', Pending, InProgress,
 *    Completed
 *  - `run_details` (id, run_id, company_name, table_name, status, records_copied, total_records, error_code,
 *    errors, start_time, end_time, blocked, version): `cloudMigrationStatusDetails`; table_name is the
 * table's Business Central name ("Cust. Ledger Entry"), company_name '' for per-database tables
 *  - `table_mappings` (id, target_table_type, app_id, extension_name, table_id, table_name,
 * source_table_name, data_per_company, version): target_table_type: Table, TableExtension
 *  - `catalog_tables` (id, table_id, table_name, app_id, app_name, target_table_type, mappable, per_company,
 *    replicated, view_only, preserve_default, version): `sourceTables`, made anew at every start; replicated:
 *    a table that is copied by itself and so has settings
 *  - `table_rules` (company_name, table_id, replicate, preserve, whole, version): settings that were changed,
 *    see sandbox-rules.h; whole: the next run clears the target's table first
 *  - `table_rule_changes` (id, at, user_name, company_name, table_name, property, old_value, new_value,
 *    version): `tableReplicationChanges`
 *  - `user_mappings` (id, source_id, source_name, source_email, destination_id, suggested_by, version): source_id
 *    and destination_id are security ids: of a replicated user, of a user of the target; suggested_by: '',
 *    ObjectId, NameIdentifier, Email
 *  - `checklist_steps` (id, title, help_url, completed, version): the order is that of `seq`
 *  - `migration_warnings` (id, type, message, created_at, help_url, ignored, version): at most one of a type:
 *    RecordLinks, TenantMedia; see sandbox-warnings.h
 *  - `tokens` (hash, kind, family, user_id, client_id, scope, offline, state, expires): see sandbox-tokens.h
 *  - `environment_operations` (id, run_id, type, status, created_on, started_on, completed_on, created_by,
 *    error_message): see sandbox-operation.h; `status`: queued, running, succeeded, failed
 *  - `failed_tables`, a view: the details of the tables that are failed and so blocked now (domain §2.3)
 */
typedef struct _SandboxStore SandboxStore;

/* Values of `settings`. */
#define SANDBOX_SETTING_ENABLED               "enabled" /* 0, 1: migration is set up and not disabled */
#define SANDBOX_SETTING_DISABLED_REASON       "disabled-reason" /* '', Paused, Abandoned, Completed */
#define SANDBOX_SETTING_CREATION_STATUS       "creation-status" /* '', InProgress, Failed, Completed */
#define SANDBOX_SETTING_CREATION_ERROR        "creation-error"
#define SANDBOX_SETTING_DEPLOYED_VERSION      "deployed-version"
#define SANDBOX_SETTING_LATEST_VERSION        "latest-version"
#define SANDBOX_SETTING_RESET_AT              "reset-at" /* when cloud data was last reset */
#define SANDBOX_SETTING_RECORD_LINKS_AT       "record-links-at"
#define SANDBOX_SETTING_USER_MAPPING_AT       "user-mapping-at"
#define SANDBOX_SETTING_USE_NEW_UI            "use-new-ui"            /* 0, 1 */
#define SANDBOX_SETTING_KEEP_USER_PERMISSIONS "keep-user-permissions" /* 0, 1 */

#define SANDBOX_SETTING_MEDIA_COUNT       "media-count"       /* of tenant media, the most there was */
#define SANDBOX_SETTING_UPDATE_STATUS     "update-status"     /* '', InProgress: the service's update */
#define SANDBOX_SETTING_APPROVAL_REQUIRED "approval-required" /* 0, 1 */
#define SANDBOX_SETTING_APPROVAL_URL      "approval-url"
#define SANDBOX_SETTING_APPROVED_AT       "approved-at"

/** sandbox_store_open: @folder: the data folder; made where it is missing. Creates or checks `service.db`. */
SandboxStore *sandbox_store_open (const char *folder, GError **error);
void sandbox_store_close (SandboxStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxStore, sandbox_store_close)

/** sandbox_store_get_folder: Returns: (transfer none): the data folder */
const char *sandbox_store_get_folder (SandboxStore *self);

/** sandbox_store_get_db: Returns: (transfer none): the connection, for prepared statements */
sqlite3 *sandbox_store_get_db (SandboxStore *self);

/**
 * sandbox_store_exec:
 * @sql: one statement with `?` parameters
 * @types: a letter a parameter: `s` const char * (NULL is stored as ''), `i` int, `l` gint64, `d` double
 *
 * Runs a statement that returns nothing.
 */
gboolean sandbox_store_exec (SandboxStore *self, GError **error, const char *sql, const char *types, ...);

/** sandbox_store_query_int: Returns: the first column of the first row, or @fallback where there is none */
gint64 sandbox_store_query_int (SandboxStore *self, gint64 fallback, const char *sql, const char *types, ...);

/** sandbox_store_query_text: Returns: (transfer full) (nullable): the first column of the first row */
char *sandbox_store_query_text (SandboxStore *self, const char *sql, const char *types, ...);

/** sandbox_store_begin: a write transaction (BEGIN IMMEDIATE); ended with commit or rollback */
gboolean sandbox_store_begin (SandboxStore *self, GError **error);
gboolean sandbox_store_commit (SandboxStore *self, GError **error);
void sandbox_store_rollback (SandboxStore *self);

/** sandbox_store_get_setting: Returns: (transfer full): the value, or "" where it was never set */
char *sandbox_store_get_setting (SandboxStore *self, const char *key);
gboolean sandbox_store_set_setting (SandboxStore *self, const char *key, const char *value, GError **error);

/** sandbox_store_now: Returns: (transfer full): the present time in the store's format */
char *sandbox_store_now (void);

G_END_DECLS
