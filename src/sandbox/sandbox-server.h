/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-admin.h"
#include "sandbox-environment.h"
#include "sandbox-fault.h"
#include "sandbox-identity.h"

G_BEGIN_DECLS

/**
 * SandboxServer:
 *
 * The HTTP side: connections, the bearer token, limits, injected faults, compression. Works on the
 * thread-default main context that it is made in; what a request asks of the database is done there and then.
 */
#define SANDBOX_TYPE_SERVER (sandbox_server_get_type ())
G_DECLARE_FINAL_TYPE (SandboxServer, sandbox_server, SANDBOX, SERVER, GObject)

/**
 * SandboxServerConfig:
 * @router: answers the requests of the environment; not owned, has to outlive the server
 * @engine: asked whether the environment is offline
 * @others: (element-type SandboxEnvironment) (nullable): more environments of the tenant; not owned, have to outlive
 *   the server
 * @token: the bearer token that is asked for
 * @rate: requests in 5 minutes, for each environment, 0 for no limit
 * @places: requests processed at once, in each environment
 * @max_waiting: how many more may wait for a place
 * @max_wait: how long they may wait, ms
 * @max_body: bytes of a request's body at the most
 * @store: (nullable): where approvals go; not owned, has to outlive the server
 * @tokens: (nullable): tokens that are taken besides @token; not owned, has to outlive the server
 * @admin: (nullable): the Admin Center; not owned, has to outlive the server
 * @identity: (nullable): where to get them; not owned, has to outlive the server
 * @faults: (element-type SandboxFault) (nullable): failures to inject
 */
typedef struct
{
  SandboxRouter *router;
  SandboxEngine *engine;
  GPtrArray *others;
  const char *token;
  guint rate;
  guint places;
  guint max_waiting;
  guint max_wait;
  gsize max_body;
  SandboxStore *store;
  SandboxTokens *tokens;
  SandboxIdentity *identity;
  SandboxAdmin *admin;
  GPtrArray *faults;
} SandboxServerConfig;

#define SANDBOX_SERVER_CONFIG_DEFAULT                                                                        \
  ((SandboxServerConfig){                                                                                    \
    .rate = 6000, .places = 5, .max_waiting = 95, .max_wait = 8 * 60 * 1000, .max_body = 4 * 1024 * 1024 })

/** sandbox_server_new: @config: copied, besides what isn't owned */
SandboxServer *sandbox_server_new (const SandboxServerConfig *config);

/**
 * sandbox_server_listen:
 * @address: (nullable): an address of this machine, %NULL for loopback only
 * @port: the port, 0 for a free one
 */
gboolean sandbox_server_listen (SandboxServer *self, const char *address, guint port, GError **error);

/** sandbox_server_get_url: Returns: (transfer none): `http://host:port`, once it listens */
const char *sandbox_server_get_url (SandboxServer *self);

/** sandbox_server_stop: closes all connections, answered or not */
void sandbox_server_stop (SandboxServer *self);

G_END_DECLS
