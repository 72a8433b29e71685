/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-store.h"

G_BEGIN_DECLS

/** SANDBOX_OVERVIEW_ID: the id of the only `migrationOverview` */
#define SANDBOX_OVERVIEW_ID "6f766572-0000-4000-8000-000000000001"

/**
 * sandbox_overview_prepare:
 *
 * Fills `temp.overview` with the present state: totals over all runs after domain §2.3, the status text after
 * domain §3.
 */
gboolean sandbox_overview_prepare (SandboxStore *store, GError **error);

G_END_DECLS
