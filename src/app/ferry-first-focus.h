/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Where the keyboard is when a window comes up, until its user presses a key or a button: on the first thing of use in it
 * (interface.md, “Accessible and drivable”). GTK takes what stands first, which is a button of the header bar, and leaves
 * the focus there when the contents come later.
 */

/**
 * ferry_first_focus_watch:
 *
 * Sees to all dialogs, now and later; once in a process is enough. A focus that a dialog has given to something of its
 * contents itself is left where it is. Questions aren't dialogs: they have a default button.
 */
void ferry_first_focus_watch (void);

/**
 * ferry_first_focus_begin:
 * @page: in a window; that of the window which is shown now
 *
 * The same for a page that has come into view.
 */
void ferry_first_focus_begin (GtkWidget *page);

/** ferry_first_focus_want: what is first in @widget comes before all else on its page, once it is there */
void ferry_first_focus_want (GtkWidget *widget);

G_END_DECLS
