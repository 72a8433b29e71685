/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "ferry-table-mapping.h"

G_BEGIN_DECLS

typedef enum
{
  FERRY_MAPPING_COLUMN_SOURCE,
  FERRY_MAPPING_COLUMN_TARGET,
  FERRY_MAPPING_COLUMN_TYPE,
  FERRY_MAPPING_COLUMN_EXTENSION,
  FERRY_MAPPING_COLUMN_PER_COMPANY,
  FERRY_N_MAPPING_COLUMNS,
} FerryMappingColumn;

/**
 * FerryMappingItem:
 *
 * A table mapping as a row of a list: its texts, and what it is searched and sorted by, found once.
 */
#define FERRY_TYPE_MAPPING_ITEM (ferry_mapping_item_get_type ())
G_DECLARE_FINAL_TYPE (FerryMappingItem, ferry_mapping_item, FERRY, MAPPING_ITEM, GObject)

FerryMappingItem *ferry_mapping_item_new (FerryTableMapping *mapping);
FerryTableMapping *ferry_mapping_item_get_mapping (FerryMappingItem *self);
/** ferry_mapping_item_get_text: Returns: (transfer none): what the cell says */
const char *ferry_mapping_item_get_text (FerryMappingItem *self, FerryMappingColumn column);
/** ferry_mapping_item_matches: @folded: case folded; Returns: whether it is in one of the texts, or the app's id */
gboolean ferry_mapping_item_matches (FerryMappingItem *self, const char *folded);
/** ferry_mapping_item_compare: Returns: as strcmp(): by @column, then by source and target */
int ferry_mapping_item_compare (FerryMappingItem *self, FerryMappingItem *other, FerryMappingColumn column);

/** ferry_mapping_type_to_label: Returns: Business Central's name of it, translated */
const char *ferry_mapping_type_to_label (gboolean extension);
/** ferry_mapping_get_app_label: Returns: (transfer none): the name of the target's extension, or else its id */
const char *ferry_mapping_get_app_label (FerryTableMapping *mapping);

G_END_DECLS
