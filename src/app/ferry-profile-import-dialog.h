/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-workspace.h"

G_BEGIN_DECLS

/**
 * FerryProfileImportDialog:
 *
 * Shows what a file of connection profiles, or a folder of them, would add and change before it does so; each can be left out.
 */
#define FERRY_TYPE_PROFILE_IMPORT_DIALOG (ferry_profile_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FerryProfileImportDialog,
                      ferry_profile_import_dialog,
                      FERRY,
                      PROFILE_IMPORT_DIALOG,
                      AdwWindow)

/** ferry_profile_import_dialog_new: @file: a file, or a folder of them */
GtkWindow *ferry_profile_import_dialog_new (FerryWorkspace *workspace, GFile *file);

G_END_DECLS
