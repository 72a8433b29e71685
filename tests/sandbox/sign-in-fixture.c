/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sign-in-fixture.h"

#include <string.h>

char *
make_challenge (const char *verifier)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guchar digest[32];
  gsize length = sizeof digest;
  char *text;

  g_checksum_update (checksum, (const guchar *) verifier, -1);
  g_checksum_get_digest (checksum, digest, &length);
  text = g_base64_encode (digest, length);
  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  *strchr (text, '=') = '\0';
  return text;
}

char *
make_request (const char *name, ...)
{
  g_autoptr (GHashTable) form = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *challenge = make_challenge (VERIFIER);
  g_autofree char *query = NULL;
  const char *const PAIRS[][2] = {
    { "client_id", CLIENT },
    { "response_type", "code" },
    { "redirect_uri", REDIRECT },
    { "scope", SCOPE },
    { "state", STATE },
    { "nonce", NONCE },
    { "code_challenge", challenge },
    { "code_challenge_method", "S256" },
  };
  va_list args;

  for (guint i = 0; i < G_N_ELEMENTS (PAIRS); i++)
    g_hash_table_insert (form, (char *) PAIRS[i][0], (char *) PAIRS[i][1]);
  va_start (args, name);
  for (; name != NULL; name = va_arg (args, const char *))
    {
      char *value = va_arg (args, char *);

      if (value != NULL)
        g_hash_table_insert (form, (char *) name, value);
      else
        g_hash_table_remove (form, name);
    }
  va_end (args);
  query = soup_form_encode_hash (form);
  return g_strconcat (AUTHORIZE "?", query, NULL);
}

char *
get_query (Exchange *exchange, const char *name)
{
  const char *location = header (exchange, "Location");
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GHashTable) query = NULL;

  g_assert_cmpuint (status_of (exchange), ==, 302);
  g_assert_nonnull (location);
  g_assert_true (g_str_has_prefix (location, REDIRECT "?"));
  uri = g_uri_parse (location, SOUP_HTTP_URI_FLAGS, NULL);
  g_assert_nonnull (uri);
  query = soup_form_decode (g_uri_get_query (uri));
  return g_strdup (g_hash_table_lookup (query, name));
}

char *
get_field (Exchange *page, const char *name)
{
  g_autofree char *text = text_of (page);
  g_autofree char *start = g_strdup_printf ("name=\"%s\" value=\"", name);
  const char *found = strstr (text, start);

  if (found == NULL)
    g_error ("“%s” is not in %s", name, text);
  found += strlen (start);
  return g_strndup (found, strcspn (found, "\""));
}

char *
find_account (ServerFixture *server, const char *user_name)
{
  g_autoptr (SandboxDb) cloud = face_open_db (&server->face, "cloud.db");
  char *id = sandbox_sql_text (cloud, "SELECT id FROM sys_users WHERE user_name = %Q", user_name);

  g_assert_nonnull (id);
  return id;
}

void
make_super (ServerFixture *server, const char *user_name)
{
  face_cloud_execute (
    &server->face, "INSERT INTO sys_user_permissions SELECT id, 'SUPER' FROM sys_users WHERE user_name = %Q",
    user_name);
}

char *
get_code (ServerFixture *server, const char *user_name)
{
  g_autofree char *request = make_request (NULL, NULL);
  g_autoptr (Exchange) page = get (server, request);
  g_autofree char *flow = get_field (page, "flow");
  g_autofree char *account = find_account (server, user_name);
  g_autoptr (Exchange) answer
    = send_form (server, AUTHORIZE, "flow", flow, "account", account, "answer", "accept", NULL);
  g_autofree char *state = get_query (answer, "state");
  char *code = get_query (answer, "code");

  g_assert_cmpstr (state, ==, STATE);
  g_assert_nonnull (code);
  return code;
}

Exchange *
redeem (ServerFixture *server, const char *code)
{
  return send_form (server, TOKENS, "grant_type", "authorization_code", "client_id", CLIENT, "code", code,
                    "redirect_uri", REDIRECT, "code_verifier", VERIFIER, NULL);
}

JsonObject *
sign_in (ServerFixture *server, const char *user_name)
{
  g_autofree char *code = get_code (server, user_name);
  g_autoptr (Exchange) exchange = redeem (server, code);

  g_assert_cmpuint (status_of (exchange), ==, 200);
  return parse (exchange);
}

Exchange *
refresh (ServerFixture *server, const char *token)
{
  return send_form (server, TOKENS, "grant_type", "refresh_token", "client_id", CLIENT, "refresh_token",
                    token, NULL);
}

const char *
member (JsonObject *object, const char *name)
{
  g_assert_true (json_object_has_member (object, name));
  return json_object_get_string_member (object, name);
}

void
assert_oauth (Exchange *exchange, guint status, const char *error, guint number)
{
  g_autoptr (JsonObject) object = parse (exchange);
  g_autofree char *prefix = g_strdup_printf ("AADSTS%u: ", number);

  g_assert_cmpuint (status_of (exchange), ==, status);
  g_assert_cmpstr (member (object, "error"), ==, error);
  if (!g_str_has_prefix (member (object, "error_description"), prefix))
    g_error ("%s isn’t in “%s”", prefix, member (object, "error_description"));
  g_assert_cmpint (json_array_get_int_element (json_object_get_array_member (object, "error_codes"), 0), ==,
                   number);
  g_assert_true (g_uuid_string_is_valid (member (object, "correlation_id")));
  g_assert_true (g_uuid_string_is_valid (member (object, "trace_id")));
  g_assert_nonnull (strstr (member (object, "error_description"), member (object, "correlation_id")));
  g_assert_cmpuint (strlen (member (object, "timestamp")), ==, strlen ("2020-01-01 00:00:00Z"));
  g_assert_cmpstr (header (exchange, "Cache-Control"), ==, "no-store");
}
