/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-user-pair.h"

G_BEGIN_DECLS

/* For ferry-user-pairing-*.c alone. */

FerryUserPair *ferry_user_pair_new (FerryUserMapping *mapping);
/* @users: folded name → FerryCloudUser, @by_id: id → the same; a choice that wasn't touched follows, another stays */
void
ferry_user_pair_update (FerryUserPair *self, FerryUserMapping *mapping, GHashTable *users, GHashTable *by_id);
/* as it was saved; the choice stays */
void ferry_user_pair_set_mapping (FerryUserPair *self, FerryUserMapping *mapping);
void ferry_user_pair_set_choice (FerryUserPair *self, FerryCloudUser *user);
void ferry_user_pair_set_note (FerryUserPair *self, const char *note);
/* @user: (nullable): told to be the same by its e-mail address; only where the service suggested none */
void ferry_user_pair_offer_email_match (FerryUserPair *self, FerryCloudUser *user);
FerryCloudUser *ferry_user_pair_get_suggestion (FerryUserPair *self);

G_END_DECLS
