/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-authorizer.h"
#include "ferry-request.h"

G_BEGIN_DECLS

/**
 * FerrySession:
 *
 * HTTP for one base address: authorizes, sends, checks the status before the body, retries reads within the
 * bounds of its retry policy (honouring `Retry-After`), asks the authorizer once more after a 401, and parses
 * JSON in a worker thread. https only, except for loopback.
 * Redirects are followed for reads and within the origin only, and so are links to further pages: the
 * authorization goes nowhere else. Bodies and headers are never logged.
 *
 * All sessions of one user at one origin share their connections, keep to at most five requests at once together,
 * and wait together where the service asks one of them to (see ferry_authorizer_dup_user()). After a suspend, and
 * in another network, they connect anew, and reads under way are made again at once.
 *
 * To be used from the thread that made it; callbacks come in its main context.
 */
#define FERRY_TYPE_SESSION (ferry_session_get_type ())
G_DECLARE_FINAL_TYPE (FerrySession, ferry_session, FERRY, SESSION, GObject)

/**
 * ferry_session_new:
 * @base_url: absolute, http or https; a trailing slash is added where it is missing
 * @authorizer: (nullable): asked before each request; %NULL sends none
 *
 * Returns: (transfer full): a session; %NULL with %FERRY_ERROR_INVALID for a malformed address and
 *   %FERRY_ERROR_TLS for plain http to anything but loopback
 */
FerrySession *ferry_session_new (const char *base_url, FerryAuthorizer *authorizer, GError **error);

/** ferry_session_is_local: Returns: whether it is on this computer, for which no network is needed */
gboolean ferry_session_is_local (FerrySession *self);

/** ferry_session_get_base_url: Returns: the address all paths are relative to, with its trailing slash */
const char *ferry_session_get_base_url (FerrySession *self);

/**
 * ferry_session_set_retry:
 * @attempts: how often a read is tried in all; 1 turns retries off; default 4
 * @base_ms: the first pause in milliseconds, doubled each time with jitter; default 500
 * @max_ms: no pause is longer; default 30,000. Where the service asks for a longer one, the read fails at once,
 *   and ferry_error_get_retry_after() says how long
 */
void ferry_session_set_retry (FerrySession *self, guint attempts, guint base_ms, guint max_ms);

/**
 * ferry_session_set_timeouts:
 * @read_ms: how long a read or write may go without a sign of life, in milliseconds; default 60,000
 * @start_ms: the same for a starting request; default 630,000
 *
 * Measured from the sending to the beginning of the answer, and from there between two pieces of it, so that
 * a long answer on a slow line isn't cut off. A read that timed out is tried once more, not as often as
 * others.
 */
void ferry_session_set_timeouts (FerrySession *self, guint read_ms, guint start_ms);

/**
 * ferry_session_send_async:
 *
 * Sends @request. Fails with %FERRY_ERROR or %G_IO_ERROR_CANCELLED.
 *
 * What became of a %FERRY_REQUEST_START that failed:
 * - with %FERRY_ERROR_AMBIGUOUS, it isn't known. The connection was lost or the time was up after it was
 *   sent; or the answer was 408, 502, 503 or 504, which a gateway gives while the service goes on working;
 *   or another 5xx without the service's error code; or one that can't be read, or a redirect.
 * - with %G_IO_ERROR_CANCELLED, it isn't known either, if it was sent already.
 * - with every other error, it was not carried out: no connection came about, or the service said so. A 429
 *   is such an answer: the caller may start again after ferry_error_get_retry_after(), the session doesn't.
 *
 * After a 401 it goes out once more with a new authorization, since it was refused before it was taken.
 */
void ferry_session_send_async (FerrySession *self,
                               FerryRequest *request,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/**
 * ferry_session_send_finish:
 *
 * Returns: (transfer full) (nullable): the answer's JSON; %NULL without an error for an empty answer (204)
 */
JsonNode *ferry_session_send_finish (FerrySession *self, GAsyncResult *result, GError **error);

/**
 * ferry_session_collect_async:
 *
 * Sends a read of a collection and follows `@odata.nextLink`, as given, to its end. A link to another origin
 * than the base address is refused with %FERRY_ERROR_PROTOCOL, and so is one that was followed before.
 */
void ferry_session_collect_async (FerrySession *self,
                                  FerryRequest *request,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * ferry_session_collect_finish:
 *
 * Returns: (transfer full) (element-type JsonObject): the entities of all pages, in order; may be empty
 */
GPtrArray *ferry_session_collect_finish (FerrySession *self, GAsyncResult *result, GError **error);

/**
 * FerryPageSink:
 * @page: one page's body, decoded from gzip; unparsed
 * @user_data: the caller's
 * @next_link: (out) (transfer full) (nullable): the page's `@odata.nextLink`
 *
 * Called in a worker thread, one page at a time and in order, while nothing else of the stream runs.
 *
 * Returns: %FALSE with @error set to end the stream
 */
typedef gboolean (*FerryPageSink) (GBytes *page, gpointer user_data, char **next_link, GError **error);

/**
 * ferry_session_stream_async:
 * @sink: takes the pages; parsing is its business, so that hundreds of thousands of entities need no tree
 * @sink_data: for @sink; must live until the callback
 *
 * Like ferry_session_collect_async() for large collections.
 */
void ferry_session_stream_async (FerrySession *self,
                                 FerryRequest *request,
                                 FerryPageSink sink,
                                 gpointer sink_data,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean ferry_session_stream_finish (FerrySession *self, GAsyncResult *result, GError **error);

G_END_DECLS
