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

G_END_DECLS
