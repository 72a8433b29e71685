/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-environment.h"

G_BEGIN_DECLS

/**
 * FerryUnblockDialog:
 *
 * All tables that are blocked, of all runs: those chosen are unblocked by hand (domain §2.4), once the consequence is
 * confirmed: what is missing is the administrator's to bring. Signal `unblocked ()`: some were.
 */
#define FERRY_TYPE_UNBLOCK_DIALOG (ferry_unblock_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FerryUnblockDialog, ferry_unblock_dialog, FERRY, UNBLOCK_DIALOG, AdwWindow)

/** ferry_unblock_dialog_new: @detail_id: (nullable): of the one that is chosen from the beginning */
GtkWindow *ferry_unblock_dialog_new (FerryEnvironment *environment, const char *detail_id);

G_END_DECLS
