/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-identity.h"
#include "ferry-oauth-authorizer.h"
#include "ferry-profile.h"
#include "ferry-secret-store.h"

G_BEGIN_DECLS

/**
 * FerryAccounts:
 *
 * Who is signed in, and where that is kept: one #FerryOAuthAuthorizer for each account of a registration (identity service,
 * tenant, client id), shared by all environments that are signed in to with it. So one sign-in and one renewal serve all
 * of them, and a sign-out is one for all of them. Where the identity service doesn't tell who signed in, and for a token given
 * by hand, an environment has its own. An authorizer lives for as long as somebody holds it.
 */
#define FERRY_TYPE_ACCOUNTS (ferry_accounts_get_type ())
G_DECLARE_FINAL_TYPE (FerryAccounts, ferry_accounts, FERRY, ACCOUNTS, GObject)

/** ferry_accounts_new: @secrets: where sign-ins are kept */
FerryAccounts *ferry_accounts_new (FerrySecretStore *secrets);

/** ferry_accounts_get_secrets: Returns: (transfer none) */
FerrySecretStore *ferry_accounts_get_secrets (FerryAccounts *self);

/**
 * ferry_accounts_dup_id:
 *
 * Returns: (transfer full): what the sign-in that @profile has is kept under, in the place of an environment's id: the same for all
 *   environments that share it; the profile's own id where it shares none
 */
char *ferry_accounts_dup_id (FerryProfile *profile);

/** ferry_accounts_get: Returns: (transfer full): what authorizes requests of @profile, with what was kept; @identity: as the profile says */
FerryOAuthAuthorizer *
ferry_accounts_get (FerryAccounts *self, FerryProfile *profile, FerryIdentity *identity);

/**
 * ferry_accounts_join:
 * @authorizer: somebody signed in with it just now, to @profile, which has the `account`
 *
 * Where others already use this account, they go on with the new sign-in.
 *
 * Returns: (transfer full): what authorizes @profile from now on: @authorizer, or the one that others have
 */
FerryOAuthAuthorizer *
ferry_accounts_join (FerryAccounts *self, FerryProfile *profile, FerryOAuthAuthorizer *authorizer);

/** ferry_accounts_keep_async: keeps what @authorizer has under the id of @profile; fails with %FERRY_SECRET_ERROR; to be finished with ferry_oauth_authorizer_keep_finish() */
void ferry_accounts_keep_async (FerryAccounts *self,
                                FerryProfile *profile,
                                FerryOAuthAuthorizer *authorizer,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/** ferry_accounts_dup_label: Returns: (transfer full): what the keyring's own application shows for the sign-in of @profile */
char *ferry_accounts_dup_label (FerryProfile *profile);

G_END_DECLS
