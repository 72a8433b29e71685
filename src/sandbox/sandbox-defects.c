/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with the sample source on purpose. Missing tables and missing companion records are in the
 * catalogue's flags and in sandbox-seed.c. */
#include "sandbox-seed.h"

#define TABLE_SHIP_TO  222
#define TABLE_EXCHANGE 330

char *
sandbox_seed_get_column_type (const SandboxSeed *seed,
                              int company,
                              const SandboxTable *table,
                              const SandboxField *field)
{
  int other = seed->companies > 1 ? 1 : 0;

  if (table->id == TABLE_SHIP_TO && company == 0 && g_str_equal (field->name, "Address 2"))
    return g_strdup ("nvarchar(100)");
  if (table->id == TABLE_EXCHANGE && company == other
      && g_str_equal (field->name, "Relational Exch. Rate Amount"))
    return g_strdup ("nvarchar(30)");
  return sandbox_field_sql_type (field);
}

/* The first rows of a table, by their key. */
static gboolean
update_first (SandboxDb *source,
              const SandboxCatalog *catalog,
              const char *company,
              const char *table_name,
              const char *set,
              guint rows,
              GError **error)
{
  const SandboxTable *table = sandbox_catalog_find (catalog, table_name);
  const SandboxField *key;
  const SandboxField *second;
  g_autofree char *sql_name = NULL;

  if (table == NULL)
    return TRUE;
  sql_name = sandbox_table_sql_name (table, company);
  key = table->fields->pdata[0];
  second = table->fields->pdata[table->n_keys > 1 ? 1 : 0];
  return sandbox_sql_exec (source, error,
                           "UPDATE \"%w\" SET %s WHERE (\"%w\", \"%w\") IN"
                           " (SELECT \"%w\", \"%w\" FROM \"%w\" ORDER BY 1, 2 LIMIT %u)",
                           sql_name, set, key->column, second->column, key->column, second->column, sql_name,
                           rows);
}

gboolean
sandbox_seed_apply_defects (SandboxDb *source,
                            const SandboxSeed *seed,
                            const SandboxCatalog *catalog,
                            int company,
                            const char *name,
                            GError **error)
{
  if (company < 0)
    /* No defect: every other one is a note. */
    return sandbox_sql_exec (source, error, "UPDATE \"Record Link\" SET \"Type\" = \"Link ID\" %% 2");
  return update_first (source, catalog, name, "Customer",
                       "\"Salesperson Code\" = lower (\"Salesperson Code\"),"
                       " \"Payment Terms Code\" = ' ' || \"Payment Terms Code\"",
                       7, error)
         && update_first (source, catalog, name, "Item",
                          "\"Item Category Code\" = ' ' || lower (\"Item Category Code\")", 5, error)
         && update_first (source, catalog, name, "Item Category", "\"Code\" = lower (\"Code\") || ' '", 2,
                          error)
         && (company != 0
             || update_first (
               source, catalog, name, "Ship-to Address",
               "\"Address 2\" = 'Warehouse entrance behind the railway bridge, ring for delivery ' ||"
               " \"Code\"",
               3, error))
         && (company != (seed->companies > 1 ? 1 : 0)
             || update_first (source, catalog, name, "Currency Exchange Rate",
                              "\"Relational Exch_ Rate Amount\" ="
                              " replace (printf ('%.4f', \"Relational Exch_ Rate Amount\"), '.', ',')",
                              G_MAXINT, error));
}
