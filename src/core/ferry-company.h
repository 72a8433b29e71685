/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "ferry-enums.h"

G_BEGIN_DECLS

/**
 * FerryCompany:
 *
 * A company of the source and its counterpart in the target (domain §2.2): `id`, `name`, `display-name`,
 * `replicate` (boolean), `estimated-size` (double, GB), `status` (#FerryCompanyStatus), `status-text` (string, the
 * label, or the service's own word for an unknown status), `created` (boolean), `init-status` (#FerryInitStatus),
 * `init-status-text`, `init-error`, `etag`. Read-only properties; notified on ferry_company_update().
 */
#define FERRY_TYPE_COMPANY (ferry_company_get_type ())
G_DECLARE_FINAL_TYPE (FerryCompany, ferry_company, FERRY, COMPANY, GObject)

/** ferry_company_new_from_json: @object: an entity of `cloudMigrationCompanies` */
FerryCompany *ferry_company_new_from_json (JsonObject *object, GError **error);
gboolean ferry_company_update (FerryCompany *self, FerryCompany *other);

const char *ferry_company_get_id (FerryCompany *self);
const char *ferry_company_get_name (FerryCompany *self);
/** ferry_company_get_display_name: Returns: the display name, or the name where that is empty */
const char *ferry_company_get_display_name (FerryCompany *self);
gboolean ferry_company_get_replicate (FerryCompany *self);
double ferry_company_get_estimated_size (FerryCompany *self);
FerryCompanyStatus ferry_company_get_status (FerryCompany *self);
/** ferry_company_get_status_text: Returns: the label, or the service's own word for an unknown status */
const char *ferry_company_get_status_text (FerryCompany *self);
gboolean ferry_company_get_created (FerryCompany *self);
FerryInitStatus ferry_company_get_init_status (FerryCompany *self);
/** ferry_company_get_init_status_text: Returns: the label, or the service's own word for an unknown status */
const char *ferry_company_get_init_status_text (FerryCompany *self);
const char *ferry_company_get_init_error (FerryCompany *self);
const char *ferry_company_get_etag (FerryCompany *self);

/**
 * ferry_company_check_name:
 * @name: a company's name at the source
 * @reason: (out) (optional) (transfer full): why it can't be migrated, and what to do
 *
 * Domain §4, end: leading or trailing blank, line feed, carriage return, slash; non-printing characters.
 *
 * Returns: whether the service will take the name
 */
gboolean ferry_company_check_name (const char *name, char **reason);

G_END_DECLS
