/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-entity-private.h"

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

static const SandboxProperty DETAIL_PROPERTIES[] = { SANDBOX_DETAIL_PROPERTIES };

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

/* The products of domain §2.1. The sample source is a Business Central database: the other two can be chosen,
 * and connecting is then refused. */
#define PRODUCTS                                                                                             \
  "(SELECT column1 AS seq, column2 AS id, column3 AS display_name, 1 AS version FROM (VALUES "               \
  "(1, 'DynamicsBC', 'Dynamics 365 Business Central'), "                                                     \
  "(2, 'DynamicsBCLast', 'Dynamics 365 Business Central - earlier versions'), "                              \
  "(3, 'DynamicsGP', 'Dynamics GP'), "                                                                       \
  "(4, 'DynamicsSL', 'Dynamics SL')))"

static const SandboxEntitySet COMPANIES = {
  "companies",
  "company",
  SANDBOX_GROUP_PUBLISHED | SANDBOX_GROUP_MANAGEMENT,
  SANDBOX_VERB_GET,
  "target_companies",
  NULL,
  SANDBOX_PROPERTIES (COMPANY_PROPERTIES),
};

static const SandboxEntitySet SOURCE_PRODUCT_TYPES = {
  "sourceProductTypes",
  "sourceProductType",
  SANDBOX_GROUP_PUBLISHED,
  SANDBOX_VERB_GET,
  PRODUCTS,
  NULL,
  SANDBOX_PROPERTIES (PRODUCT_PROPERTIES),
};

static const SandboxEntitySet SETUP = {
  "setupCloudMigration",
  "setupCloudMigration",
  SANDBOX_GROUP_PUBLISHED,
  SANDBOX_VERB_GET | SANDBOX_VERB_POST | SANDBOX_VERB_PATCH,
  "setup",
  NULL,
  SANDBOX_PROPERTIES (SETUP_PROPERTIES),
};

static const SandboxEntitySet MIGRATION_COMPANIES = {
  "cloudMigrationCompanies",
  "cloudMigrationCompany",
  SANDBOX_GROUP_PUBLISHED | SANDBOX_GROUP_MANAGEMENT,
  SANDBOX_VERB_GET | SANDBOX_VERB_PATCH,
  "companies",
  NULL,
  SANDBOX_PROPERTIES (MIGRATION_COMPANY_PROPERTIES),
};

static const SandboxEntitySet STATUS_DETAILS = {
  "cloudMigrationStatusDetails",
  "cloudMigrationStatusDetail",
  SANDBOX_GROUP_PUBLISHED,
  SANDBOX_VERB_GET,
  "run_details",
  NULL,
  SANDBOX_PROPERTIES (DETAIL_PROPERTIES),
};

static const SandboxEntitySet STATUS = {
  "cloudMigrationStatus",
  "cloudMigrationStatus",
  SANDBOX_GROUP_PUBLISHED,
  SANDBOX_VERB_GET,
  "runs",
  "startTime desc",
  SANDBOX_PROPERTIES (RUN_PROPERTIES),
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
  SANDBOX_PROPERTIES (MAPPING_PROPERTIES),
};

static const SandboxEntitySet *const SETS[] = {
  &COMPANIES,
  &SOURCE_PRODUCT_TYPES,
  &SETUP,
  &MIGRATION_COMPANIES,
  &STATUS,
  &STATUS_DETAILS,
  &TABLE_MAPPINGS,
  &sandbox_set_capabilities,
  &sandbox_set_overview,
  &sandbox_set_run_details,
  &sandbox_set_table_settings,
  &sandbox_set_table_changes,
  &sandbox_set_source_tables,
  &sandbox_set_user_mappings,
  &sandbox_set_cloud_users,
  &sandbox_set_checklist_steps,
  &sandbox_set_warnings,
  NULL,
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
