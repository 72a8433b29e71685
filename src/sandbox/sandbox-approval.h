/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "sandbox-store.h"

G_BEGIN_DECLS

/* A delegated administrator may set up a migration only when a licensed user with SUPER has approved it (domain
 * §2.1): somebody else, who opens the link in a browser on this machine and needs no token for it. */

/* Below it, an id that can't be guessed. */
#define SANDBOX_APPROVAL_PATH "/approve"

/**
 * sandbox_approval_require:
 * @required: whether the administrator is a delegated one
 * @url: scheme, host and port of the service
 *
 * Makes the link. What was approved once stays approved, also for the next start on the folder.
 */
gboolean sandbox_approval_require (SandboxStore *store, gboolean required, const char *url, GError **error);

/** sandbox_approval_serve: answers @message, a request below %SANDBOX_APPROVAL_PATH: GET shows a page, POST
 * approves. Other machines than this one are refused. */
void sandbox_approval_serve (SandboxStore *store, SoupServerMessage *message);

G_END_DECLS
