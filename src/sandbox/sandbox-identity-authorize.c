/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in with a browser: the page, and what it sends back to the application. */
#include "sandbox-identity-private.h"

#include <libsoup/soup.h>
#include <string.h>

#define MIN_CHALLENGE 43
#define MAX_CHALLENGE 128

/* What is registered for applications on a desktop: this machine, at any port. */
static gboolean
check_redirect (const char *redirect_uri, const char *client_id, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (redirect_uri, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host != NULL && strcmp (g_uri_get_scheme (uri), "http") == 0 && g_uri_get_fragment (uri) == NULL
      && g_uri_get_userinfo (uri) == NULL
      && (strcmp (host, "localhost") == 0 || strcmp (host, "127.0.0.1") == 0 || strcmp (host, "::1") == 0))
    return TRUE;
  return sandbox_oauth_error_set (
    error, SANDBOX_OAUTH_ERROR_REDIRECT,
    "The redirect URI '%.200s' specified in the request does not match the redirect URIs configured for the "
    "application '%s'. Make sure the redirect URI sent in the request matches one added to your application "
    "in the "
    "Azure portal.",
    redirect_uri, client_id);
}

static void
redirect (SandboxCall *call, const SandboxFlow *flow, const char *first, ...) G_GNUC_NULL_TERMINATED;

/* Pairs of name and value are added to the application's address; those without a value are left out. */
static void
redirect (SandboxCall *call, const SandboxFlow *flow, const char *first, ...)
{
  g_autoptr (GString) url = g_string_new (flow->redirect_uri);
  const char *separator = strchr (flow->redirect_uri, '?') != NULL ? "&" : "?";
  va_list args;

  va_start (args, first);
  for (const char *name = first; name != NULL; name = va_arg (args, const char *))
    {
      const char *value = va_arg (args, const char *);

      if (value == NULL)
        continue;
      g_string_append_printf (url, "%s%s=", separator, name);
      g_string_append_uri_escaped (url, value, NULL, FALSE);
      separator = "&";
    }
  va_end (args);
  sandbox_page_message (call, 302, "Signing in", "Go back to the application.");
  call->reply->location = g_string_free (g_steal_pointer (&url), FALSE);
}

static void
redirect_error (SandboxCall *call, const SandboxFlow *flow, const GError *problem)
{
  g_autofree char *description = sandbox_oauth_error_describe (problem, call->request->correlation_id);

  redirect (call, flow, "error", sandbox_oauth_error_get_name (problem), "error_description", description,
            "state", flow->state, NULL);
}

static void
redirect_denied (SandboxCall *call, const SandboxFlow *flow)
{
  g_autoptr (GError) problem = NULL;

  sandbox_oauth_error_set (&problem, SANDBOX_OAUTH_ERROR_DENIED,
                           "User declined to consent to access the app.");
  redirect_error (call, flow, problem);
}

/* A code is good for one use and a few minutes. */
static void
redirect_code (SandboxCall *call, SandboxFlow *flow, const SandboxAccount *account)
{
  g_autofree char *code = sandbox_tokens_make (48);

  g_free (flow->account_id);
  flow->account_id = g_strdup (account->id);
  flow->expires = g_get_monotonic_time () + (gint64) call->identity->code_lifetime * G_USEC_PER_SEC;
  redirect (call, flow, "code", code, "state", flow->state, NULL);
  g_hash_table_insert (call->identity->codes, g_steal_pointer (&code), flow);
}

static gboolean
check_challenge (const SandboxCall *call, GError **error)
{
  const char *challenge = sandbox_call_get (call, "code_challenge");
  const char *method = sandbox_call_get (call, "code_challenge_method");
  gsize length = challenge != NULL ? strlen (challenge) : 0;

  if (challenge == NULL)
    return sandbox_oauth_error_set (
      error, SANDBOX_OAUTH_ERROR_PKCE_NEEDED,
      "Proof Key for Code Exchange is required for cross-origin authorization code "
      "redemption.");
  if (method == NULL || strcmp (method, "S256") != 0)
    return sandbox_oauth_error_set (error, SANDBOX_OAUTH_ERROR_CHALLENGE,
                                    "Invalid Code_Challenge_method parameter: S256 is expected.");
  if (length < MIN_CHALLENGE || length > MAX_CHALLENGE)
    return sandbox_oauth_error_set (error, SANDBOX_OAUTH_ERROR_CHALLENGE,
                                    "Invalid size of Code_Challenge parameter.");
  return TRUE;
}

/* What is wrong with these goes back to the application. */
static gboolean
check_request (const SandboxCall *call, GError **error)
{
  const char *type = sandbox_call_require (call, "response_type", error);
  const char *mode = sandbox_call_get (call, "response_mode");
  const char *prompt = sandbox_call_get (call, "prompt");
  const char *scope;
  g_autofree char *granted = NULL;
  gboolean openid;
  gboolean offline;

  if (type == NULL)
    return FALSE;
  if (strcmp (type, "code") != 0)
    return sandbox_oauth_error_set (error, SANDBOX_OAUTH_ERROR_RESPONSE_TYPE,
                                    "The response_type '%.50s' is not supported for the application.", type);
  if (mode != NULL && strcmp (mode, "query") != 0)
    return sandbox_oauth_error_set (error, SANDBOX_OAUTH_ERROR_RESPONSE_MODE,
                                    "The response_mode '%.50s' is not supported here.", mode);
  scope = sandbox_call_require (call, "scope", error);
  if (scope == NULL || !sandbox_scope_parse (scope, &granted, &openid, &offline, error)
      || !check_challenge (call, error))
    return FALSE;
  if (prompt != NULL && strcmp (prompt, "none") == 0 && call->identity->sign_in_as == NULL)
    return sandbox_oauth_error_set (error, SANDBOX_OAUTH_ERROR_LOGIN_REQUIRED,
                                    "A silent sign-in request was sent but no user is signed in.");
  return TRUE;
}

static SandboxFlow *
read_flow (const SandboxCall *call, const char *redirect_uri)
{
  SandboxFlow *flow = g_new0 (SandboxFlow, 1);

  flow->client_id = g_strdup (sandbox_call_get (call, "client_id"));
  flow->redirect_uri = g_strdup (redirect_uri);
  flow->state = g_strdup (sandbox_call_get (call, "state"));
  flow->nonce = g_strdup (sandbox_call_get (call, "nonce"));
  flow->challenge = g_strdup (sandbox_call_get (call, "code_challenge"));
  flow->scope = g_strdup (sandbox_call_get (call, "scope"));
  flow->hint = g_strdup (sandbox_call_get (call, "login_hint"));
  flow->expires = g_get_monotonic_time () + (gint64) call->identity->device_lifetime * G_USEC_PER_SEC;
  return flow;
}

static gboolean
show_page (SandboxCall *call, SandboxFlow *owned_flow, GError **error)
{
  g_autoptr (SandboxFlow) flow = owned_flow;
  g_autoptr (GPtrArray) accounts = sandbox_account_list (call->identity->store, error);
  g_autofree char *id = sandbox_tokens_make (24);

  if (accounts == NULL)
    return FALSE;
  sandbox_page_sign_in (call, id, accounts, flow);
  g_hash_table_insert (call->identity->flows, g_steal_pointer (&id), g_steal_pointer (&flow));
  return TRUE;
}

static gboolean
begin (SandboxCall *call, GError **error)
{
  const char *redirect_uri;
  g_autoptr (SandboxFlow) flow = NULL;
  g_autoptr (SandboxAccount) account = NULL;
  g_autoptr (GError) problem = NULL;
  gboolean denied;

  if (!sandbox_call_check_client (call, error))
    return FALSE;
  redirect_uri = sandbox_call_require (call, "redirect_uri", error);
  if (redirect_uri == NULL || !check_redirect (redirect_uri, call->identity->client_id, error))
    return FALSE;
  flow = read_flow (call, redirect_uri);
  if (!check_request (call, &problem))
    {
      redirect_error (call, flow, problem);
      return TRUE;
    }
  account = sandbox_identity_unattended (call->identity, flow->hint, &denied, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (denied)
    redirect_denied (call, flow);
  else if (account != NULL)
    redirect_code (call, g_steal_pointer (&flow), account);
  else
    return show_page (call, g_steal_pointer (&flow), error);
  return TRUE;
}

/* The page was answered. */
static gboolean
finish (SandboxCall *call, const char *id, GError **error)
{
  const char *answer = sandbox_call_require (call, "answer", error);
  SandboxFlow *flow = g_hash_table_lookup (call->identity->flows, id);
  g_autoptr (SandboxAccount) account = NULL;
  g_autofree char *key = NULL;

  if (answer == NULL)
    return FALSE;
  if (flow == NULL || flow->expires <= g_get_monotonic_time ())
    return sandbox_oauth_error_set (
      error, SANDBOX_OAUTH_ERROR_EXPIRED,
      "This page was answered before, or it is too old. Begin again in the application.");
  if (strcmp (answer, "deny") != 0)
    {
      account = sandbox_identity_choose_account (call, error);
      if (account == NULL)
        return FALSE;
    }
  g_hash_table_steal_extended (call->identity->flows, id, (gpointer *) &key, NULL);
  if (account != NULL)
    redirect_code (call, flow, account);
  else
    {
      redirect_denied (call, flow);
      sandbox_flow_free (flow);
    }
  return TRUE;
}

gboolean
sandbox_identity_authorize (SandboxCall *call, GError **error)
{
  const char *id = sandbox_call_get (call, "flow");

  if (strcmp (call->request->method, "POST") == 0 && id != NULL)
    return finish (call, id, error);
  if (strcmp (call->request->method, "POST") == 0 || strcmp (call->request->method, "GET") == 0)
    return begin (call, error);
  return sandbox_oauth_error_set (error, SANDBOX_OAUTH_ERROR_METHOD,
                                  "The endpoint only accepts GET, POST requests. Received a %.20s request.",
                                  call->request->method);
}
