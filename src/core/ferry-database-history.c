/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-database-private.h"

#include "ferry-detail-list-private.h"
#include "ferry-json.h"

/* One of the history's rows, and what is to be done with it. */
typedef struct
{
  char *environment_id;
  char *key;
  char *value;
  FerryDetailStore *rows;
  GPtrArray *runs; /* SavedRun */
} Item;

typedef struct
{
  char *id;
  gint64 start_time;
  char *json;
} SavedRun;

static void
item_free (gpointer data)
{
  Item *self = data;

  g_free (self->environment_id);
  g_free (self->key);
  g_free (self->value);
  g_clear_pointer (&self->rows, ferry_detail_store_unref);
  g_clear_pointer (&self->runs, g_ptr_array_unref);
  g_free (self);
}

static void
saved_run_free (gpointer data)
{
  SavedRun *self = data;

  g_free (self->id);
  g_free (self->json);
  g_free (self);
}

static GTask *
create_task (FerryDatabase *self,
             const char *environment_id,
             gpointer tag,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Item *item = g_new0 (Item, 1);

  g_task_set_source_tag (task, tag);
  item->environment_id = g_strdup (environment_id);
  g_task_set_task_data (task, item, item_free);
  return task;
}

static gboolean
finish_write (FerryDatabase *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

/* All or nothing. */
static gpointer
end_transaction (FerryDatabaseFile *file, gboolean done, GError **error)
{
  if (done && ferry_database_file_exec (file, error, "COMMIT", ""))
    return GINT_TO_POINTER (TRUE);
  ferry_database_file_exec (file, NULL, "ROLLBACK", "");
  return NULL;
}

/* ---- Runs ---- */

static gpointer
write_runs (FerryDatabaseFile *file, gpointer data, GError **error)
{
  static const char sql[]
    = "INSERT INTO run (environment_id, id, start_time, json) VALUES (?, ?, ?, ?)"
      " ON CONFLICT (environment_id, id) DO UPDATE SET start_time = excluded.start_time,"
      " json = excluded.json WHERE json <> excluded.json";
  Item *item = data;
  gboolean done = TRUE;

  if (!ferry_database_file_exec (file, error, "BEGIN IMMEDIATE", ""))
    return NULL;
  for (guint i = 0; done && i < item->runs->len; i++)
    {
      SavedRun *run = g_ptr_array_index (item->runs, i);

      done = ferry_database_file_exec (file, error, sql, "ssls", item->environment_id, run->id,
                                       run->start_time, run->json);
    }
  return end_transaction (file, done, error);
}

static SavedRun *
save_run (FerryRun *run)
{
  SavedRun *saved = g_new0 (SavedRun, 1);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, ferry_run_to_json (run));
  saved->id = g_strdup (ferry_run_get_id (run));
  saved->start_time = ferry_run_get_start_time (run);
  saved->json = json_to_string (node, FALSE);
  return saved;
}

void
ferry_database_save_runs_async (FerryDatabase *self,
                                const char *environment_id,
                                GPtrArray *runs,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;
  Item *item;

  g_return_if_fail (FERRY_IS_DATABASE (self));
  g_return_if_fail (environment_id != NULL && runs != NULL);

  task = create_task (self, environment_id, ferry_database_save_runs_async, NULL, callback, user_data);
  item = g_task_get_task_data (task);
  item->runs = g_ptr_array_new_with_free_func (saved_run_free);
  for (guint i = 0; i < runs->len; i++)
    g_ptr_array_add (item->runs, save_run (g_ptr_array_index (runs, i)));
  ferry_database_push (self, task, write_runs, NULL);
}

gboolean
ferry_database_save_runs_finish (FerryDatabase *self, GAsyncResult *result, GError **error)
{
  return finish_write (self, result, error);
}

static FerryRun *
read_run (const char *text, int size, GError **error)
{
  g_autoptr (JsonNode) node = ferry_json_parse (text, (gsize) size, error);
  JsonObject *object = node != NULL ? ferry_json_get_object (node, "run", error) : NULL;

  return object != NULL ? ferry_run_new_from_json (object, error) : NULL;
}

static gpointer
read_runs (FerryDatabaseFile *file, gpointer data, GError **error)
{
  static const char sql[] = "SELECT json FROM run WHERE environment_id = ? ORDER BY start_time DESC, id";
  Item *item = data;
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (g_object_unref);
  sqlite3_stmt *statement = ferry_database_file_bind (file, error, sql, "s", item->environment_id);
  FerryStep step;

  if (statement == NULL)
    return NULL;
  while ((step = ferry_database_file_step (file, statement, error)) == FERRY_STEP_ROW)
    {
      g_autoptr (GError) cause = NULL;
      FerryRun *run
        = read_run (ferry_database_column (statement, 0), sqlite3_column_bytes (statement, 0), &cause);

      /* One that can't be read comes anew from the service. */
      if (run != NULL)
        g_ptr_array_add (runs, run);
      else
        g_debug ("A run of the history can't be read: %s", cause->message);
    }
  return step == FERRY_STEP_DONE ? g_steal_pointer (&runs) : NULL;
}

void
ferry_database_list_runs_async (FerryDatabase *self,
                                const char *environment_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (FERRY_IS_DATABASE (self));
  g_return_if_fail (environment_id != NULL);

  ferry_database_push (
    self,
    create_task (self, environment_id, ferry_database_list_runs_async, cancellable, callback, user_data),
    read_runs, (GDestroyNotify) g_ptr_array_unref);
}

GPtrArray *
ferry_database_list_runs_finish (FerryDatabase *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Details ---- */

static gpointer
write_details (FerryDatabaseFile *file, gpointer data, GError **error)
{
  static const char sql[]
    = "INSERT INTO detail (environment_id, run_id, saved_at, rows) VALUES (?, ?, ?, ?)"
      " ON CONFLICT (environment_id, run_id) DO UPDATE SET saved_at = excluded.saved_at,"
      " rows = excluded.rows";
  Item *item = data;
  g_autoptr (GBytes) rows = ferry_detail_store_serialize (item->rows);

  if (!ferry_database_file_exec (file, error, sql, "sslb", item->environment_id, item->key,
                                 g_get_real_time (), rows))
    return NULL;
  return GINT_TO_POINTER (TRUE);
}

void
ferry_database_save_details_async (FerryDatabase *self,
                                   const char *environment_id,
                                   const char *run_id,
                                   FerryDetailList *list,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task;
  Item *item;

  g_return_if_fail (FERRY_IS_DATABASE (self));
  g_return_if_fail (environment_id != NULL && run_id != NULL);
  g_return_if_fail (FERRY_IS_DETAIL_LIST (list));

  task = create_task (self, environment_id, ferry_database_save_details_async, NULL, callback, user_data);
  item = g_task_get_task_data (task);
  item->key = g_strdup (run_id);
  /* The list belongs to this thread; its state of this moment to whoever reads it. */
  item->rows = ferry_detail_list_ref_store (list);
  ferry_database_push (self, task, write_details, NULL);
}

gboolean
ferry_database_save_details_finish (FerryDatabase *self, GAsyncResult *result, GError **error)
{
  return finish_write (self, result, error);
}

static gpointer
read_details (FerryDatabaseFile *file, gpointer data, GError **error)
{
  static const char sql[] = "SELECT rows FROM detail WHERE environment_id = ? AND run_id = ?";
  Item *item = data;
  sqlite3_stmt *statement
    = ferry_database_file_bind (file, error, sql, "ss", item->environment_id, item->key);
  g_autoptr (GBytes) rows = NULL;

  if (statement == NULL || ferry_database_file_step (file, statement, error) != FERRY_STEP_ROW)
    return NULL;
  rows = g_bytes_new (sqlite3_column_blob (statement, 0), (gsize) sqlite3_column_bytes (statement, 0));
  sqlite3_reset (statement);
  return ferry_detail_store_deserialize (rows, error);
}

static void
on_details_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryDetailList *list = g_task_get_task_data (task);
  GError *error = NULL;
  FerryDetailStore *rows = g_task_propagate_pointer (G_TASK (result), &error);

  if (rows != NULL)
    ferry_detail_list_take_store (list, rows);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, rows != NULL);
}

void
ferry_database_load_details_async (FerryDatabase *self,
                                   const char *environment_id,
                                   const char *run_id,
                                   FerryDetailList *list,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task, *work;
  Item *item;

  g_return_if_fail (FERRY_IS_DATABASE (self));
  g_return_if_fail (environment_id != NULL && run_id != NULL);
  g_return_if_fail (FERRY_IS_DETAIL_LIST (list));

  /* Read in the worker, taken over by the list on this thread. */
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_database_load_details_async);
  g_task_set_task_data (task, g_object_ref (list), g_object_unref);
  work = create_task (self, environment_id, read_details, cancellable, on_details_read, task);
  item = g_task_get_task_data (work);
  item->key = g_strdup (run_id);
  ferry_database_push (self, work, read_details, (GDestroyNotify) ferry_detail_store_unref);
}

gboolean
ferry_database_load_details_finish (FerryDatabase *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- Values ---- */

static gpointer
write_value (FerryDatabaseFile *file, gpointer data, GError **error)
{
  static const char set[] = "INSERT INTO value (environment_id, key, value) VALUES (?, ?, ?)"
                            " ON CONFLICT (environment_id, key) DO UPDATE SET value = excluded.value";
  static const char unset[] = "DELETE FROM value WHERE environment_id = ? AND key = ?";
  Item *item = data;
  gboolean done;

  if (item->value != NULL)
    done = ferry_database_file_exec (file, error, set, "sss", item->environment_id, item->key, item->value);
  else
    done = ferry_database_file_exec (file, error, unset, "ss", item->environment_id, item->key);
  return GINT_TO_POINTER (done);
}

void
ferry_database_set_value_async (FerryDatabase *self,
                                const char *environment_id,
                                const char *key,
                                const char *value,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;
  Item *item;

  g_return_if_fail (FERRY_IS_DATABASE (self));
  g_return_if_fail (environment_id != NULL && key != NULL);

  task = create_task (self, environment_id, ferry_database_set_value_async, NULL, callback, user_data);
  item = g_task_get_task_data (task);
  item->key = g_strdup (key);
  item->value = g_strdup (value);
  ferry_database_push (self, task, write_value, NULL);
}

gboolean
ferry_database_set_value_finish (FerryDatabase *self, GAsyncResult *result, GError **error)
{
  return finish_write (self, result, error);
}

static gpointer
read_value (FerryDatabaseFile *file, gpointer data, GError **error)
{
  static const char sql[] = "SELECT value FROM value WHERE environment_id = ? AND key = ?";
  Item *item = data;
  sqlite3_stmt *statement
    = ferry_database_file_bind (file, error, sql, "ss", item->environment_id, item->key);
  char *value;

  if (statement == NULL || ferry_database_file_step (file, statement, error) != FERRY_STEP_ROW)
    return NULL;
  value = g_strdup (ferry_database_column (statement, 0));
  sqlite3_reset (statement);
  return value;
}

void
ferry_database_get_value_async (FerryDatabase *self,
                                const char *environment_id,
                                const char *key,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;
  Item *item;

  g_return_if_fail (FERRY_IS_DATABASE (self));
  g_return_if_fail (environment_id != NULL && key != NULL);

  task = create_task (self, environment_id, ferry_database_get_value_async, cancellable, callback, user_data);
  item = g_task_get_task_data (task);
  item->key = g_strdup (key);
  ferry_database_push (self, task, read_value, g_free);
}

char *
ferry_database_get_value_finish (FerryDatabase *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Forgetting ---- */

static gpointer
forget (FerryDatabaseFile *file, gpointer data, GError **error)
{
  Item *item = data;
  gboolean done;

  if (!ferry_database_file_exec (file, error, "BEGIN IMMEDIATE", ""))
    return NULL;
  done = ferry_database_file_exec (file, error, "DELETE FROM run WHERE environment_id = ?", "s",
                                   item->environment_id)
         && ferry_database_file_exec (file, error, "DELETE FROM detail WHERE environment_id = ?", "s",
                                      item->environment_id)
         && ferry_database_file_exec (file, error, "DELETE FROM value WHERE environment_id = ?", "s",
                                      item->environment_id);
  return end_transaction (file, done, error);
}

void
ferry_database_forget_async (FerryDatabase *self,
                             const char *environment_id,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (FERRY_IS_DATABASE (self));
  g_return_if_fail (environment_id != NULL);

  ferry_database_push (
    self, create_task (self, environment_id, ferry_database_forget_async, NULL, callback, user_data), forget,
    NULL);
}

gboolean
ferry_database_forget_finish (FerryDatabase *self, GAsyncResult *result, GError **error)
{
  return finish_write (self, result, error);
}
