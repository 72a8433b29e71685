/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cli-command.h"

#include <glib/gi18n-lib.h>

/* ---- Listing ---- */

static const FerryCliColumn columns[] = {
  { "id", NULL, FALSE, FALSE },
  { "name", N_ ("Name"), FALSE, FALSE },
  { "kind", N_ ("Kind"), FALSE, FALSE },
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

const FerryCliCommand ferry_cli_env_commands[] = {
  { "env list", NULL, N_ ("List the environments that are known"), NULL,
    FERRY_CLI_PROFILES | FERRY_CLI_PRINTS, NULL, 0, 0, run_list },
  FERRY_CLI_COMMAND_NULL,
};
