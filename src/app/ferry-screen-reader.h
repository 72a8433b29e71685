/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * What GTK 4.8 and libadwaita 1.2 tell a screen reader wrongly, or not at all, over the accessibility bus (interface.md,
 * “Accessible and drivable”). Newer ones are left alone where they do it themselves.
 */

/**
 * ferry_screen_reader_watch:
 *
 * Sees to all windows, now and later; once in a process is enough.
 *
 * A button with a mnemonic is told once and without the underscore. Lists and rows aren't told by the names of their
 * classes. Where the focus comes to, what a row says below its title is told with it, and whether it is expanded.
 */
void ferry_screen_reader_watch (void);

/**
 * ferry_screen_reader_get_heading_role:
 *
 * Returns: the role with which the heading of a column is told as something that can be used
 */
GtkAccessibleRole ferry_screen_reader_get_heading_role (void);

/**
 * ferry_screen_reader_tell_entry:
 *
 * Lets the text within @row be told as an entry, with what is entered, and found when it has the focus: libadwaita 1.2 tells
 * nothing of it. What is hidden from the eye isn't told either. To be called before @row is shown.
 */
void ferry_screen_reader_tell_entry (AdwEntryRow *row);

/**
 * ferry_screen_reader_tell_problem:
 * @label: where @problem is to be read
 * @problem: (nullable): what is wrong with what was entered into @row; %NULL: nothing
 *
 * Has the entry told as wrong together with why.
 */
void ferry_screen_reader_tell_problem (AdwEntryRow *row, GtkLabel *label, const char *problem);

/**
 * ferry_screen_reader_announce:
 * @widget: what it is said of, which has to be on screen
 *
 * Has @text said at once, wherever the focus is. GTK can do that since 4.14; before, it is left to the roles of what comes on
 * screen.
 */
void ferry_screen_reader_announce (GtkWidget *widget, const char *text);

/**
 * ferry_screen_reader_alert:
 * @alert: of the role of an alert; what is within it is no name of it
 *
 * Calls @alert by its @text and announces it, now or as soon as it is on screen.
 */
void ferry_screen_reader_alert (GtkWidget *alert, const char *text);

G_END_DECLS
