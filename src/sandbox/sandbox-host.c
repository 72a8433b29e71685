/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-host.h"

SandboxHost *
sandbox_host_new (const char *name, SandboxRouter *router, SandboxEngine *engine, guint rate, guint places)
{
  SandboxHost *self = g_new0 (SandboxHost, 1);

  self->name = g_strdup (name);
  self->router = router;
  self->engine = g_object_ref (engine);
  self->limit = sandbox_limit_new (rate, places);
  return self;
}

void
sandbox_host_free (SandboxHost *self)
{
  g_object_unref (self->engine);
  sandbox_limit_free (self->limit);
  g_free (self->name);
  g_free (self);
}

/* The third segment names it: `/v2.0/{tenant}/{environment}/…`. */
SandboxHost *
sandbox_host_find (GPtrArray *hosts, const char *path)
{
  g_auto (GStrv) segments = g_strsplit (path, "/", 5);

  for (guint i = 1; i < hosts->len && g_strv_length (segments) > 3; i++)
    {
      SandboxHost *host = g_ptr_array_index (hosts, i);

      if (g_ascii_strcasecmp (host->name, segments[3]) == 0)
        return host;
    }
  return g_ptr_array_index (hosts, 0);
}
