/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-task-dialog.h"

G_BEGIN_DECLS

/**
 * FerryUpdateDialog:
 *
 * The deployed and the latest version of the migration service, and, only where they differ, the update (domain §2.10).
 */
#define FERRY_TYPE_UPDATE_DIALOG (ferry_update_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FerryUpdateDialog, ferry_update_dialog, FERRY, UPDATE_DIALOG, FerryTaskDialog)

GtkWindow *ferry_update_dialog_new (FerryEnvironment *environment);

G_END_DECLS
