/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * ferry_json_parse:
 * @data: (array length=size): the text, not necessarily ended by a zero
 * @size: its length in bytes
 *
 * Parses a text that came from outside. What breaks off, goes on after its end, isn't UTF-8 or nests deeper
 * than any answer of the service is %FERRY_ERROR_PROTOCOL with a message that says which and where. May be
 * called in any thread; large texts belong in a worker.
 *
 * Returns: (transfer full): the root
 */
JsonNode *ferry_json_parse (const char *data, gsize size, GError **error);
/** ferry_json_parse_file: as ferry_json_parse(), for a file of the user's: %FERRY_ERROR_INVALID */
JsonNode *ferry_json_parse_file (const char *data, gsize size, GError **error);

/*
 * Strict readers: a member that is missing or of another type is a %FERRY_ERROR_PROTOCOL whose message
 * names the entity, the member, what was expected and what was there. Unknown members are ignored.
 * @what names the entity in those messages, such as "run".
 */

/** ferry_json_get_string: Returns: (transfer none): the text; "" for null */
const char *ferry_json_get_string (JsonObject *object, const char *member, const char *what, GError **error);
gboolean
ferry_json_get_int (JsonObject *object, const char *member, const char *what, gint64 *value, GError **error);
gboolean ferry_json_get_double (JsonObject *object,
                                const char *member,
                                const char *what,
                                double *value,
                                GError **error);
gboolean ferry_json_get_boolean (JsonObject *object,
                                 const char *member,
                                 const char *what,
                                 gboolean *value,
                                 GError **error);

/**
 * ferry_json_get_time:
 * @value: (out): microseconds since 1970 UTC, or 0 for null, empty and `0001-01-01T00:00:00Z` (api-contract
 * §0)
 */
gboolean
ferry_json_get_time (JsonObject *object, const char *member, const char *what, gint64 *value, GError **error);

/*
 * The lenient ones, for members that not every version of the service has: missing and null give the
 * fallback, a wrong type still is an error.
 */
const char *ferry_json_get_optional_string (JsonObject *object,
                                            const char *member,
                                            const char *what,
                                            const char *fallback,
                                            GError **error);
gboolean ferry_json_get_optional_int (JsonObject *object,
                                      const char *member,
                                      const char *what,
                                      gint64 fallback,
                                      gint64 *value,
                                      GError **error);
gboolean ferry_json_get_optional_boolean (JsonObject *object,
                                          const char *member,
                                          const char *what,
                                          gboolean fallback,
                                          gboolean *value,
                                          GError **error);

/** ferry_json_get_object: Returns: (transfer none): @node as an object, or %NULL with %FERRY_ERROR_PROTOCOL
 */
JsonObject *ferry_json_get_object (JsonNode *node, const char *what, GError **error);

/** ferry_json_get_collection: Returns: (transfer none): the `value` array of a collection */
JsonArray *ferry_json_get_collection (JsonNode *node, const char *what, GError **error);

G_END_DECLS
