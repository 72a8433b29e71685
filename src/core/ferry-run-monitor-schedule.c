/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-run-monitor-struct.h"

/* When the monitor looks: its timer, its pace, and what happens to the computer. */

void
ferry_run_monitor_cancel_timer (FerryRunMonitor *self)
{
  g_clear_pointer (&self->timer, ferry_alarm_free);
}

static void
on_timer (gpointer user_data)
{
  FerryRunMonitor *self = user_data;

  ferry_run_monitor_cancel_timer (self);
  ferry_run_monitor_look (self);
}

void
ferry_run_monitor_schedule_in (FerryRunMonitor *self, guint pause)
{
  ferry_run_monitor_cancel_timer (self);
  if (self->service == NULL || self->looking)
    return;
  if (!ferry_run_monitor_is_cut_off (self))
    self->timer = ferry_alarm_new (self->pace->clock, pause, on_timer, self);
  g_signal_emit_by_name (self, "scheduled");
}

void
ferry_run_monitor_schedule (FerryRunMonitor *self)
{
  if (self->prompt_due && !self->looking)
    {
      self->prompt_due = FALSE;
      if (ferry_run_monitor_prompt (self, 0, FALSE))
        return;
    }
  ferry_run_monitor_schedule_in (self,
                                 ferry_look_pace_get_pause (self->pace, self->watch != FERRY_WATCH_NOTHING,
                                                            (self->watch & FERRY_WATCH_UPGRADE) != 0));
}

gboolean
ferry_run_monitor_prompt (FerryRunMonitor *self, guint age_ms, gboolean many)
{
  g_return_val_if_fail (FERRY_IS_RUN_MONITOR (self), FALSE);

  /* What goes on is looked at often enough, and what failed when it is time. */
  if (self->service == NULL || self->watch != FERRY_WATCH_NOTHING || self->pace->failures > 0
      || ferry_run_monitor_is_cut_off (self) || !ferry_look_pace_is_older_than (self->pace, age_ms))
    return FALSE;
  if (self->looking)
    {
      /* It may have been answered before that happened. */
      self->prompt_due = age_ms == 0;
      return self->prompt_due;
    }
  self->prompted = TRUE;
  ferry_run_monitor_schedule_in (self, many ? ferry_look_pace_get_prompt_pause (self->pace) : 0);
  return TRUE;
}

gboolean
ferry_run_monitor_has_room (FerryRunMonitor *self)
{
  g_return_val_if_fail (FERRY_IS_RUN_MONITOR (self), FALSE);
  return ferry_look_pace_has_room (self->pace);
}

guint
ferry_run_monitor_get_fresh_ms (FerryRunMonitor *self)
{
  g_return_val_if_fail (FERRY_IS_RUN_MONITOR (self), 0);
  return ferry_look_pace_get_fresh_ms (self->pace);
}

/* ---- What happens to the computer ---- */

/* A look under way is of a time that has passed: it neither counts nor is waited for. */
static void
drop_look (FerryRunMonitor *self)
{
  if (!self->looking)
    return;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->looking = FALSE;
  /* A refresh that was asked for may not have got there. */
  ferry_look_pace_forget_refresh (self->pace);
}

static void
look_soon (FerryRunMonitor *self)
{
  if (self->service == NULL)
    return;
  drop_look (self);
  ferry_run_monitor_schedule_in (self, ferry_look_pace_get_prompt_pause (self->pace));
}

static void
on_network_changed (FerryRunMonitor *self)
{
  self->reached_all_the_same = FALSE;
  if (self->service == NULL)
    return;
  look_soon (self);
  if (ferry_run_monitor_is_cut_off (self))
    g_signal_emit_by_name (self, "cut-off");
}

void
ferry_run_monitor_take_surroundings (FerryRunMonitor *self, FerrySurroundings *surroundings)
{
  if (self->surroundings != NULL)
    g_signal_handlers_disconnect_by_data (self->surroundings, self);
  g_set_object (&self->surroundings, surroundings);
  g_signal_connect_swapped (surroundings, "resumed", G_CALLBACK (look_soon), self);
  g_signal_connect_swapped (surroundings, "network-changed", G_CALLBACK (on_network_changed), self);
}

/* ---- For the environment ---- */

gboolean
ferry_run_monitor_take_refresh (FerryRunMonitor *self)
{
  g_return_val_if_fail (FERRY_IS_RUN_MONITOR (self), FALSE);

  return ferry_look_pace_take_refresh (self->pace);
}

void
ferry_run_monitor_note_requests (FerryRunMonitor *self, guint n)
{
  g_return_if_fail (FERRY_IS_RUN_MONITOR (self));

  ferry_look_pace_note_requests (self->pace, n);
}

int
ferry_run_monitor_get_next_look (FerryRunMonitor *self)
{
  g_return_val_if_fail (FERRY_IS_RUN_MONITOR (self), -1);

  if (self->timer == NULL)
    return -1;
  return (int) MIN (ferry_alarm_get_left (self->timer), G_MAXINT);
}

gboolean
ferry_run_monitor_is_cut_off (FerryRunMonitor *self)
{
  g_return_val_if_fail (FERRY_IS_RUN_MONITOR (self), FALSE);

  if (self->service == NULL || self->surroundings == NULL || self->reached_all_the_same
      || ferry_surroundings_get_network (self->surroundings))
    return FALSE;
  return self->own_surroundings
         || !ferry_session_is_local (ferry_migration_service_get_session (self->service));
}

void
ferry_run_monitor_set_clock (FerryRunMonitor *self, FerryClock *clock)
{
  g_return_if_fail (FERRY_IS_RUN_MONITOR (self));
  g_return_if_fail (FERRY_IS_CLOCK (clock));
  g_return_if_fail (self->timer == NULL);

  g_set_object (&self->pace->clock, clock);
}

FerryClock *
ferry_run_monitor_get_clock (FerryRunMonitor *self)
{
  g_return_val_if_fail (FERRY_IS_RUN_MONITOR (self), NULL);
  return self->pace->clock;
}

void
ferry_run_monitor_set_surroundings (FerryRunMonitor *self, FerrySurroundings *surroundings)
{
  g_return_if_fail (FERRY_IS_RUN_MONITOR (self));
  g_return_if_fail (FERRY_IS_SURROUNDINGS (surroundings));

  self->own_surroundings = TRUE;
  ferry_run_monitor_take_surroundings (self, surroundings);
}

guint
ferry_run_monitor_get_look_ms (FerryRunMonitor *self)
{
  return self->pace->look_ms;
}

void
ferry_run_monitor_set_intervals (FerryRunMonitor *self, guint look_ms, guint refresh_ms, guint idle_ms)
{
  g_return_if_fail (FERRY_IS_RUN_MONITOR (self));

  self->pace->look_ms = look_ms;
  self->pace->refresh_ms = refresh_ms;
  self->pace->idle_ms = idle_ms;
  ferry_run_monitor_schedule (self);
}
