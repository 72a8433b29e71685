/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cli-command.h"
#include "ferry-cli-data.h"
#include "ferry-cli-mappings.h"

#include <glib/gi18n-lib.h>

#include "ferry-error.h"
#include "ferry-mapping-file.h"
#include "ferry-sql-name.h"

/* Custom tables (domain §2.6). */

static char *app;
static char *all_of;
static gboolean extension;
static gboolean per_database;
static gboolean replace;
static char *format;

/* ---- Listing ---- */

static const GOptionEntry list_options[] = {
  { "app", 0, 0, G_OPTION_ARG_STRING, &app, N_ ("Only targets of this extension, by name or ID"),
    N_ ("APP") },
  G_OPTION_ENTRY_NULL,
};

static gboolean
run_list (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment = ferry_cli_open (cli, error);
  g_autoptr (FerryMappingSet) set = NULL;
  g_autoptr (GPtrArray) shown = NULL;
  g_autofree char *id = NULL;

  if (environment == NULL || (set = ferry_cli_mappings_load (cli, environment, error)) == NULL)
    return FALSE;
  if (app != NULL && (id = ferry_cli_mappings_find_app (set, app, error)) == NULL)
    return FALSE;
  shown = id != NULL ? ferry_mapping_set_list_extension (set, id)
                     : g_ptr_array_ref (ferry_mapping_set_get_mappings (set));
  ferry_cli_mappings_print (cli, "mappings", shown, _ ("There is no table mapping."));
  return TRUE;
}

/* ---- Adding ---- */

static const GOptionEntry add_options[] = {
  { "app", 0, 0, G_OPTION_ARG_STRING, &app, N_ ("The target’s extension, by name or ID"), N_ ("APP") },
  { "extension", 0, 0, G_OPTION_ARG_NONE, &extension, N_ ("The target is a table extension"), NULL },
  { "per-database", 0, 0, G_OPTION_ARG_NONE, &per_database,
    N_ ("The extension’s data is for all companies together"), NULL },
  { "replace", 0, 0, G_OPTION_ARG_NONE, &replace, N_ ("Change the mapping that the target has already"),
    NULL },
  G_OPTION_ENTRY_NULL,
};

/* Returns: (nullable): the one table to choose from that is meant; NULL without an error where none is */
static gboolean
find_target (FerryMappingSet *set,
             const char *name,
             const char *app_id,
             FerrySourceTable **found,
             GError **error)
{
  GPtrArray *tables = ferry_mapping_set_get_tables (set);

  *found = NULL;
  for (guint i = 0; tables != NULL && i < tables->len; i++)
    {
      FerrySourceTable *table = g_ptr_array_index (tables, i);

      if (!ferry_cli_is_named (ferry_source_table_get_table_name (table),
                               ferry_source_table_get_table_id (table), name)
          || (app_id != NULL && !ferry_mapping_set_same_app (ferry_source_table_get_app_id (table), app_id))
          || (extension && !ferry_cli_mappings_is_extension (table)))
        continue;
      /* What can't be a target doesn't stand in the way of what can. */
      if (*found != NULL && !ferry_source_table_get_mappable (table))
        continue;
      if (*found != NULL && ferry_source_table_get_mappable (*found))
        return ferry_cli_usage (error,
                                _ ("Several tables are called “%s”. Say with “--app” and “--extension” "
                                   "which is meant."),
                                name);
      *found = table;
    }
  return TRUE;
}

static FerryTableMapping *
make_mapping (FerryMappingSet *set, FerryEnvironment *environment, char **arguments, GError **error)
{
  g_auto (GStrv) companies = ferry_environment_dup_company_names (environment);
  g_autoptr (FerrySqlName) name = ferry_sql_name_parse (arguments[0], (const char *const *) companies, error);
  g_autofree char *source = name != NULL ? ferry_sql_name_dup_source (name) : NULL;
  g_autofree char *app_id = NULL;
  FerrySourceTable *table;
  gint64 number;

  if (name == NULL || (app != NULL && (app_id = ferry_cli_mappings_find_app (set, app, error)) == NULL)
      || !find_target (set, arguments[1], app_id, &table, error))
    return NULL;
  if (table != NULL)
    return ferry_table_mapping_new (ferry_cli_mappings_is_extension (table),
                                    ferry_source_table_get_app_id (table),
                                    ferry_source_table_get_table_id (table),
                                    ferry_source_table_get_table_name (table), source, !per_database);
  if (ferry_mapping_set_get_tables (set) != NULL)
    {
      ferry_cli_usage (error, _ ("There is no table “%s” in the environment that could be a target."),
                       arguments[1]);
      return NULL;
    }
  /* The service alone knows its tables then. */
  if (g_ascii_string_to_signed (arguments[1], 10, 1, G_MAXINT32, &number, NULL))
    {
      ferry_cli_usage (error, "%s", _ ("The environment doesn’t list its tables: give the target’s name."));
      return NULL;
    }
  return ferry_table_mapping_new (extension, app_id, 0, arguments[1], source, !per_database);
}

static gboolean
run_add (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment = ferry_cli_open (cli, error);
  g_autoptr (FerryMappingSet) set = NULL;
  g_autoptr (FerryTableMapping) mapping = NULL;
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  g_autoptr (GPtrArray) changes = NULL;
  FerryTableMapping *existing = NULL;

  if (environment == NULL || (set = ferry_cli_mappings_load (cli, environment, error)) == NULL
      || (mapping = make_mapping (set, environment, arguments, error)) == NULL)
    return FALSE;
  if (replace)
    existing = ferry_mapping_set_find (set, mapping);
  g_ptr_array_add (wanted, mapping);
  changes = ferry_mapping_set_plan (set, existing, wanted, error);
  return changes != NULL && ferry_cli_mappings_apply (cli, environment, set, changes, NULL, error);
}

static gboolean
run_populate (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment = ferry_cli_open (cli, error);
  g_autoptr (FerryMappingSet) set = NULL;
  g_autoptr (GPtrArray) wanted = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autofree char *id = NULL;

  if (environment == NULL || (set = ferry_cli_mappings_load (cli, environment, error)) == NULL)
    return FALSE;
  if (ferry_mapping_set_get_tables (set) == NULL)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_NOT_OFFERED,
                           _ ("The environment doesn’t list its tables, so that those of an extension aren’t "
                              "known. Add them one by one."));
      return FALSE;
    }
  id = ferry_cli_mappings_find_app (set, arguments[0], error);
  if (id == NULL)
    return FALSE;
  wanted = ferry_mapping_set_populate (set, id);
  changes = ferry_mapping_set_plan (set, NULL, wanted, error);
  return changes != NULL && ferry_cli_mappings_apply (cli, environment, set, changes, NULL, error);
}

/* ---- Deleting ---- */

static const GOptionEntry delete_options[] = {
  { "app", 0, 0, G_OPTION_ARG_STRING, &app, N_ ("Only targets of this extension, by name or ID"),
    N_ ("APP") },
  { "all-of", 0, 0, G_OPTION_ARG_STRING, &all_of, N_ ("All mappings of this extension, by name or ID"),
    N_ ("APP") },
  G_OPTION_ENTRY_NULL,
};

static gboolean
is_meant (FerryTableMapping *mapping, const char *app_id, const char *name)
{
  return (app_id == NULL || ferry_mapping_set_same_app (ferry_table_mapping_get_app_id (mapping), app_id))
         && (g_strcmp0 (ferry_table_mapping_get_id (mapping), name) == 0
             || ferry_cli_is_named (ferry_table_mapping_get_table_name (mapping),
                                    ferry_table_mapping_get_table_id (mapping), name));
}

static GPtrArray *
choose (FerryMappingSet *set, char **names, GError **error)
{
  GPtrArray *mappings = ferry_mapping_set_get_mappings (set);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *app_id = NULL;

  if (app != NULL && (app_id = ferry_cli_mappings_find_app (set, app, error)) == NULL)
    return NULL;
  for (; *names != NULL; names++)
    {
      FerryTableMapping *found = NULL;

      for (guint i = 0; i < mappings->len; i++)
        {
          if (!is_meant (g_ptr_array_index (mappings, i), app_id, *names))
            continue;
          if (found != NULL)
            {
              ferry_cli_usage (error,
                               _ ("Several mappings have the target “%s”. Say with “--app” which is "
                                  "meant."),
                               *names);
              return NULL;
            }
          found = g_ptr_array_index (mappings, i);
        }
      if (found == NULL)
        {
          ferry_cli_usage (error, _ ("No mapping has the target “%s”. “ferryctl mappings list” lists them."),
                           *names);
          return NULL;
        }
      if (!g_ptr_array_find (chosen, found, NULL))
        g_ptr_array_add (chosen, g_object_ref (found));
    }
  return g_steal_pointer (&chosen);
}

static gboolean
run_delete (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment;
  g_autoptr (FerryMappingSet) set = NULL;
  g_autoptr (GPtrArray) chosen = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autofree char *id = NULL;

  if ((arguments[0] != NULL) == (all_of != NULL))
    return ferry_cli_usage (error, "%s", _ ("Give the targets of mappings, or “--all-of” an extension."));
  environment = ferry_cli_open (cli, error);
  if (environment == NULL || (set = ferry_cli_mappings_load (cli, environment, error)) == NULL)
    return FALSE;
  if (all_of != NULL)
    {
      id = ferry_cli_mappings_find_app (set, all_of, error);
      chosen = id != NULL ? ferry_mapping_set_list_extension (set, id) : NULL;
    }
  else
    chosen = choose (set, arguments, error);
  if (chosen == NULL)
    return FALSE;
  changes = ferry_mapping_set_plan_deletion (set, chosen);
  return ferry_cli_mappings_apply (cli, environment, set, changes, _ ("Delete these table mappings?"), error);
}

/* ---- Files ---- */

static const GOptionEntry import_options[] = {
  { "replace", 0, 0, G_OPTION_ARG_NONE, &replace, N_ ("Delete the mappings that the file doesn’t have"),
    NULL },
  G_OPTION_ENTRY_NULL,
};

static gboolean
run_import (FerryCli *cli, char **arguments, GError **error)
{
  g_autoptr (GBytes) bytes = ferry_cli_read_file (cli, arguments[0], error);
  FerryEnvironment *environment;
  g_autoptr (FerryMappingSet) set = NULL;
  g_autoptr (GPtrArray) wanted = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_auto (GStrv) companies = NULL;
  gsize size;
  const char *data;

  if (bytes == NULL || (environment = ferry_cli_open (cli, error)) == NULL
      || (set = ferry_cli_mappings_load (cli, environment, error)) == NULL)
    return FALSE;
  companies = ferry_environment_dup_company_names (environment);
  data = g_bytes_get_data (bytes, &size);
  wanted = ferry_mapping_file_parse (data, size, set, (const char *const *) companies, error);
  if (wanted == NULL)
    return FALSE;
  changes = ferry_mapping_set_diff (set, wanted, replace);
  return ferry_cli_mappings_apply (cli, environment, set, changes, _ ("Make these changes?"), error);
}

static const GOptionEntry export_options[] = {
  { "format", 'f', 0, G_OPTION_ARG_STRING, &format,
    N_ ("csv or json; without it, as the file’s name ends, else csv"), N_ ("FORMAT") },
  G_OPTION_ENTRY_NULL,
};

static gboolean
choose_format (const char *path, FerryMappingFormat *chosen, GError **error)
{
  *chosen = FERRY_MAPPING_FORMAT_CSV;
  if (format == NULL && path != NULL && g_str_has_suffix (path, ".json"))
    *chosen = FERRY_MAPPING_FORMAT_JSON;
  else if (g_strcmp0 (format, "json") == 0)
    *chosen = FERRY_MAPPING_FORMAT_JSON;
  else if (format != NULL && !g_str_equal (format, "csv"))
    return ferry_cli_usage (error, _ ("There is no file format “%s”: it can be csv or json."), format);
  return TRUE;
}

static gboolean
run_export (FerryCli *cli, char **arguments, GError **error)
{
  FerryMappingFormat chosen;
  FerryEnvironment *environment;
  g_autoptr (FerryMappingSet) set = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!choose_format (arguments[0], &chosen, error) || (environment = ferry_cli_open (cli, error)) == NULL
      || (set = ferry_cli_mappings_load (cli, environment, error)) == NULL)
    return FALSE;
  bytes = ferry_mapping_file_format (ferry_mapping_set_get_mappings (set), chosen);
  return ferry_cli_write_file (cli, arguments[0], bytes, error);
}

/* ---- Defaults ---- */

static gboolean
run_restore (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment = ferry_cli_open (cli, error);
  g_autoptr (FerryMappingSet) set = NULL;
  g_autoptr (FerryMappingSet) now = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GPtrArray *mappings;

  if (environment == NULL || !ferry_cli_allow (environment, FERRY_ACTION_MANAGE_MAPPINGS, error)
      || (set = ferry_cli_mappings_load (cli, environment, error)) == NULL)
    return FALSE;
  mappings = ferry_mapping_set_get_mappings (set);
  if (mappings->len == 0)
    {
      g_set_error_literal (
        error, FERRY_ERROR, FERRY_ERROR_RULE,
        _ ("The service restores the defaults by way of a table mapping, and there is none. "
           "Add any one first: it is deleted with it."));
      return FALSE;
    }
  if (ferry_cli_get_options (cli)->dry_run)
    return ferry_cli_check (cli, environment, FERRY_ACTION_MANAGE_MAPPINGS, _ ("restore the defaults"),
                            error);
  if (!ferry_cli_confirm (cli, _ ("All table mappings are deleted, and the defaults come back. Go on?"),
                          error))
    return FALSE;
  ferry_environment_reset_mappings_async (environment, set, g_ptr_array_index (mappings, 0), FALSE,
                                          ferry_cli_get_cancellable (cli), ferry_cli_await_cb, &result);
  if (!ferry_environment_reset_mappings_finish (environment, ferry_cli_await (&result), &now, error))
    return FALSE;
  if (now != NULL)
    ferry_cli_mappings_print (cli, "mappings", ferry_mapping_set_get_mappings (now),
                              _ ("There is no table mapping by default."));
  return TRUE;
}

#define LISTS   (FERRY_CLI_ENVIRONMENT | FERRY_CLI_PRINTS)
#define CHANGES (LISTS | FERRY_CLI_ACTS)

const FerryCliCommand ferry_cli_mapping_commands[] = {
  { "mappings list", NULL, N_ ("List into which tables the data of custom tables goes"), NULL, LISTS,
    list_options, 0, 0, run_list },
  { "mappings add", N_ ("SOURCE TARGET"), N_ ("Bring the data of a table into another one"),
    N_ ("SOURCE is the table’s name in SQL, as it is or without company and brackets. TARGET is a table’s "
        "name or number."),
    CHANGES, add_options, 2, 2, run_add },
  { "mappings populate", N_ ("APP"), N_ ("Add all tables of an extension that have no source yet"),
    N_ ("Each gets its data from the source’s table of the same name."), CHANGES, NULL, 1, 1, run_populate },
  { "mappings delete", N_ ("[TARGET…]"), N_ ("Delete table mappings"), NULL, CHANGES | FERRY_CLI_ASKS,
    delete_options, 0, G_MAXUINT, run_delete },
  { "mappings import", N_ ("FILE"), N_ ("Take table mappings over from a CSV or JSON file"),
    N_ ("Shows what would change, and asks. “-” is standard input. What isn’t right is an error with its "
        "line, and nothing is changed then."),
    CHANGES | FERRY_CLI_ASKS, import_options, 1, 1, run_import },
  { "mappings export", N_ ("[FILE]"), N_ ("Write the table mappings to a CSV or JSON file"), NULL,
    FERRY_CLI_ENVIRONMENT, export_options, 0, 1, run_export },
  { "mappings restore", NULL, N_ ("Delete all table mappings and restore the defaults"), NULL,
    CHANGES | FERRY_CLI_ASKS, NULL, 0, 0, run_restore },
  FERRY_CLI_COMMAND_NULL,
};
