/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "counting-authorizer.h"
#include "exchange-fixture.h"

/* Nothing may have been sent: for what starts something this isn't ambiguous. */
static void
assert_not_secure (const char *url, const char *says)
{
  static const FerryRequestKind kinds[] = { FERRY_REQUEST_READ, FERRY_REQUEST_START };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (CountingAuthorizer) authorizer = counting_authorizer_new ("Bearer first", NULL);
      g_autoptr (FerrySession) session = ferry_session_new (url, FERRY_AUTHORIZER (authorizer), NULL);
      g_autoptr (FerryRequest) request = ferry_request_new (kinds[i], i == 0 ? "GET" : "POST", "things");
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      ferry_session_set_retry (session, 2, 1, 1);
      ferry_session_send_async (session, request, NULL, ferry_fixture_await_cb, &result);
      g_assert_null (ferry_session_send_finish (session, ferry_fixture_await (&result), &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_TLS);
      g_assert_nonnull (strstr (error->message, "localhost"));
      if (strstr (error->message, says) == NULL)
        g_error ("expected “%s” in: %s", says, error->message);
      g_assert_false (ferry_error_is_transient (error));
    }
}

static void
test_untrusted (void)
{
  g_autoptr (FerryFixtureServer) server = ferry_fixture_server_new_tls ();

  assert_not_secure (ferry_fixture_server_get_url (server), "doesn’t trust");
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (server), ==, 0);
}

static void
test_other_host (void)
{
  g_autoptr (FerryFixtureServer) server = ferry_fixture_server_new_tls ();
  g_autoptr (GUri) uri = g_uri_parse (ferry_fixture_server_get_url (server), SOUP_HTTP_URI_FLAGS, NULL);
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%d", g_uri_get_port (uri));
  g_autoptr (FerrySession) session = ferry_session_new (url, NULL, NULL);
  g_autoptr (FerryRequest) request = ferry_request_new (FERRY_REQUEST_READ, "GET", "things");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ferry_session_send_async (session, request, NULL, ferry_fixture_await_cb, &result);
  g_assert_null (ferry_session_send_finish (session, ferry_fixture_await (&result), &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_TLS);
  g_assert_nonnull (strstr (error->message, "another host"));
}

/* https to a port that speaks http, as after a mistyped address. */
static gboolean
incoming_cb (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer user_data)
{
  static const char answer[] = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), answer,
                             strlen (answer), NULL, NULL, NULL);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  return TRUE;
}

static void
test_plain_server (void)
{
  g_autoptr (GSocketService) service = g_socket_service_new ();
  guint port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, NULL);
  g_autofree char *url = g_strdup_printf ("https://localhost:%u", port);

  g_signal_connect (service, "incoming", G_CALLBACK (incoming_cb), NULL);
  assert_not_secure (url, "isn’t secure");
  g_socket_service_stop (service);
  g_socket_listener_close (G_SOCKET_LISTENER (service));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/tls/untrusted", test_untrusted);
  g_test_add_func ("/net/tls/other-host", test_other_host);
  g_test_add_func ("/net/tls/plain-server", test_plain_server);
  return g_test_run ();
}
