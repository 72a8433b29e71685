/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-environment.h"

G_BEGIN_DECLS

/**
 * FerryRuleHistory:
 *
 * Who changed how a table is replicated, when, from what to what (domain §2.5); searched and exported.
 *
 * Property: `narrow` (boolean, writable).
 */
#define FERRY_TYPE_RULE_HISTORY (ferry_rule_history_get_type ())
G_DECLARE_FINAL_TYPE (FerryRuleHistory, ferry_rule_history, FERRY, RULE_HISTORY, GtkWidget)

/** ferry_rule_history_set_environment: once; what happened is read each time this comes on show */
void ferry_rule_history_set_environment (FerryRuleHistory *self, FerryEnvironment *environment);
/** ferry_rule_history_export: writes the rows that are shown into @file, which is replaced */
void ferry_rule_history_export (FerryRuleHistory *self, GFile *file);
/** ferry_rule_history_focus_search: for Ctrl+F */
void ferry_rule_history_focus_search (FerryRuleHistory *self);

G_END_DECLS
