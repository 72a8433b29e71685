/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-environment.h"

G_BEGIN_DECLS

/**
 * FerryWarningsDialog:
 *
 * What of the migration needs a look (domain §2.10): how to put it right, or ignore it; and what was ignored.
 */
#define FERRY_TYPE_WARNINGS_DIALOG (ferry_warnings_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FerryWarningsDialog, ferry_warnings_dialog, FERRY, WARNINGS_DIALOG, AdwWindow)

GtkWindow *ferry_warnings_dialog_new (FerryEnvironment *environment);

G_END_DECLS
