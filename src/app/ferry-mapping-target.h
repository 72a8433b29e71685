/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-mapping-set.h"
#include "ferry-source-table.h"

G_BEGIN_DECLS

/**
 * FerryMappingTarget:
 *
 * What a target of a table mapping is entered with. Properties: `number` (uint, writable: from 1; 0 where there is but
 * one), `removable` (boolean, writable). Signals: `changed ()`; `removed ()`: its button was clicked.
 */
#define FERRY_TYPE_MAPPING_TARGET (ferry_mapping_target_get_type ())
G_DECLARE_FINAL_TYPE (FerryMappingTarget, ferry_mapping_target, FERRY, MAPPING_TARGET, AdwPreferencesGroup)

/** ferry_mapping_target_new: @set: knows the extensions' names */
GtkWidget *ferry_mapping_target_new (FerryMappingSet *set);
void ferry_mapping_target_set_mapping (FerryMappingTarget *self, FerryTableMapping *mapping);
void ferry_mapping_target_set_table (FerryMappingTarget *self, FerrySourceTable *table);
void ferry_mapping_target_set_number (FerryMappingTarget *self, guint number, gboolean removable);
/** ferry_mapping_target_is_blank: Returns: whether nothing was entered yet */
gboolean ferry_mapping_target_is_blank (FerryMappingTarget *self);
/** ferry_mapping_target_dup_mapping: Returns: (transfer full): what was entered, from @source; %NULL with %FERRY_ERROR_RULE where the number isn't one */
FerryTableMapping *
ferry_mapping_target_dup_mapping (FerryMappingTarget *self, const char *source, GError **error);

G_END_DECLS
