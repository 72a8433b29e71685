/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-record.h"

G_BEGIN_DECLS

/**
 * FerryTableSetting:
 *
 * How a table of a company is replicated (domain §2.5); a blank company means a table per database: an entity of `tableReplicationSettings`. Read-only properties: `company-name` (string), `table-name` (string), `table-id` (int64), `replicate-data` (boolean), `preserve-cloud-data` (boolean), `view-only` (boolean), `changed` (boolean).
 */
#define FERRY_TYPE_TABLE_SETTING (ferry_table_setting_get_type ())
G_DECLARE_FINAL_TYPE (FerryTableSetting, ferry_table_setting, FERRY, TABLE_SETTING, FerryRecord)

/** ferry_table_setting_get_company_name: Returns: the company, or "" for a table per database */
const char *ferry_table_setting_get_company_name (FerryTableSetting *self);
/** ferry_table_setting_get_table_name: Returns: the table */
const char *ferry_table_setting_get_table_name (FerryTableSetting *self);
/** ferry_table_setting_get_table_id: Returns: its number */
gint64 ferry_table_setting_get_table_id (FerryTableSetting *self);
/** ferry_table_setting_get_replicate_data: Returns: whether it is copied */
gboolean ferry_table_setting_get_replicate_data (FerryTableSetting *self);
/** ferry_table_setting_get_preserve_cloud_data: Returns: whether the rows in the target are kept; else they are deleted before a copy */
gboolean ferry_table_setting_get_preserve_cloud_data (FerryTableSetting *self);
/** ferry_table_setting_get_view_only: Returns: whether it can’t be changed, as of system tables */
gboolean ferry_table_setting_get_view_only (FerryTableSetting *self);
/** ferry_table_setting_get_changed: Returns: whether it differs from the default */
gboolean ferry_table_setting_get_changed (FerryTableSetting *self);

G_END_DECLS
