/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-record.h"

G_BEGIN_DECLS

/**
 * FerryCloudUser:
 *
 * A user of the target (domain §2.9): an entity of `cloudUsers`. Read-only properties: `user-name` (string), `display-name` (string), `authentication-email` (string), `state` (string).
 */
#define FERRY_TYPE_CLOUD_USER (ferry_cloud_user_get_type ())
G_DECLARE_FINAL_TYPE (FerryCloudUser, ferry_cloud_user, FERRY, CLOUD_USER, FerryRecord)

/** ferry_cloud_user_get_user_name: Returns: the name */
const char *ferry_cloud_user_get_user_name (FerryCloudUser *self);
/** ferry_cloud_user_get_display_name: Returns: the full name, or "" */
const char *ferry_cloud_user_get_display_name (FerryCloudUser *self);
/** ferry_cloud_user_get_authentication_email: Returns: the address it signs in with, or "" */
const char *ferry_cloud_user_get_authentication_email (FerryCloudUser *self);
/** ferry_cloud_user_get_state: Returns: `Enabled` or `Disabled` */
const char *ferry_cloud_user_get_state (FerryCloudUser *self);

G_END_DECLS
