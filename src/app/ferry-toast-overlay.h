/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FerryToastOverlay:
 *
 * Shows toasts above its child, one at a time. In place of libadwaita's: that of 1.2 frees a toast that is closed while
 * it is still coming in, and a moment later writes to it. Whoever is quick, or comes back to a window in which a toast
 * came and went meanwhile, is thrown out of the program.
 *
 * Properties: `child`.
 */
#define FERRY_TYPE_TOAST_OVERLAY (ferry_toast_overlay_get_type ())
G_DECLARE_FINAL_TYPE (FerryToastOverlay, ferry_toast_overlay, FERRY, TOAST_OVERLAY, GtkWidget)

/**
 * ferry_toast_overlay_add_toast:
 * @toast: (transfer full): its title, button, action and timeout count
 *
 * Shows @toast, once those before it are gone.
 */
void ferry_toast_overlay_add_toast (FerryToastOverlay *self, AdwToast *toast);

G_END_DECLS
