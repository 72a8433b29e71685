/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange-fixture.h"

#include "ferry-session-private.h"

static void
test_addresses (void)
{
  static const char *const good[][2] = {
    { "https://bc.example.com", "https://bc.example.com/" },
    { "https://bc.example.com/v2.0/", "https://bc.example.com/v2.0/" },
    { "http://localhost:8080", "http://localhost:8080/" },
    { "http://127.0.0.1:8080/v2.0", "http://127.0.0.1:8080/v2.0/" },
    { "http://[::1]:8080", "http://[::1]:8080/" },
  };
  static const struct
  {
    const char *address;
    FerryError code;
  } bad[] = {
    { "", FERRY_ERROR_INVALID },
    { "bc.example.com", FERRY_ERROR_INVALID },
    { "ftp://bc.example.com", FERRY_ERROR_INVALID },
    { "https://", FERRY_ERROR_INVALID },
    { "https:///path", FERRY_ERROR_INVALID },
    { "https://bc.example.com:port", FERRY_ERROR_INVALID },
    { "https://user:password@bc.example.com", FERRY_ERROR_INVALID },
    { "https://bc.example.com/?a=b", FERRY_ERROR_INVALID },
    { "https://bc.example.com/#a", FERRY_ERROR_INVALID },
    { "http://bc.example.com", FERRY_ERROR_TLS },
    { "http://192.0.2.1", FERRY_ERROR_TLS },
    { "http://localhost.example.com", FERRY_ERROR_TLS },
    { "http://127.0.0.1.example.com", FERRY_ERROR_TLS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (FerrySession) session = ferry_session_new (good[i][0], NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (ferry_session_get_base_url (session), ==, good[i][1]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (FerrySession) session = ferry_session_new (bad[i].address, NULL, &error);

      if (session != NULL)
        g_error ("“%s” was taken for an address", bad[i].address);
      g_assert_error (error, FERRY_ERROR, (int) bad[i].code);
      g_assert_null (strstr (error->message, "password@"));
    }
}

/* The numbers of api-contract §0. */
static void
test_defaults (void)
{
  g_autoptr (FerrySession) session = ferry_session_new ("https://bc.example.com", NULL, NULL);

  g_assert_cmpuint (session->read_timeout_ms, ==, 60 * 1000);
  g_assert_cmpuint (session->start_timeout_ms, ==, 630 * 1000);
  g_assert_cmpuint (session->retry.attempts, ==, 4);
  g_assert_cmpuint (session->retry.base_ms, ==, 500);
  g_assert_cmpuint (session->retry.max_ms, ==, 30 * 1000);
}

static void
test_get (ExchangeFixture *fixture, gconstpointer unused)
{
  FerryRequest *request = ferry_request_new (FERRY_REQUEST_READ, "GET", "companies(1)/things");
  const FerryFixtureRequest *seen;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;

  ferry_fixture_server_reply_to (fixture->server, "GET", "/companies(1)/things", 200, "{\"id\":\"a\"}");
  ferry_request_add_query (request, "$filter", "name eq 'A & B'");
  ferry_request_set_page_size (request, 500);
  root = exchange_fixture_send (fixture, request, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (root), "id"), ==, "a");
  seen = ferry_fixture_server_get_request (fixture->server, 0);
  g_assert_cmpstr (seen->query, ==, "$filter=name%20eq%20'A%20%26%20B'");
  g_assert_cmpstr (exchange_fixture_header (fixture, 0, "Accept"), ==, "application/json");
  g_assert_cmpstr (exchange_fixture_header (fixture, 0, "Accept-Encoding"), ==, "gzip");
  g_assert_cmpstr (exchange_fixture_header (fixture, 0, "Prefer"), ==, "odata.maxpagesize=500");
  g_assert_true (g_str_has_prefix (exchange_fixture_header (fixture, 0, "User-Agent"), "Ferry/"));
  g_assert_null (exchange_fixture_header (fixture, 0, "Authorization"));
  g_assert_null (exchange_fixture_header (fixture, 0, "If-Match"));
}

static void
test_patch (ExchangeFixture *fixture, gconstpointer unused)
{
  FerryRequest *request = ferry_request_new (FERRY_REQUEST_WRITE, "PATCH", "things(1)");
  JsonObject *body = json_object_new ();
  JsonNode *node = json_node_init_object (json_node_alloc (), body);
  const FerryFixtureRequest *seen;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;

  json_object_set_string_member (body, "text", "“é”");
  json_object_unref (body);
  ferry_fixture_server_reply_to (fixture->server, "PATCH", "/things(1)", 200, "{}");
  ferry_request_set_if_match (request, "W/\"Jz=\"");
  ferry_request_set_body (request, node);
  root = exchange_fixture_send (fixture, request, NULL, &error);

  g_assert_no_error (error);
  seen = ferry_fixture_server_get_request (fixture->server, 0);
  g_assert_cmpmem (g_bytes_get_data (seen->body, NULL), g_bytes_get_size (seen->body), "{\"text\":\"“é”\"}",
                   strlen ("{\"text\":\"“é”\"}"));
  g_assert_cmpstr (exchange_fixture_header (fixture, 0, "If-Match"), ==, "W/\"Jz=\"");
  g_assert_cmpstr (exchange_fixture_header (fixture, 0, "Content-Type"), ==, "application/json");
}

/* A bound action without parameters has an empty body, and says so. */
static void
test_post (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;

  ferry_fixture_server_reply_to (fixture->server, "POST", "/things/start", 204, NULL);
  root = exchange_fixture_post (fixture, &error);

  g_assert_no_error (error);
  g_assert_null (root);
  g_assert_cmpstr (exchange_fixture_header (fixture, 0, "Content-Length"), ==, "0");
}

static void
test_empty_answers (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  ferry_fixture_server_reply_to (fixture->server, "POST", NULL, 200, NULL);
  ferry_fixture_server_reply_to (fixture->server, "DELETE", NULL, 204, NULL);
  ferry_fixture_server_reply_to (fixture->server, "GET", NULL, 204, NULL);
  g_assert_null (exchange_fixture_post (fixture, &error));
  g_assert_no_error (error);
  g_assert_null (exchange_fixture_send (
    fixture, ferry_request_new (FERRY_REQUEST_WRITE, "DELETE", "things(1)"), NULL, &error));
  g_assert_no_error (error);
  g_assert_null (exchange_fixture_get (fixture, &error));
  g_assert_no_error (error);
}

/* The service's Location of a bound action points elsewhere and is to be ignored. */
static void
test_location_ignored (ExchangeFixture *fixture, gconstpointer unused)
{
  FerryFixtureReply *reply = ferry_fixture_server_reply (fixture->server, 204, NULL);
  g_autoptr (GError) error = NULL;

  ferry_fixture_reply_set_header (reply, "Location", "https://elsewhere.example.com/");
  g_assert_null (exchange_fixture_post (fixture, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, 1);
}

static void
test_gzip (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autofree char *words = g_strnfill (1000000, 'x');
  g_autofree char *body = g_strdup_printf ("{\"text\":\"%s\"}", words);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;

  ferry_fixture_reply_gzip (ferry_fixture_server_reply (fixture->server, 200, body));
  root = exchange_fixture_get (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (root), "text"), ==, words);
}

static void
test_gzipped_error (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  ferry_fixture_reply_gzip (ferry_fixture_server_reply (
    fixture->server, 400, "{\"error\":{\"code\":\"Application_DialogException\",\"message\":\"Not now.\"}}"));
  g_assert_null (exchange_fixture_get (fixture, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
  g_assert_cmpstr (error->message, ==, "Not now.");
}

static void
test_long_names (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autofree char *name = g_strnfill (10000, 'n');
  g_autofree char *body = g_strdup_printf ("{\"value\":[{\"name\":\"%s\"}]}", name);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;

  ferry_fixture_server_reply (fixture->server, 200, body);
  root = exchange_fixture_get (fixture, &error);
  g_assert_no_error (error);
  g_assert_nonnull (root);
}

/* Five at once; the sixth goes out when one is done. */
static void
test_at_once (ExchangeFixture *fixture, gconstpointer unused)
{
  FerryFixtureReply *reply = ferry_fixture_server_reply (fixture->server, 200, "{}");
  GAsyncResult *results[12] = { NULL };

  ferry_fixture_reply_always (reply);
  ferry_fixture_reply_hang (reply);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (FerryRequest) request = ferry_request_new (i % 2 ? FERRY_REQUEST_READ : FERRY_REQUEST_START,
                                                            i % 2 ? "GET" : "POST", "things");

      ferry_session_send_async (fixture->session, request, NULL, ferry_fixture_await_cb, &results[i]);
    }
  for (guint done = 0; done < G_N_ELEMENTS (results); done += 5)
    {
      guint expected = MIN (done + 5, G_N_ELEMENTS (results));

      ferry_fixture_wait_until (ferry_fixture_server_get_n_requests (fixture->server) == expected);
      ferry_fixture_drain ();
      g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, expected);
      ferry_fixture_server_release (fixture->server);
    }
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;
      JsonNode *root
        = ferry_session_send_finish (fixture->session, ferry_fixture_await (&results[i]), &error);

      g_assert_no_error (error);
      json_node_unref (root);
      g_object_unref (results[i]);
    }
}

static void
test_waiting_cancelled (ExchangeFixture *fixture, gconstpointer unused)
{
  FerryFixtureReply *reply = ferry_fixture_server_reply (fixture->server, 200, "{}");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (FerryRequest) request = ferry_request_new (FERRY_REQUEST_START, "POST", "things");
  g_autoptr (GAsyncResult) fourth = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *results[3] = { NULL };

  ferry_fixture_reply_always (reply);
  ferry_fixture_reply_hang (reply);
  for (guint i = 0; i < 3; i++)
    ferry_session_send_async (fixture->session, request, NULL, ferry_fixture_await_cb, &results[i]);
  ferry_session_send_async (fixture->session, request, cancellable, ferry_fixture_await_cb, &fourth);
  ferry_fixture_wait_until (ferry_fixture_server_get_n_requests (fixture->server) == 3);
  g_cancellable_cancel (cancellable);
  g_assert_null (ferry_session_send_finish (fixture->session, ferry_fixture_await (&fourth), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  ferry_fixture_server_release (fixture->server);
  for (guint i = 0; i < 3; i++)
    {
      JsonNode *root = ferry_session_send_finish (fixture->session, ferry_fixture_await (&results[i]), NULL);

      g_assert_nonnull (root);
      json_node_unref (root);
      g_object_unref (results[i]);
    }
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, 3);
}

/* The answer is parsed elsewhere; the session may be dropped by its owner meanwhile. */
static void
test_session_dropped (ExchangeFixture *fixture, gconstpointer unused)
{
  FerrySession *session = g_object_ref (fixture->session);
  g_autoptr (FerryRequest) request = ferry_request_new (FERRY_REQUEST_READ, "GET", "things");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;

  ferry_fixture_server_reply (fixture->server, 200, "{}");
  ferry_session_send_async (session, request, NULL, ferry_fixture_await_cb, &result);
  g_object_unref (session);
  root = ferry_session_send_finish (fixture->session, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/session/addresses", test_addresses);
  g_test_add_func ("/net/session/defaults", test_defaults);
  exchange_fixture_add ("/net/session/get", test_get);
  exchange_fixture_add ("/net/session/patch", test_patch);
  exchange_fixture_add ("/net/session/post", test_post);
  exchange_fixture_add ("/net/session/empty-answers", test_empty_answers);
  exchange_fixture_add ("/net/session/location-ignored", test_location_ignored);
  exchange_fixture_add ("/net/session/gzip", test_gzip);
  exchange_fixture_add ("/net/session/gzipped-error", test_gzipped_error);
  exchange_fixture_add ("/net/session/long-names", test_long_names);
  exchange_fixture_add ("/net/session/at-once", test_at_once);
  exchange_fixture_add ("/net/session/waiting-cancelled", test_waiting_cancelled);
  exchange_fixture_add ("/net/session/session-dropped", test_session_dropped);
  return g_test_run ();
}
