/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-environment.h"
#include "ferry-secret-store.h"

G_BEGIN_DECLS

/**
 * FerryRuntimeRow:
 *
 * An environment in a list of integration runtimes. Opened, it reads the keys of its runtime and shows them, masked;
 * closed, it forgets them.
 */
#define FERRY_TYPE_RUNTIME_ROW (ferry_runtime_row_get_type ())
G_DECLARE_FINAL_TYPE (FerryRuntimeRow, ferry_runtime_row, FERRY, RUNTIME_ROW, AdwExpanderRow)

/** ferry_runtime_row_new: @secrets: (nullable): the keyring */
GtkWidget *ferry_runtime_row_new (FerryEnvironment *environment, FerrySecretStore *secrets);
FerryEnvironment *ferry_runtime_row_get_environment (FerryRuntimeRow *self);

G_END_DECLS
