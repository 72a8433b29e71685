/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-environment.h"

G_BEGIN_DECLS

/**
 * FerrySupportDialog:
 *
 * Makes a support bundle and shows it as it will be saved, with what was taken out of it counted and a search, so that
 * somebody can make sure before it is given away.
 */
#define FERRY_TYPE_SUPPORT_DIALOG (ferry_support_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FerrySupportDialog, ferry_support_dialog, FERRY, SUPPORT_DIALOG, AdwWindow)

GtkWindow *ferry_support_dialog_new (FerryEnvironment *environment, FerryDatabase *database);
/** ferry_support_dialog_save: as if @file had been chosen; only what is shown can be saved */
void ferry_support_dialog_save (FerrySupportDialog *self, GFile *file);

G_END_DECLS
