/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-guard.h"

#include "sandbox-account.h"
#include "sandbox-error.h"

#include <string.h>

struct _SandboxGuard
{
  char *token;
  SandboxStore *store;
  SandboxTokens *tokens;
};

SandboxGuard *
sandbox_guard_new (const char *token, SandboxStore *store, SandboxTokens *tokens)
{
  SandboxGuard *self = g_new0 (SandboxGuard, 1);

  self->token = g_strdup (token);
  self->store = store;
  self->tokens = tokens;
  return self;
}

void
sandbox_guard_free (SandboxGuard *self)
{
  if (self == NULL)
    return;
  explicit_bzero (self->token, strlen (self->token));
  g_free (self->token);
  g_free (self);
}

/* Every byte is compared, however early the first difference is. */
static gboolean
is_own_token (SandboxGuard *self, const char *token)
{
  gsize length = strlen (self->token);
  guchar difference = 0;

  if (strlen (token) != length)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    difference |= (guchar) (token[i] ^ self->token[i]);
  return difference == 0;
}

/* Who it was that signed in, as the target knows that user now. */
static SandboxPrincipal *
find_principal (SandboxGuard *self, const char *token, GError **error)
{
  g_autoptr (SandboxGrant) grant = sandbox_tokens_find_access (self->tokens, token);
  g_autoptr (SandboxAccount) account = NULL;

  /* A token for another resource is none for this one. */
  if (grant == NULL || *grant->scope == '\0')
    return NULL;
  if (*grant->user_id == '\0')
    return sandbox_principal_new (grant->client_id, "", FALSE, TRUE);
  account = sandbox_account_find (self->store, grant->user_id, error);
  if (account == NULL || !account->enabled)
    return NULL;
  return sandbox_principal_new (account->user_name, account->email, account->super, FALSE);
}

gboolean
sandbox_guard_authenticate (SandboxGuard *self,
                            const char *authorization,
                            SandboxPrincipal **principal,
                            GError **error)
{
  g_autoptr (GError) problem = NULL;

  *principal = NULL;
  if (authorization != NULL && g_ascii_strncasecmp (authorization, "Bearer ", 7) == 0)
    {
      if (is_own_token (self, authorization + 7))
        return TRUE;
      if (self->tokens != NULL && self->store != NULL)
        *principal = find_principal (self, authorization + 7, &problem);
    }
  if (*principal != NULL)
    return TRUE;
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    g_set_error_literal (error, SANDBOX_ERROR, SANDBOX_ERROR_UNAUTHORIZED,
                         "The server has rejected the client credentials.");
  return FALSE;
}
