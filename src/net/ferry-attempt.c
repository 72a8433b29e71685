/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-attempt.h"

#include "ferry-error.h"

#include <glib/gi18n-lib.h>

#define READ_STEP (64u * 1024)
#define MAX_BODY  (512u * 1024 * 1024)
/* An error that says more than this says nothing that could be shown. */
#define MAX_ERROR_BODY (256u * 1024)

/*
 * Above that of libsoup's queue. Where a kept connection turns out to be closed in the moment of sending,
 * libsoup sends again on another one, but tells itself of the failure only when idle at the priority of the
 * request. Up to 3.2 at least, a queue that runs before that has the second try taken for the failed one, and
 * crashes when the second ends.
 */
#define SEND_PRIORITY G_PRIORITY_HIGH

typedef struct
{
  SoupSession *soup;
  SoupMessage *message;
  GInputStream *stream;
  GByteArray *received;
  /* Cancelled for the caller, for the timer, and where libsoup is about to send twice. */
  GCancellable *inner;
  GSource *timer;
  GSource *watch;
  GSource *epoch_watch;
  char *proxy;
  guint timeout_ms;
  gboolean sent;
  gboolean torn;
  gboolean timed_out;
  gboolean sent_twice;
} Attempt;

static void
drop_source (GSource *source)
{
  if (source == NULL)
    return;
  g_source_destroy (source);
  g_source_unref (source);
}

static void
attempt_free (Attempt *attempt)
{
  drop_source (attempt->timer);
  drop_source (attempt->watch);
  drop_source (attempt->epoch_watch);
  g_signal_handlers_disconnect_by_data (attempt->message, attempt);
  g_object_unref (attempt->message);
  g_clear_object (&attempt->stream);
  g_byte_array_unref (attempt->received);
  g_object_unref (attempt->inner);
  g_object_unref (attempt->soup);
  g_free (attempt->proxy);
  g_free (attempt);
}

static gboolean
timer_cb (gpointer user_data)
{
  Attempt *attempt = user_data;

  attempt->timed_out = TRUE;
  g_cancellable_cancel (attempt->inner);
  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Attempt *attempt = user_data;

  g_cancellable_cancel (attempt->inner);
  return G_SOURCE_REMOVE;
}

static gboolean
epoch_cb (GCancellable *epoch, gpointer user_data)
{
  Attempt *attempt = user_data;

  attempt->torn = TRUE;
  g_cancellable_cancel (attempt->inner);
  return G_SOURCE_REMOVE;
}

/* Where there is a proxy, it is the proxy's address that is connected to. */
static void
network_event_cb (SoupMessage *message, GSocketClientEvent event, GIOStream *connection, gpointer user_data)
{
  Attempt *attempt = user_data;
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GUri) uri = NULL;

  if (event != G_SOCKET_CLIENT_CONNECTING || !G_IS_SOCKET_CONNECTION (connection))
    return;
  address = g_socket_connection_get_remote_address (G_SOCKET_CONNECTION (connection), NULL);
  if (!G_IS_PROXY_ADDRESS (address))
    return;
  uri = g_uri_parse (g_proxy_address_get_uri (G_PROXY_ADDRESS (address)), G_URI_FLAGS_NONE, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return;
  g_free (attempt->proxy);
  attempt->proxy = g_uri_get_port (uri) > 0
                     ? g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri))
                     : g_strdup (g_uri_get_host (uri));
}

static GSource *
watch_cancellable (GCancellable *cancellable,
                   GCancellableSourceFunc func,
                   Attempt *attempt,
                   GMainContext *context)
{
  /* A source and not a handler: it can't run inside the caller's g_cancellable_cancel(). */
  GSource *source = g_cancellable_source_new (cancellable);

  g_source_set_callback (source, G_SOURCE_FUNC (func), attempt, NULL);
  g_source_attach (source, context);
  return source;
}

static void
restart_timer (Attempt *attempt)
{
  g_source_set_ready_time (attempt->timer,
                           g_get_monotonic_time () + attempt->timeout_ms * G_GINT64_CONSTANT (1000));
}

static void
starting_cb (SoupMessage *message, gpointer user_data)
{
  Attempt *attempt = user_data;

  if (attempt->sent)
    {
      attempt->sent_twice = TRUE;
      g_cancellable_cancel (attempt->inner);
    }
  attempt->sent = TRUE;
}

/* GLib only says that the certificate is unacceptable. */
static const char *
name_fault (GTlsCertificateFlags faults)
{
  if (faults & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return _ ("its certificate was issued for another host.");
  if (faults & G_TLS_CERTIFICATE_EXPIRED)
    return _ ("its certificate has expired.");
  if (faults & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    return _ ("its certificate isn’t valid yet. Check the date of this computer.");
  if (faults & G_TLS_CERTIFICATE_REVOKED)
    return _ ("its certificate was revoked.");
  if (faults & G_TLS_CERTIFICATE_UNKNOWN_CA)
    return _ ("its certificate was issued by an authority that this computer doesn’t trust.");
  return _ ("its certificate isn’t acceptable.");
}

static void
fail (GTask *task, GError *error)
{
  Attempt *attempt = g_task_get_task_data (task);

  if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    {
      g_free (error->message);
      error->message
        = g_strdup (name_fault (soup_message_get_tls_peer_certificate_errors (attempt->message)));
    }

  if (attempt->timed_out || attempt->sent_twice || attempt->torn)
    {
      g_clear_error (&error);
      if (g_task_return_error_if_cancelled (task))
        return;
      if (attempt->timed_out)
        error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "");
      else
        error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, "");
    }
  g_task_return_error (task, error);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Attempt *attempt = g_task_get_task_data (task);

  /* The body is here; that the connection then went is of no interest. */
  g_input_stream_close_finish (G_INPUT_STREAM (source), result, NULL);
  g_task_return_pointer (
    task,
    ferry_answer_new (attempt->message, g_byte_array_free_to_bytes (g_steal_pointer (&attempt->received))),
    (GDestroyNotify) ferry_answer_free);
  attempt->received = g_byte_array_new ();
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) piece = NULL;
  Attempt *attempt = g_task_get_task_data (task);
  gboolean is_error = soup_message_get_status (attempt->message) >= 400;
  gsize size;

  piece = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  if (piece == NULL)
    {
      fail (task, g_steal_pointer (&error));
      return;
    }
  restart_timer (attempt);
  size = g_bytes_get_size (piece);
  g_byte_array_append (attempt->received, g_bytes_get_data (piece, NULL), (guint) size);
  if (attempt->received->len > MAX_BODY)
    {
      fail (task, g_error_new_literal (FERRY_ERROR, FERRY_ERROR_PROTOCOL,
                                       _ ("The service’s answer is too large.")));
      return;
    }
  if (size > 0 && is_error && attempt->received->len > MAX_ERROR_BODY)
    {
      /* Or closing would read the rest of it. */
      g_cancellable_cancel (attempt->inner);
      size = 0;
    }
  if (size == 0)
    g_input_stream_close_async (attempt->stream, G_PRIORITY_DEFAULT, attempt->inner, closed_cb,
                                g_steal_pointer (&task));
  else
    g_input_stream_read_bytes_async (attempt->stream, READ_STEP, G_PRIORITY_DEFAULT, attempt->inner, read_cb,
                                     g_steal_pointer (&task));
}

static void
send_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Attempt *attempt = g_task_get_task_data (task);

  attempt->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (attempt->stream == NULL)
    {
      fail (task, g_steal_pointer (&error));
      return;
    }
  restart_timer (attempt);
  g_input_stream_read_bytes_async (attempt->stream, READ_STEP, G_PRIORITY_DEFAULT, attempt->inner, read_cb,
                                   g_steal_pointer (&task));
}

void
ferry_attempt_run_async (SoupSession *soup,
                         SoupMessage *message,
                         guint timeout_ms,
                         GCancellable *epoch,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Attempt *attempt = g_new0 (Attempt, 1);

  g_task_set_source_tag (task, ferry_attempt_run_async);
  /* Its end would be the end of what it still sends. */
  attempt->soup = g_object_ref (soup);
  attempt->message = g_object_ref (message);
  attempt->received = g_byte_array_new ();
  attempt->inner = g_cancellable_new ();
  attempt->timeout_ms = timeout_ms;
  attempt->timer = g_timeout_source_new (timeout_ms);
  g_source_set_callback (attempt->timer, timer_cb, attempt, NULL);
  g_source_attach (attempt->timer, g_task_get_context (task));
  if (g_cancellable_is_cancelled (cancellable))
    g_cancellable_cancel (attempt->inner);
  else if (cancellable != NULL)
    attempt->watch = watch_cancellable (cancellable, cancelled_cb, attempt, g_task_get_context (task));
  if (epoch != NULL)
    attempt->epoch_watch = watch_cancellable (epoch, epoch_cb, attempt, g_task_get_context (task));
  g_task_set_task_data (task, attempt, (GDestroyNotify) attempt_free);
  g_signal_connect (message, "starting", G_CALLBACK (starting_cb), attempt);
  g_signal_connect (message, "network-event", G_CALLBACK (network_event_cb), attempt);

  soup_session_send_async (soup, message, SEND_PRIORITY, attempt->inner, send_cb, g_steal_pointer (&task));
}

FerryAnswer *
ferry_attempt_run_finish (GAsyncResult *result, gboolean *sent, char **proxy, GError **error)
{
  Attempt *attempt = g_task_get_task_data (G_TASK (result));

  *sent = attempt->sent;
  *proxy = g_steal_pointer (&attempt->proxy);
  return g_task_propagate_pointer (G_TASK (result), error);
}
