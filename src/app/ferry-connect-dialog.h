/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-workspace.h"

G_BEGIN_DECLS

/**
 * FerryConnectDialog:
 *
 * Connects to an environment, or changes how one is connected to: how to sign in, signing in, which environment. Checked before
 * it is saved; what is wrong is said at the field. Signal `connected (FerryEnvironment)`.
 */
#define FERRY_TYPE_CONNECT_DIALOG (ferry_connect_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FerryConnectDialog, ferry_connect_dialog, FERRY, CONNECT_DIALOG, AdwWindow)

/** ferry_connect_dialog_new: @environment: (nullable): the one that is edited; %NULL adds one */
GtkWindow *ferry_connect_dialog_new (FerryWorkspace *workspace, FerryEnvironment *environment);

/** ferry_connect_dialog_sign_in: signs in again to the environment, as it was signed in to before, with nothing asked that is known */
void ferry_connect_dialog_sign_in (FerryConnectDialog *self);

G_END_DECLS
