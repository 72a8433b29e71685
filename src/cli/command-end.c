/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cli-command.h"

#include <glib/gi18n-lib.h>

/* What ends a migration, or begins it anew (domain §2.8). */

static char *reason;
static char *confirmed_name;

static const GOptionEntry reason_options[] = {
  { "reason", 'r', 0, G_OPTION_ARG_STRING, &reason, N_ ("Why, for the log and the journal"), N_ ("TEXT") },
  G_OPTION_ENTRY_NULL,
};

static const GOptionEntry reset_options[] = {
  { "confirm", 0, 0, G_OPTION_ARG_STRING, &confirmed_name,
    N_ ("The environment’s name once more, where nobody can be asked"), N_ ("NAME") },
  G_OPTION_ENTRY_NULL,
};

/* Nobody is asked about what is refused anyway. */
static FerryEnvironment *
open_allowed (FerryCli *cli, FerryAction action, GError **error)
{
  FerryEnvironment *environment = ferry_cli_open (cli, error);

  if (environment == NULL
      || (!ferry_cli_get_options (cli)->dry_run && !ferry_cli_check (cli, environment, action, NULL, error)))
    return NULL;
  return environment;
}

static const char *
name_of (FerryEnvironment *environment)
{
  return ferry_profile_get_name (ferry_environment_get_profile (environment));
}

static gboolean
end (FerryCli *cli, FerryAction action, const char *subject, const char *question, GError **error)
{
  FerryEnvironment *environment = open_allowed (cli, action, error);
  g_autofree char *line = NULL;

  if (environment == NULL)
    return FALSE;
  /* Translators: %1$s is an environment, %2$s a question */
  line = g_strdup_printf (_ ("“%1$s”: %2$s"), name_of (environment), question);
  return ferry_cli_confirm (cli, line, error) && ferry_cli_act (cli, environment, action, subject, error);
}

static gboolean
run_complete (FerryCli *cli, char **arguments, GError **error)
{
  return end (cli, FERRY_ACTION_COMPLETE, NULL,
              _ ("Complete the migration? Replication is disabled, and what changes at the source isn’t "
                 "copied any more."),
              error);
}

static gboolean
run_pause (FerryCli *cli, char **arguments, GError **error)
{
  return end (cli, FERRY_ACTION_PAUSE, reason != NULL ? reason : "",
              _ ("Pause the migration? To go on, it has to be set up again."), error);
}

static gboolean
run_abandon (FerryCli *cli, char **arguments, GError **error)
{
  return end (cli, FERRY_ACTION_ABANDON, reason != NULL ? reason : "",
              _ ("Abandon the migration? What was copied stays as it is, and nothing more is."), error);
}

static gboolean
run_reset (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment = open_allowed (cli, FERRY_ACTION_RESET_CLOUD_DATA, error);

  return environment != NULL
         && ferry_cli_confirm_name (
           cli, _ ("The next run copies everything again, over what is in the environment."),
           name_of (environment), confirmed_name, error)
         && ferry_cli_act (cli, environment, FERRY_ACTION_RESET_CLOUD_DATA, NULL, error);
}

#define ENDS (FERRY_CLI_ENVIRONMENT | FERRY_CLI_ACTS | FERRY_CLI_ASKS | FERRY_CLI_PRINTS)

const FerryCliCommand ferry_cli_end_commands[] = {
  { "complete", NULL, N_ ("Complete the migration"),
    N_ ("Before, see that nobody works in either system, that the last run brought all changes, and that no "
        "table "
        "failed. Afterwards look through users and permissions."),
    ENDS, NULL, 0, 0, run_complete },
  { "pause", NULL, N_ ("Pause the migration, to go on later"), NULL, ENDS, reason_options, 0, 0, run_pause },
  { "abandon", NULL, N_ ("Abandon the migration"), NULL, ENDS, reason_options, 0, 0, run_abandon },
  { "reset", NULL, N_ ("Forget what was copied, so that the next run copies everything again"),
    N_ ("Asks to type the environment’s name; without a terminal it takes “--yes --confirm NAME”."), ENDS,
    reset_options, 0, 0, run_reset },
  FERRY_CLI_COMMAND_NULL,
};
