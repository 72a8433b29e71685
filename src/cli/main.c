/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <locale.h>

#include "ferry-cli-help.h"
#include "ferry-cli-parse.h"
#include "ferry-cli-secret.h"
#include "ferry-error.h"

/* What failed, and what to do next, on one line. */
static void
say_error (FerryConsole *console, const GError *error, const char *hint)
{
  gboolean ended = g_str_has_suffix (error->message, ".") || g_str_has_suffix (error->message, "?");

  if (hint == NULL)
    ferry_console_warn (console, "%s", error->message);
  else
    ferry_console_warn (console, "%s%s %s", error->message, ended ? "" : ".", hint);
}

static void
tell_error (FerryCli *cli, const GError *error)
{
  FerryConsole *console = ferry_cli_get_console (cli);
  g_autofree char *hint = ferry_exit_dup_hint (error, ferry_cli_get_environment_name (cli));

  say_error (console, error, hint);
  if (ferry_cli_get_options (cli)->verbose)
    {
      g_autofree char *details = ferry_error_describe (error);

      ferry_console_say_lines (console, details);
    }
}

static FerryExit
run (const FerryCliCall *call)
{
  FerryCli *cli = ferry_cli_new (&call->options);
  g_autoptr (GError) error = NULL;
  FerryExit code;
  int output_error;

  if (!call->command->run (cli, call->arguments, &error))
    {
      ferry_cli_explain_cancel (cli, &error);
      tell_error (cli, error);
    }
  code = ferry_exit_from_error (error);
  output_error = ferry_console_get_output_error (ferry_cli_get_console (cli));
  /* A list that isn't whole must not pass for one. */
  if (output_error != 0)
    {
      ferry_console_warn (ferry_cli_get_console (cli), "%s", g_strerror (output_error));
      code = code == FERRY_EXIT_DONE ? FERRY_EXIT_FAILURES : code;
    }
  ferry_cli_close (cli);
  ferry_cli_free (cli);
  return code;
}

static FerryExit
refuse (const GError *error)
{
  FerryConsole *console = ferry_console_new ();
  g_autofree char *hint = ferry_exit_dup_hint (error, NULL);

  say_error (console, error, hint);
  ferry_console_free (console);
  return FERRY_EXIT_USAGE;
}

static FerryExit
show_help (const FerryCliCommand *command)
{
  FerryConsole *console = ferry_console_new ();
  g_autofree char *text
    = command != NULL ? ferry_cli_help_dup_command (command) : ferry_cli_help_dup_overview (NULL);

  ferry_console_write (console, text, -1);
  ferry_console_free (console);
  return FERRY_EXIT_DONE;
}

int
main (int argc, char **argv)
{
  g_autoptr (FerryCliCall) call = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) arguments = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, FERRY_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("ferryctl");
  g_set_application_name ("ferryctl");
  /* Standard output is for data. */
  g_log_writer_default_set_use_stderr (TRUE);

  arguments = g_strdupv (argv + MIN (argc, 1));
  /* The words that are to be completed are nobody's yet. */
  if (g_strcmp0 (arguments[0], FERRY_CLI_COMPLETION_WORD) == 0)
    {
      ferry_cli_complete (arguments + 1);
      return FERRY_EXIT_DONE;
    }
  if (!ferry_cli_secret_refuse_arguments (arguments, &error)
      || (call = ferry_cli_parse (arguments, &error)) == NULL)
    return (int) refuse (error);
  if (call->version)
    {
      g_print ("ferryctl %s\n", FERRY_VERSION);
      return FERRY_EXIT_DONE;
    }
  if (call->help || call->command == NULL)
    {
      FerryExit code = show_help (call->command);

      return call->help ? (int) code : FERRY_EXIT_USAGE;
    }
  return (int) run (call);
}
