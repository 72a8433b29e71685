/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-environment.h"
#include "ferry-secret-store.h"

G_BEGIN_DECLS

/**
 * ferry_action_dialog_present:
 * @parent: the window it belongs to
 * @environment: what is acted on
 * @action: RUN_REPLICATION, RUN_UPGRADE, RUN_DIAGNOSTIC, COMPLETE, PAUSE, ABANDON or RESET_CLOUD_DATA
 *
 * Asks for confirmation, with the consequence named (companies and size, point of no return, checklist, reason, typed
 * name), performs the action, and shows what went wrong. A refusal by the rules is shown before anything is asked.
 */
void ferry_action_dialog_present (GtkWindow *parent, FerryEnvironment *environment, FerryAction action);

G_END_DECLS
