/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FerryHelpWindow:
 *
 * Ferry's guide: its contents and a search through all its pages on one side, a page on the other. There is one such window;
 * it belongs to no other, and works beside a modal dialog, since what a dialog asks is what one reads about.
 */
#define FERRY_TYPE_HELP_WINDOW (ferry_help_window_get_type ())
G_DECLARE_FINAL_TYPE (FerryHelpWindow, ferry_help_window, FERRY, HELP_WINDOW, AdwWindow)

/** ferry_help_window_present: @topic: of the guide, such as `runs.md#unblocking`; opens the window there, or the one that is open
 * already goes there */
void ferry_help_window_present (GtkApplication *application, const char *topic);

/** ferry_help_window_get_topic: Returns: (transfer none): the topic that was gone to last */
const char *ferry_help_window_get_topic (FerryHelpWindow *self);

G_END_DECLS
