/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-workspace.h"

G_BEGIN_DECLS

/**
 * ferry_removal_dialog_present:
 *
 * Asks whether @environment is to be removed from Ferry, naming what goes and what stays; for a sandbox also whether its
 * data is to go. Removes it, and shows what went wrong.
 */
void
ferry_removal_dialog_present (GtkWindow *parent, FerryWorkspace *workspace, FerryEnvironment *environment);

G_END_DECLS
