/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-admin.h"
#include "sandbox-console.h"
#include "sandbox-identity.h"
#include "sandbox-router.h"

G_BEGIN_DECLS

/**
 * SandboxService:
 * @SANDBOX_SERVICE_ENVIRONMENT: the APIs of an environment: only they have limits, and only they go offline
 * @SANDBOX_SERVICE_IDENTITY: signing in: nobody has a token yet
 * @SANDBOX_SERVICE_ADMIN: the Admin Center
 * @SANDBOX_SERVICE_CONSOLE: the sandbox itself: neither counted nor struck by rules
 * @SANDBOX_SERVICE_APPROVAL: a page of an environment, without a token
 *
 * What a request is for; its path says so.
 */
typedef enum
{
  SANDBOX_SERVICE_ENVIRONMENT,
  SANDBOX_SERVICE_IDENTITY,
  SANDBOX_SERVICE_ADMIN,
  SANDBOX_SERVICE_CONSOLE,
  SANDBOX_SERVICE_APPROVAL,
} SandboxService;

/**
 * SandboxDesk:
 * @identity: (nullable): where people sign in; not owned
 * @admin: (nullable): the Admin Center; not owned
 * @console: what the sandbox is told
 * @approvals: whether there is a page for approvals
 *
 * Whom a request is passed on to.
 */
typedef struct
{
  SandboxIdentity *identity;
  SandboxAdmin *admin;
  SandboxConsole console;
  gboolean approvals;
} SandboxDesk;

/** sandbox_desk_find_service: Returns: what a request for @path, still encoded, is for */
SandboxService sandbox_desk_find_service (const SandboxDesk *self, const char *path);

/** sandbox_desk_handle: @router: of the environment. Returns: (transfer full): the answer to @request */
SandboxReply *sandbox_desk_handle (const SandboxDesk *self,
                                   SandboxService service,
                                   SandboxRouter *router,
                                   const SandboxRequest *request);

/**
 * sandbox_desk_make_error:
 * @code: (nullable): a code of that service
 * @message: (nullable): why
 *
 * Returns: (transfer full): the body of an error, as @service spells them
 */
char *sandbox_desk_make_error (SandboxService service,
                               const char *code,
                               const char *message,
                               const char *correlation_id);

G_END_DECLS
