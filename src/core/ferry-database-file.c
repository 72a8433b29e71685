/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-database-private.h"

#include "ferry-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* Another Ferry may be writing. */
#define BUSY_TIMEOUT_MS 10000
/* A file up to this size is looked through when it is opened: beyond it the check would be felt. */
#define MAX_CHECKED_SIZE (32 * 1024 * 1024)

struct _FerryDatabaseFile
{
  char *path;
  sqlite3 *db;
  GHashTable *statements; /* SQL, by address → sqlite3_stmt */
  gboolean damaged;
  char *notice;
  FerryDatabaseOwner *owner;
};

/* One step a version; `user_version` says how many were taken. Never changed once released: added to. */
static const char *const migrations[] = {
  "CREATE TABLE journal ("
  " id INTEGER PRIMARY KEY AUTOINCREMENT,"
  " at INTEGER NOT NULL,"
  " environment_id TEXT NOT NULL,"
  " action TEXT NOT NULL,"
  " subject TEXT NOT NULL,"
  " before TEXT NOT NULL,"
  " outcome TEXT NOT NULL,"
  " message TEXT NOT NULL,"
  " correlation_id TEXT NOT NULL,"
  " concluded_at INTEGER NOT NULL);"
  "CREATE INDEX journal_by_environment ON journal (environment_id, outcome);"
  "CREATE TABLE run ("
  " environment_id TEXT NOT NULL,"
  " id TEXT NOT NULL,"
  " start_time INTEGER NOT NULL,"
  " json TEXT NOT NULL,"
  " PRIMARY KEY (environment_id, id)) WITHOUT ROWID;"
  "CREATE TABLE detail ("
  " environment_id TEXT NOT NULL,"
  " run_id TEXT NOT NULL,"
  " saved_at INTEGER NOT NULL,"
  " rows BLOB NOT NULL,"
  " PRIMARY KEY (environment_id, run_id));"
  "CREATE TABLE value ("
  " environment_id TEXT NOT NULL,"
  " key TEXT NOT NULL,"
  " value TEXT NOT NULL,"
  " PRIMARY KEY (environment_id, key)) WITHOUT ROWID;",

  /* Who did it, and what the environment was called: it may be gone by the time that somebody asks. */
  "ALTER TABLE journal ADD COLUMN who TEXT NOT NULL DEFAULT '';"
  "ALTER TABLE journal ADD COLUMN environment_name TEXT NOT NULL DEFAULT '';",

  /* Which process is at it, while the outcome is open: another may not settle it meanwhile. */
  "ALTER TABLE journal ADD COLUMN owner INTEGER NOT NULL DEFAULT 0;",
};

FerryDatabaseFile *
ferry_database_file_new (const char *path)
{
  FerryDatabaseFile *self = g_new0 (FerryDatabaseFile, 1);

  self->path = g_strdup (path);
  self->statements
    = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, (GDestroyNotify) sqlite3_finalize);
  return self;
}

void
ferry_database_file_free (FerryDatabaseFile *self)
{
  ferry_database_file_close (self);
  g_hash_table_unref (self->statements);
  g_free (self->path);
  g_free (self->notice);
  g_free (self);
}

void
ferry_database_file_close (FerryDatabaseFile *self)
{
  g_hash_table_remove_all (self->statements);
  if (self->db != NULL)
    sqlite3_close (self->db);
  self->db = NULL;
  g_clear_pointer (&self->owner, ferry_database_owner_free);
}

gboolean
ferry_database_file_is_damaged (FerryDatabaseFile *self)
{
  return self->damaged;
}

char *
ferry_database_file_take_notice (FerryDatabaseFile *self)
{
  return g_steal_pointer (&self->notice);
}

static gboolean
fail (FerryDatabaseFile *self, GError **error)
{
  int code = self->db != NULL ? sqlite3_errcode (self->db) & 0xff : SQLITE_NOMEM;

  /* Stays until the file is opened anew: what fails after it has another code. */
  if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
    self->damaged = TRUE;
  g_set_error (error, FERRY_ERROR, FERRY_ERROR_FAILED,
               /* Translators: %1$s is a file, %2$s why */
               _ ("The journal “%1$s” can’t be used: %2$s."), self->path,
               self->db != NULL ? sqlite3_errmsg (self->db) : sqlite3_errstr (code));
  return FALSE;
}

static gboolean
is_in_memory (FerryDatabaseFile *self)
{
  return g_str_equal (self->path, ":memory:");
}

static gboolean
exec_script (FerryDatabaseFile *self, const char *sql, GError **error)
{
  if (sqlite3_exec (self->db, sql, NULL, NULL, NULL) != SQLITE_OK)
    return fail (self, error);
  return TRUE;
}

static gboolean
query_int (FerryDatabaseFile *self, const char *sql, int *value, GError **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean done;

  if (sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL) != SQLITE_OK)
    return fail (self, error);
  done = sqlite3_step (statement) == SQLITE_ROW;
  if (done)
    *value = sqlite3_column_int (statement, 0);
  else
    fail (self, error);
  sqlite3_finalize (statement);
  return done;
}

/* A file that opens may still have broken pages. */
static gboolean
check_pages (FerryDatabaseFile *self, GError **error)
{
  sqlite3_stmt *statement = NULL;
  GStatBuf buffer;
  gboolean sound;

  if (g_stat (self->path, &buffer) != 0 || buffer.st_size > MAX_CHECKED_SIZE)
    return TRUE;
  if (sqlite3_prepare_v2 (self->db, "PRAGMA quick_check(1)", -1, &statement, NULL) != SQLITE_OK)
    return fail (self, error);
  sound
    = sqlite3_step (statement) == SQLITE_ROW && g_strcmp0 (ferry_database_column (statement, 0), "ok") == 0;
  if (!sound)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_FAILED, _ ("The journal “%1$s” can’t be used: %2$s."),
                   self->path, ferry_database_column (statement, 0));
      self->damaged = TRUE;
    }
  sqlite3_finalize (statement);
  return sound;
}

static gboolean
migrate (FerryDatabaseFile *self, GError **error)
{
  int version = 0;

  if (!exec_script (self, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (!query_int (self, "PRAGMA user_version", &version, error))
    goto failed;
  if (version > (int) G_N_ELEMENTS (migrations))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_FAILED,
                   _ ("The journal “%s” was written by a newer Ferry. Update this one to use it."),
                   self->path);
      goto failed;
    }
  for (; version < (int) G_N_ELEMENTS (migrations); version++)
    {
      g_autofree char *mark = g_strdup_printf ("PRAGMA user_version = %d", version + 1);

      if (!exec_script (self, migrations[version], error) || !exec_script (self, mark, error))
        goto failed;
    }
  if (exec_script (self, "COMMIT", error))
    return TRUE;

failed:
  sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

static gboolean
open_once (FerryDatabaseFile *self, GError **error)
{
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;

  self->damaged = FALSE;
  if (!is_in_memory (self))
    {
      g_autofree char *folder = g_path_get_dirname (self->path);

      if (g_mkdir_with_parents (folder, 0700) != 0)
        {
          int code = errno;

          g_set_error (error, FERRY_ERROR, FERRY_ERROR_FAILED, _ ("The folder “%1$s” can’t be made: %2$s."),
                       folder, g_strerror (code));
          return FALSE;
        }
    }
  if (sqlite3_open_v2 (self->path, &self->db, flags, NULL) != SQLITE_OK)
    {
      fail (self, error);
      ferry_database_file_close (self);
      return FALSE;
    }
  if (self->owner == NULL)
    self->owner = ferry_database_owner_new (self->path);
  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT_MS);
  sqlite3_extended_result_codes (self->db, 1);
  /* In WAL mode FULL syncs at every commit: an intent that was reported is on the disk. */
  if (!exec_script (self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;",
                    error)
      || !check_pages (self, error) || !migrate (self, error))
    {
      ferry_database_file_close (self);
      return FALSE;
    }
  return TRUE;
}

/* The log belongs to the file: each goes where the other is. Returns: whether the file is out of the way */
static gboolean
put_aside (FerryDatabaseFile *self, char **aside)
{
  static const char *const suffixes[] = { "-wal", "-shm", "" };
  g_autofree char *target = NULL;

  for (guint i = 1; target == NULL; i++)
    {
      g_autofree char *candidate = g_strdup_printf ("%s.damaged-%u", self->path, i);

      if (!g_file_test (candidate, G_FILE_TEST_EXISTS))
        target = g_steal_pointer (&candidate);
    }
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strconcat (self->path, suffixes[i], NULL);
      g_autofree char *to = g_strconcat (target, suffixes[i], NULL);

      if (g_rename (from, to) != 0 && errno != ENOENT)
        return FALSE;
    }
  *aside = g_steal_pointer (&target);
  return TRUE;
}

gboolean
ferry_database_file_begin_anew (FerryDatabaseFile *self, GError **error)
{
  g_autofree char *aside = NULL;

  ferry_database_file_close (self);
  if (is_in_memory (self))
    return open_once (self, error);
  if (!put_aside (self, &aside))
    {
      int code = errno;

      g_set_error (error, FERRY_ERROR, FERRY_ERROR_FAILED,
                   _ ("The journal “%1$s” is damaged and can’t be put aside: %2$s."), self->path,
                   g_strerror (code));
      return FALSE;
    }
  g_free (self->notice);
  self->notice = g_strdup_printf (_ ("The journal was damaged. It is kept as “%s”, and a new one is begun: "
                                     "earlier entries and runs aren’t shown."),
                                  aside);
  return open_once (self, error);
}

gboolean
ferry_database_file_open (FerryDatabaseFile *self, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (self->db != NULL || open_once (self, &cause))
    return TRUE;
  if (self->damaged)
    return ferry_database_file_begin_anew (self, error);
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

static sqlite3_stmt *
prepare (FerryDatabaseFile *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);

  if (statement != NULL)
    {
      sqlite3_reset (statement);
      sqlite3_clear_bindings (statement);
      return statement;
    }
  if (sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
    {
      fail (self, error);
      return NULL;
    }
  g_hash_table_insert (self->statements, (gpointer) sql, statement);
  return statement;
}

/* Texts and bytes outlive the statement's steps, so that they needn't be copied. */
static sqlite3_stmt *
bind (FerryDatabaseFile *self, const char *sql, const char *types, va_list arguments, GError **error)
{
  sqlite3_stmt *statement = prepare (self, sql, error);
  int code = SQLITE_OK;

  for (int i = 1; statement != NULL && code == SQLITE_OK && types[i - 1] != '\0'; i++)
    switch (types[i - 1])
      {
      case 's':
        code = sqlite3_bind_text (statement, i, va_arg (arguments, const char *), -1, SQLITE_STATIC);
        break;
      case 'l':
        code = sqlite3_bind_int64 (statement, i, va_arg (arguments, gint64));
        break;
      case 'b':
        {
          gsize size;
          gconstpointer data = g_bytes_get_data (va_arg (arguments, GBytes *), &size);

          code = sqlite3_bind_blob64 (statement, i, size > 0 ? data : "", size, SQLITE_STATIC);
          break;
        }
      default:
        g_assert_not_reached ();
      }
  if (code != SQLITE_OK)
    {
      fail (self, error);
      return NULL;
    }
  return statement;
}

sqlite3_stmt *
ferry_database_file_bind (FerryDatabaseFile *self, GError **error, const char *sql, const char *types, ...)
{
  sqlite3_stmt *statement;
  va_list arguments;

  va_start (arguments, types);
  statement = bind (self, sql, types, arguments, error);
  va_end (arguments);
  return statement;
}

FerryStep
ferry_database_file_step (FerryDatabaseFile *self, sqlite3_stmt *statement, GError **error)
{
  int code = sqlite3_step (statement);

  if (code == SQLITE_ROW)
    return FERRY_STEP_ROW;
  if (code != SQLITE_DONE)
    fail (self, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE ? FERRY_STEP_DONE : FERRY_STEP_FAILED;
}

gboolean
ferry_database_file_exec (FerryDatabaseFile *self, GError **error, const char *sql, const char *types, ...)
{
  sqlite3_stmt *statement;
  va_list arguments;

  va_start (arguments, types);
  statement = bind (self, sql, types, arguments, error);
  va_end (arguments);
  return statement != NULL && ferry_database_file_step (self, statement, error) == FERRY_STEP_DONE;
}

FerryDatabaseOwner *
ferry_database_file_get_owner (FerryDatabaseFile *self)
{
  return self->owner;
}

gint64
ferry_database_file_get_last_id (FerryDatabaseFile *self)
{
  return sqlite3_last_insert_rowid (self->db);
}

int
ferry_database_file_get_changes (FerryDatabaseFile *self)
{
  return sqlite3_changes (self->db);
}

const char *
ferry_database_column (sqlite3_stmt *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return text != NULL ? text : "";
}
