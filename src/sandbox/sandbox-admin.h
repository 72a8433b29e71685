/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-message.h"
#include "sandbox-store.h"

G_BEGIN_DECLS

/** SandboxAdminEnvironment: what the Admin Center knows of an environment; nothing is owned */
typedef struct
{
  const char *name;
  SandboxStore *store;
} SandboxAdminEnvironment;

/**
 * SandboxAdmin:
 *
 * The Admin Center API of the tenant, as far as it is read: its environments, and what is done to them as a whole. It
 * answers while an environment is offline. Its errors have no wrapper (api-contract §0).
 */
typedef struct _SandboxAdmin SandboxAdmin;

/**
 * sandbox_admin_new:
 * @tenant: the tenant's id
 * @forbidden: whether nobody may use it, the administrator neither; else those with SUPER may, for they are the
 *   administrators here, and no application
 */
SandboxAdmin *sandbox_admin_new (const char *tenant, gboolean forbidden);
void sandbox_admin_free (SandboxAdmin *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxAdmin, sandbox_admin_free)

/** sandbox_admin_add_environment: @store: not owned */
void sandbox_admin_add_environment (SandboxAdmin *self, const char *name, SandboxStore *store);

/** sandbox_admin_owns: Returns: whether @path is one of the Admin Center */
gboolean sandbox_admin_owns (const char *path);

/** sandbox_admin_error: an error of it: no wrapper; @target: (nullable) */
char *sandbox_admin_error (const char *code, const char *message, const char *target);

/** sandbox_admin_handle: Returns: (transfer full): the answer to @request; there always is one */
SandboxReply *sandbox_admin_handle (SandboxAdmin *self, const SandboxRequest *request);

G_END_DECLS
