/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-accounts.h"
#include "ferry-authorizer.h"
#include "ferry-profile.h"

G_BEGIN_DECLS

/**
 * FerryAccess:
 *
 * The way into an environment, as its profile says: by the browser, with a code, as an application or with a token given by
 * hand. Has what authorizes its requests, and signs in and out. What is kept is found again at the next start.
 *
 * The sign-in itself is an account's, and shared with all environments that are signed in to as the same one (#FerryAccounts): it is
 * renewed, needed again, and given up for all of them at once.
 *
 * A sign-in is a new access: make one, tell the user what its signal and properties say, and hand it to
 * ferry_workspace_add_access_async(), which tries, saves and keeps it.
 *
 * Read-only properties: `profile`; `needs-sign-in` (boolean: the identity service has said no, or nobody is signed in: all requests
 * fail until somebody signs in); `account` (string: who is signed in, "" where it isn't known). While a sign-in
 * waits for somebody: `uri` (string: the address in the browser, "" else), `user-code` and `verification-uri` (strings: what
 * is to be typed and where, "" else; notified together), `expires-at` (int64: until when, µs UTC, 0 else).
 *
 * Signals: `open-uri (string)`: to be opened in the browser; `store-failed (GError)`: a renewed sign-in couldn't be kept, and
 * is good until the program ends.
 */
#define FERRY_TYPE_ACCESS (ferry_access_get_type ())
G_DECLARE_FINAL_TYPE (FerryAccess, ferry_access, FERRY, ACCESS, GObject)

/**
 * ferry_access_new:
 * @profile: its `sign-in`, `tenant`, `client-id`, `authority` and `account` count from now on; a later change needs a new access
 * @accounts: (nullable): where an earlier sign-in was kept; %NULL begins a new one and looks at none
 *
 * Returns: (transfer full): %NULL with %FERRY_ERROR_INVALID or %FERRY_ERROR_TLS; see ferry_access_check()
 */
FerryAccess *ferry_access_new (FerryProfile *profile, FerryAccounts *accounts, GError **error);

/**
 * ferry_access_check:
 * @field: (out) (optional): the profile's property at fault, such as `client-id`
 *
 * Whether one could sign in as @profile says: what ferry_profile_check() leaves to this. Messages fit a form's field.
 */
gboolean ferry_access_check (FerryProfile *profile, const char **field, GError **error);

FerryProfile *ferry_access_get_profile (FerryAccess *self);
/** ferry_access_get_authorizer: Returns: (transfer none): for requests to the environment */
FerryAuthorizer *ferry_access_get_authorizer (FerryAccess *self);
/** ferry_access_shares_with: Returns: whether both are the same sign-in, so that a sign-out is one from both */
gboolean ferry_access_shares_with (FerryAccess *self, FerryAccess *other);
gboolean ferry_access_get_needs_sign_in (FerryAccess *self);
const char *ferry_access_get_account (FerryAccess *self);
const char *ferry_access_get_uri (FerryAccess *self);
const char *ferry_access_get_user_code (FerryAccess *self);
const char *ferry_access_get_verification_uri (FerryAccess *self);

/** ferry_access_set_secret: the token, or the application's secret; before ferry_access_sign_in_async() */
void ferry_access_set_secret (FerryAccess *self, const char *secret);

/**
 * ferry_access_sign_in_async:
 *
 * Signs in as the profile says, and waits for who has to do something, until @cancellable. A token given by hand is not
 * tried here. For a code that is to be typed, the profile may say browser: @with_code overrides it.
 *
 * Fails with the errors of #FerryIdentity, %FERRY_ERROR_REFUSED, %FERRY_ERROR_TIMED_OUT, or %FERRY_ERROR_UNAUTHORIZED without a secret.
 * When done, the profile's `account` is who signed in; it isn't saved here.
 */
void ferry_access_sign_in_async (FerryAccess *self,
                                 gboolean with_code,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean ferry_access_sign_in_finish (FerryAccess *self, GAsyncResult *result, GError **error);

/**
 * ferry_access_keep_async:
 *
 * Keeps what is needed at the next start. Those who already have this account go on with the new sign-in at once, and
 * ferry_access_get_authorizer() is theirs then. Fails with %FERRY_SECRET_ERROR: it then is good for this session only, which is to be told.
 */
void ferry_access_keep_async (FerryAccess *self,
                              FerryAccounts *accounts,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean ferry_access_keep_finish (FerryAccess *self, GAsyncResult *result, GError **error);

/** ferry_access_sign_out_async: forgets tokens and secrets here and in the keyring, for all that share them; whatever else is kept for the environment stays */
void ferry_access_sign_out_async (FerryAccess *self,
                                  FerryAccounts *accounts,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean ferry_access_sign_out_finish (FerryAccess *self, GAsyncResult *result, GError **error);

/** ferry_access_look_again: where nobody is signed in: looks into the store once more, as when the user asks to try again */
void ferry_access_look_again (FerryAccess *self);

G_END_DECLS
