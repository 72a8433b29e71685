/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-loopback.h"

#include "ferry-error.h"
#include "ferry-identity-error.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

/* No script, nothing from elsewhere, and both colour schemes. */
#define PAGE                                                                                                 \
  "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><meta name=\"viewport\" "                            \
  "content=\"width=device-width\">"                                                                          \
  "<title>%1$s</title><style>:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}"              \
  "main{max-width:32em;margin:20vh auto 0;padding:0 1.5em}h1{font-size:1.5em}</style></head>"                \
  "<body><main role=\"%4$s\"><h1>%1$s</h1><p>%2$s</p><p>%3$s</p></main></body></html>\n"

struct _FerryLoopback
{
  GObject parent_instance;

  SoupServer *server;
  SoupServerMessage *message; /* the browser that waits for its page */
  char *state;
  char *redirect_uri;
  guint port;
  GTask *task;
  GSource *watch;
  gboolean answered;
};

G_DEFINE_FINAL_TYPE (FerryLoopback, ferry_loopback, G_TYPE_OBJECT)

/* ---- What the browser shows ---- */

static void
set_page (SoupServerMessage *message, guint status, const char *title, const char *text, const char *more)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  char *page = g_markup_printf_escaped (PAGE, title, text, more, status < 400 ? "status" : "alert");

  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "Content-Security-Policy",
                                "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
  /* The address holds the code. */
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_replace (headers, "Connection", "close");
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "text/html; charset=utf-8", SOUP_MEMORY_TAKE, page,
                                    strlen (page));
}

static void
refuse (SoupServerMessage *message, guint status)
{
  set_page (message, status, _ ("Nothing to see here"),
            _ ("This address is for the end of a sign-in only, and is open for a moment."), "");
}

static void
show (FerryLoopback *self, const GError *error)
{
  g_autoptr (SoupServerMessage) message = g_steal_pointer (&self->message);

  if (message == NULL)
    return;
  if (error == NULL)
    set_page (message, SOUP_STATUS_OK, _ ("You are signed in"),
              _ ("Ferry has what it needs and goes on by itself."), _ ("You can close this window."));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_page (message, SOUP_STATUS_BAD_REQUEST, _ ("The sign-in was cancelled"),
              _ ("It was cancelled in Ferry before it was done."), _ ("You can close this window."));
  else
    set_page (message, SOUP_STATUS_BAD_REQUEST, _ ("You aren’t signed in"), error->message,
              _ ("You can close this window and try again in Ferry."));
  soup_server_message_unpause (message);
}

/* ---- The answer ---- */

static void
stop_waiting (FerryLoopback *self)
{
  if (self->watch != NULL)
    g_source_destroy (self->watch);
  g_clear_pointer (&self->watch, g_source_unref);
}

static void
take_answer (FerryLoopback *self, GHashTable *query)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);
  const char *state = g_hash_table_lookup (query, "state");
  const char *code = g_hash_table_lookup (query, "code");
  const char *refusal = g_hash_table_lookup (query, "error");

  stop_waiting (self);
  self->answered = TRUE;
  if (g_strcmp0 (state, self->state) != 0)
    g_task_return_new_error (
      task, FERRY_ERROR, FERRY_ERROR_PROTOCOL,
      _ ("The browser’s answer doesn’t belong to this sign-in, and was refused. Sign in again."));
  else if (refusal != NULL)
    g_task_return_error (task, ferry_identity_error_new_from_redirect (
                                 refusal, g_hash_table_lookup (query, "error_description")));
  else if (code == NULL || *code == '\0')
    g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_PROTOCOL,
                             _ ("The browser’s answer holds neither a sign-in nor a reason. Sign in again."));
  else
    g_task_return_pointer (task, g_strdup (code), g_free);
}

static gboolean
is_for_us (FerryLoopback *self, SoupServerMessage *message)
{
  const char *host = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Host");
  const char *const names[] = { "localhost", "127.0.0.1", "[::1]" };

  for (guint i = 0; host != NULL && i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *own = g_strdup_printf ("%s:%u", names[i], self->port);

      if (g_ascii_strcasecmp (host, own) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
on_request (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  FerryLoopback *self = user_data;

  if (!is_for_us (self, message) || g_strcmp0 (path, "/") != 0 || query == NULL)
    refuse (message, SOUP_STATUS_NOT_FOUND);
  else if (soup_server_message_get_method (message) != SOUP_METHOD_GET)
    refuse (message, SOUP_STATUS_METHOD_NOT_ALLOWED);
  else if (self->answered || self->task == NULL)
    refuse (message, SOUP_STATUS_GONE);
  else
    {
      /* The page says how it ended, which isn't known before the code was redeemed. */
      self->message = g_object_ref (message);
      soup_server_message_pause (message);
      take_answer (self, query);
    }
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  FerryLoopback *self = user_data;
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  stop_waiting (self);
  self->answered = TRUE;
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

void
ferry_loopback_wait_async (FerryLoopback *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (FERRY_IS_LOOPBACK (self));
  g_return_if_fail (self->task == NULL && !self->answered);

  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, ferry_loopback_wait_async);
  if (cancellable != NULL)
    {
      self->watch = g_cancellable_source_new (cancellable);
      g_source_set_callback (self->watch, G_SOURCE_FUNC (cancelled_cb), self, NULL);
      g_source_attach (self->watch, g_task_get_context (self->task));
    }
}

char *
ferry_loopback_wait_finish (FerryLoopback *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
disconnect (FerryLoopback *self)
{
  if (self->server == NULL)
    return;
  soup_server_remove_handler (self->server, "/");
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
}

static gboolean
on_idle (gpointer user_data)
{
  disconnect (user_data);
  return G_SOURCE_REMOVE;
}

/* Not yet closed: libsoup still works on the message that it tells of. */
static void
on_page_gone (SoupServerMessage *message, FerryLoopback *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_signal_handlers_disconnect_by_func (message, on_page_gone, self);
  /* No browser that comes again and again keeps the port open. */
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_idle, self, g_object_unref);
  g_source_attach (source, g_main_context_get_thread_default ());
}

/* The server cuts off who is connected when it is closed: with somebody there, it is closed after the page went out.
 * Until then it refuses. */
void
ferry_loopback_close (FerryLoopback *self, const GError *error)
{
  g_return_if_fail (FERRY_IS_LOOPBACK (self));

  self->answered = TRUE;
  if (self->message == NULL)
    {
      disconnect (self);
      return;
    }
  g_signal_connect (self->message, "finished", G_CALLBACK (on_page_gone), g_object_ref (self));
  show (self, error);
}

/* ---- The object ---- */

static void
ferry_loopback_dispose (GObject *object)
{
  FerryLoopback *self = FERRY_LOOPBACK (object);

  stop_waiting (self);
  g_clear_object (&self->message);
  disconnect (self);
  G_OBJECT_CLASS (ferry_loopback_parent_class)->dispose (object);
}

static void
ferry_loopback_finalize (GObject *object)
{
  FerryLoopback *self = FERRY_LOOPBACK (object);

  g_free (self->state);
  g_free (self->redirect_uri);
  G_OBJECT_CLASS (ferry_loopback_parent_class)->finalize (object);
}

static void
ferry_loopback_class_init (FerryLoopbackClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ferry_loopback_dispose;
  object_class->finalize = ferry_loopback_finalize;
}

static void
ferry_loopback_init (FerryLoopback *self)
{
}

/* Both families, since “localhost” may be either, and nobody else is to listen there; one where there is only one. */
static gboolean
listen_local (FerryLoopback *self, GError **error)
{
  g_autoptr (GError) cause = NULL;
  GSList *uris;

  if (!soup_server_listen_local (self->server, 0, 0, NULL)
      && !soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &cause))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_FAILED,
                   /* Translators: %s is the reason */
                   _ ("No port could be opened for the browser’s answer: %s Sign in with a code instead."),
                   cause->message);
      return FALSE;
    }
  uris = soup_server_get_uris (self->server);
  self->port = (guint) g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return TRUE;
}

FerryLoopback *
ferry_loopback_new (const char *state, GError **error)
{
  g_autoptr (FerryLoopback) self = g_object_new (FERRY_TYPE_LOOPBACK, NULL);

  self->state = g_strdup (state);
  self->server = soup_server_new ("server-header", "", NULL);
  soup_server_add_handler (self->server, "/", on_request, self, NULL);
  if (!listen_local (self, error))
    return NULL;
  self->redirect_uri = g_strdup_printf ("http://localhost:%u", self->port);
  return g_steal_pointer (&self);
}

const char *
ferry_loopback_get_redirect_uri (FerryLoopback *self)
{
  g_return_val_if_fail (FERRY_IS_LOOPBACK (self), NULL);
  return self->redirect_uri;
}
