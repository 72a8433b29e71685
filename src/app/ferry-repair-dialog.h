/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-task-dialog.h"

G_BEGIN_DECLS

/**
 * FerryRepairDialog:
 *
 * *Repair companion table records* (domain §2.10): inserts the missing table-extension records and tells how many there
 * were.
 */
#define FERRY_TYPE_REPAIR_DIALOG (ferry_repair_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FerryRepairDialog, ferry_repair_dialog, FERRY, REPAIR_DIALOG, FerryTaskDialog)

GtkWindow *ferry_repair_dialog_new (FerryEnvironment *environment);

G_END_DECLS
