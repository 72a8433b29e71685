/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-sanitize.h"

#include "sandbox-plan.h"
#include "sandbox-schema.h"
#include "sandbox-target.h"

#include <string.h>

/* A table of the target with its code columns: the table itself or one that extends it. */
typedef struct
{
  char *sql_name;
  GPtrArray *codes; /* (element-type utf8): columns, but for an extension's key */
  GPtrArray *keys;  /* (element-type utf8): code columns of the key */
  GPtrArray *all;   /* (element-type utf8): all columns of the key */
} Part;

static void
part_free (gpointer data)
{
  Part *part = data;

  g_free (part->sql_name);
  g_ptr_array_unref (part->codes);
  g_ptr_array_unref (part->keys);
  g_ptr_array_unref (part->all);
  g_free (part);
}

static gboolean
is_printable (gunichar c)
{
  return c != 0xfffd && (g_unichar_isprint (c) || g_unichar_ismark (c));
}

char *
sandbox_sanitize_code (const char *text, gssize length)
{
  g_autofree char *valid = g_utf8_make_valid (text, length);
  GString *clean = g_string_new (NULL);
  const char *start;
  gsize end;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_islower (c))
        c = g_unichar_toupper (c);
      if (!g_unichar_islower (c) && is_printable (c))
        g_string_append_unichar (clean, c);
    }

  for (start = clean->str; *start != '\0' && g_unichar_isspace (g_utf8_get_char (start));)
    start = g_utf8_next_char (start);
  g_string_erase (clean, 0, start - clean->str);
  for (end = clean->len; end > 0;)
    {
      const char *last = g_utf8_prev_char (clean->str + end);

      if (!g_unichar_isspace (g_utf8_get_char (last)))
        break;
      end = (gsize) (last - clean->str);
    }
  g_string_truncate (clean, end);
  return g_string_free (clean, FALSE);
}

/* `clean_code (value)` in SQL. */
static void
clean_code_cb (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);
  g_autofree char *clean = NULL;

  if (text == NULL)
    return;
  clean = sandbox_sanitize_code (text, sqlite3_value_bytes (values[0]));
  sqlite3_result_text (context, clean, -1, SQLITE_TRANSIENT);
}

static Part *
part_new (const char *sql_name, GPtrArray *columns, const SandboxTable *table, const SandboxTable *fields)
{
  Part *part = g_new0 (Part, 1);

  part->sql_name = g_strdup (sql_name);
  part->codes = g_ptr_array_new_with_free_func (g_free);
  part->keys = g_ptr_array_new_with_free_func (g_free);
  part->all = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < table->n_keys; i++)
    {
      const SandboxField *key = table->fields->pdata[i];

      g_ptr_array_add (part->all, g_strdup (key->column));
      if (key->type == SANDBOX_FIELD_CODE)
        g_ptr_array_add (part->keys, g_strdup (key->column));
    }
  for (guint i = 0; fields != NULL && i < fields->fields->len; i++)
    {
      const SandboxField *field = fields->fields->pdata[i];

      if (field->type == SANDBOX_FIELD_CODE && !field->key
          && sandbox_schema_find (columns, field->column) != NULL)
        g_ptr_array_add (part->codes, g_strdup (field->column));
    }
  return part;
}

/* A table that has all columns of the table's key extends it record by record. */
static gboolean
has_key (GPtrArray *columns, const SandboxTable *table)
{
  for (guint i = 0; i < table->n_keys; i++)
    {
      const SandboxField *key = table->fields->pdata[i];

      if (sandbox_schema_find (columns, key->column) == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
add_part (GPtrArray *parts,
          SandboxDb *target,
          const char *sql_name,
          const SandboxTable *table,
          const SandboxTable *fields)
{
  g_autoptr (GPtrArray) columns = sandbox_schema_read (target, sql_name);

  if (columns->len > 0 && has_key (columns, table))
    g_ptr_array_add (parts, part_new (sql_name, columns, table, fields));
}

/* What the service knows of the fields of an extension that a mapping fills: those of its source. */
static void
add_mapped_parts (GPtrArray *parts,
                  SandboxDb *target,
                  SandboxStore *store,
                  const SandboxCatalog *catalog,
                  const char *company,
                  const SandboxTable *table)
{
  g_autoptr (SandboxStmt) stmt = sandbox_sql_prepare (
    sandbox_store_get_db (store), NULL,
    "SELECT app_id, source_table_name FROM table_mappings WHERE target_table_type = 'TableExtension'"
    " AND table_name = %Q AND data_per_company = 1",
    table->name);

  while (stmt != NULL && sqlite3_step (stmt) == SQLITE_ROW)
    {
      const char *app_id = (const char *) sqlite3_column_text (stmt, 0);
      g_autofree char *sql_name = sandbox_sql_name (company, table->name, app_id, TRUE);
      g_autofree char *app = NULL;
      g_autofree char *source
        = sandbox_plan_parse_source_name ((const char *) sqlite3_column_text (stmt, 1), &app);

      add_part (parts, target, sql_name, table, sandbox_catalog_find (catalog, source));
    }
}

/* Where the table is in the target: one of the sample's own is where a mapping has brought it. */
static char *
find_sql_name (SandboxStore *store, const char *company, const SandboxTable *table)
{
  g_autofree char *app_id = NULL;

  if ((table->flags & SANDBOX_TABLE_CUSTOM) == 0)
    return sandbox_table_sql_name (table, company);
  app_id = sandbox_store_query_text (
    store, "SELECT app_id FROM table_mappings WHERE target_table_type = 'Table' AND table_name = ?", "s",
    table->name);
  return sandbox_sql_name (company, table->name, app_id != NULL ? app_id : table->app_id, FALSE);
}

static GPtrArray *
list_parts (SandboxDb *target,
            SandboxStore *store,
            const SandboxCatalog *catalog,
            const char *company,
            const SandboxTable *table)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (part_free);
  g_autofree char *sql_name = find_sql_name (store, company, table);

  add_part (parts, target, sql_name, table, table);
  if (parts->len == 0)
    return parts;
  if (table->companion != NULL)
    {
      g_autofree char *companion = sandbox_table_sql_name (table->companion, company);

      add_part (parts, target, companion, table, table->companion);
    }
  add_mapped_parts (parts, target, store, catalog, company, table);
  return parts;
}

/* How many of the columns differ from what they should be, in the row of @alias. */
static void
append_differences (GString *sql, const char *alias, GPtrArray *columns)
{
  for (guint i = 0; i < columns->len; i++)
    {
      char *one = sqlite3_mprintf (" + (%s.\"%w\" <> clean_code (%s.\"%w\"))", alias, columns->pdata[i],
                                   alias, columns->pdata[i]);

      g_string_append (sql, one);
      sqlite3_free (one);
    }
}

/* A record is the table's row together with those of its extensions. */
static gboolean
count_changes (SandboxDb *target, GPtrArray *parts, SandboxSanitized *result, GError **error)
{
  const Part *base = parts->pdata[0];
  g_autoptr (GString) sql = g_string_new ("SELECT count (*), sum (n) FROM (SELECT 0");
  g_autoptr (SandboxStmt) stmt = NULL;

  append_differences (sql, "b", base->keys);
  append_differences (sql, "b", base->codes);
  for (guint i = 1; i < parts->len; i++)
    {
      const Part *part = parts->pdata[i];

      g_string_append (sql, " + coalesce ((SELECT 0");
      append_differences (sql, "e", part->codes);
      g_string_append (sql, " FROM ");
      sandbox_sql_append_name (sql, part->sql_name);
      g_string_append (sql, " e WHERE 1");
      for (guint j = 0; j < part->all->len; j++)
        {
          g_string_append (sql, " AND e.");
          sandbox_sql_append_name (sql, part->all->pdata[j]);
          g_string_append (sql, " = b.");
          sandbox_sql_append_name (sql, part->all->pdata[j]);
        }
      g_string_append (sql, "), 0)");
    }
  g_string_append (sql, " AS n FROM ");
  sandbox_sql_append_name (sql, base->sql_name);
  g_string_append (sql, " b) WHERE n > 0");
  stmt = sandbox_sql_prepare (target, error, "%s", sql->str);
  if (stmt == NULL)
    return FALSE;
  if (sqlite3_step (stmt) != SQLITE_ROW)
    return sandbox_sql_set_error (target, error, "The table can’t be read");
  result->rows = sqlite3_column_int64 (stmt, 0);
  result->values = sqlite3_column_int64 (stmt, 1);
  return TRUE;
}

static void
append_assignments (GString *set, GString *where, GPtrArray *columns)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const char *column = columns->pdata[i];
      char *assignment
        = sqlite3_mprintf ("%s\"%w\" = clean_code (\"%w\")", set->len > 0 ? ", " : "", column, column);
      char *condition
        = sqlite3_mprintf ("%s\"%w\" <> clean_code (\"%w\")", where->len > 0 ? " OR " : "", column, column);

      g_string_append (set, assignment);
      g_string_append (where, condition);
      sqlite3_free (assignment);
      sqlite3_free (condition);
    }
}

/* A key that is clean already is its own result, so two records meet only where both would have it for good:
 * the update is then refused as a whole. */
static gboolean
clean_part (SandboxDb *target, const Part *part, const SandboxTable *table, GError **error)
{
  g_autoptr (GString) set = g_string_new (NULL);
  g_autoptr (GString) where = g_string_new (NULL);

  append_assignments (set, where, part->keys);
  append_assignments (set, where, part->codes);
  if (set->len == 0
      || sandbox_sql_exec (target, NULL, "UPDATE \"%w\" SET %s WHERE %s", part->sql_name, set->str,
                           where->str))
    return TRUE;
  if ((sqlite3_errcode (target) & 0xff) != SQLITE_CONSTRAINT)
    return sandbox_sql_set_error (target, error, "The table can’t be changed");
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
               "The table “%s” can’t be sanitized: two of its records would get the same key. Give one of "
               "them another key at the source and run the replication again. Nothing was changed.",
               table->name);
  return FALSE;
}

static gboolean
clean (SandboxDb *target,
       GPtrArray *parts,
       const SandboxCatalog *catalog,
       const char *company,
       const SandboxTable *table,
       SandboxSanitized *result,
       GError **error)
{
  if (!count_changes (target, parts, result, error))
    return FALSE;
  for (guint i = 0; i < parts->len; i++)
    {
      if (!clean_part (target, parts->pdata[i], table, error))
        return FALSE;
    }
  return sandbox_target_insert_companions (target, catalog, company, error) >= 0;
}

/* A table that a mapping took from another one is told by its own name. */
static gboolean
was_replicated (SandboxStore *store, const char *company, const SandboxTable *table)
{
  return sandbox_store_query_int (store, 0,
                                  "SELECT EXISTS (SELECT 1 FROM run_details d JOIN runs r USING (run_id)"
                                  " WHERE d.company_name = ? AND d.table_name = ? AND d.status = 'Successful'"
                                  " AND r.replication_type <> 'Diagnostic')",
                                  "ss", company, table->name)
         != 0;
}

/* The target refuses to read a table that is blocked (domain §2.4), and so to change what it holds. */
static gboolean
is_blocked (SandboxStore *store, const char *company, const SandboxTable *table)
{
  return sandbox_store_query_int (
           store, 0, "SELECT count (*) FROM failed_tables WHERE company_name = ? AND table_name = ?", "ss",
           company, table->name)
         > 0;
}

const SandboxTable *
sandbox_sanitize_find_table (SandboxStore *store,
                             const SandboxCatalog *catalog,
                             const char *company,
                             gint64 table_id,
                             GError **error)
{
  GPtrArray *tables = sandbox_catalog_get_tables (catalog);
  const SandboxTable *table = NULL;

  if (sandbox_store_query_int (store, 0, "SELECT count (*) FROM companies WHERE name = ?", "s", company) == 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no company “%s”.", company);
      return NULL;
    }
  for (guint i = 0; i < tables->len && table == NULL; i++)
    {
      const SandboxTable *candidate = tables->pdata[i];

      if (candidate->id == table_id)
        table = candidate;
    }
  if (table == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no table %" G_GINT64_FORMAT ".",
                 table_id);
  else if ((table->flags & SANDBOX_TABLE_PER_DATABASE) != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   "The table “%s” belongs to all companies: only tables of a company can be sanitized.",
                   table->name);
      table = NULL;
    }
  else if (is_blocked (store, company, table))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_INITIALIZED,
                   "The table “%s” of the company “%s” is blocked because it failed. Replicate it again or "
                   "unblock it first.",
                   table->name, company);
      table = NULL;
    }
  else if (!was_replicated (store, company, table))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_INITIALIZED,
                   "The table “%s” of the company “%s” was not replicated yet.", table->name, company);
      table = NULL;
    }
  return table;
}

gboolean
sandbox_sanitize_table (SandboxDb *target,
                        SandboxStore *store,
                        const SandboxCatalog *catalog,
                        const char *company,
                        const SandboxTable *table,
                        SandboxSanitized *result,
                        GError **error)
{
  g_autoptr (GPtrArray) parts = list_parts (target, store, catalog, company, table);

  *result = (SandboxSanitized){ 0 };
  if (parts->len == 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   "The table “%s” of the company “%s” is not in the target.", table->name, company);
      return FALSE;
    }
  sqlite3_create_function (target, "clean_code", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, clean_code_cb,
                           NULL, NULL);
  if (!sandbox_sql_exec (target, error, "BEGIN IMMEDIATE"))
    return FALSE;
  if (clean (target, parts, catalog, company, table, result, error)
      && sandbox_sql_exec (target, error, "COMMIT"))
    return TRUE;
  sandbox_sql_rollback (target);
  return FALSE;
}
