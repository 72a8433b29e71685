/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-environment.h"

G_BEGIN_DECLS

/**
 * FerryRulesPage:
 *
 * How each table of each company is replicated (domain §2.5): looked through, chosen, changed.
 *
 * Properties: `narrow` (boolean, writable); `working` (boolean, read-only: tables are being changed).
 */
#define FERRY_TYPE_RULES_PAGE (ferry_rules_page_get_type ())
G_DECLARE_FINAL_TYPE (FerryRulesPage, ferry_rules_page, FERRY, RULES_PAGE, GtkWidget)

/** ferry_rules_page_set_environment: once; reads the rules */
void ferry_rules_page_set_environment (FerryRulesPage *self, FerryEnvironment *environment);

gboolean ferry_rules_page_get_working (FerryRulesPage *self);
/** ferry_rules_page_stop: after the table that is in the works */
void ferry_rules_page_stop (FerryRulesPage *self);
/** ferry_rules_page_focus_search: for Ctrl+F */
void ferry_rules_page_focus_search (FerryRulesPage *self);

G_END_DECLS
