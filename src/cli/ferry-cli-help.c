/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cli-help.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ferry-cli-parse.h"

/* ---- Texts ---- */

static gboolean
begins_with (const FerryCliCommand *command, const char *words)
{
  gsize length = words != NULL ? strlen (words) : 0;

  return length == 0
         || (strncmp (command->words, words, length) == 0
             && (command->words[length] == ' ' || command->words[length] == '\0'));
}

char *
ferry_cli_help_dup_overview (const char *words)
{
  GString *text = g_string_new (NULL);
  const FerryCliCommand *command;
  const char *group = NULL;
  guint width = 0;

  for (guint i = 0; (command = ferry_cli_commands_get (i)) != NULL; i++)
    if (!(command->flags & FERRY_CLI_HIDDEN) && begins_with (command, words))
      width = MAX (width, (guint) strlen (command->words));

  if (words == NULL)
    g_string_append_printf (
      text, "%s ferryctl %s\n\n%s\n\n", _ ("Usage:"), _ ("COMMAND [OPTION…]"),
      _ ("Moves companies from on-premises Business Central to Business Central online."));
  for (guint i = 0; (command = ferry_cli_commands_get (i)) != NULL; i++)
    {
      const char *title = ferry_cli_commands_get_group (i);

      if ((command->flags & FERRY_CLI_HIDDEN) || !begins_with (command, words))
        continue;
      if (words == NULL && g_strcmp0 (title, group) != 0)
        g_string_append_printf (text, "%s%s\n", group != NULL ? "\n" : "", title);
      group = title;
      g_string_append_printf (text, "  %-*s  %s\n", (int) width, command->words, _ (command->summary));
    }
  g_string_append_printf (
    text, "\n%s\n",
    _ ("“ferryctl help COMMAND” tells more about one; so does the manual page, “man ferryctl”."));
  return g_string_free (text, FALSE);
}

char *
ferry_cli_help_dup_command (const FerryCliCommand *command)
{
  GOptionEntry *entries;
  GOptionContext *context = ferry_cli_create_context (command, NULL, &entries);
  g_autofree char *options = g_option_context_get_help (context, FALSE, NULL);
  const char *list = strstr (options, "\n\n");
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s ferryctl %s %s%s%s\n\n", _ ("Usage:"), command->words, _ ("[OPTION…]"),
                          command->arguments != NULL ? " " : "",
                          command->arguments != NULL ? _ (command->arguments) : "");
  g_string_append_printf (text, "%s.\n", _ (command->summary));
  if (command->description != NULL)
    g_string_append_printf (text, "\n%s\n", _ (command->description));
  if (list != NULL)
    g_string_append (text, list + 1);
  g_option_context_free (context);
  g_free (entries);
  return g_string_free (text, FALSE);
}

/* ---- The command ---- */

static void
add_options (FerryCliTable *table, const FerryCliCommand *command, const GOptionEntry *entry)
{
  for (; entry != NULL && entry->long_name != NULL; entry++)
    {
      const char short_name[] = { entry->short_name, '\0' };

      if (entry->flags & G_OPTION_FLAG_HIDDEN)
        continue;
      ferry_cli_table_begin_row (table);
      ferry_cli_table_add_text (table, command->words);
      ferry_cli_table_add_text (table, command->arguments);
      ferry_cli_table_add_text (table, entry->long_name);
      ferry_cli_table_add_text (table, *short_name != '\0' ? short_name : NULL);
      ferry_cli_table_add_text (table, entry->arg_description);
      ferry_cli_table_add_text (table, entry->description != NULL ? _ (entry->description) : NULL);
    }
}

/* All there is, for what documents or completes it. */
static gboolean
list_all (FerryCli *cli)
{
  static const FerryCliColumn columns[] = {
    { "command", N_ ("Command"), FALSE, FALSE }, { "arguments", N_ ("Arguments"), FALSE, FALSE },
    { "option", N_ ("Option"), FALSE, FALSE },   { "short", N_ ("Short"), FALSE, FALSE },
    { "value", N_ ("Value"), FALSE, FALSE },     { "description", N_ ("Description"), FALSE, TRUE },
  };
  g_autoptr (FerryCliTable) table = ferry_cli_table (cli, "options", columns, G_N_ELEMENTS (columns));
  const FerryCliCommand *command;

  for (guint i = 0; (command = ferry_cli_commands_get (i)) != NULL; i++)
    {
      GOptionEntry *entries;
      g_autoptr (GOptionContext) context = NULL;

      if (command->flags & FERRY_CLI_HIDDEN)
        continue;
      context = ferry_cli_create_context (command, NULL, &entries);
      add_options (table, command, command->options);
      add_options (table, command, entries);
      g_clear_pointer (&context, g_option_context_free);
      g_free (entries);
    }
  ferry_cli_table_print (table, NULL);
  return TRUE;
}

static gboolean
run_help (FerryCli *cli, char **arguments, GError **error)
{
  FerryConsole *console = ferry_cli_get_console (cli);
  g_autofree char *words = g_strjoinv (" ", arguments);
  g_autofree char *text = NULL;
  const FerryCliCommand *command;
  guint n;

  if (ferry_cli_get_options (cli)->format != FERRY_CLI_FORMAT_TABLE)
    return list_all (cli);
  command = ferry_cli_commands_find (arguments, &n);
  if (arguments[0] == NULL)
    text = ferry_cli_help_dup_overview (NULL);
  else if (command != NULL && arguments[n] == NULL && !ferry_cli_commands_has_prefix (words))
    text = ferry_cli_help_dup_command (command);
  else if (command != NULL && arguments[n] == NULL)
    {
      g_autofree char *own = ferry_cli_help_dup_command (command);
      g_autofree char *others = ferry_cli_help_dup_overview (words);

      text = g_strconcat (own, others, NULL);
    }
  else if (ferry_cli_commands_has_prefix (words))
    text = ferry_cli_help_dup_overview (words);
  else
    {
      g_set_error (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
                   _ ("There is no command “%s”. “ferryctl help” lists all."), words);
      return FALSE;
    }
  ferry_console_write (console, text, -1);
  return TRUE;
}

const FerryCliCommand ferry_cli_help_commands[] = {
  { "help", N_ ("[COMMAND]"), N_ ("Show the commands, or what one of them takes"),
    N_ ("With “--output json” or “csv” every option of every command is listed."), FERRY_CLI_PRINTS, NULL, 0,
    3, run_help },
  FERRY_CLI_COMMAND_NULL,
};
