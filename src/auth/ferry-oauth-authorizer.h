/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-authorizer.h"
#include "ferry-clock.h"
#include "ferry-identity.h"
#include "ferry-secret-store.h"

G_BEGIN_DECLS

/**
 * FerryOAuthAuthorizer:
 *
 * Bearer tokens of an identity service. The access token is in memory only; what gets the next one, a refresh token
 * or an application's secret, is in memory and, once kept, in a secret store, from which it is read at first use. The access
 * token is renewed before it expires, and after a request was refused with it. One renewal serves all who wait. A new
 * refresh token replaces the old one at once, here and in the store; one that another program put there is found.
 *
 * It is an account's, not an environment's: all environments that one signs in to as the same account of the same
 * registration share one of these, and with it the renewal. What earlier versions kept for each environment is found
 * (ferry_oauth_authorizer_add_earlier()), and moved once the identity service has taken it.
 *
 * Where the identity service says no, nobody is asked again: `needs-sign-in` turns true and all further requests fail
 * at once with %FERRY_ERROR_UNAUTHORIZED and the reason, until somebody signs in. A service that can't be reached is another matter:
 * the request fails, the next one tries anew, and a token that still is good goes on being used.
 *
 * librest's RestOAuth2Proxy, GNOME's own, wasn't taken. Up to 0.9.1 it knows the authorization code only (no device code, no client
 * credentials, no nonce or id token), always sends a client secret, makes one error of all answers, draws `state` from
 * a generator that isn't made for secrets, and has each caller refresh on its own.
 *
 * Properties (read only): `needs-sign-in` (boolean), `account` (string: who signed in, or the application's client id; "" while
 * it isn't known). Signal `store-failed (GError)`: a new refresh token couldn't be kept and is good for this session
 * only.
 */
#define FERRY_TYPE_OAUTH_AUTHORIZER (ferry_oauth_authorizer_get_type ())
G_DECLARE_FINAL_TYPE (FerryOAuthAuthorizer, ferry_oauth_authorizer, FERRY, OAUTH_AUTHORIZER, GObject)

/**
 * FerryOAuthKind:
 * @FERRY_OAUTH_USER: somebody signs in: browser or device code
 * @FERRY_OAUTH_APPLICATION: an application signs in by itself: client credentials
 */
typedef enum
{
  FERRY_OAUTH_USER,
  FERRY_OAUTH_APPLICATION,
} FerryOAuthKind;

/** ferry_oauth_authorizer_new: for a sign-in that begins; nothing is kept until ferry_oauth_authorizer_keep_async() */
FerryOAuthAuthorizer *ferry_oauth_authorizer_new (FerryIdentity *identity, FerryOAuthKind kind);

/**
 * ferry_oauth_authorizer_new_for_store:
 * @store: where an earlier sign-in was kept
 * @id: what it is kept under, in the place of an environment's id
 * @label: what the user sees in the keyring's own application where a new refresh token is kept
 * @account: who signed in, as `account` said then; "" where it isn't known
 */
FerryOAuthAuthorizer *ferry_oauth_authorizer_new_for_store (FerryIdentity *identity,
                                                            FerryOAuthKind kind,
                                                            FerrySecretStore *store,
                                                            const char *id,
                                                            const char *label,
                                                            const char *account);

/** ferry_oauth_authorizer_add_earlier: an environment whose sign-in earlier versions kept by itself: looked for where there is none under the id */
void ferry_oauth_authorizer_add_earlier (FerryOAuthAuthorizer *self, const char *environment_id);

/** ferry_oauth_authorizer_get_id: Returns: (nullable): what it is kept under, also after a sign-out; %NULL where it never was */
const char *ferry_oauth_authorizer_get_id (FerryOAuthAuthorizer *self);

/** ferry_oauth_authorizer_set_clock: @clock: what expiry is measured with; another one in tests */
void ferry_oauth_authorizer_set_clock (FerryOAuthAuthorizer *self, FerryClock *clock);

gboolean ferry_oauth_authorizer_get_needs_sign_in (FerryOAuthAuthorizer *self);
const char *ferry_oauth_authorizer_get_account (FerryOAuthAuthorizer *self);

/** ferry_oauth_authorizer_set_tokens: somebody signed in; who waits goes on with these */
void ferry_oauth_authorizer_set_tokens (FerryOAuthAuthorizer *self, FerryTokens *tokens);

/** ferry_oauth_authorizer_set_secret: the application's secret; not tried before the next request */
void ferry_oauth_authorizer_set_secret (FerryOAuthAuthorizer *self, const char *client_secret);

/**
 * ferry_oauth_authorizer_take_over:
 * @other: somebody signed in with it just now; has nothing left afterwards, so that no token is renewed twice
 *
 * Who waits goes on with what @other has. Where it is kept stays as it was.
 */
void ferry_oauth_authorizer_take_over (FerryOAuthAuthorizer *self, FerryOAuthAuthorizer *other);

/**
 * ferry_oauth_authorizer_keep_async:
 * @id: what it is kept under, in the place of an environment's id
 *
 * Keeps what gets the next token in @store, from now on. Fails with %FERRY_SECRET_ERROR where that isn't possible: the
 * sign-in then is good for this session, which is to be told.
 */
void ferry_oauth_authorizer_keep_async (FerryOAuthAuthorizer *self,
                                        FerrySecretStore *store,
                                        const char *id,
                                        const char *label,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean
ferry_oauth_authorizer_keep_finish (FerryOAuthAuthorizer *self, GAsyncResult *result, GError **error);

/**
 * ferry_oauth_authorizer_sign_out:
 *
 * Forgets all tokens and the secret; `needs-sign-in` is true from now on. What is in the store is the caller's to forget:
 * nothing is read from there, or written to it, until somebody signs in and it is kept.
 */
void ferry_oauth_authorizer_sign_out (FerryOAuthAuthorizer *self);

/**
 * ferry_oauth_authorizer_look_again:
 *
 * Where nobody is signed in: has the next request look into the store once more, as where somebody may have signed in
 * with another program or unlocked the keyring. For when the user asks, not for timers.
 */
void ferry_oauth_authorizer_look_again (FerryOAuthAuthorizer *self);

G_END_DECLS
