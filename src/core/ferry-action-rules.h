/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-action.h"
#include "ferry-migration-state.h"
#include "ferry-status-text.h"

G_BEGIN_DECLS

/**
 * ferry_action_rules_check:
 * @state: what is known
 * @action: what is to be done
 * @reason: (out) (optional) (transfer full): why not, and what would help; translated
 *
 * Every refusal of domain §2.2, §2.4, §2.7 and §2.8, and what is unavailable without the management API (§C).
 *
 * Returns: whether @action may be done now
 */
gboolean ferry_action_rules_check (const FerryMigrationState *state, FerryAction action, char **reason);

/**
 * ferry_action_rules_suggest:
 *
 * Returns: whether there is one next step that stands out; it is in @action then, and allowed
 */
gboolean ferry_action_rules_suggest (const FerryMigrationState *state, FerryAction *action);

/** ferry_action_rules_next_run_is_full: Returns: whether the next replication copies all (domain §2.4) */
gboolean ferry_action_rules_next_run_is_full (const FerryMigrationState *state);

/** ferry_action_rules_record_links_first: Returns: whether a run brought data since record links were migrated last, so that they should be before users are renamed (domain §2.9) */
gboolean ferry_action_rules_record_links_first (const FerryMigrationState *state);

G_END_DECLS
