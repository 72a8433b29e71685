/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-admin-watch.h"

#include "ferry-error.h"

#include <glib/gi18n-lib.h>

/* The clocks needn't agree, and an upgrade may have begun before anybody noticed. */
#define TOLERANCE (10 * G_TIME_SPAN_MINUTE)

struct _FerryAdminWatch
{
  GObject parent_instance;

  FerryAdminCenter *center;
  char *environment;
  FerryAdminOperation *operation;
  gint64 began; /* µs UTC */
  gboolean refused;
};

G_DEFINE_FINAL_TYPE (FerryAdminWatch, ferry_admin_watch, G_TYPE_OBJECT)

static void
ferry_admin_watch_finalize (GObject *object)
{
  FerryAdminWatch *self = FERRY_ADMIN_WATCH (object);

  g_clear_object (&self->center);
  g_clear_object (&self->operation);
  g_free (self->environment);

  G_OBJECT_CLASS (ferry_admin_watch_parent_class)->finalize (object);
}

static void
ferry_admin_watch_class_init (FerryAdminWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_admin_watch_finalize;
}

static void
ferry_admin_watch_init (FerryAdminWatch *self)
{
}

FerryAdminWatch *
ferry_admin_watch_new (FerryAdminCenter *center, const char *environment)
{
  FerryAdminWatch *self = g_object_new (FERRY_TYPE_ADMIN_WATCH, NULL);

  self->center = g_object_ref (center);
  self->environment = g_strdup (environment);
  /* A retry would be a second request within the look. */
  ferry_session_set_retry (ferry_admin_center_get_session (center), 1, 500, 30000);
  ferry_admin_watch_begin (self);
  return self;
}

void
ferry_admin_watch_begin (FerryAdminWatch *self)
{
  g_clear_object (&self->operation);
  self->refused = FALSE;
  self->began = g_get_real_time ();
}

gboolean
ferry_admin_watch_may_ask (FerryAdminWatch *self)
{
  return !self->refused;
}

/* What goes on, else what has ended since. Which kinds of operations there are isn't published. */
static FerryAdminOperation *
choose_operation (FerryAdminWatch *self, GPtrArray *operations)
{
  for (guint i = 0; i < operations->len; i++)
    if (ferry_admin_operation_is_going_on (g_ptr_array_index (operations, i)))
      return g_ptr_array_index (operations, i);
  for (guint i = 0; i < operations->len; i++)
    if (ferry_admin_operation_get_end_time (g_ptr_array_index (operations, i)) > self->began - TOLERANCE)
      return g_ptr_array_index (operations, i);
  return NULL;
}

static void
on_operations (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryAdminWatch *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) operations
    = ferry_admin_center_list_operations_finish (FERRY_ADMIN_CENTER (source), result, &error);

  if (operations != NULL)
    {
      g_set_object (&self->operation, choose_operation (self, operations));
      g_task_return_boolean (task, TRUE);
      return;
    }
  /* What would be the same the next time isn't asked again; a line that is down may come up. */
  if (!ferry_error_is_transient (error) && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_debug ("The Admin Center isn't asked any more: %s", error->message);
      self->refused = TRUE;
      g_clear_object (&self->operation);
    }
  g_task_return_error (task, error);
}

void
ferry_admin_watch_look_async (FerryAdminWatch *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ferry_admin_watch_look_async);
  ferry_admin_center_list_operations_async (self->center, self->environment, cancellable, on_operations,
                                            g_object_ref (task));
}

gboolean
ferry_admin_watch_look_finish (FerryAdminWatch *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- In words ---- */

static char *
dup_time (gint64 time)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);

  /* Translators: a time of day in the form of g_date_time_format() */
  return local != NULL ? g_date_time_format (local, C_ ("time of day", "%H:%M")) : NULL;
}

char *
ferry_admin_watch_dup_text (FerryAdminWatch *self)
{
  const char *status;
  const char *message;
  gint64 since;
  g_autofree char *time = NULL;

  if (self->operation == NULL)
    return NULL;
  status = ferry_admin_operation_get_status_text (self->operation);
  message = ferry_admin_operation_get_message (self->operation);
  if (ferry_admin_operation_is_going_on (self->operation))
    {
      since = ferry_admin_operation_get_start_time (self->operation);
      if (since == 0)
        since = ferry_admin_operation_get_created_time (self->operation);
      time = since > 0 ? dup_time (since) : NULL;
      if (time != NULL)
        /* Translators: %1$s is a word such as “running”, %2$s a time of day */
        return g_strdup_printf (_ ("The Admin Center says: %1$s since %2$s."), status, time);
    }
  else
    {
      time = dup_time (ferry_admin_operation_get_end_time (self->operation));
      if (time != NULL && *message != '\0')
        /* Translators: %1$s is a word such as “failed”, %2$s a time of day, %3$s the service's own words */
        return g_strdup_printf (_ ("The Admin Center says: %1$s at %2$s: “%3$s”"), status, time, message);
      if (time != NULL)
        /* Translators: %1$s is a word such as “succeeded”, %2$s a time of day */
        return g_strdup_printf (_ ("The Admin Center says: %1$s at %2$s."), status, time);
    }
  /* Translators: %s is a word such as “running” */
  return g_strdup_printf (_ ("The Admin Center says: %s."), status);
}
