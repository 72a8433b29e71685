/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** ferry_accessible_set_label: the accessible name of @widget; a tooltip is not one */
void ferry_accessible_set_label (gpointer widget, const char *label);

/**
 * ferry_accessible_name_entry_row:
 *
 * Gives the entry inside an entry row the row's title as its accessible name, and the row's buttons theirs, which
 * libadwaita leaves to tooltips.
 */
void ferry_accessible_name_entry_row (AdwEntryRow *row);

/** ferry_accessible_name_drop_down: also names the button inside, which alone can have the focus */
void ferry_accessible_name_drop_down (GtkDropDown *drop_down, const char *label);

/** ferry_accessible_name_menu_button: names a menu button and the toggle button inside, which has the focus */
void ferry_accessible_name_menu_button (GtkMenuButton *button, const char *label);

G_END_DECLS
