/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FerryHelpButton:
 *
 * Opens the guide at what its window is about, or at a topic of its own; says so in its name.
 *
 * Property `topic` (string, nullable, writable): such as `errors.md#integration-runtime-is-offline`; %NULL: ferry_help_get_topic() of
 * the window, when it is clicked.
 */
#define FERRY_TYPE_HELP_BUTTON (ferry_help_button_get_type ())
G_DECLARE_FINAL_TYPE (FerryHelpButton, ferry_help_button, FERRY, HELP_BUTTON, GtkButton)

GtkWidget *ferry_help_button_new (void);
void ferry_help_button_set_topic (FerryHelpButton *self, const char *topic);

G_END_DECLS
