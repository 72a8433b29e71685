/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "sandbox-odata-filter.h"

G_BEGIN_DECLS

/**
 * sandbox_body_read:
 * @set: what is written
 * @object: the body of a POST or PATCH
 *
 * Holds what a client wants to write against the properties of @set. Annotations (`@odata.…`) are skipped, as
 * the service does.
 *
 * Returns: (transfer full) (element-type utf8 SandboxValue): the values by property; %NULL with an error of
 *   %SANDBOX_ERROR: a property is unknown, read-only, of the wrong type, too long or not one of the options
 */
GHashTable *sandbox_body_read (const SandboxEntitySet *set, JsonObject *object, GError **error);

/** sandbox_body_get_text: Returns: (transfer none): the value of @name, or @fallback where it isn't written
 */
const char *sandbox_body_get_text (GHashTable *values, const char *name, const char *fallback);

/** sandbox_body_get_integer: as sandbox_body_get_text(), for integers and booleans */
gint64 sandbox_body_get_integer (GHashTable *values, const char *name, gint64 fallback);

/**
 * sandbox_body_get_parameter:
 * @object: the body of an action
 * @name: a parameter, a text
 *
 * Returns: (transfer none) (nullable): the text, "" where it is missing; %NULL with
 * %SANDBOX_ERROR_BAD_REQUEST
 */
const char *sandbox_body_get_parameter (JsonObject *object, const char *name, GError **error);

/** sandbox_body_get_number: a parameter that is an integer of at least 1 and has to be there */
gboolean sandbox_body_get_number (JsonObject *object, const char *name, gint64 *value, GError **error);

/** sandbox_body_get_flag: a parameter that is true or false and has to be there */
gboolean sandbox_body_get_flag (JsonObject *object, const char *name, gboolean *value, GError **error);

G_END_DECLS
