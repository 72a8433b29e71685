/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-account.h"
#include "sandbox-identity.h"
#include "sandbox-oauth-error.h"

G_BEGIN_DECLS

struct _SandboxIdentity
{
  SandboxStore *store;
  SandboxTokens *tokens;
  char *tenant;
  char *tenant_id; /* a GUID, whatever the tenant is called */
  char *client_id;
  char *client_secret;
  char *sign_in_as;
  guint code_lifetime;
  guint device_lifetime;
  guint device_interval;
  char *signing_key;
  GHashTable *flows;   /* (element-type utf8 SandboxFlow): by the id in the page */
  GHashTable *codes;   /* (element-type utf8 SandboxFlow): by the authorization code */
  GHashTable *devices; /* (element-type utf8 SandboxDevice): by the device code */
};

/* Somebody who is signing in with a browser: from the page to the code to the tokens. */
typedef struct
{
  char *client_id;
  char *redirect_uri;
  char *state;
  char *nonce;
  char *challenge;
  char *scope; /* as it was asked for */
  char *hint;
  char *account_id;
  gint64 expires; /* µs, monotonic */
  gboolean redeemed;
} SandboxFlow;

void sandbox_flow_free (SandboxFlow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxFlow, sandbox_flow_free)

typedef enum
{
  SANDBOX_DEVICE_PENDING,
  SANDBOX_DEVICE_APPROVED,
  SANDBOX_DEVICE_DECLINED,
  SANDBOX_DEVICE_REDEEMED,
} SandboxDeviceState;

/* A device, or a program without a browser, that waits for somebody to type its code. */
typedef struct
{
  char *client_id;
  char *user_code;
  char *scope;
  char *account_id;
  SandboxDeviceState state;
  gint64 expires;
  gint64 asked; /* µs, monotonic: when it last asked */
  guint interval;
} SandboxDevice;

void sandbox_device_free (SandboxDevice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxDevice, sandbox_device_free)

/**
 * SandboxCall:
 * @identity: who answers
 * @request: what is answered
 * @reply: the answer
 * @tenant: (nullable): the tenant in the address, decoded
 * @parameters: (element-type utf8 utf8): those of the query and of the body
 *
 * One request on its way.
 */
typedef struct
{
  SandboxIdentity *identity;
  const SandboxRequest *request;
  SandboxReply *reply;
  char *tenant;
  GHashTable *parameters;
} SandboxCall;

/** sandbox_call_get: Returns: (transfer none) (nullable): a parameter that isn't empty */
const char *sandbox_call_get (const SandboxCall *call, const char *name);

/** sandbox_call_require: as sandbox_call_get(), with %SANDBOX_OAUTH_ERROR_MISSING */
const char *sandbox_call_require (const SandboxCall *call, const char *name, GError **error);

/** sandbox_call_check_client: whether the tenant and the application are known */
gboolean sandbox_call_check_client (const SandboxCall *call, GError **error);

/**
 * sandbox_scope_parse:
 * @scope: as an application asks for it
 * @grant_scope: (out): what of Business Central is granted, in the spelling of the answer
 * @openid: (out): whether an id token goes with it
 * @offline: (out): whether a refresh token does
 *
 * Returns: %FALSE with %SANDBOX_OAUTH_ERROR_SCOPE: a scope is not one of this tenant's applications
 */
gboolean sandbox_scope_parse (const char *scope,
                              char **grant_scope,
                              gboolean *openid,
                              gboolean *offline,
                              GError **error);

/* What the endpoints do; FALSE with an error of SANDBOX_OAUTH_ERROR or of the store. */
gboolean sandbox_identity_authorize (SandboxCall *call, GError **error);
gboolean sandbox_identity_start_device (SandboxCall *call, GError **error);
gboolean sandbox_identity_device_page (SandboxCall *call, GError **error);
gboolean sandbox_identity_token (SandboxCall *call, GError **error);

/** sandbox_identity_poll_device: Returns: (transfer none): the device, approved just now; %NULL with what it has to
 * be told */
SandboxDevice *sandbox_identity_poll_device (SandboxCall *call, GError **error);

/** sandbox_identity_choose_account: Returns: (transfer full): whom the parameter `account` names, if it can sign in */
SandboxAccount *sandbox_identity_choose_account (SandboxCall *call, GError **error);

/** sandbox_identity_unattended: Returns: (transfer full) (nullable): who signs in without being asked; %NULL also
 * without @error set: somebody has to be asked */
SandboxAccount *
sandbox_identity_unattended (SandboxIdentity *self, const char *hint, gboolean *denied, GError **error);

/** sandbox_identity_make_id_token: Returns: (transfer full): a JWT that says who has signed in; @nonce: (nullable) */
char *sandbox_identity_make_id_token (SandboxIdentity *self,
                                      const char *issuer,
                                      const SandboxAccount *account,
                                      const char *nonce);

/* Pages; all texts are escaped there. */
void
sandbox_page_sign_in (SandboxCall *call, const char *flow_id, GPtrArray *accounts, const SandboxFlow *flow);
void sandbox_page_device_code (SandboxCall *call, const char *problem);
void sandbox_page_device_sign_in (SandboxCall *call, const char *user_code, GPtrArray *accounts);
void sandbox_page_message (SandboxCall *call, guint status, const char *title, const char *text);

G_END_DECLS
