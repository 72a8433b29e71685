/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-clock.h"

G_BEGIN_DECLS

/*
 * FerryLookPace:
 * @look_ms: the pause while something is in progress
 * @refresh_ms: how seldom the service is asked to refresh; also the longest pause after failures
 * @idle_ms: the pause while nothing is
 * @failures: failed looks in a row
 *
 * When to look at one environment next: soon where something goes on, seldom else, backing off after failures, as late
 * as the service asks, and never so often that its budget would be overdrawn by what else is asked of it.
 */
typedef struct
{
  guint look_ms;
  guint refresh_ms;
  guint idle_ms;
  guint failures;

  /*< private >*/
  FerryClock *clock;
  GArray *requests; /* gint64: when the last ones were made, oldest first */
  guint pause_ms;   /* what the service asked for at the last failure */
  gboolean hopeless;
  gint64 refreshed;
  gint64 last_request;
} FerryLookPace;

FerryLookPace *ferry_look_pace_new (void);
void ferry_look_pace_free (FerryLookPace *self);

/* ferry_look_pace_get_pause: @active: whether something goes on; @stubborn: even where somebody has to put something
 * right first. Returns: ms */
guint ferry_look_pace_get_pause (FerryLookPace *self, gboolean active, gboolean stubborn);

/* ferry_look_pace_get_first_pause: of one that is idle: somewhere in a wide range, so that many that were opened together
 * don't look together. Returns: ms */
guint ferry_look_pace_get_first_pause (FerryLookPace *self);

/* ferry_look_pace_get_prompt_pause: for a look at once, a little spread. Returns: ms */
guint ferry_look_pace_get_prompt_pause (FerryLookPace *self);

/* ferry_look_pace_get_fresh_ms: Returns: for how many ms what is known of one that is idle is good enough for who looks at it */
guint ferry_look_pace_get_fresh_ms (FerryLookPace *self);

/* ferry_look_pace_is_older_than: Returns: whether the last request was made more than @ms ago */
gboolean ferry_look_pace_is_older_than (FerryLookPace *self, guint ms);

/* ferry_look_pace_has_room: Returns: whether there is room for a whole reading within the budget of the minute */
gboolean ferry_look_pace_has_room (FerryLookPace *self);

/* ferry_look_pace_note_requests: @n requests are made now */
void ferry_look_pace_note_requests (FerryLookPace *self, guint n);

/* ferry_look_pace_take_refresh: Returns: whether the service may be asked to refresh now; the caller does so then */
gboolean ferry_look_pace_take_refresh (FerryLookPace *self);
/* ferry_look_pace_forget_refresh: the last one may not have got there */
void ferry_look_pace_forget_refresh (FerryLookPace *self);

void ferry_look_pace_take_failure (FerryLookPace *self, const GError *error);
void ferry_look_pace_take_success (FerryLookPace *self);

G_END_DECLS
