/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cli-command.h"
#include "ferry-cli-data.h"
#include "ferry-cli-runs.h"

#include <glib/gi18n-lib.h>

#include "ferry-failure-cause.h"
#include "ferry-lint.h"

/* What is likely to go wrong, before it does. */

static gboolean diagnostic;

static const GOptionEntry options[] = {
  { "diagnostic", 0, 0, G_OPTION_ARG_NONE, &diagnostic,
    N_ ("Look at what matters for a diagnostic run, not for a replication"), NULL },
  G_OPTION_ENTRY_NULL,
};

static const struct
{
  const char *nick;
  const char *label;
} severities[] = {
  [FERRY_LINT_ADVICE] = { "advice", N_ ("Advice") },
  [FERRY_LINT_WARNING] = { "warning", N_ ("Warning") },
  [FERRY_LINT_ERROR] = { "error", N_ ("Error") },
};

static const char *const subjects[] = {
  [FERRY_LINT_PRODUCT] = "product",     [FERRY_LINT_CONNECTION] = "connection",
  [FERRY_LINT_COMPANIES] = "companies", [FERRY_LINT_SOURCE] = "source",
  [FERRY_LINT_TABLES] = "tables",
};

/* ---- What is looked at ---- */

/* What failed in the last run is likely to fail again. Returns: (nullable): NULL without an error where nothing did */
static gboolean
find_causes (FerryCli *cli, FerryEnvironment *environment, GPtrArray **causes, GError **error)
{
  g_autoptr (FerryRun) run = ferry_cli_runs_find (environment, "last", NULL);
  g_autoptr (FerryDetailList) details = ferry_detail_list_new ();
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) found = NULL;

  *causes = NULL;
  if (run == NULL || ferry_run_get_tables_failed (run) == 0)
    return TRUE;
  ferry_environment_load_details_async (environment, run, details, ferry_cli_get_cancellable (cli),
                                        ferry_cli_await_cb, &loaded);
  if (!ferry_environment_load_details_finish (environment, ferry_cli_await (&loaded), error))
    return FALSE;
  ferry_failure_causes_find_async (details, ferry_cli_get_cancellable (cli), ferry_cli_await_cb, &found);
  *causes = ferry_failure_causes_find_finish (details, ferry_cli_await (&found), error);
  return *causes != NULL;
}

static GPtrArray *
read_mappings (FerryCli *cli, FerryEnvironment *environment, GError **error)
{
  FerryMigrationService *service = ferry_environment_get_service (environment);
  g_autoptr (GAsyncResult) result = NULL;

  ferry_migration_service_list_mappings_async (service, ferry_cli_get_cancellable (cli), ferry_cli_await_cb,
                                               &result);
  return ferry_migration_service_list_mappings_finish (service, ferry_cli_await (&result), error);
}

/* ---- What was found ---- */

static void
print_findings (FerryCli *cli, GPtrArray *findings)
{
  static const FerryCliColumn columns[] = {
    { "severity", N_ ("Severity"), FALSE, FALSE }, { "subject", NULL, FALSE, FALSE },
    { "title", N_ ("Finding"), FALSE, TRUE },      { "explanation", NULL, FALSE, FALSE },
    { "fix", N_ ("What to do"), FALSE, TRUE },     { "snippet", NULL, FALSE, FALSE },
  };
  g_autoptr (FerryCliTable) table = ferry_cli_table (cli, "findings", columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < findings->len; i++)
    {
      const FerryLintFinding *finding = g_ptr_array_index (findings, i);

      ferry_cli_table_begin_row (table);
      ferry_cli_table_add_choice (table, severities[finding->severity].nick,
                                  _ (severities[finding->severity].label),
                                  ferry_lint_severity_to_style (finding->severity));
      ferry_cli_table_add_text (table, subjects[finding->subject]);
      ferry_cli_table_add_text (table, finding->title);
      ferry_cli_table_add_text (table, finding->explanation);
      ferry_cli_table_add_text (table, finding->fix);
      ferry_cli_table_add_text (table, finding->snippet);
    }
  ferry_cli_table_print (table, _ ("Nothing was found that is likely to go wrong."));
}

static gboolean
judge (GPtrArray *findings, GError **error)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    if (((const FerryLintFinding *) g_ptr_array_index (findings, i))->severity == FERRY_LINT_ERROR)
      n++;
  if (n == 0)
    return TRUE;
  g_set_error (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_ENDED_BADLY,
               g_dngettext (GETTEXT_PACKAGE, "%u error has to be corrected before a run.",
                            "%u errors have to be corrected before a run.", n),
               n);
  return FALSE;
}

static gboolean
run_lint (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment = ferry_cli_open (cli, error);
  g_autoptr (GPtrArray) companies = NULL;
  g_autoptr (GPtrArray) causes = NULL;
  g_autoptr (GPtrArray) mappings = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  FerryLintInput input = { .occasion = diagnostic ? FERRY_LINT_DIAGNOSTIC : FERRY_LINT_REPLICATION };

  if (environment == NULL || !find_causes (cli, environment, &causes, error)
      || (mappings = read_mappings (cli, environment, error)) == NULL)
    return FALSE;
  companies = ferry_lint_companies_new (ferry_environment_get_companies (environment));
  input.companies = companies;
  input.state = ferry_environment_get_state (environment);
  input.causes = causes;
  input.mappings = mappings;
  findings = ferry_lint_check (&input);
  print_findings (cli, findings);
  return judge (findings, error);
}

const FerryCliCommand ferry_cli_lint_commands[] = {
  { "lint", NULL, N_ ("Look for what is likely to go wrong in the next run"),
    N_ ("Company names and sizes, versions, what failed before, blocked tables, custom tables. Ends with 1 "
        "where something has to be corrected first."),
    FERRY_CLI_ENVIRONMENT | FERRY_CLI_PRINTS, options, 0, 0, run_lint },
  FERRY_CLI_COMMAND_NULL,
};
