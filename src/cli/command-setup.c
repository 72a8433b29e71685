/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cli-command.h"
#include "ferry-cli-companies.h"
#include "ferry-cli-secret.h"

#include <glib/gi18n-lib.h>

#include "ferry-connection-string.h"
#include "ferry-error.h"
#include "ferry-setup-approval.h"
#include "ferry-setup-plan.h"
#include "ferry-setup-secrets.h"

/* The assisted setup (domain §2.1), with options for its steps. */

/* The sandbox takes any user and password for its sample database. */
#define SANDBOX_SQL_SERVER "Server=localhost\\BC;Database=BC;User Id=migration;Password=rehearsal;"
#define SANDBOX_AZURE_SQL                                                                                    \
  "Server=tcp:sandbox.database.windows.net,1433;Initial Catalog=BC;Persist Security Info=False;"             \
  "User ID=migration;Password=rehearsal;MultipleActiveResultSets=False;Encrypt=True;"                        \
  "TrustServerCertificate=False;Connection Timeout=30;"

static char *product_id;
static gboolean azure;
static char *runtime_name;
static FerryCliSecret connection_string;
static gboolean remember;
static gboolean show_key;
static gboolean go_on;
static char *confirmed_name;
static char **companies;
static FerryCliCompanies which;

static const GOptionEntry options[] = {
  { "product", 'p', 0, G_OPTION_ARG_STRING, &product_id, N_ ("What is migrated from, such as DynamicsBCLast"),
    N_ ("ID") },
  { "azure", 0, 0, G_OPTION_ARG_NONE, &azure, N_ ("The source is an Azure SQL database, no SQL Server"),
    NULL },
  { "runtime", 0, 0, G_OPTION_ARG_STRING, &runtime_name,
    N_ ("An integration runtime that there is already; without it one is made"), N_ ("NAME") },
  FERRY_CLI_SECRET_ENTRIES ("connection-string",
                            connection_string,
                            N_ ("Read the source’s connection string from standard input"),
                            N_ ("Read the source’s connection string from a file descriptor")),
  { "remember", 0, 0, G_OPTION_ARG_NONE, &remember, N_ ("Keep the connection string in the keyring"), NULL },
  { "show-key", 0, 0, G_OPTION_ARG_NONE, &show_key,
    N_ ("Write the new integration runtime’s key to standard output, and nothing else"), NULL },
  { "continue", 0, 0, G_OPTION_ARG_NONE, &go_on,
    N_ ("Go on with a set-up that was saved before, once the integration runtime is installed"), NULL },
  { "company", 'c', 0, G_OPTION_ARG_STRING_ARRAY, &companies,
    N_ ("A company to migrate; may be given several times"), N_ ("COMPANY") },
  { "all-companies", 'a', 0, G_OPTION_ARG_NONE, &which.all, N_ ("All companies that can be migrated"), NULL },
  { "confirm", 0, 0, G_OPTION_ARG_STRING, &confirmed_name,
    N_ ("The environment’s name, where it was migrated to before and nobody can be asked"), N_ ("NAME") },
  G_OPTION_ENTRY_NULL,
};

/* ---- Before ---- */

static gboolean
check_approval (FerryCli *cli, FerrySetupPlan *plan, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_setup_approval_read_async (plan, ferry_cli_get_cancellable (cli), ferry_cli_await_cb, &result);
  if (!ferry_setup_approval_read_finish (plan, ferry_cli_await (&result), error))
    return FALSE;
  if (!ferry_setup_plan_get_approval_required (plan))
    return TRUE;
  g_set_error (
    error, FERRY_ERROR, FERRY_ERROR_RULE,
    /* Translators: %s is a link */
    _ ("An administrator with a licence and all permissions has to approve the migration first. Send "
       "them this link: %s"),
    ferry_setup_plan_get_approval_uri (plan));
  return FALSE;
}

/* Returns: (transfer full): the one with @id, or the only one; %NULL with an error that lists them */
static FerryProduct *
choose_product (GPtrArray *products, const char *id, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < products->len; i++)
    {
      FerryProduct *product = g_ptr_array_index (products, i);

      if (id != NULL ? g_ascii_strcasecmp (ferry_product_get_id (product), id) == 0 : products->len == 1)
        return g_object_ref (product);
      g_string_append_printf (names, "%s%s (%s)", i == 0 ? "" : ", ", ferry_product_get_id (product),
                              ferry_product_get_display_name (product));
    }
  g_set_error (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
               /* Translators: %s is a list */
               _ ("Which product is migrated from? Choose one with “--product”: %s."), names->str);
  return NULL;
}

static FerryProduct *
find_product (FerryCli *cli, FerryEnvironment *environment, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) products = NULL;

  ferry_migration_service_list_products_async (ferry_environment_get_service (environment),
                                               ferry_cli_get_cancellable (cli), ferry_cli_await_cb, &result);
  products = ferry_migration_service_list_products_finish (ferry_environment_get_service (environment),
                                                           ferry_cli_await (&result), error);
  return products != NULL ? choose_product (products, id, error) : NULL;
}

static FerrySetup *
read_setup (FerryCli *cli, FerryEnvironment *environment, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_migration_service_get_setup_async (ferry_environment_get_service (environment),
                                           ferry_cli_get_cancellable (cli), ferry_cli_await_cb, &result);
  return ferry_migration_service_get_setup_finish (ferry_environment_get_service (environment),
                                                   ferry_cli_await (&result), error);
}

static gboolean
confirm (FerryCli *cli, FerrySetupPlan *plan, FerryEnvironment *environment, GError **error)
{
  const char *name = ferry_profile_get_name (ferry_environment_get_profile (environment));
  g_autofree char *question = NULL;

  /* Domain §2.1, step 1: it must not be in productive use any more. */
  if (ferry_setup_plan_has_runs (plan))
    return ferry_cli_confirm_name (
      cli, _ ("This environment was migrated to before: data that people work with would be overwritten."),
      name, confirmed_name, error);
  /* Translators: %s is an environment's name */
  question = g_strdup_printf (_ ("Set cloud migration up in “%s”? Data in it may be overwritten."), name);
  return ferry_cli_confirm (cli, question, error);
}

/* ---- The connection ---- */

static char *
get_connection_string (FerryCli *cli, FerryEnvironment *environment, FerrySqlServerType type, GError **error)
{
  FerryWorkspace *workspace = ferry_cli_get_workspace (cli, NULL);
  FerryProfile *profile = ferry_environment_get_profile (environment);
  g_autoptr (GAsyncResult) result = NULL;
  char *text = NULL;

  if (ferry_cli_secret_is_given (&connection_string))
    text = ferry_cli_secret_read (&connection_string, _ ("the connection string"),
                                  ferry_cli_get_cancellable (cli), error);
  else if (ferry_profile_is_sandbox (profile))
    text = g_strdup (type == FERRY_SQL_SERVER_TYPE_AZURE_SQL ? SANDBOX_AZURE_SQL : SANDBOX_SQL_SERVER);
  else
    {
      ferry_secret_store_lookup_async (ferry_workspace_get_secrets (workspace),
                                       FERRY_SECRET_CONNECTION_STRING, ferry_profile_get_id (profile), "",
                                       ferry_cli_get_cancellable (cli), ferry_cli_await_cb, &result);
      text = ferry_secret_store_lookup_finish (ferry_workspace_get_secrets (workspace),
                                               ferry_cli_await (&result), NULL);
      if (text == NULL)
        g_set_error_literal (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
                             _ ("The source’s connection string is missing: hand it over with "
                                "“--connection-string-stdin” or “--connection-string-fd”."));
    }
  if (text == NULL || ferry_connection_string_check (text, type, error))
    return text;
  ferry_secret_free (text);
  return NULL;
}

static void
keep_secrets (FerryCli *cli, FerrySetupPlan *plan, const char *text)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_setup_secrets_keep_async (plan, remember ? text : NULL, NULL, ferry_cli_await_cb, &result);
  ferry_setup_secrets_keep_finish (plan, ferry_cli_await (&result));
  if (*ferry_setup_plan_get_notice (plan) != '\0')
    ferry_console_warn (ferry_cli_get_console (cli), "%s", ferry_setup_plan_get_notice (plan));
}

static FerrySetup *
save_setup (FerryCli *cli, FerrySetupPlan *plan, FerryProduct *product, GError **error)
{
  FerryEnvironment *environment = ferry_setup_plan_get_environment (plan);
  FerrySqlServerType type = ferry_setup_plan_get_server_type (plan);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FerrySetup) setup = NULL;
  char *text = get_connection_string (cli, environment, type, error);

  if (text == NULL)
    return NULL;
  ferry_environment_save_setup_async (environment, ferry_product_get_id (product), type, text,
                                      type == FERRY_SQL_SERVER_TYPE_SQL_SERVER ? runtime_name : NULL,
                                      ferry_cli_get_cancellable (cli), ferry_cli_await_cb, &result);
  setup = ferry_environment_save_setup_finish (environment, ferry_cli_await (&result), error);
  if (setup != NULL)
    {
      ferry_setup_plan_set_setup (plan, setup);
      keep_secrets (cli, plan, text);
    }
  ferry_secret_free (text);
  return g_steal_pointer (&setup);
}

static void
tell_runtime (FerryCli *cli, FerrySetupPlan *plan)
{
  FerryConsole *console = ferry_cli_get_console (cli);
  const char *key = ferry_setup_plan_get_runtime_key (plan);

  if (show_key && key != NULL)
    {
      ferry_console_write (console, key, -1);
      ferry_console_write (console, "\n", 1);
    }
  ferry_console_say (
    console,
    _ ("The set-up is saved. Install the integration runtime “%s” near the source, register it with its key "
       "(“ferryctl key get”), and go on with “ferryctl setup --continue”."),
    ferry_setup_get_runtime_name (ferry_setup_plan_get_setup (plan)));
}

static gboolean
verify_runtime (FerryCli *cli, FerryEnvironment *environment, FerrySetup *setup, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_environment_verify_runtime_async (environment, setup, ferry_cli_get_cancellable (cli),
                                          ferry_cli_await_cb, &result);
  return ferry_environment_verify_runtime_finish (environment, ferry_cli_await (&result), error);
}

/* ---- Companies, and the end ---- */

static gboolean
refresh (FerryCli *cli, FerryEnvironment *environment, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_environment_refresh_async (environment, ferry_cli_get_cancellable (cli), ferry_cli_await_cb, &result);
  return ferry_environment_refresh_finish (environment, ferry_cli_await (&result), error);
}

static gboolean
finish_setup (FerryCli *cli, FerryEnvironment *environment, FerrySetup *setup, GError **error)
{
  char *none[] = { NULL };
  char **names = companies != NULL ? companies : none;
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (GStrv) ids = NULL;

  /* The source's companies are known only now. */
  if (!refresh (cli, environment, error)
      || (ids = ferry_cli_companies_choose (cli, environment, &which, names, error)) == NULL
      || !ferry_cli_companies_apply (cli, environment, ids, FALSE, error))
    return FALSE;
  ferry_environment_complete_setup_async (environment, setup, ferry_cli_get_cancellable (cli),
                                          ferry_cli_await_cb, &result);
  if (!ferry_environment_complete_setup_finish (environment, ferry_cli_await (&result), error)
      || (ferry_cli_get_options (cli)->wait && !ferry_cli_companies_wait (cli, environment, error)))
    return FALSE;
  ferry_console_say (ferry_cli_get_console (cli), "%s", _ ("Cloud migration is set up."));
  return TRUE;
}

static gboolean
check_options (GError **error)
{
  if (!which.all && companies == NULL)
    g_set_error_literal (
      error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
      _ ("Which companies are migrated? Name them with “--company”, or use “--all-companies”."));
  else if (azure && runtime_name != NULL)
    g_set_error_literal (
      error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
      _ (
        "An Azure SQL database needs no integration runtime: “--azure” and “--runtime” exclude each other."));
  else
    return TRUE;
  return FALSE;
}

static gboolean
begin_setup (FerryCli *cli, FerryEnvironment *environment, FerrySetupPlan *plan, GError **error)
{
  g_autoptr (FerryProduct) product = find_product (cli, environment, product_id, error);
  g_autoptr (FerrySetup) setup = NULL;

  if (product == NULL || !confirm (cli, plan, environment, error))
    return FALSE;
  ferry_setup_plan_set_product (plan, product);
  ferry_setup_plan_set_source (plan,
                               azure ? FERRY_SQL_SERVER_TYPE_AZURE_SQL : FERRY_SQL_SERVER_TYPE_SQL_SERVER,
                               runtime_name, NULL, NULL);
  setup = save_setup (cli, plan, product, error);
  if (setup == NULL)
    return FALSE;
  if (!ferry_setup_plan_needs_runtime (plan))
    return finish_setup (cli, environment, setup, error);
  tell_runtime (cli, plan);
  return TRUE;
}

static gboolean
continue_setup (FerryCli *cli, FerryEnvironment *environment, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (FerrySetup) setup = read_setup (cli, environment, &cause);

  if (setup == NULL)
    {
      if (cause != NULL)
        g_propagate_error (error, g_steal_pointer (&cause));
      else
        g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_RULE,
                             _ ("There is no set-up to go on with. Begin one without “--continue”."));
      return FALSE;
    }
  return verify_runtime (cli, environment, setup, error) && finish_setup (cli, environment, setup, error);
}

static gboolean
run_setup (FerryCli *cli, char **arguments, GError **error)
{
  g_autoptr (FerrySetupPlan) plan = NULL;
  FerryEnvironment *environment = NULL;

  /* With a runtime to be installed the companies are asked for later, with --continue. */
  if ((azure || runtime_name != NULL || go_on) && !check_options (error))
    return FALSE;
  environment = ferry_cli_open (cli, error);
  if (environment == NULL)
    return FALSE;
  plan
    = ferry_setup_plan_new (environment, ferry_workspace_get_secrets (ferry_cli_get_workspace (cli, NULL)));
  if (!check_approval (cli, plan, error)
      || !ferry_cli_check (cli, environment, FERRY_ACTION_SETUP, product_id, error))
    return FALSE;
  if (ferry_cli_get_options (cli)->dry_run)
    return TRUE;
  return go_on ? continue_setup (cli, environment, error) : begin_setup (cli, environment, plan, error);
}

const FerryCliCommand ferry_cli_setup_commands[] = {
  { "setup", NULL, N_ ("Set cloud migration up"),
    N_ (
      "Connects the environment with the source’s database, and chooses what is migrated. For a SQL Server "
      "without "
      "“--runtime” it makes an integration runtime, and ends; once that is installed, “--continue” goes on."),
    FERRY_CLI_ENVIRONMENT | FERRY_CLI_ACTS | FERRY_CLI_ASKS | FERRY_CLI_WAITS | FERRY_CLI_PRINTS, options, 0,
    0, run_setup },
  FERRY_CLI_COMMAND_NULL,
};
