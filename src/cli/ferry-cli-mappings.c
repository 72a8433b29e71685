/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cli-mappings.h"

#include <glib/gi18n-lib.h>

#include "ferry-cli-data.h"
#include "ferry-odata.h"
#include "ferry-sql-name.h"

FerryMappingSet *
ferry_cli_mappings_load (FerryCli *cli, FerryEnvironment *environment, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_environment_load_mappings_async (environment, ferry_cli_get_cancellable (cli), ferry_cli_await_cb,
                                         &result);
  return ferry_environment_load_mappings_finish (environment, ferry_cli_await (&result), NULL, error);
}

gboolean
ferry_cli_mappings_is_extension (FerrySourceTable *table)
{
  g_autofree char *folded = ferry_odata_fold_option (ferry_source_table_get_target_table_type (table));

  return g_str_equal (folded, "tableextension");
}

char *
ferry_cli_mappings_find_app (FerryMappingSet *set, const char *app, GError **error)
{
  GPtrArray *tables = ferry_mapping_set_get_tables (set);
  GPtrArray *mappings = ferry_mapping_set_get_mappings (set);
  char *guid = ferry_sql_name_dup_guid (app);

  if (guid != NULL)
    return guid;
  for (guint i = 0; tables != NULL && i < tables->len; i++)
    if (ferry_cli_is_named (ferry_source_table_get_app_name (g_ptr_array_index (tables, i)), 0, app))
      return g_strdup (ferry_source_table_get_app_id (g_ptr_array_index (tables, i)));
  for (guint i = 0; i < mappings->len; i++)
    if (ferry_cli_is_named (ferry_table_mapping_get_extension_name (g_ptr_array_index (mappings, i)), 0, app))
      return g_strdup (ferry_table_mapping_get_app_id (g_ptr_array_index (mappings, i)));
  ferry_cli_usage (error, _ ("There is no extension “%s”. Its ID, a GUID, does as well."), app);
  return NULL;
}

/* ---- Showing ---- */

static void
add_target (FerryCliTable *table, FerryTableMapping *mapping)
{
  gboolean extension = ferry_table_mapping_is_extension (mapping);
  gint64 number = ferry_table_mapping_get_table_id (mapping);

  ferry_cli_table_add_text (table, ferry_table_mapping_get_table_name (mapping));
  ferry_cli_table_add_identifier (table, number > 0 ? number : -1);
  ferry_cli_table_add_choice (table, extension ? "tableExtension" : "table",
                              extension ? _ ("Table extension") : _ ("Table"), FERRY_STYLE_NEUTRAL);
  ferry_cli_table_add_text (table, ferry_table_mapping_get_app_id (mapping));
}

void
ferry_cli_mappings_print (FerryCli *cli, const char *name, GPtrArray *mappings, const char *empty)
{
  static const FerryCliColumn columns[] = {
    { "id", NULL, FALSE, FALSE },
    { "sourceTableName", N_ ("Source table"), FALSE, TRUE },
    { "tableName", N_ ("Target table"), FALSE, TRUE },
    { "tableId", N_ ("Number"), TRUE, FALSE },
    { "targetTableType", N_ ("Type"), FALSE, FALSE },
    { "appId", NULL, FALSE, FALSE },
    { "extensionName", N_ ("Extension"), FALSE, TRUE },
    { "dataPerCompany", N_ ("Per company"), FALSE, FALSE },
  };
  g_autoptr (FerryCliTable) table = ferry_cli_table (cli, name, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < mappings->len; i++)
    {
      FerryTableMapping *mapping = g_ptr_array_index (mappings, i);

      ferry_cli_table_begin_row (table);
      ferry_cli_table_add_text (table, ferry_table_mapping_get_id (mapping));
      ferry_cli_table_add_text (table, ferry_table_mapping_get_source_table_name (mapping));
      add_target (table, mapping);
      ferry_cli_table_add_text (table, ferry_table_mapping_get_extension_name (mapping));
      ferry_cli_table_add_boolean (table, ferry_table_mapping_get_data_per_company (mapping));
    }
  ferry_cli_table_print (table, empty);
}

static const struct
{
  const char *nick;
  const char *label;
  FerryStyle style;
} kinds[] = {
  [FERRY_MAPPING_CHANGE_ADD] = { "add", NC_ ("mapping change", "Add"), FERRY_STYLE_GOOD },
  [FERRY_MAPPING_CHANGE_EDIT] = { "edit", NC_ ("mapping change", "Change"), FERRY_STYLE_ATTENTION },
  [FERRY_MAPPING_CHANGE_DELETE] = { "delete", NC_ ("mapping change", "Delete"), FERRY_STYLE_BAD },
  [FERRY_MAPPING_CHANGE_NONE] = { "none", NC_ ("mapping change", "None"), FERRY_STYLE_NEUTRAL },
};

static const struct
{
  const char *nick;
  const char *label;
  FerryStyle style;
} fates[] = {
  [FERRY_MAPPING_FATE_WAITING] = { "waiting", NC_ ("outcome", "Not sent"), FERRY_STYLE_NEUTRAL },
  [FERRY_MAPPING_FATE_SENT] = { "unknown", NC_ ("outcome", "Unknown"), FERRY_STYLE_ATTENTION },
  [FERRY_MAPPING_FATE_APPLIED] = { "done", NC_ ("outcome", "Done"), FERRY_STYLE_GOOD },
  [FERRY_MAPPING_FATE_FAILED] = { "failed", NC_ ("outcome", "Failed"), FERRY_STYLE_BAD },
};

static void
print_changes (FerryCli *cli, GPtrArray *changes, gboolean dry)
{
  static const FerryCliColumn columns[] = {
    { "change", N_ ("Change"), FALSE, FALSE },
    { "tableName", N_ ("Target table"), FALSE, TRUE },
    { "tableId", N_ ("Number"), TRUE, FALSE },
    { "targetTableType", N_ ("Type"), FALSE, FALSE },
    { "appId", NULL, FALSE, FALSE },
    { "sourceBefore", N_ ("Source before"), FALSE, TRUE },
    { "sourceAfter", N_ ("Source after"), FALSE, TRUE },
    { "outcome", N_ ("Outcome"), FALSE, FALSE },
  };
  g_autoptr (FerryCliTable) table
    = ferry_cli_table (cli, dry ? "dryRun" : "mappingChanges", columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < changes->len; i++)
    {
      FerryMappingChange *change = g_ptr_array_index (changes, i);
      FerryMappingChangeKind kind = ferry_mapping_change_get_kind (change);
      FerryMappingFate fate = ferry_mapping_change_get_fate (change);
      FerryTableMapping *was = ferry_mapping_change_get_was (change);
      FerryTableMapping *wanted = ferry_mapping_change_get_wanted (change);

      if (kind == FERRY_MAPPING_CHANGE_NONE)
        continue;
      ferry_cli_table_begin_row (table);
      ferry_cli_table_add_choice (table, kinds[kind].nick,
                                  g_dpgettext2 (GETTEXT_PACKAGE, "mapping change", kinds[kind].label),
                                  kinds[kind].style);
      add_target (table, ferry_mapping_change_get_mapping (change));
      ferry_cli_table_add_text (table, was != NULL ? ferry_table_mapping_get_source_table_name (was) : NULL);
      ferry_cli_table_add_text (table,
                                wanted != NULL ? ferry_table_mapping_get_source_table_name (wanted) : NULL);
      ferry_cli_table_add_choice (table, fates[fate].nick,
                                  g_dpgettext2 (GETTEXT_PACKAGE, "outcome", fates[fate].label),
                                  fates[fate].style);
    }
  ferry_cli_table_print (table, _ ("Nothing would change."));
}

/* ---- Applying ---- */

static void
on_progress (guint done, guint total, gpointer user_data)
{
  FerryCli *cli = user_data;
  g_autofree char *text = g_strdup_printf (
    /* Translators: “3 of 12 changes made” */
    g_dngettext (GETTEXT_PACKAGE, "%u of %u change made", "%u of %u changes made", total), done, total);

  ferry_console_progress (ferry_cli_get_console (cli), (double) done / MAX (total, 1), text);
}

static gboolean
send (FerryCli *cli, FerryEnvironment *environment, FerryMappingSet *set, GPtrArray *changes, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  gboolean done;

  ferry_environment_apply_mappings_async (environment, set, changes, on_progress, cli,
                                          ferry_cli_get_cancellable (cli), ferry_cli_await_cb, &result);
  done = ferry_environment_apply_mappings_finish (environment, ferry_cli_await (&result), NULL, error);
  ferry_console_end_progress (ferry_cli_get_console (cli));
  return done;
}

gboolean
ferry_cli_mappings_apply (FerryCli *cli,
                          FerryEnvironment *environment,
                          FerryMappingSet *set,
                          GPtrArray *changes,
                          const char *question,
                          GError **error)
{
  const FerryCliOptions *options = ferry_cli_get_options (cli);
  gboolean for_people = options->format == FERRY_CLI_FORMAT_TABLE;
  guint n = changes->len - ferry_mapping_change_count (changes, FERRY_MAPPING_CHANGE_NONE);
  gboolean done;

  if (!ferry_cli_allow (environment, FERRY_ACTION_MANAGE_MAPPINGS, error))
    return FALSE;
  if (n == 0 || options->dry_run)
    {
      print_changes (cli, changes, options->dry_run);
      return TRUE;
    }
  if (for_people && question != NULL)
    print_changes (cli, changes, FALSE);
  if (question != NULL && !ferry_cli_confirm (cli, question, error))
    return FALSE;
  done = send (cli, environment, set, changes, error);
  if (!for_people || !done)
    print_changes (cli, changes, FALSE);
  if (done)
    ferry_console_say (
      ferry_cli_get_console (cli),
      g_dngettext (GETTEXT_PACKAGE, "%u table mapping was changed.", "%u table mappings were changed.", n),
      n);
  return done;
}
