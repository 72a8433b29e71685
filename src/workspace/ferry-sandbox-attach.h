/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-authorizer.h"
#include "ferry-profile.h"
#include "ferry-sandbox-process.h"
#include "ferry-secret-store.h"

G_BEGIN_DECLS

/**
 * ferry_sandbox_attach_async:
 * @profile: a sandbox's; gets the address
 *
 * Uses a sandbox that another program of this user serves: its address is told in the data folder, its token was put into the
 * keyring by who started it. Waits for one that is just being started.
 */
void ferry_sandbox_attach_async (FerryProfile *profile,
                                 FerrySecretStore *secrets,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/**
 * ferry_sandbox_attach_finish:
 *
 * Returns: (transfer full) (nullable): what it is reached with; %NULL with %FERRY_ERROR_NOT_FOUND where nobody serves it (any
 *   more), or %FERRY_ERROR_UNAUTHORIZED where the keyring doesn't have the token
 */
FerryAuthorizer *ferry_sandbox_attach_finish (GAsyncResult *result, GError **error);

/**
 * ferry_sandbox_attach_keep:
 *
 * Puts the token of a sandbox that was started into the keyring, for other programs. Where there is none, they can't attach,
 * which they say themselves.
 */
void ferry_sandbox_attach_keep (FerryProfile *profile, const char *token, FerrySecretStore *secrets);

G_END_DECLS
