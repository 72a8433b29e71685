/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-tracking.h"

gboolean
sandbox_tracking_create (SandboxDb *source, GError **error)
{
  return sandbox_sql_exec (
    source, error,
    "CREATE TABLE sys_properties (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE sys_change_tables (id INTEGER PRIMARY KEY, table_name TEXT NOT NULL UNIQUE);"
    "CREATE TABLE sys_changes (version INTEGER PRIMARY KEY AUTOINCREMENT,"
    " table_id INTEGER NOT NULL, operation TEXT NOT NULL, key TEXT NOT NULL,"
    " at INTEGER NOT NULL);"
    "CREATE INDEX sys_changes_by_table ON sys_changes (table_id, version);"
    "INSERT INTO sys_properties VALUES ('change_tracking', '1'),"
    " ('retention_seconds', '%d'), ('cleanup_version', '0');",
    SANDBOX_RETENTION_SECONDS);
}

static char *
key_expression (GPtrArray *keys, const char *row)
{
  GString *sql = g_string_new ("json_array (");

  for (guint i = 0; i < keys->len; i++)
    {
      if (i > 0)
        g_string_append (sql, ", ");
      g_string_append_printf (sql, "%s.", row);
      sandbox_sql_append_name (sql, keys->pdata[i]);
    }
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
}

/* CREATE TRIGGER looks through the whole schema each time, which takes minutes for a source of thousands of
 * tables: its line is written to the schema as it is. */
static gboolean
add_trigger (SandboxDb *source,
             gint64 id,
             const char *suffix,
             const char *event,
             const char *table,
             const char *body,
             GError **error)
{
  char *sql = sqlite3_mprintf ("CREATE TRIGGER ct_%lld_%s AFTER %s ON \"%w\" BEGIN %s END", id, suffix, event,
                               table, body);
  gboolean ok = sandbox_sql_exec (source, error,
                                  "INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql)"
                                  " VALUES ('trigger', 'ct_%lld_%s', %Q, 0, %Q)",
                                  id, suffix, table, sql);

  sqlite3_free (sql);
  return ok;
}

static char *
record_change (gint64 id, const char *operation, const char *key, const char *condition)
{
  return g_strdup_printf ("INSERT INTO sys_changes (table_id, operation, key, at) SELECT %" G_GINT64_FORMAT
                          ", '%s', %s, unixepoch ()%s;",
                          id, operation, key, condition);
}

gboolean
sandbox_tracking_enable (SandboxDb *source, const char *table, GPtrArray *keys, GError **error)
{
  g_autofree char *new_key = key_expression (keys, "NEW");
  g_autofree char *old_key = key_expression (keys, "OLD");
  g_autofree char *moved = g_strdup_printf (" WHERE %s <> %s", old_key, new_key);
  g_autofree char *inserted = NULL;
  g_autofree char *updated = NULL;
  g_autofree char *deleted = NULL;
  g_autofree char *left = NULL;
  g_autofree char *updated_or_moved = NULL;
  gint64 id;

  if (!sandbox_sql_exec (source, error, "INSERT INTO sys_change_tables (table_name) VALUES (%Q)", table))
    return FALSE;
  id = sqlite3_last_insert_rowid (source);
  inserted = record_change (id, "I", new_key, "");
  updated = record_change (id, "U", new_key, "");
  deleted = record_change (id, "D", old_key, "");
  /* An update of the key is a row that went and a row that came. */
  left = record_change (id, "D", old_key, moved);
  updated_or_moved = g_strconcat (left, " ", updated, NULL);

  return add_trigger (source, id, "i", "INSERT", table, inserted, error)
         && add_trigger (source, id, "d", "DELETE", table, deleted, error)
         && add_trigger (source, id, "u", "UPDATE", table, updated_or_moved, error);
}

gint64
sandbox_tracking_get_version (SandboxDb *source)
{
  return sandbox_sql_int (source, 0, "SELECT seq FROM sqlite_sequence WHERE name = 'sys_changes'");
}

gboolean
sandbox_tracking_can_follow (SandboxDb *source, gint64 since)
{
  g_autofree char *cleaned = sandbox_source_get_property (source, "cleanup_version");

  /* A version from the future is of a source that was there before this one. */
  return since >= g_ascii_strtoll (cleaned, NULL, 10) && since <= sandbox_tracking_get_version (source);
}

gboolean
sandbox_tracking_clean_up (SandboxDb *source, gint64 now, GError **error)
{
  g_autofree char *retention = sandbox_source_get_property (source, "retention_seconds");
  gint64 before = now - g_ascii_strtoll (retention, NULL, 10);
  gint64 last = sandbox_sql_int (source, 0, "SELECT max (version) FROM sys_changes WHERE at < %lld", before);

  if (last == 0)
    return TRUE;
  if (sandbox_sql_exec (source, error,
                        "BEGIN IMMEDIATE;"
                        "DELETE FROM sys_changes WHERE version <= %lld;"
                        "UPDATE sys_properties SET value = '%lld' WHERE name = 'cleanup_version';"
                        "COMMIT",
                        last, last))
    return TRUE;
  sandbox_sql_rollback (source);
  return FALSE;
}

gint64
sandbox_tracking_count (SandboxDb *source, const char *table, gint64 since)
{
  return sandbox_sql_int (source, 0,
                          "SELECT count (DISTINCT key) FROM sys_changes WHERE version > %lld AND table_id ="
                          " (SELECT id FROM sys_change_tables WHERE table_name = %Q)",
                          since, table);
}

SandboxStmt *
sandbox_tracking_get_changes (SandboxDb *source, const char *table, gint64 since, GError **error)
{
  return sandbox_sql_prepare (source, error,
                              "SELECT key FROM sys_changes WHERE version > %lld AND table_id ="
                              " (SELECT id FROM sys_change_tables WHERE table_name = %Q)"
                              " GROUP BY key ORDER BY max (version)",
                              since, table);
}

char *
sandbox_source_get_property (SandboxDb *source, const char *name)
{
  char *value = sandbox_sql_text (source, "SELECT value FROM sys_properties WHERE name = %Q", name);

  return value != NULL ? value : g_strdup ("");
}

gboolean
sandbox_source_set_property (SandboxDb *source, const char *name, const char *value, GError **error)
{
  return sandbox_sql_exec (source, error,
                           "INSERT INTO sys_properties (name, value) VALUES (%Q, %Q)"
                           " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                           name, value);
}
