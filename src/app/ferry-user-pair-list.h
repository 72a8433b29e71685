/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-user-pairing.h"

G_BEGIN_DECLS

/**
 * FerryUserPairList:
 *
 * The users of a #FerryUserPairing with search and filter. What was shown stays when a choice is made, so that nothing
 * moves under the hand.
 *
 * Property: `narrow` (boolean, writable). Signal: `chosen (FerryUserPair, FerryCloudUser, nullable)`.
 */
#define FERRY_TYPE_USER_PAIR_LIST (ferry_user_pair_list_get_type ())
G_DECLARE_FINAL_TYPE (FerryUserPairList, ferry_user_pair_list, FERRY, USER_PAIR_LIST, GtkWidget)

void ferry_user_pair_list_set_pairing (FerryUserPairList *self, FerryUserPairing *pairing);
/** ferry_user_pair_list_set_reading: shows that the users are on their way, where there are none yet */
void ferry_user_pair_list_set_reading (FerryUserPairList *self, gboolean reading);
/** ferry_user_pair_list_set_unread: shows that they couldn't be read, where there are none */
void ferry_user_pair_list_set_unread (FerryUserPairList *self, gboolean unread);
/** ferry_user_pair_list_filter_again: after many choices were made at once */
void ferry_user_pair_list_filter_again (FerryUserPairList *self);

G_END_DECLS
