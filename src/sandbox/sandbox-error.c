/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-error.h"

#include "sandbox-json.h"

G_DEFINE_QUARK (sandbox - error - quark, sandbox_error)

static const struct
{
  guint status;
  const char *code;
} ANSWERS[] = {
  [SANDBOX_ERROR_INTERNAL] = { 500, "Internal_ServerError" },
  [SANDBOX_ERROR_BAD_REQUEST] = { 400, "BadRequest" },
  [SANDBOX_ERROR_READ_ONLY] = { 400, "BadRequest_InvalidOperation" },
  [SANDBOX_ERROR_REQUIRED] = { 400, "BadRequest_RequiredParamNotProvided" },
  [SANDBOX_ERROR_INVALID_TOKEN] = { 400, "BadRequest_InvalidToken" },
  [SANDBOX_ERROR_UNAUTHORIZED] = { 401, "Authentication_InvalidCredentials" },
  [SANDBOX_ERROR_NO_ENVIRONMENT] = { 404, "NoEnvironment" },
  [SANDBOX_ERROR_NO_ROUTE] = { 404, "BadRequest_NotFound" },
  [SANDBOX_ERROR_NO_COMPANY] = { 404, "Internal_CompanyNotFound" },
  [SANDBOX_ERROR_NO_RECORD] = { 404, "Internal_RecordNotFound" },
  [SANDBOX_ERROR_METHOD] = { 405, "BadRequest_MethodNotAllowed" },
  [SANDBOX_ERROR_CHANGED] = { 409, "Request_EntityChanged" },
  [SANDBOX_ERROR_EXISTS] = { 400, "Internal_EntityWithSameKeyExists" },
  [SANDBOX_ERROR_REFUSED] = { 400, "Application_DialogException" },
  [SANDBOX_ERROR_FIELD] = { 400, "Application_FieldValidationException" },
  [SANDBOX_ERROR_TOO_LONG] = { 400, "Application_StringExceededLength" },
  [SANDBOX_ERROR_TOO_LARGE] = { 413, "BadRequest_RequestTooLarge" },
  [SANDBOX_ERROR_MEDIA_TYPE] = { 415, "BadRequest_UnsupportedMediaType" },
  [SANDBOX_ERROR_THROTTLED] = { 429, "TooManyRequests" },
  [SANDBOX_ERROR_BUSY] = { 503, "ServiceUnavailable" },
};

guint
sandbox_error_get_status (const GError *error)
{
  if (error->domain != SANDBOX_ERROR)
    return ANSWERS[SANDBOX_ERROR_INTERNAL].status;
  return ANSWERS[error->code].status;
}

char *
sandbox_error_to_json (const GError *error, const char *correlation_id)
{
  if (error->domain != SANDBOX_ERROR)
    return sandbox_error_body (ANSWERS[SANDBOX_ERROR_INTERNAL].code, "An internal server error has occurred.",
                               correlation_id);
  return sandbox_error_body (ANSWERS[error->code].code, error->message, correlation_id);
}

char *
sandbox_error_body (const char *code, const char *message, const char *correlation_id)
{
  g_autoptr (GString) body = g_string_new ("{\"error\":{\"code\":");
  g_autofree char *text = g_strdup_printf ("%s  CorrelationId:  %s.", message, correlation_id);

  sandbox_json_append_string (body, code);
  g_string_append (body, ",\"message\":");
  sandbox_json_append_string (body, text);
  g_string_append (body, "}}");
  return g_string_free (g_steal_pointer (&body), FALSE);
}
