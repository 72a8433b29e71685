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
/**
 * ferry_company_update:
 *
 * takes over all values of @other, which has the same id
 *
 * Returns: whether anything changed
 */
gboolean ferry_company_update (FerryCompany *self, FerryCompany *other);

/** ferry_company_get_id: Returns: the key of `cloudMigrationCompanies` */
const char *ferry_company_get_id (FerryCompany *self);
/** ferry_company_get_name: Returns: the name at the source */
const char *ferry_company_get_name (FerryCompany *self);
/** ferry_company_get_display_name: Returns: the display name, or the name where that is empty */
const char *ferry_company_get_display_name (FerryCompany *self);
/** ferry_company_get_replicate: Returns: whether it is selected for replication */
gboolean ferry_company_get_replicate (FerryCompany *self);
/** ferry_company_get_estimated_size: Returns: GB, 0 or more */
double ferry_company_get_estimated_size (FerryCompany *self);
/** ferry_company_get_status: Returns: of creating it in the target (domain §2.2) */
FerryCompanyStatus ferry_company_get_status (FerryCompany *self);
/** ferry_company_get_status_text: Returns: the label, or the service's own word for an unknown status */
const char *ferry_company_get_status_text (FerryCompany *self);
/** ferry_company_get_created: Returns: whether it exists in the target */
gboolean ferry_company_get_created (FerryCompany *self);
/** ferry_company_get_init_status: Returns: whether it was made ready for work after the copy (domain §2.2) */
FerryInitStatus ferry_company_get_init_status (FerryCompany *self);
/** ferry_company_get_init_status_text: Returns: the label, or the service's own word for an unknown status */
const char *ferry_company_get_init_status_text (FerryCompany *self);
/** ferry_company_get_init_error: Returns: why initializing it failed, or "" */
const char *ferry_company_get_init_error (FerryCompany *self);
/** ferry_company_get_etag: Returns: the version for `If-Match`, or "" */
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
