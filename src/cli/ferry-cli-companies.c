/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cli-companies.h"

#include <glib/gi18n-lib.h>

#include "ferry-cli-watch.h"
#include "ferry-company-selection.h"
#include "ferry-core-enums.h"
#include "ferry-error.h"

/* ---- Listing ---- */

static FerryStyle
status_to_style (FerryCompanyStatus status)
{
  switch (status)
    {
    case FERRY_COMPANY_STATUS_ERROR:
    case FERRY_COMPANY_STATUS_MISSING_PERMISSION:
      return FERRY_STYLE_BAD;
    case FERRY_COMPANY_STATUS_IN_PROGRESS:
      return FERRY_STYLE_PROGRESS;
    case FERRY_COMPANY_STATUS_COMPLETED:
      return FERRY_STYLE_GOOD;
    case FERRY_COMPANY_STATUS_UNKNOWN:
    case FERRY_COMPANY_STATUS_BLANK:
    default:
      return FERRY_STYLE_NEUTRAL;
    }
}

static const char *
nick_of (GType type, int value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  const GEnumValue *found = g_enum_get_value (klass, value);

  return found != NULL ? found->value_nick : NULL;
}

void
ferry_cli_companies_print (FerryCli *cli, FerryEnvironment *environment, gboolean selected_only)
{
  static const FerryCliColumn columns[] = {
    { "id", NULL, FALSE, FALSE },
    { "name", N_ ("Company"), FALSE, TRUE },
    { "displayName", N_ ("Display name"), FALSE, TRUE },
    { "selected", N_ ("Selected"), FALSE, FALSE },
    { "gigabytes", N_ ("Size"), TRUE, FALSE },
    { "created", N_ ("Created"), FALSE, FALSE },
    { "status", N_ ("Creation"), FALSE, FALSE },
    { "initialization", N_ ("Initialization"), FALSE, FALSE },
    { "initializationError", N_ ("Error"), FALSE, TRUE },
  };
  g_autoptr (FerryCliTable) table = ferry_cli_table (cli, "companies", columns, G_N_ELEMENTS (columns));
  GListModel *companies = ferry_environment_get_companies (environment);

  for (guint i = 0; i < g_list_model_get_n_items (companies); i++)
    {
      g_autoptr (FerryCompany) company = g_list_model_get_item (companies, i);
      FerryCompanyStatus status = ferry_company_get_status (company);
      FerryInitStatus init = ferry_company_get_init_status (company);

      if (selected_only && !ferry_company_get_replicate (company))
        continue;
      ferry_cli_table_begin_row (table);
      ferry_cli_table_add_text (table, ferry_company_get_id (company));
      ferry_cli_table_add_text (table, ferry_company_get_name (company));
      ferry_cli_table_add_text (table, ferry_company_get_display_name (company));
      ferry_cli_table_add_boolean (table, ferry_company_get_replicate (company));
      ferry_cli_table_add_gigabytes (table, ferry_company_get_estimated_size (company));
      ferry_cli_table_add_boolean (table, ferry_company_get_created (company));
      ferry_cli_table_add_choice (table, nick_of (FERRY_TYPE_COMPANY_STATUS, (int) status),
                                  ferry_company_get_status_text (company), status_to_style (status));
      ferry_cli_table_add_choice (table, nick_of (FERRY_TYPE_INIT_STATUS, (int) init),
                                  ferry_company_get_init_status_text (company),
                                  init == FERRY_INIT_STATUS_FAILED ? FERRY_STYLE_BAD : FERRY_STYLE_NEUTRAL);
      ferry_cli_table_add_text (table, ferry_company_get_init_error (company));
    }
  ferry_cli_table_print (table, _ ("The source’s companies aren’t known yet: set cloud migration up first."));
}

/* ---- Choosing ---- */

FerryCompany *
ferry_cli_companies_find (FerryEnvironment *environment, const char *name, GError **error)
{
  GListModel *companies = ferry_environment_get_companies (environment);
  g_autoptr (FerryCompany) by_display_name = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (companies); i++)
    {
      g_autoptr (FerryCompany) company = g_list_model_get_item (companies, i);

      if (g_strcmp0 (ferry_company_get_name (company), name) == 0
          || g_strcmp0 (ferry_company_get_id (company), name) == 0)
        return g_steal_pointer (&company);
      if (g_strcmp0 (ferry_company_get_display_name (company), name) == 0)
        g_set_object (&by_display_name, company);
    }
  if (by_display_name == NULL)
    g_set_error (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
                 _ ("There is no company “%s” at the source. “ferryctl companies list” shows all."), name);
  return g_steal_pointer (&by_display_name);
}

static gboolean
choose (FerryCompanySelection *selection, FerryEnvironment *environment, char **names, GError **error)
{
  ferry_company_selection_select_all (selection, FALSE);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (FerryCompany) company = ferry_cli_companies_find (environment, names[i], error);

      if (company == NULL)
        return FALSE;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (selection)); j++)
        {
          g_autoptr (FerryCompanyChoice) choice = g_list_model_get_item (G_LIST_MODEL (selection), j);
          g_autoptr (FerryCompany) candidate = NULL;
          g_autofree char *problem = NULL;

          g_object_get (choice, "company", &candidate, "problem", &problem, NULL);
          if (candidate != company)
            continue;
          if (*problem != '\0')
            {
              g_set_error (error, FERRY_ERROR, FERRY_ERROR_RULE, _ ("“%1$s”: %2$s"), names[i], problem);
              return FALSE;
            }
          g_object_set (choice, "selected", TRUE, NULL);
        }
    }
  return TRUE;
}

char **
ferry_cli_companies_choose (FerryCli *cli,
                            FerryEnvironment *environment,
                            const FerryCliCompanies *which,
                            char **names,
                            GError **error)
{
  g_autoptr (FerryCompanySelection) selection = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *warning = NULL;
  guint ways = (which->all ? 1 : 0) + (which->none ? 1 : 0) + (names[0] != NULL ? 1 : 0);

  if (ways != 1)
    {
      g_set_error_literal (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
                           _ ("Which companies? Name them, or use “--all”."));
      return NULL;
    }
  selection = ferry_company_selection_new (
    ferry_environment_get_companies (environment),
    ferry_migration_service_get_company_name (ferry_environment_get_service (environment)));
  if (which->all && !ferry_company_selection_get_can_select_all (selection))
    {
      g_set_error_literal (
        error, FERRY_ERROR, FERRY_ERROR_RULE,
        _ ("“--all” is for less than 300 companies that can be migrated. Name them in batches."));
      return NULL;
    }
  if (names[0] == NULL)
    ferry_company_selection_select_all (selection, which->all);
  else if (!choose (selection, environment, names, error))
    return NULL;
  if (!which->none && !ferry_company_selection_check (selection, &reason))
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_RULE, reason);
      return NULL;
    }
  warning = ferry_company_selection_dup_warning (selection);
  if (warning != NULL && !ferry_cli_confirm (cli, warning, error))
    return NULL;
  return ferry_company_selection_dup_ids (selection);
}

gboolean
ferry_cli_companies_apply (FerryCli *cli,
                           FerryEnvironment *environment,
                           char **ids,
                           gboolean create,
                           GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_environment_select_companies_async (environment, (const char *const *) ids, create,
                                            ferry_cli_get_cancellable (cli), ferry_cli_await_cb, &result);
  return ferry_environment_select_companies_finish (environment, ferry_cli_await (&result), error);
}

/* ---- Waiting ---- */

static gboolean
is_created (FerryEnvironment *environment, gpointer user_data)
{
  const FerryMigrationState *state = ferry_environment_get_state (environment);

  return ferry_environment_get_connection (environment) == FERRY_CONNECTION_ONLINE
         && state->creation_status != FERRY_CREATION_STATUS_IN_PROGRESS;
}

gboolean
ferry_cli_companies_wait (FerryCli *cli, FerryEnvironment *environment, GError **error)
{
  const FerryMigrationState *state;
  g_autofree char *names = NULL;

  if (!ferry_cli_wait (cli, environment, is_created, NULL, error))
    return FALSE;
  state = ferry_environment_get_state (environment);
  if (state->creation_status != FERRY_CREATION_STATUS_FAILED)
    return TRUE;
  names = ferry_migration_state_join_names (state->companies_creation_failed);
  g_set_error (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_ENDED_BADLY,
               /* Translators: %1$s are companies, %2$s why */
               _ ("Companies couldn’t be created: %1$s. %2$s"), names,
               state->creation_error != NULL ? state->creation_error : "");
  return FALSE;
}
