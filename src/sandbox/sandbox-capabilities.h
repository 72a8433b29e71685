/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-store.h"

G_BEGIN_DECLS

/**
 * sandbox_capabilities_prepare:
 *
 * Fills `temp.capabilities`: a row for each entity set of group B and for each of its actions.
 */
gboolean sandbox_capabilities_prepare (SandboxStore *store, GError **error);

/**
 * sandbox_capabilities_withdraw:
 * @names: (nullable) (array zero-terminated=1): sets and actions of group B, %NULL for none
 *
 * Reports these as unavailable on this connection from now on; before that, nothing is.
 */
gboolean sandbox_capabilities_withdraw (SandboxStore *store, const char *const *names, GError **error);

/** sandbox_capabilities_is_known: Returns: whether group B has a set or an action called @name */
gboolean sandbox_capabilities_is_known (const char *name);

G_END_DECLS
