/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-look-pace.h"

#include "ferry-error.h"

#define DEFAULT_LOOK_MS    5000
#define DEFAULT_REFRESH_MS 60000
#define DEFAULT_IDLE_MS    300000

/* So many short pauses are a minute by default. What else is asked for in it, such as a whole reading because something
 * changed, takes the place of looks, so that there are never more than twenty requests: twelve, a look, and what that may
 * lead to. */
#define PAUSES_PER_MINUTE 12
/* But somebody who opens an environment and starts a run there spends a minute's requests in a moment, and then wants to
 * see it begin: no look waits longer for room than so many pauses. */
#define MOST_PAUSES 4
/* Who looks at an idle environment sees what was so a tenth of its pause ago, or has it looked at: 30 s by default. */
#define FRESH_SHARE 10

FerryLookPace *
ferry_look_pace_new (void)
{
  FerryLookPace *self = g_new0 (FerryLookPace, 1);

  self->look_ms = DEFAULT_LOOK_MS;
  self->refresh_ms = DEFAULT_REFRESH_MS;
  self->idle_ms = DEFAULT_IDLE_MS;
  self->refreshed = G_MININT64;
  self->last_request = G_MININT64;
  self->clock = g_object_ref (ferry_clock_get_default ());
  self->requests = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

void
ferry_look_pace_free (FerryLookPace *self)
{
  g_array_unref (self->requests);
  g_object_unref (self->clock);
  g_free (self);
}

/* From 0 to just below @most. */
static guint
choose (guint most)
{
  return most > 0 ? (guint) g_random_int_range (0, (gint32) MIN (most, G_MAXINT32)) : 0;
}

/* Up to a tenth more, so that many environments don't come together. */
static guint
jitter (guint milliseconds)
{
  return milliseconds + choose (milliseconds / 10);
}

static gint64
get_minute (FerryLookPace *self)
{
  return (gint64) self->look_ms * 1000 * PAUSES_PER_MINUTE;
}

static void
forget_old_requests (FerryLookPace *self)
{
  gint64 since = ferry_clock_now (self->clock) - get_minute (self);
  guint n = 0;

  while (n < self->requests->len && g_array_index (self->requests, gint64, n) <= since)
    n++;
  if (n > 0)
    g_array_remove_range (self->requests, 0, n);
}

/* Until there is room for another look. */
static guint
get_look_pause (FerryLookPace *self)
{
  gint64 free_again;

  forget_old_requests (self);
  if (self->requests->len < PAUSES_PER_MINUTE)
    return self->look_ms;
  free_again = g_array_index (self->requests, gint64, self->requests->len - PAUSES_PER_MINUTE)
               + get_minute (self) - ferry_clock_now (self->clock);
  return CLAMP ((guint) ((free_again + 999) / 1000), self->look_ms, self->look_ms * MOST_PAUSES);
}

guint
ferry_look_pace_get_pause (FerryLookPace *self, gboolean active, gboolean stubborn)
{
  guint64 pause = self->look_ms;

  if (self->failures == 0)
    return active ? get_look_pause (self) : jitter (self->idle_ms);
  if (self->hopeless && !stubborn)
    return jitter (self->idle_ms);
  for (guint i = 1; i < self->failures && pause < self->refresh_ms; i++)
    pause *= 2;
  pause = MIN (pause, MAX (self->refresh_ms, self->look_ms));
  return jitter ((guint) MAX (pause, self->pause_ms));
}

guint
ferry_look_pace_get_first_pause (FerryLookPace *self)
{
  return self->idle_ms / 2 + choose (self->idle_ms / 2);
}

guint
ferry_look_pace_get_prompt_pause (FerryLookPace *self)
{
  return choose (self->look_ms);
}

void
ferry_look_pace_note_requests (FerryLookPace *self, guint n)
{
  gint64 now = ferry_clock_now (self->clock);

  forget_old_requests (self);
  self->last_request = now;
  for (guint i = 0; i < n; i++)
    g_array_append_val (self->requests, now);
}

gboolean
ferry_look_pace_has_room (FerryLookPace *self)
{
  forget_old_requests (self);
  return self->requests->len < PAUSES_PER_MINUTE;
}

guint
ferry_look_pace_get_fresh_ms (FerryLookPace *self)
{
  return self->idle_ms / FRESH_SHARE;
}

gboolean
ferry_look_pace_is_older_than (FerryLookPace *self, guint ms)
{
  return self->last_request == G_MININT64
         || ferry_clock_now (self->clock) - self->last_request > (gint64) ms * 1000;
}

gboolean
ferry_look_pace_take_refresh (FerryLookPace *self)
{
  gint64 now = ferry_clock_now (self->clock);

  if (self->refreshed != G_MININT64 && now - self->refreshed < (gint64) self->refresh_ms * 1000)
    return FALSE;
  self->refreshed = now;
  return TRUE;
}

void
ferry_look_pace_forget_refresh (FerryLookPace *self)
{
  self->refreshed = G_MININT64;
}

void
ferry_look_pace_take_failure (FerryLookPace *self, const GError *error)
{
  int retry_after = ferry_error_get_retry_after (error);

  self->failures++;
  self->pause_ms = retry_after > 0 ? (guint) MIN (retry_after, 3600) * 1000 : 0;
  /* Asking again soon helps against nothing that somebody has to put right first. */
  self->hopeless = g_error_matches (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED)
                   || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_FORBIDDEN)
                   || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_TLS);
}

void
ferry_look_pace_take_success (FerryLookPace *self)
{
  self->failures = 0;
  self->pause_ms = 0;
  self->hopeless = FALSE;
}
