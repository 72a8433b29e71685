/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-workspace.h"

G_BEGIN_DECLS

/**
 * FerryRuntimesDialog:
 *
 * Which integration runtime serves which environments, and the keys of each (domain §2.10). A runtime belongs to a
 * tenant: equal names in two tenants are two runtimes. The names are known already; keys are read for the one
 * environment that is opened, and forgotten when it is closed again.
 */
#define FERRY_TYPE_RUNTIMES_DIALOG (ferry_runtimes_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FerryRuntimesDialog, ferry_runtimes_dialog, FERRY, RUNTIMES_DIALOG, AdwWindow)

GtkWindow *ferry_runtimes_dialog_new (FerryWorkspace *workspace);

G_END_DECLS
