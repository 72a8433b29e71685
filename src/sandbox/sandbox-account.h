/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-store.h"

G_BEGIN_DECLS

/**
 * SandboxAccount:
 * @id: the user's security id
 * @user_name: the name in the environment, such as `ADMIN`
 * @full_name: the display name
 * @email: what the user signs in with
 * @object_id: the id in the directory
 * @enabled: whether the user can sign in
 * @super: whether the user has the SUPER permission set
 *
 * A user of the target, as the one who signs in.
 */
typedef struct
{
  char *id;
  char *user_name;
  char *full_name;
  char *email;
  char *object_id;
  gboolean enabled;
  gboolean super;
} SandboxAccount;

void sandbox_account_free (SandboxAccount *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxAccount, sandbox_account_free)

/**
 * sandbox_account_list:
 *
 * Returns: (transfer full) (element-type SandboxAccount): all of them, those with SUPER first
 */
GPtrArray *sandbox_account_list (SandboxStore *store, GError **error);

/** sandbox_account_find: Returns: (transfer full) (nullable): the user with the security id @id, as it is now; %NULL
 * also without @error set, where there is none */
SandboxAccount *sandbox_account_find (SandboxStore *store, const char *id, GError **error);

/** sandbox_account_is_called: Returns: whether @name is the user's name or e-mail address */
gboolean sandbox_account_is_called (const SandboxAccount *self, const char *name);

G_END_DECLS
