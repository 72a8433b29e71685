/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-server.h"

#include "sandbox-approval.h"
#include "sandbox-desk.h"
#include "sandbox-error.h"
#include "sandbox-guard.h"
#include "sandbox-host.h"
#include "sandbox-response.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <libsoup/soup.h>
#include <string.h>
#include <sys/socket.h>

struct _SandboxServer
{
  GObject parent_instance;

  SoupServer *soup;
  GPtrArray *hosts; /* (element-type SandboxHost): the first is the one that the sandbox is for */
  SandboxStore *store;
  SandboxDesk desk;
  SandboxGuard *guard;
  SandboxTally *tally;
  GPtrArray *faults;
  char *url;
  guint max_waiting;
  guint max_wait;
  gsize max_body;
  GHashTable *exchanges;
};

/* A request that has come in whole and isn't answered yet. */
typedef struct
{
  SandboxServer *server;
  SoupServerMessage *message;
  SandboxService service;
  SandboxHost *host;
  SandboxFault *fault;         /* (nullable) */
  SandboxPrincipal *principal; /* (nullable): the administrator it was started for */
  gint64 started;
  guint timeout;
  GSource *watch;
  gulong finished;
  gboolean paused;
  gboolean has_place;
  char *correlation_id;
} Exchange;

G_DEFINE_FINAL_TYPE (SandboxServer, sandbox_server, G_TYPE_OBJECT)

static void begin_processing (Exchange *exchange);
static void serve_waiting (SandboxHost *host);

static const char *
get_path (SoupServerMessage *message)
{
  return g_uri_get_path (soup_server_message_get_uri (message));
}

static void
exchange_free (Exchange *exchange)
{
  g_queue_remove (&exchange->host->waiting, exchange);
  g_clear_handle_id (&exchange->timeout, g_source_remove);
  if (exchange->watch != NULL)
    g_source_destroy (exchange->watch);
  g_clear_pointer (&exchange->watch, g_source_unref);
  g_clear_signal_handler (&exchange->finished, exchange->message);
  if (exchange->has_place)
    sandbox_limit_release_place (exchange->host->limit);
  g_object_unref (exchange->message);
  g_clear_pointer (&exchange->fault, sandbox_fault_unref);
  g_clear_pointer (&exchange->principal, sandbox_principal_free);
  g_free (exchange->correlation_id);
  g_free (exchange);
}

/* The last thing that happens to an exchange: its place is free for the next. */
static void
end_exchange (Exchange *exchange)
{
  SandboxServer *self = g_object_ref (exchange->server);
  g_autoptr (SoupServerMessage) message = g_object_ref (exchange->message);
  gboolean paused = exchange->paused;
  SandboxHost *host = exchange->host;

  g_hash_table_remove (self->exchanges, exchange);
  if (paused)
    soup_server_message_unpause (message);
  serve_waiting (host);
  g_object_unref (self);
}

/* The client has gone away while its request was waiting. */
static void
on_finished (SoupServerMessage *message, gpointer data)
{
  Exchange *exchange = data;

  exchange->paused = FALSE;
  end_exchange (exchange);
}

static void
cut (SoupServerMessage *message)
{
  GSocket *socket = soup_server_message_get_socket (message);

  if (socket != NULL)
    g_socket_shutdown (socket, TRUE, TRUE, NULL);
  /* What libsoup now tries to send goes nowhere. */
  soup_server_message_set_status (message, SOUP_STATUS_SERVICE_UNAVAILABLE, NULL);
}

/* libsoup doesn't read while a message is paused: whether the client is still there has to be seen here. */
static gboolean
on_socket_ready (GSocket *socket, GIOCondition condition, gpointer data)
{
  Exchange *exchange = data;
  char byte;
  ssize_t received = recv (g_socket_get_fd (socket), &byte, 1, MSG_PEEK | MSG_DONTWAIT);

  /* The next request already, or a false alarm. */
  if (received > 0)
    return G_SOURCE_REMOVE;
  if (received < 0 && (errno == EAGAIN || errno == EINTR))
    return G_SOURCE_CONTINUE;
  cut (exchange->message);
  end_exchange (exchange);
  return G_SOURCE_REMOVE;
}

static void
pause_exchange (Exchange *exchange)
{
  GSocket *socket = soup_server_message_get_socket (exchange->message);

  if (exchange->paused)
    return;
  exchange->paused = TRUE;
  soup_server_message_pause (exchange->message);
  exchange->finished = g_signal_connect (exchange->message, "finished", G_CALLBACK (on_finished), exchange);
  if (socket == NULL)
    return;
  exchange->watch = g_socket_create_source (socket, G_IO_IN, NULL);
  g_source_set_callback (exchange->watch, G_SOURCE_FUNC (on_socket_ready), exchange, NULL);
  g_source_attach (exchange->watch, g_main_context_get_thread_default ());
}

static void
log_exchange (Exchange *exchange, guint status)
{
  const char *method = soup_server_message_get_method (exchange->message);
  const char *path = get_path (exchange->message);
  double duration = (double) (g_get_monotonic_time () - exchange->started) / 1000;

  /* Neither query nor body: what clients write there is nobody's business. */
  if (status >= 400 || strcmp (method, "GET") != 0)
    g_message ("%s %.400s: %u, %.1f ms", method, path, status, duration);
  else
    g_debug ("%s %.400s: %u, %.1f ms", method, path, status, duration);
}

static void
answer_error (Exchange *exchange, GError *error)
{
  g_autoptr (SandboxReply) reply = sandbox_reply_new ();

  if (exchange->service == SANDBOX_SERVICE_ADMIN)
    {
      g_autofree char *body
        = sandbox_desk_make_error (exchange->service, "Unauthorized", error->message, NULL);

      reply->status = sandbox_error_get_status (error);
      reply->content_type = SANDBOX_CONTENT_TYPE_PLAIN_JSON;
      g_string_assign (reply->body, body);
      g_error_free (error);
    }
  else
    sandbox_reply_take_error (reply, error, exchange->correlation_id);
  sandbox_response_send (exchange->message, reply, exchange->correlation_id);
  log_exchange (exchange, reply->status);
}

static gboolean
check_token (Exchange *exchange)
{
  const char *authorization = soup_message_headers_get_one (
    soup_server_message_get_request_headers (exchange->message), "Authorization");
  GError *error = NULL;

  if (sandbox_guard_authenticate (exchange->server->guard, authorization, &exchange->principal, &error))
    {
      /* Who signs in at the service has no business with the sandbox itself. */
      if (exchange->service != SANDBOX_SERVICE_CONSOLE || exchange->principal == NULL)
        return TRUE;
      error = g_error_new_literal (SANDBOX_ERROR, SANDBOX_ERROR_UNAUTHORIZED,
                                   "This is for the token that the sandbox was started with.");
    }
  soup_message_headers_replace (soup_server_message_get_response_headers (exchange->message),
                                "WWW-Authenticate", SANDBOX_CHALLENGE);
  answer_error (exchange, error);
  return FALSE;
}

/* Whether it may go on to the router. */
static gboolean
check_admission (Exchange *exchange)
{
  SandboxServer *self = exchange->server;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (exchange->message);
  guint wait;

  if (exchange->service == SANDBOX_SERVICE_IDENTITY)
    return TRUE;
  if (!check_token (exchange))
    return FALSE;
  if (exchange->service != SANDBOX_SERVICE_ENVIRONMENT)
    return TRUE;
  wait = sandbox_limit_admit (exchange->host->limit, g_get_monotonic_time ());
  if (wait > 0)
    {
      g_autofree char *seconds = g_strdup_printf ("%u", wait);

      soup_message_headers_replace (headers, "Retry-After", seconds);
      answer_error (exchange, g_error_new (SANDBOX_ERROR, SANDBOX_ERROR_THROTTLED,
                                           "Too many requests: try again in %u seconds.", wait));
      return FALSE;
    }
  if (g_object_get_data (G_OBJECT (exchange->message), "too-large") != NULL)
    {
      soup_message_headers_replace (headers, "Connection", "close");
      answer_error (exchange, g_error_new (SANDBOX_ERROR, SANDBOX_ERROR_TOO_LARGE,
                                           "The request body is larger than %" G_GSIZE_FORMAT " bytes.",
                                           self->max_body));
      return FALSE;
    }
  return TRUE;
}

static SandboxReply *
route (Exchange *exchange)
{
  SandboxServer *self = exchange->server;
  SoupServerMessage *message = exchange->message;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  GUri *uri = soup_server_message_get_uri (message);
  g_autoptr (GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autofree char *origin = sandbox_response_get_origin (message, self->url);
  SandboxRequest request = {
    .method = soup_server_message_get_method (message),
    .path = g_uri_get_path (uri),
    .query = g_uri_get_query (uri),
    .body = body,
    .content_type = soup_message_headers_get_content_type (headers, NULL),
    .if_match = soup_message_headers_get_list (headers, "If-Match"),
    .prefer = soup_message_headers_get_list (headers, "Prefer"),
    .origin = origin,
    .correlation_id = exchange->correlation_id,
    .principal = exchange->principal,
  };

  return sandbox_desk_handle (&self->desk, exchange->service, exchange->host->router, &request);
}

static void
send_fault (Exchange *exchange)
{
  const SandboxFault *fault = exchange->fault;
  g_autofree char *body
    = sandbox_desk_make_error (exchange->service, fault->code, fault->message, exchange->correlation_id);

  sandbox_response_send_fault (exchange->message, fault, body);
  log_exchange (exchange, fault->status);
}

/* Whether an answer that the client never sees in whole is all there is. */
static void
send_reply (Exchange *exchange, SandboxReply *reply)
{
  const SandboxFault *fault = exchange->fault;
  SandboxFaultKind kind = fault != NULL ? fault->kind : SANDBOX_FAULT_NONE;

  switch (kind)
    {
    case SANDBOX_FAULT_LOST:
      cut (exchange->message);
      break;
    case SANDBOX_FAULT_TRUNCATE:
      sandbox_response_send_half (exchange->message, reply);
      cut (exchange->message);
      break;
    case SANDBOX_FAULT_STALL:
      sandbox_response_send_half (exchange->message, reply);
      /* Until the client has had enough. */
      pause_exchange (exchange);
      return;
    case SANDBOX_FAULT_STATUS:
    case SANDBOX_FAULT_HTML:
      send_fault (exchange);
      break;
    case SANDBOX_FAULT_GARBLE:
      sandbox_response_garble (reply);
      sandbox_response_send (exchange->message, reply, exchange->correlation_id);
      break;
    case SANDBOX_FAULT_NONE:
    case SANDBOX_FAULT_CUT:
    default:
      sandbox_response_send (exchange->message, reply, exchange->correlation_id);
      break;
    }
  end_exchange (exchange);
}

/* Answers, by the router or by the fault that strikes the request. */
static void
process (Exchange *exchange)
{
  const SandboxFault *fault = exchange->fault;
  g_autoptr (SandboxReply) reply = NULL;
  gboolean offline
    = exchange->service == SANDBOX_SERVICE_ENVIRONMENT && sandbox_engine_in_outage (exchange->host->engine);

  if (offline || (fault != NULL && fault->kind == SANDBOX_FAULT_CUT))
    cut (exchange->message);
  else if (fault != NULL && !fault->after
           && (fault->kind == SANDBOX_FAULT_STATUS || fault->kind == SANDBOX_FAULT_HTML))
    send_fault (exchange);
  else if (check_admission (exchange))
    {
      reply = route (exchange);
      log_exchange (exchange, reply->status);
      send_reply (exchange, reply);
      return;
    }
  end_exchange (exchange);
}

static gboolean
on_delayed (gpointer data)
{
  Exchange *exchange = data;

  exchange->timeout = 0;
  process (exchange);
  return G_SOURCE_REMOVE;
}

static void
begin_processing (Exchange *exchange)
{
  if (exchange->fault != NULL && exchange->fault->delay > 0)
    {
      pause_exchange (exchange);
      exchange->timeout = g_timeout_add (exchange->fault->delay, on_delayed, exchange);
    }
  else
    process (exchange);
}

static void
serve_waiting (SandboxHost *host)
{
  while (!g_queue_is_empty (&host->waiting) && sandbox_limit_take_place (host->limit))
    {
      Exchange *exchange = g_queue_pop_head (&host->waiting);

      g_clear_handle_id (&exchange->timeout, g_source_remove);
      exchange->has_place = TRUE;
      begin_processing (exchange);
    }
}

static void
turn_away (Exchange *exchange)
{
  answer_error (exchange,
                g_error_new_literal (SANDBOX_ERROR, SANDBOX_ERROR_BUSY,
                                     "The service is busy: too many requests are being processed."));
  end_exchange (exchange);
}

static gboolean
on_waited_too_long (gpointer data)
{
  Exchange *exchange = data;

  exchange->timeout = 0;
  g_queue_remove (&exchange->host->waiting, exchange);
  turn_away (exchange);
  return G_SOURCE_REMOVE;
}

static SandboxFault *
find_fault (SandboxServer *self, SoupServerMessage *message)
{
  const char *method = soup_server_message_get_method (message);
  const char *path = get_path (message);
  SandboxFault *found = NULL;

  /* All rules count, the first one that strikes does. */
  for (guint i = 0; i < self->faults->len; i++)
    {
      SandboxFault *fault = g_ptr_array_index (self->faults, i);

      if (sandbox_fault_hits (fault, method, path) && found == NULL)
        found = sandbox_fault_ref (fault);
    }
  return found;
}

static void
on_request (SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  SandboxServer *self = data;
  Exchange *exchange = g_new0 (Exchange, 1);

  exchange->server = self;
  exchange->message = g_object_ref (message);
  exchange->service = sandbox_desk_find_service (&self->desk, get_path (message));
  exchange->host = sandbox_host_find (self->hosts, get_path (message));
  if (exchange->service != SANDBOX_SERVICE_CONSOLE)
    exchange->fault = find_fault (self, message);
  exchange->started = g_get_monotonic_time ();
  exchange->correlation_id = g_uuid_string_random ();
  g_hash_table_add (self->exchanges, exchange);

  if (exchange->service != SANDBOX_SERVICE_ENVIRONMENT)
    begin_processing (exchange);
  else if (g_queue_is_empty (&exchange->host->waiting) && sandbox_limit_take_place (exchange->host->limit))
    {
      exchange->has_place = TRUE;
      begin_processing (exchange);
    }
  else if (g_queue_get_length (&exchange->host->waiting) >= self->max_waiting)
    turn_away (exchange);
  else
    {
      pause_exchange (exchange);
      g_queue_push_tail (&exchange->host->waiting, exchange);
      exchange->timeout = g_timeout_add (self->max_wait, on_waited_too_long, exchange);
    }
}

/* Not a request of the API: who follows the link has no token. */
static void
on_approval (SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  SandboxServer *self = data;

  SandboxHost *host = g_ptr_array_index (self->hosts, 0);

  if (sandbox_engine_in_outage (host->engine))
    cut (message);
  else
    {
      sandbox_approval_serve (self->store, message);
      g_message ("%s " SANDBOX_APPROVAL_PATH "/…: %u", soup_server_message_get_method (message),
                 soup_server_message_get_status (message));
    }
}

static void
on_got_chunk (SoupServerMessage *message, GBytes *chunk, gpointer data)
{
  SandboxServer *self = data;
  gsize so_far = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (message), "received"));

  so_far += g_bytes_get_size (chunk);
  g_object_set_data (G_OBJECT (message), "received", GSIZE_TO_POINTER (so_far));
  if (so_far > self->max_body)
    {
      g_object_set_data (G_OBJECT (message), "too-large", GINT_TO_POINTER (TRUE));
      soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
    }
}

static void
on_counted (SoupServerMessage *message, gpointer data)
{
  SandboxServer *self = data;

  sandbox_tally_end (self->tally, soup_server_message_get_method (message), get_path (message),
                     sandbox_desk_find_service (&self->desk, get_path (message))
                       == SANDBOX_SERVICE_ENVIRONMENT,
                     soup_server_message_get_status (message));
}

static void
count (SandboxServer *self, SoupServerMessage *message)
{
  SandboxService service = sandbox_desk_find_service (&self->desk, get_path (message));

  if (service == SANDBOX_SERVICE_CONSOLE)
    return;
  sandbox_tally_begin (self->tally, soup_server_message_get_method (message), get_path (message),
                       service == SANDBOX_SERVICE_ENVIRONMENT, g_get_monotonic_time ());
  g_signal_connect_object (message, "finished", G_CALLBACK (on_counted), self, 0);
}

/* Before the body: one that is too large isn't kept. */
static void
on_headers (SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  SandboxServer *self = data;
  goffset length
    = soup_message_headers_get_content_length (soup_server_message_get_request_headers (message));

  count (self, message);
  if (length > (goffset) self->max_body)
    {
      g_object_set_data (G_OBJECT (message), "too-large", GINT_TO_POINTER (TRUE));
      soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
    }
  g_signal_connect_object (message, "got-chunk", G_CALLBACK (on_got_chunk), self, 0);
}

static void
sandbox_server_dispose (GObject *object)
{
  SandboxServer *self = SANDBOX_SERVER (object);

  sandbox_server_stop (self);
  G_OBJECT_CLASS (sandbox_server_parent_class)->dispose (object);
}

static void
sandbox_server_finalize (GObject *object)
{
  SandboxServer *self = SANDBOX_SERVER (object);

  g_clear_object (&self->soup);
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  g_clear_pointer (&self->exchanges, g_hash_table_unref);
  g_clear_pointer (&self->hosts, g_ptr_array_unref);
  sandbox_guard_free (self->guard);
  sandbox_tally_free (self->tally);
  g_free (self->url);
  G_OBJECT_CLASS (sandbox_server_parent_class)->finalize (object);
}

static void
sandbox_server_class_init (SandboxServerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sandbox_server_dispose;
  G_OBJECT_CLASS (klass)->finalize = sandbox_server_finalize;
}

static void
sandbox_server_init (SandboxServer *self)
{
  self->hosts = g_ptr_array_new_with_free_func ((GDestroyNotify) sandbox_host_free);
  self->exchanges = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) exchange_free, NULL);
}

SandboxServer *
sandbox_server_new (const SandboxServerConfig *config)
{
  SandboxServer *self = g_object_new (SANDBOX_TYPE_SERVER, NULL);

  g_ptr_array_add (self->hosts,
                   sandbox_host_new ("", config->router, config->engine, config->rate, config->places));
  for (guint i = 0; config->others != NULL && i < config->others->len; i++)
    {
      SandboxEnvironment *other = g_ptr_array_index (config->others, i);

      g_ptr_array_add (self->hosts, sandbox_host_new (other->name, other->router, other->engine, config->rate,
                                                      config->places));
    }
  self->store = config->store;
  self->guard = sandbox_guard_new (config->token, config->store, config->tokens);
  self->tally = sandbox_tally_new ();
  self->max_waiting = config->max_waiting;
  self->max_wait = config->max_wait;
  self->max_body = config->max_body;
  self->faults = config->faults != NULL
                   ? g_ptr_array_ref (config->faults)
                   : g_ptr_array_new_with_free_func ((GDestroyNotify) sandbox_fault_unref);
  self->desk = (SandboxDesk){
    .identity = config->identity,
    .admin = config->admin,
    .console = { self->tally, config->tokens, self->faults },
    .approvals = config->store != NULL,
  };
  self->soup = soup_server_new ("server-header", "ferry-sandbox", NULL);
  soup_server_add_early_handler (self->soup, NULL, on_headers, self, NULL);
  soup_server_add_handler (self->soup, NULL, on_request, self, NULL);
  if (self->store != NULL)
    soup_server_add_handler (self->soup, SANDBOX_APPROVAL_PATH, on_approval, self, NULL);
  return self;
}

gboolean
sandbox_server_listen (SandboxServer *self, const char *address, guint port, GError **error)
{
  g_autoptr (GSocketAddress) place = NULL;
  GSList *uris;

  if (address == NULL)
    {
      if (!soup_server_listen_local (self->soup, port, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
        return FALSE;
    }
  else
    {
      place = g_inet_socket_address_new_from_string (address, port);
      if (place == NULL)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       _ ("“%s” isn’t an address to listen at."), address);
          return FALSE;
        }
      if (!soup_server_listen (self->soup, place, 0, error))
        return FALSE;
    }

  uris = soup_server_get_uris (self->soup);
  if (uris != NULL)
    {
      const char *host = g_uri_get_host (uris->data);
      gboolean any = strcmp (host, "0.0.0.0") == 0 || strcmp (host, "::") == 0;

      g_free (self->url);
      if (any)
        host = "127.0.0.1";
      self->url = g_strdup_printf (strchr (host, ':') != NULL ? "http://[%s]:%d" : "http://%s:%d", host,
                                   g_uri_get_port (uris->data));
    }
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return TRUE;
}

const char *
sandbox_server_get_url (SandboxServer *self)
{
  return self->url;
}

void
sandbox_server_stop (SandboxServer *self)
{
  if (self->soup == NULL)
    return;
  soup_server_remove_handler (self->soup, NULL);
  soup_server_remove_handler (self->soup, SANDBOX_APPROVAL_PATH);
  soup_server_disconnect (self->soup);
  g_hash_table_remove_all (self->exchanges);
}
