/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** FerryTableMapping: a custom table mapping (domain §2.6); read-only properties named as the getters */
#define FERRY_TYPE_TABLE_MAPPING (ferry_table_mapping_get_type ())
G_DECLARE_FINAL_TYPE (FerryTableMapping, ferry_table_mapping, FERRY, TABLE_MAPPING, GObject)

/**
 * ferry_table_mapping_new:
 *
 * @app_id: (nullable); @table_id: 0 where only the name is known
 *
 * Returns: (transfer full): one that the service doesn't have yet
 */
FerryTableMapping *ferry_table_mapping_new (gboolean table_extension,
                                            const char *app_id,
                                            gint64 table_id,
                                            const char *table_name,
                                            const char *source_table_name,
                                            gboolean data_per_company);
/**
 * ferry_table_mapping_new_from_json:
 *
 * @object: an entity of `tableMappings`
 *
 * Returns: (transfer full) (nullable): %NULL with %FERRY_ERROR_PROTOCOL
 */
FerryTableMapping *ferry_table_mapping_new_from_json (JsonObject *object, GError **error);
/** ferry_table_mapping_to_json: Returns: (transfer full): the writable members, for POST and PATCH */
JsonNode *ferry_table_mapping_to_json (FerryTableMapping *self);
/**
 * ferry_table_mapping_equal:
 *
 * Returns: whether both say the same; id and ETag don't count
 */
gboolean ferry_table_mapping_equal (FerryTableMapping *self, FerryTableMapping *other);
/** ferry_table_mapping_get_id: Returns: the key of `tableMappings`, or "" for a new one */
const char *ferry_table_mapping_get_id (FerryTableMapping *self);
/** ferry_table_mapping_is_extension: Returns: whether the target is a table extension rather than a table */
gboolean ferry_table_mapping_is_extension (FerryTableMapping *self);
/** ferry_table_mapping_get_app_id: Returns: the GUID of the target's app */
const char *ferry_table_mapping_get_app_id (FerryTableMapping *self);
/** ferry_table_mapping_get_extension_name: Returns: the app's name, or "" */
const char *ferry_table_mapping_get_extension_name (FerryTableMapping *self);
/** ferry_table_mapping_get_table_id: Returns: the target's number, or 0 */
gint64 ferry_table_mapping_get_table_id (FerryTableMapping *self);
/** ferry_table_mapping_get_table_name: Returns: the target's name */
const char *ferry_table_mapping_get_table_name (FerryTableMapping *self);
/** ferry_table_mapping_get_source_table_name: Returns: the table at the source */
const char *ferry_table_mapping_get_source_table_name (FerryTableMapping *self);
/** ferry_table_mapping_get_data_per_company: Returns: whether each company has such a table */
gboolean ferry_table_mapping_get_data_per_company (FerryTableMapping *self);
/** ferry_table_mapping_get_etag: Returns: the version for `If-Match`, or "" */
const char *ferry_table_mapping_get_etag (FerryTableMapping *self);

G_END_DECLS
