/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cli-command.h"
#include "ferry-cli-runs.h"

#include <glib/gi18n-lib.h>

#include "ferry-explanation.h"
#include "ferry-failure-cause.h"
#include "ferry-run-comparison.h"

/* ---- The log ---- */

static int limit;

static const GOptionEntry runs_options[] = {
  { "limit", 'l', 0, G_OPTION_ARG_INT, &limit, N_ ("Show the newest only, so many of them"), N_ ("COUNT") },
  G_OPTION_ENTRY_NULL,
};

static gboolean
run_runs (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment = ferry_cli_open (cli, error);
  g_autoptr (FerryCliTable) table = NULL;
  GListModel *runs;
  guint n;

  if (environment == NULL)
    return FALSE;
  runs = ferry_environment_get_runs (environment);
  n = g_list_model_get_n_items (runs);
  if (limit > 0)
    n = MIN (n, (guint) limit);
  table = ferry_cli_runs_table (cli, FALSE);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FerryRun) run = g_list_model_get_item (runs, i);

      ferry_cli_runs_add (table, run);
    }
  ferry_cli_table_print (table, _ ("There hasn’t been a run yet."));
  return TRUE;
}

/* ---- One run ---- */

static FerryDetailList *
load_details (FerryCli *cli, FerryEnvironment *environment, FerryRun *run, GError **error)
{
  g_autoptr (FerryDetailList) list = ferry_detail_list_new ();
  g_autoptr (GAsyncResult) result = NULL;

  ferry_environment_load_details_async (environment, run, list, ferry_cli_get_cancellable (cli),
                                        ferry_cli_await_cb, &result);
  if (!ferry_environment_load_details_finish (environment, ferry_cli_await (&result), error))
    return NULL;
  return g_steal_pointer (&list);
}

static GPtrArray *
find_causes (FerryCli *cli, FerryDetailList *list, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_failure_causes_find_async (list, ferry_cli_get_cancellable (cli), ferry_cli_await_cb, &result);
  return ferry_failure_causes_find_finish (list, ferry_cli_await (&result), error);
}

static void
print_causes (FerryCli *cli, GPtrArray *causes, const char *empty)
{
  static const FerryCliColumn columns[] = {
    { "count", N_ ("Tables"), TRUE, FALSE },    { "cause", N_ ("Cause"), FALSE, TRUE },
    { "errorCode", N_ ("Code"), FALSE, FALSE }, { "company", N_ ("Example"), FALSE, FALSE },
    { "table", N_ ("Table"), FALSE, FALSE },    { "message", N_ ("Message"), FALSE, TRUE },
  };
  g_autoptr (FerryCliTable) table = ferry_cli_table (cli, "causes", columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < causes->len; i++)
    {
      const FerryFailureCause *cause = g_ptr_array_index (causes, i);

      ferry_cli_table_begin_row (table);
      ferry_cli_table_add_count (table, cause->count);
      ferry_cli_table_add_text (table, ferry_failure_cause_get_label (cause));
      ferry_cli_table_add_text (table, cause->code);
      ferry_cli_table_add_text (table, cause->company);
      ferry_cli_table_add_text (table, cause->table);
      ferry_cli_table_add_text (table, cause->message);
    }
  ferry_cli_table_print (table, empty);
}

/* The environment, and the run that is named; the last one where none is. */
static FerryEnvironment *
open_run (FerryCli *cli, const char *name, FerryRun **run, GError **error)
{
  FerryEnvironment *environment = ferry_cli_open (cli, error);

  if (environment == NULL)
    return NULL;
  *run = ferry_cli_runs_find (environment, name != NULL ? name : "last", error);
  return *run != NULL ? environment : NULL;
}

static gboolean
run_show (FerryCli *cli, char **arguments, GError **error)
{
  g_autoptr (FerryRun) run = NULL;
  FerryEnvironment *environment = open_run (cli, arguments[0], &run, error);
  g_autoptr (FerryCliTable) table = NULL;
  g_autoptr (FerryDetailList) list = NULL;
  g_autoptr (GPtrArray) causes = NULL;

  if (environment == NULL)
    return FALSE;
  table = ferry_cli_runs_table (cli, TRUE);
  ferry_cli_runs_add (table, run);
  ferry_cli_table_print (table, NULL);
  if (ferry_cli_get_options (cli)->format != FERRY_CLI_FORMAT_TABLE || ferry_run_get_tables_failed (run) == 0)
    return TRUE;
  list = load_details (cli, environment, run, error);
  causes = list != NULL ? find_causes (cli, list, error) : NULL;
  if (causes == NULL)
    return FALSE;
  if (causes->len > 0)
    {
      ferry_console_write (ferry_cli_get_console (cli), "\n", 1);
      print_causes (cli, causes, NULL);
    }
  return TRUE;
}

static gboolean
run_causes (FerryCli *cli, char **arguments, GError **error)
{
  g_autoptr (FerryRun) run = NULL;
  FerryEnvironment *environment = open_run (cli, arguments[0], &run, error);
  g_autoptr (FerryDetailList) list = NULL;
  g_autoptr (GPtrArray) causes = NULL;

  if (environment == NULL || (list = load_details (cli, environment, run, error)) == NULL
      || (causes = find_causes (cli, list, error)) == NULL)
    return FALSE;
  print_causes (cli, causes, _ ("No table failed in this run."));
  return TRUE;
}

/* ---- Its tables ---- */

static gboolean only_failed;
static gboolean only_warnings;
static char *company;
static char *search;

static const GOptionEntry details_options[] = {
  { "failed", 0, 0, G_OPTION_ARG_NONE, &only_failed, N_ ("Only tables that failed"), NULL },
  { "warnings", 0, 0, G_OPTION_ARG_NONE, &only_warnings, N_ ("Only tables with warnings"), NULL },
  { "company", 'c', 0, G_OPTION_ARG_STRING, &company,
    N_ ("Only tables of this company; an empty name is for those per database"), N_ ("COMPANY") },
  { "search", 's', 0, G_OPTION_ARG_STRING, &search,
    N_ ("Only where company, table or message have this text"), N_ ("TEXT") },
  G_OPTION_ENTRY_NULL,
};

static const FerryCliColumn detail_columns[] = {
  { "company", N_ ("Company"), FALSE, TRUE },
  { "table", N_ ("Table"), FALSE, TRUE },
  { "status", N_ ("Status"), FALSE, FALSE },
  { "recordsCopied", N_ ("Copied"), TRUE, FALSE },
  { "totalRecords", N_ ("Total"), TRUE, FALSE },
  { "startTime", NULL, FALSE, FALSE },
  { "endTime", NULL, FALSE, FALSE },
  { "blocked", NULL, FALSE, FALSE },
  { "errorCode", N_ ("Code"), FALSE, FALSE },
  { "message", N_ ("Message"), FALSE, TRUE },
  { "explanation", NULL, FALSE, FALSE },
};

static void
add_detail (FerryCliTable *table, FerryTableDetail *detail)
{
  FerryTableStatus status = ferry_table_detail_get_status (detail);
  const char *code = ferry_table_detail_get_error_code (detail);
  const char *message = ferry_table_detail_get_message (detail);
  g_autofree char *title = NULL;

  if (status == FERRY_TABLE_STATUS_FAILED || status == FERRY_TABLE_STATUS_WARNING)
    title = ferry_explanation_dup_title (code, message);
  ferry_cli_table_begin_row (table);
  ferry_cli_table_add_text (table, ferry_table_detail_get_company (detail));
  ferry_cli_table_add_text (table, ferry_table_detail_get_table (detail));
  ferry_cli_table_add_choice (table, ferry_table_status_to_nick (status),
                              ferry_table_detail_get_status_text (detail),
                              ferry_table_status_to_style (status));
  ferry_cli_table_add_count (table, ferry_table_detail_get_records_copied (detail));
  ferry_cli_table_add_count (table, ferry_table_detail_get_total_records (detail));
  ferry_cli_table_add_time (table, ferry_table_detail_get_start_time (detail));
  ferry_cli_table_add_time (table, ferry_table_detail_get_end_time (detail));
  ferry_cli_table_add_boolean (table, ferry_table_detail_get_blocked (detail));
  ferry_cli_table_add_text (table, *code != '\0' ? code : NULL);
  ferry_cli_table_add_text (table, *message != '\0' ? message : NULL);
  ferry_cli_table_add_text (table, title);
}

static gboolean
run_details (FerryCli *cli, char **arguments, GError **error)
{
  g_autoptr (FerryRun) run = NULL;
  FerryEnvironment *environment = open_run (cli, arguments[0], &run, error);
  g_autoptr (FerryDetailList) list = NULL;
  g_autoptr (FerryCliTable) table = NULL;
  guint statuses = (only_failed ? 1u << FERRY_TABLE_STATUS_FAILED : 0)
                   | (only_warnings ? 1u << FERRY_TABLE_STATUS_WARNING : 0);

  if (environment == NULL || (list = load_details (cli, environment, run, error)) == NULL)
    return FALSE;
  ferry_detail_list_set_filter (list, statuses, company, search);
  while (ferry_index_list_get_busy (FERRY_INDEX_LIST (list)))
    if (!ferry_cli_iterate (cli, error))
      return FALSE;

  table = ferry_cli_table (cli, "details", detail_columns, G_N_ELEMENTS (detail_columns));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (FerryTableDetail) detail = g_list_model_get_item (G_LIST_MODEL (list), i);

      add_detail (table, detail);
    }
  ferry_cli_table_print (table, _ ("No table of this run is like that."));
  return TRUE;
}

/* ---- Two runs ---- */

static const char *
kind_to_nick (FerryDifferenceKind kind)
{
  static const char *const nicks[]
    = { "newly-failed", "still-failed", "fixed", "changed", "added", "removed" };

  return (guint) kind < G_N_ELEMENTS (nicks) ? nicks[kind] : NULL;
}

static void
add_side (FerryCliTable *table, FerryRunDifference *difference, gboolean later)
{
  const char *text = ferry_run_difference_get_status_text (difference, later);
  FerryTableStatus status = ferry_run_difference_get_status (difference, later);

  ferry_cli_table_add_choice (table, text != NULL ? ferry_table_status_to_nick (status) : NULL, text,
                              ferry_table_status_to_style (status));
  ferry_cli_table_add_count (table, ferry_run_difference_get_records_copied (difference, later));
}

static void
print_differences (FerryCli *cli, GListModel *comparison)
{
  static const FerryCliColumn columns[] = {
    { "kind", N_ ("Change"), FALSE, FALSE },         { "company", N_ ("Company"), FALSE, TRUE },
    { "table", N_ ("Table"), FALSE, TRUE },          { "statusBefore", N_ ("Before"), FALSE, FALSE },
    { "recordsBefore", N_ ("Copied"), TRUE, FALSE }, { "statusAfter", N_ ("After"), FALSE, FALSE },
    { "recordsAfter", N_ ("Copied"), TRUE, FALSE },  { "message", N_ ("Message"), FALSE, TRUE },
  };
  g_autoptr (FerryCliTable) table = ferry_cli_table (cli, "differences", columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < g_list_model_get_n_items (comparison); i++)
    {
      g_autoptr (FerryRunDifference) difference = g_list_model_get_item (comparison, i);
      FerryDifferenceKind kind = ferry_run_difference_get_kind (difference);

      ferry_cli_table_begin_row (table);
      ferry_cli_table_add_choice (table, kind_to_nick (kind), ferry_difference_kind_to_label (kind),
                                  ferry_difference_kind_to_style (kind));
      ferry_cli_table_add_text (table, ferry_run_difference_get_company (difference));
      ferry_cli_table_add_text (table, ferry_run_difference_get_table (difference));
      add_side (table, difference, FALSE);
      add_side (table, difference, TRUE);
      ferry_cli_table_add_text (table, ferry_run_difference_get_message (difference, TRUE));
    }
  ferry_cli_table_print (table, _ ("No table differs."));
}

static FerryRun *
find_earlier (FerryEnvironment *environment, FerryRun *later, const char *name, GError **error)
{
  FerryRun *earlier;

  if (name != NULL)
    return ferry_cli_runs_find (environment, name, error);
  earlier = ferry_run_comparison_find_previous (ferry_environment_get_runs (environment), later);
  if (earlier == NULL)
    g_set_error_literal (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
                         _ ("There is no run before this one to compare it with."));
  return earlier;
}

static gboolean
run_compare (FerryCli *cli, char **arguments, GError **error)
{
  gboolean two = arguments[0] != NULL && arguments[1] != NULL;
  g_autoptr (FerryRun) later = NULL;
  FerryEnvironment *environment = open_run (cli, two ? arguments[1] : arguments[0], &later, error);
  g_autoptr (FerryRun) earlier = NULL;
  g_autoptr (FerryDetailList) before = NULL;
  g_autoptr (FerryDetailList) after = NULL;
  g_autoptr (FerryRunComparison) comparison = ferry_run_comparison_new ();
  g_autoptr (GAsyncResult) result = NULL;
  gboolean busy = FALSE;

  if (environment == NULL
      || (earlier = find_earlier (environment, later, two ? arguments[0] : NULL, error)) == NULL
      || (before = load_details (cli, environment, earlier, error)) == NULL
      || (after = load_details (cli, environment, later, error)) == NULL)
    return FALSE;
  ferry_run_comparison_compare_async (comparison, before, after, ferry_cli_get_cancellable (cli),
                                      ferry_cli_await_cb, &result);
  if (!ferry_run_comparison_compare_finish (comparison, ferry_cli_await (&result), error))
    return FALSE;
  while (g_object_get (comparison, "busy", &busy, NULL), busy)
    if (!ferry_cli_iterate (cli, error))
      return FALSE;
  print_differences (cli, G_LIST_MODEL (comparison));
  return TRUE;
}

#define SHOWS (FERRY_CLI_ENVIRONMENT | FERRY_CLI_PRINTS)

const FerryCliCommand ferry_cli_run_commands[] = {
  { "runs", NULL, N_ ("List the runs of the migration, newest first"), NULL, SHOWS, runs_options, 0, 0,
    run_runs },
  { "run show", N_ ("[RUN]"), N_ ("Show a run, and why tables failed in it"),
    N_ ("RUN is an ID or the beginning of one, “last” (as without it) or “last~1”, the one before."), SHOWS,
    NULL, 0, 1, run_show },
  { "run details", N_ ("[RUN]"), N_ ("List the tables of a run"), NULL, SHOWS, details_options, 0, 1,
    run_details },
  { "run causes", N_ ("[RUN]"), N_ ("Tell why tables failed, by cause"), NULL, SHOWS, NULL, 0, 1,
    run_causes },
  { "run compare", N_ ("[[BEFORE] RUN]"), N_ ("List the tables that differ between two runs"),
    N_ ("Without BEFORE it is the run of the same kind before."), SHOWS, NULL, 0, 2, run_compare },
  FERRY_CLI_COMMAND_NULL,
};
