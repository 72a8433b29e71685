/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SandboxRandom:
 *
 * A small generator of our own (SplitMix64): the same seed must give the same data for ever, whatever GLib's
 * generator becomes.
 */
typedef struct
{
  guint64 state;
} SandboxRandom;

/** sandbox_random_init: @seed and @stream choose a sequence of its own */
static inline void
sandbox_random_init (SandboxRandom *self, guint64 seed, guint64 stream)
{
  self->state = seed * 0x9E3779B97F4A7C15u + stream * 0xD1B54A32D192ED03u + 1;
}

static inline guint64
sandbox_random_next (SandboxRandom *self)
{
  guint64 z = (self->state += 0x9E3779B97F4A7C15u);

  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

/** sandbox_random_below: Returns: 0 … @limit - 1; 0 where @limit is 0 */
static inline guint
sandbox_random_below (SandboxRandom *self, guint limit)
{
  return limit == 0 ? 0 : (guint) (sandbox_random_next (self) % limit);
}

/** sandbox_random_guid: Returns: (transfer full): a GUID made of the next values */
char *sandbox_random_guid (SandboxRandom *self);

G_END_DECLS
