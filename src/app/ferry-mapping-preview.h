/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-environment.h"

G_BEGIN_DECLS

/**
 * FerryMappingPreview:
 *
 * Shows what is about to change in the table mappings, and then makes it so, with progress and a way to stop. After a
 * failure it shows what is left to be done. Signal: `changed (FerryMappingSet)`: the mappings were read again.
 */
#define FERRY_TYPE_MAPPING_PREVIEW (ferry_mapping_preview_get_type ())
G_DECLARE_FINAL_TYPE (FerryMappingPreview, ferry_mapping_preview, FERRY, MAPPING_PREVIEW, AdwWindow)

/** ferry_mapping_preview_new_import: @wanted: (element-type FerryTableMapping): of a file; whether it replaces or is merged is asked */
GtkWindow *ferry_mapping_preview_new_import (FerryEnvironment *environment,
                                             FerryMappingSet *set,
                                             GPtrArray *wanted,
                                             const char *file_name);
/** ferry_mapping_preview_new_addition: @wanted: (element-type FerryTableMapping): of @extension_name */
GtkWindow *ferry_mapping_preview_new_addition (FerryEnvironment *environment,
                                               FerryMappingSet *set,
                                               GPtrArray *wanted,
                                               const char *extension_name);
/** ferry_mapping_preview_new_deletion: @mappings: (element-type FerryTableMapping): to be deleted */
GtkWindow *
ferry_mapping_preview_new_deletion (FerryEnvironment *environment, FerryMappingSet *set, GPtrArray *mappings);

G_END_DECLS
