/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * FerryTenantEnvironment:
 *
 * One environment of a tenant, as the Admin Center lists it (api-contract §A, "Other published APIs"): for choosing one. Never
 * changes. Properties (read only, string): `name`, `kind`, `version`, `country`, `status`.
 */
#define FERRY_TYPE_TENANT_ENVIRONMENT (ferry_tenant_environment_get_type ())
G_DECLARE_FINAL_TYPE (FerryTenantEnvironment, ferry_tenant_environment, FERRY, TENANT_ENVIRONMENT, GObject)

/** ferry_tenant_environment_new_from_json: @object: an entity of `environments`; fails with %FERRY_ERROR_PROTOCOL where it has no name */
FerryTenantEnvironment *ferry_tenant_environment_new_from_json (JsonObject *object, GError **error);

/** ferry_tenant_environment_get_name: Returns: as it stands in the address of its APIs */
const char *ferry_tenant_environment_get_name (FerryTenantEnvironment *self);
/** ferry_tenant_environment_get_kind: Returns: `Production`, `Sandbox`, or what there may be more; "" where it isn't told */
const char *ferry_tenant_environment_get_kind (FerryTenantEnvironment *self);
/** ferry_tenant_environment_get_version: Returns: of the application, such as `26.0.30643.32100`, or "" */
const char *ferry_tenant_environment_get_version (FerryTenantEnvironment *self);
/** ferry_tenant_environment_get_country: Returns: the localization's code, such as `DK`, or "" */
const char *ferry_tenant_environment_get_country (FerryTenantEnvironment *self);
/** ferry_tenant_environment_get_status: Returns: the service's word, such as `Active`, or "" */
const char *ferry_tenant_environment_get_status (FerryTenantEnvironment *self);
/** ferry_tenant_environment_get_tenant: Returns: the tenant's id, or "" */
const char *ferry_tenant_environment_get_tenant (FerryTenantEnvironment *self);

/** ferry_tenant_environment_is_active: Returns: whether it answers, as far as the Admin Center knows */
gboolean ferry_tenant_environment_is_active (FerryTenantEnvironment *self);

/** ferry_tenant_environment_dup_description: Returns: (transfer full): what it is besides its name, such as "Production · 26.0 · DK" */
char *ferry_tenant_environment_dup_description (FerryTenantEnvironment *self);

G_END_DECLS
