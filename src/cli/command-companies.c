/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cli-command.h"
#include "ferry-cli-companies.h"
#include "ferry-cli-watch.h"

#include <glib/gi18n-lib.h>

#include "ferry-company-initializer.h"

static FerryCliCompanies which;
static gboolean selected_only;
static gboolean no_create;
static gboolean all_waiting;

static const GOptionEntry list_options[] = {
  { "selected", 0, 0, G_OPTION_ARG_NONE, &selected_only, N_ ("Only those that are selected"), NULL },
  G_OPTION_ENTRY_NULL,
};

static const GOptionEntry select_options[] = {
  { "all", 'a', 0, G_OPTION_ARG_NONE, &which.all, N_ ("All companies that can be migrated"), NULL },
  { "none", 0, 0, G_OPTION_ARG_NONE, &which.none, N_ ("Take all out"), NULL },
  { "no-create", 0, 0, G_OPTION_ARG_NONE, &no_create, N_ ("Don’t start creating those that are missing"),
    NULL },
  G_OPTION_ENTRY_NULL,
};

static const GOptionEntry init_options[] = {
  { "all", 'a', 0, G_OPTION_ARG_NONE, &all_waiting, N_ ("All companies that wait for it, one after another"),
    NULL },
  G_OPTION_ENTRY_NULL,
};

static gboolean
run_list (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment = ferry_cli_open (cli, error);

  if (environment == NULL)
    return FALSE;
  ferry_cli_companies_print (cli, environment, selected_only);
  return TRUE;
}

static gboolean
run_select (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment = ferry_cli_open (cli, error);
  const FerryCliOptions *options = ferry_cli_get_options (cli);
  g_auto (GStrv) ids = NULL;
  g_autofree char *names = g_strjoinv (", ", arguments);

  if (environment == NULL || !ferry_cli_check (cli, environment, FERRY_ACTION_SELECT_COMPANIES, names, error)
      || (ids = ferry_cli_companies_choose (cli, environment, &which, arguments, error)) == NULL)
    return FALSE;
  if (options->dry_run)
    return TRUE;
  if (!ferry_cli_companies_apply (cli, environment, ids, !no_create && ids[0] != NULL, error)
      || (options->wait && !ferry_cli_companies_wait (cli, environment, error)))
    return FALSE;
  ferry_cli_companies_print (cli, environment, TRUE);
  return TRUE;
}

static gboolean
run_create (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment = ferry_cli_open (cli, error);
  const FerryCliOptions *options = ferry_cli_get_options (cli);

  return environment != NULL && ferry_cli_act (cli, environment, FERRY_ACTION_CREATE_COMPANIES, NULL, error)
         && (options->dry_run || !options->wait || ferry_cli_companies_wait (cli, environment, error));
}

/* ---- Initializing ---- */

static gboolean
init_all (FerryCli *cli, FerryEnvironment *environment, GError **error)
{
  g_autoptr (FerryCompanyInitializer) initializer = ferry_company_initializer_new (environment);
  FerryConsole *console = ferry_cli_get_console (cli);
  g_autoptr (GAsyncResult) result = NULL;
  gboolean done;

  if (ferry_company_initializer_count (environment) == 0)
    {
      ferry_console_say (console, "%s", _ ("No company waits to be initialized."));
      return TRUE;
    }
  if (!ferry_cli_check (cli, environment, FERRY_ACTION_INITIALIZE_COMPANY, NULL, error))
    return FALSE;
  if (ferry_cli_get_options (cli)->dry_run)
    return TRUE;
  ferry_company_initializer_run_async (initializer, ferry_cli_get_cancellable (cli), ferry_cli_await_cb,
                                       &result);
  while (result == NULL)
    {
      guint total = ferry_company_initializer_get_total (initializer);
      guint ended = ferry_company_initializer_get_done (initializer);
      g_autofree char *text = NULL;

      /* Translators: %1$u of %2$u companies; %3$s is one's name */
      text = g_strdup_printf (ngettext ("Initialized %1$u of %2$u company: %3$s",
                                        "Initialized %1$u of %2$u companies: %3$s", total),
                              ended, total, ferry_company_initializer_get_current (initializer));
      ferry_console_progress (console, total > 0 ? (double) ended / total : -1, text);
      g_main_context_iteration (NULL, TRUE);
    }
  ferry_console_end_progress (console);
  done = ferry_company_initializer_run_finish (initializer, result, error);
  return done;
}

static gboolean
is_initialized (FerryEnvironment *environment, gpointer user_data)
{
  g_autoptr (FerryCompany) company = ferry_cli_companies_find (environment, user_data, NULL);

  return ferry_environment_get_connection (environment) == FERRY_CONNECTION_ONLINE
         && (company == NULL || ferry_company_get_status (company) != FERRY_COMPANY_STATUS_IN_PROGRESS);
}

static gboolean
init_one (FerryCli *cli, FerryEnvironment *environment, char *name, GError **error)
{
  const FerryCliOptions *options = ferry_cli_get_options (cli);
  g_autoptr (FerryCompany) company = ferry_cli_companies_find (environment, name, error);

  if (company == NULL
      || !ferry_cli_act (cli, environment, FERRY_ACTION_INITIALIZE_COMPANY, ferry_company_get_id (company),
                         error))
    return FALSE;
  if (options->dry_run || !options->wait)
    return TRUE;
  if (!ferry_cli_wait (cli, environment, is_initialized, name, error))
    return FALSE;
  g_clear_object (&company);
  company = ferry_cli_companies_find (environment, name, error);
  if (company == NULL)
    return FALSE;
  if (ferry_company_get_init_status (company) == FERRY_INIT_STATUS_INITIALIZED)
    return TRUE;
  g_set_error (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_ENDED_BADLY, "“%s”: %s %s", name,
               ferry_company_get_init_status_text (company), ferry_company_get_init_error (company));
  return FALSE;
}

static gboolean
run_init (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment = ferry_cli_open (cli, error);

  if (environment == NULL)
    return FALSE;
  if (all_waiting == (arguments[0] != NULL))
    {
      g_set_error_literal (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
                           _ ("Which companies? Name them, or use “--all”."));
      return FALSE;
    }
  if (all_waiting)
    return init_all (cli, environment, error);
  for (guint i = 0; arguments[i] != NULL; i++)
    if (!init_one (cli, environment, arguments[i], error))
      return FALSE;
  return TRUE;
}

/* ---- Marking ---- */

static gboolean
run_mark (FerryCli *cli, char **arguments, GError **error)
{
  gboolean initialized = g_str_equal (arguments[0], "initialized");
  FerryEnvironment *environment;
  g_autoptr (GPtrArray) companies = g_ptr_array_new_with_free_func (g_object_unref);

  if (!initialized && !g_str_equal (arguments[0], "not-initialized"))
    {
      g_set_error (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
                   _ ("“%s” isn’t a choice: it can be initialized or not-initialized."), arguments[0]);
      return FALSE;
    }
  environment = ferry_cli_open (cli, error);
  if (environment == NULL)
    return FALSE;
  /* All names first: none is marked where one is mistyped. */
  for (guint i = 1; arguments[i] != NULL; i++)
    {
      FerryCompany *company = ferry_cli_companies_find (environment, arguments[i], error);

      if (company == NULL)
        return FALSE;
      g_ptr_array_add (companies, company);
    }
  for (guint i = 0; i < companies->len; i++)
    if (!ferry_cli_order (cli, environment,
                          ferry_order_new_mark (g_ptr_array_index (companies, i), initialized), NULL, error))
      return FALSE;
  return TRUE;
}

#define MANY    10000
#define CHANGES (FERRY_CLI_ENVIRONMENT | FERRY_CLI_ACTS | FERRY_CLI_WAITS | FERRY_CLI_PRINTS)

const FerryCliCommand ferry_cli_company_commands[] = {
  { "companies list", NULL, N_ ("List the companies of the source"), NULL,
    FERRY_CLI_ENVIRONMENT | FERRY_CLI_PRINTS, list_options, 0, 0, run_list },
  { "companies select", N_ ("[COMPANY…]"), N_ ("Choose which companies are migrated"),
    N_ ("Those named, or all, and no others. Those that the environment doesn’t have yet are created."),
    CHANGES | FERRY_CLI_ASKS, select_options, 0, MANY, run_select },
  { "companies create", NULL, N_ ("Create the selected companies that are missing"), NULL, CHANGES, NULL, 0,
    0, run_create },
  { "companies init", N_ ("[COMPANY…]"), N_ ("Initialize companies after their data was copied"), NULL,
    CHANGES, init_options, 0, MANY, run_init },
  { "companies mark", N_ ("initialized|not-initialized COMPANY…"),
    N_ ("Say that companies are initialized, or aren’t, without doing anything to them"), NULL,
    FERRY_CLI_ENVIRONMENT | FERRY_CLI_ACTS, NULL, 2, MANY, run_mark },
  FERRY_CLI_COMMAND_NULL,
};
