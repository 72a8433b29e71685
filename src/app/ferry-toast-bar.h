/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FerryToastBar:
 *
 * One toast as it is shown: its title, its button if it has one, and what closes it. It is closed when its time is up,
 * which doesn't run while the pointer or the focus is in it.
 *
 * Signals: `closed`, once; whoever shows it takes it away then.
 */
#define FERRY_TYPE_TOAST_BAR (ferry_toast_bar_get_type ())
G_DECLARE_FINAL_TYPE (FerryToastBar, ferry_toast_bar, FERRY, TOAST_BAR, GtkWidget)

/** ferry_toast_bar_new: @toast: what it says, asks for and for how long; its custom title and priority aren't looked at */
GtkWidget *ferry_toast_bar_new (AdwToast *toast);

/** ferry_toast_bar_has_button: Returns: whether there is a button beside the one that closes */
gboolean ferry_toast_bar_has_button (FerryToastBar *self);

/** ferry_toast_bar_close: closes it, if it isn't yet */
void ferry_toast_bar_close (FerryToastBar *self);

G_END_DECLS
