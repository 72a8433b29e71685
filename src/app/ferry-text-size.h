/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Lengths that were chosen for text of the usual size, at the size that the user reads: desktops enlarge text up to
 * twice, and what is measured in pixels doesn't grow by itself.
 */

/** ferry_text_size_scale: @pixels: at 100 %; Returns: as much for the present size of text; never less */
int ferry_text_size_scale (int pixels);

/**
 * ferry_text_size_fit_column:
 * @column: with a fixed width, chosen for text of the usual size; others stay as they are
 * @view: (not nullable): what it is, or will be, in
 *
 * Gives it the width for the present size of text, now and whenever that changes, and never less than its title needs
 * in the user's language.
 */
void ferry_text_size_fit_column (GtkColumnViewColumn *column, GtkWidget *view);

G_END_DECLS
