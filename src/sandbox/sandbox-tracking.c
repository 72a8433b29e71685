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

gboolean
sandbox_tracking_enable (SandboxDb *source, const char *table, GPtrArray *keys, GError **error)
{
  g_autofree char *new_key = key_expression (keys, "NEW");
  g_autofree char *old_key = key_expression (keys, "OLD");
  gint64 id;

  if (!sandbox_sql_exec (source, error, "INSERT INTO sys_change_tables (table_name) VALUES (%Q)", table))
    return FALSE;
  id = sqlite3_last_insert_rowid (source);

  /* An update of the key is a row that went and a row that came. */
  return sandbox_sql_exec (
    source, error,
    "CREATE TRIGGER ct_%lld_i AFTER INSERT ON \"%w\" BEGIN"
    " INSERT INTO sys_changes (table_id, operation, key, at) VALUES (%lld, 'I', %s, unixepoch ()); END;"
    "CREATE TRIGGER ct_%lld_d AFTER DELETE ON \"%w\" BEGIN"
    " INSERT INTO sys_changes (table_id, operation, key, at) VALUES (%lld, 'D', %s, unixepoch ()); END;"
    "CREATE TRIGGER ct_%lld_u AFTER UPDATE ON \"%w\" BEGIN"
    " INSERT INTO sys_changes (table_id, operation, key, at) SELECT %lld, 'D', %s, unixepoch () WHERE %s <> "
    "%s;"
    " INSERT INTO sys_changes (table_id, operation, key, at) VALUES (%lld, 'U', %s, unixepoch ()); END;",
    id, table, id, new_key, id, table, id, old_key, id, table, id, old_key, old_key, new_key, id, new_key);
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

  return since >= g_ascii_strtoll (cleaned, NULL, 10);
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
