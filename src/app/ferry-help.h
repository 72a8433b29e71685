/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-action.h"

G_BEGIN_DECLS

/*
 * Which part of the guide explains what is on the screen. Topics are named as on the guide's pages: `runs.md#unblocking`. The one
 * place where they stand is a table in ferry-help.c, by the type of a window, of a page in it, or of a part with something to explain
 * of its own; tests find a window that isn't there, and a topic that the guide doesn't have.
 */

/** ferry_help_get_type_topic: Returns: (nullable): the topic of a window or part of that type or of what it derives from */
const char *ferry_help_get_type_topic (GType type);

/** ferry_help_get_action_topic: Returns: the topic of an action, for the questions that come before it */
const char *ferry_help_get_action_topic (FerryAction action);

/** ferry_help_dup_error_topic: @name: of a FerryExplanation; Returns: (transfer full): the topic of that error */
char *ferry_help_dup_error_topic (const char *name);

/** ferry_help_set_topic: @topic: static; gives a widget that isn't of a type of its own, such as a question, its topic */
void ferry_help_set_topic (GtkWidget *widget, const char *topic);

/**
 * ferry_help_get_topic:
 * @window: (nullable): what one looks at
 *
 * Returns: the topic of the part that has the focus, else of the page that is shown, else of @window, else of the one it belongs to;
 *   of the guide's beginning, at the least
 */
const char *ferry_help_get_topic (GtkWindow *window);

/** ferry_help_get_active_topic: Returns: ferry_help_get_topic() of the window that has the focus */
const char *ferry_help_get_active_topic (void);

/** ferry_help_show: opens the guide at @topic */
void ferry_help_show (const char *topic);

/** ferry_help_watch_windows: has F1 open the guide in every window from now on, also in those that the application's keys don't
 * reach, as dialogs */
void ferry_help_watch_windows (void);

/** ferry_help_get_nth_type: Returns: (nullable): the name of the @i-th type that has a topic, and its @topic, for tests */
const char *ferry_help_get_nth_type (guint i, const char **topic);

G_END_DECLS
