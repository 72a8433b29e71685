/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-sql.h"

G_BEGIN_DECLS

/* The users of the target, in `cloud.db`. Its table `User` is what a run copies: the users of the source.
 *  - `sys_users` (id, user_name, full_name, email, object_id, name_identifier, state): those who can sign in
 *    online; state: Enabled, Disabled
 *  - `sys_user_permissions` (user_id, permission_set) */

/* What a user has who may do nothing but look while a migration is set up. */
#define SANDBOX_DEFAULT_PERMISSION_SET "INTELLIGENT CLOUD"

/* In `sys_properties` of `cloud.db`, written with the rows that it is about. */
#define SANDBOX_PROPERTY_USER_MAPPING_AT "user_mapping_at"

/**
 * SandboxRename:
 * @user_id: security id of a user of the target
 * @from: its name
 * @to: the name it gets
 */
typedef struct
{
  char *user_id;
  char *from;
  char *to;
} SandboxRename;

SandboxRename *sandbox_rename_new (const char *user_id, const char *from, const char *to);
void sandbox_rename_free (SandboxRename *self);

/**
 * sandbox_people_ensure:
 * @source: where the people come from
 *
 * Gives the target its users, unless it has some: an administrator and colleagues of the users of @source. Some
 * of these can be told by their object id, some by their name identifier, some by their e-mail address and
 * some not at all (domain §2.9). They have worked in the target's first company: records there carry their names.
 */
gboolean sandbox_people_ensure (SandboxDb *target, SandboxDb *source, GError **error);

/**
 * sandbox_people_rename:
 * @renames: (element-type SandboxRename): who gets which name, in any order: names may be swapped
 * @now: the time, to be stored
 * @n_renamed: (out): how many users have a new name
 * @error: return location; `G_IO_ERROR_EXISTS` where somebody else has one of the names, or gets it too
 *
 * Renames users of the target, and with them all records that carry their names, of all tables; one transaction.
 * Where a record of the new name is there already (it came with the replication), that one stays.
 */
gboolean sandbox_people_rename (SandboxDb *target,
                                GPtrArray *renames,
                                const char *now,
                                guint *n_renamed,
                                GError **error);

/**
 * sandbox_people_clear_permissions:
 *
 * Takes all permission sets from all users but those with SUPER, who get the default one instead; one
 * transaction.
 */
gboolean sandbox_people_clear_permissions (SandboxDb *target, GError **error);

G_END_DECLS
