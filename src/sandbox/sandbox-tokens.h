/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-store.h"

G_BEGIN_DECLS

/**
 * SandboxGrant:
 * @user_id: security id of the user that signed in; "" for an application
 * @client_id: the application
 * @scope: what of the resource was granted, blanks in between; "" where nothing of it was asked for
 * @offline: whether refresh tokens go with it
 *
 * What tokens stand for.
 */
typedef struct
{
  char *user_id;
  char *client_id;
  char *scope;
  gboolean offline;
} SandboxGrant;

SandboxGrant *
sandbox_grant_new (const char *user_id, const char *client_id, const char *scope, gboolean offline);
void sandbox_grant_free (SandboxGrant *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxGrant, sandbox_grant_free)

/**
 * SandboxTokens:
 *
 * The tokens that were given out. `service.db` has nothing but their hashes, so that they outlive a restart and
 * whoever reads the file can't use them.
 */
typedef struct _SandboxTokens SandboxTokens;

/**
 * sandbox_tokens_new:
 * @store: not owned
 * @lifetime: seconds that an access token is good for
 * @single_use: whether a refresh token is good for one use; another use of it ends all that came of it. Else, as
 *   with Microsoft's service, a new one is given at every use and those before stay good
 */
SandboxTokens *sandbox_tokens_new (SandboxStore *store, guint lifetime, gboolean single_use);
void sandbox_tokens_free (SandboxTokens *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxTokens, sandbox_tokens_free)

/** sandbox_tokens_get_lifetime: Returns: seconds that an access token is good for */
guint sandbox_tokens_get_lifetime (SandboxTokens *self);

/** sandbox_tokens_make: Returns: (transfer full): a random text of letters, digits, `-` and `_` that nobody guesses
 */
char *sandbox_tokens_make (guint bytes);

/** sandbox_tokens_issue_access: Returns: (transfer full): a new access token; %NULL with an error of the store */
char *sandbox_tokens_issue_access (SandboxTokens *self, const SandboxGrant *grant, GError **error);

/**
 * sandbox_tokens_issue_refresh:
 * @parent: (nullable): the refresh token that was used for this one
 *
 * Returns: (transfer full): a new refresh token; %NULL with an error of the store
 */
char *sandbox_tokens_issue_refresh (SandboxTokens *self,
                                    const SandboxGrant *grant,
                                    const char *parent,
                                    GError **error);

/** sandbox_tokens_find_access: Returns: (transfer full) (nullable): what @token stands for; %NULL where it is none of
 * ours, or expired or revoked */
SandboxGrant *sandbox_tokens_find_access (SandboxTokens *self, const char *token);

/**
 * sandbox_tokens_redeem_refresh:
 *
 * Returns: (transfer full): what @token stands for; %NULL with %SANDBOX_OAUTH_ERROR_REFRESH, _EXPIRED or _REVOKED
 */
SandboxGrant *sandbox_tokens_redeem_refresh (SandboxTokens *self, const char *token, GError **error);

/** sandbox_tokens_expire_access: all access tokens are expired from now on */
gboolean sandbox_tokens_expire_access (SandboxTokens *self, GError **error);

/** sandbox_tokens_revoke_refresh: all refresh tokens are revoked from now on */
gboolean sandbox_tokens_revoke_refresh (SandboxTokens *self, GError **error);

G_END_DECLS
