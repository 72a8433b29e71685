/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-record.h"

G_BEGIN_DECLS

/**
 * FerryUserMapping:
 *
 * An on-premises user and the cloud user chosen or suggested for it (domain §2.9): an entity of `userMappings`. Read-only properties: `source-user-id` (string), `source-email` (string), `destination-user-id` (string), `suggested-by` (string).
 */
#define FERRY_TYPE_USER_MAPPING (ferry_user_mapping_get_type ())
G_DECLARE_FINAL_TYPE (FerryUserMapping, ferry_user_mapping, FERRY, USER_MAPPING, FerryRecord)

/** ferry_user_mapping_get_source_user_id: Returns: the on-premises user’s name */
const char *ferry_user_mapping_get_source_user_id (FerryUserMapping *self);
/** ferry_user_mapping_get_source_email: Returns: its e-mail address, or "" */
const char *ferry_user_mapping_get_source_email (FerryUserMapping *self);
/** ferry_user_mapping_get_destination_user_id: Returns: the cloud user’s name, or "" where none is chosen */
const char *ferry_user_mapping_get_destination_user_id (FerryUserMapping *self);
/** ferry_user_mapping_get_suggested_by: Returns: what they have in common where the service matched them, such as `E-mail`; "" where a person did */
const char *ferry_user_mapping_get_suggested_by (FerryUserMapping *self);

G_END_DECLS
