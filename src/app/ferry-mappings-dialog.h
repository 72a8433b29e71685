/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-environment.h"
#include "ferry-mapping-file.h"

G_BEGIN_DECLS

/**
 * FerryMappingsDialog:
 *
 * Custom tables (domain §2.6): the table mappings, found by typing, sorted, added, edited, deleted, brought from and to
 * files.
 */
#define FERRY_TYPE_MAPPINGS_DIALOG (ferry_mappings_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FerryMappingsDialog, ferry_mappings_dialog, FERRY, MAPPINGS_DIALOG, AdwWindow)

GtkWindow *ferry_mappings_dialog_new (FerryEnvironment *environment);

/** ferry_mappings_dialog_import: reads @file and shows what it would change; says line and reason where it can't */
void ferry_mappings_dialog_import (FerryMappingsDialog *self, GFile *file);
/** ferry_mappings_dialog_export: writes all mappings */
void ferry_mappings_dialog_export (FerryMappingsDialog *self, GFile *file, FerryMappingFormat format);

G_END_DECLS
