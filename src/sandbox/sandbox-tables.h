/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-catalog.h"

G_BEGIN_DECLS

/* The catalogue's lines by subject, each ended by a line with id 0. Only sandbox-catalog.c makes tables of
 * them. */
extern const SandboxTableSpec sandbox_tables_finance[];
extern const SandboxTableSpec sandbox_tables_trade[];
extern const SandboxTableSpec sandbox_tables_supply[];
extern const SandboxTableSpec sandbox_tables_system[];

G_END_DECLS
