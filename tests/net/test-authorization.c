/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "counting-authorizer.h"
#include "exchange-fixture.h"

static CountingAuthorizer *
use (ExchangeFixture *fixture, const char *first, const char *second)
{
  CountingAuthorizer *authorizer = counting_authorizer_new (first, second);

  exchange_fixture_use (fixture, authorizer);
  return authorizer;
}

static void
test_sent (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (CountingAuthorizer) authorizer = use (fixture, "Bearer first", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;

  ferry_fixture_server_reply (fixture->server, 200, "{}");
  root = exchange_fixture_get (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (exchange_fixture_header (fixture, 0, "Authorization"), ==, "Bearer first");
}

static void
test_renewed (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (CountingAuthorizer) authorizer = use (fixture, "Bearer first", "Bearer second");
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;

  ferry_fixture_server_reply (fixture->server, 401, NULL);
  ferry_fixture_server_reply (fixture->server, 200, "{}");
  root = exchange_fixture_get (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (exchange_fixture_header (fixture, 0, "Authorization"), ==, "Bearer first");
  g_assert_cmpstr (exchange_fixture_header (fixture, 1, "Authorization"), ==, "Bearer second");
  g_assert_cmpuint (counting_authorizer_get_renewed (authorizer), ==, 1);
}

/* It was refused before it was taken, so that it goes out once more, and once only. */
static void
test_start_renewed (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (CountingAuthorizer) authorizer = use (fixture, "Bearer first", "Bearer second");
  g_autoptr (GError) error = NULL;

  ferry_fixture_server_reply (fixture->server, 401, NULL);
  ferry_fixture_server_reply (fixture->server, 204, NULL);
  g_assert_null (exchange_fixture_post (fixture, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, 2);
}

static void
test_renewed_once (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (CountingAuthorizer) authorizer = use (fixture, "Bearer first", "Bearer second");
  g_autoptr (GError) error = NULL;

  ferry_fixture_server_reply (fixture->server, 401, NULL);
  ferry_fixture_server_reply (fixture->server, 401, NULL);
  g_assert_null (exchange_fixture_get (fixture, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED);
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, 2);
  g_assert_cmpuint (counting_authorizer_get_renewed (authorizer), ==, 1);
}

/* Where there is nothing to renew, the service's words are what is shown. */
static void
test_not_renewable (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (CountingAuthorizer) authorizer = use (fixture, "Bearer first", NULL);
  g_autoptr (GError) error = NULL;

  ferry_fixture_server_reply (
    fixture->server, 401,
    "{\"error\":{\"code\":\"Authentication_InvalidCredentials\",\"message\":\"The token has expired.\"}}");
  g_assert_null (exchange_fixture_get (fixture, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED);
  g_assert_cmpuint (ferry_error_get_http_status (error), ==, 401);
  g_assert_cmpstr (ferry_error_get_odata_code (error), ==, "Authentication_InvalidCredentials");
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, 1);
}

static void
test_nobody_signed_in (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (CountingAuthorizer) authorizer = use (fixture, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (exchange_fixture_get (fixture, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED);
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, 0);
}

/* A token with a line break would write headers of its own. */
static void
test_no_header_value (ExchangeFixture *fixture, gconstpointer unused)
{
  static const char *const values[]
    = { "Bearer line\r\nX-Injected: yes", "Bearer line\n", "Bearer line\302\240" };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (CountingAuthorizer) authorizer = use (fixture, values[i], NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (exchange_fixture_get (fixture, &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED);
      g_assert_null (strstr (error->message, "line"));
    }
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, 0);
}

static void
test_within_origin (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (CountingAuthorizer) authorizer = use (fixture, "Bearer first", NULL);
  FerryFixtureReply *reply = ferry_fixture_server_reply_to (fixture->server, "GET", "/things", 307, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;

  ferry_fixture_reply_set_header (reply, "Location", "moved/things?a=b");
  ferry_fixture_server_reply_to (fixture->server, "GET", "/moved/things", 200, "{}");
  root = exchange_fixture_get (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (exchange_fixture_header (fixture, 1, "Authorization"), ==, "Bearer first");
}

/* Another port is another origin; the other server must not even be asked. */
static void
test_foreign_redirect (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (CountingAuthorizer) authorizer = use (fixture, "Bearer first", NULL);
  g_autoptr (FerryFixtureServer) other = ferry_fixture_server_new ();
  static const guint statuses[] = { 301, 302, 303, 307, 308 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      FerryFixtureReply *reply = ferry_fixture_server_reply (fixture->server, statuses[i], NULL);
      g_autoptr (GError) error = NULL;

      ferry_fixture_reply_set_header (reply, "Location", ferry_fixture_server_get_url (other));
      g_assert_null (exchange_fixture_get (fixture, &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
      g_assert_nonnull (strstr (error->message, "127.0.0.1"));
      g_assert_cmpuint (ferry_error_get_http_status (error), ==, statuses[i]);
    }
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (other), ==, 0);
}

static void
test_redirect_circle (ExchangeFixture *fixture, gconstpointer unused)
{
  FerryFixtureReply *reply = ferry_fixture_server_reply (fixture->server, 302, NULL);
  g_autoptr (GError) error = NULL;

  ferry_fixture_reply_set_header (reply, "Location", "/things");
  ferry_fixture_reply_always (reply);
  g_assert_null (exchange_fixture_get (fixture, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), <, 10);
}

static void
test_foreign_next_page (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (CountingAuthorizer) authorizer = use (fixture, "Bearer first", NULL);
  g_autoptr (FerryFixtureServer) other = ferry_fixture_server_new ();
  g_autoptr (FerryRequest) request = ferry_request_new (FERRY_REQUEST_READ, "GET", "things");
  g_autofree char *body = g_strdup_printf ("{\"value\":[],\"@odata.nextLink\":\"%sthings?$skiptoken=1\"}",
                                           ferry_fixture_server_get_url (other));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ferry_fixture_server_reply (fixture->server, 200, body);
  ferry_session_collect_async (fixture->session, request, NULL, ferry_fixture_await_cb, &result);
  g_assert_null (ferry_session_collect_finish (fixture->session, ferry_fixture_await (&result), &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (other), ==, 0);
}

/* The challenge of a proxy or gateway must not make libsoup answer it. */
static void
test_challenge (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (CountingAuthorizer) authorizer = use (fixture, "Bearer first", NULL);
  FerryFixtureReply *reply = ferry_fixture_server_reply (fixture->server, 401, NULL);
  g_autoptr (GError) error = NULL;

  ferry_fixture_reply_set_header (reply, "WWW-Authenticate", "Basic realm=\"gateway\"");
  g_assert_null (exchange_fixture_get (fixture, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED);
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  exchange_fixture_add ("/net/authorization/sent", test_sent);
  exchange_fixture_add ("/net/authorization/renewed", test_renewed);
  exchange_fixture_add ("/net/authorization/start-renewed", test_start_renewed);
  exchange_fixture_add ("/net/authorization/renewed-once", test_renewed_once);
  exchange_fixture_add ("/net/authorization/not-renewable", test_not_renewable);
  exchange_fixture_add ("/net/authorization/nobody-signed-in", test_nobody_signed_in);
  exchange_fixture_add ("/net/authorization/no-header-value", test_no_header_value);
  exchange_fixture_add ("/net/authorization/within-origin", test_within_origin);
  exchange_fixture_add ("/net/authorization/foreign-redirect", test_foreign_redirect);
  exchange_fixture_add ("/net/authorization/redirect-circle", test_redirect_circle);
  exchange_fixture_add ("/net/authorization/foreign-next-page", test_foreign_next_page);
  exchange_fixture_add ("/net/authorization/challenge", test_challenge);
  return g_test_run ();
}
