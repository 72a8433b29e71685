/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-sql.h"

#define BUSY_TIMEOUT_MS 30000

gboolean
sandbox_sql_set_error (SandboxDb *db, GError **error, const char *what)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s", what, sqlite3_errmsg (db));
  return FALSE;
}

SandboxDb *
sandbox_sql_open (const char *path, gboolean create, GError **error)
{
  g_autoptr (SandboxDb) db = NULL;
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (create ? SQLITE_OPEN_CREATE : 0);
  g_autofree char *what = g_strdup_printf ("Can’t open “%s”", path);

  if (sqlite3_open_v2 (path, &db, flags, NULL) != SQLITE_OK)
    {
      sandbox_sql_set_error (db, error, what);
      return NULL;
    }
  sqlite3_busy_timeout (db, BUSY_TIMEOUT_MS);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  if (!sandbox_sql_exec (db, error, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL"))
    {
      g_prefix_error (error, "%s: ", what);
      return NULL;
    }
  return g_steal_pointer (&db);
}

gboolean
sandbox_sql_exec (SandboxDb *db, GError **error, const char *format, ...)
{
  va_list args;
  char *sql;
  char *message = NULL;

  va_start (args, format);
  sql = sqlite3_vmprintf (format, args);
  va_end (args);
  if (sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s", message != NULL ? message : sqlite3_errmsg (db));
  else
    g_clear_pointer (&sql, sqlite3_free);
  sqlite3_free (message);
  if (sql == NULL)
    return TRUE;
  sqlite3_free (sql);
  return FALSE;
}

static SandboxStmt *
prepare_va (SandboxDb *db, GError **error, const char *format, va_list args)
{
  SandboxStmt *stmt = NULL;
  char *sql = sqlite3_vmprintf (format, args);

  if (sqlite3_prepare_v3 (db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL) != SQLITE_OK)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s", sqlite3_errmsg (db));
  sqlite3_free (sql);
  return stmt;
}

SandboxStmt *
sandbox_sql_prepare (SandboxDb *db, GError **error, const char *format, ...)
{
  va_list args;
  SandboxStmt *stmt;

  va_start (args, format);
  stmt = prepare_va (db, error, format, args);
  va_end (args);
  return stmt;
}

gint64
sandbox_sql_int (SandboxDb *db, gint64 fallback, const char *format, ...)
{
  va_list args;
  g_autoptr (SandboxStmt) stmt = NULL;

  va_start (args, format);
  stmt = prepare_va (db, NULL, format, args);
  va_end (args);
  if (stmt == NULL || sqlite3_step (stmt) != SQLITE_ROW || sqlite3_column_type (stmt, 0) == SQLITE_NULL)
    return fallback;
  return sqlite3_column_int64 (stmt, 0);
}

char *
sandbox_sql_text (SandboxDb *db, const char *format, ...)
{
  va_list args;
  g_autoptr (SandboxStmt) stmt = NULL;

  va_start (args, format);
  stmt = prepare_va (db, NULL, format, args);
  va_end (args);
  if (stmt == NULL || sqlite3_step (stmt) != SQLITE_ROW)
    return NULL;
  return g_strdup ((const char *) sqlite3_column_text (stmt, 0));
}

void
sandbox_sql_rollback (SandboxDb *db)
{
  if (!sqlite3_get_autocommit (db))
    sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
}

void
sandbox_sql_append_name (GString *sql, const char *name)
{
  char *quoted = sqlite3_mprintf ("\"%w\"", name);

  g_string_append (sql, quoted);
  sqlite3_free (quoted);
}
