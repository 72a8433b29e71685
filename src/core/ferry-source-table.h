/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-record.h"

G_BEGIN_DECLS

/**
 * FerrySourceTable:
 *
 * A table to choose from in mappings, rules and sanitizing (domain §2.5, §2.6, §2.10): an entity of `sourceTables`. Read-only properties: `table-id` (int64), `table-name` (string), `app-id` (string), `app-name` (string), `target-table-type` (string), `mappable` (boolean).
 */
#define FERRY_TYPE_SOURCE_TABLE (ferry_source_table_get_type ())
G_DECLARE_FINAL_TYPE (FerrySourceTable, ferry_source_table, FERRY, SOURCE_TABLE, FerryRecord)

/** ferry_source_table_get_table_id: Returns: its number */
gint64 ferry_source_table_get_table_id (FerrySourceTable *self);
/** ferry_source_table_get_table_name: Returns: its name */
const char *ferry_source_table_get_table_name (FerrySourceTable *self);
/** ferry_source_table_get_app_id: Returns: the GUID of its app */
const char *ferry_source_table_get_app_id (FerrySourceTable *self);
/** ferry_source_table_get_app_name: Returns: the app’s name */
const char *ferry_source_table_get_app_name (FerrySourceTable *self);
/** ferry_source_table_get_target_table_type: Returns: `Table` or `Table Extension` */
const char *ferry_source_table_get_target_table_type (FerrySourceTable *self);
/** ferry_source_table_get_mappable: Returns: whether it can be the target of a mapping: it doesn’t replicate by itself */
gboolean ferry_source_table_get_mappable (FerrySourceTable *self);

G_END_DECLS
