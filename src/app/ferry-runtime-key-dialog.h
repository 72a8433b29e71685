/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-environment.h"
#include "ferry-secret-store.h"

G_BEGIN_DECLS

/**
 * FerryRuntimeKeyDialog:
 *
 * Shows the runtime service key: masked, revealed on demand, copied with the clipboard cleared after 45 s. From the
 * service where it offers that, else from the keyring (api-contract §C). Resets it, and then shows the new one.
 */
#define FERRY_TYPE_RUNTIME_KEY_DIALOG (ferry_runtime_key_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FerryRuntimeKeyDialog, ferry_runtime_key_dialog, FERRY, RUNTIME_KEY_DIALOG, AdwWindow)

GtkWindow *ferry_runtime_key_dialog_new (FerryEnvironment *environment, FerrySecretStore *secrets);

/** ferry_runtime_key_dialog_new_reset: Returns: (transfer none): the question whether to reset the key; confirmed, the dialog follows with the new one */
GtkWindow *ferry_runtime_key_dialog_new_reset (FerryEnvironment *environment, FerrySecretStore *secrets);

G_END_DECLS
