/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-mapping-item.h"

G_BEGIN_DECLS

/**
 * FerryMappingTable:
 *
 * A list of table mappings: found by typing, sorted by any column, several selected at once. Properties: `narrow`
 * (boolean, writable: one column with rows of two lines); `n-shown` (uint, read-only). Signals: `activated
 * (FerryTableMapping)`; `selection-changed ()`.
 */
#define FERRY_TYPE_MAPPING_TABLE (ferry_mapping_table_get_type ())
G_DECLARE_FINAL_TYPE (FerryMappingTable, ferry_mapping_table, FERRY, MAPPING_TABLE, GtkWidget)

/** ferry_mapping_table_set_mappings: @mappings: (element-type FerryTableMapping); those selected stay so */
void ferry_mapping_table_set_mappings (FerryMappingTable *self, GPtrArray *mappings);
void ferry_mapping_table_set_search (FerryMappingTable *self, const char *text);
guint ferry_mapping_table_get_n_shown (FerryMappingTable *self);
/** ferry_mapping_table_list_selected: Returns: (transfer full) (element-type FerryTableMapping): in the order shown */
GPtrArray *ferry_mapping_table_list_selected (FerryMappingTable *self);

G_END_DECLS
