/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** FerryProduct: a source product (`sourceProductTypes`): `id` and `display-name`, with Ferry's `description`
 */
#define FERRY_TYPE_PRODUCT (ferry_product_get_type ())
G_DECLARE_FINAL_TYPE (FerryProduct, ferry_product, FERRY, PRODUCT, GObject)

/**
 * ferry_product_new_from_json:
 *
 * @object: an entity of `sourceProductTypes`
 *
 * Returns: (transfer full) (nullable): %NULL with %FERRY_ERROR_PROTOCOL
 */
FerryProduct *ferry_product_new_from_json (JsonObject *object, GError **error);
/** ferry_product_get_id: Returns: such as `DynamicsBC` */
const char *ferry_product_get_id (FerryProduct *self);
/** ferry_product_get_display_name: Returns: the service's name for it, or the id where that is empty */
const char *ferry_product_get_display_name (FerryProduct *self);
/** ferry_product_get_description: Returns: a sentence for the products of domain §2.1; "" for others */
const char *ferry_product_get_description (FerryProduct *self);
/** ferry_product_id_needs_upgrade: Returns: whether data of @product_id is upgraded after the copy (domain
 * §2.7) */
gboolean ferry_product_id_needs_upgrade (const char *product_id);

G_END_DECLS
