/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-user-pairing.h"

G_BEGIN_DECLS

/**
 * ferry_user_mappings_confirmation_new:
 *
 * Says what applying the user mappings does, and what speaks against doing it now (domain §2.9): users without a cloud
 * user, mappings applied before, record links that wait. Its response is `apply`, or `links` where those are to be
 * migrated first.
 *
 * Returns: (transfer none): the dialog, not yet shown
 */
AdwMessageDialog *ferry_user_mappings_confirmation_new (GtkWindow *parent,
                                                        FerryEnvironment *environment,
                                                        FerryUserPairing *pairing);

G_END_DECLS
