/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-store.h"

#include "sandbox-store-schema.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define BUSY_TIMEOUT_MS 30000

struct _SandboxStore
{
  char *folder;
  sqlite3 *db;
};

static gboolean
fail (sqlite3 *db, GError **error)
{
  int code = sqlite3_errcode (db);

  g_set_error (error, G_IO_ERROR, (code & 0xff) == SQLITE_BUSY ? G_IO_ERROR_BUSY : G_IO_ERROR_FAILED,
               "service.db: %s", sqlite3_errmsg (db));
  return FALSE;
}

static gboolean
run_script (SandboxStore *self, const char *sql, GError **error)
{
  if (sqlite3_exec (self->db, sql, NULL, NULL, NULL) != SQLITE_OK)
    return fail (self->db, error);
  return TRUE;
}

static gboolean
take_step (SandboxStore *self, const SandboxStoreStep *step, GError **error)
{
  if (!run_script (self, step->script, error))
    return FALSE;
  for (guint i = 0; step->versioned[i] != NULL; i++)
    {
      const char *table = step->versioned[i];
      g_autofree char *trigger
        = g_strdup_printf ("CREATE TRIGGER %s_version AFTER UPDATE ON %s WHEN NEW.version = OLD.version "
                           "BEGIN UPDATE %s SET version = OLD.version + 1 WHERE seq = NEW.seq; END",
                           table, table, table);

      if (!run_script (self, trigger, error))
        return FALSE;
    }
  return TRUE;
}

/* A folder of an older version is brought up to the present one, with all that is in it. */
static gboolean
bring_up (SandboxStore *self, gint64 version, GError **error)
{
  guint n;
  const SandboxStoreStep *steps = sandbox_store_schema_get_steps (&n);
  g_autofree char *stamp = g_strdup_printf ("PRAGMA user_version = %u", n);

  if (version < 0 || version > n)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   _ ("“service.db” was written by a newer Ferry. Update this one to use it."));
      return FALSE;
    }
  if (version == n)
    return TRUE;
  for (guint i = (guint) version; i < n; i++)
    {
      if (!take_step (self, &steps[i], error))
        return FALSE;
    }
  return run_script (self, stamp, error);
}

static gboolean
prepare_database (SandboxStore *self, GError **error)
{
  gint64 version;

  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT_MS);
  sqlite3_extended_result_codes (self->db, 1);
  if (!run_script (self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;", error))
    return FALSE;

  /* Two processes may open a new folder at once: only one of them finds version 0 inside the lock. */
  if (!sandbox_store_begin (self, error))
    return FALSE;
  version = sandbox_store_query_int (self, -1, "PRAGMA user_version", "");
  if (!bring_up (self, version, error))
    {
      sandbox_store_rollback (self);
      return FALSE;
    }
  return sandbox_store_commit (self, error);
}

SandboxStore *
sandbox_store_open (const char *folder, GError **error)
{
  g_autoptr (SandboxStore) self = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  if (g_mkdir_with_parents (folder, 0700) < 0)
    {
      int saved = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved),
                   _ ("The folder “%1$s” can’t be made: %2$s."), folder, g_strerror (saved));
      return NULL;
    }

  path = g_build_filename (folder, "service.db", NULL);
  self = g_new0 (SandboxStore, 1);
  self->folder = g_strdup (folder);
  if (sqlite3_open_v2 (
        path, &self->db,
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE, NULL)
      != SQLITE_OK)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s", path, sqlite3_errmsg (self->db));
      return NULL;
    }
  if (!prepare_database (self, error))
    return NULL;
  /* The runtime's keys are in there. */
  g_chmod (path, 0600);
  return g_steal_pointer (&self);
}

void
sandbox_store_close (SandboxStore *self)
{
  if (self == NULL)
    return;
  sqlite3_close_v2 (self->db);
  g_free (self->folder);
  g_free (self);
}

const char *
sandbox_store_get_folder (SandboxStore *self)
{
  return self->folder;
}

sqlite3 *
sandbox_store_get_db (SandboxStore *self)
{
  return self->db;
}

static sqlite3_stmt *
prepare (SandboxStore *self, const char *sql, const char *types, va_list args, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL) != SQLITE_OK)
    {
      fail (self->db, error);
      return NULL;
    }
  for (int i = 0; types != NULL && types[i] != '\0'; i++)
    {
      switch (types[i])
        {
        case 's':
          {
            const char *text = va_arg (args, const char *);

            sqlite3_bind_text (statement, i + 1, text != NULL ? text : "", -1, SQLITE_TRANSIENT);
            break;
          }
        case 'i':
          sqlite3_bind_int (statement, i + 1, va_arg (args, int));
          break;
        case 'l':
          sqlite3_bind_int64 (statement, i + 1, va_arg (args, gint64));
          break;
        case 'd':
          sqlite3_bind_double (statement, i + 1, va_arg (args, double));
          break;
        default:
          g_assert_not_reached ();
        }
    }
  return statement;
}

gboolean
sandbox_store_exec (SandboxStore *self, GError **error, const char *sql, const char *types, ...)
{
  sqlite3_stmt *statement;
  va_list args;
  int result;

  va_start (args, types);
  statement = prepare (self, sql, types, args, error);
  va_end (args);
  if (statement == NULL)
    return FALSE;
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    ;
  if (result != SQLITE_DONE)
    fail (self->db, error);
  sqlite3_finalize (statement);
  return result == SQLITE_DONE;
}

gint64
sandbox_store_query_int (SandboxStore *self, gint64 fallback, const char *sql, const char *types, ...)
{
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *statement;
  gint64 value = fallback;
  va_list args;

  va_start (args, types);
  statement = prepare (self, sql, types, args, &error);
  va_end (args);
  if (statement == NULL)
    {
      g_warning ("%s", error->message);
      return fallback;
    }
  if (sqlite3_step (statement) == SQLITE_ROW && sqlite3_column_type (statement, 0) != SQLITE_NULL)
    value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return value;
}

char *
sandbox_store_query_text (SandboxStore *self, const char *sql, const char *types, ...)
{
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *statement;
  char *value = NULL;
  va_list args;

  va_start (args, types);
  statement = prepare (self, sql, types, args, &error);
  va_end (args);
  if (statement == NULL)
    {
      g_warning ("%s", error->message);
      return NULL;
    }
  if (sqlite3_step (statement) == SQLITE_ROW)
    value = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  return value;
}

gboolean
sandbox_store_begin (SandboxStore *self, GError **error)
{
  return run_script (self, "BEGIN IMMEDIATE", error);
}

gboolean
sandbox_store_commit (SandboxStore *self, GError **error)
{
  if (run_script (self, "COMMIT", error))
    return TRUE;
  sandbox_store_rollback (self);
  return FALSE;
}

void
sandbox_store_rollback (SandboxStore *self)
{
  /* SQLite itself rolls back after some errors; a second rollback is then no error. */
  if (!sqlite3_get_autocommit (self->db))
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
}

char *
sandbox_store_get_setting (SandboxStore *self, const char *key)
{
  char *value = sandbox_store_query_text (self, "SELECT value FROM settings WHERE key = ?", "s", key);

  return value != NULL ? value : g_strdup ("");
}

gboolean
sandbox_store_set_setting (SandboxStore *self, const char *key, const char *value, GError **error)
{
  return sandbox_store_exec (self, error,
                             "INSERT INTO settings (key, value) VALUES (?, ?) "
                             "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                             "ss", key, value);
}

char *
sandbox_store_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *whole = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%03dZ", whole, g_date_time_get_microsecond (now) / 1000);
}
