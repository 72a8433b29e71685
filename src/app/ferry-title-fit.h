/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ferry_title_fit_watch_windows:
 *
 * From now on a dialog's title that has no room between the buttons of its title bar, as on a phone, with large text or in a
 * language of long words, is shown whole below them. The title never makes a dialog wider.
 */
void ferry_title_fit_watch_windows (void);

G_END_DECLS
