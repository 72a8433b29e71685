/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-environment.h"
#include "ferry-error-bar.h"

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

/**
 * ferry_action_show_failure:
 * @dialog: the window that started it; it may have been closed meanwhile
 * @bar: in @dialog
 * @heading: what failed
 * @error: why
 *
 * Tells a failure in @bar. Where @dialog is closed it is told in the main window, where it stays until it is dismissed:
 * what the service was asked for goes on without the window. Of what was cancelled nothing is told then.
 */
void ferry_action_show_failure (GtkWindow *dialog,
                                FerryErrorBar *bar,
                                FerryEnvironment *environment,
                                const char *heading,
                                const GError *error);

G_END_DECLS
