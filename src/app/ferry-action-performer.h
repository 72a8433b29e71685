/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-environment.h"

G_BEGIN_DECLS

/** ferry_action_get_failure: Returns: a heading that says that @action failed, translated */
const char *ferry_action_get_failure (FerryAction action);

/**
 * ferry_action_perform:
 * @parent: the window it belongs to; may be gone when the action ends
 * @subject: (nullable): see ferry_environment_perform_async()
 *
 * Performs the action in the background and shows what went wrong.
 */
void ferry_action_perform (GtkWindow *parent,
                           FerryEnvironment *environment,
                           FerryAction action,
                           const char *subject);

G_END_DECLS
