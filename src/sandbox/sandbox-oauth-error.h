/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-message.h"

G_BEGIN_DECLS

/**
 * SANDBOX_OAUTH_ERROR:
 *
 * What the sign-in service answers with instead of tokens. Every code stands for an HTTP status, an OAuth error
 * and the AADSTS number that Microsoft Entra ID gives for it.
 */
#define SANDBOX_OAUTH_ERROR (sandbox_oauth_error_quark ())
GQuark sandbox_oauth_error_quark (void);

/**
 * SandboxOAuthError:
 * @SANDBOX_OAUTH_ERROR_SERVER: 500 `server_error`: the sandbox's own failure
 * @SANDBOX_OAUTH_ERROR_NO_TENANT: AADSTS90002 `invalid_request`: there is no such tenant
 * @SANDBOX_OAUTH_ERROR_TENANT_NEEDED: AADSTS50059 `invalid_request`: an application has to name its tenant
 * @SANDBOX_OAUTH_ERROR_NO_CLIENT: AADSTS700016 `unauthorized_client`: the application isn't registered
 * @SANDBOX_OAUTH_ERROR_SECRET: AADSTS7000215 `invalid_client`: its secret is wrong
 * @SANDBOX_OAUTH_ERROR_SECRET_MISSING: AADSTS7000218 `invalid_client`: its secret is missing
 * @SANDBOX_OAUTH_ERROR_REDIRECT: AADSTS50011 `invalid_request`: the redirect address isn't registered
 * @SANDBOX_OAUTH_ERROR_REDIRECT_CHANGED: AADSTS500112 `invalid_client`: it isn't the one that the code is for
 * @SANDBOX_OAUTH_ERROR_MISSING: AADSTS900144 `invalid_request`: a parameter is missing
 * @SANDBOX_OAUTH_ERROR_RESPONSE_TYPE: AADSTS70005 `unsupported_response_type`
 * @SANDBOX_OAUTH_ERROR_RESPONSE_MODE: AADSTS70007 `unsupported_response_mode`
 * @SANDBOX_OAUTH_ERROR_SCOPE: AADSTS70011 `invalid_scope`
 * @SANDBOX_OAUTH_ERROR_APPLICATION_SCOPE: AADSTS1002012 `invalid_scope`: an application asks for `/.default`
 * @SANDBOX_OAUTH_ERROR_PKCE_NEEDED: AADSTS9002325 `invalid_request`: there is no code challenge
 * @SANDBOX_OAUTH_ERROR_CHALLENGE: AADSTS501491 `invalid_request`: the code challenge is malformed
 * @SANDBOX_OAUTH_ERROR_VERIFIER: AADSTS501481 `invalid_grant`: the verifier doesn't belong to the challenge
 * @SANDBOX_OAUTH_ERROR_DENIED: AADSTS65004 `access_denied`: the user declined
 * @SANDBOX_OAUTH_ERROR_LOGIN_REQUIRED: AADSTS50058 `login_required`: nobody is signed in
 * @SANDBOX_OAUTH_ERROR_DISABLED: AADSTS50057 `invalid_grant`: the account is disabled
 * @SANDBOX_OAUTH_ERROR_CODE: AADSTS9002313 `invalid_request`: the code is none of ours
 * @SANDBOX_OAUTH_ERROR_CODE_USED: AADSTS54005 `invalid_grant`
 * @SANDBOX_OAUTH_ERROR_EXPIRED: AADSTS70008 `invalid_grant`: a code or a refresh token
 * @SANDBOX_OAUTH_ERROR_REFRESH: AADSTS9002313 `invalid_grant`: the refresh token is none of ours
 * @SANDBOX_OAUTH_ERROR_REVOKED: AADSTS50173 `invalid_grant`: the refresh token was revoked
 * @SANDBOX_OAUTH_ERROR_GRANT_TYPE: AADSTS70003 `unsupported_grant_type`
 * @SANDBOX_OAUTH_ERROR_METHOD: AADSTS900561 `invalid_request`
 * @SANDBOX_OAUTH_ERROR_PENDING: AADSTS70016 `authorization_pending`
 * @SANDBOX_OAUTH_ERROR_SLOW_DOWN: AADSTS70016 `slow_down`: asked earlier than the interval allows
 * @SANDBOX_OAUTH_ERROR_DECLINED: AADSTS70017 `authorization_declined`
 * @SANDBOX_OAUTH_ERROR_DEVICE_EXPIRED: AADSTS70019 `expired_token`
 * @SANDBOX_OAUTH_ERROR_DEVICE_CODE: AADSTS70018 `bad_verification_code`: the device code is none of ours
 */
typedef enum
{
  SANDBOX_OAUTH_ERROR_SERVER,
  SANDBOX_OAUTH_ERROR_NO_TENANT,
  SANDBOX_OAUTH_ERROR_TENANT_NEEDED,
  SANDBOX_OAUTH_ERROR_NO_CLIENT,
  SANDBOX_OAUTH_ERROR_SECRET,
  SANDBOX_OAUTH_ERROR_SECRET_MISSING,
  SANDBOX_OAUTH_ERROR_REDIRECT,
  SANDBOX_OAUTH_ERROR_REDIRECT_CHANGED,
  SANDBOX_OAUTH_ERROR_MISSING,
  SANDBOX_OAUTH_ERROR_RESPONSE_TYPE,
  SANDBOX_OAUTH_ERROR_RESPONSE_MODE,
  SANDBOX_OAUTH_ERROR_SCOPE,
  SANDBOX_OAUTH_ERROR_APPLICATION_SCOPE,
  SANDBOX_OAUTH_ERROR_PKCE_NEEDED,
  SANDBOX_OAUTH_ERROR_CHALLENGE,
  SANDBOX_OAUTH_ERROR_VERIFIER,
  SANDBOX_OAUTH_ERROR_DENIED,
  SANDBOX_OAUTH_ERROR_LOGIN_REQUIRED,
  SANDBOX_OAUTH_ERROR_DISABLED,
  SANDBOX_OAUTH_ERROR_CODE,
  SANDBOX_OAUTH_ERROR_CODE_USED,
  SANDBOX_OAUTH_ERROR_EXPIRED,
  SANDBOX_OAUTH_ERROR_REFRESH,
  SANDBOX_OAUTH_ERROR_REVOKED,
  SANDBOX_OAUTH_ERROR_GRANT_TYPE,
  SANDBOX_OAUTH_ERROR_METHOD,
  SANDBOX_OAUTH_ERROR_PENDING,
  SANDBOX_OAUTH_ERROR_SLOW_DOWN,
  SANDBOX_OAUTH_ERROR_DECLINED,
  SANDBOX_OAUTH_ERROR_DEVICE_EXPIRED,
  SANDBOX_OAUTH_ERROR_DEVICE_CODE,
} SandboxOAuthError;

/** sandbox_oauth_error_set: sets @error, with the text that Microsoft's service gives, as far as it is short */
gboolean sandbox_oauth_error_set (GError **error, SandboxOAuthError code, const char *format, ...)
  G_GNUC_PRINTF (3, 4);

/** sandbox_oauth_error_get_name: Returns: (transfer none): the OAuth error, such as `invalid_grant` */
const char *sandbox_oauth_error_get_name (const GError *error);

/** sandbox_oauth_error_describe: Returns: (transfer full): the `error_description`, with number and correlation id
 */
char *sandbox_oauth_error_describe (const GError *error, const char *correlation_id);

/** sandbox_oauth_error_body: Returns: (transfer full): the JSON of an error that is none of the above; @number: 0
 * without AADSTS */
char *sandbox_oauth_error_body (const char *name,
                                guint number,
                                const char *description,
                                const char *correlation_id);

/** sandbox_oauth_error_reply: makes @reply the JSON answer of the token and the device code endpoints; @error:
 * (transfer full) */
void sandbox_oauth_error_reply (SandboxReply *reply, GError *error, const char *correlation_id);

G_END_DECLS
