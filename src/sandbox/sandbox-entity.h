/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-enum.h"
#include "sandbox-store.h"

G_BEGIN_DECLS

/** SandboxPropertyType: the JSON type of a property, and with it the literals it can be compared with */
typedef enum
{
  SANDBOX_PROPERTY_GUID,
  SANDBOX_PROPERTY_TEXT,
  SANDBOX_PROPERTY_INTEGER,
  SANDBOX_PROPERTY_DECIMAL,
  SANDBOX_PROPERTY_BOOLEAN,
  SANDBOX_PROPERTY_TIME,
  SANDBOX_PROPERTY_OPTION,
} SandboxPropertyType;

/**
 * SandboxProperty:
 * @name: the property's name on the wire
 * @sql: the expression that has its value, over a row `t` of the set's source
 * @type: its type
 * @options: for options: the values
 * @column: (nullable): the column that a POST or PATCH writes; %NULL = read-only
 * @max_length: for texts that can be written: characters at the most
 */
typedef struct
{
  const char *name;
  const char *sql;
  SandboxPropertyType type;
  const SandboxOption *options;
  const char *column;
  guint max_length;
} SandboxProperty;

/** SandboxGroup: the two API groups of api-contract §A and §B */
typedef enum
{
  SANDBOX_GROUP_PUBLISHED = 1 << 0,
  SANDBOX_GROUP_MANAGEMENT = 1 << 1,
} SandboxGroup;

typedef enum
{
  SANDBOX_VERB_GET = 1 << 0,
  SANDBOX_VERB_POST = 1 << 1,
  SANDBOX_VERB_PATCH = 1 << 2,
  SANDBOX_VERB_DELETE = 1 << 3,
} SandboxVerbs;

typedef struct _SandboxEntitySet SandboxEntitySet;

/**
 * SandboxEntitySet:
 * @name: the set's name in the address
 * @type_name: the name of one entity, for messages
 * @groups: the groups it is in
 * @verbs: what can be done with it, besides its actions
 * @source: the table, or a subquery with the columns `seq`, `id` and `version`
 * @order: (nullable): the `$orderby` where the client gives none; then by `seq`
 * @properties: its properties, at most 63
 * @n_properties: how many
 * @child: (nullable): the set that is reached by navigation and by `$expand`
 * @child_link: SQL over a row `t` of the child, with a `?` for the parent's id
 * @prepare: (nullable): fills the source anew before it is read
 */
struct _SandboxEntitySet
{
  const char *name;
  const char *type_name;
  guint groups;
  guint verbs;
  const char *source;
  const char *order;
  const SandboxProperty *properties;
  guint n_properties;
  const SandboxEntitySet *child;
  const char *child_link;
  gboolean (*prepare) (SandboxStore *store, GError **error);
};

/** sandbox_entity_set_find: Returns: (nullable): the set called @name in @group */
const SandboxEntitySet *sandbox_entity_set_find (SandboxGroup group, const char *name);

/** sandbox_entity_set_list: Returns: (array zero-terminated=1): all sets of both groups */
const SandboxEntitySet *const *sandbox_entity_set_list (void);

/** sandbox_entity_set_find_property: Returns: (nullable): the property called @name */
const SandboxProperty *sandbox_entity_set_find_property (const SandboxEntitySet *set, const char *name);

/** sandbox_entity_set_key_is_text: Returns: whether the entities are addressed by a quoted text, not by a
 * GUID */
gboolean sandbox_entity_set_key_is_text (const SandboxEntitySet *set);

/**
 * sandbox_entity_set_get_etag:
 *
 * Returns: (transfer full): the weak ETag of a row as Business Central spells them
 */
char *sandbox_entity_set_get_etag (const char *id, gint64 version);

G_END_DECLS
