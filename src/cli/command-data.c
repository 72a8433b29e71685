/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cli-command.h"
#include "ferry-cli-data.h"

#include <glib/gi18n-lib.h>

#include "ferry-error.h"
#include "ferry-format.h"
#include "ferry-table-unblocker.h"

/* What is done to data that was copied: repair, sanitize, record links, unblock. */

/* ---- Repairing ---- */

static gboolean
run_repair (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment = ferry_cli_open (cli, error);
  g_autoptr (JsonNode) answer = NULL;
  g_autofree char *number = NULL;
  g_autofree char *sentence = NULL;
  gint64 count;

  if (environment == NULL || !ferry_cli_order (cli, environment, ferry_order_new_repair (), &answer, error))
    return FALSE;
  if (ferry_cli_get_options (cli)->dry_run)
    return TRUE;
  if (!ferry_order_read_count (answer, &count, error))
    return FALSE;
  number = ferry_format_count (count);
  sentence = count < 0 ? g_strdup (_ ("How many records were inserted isn’t known."))
                       : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s missing record was inserted.",
                                                       "%s missing records were inserted.", (gulong) count),
                                          number);
  ferry_cli_print_count (cli, "repair", count, sentence);
  return TRUE;
}

/* ---- Record links ---- */

static gboolean
run_links (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment = ferry_cli_open (cli, error);
  g_autoptr (JsonNode) answer = NULL;
  g_autofree char *number = NULL;
  g_autofree char *sentence = NULL;
  gint64 before, count;

  if (environment == NULL || !ferry_cli_allow (environment, FERRY_ACTION_MIGRATE_RECORD_LINKS, error))
    return FALSE;
  before = ferry_environment_get_state (environment)->record_links_migrated_at;
  if (before != 0)
    {
      g_autofree char *date = ferry_format_time (before);
      g_autofree char *question = g_strdup_printf (
        /* Translators: a date with its time */
        _ ("Record links and notes were migrated on %s already. Once more moves what has come since. Go on?"),
        date);

      if (!ferry_cli_confirm (cli, question, error))
        return FALSE;
    }
  if (!ferry_cli_order (cli, environment, ferry_order_new_record_links (), &answer, error))
    return FALSE;
  if (ferry_cli_get_options (cli)->dry_run)
    return TRUE;
  if (!ferry_order_read_count (answer, &count, error))
    return FALSE;
  number = ferry_format_count (count);
  sentence
    = count < 0
        ? g_strdup (_ ("How many links and notes were moved isn’t known."))
        : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s link or note was moved to its record.",
                                        "%s links and notes were moved to their records.", (gulong) count),
                           number);
  ferry_cli_print_count (cli, "links", count, sentence);
  return TRUE;
}

/* ---- Sanitizing ---- */

static char *sanitize_company;
static char *sanitize_table;

static const GOptionEntry sanitize_options[] = {
  { "company", 'c', 0, G_OPTION_ARG_STRING, &sanitize_company,
    N_ ("The company; an empty name is for a table per database"), N_ ("COMPANY") },
  { "table", 't', 0, G_OPTION_ARG_STRING, &sanitize_table, N_ ("The table, by name or number"),
    N_ ("TABLE") },
  G_OPTION_ENTRY_NULL,
};

static FerrySourceTable *
find_table (FerryCli *cli, FerryEnvironment *environment, const char *wanted, GError **error)
{
  g_autoptr (GPtrArray) tables
    = ferry_cli_read_records (cli, environment, FERRY_ACTION_SANITIZE_TABLES, FERRY_TYPE_SOURCE_TABLE, error);
  FerrySourceTable *found = NULL;

  if (tables == NULL)
    return NULL;
  for (guint i = 0; i < tables->len; i++)
    {
      FerrySourceTable *table = g_ptr_array_index (tables, i);

      if (!ferry_cli_is_named (ferry_source_table_get_table_name (table),
                               ferry_source_table_get_table_id (table), wanted))
        continue;
      if (found != NULL && ferry_source_table_get_table_id (found) != ferry_source_table_get_table_id (table))
        {
          ferry_cli_usage (error, _ ("Several tables are called “%s”. Choose one by its number."), wanted);
          return NULL;
        }
      found = table;
    }
  if (found == NULL)
    {
      ferry_cli_usage (error, _ ("There is no table “%s”."), wanted);
      return NULL;
    }
  return g_object_ref (found);
}

static void
print_sanitized (FerryCli *cli, FerrySourceTable *table, gint64 rows, gint64 values)
{
  static const FerryCliColumn columns[] = {
    { "company", N_ ("Company"), FALSE, FALSE },      { "tableId", NULL, TRUE, FALSE },
    { "table", N_ ("Table"), FALSE, FALSE },          { "rows", N_ ("Changed records"), TRUE, FALSE },
    { "values", N_ ("Changed values"), TRUE, FALSE },
  };
  g_autoptr (FerryCliTable) record = ferry_cli_record (cli, "sanitize", columns, G_N_ELEMENTS (columns));

  ferry_cli_table_begin_row (record);
  ferry_cli_table_add_text (record, sanitize_company);
  ferry_cli_table_add_identifier (record, ferry_source_table_get_table_id (table));
  ferry_cli_table_add_text (record, ferry_source_table_get_table_name (table));
  ferry_cli_table_add_count (record, rows);
  ferry_cli_table_add_count (record, values);
  ferry_cli_table_print (record, NULL);
}

static gboolean
run_sanitize (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment;
  g_autoptr (FerrySourceTable) table = NULL;
  g_autoptr (JsonNode) answer = NULL;
  g_autofree char *question = NULL;
  gint64 rows, values;

  if (sanitize_company == NULL || sanitize_table == NULL)
    return ferry_cli_usage (error, "%s", _ ("Both “--company” and “--table” have to be given."));
  environment = ferry_cli_open (cli, error);
  if (environment == NULL || !ferry_cli_allow (environment, FERRY_ACTION_SANITIZE_TABLES, error)
      || !ferry_cli_check_company (environment, sanitize_company, error)
      || (table = find_table (cli, environment, sanitize_table, error)) == NULL)
    return FALSE;
  question = g_strdup_printf (
    /* Translators: a table, a company */
    _ ("The values of the code fields of “%1$s” in “%2$s” are changed online, and what is deleted from them "
       "can’t be brought back. Sanitize?"),
    ferry_source_table_get_table_name (table), sanitize_company);
  if (!ferry_cli_confirm (cli, question, error)
      || !ferry_cli_order (cli, environment, ferry_order_new_sanitize (sanitize_company, table), &answer,
                           error))
    return FALSE;
  if (ferry_cli_get_options (cli)->dry_run)
    return TRUE;
  if (!ferry_order_read_sanitized (answer, &rows, &values, error))
    return FALSE;
  print_sanitized (cli, table, rows, values);
  return TRUE;
}

/* ---- Unblocking ---- */

static char *unblock_company;
static gboolean unblock_all;

static const GOptionEntry unblock_options[] = {
  { "company", 'c', 0, G_OPTION_ARG_STRING, &unblock_company,
    N_ ("Only in this company; an empty name is for tables per database"), N_ ("COMPANY") },
  { "all", 'a', 0, G_OPTION_ARG_NONE, &unblock_all, N_ ("Every table that is blocked"), NULL },
  G_OPTION_ENTRY_NULL,
};

static GPtrArray *
read_blocked (FerryCli *cli, FerryEnvironment *environment, GError **error)
{
  FerryMigrationService *service = ferry_environment_get_service (environment);
  g_autoptr (GAsyncResult) result = NULL;

  ferry_migration_service_list_blocked_async (service, ferry_cli_get_cancellable (cli), ferry_cli_await_cb,
                                              &result);
  return ferry_migration_service_list_blocked_finish (service, ferry_cli_await (&result), error);
}

static gboolean
is_chosen (FerryTableResult *result, char **names)
{
  if (unblock_company != NULL && !g_str_equal (ferry_table_result_get_company (result), unblock_company))
    return FALSE;
  if (unblock_all)
    return TRUE;
  for (; *names != NULL; names++)
    if (ferry_cli_is_named (ferry_table_result_get_table (result), 0, *names))
      return TRUE;
  return FALSE;
}

static GPtrArray *
choose_blocked (GPtrArray *blocked, char **names, GError **error)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < blocked->len; i++)
    if (is_chosen (g_ptr_array_index (blocked, i), names))
      g_ptr_array_add (chosen, g_object_ref (g_ptr_array_index (blocked, i)));
  for (; !unblock_all && *names != NULL; names++)
    {
      char *one[] = { *names, NULL };
      gboolean found = FALSE;

      for (guint i = 0; i < chosen->len && !found; i++)
        found = is_chosen (g_ptr_array_index (chosen, i), one);
      if (!found)
        {
          ferry_cli_usage (error, _ ("No table “%s” is blocked. “ferryctl unblock” lists those that are."),
                           *names);
          return NULL;
        }
    }
  return g_steal_pointer (&chosen);
}

static void
print_blocked (FerryCli *cli, const char *name, GPtrArray *results, const char *empty)
{
  static const FerryCliColumn columns[] = {
    { "company", N_ ("Company"), FALSE, TRUE },
    { "table", N_ ("Table"), FALSE, TRUE },
    { "runId", NULL, FALSE, FALSE },
    { "recordsCopied", N_ ("Copied"), TRUE, FALSE },
    { "totalRecords", N_ ("Total"), TRUE, FALSE },
    { "errorCode", N_ ("Code"), FALSE, FALSE },
    { "message", N_ ("Message"), FALSE, TRUE },
  };
  g_autoptr (FerryCliTable) table = ferry_cli_table (cli, name, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < results->len; i++)
    {
      FerryTableResult *result = g_ptr_array_index (results, i);

      ferry_cli_table_begin_row (table);
      ferry_cli_table_add_text (table, ferry_table_result_get_company (result));
      ferry_cli_table_add_text (table, ferry_table_result_get_table (result));
      ferry_cli_table_add_text (table, ferry_table_result_get_run_id (result));
      ferry_cli_table_add_count (table, ferry_table_result_get_records_copied (result));
      ferry_cli_table_add_count (table, ferry_table_result_get_total_records (result));
      ferry_cli_table_add_text (table, ferry_table_result_get_error_code (result));
      ferry_cli_table_add_text (table, ferry_table_result_get_message (result));
    }
  ferry_cli_table_print (table, empty);
}

static void
on_unblock_progress (FerryTableUnblocker *unblocker, GParamSpec *pspec, FerryCli *cli)
{
  guint done = ferry_table_unblocker_get_done (unblocker),
        total = ferry_table_unblocker_get_total (unblocker);
  g_autofree char *text = g_strdup_printf (
    /* Translators: “3 of 12 tables unblocked” */
    g_dngettext (GETTEXT_PACKAGE, "%u of %u table unblocked", "%u of %u tables unblocked", total), done,
    total);

  ferry_console_progress (ferry_cli_get_console (cli), (double) done / MAX (total, 1), text);
}

static gboolean
unblock (FerryCli *cli, FerryEnvironment *environment, GPtrArray *chosen, GError **error)
{
  g_autoptr (FerryTableUnblocker) unblocker = ferry_table_unblocker_new (environment, chosen);
  g_autoptr (GAsyncResult) result = NULL;
  gboolean done;

  g_signal_connect (unblocker, "notify::done", G_CALLBACK (on_unblock_progress), cli);
  ferry_table_unblocker_run_async (unblocker, ferry_cli_get_cancellable (cli), ferry_cli_await_cb, &result);
  done = ferry_table_unblocker_run_finish (unblocker, ferry_cli_await (&result), error);
  g_signal_handlers_disconnect_by_data (unblocker, cli);
  ferry_console_end_progress (ferry_cli_get_console (cli));
  if (!done && ferry_table_unblocker_get_done (unblocker) > 0)
    ferry_console_warn (
      ferry_cli_get_console (cli),
      /* Translators: the plural goes by the second number */
      g_dngettext (GETTEXT_PACKAGE, "%u of %u table was unblocked.", "%u of %u tables were unblocked.",
                   ferry_table_unblocker_get_total (unblocker)),
      ferry_table_unblocker_get_done (unblocker), ferry_table_unblocker_get_total (unblocker));
  return done;
}

static gboolean
run_unblock (FerryCli *cli, char **arguments, GError **error)
{
  gboolean lists = arguments[0] == NULL && !unblock_all;
  FerryEnvironment *environment;
  g_autoptr (GPtrArray) blocked = NULL;
  g_autoptr (GPtrArray) chosen = NULL;
  g_autofree char *question = NULL;

  if (arguments[0] != NULL && unblock_all)
    return ferry_cli_usage (error, "%s", _ ("Give tables or “--all”, not both."));
  environment = ferry_cli_open (cli, error);
  if (environment == NULL || !ferry_cli_check_company (environment, unblock_company, error))
    return FALSE;
  blocked = read_blocked (cli, environment, error);
  if (blocked == NULL)
    {
      /* The rules say it with the action's name, and what to do instead. */
      if (error != NULL && g_error_matches (*error, FERRY_ERROR, FERRY_ERROR_NOT_OFFERED))
        {
          g_clear_error (error);
          ferry_cli_allow (environment, FERRY_ACTION_UNBLOCK_TABLE, error);
        }
      return FALSE;
    }
  if (lists)
    {
      print_blocked (cli, "blockedTables", blocked, _ ("No table is blocked."));
      return TRUE;
    }
  if (!ferry_cli_allow (environment, FERRY_ACTION_UNBLOCK_TABLE, error)
      || (chosen = choose_blocked (blocked, arguments, error)) == NULL)
    return FALSE;
  if (chosen->len == 0 || ferry_cli_get_options (cli)->dry_run)
    {
      print_blocked (cli, "dryRun", chosen, _ ("No table is blocked."));
      return TRUE;
    }
  question = g_strdup_printf (
    g_dngettext (
      GETTEXT_PACKAGE, "What wasn’t copied stays missing online, and is yours to bring. Unblock %u table?",
      "What wasn’t copied stays missing online, and is yours to bring. Unblock %u tables?", chosen->len),
    chosen->len);
  if (!ferry_cli_confirm (cli, question, error) || !unblock (cli, environment, chosen, error))
    return FALSE;
  print_blocked (cli, "unblockedTables", chosen, NULL);
  return TRUE;
}

#define DOES (FERRY_CLI_ENVIRONMENT | FERRY_CLI_ACTS | FERRY_CLI_PRINTS)

const FerryCliCommand ferry_cli_data_commands[] = {
  { "repair", NULL, N_ ("Insert records that companion tables miss"),
    N_ ("Extensions keep their fields in companion tables. Data repair counts as completed after that."),
    DOES, NULL, 0, 0, run_repair },
  { "sanitize", NULL, N_ ("Remove invalid characters from the code fields of a table"), NULL,
    DOES | FERRY_CLI_ASKS, sanitize_options, 0, 0, run_sanitize },
  { "links", NULL, N_ ("Move record links and notes to their records"),
    N_ ("Do it after the last run, and before user mappings are applied. Asks where it was done before."),
    DOES | FERRY_CLI_ASKS, NULL, 0, 0, run_links },
  { "unblock", N_ ("[TABLE…]"), N_ ("Let tables be read whose last copy failed"),
    N_ ("Without a table and without “--all” those that are blocked are listed."), DOES | FERRY_CLI_ASKS,
    unblock_options, 0, G_MAXUINT, run_unblock },
  FERRY_CLI_COMMAND_NULL,
};
