/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-table-result.h"

G_BEGIN_DECLS

/**
 * FerryTableChoice:
 *
 * A blocked table in a list to choose from. Property `chosen` (boolean, writable).
 */
#define FERRY_TYPE_TABLE_CHOICE (ferry_table_choice_get_type ())
G_DECLARE_FINAL_TYPE (FerryTableChoice, ferry_table_choice, FERRY, TABLE_CHOICE, GObject)

FerryTableChoice *ferry_table_choice_new (FerryTableResult *result);
FerryTableResult *ferry_table_choice_get_result (FerryTableChoice *self);
gboolean ferry_table_choice_get_chosen (FerryTableChoice *self);
void ferry_table_choice_set_chosen (FerryTableChoice *self, gboolean chosen);

G_END_DECLS
