/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-environment.h"

G_BEGIN_DECLS

/**
 * ferry_confirmation_new:
 * @action: RUN_REPLICATION, RUN_DIAGNOSTIC, RUN_UPGRADE, PAUSE, ABANDON or RESET_CLOUD_DATA
 *
 * A dialog that names the consequence of an action and asks for what it needs. Its response is `do` when it is
 * confirmed.
 *
 * Returns: (transfer none): the dialog, not yet shown
 */
AdwMessageDialog *
ferry_confirmation_new (GtkWindow *parent, FerryEnvironment *environment, FerryAction action);

/** ferry_confirmation_dup_subject: Returns: (transfer full) (nullable): what was entered, such as a reason */
char *ferry_confirmation_dup_subject (AdwMessageDialog *dialog);

G_END_DECLS
