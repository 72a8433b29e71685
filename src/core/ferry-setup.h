/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "ferry-enums.h"

G_BEGIN_DECLS

/** FerryProduct: a source product (`sourceProductTypes`): `id` and `display-name`, with Ferry's `description` */
#define FERRY_TYPE_PRODUCT (ferry_product_get_type ())
G_DECLARE_FINAL_TYPE (FerryProduct, ferry_product, FERRY, PRODUCT, GObject)

FerryProduct *ferry_product_new_from_json (JsonObject *object, GError **error);
const char *ferry_product_get_id (FerryProduct *self);
const char *ferry_product_get_display_name (FerryProduct *self);
/** ferry_product_get_description: Returns: a sentence for the products of domain §2.1; "" for others */
const char *ferry_product_get_description (FerryProduct *self);
/** ferry_product_id_needs_upgrade: Returns: whether data of @product_id is upgraded after the copy (domain §2.7) */
gboolean ferry_product_id_needs_upgrade (const char *product_id);

/** FerrySetup: the environment's `setupCloudMigration`: `id`, `product-id`, `server-type`, `runtime-name` */
#define FERRY_TYPE_SETUP (ferry_setup_get_type ())
G_DECLARE_FINAL_TYPE (FerrySetup, ferry_setup, FERRY, SETUP, GObject)

FerrySetup *ferry_setup_new_from_json (JsonObject *object, GError **error);
const char *ferry_setup_get_id (FerrySetup *self);
const char *ferry_setup_get_product_id (FerrySetup *self);
FerrySqlServerType ferry_setup_get_server_type (FerrySetup *self);
const char *ferry_setup_get_runtime_name (FerrySetup *self);
/**
 * ferry_setup_take_runtime_key:
 *
 * The authentication key is in the answer of the request that made the runtime and never again. It is handed
 * out once, so that no object goes on holding it.
 *
 * Returns: (transfer full) (nullable): the key
 */
char *ferry_setup_take_runtime_key (FerrySetup *self);
const char *ferry_setup_get_etag (FerrySetup *self);

/** FerryTableMapping: a custom table mapping (domain §2.6); read-only properties named as the getters */
#define FERRY_TYPE_TABLE_MAPPING (ferry_table_mapping_get_type ())
G_DECLARE_FINAL_TYPE (FerryTableMapping, ferry_table_mapping, FERRY, TABLE_MAPPING, GObject)

FerryTableMapping *ferry_table_mapping_new (gboolean table_extension,
                                            const char *app_id,
                                            gint64 table_id,
                                            const char *table_name,
                                            const char *source_table_name,
                                            gboolean data_per_company);
FerryTableMapping *ferry_table_mapping_new_from_json (JsonObject *object, GError **error);
/** ferry_table_mapping_to_json: Returns: (transfer full): the writable members, for POST and PATCH */
JsonNode *ferry_table_mapping_to_json (FerryTableMapping *self);
const char *ferry_table_mapping_get_id (FerryTableMapping *self);
gboolean ferry_table_mapping_is_extension (FerryTableMapping *self);
const char *ferry_table_mapping_get_app_id (FerryTableMapping *self);
const char *ferry_table_mapping_get_extension_name (FerryTableMapping *self);
gint64 ferry_table_mapping_get_table_id (FerryTableMapping *self);
const char *ferry_table_mapping_get_table_name (FerryTableMapping *self);
const char *ferry_table_mapping_get_source_table_name (FerryTableMapping *self);
gboolean ferry_table_mapping_get_data_per_company (FerryTableMapping *self);
const char *ferry_table_mapping_get_etag (FerryTableMapping *self);

G_END_DECLS
