/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What tokens are given for. */
#include "sandbox-identity-private.h"

#include "sandbox-json.h"

#include <string.h>

#define APPLICATION_SCOPE "https://api.businesscentral.dynamics.com/.default"

static char *
encode (const guchar *data, gsize length)
{
  char *text = g_base64_encode (data, length);

  for (char *p = text; *p != '\0'; p++)
    {
      if (*p == '+')
        *p = '-';
      else if (*p == '/')
        *p = '_';
    }
  text[strcspn (text, "=")] = '\0';
  return text;
}

char *
sandbox_identity_make_id_token (SandboxIdentity *self,
                                const char *issuer,
                                const SandboxAccount *account,
                                const char *nonce)
{
  static const char HEADER[] = "{\"typ\":\"JWT\",\"alg\":\"HS256\"}";
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (GString) claims = g_string_new ("{\"aud\":");
  g_autofree char *header = encode ((const guchar *) HEADER, strlen (HEADER));
  g_autofree char *payload = NULL;
  g_autofree char *signed_part = NULL;
  g_autofree char *signature = NULL;
  guchar digest[32];
  gsize digest_length = sizeof digest;
  g_autoptr (GHmac) hmac
    = g_hmac_new (G_CHECKSUM_SHA256, (const guchar *) self->signing_key, strlen (self->signing_key));

  sandbox_json_append_string (claims, self->client_id);
  g_string_append (claims, ",\"iss\":");
  sandbox_json_append_string (claims, issuer);
  g_string_append_printf (claims, ",\"iat\":%" G_GINT64_FORMAT ",\"nbf\":%" G_GINT64_FORMAT, now, now);
  g_string_append_printf (claims, ",\"exp\":%" G_GINT64_FORMAT ",\"ver\":\"2.0\",\"tid\":", now + 3600);
  sandbox_json_append_string (claims, self->tenant_id);
  g_string_append (claims, ",\"oid\":");
  sandbox_json_append_string (claims, account->object_id);
  g_string_append (claims, ",\"sub\":");
  sandbox_json_append_string (claims, account->id);
  g_string_append (claims, ",\"name\":");
  sandbox_json_append_string (claims, account->full_name);
  g_string_append (claims, ",\"preferred_username\":");
  sandbox_json_append_string (claims, account->email);
  if (nonce != NULL)
    {
      g_string_append (claims, ",\"nonce\":");
      sandbox_json_append_string (claims, nonce);
    }
  g_string_append_c (claims, '}');

  payload = encode ((const guchar *) claims->str, claims->len);
  signed_part = g_strdup_printf ("%s.%s", header, payload);
  g_hmac_update (hmac, (const guchar *) signed_part, -1);
  g_hmac_get_digest (hmac, digest, &digest_length);
  signature = encode (digest, digest_length);
  return g_strdup_printf ("%s.%s", signed_part, signature);
}

/* Whether the secret that came with it, if any, is the right one; every byte is compared. */
static gboolean
check_secret (const SandboxCall *call, gboolean required, GError **error)
{
  const char *given = sandbox_call_get (call, "client_secret");
  const char *secret = call->identity->client_secret;
  guchar difference = 0;

  if (given == NULL && !required)
    return TRUE;
  if (given == NULL)
    return sandbox_oauth_error_set (
      error, SANDBOX_OAUTH_ERROR_SECRET_MISSING,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.");
  if (secret != NULL && strlen (secret) == strlen (given))
    {
      for (gsize i = 0; given[i] != '\0'; i++)
        difference |= (guchar) (given[i] ^ secret[i]);
      if (difference == 0)
        return TRUE;
    }
  return sandbox_oauth_error_set (error, SANDBOX_OAUTH_ERROR_SECRET,
                                  "Invalid client secret provided. Ensure the secret being sent in the "
                                  "request is the client secret value, not "
                                  "the client secret ID, for a secret added to app '%s'.",
                                  call->identity->client_id);
}

/* @refresh: (nullable): the refresh token that was used; @openid: whether to tell who it is */
static gboolean
answer (SandboxCall *call,
        const SandboxGrant *grant,
        gboolean openid,
        const char *nonce,
        const char *refresh,
        GError **error)
{
  SandboxIdentity *self = call->identity;
  guint lifetime = sandbox_tokens_get_lifetime (self->tokens);
  g_autofree char *access = sandbox_tokens_issue_access (self->tokens, grant, error);
  g_autofree char *next = access != NULL && grant->offline
                            ? sandbox_tokens_issue_refresh (self->tokens, grant, refresh, error)
                            : NULL;
  GString *out = call->reply->body;

  if (access == NULL || (grant->offline && next == NULL))
    return FALSE;
  call->reply->content_type = SANDBOX_CONTENT_TYPE_PLAIN_JSON;
  g_string_append (out, "{\"token_type\":\"Bearer\"");
  if (*grant->user_id != '\0')
    {
      g_string_append (out, ",\"scope\":");
      sandbox_json_append_string (out, grant->scope);
    }
  g_string_append_printf (out, ",\"expires_in\":%u,\"ext_expires_in\":%u,\"access_token\":\"%s\"", lifetime,
                          lifetime, access);
  if (next != NULL)
    g_string_append_printf (out, ",\"refresh_token\":\"%s\"", next);
  if (openid && *grant->user_id != '\0')
    {
      g_autoptr (SandboxAccount) account = sandbox_account_find (self->store, grant->user_id, error);
      g_autofree char *issuer = g_strdup_printf ("%s/%s/v2.0", call->request->origin, self->tenant_id);
      g_autofree char *token = NULL;

      if (account == NULL)
        return error != NULL && *error != NULL ? FALSE
                                               : sandbox_oauth_error_set (error, SANDBOX_OAUTH_ERROR_REVOKED,
                                                                          "The user account was deleted.");
      token = sandbox_identity_make_id_token (self, issuer, account, nonce);
      g_string_append_printf (out, ",\"id_token\":\"%s\"", token);
    }
  g_string_append_c (out, '}');
  return TRUE;
}

static gboolean
answer_scope (SandboxCall *call, const char *scope, const char *user_id, const char *nonce, GError **error)
{
  g_autofree char *granted = NULL;
  g_autoptr (SandboxGrant) grant = NULL;
  gboolean openid;
  gboolean offline;

  if (!sandbox_scope_parse (scope, &granted, &openid, &offline, error))
    return FALSE;
  grant = sandbox_grant_new (user_id, call->identity->client_id, granted, offline);
  return answer (call, grant, openid, nonce, NULL, error);
}

static gboolean
check_verifier (const SandboxFlow *flow, const char *verifier, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guchar digest[32];
  gsize length = sizeof digest;
  g_autofree char *challenge = NULL;

  g_checksum_update (checksum, (const guchar *) verifier, -1);
  g_checksum_get_digest (checksum, digest, &length);
  challenge = encode (digest, length);
  if (strcmp (challenge, flow->challenge) == 0)
    return TRUE;
  return sandbox_oauth_error_set (
    error, SANDBOX_OAUTH_ERROR_VERIFIER,
    "The Code_Verifier does not match the code_challenge supplied in the authorization request.");
}

static gboolean
redeem_code (SandboxCall *call, GError **error)
{
  const char *code = sandbox_call_require (call, "code", error);
  const char *redirect_uri = code != NULL ? sandbox_call_require (call, "redirect_uri", error) : NULL;
  const char *verifier = redirect_uri != NULL ? sandbox_call_require (call, "code_verifier", error) : NULL;
  SandboxFlow *flow = code != NULL ? g_hash_table_lookup (call->identity->codes, code) : NULL;

  if (verifier == NULL)
    return FALSE;
  if (flow == NULL)
    return sandbox_oauth_error_set (error, SANDBOX_OAUTH_ERROR_CODE,
                                    "Invalid request. Request is malformed or invalid.");
  if (flow->redeemed)
    return sandbox_oauth_error_set (
      error, SANDBOX_OAUTH_ERROR_CODE_USED,
      "OAuth2 Authorization code was already redeemed, please retry with a new valid "
      "code or use an existing refresh token.");
  if (flow->expires <= g_get_monotonic_time ())
    return sandbox_oauth_error_set (error, SANDBOX_OAUTH_ERROR_EXPIRED,
                                    "The provided authorization code has expired. Send a new interactive "
                                    "authorization request for this user and resource.");
  if (strcmp (flow->redirect_uri, redirect_uri) != 0)
    return sandbox_oauth_error_set (error, SANDBOX_OAUTH_ERROR_REDIRECT_CHANGED,
                                    "The reply address '%.200s' does not match the reply address '%.200s' "
                                    "provided when requesting Authorization "
                                    "code.",
                                    redirect_uri, flow->redirect_uri);
  if (!check_verifier (flow, verifier, error))
    return FALSE;
  flow->redeemed = TRUE;
  return answer_scope (call, flow->scope, flow->account_id, flow->nonce, error);
}

static gboolean
redeem_device (SandboxCall *call, GError **error)
{
  SandboxDevice *device = sandbox_identity_poll_device (call, error);

  if (device == NULL)
    return FALSE;
  device->state = SANDBOX_DEVICE_REDEEMED;
  return answer_scope (call, device->scope, device->account_id, NULL, error);
}

static gboolean
refresh (SandboxCall *call, GError **error)
{
  const char *token = sandbox_call_require (call, "refresh_token", error);
  const char *scope = sandbox_call_get (call, "scope");
  g_autofree char *granted = NULL;
  g_autoptr (SandboxGrant) grant = NULL;
  gboolean openid = FALSE;
  gboolean offline;

  if (token == NULL || (scope != NULL && !sandbox_scope_parse (scope, &granted, &openid, &offline, error)))
    return FALSE;
  grant = sandbox_tokens_redeem_refresh (call->identity->tokens, token, error);
  if (grant == NULL)
    return FALSE;
  return answer (call, grant, openid, NULL, token, error);
}

static gboolean
application (SandboxCall *call, GError **error)
{
  const char *scope = sandbox_call_require (call, "scope", error);
  g_autoptr (SandboxGrant) grant = NULL;

  if (scope == NULL)
    return FALSE;
  if (g_ascii_strcasecmp (call->tenant, "organizations") == 0
      || g_ascii_strcasecmp (call->tenant, "common") == 0)
    return sandbox_oauth_error_set (
      error, SANDBOX_OAUTH_ERROR_TENANT_NEEDED,
      "No tenant-identifying information found in either the request or implied by any "
      "provided credentials.");
  if (strcmp (scope, APPLICATION_SCOPE) != 0)
    return sandbox_oauth_error_set (error, SANDBOX_OAUTH_ERROR_APPLICATION_SCOPE,
                                    "The provided value for scope %.200s is not valid. Client credential "
                                    "flows must have a scope value with "
                                    "/.default suffixed to the resource identifier (application ID URI).",
                                    scope);
  grant = sandbox_grant_new ("", call->identity->client_id, scope, FALSE);
  return answer (call, grant, FALSE, NULL, NULL, error);
}

gboolean
sandbox_identity_token (SandboxCall *call, GError **error)
{
  static const struct
  {
    const char *type;
    gboolean secret;
    gboolean (*give) (SandboxCall *call, GError **error);
  } GRANTS[] = {
    { "authorization_code", FALSE, redeem_code },
    { "refresh_token", FALSE, refresh },
    { "urn:ietf:params:oauth:grant-type:device_code", FALSE, redeem_device },
    { "client_credentials", TRUE, application },
  };
  const char *type;

  if (strcmp (call->request->method, "POST") != 0)
    return sandbox_oauth_error_set (error, SANDBOX_OAUTH_ERROR_METHOD,
                                    "The endpoint only accepts POST requests. Received a %.20s request.",
                                    call->request->method);
  type = sandbox_call_require (call, "grant_type", error);
  if (type == NULL || !sandbox_call_check_client (call, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (GRANTS); i++)
    {
      if (strcmp (GRANTS[i].type, type) == 0)
        return check_secret (call, GRANTS[i].secret, error) && GRANTS[i].give (call, error);
    }
  return sandbox_oauth_error_set (error, SANDBOX_OAUTH_ERROR_GRANT_TYPE,
                                  "The app requested an unsupported grant type '%.100s'.", type);
}
