/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-request.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/*
 * ferry_request_create_uri:
 * @base_url: the session's address, with its trailing slash
 *
 * Returns: (transfer full): the absolute address; %NULL with %FERRY_ERROR_INVALID
 */
GUri *ferry_request_create_uri (FerryRequest *self, const char *base_url, GError **error);

/*
 * ferry_request_create_message:
 * @uri: where to: the request's own address, or that of a further page
 * @authorization: (nullable): the value of the header
 *
 * Returns: (transfer full): a new message; each attempt takes one
 */
SoupMessage *ferry_request_create_message (FerryRequest *self, GUri *uri, const char *authorization);

G_END_DECLS
