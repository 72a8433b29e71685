/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-environment.h"

G_BEGIN_DECLS

/**
 * FerryChecklistDialog:
 *
 * What is left to do after the migration (domain §2.8): a tick a step for all migrated companies, where it is explained,
 * and the action that does it. Says who keeps the ticks (api-contract §C).
 */
#define FERRY_TYPE_CHECKLIST_DIALOG (ferry_checklist_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FerryChecklistDialog, ferry_checklist_dialog, FERRY, CHECKLIST_DIALOG, AdwWindow)

GtkWindow *ferry_checklist_dialog_new (FerryEnvironment *environment);

G_END_DECLS
