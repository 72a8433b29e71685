/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-message.h"

#include "sandbox-error.h"

SandboxPrincipal *
sandbox_principal_new (const char *user_name, const char *email, gboolean super, gboolean application)
{
  SandboxPrincipal *self = g_new0 (SandboxPrincipal, 1);

  self->user_name = g_strdup (user_name);
  self->email = g_strdup (email);
  self->super = super;
  self->application = application;
  return self;
}

void
sandbox_principal_free (SandboxPrincipal *self)
{
  if (self == NULL)
    return;
  g_free (self->user_name);
  g_free (self->email);
  g_free (self);
}

SandboxReply *
sandbox_reply_new (void)
{
  SandboxReply *self = g_new0 (SandboxReply, 1);

  self->status = 200;
  self->body = g_string_new (NULL);
  return self;
}

void
sandbox_reply_free (SandboxReply *self)
{
  if (self == NULL)
    return;
  g_string_free (self->body, TRUE);
  g_free (self->location);
  g_free (self->etag);
  g_free (self->allow);
  g_free (self->preference_applied);
  g_free (self);
}

void
sandbox_reply_take_error (SandboxReply *self, GError *error, const char *correlation_id)
{
  g_autoptr (GError) owned = error;
  g_autofree char *json = sandbox_error_to_json (owned, correlation_id);

  if (owned->domain != SANDBOX_ERROR || owned->code == SANDBOX_ERROR_INTERNAL)
    g_warning ("%s: %s", correlation_id, owned->message);
  self->status = sandbox_error_get_status (owned);
  self->content_type = SANDBOX_CONTENT_TYPE_JSON;
  g_string_assign (self->body, json);
  g_clear_pointer (&self->location, g_free);
  g_clear_pointer (&self->etag, g_free);
  g_clear_pointer (&self->preference_applied, g_free);
}
