/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-entity.h"

#include "sandbox-capabilities.h"
#include "sandbox-overview.h"

#include <string.h>

#define COUNT_DETAILS(condition)                                                                             \
  "(SELECT count (*) FROM run_details d WHERE d.run_id = t.run_id AND d.status " condition ")"

static const SandboxProperty COMPANY_PROPERTIES[] = {
  { "id", "t.id", SANDBOX_PROPERTY_GUID },
  { "systemVersion",
    "coalesce ((SELECT value FROM settings WHERE key = '" SANDBOX_SETTING_DEPLOYED_VERSION "'), '')",
    SANDBOX_PROPERTY_TEXT },
  { "timestamp", "t.version", SANDBOX_PROPERTY_INTEGER },
  { "name", "t.name", SANDBOX_PROPERTY_TEXT },
  { "displayName", "t.display_name", SANDBOX_PROPERTY_TEXT },
  { "businessProfileId", "t.business_profile_id", SANDBOX_PROPERTY_TEXT },
  { "systemCreatedAt", "t.created_at", SANDBOX_PROPERTY_TIME },
};

static const SandboxProperty PRODUCT_PROPERTIES[] = {
  { "id", "t.id", SANDBOX_PROPERTY_TEXT },
  { "displayName", "t.display_name", SANDBOX_PROPERTY_TEXT },
};

/* The connection string is taken and never kept. The key is there only while the request that made it is
 * answered: see sandbox-lifecycle-setup.c. */
static const SandboxProperty SETUP_PROPERTIES[] = {
  { "id", "t.id", SANDBOX_PROPERTY_GUID },
  { "productId", "t.product_id", SANDBOX_PROPERTY_TEXT, NULL, "product_id", 250 },
  { "sqlServerType", "t.sql_server_type", SANDBOX_PROPERTY_OPTION, SANDBOX_OPTIONS_SERVER_TYPE,
    "sql_server_type" },
  { "sqlConnectionString", "''", SANDBOX_PROPERTY_TEXT, NULL, "", 2048 },
  { "runtimeName", "t.runtime_name", SANDBOX_PROPERTY_TEXT, NULL, "runtime_name", 250 },
  { "runtimeKey", "coalesce ((SELECT key FROM temp.fresh_key), '')", SANDBOX_PROPERTY_TEXT },
};

static const SandboxProperty MIGRATION_COMPANY_PROPERTIES[] = {
  { "id", "t.id", SANDBOX_PROPERTY_GUID },
  { "name", "t.name", SANDBOX_PROPERTY_TEXT },
  { "replicate", "t.replicate", SANDBOX_PROPERTY_BOOLEAN, NULL, "replicate" },
  { "displayName", "t.display_name", SANDBOX_PROPERTY_TEXT },
  { "estimatedSize", "t.estimated_size", SANDBOX_PROPERTY_DECIMAL },
  { "status", "t.status", SANDBOX_PROPERTY_OPTION, SANDBOX_OPTIONS_COMPANY_STATUS },
  { "created", "t.created", SANDBOX_PROPERTY_BOOLEAN },
  { "companyInitializationStatus", "t.init_status", SANDBOX_PROPERTY_OPTION, SANDBOX_OPTIONS_INIT_STATUS },
  { "companyInitializationError", "t.init_error", SANDBOX_PROPERTY_TEXT },
};

static const SandboxProperty RUN_PROPERTIES[] = {
  { "id", "t.id", SANDBOX_PROPERTY_GUID },
  { "runId", "t.run_id", SANDBOX_PROPERTY_GUID },
  { "startTime", "t.start_time", SANDBOX_PROPERTY_TIME },
  { "endTime", "t.end_time", SANDBOX_PROPERTY_TIME },
  { "replicationType", "t.replication_type", SANDBOX_PROPERTY_OPTION, SANDBOX_OPTIONS_REPLICATION_TYPE },
  { "status", "t.status", SANDBOX_PROPERTY_OPTION, SANDBOX_OPTIONS_RUN_STATUS },
  { "source", "t.source", SANDBOX_PROPERTY_TEXT },
  { "details", "t.details", SANDBOX_PROPERTY_TEXT },
  { "tablesSuccessful", COUNT_DETAILS ("= 'Successful'"), SANDBOX_PROPERTY_INTEGER },
  { "tablesFailed", COUNT_DETAILS ("= 'Failed'"), SANDBOX_PROPERTY_INTEGER },
  { "tablesRemaining", COUNT_DETAILS ("IN ('NotStarted', 'InProgress')"), SANDBOX_PROPERTY_INTEGER },
};

#define DETAIL_PROPERTIES_OF_A                                                                               \
  { "id", "t.id", SANDBOX_PROPERTY_GUID }, { "runId", "t.run_id", SANDBOX_PROPERTY_GUID },                   \
    { "companyName", "t.company_name", SANDBOX_PROPERTY_TEXT },                                              \
    { "tableName", "t.table_name", SANDBOX_PROPERTY_TEXT },                                                  \
    { "status", "t.status", SANDBOX_PROPERTY_OPTION, SANDBOX_OPTIONS_DETAIL_STATUS },                        \
    { "recordsCopied", "t.records_copied", SANDBOX_PROPERTY_INTEGER },                                       \
    { "totalRecords", "t.total_records", SANDBOX_PROPERTY_INTEGER },                                         \
  {                                                                                                          \
    "errors", "t.errors", SANDBOX_PROPERTY_TEXT                                                              \
  }

static const SandboxProperty DETAIL_PROPERTIES[] = { DETAIL_PROPERTIES_OF_A };

static const SandboxProperty RUN_DETAIL_PROPERTIES[] = {
  DETAIL_PROPERTIES_OF_A,
  { "startTime", "t.start_time", SANDBOX_PROPERTY_TIME },
  { "endTime", "t.end_time", SANDBOX_PROPERTY_TIME },
  { "errorCode", "t.error_code", SANDBOX_PROPERTY_TEXT },
  { "triggerType", "coalesce ((SELECT r.trigger_type FROM runs r WHERE r.run_id = t.run_id), 'Unknown')",
    SANDBOX_PROPERTY_OPTION, SANDBOX_OPTIONS_TRIGGER_TYPE },
  { "blocked", "t.blocked", SANDBOX_PROPERTY_BOOLEAN },
};

static const SandboxProperty MAPPING_PROPERTIES[] = {
  { "id", "t.id", SANDBOX_PROPERTY_GUID },
  { "targetTableType", "t.target_table_type", SANDBOX_PROPERTY_OPTION, SANDBOX_OPTIONS_TARGET_TABLE_TYPE,
    "target_table_type" },
  { "appId", "t.app_id", SANDBOX_PROPERTY_GUID, NULL, "app_id" },
  { "extensionName", "t.extension_name", SANDBOX_PROPERTY_TEXT },
  { "tableId", "t.table_id", SANDBOX_PROPERTY_INTEGER, NULL, "table_id" },
  { "tableName", "t.table_name", SANDBOX_PROPERTY_TEXT, NULL, "table_name", 250 },
  { "sourceTableName", "t.source_table_name", SANDBOX_PROPERTY_TEXT, NULL, "source_table_name", 250 },
  { "dataPerCompany", "t.data_per_company", SANDBOX_PROPERTY_BOOLEAN, NULL, "data_per_company" },
};

static const SandboxProperty CAPABILITY_PROPERTIES[] = {
  { "id", "t.id", SANDBOX_PROPERTY_GUID },
  { "name", "t.name", SANDBOX_PROPERTY_TEXT },
  { "available", "t.available", SANDBOX_PROPERTY_BOOLEAN },
  { "reason", "t.reason", SANDBOX_PROPERTY_TEXT },
};

static const SandboxProperty OVERVIEW_PROPERTIES[] = {
  { "id", "t.id", SANDBOX_PROPERTY_GUID },
  { "enabled", "t.enabled", SANDBOX_PROPERTY_BOOLEAN },
  { "disabledReason", "t.disabledReason", SANDBOX_PROPERTY_OPTION, SANDBOX_OPTIONS_DISABLED_REASON },
  { "statusText", "t.statusText", SANDBOX_PROPERTY_TEXT },
  { "statusStyle", "t.statusStyle", SANDBOX_PROPERTY_OPTION, SANDBOX_OPTIONS_STYLE },
  { "moreInformation", "t.moreInformation", SANDBOX_PROPERTY_TEXT },
  { "companyCreationStatus", "t.companyCreationStatus", SANDBOX_PROPERTY_OPTION,
    SANDBOX_OPTIONS_TASK_STATUS },
  { "companyCreationError", "t.companyCreationError", SANDBOX_PROPERTY_TEXT },
  { "dataRepairStatus", "t.dataRepairStatus", SANDBOX_PROPERTY_OPTION, SANDBOX_OPTIONS_TASK_STATUS },
  { "upgradeSupported", "t.upgradeSupported", SANDBOX_PROPERTY_BOOLEAN },
  { "tablesSuccessful", "t.tablesSuccessful", SANDBOX_PROPERTY_INTEGER },
  { "tablesFailed", "t.tablesFailed", SANDBOX_PROPERTY_INTEGER },
  { "tablesRemaining", "t.tablesRemaining", SANDBOX_PROPERTY_INTEGER },
  { "tablesWithWarnings", "t.tablesWithWarnings", SANDBOX_PROPERTY_INTEGER },
  { "warnings", "t.warnings", SANDBOX_PROPERTY_INTEGER },
  { "companiesUnderReplication", "t.companiesUnderReplication", SANDBOX_PROPERTY_INTEGER },
  { "companiesReplicated", "t.companiesReplicated", SANDBOX_PROPERTY_INTEGER },
  { "companiesTotal", "t.companiesTotal", SANDBOX_PROPERTY_INTEGER },
  { "companiesNotInitialized", "t.companiesNotInitialized", SANDBOX_PROPERTY_INTEGER },
  { "deployedVersion", "t.deployedVersion", SANDBOX_PROPERTY_TEXT },
  { "latestVersion", "t.latestVersion", SANDBOX_PROPERTY_TEXT },
  { "useNewUi", "t.useNewUi", SANDBOX_PROPERTY_BOOLEAN },
  { "keepUserPermissions", "t.keepUserPermissions", SANDBOX_PROPERTY_BOOLEAN },
  { "userMappingCompletedAt", "t.userMappingCompletedAt", SANDBOX_PROPERTY_TIME },
  { "recordLinksMigratedAt", "t.recordLinksMigratedAt", SANDBOX_PROPERTY_TIME },
  { "approvalRequired", "t.approvalRequired", SANDBOX_PROPERTY_BOOLEAN },
  { "approvalUrl", "t.approvalUrl", SANDBOX_PROPERTY_TEXT },
};

/* The products of domain §2.1. The sample source is a Business Central database: the other two can be chosen,
 * and connecting is then refused. */
#define PRODUCTS                                                                                             \
  "(SELECT column1 AS seq, column2 AS id, column3 AS display_name, 1 AS version FROM (VALUES "               \
  "(1, 'DynamicsBC', 'Dynamics 365 Business Central'), "                                                     \
  "(2, 'DynamicsBCLast', 'Dynamics 365 Business Central - earlier versions'), "                              \
  "(3, 'DynamicsGP', 'Dynamics GP'), "                                                                       \
  "(4, 'DynamicsSL', 'Dynamics SL')))"

#define PROPERTIES(list) list, G_N_ELEMENTS (list)

static const SandboxEntitySet COMPANIES = {
  "companies",
  "company",
  SANDBOX_GROUP_PUBLISHED | SANDBOX_GROUP_MANAGEMENT,
  SANDBOX_VERB_GET,
  "target_companies",
  NULL,
  PROPERTIES (COMPANY_PROPERTIES),
};

static const SandboxEntitySet SOURCE_PRODUCT_TYPES = {
  "sourceProductTypes",
  "sourceProductType",
  SANDBOX_GROUP_PUBLISHED,
  SANDBOX_VERB_GET,
  PRODUCTS,
  NULL,
  PROPERTIES (PRODUCT_PROPERTIES),
};

static const SandboxEntitySet SETUP = {
  "setupCloudMigration",
  "setupCloudMigration",
  SANDBOX_GROUP_PUBLISHED,
  SANDBOX_VERB_GET | SANDBOX_VERB_POST | SANDBOX_VERB_PATCH,
  "setup",
  NULL,
  PROPERTIES (SETUP_PROPERTIES),
};

static const SandboxEntitySet MIGRATION_COMPANIES = {
  "cloudMigrationCompanies",
  "cloudMigrationCompany",
  SANDBOX_GROUP_PUBLISHED | SANDBOX_GROUP_MANAGEMENT,
  SANDBOX_VERB_GET | SANDBOX_VERB_PATCH,
  "companies",
  NULL,
  PROPERTIES (MIGRATION_COMPANY_PROPERTIES),
};

static const SandboxEntitySet STATUS_DETAILS = {
  "cloudMigrationStatusDetails",
  "cloudMigrationStatusDetail",
  SANDBOX_GROUP_PUBLISHED,
  SANDBOX_VERB_GET,
  "run_details",
  NULL,
  PROPERTIES (DETAIL_PROPERTIES),
};

static const SandboxEntitySet STATUS = {
  "cloudMigrationStatus",
  "cloudMigrationStatus",
  SANDBOX_GROUP_PUBLISHED,
  SANDBOX_VERB_GET,
  "runs",
  "startTime desc",
  PROPERTIES (RUN_PROPERTIES),
  &STATUS_DETAILS,
  "t.run_id = (SELECT r.run_id FROM runs r WHERE r.id = ?)",
};

static const SandboxEntitySet TABLE_MAPPINGS = {
  "tableMappings",
  "tableMapping",
  SANDBOX_GROUP_PUBLISHED,
  SANDBOX_VERB_GET | SANDBOX_VERB_POST | SANDBOX_VERB_PATCH | SANDBOX_VERB_DELETE,
  "table_mappings",
  NULL,
  PROPERTIES (MAPPING_PROPERTIES),
};

static const SandboxEntitySet CAPABILITIES = {
  "capabilities",
  "capability",
  SANDBOX_GROUP_MANAGEMENT,
  SANDBOX_VERB_GET,
  "temp.capabilities",
  NULL,
  PROPERTIES (CAPABILITY_PROPERTIES),
  .prepare = sandbox_capabilities_prepare,
};

static const SandboxEntitySet OVERVIEW = {
  "migrationOverview",
  "migrationOverview",
  SANDBOX_GROUP_MANAGEMENT,
  SANDBOX_VERB_GET,
  "temp.overview",
  NULL,
  PROPERTIES (OVERVIEW_PROPERTIES),
  .prepare = sandbox_overview_prepare,
};

static const SandboxEntitySet RUN_DETAILS = {
  "runDetails",  "runDetail", SANDBOX_GROUP_MANAGEMENT,           SANDBOX_VERB_GET,
  "run_details", NULL,        PROPERTIES (RUN_DETAIL_PROPERTIES),
};

static const SandboxEntitySet *const SETS[] = {
  &COMPANIES,      &SOURCE_PRODUCT_TYPES, &SETUP,    &MIGRATION_COMPANIES, &STATUS, &STATUS_DETAILS,
  &TABLE_MAPPINGS, &CAPABILITIES,         &OVERVIEW, &RUN_DETAILS,         NULL,
};

const SandboxEntitySet *const *
sandbox_entity_set_list (void)
{
  return SETS;
}

const SandboxEntitySet *
sandbox_entity_set_find (SandboxGroup group, const char *name)
{
  for (guint i = 0; SETS[i] != NULL; i++)
    if ((SETS[i]->groups & group) != 0 && strcmp (SETS[i]->name, name) == 0)
      return SETS[i];
  return NULL;
}

const SandboxProperty *
sandbox_entity_set_find_property (const SandboxEntitySet *set, const char *name)
{
  for (guint i = 0; i < set->n_properties; i++)
    if (strcmp (set->properties[i].name, name) == 0)
      return &set->properties[i];
  return NULL;
}

gboolean
sandbox_entity_set_key_is_text (const SandboxEntitySet *set)
{
  return set->properties[0].type == SANDBOX_PROPERTY_TEXT;
}

char *
sandbox_entity_set_get_etag (const char *id, gint64 version)
{
  g_autofree char *plain
    = g_strdup_printf ("20;%010u;1%010" G_GINT64_FORMAT ";00;", g_str_hash (id), version);
  g_autofree char *encoded = g_base64_encode ((const guchar *) plain, strlen (plain));

  return g_strdup_printf ("W/\"%s\"", encoded);
}
