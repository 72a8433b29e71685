/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "face-fixture.h"
#include "sandbox-server.h"

G_BEGIN_DECLS

#define TOKEN   "0123456789abcdef-token"
#define FOREVER "delay=3000000"
#define SECRET  "the-secret-of-the-application"

/* The service of a FaceFixture behind a real server on loopback, and a plain client for it. */
typedef struct
{
  FaceFixture face;
  SandboxTokens *tokens;
  SandboxIdentity *identity;
  SandboxServer *server;
  SoupSession *session;
} ServerFixture;

/* A request and what came of it. */
typedef struct
{
  SoupMessage *message;
  GCancellable *cancellable;
  GBytes *body;
  GError *error;
  gboolean done;
} Exchange;

/* server_fixture_open: @base: (nullable): what differs from the default; @rules: (nullable): faults */
void server_fixture_open (ServerFixture *self, const SandboxServerConfig *base, const char *const *rules);

/* server_fixture_open_identity: @config: (nullable): what differs from the default, and the tenant is set here;
 * @lifetime: of access tokens, s */
void server_fixture_open_identity (ServerFixture *self,
                                   const SandboxServerConfig *base,
                                   const char *const *rules,
                                   const SandboxIdentityConfig *config,
                                   guint lifetime,
                                   gboolean single_use);
void server_fixture_close (ServerFixture *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ServerFixture, server_fixture_close)

void exchange_free (Exchange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Exchange, exchange_free)

/* prepare: @path: or a whole address; it carries TOKEN and follows no redirection; start: sends it; await: waits */
Exchange *prepare (ServerFixture *self, const char *method, const char *path);
void start (ServerFixture *self, Exchange *exchange);
void await (Exchange *exchange);

Exchange *get (ServerFixture *self, const char *path);

/* send_body: @type, @body: (nullable) */
Exchange *
send_body (ServerFixture *self, const char *method, const char *path, const char *type, const char *body);

/* send_as: with another token; @token: (nullable): none */
Exchange *
send_as (ServerFixture *self, const char *method, const char *path, const char *token, const char *body);

/* send_form: pairs of names and values, without a token */
Exchange *send_form (ServerFixture *self, const char *path, ...) G_GNUC_NULL_TERMINATED;

guint status_of (Exchange *exchange);
const char *header (Exchange *exchange, const char *name);

/* parse: the body's object; text_of: the body */
JsonObject *parse (Exchange *exchange);
char *text_of (Exchange *exchange);

void assert_error (Exchange *exchange, guint status, const char *code);
void assert_fine (Exchange *exchange);

G_END_DECLS
