/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What starts something is sent once, whatever happens, and it is told whether it may have been taken. */
#include "exchange-fixture.h"

static void
assert_fails (ExchangeFixture *fixture, FerryError code, GError **kept)
{
  guint before = ferry_fixture_server_get_n_requests (fixture->server);
  g_autoptr (GError) error = NULL;

  g_assert_null (exchange_fixture_post (fixture, &error));
  g_assert_error (error, FERRY_ERROR, (int) code);
  /* Nothing is left that could still send. */
  ferry_fixture_drain ();
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, before + 1);
  if (kept != NULL)
    *kept = g_steal_pointer (&error);
}

static void
test_ambiguous_statuses (ExchangeFixture *fixture, gconstpointer unused)
{
  static const guint statuses[] = { 408, 500, 502, 503, 504, 520 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (GError) error = NULL;

      ferry_fixture_server_reply (fixture->server, statuses[i], NULL);
      assert_fails (fixture, FERRY_ERROR_AMBIGUOUS, &error);
      g_assert_cmpuint (ferry_error_get_http_status (error), ==, statuses[i]);
      g_assert_false (ferry_error_is_transient (error));
    }
}

static void
test_definite_statuses (ExchangeFixture *fixture, gconstpointer unused)
{
  static const struct
  {
    guint status;
    FerryError code;
  } table[] = {
    { 400, FERRY_ERROR_INVALID },   { 401, FERRY_ERROR_UNAUTHORIZED }, { 403, FERRY_ERROR_FORBIDDEN },
    { 404, FERRY_ERROR_NOT_FOUND }, { 409, FERRY_ERROR_CHANGED },      { 412, FERRY_ERROR_CHANGED },
    { 429, FERRY_ERROR_THROTTLED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      ferry_fixture_server_reply (fixture->server, table[i].status, NULL);
      assert_fails (fixture, table[i].code, NULL);
    }
}

/* The service's own words of a failure: it knows that it took nothing. */
static void
test_definite_bodies (ExchangeFixture *fixture, gconstpointer unused)
{
  ferry_fixture_server_reply (fixture->server, 500,
                              "{\"error\":{\"code\":\"Internal_ServerError\",\"message\":\"Rolled back.\"}}");
  assert_fails (fixture, FERRY_ERROR_SERVER, NULL);
  ferry_fixture_server_reply (
    fixture->server, 400, "{\"error\":{\"code\":\"Application_DialogException\",\"message\":\"Not now.\"}}");
  assert_fails (fixture, FERRY_ERROR_REFUSED, NULL);
}

static void
test_throttled_keeps_wish (ExchangeFixture *fixture, gconstpointer unused)
{
  FerryFixtureReply *reply = ferry_fixture_server_reply (fixture->server, 429, NULL);
  g_autoptr (GError) error = NULL;

  ferry_fixture_reply_set_header (reply, "Retry-After", "7");
  assert_fails (fixture, FERRY_ERROR_THROTTLED, &error);
  g_assert_cmpint (ferry_error_get_retry_after (error), ==, 7);
}

static void
test_cut (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  ferry_fixture_reply_cut (ferry_fixture_server_reply (fixture->server, 200, NULL));
  assert_fails (fixture, FERRY_ERROR_AMBIGUOUS, &error);
  g_assert_nonnull (strstr (error->message, "“127.0.0.1:"));
  g_assert_nonnull (strstr (error->message, "not sent again"));
}

static void
test_cut_in_body (ExchangeFixture *fixture, gconstpointer unused)
{
  ferry_fixture_reply_truncate (ferry_fixture_server_reply (fixture->server, 200, "{\"id\":1}"), 4);
  assert_fails (fixture, FERRY_ERROR_AMBIGUOUS, NULL);
}

/* libsoup sends again on its own where a kept connection is dead; not what starts something. */
static void
test_cut_on_warm_connection (ExchangeFixture *fixture, gconstpointer unused)
{
  static const FerryRequestKind kinds[] = { FERRY_REQUEST_START, FERRY_REQUEST_WRITE };
  static const char *const methods[] = { "POST", "DELETE" };
  static const FerryError codes[] = { FERRY_ERROR_AMBIGUOUS, FERRY_ERROR_UNREACHABLE };

  for (guint i = 0; i < 2; i++)
    {
      guint before = ferry_fixture_server_get_n_requests (fixture->server);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) root = NULL;

      ferry_fixture_server_reply (fixture->server, 200, "{}");
      root = exchange_fixture_get (fixture, &error);
      g_assert_no_error (error);
      ferry_fixture_reply_cut (ferry_fixture_server_reply (fixture->server, 200, NULL));
      g_assert_null (
        exchange_fixture_send (fixture, ferry_request_new (kinds[i], methods[i], "things"), NULL, &error));
      g_assert_error (error, FERRY_ERROR, (int) codes[i]);
      ferry_fixture_drain ();
      g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, before + 2);
    }
}

static void
test_timed_out (ExchangeFixture *fixture, gconstpointer unused)
{
  ferry_fixture_reply_hang (ferry_fixture_server_reply (fixture->server, 200, NULL));
  ferry_session_set_timeouts (fixture->session, 60000, 200);
  assert_fails (fixture, FERRY_ERROR_AMBIGUOUS, NULL);
}

static void
test_unreadable_yes (ExchangeFixture *fixture, gconstpointer unused)
{
  FerryFixtureReply *reply;

  ferry_fixture_server_reply (fixture->server, 200, "{\"id\":");
  assert_fails (fixture, FERRY_ERROR_AMBIGUOUS, NULL);
  reply = ferry_fixture_server_reply (fixture->server, 200, "<html></html>");
  ferry_fixture_reply_set_header (reply, "Content-Type", "text/html");
  assert_fails (fixture, FERRY_ERROR_AMBIGUOUS, NULL);
  reply = ferry_fixture_server_reply (fixture->server, 303, NULL);
  ferry_fixture_reply_set_header (reply, "Location", "/elsewhere");
  assert_fails (fixture, FERRY_ERROR_AMBIGUOUS, NULL);
  reply = ferry_fixture_server_reply (fixture->server, 307, NULL);
  ferry_fixture_reply_set_header (reply, "Location", "/elsewhere");
  assert_fails (fixture, FERRY_ERROR_AMBIGUOUS, NULL);
}

/* No connection, no request: nothing can have been taken. */
static void
test_refused (void)
{
  g_autoptr (FerryFixtureServer) server = ferry_fixture_server_new ();
  g_autofree char *url = g_strdup (ferry_fixture_server_get_url (server));
  g_autoptr (FerrySession) session = ferry_session_new (url, NULL, NULL);
  g_autoptr (FerryRequest) request = ferry_request_new (FERRY_REQUEST_START, "POST", "things");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&server);
  ferry_session_send_async (session, request, NULL, ferry_fixture_await_cb, &result);
  g_assert_null (ferry_session_send_finish (session, ferry_fixture_await (&result), &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNREACHABLE);
}

/* A name under a domain that never resolves. */
static void
test_unknown_host (void)
{
  g_autoptr (FerrySession) session = ferry_session_new ("https://bc.ferry.invalid", NULL, NULL);
  g_autoptr (FerryRequest) request = ferry_request_new (FERRY_REQUEST_START, "POST", "things");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ferry_session_send_async (session, request, NULL, ferry_fixture_await_cb, &result);
  g_assert_null (ferry_session_send_finish (session, ferry_fixture_await (&result), &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNREACHABLE);
  g_assert_nonnull (strstr (error->message, "“bc.ferry.invalid”"));
}

static void
test_cancelled (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (FerryRequest) request = ferry_request_new (FERRY_REQUEST_START, "POST", "things");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ferry_fixture_reply_hang (ferry_fixture_server_reply (fixture->server, 200, NULL));
  ferry_session_send_async (fixture->session, request, cancellable, ferry_fixture_await_cb, &result);
  ferry_fixture_wait_until (ferry_fixture_server_get_n_hanging (fixture->server) == 1);
  g_cancellable_cancel (cancellable);
  g_assert_null (ferry_session_send_finish (fixture->session, ferry_fixture_await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  exchange_fixture_add ("/net/starts/ambiguous-statuses", test_ambiguous_statuses);
  exchange_fixture_add ("/net/starts/definite-statuses", test_definite_statuses);
  exchange_fixture_add ("/net/starts/definite-bodies", test_definite_bodies);
  exchange_fixture_add ("/net/starts/throttled-keeps-wish", test_throttled_keeps_wish);
  exchange_fixture_add ("/net/starts/cut", test_cut);
  exchange_fixture_add ("/net/starts/cut-in-body", test_cut_in_body);
  exchange_fixture_add ("/net/starts/cut-on-warm-connection", test_cut_on_warm_connection);
  exchange_fixture_add ("/net/starts/timed-out", test_timed_out);
  exchange_fixture_add ("/net/starts/unreadable-yes", test_unreadable_yes);
  g_test_add_func ("/net/starts/refused", test_refused);
  g_test_add_func ("/net/starts/unknown-host", test_unknown_host);
  exchange_fixture_add ("/net/starts/cancelled", test_cancelled);
  return g_test_run ();
}
