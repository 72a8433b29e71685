/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cli-command.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "ferry-cli-data.h"
#include "ferry-cli-secret.h"
#include "ferry-cli-sign-in.h"
#include "ferry-error.h"
#include "ferry-profile-file.h"

/* The environments that are known: their profiles, and how one signs in. */

/* ---- Listing ---- */

static const FerryCliColumn columns[] = {
  { "id", NULL, FALSE, FALSE },
  { "name", N_ ("Name"), FALSE, FALSE },
  { "kind", N_ ("Type"), FALSE, FALSE },
  { "baseUrl", N_ ("Address"), FALSE, TRUE },
  { "tenant", N_ ("Tenant"), FALSE, FALSE },
  { "environment", N_ ("Environment"), FALSE, FALSE },
  { "signIn", N_ ("Sign-in"), FALSE, FALSE },
  { "account", N_ ("Account"), FALSE, FALSE },
  { "dataFolder", NULL, FALSE, FALSE },
};

static void
add_profile (FerryCliTable *table, FerryProfile *profile)
{
  gboolean sandbox = ferry_profile_is_sandbox (profile);

  ferry_cli_table_begin_row (table);
  ferry_cli_table_add_text (table, ferry_profile_get_id (profile));
  ferry_cli_table_add_text (table, ferry_profile_get_name (profile));
  ferry_cli_table_add_choice (table, sandbox ? "sandbox" : "environment",
                              sandbox ? _ ("Sandbox") : _ ("Environment"), FERRY_STYLE_NEUTRAL);
  ferry_cli_table_add_text (table, ferry_profile_get_base_url (profile));
  ferry_cli_table_add_text (table, ferry_profile_get_tenant (profile));
  ferry_cli_table_add_text (table, ferry_profile_get_environment (profile));
  ferry_cli_table_add_text (table,
                            sandbox ? NULL : ferry_sign_in_to_nick (ferry_profile_get_sign_in (profile)));
  ferry_cli_table_add_text (table, ferry_profile_get_account (profile));
  ferry_cli_table_add_text (table, sandbox ? ferry_profile_get_data_folder (profile) : NULL);
}

static gboolean
run_list (FerryCli *cli, char **arguments, GError **error)
{
  FerryWorkspace *workspace = ferry_cli_get_workspace (cli, error);
  g_autoptr (FerryCliTable) table = NULL;

  if (workspace == NULL)
    return FALSE;
  table = ferry_cli_table (cli, "environments", columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (workspace)); i++)
    {
      g_autoptr (FerryEnvironment) environment = g_list_model_get_item (G_LIST_MODEL (workspace), i);

      add_profile (table, ferry_environment_get_profile (environment));
    }
  ferry_cli_table_print (table, _ ("There is no environment yet. “ferryctl env add” adds one."));
  return TRUE;
}

/* ---- Adding ---- */

static char *base_url;
static char *tenant;
static char *environment_name;
static FerryCliSignIn sign_in;

static const GOptionEntry add_options[] = {
  { "url", 0, 0, G_OPTION_ARG_STRING, &base_url,
    N_ ("Address of the service, where it isn’t Business Central online"), N_ ("ADDRESS") },
  { "tenant", 0, 0, G_OPTION_ARG_STRING, &tenant, N_ ("The tenant’s ID or domain"), N_ ("TENANT") },
  { "environment-name", 0, 0, G_OPTION_ARG_STRING, &environment_name,
    N_ ("The environment’s name in the admin center (Production)"), N_ ("NAME") },
  FERRY_CLI_SIGN_IN_ENTRIES (sign_in),
  G_OPTION_ENTRY_NULL,
};

static gboolean
run_add (FerryCli *cli, char **arguments, GError **error)
{
  g_autoptr (FerryProfile) profile = NULL;
  gboolean reused;

  if (!ferry_cli_check_new_name (cli, arguments[0], error))
    return FALSE;
  if (tenant == NULL)
    {
      g_set_error_literal (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
                           _ ("The tenant is missing: “--tenant” takes its ID or domain."));
      return FALSE;
    }
  profile = ferry_profile_new (arguments[0], base_url != NULL ? base_url : FERRY_DEFAULT_BASE_URL, tenant,
                               environment_name != NULL ? environment_name : "Production");
  return ferry_cli_sign_in_prepare (&sign_in, profile, error) && ferry_profile_check (profile, NULL, error)
         && ferry_cli_sign_in_reuse (cli, &sign_in, profile, &reused, error)
         && (reused || ferry_cli_sign_in_run (cli, &sign_in, profile, error));
}

/* ---- Signing in and out ---- */

static const GOptionEntry login_options[] = {
  FERRY_CLI_SIGN_IN_ENTRIES (sign_in),
  G_OPTION_ENTRY_NULL,
};

static FerryEnvironment *
find_remote (FerryCli *cli, const char *name, GError **error)
{
  FerryEnvironment *environment = ferry_cli_find_environment (cli, name, error);

  if (environment == NULL || !ferry_profile_is_sandbox (ferry_environment_get_profile (environment)))
    return environment;
  g_set_error_literal (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
                       _ ("Nobody signs in to a sandbox of this computer: its key is in the keyring."));
  return NULL;
}

static gboolean
run_login (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment = find_remote (cli, arguments[0], error);

  return environment != NULL
         && ferry_cli_sign_in_prepare (&sign_in, ferry_environment_get_profile (environment), error)
         && ferry_cli_sign_in_run (cli, &sign_in, ferry_environment_get_profile (environment), error);
}

static gboolean
run_logout (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment = find_remote (cli, arguments[0], error);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) mates = NULL;
  FerryWorkspace *workspace;

  if (environment == NULL)
    return FALSE;
  workspace = ferry_cli_get_workspace (cli, NULL);
  mates = ferry_workspace_dup_sign_in_mates (workspace, environment);
  ferry_workspace_sign_out_async (workspace, environment, ferry_cli_get_cancellable (cli), ferry_cli_await_cb,
                                  &result);
  if (!ferry_workspace_sign_out_finish (workspace, ferry_cli_await (&result), error))
    return FALSE;
  for (guint i = 0; i < mates->len; i++)
    ferry_console_say (ferry_cli_get_console (cli), _ ("Signed out of “%s”."),
                       ferry_profile_get_name (ferry_environment_get_profile (g_ptr_array_index (mates, i))));
  return TRUE;
}

/* ---- Removing ---- */

static gboolean keep_data;

static const GOptionEntry remove_options[] = {
  { "keep-data", 0, 0, G_OPTION_ARG_NONE, &keep_data, N_ ("Leave a sandbox’s databases where they are"),
    NULL },
  G_OPTION_ENTRY_NULL,
};

static gboolean
run_remove (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment = ferry_cli_find_environment (cli, arguments[0], error);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *question = NULL;
  FerryWorkspace *workspace;

  if (environment == NULL)
    return FALSE;
  /* Translators: %s is an environment's name */
  question = g_strdup_printf (
    _ ("Remove “%s” here, with its sign-in and history? The environment itself stays as it is."),
    ferry_cli_get_environment_name (cli));
  if (!ferry_cli_confirm (cli, question, error))
    return FALSE;
  workspace = ferry_cli_get_workspace (cli, NULL);
  ferry_workspace_remove_async (workspace, environment, !keep_data, ferry_cli_await_cb, &result);
  return ferry_workspace_remove_finish (workspace, ferry_cli_await (&result), error);
}

/* ---- Files ---- */

static gboolean
run_export (FerryCli *cli, char **arguments, GError **error)
{
  FerryWorkspace *workspace = ferry_cli_get_workspace (cli, error);
  g_autoptr (GPtrArray) profiles = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (workspace == NULL)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (workspace)); i++)
    {
      g_autoptr (FerryEnvironment) environment = g_list_model_get_item (G_LIST_MODEL (workspace), i);
      FerryProfile *profile = ferry_environment_get_profile (environment);
      const char *const *names = (const char *const *) arguments + 1;

      if (!ferry_profile_file_can_hold (profile)
          || (names[0] != NULL && !g_strv_contains (names, ferry_profile_get_name (profile))
              && !g_strv_contains (names, ferry_profile_get_id (profile))))
        continue;
      g_ptr_array_add (profiles, g_object_ref (profile));
    }
  if (profiles->len == 0)
    {
      g_set_error_literal (
        error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
        _ ("There is no such environment to export. Sandboxes of this computer aren’t exported."));
      return FALSE;
    }
  if (g_str_equal (arguments[0], "-"))
    {
      bytes = ferry_profile_file_format (profiles, error);
      if (bytes == NULL)
        return FALSE;
      ferry_console_write (ferry_cli_get_console (cli), g_bytes_get_data (bytes, NULL),
                           (gssize) g_bytes_get_size (bytes));
      return TRUE;
    }
  file = g_file_new_for_path (arguments[0]);
  ferry_profile_file_save_async (file, profiles, ferry_cli_get_cancellable (cli), ferry_cli_await_cb,
                                 &result);
  if (!ferry_profile_file_save_finish (file, ferry_cli_await (&result), error))
    return FALSE;
  ferry_console_say (ferry_cli_get_console (cli),
                     g_dngettext (GETTEXT_PACKAGE, "%u environment exported, without secrets.",
                                  "%u environments exported, without secrets.", profiles->len),
                     profiles->len);
  return TRUE;
}

static gboolean
run_import (FerryCli *cli, char **arguments, GError **error)
{
  FerryWorkspace *workspace = ferry_cli_get_workspace (cli, error);
  g_autoptr (GFile) file = g_file_new_for_path (arguments[0]);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) profiles = NULL;

  if (workspace == NULL)
    return FALSE;
  ferry_profile_file_load_async (file, ferry_cli_get_cancellable (cli), ferry_cli_await_cb, &result);
  profiles = ferry_profile_file_load_finish (file, ferry_cli_await (&result), error);
  if (profiles == NULL)
    return FALSE;
  if (!ferry_workspace_import_profiles (workspace, profiles, error))
    return FALSE;
  ferry_console_say (
    ferry_cli_get_console (cli),
    g_dngettext (GETTEXT_PACKAGE, "%u environment imported. Sign in with “ferryctl env login”.",
                 "%u environments imported. Sign in to each with “ferryctl env login”.", profiles->len),
    profiles->len);
  return TRUE;
}

const FerryCliCommand ferry_cli_env_commands[] = {
  { "env list", NULL, N_ ("List the environments that are known"), NULL,
    FERRY_CLI_PROFILES | FERRY_CLI_PRINTS, NULL, 0, 0, run_list },
  { "env add", N_ ("NAME"), N_ ("Add an environment, and sign in to it"),
    N_ ("It is saved once it has answered. How one signs in is kept with it; tokens and secrets are kept in "
        "the keyring."),
    0, add_options, 1, 1, run_add },
  { "env remove", N_ ("NAME"), N_ ("Remove an environment from the list"), NULL, FERRY_CLI_ASKS,
    remove_options, 1, 1, run_remove },
  { "env login", N_ ("[NAME]"), N_ ("Sign in to an environment"),
    N_ ("In the browser; with “--device-code” with a code that is typed into a browser anywhere; with "
        "“--client-secret-stdin” as an "
        "application; with “--token-stdin” with a token, as for a test server."),
    0, login_options, 0, 1, run_login },
  { "env logout", N_ ("[NAME]"), N_ ("Sign out, and forget tokens and secrets"), NULL, 0, NULL, 0, 1,
    run_logout },
  { "env export", N_ ("FILE [NAME…]"), N_ ("Write environments to a file, without secrets"),
    N_ ("“-” is standard output. Commands take such a file, or a folder of them, with “--profiles”."), 0,
    NULL, 1, 1000, run_export },
  { "env import", N_ ("FILE"), N_ ("Add the environments of a file or folder"), NULL, 0, NULL, 1, 1,
    run_import },
  FERRY_CLI_COMMAND_NULL,
};
