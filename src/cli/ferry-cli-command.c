/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cli-command.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* In the order of the help. The titles have a context: “Running” is a state elsewhere. */
static const struct
{
  const char *title;
  const FerryCliCommand *commands;
} parts[] = {
  { NC_ ("commands", "Environments"), ferry_cli_env_commands },
  { NC_ ("commands", "Preparing"), ferry_cli_setup_commands },
  { NC_ ("commands", "Preparing"), ferry_cli_company_commands },
  { NC_ ("commands", "Preparing"), ferry_cli_mapping_commands },
  { NC_ ("commands", "Preparing"), ferry_cli_rule_commands },
  { NC_ ("commands", "Preparing"), ferry_cli_lint_commands },
  { NC_ ("commands", "Running"), ferry_cli_status_commands },
  { NC_ ("commands", "Running"), ferry_cli_start_commands },
  { NC_ ("commands", "Running"), ferry_cli_run_commands },
  { NC_ ("commands", "Data and users"), ferry_cli_data_commands },
  { NC_ ("commands", "Data and users"), ferry_cli_user_commands },
  { NC_ ("commands", "Service"), ferry_cli_service_commands },
  { NC_ ("commands", "Service"), ferry_cli_key_commands },
  { NC_ ("commands", "Finishing"), ferry_cli_end_commands },
  { NC_ ("commands", "Looking back"), ferry_cli_trace_commands },
  { NC_ ("commands", "Rehearsing"), ferry_cli_sandbox_commands },
  { NC_ ("commands", "Help"), ferry_cli_help_commands },
};

static const FerryCliCommand *
find (guint index, const char **title)
{
  for (guint part = 0; part < G_N_ELEMENTS (parts); part++)
    for (const FerryCliCommand *command = parts[part].commands; command->words != NULL; command++)
      if (index-- == 0)
        {
          *title = parts[part].title;
          return command;
        }
  return NULL;
}

const FerryCliCommand *
ferry_cli_commands_get (guint index)
{
  const char *title;

  return find (index, &title);
}

const char *
ferry_cli_commands_get_group (guint index)
{
  const char *title = NULL;

  if (find (index, &title) == NULL)
    return "";
  return g_dpgettext2 (GETTEXT_PACKAGE, "commands", title);
}

static guint
count_matching (const char *command, char **words)
{
  g_auto (GStrv) own = g_strsplit (command, " ", -1);
  guint n = 0;

  for (; own[n] != NULL; n++)
    if (words[n] == NULL || !g_str_equal (own[n], words[n]))
      return 0;
  return n;
}

const FerryCliCommand *
ferry_cli_commands_find (char **words, guint *n_words)
{
  const FerryCliCommand *found = NULL;
  const FerryCliCommand *command;

  *n_words = 0;
  for (guint i = 0; (command = ferry_cli_commands_get (i)) != NULL; i++)
    {
      guint n = count_matching (command->words, words);

      if (n > *n_words)
        {
          *n_words = n;
          found = command;
        }
    }
  return found;
}

gboolean
ferry_cli_commands_has_prefix (const char *words)
{
  const FerryCliCommand *command;
  gsize length = strlen (words);

  for (guint i = 0; (command = ferry_cli_commands_get (i)) != NULL; i++)
    if (strncmp (command->words, words, length) == 0 && command->words[length] == ' ')
      return TRUE;
  return FALSE;
}
