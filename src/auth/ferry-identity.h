/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-tokens.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** FERRY_IDENTITY_AUTHORITY: where Microsoft Entra ID is */
#define FERRY_IDENTITY_AUTHORITY "https://login.microsoftonline.com"

/** FERRY_IDENTITY_SCOPE: what somebody who signs in is asked to grant (api-contract §0) */
#define FERRY_IDENTITY_SCOPE                                                                                 \
  "https://api.businesscentral.dynamics.com/Financials.ReadWrite.All offline_access openid profile"

/** FERRY_IDENTITY_APPLICATION_SCOPE: what an application asks for: all that an administrator granted it */
#define FERRY_IDENTITY_APPLICATION_SCOPE "https://api.businesscentral.dynamics.com/.default"

/**
 * FerryIdentity:
 *
 * The endpoints of an identity service for one application registration in one tenant:
 * `{authority}/{tenant}/oauth2/v2.0/authorize`, `token` and `devicecode`. Knows the protocol only: neither browser nor
 * keyring. https only, except for loopback; nothing but these endpoints ever gets what is sent here.
 *
 * Errors are in %FERRY_ERROR with a message of our own for what commonly goes wrong. `ferry_error_get_odata_code()`
 * then is the number of Entra ID, such as `AADSTS50076`, or the OAuth code, such as `invalid_grant`; its own words and
 * its correlation id are kept. %FERRY_ERROR_UNAUTHORIZED: what was shown (code, refresh token, secret) isn't good, or
 * isn't good any more; %FERRY_ERROR_FORBIDDEN: registration or tenant don't allow it; %FERRY_ERROR_REFUSED: who was asked
 * said no; %FERRY_ERROR_INVALID: tenant, client id or registration are wrong.
 *
 * Properties (construct only): `authority`, `tenant`, `client-id`, `scope`.
 */
#define FERRY_TYPE_IDENTITY (ferry_identity_get_type ())
G_DECLARE_FINAL_TYPE (FerryIdentity, ferry_identity, FERRY, IDENTITY, GObject)

/**
 * ferry_identity_new:
 * @authority: (nullable): the service's address; %NULL or "" is %FERRY_IDENTITY_AUTHORITY
 * @tenant: the tenant's id or domain
 * @client_id: the application (client) id of the registration
 * @scope: (nullable): what to ask for; %NULL is %FERRY_IDENTITY_SCOPE
 *
 * Returns: (transfer full): %NULL with %FERRY_ERROR_INVALID, or %FERRY_ERROR_TLS for plain http to anything but
 *   loopback
 */
FerryIdentity *ferry_identity_new (const char *authority,
                                   const char *tenant,
                                   const char *client_id,
                                   const char *scope,
                                   GError **error);

/** ferry_identity_is_name: Returns: whether @text can be a tenant or a client id: letters, digits, `-`, `.` and `_` */
gboolean ferry_identity_is_name (const char *text);

const char *ferry_identity_get_authority (FerryIdentity *self);
const char *ferry_identity_get_tenant (FerryIdentity *self);
const char *ferry_identity_get_client_id (FerryIdentity *self);
const char *ferry_identity_get_scope (FerryIdentity *self);

/**
 * ferry_identity_create_authorize_uri:
 * @redirect_uri: where the browser is sent afterwards
 * @state: comes back in the redirect
 * @nonce: comes back in the id token
 * @challenge: the S256 code challenge (RFC 7636)
 * @account: (nullable): who is expected to sign in; %NULL or "" has the service ask which account
 *
 * Returns: (transfer full): the address to open in the browser
 */
char *ferry_identity_create_authorize_uri (FerryIdentity *self,
                                           const char *redirect_uri,
                                           const char *state,
                                           const char *nonce,
                                           const char *challenge,
                                           const char *account);

/* Each of these asks the token endpoint once, and ends with ferry_identity_tokens_finish(). */

/** ferry_identity_redeem_code_async: turns the code of a redirect into tokens; @nonce is checked against the id token */
void ferry_identity_redeem_code_async (FerryIdentity *self,
                                       const char *code,
                                       const char *redirect_uri,
                                       const char *verifier,
                                       const char *nonce,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/** ferry_identity_refresh_async: gets a new access token, and perhaps a new refresh token, for @refresh_token */
void ferry_identity_refresh_async (FerryIdentity *self,
                                   const char *refresh_token,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/** ferry_identity_authenticate_async: signs in as the application itself (client credentials) */
void ferry_identity_authenticate_async (FerryIdentity *self,
                                        const char *client_secret,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);

/** ferry_identity_tokens_finish: Returns: (transfer full): the tokens */
FerryTokens *ferry_identity_tokens_finish (FerryIdentity *self, GAsyncResult *result, GError **error);

/**
 * FerryDeviceCode:
 * @device_code: a secret: whoever has it gets the tokens
 * @user_code: what is typed on the other device
 * @verification_uri: where it is typed; https, or http on loopback
 * @lifetime: how long both are good, in seconds
 * @interval: how long to wait between two questions, in seconds
 *
 * The answer of the device authorization endpoint (RFC 8628 §3.2).
 */
typedef struct
{
  char *device_code;
  char *user_code;
  char *verification_uri;
  guint lifetime;
  guint interval;
} FerryDeviceCode;

void ferry_device_code_free (FerryDeviceCode *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryDeviceCode, ferry_device_code_free)

/** ferry_identity_request_device_code_async: begins a sign-in on another device */
void ferry_identity_request_device_code_async (FerryIdentity *self,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
/** Returns: (transfer full) */
FerryDeviceCode *
ferry_identity_request_device_code_finish (FerryIdentity *self, GAsyncResult *result, GError **error);

/** ferry_identity_poll_async: asks once whether somebody has signed in with the code meanwhile */
void ferry_identity_poll_async (FerryIdentity *self,
                                const char *device_code,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/**
 * ferry_identity_poll_finish:
 * @slow_down: (out): the service wants to be asked less often from now on
 *
 * Returns: (transfer full) (nullable): the tokens; %NULL without an error while nobody has
 */
FerryTokens *
ferry_identity_poll_finish (FerryIdentity *self, GAsyncResult *result, gboolean *slow_down, GError **error);

G_END_DECLS
