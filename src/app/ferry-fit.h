/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Buttons that give way: at 200 % text, and in languages with long words, a window would else be wider than a phone for
 * the sake of what is written on its buttons.
 */

/**
 * ferry_fit_buttons:
 * @within: (not nullable): a window or a row, not yet shown
 *
 * Lets the labels of the buttons and checks in @within take several lines where there is no room for one; in a header
 * bar, which has one line, the end is left out. Where there is room, nothing is seen of it.
 */
void ferry_fit_buttons (GtkWidget *within);

/**
 * ferry_fit_shorten:
 * @button: (not nullable): beside others in a row, all of which are to stay of one height
 * @at_least: how many characters stay
 *
 * Leaves out the end of its label instead, where there is no room for it.
 */
void ferry_fit_shorten (GtkButton *button, int at_least);

/**
 * ferry_fit_watch_windows: does that to every window from now on, but the application's own
 *
 * Rows that are made later see to themselves. A question that is taller than the display has its text scroll, with the
 * answers in sight.
 */
void ferry_fit_watch_windows (void);

G_END_DECLS
