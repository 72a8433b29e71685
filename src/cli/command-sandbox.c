/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cli-command.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <signal.h>

#include "ferry-cli-data.h"
#include "ferry-error.h"
#include "ferry-sandbox-serving.h"

/* A migration service of this computer, to rehearse on. */

static char *data_folder;
static char **sandbox_options;
static gboolean keep_data;
static char *table_name;
static int n_rows = 300;

static const GOptionEntry create_options[] = {
  { "data", 0, 0, G_OPTION_ARG_FILENAME, &data_folder, N_ ("Where its databases are kept"), N_ ("FOLDER") },
  G_OPTION_ENTRY_NULL,
};

static const GOptionEntry start_options[] = {
  { "sandbox-option", 0, 0, G_OPTION_ARG_STRING_ARRAY, &sandbox_options,
    N_ ("An option for ferry-sandbox, such as “--companies=2”; may be given several times"), N_ ("OPTION") },
  G_OPTION_ENTRY_NULL,
};

static const GOptionEntry fix_options[] = {
  { "table", 0, 0, G_OPTION_ARG_STRING, &table_name, N_ ("This table only"), N_ ("TABLE") },
  G_OPTION_ENTRY_NULL,
};

static const GOptionEntry work_options[] = {
  { "rows", 0, 0, G_OPTION_ARG_INT, &n_rows, N_ ("How many rows (300)"), N_ ("COUNT") },
  G_OPTION_ENTRY_NULL,
};

static const GOptionEntry remove_options[] = {
  { "keep-data", 0, 0, G_OPTION_ARG_NONE, &keep_data, N_ ("Leave its databases where they are"), NULL },
  G_OPTION_ENTRY_NULL,
};

/* ---- Which ---- */

static gboolean
is_sandbox (FerryEnvironment *environment)
{
  return ferry_profile_is_sandbox (ferry_environment_get_profile (environment));
}

/* The one that is named, or the only one. */
static FerryEnvironment *
find_sandbox (FerryCli *cli, const char *name, GError **error)
{
  FerryWorkspace *workspace = ferry_cli_get_workspace (cli, error);
  FerryEnvironment *found = NULL;

  if (workspace == NULL)
    return NULL;
  for (guint i = 0; name == NULL && i < g_list_model_get_n_items (G_LIST_MODEL (workspace)); i++)
    {
      /* The workspace holds it too. */
      g_autoptr (FerryEnvironment) environment = g_list_model_get_item (G_LIST_MODEL (workspace), i);

      if (!is_sandbox (environment))
        continue;
      if (found != NULL)
        {
          g_set_error_literal (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
                               _ ("Which sandbox? “ferryctl sandbox list” shows all."));
          return NULL;
        }
      found = environment;
    }
  if (found != NULL || (found = ferry_cli_find_environment (cli, name, error)) == NULL)
    return found;
  if (is_sandbox (found))
    return found;
  g_set_error (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE, _ ("“%s” is no sandbox."), name);
  return NULL;
}

static FerrySandboxServing *
read_serving (FerryEnvironment *environment)
{
  return ferry_sandbox_serving_read (
    ferry_profile_get_data_folder (ferry_environment_get_profile (environment)));
}

/* ---- Listing and making ---- */

static gboolean
run_list (FerryCli *cli, char **arguments, GError **error)
{
  static const FerryCliColumn columns[] = {
    { "id", NULL, FALSE, FALSE },
    { "name", N_ ("Name"), FALSE, FALSE },
    { "state", N_ ("State"), FALSE, FALSE },
    { "url", N_ ("Address"), FALSE, FALSE },
    { "pid", N_ ("Process"), TRUE, FALSE },
    { "dataFolder", N_ ("Data"), FALSE, TRUE },
  };
  FerryWorkspace *workspace = ferry_cli_get_workspace (cli, error);
  g_autoptr (FerryCliTable) table = NULL;

  if (workspace == NULL)
    return FALSE;
  table = ferry_cli_table (cli, "sandboxes", columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (workspace)); i++)
    {
      g_autoptr (FerryEnvironment) environment = g_list_model_get_item (G_LIST_MODEL (workspace), i);
      FerryProfile *profile = ferry_environment_get_profile (environment);
      g_autoptr (FerrySandboxServing) serving = NULL;

      if (!is_sandbox (environment))
        continue;
      serving = read_serving (environment);
      ferry_cli_table_begin_row (table);
      ferry_cli_table_add_text (table, ferry_profile_get_id (profile));
      ferry_cli_table_add_text (table, ferry_profile_get_name (profile));
      if (serving == NULL)
        ferry_cli_table_add_choice (table, "stopped", C_ ("sandbox", "Stopped"), FERRY_STYLE_NEUTRAL);
      else if (serving->url == NULL)
        ferry_cli_table_add_choice (table, "starting", C_ ("sandbox", "Starting"), FERRY_STYLE_PROGRESS);
      else if (serving->stays)
        ferry_cli_table_add_choice (table, "running", C_ ("sandbox", "Running"), FERRY_STYLE_GOOD);
      else
        ferry_cli_table_add_choice (table, "held", _ ("Running, with another program"), FERRY_STYLE_GOOD);
      ferry_cli_table_add_text (table, serving != NULL ? serving->url : NULL);
      ferry_cli_table_add_identifier (table, serving != NULL && serving->pid > 0 ? serving->pid : -1);
      ferry_cli_table_add_text (table, ferry_profile_get_data_folder (profile));
    }
  ferry_cli_table_print (table, _ ("There is no sandbox yet. “ferryctl sandbox create” makes one."));
  return TRUE;
}

static gboolean
run_create (FerryCli *cli, char **arguments, GError **error)
{
  FerryWorkspace *workspace = ferry_cli_get_workspace (cli, error);
  const char *name = arguments[0] != NULL ? arguments[0] : _ ("Sandbox");
  g_autofree char *absolute = data_folder != NULL ? g_canonicalize_filename (data_folder, NULL) : NULL;
  FerryEnvironment *environment;

  if (workspace == NULL || !ferry_cli_check_new_name (cli, name, error))
    return FALSE;
  environment = ferry_workspace_create_sandbox (workspace, name, absolute, error);
  if (environment == NULL)
    return FALSE;
  ferry_console_say (ferry_cli_get_console (cli),
                     _ ("Sandbox “%s” is there. It makes its sample data when it is first started."), name);
  return TRUE;
}

/* ---- Starting and stopping ---- */

static gboolean
start_one (FerryCli *cli, FerryEnvironment *environment, GError **error)
{
  FerryProfile *profile = ferry_environment_get_profile (environment);
  FerryConsole *console = ferry_cli_get_console (cli);
  g_autoptr (FerrySandboxServing) serving = read_serving (environment);
  g_autoptr (FerrySandboxProcess) process = NULL;
  g_autoptr (GAsyncResult) started = NULL;
  g_autoptr (GAsyncResult) stored = NULL;
  g_autofree char *label = NULL;
  FerrySecretStore *secrets = ferry_workspace_get_secrets (ferry_cli_get_workspace (cli, NULL));

  if (serving != NULL && serving->stays)
    {
      ferry_console_say (console, _ ("Sandbox “%s” runs already."), ferry_profile_get_name (profile));
      return TRUE;
    }
  if (serving != NULL)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_RULE,
                   _ ("Sandbox “%s” runs with another program, such as the application, and ends with it. "
                      "Commands use it meanwhile."),
                   ferry_profile_get_name (profile));
      return FALSE;
    }
  process = ferry_sandbox_process_new (NULL, ferry_profile_get_data_folder (profile),
                                       (const char *const *) sandbox_options);
  ferry_sandbox_process_set_detached (process);
  ferry_sandbox_process_start_async (process, ferry_cli_get_cancellable (cli), ferry_cli_await_cb, &started);
  if (!ferry_sandbox_process_start_finish (process, ferry_cli_await (&started), error))
    return FALSE;

  /* Without it no other command could use the sandbox. */
  label = g_strdup_printf (_ ("Ferry: sandbox %s"), ferry_profile_get_name (profile));
  ferry_secret_store_store_async (secrets, FERRY_SECRET_TOKEN, ferry_profile_get_id (profile), "", label,
                                  ferry_sandbox_process_get_token (process), NULL, ferry_cli_await_cb,
                                  &stored);
  if (!ferry_secret_store_store_finish (secrets, ferry_cli_await (&stored), error))
    {
      ferry_sandbox_process_stop (process);
      g_prefix_error (error, "%s ",
                      _ ("The sandbox was stopped again, since other commands couldn’t use it."));
      return FALSE;
    }
  /* Translators: %1$s is a name, %2$s an address */
  ferry_console_say (console, _ ("Sandbox “%1$s” runs at %2$s until “ferryctl sandbox stop”."),
                     ferry_profile_get_name (profile), ferry_sandbox_process_get_url (process));
  return TRUE;
}

static gboolean
run_start (FerryCli *cli, char **arguments, GError **error)
{
  guint i = 0;

  do
    {
      FerryEnvironment *environment = find_sandbox (cli, arguments[i], error);

      if (environment == NULL || !start_one (cli, environment, error))
        return FALSE;
    }
  while (arguments[i] != NULL && arguments[++i] != NULL);
  return TRUE;
}

static gboolean
on_tick (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
stop_one (FerryCli *cli, FerryEnvironment *environment, GError **error)
{
  const char *name = ferry_profile_get_name (ferry_environment_get_profile (environment));
  FerryConsole *console = ferry_cli_get_console (cli);
  g_autoptr (FerrySandboxServing) serving = read_serving (environment);
  gboolean going_on = TRUE;
  guint tick;

  if (serving == NULL)
    {
      ferry_console_say (console, _ ("Sandbox “%s” doesn’t run."), name);
      return TRUE;
    }
  if (!serving->stays || serving->pid == 0)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_RULE,
                   _ ("Sandbox “%s” runs with another program, such as the application: it ends with it."),
                   name);
      return FALSE;
    }
  /* The lock told that the process is the sandbox's, and not another one's of the same number. */
  if (kill (serving->pid, SIGTERM) != 0 && errno != ESRCH)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_FAILED, _ ("Sandbox “%1$s” can’t be ended: %2$s"), name,
                   g_strerror (errno));
      return FALSE;
    }
  /* It finishes the table that it copies; another process's end has to be looked for. */
  tick = g_timeout_add (100, on_tick, NULL);
  while (going_on)
    {
      g_autoptr (FerrySandboxServing) now = read_serving (environment);

      going_on = now != NULL && now->pid == serving->pid;
      if (going_on && !ferry_cli_iterate (cli, error))
        break;
    }
  g_source_remove (tick);
  if (going_on)
    return FALSE;
  ferry_console_say (console, _ ("Sandbox “%s” was stopped."), name);
  return TRUE;
}

static gboolean
run_stop (FerryCli *cli, char **arguments, GError **error)
{
  guint i = 0;

  do
    {
      FerryEnvironment *environment = find_sandbox (cli, arguments[i], error);

      if (environment == NULL || !stop_one (cli, environment, error))
        return FALSE;
    }
  while (arguments[i] != NULL && arguments[++i] != NULL);
  return TRUE;
}

/* ---- What people do at the source ---- */

/* Another ferry-sandbox does it, also while one serves the folder. */
static gboolean
change_source (FerryCli *cli, FerryEnvironment *environment, const char *option, GError **error)
{
  const char *folder = ferry_profile_get_data_folder (ferry_environment_get_profile (environment));
  g_autofree char *program = ferry_sandbox_process_dup_program (error);
  g_autofree char *source = g_build_filename (folder, "onprem.db", NULL);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *errors = NULL;

  if (program == NULL)
    return FALSE;
  if (!g_file_test (source, G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (
        error, FERRY_ERROR, FERRY_ERROR_RULE,
        _ ("The sandbox makes its sample source when it is first started: “ferryctl sandbox start”."));
      return FALSE;
    }
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE, error,
                              program, "--data", folder, option, NULL);
  if (process == NULL)
    return FALSE;
  g_subprocess_communicate_utf8_async (process, NULL, ferry_cli_get_cancellable (cli), ferry_cli_await_cb,
                                       &result);
  if (!g_subprocess_communicate_utf8_finish (process, ferry_cli_await (&result), NULL, &errors, error))
    return FALSE;
  if (g_subprocess_get_successful (process))
    return TRUE;
  g_set_error (error, FERRY_ERROR, FERRY_ERROR_FAILED, _ ("The source couldn’t be changed: %s"),
               g_strstrip (errors));
  return FALSE;
}

static gboolean
run_fix (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment = find_sandbox (cli, arguments[0], error);
  g_autofree char *option
    = table_name != NULL ? g_strdup_printf ("--fix-source=%s", table_name) : g_strdup ("--fix-source");

  return environment != NULL && change_source (cli, environment, option, error);
}

static gboolean
run_work (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment = find_sandbox (cli, arguments[0], error);
  g_autofree char *option = g_strdup_printf ("--touch-source=%d", n_rows);

  return environment != NULL && change_source (cli, environment, option, error);
}

static gboolean
run_remove (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment = find_sandbox (cli, arguments[0], error);
  FerryWorkspace *workspace = ferry_cli_get_workspace (cli, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FerrySandboxServing) serving = NULL;
  g_autofree char *question = NULL;

  if (environment == NULL)
    return FALSE;
  /* Translators: %s is a sandbox's name */
  question = g_strdup_printf (keep_data ? _ ("Remove sandbox “%s” from the list?")
                                        : _ ("Remove sandbox “%s” and delete its data?"),
                              ferry_profile_get_name (ferry_environment_get_profile (environment)));
  if (!ferry_cli_confirm (cli, question, error) || !stop_one (cli, environment, error))
    return FALSE;
  ferry_workspace_remove_async (workspace, environment, !keep_data, ferry_cli_await_cb, &result);
  return ferry_workspace_remove_finish (workspace, ferry_cli_await (&result), error);
}

const FerryCliCommand ferry_cli_sandbox_commands[] = {
  { "sandbox list", NULL, N_ ("List the sandboxes of this computer"), NULL, FERRY_CLI_PRINTS, NULL, 0, 0,
    run_list },
  { "sandbox create", N_ ("[NAME]"), N_ ("Make a sandbox to rehearse on"), NULL, 0, create_options, 0, 1,
    run_create },
  { "sandbox start", N_ ("[NAME…]"), N_ ("Run a sandbox until it is stopped"),
    N_ ("Other commands and the application use it meanwhile. Without it, each command runs the sandbox for "
        "as long as it "
        "takes."),
    0, start_options, 0, 1000, run_start },
  { "sandbox stop", N_ ("[NAME…]"), N_ ("Stop a sandbox that was started"), NULL, 0, NULL, 0, 1000,
    run_stop },
  { "sandbox fix", N_ ("[NAME]"),
    N_ ("Correct the defects of a sandbox’s source, as its administrator would"), NULL, 0, fix_options, 0, 1,
    run_fix },
  { "sandbox work", N_ ("[NAME]"), N_ ("Change rows at a sandbox’s source, as people who work there would"),
    NULL, 0, work_options, 0, 1, run_work },
  { "sandbox remove", N_ ("[NAME]"), N_ ("Remove a sandbox and its data"), NULL, FERRY_CLI_ASKS,
    remove_options, 0, 1, run_remove },
  FERRY_CLI_COMMAND_NULL,
};
