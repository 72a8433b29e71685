/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FerryShortcutsWindow:
 *
 * Every key there is, found by what it does or by itself. GTK's own such window needs more than 360 pixels and isn't told to
 * screen readers; it is deprecated since GTK 4.18.
 */
#define FERRY_TYPE_SHORTCUTS_WINDOW (ferry_shortcuts_window_get_type ())
G_DECLARE_FINAL_TYPE (FerryShortcutsWindow, ferry_shortcuts_window, FERRY, SHORTCUTS_WINDOW, AdwWindow)

/** ferry_shortcuts_window_new: @parent: its application says which keys its actions have */
GtkWindow *ferry_shortcuts_window_new (GtkWindow *parent);

G_END_DECLS
