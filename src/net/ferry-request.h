/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * FerryRequestKind:
 * @FERRY_REQUEST_READ: a GET; retried with back-off on transient failures; 60 s
 * @FERRY_REQUEST_WRITE: a PATCH or DELETE with `If-Match`; not retried by the session; 60 s
 * @FERRY_REQUEST_START: a POST that starts or creates something; taken once at most: it goes out again only
 *   after a 401, which refused it; an ambiguous failure is %FERRY_ERROR_AMBIGUOUS; 10 min 30 s
 *   (api-contract §0)
 */
typedef enum
{
  FERRY_REQUEST_READ,
  FERRY_REQUEST_WRITE,
  FERRY_REQUEST_START,
} FerryRequestKind;

/**
 * FerryRequest:
 *
 * One request in the making: a plain value that is filled and handed to ferry_session_send_async(), which
 * takes a reference. Not changed after it was sent.
 */
#define FERRY_TYPE_REQUEST (ferry_request_get_type ())
G_DECLARE_FINAL_TYPE (FerryRequest, ferry_request, FERRY, REQUEST, GObject)

/**
 * ferry_request_new:
 * @kind: what the session may do when it fails
 * @method: `GET`, `POST`, `PATCH` or `DELETE`
 * @path: relative to the session's base address, without a leading slash, its segments escaped already
 *
 * Returns: (transfer full): a request
 */
FerryRequest *ferry_request_new (FerryRequestKind kind, const char *method, const char *path);

/** ferry_request_add_query: adds `name=value` to the query, both unescaped */
void ferry_request_add_query (FerryRequest *self, const char *name, const char *value);

/** ferry_request_set_if_match: @etag: an entity tag, or `*` */
void ferry_request_set_if_match (FerryRequest *self, const char *etag);

/** ferry_request_set_body: @body: (transfer full): the JSON to send */
void ferry_request_set_body (FerryRequest *self, JsonNode *body);

/**
 * ferry_request_set_form:
 * @...: pairs of name and value, ended by %NULL; a pair whose value is %NULL is left out
 *
 * Sends a form (`application/x-www-form-urlencoded`) instead of JSON, as the identity endpoints want it.
 */
void ferry_request_set_form (FerryRequest *self, ...) G_GNUC_NULL_TERMINATED;

/** ferry_request_set_page_size: asks for at most @size entities a page; 0 leaves it to the service */
void ferry_request_set_page_size (FerryRequest *self, guint size);

FerryRequestKind ferry_request_get_kind (FerryRequest *self);
const char *ferry_request_get_method (FerryRequest *self);
const char *ferry_request_get_path (FerryRequest *self);

G_END_DECLS
