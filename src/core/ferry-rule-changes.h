/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-environment.h"
#include "ferry-rule-plan.h"

G_BEGIN_DECLS

/**
 * FerryRuleChanges:
 *
 * Carries out a #FerryRulePlan, one table after another. What goes wrong with one table doesn't keep it from the
 * others; what would go wrong with all of them (the connection, a rule) ends it.
 *
 * Read-only properties: `n-done` (uint: tables looked after so far), `current` (string: the name of the one in the
 * works). Signal `changed (FerryTableSetting)`: a table as it is now, changed by this or found changed by somebody else.
 */
#define FERRY_TYPE_RULE_CHANGES (ferry_rule_changes_get_type ())
G_DECLARE_FINAL_TYPE (FerryRuleChanges, ferry_rule_changes, FERRY, RULE_CHANGES, GObject)

/** ferry_rule_changes_new: @plan: (transfer full): what is to be done */
FerryRuleChanges *ferry_rule_changes_new (FerryEnvironment *environment, FerryRulePlan *plan);

/** ferry_rule_changes_run_async: once only */
void ferry_rule_changes_run_async (FerryRuleChanges *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/**
 * ferry_rule_changes_run_finish:
 *
 * Returns: whether all tables were changed; else the first error, or %G_IO_ERROR_CANCELLED where it was stopped
 */
gboolean ferry_rule_changes_run_finish (FerryRuleChanges *self, GAsyncResult *result, GError **error);

/** ferry_rule_changes_stop: after the table that is in the works */
void ferry_rule_changes_stop (FerryRuleChanges *self);

guint ferry_rule_changes_get_n_total (FerryRuleChanges *self);
guint ferry_rule_changes_get_n_done (FerryRuleChanges *self);
const char *ferry_rule_changes_get_current (FerryRuleChanges *self);

/** ferry_rule_changes_dup_report: Returns: (transfer full): what was changed and what was not, in sentences */
char *ferry_rule_changes_dup_report (FerryRuleChanges *self);

G_END_DECLS
