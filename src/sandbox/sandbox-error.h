/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SANDBOX_ERROR:
 *
 * What the service answers with instead of what was asked for. Every code stands for an HTTP status and an
 * OData error code (api-contract §0).
 */
#define SANDBOX_ERROR (sandbox_error_quark ())
GQuark sandbox_error_quark (void);

/**
 * SandboxError:
 * @SANDBOX_ERROR_INTERNAL: 500 `Internal_ServerError`
 * @SANDBOX_ERROR_BAD_REQUEST: 400 `BadRequest`: malformed query, body or value
 * @SANDBOX_ERROR_READ_ONLY: 400 `BadRequest_InvalidOperation`: a property that can't be written
 * @SANDBOX_ERROR_REQUIRED: 400 `BadRequest_RequiredParamNotProvided`
 * @SANDBOX_ERROR_INVALID_TOKEN: 400 `BadRequest_InvalidToken`: If-Match is missing or malformed
 * @SANDBOX_ERROR_UNAUTHORIZED: 401 `Authentication_InvalidCredentials`
 * @SANDBOX_ERROR_NO_ENVIRONMENT: 404 `NoEnvironment`: no such tenant or environment
 * @SANDBOX_ERROR_NO_ROUTE: 404 `BadRequest_NotFound`: nothing at this address
 * @SANDBOX_ERROR_NO_COMPANY: 404 `Internal_CompanyNotFound`
 * @SANDBOX_ERROR_NO_RECORD: 404 `Internal_RecordNotFound`
 * @SANDBOX_ERROR_METHOD: 405 `BadRequest_MethodNotAllowed`
 * @SANDBOX_ERROR_CHANGED: 409 `Request_EntityChanged`: the ETag is stale
 * @SANDBOX_ERROR_EXISTS: 400 `Internal_EntityWithSameKeyExists`
 * @SANDBOX_ERROR_REFUSED: 400 `Application_DialogException`: a business reason, meant for the user
 * @SANDBOX_ERROR_FIELD: 400 `Application_FieldValidationException`: a value breaks a rule of its field
 * @SANDBOX_ERROR_TOO_LONG: 400 `Application_StringExceededLength`
 * @SANDBOX_ERROR_TOO_LARGE: 413 `BadRequest_RequestTooLarge`
 * @SANDBOX_ERROR_MEDIA_TYPE: 415 `BadRequest_UnsupportedMediaType`
 * @SANDBOX_ERROR_THROTTLED: 429 `TooManyRequests`
 * @SANDBOX_ERROR_BUSY: 503 `ServiceUnavailable`: waited too long for one of the places
 */
typedef enum
{
  SANDBOX_ERROR_INTERNAL,
  SANDBOX_ERROR_BAD_REQUEST,
  SANDBOX_ERROR_READ_ONLY,
  SANDBOX_ERROR_REQUIRED,
  SANDBOX_ERROR_INVALID_TOKEN,
  SANDBOX_ERROR_UNAUTHORIZED,
  SANDBOX_ERROR_NO_ENVIRONMENT,
  SANDBOX_ERROR_NO_ROUTE,
  SANDBOX_ERROR_NO_COMPANY,
  SANDBOX_ERROR_NO_RECORD,
  SANDBOX_ERROR_METHOD,
  SANDBOX_ERROR_CHANGED,
  SANDBOX_ERROR_EXISTS,
  SANDBOX_ERROR_REFUSED,
  SANDBOX_ERROR_FIELD,
  SANDBOX_ERROR_TOO_LONG,
  SANDBOX_ERROR_TOO_LARGE,
  SANDBOX_ERROR_MEDIA_TYPE,
  SANDBOX_ERROR_THROTTLED,
  SANDBOX_ERROR_BUSY,
} SandboxError;

/** sandbox_error_get_status: Returns: the HTTP status of @error; 500 for an error of another domain */
guint sandbox_error_get_status (const GError *error);

/**
 * sandbox_error_to_json:
 * @error: what went wrong; the message of another domain's error stays in the log, it isn't the client's
 * @correlation_id: the request's id, appended to the message as Business Central does
 *
 * Returns: (transfer full): the error body
 */
char *sandbox_error_to_json (const GError *error, const char *correlation_id);

/** sandbox_error_body: the same body for any @code and @message, as injected faults have */
char *sandbox_error_body (const char *code, const char *message, const char *correlation_id);

G_END_DECLS
