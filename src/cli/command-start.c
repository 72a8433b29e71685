/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cli-command.h"
#include "ferry-cli-runs.h"
#include "ferry-cli-watch.h"

#include <glib/gi18n-lib.h>

/* What starts something that goes on by itself: replication, diagnosis, upgrade. */

/* A sandbox that was started for this call would take its run with it. */
static gboolean
check_stays (FerryCli *cli, FerryEnvironment *environment, GError **error)
{
  FerryWorkspace *workspace = ferry_cli_get_workspace (cli, NULL);

  if (ferry_cli_get_options (cli)->wait || ferry_cli_get_options (cli)->dry_run
      || ferry_workspace_get_sandbox (workspace, environment) == NULL)
    return TRUE;
  g_set_error (
    error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
    _ ("The sandbox runs for this command only, and would end the run with it. Add “--wait”, or start "
       "it before with “ferryctl sandbox start %s”."),
    ferry_profile_get_name (ferry_environment_get_profile (environment)));
  return FALSE;
}

static gboolean
print_run (FerryCli *cli, FerryRun *run, GError **error)
{
  g_autoptr (FerryCliTable) table = ferry_cli_runs_table (cli, TRUE);

  ferry_cli_runs_add (table, run);
  ferry_cli_table_print (table, NULL);
  return ferry_cli_runs_judge (run, error);
}

static gboolean
start (FerryCli *cli, FerryAction action, const char *question, GError **error)
{
  const FerryCliOptions *options = ferry_cli_get_options (cli);
  FerryEnvironment *environment = ferry_cli_open (cli, error);
  g_autoptr (FerryCliRunWait) wait = NULL;
  g_autoptr (FerryRun) run = NULL;

  /* The rules first: nobody is asked about what is refused anyway. */
  if (environment == NULL || (!options->dry_run && !ferry_cli_check (cli, environment, action, NULL, error))
      || !check_stays (cli, environment, error))
    return FALSE;
  if (question != NULL && !ferry_cli_confirm (cli, question, error))
    return FALSE;
  wait = ferry_cli_run_wait_new (cli, environment);
  if (!ferry_cli_act (cli, environment, action, NULL, error))
    return FALSE;
  if (options->dry_run || !options->wait)
    return TRUE;
  run = ferry_cli_run_wait_finish (wait, error);
  return run != NULL && print_run (cli, run, error);
}

static gboolean
run_replicate (FerryCli *cli, char **arguments, GError **error)
{
  return start (cli, FERRY_ACTION_RUN_REPLICATION, NULL, error);
}

static gboolean
run_diagnose (FerryCli *cli, char **arguments, GError **error)
{
  return start (cli, FERRY_ACTION_RUN_DIAGNOSTIC, NULL, error);
}

static gboolean
run_upgrade (FerryCli *cli, char **arguments, GError **error)
{
  return start (cli, FERRY_ACTION_RUN_UPGRADE,
                _ ("The data upgrade cuts all connections to the environment while it runs. Start it?"),
                error);
}

/* Only the upgrade asks; a script needn’t know which does. */
#define STARTS (FERRY_CLI_ENVIRONMENT | FERRY_CLI_ACTS | FERRY_CLI_ASKS | FERRY_CLI_WAITS | FERRY_CLI_PRINTS)

const FerryCliCommand ferry_cli_start_commands[] = {
  { "replicate", NULL, N_ ("Copy data from the source"),
    N_ ("The first run copies all, later ones what has changed. With “--wait” its end is waited for, and "
        "shown."),
    STARTS, NULL, 0, 0, run_replicate },
  { "diagnose", NULL, N_ ("Check the source without copying data"), NULL, STARTS, NULL, 0, 0, run_diagnose },
  { "upgrade", NULL, N_ ("Upgrade the copied data to the environment’s version"), NULL, STARTS, NULL, 0, 0,
    run_upgrade },
  FERRY_CLI_COMMAND_NULL,
};
