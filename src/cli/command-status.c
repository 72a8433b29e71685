/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cli-command.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "ferry-core-enums.h"
#include "ferry-error.h"

static gboolean watch;

static const GOptionEntry options[] = {
  { "watch", 'W', 0, G_OPTION_ARG_NONE, &watch, N_ ("Go on, and tell what changes"), NULL },
  G_OPTION_ENTRY_NULL,
};

static const FerryCliColumn columns[] = {
  { "id", NULL, FALSE, FALSE },
  { "environment", N_ ("Environment"), FALSE, FALSE },
  { "connection", NULL, FALSE, FALSE },
  { "statusStyle", NULL, FALSE, FALSE },
  { "status", N_ ("Status"), FALSE, FALSE },
  { "explanation", N_ ("What it means"), FALSE, FALSE },
  { "nextStep", N_ ("Next step"), FALSE, FALSE },
  { "product", N_ ("Product"), FALSE, FALSE },
  { "setUp", NULL, FALSE, FALSE },
  { "running", NULL, FALSE, FALSE },
  { "fraction", N_ ("Progress"), FALSE, FALSE },
  { "progress", N_ ("Now"), FALSE, FALSE },
  { "tablesSuccessful", N_ ("Tables successful"), FALSE, FALSE },
  { "tablesFailed", N_ ("Tables failed"), FALSE, FALSE },
  { "tablesRemaining", N_ ("Tables remaining"), FALSE, FALSE },
  { "tablesWithWarnings", N_ ("Tables with warnings"), FALSE, FALSE },
  { "warnings", N_ ("Warnings"), FALSE, FALSE },
  { "companies", N_ ("Companies"), FALSE, FALSE },
  { "companiesSelected", N_ ("Companies selected"), FALSE, FALSE },
  { "companiesReplicated", N_ ("Companies replicated"), FALSE, FALSE },
  { "companiesNotInitialized", N_ ("Companies not initialized"), FALSE, FALSE },
  { "lastSeen", N_ ("As of"), FALSE, FALSE },
};

static const char *
get_enum_nick (GType type, int value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  const GEnumValue *found = g_enum_get_value (klass, value);

  return found != NULL ? found->value_nick : NULL;
}

static void
add_counts (FerryCliTable *table, FerryEnvironment *environment)
{
  gint64 successful, failed, remaining, with_warnings, warnings, last_seen;
  guint total, selected, replicated, not_initialized;

  g_object_get (environment, "tables-successful", &successful, "tables-failed", &failed, "tables-remaining",
                &remaining, "tables-with-warnings", &with_warnings, "warnings", &warnings, "companies-total",
                &total, "companies-selected", &selected, "companies-replicated", &replicated,
                "companies-not-initialized", &not_initialized, "last-seen", &last_seen, NULL);
  ferry_cli_table_add_count (table, successful);
  ferry_cli_table_add_bad_count (table, failed);
  ferry_cli_table_add_count (table, remaining);
  ferry_cli_table_add_count (table, with_warnings);
  ferry_cli_table_add_count (table, warnings);
  ferry_cli_table_add_count (table, total);
  ferry_cli_table_add_count (table, selected);
  ferry_cli_table_add_count (table, replicated);
  ferry_cli_table_add_count (table, not_initialized);
  ferry_cli_table_add_time (table, last_seen);
}

static void
print_status (FerryCli *cli, FerryEnvironment *environment)
{
  g_autoptr (FerryCliTable) table = ferry_cli_record (cli, "status", columns, G_N_ELEMENTS (columns));
  FerryProfile *profile = ferry_environment_get_profile (environment);
  FerryRunMonitor *monitor = ferry_environment_get_monitor (environment);
  g_autofree char *title = NULL;
  g_autofree char *explanation = NULL;
  g_autofree char *product = NULL;
  FerryConnection connection;
  FerryStyle style;
  gboolean set_up;
  int next;

  g_object_get (environment, "connection", &connection, "status-title", &title, "status-explanation",
                &explanation, "status-style", &style, "suggested-action", &next, "product-name", &product,
                "set-up", &set_up, NULL);
  ferry_cli_table_begin_row (table);
  ferry_cli_table_add_text (table, ferry_profile_get_id (profile));
  ferry_cli_table_add_text (table, ferry_profile_get_name (profile));
  ferry_cli_table_add_text (table, get_enum_nick (FERRY_TYPE_CONNECTION, (int) connection));
  ferry_cli_table_add_text (table, get_enum_nick (FERRY_TYPE_STYLE, (int) style));
  ferry_cli_table_add_choice (table, title, title, style);
  ferry_cli_table_add_text (table, explanation);
  ferry_cli_table_add_choice (table, next >= 0 ? ferry_action_to_nick ((FerryAction) next) : NULL,
                              next >= 0 ? ferry_action_get_label ((FerryAction) next) : NULL,
                              FERRY_STYLE_NEUTRAL);
  ferry_cli_table_add_text (table, product);
  ferry_cli_table_add_boolean (table, set_up);
  ferry_cli_table_add_boolean (table, ferry_run_monitor_get_active (monitor));
  ferry_cli_table_add_fraction (table, ferry_run_monitor_get_fraction (monitor));
  ferry_cli_table_add_text (table, ferry_run_monitor_get_text (monitor));
  add_counts (table, environment);
  ferry_cli_table_print (table, NULL);
}

/* ---- Watching ---- */

static char *
dup_mark (FerryEnvironment *environment)
{
  g_autofree char *title = NULL;
  gint64 failed;

  g_object_get (environment, "status-title", &title, "tables-failed", &failed, NULL);
  return g_strdup_printf ("%d %s %" G_GINT64_FORMAT, (int) ferry_environment_get_connection (environment),
                          title, failed);
}

/* As with `| head`: who stops reading has what they wanted. */
static gboolean
on_reader_gone (int fd, GIOCondition condition, gpointer user_data)
{
  gboolean *gone = user_data;

  *gone = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
watch_status (FerryCli *cli, FerryEnvironment *environment, GError **error)
{
  FerryConsole *console = ferry_cli_get_console (cli);
  FerryRunMonitor *monitor = ferry_environment_get_monitor (environment);
  g_autofree char *mark = dup_mark (environment);
  gboolean gone = FALSE;
  guint reader = g_unix_fd_add (STDOUT_FILENO, G_IO_ERR | G_IO_HUP, on_reader_gone, &gone);

  while (!gone && ferry_cli_iterate (cli, error))
    {
      g_autofree char *now = dup_mark (environment);

      if (g_strcmp0 (now, mark) != 0)
        {
          g_free (mark);
          mark = g_steal_pointer (&now);
          print_status (cli, environment);
        }
      if (ferry_run_monitor_get_active (monitor))
        ferry_console_progress (console, ferry_run_monitor_get_fraction (monitor),
                                ferry_run_monitor_get_text (monitor));
      else
        ferry_console_end_progress (console);
    }
  if (gone)
    return TRUE;
  g_source_remove (reader);
  return FALSE;
}

static gboolean
run_status (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment = ferry_cli_find_environment (cli, NULL, error);
  g_autoptr (GError) failure = NULL;

  if (environment == NULL)
    return FALSE;
  /* What was last known is an answer too. */
  if (!ferry_cli_open_environment (cli, environment, &failure) && failure->domain != FERRY_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  print_status (cli, environment);
  if (watch)
    return watch_status (cli, environment, error);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

const FerryCliCommand ferry_cli_status_commands[] = {
  { "status", NULL, N_ ("Show where the migration stands, and what to do next"),
    N_ (
      "Where the environment can’t be reached, what was last known is shown, and the exit code says so. With "
      "“--watch” it goes on until it is interrupted; with “--output json” an object a line."),
    FERRY_CLI_ENVIRONMENT | FERRY_CLI_PRINTS, options, 0, 0, run_status },
  FERRY_CLI_COMMAND_NULL,
};
