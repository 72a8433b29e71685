/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-user-pairing.h"

G_BEGIN_DECLS

/**
 * FerryUserMappingsDialog:
 *
 * Says which cloud user is which on-premises user, and has the cloud users renamed (domain §2.9). Choices are saved when
 * the user wants it, without being applied.
 */
#define FERRY_TYPE_USER_MAPPINGS_DIALOG (ferry_user_mappings_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FerryUserMappingsDialog,
                      ferry_user_mappings_dialog,
                      FERRY,
                      USER_MAPPINGS_DIALOG,
                      AdwWindow)

GtkWindow *ferry_user_mappings_dialog_new (FerryEnvironment *environment);

/** ferry_user_mappings_dialog_import: takes pairs from a CSV file, after a preview */
void ferry_user_mappings_dialog_import (FerryUserMappingsDialog *self, GFile *file);
/** ferry_user_mappings_dialog_export: writes them to a CSV file */
void ferry_user_mappings_dialog_export (FerryUserMappingsDialog *self, GFile *file);

G_END_DECLS
