/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-mapping-set.h"

#include "ferry-error.h"
#include "ferry-odata.h"
#include "ferry-sql-name.h"

#include <glib/gi18n-lib.h>

struct _FerryMappingSet
{
  GObject parent_instance;

  GPtrArray *mappings;
  GPtrArray *tables;
  GHashTable *targets; /* key → FerryTableMapping */
  GHashTable *itself;  /* keys of tables that replicate by themselves */
};

G_DEFINE_FINAL_TYPE (FerryMappingSet, ferry_mapping_set, G_TYPE_OBJECT)

static void
ferry_mapping_set_finalize (GObject *object)
{
  FerryMappingSet *self = FERRY_MAPPING_SET (object);

  g_clear_pointer (&self->mappings, g_ptr_array_unref);
  g_clear_pointer (&self->tables, g_ptr_array_unref);
  g_clear_pointer (&self->targets, g_hash_table_unref);
  g_clear_pointer (&self->itself, g_hash_table_unref);
  G_OBJECT_CLASS (ferry_mapping_set_parent_class)->finalize (object);
}

static void
ferry_mapping_set_class_init (FerryMappingSetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_mapping_set_finalize;
}

static void
ferry_mapping_set_init (FerryMappingSet *self)
{
}

/* ---- Keys: what makes two targets the same ---- */

static char *
fold_app (const char *app_id)
{
  g_autofree char *guid = ferry_sql_name_dup_guid (app_id);

  return guid == NULL || ferry_odata_is_null_guid (guid) ? g_strdup ("") : g_steal_pointer (&guid);
}

static char *
make_key (gboolean extension, const char *app_id, const char *table_name)
{
  g_autofree char *app = fold_app (app_id);
  g_autofree char *trimmed = g_strstrip (g_strdup (table_name));
  g_autofree char *name = g_utf8_casefold (trimmed, -1);

  return g_strdup_printf ("%c %s %s", extension ? 'E' : 'T', app, name);
}

char *
ferry_mapping_set_dup_key (FerryTableMapping *mapping)
{
  g_return_val_if_fail (FERRY_IS_TABLE_MAPPING (mapping), NULL);

  return make_key (ferry_table_mapping_is_extension (mapping), ferry_table_mapping_get_app_id (mapping),
                   ferry_table_mapping_get_table_name (mapping));
}

static gboolean
is_table_extension (FerrySourceTable *table)
{
  g_autofree char *folded = ferry_odata_fold_option (ferry_source_table_get_target_table_type (table));

  return g_str_equal (folded, "tableextension");
}

static char *
make_table_key (FerrySourceTable *table)
{
  return make_key (is_table_extension (table), ferry_source_table_get_app_id (table),
                   ferry_source_table_get_table_name (table));
}

gboolean
ferry_mapping_set_same_app (const char *app_id, const char *other)
{
  g_autofree char *mine = fold_app (app_id);
  g_autofree char *theirs = fold_app (other);

  return g_str_equal (mine, theirs);
}

/* ---- The set ---- */

static GPtrArray *
copy_objects (GPtrArray *objects)
{
  GPtrArray *copy = g_ptr_array_new_full (objects->len, g_object_unref);

  for (guint i = 0; i < objects->len; i++)
    g_ptr_array_add (copy, g_object_ref (g_ptr_array_index (objects, i)));
  return copy;
}

FerryMappingSet *
ferry_mapping_set_new (GPtrArray *mappings, GPtrArray *tables)
{
  FerryMappingSet *self;

  g_return_val_if_fail (mappings != NULL, NULL);

  self = g_object_new (FERRY_TYPE_MAPPING_SET, NULL);
  self->mappings = copy_objects (mappings);
  self->tables = tables != NULL ? copy_objects (tables) : NULL;
  self->targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->itself = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < self->mappings->len; i++)
    {
      FerryTableMapping *mapping = g_ptr_array_index (self->mappings, i);

      g_hash_table_insert (self->targets, ferry_mapping_set_dup_key (mapping), mapping);
    }
  for (guint i = 0; self->tables != NULL && i < self->tables->len; i++)
    if (!ferry_source_table_get_mappable (g_ptr_array_index (self->tables, i)))
      g_hash_table_add (self->itself, make_table_key (g_ptr_array_index (self->tables, i)));
  return self;
}

GPtrArray *
ferry_mapping_set_get_mappings (FerryMappingSet *self)
{
  g_return_val_if_fail (FERRY_IS_MAPPING_SET (self), NULL);
  return self->mappings;
}

GPtrArray *
ferry_mapping_set_get_tables (FerryMappingSet *self)
{
  g_return_val_if_fail (FERRY_IS_MAPPING_SET (self), NULL);
  return self->tables;
}

FerryTableMapping *
ferry_mapping_set_find (FerryMappingSet *self, FerryTableMapping *mapping)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (FERRY_IS_MAPPING_SET (self), NULL);
  g_return_val_if_fail (FERRY_IS_TABLE_MAPPING (mapping), NULL);

  key = ferry_mapping_set_dup_key (mapping);
  return g_hash_table_lookup (self->targets, key);
}

FerryTableMapping *
ferry_mapping_set_find_table (FerryMappingSet *self, FerrySourceTable *table)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (FERRY_IS_MAPPING_SET (self), NULL);
  g_return_val_if_fail (FERRY_IS_SOURCE_TABLE (table), NULL);

  key = make_table_key (table);
  return g_hash_table_lookup (self->targets, key);
}

/* ---- Rules ---- */

static gboolean
is_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

gboolean
ferry_mapping_set_check (FerryMappingSet *self, FerryTableMapping *mapping, GError **error)
{
  const char *target = ferry_table_mapping_get_table_name (mapping);
  g_autofree char *app = NULL;
  g_autofree char *key = NULL;

  g_return_val_if_fail (FERRY_IS_MAPPING_SET (self), FALSE);

  if (is_blank (ferry_table_mapping_get_source_table_name (mapping)))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_RULE,
                   _ ("The name of the source table is missing. Enter it as it is called in the source "
                      "database."));
      return FALSE;
    }
  if (is_blank (target))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_RULE,
                   /* Translators: the name of a table at the source */
                   _ ("The target of “%s” has no name. Enter the name of its table."),
                   ferry_table_mapping_get_source_table_name (mapping));
      return FALSE;
    }
  key = ferry_mapping_set_dup_key (mapping);
  if (g_hash_table_contains (self->itself, key))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_RULE,
                   /* Translators: the name of a table in the cloud */
                   _ ("“%s” replicates by itself and can’t be a target. Choose another table."), target);
      return FALSE;
    }
  app = fold_app (ferry_table_mapping_get_app_id (mapping));
  if (*app == '\0')
    {
      g_set_error (
        error, FERRY_ERROR, FERRY_ERROR_RULE,
        /* Translators: the name of a table in the cloud */
        _ ("The app of “%s” isn’t a GUID. Enter the ID of the app that the target belongs to, such "
           "as 437dbf0e-84ff-417a-965d-ed2bb9650972."),
        target);
      return FALSE;
    }
  return TRUE;
}

GPtrArray *
ferry_mapping_set_plan (FerryMappingSet *self, FerryTableMapping *existing, GPtrArray *wanted, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_val_if_fail (FERRY_IS_MAPPING_SET (self), NULL);
  g_return_val_if_fail (existing == NULL || wanted->len == 1, NULL);

  for (guint i = 0; i < wanted->len; i++)
    {
      FerryTableMapping *mapping = g_ptr_array_index (wanted, i);
      FerryTableMapping *other = ferry_mapping_set_find (self, mapping);

      if (!ferry_mapping_set_check (self, mapping, error))
        return NULL;
      if (!g_hash_table_add (seen, ferry_mapping_set_dup_key (mapping)))
        {
          g_set_error (error, FERRY_ERROR, FERRY_ERROR_RULE,
                       /* Translators: the name of a table in the cloud */
                       _ ("“%s” is there twice. Each target has exactly one source: remove one of them."),
                       ferry_table_mapping_get_table_name (mapping));
          return NULL;
        }
      if (other != NULL && other != existing
          && (existing == NULL
              || !g_str_equal (ferry_table_mapping_get_id (other), ferry_table_mapping_get_id (existing))))
        {
          g_set_error (
            error, FERRY_ERROR, FERRY_ERROR_RULE,
            /* Translators: the name of a table in the cloud, and of one at the source */
            _ ("“%s” already gets its data from “%s”. Each target has exactly one source: edit that "
               "mapping, or choose another target."),
            ferry_table_mapping_get_table_name (mapping), ferry_table_mapping_get_source_table_name (other));
          return NULL;
        }
      g_ptr_array_add (changes, ferry_mapping_change_new (existing, mapping));
    }
  return g_steal_pointer (&changes);
}

GPtrArray *
ferry_mapping_set_plan_deletion (FerryMappingSet *self, GPtrArray *mappings)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (FERRY_IS_MAPPING_SET (self), changes);

  for (guint i = 0; i < mappings->len; i++)
    g_ptr_array_add (changes, ferry_mapping_change_new (g_ptr_array_index (mappings, i), NULL));
  return changes;
}

/* ---- Differences ---- */

GPtrArray *
ferry_mapping_set_diff (FerryMappingSet *self, GPtrArray *wanted, gboolean replace)
{
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GHashTable) kept = g_hash_table_new (NULL, NULL);

  g_return_val_if_fail (FERRY_IS_MAPPING_SET (self), NULL);

  changes = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < wanted->len; i++)
    {
      FerryTableMapping *mapping = g_ptr_array_index (wanted, i);
      FerryTableMapping *was = ferry_mapping_set_find (self, mapping);

      if (was != NULL)
        g_hash_table_add (kept, was);
      g_ptr_array_add (changes, ferry_mapping_change_new (was, mapping));
    }
  /* Last: a failure on the way then leaves too much rather than too little. */
  for (guint i = 0; replace && i < self->mappings->len; i++)
    if (!g_hash_table_contains (kept, g_ptr_array_index (self->mappings, i)))
      g_ptr_array_add (changes, ferry_mapping_change_new (g_ptr_array_index (self->mappings, i), NULL));
  return g_steal_pointer (&changes);
}

/* ---- Extensions ---- */

GPtrArray *
ferry_mapping_set_populate (FerryMappingSet *self, const char *app_id)
{
  GPtrArray *mappings = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (FERRY_IS_MAPPING_SET (self), mappings);

  for (guint i = 0; self->tables != NULL && i < self->tables->len; i++)
    {
      FerrySourceTable *table = g_ptr_array_index (self->tables, i);
      g_autofree char *key = make_table_key (table);

      if (!ferry_source_table_get_mappable (table) || g_hash_table_contains (self->targets, key)
          || !ferry_mapping_set_same_app (ferry_source_table_get_app_id (table), app_id))
        continue;
      g_ptr_array_add (mappings, ferry_table_mapping_new (is_table_extension (table),
                                                          ferry_source_table_get_app_id (table),
                                                          ferry_source_table_get_table_id (table),
                                                          ferry_source_table_get_table_name (table),
                                                          ferry_source_table_get_table_name (table), TRUE));
    }
  return mappings;
}

GPtrArray *
ferry_mapping_set_list_extension (FerryMappingSet *self, const char *app_id)
{
  GPtrArray *mappings = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (FERRY_IS_MAPPING_SET (self), mappings);

  for (guint i = 0; i < self->mappings->len; i++)
    {
      FerryTableMapping *mapping = g_ptr_array_index (self->mappings, i);

      if (ferry_mapping_set_same_app (ferry_table_mapping_get_app_id (mapping), app_id))
        g_ptr_array_add (mappings, g_object_ref (mapping));
    }
  return mappings;
}

const char *
ferry_mapping_set_get_app_name (FerryMappingSet *self, const char *app_id)
{
  g_return_val_if_fail (FERRY_IS_MAPPING_SET (self), "");
  g_return_val_if_fail (app_id != NULL, "");

  if (*app_id == '\0')
    return "";
  for (guint i = 0; self->tables != NULL && i < self->tables->len; i++)
    if (ferry_mapping_set_same_app (ferry_source_table_get_app_id (g_ptr_array_index (self->tables, i)),
                                    app_id))
      return ferry_source_table_get_app_name (g_ptr_array_index (self->tables, i));
  for (guint i = 0; i < self->mappings->len; i++)
    if (ferry_mapping_set_same_app (ferry_table_mapping_get_app_id (g_ptr_array_index (self->mappings, i)),
                                    app_id)
        && *ferry_table_mapping_get_extension_name (g_ptr_array_index (self->mappings, i)) != '\0')
      return ferry_table_mapping_get_extension_name (g_ptr_array_index (self->mappings, i));
  return "";
}
