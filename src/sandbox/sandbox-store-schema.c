/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-store-schema.h"

#define HELP "https://learn.microsoft.com/dynamics365/business-central/dev-itpro/administration/"

/* `seq` is the row's place in the order of insertion: what the face sorts and pages by where nothing else is
 * asked for. Option values and defaults are those that the header's conventions name. */
static const char FIRST[]
  = "CREATE TABLE settings ("
    " key TEXT NOT NULL PRIMARY KEY,"
    " value TEXT NOT NULL DEFAULT ''"
    ") WITHOUT ROWID;"

    "CREATE TABLE setup ("
    " seq INTEGER PRIMARY KEY,"
    " id TEXT NOT NULL UNIQUE,"
    " product_id TEXT NOT NULL DEFAULT '',"
    " sql_server_type TEXT NOT NULL DEFAULT 'SQLServer' CHECK (sql_server_type IN ('SQLServer', 'AzureSQL')),"
    " runtime_name TEXT NOT NULL DEFAULT '',"
    " runtime_key TEXT NOT NULL DEFAULT '',"
    " secondary_key TEXT NOT NULL DEFAULT '',"
    " runtime_installed INTEGER NOT NULL DEFAULT 0 CHECK (runtime_installed IN (0, 1)),"
    " completed INTEGER NOT NULL DEFAULT 0 CHECK (completed IN (0, 1)),"
    " version INTEGER NOT NULL DEFAULT 1"
    ");"
    "CREATE TRIGGER setup_single BEFORE INSERT ON setup WHEN (SELECT count (*) FROM setup) > 0 "
    "BEGIN SELECT RAISE (ABORT, 'there is a setup already'); END;"

    "CREATE TABLE target_companies ("
    " seq INTEGER PRIMARY KEY,"
    " id TEXT NOT NULL UNIQUE,"
    " name TEXT NOT NULL UNIQUE,"
    " display_name TEXT NOT NULL DEFAULT '',"
    " business_profile_id TEXT NOT NULL DEFAULT '',"
    " created_at TEXT NOT NULL DEFAULT '',"
    " version INTEGER NOT NULL DEFAULT 1"
    ");"

    "CREATE TABLE companies ("
    " seq INTEGER PRIMARY KEY,"
    " id TEXT NOT NULL UNIQUE,"
    " name TEXT NOT NULL UNIQUE,"
    " display_name TEXT NOT NULL DEFAULT '',"
    " estimated_size REAL NOT NULL DEFAULT 0,"
    " replicate INTEGER NOT NULL DEFAULT 0 CHECK (replicate IN (0, 1)),"
    " status TEXT NOT NULL DEFAULT ' '"
    "  CHECK (status IN (' ', 'InProgress', 'Completed', 'Error', 'MissingPermission')),"
    " created INTEGER NOT NULL DEFAULT 0 CHECK (created IN (0, 1)),"
    " init_status TEXT NOT NULL DEFAULT 'Unknown'"
    "  CHECK (init_status IN ('Unknown', 'NotInitialized', 'InitializationFailed', 'Initialized')),"
    " init_error TEXT NOT NULL DEFAULT '',"
    " upgrade_state TEXT NOT NULL DEFAULT ''"
    "  CHECK (upgrade_state IN ('', 'Pending', 'Started', 'Completed', 'Failed')),"
    " replicated INTEGER NOT NULL DEFAULT 0 CHECK (replicated IN (0, 1)),"
    " version INTEGER NOT NULL DEFAULT 1"
    ");"

    "CREATE TABLE runs ("
    " seq INTEGER PRIMARY KEY,"
    " id TEXT NOT NULL UNIQUE,"
    " run_id TEXT NOT NULL UNIQUE,"
    " start_time TEXT NOT NULL DEFAULT '',"
    " end_time TEXT NOT NULL DEFAULT '',"
    " replication_type TEXT NOT NULL DEFAULT 'Normal'"
    "  CHECK (replication_type IN ('Normal', 'Full', 'Diagnostic', 'AzureDataLake')),"
    " trigger_type TEXT NOT NULL DEFAULT 'Manual' CHECK (trigger_type IN ('Unknown', 'Scheduled', 'Manual')),"
    " status TEXT NOT NULL DEFAULT 'InProgress'"
    "  CHECK (status IN ('Failed', 'InProgress', 'Completed', 'UpgradePending', 'UpgradeInProgress',"
    "                    'UpgradeFailed', 'RepairDataPending')),"
    " source TEXT NOT NULL DEFAULT '',"
    " details TEXT NOT NULL DEFAULT '',"
    " repair_status TEXT NOT NULL DEFAULT ''"
    "  CHECK (repair_status IN ('', 'Pending', 'InProgress', 'Completed')),"
    " table_total INTEGER NOT NULL DEFAULT 0,"
    " version INTEGER NOT NULL DEFAULT 1"
    ");"
    "CREATE INDEX runs_by_start ON runs (start_time, seq);"
    "CREATE INDEX runs_by_status ON runs (status);"

    "CREATE TABLE run_details ("
    " seq INTEGER PRIMARY KEY,"
    " id TEXT NOT NULL UNIQUE,"
    " run_id TEXT NOT NULL,"
    " company_name TEXT NOT NULL DEFAULT '',"
    " table_name TEXT NOT NULL DEFAULT '',"
    " status TEXT NOT NULL DEFAULT 'NotStarted'"
    "  CHECK (status IN ('Failed', 'InProgress', 'Successful', 'Warning', 'NotStarted')),"
    " records_copied INTEGER NOT NULL DEFAULT 0,"
    " total_records INTEGER NOT NULL DEFAULT 0,"
    " error_code TEXT NOT NULL DEFAULT '',"
    " errors TEXT NOT NULL DEFAULT '',"
    " start_time TEXT NOT NULL DEFAULT '',"
    " end_time TEXT NOT NULL DEFAULT '',"
    " blocked INTEGER NOT NULL DEFAULT 0 CHECK (blocked IN (0, 1)),"
    " version INTEGER NOT NULL DEFAULT 1"
    ");"
    "CREATE INDEX run_details_by_run ON run_details (run_id);"
    "CREATE INDEX run_details_by_status ON run_details (run_id, status);"
    "CREATE INDEX run_details_failed ON run_details (company_name, table_name) WHERE status = 'Failed';"
    "CREATE INDEX run_details_by_table ON run_details (company_name, table_name, status);"

    "CREATE TABLE table_mappings ("
    " seq INTEGER PRIMARY KEY,"
    " id TEXT NOT NULL UNIQUE,"
    " target_table_type TEXT NOT NULL DEFAULT 'Table' CHECK (target_table_type IN ('Table', "
    "'TableExtension')),"
    " app_id TEXT NOT NULL DEFAULT '',"
    " extension_name TEXT NOT NULL DEFAULT '',"
    " table_id INTEGER NOT NULL DEFAULT 0,"
    " table_name TEXT NOT NULL DEFAULT '',"
    " source_table_name TEXT NOT NULL DEFAULT '',"
    " data_per_company INTEGER NOT NULL DEFAULT 1 CHECK (data_per_company IN (0, 1)),"
    " version INTEGER NOT NULL DEFAULT 1"
    ");"
    /* Tables that are blocked: a failed detail with no later one of the same table (domain §2.3). A
     * diagnostic run neither blocks a table nor clears it. */
    "CREATE VIEW failed_tables AS SELECT d.* FROM run_details d"
    " JOIN runs r ON r.run_id = d.run_id AND r.replication_type <> 'Diagnostic'"
    " WHERE d.status = 'Failed' AND NOT EXISTS (SELECT 1 FROM run_details l"
    "  JOIN runs lr ON lr.run_id = l.run_id AND lr.replication_type <> 'Diagnostic'"
    "  WHERE l.company_name = d.company_name AND l.table_name = d.table_name"
    "  AND (l.end_time > d.end_time OR (l.end_time = d.end_time AND l.seq > d.seq)));"

    "CREATE INDEX table_mappings_by_target ON table_mappings (table_name, app_id, target_table_type);";

static const char *const FIRST_VERSIONED[]
  = { "setup", "target_companies", "companies", "runs", "run_details", "table_mappings", NULL };

/* What is known of the tables, and how they are replicated: the catalogue is filled at every start. Rules have
 * a version that only a change by the administrator moves. */
static const char TABLES[]
  = "CREATE TABLE catalog_tables ("
    " seq INTEGER PRIMARY KEY,"
    " id TEXT NOT NULL UNIQUE,"
    " table_id INTEGER NOT NULL,"
    " table_name TEXT NOT NULL,"
    " app_id TEXT NOT NULL,"
    " app_name TEXT NOT NULL,"
    " target_table_type TEXT NOT NULL CHECK (target_table_type IN ('Table', 'TableExtension')),"
    " mappable INTEGER NOT NULL CHECK (mappable IN (0, 1)),"
    " per_company INTEGER NOT NULL CHECK (per_company IN (0, 1)),"
    " replicated INTEGER NOT NULL CHECK (replicated IN (0, 1)),"
    " view_only INTEGER NOT NULL CHECK (view_only IN (0, 1)),"
    " preserve_default INTEGER NOT NULL CHECK (preserve_default IN (0, 1)),"
    " version INTEGER NOT NULL DEFAULT 1"
    ");"

    "CREATE TABLE table_rules ("
    " company_name TEXT NOT NULL,"
    " table_id INTEGER NOT NULL,"
    " replicate INTEGER NOT NULL CHECK (replicate IN (0, 1)),"
    " preserve INTEGER NOT NULL CHECK (preserve IN (0, 1)),"
    " whole INTEGER NOT NULL DEFAULT 0 CHECK (whole IN (0, 1)),"
    " version INTEGER NOT NULL DEFAULT 2,"
    " PRIMARY KEY (company_name, table_id)"
    ") WITHOUT ROWID;"

    "CREATE TABLE table_rule_changes ("
    " seq INTEGER PRIMARY KEY,"
    " id TEXT NOT NULL UNIQUE,"
    " at TEXT NOT NULL,"
    " user_name TEXT NOT NULL,"
    " company_name TEXT NOT NULL,"
    " table_name TEXT NOT NULL,"
    " property TEXT NOT NULL,"
    " old_value TEXT NOT NULL,"
    " new_value TEXT NOT NULL,"
    " version INTEGER NOT NULL DEFAULT 1"
    ");";

static const char *const NONE_VERSIONED[] = { NULL };
/* People, warnings and what remains to be done: domain §2.8 to §2.10. What a user is mapped to is kept by the
 * user's id, for applying changes names. */
static const char PEOPLE[]
  = "CREATE TABLE user_mappings ("
    " seq INTEGER PRIMARY KEY,"
    " id TEXT NOT NULL UNIQUE,"
    " source_id TEXT NOT NULL UNIQUE,"
    " source_name TEXT NOT NULL DEFAULT '',"
    " source_email TEXT NOT NULL DEFAULT '',"
    " destination_id TEXT NOT NULL DEFAULT '',"
    " suggested_by TEXT NOT NULL DEFAULT ''"
    "  CHECK (suggested_by IN ('', 'ObjectId', 'NameIdentifier', 'Email')),"
    " version INTEGER NOT NULL DEFAULT 1"
    ");"
    "CREATE UNIQUE INDEX user_mappings_once ON user_mappings (destination_id) WHERE destination_id <> '';"

    "CREATE TABLE checklist_steps ("
    " seq INTEGER PRIMARY KEY,"
    " id TEXT NOT NULL UNIQUE,"
    " title TEXT NOT NULL,"
    " help_url TEXT NOT NULL,"
    " completed INTEGER NOT NULL DEFAULT 0 CHECK (completed IN (0, 1)),"
    " version INTEGER NOT NULL DEFAULT 1"
    ");"
    "INSERT INTO checklist_steps (id, title, help_url) VALUES"
    " ('63686563-6b00-4000-8000-000000000001', 'Read the help', '" HELP "cloud-migration-finish'),"
    " ('63686563-6b00-4000-8000-000000000002', 'Disable cloud migration', '" HELP "cloud-migration-finish'),"
    " ('63686563-6b00-4000-8000-000000000003', 'Set up users and permissions', '" HELP
    "migrate-data#complete-cloud-migration'),"
    " ('63686563-6b00-4000-8000-000000000004', 'Define user mappings', '" HELP "cloud-migration-finish'),"
    " ('63686563-6b00-4000-8000-000000000005', 'Set up the connection to Dynamics 365 Sales', "
    "'https://learn.microsoft.com/dynamics365/business-central/admin-how-to-set-up-a-dynamics-crm-connection"
    "');"

    "CREATE TABLE migration_warnings ("
    " seq INTEGER PRIMARY KEY,"
    " id TEXT NOT NULL UNIQUE,"
    " type TEXT NOT NULL UNIQUE CHECK (type IN ('RecordLinks', 'TenantMedia')),"
    " message TEXT NOT NULL,"
    " created_at TEXT NOT NULL,"
    " help_url TEXT NOT NULL,"
    " ignored INTEGER NOT NULL DEFAULT 0 CHECK (ignored IN (0, 1)),"
    " version INTEGER NOT NULL DEFAULT 1"
    ");"

    /* The key that the integration runtime has: after a reset, the old one until it takes the new one. */
    "ALTER TABLE setup ADD COLUMN registered_key TEXT NOT NULL DEFAULT '';"
    "UPDATE setup SET registered_key = runtime_key WHERE runtime_installed = 1;";

static const char *const PEOPLE_VERSIONED[]
  = { "user_mappings", "checklist_steps", "migration_warnings", NULL };

/* A mapping's target is unique whatever the case of its name. */
static const char MAPPING_NAMES[]
  = "CREATE INDEX table_mappings_by_name ON table_mappings (table_name COLLATE NOCASE, app_id);";

/* The tokens that were given out, as hashes; times in µs since 1970. */
static const char TOKENS[] = "CREATE TABLE tokens ("
                             " hash TEXT NOT NULL PRIMARY KEY,"
                             " kind TEXT NOT NULL CHECK (kind IN ('access', 'refresh')),"
                             " family TEXT NOT NULL,"
                             " user_id TEXT NOT NULL,"
                             " client_id TEXT NOT NULL,"
                             " scope TEXT NOT NULL,"
                             " offline INTEGER NOT NULL CHECK (offline IN (0, 1)),"
                             " state TEXT NOT NULL DEFAULT '' CHECK (state IN ('', 'used', 'revoked')),"
                             " expires INTEGER NOT NULL"
                             ") WITHOUT ROWID;";

/* What is done to the environment as a whole: see sandbox-operation.h. */
static const char OPERATIONS[]
  = "CREATE TABLE environment_operations ("
    " seq INTEGER PRIMARY KEY,"
    " id TEXT NOT NULL UNIQUE,"
    " run_id TEXT NOT NULL,"
    " type TEXT NOT NULL,"
    " status TEXT NOT NULL CHECK (status IN ('queued', 'running', 'succeeded', 'failed')),"
    " created_on TEXT NOT NULL,"
    " started_on TEXT NOT NULL DEFAULT '',"
    " completed_on TEXT NOT NULL DEFAULT '',"
    " created_by TEXT NOT NULL,"
    " error_message TEXT NOT NULL DEFAULT ''"
    ");";

/* A step a version: the script, and the tables of it that have a `version`. A released step is never changed,
 * later ones are added at the end. */
static const SandboxStoreStep STEPS[] = {
  { FIRST, FIRST_VERSIONED },        { TABLES, NONE_VERSIONED }, { PEOPLE, PEOPLE_VERSIONED },
  { MAPPING_NAMES, NONE_VERSIONED }, { TOKENS, NONE_VERSIONED }, { OPERATIONS, NONE_VERSIONED },
};

const SandboxStoreStep *
sandbox_store_schema_get_steps (guint *n)
{
  *n = G_N_ELEMENTS (STEPS);
  return STEPS;
}
