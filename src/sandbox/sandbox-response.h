/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "sandbox-fault.h"
#include "sandbox-message.h"

G_BEGIN_DECLS

/** SANDBOX_CHALLENGE: what goes with 401 */
#define SANDBOX_CHALLENGE "Bearer realm=\"ferry-sandbox\""

/** sandbox_response_get_origin: Returns: (transfer full): how the client reached the service; @fallback if it
 * doesn't say */
char *sandbox_response_get_origin (SoupServerMessage *message, const char *fallback);

/** sandbox_response_send: makes @reply the response of @message, compressed where the client takes it */
void
sandbox_response_send (SoupServerMessage *message, const SandboxReply *reply, const char *correlation_id);

/** sandbox_response_send_fault: an error or a gateway's page instead of an answer; @body: of the error, as the service
 * spells it that was asked */
void sandbox_response_send_fault (SoupServerMessage *message, const SandboxFault *fault, const char *body);

/** sandbox_response_send_half: writes a response that promises the whole body, and half of it */
void sandbox_response_send_half (SoupServerMessage *message, const SandboxReply *reply);

/** sandbox_response_garble: spoils the body: the right length and type, and no JSON */
void sandbox_response_garble (SandboxReply *reply);

G_END_DECLS
