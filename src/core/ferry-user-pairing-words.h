/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-user-pairing.h"

G_BEGIN_DECLS

/* What is to be said before user mappings are applied (domain §2.9). All translated. */

/** ferry_user_pairing_dup_consequence: Returns: (transfer full): how many cloud users are renamed, and that it can't be undone */
char *ferry_user_pairing_dup_consequence (FerryUserPairing *self);
/** ferry_user_pairing_dup_unsaved: Returns: (transfer full) (nullable): how many choices are saved first */
char *ferry_user_pairing_dup_unsaved (FerryUserPairing *self);
/** ferry_user_pairing_dup_unmapped: Returns: (transfer full) (nullable): how many on-premises users have nobody, and what comes of it */
char *ferry_user_pairing_dup_unmapped (FerryUserPairing *self);
/** ferry_user_pairing_dup_second_time: Returns: (transfer full) (nullable): when mappings were applied before: it is meant to be done once a migration */
char *ferry_user_pairing_dup_second_time (const FerryMigrationState *state);
/** ferry_user_pairing_get_links_first: Returns: (nullable): that record links should be migrated before */
const char *ferry_user_pairing_get_links_first (const FerryMigrationState *state);

G_END_DECLS
