/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SandboxPrincipal:
 * @user_name: the user's name in the environment, or the application's
 * @email: what the user signs in with; "" for an application
 * @super: whether it has the SUPER permission set; an application can't
 * @application: whether it is an application
 *
 * Whose token a request carries.
 */
typedef struct
{
  char *user_name;
  char *email;
  gboolean super;
  gboolean application;
} SandboxPrincipal;

SandboxPrincipal *
sandbox_principal_new (const char *user_name, const char *email, gboolean super, gboolean application);
void sandbox_principal_free (SandboxPrincipal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxPrincipal, sandbox_principal_free)

/**
 * SandboxRequest:
 * @method: the verb
 * @path: the path, still encoded
 * @query: (nullable): the query, still encoded
 * @body: (nullable): the body
 * @content_type: (nullable): its type
 * @if_match: (nullable): the header
 * @prefer: (nullable): the header
 * @origin: scheme, host and port that the client reached the service by: links are made of it
 * @correlation_id: an id of its own
 * @principal: (nullable): who sends it; %NULL for the administrator that the sandbox was started for
 *
 * A request, apart from how it came in: the router can be tested, and fuzzed, without a network.
 */
typedef struct
{
  const char *method;
  const char *path;
  const char *query;
  GBytes *body;
  const char *content_type;
  const char *if_match;
  const char *prefer;
  const char *origin;
  const char *correlation_id;
  const SandboxPrincipal *principal;
} SandboxRequest;

/**
 * SandboxReply:
 * @status: the HTTP status
 * @content_type: (nullable): the type of @body; %NULL without one
 * @body: what is sent
 * @location: (nullable): the header
 * @etag: (nullable): the header
 * @allow: (nullable): the header, with 405
 * @preference_applied: (nullable): the header
 */
typedef struct
{
  guint status;
  const char *content_type;
  GString *body;
  char *location;
  char *etag;
  char *allow;
  char *preference_applied;
} SandboxReply;

#define SANDBOX_CONTENT_TYPE_JSON "application/json; odata.metadata=minimal; odata.streaming=true"
/* Of the services that don't speak OData, and of their pages. */
#define SANDBOX_CONTENT_TYPE_PLAIN_JSON "application/json; charset=utf-8"
#define SANDBOX_CONTENT_TYPE_HTML       "text/html; charset=utf-8"

SandboxReply *sandbox_reply_new (void);
void sandbox_reply_free (SandboxReply *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxReply, sandbox_reply_free)

/** sandbox_reply_take_error: makes @self the answer that @error stands for; @error: (transfer full) */
void sandbox_reply_take_error (SandboxReply *self, GError *error, const char *correlation_id);

G_END_DECLS
