/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-mapping-item.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _FerryMappingItem
{
  GObject parent_instance;

  FerryTableMapping *mapping;
  char *keys[FERRY_N_MAPPING_COLUMNS];
  char *words;
};

G_DEFINE_FINAL_TYPE (FerryMappingItem, ferry_mapping_item, G_TYPE_OBJECT)

static void
ferry_mapping_item_finalize (GObject *object)
{
  FerryMappingItem *self = FERRY_MAPPING_ITEM (object);

  g_clear_object (&self->mapping);
  for (int i = 0; i < FERRY_N_MAPPING_COLUMNS; i++)
    g_free (self->keys[i]);
  g_free (self->words);
  G_OBJECT_CLASS (ferry_mapping_item_parent_class)->finalize (object);
}

static void
ferry_mapping_item_class_init (FerryMappingItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_mapping_item_finalize;
}

static void
ferry_mapping_item_init (FerryMappingItem *self)
{
}

const char *
ferry_mapping_type_to_label (gboolean extension)
{
  return extension ? _ ("Table Extension") : _ ("Table");
}

const char *
ferry_mapping_get_app_label (FerryTableMapping *mapping)
{
  const char *name = ferry_table_mapping_get_extension_name (mapping);

  return *name != '\0' ? name : ferry_table_mapping_get_app_id (mapping);
}

FerryMappingItem *
ferry_mapping_item_new (FerryTableMapping *mapping)
{
  FerryMappingItem *self;
  g_autofree char *words = NULL;

  g_return_val_if_fail (FERRY_IS_TABLE_MAPPING (mapping), NULL);

  self = g_object_new (FERRY_TYPE_MAPPING_ITEM, NULL);
  self->mapping = g_object_ref (mapping);
  for (int i = 0; i < FERRY_N_MAPPING_COLUMNS; i++)
    {
      g_autofree char *folded = g_utf8_casefold (ferry_mapping_item_get_text (self, i), -1);

      self->keys[i] = g_utf8_collate_key_for_filename (folded, -1);
    }
  words = g_strjoin ("\n", ferry_mapping_item_get_text (self, FERRY_MAPPING_COLUMN_SOURCE),
                     ferry_mapping_item_get_text (self, FERRY_MAPPING_COLUMN_TARGET),
                     ferry_mapping_item_get_text (self, FERRY_MAPPING_COLUMN_EXTENSION),
                     ferry_table_mapping_get_app_id (mapping), NULL);
  self->words = g_utf8_casefold (words, -1);
  return self;
}

FerryTableMapping *
ferry_mapping_item_get_mapping (FerryMappingItem *self)
{
  g_return_val_if_fail (FERRY_IS_MAPPING_ITEM (self), NULL);
  return self->mapping;
}

const char *
ferry_mapping_item_get_text (FerryMappingItem *self, FerryMappingColumn column)
{
  g_return_val_if_fail (FERRY_IS_MAPPING_ITEM (self), NULL);

  switch (column)
    {
    case FERRY_MAPPING_COLUMN_SOURCE:
      return ferry_table_mapping_get_source_table_name (self->mapping);
    case FERRY_MAPPING_COLUMN_TARGET:
      return ferry_table_mapping_get_table_name (self->mapping);
    case FERRY_MAPPING_COLUMN_TYPE:
      return ferry_mapping_type_to_label (ferry_table_mapping_is_extension (self->mapping));
    case FERRY_MAPPING_COLUMN_EXTENSION:
      return ferry_mapping_get_app_label (self->mapping);
    case FERRY_MAPPING_COLUMN_PER_COMPANY:
      return ferry_table_mapping_get_data_per_company (self->mapping) ? _ ("Yes") : _ ("No");
    case FERRY_N_MAPPING_COLUMNS:
    default:
      g_return_val_if_reached ("");
    }
}

gboolean
ferry_mapping_item_matches (FerryMappingItem *self, const char *folded)
{
  g_return_val_if_fail (FERRY_IS_MAPPING_ITEM (self), FALSE);
  return strstr (self->words, folded) != NULL;
}

int
ferry_mapping_item_compare (FerryMappingItem *self, FerryMappingItem *other, FerryMappingColumn column)
{
  const FerryMappingColumn order[]
    = { column, FERRY_MAPPING_COLUMN_SOURCE, FERRY_MAPPING_COLUMN_TARGET, FERRY_MAPPING_COLUMN_TYPE };

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      int result = strcmp (self->keys[order[i]], other->keys[order[i]]);

      if (result != 0)
        return result;
    }
  return 0;
}
