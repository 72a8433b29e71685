/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-look-pace.h"
#include "ferry-run-monitor-private.h"
#include "ferry-run-progress.h"

G_BEGIN_DECLS

/* What the files of the monitor share among themselves. */

struct _FerryRunMonitor
{
  GObject parent_instance;

  FerryMigrationService *service;
  FerryRun *run;
  FerryWatch watch;
  FerryRunForecast *forecast;
  FerryRunProgress *progress; /* the forecast's */
  FerryDetailList *details;
  char *details_of;       /* the run whose they are, or are being read */
  FerryAdminWatch *admin; /* NULL: nobody else to ask */
  gboolean asked_admin;   /* at the last look */

  FerryLookPace *pace;
  FerrySurroundings *surroundings; /* NULL: those of the process, once it is started */
  gboolean own_surroundings;
  gboolean reached_all_the_same; /* although there is no network, as they say */
  FerryAlarm *timer;
  GCancellable *cancellable;
  gboolean looking;
  gboolean prompted;   /* the look that is due, or under way, is one for the runs */
  gboolean prompt_due; /* once the look under way has ended */
  guint looks;
  guint looks_since_details;
  gboolean retry_lowered;
  char *text;
  char *hint;
  FerryStandstill standstill;
};

/* ---- ferry-run-monitor.c ---- */

/* ferry_run_monitor_look: looks now */
void ferry_run_monitor_look (FerryRunMonitor *self);

/* ---- ferry-run-monitor-schedule.c ---- */

/* ferry_run_monitor_schedule: the next look, after the pause that is due */
void ferry_run_monitor_schedule (FerryRunMonitor *self);
/* ferry_run_monitor_schedule_in: @pause: in ms */
void ferry_run_monitor_schedule_in (FerryRunMonitor *self, guint pause);
void ferry_run_monitor_cancel_timer (FerryRunMonitor *self);
void ferry_run_monitor_take_surroundings (FerryRunMonitor *self, FerrySurroundings *surroundings);

G_END_DECLS
