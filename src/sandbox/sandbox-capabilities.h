/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-store.h"

G_BEGIN_DECLS

/** sandbox_capabilities_prepare: fills `temp.capabilities` with what this service does and doesn't
 * (api-contract §B) */
gboolean sandbox_capabilities_prepare (SandboxStore *store, GError **error);

G_END_DECLS
