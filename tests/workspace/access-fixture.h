/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-workspace.h"
#include "memory-store.h"
#include "sandbox-fixture.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* The application that a sandbox knows unless it's told another one, and a secret for it. */
#define ACCESS_CLIENT_ID     "5a9d7c10-3e42-4b8f-9c61-f2d08e57a4b3"
#define ACCESS_CLIENT_SECRET "a-secret~of.the-application"

/* A real sandbox with its identity service, a workspace with a keyring in memory, and a browser. */
typedef struct
{
  SandboxFixture sandbox;
  MemoryStore *store;
  char *folder;
  FerryWorkspace *workspace;
  SoupSession *browser;
  GCancellable *cancellable;
  char *page;       /* what the browser shows at last */
  guint status;     /* and with which status; 0 where nobody was there */
  guint opened;     /* how often it was opened */
  gboolean by_hand; /* the browser doesn't go where it is sent by itself */
} AccessFixture;

void access_fixture_set_up (AccessFixture *fixture, gconstpointer arguments);
void access_fixture_tear_down (AccessFixture *fixture, gconstpointer arguments);

/* access_fixture_reopen: closes the workspace and opens it again, as at the next start of a program */
void access_fixture_reopen (AccessFixture *fixture);

/* access_fixture_create_profile: Returns: (transfer full): of the sandbox */
FerryProfile *access_fixture_create_profile (AccessFixture *fixture, FerrySignIn sign_in);

/* access_fixture_create: Returns: (transfer full): a new way in, whose links the browser follows */
FerryAccess *access_fixture_create (AccessFixture *fixture, FerryProfile *profile);

/* access_fixture_sign_in: waits until it has ended */
gboolean access_fixture_sign_in (AccessFixture *fixture, FerryAccess *access, GError **error);

/* access_fixture_add: hands it to the workspace, and waits */
FerryEnvironment *access_fixture_add (AccessFixture *fixture, FerryAccess *access, GError **error);

/* access_fixture_visit: the browser goes to @uri and follows where it is sent; @form: (nullable): what it posts there.
 * `page` and `status` are set when it is there. */
void access_fixture_visit (AccessFixture *fixture, const char *uri, const char *form);

/* access_fixture_control: POST to the sandbox's own routes, such as `revoke-refresh-tokens` */
void access_fixture_control (AccessFixture *fixture, const char *route);

/* access_fixture_count_token_requests: how often the identity service was asked for a token, or for a new one */
guint access_fixture_count_token_requests (AccessFixture *fixture);

/* access_fixture_wait_connection: waits until @environment is that */
void access_fixture_wait_connection (FerryEnvironment *environment, FerryConnection connection);

G_END_DECLS
