/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FERRY_ERROR:
 *
 * The one error domain of the client. An error of it keeps what the service said beside the message that
 * is shown: see the `ferry_error_get_*` functions. Cancellation stays %G_IO_ERROR_CANCELLED.
 */
#define FERRY_ERROR (ferry_error_quark ())
GQuark ferry_error_quark (void);

/**
 * FerryError:
 * @FERRY_ERROR_FAILED: something failed that has no code of its own
 * @FERRY_ERROR_UNREACHABLE: no connection: host unknown, refused, network down, proxy
 * @FERRY_ERROR_TIMED_OUT: the service didn't answer in time
 * @FERRY_ERROR_TLS: the certificate of the service isn't trusted, or https is required and missing
 * @FERRY_ERROR_UNAUTHORIZED: 401, the sign-in is missing, wrong or has expired
 * @FERRY_ERROR_FORBIDDEN: 403, signed in, but without the permission
 * @FERRY_ERROR_NOT_FOUND: 404 for an entity or an address (tenant, environment)
 * @FERRY_ERROR_EXISTS: an entity with the same key exists
 * @FERRY_ERROR_CHANGED: 409 or 412, somebody else changed the entity
 * @FERRY_ERROR_INVALID: the service found the request or a value in it malformed
 * @FERRY_ERROR_REFUSED: the service refused for a business reason; its message is meant for the user
 * @FERRY_ERROR_THROTTLED: 429, too many requests
 * @FERRY_ERROR_UNAVAILABLE: 408, 502, 503, 504: the service or a gateway before it is busy or down
 * @FERRY_ERROR_SERVER: another 5xx
 * @FERRY_ERROR_PROTOCOL: the answer wasn't what the contract says: HTML, truncated, wrong types
 * @FERRY_ERROR_AMBIGUOUS: a starting request was sent and its outcome isn't known: read the state
 * @FERRY_ERROR_NOT_OFFERED: the environment has no such route
 * @FERRY_ERROR_RULE: refused by Ferry's own rules before anything was sent
 */
typedef enum
{
  FERRY_ERROR_FAILED,
  FERRY_ERROR_UNREACHABLE,
  FERRY_ERROR_TIMED_OUT,
  FERRY_ERROR_TLS,
  FERRY_ERROR_UNAUTHORIZED,
  FERRY_ERROR_FORBIDDEN,
  FERRY_ERROR_NOT_FOUND,
  FERRY_ERROR_EXISTS,
  FERRY_ERROR_CHANGED,
  FERRY_ERROR_INVALID,
  FERRY_ERROR_REFUSED,
  FERRY_ERROR_THROTTLED,
  FERRY_ERROR_UNAVAILABLE,
  FERRY_ERROR_SERVER,
  FERRY_ERROR_PROTOCOL,
  FERRY_ERROR_AMBIGUOUS,
  FERRY_ERROR_NOT_OFFERED,
  FERRY_ERROR_RULE,
} FerryError;

/**
 * ferry_error_new_from_http:
 * @status: the HTTP status, 400 or above
 * @content_type: (nullable): the answer's media type
 * @body: (nullable): the answer's body; OData error, Admin Center error, OAuth 2.0 error (RFC 6749 §5.2), HTML or empty (api-contract §0)
 * @retry_after: seconds the service asked to wait, or -1
 *
 * Turns an error answer into a typed error whose message is fit to be shown. The correlation id is cut
 * out of the service's message and kept.
 *
 * Returns: (transfer full): a #GError in %FERRY_ERROR
 */
GError *ferry_error_new_from_http (guint status, const char *content_type, GBytes *body, int retry_after);

/**
 * ferry_error_new_from_transport:
 * @cause: an error of libsoup, GIO or GLib's TLS
 * @host: the host that was addressed; named in the message
 *
 * Returns: (transfer full): a #GError in %FERRY_ERROR, or a copy of @cause where that is a cancellation
 */
GError *ferry_error_new_from_transport (const GError *cause, const char *host);

/**
 * ferry_error_new_from_words:
 * @code: what kind it is
 * @message: what is shown
 * @service_code: (nullable): the service's error code
 * @service_message: (nullable): the service's own words; the correlation id is cut out of them and kept
 *
 * An error that a service told in another way than by an HTTP answer, such as in a redirect.
 *
 * Returns: (transfer full): a #GError in %FERRY_ERROR
 */
GError *ferry_error_new_from_words (FerryError code,
                                    const char *message,
                                    const char *service_code,
                                    const char *service_message);

/**
 * ferry_error_restate:
 * @error: an error in %FERRY_ERROR
 * @code: what kind it is for those who know more of what was asked
 * @message: what is shown instead
 * @service_code: (nullable): a more telling code of the service; %NULL keeps the one there is
 *
 * Gives @error another code and message. What the service said stays with it.
 */
void ferry_error_restate (GError *error, FerryError code, const char *message, const char *service_code);

/** ferry_error_get_http_status: Returns: the HTTP status, or 0 where there was no answer */
guint ferry_error_get_http_status (const GError *error);

/** ferry_error_get_odata_code: Returns: (nullable): the service's error code, such as
 * `Internal_RecordNotFound`, or `AADSTS50076` and `invalid_grant` from the identity service */
const char *ferry_error_get_odata_code (const GError *error);

/** ferry_error_get_service_message: Returns: (nullable): the service's own words, without the correlation id
 */
const char *ferry_error_get_service_message (const GError *error);

/** ferry_error_get_correlation_id: Returns: (nullable): what the vendor's support asks for */
const char *ferry_error_get_correlation_id (const GError *error);

/** ferry_error_get_retry_after: Returns: seconds to wait as the service asked, or -1 */
int ferry_error_get_retry_after (const GError *error);

/** ferry_error_is_transient: Returns: whether the same read may succeed a little later */
gboolean ferry_error_is_transient (const GError *error);

/**
 * ferry_error_is_in_doubt:
 *
 * Returns: whether @error is of a %FERRY_REQUEST_WRITE that was sent, and may have been carried out although it failed.
 *   What starts something has %FERRY_ERROR_AMBIGUOUS for this
 */
gboolean ferry_error_is_in_doubt (const GError *error);

/**
 * ferry_error_describe:
 * @error: any error
 *
 * The *Details* part of an error message, to be copied: message, HTTP status, code, correlation id, a line
 * each. Never holds a secret.
 *
 * Returns: (transfer full): several lines of text
 */
char *ferry_error_describe (const GError *error);

G_END_DECLS
