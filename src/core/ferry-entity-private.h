/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What the objects made of the service's entities have in common. */

/*
 * ferry_entity_dup_id:
 * @what: the entity's name in messages
 *
 * Returns: (transfer full): the member `id`; %NULL with %FERRY_ERROR_PROTOCOL where it is missing, empty or
 *   the empty GUID
 */
char *ferry_entity_dup_id (JsonObject *object, const char *what, GError **error);

/*
 * ferry_entity_dup_string:
 * @value: (out): replaced by the member's text, "" where it is missing or null
 */
gboolean ferry_entity_dup_string (JsonObject *object,
                                  const char *member,
                                  const char *what,
                                  char **value,
                                  GError **error);

/*
 * ferry_entity_dup_word:
 * @word: an option value as the service sent it, of a kind Ferry doesn't know
 *
 * Returns: (transfer full): @word decoded and without outer blanks, to be shown as it is
 */
char *ferry_entity_dup_word (const char *word);

/*
 * ferry_entity_compare:
 * @properties: (array length=n_properties): starts with a %NULL, as GObject numbers from 1; at most 64
 *
 * Returns: a bit for each property in which the objects, of one class, differ
 */
guint64 ferry_entity_compare (gpointer self, gpointer other, GParamSpec **properties, guint n_properties);

/* ferry_entity_notify: notifies the properties with a bit in @changed, all at once */
void ferry_entity_notify (gpointer self, GParamSpec **properties, guint n_properties, guint64 changed);

G_END_DECLS
