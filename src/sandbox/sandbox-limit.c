/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-limit.h"

struct _SandboxLimit
{
  guint rate;
  guint places;
  guint taken;
  /* A ring of the times of the last `rate` requests that were let in. */
  gint64 *times;
  guint first;
  guint used;
};

SandboxLimit *
sandbox_limit_new (guint rate, guint places)
{
  SandboxLimit *self = g_new0 (SandboxLimit, 1);

  self->rate = rate;
  self->places = places;
  self->times = g_new0 (gint64, MAX (rate, 1));
  return self;
}

void
sandbox_limit_free (SandboxLimit *self)
{
  if (self == NULL)
    return;
  g_free (self->times);
  g_free (self);
}

guint
sandbox_limit_admit (SandboxLimit *self, gint64 now)
{
  if (self->rate == 0)
    return 0;
  while (self->used > 0 && self->times[self->first] <= now - SANDBOX_RATE_WINDOW)
    {
      self->first = (self->first + 1) % self->rate;
      self->used--;
    }
  if (self->used == self->rate)
    {
      gint64 wait = self->times[self->first] + SANDBOX_RATE_WINDOW - now;

      return (guint) ((wait + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
    }
  self->times[(self->first + self->used) % self->rate] = now;
  self->used++;
  return 0;
}

gboolean
sandbox_limit_take_place (SandboxLimit *self)
{
  if (self->taken >= self->places)
    return FALSE;
  self->taken++;
  return TRUE;
}

void
sandbox_limit_release_place (SandboxLimit *self)
{
  g_return_if_fail (self->taken > 0);
  self->taken--;
}
