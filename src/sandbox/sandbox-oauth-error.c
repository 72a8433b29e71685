/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-oauth-error.h"

#include "sandbox-json.h"

G_DEFINE_QUARK (sandbox - oauth - error - quark, sandbox_oauth_error)

static const struct
{
  guint status;
  const char *name;
  guint number;
} ANSWERS[] = {
  [SANDBOX_OAUTH_ERROR_SERVER] = { 500, "server_error", 90033 },
  [SANDBOX_OAUTH_ERROR_NO_TENANT] = { 400, "invalid_request", 90002 },
  [SANDBOX_OAUTH_ERROR_TENANT_NEEDED] = { 400, "invalid_request", 50059 },
  [SANDBOX_OAUTH_ERROR_NO_CLIENT] = { 400, "unauthorized_client", 700016 },
  [SANDBOX_OAUTH_ERROR_SECRET] = { 401, "invalid_client", 7000215 },
  [SANDBOX_OAUTH_ERROR_SECRET_MISSING] = { 401, "invalid_client", 7000218 },
  [SANDBOX_OAUTH_ERROR_REDIRECT] = { 400, "invalid_request", 50011 },
  [SANDBOX_OAUTH_ERROR_REDIRECT_CHANGED] = { 400, "invalid_client", 500112 },
  [SANDBOX_OAUTH_ERROR_MISSING] = { 400, "invalid_request", 900144 },
  [SANDBOX_OAUTH_ERROR_RESPONSE_TYPE] = { 400, "unsupported_response_type", 70005 },
  [SANDBOX_OAUTH_ERROR_RESPONSE_MODE] = { 400, "unsupported_response_mode", 70007 },
  [SANDBOX_OAUTH_ERROR_SCOPE] = { 400, "invalid_scope", 70011 },
  [SANDBOX_OAUTH_ERROR_APPLICATION_SCOPE] = { 400, "invalid_scope", 1002012 },
  [SANDBOX_OAUTH_ERROR_PKCE_NEEDED] = { 400, "invalid_request", 9002325 },
  [SANDBOX_OAUTH_ERROR_CHALLENGE] = { 400, "invalid_request", 501491 },
  [SANDBOX_OAUTH_ERROR_VERIFIER] = { 400, "invalid_grant", 501481 },
  [SANDBOX_OAUTH_ERROR_DENIED] = { 400, "access_denied", 65004 },
  [SANDBOX_OAUTH_ERROR_LOGIN_REQUIRED] = { 400, "login_required", 50058 },
  [SANDBOX_OAUTH_ERROR_DISABLED] = { 400, "invalid_grant", 50057 },
  [SANDBOX_OAUTH_ERROR_CODE] = { 400, "invalid_request", 9002313 },
  [SANDBOX_OAUTH_ERROR_CODE_USED] = { 400, "invalid_grant", 54005 },
  [SANDBOX_OAUTH_ERROR_EXPIRED] = { 400, "invalid_grant", 70008 },
  [SANDBOX_OAUTH_ERROR_REFRESH] = { 400, "invalid_grant", 9002313 },
  [SANDBOX_OAUTH_ERROR_REVOKED] = { 400, "invalid_grant", 50173 },
  [SANDBOX_OAUTH_ERROR_GRANT_TYPE] = { 400, "unsupported_grant_type", 70003 },
  [SANDBOX_OAUTH_ERROR_METHOD] = { 400, "invalid_request", 900561 },
  [SANDBOX_OAUTH_ERROR_PENDING] = { 400, "authorization_pending", 70016 },
  [SANDBOX_OAUTH_ERROR_SLOW_DOWN] = { 400, "slow_down", 70016 },
  [SANDBOX_OAUTH_ERROR_DECLINED] = { 400, "authorization_declined", 70017 },
  [SANDBOX_OAUTH_ERROR_DEVICE_EXPIRED] = { 400, "expired_token", 70019 },
  [SANDBOX_OAUTH_ERROR_DEVICE_CODE] = { 400, "bad_verification_code", 70018 },
};

gboolean
sandbox_oauth_error_set (GError **error, SandboxOAuthError code, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  if (error != NULL)
    *error = g_error_new_valist (SANDBOX_OAUTH_ERROR, (int) code, format, args);
  va_end (args);
  return FALSE;
}

static guint
get_code (const GError *error)
{
  return error->domain == SANDBOX_OAUTH_ERROR ? (guint) error->code : SANDBOX_OAUTH_ERROR_SERVER;
}

const char *
sandbox_oauth_error_get_name (const GError *error)
{
  return ANSWERS[get_code (error)].name;
}

static char *
get_time (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format (now, "%Y-%m-%d %H:%M:%SZ");
}

char *
sandbox_oauth_error_describe (const GError *error, const char *correlation_id)
{
  g_autofree char *time = get_time ();
  /* What went wrong inside stays in the log. */
  const char *message = error->domain == SANDBOX_OAUTH_ERROR
                          ? error->message
                          : "A transient error has occurred. Please try again.";

  return g_strdup_printf ("AADSTS%u: %s Trace ID: %s Correlation ID: %s Timestamp: %s",
                          ANSWERS[get_code (error)].number, message, correlation_id, correlation_id, time);
}

char *
sandbox_oauth_error_body (const char *name, guint number, const char *description, const char *correlation_id)
{
  g_autofree char *time = get_time ();
  g_autoptr (GString) body = g_string_new ("{\"error\":");

  sandbox_json_append_string (body, name);
  g_string_append (body, ",\"error_description\":");
  sandbox_json_append_string (body, description);
  if (number != 0)
    g_string_append_printf (body, ",\"error_codes\":[%u]", number);
  g_string_append_printf (body, ",\"timestamp\":\"%s\",\"trace_id\":\"%s\",\"correlation_id\":\"%s\"}", time,
                          correlation_id, correlation_id);
  return g_string_free (g_steal_pointer (&body), FALSE);
}

void
sandbox_oauth_error_reply (SandboxReply *reply, GError *error, const char *correlation_id)
{
  g_autoptr (GError) owned = error;
  g_autofree char *description = sandbox_oauth_error_describe (owned, correlation_id);
  g_autofree char *body = sandbox_oauth_error_body (
    ANSWERS[get_code (owned)].name, ANSWERS[get_code (owned)].number, description, correlation_id);

  if (owned->domain != SANDBOX_OAUTH_ERROR)
    g_warning ("%s: %s", correlation_id, owned->message);
  reply->status = ANSWERS[get_code (owned)].status;
  reply->content_type = SANDBOX_CONTENT_TYPE_PLAIN_JSON;
  g_string_assign (reply->body, body);
}
