/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** ferry_accessible_set_label: the accessible name of @widget, whatever labels are around; a tooltip is not one */
void ferry_accessible_set_label (gpointer widget, const char *label);

/** ferry_accessible_set_plain_label: the same, without what is in @label to underline a letter */
void ferry_accessible_set_plain_label (gpointer widget, const char *label);

/** ferry_accessible_is_named: Returns: whether ferry_accessible_set_label() was called for @widget */
gboolean ferry_accessible_is_named (gpointer widget);

/** ferry_accessible_strip_mnemonic: Returns: (transfer full): @title without the underscore, which isn't spoken */
char *ferry_accessible_strip_mnemonic (const char *title);

/**
 * ferry_accessible_name_entry_row:
 *
 * Gives the entry inside an entry row the row's title as its accessible name, and the row's buttons theirs, which
 * libadwaita leaves to tooltips.
 */
void ferry_accessible_name_entry_row (AdwEntryRow *row);

/** ferry_accessible_name_drop_down: also names the button inside, which alone can have the focus, and tells with it what is chosen */
void ferry_accessible_name_drop_down (GtkDropDown *drop_down, const char *label);

/**
 * ferry_accessible_name_menu_button:
 * @label: (nullable): what to call it; %NULL: as its own label says
 *
 * Names a menu button and the toggle button inside, which has the focus.
 */
void ferry_accessible_name_menu_button (GtkMenuButton *button, const char *label);

/** ferry_accessible_keep_focus: when @stack shows another page and nothing has the focus, what comes first in it gets it */
void ferry_accessible_keep_focus (GtkStack *stack);

/**
 * ferry_accessible_set_sensitive:
 * @part: of a window
 *
 * The same as gtk_widget_set_sensitive(). A text in it that is being written in gives the focus up first, and has it again when it
 * can be used again and nothing else has it: GTK 4.8 lets its cursor blink on, and takes that for an error.
 */
void ferry_accessible_set_sensitive (GtkWidget *part, gboolean sensitive);

G_END_DECLS
