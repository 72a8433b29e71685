/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-cloud-user.h"
#include "ferry-user-mapping.h"

G_BEGIN_DECLS

/**
 * FerryUserPair:
 *
 * An on-premises user and the cloud user chosen for it, saved or not (domain §2.9). A #FerryUserPairing has all of them
 * and alone changes them: what one is given, another loses.
 *
 * Read-only properties: `name`, `email` (string, of the on-premises user); `choice` (#FerryCloudUser, nullable);
 * `choice-name` (string, also of a user that isn't there any more); `reason` (string: what the two have in common where
 * that was a suggestion, or ""); `note` (string: what happened to the choice without the user's doing, or ""); `changed`
 * (boolean: whether it waits to be saved).
 */
#define FERRY_TYPE_USER_PAIR (ferry_user_pair_get_type ())
G_DECLARE_FINAL_TYPE (FerryUserPair, ferry_user_pair, FERRY, USER_PAIR, GObject)

/** ferry_user_pair_get_mapping: Returns: (transfer none): as the service has it */
FerryUserMapping *ferry_user_pair_get_mapping (FerryUserPair *self);
/** ferry_user_pair_get_name: Returns: the on-premises user’s name */
const char *ferry_user_pair_get_name (FerryUserPair *self);
/** ferry_user_pair_get_email: Returns: its e-mail address, or "" */
const char *ferry_user_pair_get_email (FerryUserPair *self);
/** ferry_user_pair_get_choice: Returns: (transfer none) (nullable): the cloud user, %NULL where none is chosen or it is gone */
FerryCloudUser *ferry_user_pair_get_choice (FerryUserPair *self);
/** ferry_user_pair_get_choice_name: Returns: its name, or "" */
const char *ferry_user_pair_get_choice_name (FerryUserPair *self);
/** ferry_user_pair_get_reason: Returns: translated, such as "Same e-mail"; "" where the choice is no suggestion */
const char *ferry_user_pair_get_reason (FerryUserPair *self);
/** ferry_user_pair_get_note: Returns: translated, a sentence; "" where there is nothing to say */
const char *ferry_user_pair_get_note (FerryUserPair *self);
gboolean ferry_user_pair_get_changed (FerryUserPair *self);

/** ferry_user_pair_matches: @folded: a search, after ferry_user_fold(); Returns: whether one of the two is called so, or has such an address */
gboolean ferry_user_pair_matches (FerryUserPair *self, const char *folded);

/** ferry_user_fold: Returns: (transfer full): @text as it is compared and searched: without case, one spelling for each character, no blanks around it */
char *ferry_user_fold (const char *text);

G_END_DECLS
