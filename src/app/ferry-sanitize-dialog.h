/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-environment.h"

G_BEGIN_DECLS

/**
 * FerrySanitizeDialog:
 *
 * *Sanitize tables* (domain §2.10): cleans the code fields of one table of one company, both chosen from lists, and tells
 * what was changed.
 */
#define FERRY_TYPE_SANITIZE_DIALOG (ferry_sanitize_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FerrySanitizeDialog, ferry_sanitize_dialog, FERRY, SANITIZE_DIALOG, AdwWindow)

GtkWindow *ferry_sanitize_dialog_new (FerryEnvironment *environment);

G_END_DECLS
