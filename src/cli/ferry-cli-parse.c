/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cli-parse.h"

#include <glib/gi18n-lib.h>

#define MOST_ENTRIES 16

/* ---- Values with few words ---- */

static gboolean
parse_format (const char *name, const char *value, gpointer data, GError **error)
{
  static const char *const words[] = { "table", "json", "csv" };
  FerryCliCall *call = data;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (value, words[i]) == 0)
      {
        if (call != NULL)
          call->options.format = (FerryCliFormat) i;
        return TRUE;
      }
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _ ("There is no output format “%s”: it can be table, json or csv."), value);
  return FALSE;
}

static gboolean
parse_color (const char *name, const char *value, gpointer data, GError **error)
{
  static const char *const words[] = { "auto", "always", "never" };
  FerryCliCall *call = data;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (value, words[i]) == 0)
      {
        if (call != NULL)
          call->options.color = (FerryColor) i;
        return TRUE;
      }
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _ ("“%s” says nothing about colour: it can be auto, always or never."), value);
  return FALSE;
}

/* ---- Options ---- */

/* Options that are only looked at need somewhere to point to as well. */
static union
{
  gpointer pointer;
  int number;
} nowhere;

GOptionContext *
ferry_cli_create_context (const FerryCliCommand *command, FerryCliCall *call, GOptionEntry **entries)
{
  FerryCliOptions *o = call != NULL ? &call->options : NULL;
  guint flags = command != NULL ? (guint) command->flags
                                : FERRY_CLI_ENVIRONMENT | FERRY_CLI_PRINTS | FERRY_CLI_ACTS | FERRY_CLI_ASKS
                                    | FERRY_CLI_WAITS;
  const struct
  {
    guint flags; /* 0: all have it */
    GOptionEntry entry;
  } common[] = {
    { FERRY_CLI_ENVIRONMENT,
      { "environment", 'e', 0, G_OPTION_ARG_STRING, o != NULL ? &o->environment : NULL,
        N_ ("Name or ID of the environment"), N_ ("NAME") } },
    { FERRY_CLI_ENVIRONMENT | FERRY_CLI_PROFILES,
      { "profiles", 0, 0, G_OPTION_ARG_FILENAME, o != NULL ? &o->profiles : NULL,
        N_ ("Take environments from exported profiles, a file or a folder of them"), N_ ("PATH") } },
    { FERRY_CLI_PRINTS,
      { "output", 'o', 0, G_OPTION_ARG_CALLBACK, (gpointer) parse_format,
        N_ ("How to answer: table, json or csv"), N_ ("FORMAT") } },
    { FERRY_CLI_WAITS,
      { "wait", 'w', 0, G_OPTION_ARG_NONE, o != NULL ? &o->wait : NULL, N_ ("Wait until it has ended"),
        NULL } },
    { FERRY_CLI_ACTS,
      { "dry-run", 'n', 0, G_OPTION_ARG_NONE, o != NULL ? &o->dry_run : NULL,
        N_ ("Ask the rules, say what would be sent, and send nothing"), NULL } },
    { FERRY_CLI_ASKS,
      { "yes", 'y', 0, G_OPTION_ARG_NONE, o != NULL ? &o->yes : NULL, N_ ("Don’t ask whether to go on"),
        NULL } },
    { 0,
      { "timeout", 0, 0, G_OPTION_ARG_INT, o != NULL ? &o->timeout : NULL,
        N_ ("Give up after so many seconds"), N_ ("SECONDS") } },
    { 0,
      { "color", 0, 0, G_OPTION_ARG_CALLBACK, (gpointer) parse_color, N_ ("Colour: auto, always or never"),
        N_ ("WHEN") } },
    { 0,
      { "quiet", 'q', 0, G_OPTION_ARG_NONE, o != NULL ? &o->quiet : NULL,
        N_ ("Say nothing but warnings and errors"), NULL } },
    { 0,
      { "verbose", 'v', 0, G_OPTION_ARG_NONE, o != NULL ? &o->verbose : NULL,
        N_ ("Tell all that is known of an error"), NULL } },
    { 0,
      { "help", 'h', 0, G_OPTION_ARG_NONE, call != NULL ? &call->help : NULL, N_ ("Show this help"), NULL } },
  };
  GOptionContext *context = g_option_context_new (NULL);
  GOptionGroup *group = g_option_group_new ("ferryctl", "", "", call, NULL);
  guint n = 0;

  *entries = g_new0 (GOptionEntry, MOST_ENTRIES);
  for (guint i = 0; i < G_N_ELEMENTS (common); i++)
    {
      GOptionEntry entry = common[i].entry;

      if (common[i].flags != 0 && (common[i].flags & flags) == 0)
        continue;
      if (entry.arg_data == NULL)
        entry.arg_data = &nowhere;
      (*entries)[n++] = entry;
    }
  if (command == NULL)
    (*entries)[n++] = (GOptionEntry){ "version",
                                      0,
                                      0,
                                      G_OPTION_ARG_NONE,
                                      call != NULL ? (gpointer) &call->version : &nowhere,
                                      N_ ("Show the version"),
                                      NULL };

  g_option_context_set_help_enabled (context, FALSE);
  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);
  if (command != NULL && command->options != NULL)
    g_option_group_add_entries (group, command->options);
  g_option_group_add_entries (group, *entries);
  g_option_context_set_main_group (context, group);
  return context;
}

void
ferry_cli_call_free (FerryCliCall *self)
{
  g_strfreev (self->arguments);
  g_free (self->options.environment);
  g_free (self->options.profiles);
  g_free (self);
}

/* ---- Words ---- */

static char *
join (char **words)
{
  return g_strjoinv (" ", words);
}

static gboolean
find_command (FerryCliCall *call, GError **error)
{
  guint n_words;
  g_autofree char *all = NULL;
  char **rest;

  if (call->arguments[0] == NULL)
    return TRUE;
  call->command = ferry_cli_commands_find (call->arguments, &n_words);
  if (call->command == NULL)
    {
      all = join (call->arguments);
      if (ferry_cli_commands_has_prefix (call->arguments[0]))
        g_set_error (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
                     /* Translators: %1$s is what was typed, %2$s its first word */
                     _ ("“%1$s” isn’t complete or not a command. “ferryctl help %2$s” lists what there is."),
                     all, call->arguments[0]);
      else
        g_set_error (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
                     _ ("There is no command “%s”. “ferryctl help” lists all."), call->arguments[0]);
      return FALSE;
    }
  rest = g_strdupv (call->arguments + n_words);
  g_strfreev (call->arguments);
  call->arguments = rest;
  return TRUE;
}

static gboolean
check_count (FerryCliCall *call, GError **error)
{
  guint n = g_strv_length (call->arguments);

  if (call->help || (n >= call->command->least && n <= call->command->most))
    return TRUE;
  if (n > call->command->most)
    g_set_error (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
                 /* Translators: %1$s is an argument, %2$s a command */
                 _ ("“%1$s” is one argument too many. “ferryctl help %2$s” tells what it takes."),
                 call->arguments[call->command->most], call->command->words);
  else
    g_set_error (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
                 /* Translators: %1$s is a name such as RUN, or several of them; %2$s is a command */
                 _ ("Missing: %1$s. “ferryctl help %2$s” tells what it takes."), _ (call->command->arguments),
                 call->command->words);
  return FALSE;
}

static gboolean
check_values (FerryCliCall *call, GError **error)
{
  if (call->options.timeout >= 0)
    return TRUE;
  g_set_error_literal (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
                       _ ("“--timeout” takes a number of seconds above 0."));
  return FALSE;
}

/* An option that isn't one may be followed by a secret, which belongs into no log. */
static void
hide_value (GError **error)
{
  char *value;

  if (error == NULL || !g_error_matches (*error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION))
    return;
  value = strchr ((*error)->message, '=');
  if (value != NULL)
    *value = '\0';
}

static gboolean
parse_with (FerryCliCall *call, const FerryCliCommand *command, GError **error)
{
  GOptionEntry *entries;
  g_autoptr (GOptionContext) context = ferry_cli_create_context (command, call, &entries);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_auto (GStrv) all = NULL;
  gboolean parsed;

  g_ptr_array_add (argv, g_strdup ("ferryctl"));
  for (guint i = 0; call->arguments[i] != NULL; i++)
    g_ptr_array_add (argv, g_strdup (call->arguments[i]));
  g_ptr_array_add (argv, NULL);
  all = (char **) g_ptr_array_free (g_steal_pointer (&argv), FALSE);

  /* Before the words, up to the first of them only: what follows belongs to the command. */
  g_option_context_set_strict_posix (context, command == NULL);
  parsed = g_option_context_parse_strv (context, &all, error);
  g_clear_pointer (&context, g_option_context_free);
  g_free (entries);
  if (!parsed)
    {
      hide_value (error);
      return FALSE;
    }

  g_strfreev (call->arguments);
  call->arguments = g_strdupv (all + 1);
  /* What ended the options isn't an argument. */
  if (command != NULL)
    for (guint i = 0; call->arguments[i] != NULL; i++)
      if (g_str_equal (call->arguments[i], "--"))
        {
          g_free (call->arguments[i]);
          for (; (call->arguments[i] = call->arguments[i + 1]) != NULL; i++)
            ;
          break;
        }
  return TRUE;
}

FerryCliCall *
ferry_cli_parse (char **arguments, GError **error)
{
  g_autoptr (FerryCliCall) call = g_new0 (FerryCliCall, 1);

  call->arguments = g_strdupv (arguments);
  if (!parse_with (call, NULL, error))
    return NULL;
  if (call->version || (call->help && call->arguments[0] == NULL))
    return g_steal_pointer (&call);
  if (!find_command (call, error))
    return NULL;
  if (call->command == NULL)
    return g_steal_pointer (&call);
  if (!parse_with (call, call->command, error) || !check_count (call, error) || !check_values (call, error))
    return NULL;
  return g_steal_pointer (&call);
}
