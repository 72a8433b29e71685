/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-command-line.h"
#include "ferry-environment.h"

G_BEGIN_DECLS

/**
 * FerryCommandButton:
 *
 * Copies what an action does as a line for `ferryctl` (*Copy as command*). Insensitive, with the reason as its tooltip, for
 * the action that has none.
 *
 * Signal `fill (gpointer)`: emitted when it is clicked, with a #FerryCommandDetails that has the environment and what is
 * known of its state: to add what was chosen or typed, which has to stay until the next time.
 */
#define FERRY_TYPE_COMMAND_BUTTON (ferry_command_button_get_type ())
G_DECLARE_FINAL_TYPE (FerryCommandButton, ferry_command_button, FERRY, COMMAND_BUTTON, GtkButton)

/** ferry_command_button_new: Returns: (transfer floating): with an icon */
GtkWidget *ferry_command_button_new (FerryEnvironment *environment, FerryAction action);
/** ferry_command_button_set_up: for one that is in a template */
void
ferry_command_button_set_up (FerryCommandButton *self, FerryEnvironment *environment, FerryAction action);
/** ferry_command_button_show_words: words in the place of the icon */
void ferry_command_button_show_words (FerryCommandButton *self);

/** ferry_command_button_dup_line: Returns: (transfer full) (nullable): what a click copies */
char *ferry_command_button_dup_line (FerryCommandButton *self);

G_END_DECLS
