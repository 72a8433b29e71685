/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-mapping-file.h"

#include "ferry-csv.h"
#include "ferry-error.h"
#include "ferry-mapping-json-private.h"
#include "ferry-odata.h"
#include "ferry-sql-name.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Far more than any environment has mappings. */
#define MAX_SIZE (64 * 1024 * 1024)

/* Names of columns and members: #FerryMappingField. */
static const char *const NAMES[FERRY_N_MAPPING_FIELDS] = {
  "targetTableType", "appId", "extensionName", "tableId", "tableName", "sourceTableName", "dataPerCompany",
};

typedef struct
{
  FerryMappingSet *set;
  const char *const *companies;
  GPtrArray *mappings;
  GHashTable *lines; /* key of a target → its line */
} Reading;

const char *
ferry_mapping_field_get_name (FerryMappingField field)
{
  return NAMES[field];
}

/* ---- One mapping ---- */

static gboolean
set_wrong (GError **error, guint line, FerryMappingField field, const char *value, const char *expected)
{
  g_autofree char *message = g_strdup_printf (
    /* Translators: follows “Line 3: ”; a value in a file, the name of its column, and what is allowed there */
    _ ("“%s” can’t be the value of “%s”. Allowed: %s."), value, NAMES[field], expected);

  return ferry_csv_set_error (error, line, message);
}

static gboolean
read_type (const char *value, guint line, gboolean *extension, GError **error)
{
  g_autofree char *folded = value != NULL ? ferry_odata_fold_option (value) : NULL;

  *extension = g_strcmp0 (folded, "tableextension") == 0;
  if (value != NULL && !*extension && !g_str_equal (folded, "table"))
    return set_wrong (error, line, FERRY_MAPPING_FIELD_TYPE, value, "Table, Table Extension");
  return TRUE;
}

static gboolean
read_table_id (const char *value, guint line, gint64 *id, GError **error)
{
  *id = 0;
  if (value == NULL || *value == '\0')
    return TRUE;
  if (!g_ascii_string_to_signed (value, 10, 0, G_MAXINT32, id, NULL))
    return set_wrong (error, line, FERRY_MAPPING_FIELD_TABLE_ID, value, _ ("a whole number, or nothing"));
  return TRUE;
}

static gboolean
read_per_company (const char *value, gboolean extension, guint line, gboolean *per_company, GError **error)
{
  static const char *const yes[] = { "true", "yes", "1", NULL };
  static const char *const no[] = { "false", "no", "0", NULL };
  g_autofree char *folded = value != NULL ? g_ascii_strdown (value, -1) : NULL;

  *per_company = TRUE;
  if (value == NULL || *value == '\0' || g_strv_contains (yes, folded))
    return TRUE;
  if (!g_strv_contains (no, folded))
    return set_wrong (error, line, FERRY_MAPPING_FIELD_PER_COMPANY, value, "true, false");
  if (!extension)
    return ferry_csv_set_error (
      error, line,
      /* Translators: follows “Line 3: ” */
      _ ("“dataPerCompany” can be false only where “targetTableType” is “Table Extension”."));
  *per_company = FALSE;
  return TRUE;
}

static const char *
get_value (const char *const *values, FerryMappingField field)
{
  return values[field] != NULL ? values[field] : "";
}

static FerryTableMapping *
read_mapping (Reading *reading, const char *const *values, guint line, GError **error)
{
  g_autoptr (FerrySqlName) source = NULL;
  g_autoptr (GError) cause = NULL;
  g_autofree char *app_id = ferry_sql_name_dup_guid (get_value (values, FERRY_MAPPING_FIELD_APP_ID));
  g_autofree char *source_name = NULL;
  g_autofree char *table = g_strstrip (g_strdup (get_value (values, FERRY_MAPPING_FIELD_TABLE_NAME)));
  gboolean extension;
  gboolean per_company;
  gint64 table_id;

  if (!read_type (values[FERRY_MAPPING_FIELD_TYPE], line, &extension, error)
      || !read_table_id (values[FERRY_MAPPING_FIELD_TABLE_ID], line, &table_id, error)
      || !read_per_company (values[FERRY_MAPPING_FIELD_PER_COMPANY], extension, line, &per_company, error))
    return NULL;
  if (app_id == NULL || ferry_odata_is_null_guid (app_id))
    {
      set_wrong (error, line, FERRY_MAPPING_FIELD_APP_ID, get_value (values, FERRY_MAPPING_FIELD_APP_ID),
                 _ ("the GUID of the target’s app"));
      return NULL;
    }
  if (*table == '\0')
    {
      set_wrong (error, line, FERRY_MAPPING_FIELD_TABLE_NAME, "", _ ("the name of the target table"));
      return NULL;
    }
  source = ferry_sql_name_parse (get_value (values, FERRY_MAPPING_FIELD_SOURCE), reading->companies, &cause);
  if (source == NULL)
    {
      ferry_csv_set_error (error, line, cause->message);
      return NULL;
    }
  source_name = ferry_sql_name_dup_source (source);
  return ferry_table_mapping_new (extension, app_id, table_id, table, source_name, per_company);
}

static gboolean
take_values (const char *const *values, guint line, gpointer user_data, GError **error)
{
  Reading *reading = user_data;
  g_autoptr (FerryTableMapping) mapping = read_mapping (reading, values, line, error);
  g_autoptr (GError) cause = NULL;
  g_autofree char *key = NULL;
  guint other;

  if (mapping == NULL)
    return FALSE;
  if (reading->set != NULL && !ferry_mapping_set_check (reading->set, mapping, &cause))
    return ferry_csv_set_error (error, line, cause->message);
  key = ferry_mapping_set_dup_key (mapping);
  other = GPOINTER_TO_UINT (g_hash_table_lookup (reading->lines, key));
  if (other != 0)
    {
      g_autofree char *message = g_strdup_printf (
        /* Translators: follows “Line 3: ”; the name of a table, the number of a line */
        _ ("“%s” is a target in line %u already. Each target has exactly one source: remove one of them."),
        ferry_table_mapping_get_table_name (mapping), other);

      return ferry_csv_set_error (error, line, message);
    }
  g_hash_table_insert (reading->lines, g_steal_pointer (&key), GUINT_TO_POINTER (line));
  g_ptr_array_add (reading->mappings, g_steal_pointer (&mapping));
  return TRUE;
}

/* ---- CSV ---- */

/* Returns: whether each column is one, once, and the necessary ones are there */
static gboolean
read_heading (const FerryCsvRow *row, int *columns, GError **error)
{
  static const FerryMappingField necessary[]
    = { FERRY_MAPPING_FIELD_APP_ID, FERRY_MAPPING_FIELD_TABLE_NAME, FERRY_MAPPING_FIELD_SOURCE };

  for (int i = 0; i < FERRY_N_MAPPING_FIELDS; i++)
    columns[i] = -1;
  for (guint i = 0; i < row->n_fields; i++)
    {
      g_autofree char *name = g_strstrip (g_strdup (row->fields[i]));
      g_autofree char *message = NULL;
      int field = 0;

      while (field < FERRY_N_MAPPING_FIELDS && g_ascii_strcasecmp (NAMES[field], name) != 0)
        field++;
      if (field == FERRY_N_MAPPING_FIELDS)
        {
          g_autofree char *all = g_strjoinv (", ", (char **) NAMES);

          /* Translators: the name of a column in a file, then those that are known */
          message = g_strdup_printf (_ ("the column “%s” isn’t known. The heading may have: %s."), name, all);
          return ferry_csv_set_error (error, row->line, message);
        }
      if (columns[field] >= 0)
        {
          message = g_strdup_printf (
            /* Translators: follows “Line 3: ” */
            _ ("the column “%s” is there twice."), NAMES[field]);
          return ferry_csv_set_error (error, row->line, message);
        }
      columns[field] = (int) i;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (necessary); i++)
    if (columns[necessary[i]] < 0)
      {
        g_autofree char *message = g_strdup_printf (
          /* Translators: follows “Line 3: ” */
          _ ("the heading has no column “%s”."), NAMES[necessary[i]]);

        return ferry_csv_set_error (error, row->line, message);
      }
  return TRUE;
}

static gboolean
read_csv (Reading *reading, const char *data, gsize size, GError **error)
{
  g_autoptr (GPtrArray) rows = ferry_csv_parse (data, size, error);
  int columns[FERRY_N_MAPPING_FIELDS];

  if (rows == NULL)
    return FALSE;
  if (rows->len == 0)
    return ferry_csv_set_error (error, 1,
                                /* Translators: follows “Line 3: ” */
                                _ ("the file is empty. It needs a heading, and a line for each mapping."));
  if (!read_heading (g_ptr_array_index (rows, 0), columns, error))
    return FALSE;
  for (guint i = 1; i < rows->len; i++)
    {
      const FerryCsvRow *row = g_ptr_array_index (rows, i);
      const char *values[FERRY_N_MAPPING_FIELDS] = { NULL };

      for (int field = 0; field < FERRY_N_MAPPING_FIELDS; field++)
        if (columns[field] >= 0)
          values[field] = g_strstrip (row->fields[columns[field]]);
      if (!take_values (values, row->line, reading, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- Both ---- */

static gboolean
looks_like_json (const char *data, gsize size)
{
  gsize i = size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  while (i < size && g_ascii_isspace (data[i]))
    i++;
  return i < size && (data[i] == '{' || data[i] == '[');
}

GPtrArray *
ferry_mapping_file_parse (const char *data,
                          gsize size,
                          FerryMappingSet *set,
                          const char *const *companies,
                          GError **error)
{
  g_autoptr (GPtrArray) mappings = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reading reading = { set, companies, mappings, lines };
  gboolean done;

  g_return_val_if_fail (data != NULL || size == 0, NULL);

  done = looks_like_json (data, size) ? ferry_mapping_json_read (data, size, take_values, &reading, error)
                                      : read_csv (&reading, data, size, error);
  return done ? g_steal_pointer (&mappings) : NULL;
}

static void
append_csv (GString *text, FerryTableMapping *mapping)
{
  gboolean extension = ferry_table_mapping_is_extension (mapping);

  ferry_csv_append (text, extension ? "Table Extension" : "Table");
  g_string_append_c (text, ',');
  ferry_csv_append (text, ferry_table_mapping_get_app_id (mapping));
  g_string_append_c (text, ',');
  ferry_csv_append (text, ferry_table_mapping_get_extension_name (mapping));
  g_string_append_c (text, ',');
  if (ferry_table_mapping_get_table_id (mapping) > 0)
    g_string_append_printf (text, "%" G_GINT64_FORMAT, ferry_table_mapping_get_table_id (mapping));
  g_string_append_c (text, ',');
  ferry_csv_append (text, ferry_table_mapping_get_table_name (mapping));
  g_string_append_c (text, ',');
  ferry_csv_append (text, ferry_table_mapping_get_source_table_name (mapping));
  g_string_append_c (text, ',');
  if (extension)
    g_string_append (text, ferry_table_mapping_get_data_per_company (mapping) ? "true" : "false");
  g_string_append (text, "\r\n");
}

GBytes *
ferry_mapping_file_format (GPtrArray *mappings, FerryMappingFormat format)
{
  g_autoptr (GString) text = NULL;
  g_autofree char *heading = NULL;

  g_return_val_if_fail (mappings != NULL, NULL);

  if (format == FERRY_MAPPING_FORMAT_JSON)
    return ferry_mapping_json_write (mappings);
  heading = g_strjoinv (",", (char **) NAMES);
  text = g_string_new ("\xef\xbb\xbf");
  g_string_append_printf (text, "%s\r\n", heading);
  for (guint i = 0; i < mappings->len; i++)
    append_csv (text, g_ptr_array_index (mappings, i));
  return g_string_free_to_bytes (g_steal_pointer (&text));
}

/* ---- In a worker ---- */

typedef struct
{
  FerryMappingSet *set;
  char **companies;
  GPtrArray *mappings;
  FerryMappingFormat format;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_clear_object (&self->set);
  g_strfreev (self->companies);
  g_clear_pointer (&self->mappings, g_ptr_array_unref);
  g_free (self);
}

static gboolean
check_size (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info
    = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, cancellable, error);

  if (info == NULL)
    return FALSE;
  if (g_file_info_get_size (info) <= MAX_SIZE)
    return TRUE;
  g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_INVALID,
                       _ ("The file is far too large for table mappings. Choose another one."));
  return FALSE;
}

static void
load_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  g_autofree char *contents = NULL;
  gsize size;
  GError *error = NULL;
  GPtrArray *mappings;

  if (!check_size (source, cancellable, &error)
      || !g_file_load_contents (source, cancellable, &contents, &size, NULL, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  mappings
    = ferry_mapping_file_parse (contents, size, job->set, (const char *const *) job->companies, &error);
  if (mappings == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, mappings, (GDestroyNotify) g_ptr_array_unref);
}

void
ferry_mapping_file_load_async (GFile *file,
                               FerryMappingSet *set,
                               const char *const *companies,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job = g_new0 (Job, 1);

  job->set = set != NULL ? g_object_ref (set) : NULL;
  job->companies = g_strdupv ((char **) companies);
  task = g_task_new (file, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_mapping_file_load_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, load_in_worker);
}

GPtrArray *
ferry_mapping_file_load_finish (GFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
save_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  g_autoptr (GBytes) bytes = ferry_mapping_file_format (job->mappings, job->format);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  GError *error = NULL;

  if (g_file_replace_contents (source, data, size, NULL, FALSE, G_FILE_CREATE_NONE, NULL, cancellable,
                               &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
ferry_mapping_file_save_async (GFile *file,
                               GPtrArray *mappings,
                               FerryMappingFormat format,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job = g_new0 (Job, 1);

  job->mappings = g_ptr_array_ref (mappings);
  job->format = format;
  task = g_task_new (file, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_mapping_file_save_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, save_in_worker);
}

gboolean
ferry_mapping_file_save_finish (GFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
