/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-fixture.h"

#include "sandbox-json.h"

#include <string.h>

#define LIFETIME 3600

void
server_fixture_open_identity (ServerFixture *self,
                              const SandboxServerConfig *base,
                              const char *const *rules,
                              const SandboxIdentityConfig *identity,
                              guint lifetime,
                              gboolean single_use)
{
  SandboxServerConfig config = base != NULL ? *base : SANDBOX_SERVER_CONFIG_DEFAULT;
  SandboxIdentityConfig identity_config = identity != NULL ? *identity : SANDBOX_IDENTITY_CONFIG_DEFAULT;
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) sandbox_fault_unref);
  g_autoptr (GError) error = NULL;

  face_fixture_open (&self->face);
  for (guint i = 0; rules != NULL && rules[i] != NULL; i++)
    {
      g_ptr_array_add (faults, sandbox_fault_parse (rules[i], &error));
      g_assert_no_error (error);
    }
  identity_config.tenant = FACE_TENANT;
  self->tokens = sandbox_tokens_new (self->face.store, lifetime, single_use);
  self->identity = sandbox_identity_new (self->face.store, self->tokens, &identity_config);
  config.router = self->face.router;
  config.engine = self->face.engine;
  config.store = self->face.store;
  config.tokens = self->tokens;
  config.identity = self->identity;
  config.token = TOKEN;
  config.faults = faults;
  self->server = sandbox_server_new (&config);
  g_assert_true (sandbox_server_listen (self->server, NULL, 0, &error));
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (sandbox_server_get_url (self->server), "http://127.0.0.1:"));
  self->session = soup_session_new_with_options ("max-conns-per-host", 10, NULL);
}

void
server_fixture_open (ServerFixture *self, const SandboxServerConfig *base, const char *const *rules)
{
  server_fixture_open_identity (self, base, rules, NULL, LIFETIME, FALSE);
}

void
server_fixture_close (ServerFixture *self)
{
  if (self->server == NULL)
    return;
  soup_session_abort (self->session);
  g_object_unref (self->session);
  sandbox_server_stop (self->server);
  g_object_unref (self->server);
  sandbox_identity_free (self->identity);
  sandbox_tokens_free (self->tokens);
  face_fixture_close (&self->face);
}

void
exchange_free (Exchange *self)
{
  g_object_unref (self->message);
  g_object_unref (self->cancellable);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_error (&self->error);
  g_free (self);
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  Exchange *exchange = data;

  exchange->body = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &exchange->error);
  exchange->done = TRUE;
}

Exchange *
prepare (ServerFixture *self, const char *method, const char *path)
{
  Exchange *exchange = g_new0 (Exchange, 1);
  g_autofree char *url = g_str_has_prefix (path, "http")
                           ? g_strdup (path)
                           : g_strconcat (sandbox_server_get_url (self->server), path, NULL);

  exchange->message = soup_message_new (method, url);
  exchange->cancellable = g_cancellable_new ();
  soup_message_add_flags (exchange->message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_headers_replace (soup_message_get_request_headers (exchange->message), "Authorization",
                                "Bearer " TOKEN);
  return exchange;
}

void
start (ServerFixture *self, Exchange *exchange)
{
  soup_session_send_and_read_async (self->session, exchange->message, G_PRIORITY_DEFAULT,
                                    exchange->cancellable, on_answer, exchange);
}

void
await (Exchange *exchange)
{
  while (!exchange->done)
    g_main_context_iteration (NULL, TRUE);
}

Exchange *
get (ServerFixture *self, const char *path)
{
  return send_body (self, "GET", path, NULL, NULL);
}

static void
set_body (Exchange *exchange, const char *type, const char *body)
{
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;

  if (bytes != NULL)
    soup_message_set_request_body_from_bytes (exchange->message, type, bytes);
}

Exchange *
send_body (ServerFixture *self, const char *method, const char *path, const char *type, const char *body)
{
  Exchange *exchange = prepare (self, method, path);

  set_body (exchange, type, body);
  start (self, exchange);
  await (exchange);
  return exchange;
}

static void
set_token (Exchange *exchange, const char *token)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (exchange->message);
  g_autofree char *value = g_strconcat ("Bearer ", token, NULL);

  if (token != NULL)
    soup_message_headers_replace (headers, "Authorization", value);
  else
    soup_message_headers_remove (headers, "Authorization");
}

Exchange *
send_as (ServerFixture *self, const char *method, const char *path, const char *token, const char *body)
{
  Exchange *exchange = prepare (self, method, path);

  set_token (exchange, token);
  soup_message_headers_replace (soup_message_get_request_headers (exchange->message), "If-Match", "*");
  set_body (exchange, "application/json", body);
  start (self, exchange);
  await (exchange);
  return exchange;
}

Exchange *
send_form (ServerFixture *self, const char *path, ...)
{
  g_autoptr (GHashTable) form = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *body = NULL;
  Exchange *exchange = prepare (self, "POST", path);
  va_list args;

  va_start (args, path);
  for (char *name = va_arg (args, char *); name != NULL; name = va_arg (args, char *))
    {
      char *value = va_arg (args, char *);

      if (value != NULL)
        g_hash_table_insert (form, name, value);
    }
  va_end (args);
  body = soup_form_encode_hash (form);
  set_token (exchange, NULL);
  set_body (exchange, SOUP_FORM_MIME_TYPE_URLENCODED, body);
  start (self, exchange);
  await (exchange);
  return exchange;
}

guint
status_of (Exchange *exchange)
{
  g_assert_no_error (exchange->error);
  return soup_message_get_status (exchange->message);
}

const char *
header (Exchange *exchange, const char *name)
{
  return soup_message_headers_get_one (soup_message_get_response_headers (exchange->message), name);
}

JsonObject *
parse (Exchange *exchange)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = NULL;

  g_assert_no_error (exchange->error);
  object = sandbox_json_parse_object (exchange->body, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&object);
}

char *
text_of (Exchange *exchange)
{
  gsize length;
  const char *data;

  g_assert_no_error (exchange->error);
  data = g_bytes_get_data (exchange->body, &length);
  return g_strndup (data, length);
}

void
assert_error (Exchange *exchange, guint status, const char *code)
{
  g_autoptr (JsonObject) object = parse (exchange);

  g_assert_cmpuint (soup_message_get_status (exchange->message), ==, status);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (object, "error"), "code"),
                   ==, code);
}

void
assert_fine (Exchange *exchange)
{
  g_autoptr (JsonObject) object = parse (exchange);

  g_assert_cmpuint (soup_message_get_status (exchange->message), ==, 200);
  g_assert_true (json_object_has_member (object, "value"));
}
