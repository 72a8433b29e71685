/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-environment.h"

G_BEGIN_DECLS

/**
 * FerryRulesDialog:
 *
 * *Change how data is replicated*: the rules of tables, and their history. Closed while tables are being changed, it asks.
 */
#define FERRY_TYPE_RULES_DIALOG (ferry_rules_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FerryRulesDialog, ferry_rules_dialog, FERRY, RULES_DIALOG, AdwWindow)

GtkWindow *ferry_rules_dialog_new (FerryEnvironment *environment);

G_END_DECLS
