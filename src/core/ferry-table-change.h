/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-record.h"

G_BEGIN_DECLS

/**
 * FerryTableChange:
 *
 * An entry of the history of replication rules (domain §2.5): an entity of `tableReplicationChanges`. Read-only properties: `at` (int64, µs UTC), `user` (string), `company-name` (string), `table-name` (string), `property` (string), `old-value` (string), `new-value` (string).
 */
#define FERRY_TYPE_TABLE_CHANGE (ferry_table_change_get_type ())
G_DECLARE_FINAL_TYPE (FerryTableChange, ferry_table_change, FERRY, TABLE_CHANGE, FerryRecord)

/** ferry_table_change_get_at: Returns: when, µs UTC */
gint64 ferry_table_change_get_at (FerryTableChange *self);
/** ferry_table_change_get_user: Returns: who */
const char *ferry_table_change_get_user (FerryTableChange *self);
/** ferry_table_change_get_company_name: Returns: the company, or "" for a table per database */
const char *ferry_table_change_get_company_name (FerryTableChange *self);
/** ferry_table_change_get_table_name: Returns: the table */
const char *ferry_table_change_get_table_name (FerryTableChange *self);
/** ferry_table_change_get_property: Returns: what was changed, in the service’s word */
const char *ferry_table_change_get_property (FerryTableChange *self);
/** ferry_table_change_get_old_value: Returns: from what */
const char *ferry_table_change_get_old_value (FerryTableChange *self);
/** ferry_table_change_get_new_value: Returns: to what */
const char *ferry_table_change_get_new_value (FerryTableChange *self);

G_END_DECLS
