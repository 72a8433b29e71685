/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-environment-private.h"

#include "ferry-error.h"
#include "ferry-format.h"

#include <glib/gi18n-lib.h>

/* How the environment stands to us, and the words for it. What passes by itself is told quietly: what is the matter,
 * and when it is tried again. */

/* So often in a row the service may be too busy for us before it counts as out of reach. */
#define BUSY_LOOKS 3

/* ---- When it is tried again ---- */

/* The number shown, in seconds: no more exact than one would say it, so that it changes seldom. 0: any moment. */
static guint
round_wait (guint ms)
{
  guint seconds = (ms + 999) / 1000;

  if (seconds > 120)
    return (seconds + 59) / 60 * 60;
  return seconds < 10 ? 0 : (seconds + 9) / 10 * 10;
}

char *
ferry_environment_describe_wait (int ms)
{
  guint seconds = ms > 0 ? round_wait ((guint) ms) : 0;
  g_autofree char *duration = NULL;

  if (seconds == 0)
    return g_strdup (_ ("Trying again in a moment."));
  duration = ferry_format_duration (seconds);
  /* Translators: %s is a duration, such as “40 s” */
  return g_strdup_printf (_ ("Trying again in %s."), duration);
}

guint
ferry_environment_get_wait_step (int ms)
{
  guint shown = ms > 0 ? round_wait ((guint) ms) : 0;
  guint next;

  if (shown == 0)
    return 0;
  next = shown > 120 ? shown - 60 : shown == 10 ? 9 : shown - 10;
  return MAX ((guint) ms - MIN (next * 1000, (guint) ms), 1);
}

/* ---- The message ---- */

static gboolean
is_tried_again (FerryEnvironment *self)
{
  return self->life != NULL && self->connection != FERRY_CONNECTION_SIGNED_OUT
         && ferry_run_monitor_is_started (self->monitor) && !ferry_run_monitor_is_cut_off (self->monitor);
}

static void on_wait_step (gpointer user_data);

void
ferry_environment_tell_connection (FerryEnvironment *self)
{
  g_autofree char *message = NULL;

  g_clear_pointer (&self->wait_alarm, ferry_alarm_free);
  if (*self->trouble != '\0' && is_tried_again (self))
    {
      int left = ferry_run_monitor_get_next_look (self->monitor);
      guint step = ferry_environment_get_wait_step (left);
      g_autofree char *again = ferry_environment_describe_wait (left);

      /* Translators: %1$s is a sentence about what is the matter, %2$s one about when it is tried again */
      message = g_strdup_printf (_ ("%1$s %2$s"), self->trouble, again);
      if (step > 0)
        self->wait_alarm
          = ferry_alarm_new (ferry_run_monitor_get_clock (self->monitor), step, on_wait_step, self);
    }
  else
    message = g_strdup (self->trouble);
  if (g_strcmp0 (message, self->connection_message) == 0)
    return;
  g_free (self->connection_message);
  self->connection_message = g_steal_pointer (&message);
  g_object_notify (G_OBJECT (self), "connection-message");
}

static void
on_wait_step (gpointer user_data)
{
  ferry_environment_tell_connection (FERRY_ENVIRONMENT (user_data));
}

void
ferry_environment_set_connection (FerryEnvironment *self, FerryConnection connection, const char *trouble)
{
  gboolean changed = self->connection != connection;

  /* That it answers is said by an answer, not by one that didn't come. */
  if (connection == FERRY_CONNECTION_ONLINE && *trouble == '\0')
    {
      self->last_seen = g_get_real_time ();
      g_object_notify (G_OBJECT (self), "last-seen");
    }
  self->connection = connection;
  if (g_strcmp0 (trouble, self->trouble) != 0)
    {
      g_free (self->trouble);
      self->trouble = g_strdup (trouble);
    }
  ferry_environment_tell_connection (self);
  if (!changed)
    return;
  g_object_notify (G_OBJECT (self), "connection");
  ferry_environment_update (self);
}

/* ---- What a failure means ---- */

/* It is there, and only had no time for us. Returns: (nullable): what to say of that */
static const char *
describe_busy (const GError *error)
{
  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_THROTTLED))
    return _ ("The service is busy and asks to wait.");
  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_TIMED_OUT))
    return _ ("The service is slow to answer.");
  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_SERVER))
    return _ ("The service fails to answer.");
  if (!g_error_matches (error, FERRY_ERROR, FERRY_ERROR_UNAVAILABLE))
    return NULL;
  if (ferry_error_get_http_status (error) == 408 || ferry_error_get_http_status (error) == 504)
    return _ ("The service is slow to answer.");
  return _ ("The service is busy.");
}

/* An upgrade may answer anything, but permissions are no matter of it; nor are too many requests, where nothing else
 * says that the environment is gone. */
static gboolean
is_of_upgrade (FerryEnvironment *self, const GError *error)
{
  if (self->upgrade.run_id == NULL || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_FORBIDDEN))
    return FALSE;
  return self->connection == FERRY_CONNECTION_OUTAGE
         || !g_error_matches (error, FERRY_ERROR, FERRY_ERROR_THROTTLED);
}

void
ferry_environment_take_error (FerryEnvironment *self, const GError *error)
{
  const char *busy = describe_busy (error);
  guint failures = 0;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->life == NULL)
    return;
  ferry_environment_note_error (self, "read", error);
  g_object_get (self->monitor, "failures", &failures, NULL);
  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED))
    ferry_environment_set_connection (self, FERRY_CONNECTION_SIGNED_OUT, error->message);
  else if (is_of_upgrade (self, error))
    {
      self->upgrade.seen_outage = TRUE;
      ferry_environment_set_connection (self, FERRY_CONNECTION_OUTAGE, error->message);
    }
  else if (busy != NULL && self->connection == FERRY_CONNECTION_ONLINE
           && (failures <= BUSY_LOOKS || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_THROTTLED)))
    /* What is known stays good, and what is asked for may well be done. */
    ferry_environment_set_connection (self, FERRY_CONNECTION_ONLINE, busy);
  else
    ferry_environment_set_connection (self, FERRY_CONNECTION_OFFLINE, error->message);
}

void
ferry_environment_take_network_loss (FerryEnvironment *self)
{
  if (self->life == NULL || self->connection == FERRY_CONNECTION_SIGNED_OUT)
    return;
  ferry_environment_set_connection (
    self, FERRY_CONNECTION_OFFLINE,
    _ ("This computer has no network at present. Ferry looks again as soon as there is one."));
}

void
ferry_environment_doubt (FerryEnvironment *self, const GError *error)
{
  static const FerryError doubts[]
    = { FERRY_ERROR_UNREACHABLE, FERRY_ERROR_TIMED_OUT, FERRY_ERROR_UNAUTHORIZED, FERRY_ERROR_TLS };

  if (self->life == NULL || self->connection != FERRY_CONNECTION_ONLINE)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (doubts); i++)
    if (g_error_matches (error, FERRY_ERROR, (int) doubts[i]))
      {
        ferry_environment_read_async (self, NULL, NULL);
        return;
      }
}
