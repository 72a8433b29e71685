/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-work.h"

G_BEGIN_DECLS

/* What the replication service does to itself, at the pace of everything else: domain §2.10. */

/** sandbox_service_update: deploys the latest version, and says so in the log */
void sandbox_service_update (SandboxWork *self);

/** sandbox_service_take_key: the integration runtime, registered with a key that was reset, takes the new one */
void sandbox_service_take_key (SandboxWork *self);

/**
 * sandbox_runtime_register:
 * @key: an authentication key
 * @error: return location; `G_IO_ERROR_PERMISSION_DENIED` where @key is not one of the present ones: after a
 *   reset, those before are refused
 *
 * What installing the integration runtime ends with: it registers with the key. Any process may call this, also
 * while a sandbox runs on the folder.
 */
gboolean sandbox_runtime_register (SandboxStore *store, const char *key, GError **error);

/** sandbox_runtime_has_old_key: Returns: whether the runtime is registered with a key that was reset since */
gboolean sandbox_runtime_has_old_key (SandboxStore *store);

G_END_DECLS
