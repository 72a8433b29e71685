/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-message.h"
#include "sandbox-tally.h"
#include "sandbox-tokens.h"

G_BEGIN_DECLS

/** SANDBOX_CONSOLE_PREFIX: below it is what the sandbox itself is told and asked, not the service it plays */
#define SANDBOX_CONSOLE_PREFIX "/sandbox/"

/**
 * SandboxConsole:
 * @tally: what is counted
 * @tokens: (nullable): those that were given out
 * @faults: (element-type SandboxFault): the rules that are in force
 *
 * What tests and rehearsals do from outside while the sandbox runs: count requests, add and remove failures, expire
 * and revoke tokens. Only for the token of the start; neither counted nor struck by rules itself.
 */
typedef struct
{
  SandboxTally *tally;
  SandboxTokens *tokens;
  GPtrArray *faults;
} SandboxConsole;

/** sandbox_console_owns: Returns: whether @path is below %SANDBOX_CONSOLE_PREFIX */
gboolean sandbox_console_owns (const char *path);

/** sandbox_console_handle: Returns: (transfer full): the answer to @request, whose token was checked */
SandboxReply *sandbox_console_handle (const SandboxConsole *self, const SandboxRequest *request);

G_END_DECLS
