/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state and the runs in group B: api-contract §B. */
#include "sandbox-entity-private.h"

#include "sandbox-capabilities.h"
#include "sandbox-overview.h"
#include "sandbox-rules.h"

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

static const SandboxProperty RUN_DETAIL_PROPERTIES[] = {
  SANDBOX_DETAIL_PROPERTIES,
  { "startTime", "t.start_time", SANDBOX_PROPERTY_TIME },
  { "endTime", "t.end_time", SANDBOX_PROPERTY_TIME },
  { "errorCode", "t.error_code", SANDBOX_PROPERTY_TEXT },
  { "triggerType", "coalesce ((SELECT r.trigger_type FROM runs r WHERE r.run_id = t.run_id), 'Unknown')",
    SANDBOX_PROPERTY_OPTION, SANDBOX_OPTIONS_TRIGGER_TYPE },
  { "blocked", "t.blocked", SANDBOX_PROPERTY_BOOLEAN },
};

static const SandboxProperty TABLE_SETTING_PROPERTIES[] = {
  { "id", "t.id", SANDBOX_PROPERTY_GUID },
  { "companyName", "t.company_name", SANDBOX_PROPERTY_TEXT },
  { "tableName", "t.table_name", SANDBOX_PROPERTY_TEXT },
  { "tableId", "t.table_id", SANDBOX_PROPERTY_INTEGER },
  { "replicateData", "t.replicate", SANDBOX_PROPERTY_BOOLEAN, NULL, "replicate" },
  { "preserveCloudData", "t.preserve", SANDBOX_PROPERTY_BOOLEAN, NULL, "preserve" },
  { "viewOnly", "t.view_only", SANDBOX_PROPERTY_BOOLEAN },
  { "changed", "t.changed", SANDBOX_PROPERTY_BOOLEAN },
};

static const SandboxProperty TABLE_CHANGE_PROPERTIES[] = {
  { "id", "t.id", SANDBOX_PROPERTY_GUID },
  { "at", "t.at", SANDBOX_PROPERTY_TIME },
  { "user", "t.user_name", SANDBOX_PROPERTY_TEXT },
  { "companyName", "t.company_name", SANDBOX_PROPERTY_TEXT },
  { "tableName", "t.table_name", SANDBOX_PROPERTY_TEXT },
  { "property", "t.property", SANDBOX_PROPERTY_TEXT },
  { "oldValue", "t.old_value", SANDBOX_PROPERTY_TEXT },
  { "newValue", "t.new_value", SANDBOX_PROPERTY_TEXT },
};

static const SandboxProperty SOURCE_TABLE_PROPERTIES[] = {
  { "id", "t.id", SANDBOX_PROPERTY_GUID },
  { "tableId", "t.table_id", SANDBOX_PROPERTY_INTEGER },
  { "tableName", "t.table_name", SANDBOX_PROPERTY_TEXT },
  { "appId", "t.app_id", SANDBOX_PROPERTY_GUID },
  { "appName", "t.app_name", SANDBOX_PROPERTY_TEXT },
  { "targetTableType", "t.target_table_type", SANDBOX_PROPERTY_OPTION, SANDBOX_OPTIONS_TARGET_TABLE_TYPE },
  { "mappable", "t.mappable", SANDBOX_PROPERTY_BOOLEAN },
};

const SandboxEntitySet sandbox_set_capabilities = {
  "capabilities",
  "capability",
  SANDBOX_GROUP_MANAGEMENT,
  SANDBOX_VERB_GET,
  "temp.capabilities",
  NULL,
  SANDBOX_PROPERTIES (CAPABILITY_PROPERTIES),
  .prepare = sandbox_capabilities_prepare,
};

const SandboxEntitySet sandbox_set_overview = {
  "migrationOverview",
  "migrationOverview",
  SANDBOX_GROUP_MANAGEMENT,
  SANDBOX_VERB_GET,
  "temp.overview",
  NULL,
  SANDBOX_PROPERTIES (OVERVIEW_PROPERTIES),
  .prepare = sandbox_overview_prepare,
};

const SandboxEntitySet sandbox_set_run_details = {
  "runDetails",
  "runDetail",
  SANDBOX_GROUP_MANAGEMENT,
  SANDBOX_VERB_GET,
  "run_details",
  NULL,
  SANDBOX_PROPERTIES (RUN_DETAIL_PROPERTIES),
};

const SandboxEntitySet sandbox_set_table_settings = {
  "tableReplicationSettings",
  "tableReplicationSetting",
  SANDBOX_GROUP_MANAGEMENT,
  SANDBOX_VERB_GET | SANDBOX_VERB_PATCH,
  SANDBOX_RULES_SOURCE,
  NULL,
  SANDBOX_PROPERTIES (TABLE_SETTING_PROPERTIES),
};

const SandboxEntitySet sandbox_set_table_changes = {
  "tableReplicationChanges",
  "tableReplicationChange",
  SANDBOX_GROUP_MANAGEMENT,
  SANDBOX_VERB_GET,
  "table_rule_changes",
  NULL,
  SANDBOX_PROPERTIES (TABLE_CHANGE_PROPERTIES),
};

const SandboxEntitySet sandbox_set_source_tables = {
  "sourceTables",
  "sourceTable",
  SANDBOX_GROUP_MANAGEMENT,
  SANDBOX_VERB_GET,
  "catalog_tables",
  NULL,
  SANDBOX_PROPERTIES (SOURCE_TABLE_PROPERTIES),
};
