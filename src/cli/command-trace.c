/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cli-command.h"
#include "ferry-cli-data.h"

#include <glib/gi18n-lib.h>

#include "ferry-error.h"
#include "ferry-journal-list.h"
#include "ferry-report.h"
#include "ferry-support-bundle.h"

/* What is left behind: the journal, a report, a support bundle. */

/* ---- The journal ---- */

static int limit;
static char *search;
static gboolean as_csv;
static gboolean only_open;

static const GOptionEntry journal_options[] = {
  { "limit", 'l', 0, G_OPTION_ARG_INT, &limit, N_ ("Show the newest only, so many of them"), N_ ("COUNT") },
  { "search", 's', 0, G_OPTION_ARG_STRING, &search, N_ ("Only entries with this text"), N_ ("TEXT") },
  { "open", 0, 0, G_OPTION_ARG_NONE, &only_open, N_ ("Only entries whose outcome isn’t known"), NULL },
  { "csv", 0, 0, G_OPTION_ARG_NONE, &as_csv, N_ ("Write the file that Ferry exports"), NULL },
  G_OPTION_ENTRY_NULL,
};

static GPtrArray *
read_journal (FerryCli *cli, const char *environment_id, GError **error)
{
  FerryDatabase *database = ferry_workspace_get_database (ferry_cli_get_workspace (cli, NULL));
  g_autoptr (GAsyncResult) result = NULL;

  ferry_database_list_journal_async (database, environment_id, FALSE, ferry_cli_get_cancellable (cli),
                                     ferry_cli_await_cb, &result);
  return ferry_database_list_journal_finish (database, ferry_cli_await (&result), error);
}

/* What the list of the application would show. */
static GPtrArray *
choose_entries (FerryCli *cli, GPtrArray *all, GError **error)
{
  g_autoptr (FerryJournalList) list = ferry_journal_list_new ();
  g_autoptr (GPtrArray) shown = NULL;

  ferry_journal_list_set_entries (list, all);
  ferry_journal_list_set_search (list, search);
  if (only_open)
    ferry_journal_list_set_outcomes (list, 1u << FERRY_OUTCOME_PENDING | 1u << FERRY_OUTCOME_UNKNOWN);
  while (ferry_index_list_get_busy (FERRY_INDEX_LIST (list)))
    if (!ferry_cli_iterate (cli, error))
      return NULL;
  shown = ferry_journal_list_dup_shown (list);
  if (limit > 0 && shown->len > (guint) limit)
    g_ptr_array_set_size (shown, limit);
  return g_steal_pointer (&shown);
}

static void
print_journal (FerryCli *cli, GPtrArray *entries)
{
  static const FerryCliColumn columns[] = {
    { "at", N_ ("When"), FALSE, FALSE },
    { "who", N_ ("Who"), FALSE, TRUE },
    { "environment", N_ ("Environment"), FALSE, TRUE },
    { "environmentId", NULL, FALSE, FALSE },
    { "action", N_ ("What"), FALSE, FALSE },
    { "subject", N_ ("Subject"), FALSE, TRUE },
    { "outcome", N_ ("Outcome"), FALSE, FALSE },
    { "concludedAt", NULL, FALSE, FALSE },
    { "message", N_ ("Message"), FALSE, TRUE },
    { "correlationId", NULL, FALSE, FALSE },
  };
  g_autoptr (FerryCliTable) table = ferry_cli_table (cli, "journal", columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < entries->len; i++)
    {
      FerryJournalEntry *entry = g_ptr_array_index (entries, i);
      FerryOutcome outcome = ferry_journal_entry_get_outcome (entry);
      g_autofree char *subject = ferry_journal_entry_dup_subject_label (entry);
      g_autofree char *message = ferry_journal_entry_dup_message_label (entry);

      ferry_cli_table_begin_row (table);
      ferry_cli_table_add_time (table, ferry_journal_entry_get_at (entry));
      ferry_cli_table_add_text (table, ferry_journal_entry_get_who (entry));
      ferry_cli_table_add_text (table, ferry_journal_entry_get_environment_name (entry));
      ferry_cli_table_add_text (table, ferry_journal_entry_get_environment_id (entry));
      ferry_cli_table_add_choice (table, ferry_journal_entry_get_action (entry),
                                  ferry_journal_entry_get_action_label (entry), FERRY_STYLE_NEUTRAL);
      ferry_cli_table_add_choice (table, ferry_journal_entry_get_subject (entry), subject,
                                  FERRY_STYLE_NEUTRAL);
      ferry_cli_table_add_choice (table, ferry_outcome_to_nick (outcome), ferry_outcome_to_label (outcome),
                                  ferry_outcome_to_style (outcome));
      ferry_cli_table_add_time (table, ferry_journal_entry_get_concluded_at (entry));
      ferry_cli_table_add_choice (table, ferry_journal_entry_get_message (entry), message,
                                  FERRY_STYLE_NEUTRAL);
      ferry_cli_table_add_text (table, ferry_journal_entry_get_correlation_id (entry));
    }
  ferry_cli_table_print (table, _ ("The journal has no such entry."));
}

static gboolean
run_journal (FerryCli *cli, char **arguments, GError **error)
{
  const char *chosen = ferry_cli_get_options (cli)->environment;
  FerryWorkspace *workspace = ferry_cli_get_workspace (cli, error);
  FerryEnvironment *environment = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) shown = NULL;

  if (as_csv && ferry_cli_get_options (cli)->format != FERRY_CLI_FORMAT_TABLE)
    return ferry_cli_usage (error, "%s", _ ("Give “--csv” or “--output”, not both."));
  /* Of all environments, also of those that are gone, unless one is asked for. */
  if (chosen == NULL)
    chosen = g_getenv ("FERRY_ENVIRONMENT");
  if (workspace == NULL
      || (chosen != NULL && *chosen != '\0'
          && (environment = ferry_cli_find_environment (cli, chosen, error)) == NULL))
    return FALSE;
  all = read_journal (
    cli, environment != NULL ? ferry_profile_get_id (ferry_environment_get_profile (environment)) : NULL,
    error);
  if (all == NULL || (shown = choose_entries (cli, all, error)) == NULL)
    return FALSE;
  if (as_csv)
    {
      g_autoptr (GBytes) bytes = ferry_journal_to_csv (shown);

      return ferry_cli_write_file (cli, NULL, bytes, error);
    }
  print_journal (cli, shown);
  return TRUE;
}

/* ---- An environment, reachable or not ---- */

static gboolean offline;
static char *out;

static const GOptionEntry report_options[] = {
  { "out", 0, 0, G_OPTION_ARG_FILENAME, &out, N_ ("The file to write; without it a name is made"),
    N_ ("FILE") },
  { "offline", 0, 0, G_OPTION_ARG_NONE, &offline, N_ ("Don’t connect: what is known already has to do"),
    NULL },
  G_OPTION_ENTRY_NULL,
};

static const GOptionEntry bundle_options[] = {
  { "out", 0, 0, G_OPTION_ARG_FILENAME, &out, N_ ("The file to write; without it, standard output"),
    N_ ("FILE") },
  { "offline", 0, 0, G_OPTION_ARG_NONE, &offline, N_ ("Don’t connect: what is known already has to do"),
    NULL },
  G_OPTION_ENTRY_NULL,
};

/* Its history is read in any case; without a connection that is all there is, and enough. */
static FerryEnvironment *
open_anyhow (FerryCli *cli, GError **error)
{
  FerryEnvironment *environment = ferry_cli_find_environment (cli, NULL, error);
  g_autoptr (GError) cause = NULL;

  if (environment == NULL || offline || ferry_cli_open_environment (cli, environment, &cause))
    return environment;
  if (g_cancellable_is_cancelled (ferry_cli_get_cancellable (cli)))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  ferry_console_warn (ferry_cli_get_console (cli), _ ("It is made of what is known already: %s"),
                      cause->message);
  return environment;
}

/* ---- The report ---- */

static void
on_report_progress (double fraction, gpointer user_data)
{
  /* Translators: %d is how far it is, in per cent */
  g_autofree char *text = g_strdup_printf (_ ("The report is being written: %d %%"), (int) (fraction * 100));

  ferry_console_progress (ferry_cli_get_console (user_data), fraction, text);
}

static gboolean
run_report (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment = open_anyhow (cli, error);
  FerryWorkspace *workspace;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *name = NULL;
  gboolean done;

  if (environment == NULL || (workspace = ferry_cli_get_workspace (cli, error)) == NULL)
    return FALSE;
  name = out != NULL ? g_strdup (out) : ferry_report_dup_file_name (environment);
  file = g_file_new_for_commandline_arg (name);
  ferry_report_write_async (environment, ferry_workspace_get_database (workspace), file, on_report_progress,
                            cli, ferry_cli_get_cancellable (cli), ferry_cli_await_cb, &result);
  done = ferry_report_write_finish (environment, ferry_cli_await (&result), error);
  ferry_console_end_progress (ferry_cli_get_console (cli));
  if (done)
    ferry_console_say (ferry_cli_get_console (cli), _ ("“%s” was written."), name);
  return done;
}

/* ---- The support bundle ---- */

static gboolean
run_bundle (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment = open_anyhow (cli, error);
  FerryWorkspace *workspace;
  static const char *const versions[] = { "program: ferryctl", NULL };
  g_autoptr (FerrySupportBundle) bundle = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const char *text;

  if (environment == NULL || (workspace = ferry_cli_get_workspace (cli, error)) == NULL)
    return FALSE;
  ferry_support_bundle_make_async (environment, ferry_workspace_get_database (workspace), versions,
                                   ferry_cli_get_cancellable (cli), ferry_cli_await_cb, &result);
  bundle = ferry_support_bundle_make_finish (environment, ferry_cli_await (&result), error);
  if (bundle == NULL)
    return FALSE;
  text = ferry_support_bundle_get_text (bundle);
  bytes = g_bytes_new_static (text, strlen (text));
  if (!ferry_cli_write_file (cli, out, bytes, error))
    return FALSE;
  if (out != NULL)
    ferry_console_say (ferry_cli_get_console (cli), "%s",
                       _ ("Names, addresses and secrets are taken out. Read it before you hand it on."));
  return TRUE;
}

const FerryCliCommand ferry_cli_trace_commands[] = {
  { "journal", NULL, N_ ("Show who did what, and what became of it"),
    N_ ("Of all environments, unless one is chosen. “--csv” writes the same file as the application, for "
        "spreadsheets."),
    FERRY_CLI_ENVIRONMENT | FERRY_CLI_PRINTS, journal_options, 0, 0, run_journal },
  { "report", NULL, N_ ("Write a report of the migration, an HTML file that prints well"),
    N_ ("Summary, companies, failed tables with explanations, runs and journal. Without a connection it is "
        "made of what is known already."),
    FERRY_CLI_ENVIRONMENT, report_options, 0, 0, run_report },
  { "support-bundle", NULL, N_ ("Write down what a supporter asks for, without names and secrets"),
    N_ ("Versions, state, runs and recent errors with their correlation IDs. Names, addresses and secrets "
        "are placeholders."),
    FERRY_CLI_ENVIRONMENT, bundle_options, 0, 0, run_bundle },
  FERRY_CLI_COMMAND_NULL,
};
