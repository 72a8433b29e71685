/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * What GTK 4.8 leaves out of its lists for those who don't see them or have no pointer (interface.md, “Accessible and
 * drivable”): a row is called by what it says, Tab leaves a list instead of going through all of its rows, and the headings
 * of columns are reached with Tab, gone along with the arrows, and sort with Return or Space.
 */

/** ferry_list_access_watch: sees to the lists of all windows, now and later; once in a process is enough */
void ferry_list_access_watch (void);

/**
 * ferry_list_access_move_focus:
 * @direction: %GTK_DIR_TAB_FORWARD or %GTK_DIR_TAB_BACKWARD
 *
 * What Tab does in a list: goes on to the next control of the row, or out of the list.
 *
 * Returns: whether the focus was in a list; if not, nothing has happened
 */
gboolean ferry_list_access_move_focus (GtkWindow *window, GtkDirectionType direction);

/**
 * ferry_list_access_set_up_headings:
 *
 * Makes the headings of those columns of @view that can be sorted usable with the keyboard: of those it has, and of those
 * it gets.
 */
void ferry_list_access_set_up_headings (GtkColumnView *view);

G_END_DECLS
