/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-exchange.h"

#include "ferry-attempt.h"
#include "ferry-error-private.h"
#include "ferry-request-private.h"
#include "ferry-session-private.h"

#include <glib/gi18n-lib.h>

#define MAX_REDIRECTS 5

typedef struct
{
  FerryRequest *request;
  FerryRequestKind kind;
  GUri *uri;
  FerryAnswerReader reader;
  gpointer reader_data;
  GDestroyNotify result_free;
  char *authorization;
  FerryPool *pool; /* what it goes out by, from the gate to the answer */
  FerryAnswer *answer;
  GError *refusal;
  guint failures;
  guint redirects;
  gboolean timed_out;
  gboolean renewed;
} Exchange;

static void authorize (GTask *task, gboolean refused);
static void enter (GTask *task);

static gboolean
stays_long (const Exchange *exchange)
{
  return exchange->kind == FERRY_REQUEST_START;
}

static void
forget_authorization (Exchange *exchange)
{
  if (exchange->authorization != NULL)
    explicit_bzero (exchange->authorization, strlen (exchange->authorization));
  g_clear_pointer (&exchange->authorization, g_free);
}

static void
exchange_free (Exchange *exchange)
{
  forget_authorization (exchange);
  g_object_unref (exchange->request);
  g_uri_unref (exchange->uri);
  g_clear_object (&exchange->pool);
  g_clear_pointer (&exchange->answer, ferry_answer_free);
  g_clear_error (&exchange->refusal);
  g_free (exchange);
}

static void
paused_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!ferry_retry_pause_finish (result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  authorize (task, FALSE);
}

/* A read that timed out may have hung on a connection that died in a suspend: it gets one more try, not all,
 * since each costs a minute. */
static gboolean
may_try_again (FerrySession *session, Exchange *exchange, const GError *error)
{
  if (exchange->kind != FERRY_REQUEST_READ || exchange->failures >= session->retry.attempts
      || !ferry_error_is_transient (error))
    return FALSE;
  /* Coming sooner than asked only prolongs the wait. */
  if ((double) ferry_error_get_retry_after (error) * 1000 > session->retry.max_ms)
    return FALSE;
  return !(exchange->timed_out && g_error_matches (error, FERRY_ERROR, FERRY_ERROR_TIMED_OUT));
}

/*
 * Whether a starting request may have been carried out although it failed. 408, 502, 503 and 504 can come
 * from a gateway while the service goes on working, a bare 5xx tells nothing, and an answer that can't be
 * read may have been a yes. A 429 and all other statuses are the service's word that it took nothing.
 */
static gboolean
is_ambiguous (const GError *error)
{
  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_SERVER))
    return ferry_error_get_odata_code (error) == NULL;
  return g_error_matches (error, FERRY_ERROR, FERRY_ERROR_UNAVAILABLE)
         || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
}

/* The end of an attempt that failed: another one after a pause, or the error. Takes @error. */
static void
fail (GTask *task, GError *error, gboolean ambiguous)
{
  FerrySession *session = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);
  guint pause;

  exchange->failures++;
  if (!may_try_again (session, exchange, error))
    {
      if (ambiguous && exchange->kind == FERRY_REQUEST_START)
        {
          GError *unknown = ferry_error_new_ambiguous (error, session->host);

          g_error_free (error);
          error = unknown;
        }
      else if (ambiguous && exchange->kind == FERRY_REQUEST_WRITE)
        ferry_error_set_in_doubt (error);
      g_task_return_error (task, error);
      return;
    }

  pause = ferry_retry_policy_get_pause (&session->retry, exchange->failures,
                                        ferry_error_get_retry_after (error), g_random_double ());
  g_debug ("%s %s: attempt %u failed (HTTP %u), again in %u ms", ferry_request_get_method (exchange->request),
           ferry_request_get_path (exchange->request), exchange->failures,
           ferry_error_get_http_status (error), pause);
  exchange->timed_out |= g_error_matches (error, FERRY_ERROR, FERRY_ERROR_TIMED_OUT);
  g_error_free (error);
  ferry_retry_pause_async (pause, g_task_get_cancellable (task), paused_cb, g_object_ref (task));
}

typedef struct
{
  gpointer result;
  GDestroyNotify free;
} ReadResult;

static void
read_result_free (ReadResult *result)
{
  if (result->result != NULL && result->free != NULL)
    result->free (result->result);
  g_free (result);
}

/* All that costs time with an answer, in a worker. */
static void
read_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  FerrySession *session = source;
  Exchange *exchange = task_data;
  FerryAnswer *answer = exchange->answer;
  GError *error = NULL;
  ReadResult *read;
  gpointer result;

  if (!ferry_answer_decode (answer, &error) && answer->status < 400)
    goto failed;
  if (answer->status >= 400)
    {
      g_clear_error (&error);
      error
        = ferry_error_new_from_http (answer->status, answer->media_type, answer->body, answer->retry_after);
      goto failed;
    }
  if (!ferry_answer_check (answer, session->host, exchange->kind != FERRY_REQUEST_READ, &error))
    goto failed;
  result = exchange->reader (answer, exchange->reader_data, &error);
  if (error != NULL)
    goto failed;

  read = g_new0 (ReadResult, 1);
  read->result = result;
  read->free = exchange->result_free;
  g_task_return_pointer (task, read, (GDestroyNotify) read_result_free);
  return;

failed:
  if (ferry_error_get_http_status (error) == 0)
    ferry_error_set_http_status (error, answer->status);
  g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FerrySession *session = FERRY_SESSION (source);
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  GError *error = NULL;
  ReadResult *read = g_task_propagate_pointer (G_TASK (result), &error);

  if (read != NULL)
    {
      g_task_return_pointer (task, g_steal_pointer (&read->result), exchange->result_free);
      g_free (read);
      return;
    }
  /* A 401 is a refusal before anything was done, so that a starting request may go out again too. */
  if (exchange->answer->status == 401 && session->authorizer != NULL && !exchange->renewed)
    {
      exchange->renewed = TRUE;
      exchange->refusal = error;
      authorize (task, TRUE);
      return;
    }
  fail (task, error, is_ambiguous (error));
}

static gboolean
is_redirect (const FerryAnswer *answer)
{
  return answer->status >= 300 && answer->status < 400;
}

/* Takes @exchange to where a redirect points, within the origin and for reads only. */
static gboolean
follow_redirect (FerrySession *session, Exchange *exchange, GError **error)
{
  const char *location = exchange->answer->location;
  g_autoptr (GUri) target = NULL;
  g_autofree char *name = NULL;

  if (location != NULL)
    target = g_uri_parse_relative (exchange->uri, location, SOUP_HTTP_URI_FLAGS, NULL);
  if (target != NULL && exchange->kind == FERRY_REQUEST_READ && exchange->redirects < MAX_REDIRECTS
      && ferry_session_is_own (session, target))
    {
      exchange->redirects++;
      g_uri_unref (exchange->uri);
      exchange->uri = g_steal_pointer (&target);
      return TRUE;
    }

  if (target != NULL)
    name = ferry_session_name_host (target);
  if (name != NULL && !ferry_session_is_own (session, target))
    g_set_error (
      error, FERRY_ERROR, FERRY_ERROR_PROTOCOL,
      /* Translators: %1$s and %2$s are host names */
      _ ("“%1$s” wants to send the request on to “%2$s”, which Ferry doesn’t follow. Check the address."),
      session->host, name);
  else
    g_set_error (
      error, FERRY_ERROR, FERRY_ERROR_PROTOCOL,
      /* Translators: %1$s is a host name, %2$u an HTTP status */
      _ ("“%1$s” sends the request elsewhere instead of answering it (HTTP %2$u). Check the address."),
      session->host, exchange->answer->status);
  ferry_error_set_http_status (*error, exchange->answer->status);
  return FALSE;
}

static void
attempted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) cause = NULL;
  FerrySession *session = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);
  g_autofree char *proxy = NULL;
  GError *error = NULL;
  gboolean sent;

  g_clear_pointer (&exchange->answer, ferry_answer_free);
  exchange->answer = ferry_attempt_run_finish (result, &sent, &proxy, &cause);
  /* Before the next one is let in. */
  if (exchange->answer != NULL && exchange->answer->status == 429 && exchange->answer->retry_after > 0)
    ferry_pool_ask_to_wait (exchange->pool, exchange->answer->retry_after);
  ferry_gate_leave (ferry_pool_get_gate (exchange->pool), stays_long (exchange));

  if (exchange->answer == NULL)
    {
      fail (task, ferry_error_new_on_way (cause, session->host, sent ? NULL : proxy),
            sent && !g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED));
      return;
    }
  if (proxy != NULL
      && (exchange->answer->status == 407
          || (!exchange->answer->secure && g_str_equal (g_uri_get_scheme (exchange->uri), "https"))))
    {
      /* The proxy didn't even let us through to the service. */
      fail (task, ferry_error_new_from_proxy (exchange->answer->status, session->host, proxy), FALSE);
      return;
    }
  if (is_redirect (exchange->answer))
    {
      if (follow_redirect (session, exchange, &error))
        authorize (task, FALSE);
      else
        fail (task, error, TRUE);
      return;
    }

  {
    g_autoptr (GTask) reading
      = g_task_new (session, g_task_get_cancellable (task), read_cb, g_object_ref (task));

    /* The result of a reader that has run must not get lost: who is cancelled is told by the outer task. */
    g_task_set_check_cancellable (reading, FALSE);
    g_task_set_task_data (reading, exchange, NULL);
    g_task_run_in_thread (reading, read_thread);
  }
}

static void
waited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (ferry_retry_pause_finish (result, &error))
    enter (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Another request of the same user was told to wait: this one is told without being sent. What the user starts is
 * sent all the same; at the worst it is refused, which is no harm. */
static gboolean
has_to_wait (GTask *task)
{
  FerrySession *session = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);
  guint wait = exchange->kind == FERRY_REQUEST_READ ? ferry_pool_get_wait (exchange->pool) : 0;

  if (wait == 0)
    return FALSE;
  if (wait > session->retry.max_ms)
    g_task_return_error (task, ferry_error_new_from_http (429, NULL, NULL, (int) ((wait + 999) / 1000)));
  else
    ferry_retry_pause_async (wait, g_task_get_cancellable (task), waited_cb, g_object_ref (task));
  return TRUE;
}

static void
entered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (SoupMessage) message = NULL;
  FerrySession *session = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);
  gboolean starts = exchange->kind == FERRY_REQUEST_START;
  GError *error = NULL;

  if (!ferry_gate_enter_finish (FERRY_GATE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  /* The word to wait may have come while this one stood at the gate. */
  if (has_to_wait (task))
    {
      ferry_gate_leave (FERRY_GATE (source), stays_long (exchange));
      return;
    }
  message = ferry_request_create_message (exchange->request, exchange->uri, exchange->authorization);
  if (exchange->timed_out)
    soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  /* Only a read can be made again, so that only a read is torn from a connection that may be dead. */
  ferry_attempt_run_async (ferry_pool_get_soup (exchange->pool), message,
                           starts ? session->start_timeout_ms : session->read_timeout_ms,
                           exchange->kind == FERRY_REQUEST_READ ? ferry_pool_get_epoch (exchange->pool)
                                                                : NULL,
                           g_task_get_cancellable (task), attempted_cb, g_object_ref (task));
}

static void
enter (GTask *task)
{
  FerrySession *session = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);

  /* Only the authorization may have told who the user is. */
  g_set_object (&exchange->pool, ferry_session_update_pool (session));
  if (!has_to_wait (task))
    ferry_gate_enter_async (ferry_pool_get_gate (exchange->pool), stays_long (exchange),
                            g_task_get_cancellable (task), entered_cb, g_object_ref (task));
}

/* A line break in it would let a token write headers of its own. */
static gboolean
is_header_value (const char *value)
{
  for (; *value != '\0'; value++)
    if (g_ascii_iscntrl (*value) || (guchar) *value >= 0x80)
      return FALSE;
  return TRUE;
}

static void
authorized_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  GError *error = NULL;

  forget_authorization (exchange);
  exchange->authorization = ferry_authorizer_authorize_finish (FERRY_AUTHORIZER (source), result, &error);
  if (exchange->authorization == NULL)
    {
      /* What the service said of the old sign-in tells more than that there is no other, but not more than why the
       * identity service gave none. */
      if (exchange->refusal != NULL && g_error_matches (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED)
          && ferry_error_get_odata_code (error) == NULL)
        {
          g_error_free (error);
          error = g_steal_pointer (&exchange->refusal);
        }
      /* Nothing was sent. The identity service may be away for a moment as any other. */
      fail (task, error, FALSE);
      return;
    }
  if (!is_header_value (exchange->authorization))
    {
      g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED,
                               _ ("The token holds characters that no token has. Enter it again."));
      return;
    }
  enter (task);
}

/* The beginning of each attempt. */
static void
authorize (GTask *task, gboolean refused)
{
  FerrySession *session = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);

  if (session->authorizer == NULL)
    enter (task);
  else
    ferry_authorizer_authorize_async (session->authorizer, refused ? exchange->authorization : NULL,
                                      g_task_get_cancellable (task), authorized_cb, g_object_ref (task));
}

void
ferry_exchange_run_async (FerrySession *session,
                          FerryRequest *request,
                          GUri *uri,
                          FerryAnswerReader reader,
                          gpointer reader_data,
                          GDestroyNotify result_free,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  Exchange *exchange = g_new0 (Exchange, 1);

  g_task_set_source_tag (task, ferry_exchange_run_async);
  exchange->request = g_object_ref (request);
  exchange->kind = ferry_request_get_kind (request);
  exchange->uri = g_uri_ref (uri);
  exchange->reader = reader;
  exchange->reader_data = reader_data;
  exchange->result_free = result_free;
  g_task_set_task_data (task, exchange, (GDestroyNotify) exchange_free);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (!ferry_session_is_own (session, uri))
    {
      g_autofree char *name = ferry_session_name_host (uri);

      g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_PROTOCOL,
                               /* Translators: %1$s and %2$s are host names */
                               _ ("“%1$s” points to “%2$s” for more, which Ferry doesn’t follow."),
                               session->host, name);
      return;
    }
  authorize (task, FALSE);
}

gpointer
ferry_exchange_run_finish (FerrySession *session, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
