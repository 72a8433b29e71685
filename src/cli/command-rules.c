/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cli-command.h"
#include "ferry-cli-data.h"

#include <glib/gi18n-lib.h>

#include "ferry-error.h"
#include "ferry-rule-changes.h"
#include "ferry-rule-words.h"

/* How tables are replicated (domain §2.5). */

static char *company;
static char *search;
static gboolean only_changed;
static gboolean all_changed;

static const GOptionEntry list_options[] = {
  { "company", 'c', 0, G_OPTION_ARG_STRING, &company,
    N_ ("Only tables of this company; an empty name is for those per database"), N_ ("COMPANY") },
  { "search", 's', 0, G_OPTION_ARG_STRING, &search, N_ ("Only tables with this text in their name"),
    N_ ("TEXT") },
  { "changed", 0, 0, G_OPTION_ARG_NONE, &only_changed, N_ ("Only tables that differ from the default"),
    NULL },
  G_OPTION_ENTRY_NULL,
};

static const GOptionEntry set_options[] = {
  { "company", 'c', 0, G_OPTION_ARG_STRING, &company,
    N_ ("Only in this company; an empty name is for tables per database"), N_ ("COMPANY") },
  G_OPTION_ENTRY_NULL,
};

static const GOptionEntry reset_options[] = {
  { "company", 'c', 0, G_OPTION_ARG_STRING, &company,
    N_ ("Only in this company; an empty name is for tables per database"), N_ ("COMPANY") },
  { "all", 'a', 0, G_OPTION_ARG_NONE, &all_changed, N_ ("Every table that differs from the default"), NULL },
  G_OPTION_ENTRY_NULL,
};

static const FerryCliColumn columns[] = {
  { "id", NULL, FALSE, FALSE },
  { "company", N_ ("Company"), FALSE, TRUE },
  { "tableId", N_ ("Number"), TRUE, FALSE },
  { "table", N_ ("Table"), FALSE, TRUE },
  { "replicateData", N_ ("Replicate data"), FALSE, FALSE },
  { "preserveCloudData", N_ ("Cloud data"), FALSE, FALSE },
  { "viewOnly", N_ ("View-only"), FALSE, FALSE },
  { "changed", N_ ("Changed"), FALSE, FALSE },
};

static gboolean
is_of_company (const char *name)
{
  return company == NULL || g_str_equal (name, company);
}

static gboolean
contains (const char *text, const char *wanted)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autofree char *other = g_utf8_casefold (wanted, -1);

  return strstr (folded, other) != NULL;
}

static GPtrArray *
read_settings (FerryCli *cli, FerryEnvironment **environment, GError **error)
{
  *environment = ferry_cli_open (cli, error);
  if (*environment == NULL || !ferry_cli_check_company (*environment, company, error))
    return NULL;
  return ferry_cli_read_records (cli, *environment, FERRY_ACTION_TABLE_RULES, FERRY_TYPE_TABLE_SETTING,
                                 error);
}

static void
print_settings (FerryCli *cli, const char *name, GPtrArray *settings, const char *empty)
{
  g_autoptr (FerryCliTable) table = ferry_cli_table (cli, name, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < settings->len; i++)
    {
      FerryTableSetting *setting = g_ptr_array_index (settings, i);
      gboolean replicate = ferry_table_setting_get_replicate_data (setting);
      gboolean preserve = ferry_table_setting_get_preserve_cloud_data (setting);

      ferry_cli_table_begin_row (table);
      ferry_cli_table_add_text (table, ferry_record_get_id (FERRY_RECORD (setting)));
      ferry_cli_table_add_text (table, ferry_table_setting_get_company_name (setting));
      ferry_cli_table_add_identifier (table, ferry_table_setting_get_table_id (setting));
      ferry_cli_table_add_text (table, ferry_table_setting_get_table_name (setting));
      ferry_cli_table_add_flag (table, replicate, ferry_rule_get_replicate_label (replicate));
      ferry_cli_table_add_flag (table, preserve, ferry_rule_get_cloud_data_label (preserve));
      ferry_cli_table_add_boolean (table, ferry_table_setting_get_view_only (setting));
      ferry_cli_table_add_boolean (table, ferry_table_setting_get_changed (setting));
    }
  ferry_cli_table_print (table, empty);
}

static gboolean
run_list (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment;
  g_autoptr (GPtrArray) all = read_settings (cli, &environment, error);
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      FerryTableSetting *setting = g_ptr_array_index (all, i);

      if (is_of_company (ferry_table_setting_get_company_name (setting))
          && (!only_changed || ferry_table_setting_get_changed (setting))
          && (search == NULL || contains (ferry_table_setting_get_table_name (setting), search)))
        g_ptr_array_add (shown, setting);
    }
  print_settings (cli, "rules", shown, _ ("No table is like that."));
  return TRUE;
}

/* ---- Changing ---- */

static gboolean
is_meant (FerryRecord *record, const char *word)
{
  FerryTableSetting *setting = FERRY_TABLE_SETTING (record);

  return is_of_company (ferry_table_setting_get_company_name (setting))
         && ferry_cli_is_named (ferry_table_setting_get_table_name (setting),
                                ferry_table_setting_get_table_id (setting), word);
}

static void
on_progress (FerryRuleChanges *changes, GParamSpec *pspec, FerryCli *cli)
{
  guint done = ferry_rule_changes_get_n_done (changes), total = ferry_rule_changes_get_n_total (changes);
  const char *current = done < total ? ferry_rule_changes_get_current (changes) : NULL;

  if (current != NULL)
    ferry_console_progress (ferry_cli_get_console (cli), (double) done / MAX (total, 1), current);
}

static gboolean
carry_out (FerryCli *cli, FerryEnvironment *environment, FerryRulePlan *plan, GError **error)
{
  FerryConsole *console = ferry_cli_get_console (cli);
  g_autofree char *refusal = ferry_rule_plan_dup_refusal (plan);
  gboolean some_refused = plan->refused->len > 0;
  g_autoptr (FerryRuleChanges) changes = ferry_rule_changes_new (environment, plan);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *report = NULL;
  gboolean done;

  g_signal_connect (changes, "notify::n-done", G_CALLBACK (on_progress), cli);
  ferry_rule_changes_run_async (changes, ferry_cli_get_cancellable (cli), ferry_cli_await_cb, &result);
  done = ferry_rule_changes_run_finish (changes, ferry_cli_await (&result), error);
  g_signal_handlers_disconnect_by_data (changes, cli);
  ferry_console_end_progress (console);
  report = ferry_rule_changes_dup_report (changes);
  ferry_console_say (console, "%s", report);
  if (!done)
    return FALSE;
  if (!some_refused)
    return TRUE;
  g_set_error_literal (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_ENDED_BADLY, refusal);
  return FALSE;
}

/* Nothing to do is fine where it is so already, and a refusal where it can't be. */
static gboolean
end_without (FerryCli *cli, FerryRulePlan *plan, GError **error)
{
  g_autofree char *nothing = ferry_rule_plan_dup_nothing (plan);

  if (plan->refused->len == 0)
    {
      ferry_console_say (ferry_cli_get_console (cli), "%s", nothing);
      return TRUE;
    }
  g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_RULE, nothing);
  return FALSE;
}

static gboolean
edit (FerryCli *cli, FerryEnvironment *environment, FerryRuleEdit wanted, GPtrArray *settings, GError **error)
{
  g_autoptr (FerryRulePlan) plan = ferry_rule_plan_new (wanted, settings);
  g_autofree char *heading = NULL;
  g_autofree char *consequence = NULL;

  if (!ferry_cli_allow (environment, FERRY_ACTION_TABLE_RULES, error))
    return FALSE;
  if (ferry_cli_get_options (cli)->dry_run)
    {
      g_autofree char *refusal = ferry_rule_plan_dup_refusal (plan);

      print_settings (cli, "dryRun", plan->settings, _ ("Nothing would be changed."));
      if (*refusal != '\0')
        ferry_console_warn (ferry_cli_get_console (cli), "%s", refusal);
      return TRUE;
    }
  if (plan->settings->len == 0)
    return end_without (cli, plan, error);
  heading = ferry_rule_plan_dup_heading (plan);
  consequence = ferry_rule_plan_dup_consequence (plan);
  if (ferry_rule_plan_needs_answer (plan))
    {
      if (!ferry_cli_get_options (cli)->yes)
        ferry_console_say_lines (ferry_cli_get_console (cli), consequence);
      if (!ferry_cli_confirm (cli, heading, error))
        return FALSE;
    }
  return carry_out (cli, environment, g_steal_pointer (&plan), error);
}

static gboolean
find_edit (const char *word, FerryRuleEdit *found, GError **error)
{
  static const struct
  {
    const char *word;
    FerryRuleEdit edit;
  } words[] = {
    { "include", FERRY_RULE_EDIT_INCLUDE },
    { "exclude", FERRY_RULE_EDIT_EXCLUDE },
    { "keep", FERRY_RULE_EDIT_KEEP },
    { "clear", FERRY_RULE_EDIT_CLEAR },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].word, word))
      {
        *found = words[i].edit;
        return TRUE;
      }
  return ferry_cli_usage (error, _ ("There is no rule “%s”: it can be include, exclude, keep or clear."),
                          word);
}

static gboolean
run_set (FerryCli *cli, char **arguments, GError **error)
{
  FerryRuleEdit wanted = FERRY_RULE_EDIT_INCLUDE;
  FerryEnvironment *environment;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) chosen = NULL;

  if (!find_edit (arguments[0], &wanted, error) || (all = read_settings (cli, &environment, error)) == NULL
      || (chosen = ferry_cli_pick (all, arguments + 1, is_meant,
                                   _ ("There is no table “%s”. “ferryctl rules list” lists them."), error))
           == NULL)
    return FALSE;
  return edit (cli, environment, wanted, chosen, error);
}

static gboolean
run_reset (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) chosen = NULL;

  if ((arguments[0] != NULL) == (all_changed != FALSE))
    return ferry_cli_usage (error, "%s", _ ("Give tables or “--all”."));
  all = read_settings (cli, &environment, error);
  if (all == NULL)
    return FALSE;
  chosen = ferry_cli_pick (all, arguments, is_meant,
                           _ ("There is no table “%s”. “ferryctl rules list” lists them."), error);
  if (chosen == NULL)
    return FALSE;
  for (guint i = 0; all_changed && i < all->len; i++)
    {
      FerryTableSetting *setting = g_ptr_array_index (all, i);

      if (ferry_table_setting_get_changed (setting)
          && is_of_company (ferry_table_setting_get_company_name (setting)))
        g_ptr_array_add (chosen, g_object_ref (setting));
    }
  return edit (cli, environment, FERRY_RULE_EDIT_RESET, chosen, error);
}

/* ---- The history ---- */

static gboolean
run_history (FerryCli *cli, char **arguments, GError **error)
{
  static const FerryCliColumn history_columns[] = {
    { "at", N_ ("When"), FALSE, FALSE },        { "user", N_ ("Who"), FALSE, FALSE },
    { "company", N_ ("Company"), FALSE, TRUE }, { "table", N_ ("Table"), FALSE, TRUE },
    { "property", N_ ("What"), FALSE, FALSE },  { "oldValue", N_ ("Before"), FALSE, FALSE },
    { "newValue", N_ ("After"), FALSE, FALSE },
  };
  FerryEnvironment *environment = ferry_cli_open (cli, error);
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (FerryCliTable) table = NULL;

  if (environment == NULL || !ferry_cli_check_company (environment, company, error))
    return FALSE;
  changes
    = ferry_cli_read_records (cli, environment, FERRY_ACTION_TABLE_RULES, FERRY_TYPE_TABLE_CHANGE, error);
  if (changes == NULL)
    return FALSE;
  table = ferry_cli_table (cli, "ruleChanges", history_columns, G_N_ELEMENTS (history_columns));
  for (guint i = 0; i < changes->len; i++)
    {
      FerryTableChange *change = g_ptr_array_index (changes, i);
      const char *old_value = ferry_table_change_get_old_value (change);
      const char *new_value = ferry_table_change_get_new_value (change);
      g_autofree char *what = ferry_rule_change_dup_what (change);
      g_autofree char *from = ferry_rule_change_dup_value (change, old_value);
      g_autofree char *to = ferry_rule_change_dup_value (change, new_value);

      if (!is_of_company (ferry_table_change_get_company_name (change)))
        continue;
      ferry_cli_table_begin_row (table);
      ferry_cli_table_add_time (table, ferry_table_change_get_at (change));
      ferry_cli_table_add_text (table, ferry_table_change_get_user (change));
      ferry_cli_table_add_text (table, ferry_table_change_get_company_name (change));
      ferry_cli_table_add_text (table, ferry_table_change_get_table_name (change));
      ferry_cli_table_add_choice (table, ferry_table_change_get_property (change), what, FERRY_STYLE_NEUTRAL);
      ferry_cli_table_add_choice (table, old_value, from, FERRY_STYLE_NEUTRAL);
      ferry_cli_table_add_choice (table, new_value, to, FERRY_STYLE_NEUTRAL);
    }
  ferry_cli_table_print (table, _ ("No rule was changed yet."));
  return TRUE;
}

#define LISTS   (FERRY_CLI_ENVIRONMENT | FERRY_CLI_PRINTS)
#define CHANGES (LISTS | FERRY_CLI_ACTS | FERRY_CLI_ASKS)

const FerryCliCommand ferry_cli_rule_commands[] = {
  { "rules list", NULL, N_ ("List how tables are replicated"), NULL, LISTS, list_options, 0, 0, run_list },
  { "rules set", N_ ("include|exclude|keep|clear TABLE…"), N_ ("Change how tables are replicated"),
    N_ (
      "include and exclude: whether their data is copied. keep and clear: what happens to their rows online "
      "before a copy. A table is its name or number, in every company unless one is given."),
    CHANGES, set_options, 2, G_MAXUINT, run_set },
  { "rules reset", N_ ("[TABLE…]"), N_ ("Take tables back to how they are replicated by default"), NULL,
    CHANGES, reset_options, 0, G_MAXUINT, run_reset },
  { "rules history", NULL, N_ ("Show who changed which rule"), NULL, LISTS, set_options, 0, 0, run_history },
  FERRY_CLI_COMMAND_NULL,
};
