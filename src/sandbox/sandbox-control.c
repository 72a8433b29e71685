/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-control.h"

#define BATCHES_A_SECOND 10

struct _SandboxControl
{
  GMutex mutex;
  GCond cond;
  double pace;
  gboolean stop;
  gboolean quit;
};

SandboxControl *
sandbox_control_new (double pace)
{
  SandboxControl *self = g_new0 (SandboxControl, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->pace = pace;
  return self;
}

void
sandbox_control_free (SandboxControl *self)
{
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}

void
sandbox_control_set_pace (SandboxControl *self, double pace)
{
  g_mutex_lock (&self->mutex);
  self->pace = pace;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

gboolean
sandbox_control_has_pace (SandboxControl *self)
{
  gboolean has_pace;

  g_mutex_lock (&self->mutex);
  has_pace = self->pace > 0;
  g_mutex_unlock (&self->mutex);
  return has_pace;
}

guint
sandbox_control_get_batch (SandboxControl *self, guint most)
{
  guint batch = most;

  g_mutex_lock (&self->mutex);
  if (self->pace > 0)
    batch = (guint) CLAMP (self->pace / BATCHES_A_SECOND, 1, most);
  g_mutex_unlock (&self->mutex);
  return batch;
}

void
sandbox_control_set_stop (SandboxControl *self, gboolean stop)
{
  g_mutex_lock (&self->mutex);
  self->stop = stop;
  g_mutex_unlock (&self->mutex);
}

gboolean
sandbox_control_get_stop (SandboxControl *self)
{
  gboolean stop;

  g_mutex_lock (&self->mutex);
  stop = self->stop || self->quit;
  g_mutex_unlock (&self->mutex);
  return stop;
}

void
sandbox_control_quit (SandboxControl *self)
{
  g_mutex_lock (&self->mutex);
  self->quit = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

gboolean
sandbox_control_is_quitting (SandboxControl *self)
{
  gboolean quit;

  g_mutex_lock (&self->mutex);
  quit = self->quit;
  g_mutex_unlock (&self->mutex);
  return quit;
}

gboolean
sandbox_control_take (SandboxControl *self, guint rows)
{
  gint64 start = g_get_monotonic_time ();
  gboolean quit;

  g_mutex_lock (&self->mutex);
  while (!self->quit && self->pace > 0)
    {
      gint64 until = start + (gint64) (rows / self->pace * G_USEC_PER_SEC);

      if (g_get_monotonic_time () >= until)
        break;
      g_cond_wait_until (&self->cond, &self->mutex, until);
    }
  quit = self->quit;
  g_mutex_unlock (&self->mutex);
  return !quit;
}

gboolean
sandbox_control_wait (SandboxControl *self, guint ms)
{
  gint64 until = g_get_monotonic_time () + (gint64) ms * 1000;
  gboolean quit;

  g_mutex_lock (&self->mutex);
  while (!self->quit && g_get_monotonic_time () < until)
    g_cond_wait_until (&self->cond, &self->mutex, until);
  quit = self->quit;
  g_mutex_unlock (&self->mutex);
  return !quit;
}
