/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "identity-fixture.h"

#include "ferry-random.h"

void
identity_fixture_set_up (IdentityFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture->server = ferry_fixture_server_new ();
  fixture->identity = ferry_identity_new (ferry_fixture_server_get_url (fixture->server), IDENTITY_TENANT,
                                          IDENTITY_CLIENT_ID, NULL, &error);
  g_assert_no_error (error);
}

void
identity_fixture_tear_down (IdentityFixture *fixture, gconstpointer unused)
{
  ferry_fixture_server_assert_done (fixture->server);
  g_assert_finalize_object (fixture->identity);
  g_object_unref (fixture->server);
}

char *
identity_fixture_make_id_token (const char *audience, const char *nonce, const char *account)
{
  g_autofree char *claims = g_strdup_printf (
    "{\"aud\":\"%s\",\"iss\":\"https://login.example.com/contoso/v2.0\"%s%s%s,\"preferred_username\":\"%s\"}",
    audience, nonce != NULL ? ",\"nonce\":\"" : "", nonce != NULL ? nonce : "", nonce != NULL ? "\"" : "",
    account);
  g_autofree char *payload = ferry_base64url_encode ((const guchar *) claims, strlen (claims));

  return g_strdup_printf ("eyJhbGciOiJub25lIn0.%s.c2ln", payload);
}

static void
append_member (GString *text, const char *name, const char *value)
{
  if (value != NULL)
    g_string_append_printf (text, ",\"%s\":\"%s\"", name, value);
}

char *
identity_fixture_make_answer (const char *access, const char *refresh, int lifetime, const char *id_token)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "{\"token_type\":\"Bearer\",\"expires_in\":%d,\"ext_expires_in\":%d",
                          lifetime, lifetime);
  append_member (text, "access_token", access);
  append_member (text, "refresh_token", refresh);
  append_member (text, "id_token", id_token);
  return g_string_free (g_string_append (text, "}"), FALSE);
}

FerryFixtureReply *
identity_fixture_reply (IdentityFixture *fixture, const char *access, const char *refresh, int lifetime)
{
  g_autofree char *answer = identity_fixture_make_answer (access, refresh, lifetime, NULL);

  return ferry_fixture_server_reply_to (fixture->server, "POST", IDENTITY_TOKEN, 200, answer);
}

void
identity_fixture_refuse (IdentityFixture *fixture, const char *path, const char *code, const char *words)
{
  g_autofree char *body
    = words == NULL ? g_strdup_printf ("{\"error\":\"%s\"}", code)
                    : g_strdup_printf (
                      "{\"error\":\"%s\",\"error_description\":\"%s Trace ID: 11111111-2222 Correlation ID: "
                      "aaaaaaaa-bbbb Timestamp: 2025-03-01 10:00:00Z\"}",
                      code, words);

  ferry_fixture_server_reply_to (fixture->server, "POST", path,
                                 g_str_equal (code, "invalid_client") ? 401 : 400, body);
}

GHashTable *
identity_fixture_get_form (IdentityFixture *fixture, guint index)
{
  const FerryFixtureRequest *request = ferry_fixture_server_get_request (fixture->server, index);
  gsize size;
  const char *data = g_bytes_get_data (request->body, &size);
  g_autofree char *text = g_strndup (data, size);

  g_assert_cmpstr (soup_message_headers_get_content_type (request->headers, NULL), ==,
                   "application/x-www-form-urlencoded");
  g_assert_null (soup_message_headers_get_one (request->headers, "Authorization"));
  g_assert_null (request->query);
  return soup_form_decode (text);
}

void
identity_fixture_assert_field (IdentityFixture *fixture, guint index, const char *name, const char *value)
{
  g_autoptr (GHashTable) form = identity_fixture_get_form (fixture, index);

  g_assert_cmpstr (g_hash_table_lookup (form, name), ==, value);
}
