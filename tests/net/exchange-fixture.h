/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-error.h"
#include "ferry-fixture-await.h"
#include "ferry-fixture-server.h"
#include "ferry-session.h"

G_BEGIN_DECLS

/* A server with a script and a session that talks to it, retrying at once instead of after half a second. */
typedef struct
{
  FerryFixtureServer *server;
  FerrySession *session;
} ExchangeFixture;

void exchange_fixture_set_up (ExchangeFixture *fixture, gconstpointer authorizer);
void exchange_fixture_tear_down (ExchangeFixture *fixture, gconstpointer unused);

/* exchange_fixture_use: replaces the session by one with @authorizer: (nullable) */
void exchange_fixture_use (ExchangeFixture *fixture, gpointer authorizer);

/* exchange_fixture_send: @request: (transfer full): sends and waits */
JsonNode *exchange_fixture_send (ExchangeFixture *fixture,
                                 FerryRequest *request,
                                 GCancellable *cancellable,
                                 GError **error);

/* exchange_fixture_get: reads `things` */
JsonNode *exchange_fixture_get (ExchangeFixture *fixture, GError **error);

/* exchange_fixture_post: starts something */
JsonNode *exchange_fixture_post (ExchangeFixture *fixture, GError **error);

/* exchange_fixture_header: Returns: (nullable): a header of the request with this index */
const char *exchange_fixture_header (ExchangeFixture *fixture, guint index, const char *name);

#define exchange_fixture_add(path, test)                                                                     \
  g_test_add (path, ExchangeFixture, NULL, exchange_fixture_set_up, test, exchange_fixture_tear_down)

G_END_DECLS
