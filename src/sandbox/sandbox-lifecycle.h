/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "sandbox-engine.h"
#include "sandbox-entity.h"

G_BEGIN_DECLS

/**
 * SandboxLifecycle:
 *
 * What changes the service's state: creating, changing and deleting entities and the bound actions, with the
 * refusals that the service itself makes (domain §2, api-contract §A). What it lets pass although it
 * shouldn't, such as completing with failed tables, passes here too: that is for the client to guard.
 */
#define SANDBOX_TYPE_LIFECYCLE (sandbox_lifecycle_get_type ())
G_DECLARE_FINAL_TYPE (SandboxLifecycle, sandbox_lifecycle, SANDBOX, LIFECYCLE, GObject)

/**
 * SandboxOutcome:
 * @status: 200 or 204
 * @body: (nullable): members of the answer's object, without braces
 */
typedef struct
{
  guint status;
  char *body;
} SandboxOutcome;

/**
 * sandbox_lifecycle_new:
 * @store: not owned, has to outlive the object
 * @engine: does what takes time
 */
SandboxLifecycle *sandbox_lifecycle_new (SandboxStore *store, SandboxEngine *engine, GError **error);

/** SANDBOX_ADMINISTRATOR: whose requests they are where nobody has signed in: whoever has the sandbox's token is SUPER */
#define SANDBOX_ADMINISTRATOR "ADMIN"

/** sandbox_lifecycle_set_user: whose requests those that follow are; @user_name: (nullable): the administrator's */
void sandbox_lifecycle_set_user (SandboxLifecycle *self, const char *user_name, const char *email);

/**
 * sandbox_lifecycle_create:
 *
 * Returns: (transfer full): the id of the new entity; %NULL with %SANDBOX_ERROR
 */
char *sandbox_lifecycle_create (SandboxLifecycle *self,
                                const SandboxEntitySet *set,
                                JsonObject *object,
                                GError **error);

/** sandbox_lifecycle_update: changes what @object has of the entity @id, which exists */
gboolean sandbox_lifecycle_update (SandboxLifecycle *self,
                                   const SandboxEntitySet *set,
                                   const char *id,
                                   JsonObject *object,
                                   GError **error);

/** sandbox_lifecycle_remove: deletes the entity @id, which exists */
gboolean sandbox_lifecycle_remove (SandboxLifecycle *self,
                                   const SandboxEntitySet *set,
                                   const char *id,
                                   GError **error);

/** sandbox_lifecycle_has_action: Returns: whether entities of @set have the action @name in @group */
gboolean sandbox_lifecycle_has_action (SandboxGroup group, const SandboxEntitySet *set, const char *name);

/** sandbox_lifecycle_list_actions: Returns: (transfer full) (array zero-terminated=1): the actions of @set in
 * @group */
char **sandbox_lifecycle_list_actions (SandboxGroup group, const SandboxEntitySet *set);

/**
 * sandbox_lifecycle_act:
 * @group: the group that the request came in by
 * @id: an entity of @set, which exists
 * @name: the action, without its namespace
 * @parameters: the body
 * @outcome: (out caller-allocates): what to answer
 */
gboolean sandbox_lifecycle_act (SandboxLifecycle *self,
                                SandboxGroup group,
                                const SandboxEntitySet *set,
                                const char *id,
                                const char *name,
                                JsonObject *parameters,
                                SandboxOutcome *outcome,
                                GError **error);

/** sandbox_lifecycle_forget_fresh_key: the key made by the request before isn't shown any more */
void sandbox_lifecycle_forget_fresh_key (SandboxLifecycle *self);

G_END_DECLS
