/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-rules.h"

#include "sandbox-sql.h"

#define TABLE_TENANT_MEDIA_SET 2000000183

#define NAME_BASE   "Base Application"
#define NAME_SYSTEM "System"

static gboolean
is_per_company (const SandboxTable *table)
{
  return (table->flags & SANDBOX_TABLE_PER_DATABASE) == 0;
}

static gboolean
is_custom (const SandboxTable *table)
{
  return (table->flags & SANDBOX_TABLE_CUSTOM) != 0;
}

/* The platform's own tables can't be changed, but for the media that all companies share. */
static gboolean
is_view_only (const SandboxTable *table)
{
  return (table->flags & SANDBOX_TABLE_SYSTEM) != 0 && !is_custom (table)
         && table->id != TABLE_TENANT_MEDIA_SET && table->id != SANDBOX_TABLE_TENANT_MEDIA;
}

/* What all companies share may have been there before the migration. */
static gboolean
is_preserved (const SandboxTable *table)
{
  return !is_per_company (table);
}

void
sandbox_rules_read (SandboxStore *store, const char *company, const SandboxTable *table, SandboxRule *rule)
{
  g_autoptr (SandboxStmt) stmt = sandbox_sql_prepare (
    sandbox_store_get_db (store), NULL,
    "SELECT replicate, preserve, whole, version FROM table_rules WHERE company_name = ? AND table_id = ?");

  *rule = (SandboxRule){ .replicate = TRUE, .preserve = is_preserved (table) };
  if (stmt == NULL)
    return;
  sqlite3_bind_text (stmt, 1, company, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 2, table->id);
  if (sqlite3_step (stmt) != SQLITE_ROW)
    return;
  rule->replicate = sqlite3_column_int (stmt, 0) != 0;
  rule->preserve = sqlite3_column_int (stmt, 1) != 0;
  rule->whole = sqlite3_column_int (stmt, 2) != 0;
  rule->version = sqlite3_column_int64 (stmt, 3);
}

gboolean
sandbox_rules_settle (SandboxStore *store,
                      const char *company,
                      const SandboxTable *table,
                      gint64 version,
                      GError **error)
{
  return sandbox_store_exec (
    store, error, "UPDATE table_rules SET whole = 0 WHERE company_name = ? AND table_id = ? AND version = ?",
    "sll", company, (gint64) table->id, version);
}

/* The mapping that brings a table of the sample's own, either as its target or as its source. */
static const SandboxDefaultMapping *
find_mapping (const SandboxTable *table)
{
  guint n;
  const SandboxDefaultMapping *mappings = sandbox_catalog_get_default_mappings (&n);

  for (guint i = 0; i < n; i++)
    {
      if (g_str_equal (mappings[i].table_name, table->name)
          || g_str_equal (mappings[i].source_table_name, table->name))
        return &mappings[i];
    }
  return NULL;
}

static const char *
get_app_name (const char *app_id)
{
  guint n;
  const SandboxDefaultMapping *mappings = sandbox_catalog_get_default_mappings (&n);

  if (*app_id == '\0')
    return NAME_SYSTEM;
  for (guint i = 0; i < n; i++)
    {
      if (g_str_equal (mappings[i].app_id, app_id))
        return mappings[i].extension_name;
    }
  return NAME_BASE;
}

static gboolean
insert_table (SandboxStore *store,
              const SandboxTable *table,
              gboolean extension,
              const char *app_id,
              GError **error)
{
  g_autofree char *id = g_strdup_printf ("%08x-0000-4000-9000-%012x", table->id, extension ? 1 : 0);
  gboolean replicated = !extension && !is_custom (table);

  return sandbox_store_exec (
    store, error,
    "INSERT INTO catalog_tables (id, table_id, table_name, app_id, app_name, target_table_type, mappable,"
    " per_company, replicated, view_only, preserve_default) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "slssssiiiii", id, (gint64) table->id, table->name, app_id, get_app_name (app_id),
    extension ? "TableExtension" : "Table", (int) !replicated, (int) is_per_company (table), (int) replicated,
    (int) is_view_only (table), (int) is_preserved (table));
}

static gboolean
add_table (SandboxStore *store, const SandboxTable *table, GError **error)
{
  const SandboxDefaultMapping *mapping = is_custom (table) ? find_mapping (table) : NULL;
  const char *app_id = mapping != NULL ? mapping->app_id : table->app_id;

  return insert_table (store, table, FALSE, app_id, error)
         && (table->companion == NULL || insert_table (store, table, TRUE, SANDBOX_APP_RENTAL, error));
}

static gboolean
fill (SandboxStore *store, const SandboxCatalog *catalog, GError **error)
{
  GPtrArray *tables = sandbox_catalog_get_tables (catalog);

  if (!sandbox_store_exec (store, error, "DELETE FROM catalog_tables", ""))
    return FALSE;
  for (guint i = 0; i < tables->len; i++)
    {
      if (!add_table (store, tables->pdata[i], error))
        return FALSE;
    }
  return TRUE;
}

gboolean
sandbox_rules_fill_catalog (SandboxStore *store, const SandboxCatalog *catalog, GError **error)
{
  if (!sandbox_store_begin (store, error))
    return FALSE;
  if (fill (store, catalog, error) && sandbox_store_commit (store, error))
    return TRUE;
  sandbox_store_rollback (store);
  return FALSE;
}
