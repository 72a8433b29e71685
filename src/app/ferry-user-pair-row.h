/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-user-pairing.h"

G_BEGIN_DECLS

/**
 * FerryUserPairRow:
 *
 * An on-premises user beside a button with the cloud user chosen for it, which opens the list to choose from. Property:
 * `narrow` (boolean, writable: one below the other).
 *
 * Signal: `chosen (FerryCloudUser, nullable)`.
 */
#define FERRY_TYPE_USER_PAIR_ROW (ferry_user_pair_row_get_type ())
G_DECLARE_FINAL_TYPE (FerryUserPairRow, ferry_user_pair_row, FERRY, USER_PAIR_ROW, GtkWidget)

GtkWidget *ferry_user_pair_row_new (void);
/** ferry_user_pair_row_set_pair: @pairing: (nullable); @pair: (nullable): %NULL while the row is out of use */
void ferry_user_pair_row_set_pair (FerryUserPairRow *self, FerryUserPairing *pairing, FerryUserPair *pair);

G_END_DECLS
