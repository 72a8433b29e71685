/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-environment.h"
#include "sandbox-limit.h"

G_BEGIN_DECLS

/**
 * SandboxHost:
 * @name: the environment's name; "" for the one that is asked where no other is meant
 * @router: answers its requests; not owned
 * @engine: says whether it is offline
 * @limit: the limits of its user
 * @waiting: requests that wait for a place
 *
 * An environment, as the server sees it.
 */
typedef struct
{
  char *name;
  SandboxRouter *router;
  SandboxEngine *engine;
  SandboxLimit *limit;
  GQueue waiting;
} SandboxHost;

/**
 * sandbox_host_new:
 * @rate: requests in 5 minutes, 0 for no limit
 * @places: requests processed at once
 */
SandboxHost *
sandbox_host_new (const char *name, SandboxRouter *router, SandboxEngine *engine, guint rate, guint places);
void sandbox_host_free (SandboxHost *self);

/** sandbox_host_find: @hosts: (element-type SandboxHost): the first answers where no other is meant; Returns:
 * (transfer none): the one that @path is about */
SandboxHost *sandbox_host_find (GPtrArray *hosts, const char *path);

G_END_DECLS
