/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-error.h"
#include "ferry-fixture-await.h"
#include "ferry-fixture-server.h"
#include "ferry-identity.h"

G_BEGIN_DECLS

#define IDENTITY_TENANT    "contoso.com"
#define IDENTITY_CLIENT_ID "0c1d2e3f-0000-4000-8000-123456789abc"
#define IDENTITY_TOKEN     "/" IDENTITY_TENANT "/oauth2/v2.0/token"
#define IDENTITY_DEVICE    "/" IDENTITY_TENANT "/oauth2/v2.0/devicecode"

/* A scripted identity service in this process, and a client of it. */
typedef struct
{
  FerryFixtureServer *server;
  FerryIdentity *identity;
} IdentityFixture;

void identity_fixture_set_up (IdentityFixture *fixture, gconstpointer unused);
void identity_fixture_tear_down (IdentityFixture *fixture, gconstpointer unused);

/* identity_fixture_make_id_token: Returns: (transfer full): unsigned; @nonce: (nullable) */
char *identity_fixture_make_id_token (const char *audience, const char *nonce, const char *account);

/* identity_fixture_make_answer: Returns: (transfer full): a token answer; @refresh, @id_token: (nullable) */
char *
identity_fixture_make_answer (const char *access, const char *refresh, int lifetime, const char *id_token);

/* identity_fixture_reply: leaves an answer for the token endpoint */
FerryFixtureReply *
identity_fixture_reply (IdentityFixture *fixture, const char *access, const char *refresh, int lifetime);

/* identity_fixture_refuse: leaves an error for @path, as Entra ID words it; @words: (nullable) */
void
identity_fixture_refuse (IdentityFixture *fixture, const char *path, const char *code, const char *words);

/* identity_fixture_get_form: Returns: (transfer full): the form that the @index-th request brought */
GHashTable *identity_fixture_get_form (IdentityFixture *fixture, guint index);

/* identity_fixture_assert_field: that it brought @name with @value; (nullable): without it */
void
identity_fixture_assert_field (IdentityFixture *fixture, guint index, const char *name, const char *value);

G_END_DECLS
