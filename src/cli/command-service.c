/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cli-command.h"
#include "ferry-cli-data.h"

#include <glib/gi18n-lib.h>

#include "ferry-checklist.h"
#include "ferry-error.h"

/* What the service tells about itself: its update, warnings, the checklist. */

/* Enough to tell warnings apart, and to type. */
#define SHORT_ID 8

/* ---- The update ---- */

static gboolean
is_known (const char *version)
{
  return version != NULL && *version != '\0';
}

static gboolean
is_available (const FerryMigrationState *state)
{
  return is_known (state->deployed_version) && is_known (state->latest_version)
         && !g_str_equal (state->deployed_version, state->latest_version);
}

static void
print_versions (FerryCli *cli, const FerryMigrationState *state)
{
  static const FerryCliColumn columns[] = {
    { "deployedVersion", N_ ("Deployed version"), FALSE, FALSE },
    { "latestVersion", N_ ("Latest version"), FALSE, FALSE },
    { "updateAvailable", N_ ("Update available"), FALSE, FALSE },
  };
  g_autoptr (FerryCliTable) table = ferry_cli_record (cli, "serviceVersion", columns, G_N_ELEMENTS (columns));

  ferry_cli_table_begin_row (table);
  ferry_cli_table_add_text (table, is_known (state->deployed_version) ? state->deployed_version : NULL);
  ferry_cli_table_add_text (table, is_known (state->latest_version) ? state->latest_version : NULL);
  ferry_cli_table_add_boolean (table, is_available (state));
  ferry_cli_table_print (table, NULL);
}

static gboolean
run_update (FerryCli *cli, char **arguments, GError **error)
{
  const FerryCliOptions *options = ferry_cli_get_options (cli);
  FerryEnvironment *environment = ferry_cli_open (cli, error);
  const FerryMigrationState *state;

  if (environment == NULL)
    return FALSE;
  state = ferry_environment_get_state (environment);
  /* The versions may be looked at where the update has to wait. */
  if (!is_known (state->deployed_version)
      && !ferry_cli_allow (environment, FERRY_ACTION_UPDATE_SERVICE, error))
    return FALSE;
  if (!is_available (state) || !options->yes)
    {
      print_versions (cli, state);
      if (is_available (state))
        ferry_console_say (
          ferry_cli_get_console (cli), "%s",
          _ ("“ferryctl update --yes” updates it. Until it is done, no run can be started."));
      return TRUE;
    }
  if (!ferry_cli_order (cli, environment, ferry_order_new_update (state->latest_version), NULL, error))
    return FALSE;
  if (!options->dry_run)
    print_versions (cli, ferry_environment_get_state (environment));
  return TRUE;
}

/* ---- Warnings ---- */

static gboolean with_ignored;

static const GOptionEntry warnings_options[] = {
  { "ignored", 0, 0, G_OPTION_ARG_NONE, &with_ignored, N_ ("Also those that were ignored"), NULL },
  G_OPTION_ENTRY_NULL,
};

static void
print_warnings (FerryCli *cli, const char *name, GPtrArray *warnings, gboolean ignored, const char *empty)
{
  static const FerryCliColumn columns[] = {
    { "id", NULL, FALSE, FALSE },          { "shortId", N_ ("Warning"), FALSE, FALSE },
    { "type", NULL, FALSE, FALSE },        { "createdAt", N_ ("Since"), FALSE, FALSE },
    { "title", N_ ("What"), FALSE, TRUE }, { "message", N_ ("Message"), FALSE, TRUE },
    { "advice", NULL, FALSE, FALSE },      { "remedy", N_ ("Put right by"), FALSE, TRUE },
    { "helpUrl", NULL, FALSE, FALSE },     { "ignored", NULL, FALSE, FALSE },
  };
  g_autoptr (FerryCliTable) table = ferry_cli_table (cli, name, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < warnings->len; i++)
    {
      FerryMigrationWarning *warning = g_ptr_array_index (warnings, i);
      const char *advice = ferry_migration_warning_get_advice (warning);
      const char *help = ferry_migration_warning_get_help_url (warning);
      g_autofree char *short_id = g_strndup (ferry_record_get_id (FERRY_RECORD (warning)), SHORT_ID);
      FerryAction remedy;
      gboolean has_remedy = ferry_migration_warning_get_remedy (warning, &remedy);

      if (!ignored && ferry_migration_warning_get_ignored (warning))
        continue;
      ferry_cli_table_begin_row (table);
      ferry_cli_table_add_text (table, ferry_record_get_id (FERRY_RECORD (warning)));
      ferry_cli_table_add_text (table, short_id);
      ferry_cli_table_add_text (table, ferry_migration_warning_get_kind (warning));
      ferry_cli_table_add_time (table, ferry_migration_warning_get_created_at (warning));
      ferry_cli_table_add_text (table, ferry_migration_warning_get_title (warning));
      ferry_cli_table_add_text (table, ferry_migration_warning_get_message (warning));
      ferry_cli_table_add_text (table, *advice != '\0' ? advice : NULL);
      ferry_cli_table_add_choice (table, has_remedy ? ferry_action_to_nick (remedy) : NULL,
                                  has_remedy ? ferry_action_get_label (remedy) : NULL, FERRY_STYLE_NEUTRAL);
      ferry_cli_table_add_text (table, *help != '\0' ? help : NULL);
      ferry_cli_table_add_boolean (table, ferry_migration_warning_get_ignored (warning));
    }
  ferry_cli_table_print (table, empty);
}

static gboolean
run_warnings (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment = ferry_cli_open (cli, error);
  g_autoptr (GPtrArray) warnings = NULL;

  if (environment == NULL
      || (warnings = ferry_cli_read_records (cli, environment, FERRY_ACTION_WARNINGS,
                                             FERRY_TYPE_MIGRATION_WARNING, error))
           == NULL)
    return FALSE;
  print_warnings (cli, "warnings", warnings, with_ignored, _ ("Nothing needs a look."));
  return TRUE;
}

/* Its id or the beginning of one, or the service's word for its kind. */
static gboolean
is_meant (FerryRecord *record, const char *word)
{
  const char *kind = ferry_migration_warning_get_kind (FERRY_MIGRATION_WARNING (record));

  return *word != '\0' && !ferry_migration_warning_get_ignored (FERRY_MIGRATION_WARNING (record))
         && (g_ascii_strncasecmp (ferry_record_get_id (record), word, strlen (word)) == 0
             || g_ascii_strcasecmp (kind, word) == 0);
}

static gboolean
run_ignore (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment = ferry_cli_open (cli, error);
  g_autoptr (GPtrArray) warnings = NULL;
  g_autoptr (GPtrArray) chosen = NULL;

  if (environment == NULL
      || (warnings = ferry_cli_read_records (cli, environment, FERRY_ACTION_WARNINGS,
                                             FERRY_TYPE_MIGRATION_WARNING, error))
           == NULL
      || (chosen
          = ferry_cli_pick (warnings, arguments, is_meant,
                            _ ("There is no warning “%s”. “ferryctl warnings list” lists them."), error))
           == NULL
      || !ferry_cli_allow (environment, FERRY_ACTION_WARNINGS, error)
      || !ferry_environment_check_offer (environment, "ignoreWarning", error))
    return FALSE;
  if (ferry_cli_get_options (cli)->dry_run)
    {
      print_warnings (cli, "dryRun", chosen, TRUE, NULL);
      return TRUE;
    }
  for (guint i = 0; i < chosen->len; i++)
    if (!ferry_cli_order (cli, environment, ferry_order_new_ignore (g_ptr_array_index (chosen, i)), NULL,
                          error))
      return FALSE;
  return TRUE;
}

/* ---- The checklist ---- */

static FerryChecklist *
read_checklist (FerryCli *cli, GError **error)
{
  FerryEnvironment *environment = ferry_cli_open (cli, error);
  g_autoptr (FerryChecklist) checklist = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  if (environment == NULL)
    return NULL;
  checklist = ferry_checklist_new (environment);
  ferry_checklist_read_async (checklist, ferry_cli_get_cancellable (cli), ferry_cli_await_cb, &result);
  if (!ferry_checklist_read_finish (checklist, ferry_cli_await (&result), error))
    return NULL;
  return g_steal_pointer (&checklist);
}

static gboolean
is_step (const FerryChecklistEntry *entry, char **words)
{
  for (; *words != NULL; words++)
    if (ferry_cli_is_named (entry->title, entry->number, *words))
      return TRUE;
  return FALSE;
}

/* @words: (nullable): only the steps that they mean and that aren't as @completed says yet */
static void
print_checklist (FerryCli *cli, FerryChecklist *checklist, char **words, gboolean completed)
{
  static const FerryCliColumn columns[] = {
    { "number", N_ ("Step"), TRUE, FALSE }, { "completed", N_ ("Done"), FALSE, FALSE },
    { "title", N_ ("What"), FALSE, FALSE }, { "explanation", N_ ("Explanation"), FALSE, TRUE },
    { "helpUrl", NULL, FALSE, FALSE },
  };
  g_autoptr (FerryCliTable) table
    = ferry_cli_table (cli, words != NULL ? "dryRun" : "checklist", columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < ferry_checklist_get_n_entries (checklist); i++)
    {
      const FerryChecklistEntry *entry = ferry_checklist_get_entry (checklist, i);

      if (words != NULL && (entry->completed == completed || !is_step (entry, words)))
        continue;
      ferry_cli_table_begin_row (table);
      ferry_cli_table_add_count (table, entry->number);
      ferry_cli_table_add_boolean (table, entry->completed);
      ferry_cli_table_add_text (table, entry->title);
      ferry_cli_table_add_text (table, entry->explanation);
      ferry_cli_table_add_text (table, entry->help_url);
    }
  ferry_cli_table_print (table, words != NULL ? _ ("Nothing would be changed.") : NULL);
}

static gboolean
run_checklist (FerryCli *cli, char **arguments, GError **error)
{
  g_autoptr (FerryChecklist) checklist = read_checklist (cli, error);

  if (checklist == NULL)
    return FALSE;
  print_checklist (cli, checklist, NULL, FALSE);
  if (ferry_checklist_is_kept_here (checklist))
    ferry_console_say (ferry_cli_get_console (cli), "%s",
                       _ ("The ticks are kept on this computer: the environment has no place for them."));
  return TRUE;
}

static const FerryChecklistEntry *
find_step (FerryChecklist *checklist, const char *word, GError **error)
{
  for (guint i = 0; i < ferry_checklist_get_n_entries (checklist); i++)
    {
      const FerryChecklistEntry *entry = ferry_checklist_get_entry (checklist, i);

      if (ferry_cli_is_named (entry->title, entry->number, word))
        return entry;
    }
  ferry_cli_usage (error, _ ("There is no step “%s”. “ferryctl checklist list” lists them."), word);
  return NULL;
}

static gboolean
tick (FerryCli *cli, char **arguments, gboolean completed, GError **error)
{
  g_autoptr (FerryChecklist) checklist = read_checklist (cli, error);
  g_autofree char *reason = NULL;

  if (checklist == NULL)
    return FALSE;
  for (char **word = arguments; *word != NULL; word++)
    if (find_step (checklist, *word, error) == NULL)
      return FALSE;
  if (!ferry_checklist_check_writable (checklist, &reason))
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_RULE, reason);
      return FALSE;
    }
  if (ferry_cli_get_options (cli)->dry_run)
    {
      print_checklist (cli, checklist, arguments, completed);
      return TRUE;
    }
  for (char **word = arguments; *word != NULL; word++)
    {
      const FerryChecklistEntry *entry = find_step (checklist, *word, error);
      g_autoptr (GAsyncResult) result = NULL;

      if (entry == NULL)
        return FALSE;
      if (entry->completed == completed)
        continue;
      ferry_checklist_tick_async (checklist, entry->number, completed, ferry_cli_get_cancellable (cli),
                                  ferry_cli_await_cb, &result);
      if (!ferry_checklist_tick_finish (checklist, ferry_cli_await (&result), error))
        return FALSE;
    }
  print_checklist (cli, checklist, NULL, FALSE);
  return TRUE;
}

static gboolean
run_tick (FerryCli *cli, char **arguments, GError **error)
{
  return tick (cli, arguments, TRUE, error);
}

static gboolean
run_untick (FerryCli *cli, char **arguments, GError **error)
{
  return tick (cli, arguments, FALSE, error);
}

#define LISTS   (FERRY_CLI_ENVIRONMENT | FERRY_CLI_PRINTS)
#define CHANGES (LISTS | FERRY_CLI_ACTS)

const FerryCliCommand ferry_cli_service_commands[] = {
  { "update", NULL, N_ ("Compare the migration service’s version with the latest one"),
    N_ ("With “--yes” the service is updated; nobody is asked. Until it is done, no run can be started."),
    CHANGES | FERRY_CLI_ASKS, NULL, 0, 0, run_update },
  { "warnings list", NULL, N_ ("List what needs a look, and how to put it right"), NULL, LISTS,
    warnings_options, 0, 0, run_warnings },
  { "warnings ignore", N_ ("WARNING…"), N_ ("Take warnings off the list"),
    N_ ("A warning is its ID, the beginning of one, or its type."), CHANGES, NULL, 1, G_MAXUINT, run_ignore },
  { "checklist list", NULL, N_ ("List what is left to do after the migration"), NULL, LISTS, NULL, 0, 0,
    run_checklist },
  { "checklist tick", N_ ("STEP…"), N_ ("Tick steps of the checklist"), NULL, CHANGES, NULL, 1, G_MAXUINT,
    run_tick },
  { "checklist untick", N_ ("STEP…"), N_ ("Take ticks away again"), NULL, CHANGES, NULL, 1, G_MAXUINT,
    run_untick },
  FERRY_CLI_COMMAND_NULL,
};
