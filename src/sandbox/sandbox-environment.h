/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-router.h"

G_BEGIN_DECLS

/**
 * SandboxEnvironment:
 * @name: its name
 * @store: its own database
 * @engine: does what takes time
 * @lifecycle: what changes its state
 * @router: answers its requests
 *
 * An environment of the tenant, with everything of its own: a folder, a source, a target, a migration.
 */
typedef struct
{
  char *name;
  SandboxStore *store;
  SandboxEngine *engine;
  SandboxLifecycle *lifecycle;
  SandboxRouter *router;
} SandboxEnvironment;

/**
 * SandboxEnvironmentConfig:
 * @folder: where its databases are; made where it is missing
 * @seed: what the sample is made of
 * @pace: rows a second, 0 for as fast as it goes
 * @outage: ms that a data upgrade takes at the least
 * @router: what its addresses are, and how it answers
 */
typedef struct
{
  const char *folder;
  const SandboxSeed *seed;
  double pace;
  guint outage;
  SandboxRouterConfig router;
} SandboxEnvironmentConfig;

/** sandbox_environment_open: Returns: (transfer full): the environment, as it was left; %NULL with `G_IO_ERROR` */
SandboxEnvironment *sandbox_environment_open (const SandboxEnvironmentConfig *config, GError **error);
void sandbox_environment_free (SandboxEnvironment *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxEnvironment, sandbox_environment_free)

/** sandbox_environment_type: Returns: (transfer none): `Production` where the name begins so, else `Sandbox` */
const char *sandbox_environment_type (const char *name);

G_END_DECLS
