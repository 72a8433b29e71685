/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-workspace.h"

G_BEGIN_DECLS

/**
 * FerryBackground:
 *
 * Keeps the application alive without windows while a run goes on, where the user wants that; and for some minutes after
 * it, while a notification is out whose click has to be answered. Inside a sandbox such as Flatpak's, the desktop is asked
 * whether that is allowed; it is the desktop that ends the application then where it isn't.
 */
#define FERRY_TYPE_BACKGROUND (ferry_background_get_type ())
G_DECLARE_FINAL_TYPE (FerryBackground, ferry_background, FERRY, BACKGROUND, GObject)

FerryBackground *ferry_background_new (GtkApplication *application, FerryWorkspace *workspace);

/** ferry_background_set_awaited: @awaited: whether somebody may still click on a notification */
void ferry_background_set_awaited (FerryBackground *self, gboolean awaited);

G_END_DECLS
