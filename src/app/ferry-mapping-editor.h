/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-environment.h"

G_BEGIN_DECLS

/**
 * FerryMappingEditor:
 *
 * Adds table mappings, from one source table to one target or several, or edits one. What was entered stays until it is
 * saved. Signal: `changed (FerryMappingSet)`: the mappings were read again.
 */
#define FERRY_TYPE_MAPPING_EDITOR (ferry_mapping_editor_get_type ())
G_DECLARE_FINAL_TYPE (FerryMappingEditor, ferry_mapping_editor, FERRY, MAPPING_EDITOR, AdwWindow)

/**
 * ferry_mapping_editor_new:
 * @existing: (nullable): what is edited; %NULL adds
 * @no_tables_reason: (nullable): why there are no tables to choose from
 */
GtkWindow *ferry_mapping_editor_new (FerryEnvironment *environment,
                                     FerryMappingSet *set,
                                     FerryTableMapping *existing,
                                     const char *no_tables_reason);

G_END_DECLS
