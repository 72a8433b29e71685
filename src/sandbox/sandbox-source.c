/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-source.h"
#include "sandbox-random.h"
#include "sandbox-schema.h"
#include "sandbox-seed.h"
#include "sandbox-tracking.h"

#include <string.h>

static SandboxDb *
open_source (const char *folder, SandboxCatalog **catalog, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "onprem.db", NULL);
  SandboxDb *source = sandbox_sql_open (path, FALSE, error);
  g_autofree char *tables = NULL;

  if (source == NULL)
    return NULL;
  tables = sandbox_source_get_property (source, SANDBOX_PROPERTY_TABLES);
  *catalog = sandbox_catalog_new ((guint) g_ascii_strtoull (tables, NULL, 10));
  return source;
}

static GPtrArray *
list_companies (SandboxDb *source)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SandboxStmt) stmt
    = sandbox_sql_prepare (source, NULL, "SELECT \"Name\" FROM \"Company\" ORDER BY 1");

  while (stmt != NULL && sqlite3_step (stmt) == SQLITE_ROW)
    g_ptr_array_add (names, g_strdup ((const char *) sqlite3_column_text (stmt, 0)));
  return names;
}

static gboolean
finish (SandboxDb *source, gboolean ok, GError **error)
{
  if (ok && sandbox_sql_exec (source, error, "COMMIT"))
    return TRUE;
  sandbox_sql_rollback (source);
  return FALSE;
}

/* SQLite can't change a column's type in place: a column beside takes the values and then the name. */
static gboolean
change_type (SandboxDb *source, const char *sql_name, const SandboxProblem *problem, GError **error)
{
  g_autofree char *beside = g_strconcat (problem->column, "$new", NULL);
  gboolean number
    = g_str_has_prefix (problem->expected, "decimal") || strstr (problem->expected, "int") != NULL;
  gboolean was_text = strstr (problem->found, "char") != NULL;
  char *value = number && was_text
                  ? sqlite3_mprintf ("CAST (replace (\"%w\", ',', '.') AS NUMERIC)", problem->column)
                  : sqlite3_mprintf ("CAST (\"%w\" AS %s)", problem->column, number ? "NUMERIC" : "TEXT");
  gboolean ok = sandbox_sql_exec (source, error,
                                  "ALTER TABLE \"%w\" ADD COLUMN \"%w\" %s NOT NULL DEFAULT %s;"
                                  "UPDATE \"%w\" SET \"%w\" = %s;"
                                  "ALTER TABLE \"%w\" DROP COLUMN \"%w\";"
                                  "ALTER TABLE \"%w\" RENAME COLUMN \"%w\" TO \"%w\"",
                                  sql_name, beside, problem->expected, number ? "0" : "''", sql_name, beside,
                                  value, sql_name, problem->column, sql_name, beside, problem->column);

  sqlite3_free (value);
  return ok;
}

static gboolean
fix_table (SandboxDb *source, const char *company, const SandboxTable *table, GError **error)
{
  g_autofree char *sql_name = sandbox_table_sql_name (table, company);
  g_autoptr (GPtrArray) problems = sandbox_schema_check (source, sql_name, table);

  for (guint i = 0; i < problems->len; i++)
    {
      const SandboxProblem *problem = problems->pdata[i];

      if (problem->kind == SANDBOX_PROBLEM_LENGTH
          && !sandbox_sql_exec (
            source, error,
            "UPDATE \"%w\" SET \"%w\" = rtrim (substr (\"%w\", 1, %u)) WHERE length (\"%w\") > %u", sql_name,
            problem->column, problem->column, problem->allowed, problem->column, problem->allowed))
        return FALSE;
      if (problem->kind == SANDBOX_PROBLEM_TYPE && !change_type (source, sql_name, problem, error))
        return FALSE;
    }
  return table->companion == NULL || fix_table (source, company, table->companion, error);
}

static gboolean
fix_tables (SandboxDb *source, const SandboxCatalog *catalog, const SandboxTable *only, GError **error)
{
  GPtrArray *tables = sandbox_catalog_get_tables (catalog);
  g_autoptr (GPtrArray) companies = list_companies (source);

  for (guint i = 0; i < tables->len; i++)
    {
      const SandboxTable *table = tables->pdata[i];

      if ((only != NULL && table != only) || (table->flags & SANDBOX_TABLE_CUSTOM) != 0)
        continue;
      if ((table->flags & SANDBOX_TABLE_PER_DATABASE) != 0)
        {
          if (!fix_table (source, NULL, table, error))
            return FALSE;
          continue;
        }
      for (guint j = 0; j < companies->len; j++)
        {
          if (!fix_table (source, companies->pdata[j], table, error))
            return FALSE;
        }
    }
  return TRUE;
}

gboolean
sandbox_source_fix (const char *folder, const char *table, GError **error)
{
  g_autoptr (SandboxCatalog) catalog = NULL;
  g_autoptr (SandboxDb) source = open_source (folder, &catalog, error);
  const SandboxTable *only = NULL;

  if (source == NULL)
    return FALSE;
  if (table != NULL)
    {
      only = sandbox_catalog_find (catalog, table);
      if (only == NULL)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "The source has no table “%s”", table);
          return FALSE;
        }
    }
  return sandbox_sql_exec (source, error, "BEGIN IMMEDIATE")
         && finish (source, fix_tables (source, catalog, only, error), error);
}

static gboolean
insert_row (SandboxDb *source,
            const SandboxTable *table,
            const char *sql_name,
            SandboxRandom *random,
            GError **error)
{
  g_autoptr (GString) columns = g_string_new (NULL);
  g_autoptr (GString) values = g_string_new (NULL);
  const SandboxField *key = table->fields->pdata[0];
  guint offset = sandbox_random_below (
    random, (guint) sandbox_sql_int (source, 0, "SELECT count (*) FROM \"%w\"", sql_name));
  guint number = (guint) sandbox_random_next (random);

  for (guint i = 0; i < table->fields->len; i++)
    {
      const SandboxField *field = table->fields->pdata[i];

      g_string_append (columns, i == 0 ? "" : ", ");
      sandbox_sql_append_name (columns, field->column);
      if (i > 0)
        {
          g_string_append (values, ", ");
          sandbox_sql_append_name (values, field->column);
        }
    }
  if (key->type == SANDBOX_FIELD_INTEGER)
    return sandbox_sql_exec (
      source, error,
      "INSERT INTO \"%w\" (%s) SELECT (SELECT max (\"%w\") + 1 FROM \"%w\")%s FROM \"%w\""
      " LIMIT 1 OFFSET %u",
      sql_name, columns->str, key->column, sql_name, values->str, sql_name, offset);
  return sandbox_sql_exec (source, error,
                           "INSERT INTO \"%w\" (%s) SELECT 'NEW%08X'%s FROM \"%w\" LIMIT 1 OFFSET %u",
                           sql_name, columns->str, number, values->str, sql_name, offset);
}

/* All tables that are touched have a single key field and a name or description. */
static gboolean
change_row (SandboxDb *source,
            const SandboxTable *table,
            const char *company,
            const char *sql_name,
            gboolean delete,
            SandboxRandom *random,
            GError **error)
{
  const SandboxField *key = table->fields->pdata[0];
  const SandboxField *text = sandbox_table_find_field (table, "Name");
  guint offset = sandbox_random_below (
    random, (guint) sandbox_sql_int (source, 0, "SELECT count (*) FROM \"%w\"", sql_name));
  guint number = (guint) sandbox_random_next (random);
  g_autofree char *value = sandbox_sql_text (source, "SELECT \"%w\" FROM \"%w\" ORDER BY 1 LIMIT 1 OFFSET %u",
                                             key->column, sql_name, offset);

  if (value == NULL)
    return TRUE;
  if (text == NULL)
    text = sandbox_table_find_field (table, "Description");
  if (!delete)
    return sandbox_sql_exec (source, error, "UPDATE \"%w\" SET \"%w\" = 'Changed %08X' WHERE \"%w\" = %Q",
                             sql_name, text->column, number, key->column, value);
  if (table->companion != NULL)
    {
      g_autofree char *companion = sandbox_table_sql_name (table->companion, company);

      if (!sandbox_sql_exec (source, error, "DELETE FROM \"%w\" WHERE \"%w\" = %Q", companion, key->column,
                             value))
        return FALSE;
    }
  return sandbox_sql_exec (source, error, "DELETE FROM \"%w\" WHERE \"%w\" = %Q", sql_name, key->column,
                           value);
}

static gboolean
touch (SandboxDb *source,
       const SandboxCatalog *catalog,
       guint seed,
       guint inserts,
       guint updates,
       guint deletes,
       GError **error)
{
  static const char *const TABLES[] = { "Customer", "Item", "G/L Entry", "Cust. Ledger Entry" };
  g_autoptr (GPtrArray) companies = list_companies (source);
  g_autoptr (GPtrArray) tables = g_ptr_array_new ();
  SandboxRandom random;

  for (guint i = 0; i < G_N_ELEMENTS (TABLES); i++)
    {
      const SandboxTable *table = sandbox_catalog_find (catalog, TABLES[i]);

      if (table != NULL)
        g_ptr_array_add (tables, (gpointer) table);
    }
  if (tables->len == 0 || companies->len == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "The source has no table to change");
      return FALSE;
    }
  sandbox_random_init (&random, seed, 0x746F756368u);
  for (guint i = 0; i < inserts + updates + deletes; i++)
    {
      const SandboxTable *table = tables->pdata[sandbox_random_below (&random, tables->len)];
      const char *company = companies->pdata[sandbox_random_below (&random, companies->len)];
      g_autofree char *sql_name = sandbox_table_sql_name (table, company);

      if (i < inserts
            ? !insert_row (source, table, sql_name, &random, error)
            : !change_row (source, table, company, sql_name, i >= inserts + updates, &random, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
sandbox_source_touch (const char *folder,
                      guint seed,
                      guint inserts,
                      guint updates,
                      guint deletes,
                      GError **error)
{
  g_autoptr (SandboxCatalog) catalog = NULL;
  g_autoptr (SandboxDb) source = open_source (folder, &catalog, error);

  if (source == NULL)
    return FALSE;
  return sandbox_sql_exec (source, error, "BEGIN IMMEDIATE")
         && finish (source, touch (source, catalog, seed, inserts, updates, deletes, error), error);
}
