/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ferry_error_dialog_present:
 * @parent: (nullable): the window it belongs to
 * @heading: what failed, such as "The run could not be started"
 * @error: why; its message is shown, and a *Details* part to copy
 */
void ferry_error_dialog_present (GtkWindow *parent, const char *heading, const GError *error);

/**
 * ferry_error_toast_new:
 *
 * Returns: (transfer full): a toast with the error's message and a *Details* button that opens the dialog
 */
AdwToast *ferry_error_toast_new (GtkWindow *parent, const char *heading, const GError *error);

G_END_DECLS
