/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-enums.h"

#include "ferry-odata.h"

#include <glib/gi18n-lib.h>

/*
 * Option:
 * @value: the enum's value
 * @folded: its spellings as ferry_odata_fold_option() gives them, separated by blanks; the blank value is "-"
 * @nick: its name in files and commands
 * @label: its name on the screen, not yet translated
 */
typedef struct
{
  int value;
  const char *folded;
  const char *nick;
  const char *label;
} Option;

static const Option run_statuses[] = {
  { FERRY_RUN_STATUS_UNKNOWN, "", "unknown", NC_ ("run status", "Unknown") },
  { FERRY_RUN_STATUS_FAILED, "failed", "failed", NC_ ("run status", "Failed") },
  { FERRY_RUN_STATUS_IN_PROGRESS, "inprogress", "in-progress", NC_ ("run status", "In progress") },
  { FERRY_RUN_STATUS_COMPLETED, "completed", "completed", NC_ ("run status", "Completed") },
  { FERRY_RUN_STATUS_UPGRADE_PENDING, "upgradepending", "upgrade-pending",
    NC_ ("run status", "Upgrade pending") },
  { FERRY_RUN_STATUS_UPGRADE_IN_PROGRESS, "upgradeinprogress", "upgrade-in-progress",
    NC_ ("run status", "Upgrade in progress") },
  { FERRY_RUN_STATUS_UPGRADE_FAILED, "upgradefailed", "upgrade-failed",
    NC_ ("run status", "Upgrade failed") },
  { FERRY_RUN_STATUS_REPAIR_DATA_PENDING, "repairdatapending datarepairpending", "repair-data-pending",
    NC_ ("run status", "Data repair pending") },
};

static const Option replication_types[] = {
  { FERRY_REPLICATION_TYPE_UNKNOWN, "", "unknown", NC_ ("replication type", "Unknown") },
  { FERRY_REPLICATION_TYPE_NORMAL, "normal", "normal", NC_ ("replication type", "Normal") },
  { FERRY_REPLICATION_TYPE_FULL, "full", "full", NC_ ("replication type", "Full") },
  { FERRY_REPLICATION_TYPE_DIAGNOSTIC, "diagnostic", "diagnostic", NC_ ("replication type", "Diagnostic") },
  { FERRY_REPLICATION_TYPE_AZURE_DATA_LAKE, "azuredatalake", "azure-data-lake",
    NC_ ("replication type", "Azure Data Lake") },
};

static const Option trigger_types[] = {
  { FERRY_TRIGGER_TYPE_UNKNOWN, "", "unknown", NC_ ("trigger type", "Unknown") },
  { FERRY_TRIGGER_TYPE_SCHEDULED, "scheduled", "scheduled", NC_ ("trigger type", "Scheduled") },
  { FERRY_TRIGGER_TYPE_MANUAL, "manual", "manual", NC_ ("trigger type", "Manual") },
};

static const Option table_statuses[] = {
  { FERRY_TABLE_STATUS_UNKNOWN, "", "unknown", NC_ ("table status", "Unknown") },
  { FERRY_TABLE_STATUS_NOT_STARTED, "notstarted", "not-started", NC_ ("table status", "Not started") },
  { FERRY_TABLE_STATUS_IN_PROGRESS, "inprogress", "in-progress", NC_ ("table status", "In progress") },
  { FERRY_TABLE_STATUS_SUCCESSFUL, "successful", "successful", NC_ ("table status", "Successful") },
  { FERRY_TABLE_STATUS_WARNING, "warning", "warning", NC_ ("table status", "Warning") },
  { FERRY_TABLE_STATUS_FAILED, "failed", "failed", NC_ ("table status", "Failed") },
};

static const Option company_statuses[] = {
  { FERRY_COMPANY_STATUS_UNKNOWN, "", "unknown", NC_ ("company status", "Unknown") },
  { FERRY_COMPANY_STATUS_BLANK, "-", "none", NC_ ("company status", "Not created") },
  { FERRY_COMPANY_STATUS_IN_PROGRESS, "inprogress", "in-progress", NC_ ("company status", "Being created") },
  { FERRY_COMPANY_STATUS_COMPLETED, "completed", "completed", NC_ ("company status", "Created") },
  { FERRY_COMPANY_STATUS_ERROR, "error", "error", NC_ ("company status", "Creation failed") },
  { FERRY_COMPANY_STATUS_MISSING_PERMISSION, "missingpermission", "missing-permission",
    NC_ ("company status", "Permission missing") },
};

static const Option init_statuses[] = {
  { FERRY_INIT_STATUS_UNKNOWN, "unknown", "unknown", NC_ ("initialization status", "Unknown") },
  { FERRY_INIT_STATUS_NOT_INITIALIZED, "notinitialized", "not-initialized",
    NC_ ("initialization status", "Not initialized") },
  { FERRY_INIT_STATUS_FAILED, "initializationfailed", "failed",
    NC_ ("initialization status", "Initialization failed") },
  { FERRY_INIT_STATUS_INITIALIZED, "initialized", "initialized",
    NC_ ("initialization status", "Initialized") },
};

static const Option sql_server_types[] = {
  { FERRY_SQL_SERVER_TYPE_SQL_SERVER, "sqlserver", "SQLServer", NC_ ("database type", "SQL Server") },
  { FERRY_SQL_SERVER_TYPE_AZURE_SQL, "azuresql", "AzureSQL", NC_ ("database type", "Azure SQL") },
};

static const Option repair_statuses[] = {
  { FERRY_REPAIR_STATUS_UNKNOWN, "", "unknown", NULL },
  { FERRY_REPAIR_STATUS_NONE, "- none", "none", NULL },
  { FERRY_REPAIR_STATUS_PENDING, "pending", "pending", NULL },
  { FERRY_REPAIR_STATUS_IN_PROGRESS, "inprogress", "in-progress", NULL },
  { FERRY_REPAIR_STATUS_COMPLETED, "completed", "completed", NULL },
};

static const Option disabled_reasons[] = {
  { FERRY_DISABLED_REASON_OTHER, "", "other", NULL },
  { FERRY_DISABLED_REASON_NONE, "- none", "none", NULL },
  { FERRY_DISABLED_REASON_NOT_SET_UP, "notsetup", "not-set-up", NULL },
  { FERRY_DISABLED_REASON_PAUSED, "paused", "paused", NULL },
  { FERRY_DISABLED_REASON_ABANDONED, "abandoned", "abandoned", NULL },
  { FERRY_DISABLED_REASON_COMPLETED, "completed", "completed", NULL },
};

/* Whether @spellings, separated by blanks, has @folded. */
static gboolean
has_spelling (const char *spellings, const char *folded)
{
  g_auto (GStrv) words = g_strsplit (spellings, " ", -1);

  return g_strv_contains ((const char *const *) words, *folded == '\0' ? "-" : folded);
}

/* The first option of a table is what an unknown value becomes. */
static int
parse (const Option *options, gsize n, const char *value)
{
  g_autofree char *folded = ferry_odata_fold_option (value != NULL ? value : "");

  for (gsize i = 0; i < n; i++)
    if (*options[i].folded != '\0' && has_spelling (options[i].folded, folded))
      return options[i].value;
  return options[0].value;
}

static const Option *
find (const Option *options, gsize n, int value)
{
  for (gsize i = 0; i < n; i++)
    if (options[i].value == value)
      return &options[i];
  return &options[0];
}

#define PARSE(options, value) parse (options, G_N_ELEMENTS (options), value)
#define NICK(options, value)  (find (options, G_N_ELEMENTS (options), (int) (value))->nick)
#define LABEL(options, context, value)                                                                       \
  g_dpgettext2 (GETTEXT_PACKAGE, context, find (options, G_N_ELEMENTS (options), (int) (value))->label)

FerryRunStatus
ferry_run_status_parse (const char *value)
{
  return (FerryRunStatus) PARSE (run_statuses, value);
}

const char *
ferry_run_status_to_nick (FerryRunStatus status)
{
  return NICK (run_statuses, status);
}

const char *
ferry_run_status_to_label (FerryRunStatus status)
{
  return LABEL (run_statuses, "run status", status);
}

gboolean
ferry_run_status_is_running (FerryRunStatus status)
{
  return status == FERRY_RUN_STATUS_IN_PROGRESS || status == FERRY_RUN_STATUS_UPGRADE_IN_PROGRESS;
}

FerryStyle
ferry_run_status_to_style (FerryRunStatus status)
{
  switch (status)
    {
    case FERRY_RUN_STATUS_FAILED:
    case FERRY_RUN_STATUS_UPGRADE_FAILED:
      return FERRY_STYLE_BAD;
    case FERRY_RUN_STATUS_IN_PROGRESS:
    case FERRY_RUN_STATUS_UPGRADE_IN_PROGRESS:
    case FERRY_RUN_STATUS_REPAIR_DATA_PENDING:
      return FERRY_STYLE_PROGRESS;
    case FERRY_RUN_STATUS_COMPLETED:
      return FERRY_STYLE_GOOD;
    case FERRY_RUN_STATUS_UPGRADE_PENDING:
      return FERRY_STYLE_ATTENTION;
    case FERRY_RUN_STATUS_UNKNOWN:
    default:
      return FERRY_STYLE_NEUTRAL;
    }
}

FerryReplicationType
ferry_replication_type_parse (const char *value)
{
  return (FerryReplicationType) PARSE (replication_types, value);
}

const char *
ferry_replication_type_to_nick (FerryReplicationType type)
{
  return NICK (replication_types, type);
}

const char *
ferry_replication_type_to_label (FerryReplicationType type)
{
  return LABEL (replication_types, "replication type", type);
}

FerryTriggerType
ferry_trigger_type_parse (const char *value)
{
  return (FerryTriggerType) PARSE (trigger_types, value);
}

const char *
ferry_trigger_type_to_label (FerryTriggerType type)
{
  return LABEL (trigger_types, "trigger type", type);
}

FerryTableStatus
ferry_table_status_parse (const char *value)
{
  return (FerryTableStatus) PARSE (table_statuses, value);
}

const char *
ferry_table_status_to_nick (FerryTableStatus status)
{
  return NICK (table_statuses, status);
}

const char *
ferry_table_status_to_label (FerryTableStatus status)
{
  return LABEL (table_statuses, "table status", status);
}

FerryStyle
ferry_table_status_to_style (FerryTableStatus status)
{
  switch (status)
    {
    case FERRY_TABLE_STATUS_IN_PROGRESS:
      return FERRY_STYLE_PROGRESS;
    case FERRY_TABLE_STATUS_SUCCESSFUL:
      return FERRY_STYLE_GOOD;
    case FERRY_TABLE_STATUS_WARNING:
      return FERRY_STYLE_ATTENTION;
    case FERRY_TABLE_STATUS_FAILED:
      return FERRY_STYLE_BAD;
    case FERRY_TABLE_STATUS_UNKNOWN:
    case FERRY_TABLE_STATUS_NOT_STARTED:
    default:
      return FERRY_STYLE_NEUTRAL;
    }
}

FerryCompanyStatus
ferry_company_status_parse (const char *value)
{
  return (FerryCompanyStatus) PARSE (company_statuses, value);
}

const char *
ferry_company_status_to_label (FerryCompanyStatus status)
{
  return LABEL (company_statuses, "company status", status);
}

FerryInitStatus
ferry_init_status_parse (const char *value)
{
  return (FerryInitStatus) PARSE (init_statuses, value);
}

const char *
ferry_init_status_to_label (FerryInitStatus status)
{
  return LABEL (init_statuses, "initialization status", status);
}

FerrySqlServerType
ferry_sql_server_type_parse (const char *value)
{
  return (FerrySqlServerType) PARSE (sql_server_types, value);
}

const char *
ferry_sql_server_type_to_wire (FerrySqlServerType type)
{
  return NICK (sql_server_types, type);
}

const char *
ferry_sql_server_type_to_label (FerrySqlServerType type)
{
  return LABEL (sql_server_types, "database type", type);
}

FerryRepairStatus
ferry_repair_status_parse (const char *value)
{
  return (FerryRepairStatus) PARSE (repair_statuses, value);
}

FerryDisabledReason
ferry_disabled_reason_parse (const char *value)
{
  return (FerryDisabledReason) PARSE (disabled_reasons, value);
}

const char *
ferry_style_to_icon_name (FerryStyle style)
{
  switch (style)
    {
    case FERRY_STYLE_PROGRESS:
      return "emblem-synchronizing-symbolic";
    case FERRY_STYLE_GOOD:
      return "emblem-ok-symbolic";
    case FERRY_STYLE_ATTENTION:
      return "dialog-warning-symbolic";
    case FERRY_STYLE_BAD:
      return "dialog-error-symbolic";
    case FERRY_STYLE_NEUTRAL:
    default:
      return "content-loading-symbolic";
    }
}

const char *
ferry_style_to_css_class (FerryStyle style)
{
  switch (style)
    {
    case FERRY_STYLE_PROGRESS:
      return "accent";
    case FERRY_STYLE_GOOD:
      return "success";
    case FERRY_STYLE_ATTENTION:
      return "warning";
    case FERRY_STYLE_BAD:
      return "error";
    case FERRY_STYLE_NEUTRAL:
    default:
      return NULL;
    }
}
