/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-retry.h"

#include <libsoup/soup.h>

guint
ferry_retry_policy_get_pause (const FerryRetryPolicy *self, guint attempt, int retry_after, double random)
{
  double pause = self->base_ms;

  g_return_val_if_fail (attempt > 0, 0);

  for (guint i = 1; i < attempt && pause < self->max_ms; i++)
    pause *= 2;
  pause *= 0.75 + 0.5 * CLAMP (random, 0.0, 1.0);
  if (retry_after > 0)
    pause = MAX (pause, retry_after * 1000.0);
  return (guint) MIN (pause, (double) self->max_ms);
}

int
ferry_retry_parse_after (const char *value, gint64 now)
{
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *text = NULL;
  guint64 seconds;

  if (value == NULL)
    return -1;
  text = g_strstrip (g_strdup (value));
  if (g_ascii_isdigit (*text))
    {
      if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &seconds, NULL))
        return (int) seconds;
      /* More digits than fit is still a wish to wait long, not a missing header. */
      return strspn (text, "0123456789") == strlen (text) ? G_MAXINT : -1;
    }
  date = soup_date_time_new_from_http_string (text);
  if (date == NULL)
    return -1;
  return (int) CLAMP (g_date_time_to_unix (date) - now, 0, G_MAXINT);
}

static gboolean
pause_over_cb (gpointer user_data)
{
  GTask *task = user_data;

  if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

static gboolean
pause_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  return G_SOURCE_REMOVE;
}

void
ferry_retry_pause_async (guint milliseconds,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GSource) timer = g_timeout_source_new (milliseconds);

  g_task_set_source_tag (task, ferry_retry_pause_async);
  if (cancellable != NULL)
    {
      /* A child that fires makes its parent fire: one source, gone after whichever comes first. */
      g_autoptr (GSource) cancelled = g_cancellable_source_new (cancellable);

      g_source_set_callback (cancelled, G_SOURCE_FUNC (pause_cancelled_cb), NULL, NULL);
      g_source_add_child_source (timer, cancelled);
    }
  g_task_attach_source (task, timer, pause_over_cb);
}

gboolean
ferry_retry_pause_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
