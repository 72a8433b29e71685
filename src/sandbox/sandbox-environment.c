/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-environment.h"

#include <string.h>

SandboxEnvironment *
sandbox_environment_open (const SandboxEnvironmentConfig *config, GError **error)
{
  g_autoptr (SandboxEnvironment) self = g_new0 (SandboxEnvironment, 1);

  self->name = g_strdup (config->router.environment);
  self->engine = sandbox_engine_new (config->folder, config->seed, config->pace, error);
  if (self->engine == NULL)
    return NULL;
  sandbox_engine_set_outage (self->engine, config->outage);
  self->store = sandbox_store_open (config->folder, error);
  if (self->store == NULL)
    return NULL;
  self->lifecycle = sandbox_lifecycle_new (self->store, self->engine, error);
  if (self->lifecycle == NULL)
    return NULL;
  self->router = sandbox_router_new (self->store, self->lifecycle, &config->router);
  return g_steal_pointer (&self);
}

void
sandbox_environment_free (SandboxEnvironment *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->router, sandbox_router_free);
  g_clear_object (&self->lifecycle);
  g_clear_pointer (&self->store, sandbox_store_close);
  /* Last: it waits for its thread. */
  g_clear_object (&self->engine);
  g_free (self->name);
  g_free (self);
}

const char *
sandbox_environment_type (const char *name)
{
  return g_ascii_strncasecmp (name, "Production", strlen ("Production")) == 0 ? "Production" : "Sandbox";
}
