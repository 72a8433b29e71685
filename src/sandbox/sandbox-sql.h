/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* Own names, so that the pointers can be cleaned up without claiming SQLite's types for everybody. */
typedef sqlite3 SandboxDb;
typedef sqlite3_stmt SandboxStmt;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxDb, sqlite3_close_v2)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxStmt, sqlite3_finalize)

/**
 * sandbox_sql_open:
 * @path: the file
 * @create: whether to make the file where it is missing
 * @error: return location, `G_IO_ERROR`
 *
 * Opens one of the two data databases: WAL, busy time-out 30 s, and names in double quotes are never taken
 * for strings, so that a missing column is an error and not a constant.
 *
 * Returns: (transfer full) (nullable): the connection
 */
SandboxDb *sandbox_sql_open (const char *path, gboolean create, GError **error);

/**
 * sandbox_sql_exec:
 * @db: a connection
 * @error: return location, `G_IO_ERROR_FAILED` with SQLite's message
 * @format: statements, as for sqlite3_mprintf(): `%w` inside double quotes, `%Q` for a string
 *
 * Runs statements that return nothing.
 */
gboolean sandbox_sql_exec (SandboxDb *db, GError **error, const char *format, ...);

/**
 * sandbox_sql_prepare:
 * @format: one statement, as for sqlite3_mprintf()
 *
 * Returns: (transfer full) (nullable): the statement
 */
SandboxStmt *sandbox_sql_prepare (SandboxDb *db, GError **error, const char *format, ...);

/**
 * sandbox_sql_int:
 * @fallback: what to return where there is no row, or an error
 * @format: a query, as for sqlite3_mprintf()
 *
 * Returns: the first column of the first row
 */
gint64 sandbox_sql_int (SandboxDb *db, gint64 fallback, const char *format, ...);

/**
 * sandbox_sql_text:
 * @format: a query, as for sqlite3_mprintf()
 *
 * Returns: (transfer full) (nullable): the first column of the first row
 */
char *sandbox_sql_text (SandboxDb *db, const char *format, ...);

/** sandbox_sql_set_error: sets @error to @what and the connection's last message; Returns: %FALSE */
gboolean sandbox_sql_set_error (SandboxDb *db, GError **error, const char *what);

/** sandbox_sql_rollback: ends an open transaction without keeping it; harmless where none is open */
void sandbox_sql_rollback (SandboxDb *db);

/**
 * sandbox_sql_append_name:
 * @sql: where to append
 * @name: a table or column name
 *
 * Appends the name in double quotes.
 */
void sandbox_sql_append_name (GString *sql, const char *name);

G_END_DECLS
