/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-plan.h"

#include "sandbox-links.h"

#include <string.h>

#define GUID_LENGTH 36

typedef struct
{
  gboolean extension;
  gboolean per_company;
  char *app_id;
  char *table;
  char *source;
} Mapping;

static void
mapping_free (gpointer data)
{
  Mapping *mapping = data;

  g_free (mapping->app_id);
  g_free (mapping->table);
  g_free (mapping->source);
  g_free (mapping);
}

static void
item_free (gpointer data)
{
  SandboxPlanItem *item = data;

  g_free (item->company);
  g_free (item->name);
  g_free (item->source);
  g_free (item->target);
  g_free (item->source_companion);
  g_free (item->target_companion);
  g_free (item->detail_id);
  g_free (item);
}

char *
sandbox_plan_parse_source_name (const char *name, char **app_id)
{
  g_autofree char *plain = g_strstrip (g_strdup (name));
  const char *start = plain;
  const char *schema = g_strstr_len (plain, -1, "].[");
  char *end;
  const char *company;

  *app_id = g_strdup ("");
  if (schema != NULL)
    start = schema + 2;
  else if (g_ascii_strncasecmp (plain, "dbo.", 4) == 0)
    start = plain + 4;
  end = (char *) start + strlen (start);
  /* Only what was opened is closed: names may end with a bracket. */
  if (*start == '[' && end - start > 1 && end[-1] == ']')
    {
      g_autoptr (GString) inner = g_string_new_len (start + 1, end - start - 2);

      g_string_replace (inner, "]]", "]", 0);
      g_free (plain);
      plain = g_string_free (g_steal_pointer (&inner), FALSE);
      start = plain;
      end = plain + strlen (plain);
    }

  if (end - start > GUID_LENGTH && end[-GUID_LENGTH - 1] == '$' && g_uuid_string_is_valid (end - GUID_LENGTH))
    {
      g_free (*app_id);
      *app_id = g_ascii_strdown (end - GUID_LENGTH, -1);
      end[-GUID_LENGTH - 1] = '\0';
    }
  company = strrchr (start, '$');
  return g_strdup (company != NULL ? company + 1 : start);
}

static gboolean
table_exists (SandboxDb *source, const char *sql_name)
{
  return sandbox_sql_int (source, 0, "SELECT count (*) FROM pragma_table_info (%Q)", sql_name) > 0;
}

/* A mapping names a table as people do: find the one that is meant, or the likeliest name of a missing one.
 */
static char *
find_source (SandboxDb *source, const char *company, const Mapping *mapping)
{
  g_autofree char *named_app = NULL;
  g_autofree char *table = sandbox_plan_parse_source_name (mapping->source, &named_app);
  const char *apps[] = { named_app, "", SANDBOX_APP_BASE, mapping->app_id };

  for (guint i = 0; i < G_N_ELEMENTS (apps); i++)
    {
      g_autofree char *candidate = sandbox_sql_name (company, table, apps[i], FALSE);

      if (table_exists (source, candidate))
        return g_steal_pointer (&candidate);
    }
  return sandbox_sql_name (company, table, named_app, FALSE);
}

static GPtrArray *
read_mappings (SandboxStore *store)
{
  GPtrArray *mappings = g_ptr_array_new_with_free_func (mapping_free);
  g_autoptr (SandboxStmt) stmt
    = sandbox_sql_prepare (sandbox_store_get_db (store), NULL,
                           "SELECT target_table_type, app_id, table_name, source_table_name, data_per_company"
                           " FROM table_mappings WHERE source_table_name <> '' ORDER BY seq");

  while (stmt != NULL && sqlite3_step (stmt) == SQLITE_ROW)
    {
      Mapping *mapping = g_new0 (Mapping, 1);

      mapping->extension = g_strcmp0 ((const char *) sqlite3_column_text (stmt, 0), "TableExtension") == 0;
      mapping->app_id = g_strdup ((const char *) sqlite3_column_text (stmt, 1));
      if (g_str_has_prefix (mapping->app_id, "00000000-0000"))
        *mapping->app_id = '\0';
      mapping->table = g_strdup ((const char *) sqlite3_column_text (stmt, 2));
      mapping->source = g_strdup ((const char *) sqlite3_column_text (stmt, 3));
      mapping->per_company = sqlite3_column_int (stmt, 4) != 0;
      g_ptr_array_add (mappings, mapping);
    }
  return mappings;
}

/* Whether the mapping only says where a table that is replicated anyway comes from. */
static gboolean
renames (const Mapping *mapping, const SandboxTable *table)
{
  return !mapping->extension && (g_str_equal (mapping->table, table->name))
         && (*mapping->app_id == '\0' || g_ascii_strcasecmp (mapping->app_id, table->app_id) == 0);
}

static const Mapping *
find_renaming (GPtrArray *mappings, const SandboxTable *table)
{
  for (guint i = 0; i < mappings->len; i++)
    {
      if (renames (mappings->pdata[i], table))
        return mappings->pdata[i];
    }
  return NULL;
}

static void
add_table (GPtrArray *plan,
           SandboxDb *source,
           GPtrArray *mappings,
           const char *company,
           const SandboxTable *table,
           const SandboxRule *rule)
{
  SandboxPlanItem *item = g_new0 (SandboxPlanItem, 1);
  const Mapping *mapping = find_renaming (mappings, table);

  item->rule = *rule;
  item->company = g_strdup (company != NULL ? company : "");
  item->name = g_strdup (table->name);
  item->target = sandbox_table_sql_name (table, company);
  item->source = mapping != NULL ? find_source (source, company, mapping) : g_strdup (item->target);
  if (table->id == SANDBOX_TABLE_RECORD_LINK)
    {
      /* Not among those that are in use: see sandbox-links.h. */
      g_free (item->target);
      item->target = g_strdup (SANDBOX_LINKS_BUFFER);
    }
  item->table = table;
  if (table->companion != NULL)
    {
      item->source_companion = sandbox_table_sql_name (table->companion, company);
      item->target_companion = g_strdup (item->source_companion);
    }
  g_ptr_array_add (plan, item);
}

static void
add_mapped (GPtrArray *plan,
            const SandboxCatalog *catalog,
            SandboxDb *source,
            const char *company,
            const Mapping *mapping)
{
  const SandboxTable *table = sandbox_catalog_find (catalog, mapping->table);
  SandboxPlanItem *item;
  gboolean custom = table != NULL && (table->flags & SANDBOX_TABLE_CUSTOM) != 0;

  if (table != NULL && !custom && renames (mapping, table))
    return;
  item = g_new0 (SandboxPlanItem, 1);
  item->rule.replicate = TRUE;
  item->company = g_strdup (company != NULL ? company : "");
  item->source = find_source (source, company, mapping);
  item->target = sandbox_sql_name (company, mapping->table, mapping->app_id, mapping->extension);
  if (mapping->extension)
    {
      g_autofree char *app = NULL;

      /* The table's own name is taken by the table itself. */
      item->name = sandbox_plan_parse_source_name (mapping->source, &app);
    }
  else
    {
      item->name = g_strdup (mapping->table);
      item->table = custom ? table : NULL;
    }
  g_ptr_array_add (plan, item);
}

static void
add_company (GPtrArray *plan,
             const SandboxCatalog *catalog,
             SandboxDb *source,
             SandboxStore *store,
             GPtrArray *mappings,
             const char *company)
{
  GPtrArray *tables = sandbox_catalog_get_tables (catalog);

  for (guint i = 0; i < tables->len; i++)
    {
      const SandboxTable *table = tables->pdata[i];
      gboolean per_database = (table->flags & SANDBOX_TABLE_PER_DATABASE) != 0;
      SandboxRule rule;

      if ((table->flags & SANDBOX_TABLE_CUSTOM) != 0 || per_database != (company == NULL))
        continue;
      sandbox_rules_read (store, company != NULL ? company : "", table, &rule);
      if (rule.replicate)
        add_table (plan, source, mappings, company, table, &rule);
    }
  for (guint i = 0; i < mappings->len; i++)
    {
      const Mapping *mapping = mappings->pdata[i];

      if (mapping->per_company == (company != NULL))
        add_mapped (plan, catalog, source, company, mapping);
    }
}

GPtrArray *
sandbox_plan_new (const SandboxCatalog *catalog, SandboxDb *source, SandboxStore *store)
{
  GPtrArray *plan = g_ptr_array_new_with_free_func (item_free);
  g_autoptr (GPtrArray) mappings = read_mappings (store);
  g_autoptr (SandboxStmt) companies = sandbox_sql_prepare (
    sandbox_store_get_db (store), NULL, "SELECT name FROM companies WHERE replicate = 1 ORDER BY seq");

  add_company (plan, catalog, source, store, mappings, NULL);
  while (companies != NULL && sqlite3_step (companies) == SQLITE_ROW)
    add_company (plan, catalog, source, store, mappings, (const char *) sqlite3_column_text (companies, 0));
  return plan;
}
