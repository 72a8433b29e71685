/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-user-pairing.h"

G_BEGIN_DECLS

/**
 * FerryCloudUserRow:
 *
 * A cloud user in a list to choose from: its names, whether it is disabled and whose it is already.
 */
#define FERRY_TYPE_CLOUD_USER_ROW (ferry_cloud_user_row_get_type ())
G_DECLARE_FINAL_TYPE (FerryCloudUserRow, ferry_cloud_user_row, FERRY, CLOUD_USER_ROW, GtkWidget)

GtkWidget *ferry_cloud_user_row_new (void);
/** ferry_cloud_user_row_set_user: @holder: (nullable): who has it; @own: whether that is who it would be chosen for */
void ferry_cloud_user_row_set_user (FerryCloudUserRow *self,
                                    FerryCloudUser *user,
                                    FerryUserPair *holder,
                                    gboolean own);

/** ferry_cloud_user_dup_detail: Returns: (transfer full): its full name and address, as far as there are any and they say more than the name */
char *ferry_cloud_user_dup_detail (FerryCloudUser *user);
gboolean ferry_cloud_user_is_disabled (FerryCloudUser *user);

G_END_DECLS
