/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-workspace.h"

G_BEGIN_DECLS

/**
 * ferry_sign_out_dialog_present:
 *
 * Signs out of @environment. Where others share its sign-in (ferry_workspace_dup_sign_in_mates()), asks first, and names them.
 * Shows what went wrong.
 */
void
ferry_sign_out_dialog_present (GtkWindow *parent, FerryWorkspace *workspace, FerryEnvironment *environment);

G_END_DECLS
