/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-mapping-change.h"
#include "ferry-source-table.h"

G_BEGIN_DECLS

/**
 * FerryMappingSet:
 *
 * The table mappings of an environment as they were read, and what may be made of them (domain §2.6): each target
 * has one source, and a table that replicates by itself is no target. Doesn't change after it was made, so that it
 * may be asked in any thread.
 */
#define FERRY_TYPE_MAPPING_SET (ferry_mapping_set_get_type ())
G_DECLARE_FINAL_TYPE (FerryMappingSet, ferry_mapping_set, FERRY, MAPPING_SET, GObject)

/**
 * ferry_mapping_set_new:
 * @mappings: (element-type FerryTableMapping): as the service has them
 * @tables: (nullable) (element-type FerrySourceTable): `sourceTables`; %NULL where the environment doesn't offer
 *   them: then the service alone knows which tables replicate by themselves
 *
 * Returns: (transfer full): the set
 */
FerryMappingSet *ferry_mapping_set_new (GPtrArray *mappings, GPtrArray *tables);
/** ferry_mapping_set_get_mappings: Returns: (transfer none) (element-type FerryTableMapping): all of them */
GPtrArray *ferry_mapping_set_get_mappings (FerryMappingSet *self);
/** ferry_mapping_set_get_tables: Returns: (transfer none) (nullable) (element-type FerrySourceTable): what may be chosen from */
GPtrArray *ferry_mapping_set_get_tables (FerryMappingSet *self);

/** ferry_mapping_set_find: Returns: (transfer none) (nullable): the one with the same target as @mapping */
FerryTableMapping *ferry_mapping_set_find (FerryMappingSet *self, FerryTableMapping *mapping);
/** ferry_mapping_set_find_table: Returns: (transfer none) (nullable): the one whose target @table is */
FerryTableMapping *ferry_mapping_set_find_table (FerryMappingSet *self, FerrySourceTable *table);

/**
 * ferry_mapping_set_check:
 * @mapping: to be sent
 *
 * What is wrong with @mapping by itself: names that are missing, an app that is no GUID, a target that replicates by
 * itself.
 *
 * Returns: whether nothing is; else %FERRY_ERROR_RULE with what to do
 */
gboolean ferry_mapping_set_check (FerryMappingSet *self, FerryTableMapping *mapping, GError **error);

/**
 * ferry_mapping_set_plan:
 * @existing: (nullable): the one that is edited; %NULL where all are new
 * @wanted: (element-type FerryTableMapping): what shall be: one where @existing is, else any number
 *
 * Returns: (transfer full) (element-type FerryMappingChange): what is to be sent for it; %NULL with
 *   %FERRY_ERROR_RULE where one isn't right, or its target has a source already
 */
GPtrArray *ferry_mapping_set_plan (FerryMappingSet *self,
                                   FerryTableMapping *existing,
                                   GPtrArray *wanted,
                                   GError **error);
/** ferry_mapping_set_plan_deletion: @mappings: (element-type FerryTableMapping); Returns: (transfer full) (element-type FerryMappingChange): what is to be sent to delete them */
GPtrArray *ferry_mapping_set_plan_deletion (FerryMappingSet *self, GPtrArray *mappings);

/**
 * ferry_mapping_set_diff:
 * @wanted: (element-type FerryTableMapping): with different targets
 * @replace: whether what isn't among @wanted is deleted; else it stays
 *
 * Returns: (transfer full) (element-type FerryMappingChange): one for each of @wanted, also where nothing changes,
 *   in their order; then what is deleted
 */
GPtrArray *ferry_mapping_set_diff (FerryMappingSet *self, GPtrArray *wanted, gboolean replace);

/**
 * ferry_mapping_set_populate:
 * @app_id: an extension of the tables to choose from
 *
 * Returns: (transfer full) (element-type FerryTableMapping): one for each table of it that may be a target and has no
 *   source yet, from the source's table of the same name
 */
GPtrArray *ferry_mapping_set_populate (FerryMappingSet *self, const char *app_id);

/** ferry_mapping_set_list_extension: Returns: (transfer full) (element-type FerryTableMapping): those with targets of that app */
GPtrArray *ferry_mapping_set_list_extension (FerryMappingSet *self, const char *app_id);

/** ferry_mapping_set_get_app_name: Returns: (transfer none): the name of the app, as tables and mappings tell it, or "" */
const char *ferry_mapping_set_get_app_name (FerryMappingSet *self, const char *app_id);

/** ferry_mapping_set_dup_key: Returns: (transfer full): the target of @mapping: the same text for the same one */
char *ferry_mapping_set_dup_key (FerryTableMapping *mapping);
/** ferry_mapping_set_same_app: Returns: whether both are the same GUID, however they are spelled */
gboolean ferry_mapping_set_same_app (const char *app_id, const char *other);

G_END_DECLS
