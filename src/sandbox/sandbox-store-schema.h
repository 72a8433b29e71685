/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SandboxStoreStep:
 * @script: SQL that takes the database from the version before to this one
 * @versioned: (array zero-terminated=1): new tables whose `version` grows with every change of a row
 */
typedef struct
{
  const char *script;
  const char *const *versioned;
} SandboxStoreStep;

/**
 * sandbox_store_schema_get_steps:
 * @n: (out): how many: the present version of `service.db`
 *
 * Returns: (transfer none) (array length=n): the steps from nothing to the present version
 */
const SandboxStoreStep *sandbox_store_schema_get_steps (guint *n);

G_END_DECLS
