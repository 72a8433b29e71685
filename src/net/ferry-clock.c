/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-clock.h"

struct _FerryClock
{
  GObject parent_instance;

  gboolean still;
  gint64 now;
  GPtrArray *alarms; /* of a still one; borrowed */
};

struct _FerryAlarm
{
  FerryClock *clock;
  FerryAlarmFunc func;
  gpointer user_data;
  gint64 due;
  GSource *source; /* of a clock that goes */
};

G_DEFINE_FINAL_TYPE (FerryClock, ferry_clock, G_TYPE_OBJECT)

static void
ferry_clock_finalize (GObject *object)
{
  FerryClock *self = FERRY_CLOCK (object);

  g_ptr_array_unref (self->alarms);

  G_OBJECT_CLASS (ferry_clock_parent_class)->finalize (object);
}

static void
ferry_clock_class_init (FerryClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_clock_finalize;
}

static void
ferry_clock_init (FerryClock *self)
{
  self->alarms = g_ptr_array_new ();
}

FerryClock *
ferry_clock_get_default (void)
{
  static FerryClock *clock = NULL;

  if (g_once_init_enter (&clock))
    g_once_init_leave (&clock, g_object_new (FERRY_TYPE_CLOCK, NULL));
  return clock;
}

FerryClock *
ferry_clock_new_still (void)
{
  FerryClock *self = g_object_new (FERRY_TYPE_CLOCK, NULL);

  self->still = TRUE;
  return self;
}

gint64
ferry_clock_now (FerryClock *self)
{
  g_return_val_if_fail (FERRY_IS_CLOCK (self), 0);

  return self->still ? self->now : g_get_monotonic_time ();
}

static FerryAlarm *
find_next (FerryClock *self)
{
  FerryAlarm *next = NULL;

  for (guint i = 0; i < self->alarms->len; i++)
    {
      FerryAlarm *alarm = g_ptr_array_index (self->alarms, i);

      if (next == NULL || alarm->due < next->due)
        next = alarm;
    }
  return next;
}

void
ferry_clock_advance (FerryClock *self, guint ms)
{
  g_autoptr (FerryClock) keep = g_object_ref (self);
  gint64 target = self->now + (gint64) ms * 1000;

  g_return_if_fail (self->still);

  for (FerryAlarm *next = find_next (self); next != NULL && next->due <= target; next = find_next (self))
    {
      self->now = MAX (self->now, next->due);
      g_ptr_array_remove (self->alarms, next);
      /* It may be freed by what it calls. */
      next->func (next->user_data);
    }
  self->now = target;
}

int
ferry_clock_get_next (FerryClock *self)
{
  FerryAlarm *next = find_next (self);

  return next != NULL ? (int) ferry_alarm_get_left (next) : -1;
}

static gboolean
due_cb (gpointer user_data)
{
  FerryAlarm *self = user_data;

  self->func (self->user_data);
  return G_SOURCE_REMOVE;
}

FerryAlarm *
ferry_alarm_new (FerryClock *clock, guint ms, FerryAlarmFunc func, gpointer user_data)
{
  FerryAlarm *self = g_new0 (FerryAlarm, 1);

  g_return_val_if_fail (FERRY_IS_CLOCK (clock), NULL);

  self->clock = g_object_ref (clock);
  self->func = func;
  self->user_data = user_data;
  self->due = ferry_clock_now (clock) + (gint64) ms * 1000;
  if (clock->still)
    {
      g_ptr_array_add (clock->alarms, self);
      return self;
    }
  self->source = g_timeout_source_new (ms);
  g_source_set_static_name (self->source, "[ferry] alarm");
  g_source_set_callback (self->source, due_cb, self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());
  return self;
}

void
ferry_alarm_free (FerryAlarm *self)
{
  if (self == NULL)
    return;
  if (self->source != NULL)
    {
      g_source_destroy (self->source);
      g_source_unref (self->source);
    }
  g_ptr_array_remove (self->clock->alarms, self);
  g_object_unref (self->clock);
  g_free (self);
}

guint
ferry_alarm_get_left (FerryAlarm *self)
{
  gint64 left = self->due - ferry_clock_now (self->clock);

  return left > 0 ? (guint) ((left + 999) / 1000) : 0;
}
