/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-message.h"
#include "sandbox-tokens.h"

G_BEGIN_DECLS

/**
 * SandboxIdentity:
 *
 * Where people and applications sign in, shaped as Microsoft Entra ID v2.0 is (api-contract §0): authorization
 * code with PKCE, device code, client credentials, refresh tokens. The people are the users of the target, and the
 * tenant has one application. Knows nothing of sockets.
 */
typedef struct _SandboxIdentity SandboxIdentity;

/** SANDBOX_IDENTITY_CLIENT_ID: the application that is registered unless there is another one */
#define SANDBOX_IDENTITY_CLIENT_ID "5a9d7c10-3e42-4b8f-9c61-f2d08e57a4b3"

/** SANDBOX_IDENTITY_DOMAIN: what the tenant is called besides its id */
#define SANDBOX_IDENTITY_DOMAIN "cronusonline.example"

/** SANDBOX_IDENTITY_DENY: for `sign_in_as` */
#define SANDBOX_IDENTITY_DENY "deny"

/**
 * SandboxIdentityConfig:
 * @tenant: the tenant's id; compared without case
 * @client_id: the application that is registered
 * @client_secret: (nullable): its secret; without one it can't sign in by itself
 * @sign_in_as: (nullable): a user name: nobody is asked, neither on a page nor for a device code; that one signs in,
 *   or whom the request hints at;
 *   %SANDBOX_IDENTITY_DENY: everybody declines
 * @code_lifetime: seconds that an authorization code is good for
 * @device_lifetime: seconds to answer a device code
 * @device_interval: seconds that an application has to wait before it asks again
 */
typedef struct
{
  const char *tenant;
  const char *client_id;
  const char *client_secret;
  const char *sign_in_as;
  guint code_lifetime;
  guint device_lifetime;
  guint device_interval;
} SandboxIdentityConfig;

#define SANDBOX_IDENTITY_CONFIG_DEFAULT                                                                      \
  ((SandboxIdentityConfig){ .client_id = SANDBOX_IDENTITY_CLIENT_ID,                                         \
                            .code_lifetime = 600,                                                            \
                            .device_lifetime = 900,                                                          \
                            .device_interval = 5 })

/** sandbox_identity_new: @store, @tokens: not owned; @config: copied */
SandboxIdentity *
sandbox_identity_new (SandboxStore *store, SandboxTokens *tokens, const SandboxIdentityConfig *config);
void sandbox_identity_free (SandboxIdentity *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxIdentity, sandbox_identity_free)

/** sandbox_identity_check: Returns: %FALSE with `G_IO_ERROR_NOT_FOUND` where nobody is called `sign_in_as` */
gboolean sandbox_identity_check (SandboxIdentity *self, GError **error);

/** sandbox_identity_owns: Returns: whether @path, still encoded, is one of the sign-in service */
gboolean sandbox_identity_owns (const char *path);

/** sandbox_identity_handle: Returns: (transfer full): the answer to @request; there always is one */
SandboxReply *sandbox_identity_handle (SandboxIdentity *self, const SandboxRequest *request);

G_END_DECLS
