/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What isn't the answer the contract promises, and what is said of it. */
#include "exchange-fixture.h"

#define PAGE "<!DOCTYPE html><html><body>Sign in to the network</body></html>"

static void
test_garbage (ExchangeFixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *type;
    const char *body;
    const char *says;
  } table[] = {
    { "text/html", PAGE, "web page" },
    { "application/json", PAGE, "web page" },
    { NULL, PAGE, "web page" },
    { "text/plain", "hello", "text/plain" },
    { "application/xml", "\n\n<?xml version=\"1.0\"?><a/>", "web page" },
    { "image/png", "\211PNG", "image/png" },
    { "application/json", NULL, "empty" },
    { "application/json", "{\"value\":[{\"id\":\"a\"},{\"id\":\"b", "breaks off" },
    { "application/json", "not json", "JSON" },
    { "application/json", "{\"a\":1}{\"b\":2}", "follows" },
    { "application/json", "\"\xc3\x28\"", "UTF-8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      FerryFixtureReply *reply = ferry_fixture_server_reply (fixture->server, 200, table[i].body);
      g_autoptr (GError) error = NULL;

      ferry_fixture_reply_set_header (reply, "Content-Type", table[i].type);
      g_assert_null (exchange_fixture_get (fixture, &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
      g_assert_cmpuint (ferry_error_get_http_status (error), ==, 200);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      if (strstr (error->message, table[i].says) == NULL)
        g_error ("garbage %u gave: %s", i, error->message);
      /* It isn't a passing trouble, so that it isn't asked for again. */
      g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, i + 1);
    }
}

static void
test_fair_types (ExchangeFixture *fixture, gconstpointer unused)
{
  static const char *const types[]
    = { "application/json", "application/json; odata.metadata=minimal; charset=utf-8", "Application/JSON",
        "application/problem+json", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      FerryFixtureReply *reply = ferry_fixture_server_reply (fixture->server, 200, "{}");
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) root = NULL;

      ferry_fixture_reply_set_header (reply, "Content-Type", types[i]);
      root = exchange_fixture_get (fixture, &error);
      g_assert_no_error (error);
    }
}

static void
test_broken_gzip (ExchangeFixture *fixture, gconstpointer unused)
{
  FerryFixtureReply *reply = ferry_fixture_server_reply (fixture->server, 200, "{}");
  g_autoptr (GError) error = NULL;

  ferry_fixture_reply_set_header (reply, "Content-Encoding", "gzip");
  g_assert_null (exchange_fixture_get (fixture, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
  g_assert_nonnull (strstr (error->message, "unpacked"));
}

/* All bytes that were promised are there, but the archive in them has no end. */
static void
test_short_gzip (ExchangeFixture *fixture, gconstpointer unused)
{
  FerryFixtureReply *whole = ferry_fixture_server_reply (fixture->server, 200, "{\"text\":\"long enough\"}");
  g_autoptr (GError) error = NULL;

  ferry_fixture_reply_gzip (whole);
  ferry_fixture_reply_shorten (whole, 12);
  g_assert_null (exchange_fixture_get (fixture, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
  g_assert_nonnull (strstr (error->message, "unpacked"));
}

static void
test_unknown_encoding (ExchangeFixture *fixture, gconstpointer unused)
{
  FerryFixtureReply *reply = ferry_fixture_server_reply (fixture->server, 200, "{}");
  g_autoptr (GError) error = NULL;

  ferry_fixture_reply_set_header (reply, "Content-Encoding", "br");
  g_assert_null (exchange_fixture_get (fixture, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
  g_assert_nonnull (strstr (error->message, "br"));
}

/* The error's page is as long as it likes; what is kept of it isn't. */
static void
test_huge_error_page (ExchangeFixture *fixture, gconstpointer unused)
{
  FerryFixtureReply *reply = ferry_fixture_server_reply (fixture->server, 404, NULL);
  gsize size = 20 * 1024 * 1024;
  g_autoptr (GError) error = NULL;

  ferry_fixture_reply_set_body (reply, g_bytes_new_take (g_strnfill (size, 'x'), size));
  g_assert_null (exchange_fixture_get (fixture, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NOT_FOUND);
}

static void
test_nested (ExchangeFixture *fixture, gconstpointer unused)
{
  FerryFixtureReply *reply = ferry_fixture_server_reply (fixture->server, 200, "{}");
  gsize size = 5 * 1024 * 1024;
  g_autoptr (GError) error = NULL;

  ferry_fixture_reply_set_body (reply, g_bytes_new_take (g_strnfill (size, '['), size));
  g_assert_null (exchange_fixture_get (fixture, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
}

/* Something that speaks no HTTP at all. */
static gboolean
incoming_cb (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer user_data)
{
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  g_output_stream_write_all (output, "SSH-2.0-OpenSSH\r\n", 17, NULL, NULL, NULL);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  return TRUE;
}

static void
test_not_http (void)
{
  g_autoptr (GSocketService) service = g_socket_service_new ();
  guint port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, NULL);
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u", port);
  g_autoptr (FerrySession) session = ferry_session_new (url, NULL, NULL);
  g_autoptr (FerryRequest) request = ferry_request_new (FERRY_REQUEST_READ, "GET", "things");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_signal_connect (service, "incoming", G_CALLBACK (incoming_cb), NULL);
  ferry_session_set_retry (session, 2, 1, 1);
  ferry_session_send_async (session, request, NULL, ferry_fixture_await_cb, &result);
  g_assert_null (ferry_session_send_finish (session, ferry_fixture_await (&result), &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
  g_assert_nonnull (strstr (error->message, "isn’t HTTP"));
  g_assert_nonnull (strstr (error->message, "“127.0.0.1:"));
  g_socket_service_stop (service);
  g_socket_listener_close (G_SOCKET_LISTENER (service));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  exchange_fixture_add ("/net/answers/garbage", test_garbage);
  exchange_fixture_add ("/net/answers/fair-types", test_fair_types);
  exchange_fixture_add ("/net/answers/broken-gzip", test_broken_gzip);
  exchange_fixture_add ("/net/answers/short-gzip", test_short_gzip);
  exchange_fixture_add ("/net/answers/unknown-encoding", test_unknown_encoding);
  exchange_fixture_add ("/net/answers/huge-error-page", test_huge_error_page);
  exchange_fixture_add ("/net/answers/nested", test_nested);
  g_test_add_func ("/net/answers/not-http", test_not_http);
  return g_test_run ();
}
