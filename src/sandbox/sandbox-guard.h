/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-message.h"
#include "sandbox-tokens.h"

G_BEGIN_DECLS

/**
 * SandboxGuard:
 *
 * Whose token a request carries: the one of the start, which is the administrator's, or one that the sign-in service
 * has given out.
 */
typedef struct _SandboxGuard SandboxGuard;

/** sandbox_guard_new: @token: of the start, copied; @store, @tokens: (nullable): not owned */
SandboxGuard *sandbox_guard_new (const char *token, SandboxStore *store, SandboxTokens *tokens);
void sandbox_guard_free (SandboxGuard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxGuard, sandbox_guard_free)

/**
 * sandbox_guard_authenticate:
 * @authorization: (nullable): the header
 * @principal: (out) (nullable): who it is; %NULL for the administrator that the sandbox was started for
 *
 * Returns: %FALSE with %SANDBOX_ERROR_UNAUTHORIZED, or an error of the store
 */
gboolean sandbox_guard_authenticate (SandboxGuard *self,
                                     const char *authorization,
                                     SandboxPrincipal **principal,
                                     GError **error);

G_END_DECLS
