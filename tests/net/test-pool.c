/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "counting-authorizer.h"
#include "exchange-fixture.h"
#include "ferry-session-private.h"
#include "ferry-surroundings.h"

/* What the sessions of one user share, and what becomes of it in a suspend. */

static FerrySession *
create_session (ExchangeFixture *fixture, gpointer authorizer)
{
  FerrySession *session
    = ferry_session_new (ferry_fixture_server_get_url (fixture->server), authorizer, NULL);

  ferry_session_set_retry (session, 4, 1, 4);
  return session;
}

static void
test_whose (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (CountingAuthorizer) ann = counting_authorizer_new ("Bearer a", NULL);
  g_autoptr (CountingAuthorizer) also_ann = counting_authorizer_new ("Bearer a2", NULL);
  g_autoptr (CountingAuthorizer) bob = counting_authorizer_new ("Bearer b", NULL);
  g_autoptr (CountingAuthorizer) nobody = counting_authorizer_new ("Bearer n", NULL);
  g_autoptr (FerrySession) first = NULL, second = NULL, third = NULL, fourth = NULL, fifth = NULL;
  g_autoptr (FerrySession) other_host
    = ferry_session_new ("https://other.example", FERRY_AUTHORIZER (ann), NULL);

  counting_authorizer_set_user (ann, "contoso/ann");
  counting_authorizer_set_user (also_ann, "contoso/ann");
  counting_authorizer_set_user (bob, "contoso/bob");
  first = create_session (fixture, ann);
  second = create_session (fixture, also_ann);
  third = create_session (fixture, bob);
  fourth = create_session (fixture, nobody);
  fifth = create_session (fixture, nobody);
  g_assert_true (first->pool == second->pool);
  g_assert_true (first->pool != third->pool);
  g_assert_true (fourth->pool == fifth->pool);
  g_assert_true (fourth->pool != third->pool);
  g_assert_true (other_host->pool != first->pool);
  g_assert_true (ferry_session_is_local (first));
  g_assert_false (ferry_session_is_local (other_host));
  /* Paths of one origin, such as environments, are no other users. */
  {
    g_autofree char *url = g_strconcat (ferry_fixture_server_get_url (fixture->server), "v2.0/else/", NULL);
    g_autoptr (FerrySession) elsewhere = ferry_session_new (url, FERRY_AUTHORIZER (bob), NULL);

    g_assert_true (elsewhere->pool == third->pool);
  }
}

static void send (FerrySession *session, FerryRequestKind kind, GAsyncResult **result);
static void finish (FerrySession *session, GAsyncResult **result);

/* Who the user is may be known only once a token was read, or another one signs in: the next request counts for them. */
static void
test_known_later (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (CountingAuthorizer) early = counting_authorizer_new ("Bearer a", NULL);
  g_autoptr (CountingAuthorizer) late = counting_authorizer_new ("Bearer a2", NULL);
  g_autoptr (FerrySession) first = NULL, second = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  counting_authorizer_set_user (early, "contoso/ann");
  first = create_session (fixture, early);
  second = create_session (fixture, late);
  g_assert_true (first->pool != second->pool);
  counting_authorizer_set_user (late, "contoso/ann");
  ferry_fixture_server_reply (fixture->server, 200, "{}");
  send (second, FERRY_REQUEST_READ, &result);
  finish (second, &result);
  g_assert_true (first->pool == second->pool);
}

static void
send (FerrySession *session, FerryRequestKind kind, GAsyncResult **result)
{
  g_autoptr (FerryRequest) request
    = ferry_request_new (kind, kind == FERRY_REQUEST_READ ? "GET" : "POST", "things");

  ferry_session_send_async (session, request, NULL, ferry_fixture_await_cb, result);
}

static void
finish (FerrySession *session, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = ferry_session_send_finish (session, ferry_fixture_await (result), &error);

  g_assert_no_error (error);
  g_clear_object (result);
}

/* Five at once, however many sessions there are. */
static void
test_at_once (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (CountingAuthorizer) authorizer = counting_authorizer_new ("Bearer a", NULL);
  FerrySession *sessions[12];
  GAsyncResult *results[12] = { NULL };
  FerryFixtureReply *reply = ferry_fixture_server_reply (fixture->server, 200, "{}");

  ferry_fixture_reply_always (reply);
  ferry_fixture_reply_hang (reply);
  for (guint i = 0; i < G_N_ELEMENTS (sessions); i++)
    {
      sessions[i] = create_session (fixture, authorizer);
      send (sessions[i], FERRY_REQUEST_READ, &results[i]);
    }
  for (guint done = 0; done < G_N_ELEMENTS (sessions);)
    {
      guint wanted = MIN (FERRY_POOL_PLACES, G_N_ELEMENTS (sessions) - done);

      ferry_fixture_wait_until (ferry_fixture_server_get_n_hanging (fixture->server) == wanted);
      ferry_fixture_drain ();
      g_assert_cmpuint (ferry_fixture_server_get_n_hanging (fixture->server), ==, wanted);
      ferry_fixture_server_release (fixture->server);
      done += wanted;
    }
  for (guint i = 0; i < G_N_ELEMENTS (sessions); i++)
    {
      finish (sessions[i], &results[i]);
      g_assert_cmpuint (ferry_gate_get_most (ferry_pool_get_gate (sessions[i]->pool)), ==, FERRY_POOL_PLACES);
    }
  for (guint i = 0; i < G_N_ELEMENTS (sessions); i++)
    g_object_unref (sessions[i]);
}

/* Many that start something leave room for a look, whose turn wouldn't come for minutes otherwise. */
static void
test_room_for_looks (ExchangeFixture *fixture, gconstpointer unused)
{
  GAsyncResult *results[6] = { NULL };
  g_autoptr (GAsyncResult) look = NULL;
  FerryFixtureReply *start = ferry_fixture_server_reply_to (fixture->server, "POST", "/things", 200, "{}");

  ferry_fixture_reply_always (start);
  ferry_fixture_reply_hang (start);
  ferry_fixture_server_reply_to (fixture->server, "GET", "/things", 200, "{}");
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    send (fixture->session, FERRY_REQUEST_START, &results[i]);
  ferry_fixture_wait_until (ferry_fixture_server_get_n_hanging (fixture->server) == 3);
  send (fixture->session, FERRY_REQUEST_READ, &look);
  finish (fixture->session, &look);
  g_assert_cmpuint (ferry_fixture_server_get_n_hanging (fixture->server), ==, 3);
  ferry_fixture_server_release (fixture->server);
  ferry_fixture_wait_until (ferry_fixture_server_get_n_hanging (fixture->server) == 3);
  ferry_fixture_server_release (fixture->server);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    finish (fixture->session, &results[i]);
}

/* The connection of a read is dead after a suspend: it is made again on another one. What starts something is left
 * to end as it may. */
static void
test_suspend (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (GAsyncResult) look = NULL, start = NULL;
  SoupSession *before = ferry_pool_get_soup (fixture->session->pool);

  ferry_fixture_reply_hang (ferry_fixture_server_reply_to (fixture->server, "GET", "/things", 200, "{}"));
  ferry_fixture_reply_hang (ferry_fixture_server_reply_to (fixture->server, "POST", "/things", 200, "{}"));
  ferry_fixture_server_reply_to (fixture->server, "GET", "/things", 200, "{}");
  send (fixture->session, FERRY_REQUEST_READ, &look);
  send (fixture->session, FERRY_REQUEST_START, &start);
  ferry_fixture_wait_until (ferry_fixture_server_get_n_hanging (fixture->server) == 2);

  ferry_surroundings_note_network (ferry_surroundings_get_default (), TRUE);
  g_assert_true (ferry_pool_get_soup (fixture->session->pool) != before);
  finish (fixture->session, &look);
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, 3);
  g_assert_null (start);
  ferry_fixture_server_release (fixture->server);
  finish (fixture->session, &start);
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, 3);
}

/* One was told to wait: the others of its user don't ask. */
static void
test_wait_together (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (CountingAuthorizer) ann = counting_authorizer_new ("Bearer a", NULL);
  g_autoptr (CountingAuthorizer) bob = counting_authorizer_new ("Bearer b", NULL);
  g_autoptr (FerrySession) first = create_session (fixture, ann);
  g_autoptr (FerrySession) second = create_session (fixture, ann);
  g_autoptr (FerrySession) third = create_session (fixture, bob);
  FerryFixtureReply *reply = ferry_fixture_server_reply (fixture->server, 429, NULL);
  FerrySession *both[] = { first, second };

  ferry_fixture_reply_set_header (reply, "Retry-After", "100");
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      send (both[i], FERRY_REQUEST_READ, &result);
      g_assert_null (ferry_session_send_finish (both[i], ferry_fixture_await (&result), &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_THROTTLED);
      g_assert_cmpint (ferry_error_get_retry_after (error), >, 90);
    }
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, 1);
  {
    g_autoptr (GAsyncResult) result = NULL;

    ferry_fixture_server_reply (fixture->server, 200, "{}");
    send (third, FERRY_REQUEST_READ, &result);
    finish (third, &result);
  }
}

/* What is negotiated: gzip and nothing that couldn't be undone. */
static void
test_gzip (ExchangeFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = NULL;

  ferry_fixture_reply_gzip (ferry_fixture_server_reply (fixture->server, 200, "{\"id\":\"a\"}"));
  answer = exchange_fixture_get (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (answer), "id"), ==, "a");
  g_assert_cmpstr (exchange_fixture_header (fixture, 0, "Accept-Encoding"), ==, "gzip");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  exchange_fixture_add ("/net/pool/whose", test_whose);
  exchange_fixture_add ("/net/pool/known-later", test_known_later);
  exchange_fixture_add ("/net/pool/at-once", test_at_once);
  exchange_fixture_add ("/net/pool/room-for-looks", test_room_for_looks);
  exchange_fixture_add ("/net/pool/suspend", test_suspend);
  exchange_fixture_add ("/net/pool/wait-together", test_wait_together);
  exchange_fixture_add ("/net/pool/gzip", test_gzip);
  return g_test_run ();
}
