/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-lifecycle.h"
#include "sandbox-message.h"

G_BEGIN_DECLS

#define SANDBOX_MAX_PAGE_SIZE 20000

/**
 * SandboxRouter:
 *
 * From an address and a verb to entities and actions, and what comes of them to an answer: api-contract §0,
 * §A and the parts of §B that `capabilities` lists. Knows nothing of sockets, tokens and limits.
 */
typedef struct _SandboxRouter SandboxRouter;

/**
 * SandboxRouterConfig:
 * @tenant: the only tenant there is; compared without case
 * @environment: its only environment; compared without case
 * @style: how option values are spelled
 * @published_only: group A alone
 * @without: (nullable) (array zero-terminated=1): sets and actions of group B that aren't there: `capabilities`
 *   says so, and their addresses lead nowhere
 * @page_size: entities a page at the most, where the client asks for nothing smaller
 */
typedef struct
{
  const char *tenant;
  const char *environment;
  SandboxEnumStyle style;
  gboolean published_only;
  guint page_size;
  const char *const *without;
} SandboxRouterConfig;

/** sandbox_router_new: @store: not owned; @lifecycle: (transfer none); @config: copied */
SandboxRouter *
sandbox_router_new (SandboxStore *store, SandboxLifecycle *lifecycle, const SandboxRouterConfig *config);
void sandbox_router_free (SandboxRouter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxRouter, sandbox_router_free)

/** sandbox_router_handle: Returns: (transfer full): the answer to @request; there always is one */
SandboxReply *sandbox_router_handle (SandboxRouter *self, const SandboxRequest *request);

G_END_DECLS
