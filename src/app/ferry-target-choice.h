/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-source-table.h"

G_BEGIN_DECLS

/**
 * FerryTargetChoice:
 *
 * A table that can be chosen. Properties: `selected` (boolean, writable).
 */
#define FERRY_TYPE_TARGET_CHOICE (ferry_target_choice_get_type ())
G_DECLARE_FINAL_TYPE (FerryTargetChoice, ferry_target_choice, FERRY, TARGET_CHOICE, GObject)

/** ferry_target_choice_new: @source: (nullable): where the table gets its data from already; it can't be chosen then */
FerryTargetChoice *ferry_target_choice_new (FerrySourceTable *table, const char *source);
FerrySourceTable *ferry_target_choice_get_table (FerryTargetChoice *self);
/** ferry_target_choice_get_source: Returns: (nullable): where the table gets its data from already */
const char *ferry_target_choice_get_source (FerryTargetChoice *self);
/** ferry_target_choice_is_extension: Returns: whether it is a table extension */
gboolean ferry_target_choice_is_extension (FerryTargetChoice *self);
gboolean ferry_target_choice_get_selected (FerryTargetChoice *self);
void ferry_target_choice_set_selected (FerryTargetChoice *self, gboolean selected);
/** ferry_target_choice_matches: @folded: case folded; Returns: whether it is in its name, its extension's or its number */
gboolean ferry_target_choice_matches (FerryTargetChoice *self, const char *folded);

G_END_DECLS
