/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Custom tables: domain §2.6. */
#include "sandbox-lifecycle-private.h"

#include "sandbox-plan.h"

#include <string.h>

/* Enough for every table that has a name of its own. */
#define CATALOG_TABLES 200

typedef struct
{
  char *type;
  char *app_id;
  char *extension_name;
  char *table_name;
  char *source_table_name;
  gint64 table_id;
  gint64 data_per_company;
} Mapping;

static void
mapping_clear (Mapping *self)
{
  g_free (self->type);
  g_free (self->app_id);
  g_free (self->extension_name);
  g_free (self->table_name);
  g_free (self->source_table_name);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Mapping, mapping_clear)

static void
replace_text (char **text, GHashTable *values, const char *property)
{
  const char *value = sandbox_body_get_text (values, property, NULL);

  if (value == NULL)
    return;
  g_free (*text);
  *text = g_strstrip (g_strdup (value));
}

static gboolean
require (const char *value, const char *caption, GError **error)
{
  if (value != NULL && *value != '\0')
    return TRUE;
  g_set_error (error, SANDBOX_ERROR, SANDBOX_ERROR_FIELD,
               "%s must have a value in Migration Table Mapping. It cannot be empty.", caption);
  return FALSE;
}

/* The full SQL name is taken as well; what is kept is the table, and the app where one is named. */
static void
normalize_source (Mapping *mapping)
{
  g_autofree char *app_id = NULL;
  g_autofree char *table = sandbox_plan_parse_source_name (mapping->source_table_name, &app_id);

  g_free (mapping->source_table_name);
  mapping->source_table_name
    = app_id != NULL && *app_id != '\0' ? g_strdup_printf ("%s$%s", table, app_id) : g_strdup (table);
}

/* A name and a number that the service knows have to belong together; others belong to extensions unknown
 * here. */
static gboolean
check_target (SandboxLifecycle *self, Mapping *mapping, GError **error)
{
  const SandboxTable *table;
  gboolean custom;

  if (self->catalog == NULL)
    self->catalog = sandbox_catalog_new (CATALOG_TABLES);
  table = sandbox_catalog_find (self->catalog, mapping->table_name);
  custom = table != NULL && (table->flags & SANDBOX_TABLE_CUSTOM) != 0;

  if (strcmp (mapping->type, "Table") == 0 && table != NULL && !custom
      && g_ascii_strcasecmp (table->app_id, mapping->app_id) == 0)
    return sandbox_lifecycle_refuse (
      error, "The table “%s” is replicated by itself and can’t be the target of a mapping.",
      mapping->table_name);
  if (table != NULL && mapping->table_id == 0)
    mapping->table_id = table->id;
  return TRUE;
}

static gboolean
check_unique (SandboxLifecycle *self, const Mapping *mapping, const char *id, GError **error)
{
  if (sandbox_store_query_int (
        self->store, 0,
        "SELECT count (*) FROM table_mappings WHERE target_table_type = ? AND app_id = ? "
        "AND table_name = ? COLLATE NOCASE AND id <> ?",
        "ssss", mapping->type, mapping->app_id, mapping->table_name, id)
      == 0)
    return TRUE;
  g_set_error (
    error, SANDBOX_ERROR, SANDBOX_ERROR_EXISTS,
    "The record in table Migration Table Mapping already exists. Identification fields and values: "
    "App ID='%s',Table Name='%s'",
    mapping->app_id, mapping->table_name);
  return FALSE;
}

static void
name_extension (Mapping *mapping)
{
  const SandboxDefaultMapping *defaults;
  guint n;

  g_clear_pointer (&mapping->extension_name, g_free);
  if (strcmp (mapping->app_id, SANDBOX_APP_BASE) == 0)
    mapping->extension_name = g_strdup ("Base Application");
  defaults = sandbox_catalog_get_default_mappings (&n);
  for (guint i = 0; i < n && mapping->extension_name == NULL; i++)
    if (strcmp (defaults[i].app_id, mapping->app_id) == 0)
      mapping->extension_name = g_strdup (defaults[i].extension_name);
}

static gboolean
apply (SandboxLifecycle *self, Mapping *mapping, const char *id, GHashTable *values, GError **error)
{
  replace_text (&mapping->type, values, "targetTableType");
  replace_text (&mapping->app_id, values, "appId");
  replace_text (&mapping->table_name, values, "tableName");
  replace_text (&mapping->source_table_name, values, "sourceTableName");
  mapping->table_id = sandbox_body_get_integer (values, "tableId", mapping->table_id);
  if (g_hash_table_contains (values, "dataPerCompany"))
    {
      if (strcmp (mapping->type, "TableExtension") != 0)
        {
          g_set_error_literal (
            error, SANDBOX_ERROR, SANDBOX_ERROR_FIELD,
            "Target Table Type must be equal to 'Table Extension' in Migration Table Mapping.");
          return FALSE;
        }
      mapping->data_per_company = sandbox_body_get_integer (values, "dataPerCompany", 1);
    }

  if (!require (mapping->app_id, "App ID", error) || !require (mapping->table_name, "Table Name", error)
      || !require (mapping->source_table_name, "Source Table Name", error))
    return FALSE;
  if (mapping->table_id < 0)
    {
      g_set_error_literal (error, SANDBOX_ERROR, SANDBOX_ERROR_FIELD, "Table ID must not be negative.");
      return FALSE;
    }
  normalize_source (mapping);
  if (!require (mapping->source_table_name, "Source Table Name", error)
      || !check_target (self, mapping, error) || !check_unique (self, mapping, id, error))
    return FALSE;
  name_extension (mapping);
  return sandbox_store_exec (
    self->store, error,
    "INSERT INTO table_mappings (id, target_table_type, app_id, extension_name, table_id, "
    "table_name, source_table_name, data_per_company) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET target_table_type = excluded.target_table_type, "
    "app_id = excluded.app_id, extension_name = excluded.extension_name, "
    "table_id = excluded.table_id, table_name = excluded.table_name, "
    "source_table_name = excluded.source_table_name, "
    "data_per_company = excluded.data_per_company",
    "ssssissi", id, mapping->type, mapping->app_id, mapping->extension_name, (int) mapping->table_id,
    mapping->table_name, mapping->source_table_name, (int) mapping->data_per_company);
}

char *
sandbox_lifecycle_create_mapping (SandboxLifecycle *self, GHashTable *values, GError **error)
{
  g_auto (Mapping) mapping = { .type = g_strdup ("Table"), .data_per_company = 1 };
  g_autofree char *id = g_uuid_string_random ();

  return apply (self, &mapping, id, values, error) ? g_steal_pointer (&id) : NULL;
}

static char *
read_column (SandboxLifecycle *self, const char *id, const char *column)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM table_mappings WHERE id = ?", column);

  return sandbox_store_query_text (self->store, sql, "s", id);
}

gboolean
sandbox_lifecycle_update_mapping (SandboxLifecycle *self, const char *id, GHashTable *values, GError **error)
{
  g_auto (Mapping) mapping = {
    .type = read_column (self, id, "target_table_type"),
    .app_id = read_column (self, id, "app_id"),
    .table_name = read_column (self, id, "table_name"),
    .source_table_name = read_column (self, id, "source_table_name"),
    .table_id
    = sandbox_store_query_int (self->store, 0, "SELECT table_id FROM table_mappings WHERE id = ?", "s", id),
    .data_per_company = sandbox_store_query_int (
      self->store, 1, "SELECT data_per_company FROM table_mappings WHERE id = ?", "s", id),
  };

  return apply (self, &mapping, id, values, error);
}

static gboolean
insert_defaults (SandboxLifecycle *self, GError **error)
{
  const SandboxDefaultMapping *defaults;
  guint n;

  defaults = sandbox_catalog_get_default_mappings (&n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_uuid_string_random ();

      if (!sandbox_store_exec (
            self->store, error,
            "INSERT INTO table_mappings (id, target_table_type, app_id, extension_name, table_id, "
            "table_name, source_table_name, data_per_company) "
            "SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 WHERE NOT EXISTS (SELECT 1 FROM "
            "table_mappings WHERE target_table_type = ?2 AND app_id = ?3 AND table_name = ?6)",
            "ssssissi", id, defaults[i].target_table_type, defaults[i].app_id, defaults[i].extension_name,
            (int) defaults[i].table_id, defaults[i].table_name, defaults[i].source_table_name,
            (int) defaults[i].data_per_company))
        return FALSE;
    }
  return TRUE;
}

/* Inside a transaction of the caller. */
gboolean
sandbox_lifecycle_store_default_mappings (SandboxLifecycle *self, gboolean replace, GError **error)
{
  if (replace && !sandbox_store_exec (self->store, error, "DELETE FROM table_mappings", ""))
    return FALSE;
  return insert_defaults (self, error);
}

gboolean
sandbox_lifecycle_restore_default_mappings (SandboxAction *action, GError **error)
{
  SandboxLifecycle *self = action->self;

  if (!sandbox_store_begin (self->store, error))
    return FALSE;
  if (!sandbox_lifecycle_store_default_mappings (self, TRUE, error))
    {
      sandbox_store_rollback (self->store);
      return FALSE;
    }
  return sandbox_store_commit (self->store, error);
}

gboolean
sandbox_lifecycle_delete_extension_mappings (SandboxAction *action, GError **error)
{
  return sandbox_store_exec (action->self->store, error,
                             "DELETE FROM table_mappings WHERE app_id = (SELECT app_id FROM table_mappings "
                             "WHERE id = ?)",
                             "s", action->id);
}
