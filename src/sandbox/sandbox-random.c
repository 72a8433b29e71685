/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-random.h"

char *
sandbox_random_guid (SandboxRandom *self)
{
  guint64 one = sandbox_random_next (self);
  guint64 two = sandbox_random_next (self);

  return g_strdup_printf ("%08x-%04x-4%03x-%04x-%012" G_GINT64_MODIFIER "x", (guint) (one >> 32),
                          (guint) (one >> 16) & 0xffff, (guint) one & 0xfff,
                          0x8000 | ((guint) (two >> 50) & 0x3fff), two & G_GUINT64_CONSTANT (0xffffffffffff));
}
