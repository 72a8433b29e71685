/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/*
 * The service's option values. Each has a `parse`, which reads all three spellings of api-contract §0 and gives
 * UNKNOWN for a value it doesn't know, a `to_nick` for files and commands, and a translated `to_label`.
 */

typedef enum
{
  FERRY_RUN_STATUS_UNKNOWN,
  FERRY_RUN_STATUS_FAILED,
  FERRY_RUN_STATUS_IN_PROGRESS,
  FERRY_RUN_STATUS_COMPLETED,
  FERRY_RUN_STATUS_UPGRADE_PENDING,
  FERRY_RUN_STATUS_UPGRADE_IN_PROGRESS,
  FERRY_RUN_STATUS_UPGRADE_FAILED,
  FERRY_RUN_STATUS_REPAIR_DATA_PENDING,
} FerryRunStatus;

typedef enum
{
  FERRY_REPLICATION_TYPE_UNKNOWN,
  FERRY_REPLICATION_TYPE_NORMAL,
  FERRY_REPLICATION_TYPE_FULL,
  FERRY_REPLICATION_TYPE_DIAGNOSTIC,
  FERRY_REPLICATION_TYPE_AZURE_DATA_LAKE,
} FerryReplicationType;

typedef enum
{
  FERRY_TRIGGER_TYPE_UNKNOWN,
  FERRY_TRIGGER_TYPE_SCHEDULED,
  FERRY_TRIGGER_TYPE_MANUAL,
} FerryTriggerType;

typedef enum
{
  FERRY_TABLE_STATUS_UNKNOWN,
  FERRY_TABLE_STATUS_NOT_STARTED,
  FERRY_TABLE_STATUS_IN_PROGRESS,
  FERRY_TABLE_STATUS_SUCCESSFUL,
  FERRY_TABLE_STATUS_WARNING,
  FERRY_TABLE_STATUS_FAILED,
} FerryTableStatus;

/** FerryCompanyStatus: of creating the company in the target (domain §2.2) */
typedef enum
{
  FERRY_COMPANY_STATUS_UNKNOWN,
  FERRY_COMPANY_STATUS_BLANK,
  FERRY_COMPANY_STATUS_IN_PROGRESS,
  FERRY_COMPANY_STATUS_COMPLETED,
  FERRY_COMPANY_STATUS_ERROR,
  FERRY_COMPANY_STATUS_MISSING_PERMISSION,
} FerryCompanyStatus;

typedef enum
{
  FERRY_INIT_STATUS_UNKNOWN,
  FERRY_INIT_STATUS_NOT_INITIALIZED,
  FERRY_INIT_STATUS_FAILED,
  FERRY_INIT_STATUS_INITIALIZED,
} FerryInitStatus;

typedef enum
{
  FERRY_SQL_SERVER_TYPE_SQL_SERVER,
  FERRY_SQL_SERVER_TYPE_AZURE_SQL,
} FerrySqlServerType;

typedef enum
{
  FERRY_REPAIR_STATUS_UNKNOWN,
  FERRY_REPAIR_STATUS_NONE,
  FERRY_REPAIR_STATUS_PENDING,
  FERRY_REPAIR_STATUS_IN_PROGRESS,
  FERRY_REPAIR_STATUS_COMPLETED,
} FerryRepairStatus;

/** FerryDisabledReason: why migration is off (domain §2) */
typedef enum
{
  FERRY_DISABLED_REASON_NONE,
  FERRY_DISABLED_REASON_NOT_SET_UP,
  FERRY_DISABLED_REASON_PAUSED,
  FERRY_DISABLED_REASON_ABANDONED,
  FERRY_DISABLED_REASON_COMPLETED,
  FERRY_DISABLED_REASON_OTHER,
} FerryDisabledReason;

/** FerryStyle: how a state is shown, always beside a symbol and words, never by colour alone */
typedef enum
{
  FERRY_STYLE_NEUTRAL,
  FERRY_STYLE_PROGRESS,
  FERRY_STYLE_GOOD,
  FERRY_STYLE_ATTENTION,
  FERRY_STYLE_BAD,
} FerryStyle;

/** ferry_run_status_parse: @value: (nullable): a run's status, in any spelling */
FerryRunStatus ferry_run_status_parse (const char *value);
/** ferry_run_status_to_nick: Returns: its name in files and commands, never translated */
const char *ferry_run_status_to_nick (FerryRunStatus status);
/** ferry_run_status_to_label: Returns: its name on the screen, translated */
const char *ferry_run_status_to_label (FerryRunStatus status);
/** ferry_run_status_is_running: Returns: whether a replication or an upgrade is going on */
gboolean ferry_run_status_is_running (FerryRunStatus status);
/** ferry_run_status_to_style: Returns: how it is shown */
FerryStyle ferry_run_status_to_style (FerryRunStatus status);

/** ferry_replication_type_parse: @value: (nullable): a run's type, in any spelling */
FerryReplicationType ferry_replication_type_parse (const char *value);
/** ferry_replication_type_to_nick: Returns: its name in files and commands, never translated */
const char *ferry_replication_type_to_nick (FerryReplicationType type);
/** ferry_replication_type_to_label: Returns: its name on the screen, translated */
const char *ferry_replication_type_to_label (FerryReplicationType type);

/** ferry_trigger_type_parse: @value: (nullable): what started a run, in any spelling */
FerryTriggerType ferry_trigger_type_parse (const char *value);
/** ferry_trigger_type_to_label: Returns: its name on the screen, translated */
const char *ferry_trigger_type_to_label (FerryTriggerType type);

/** ferry_table_status_parse: @value: (nullable): a table's status, in any spelling */
FerryTableStatus ferry_table_status_parse (const char *value);
/** ferry_table_status_to_nick: Returns: its name in files and commands, never translated */
const char *ferry_table_status_to_nick (FerryTableStatus status);
/** ferry_table_status_to_label: Returns: its name on the screen, translated */
const char *ferry_table_status_to_label (FerryTableStatus status);
/** ferry_table_status_to_style: Returns: how it is shown */
FerryStyle ferry_table_status_to_style (FerryTableStatus status);

/**
 * ferry_company_status_parse:
 *
 * @value: (nullable): a company's status; the blank value is one of its own, in any spelling
 */
FerryCompanyStatus ferry_company_status_parse (const char *value);
/** ferry_company_status_to_label: Returns: its name on the screen, translated */
const char *ferry_company_status_to_label (FerryCompanyStatus status);

/** ferry_init_status_parse: @value: (nullable): a company's initialization status, in any spelling */
FerryInitStatus ferry_init_status_parse (const char *value);
/** ferry_init_status_to_label: Returns: its name on the screen, translated */
const char *ferry_init_status_to_label (FerryInitStatus status);

/**
 * ferry_sql_server_type_parse:
 *
 * @value: (nullable): the database's type, in any spelling; SQL Server where it is unknown
 */
FerrySqlServerType ferry_sql_server_type_parse (const char *value);
/** ferry_sql_server_type_to_wire: Returns: its name in requests, such as `SQLServer` */
const char *ferry_sql_server_type_to_wire (FerrySqlServerType type);
/** ferry_sql_server_type_to_label: Returns: its name on the screen, translated */
const char *ferry_sql_server_type_to_label (FerrySqlServerType type);

/**
 * ferry_repair_status_parse:
 *
 * @value: (nullable): the data repair's status; the blank value is NONE, in any spelling
 */
FerryRepairStatus ferry_repair_status_parse (const char *value);
/**
 * ferry_disabled_reason_parse:
 *
 * @value: (nullable): why migration is off; an unknown reason is OTHER, in any spelling
 */
FerryDisabledReason ferry_disabled_reason_parse (const char *value);

/** ferry_style_to_icon_name: Returns: a symbolic icon that tells the style apart without colour */
const char *ferry_style_to_icon_name (FerryStyle style);
/** ferry_style_to_css_class: Returns: (nullable): `success`, `warning`, `error`, `accent`; %NULL for neutral */
const char *ferry_style_to_css_class (FerryStyle style);

G_END_DECLS
