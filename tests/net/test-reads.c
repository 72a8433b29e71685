/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a read does when it fails: again, how often, and when no more. */
#include "exchange-fixture.h"

static void
assert_ok_after (ExchangeFixture *fixture, guint requests)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = exchange_fixture_get (fixture, &error);

  g_assert_no_error (error);
  g_assert_nonnull (root);
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, requests);
}

static void
assert_fails_after (ExchangeFixture *fixture, FerryError code, guint requests)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = exchange_fixture_get (fixture, &error);

  g_assert_null (root);
  g_assert_error (error, FERRY_ERROR, (int) code);
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, requests);
}

static void
test_recovers (ExchangeFixture *fixture, gconstpointer unused)
{
  static const guint statuses[] = { 408, 429, 502, 503, 504 };
  guint requests = 0;

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      ferry_fixture_server_reply (fixture->server, statuses[i], NULL);
      ferry_fixture_server_reply (fixture->server, statuses[i], "{}");
      ferry_fixture_server_reply (fixture->server, 200, "{}");
      requests += 3;
      assert_ok_after (fixture, requests);
    }
}

static void
test_gives_up (ExchangeFixture *fixture, gconstpointer unused)
{
  for (guint i = 0; i < 4; i++)
    ferry_fixture_server_reply (fixture->server, 503, NULL);
  assert_fails_after (fixture, FERRY_ERROR_UNAVAILABLE, 4);
}

static void
test_attempts_settable (ExchangeFixture *fixture, gconstpointer unused)
{
  ferry_session_set_retry (fixture->session, 1, 1, 4);
  ferry_fixture_server_reply (fixture->server, 503, NULL);
  assert_fails_after (fixture, FERRY_ERROR_UNAVAILABLE, 1);
}

/* What the service means stays: asking again would change nothing. */
static void
test_not_again (ExchangeFixture *fixture, gconstpointer unused)
{
  static const struct
  {
    guint status;
    FerryError code;
  } table[] = {
    { 400, FERRY_ERROR_INVALID },   { 401, FERRY_ERROR_UNAUTHORIZED }, { 403, FERRY_ERROR_FORBIDDEN },
    { 404, FERRY_ERROR_NOT_FOUND }, { 409, FERRY_ERROR_CHANGED },      { 412, FERRY_ERROR_CHANGED },
    { 500, FERRY_ERROR_SERVER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      ferry_fixture_server_reply (fixture->server, table[i].status, NULL);
      assert_fails_after (fixture, table[i].code, i + 1);
    }
}

static void
test_cut (ExchangeFixture *fixture, gconstpointer unused)
{
  ferry_fixture_reply_cut (ferry_fixture_server_reply (fixture->server, 200, "{}"));
  ferry_fixture_reply_cut (ferry_fixture_server_reply (fixture->server, 200, "{}"));
  ferry_fixture_server_reply (fixture->server, 200, "{}");
  assert_ok_after (fixture, 3);
}

static void
test_cut_in_body (ExchangeFixture *fixture, gconstpointer unused)
{
  ferry_fixture_reply_truncate (ferry_fixture_server_reply (fixture->server, 200, "{\"value\":[]}"), 6);
  ferry_fixture_server_reply (fixture->server, 200, "{}");
  assert_ok_after (fixture, 2);
}

static void
test_always_cut (ExchangeFixture *fixture, gconstpointer unused)
{
  FerryFixtureReply *reply = ferry_fixture_server_reply (fixture->server, 200, "{\"value\":[]}");
  g_autoptr (GError) error = NULL;

  ferry_fixture_reply_truncate (reply, 6);
  ferry_fixture_reply_always (reply);
  g_assert_null (exchange_fixture_get (fixture, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNREACHABLE);
  g_assert_nonnull (strstr (error->message, "“127.0.0.1:"));
  g_assert_nonnull (strstr (error->message, "was lost"));
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, 4);
}

/* The server closes a kept connection while the next read is under way on it. */
static void
test_kept_connection_cut (ExchangeFixture *fixture, gconstpointer unused)
{
  ferry_fixture_server_reply (fixture->server, 200, "{}");
  ferry_fixture_reply_cut (ferry_fixture_server_reply (fixture->server, 200, "{}"));
  ferry_fixture_server_reply (fixture->server, 200, "{}");
  assert_ok_after (fixture, 1);
  assert_ok_after (fixture, 3);
}

static void
test_refused (void)
{
  g_autoptr (FerryFixtureServer) server = ferry_fixture_server_new ();
  g_autofree char *url = g_strdup (ferry_fixture_server_get_url (server));
  g_autoptr (FerrySession) session = ferry_session_new (url, NULL, NULL);
  g_autoptr (FerryRequest) request = ferry_request_new (FERRY_REQUEST_READ, "GET", "things");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&server);
  ferry_session_set_retry (session, 2, 1, 1);
  ferry_session_send_async (session, request, NULL, ferry_fixture_await_cb, &result);
  g_assert_null (ferry_session_send_finish (session, ferry_fixture_await (&result), &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNREACHABLE);
  g_assert_nonnull (strstr (error->message, "nothing answers"));
  g_assert_true (ferry_error_is_transient (error));
}

static void
test_retry_after (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  FerryFixtureReply *reply;

  /* A second is within what a pause may be: it is waited for. */
  ferry_session_set_retry (fixture->session, 4, 1, 1500);
  reply = ferry_fixture_server_reply (fixture->server, 503, NULL);
  ferry_fixture_reply_set_header (reply, "Retry-After", "1");
  ferry_fixture_server_reply (fixture->server, 200, "{}");
  assert_ok_after (fixture, 2);

  /* More isn't, and nothing is sent before its time: the caller is told. */
  ferry_session_set_retry (fixture->session, 4, 1, 4);
  reply = ferry_fixture_server_reply (fixture->server, 429, NULL);
  ferry_fixture_reply_set_header (reply, "Retry-After", "3600");
  g_assert_null (exchange_fixture_get (fixture, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_THROTTLED);
  g_assert_cmpint (ferry_error_get_retry_after (error), ==, 3600);
  g_clear_error (&error);
  /* Nor is another read: the wish was for all of this user. What starts something goes out. */
  g_assert_null (exchange_fixture_get (fixture, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_THROTTLED);
  g_assert_cmpint (ferry_error_get_retry_after (error), >, 3500);
  g_assert_cmpint (ferry_error_get_retry_after (error), <=, 3600);
  g_clear_error (&error);
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, 3);
  ferry_fixture_server_reply (fixture->server, 204, NULL);
  g_assert_null (exchange_fixture_post (fixture, &error));
  g_assert_no_error (error);
}

static void
test_retry_after_date (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) later = g_date_time_add_hours (now, 2);
  g_autofree char *date = soup_date_time_to_string (later, SOUP_DATE_HTTP);
  g_autoptr (GError) error = NULL;
  FerryFixtureReply *reply = ferry_fixture_server_reply (fixture->server, 503, NULL);

  ferry_fixture_reply_set_header (reply, "Retry-After", date);
  g_assert_null (exchange_fixture_get (fixture, &error));
  g_assert_cmpint (ferry_error_get_retry_after (error), >, 3600);
  g_assert_cmpint (ferry_error_get_retry_after (error), <=, 7200);
}

static gboolean
is_pausing (void)
{
  int timer = ferry_fixture_pending_timer ();

  return timer > 100 * 1000 && timer <= 200 * 1000;
}

/* The wait the service asks for is kept: cancelled long before its end, no second request has gone out. */
static void
test_cancelled_in_pause (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (FerryRequest) request = ferry_request_new (FERRY_REQUEST_READ, "GET", "things");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  FerryFixtureReply *reply = ferry_fixture_server_reply (fixture->server, 429, NULL);

  ferry_fixture_reply_set_header (reply, "Retry-After", "200");
  /* libsoup's own timers are shorter while a connection is kept, and five minutes afterwards. */
  ferry_fixture_reply_set_header (reply, "Connection", "close");
  ferry_session_set_retry (fixture->session, 4, 1, G_MAXINT);
  ferry_session_send_async (fixture->session, request, cancellable, ferry_fixture_await_cb, &result);
  ferry_fixture_wait_until (is_pausing ());
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  g_assert_null (ferry_session_send_finish (fixture->session, ferry_fixture_await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  ferry_fixture_drain ();
  g_assert_false (is_pausing ());
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, 1);
}

static void
test_cancelled_in_flight (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (FerryRequest) request = ferry_request_new (FERRY_REQUEST_READ, "GET", "things");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ferry_fixture_reply_hang (ferry_fixture_server_reply (fixture->server, 200, "{}"));
  ferry_session_send_async (fixture->session, request, cancellable, ferry_fixture_await_cb, &result);
  ferry_fixture_wait_until (ferry_fixture_server_get_n_hanging (fixture->server) == 1);
  g_cancellable_cancel (cancellable);
  g_assert_null (ferry_session_send_finish (fixture->session, ferry_fixture_await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* In the middle of the body, with a service that says nothing more. */
static void
test_cancelled_in_body (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (FerryRequest) request = ferry_request_new (FERRY_REQUEST_READ, "GET", "things");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ferry_fixture_reply_stall (ferry_fixture_server_reply (fixture->server, 200, "{\"value\":[]}"), 6);
  ferry_session_send_async (fixture->session, request, cancellable, ferry_fixture_await_cb, &result);
  ferry_fixture_wait_until (ferry_fixture_server_get_n_requests (fixture->server) == 1);
  ferry_fixture_drain ();
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  g_assert_null (ferry_session_send_finish (fixture->session, ferry_fixture_await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_stalled (ExchangeFixture *fixture, gconstpointer unused)
{
  ferry_fixture_reply_stall (ferry_fixture_server_reply (fixture->server, 200, "{\"value\":[]}"), 6);
  ferry_fixture_server_reply (fixture->server, 200, "{}");
  ferry_session_set_timeouts (fixture->session, 200, 200);
  assert_ok_after (fixture, 2);
}

static void
test_cancelled_before (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (exchange_fixture_send (fixture, ferry_request_new (FERRY_REQUEST_READ, "GET", "things"),
                                        cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, 0);
}

/* A read that hangs is given up and tried once more, no oftener. */
static void
test_timed_out (ExchangeFixture *fixture, gconstpointer unused)
{
  FerryFixtureReply *reply = ferry_fixture_server_reply (fixture->server, 200, "{}");
  g_autoptr (GError) error = NULL;

  ferry_fixture_reply_hang (reply);
  ferry_fixture_reply_always (reply);
  ferry_session_set_timeouts (fixture->session, 200, 200);
  g_assert_null (exchange_fixture_get (fixture, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_TIMED_OUT);
  g_assert_nonnull (strstr (error->message, "in time"));
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, 2);
}

static void
test_write_not_again (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  ferry_fixture_server_reply (fixture->server, 503, NULL);
  g_assert_null (exchange_fixture_send (
    fixture, ferry_request_new (FERRY_REQUEST_WRITE, "PATCH", "things(1)"), NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNAVAILABLE);
  g_clear_error (&error);
  ferry_fixture_reply_cut (ferry_fixture_server_reply (fixture->server, 204, NULL));
  g_assert_null (exchange_fixture_send (
    fixture, ferry_request_new (FERRY_REQUEST_WRITE, "DELETE", "things(1)"), NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNREACHABLE);
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  exchange_fixture_add ("/net/reads/recovers", test_recovers);
  exchange_fixture_add ("/net/reads/gives-up", test_gives_up);
  exchange_fixture_add ("/net/reads/attempts-settable", test_attempts_settable);
  exchange_fixture_add ("/net/reads/not-again", test_not_again);
  exchange_fixture_add ("/net/reads/cut", test_cut);
  exchange_fixture_add ("/net/reads/cut-in-body", test_cut_in_body);
  exchange_fixture_add ("/net/reads/always-cut", test_always_cut);
  exchange_fixture_add ("/net/reads/kept-connection-cut", test_kept_connection_cut);
  g_test_add_func ("/net/reads/refused", test_refused);
  exchange_fixture_add ("/net/reads/retry-after", test_retry_after);
  exchange_fixture_add ("/net/reads/retry-after-date", test_retry_after_date);
  exchange_fixture_add ("/net/reads/cancelled-in-pause", test_cancelled_in_pause);
  exchange_fixture_add ("/net/reads/cancelled-in-flight", test_cancelled_in_flight);
  exchange_fixture_add ("/net/reads/cancelled-in-body", test_cancelled_in_body);
  exchange_fixture_add ("/net/reads/stalled", test_stalled);
  exchange_fixture_add ("/net/reads/cancelled-before", test_cancelled_before);
  exchange_fixture_add ("/net/reads/timed-out", test_timed_out);
  exchange_fixture_add ("/net/reads/write-not-again", test_write_not_again);
  return g_test_run ();
}
