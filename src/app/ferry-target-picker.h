/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-mapping-set.h"

G_BEGIN_DECLS

/**
 * FerryTargetPicker:
 *
 * Chooses targets of a table mapping among the tables of the environment's extensions. One that has a source already
 * can be seen but not chosen. Signal: `picked (GPtrArray)`: the #FerrySourceTable that were chosen.
 */
#define FERRY_TYPE_TARGET_PICKER (ferry_target_picker_get_type ())
G_DECLARE_FINAL_TYPE (FerryTargetPicker, ferry_target_picker, FERRY, TARGET_PICKER, AdwWindow)

/** ferry_target_picker_new: @set: with tables to choose from; @several: whether more than one can be chosen */
GtkWindow *ferry_target_picker_new (FerryMappingSet *set, gboolean several);

G_END_DECLS
