/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * sandbox_json_append_string:
 * @text: (nullable): UTF-8; %NULL is written as ""
 *
 * Appends @text as a JSON string. Pages of 20,000 entities are written with this, so there is no tree in
 * between.
 */
void sandbox_json_append_string (GString *out, const char *text);

/**
 * sandbox_json_parse_object:
 * @body: (nullable): a request's body; %NULL and an empty one make an empty object
 *
 * Reads a JSON object that may come from anybody: the size is limited by the server, the depth here.
 *
 * Returns: (transfer full): the object; %NULL with %SANDBOX_ERROR_BAD_REQUEST
 */
JsonObject *sandbox_json_parse_object (GBytes *body, GError **error);

G_END_DECLS
