/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "counting-authorizer.h"
#include "exchange-fixture.h"
#include "ferry-session-private.h"
#include "ferry-fixture-proxy.h"

/* The service lies behind a proxy. Its name is known to nobody but the proxy: what reaches it went through there. */
typedef struct
{
  FerryFixtureServer *server;
  FerryFixtureProxy *proxy;
  FerrySession *session;
  char *named;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (CountingAuthorizer) authorizer = counting_authorizer_new ("Bearer secret", NULL);
  g_autoptr (GProxyResolver) resolver = NULL;
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;

  fixture->server = ferry_fixture_server_new_tls ();
  ferry_fixture_server_trust (fixture->server);
  fixture->proxy = ferry_fixture_proxy_new (ferry_fixture_server_get_port (fixture->server));
  fixture->named = g_strdup_printf ("“127.0.0.1:%u”", fixture->proxy->port);
  url = g_strdup_printf ("https://localhost:%u", ferry_fixture_server_get_port (fixture->server));
  fixture->session = ferry_session_new (url, FERRY_AUTHORIZER (authorizer), &error);
  g_assert_no_error (error);
  ferry_session_set_retry (fixture->session, 2, 1, 4);
  resolver = ferry_fixture_proxy_create_resolver (fixture->proxy);
  ferry_pool_set_proxy (fixture->session->pool, resolver);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->session), (gpointer *) &fixture->session);
  g_object_unref (fixture->session);
  ferry_fixture_wait_until (fixture->session == NULL);
  ferry_fixture_drain ();
  ferry_fixture_proxy_free (fixture->proxy);
  g_object_unref (fixture->server);
  g_free (fixture->named);
}

static JsonNode *
send (Fixture *fixture, FerryRequestKind kind, GError **error)
{
  g_autoptr (FerryRequest) request
    = ferry_request_new (kind, kind == FERRY_REQUEST_READ ? "GET" : "POST", "things");
  g_autoptr (GAsyncResult) result = NULL;

  ferry_session_send_async (fixture->session, request, NULL, ferry_fixture_await_cb, &result);
  return ferry_session_send_finish (fixture->session, ferry_fixture_await (&result), error);
}

static void
test_tunnel (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *expected
    = g_strdup_printf ("CONNECT localhost:%u HTTP/1.1", ferry_fixture_server_get_port (fixture->server));
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (GError) error = NULL;

  ferry_fixture_server_reply (fixture->server, 200, "{}");
  answer = send (fixture, FERRY_REQUEST_READ, &error);
  g_assert_no_error (error);
  g_assert_nonnull (answer);
  g_assert_cmpuint (fixture->proxy->asked->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (fixture->proxy->asked, 0), ==, expected);
}

/* The proxy's word is no word of the service: not about the sign-in, and not about what was started. */
static void
test_refusals (Fixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *answer;
    const char *says;
    gboolean transient;
  } refusals[] = {
    { "407 Proxy Authentication Required", "asks for a sign-in", FALSE },
    { "401 Unauthorized", "lets nothing through (HTTP 401)", FALSE },
    { "403 Forbidden", "lets nothing through (HTTP 403)", FALSE },
    { "502 Bad Gateway", "lets nothing through (HTTP 502)", TRUE },
    { "503 Service Unavailable", "lets nothing through (HTTP 503)", TRUE },
    { "504 Gateway Timeout", "lets nothing through (HTTP 504)", TRUE },
  };
  static const FerryRequestKind kinds[] = { FERRY_REQUEST_READ, FERRY_REQUEST_START };

  for (guint i = 0; i < G_N_ELEMENTS (refusals) * G_N_ELEMENTS (kinds); i++)
    {
      FerryRequestKind kind = kinds[i % G_N_ELEMENTS (kinds)];
      guint n = i / G_N_ELEMENTS (kinds);
      g_autoptr (GError) error = NULL;

      g_free (fixture->proxy->answer);
      fixture->proxy->answer = g_strdup (refusals[n].answer);
      g_ptr_array_set_size (fixture->proxy->asked, 0);
      g_assert_null (send (fixture, kind, &error));
      g_test_message ("%s: %s", refusals[n].answer, error->message);
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNREACHABLE);
      g_assert_nonnull (strstr (error->message, "“localhost"));
      g_assert_nonnull (strstr (error->message, fixture->named));
      if (strstr (error->message, refusals[n].says) == NULL)
        g_error ("“%s” isn't in “%s”", refusals[n].says, error->message);
      g_assert_cmpint (ferry_error_is_transient (error), ==, refusals[n].transient);
      g_assert_cmpuint (fixture->proxy->asked->len, ==,
                        kind == FERRY_REQUEST_READ && refusals[n].transient ? 2 : 1);
    }
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, 0);
}

/* It isn't there, or hangs up: nothing was sent, which is no matter of doubt for what starts something. */
static void
test_gone (Fixture *fixture, gconstpointer unused)
{
  static const FerryRequestKind kinds[] = { FERRY_REQUEST_READ, FERRY_REQUEST_START };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GError) error = NULL;

      if (fixture->proxy->answer == NULL)
        fixture->proxy->answer = g_strdup ("");
      if (i == G_N_ELEMENTS (kinds))
        ferry_fixture_proxy_stop (fixture->proxy);
      g_assert_null (send (fixture, kinds[i % G_N_ELEMENTS (kinds)], &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNREACHABLE);
      g_assert_nonnull (strstr (error->message, fixture->named));
      g_assert_true (ferry_error_is_transient (error));
    }
}

/* The token goes to the service, inside of the tunnel. */
static void
test_token (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (GError) error = NULL;

  ferry_fixture_server_reply (fixture->server, 200, "{}");
  answer = send (fixture, FERRY_REQUEST_START, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (soup_message_headers_get_one (
                     ferry_fixture_server_get_request (fixture->server, 0)->headers, "Authorization"),
                   ==, "Bearer secret");
}

/* Where the service speaks it, as the online one does, and no proxy is in between: for that libsoup stays with
 * HTTP/1.1. */
static void
test_http2 (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (GError) error = NULL;

  ferry_pool_set_proxy (fixture->session->pool, NULL);
  ferry_fixture_server_reply (fixture->server, 200, "{}");
  answer = send (fixture, FERRY_REQUEST_READ, &error);
  g_assert_no_error (error);
  g_assert_nonnull (answer);
  g_assert_cmpint ((int) ferry_fixture_server_get_request (fixture->server, 0)->version, ==, SOUP_HTTP_2_0);
  g_assert_cmpuint (fixture->proxy->asked->len, ==, 0);
}

/* Without being told otherwise, the system's settings count, except for what is on this computer. */
static void
test_whose (void)
{
  g_autoptr (FerrySession) far = ferry_session_new ("https://bc.example.com", NULL, NULL);
  g_autoptr (FerrySession) near = ferry_session_new ("http://localhost:1", NULL, NULL);

  g_assert_true (soup_session_get_proxy_resolver (ferry_pool_get_soup (far->pool))
                 == g_proxy_resolver_get_default ());
  g_assert_null (soup_session_get_proxy_resolver (ferry_pool_get_soup (near->pool)));
}

#define add(path, function) g_test_add ("/net/proxy/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  /* libsoup's server speaks HTTP/2 where it is told to. */
  g_setenv ("SOUP_SERVER_HTTP2", "1", TRUE);
  g_test_init (&argc, &argv, NULL);
  add ("tunnel", test_tunnel);
  add ("refusals", test_refusals);
  add ("gone", test_gone);
  add ("token", test_token);
  add ("http2", test_http2);
  g_test_add_func ("/net/proxy/whose", test_whose);
  return g_test_run ();
}
