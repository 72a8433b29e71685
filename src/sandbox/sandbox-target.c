/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-target.h"
#include "sandbox-schema.h"
#include "sandbox-store.h"

SandboxDb *
sandbox_target_open (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "cloud.db", NULL);
  g_autoptr (SandboxDb) target = sandbox_sql_open (path, TRUE, error);

  if (target == NULL)
    return NULL;
  if (!sandbox_sql_exec (
        target, error,
        "BEGIN IMMEDIATE;"
        "CREATE TABLE IF NOT EXISTS \"Company\" (\"Name\" nvarchar(30) PRIMARY KEY,"
        " \"Id\" uniqueidentifier NOT NULL, \"Created At\" datetime NOT NULL) WITHOUT ROWID;"
        "CREATE TABLE IF NOT EXISTS sys_synced (table_name TEXT PRIMARY KEY,"
        " source_name TEXT NOT NULL, version INTEGER NOT NULL,"
        " synced_at TEXT NOT NULL) WITHOUT ROWID;"
        "CREATE TABLE IF NOT EXISTS sys_properties (name TEXT PRIMARY KEY, value TEXT NOT NULL)"
        " WITHOUT ROWID;"
        "INSERT OR IGNORE INTO sys_properties VALUES ('data_version', %Q);"
        "COMMIT",
        SANDBOX_DATA_VERSION_OLD))
    {
      g_prefix_error (error, "Can’t prepare “%s”: ", path);
      return NULL;
    }
  return g_steal_pointer (&target);
}

static const char *
default_value (SandboxSqlType type)
{
  switch (type)
    {
    case SANDBOX_SQL_TYPE_INTEGER:
    case SANDBOX_SQL_TYPE_DECIMAL:
      return "0";
    case SANDBOX_SQL_TYPE_DATE:
      return "'1753-01-01 00:00:00'"; /* SQL Server's first day: how Business Central stores an empty date */
    case SANDBOX_SQL_TYPE_GUID:
      return "'00000000-0000-0000-0000-000000000000'";
    case SANDBOX_SQL_TYPE_TEXT:
    case SANDBOX_SQL_TYPE_BINARY:
    case SANDBOX_SQL_TYPE_OTHER:
    default:
      return "''";
    }
}

static void
append_column (GString *sql,
               GString *key,
               const char *name,
               const char *declared,
               const char *value,
               gboolean is_key)
{
  if (sql->len > 0)
    g_string_append (sql, ", ");
  sandbox_sql_append_name (sql, name);
  g_string_append_printf (sql, " %s NOT NULL DEFAULT %s", declared, value);
  if (is_key)
    {
      if (key->len > 0)
        g_string_append (key, ", ");
      sandbox_sql_append_name (key, name);
    }
}

static gboolean
create_table (SandboxDb *target, const char *sql_name, GString *columns, GString *key, GError **error)
{
  return sandbox_sql_exec (target, error,
                           "CREATE TABLE IF NOT EXISTS \"%w\" (%s, PRIMARY KEY (%s)) WITHOUT ROWID", sql_name,
                           columns->str, key->str);
}

static SandboxSqlType
field_sql_type (const SandboxField *field)
{
  switch (field->type)
    {
    case SANDBOX_FIELD_CODE:
    case SANDBOX_FIELD_TEXT:
      return SANDBOX_SQL_TYPE_TEXT;
    case SANDBOX_FIELD_DATE:
    case SANDBOX_FIELD_DATETIME:
      return SANDBOX_SQL_TYPE_DATE;
    case SANDBOX_FIELD_GUID:
      return SANDBOX_SQL_TYPE_GUID;
    case SANDBOX_FIELD_BLOB:
      return SANDBOX_SQL_TYPE_BINARY;
    case SANDBOX_FIELD_INTEGER:
    case SANDBOX_FIELD_DECIMAL:
    case SANDBOX_FIELD_BOOLEAN:
    case SANDBOX_FIELD_OPTION:
    default:
      return SANDBOX_SQL_TYPE_INTEGER;
    }
}

gboolean
sandbox_target_ensure_table (SandboxDb *target,
                             const SandboxTable *table,
                             const char *sql_name,
                             GError **error)
{
  g_autoptr (GString) columns = g_string_new (NULL);
  g_autoptr (GString) key = g_string_new (NULL);

  for (guint i = 0; i < table->fields->len; i++)
    {
      const SandboxField *field = table->fields->pdata[i];
      g_autofree char *declared = sandbox_field_sql_type (field);

      append_column (columns, key, field->column, declared, default_value (field_sql_type (field)),
                     field->key);
    }
  return create_table (target, sql_name, columns, key, error);
}

gboolean
sandbox_target_ensure_like (SandboxDb *target,
                            GPtrArray *source_columns,
                            const char *sql_name,
                            GError **error)
{
  g_autoptr (GString) columns = g_string_new (NULL);
  g_autoptr (GString) key = g_string_new (NULL);

  for (guint i = 0; i < source_columns->len; i++)
    {
      const SandboxColumn *column = source_columns->pdata[i];

      append_column (columns, key, column->name, column->declared, default_value (column->type), column->key);
    }
  if (key->len == 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "The source of “%s” has no primary key",
                   sql_name);
      return FALSE;
    }
  return create_table (target, sql_name, columns, key, error);
}

gint64
sandbox_target_get_synced (SandboxDb *target, const char *sql_name, const char *source_name)
{
  return sandbox_sql_int (target, -1,
                          "SELECT version FROM sys_synced WHERE table_name = %Q AND source_name = %Q",
                          sql_name, source_name);
}

gboolean
sandbox_target_set_synced (SandboxDb *target,
                           const char *sql_name,
                           const char *source_name,
                           gint64 version,
                           GError **error)
{
  g_autofree char *now = sandbox_store_now ();

  return sandbox_sql_exec (target, error,
                           "INSERT INTO sys_synced VALUES (%Q, %Q, %lld, %Q)"
                           " ON CONFLICT (table_name) DO UPDATE SET source_name = excluded.source_name,"
                           " version = excluded.version, synced_at = excluded.synced_at",
                           sql_name, source_name, version, now);
}

static gboolean
ensure_with_companion (SandboxDb *target, const SandboxTable *table, const char *company, GError **error)
{
  g_autofree char *sql_name = sandbox_table_sql_name (table, company);

  return sandbox_target_ensure_table (target, table, sql_name, error)
         && (table->companion == NULL || ensure_with_companion (target, table->companion, company, error));
}

static gboolean
is_of_company (const SandboxTable *table)
{
  return (table->flags & (SANDBOX_TABLE_PER_DATABASE | SANDBOX_TABLE_CUSTOM)) == 0;
}

static gboolean
create_company (SandboxDb *target,
                const SandboxCatalog *catalog,
                const char *company,
                const char *id,
                GError **error)
{
  GPtrArray *tables = sandbox_catalog_get_tables (catalog);
  g_autofree char *now = sandbox_store_now ();

  for (guint i = 0; i < tables->len; i++)
    {
      if (is_of_company (tables->pdata[i])
          && !ensure_with_companion (target, tables->pdata[i], company, error))
        return FALSE;
    }
  return sandbox_sql_exec (target, error, "INSERT OR IGNORE INTO \"Company\" VALUES (%Q, %Q, %Q)", company,
                           id, now);
}

/* Ends a transaction with what came of the steps in it. */
static gboolean
finish (SandboxDb *target, gboolean ok, GError **error)
{
  if (ok && sandbox_sql_exec (target, error, "COMMIT"))
    return TRUE;
  sandbox_sql_rollback (target);
  return FALSE;
}

gboolean
sandbox_target_create_company (SandboxDb *target,
                               const SandboxCatalog *catalog,
                               const char *company,
                               const char *id,
                               GError **error)
{
  return sandbox_sql_exec (target, error, "BEGIN IMMEDIATE")
         && finish (target, create_company (target, catalog, company, id, error), error);
}

static gboolean
initialize_company (SandboxDb *target, const SandboxCatalog *catalog, const char *company, GError **error)
{
  GPtrArray *tables = sandbox_catalog_get_tables (catalog);

  for (guint i = 0; i < tables->len; i++)
    {
      const SandboxTable *table = tables->pdata[i];
      const SandboxField *key = table->fields->pdata[0];
      g_autofree char *sql_name = sandbox_table_sql_name (table, company);

      if (!is_of_company (table) || table->n_keys != 1 || !g_str_equal (key->name, "Primary Key"))
        continue;
      if (!ensure_with_companion (target, table, company, error)
          || !sandbox_sql_exec (
            target, error, "INSERT INTO \"%w\" (\"%w\") SELECT '' WHERE NOT EXISTS (SELECT 1 FROM \"%w\")",
            sql_name, key->column, sql_name))
        return FALSE;
    }
  return TRUE;
}

gboolean
sandbox_target_initialize_company (SandboxDb *target,
                                   const SandboxCatalog *catalog,
                                   const char *company,
                                   GError **error)
{
  return sandbox_sql_exec (target, error, "BEGIN IMMEDIATE")
         && finish (target, initialize_company (target, catalog, company, error), error);
}

static gboolean
repair_table (SandboxDb *target,
              const SandboxTable *table,
              const char *company,
              gint64 *repaired,
              GError **error)
{
  g_autofree char *base = sandbox_table_sql_name (table, company);
  g_autofree char *companion = sandbox_table_sql_name (table->companion, company);
  g_autoptr (GString) keys = g_string_new (NULL);

  for (guint i = 0; i < table->n_keys; i++)
    {
      const SandboxField *key = table->fields->pdata[i];

      g_string_append (keys, i == 0 ? "" : ", ");
      sandbox_sql_append_name (keys, key->column);
    }
  if (!ensure_with_companion (target, table, company, error)
      || !sandbox_sql_exec (target, error, "INSERT OR IGNORE INTO \"%w\" (%s) SELECT %s FROM \"%w\"",
                            companion, keys->str, keys->str, base))
    return FALSE;
  *repaired += sqlite3_changes64 (target);
  return TRUE;
}

gint64
sandbox_target_insert_companions (SandboxDb *target,
                                  const SandboxCatalog *catalog,
                                  const char *company,
                                  GError **error)
{
  GPtrArray *tables = sandbox_catalog_get_tables (catalog);
  gint64 inserted = 0;

  for (guint i = 0; i < tables->len; i++)
    {
      const SandboxTable *table = tables->pdata[i];

      if (table->companion != NULL && is_of_company (table) == (company != NULL)
          && !repair_table (target, table, company, &inserted, error))
        return -1;
    }
  return inserted;
}

gint64
sandbox_target_repair_companions (SandboxDb *target,
                                  const SandboxCatalog *catalog,
                                  const char *company,
                                  GError **error)
{
  gint64 repaired;

  if (!sandbox_sql_exec (target, error, "BEGIN IMMEDIATE"))
    return -1;
  repaired = sandbox_target_insert_companions (target, catalog, company, error);
  return finish (target, repaired >= 0, error) ? repaired : -1;
}

char *
sandbox_target_get_property (SandboxDb *target, const char *name)
{
  char *value = sandbox_sql_text (target, "SELECT value FROM sys_properties WHERE name = %Q", name);

  return value != NULL ? value : g_strdup ("");
}

gboolean
sandbox_target_set_property (SandboxDb *target, const char *name, const char *value, GError **error)
{
  return sandbox_sql_exec (target, error,
                           "INSERT INTO sys_properties (name, value) VALUES (%Q, %Q)"
                           " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                           name, value);
}
