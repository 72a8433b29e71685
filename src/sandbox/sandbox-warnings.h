/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-sql.h"
#include "sandbox-store.h"

G_BEGIN_DECLS

/**
 * sandbox_warnings_update:
 * @target: what is looked at
 * @run_id: (nullable): `runId` of the run that has just copied
 *
 * Brings `migration_warnings` up to date with the target (domain §2.10), in the caller's transaction:
 *  - RecordLinks: links are in the buffer. A run that brings more of them warns anew, also where the warning
 *    before was ignored.
 *  - TenantMedia: there are fewer tenant media than there once were. It is another warning with every other number.
 *
 * A warning whose cause is gone goes too.
 */
gboolean sandbox_warnings_update (SandboxStore *store, SandboxDb *target, const char *run_id, GError **error);

G_END_DECLS
