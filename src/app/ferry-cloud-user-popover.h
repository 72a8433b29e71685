/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-user-pairing.h"

G_BEGIN_DECLS

/**
 * FerryCloudUserPopover:
 *
 * Chooses the cloud user for an on-premises one: a list with search, and nobody.
 *
 * Signal: `chosen (FerryCloudUser, nullable)`; it has popped down then.
 */
#define FERRY_TYPE_CLOUD_USER_POPOVER (ferry_cloud_user_popover_get_type ())
G_DECLARE_FINAL_TYPE (FerryCloudUserPopover, ferry_cloud_user_popover, FERRY, CLOUD_USER_POPOVER, GtkPopover)

GtkWidget *ferry_cloud_user_popover_new (FerryUserPairing *pairing, FerryUserPair *pair);

G_END_DECLS
