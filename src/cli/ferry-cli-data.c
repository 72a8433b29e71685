/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cli-data.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "ferry-error.h"

/* Lists that people keep in files are far smaller; nothing larger is read into memory. */
#define MOST_READ (64 * 1024 * 1024)

gboolean
ferry_cli_usage (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL)
    *error = g_error_new_valist (FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE, format, arguments);
  va_end (arguments);
  return FALSE;
}

gboolean
ferry_cli_allow (FerryEnvironment *environment, FerryAction action, GError **error)
{
  g_autofree char *reason = NULL;

  if (ferry_environment_check_action (environment, action, &reason))
    return TRUE;
  g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_RULE, reason);
  return FALSE;
}

GPtrArray *
ferry_cli_read_records (FerryCli *cli,
                        FerryEnvironment *environment,
                        FerryAction action,
                        GType type,
                        GError **error)
{
  FerryMigrationService *service = ferry_environment_get_service (environment);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) cause = NULL;
  GPtrArray *records;

  ferry_migration_service_list_records_async (service, type, ferry_cli_get_cancellable (cli),
                                              ferry_cli_await_cb, &result);
  records = ferry_migration_service_list_records_finish (service, ferry_cli_await (&result), &cause);
  if (records != NULL)
    return records;
  /* The rules say it with the action's name, and what to do instead. */
  if (g_error_matches (cause, FERRY_ERROR, FERRY_ERROR_NOT_OFFERED)
      && !ferry_cli_allow (environment, action, error))
    return NULL;
  g_propagate_error (error, g_steal_pointer (&cause));
  return NULL;
}

gboolean
ferry_cli_check_new_name (FerryCli *cli, const char *name, GError **error)
{
  FerryWorkspace *workspace = ferry_cli_get_workspace (cli, error);

  if (workspace == NULL)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (workspace)); i++)
    {
      g_autoptr (FerryEnvironment) other = g_list_model_get_item (G_LIST_MODEL (workspace), i);

      if (g_strcmp0 (ferry_profile_get_name (ferry_environment_get_profile (other)), name) != 0)
        continue;
      return ferry_cli_usage (error, _ ("There is an environment “%s” already. Choose another name."), name);
    }
  return TRUE;
}

/* ---- Companies and tables ---- */

gboolean
ferry_cli_check_company (FerryEnvironment *environment, const char *name, GError **error)
{
  g_auto (GStrv) names = ferry_environment_dup_company_names (environment);
  g_autofree char *joined = NULL;

  if (name == NULL || *name == '\0' || g_strv_contains ((const char *const *) names, name))
    return TRUE;
  joined = ferry_migration_state_join_names (names);
  /* Translators: %1$s is a name, %2$s a list of names */
  return ferry_cli_usage (error, _ ("There is no company “%1$s”. There are: %2$s."), name,
                          *joined != '\0' ? joined : "–");
}

gboolean
ferry_cli_is_named (const char *name, gint64 number, const char *wanted)
{
  g_autofree char *folded = NULL;
  g_autofree char *other = NULL;

  if (number > 0 && *wanted != '\0' && strspn (wanted, "0123456789") == strlen (wanted)
      && g_ascii_strtoll (wanted, NULL, 10) == number)
    return TRUE;
  folded = g_utf8_casefold (name, -1);
  other = g_utf8_casefold (wanted, -1);
  return g_str_equal (folded, other);
}

GPtrArray *
ferry_cli_pick (GPtrArray *records,
                char **words,
                FerryCliPredicate is_meant,
                const char *missing,
                GError **error)
{
  g_autoptr (GPtrArray) picked = g_ptr_array_new_with_free_func (g_object_unref);

  for (; *words != NULL; words++)
    {
      gboolean found = FALSE;

      for (guint i = 0; i < records->len; i++)
        {
          FerryRecord *record = g_ptr_array_index (records, i);

          if (!is_meant (record, *words))
            continue;
          found = TRUE;
          if (!g_ptr_array_find (picked, record, NULL))
            g_ptr_array_add (picked, g_object_ref (record));
        }
      if (!found)
        {
          g_autoptr (GString) message = g_string_new (missing);

          g_string_replace (message, "%s", *words, 1);
          ferry_cli_usage (error, "%s", message->str);
          return NULL;
        }
    }
  return g_steal_pointer (&picked);
}

/* ---- Files ---- */

static gboolean
is_standard (const char *path)
{
  return path == NULL || g_str_equal (path, "-");
}

static GInputStream *
open_input (FerryCli *cli, const char *path, GError **error)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  if (is_standard (path))
    return g_unix_input_stream_new (STDIN_FILENO, FALSE);
  file = g_file_new_for_commandline_arg (path);
  g_file_read_async (file, G_PRIORITY_DEFAULT, ferry_cli_get_cancellable (cli), ferry_cli_await_cb, &result);
  return G_INPUT_STREAM (g_file_read_finish (file, ferry_cli_await (&result), error));
}

GBytes *
ferry_cli_read_file (FerryCli *cli, const char *path, GError **error)
{
  g_autoptr (GInputStream) input = open_input (cli, path, error);
  g_autoptr (GByteArray) data = g_byte_array_new ();

  while (input != NULL)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GBytes) part = NULL;
      gsize length;

      g_input_stream_read_bytes_async (input, 64 * 1024, G_PRIORITY_DEFAULT, ferry_cli_get_cancellable (cli),
                                       ferry_cli_await_cb, &result);
      part = g_input_stream_read_bytes_finish (input, ferry_cli_await (&result), error);
      if (part == NULL)
        return NULL;
      if (g_bytes_get_size (part) == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&data));
      g_byte_array_append (data, g_bytes_get_data (part, &length), (guint) g_bytes_get_size (part));
      if (data->len > MOST_READ)
        {
          ferry_cli_usage (error, _ ("“%s” is too large to be such a file."), path);
          return NULL;
        }
    }
  return NULL;
}

gboolean
ferry_cli_write_file (FerryCli *cli, const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (is_standard (path))
    {
      ferry_console_write (ferry_cli_get_console (cli), data, (gssize) length);
      return TRUE;
    }
  file = g_file_new_for_commandline_arg (path);
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE,
                                       ferry_cli_get_cancellable (cli), ferry_cli_await_cb, &result);
  if (!g_file_replace_contents_finish (file, ferry_cli_await (&result), NULL, error))
    return FALSE;
  ferry_console_say (ferry_cli_get_console (cli), _ ("“%s” was written."), path);
  return TRUE;
}

/* ---- Answers ---- */

void
ferry_cli_print_count (FerryCli *cli, const char *name, gint64 count, const char *sentence)
{
  static const FerryCliColumn columns[] = { { "count", N_ ("Count"), TRUE, FALSE } };
  g_autoptr (FerryCliTable) table = NULL;

  if (ferry_cli_get_options (cli)->format == FERRY_CLI_FORMAT_TABLE)
    {
      ferry_console_say (ferry_cli_get_console (cli), "%s", sentence);
      return;
    }
  table = ferry_cli_record (cli, name, columns, G_N_ELEMENTS (columns));
  ferry_cli_table_begin_row (table);
  ferry_cli_table_add_count (table, count);
  ferry_cli_table_print (table, NULL);
}
