/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-store.h"

G_BEGIN_DECLS

/** sandbox_users_prepare: fills `temp.cloud_users` with the users of the target as they are now */
gboolean sandbox_users_prepare (SandboxStore *store, GError **error);

/**
 * sandbox_user_mappings_prepare:
 *
 * Makes `user_mappings` a list of the users that were replicated, new ones with the user of the target that
 * is likely the same: by object id, then by name identifier, then by e-mail address (domain §2.9). What was
 * chosen before stays. Empty before the first run.
 */
gboolean sandbox_user_mappings_prepare (SandboxStore *store, GError **error);

G_END_DECLS
