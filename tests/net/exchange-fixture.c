/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange-fixture.h"

void
exchange_fixture_use (ExchangeFixture *fixture, gpointer authorizer)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->session);
  fixture->session = ferry_session_new (ferry_fixture_server_get_url (fixture->server), authorizer, &error);
  g_assert_no_error (error);
  ferry_session_set_retry (fixture->session, 4, 1, 4);
}

void
exchange_fixture_set_up (ExchangeFixture *fixture, gconstpointer authorizer)
{
  fixture->server = ferry_fixture_server_new ();
  exchange_fixture_use (fixture, NULL);
}

void
exchange_fixture_tear_down (ExchangeFixture *fixture, gconstpointer unused)
{
  ferry_fixture_server_assert_done (fixture->server);
  /* Whatever still runs would hold the session. */
  g_object_add_weak_pointer (G_OBJECT (fixture->session), (gpointer *) &fixture->session);
  g_object_unref (fixture->session);
  ferry_fixture_wait_until (fixture->session == NULL);
  g_object_unref (fixture->server);
}

JsonNode *
exchange_fixture_send (ExchangeFixture *fixture,
                       FerryRequest *request,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_session_send_async (fixture->session, request, cancellable, ferry_fixture_await_cb, &result);
  g_object_unref (request);
  return ferry_session_send_finish (fixture->session, ferry_fixture_await (&result), error);
}

JsonNode *
exchange_fixture_get (ExchangeFixture *fixture, GError **error)
{
  return exchange_fixture_send (fixture, ferry_request_new (FERRY_REQUEST_READ, "GET", "things"), NULL,
                                error);
}

JsonNode *
exchange_fixture_post (ExchangeFixture *fixture, GError **error)
{
  return exchange_fixture_send (fixture, ferry_request_new (FERRY_REQUEST_START, "POST", "things/start"),
                                NULL, error);
}

const char *
exchange_fixture_header (ExchangeFixture *fixture, guint index, const char *name)
{
  return soup_message_headers_get_one (ferry_fixture_server_get_request (fixture->server, index)->headers,
                                       name);
}
