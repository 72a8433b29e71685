/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-admin-operation.h"
#include "ferry-session.h"
#include "ferry-tenant-environment.h"

G_BEGIN_DECLS

/** FERRY_ADMIN_CENTER_VERSION: of the Admin Center API; said here and nowhere else (api-contract §A) */
#define FERRY_ADMIN_CENTER_VERSION "v2.29"
/** FERRY_ADMIN_CENTER_FAMILY: the application family whose environments are meant */
#define FERRY_ADMIN_CENTER_FAMILY "businesscentral"

/**
 * FerryAdminCenter:
 *
 * The Admin Center API of a tenant (api-contract §A, "Other published APIs"): it answers while an environment itself
 * doesn't, as during a data upgrade. Which tenant is meant, the authorization says. Many accounts may not use
 * it: %FERRY_ERROR_FORBIDDEN is the rule rather than the exception, and its callers do without.
 */
#define FERRY_TYPE_ADMIN_CENTER (ferry_admin_center_get_type ())
G_DECLARE_FINAL_TYPE (FerryAdminCenter, ferry_admin_center, FERRY, ADMIN_CENTER, GObject)

/**
 * ferry_admin_center_new:
 * @base_url: a profile's `base-url`
 * @authorizer: (nullable): that of the profile: the API takes the tokens that the environments take
 *
 * Returns: (transfer full): an Admin Center; %NULL with the errors of ferry_session_new()
 */
FerryAdminCenter *ferry_admin_center_new (const char *base_url, FerryAuthorizer *authorizer, GError **error);

/** ferry_admin_center_get_session: Returns: (transfer none): its paths are relative to the application family, such as `environments` */
FerrySession *ferry_admin_center_get_session (FerryAdminCenter *self);

/** ferry_admin_center_list_operations_async: @environment: its name; reads what is done to it, or was */
void ferry_admin_center_list_operations_async (FerryAdminCenter *self,
                                               const char *environment,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
/**
 * ferry_admin_center_list_operations_finish:
 *
 * Returns: (transfer full) (element-type FerryAdminOperation): newest first; may be empty. Fails with
 *   %FERRY_ERROR_FORBIDDEN where the account may not look, and the other errors of ferry_session_collect_async()
 */
GPtrArray *
ferry_admin_center_list_operations_finish (FerryAdminCenter *self, GAsyncResult *result, GError **error);

/** ferry_admin_center_list_environments_async: reads the environments of the tenant */
void ferry_admin_center_list_environments_async (FerryAdminCenter *self,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer user_data);
/**
 * ferry_admin_center_list_environments_finish:
 *
 * Returns: (transfer full) (element-type FerryTenantEnvironment): by name; may be empty. Fails with %FERRY_ERROR_FORBIDDEN
 *   where the account may not look, and the other errors of ferry_session_collect_async()
 */
GPtrArray *
ferry_admin_center_list_environments_finish (FerryAdminCenter *self, GAsyncResult *result, GError **error);

G_END_DECLS
