/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-mapping-set.h"

G_BEGIN_DECLS

/*
 * Dialogs that ask for one of the extensions, each with how many table mappings it is about. Their response is `do` when
 * it was chosen.
 */

/** ferry_extension_question_new_populate: Returns: (transfer none) (nullable): asks which extension's tables get a source; %NULL where there is none to choose */
AdwMessageDialog *ferry_extension_question_new_populate (GtkWindow *parent, FerryMappingSet *set);
/** ferry_extension_question_new_deletion: Returns: (transfer none): asks which extension's table mappings are deleted; @set: isn't empty */
AdwMessageDialog *ferry_extension_question_new_deletion (GtkWindow *parent, FerryMappingSet *set);
/** ferry_extension_question_get_app_id: Returns: (transfer none): the GUID of the one chosen */
const char *ferry_extension_question_get_app_id (AdwMessageDialog *dialog);
/** ferry_extension_question_get_name: Returns: (transfer none): its name, or else its GUID */
const char *ferry_extension_question_get_name (AdwMessageDialog *dialog);

G_END_DECLS
