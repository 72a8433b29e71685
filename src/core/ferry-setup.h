/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "ferry-enums.h"
#include "ferry-product.h"
#include "ferry-table-mapping.h"

G_BEGIN_DECLS

/** FerrySetup: the environment's `setupCloudMigration`: `id`, `product-id`, `server-type`, `runtime-name` */
#define FERRY_TYPE_SETUP (ferry_setup_get_type ())
G_DECLARE_FINAL_TYPE (FerrySetup, ferry_setup, FERRY, SETUP, GObject)

/**
 * ferry_setup_new_from_json:
 *
 * @object: an entity of `setupCloudMigration`
 *
 * Returns: (transfer full) (nullable): %NULL with %FERRY_ERROR_PROTOCOL
 */
FerrySetup *ferry_setup_new_from_json (JsonObject *object, GError **error);
/** ferry_setup_get_id: Returns: the key of `setupCloudMigration` */
const char *ferry_setup_get_id (FerrySetup *self);
/** ferry_setup_get_product_id: Returns: see ferry_product_get_id() */
const char *ferry_setup_get_product_id (FerrySetup *self);
/** ferry_setup_get_server_type: Returns: what kind of database the source is */
FerrySqlServerType ferry_setup_get_server_type (FerrySetup *self);
/** ferry_setup_get_runtime_name: Returns: the integration runtime's name, or "" */
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
/** ferry_setup_get_etag: Returns: the version for `If-Match`, or "" */
const char *ferry_setup_get_etag (FerrySetup *self);

G_END_DECLS
