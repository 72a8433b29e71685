/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-environment.h"

G_BEGIN_DECLS

/**
 * FerryActionsDialog:
 *
 * Every action there is, with a sentence, its present state and the reason where it is off; found by typing. What Ferry
 * or the environment can't do has a link into the web client.
 */
#define FERRY_TYPE_ACTIONS_DIALOG (ferry_actions_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FerryActionsDialog, ferry_actions_dialog, FERRY, ACTIONS_DIALOG, AdwWindow)

/** ferry_actions_dialog_new: @parent: the window whose actions are activated */
GtkWindow *ferry_actions_dialog_new (GtkWindow *parent, FerryEnvironment *environment);

G_END_DECLS
