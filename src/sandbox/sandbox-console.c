/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-console.h"

#include "sandbox-error.h"
#include "sandbox-fault.h"
#include "sandbox-json.h"

#include <string.h>

typedef gboolean (*Handler) (const SandboxConsole *self,
                             const SandboxRequest *request,
                             SandboxReply *reply,
                             GError **error);

static gboolean
get_requests (const SandboxConsole *self, const SandboxRequest *request, SandboxReply *reply, GError **error)
{
  reply->content_type = SANDBOX_CONTENT_TYPE_PLAIN_JSON;
  sandbox_tally_append_json (self->tally, reply->body);
  return TRUE;
}

static gboolean
reset_requests (const SandboxConsole *self,
                const SandboxRequest *request,
                SandboxReply *reply,
                GError **error)
{
  sandbox_tally_reset (self->tally);
  return TRUE;
}

static gboolean
get_faults (const SandboxConsole *self, const SandboxRequest *request, SandboxReply *reply, GError **error)
{
  reply->content_type = SANDBOX_CONTENT_TYPE_PLAIN_JSON;
  g_string_append (reply->body, "{\"value\":[");
  for (guint i = 0; i < self->faults->len; i++)
    {
      const SandboxFault *fault = g_ptr_array_index (self->faults, i);

      g_string_append (reply->body, i > 0 ? ",{\"rule\":" : "{\"rule\":");
      sandbox_json_append_string (reply->body, fault->rule);
      g_string_append_printf (reply->body, ",\"seen\":%u,\"struck\":%u}", fault->seen, fault->done);
    }
  g_string_append (reply->body, "]}");
  return TRUE;
}

/* A rule a line; all of them or none. */
static gboolean
add_faults (const SandboxConsole *self, const SandboxRequest *request, SandboxReply *reply, GError **error)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func ((GDestroyNotify) sandbox_fault_unref);
  gsize length = 0;
  const char *data = request->body != NULL ? g_bytes_get_data (request->body, &length) : NULL;
  g_autofree char *text = g_strndup (data != NULL ? data : "", length);
  g_auto (GStrv) rules = g_strsplit (text, "\n", -1);

  for (guint i = 0; rules[i] != NULL; i++)
    {
      g_autoptr (GError) problem = NULL;
      SandboxFault *fault;

      if (*g_strstrip (rules[i]) == '\0')
        continue;
      fault = g_utf8_validate (rules[i], -1, NULL) ? sandbox_fault_parse (rules[i], &problem) : NULL;
      if (fault == NULL)
        {
          g_set_error_literal (error, SANDBOX_ERROR, SANDBOX_ERROR_BAD_REQUEST,
                               problem != NULL ? problem->message : "The rule isn’t UTF-8.");
          return FALSE;
        }
      g_ptr_array_add (added, fault);
    }
  g_ptr_array_extend_and_steal (self->faults, g_steal_pointer (&added));
  return TRUE;
}

static gboolean
remove_faults (const SandboxConsole *self, const SandboxRequest *request, SandboxReply *reply, GError **error)
{
  g_ptr_array_set_size (self->faults, 0);
  return TRUE;
}

static gboolean
expire_access (const SandboxConsole *self, const SandboxRequest *request, SandboxReply *reply, GError **error)
{
  return self->tokens == NULL || sandbox_tokens_expire_access (self->tokens, error);
}

static gboolean
revoke_refresh (const SandboxConsole *self,
                const SandboxRequest *request,
                SandboxReply *reply,
                GError **error)
{
  return self->tokens == NULL || sandbox_tokens_revoke_refresh (self->tokens, error);
}

static const struct
{
  const char *name;
  const char *method;
  Handler handle;
} COMMANDS[] = {
  { "requests", "GET", get_requests },
  { "requests", "DELETE", reset_requests },
  { "faults", "GET", get_faults },
  { "faults", "POST", add_faults },
  { "faults", "DELETE", remove_faults },
  { "expire-access-tokens", "POST", expire_access },
  { "revoke-refresh-tokens", "POST", revoke_refresh },
};

gboolean
sandbox_console_owns (const char *path)
{
  return g_str_has_prefix (path, SANDBOX_CONSOLE_PREFIX);
}

SandboxReply *
sandbox_console_handle (const SandboxConsole *self, const SandboxRequest *request)
{
  SandboxReply *reply = sandbox_reply_new ();
  const char *name = request->path + strlen (SANDBOX_CONSOLE_PREFIX);
  GError *error = NULL;
  gboolean known = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (COMMANDS); i++)
    {
      if (strcmp (COMMANDS[i].name, name) != 0)
        continue;
      known = TRUE;
      if (strcmp (COMMANDS[i].method, request->method) != 0)
        continue;
      if (COMMANDS[i].handle (self, request, reply, &error))
        reply->status = reply->content_type != NULL ? 200 : 204;
      else
        sandbox_reply_take_error (reply, error, request->correlation_id);
      return reply;
    }
  error = known ? g_error_new (SANDBOX_ERROR, SANDBOX_ERROR_METHOD,
                               "'%.20s' requests for '%.100s' are not allowed.", request->method, name)
                : g_error_new (SANDBOX_ERROR, SANDBOX_ERROR_NO_ROUTE, "The sandbox has no '%.100s'.", name);
  sandbox_reply_take_error (reply, error, request->correlation_id);
  return reply;
}
