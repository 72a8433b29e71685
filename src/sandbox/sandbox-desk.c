/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-desk.h"

#include "sandbox-approval.h"
#include "sandbox-error.h"
#include "sandbox-oauth-error.h"

SandboxService
sandbox_desk_find_service (const SandboxDesk *self, const char *path)
{
  if (sandbox_console_owns (path))
    return SANDBOX_SERVICE_CONSOLE;
  if (self->identity != NULL && sandbox_identity_owns (path))
    return SANDBOX_SERVICE_IDENTITY;
  if (self->admin != NULL && sandbox_admin_owns (path))
    return SANDBOX_SERVICE_ADMIN;
  if (self->approvals && g_str_has_prefix (path, SANDBOX_APPROVAL_PATH "/"))
    return SANDBOX_SERVICE_APPROVAL;
  return SANDBOX_SERVICE_ENVIRONMENT;
}

SandboxReply *
sandbox_desk_handle (const SandboxDesk *self,
                     SandboxService service,
                     SandboxRouter *router,
                     const SandboxRequest *request)
{
  switch (service)
    {
    case SANDBOX_SERVICE_IDENTITY:
      return sandbox_identity_handle (self->identity, request);
    case SANDBOX_SERVICE_ADMIN:
      return sandbox_admin_handle (self->admin, request);
    case SANDBOX_SERVICE_CONSOLE:
      return sandbox_console_handle (&self->console, request);
    case SANDBOX_SERVICE_ENVIRONMENT:
    case SANDBOX_SERVICE_APPROVAL:
    default:
      return sandbox_router_handle (router, request);
    }
}

char *
sandbox_desk_make_error (SandboxService service,
                         const char *code,
                         const char *message,
                         const char *correlation_id)
{
  if (message == NULL)
    message = "This failure is injected by a rule.";
  if (service == SANDBOX_SERVICE_IDENTITY)
    return sandbox_oauth_error_body (code != NULL ? code : "temporarily_unavailable", 0, message,
                                     correlation_id);
  if (service == SANDBOX_SERVICE_ADMIN)
    return sandbox_admin_error (code != NULL ? code : "Unknown", message, NULL);
  return sandbox_error_body (code != NULL ? code : "Unknown", message, correlation_id);
}
