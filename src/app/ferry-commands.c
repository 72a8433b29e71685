/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-commands.h"

void
ferry_commands_set_enabled (gpointer commands, const char *name, gboolean enabled)
{
  GAction *command;

  g_return_if_fail (G_IS_ACTION_MAP (commands));

  command = g_action_map_lookup_action (commands, name);
  g_return_if_fail (G_IS_SIMPLE_ACTION (command));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (command), enabled);
}
