/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in with a browser, and what becomes of the tokens: every flow and every refusal, over HTTP. */
#define _GNU_SOURCE /* memmem() */
#include "sign-in-fixture.h"

#include <string.h>

#define COMPANIES FACE_PUBLISHED "companies"
#define COLLEAGUE "ANNA.ANDERSEN"

static void
assert_token (ServerFixture *server, const char *token, guint status)
{
  g_autoptr (Exchange) exchange = send_as (server, "GET", COMPANIES, token, NULL);

  if (status == 401)
    assert_error (exchange, 401, "Authentication_InvalidCredentials");
  else
    assert_fine (exchange);
}

static JsonObject *
read_id_token (const char *token)
{
  g_auto (GStrv) parts = g_strsplit (token, ".", -1);
  g_autoptr (GString) padded = NULL;
  g_autofree guchar *claims = NULL;
  gsize length;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_strv_length (parts), ==, 3);
  g_strdelimit (parts[1], "-", '+');
  g_strdelimit (parts[1], "_", '/');
  padded = g_string_new (parts[1]);
  while (padded->len % 4 != 0)
    g_string_append_c (padded, '=');
  claims = g_base64_decode (padded->str, &length);
  node = json_from_string ((const char *) claims, &error);
  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (node));
}

static void
test_code (void)
{
  g_auto (ServerFixture) server = { 0 };
  g_autofree char *request = make_request ("login_hint", COLLEAGUE, NULL);
  g_autoptr (Exchange) page = NULL;
  g_autofree char *text = NULL;
  g_autofree char *checked = NULL;
  g_autofree char *account = NULL;
  g_autoptr (JsonObject) tokens = NULL;
  g_autoptr (JsonObject) claims = NULL;

  server_fixture_open (&server, NULL, NULL);
  page = get (&server, request);
  g_assert_cmpuint (status_of (page), ==, 200);
  g_assert_true (g_str_has_prefix (header (page, "Content-Type"), "text/html"));
  g_assert_nonnull (strstr (header (page, "Content-Security-Policy"), "default-src 'none'"));
  text = text_of (page);
  g_assert_nonnull (strstr (text, "not Microsoft"));
  g_assert_nonnull (strstr (text, CLIENT));
  /* Whom the application hints at is chosen already. */
  account = find_account (&server, COLLEAGUE);
  checked = g_strdup_printf ("value=\"%s\" checked", account);
  g_assert_nonnull (strstr (text, checked));

  tokens = sign_in (&server, "ADMIN");
  g_assert_cmpstr (member (tokens, "token_type"), ==, "Bearer");
  g_assert_cmpint (json_object_get_int_member (tokens, "expires_in"), ==, 3600);
  g_assert_cmpstr (member (tokens, "scope"), ==, RESOURCE "Financials.ReadWrite.All");
  g_assert_cmpuint (strlen (member (tokens, "refresh_token")), >=, 40);
  assert_token (&server, member (tokens, "access_token"), 200);

  claims = read_id_token (member (tokens, "id_token"));
  g_assert_true (g_uuid_string_is_valid (member (claims, "oid")));
  g_assert_cmpstr (member (claims, "aud"), ==, CLIENT);
  g_assert_cmpstr (member (claims, "tid"), ==, FACE_TENANT);
  g_assert_cmpstr (member (claims, "nonce"), ==, NONCE);
  g_assert_cmpstr (member (claims, "preferred_username"), ==, "admin@cronusonline.example");
  g_assert_cmpstr (member (claims, "name"), ==, "Migration Administrator");
  g_assert_cmpint (json_object_get_int_member (claims, "exp"), >, g_get_real_time () / G_USEC_PER_SEC);
}

/* Nothing but what was asked for. */
static void
test_scopes (void)
{
  static const struct
  {
    const char *scope;
    const char *granted;
    gboolean id_token;
    gboolean refresh_token;
    guint status;
  } CASES[] = {
    { RESOURCE "Financials.ReadWrite.All", RESOURCE "Financials.ReadWrite.All", FALSE, FALSE, 200 },
    { RESOURCE ".default offline_access", RESOURCE "Financials.ReadWrite.All", FALSE, TRUE, 200 },
    { RESOURCE "user_impersonation openid", RESOURCE "user_impersonation", TRUE, FALSE, 200 },
    /* A token for something else isn't one for Business Central. */
    { "openid profile offline_access", "", TRUE, TRUE, 401 },
  };
  g_auto (ServerFixture) server = { 0 };
  g_autofree char *account = NULL;

  server_fixture_open (&server, NULL, NULL);
  account = find_account (&server, "ADMIN");
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *request = make_request ("scope", CASES[i].scope, "nonce", NULL, NULL);
      g_autoptr (Exchange) page = get (&server, request);
      g_autofree char *flow = get_field (page, "flow");
      g_autoptr (Exchange) answer
        = send_form (&server, AUTHORIZE, "flow", flow, "account", account, "answer", "accept", NULL);
      g_autofree char *code = get_query (answer, "code");
      g_autoptr (Exchange) exchange = redeem (&server, code);
      g_autoptr (JsonObject) tokens = parse (exchange);

      g_test_message ("%s", CASES[i].scope);
      g_assert_cmpstr (member (tokens, "scope"), ==, CASES[i].granted);
      g_assert_cmpint (json_object_has_member (tokens, "id_token"), ==, CASES[i].id_token);
      g_assert_cmpint (json_object_has_member (tokens, "refresh_token"), ==, CASES[i].refresh_token);
      assert_token (&server, member (tokens, "access_token"), CASES[i].status);
    }
}

static void
test_deny (void)
{
  g_auto (ServerFixture) server = { 0 };
  g_autofree char *request = make_request (NULL, NULL);
  g_autoptr (Exchange) page = NULL;
  g_autoptr (Exchange) answer = NULL;
  g_autoptr (Exchange) again = NULL;
  g_autofree char *flow = NULL;
  g_autofree char *error = NULL;
  g_autofree char *description = NULL;
  g_autofree char *state = NULL;
  g_autofree char *code = NULL;

  server_fixture_open (&server, NULL, NULL);
  page = get (&server, request);
  flow = get_field (page, "flow");
  answer = send_form (&server, AUTHORIZE, "flow", flow, "answer", "deny", NULL);
  error = get_query (answer, "error");
  description = get_query (answer, "error_description");
  state = get_query (answer, "state");
  code = get_query (answer, "code");
  g_assert_cmpstr (error, ==, "access_denied");
  g_assert_true (g_str_has_prefix (description, "AADSTS65004: "));
  g_assert_cmpstr (state, ==, STATE);
  g_assert_null (code);

  /* A page is answered once. */
  again = send_form (&server, AUTHORIZE, "flow", flow, "answer", "deny", NULL);
  g_assert_cmpuint (status_of (again), ==, 400);
  g_assert_null (header (again, "Location"));
}

/* What the application is told by the redirection. */
static void
test_request_refusals (void)
{
  static const struct
  {
    const char *name;
    const char *value;
    const char *error;
    const char *number;
  } CASES[] = {
    { "response_type", NULL, "invalid_request", "AADSTS900144: " },
    { "response_type", "token", "unsupported_response_type", "AADSTS70005: " },
    { "response_mode", "form_post", "unsupported_response_mode", "AADSTS70007: " },
    { "scope", NULL, "invalid_request", "AADSTS900144: " },
    { "scope", "openid https://graph.microsoft.com/Mail.Read", "invalid_scope", "AADSTS70011: " },
    { "code_challenge", NULL, "invalid_request", "AADSTS9002325: " },
    { "code_challenge", "short", "invalid_request", "AADSTS501491: " },
    { "code_challenge_method", "plain", "invalid_request", "AADSTS501491: " },
    { "code_challenge_method", NULL, "invalid_request", "AADSTS501491: " },
    { "prompt", "none", "login_required", "AADSTS50058: " },
  };
  g_auto (ServerFixture) server = { 0 };

  server_fixture_open (&server, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *request = make_request (CASES[i].name, CASES[i].value, NULL);
      g_autoptr (Exchange) exchange = get (&server, request);
      g_autofree char *error = get_query (exchange, "error");
      g_autofree char *description = get_query (exchange, "error_description");
      g_autofree char *state = get_query (exchange, "state");

      g_test_message ("%s=%s", CASES[i].name, CASES[i].value);
      g_assert_cmpstr (error, ==, CASES[i].error);
      g_assert_true (g_str_has_prefix (description, CASES[i].number));
      g_assert_cmpstr (state, ==, STATE);
    }
}

/* Where nobody may be sent to: a page says why. */
static void
test_request_pages (void)
{
  static const struct
  {
    const char *name;
    const char *value;
    const char *number;
  } CASES[] = {
    { "client_id", NULL, "AADSTS900144: " },
    { "client_id", "<b>nobody</b>", "AADSTS700016: " },
    { "redirect_uri", NULL, "AADSTS900144: " },
    { "redirect_uri", "https://127.0.0.1/", "AADSTS50011: " },
    { "redirect_uri", "http://127.0.0.1.evil.example/", "AADSTS50011: " },
    { "redirect_uri", "http://evil.example:80/", "AADSTS50011: " },
    { "redirect_uri", "http://localhost@evil.example/", "AADSTS50011: " },
    { "redirect_uri", "http://x@127.0.0.1/", "AADSTS50011: " },
    { "redirect_uri", "http://localhost/#here", "AADSTS50011: " },
    { "redirect_uri", "ferry://done", "AADSTS50011: " },
    { "redirect_uri", "javascript:alert(1)", "AADSTS50011: " },
    { "redirect_uri", "nonsense", "AADSTS50011: " },
  };
  g_auto (ServerFixture) server = { 0 };
  g_autoptr (Exchange) tenant = NULL;
  g_autoptr (Exchange) method = NULL;
  g_autofree char *text = NULL;

  server_fixture_open (&server, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *request = make_request (CASES[i].name, CASES[i].value, NULL);
      g_autoptr (Exchange) exchange = get (&server, request);
      g_autofree char *page = text_of (exchange);

      g_test_message ("%s=%s", CASES[i].name, CASES[i].value);
      g_assert_cmpuint (status_of (exchange), ==, 400);
      g_assert_null (header (exchange, "Location"));
      g_assert_nonnull (strstr (page, CASES[i].number));
      g_assert_null (strstr (page, "<b>"));
    }
  tenant = get (&server, "/elsewhere.example/oauth2/v2.0/authorize?client_id=" CLIENT);
  text = text_of (tenant);
  g_assert_cmpuint (status_of (tenant), ==, 400);
  g_assert_nonnull (strstr (text, "AADSTS90002: "));
  method = send_body (&server, "DELETE", AUTHORIZE, NULL, NULL);
  g_assert_cmpuint (status_of (method), ==, 400);
}

static void
test_redirects (void)
{
  static const char *const FINE[] = { "http://localhost/", "http://localhost:1234", "http://127.0.0.1:5/a/b",
                                      "http://[::1]:5/", "http://localhost:9/?a=b" };
  g_auto (ServerFixture) server = { 0 };
  SandboxIdentityConfig config = SANDBOX_IDENTITY_CONFIG_DEFAULT;

  config.sign_in_as = "ADMIN";
  server_fixture_open_identity (&server, NULL, NULL, &config, 60, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (FINE); i++)
    {
      g_autofree char *request = make_request ("redirect_uri", FINE[i], NULL);
      g_autoptr (Exchange) exchange = get (&server, request);
      g_autofree char *expected
        = g_strconcat (FINE[i], strchr (FINE[i], '?') != NULL ? "&code=" : "?code=", NULL);

      g_assert_cmpuint (status_of (exchange), ==, 302);
      g_assert_true (g_str_has_prefix (header (exchange, "Location"), expected));
    }
}

static void
test_code_refusals (void)
{
  g_auto (ServerFixture) server = { 0 };
  g_autofree char *code = NULL;
  g_autoptr (Exchange) used = NULL;
  g_autoptr (Exchange) first = NULL;
  static const struct
  {
    const char *name;
    const char *value;
    guint status;
    const char *error;
    guint number;
  } CASES[] = {
    { "code_verifier", "another-verifier-of-at-least-forty-three-characters", 400, "invalid_grant", 501481 },
    { "code_verifier", NULL, 400, "invalid_request", 900144 },
    { "redirect_uri", "http://127.0.0.1:49998/done", 400, "invalid_client", 500112 },
    { "redirect_uri", NULL, 400, "invalid_request", 900144 },
    { "code", "none-of-ours", 400, "invalid_request", 9002313 },
    { "code", NULL, 400, "invalid_request", 900144 },
    { "client_id", "nobody", 400, "unauthorized_client", 700016 },
    { "client_id", NULL, 400, "invalid_request", 900144 },
    { "grant_type", "password", 400, "unsupported_grant_type", 70003 },
    { "grant_type", NULL, 400, "invalid_request", 900144 },
    { "client_secret", "a-secret-nobody-knows", 401, "invalid_client", 7000215 },
  };

  server_fixture_open (&server, NULL, NULL);
  code = get_code (&server, "ADMIN");
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
#define PARAMETER(NAME, VALUE) NAME, strcmp (CASES[i].name, NAME) == 0 ? CASES[i].value : (VALUE)
      g_autoptr (Exchange) exchange = send_form (
        &server, TOKENS, PARAMETER ("grant_type", "authorization_code"), PARAMETER ("client_id", CLIENT),
        PARAMETER ("code", code), PARAMETER ("redirect_uri", REDIRECT), PARAMETER ("code_verifier", VERIFIER),
        PARAMETER ("client_secret", NULL), NULL);
#undef PARAMETER

      g_test_message ("%s=%s", CASES[i].name, CASES[i].value);
      assert_oauth (exchange, CASES[i].status, CASES[i].error, CASES[i].number);
    }
  /* None of this has used it up; being used has. */
  first = redeem (&server, code);
  g_assert_cmpuint (status_of (first), ==, 200);
  used = redeem (&server, code);
  assert_oauth (used, 400, "invalid_grant", 54005);
}

static void
test_code_expires (void)
{
  g_auto (ServerFixture) server = { 0 };
  SandboxIdentityConfig config = SANDBOX_IDENTITY_CONFIG_DEFAULT;
  g_autofree char *code = NULL;
  g_autoptr (Exchange) exchange = NULL;

  config.code_lifetime = 0;
  server_fixture_open_identity (&server, NULL, NULL, &config, 60, FALSE);
  code = get_code (&server, "ADMIN");
  exchange = redeem (&server, code);
  assert_oauth (exchange, 400, "invalid_grant", 70008);
}

static void
test_endpoint_refusals (void)
{
  g_auto (ServerFixture) server = { 0 };
  g_autoptr (Exchange) method = NULL;
  g_autoptr (Exchange) tenant = NULL;
  g_autoptr (Exchange) json = NULL;
  static const char *const TENANTS[]
    = { FACE_TENANT, "organizations", "common", "cronusonline.example", "CronusOnline.Example" };

  server_fixture_open (&server, NULL, NULL);
  method = get (&server, TOKENS);
  assert_oauth (method, 400, "invalid_request", 900561);
  tenant = send_form (&server, "/elsewhere.example/oauth2/v2.0/token", "grant_type", "refresh_token",
                      "client_id", CLIENT, NULL);
  assert_oauth (tenant, 400, "invalid_request", 90002);
  json = send_body (&server, "POST", TOKENS, "application/json", "{\"grant_type\":\"refresh_token\"}");
  assert_oauth (json, 400, "invalid_request", 900144);
  for (guint i = 0; i < G_N_ELEMENTS (TENANTS); i++)
    {
      g_autofree char *path = g_strdup_printf ("/%s/oauth2/v2.0/token", TENANTS[i]);
      g_autoptr (Exchange) exchange
        = send_form (&server, path, "grant_type", "refresh_token", "client_id", CLIENT, NULL);

      /* It gets as far as the missing token. */
      assert_oauth (exchange, 400, "invalid_request", 900144);
    }
}

static void
test_refresh (void)
{
  g_auto (ServerFixture) server = { 0 };
  g_autoptr (JsonObject) tokens = NULL;
  g_autoptr (Exchange) exchange = NULL;
  g_autoptr (JsonObject) next = NULL;
  g_autoptr (Exchange) older = NULL;
  g_autoptr (Exchange) unknown = NULL;
  g_autoptr (Exchange) access = NULL;
  g_autoptr (Exchange) expire = NULL;
  g_autoptr (Exchange) revoke = NULL;
  g_autoptr (Exchange) revoked = NULL;
  g_autoptr (Exchange) stale = NULL;
  g_autoptr (JsonObject) fresh = NULL;

  server_fixture_open (&server, NULL, NULL);
  tokens = sign_in (&server, COLLEAGUE);
  expire = send_body (&server, "POST", "/sandbox/expire-access-tokens", NULL, NULL);
  g_assert_cmpuint (status_of (expire), ==, 204);
  assert_token (&server, member (tokens, "access_token"), 401);
  assert_token (&server, TOKEN, 200);

  exchange = refresh (&server, member (tokens, "refresh_token"));
  g_assert_cmpuint (status_of (exchange), ==, 200);
  next = parse (exchange);
  g_assert_cmpstr (member (next, "refresh_token"), !=, member (tokens, "refresh_token"));
  g_assert_cmpstr (member (next, "access_token"), !=, member (tokens, "access_token"));
  g_assert_cmpstr (member (next, "scope"), ==, RESOURCE "Financials.ReadWrite.All");
  assert_token (&server, member (next, "access_token"), 200);
  /* As with the real service, whoever didn't keep the new one may use the old one. */
  older = refresh (&server, member (tokens, "refresh_token"));
  g_assert_cmpuint (status_of (older), ==, 200);

  unknown = refresh (&server, "none-of-ours");
  assert_oauth (unknown, 400, "invalid_grant", 9002313);
  access = refresh (&server, member (next, "access_token"));
  assert_oauth (access, 400, "invalid_grant", 9002313);
  revoke = send_body (&server, "POST", "/sandbox/revoke-refresh-tokens", NULL, NULL);
  g_assert_cmpuint (status_of (revoke), ==, 204);
  revoked = refresh (&server, member (next, "refresh_token"));
  assert_oauth (revoked, 400, "invalid_grant", 50173);
  /* What access there is goes on until it expires. */
  assert_token (&server, member (next, "access_token"), 200);

  fresh = sign_in (&server, COLLEAGUE);
  face_execute (&server.face,
                "UPDATE tokens SET expires = 1000000 * unixepoch () - 1 WHERE kind = 'refresh'");
  stale = refresh (&server, member (fresh, "refresh_token"));
  assert_oauth (stale, 400, "invalid_grant", 70008);
}

/* Whoever uses one twice ends them all. */
static void
test_single_use (void)
{
  g_auto (ServerFixture) server = { 0 };
  g_autoptr (JsonObject) tokens = NULL;
  g_autoptr (JsonObject) other = NULL;
  g_autoptr (Exchange) exchange = NULL;
  g_autoptr (JsonObject) next = NULL;
  g_autoptr (Exchange) again = NULL;
  g_autoptr (Exchange) child = NULL;
  g_autoptr (Exchange) stranger = NULL;

  server_fixture_open_identity (&server, NULL, NULL, NULL, 60, TRUE);
  tokens = sign_in (&server, "ADMIN");
  other = sign_in (&server, "ADMIN");
  exchange = refresh (&server, member (tokens, "refresh_token"));
  next = parse (exchange);
  again = refresh (&server, member (tokens, "refresh_token"));
  assert_oauth (again, 400, "invalid_grant", 50173);
  child = refresh (&server, member (next, "refresh_token"));
  assert_oauth (child, 400, "invalid_grant", 50173);
  stranger = refresh (&server, member (other, "refresh_token"));
  g_assert_cmpuint (status_of (stranger), ==, 200);
}

static void
test_lifetime (void)
{
  g_auto (ServerFixture) server = { 0 };
  g_autoptr (JsonObject) tokens = NULL;

  server_fixture_open_identity (&server, NULL, NULL, NULL, 0, FALSE);
  tokens = sign_in (&server, "ADMIN");
  g_assert_cmpint (json_object_get_int_member (tokens, "expires_in"), ==, 0);
  assert_token (&server, member (tokens, "access_token"), 401);
}

/* Those who were good may not be any more. */
static void
test_disabled (void)
{
  g_auto (ServerFixture) server = { 0 };
  g_autofree char *request = make_request (NULL, NULL);
  g_autofree char *trainee = NULL;
  g_autofree char *flow = NULL;
  g_autofree char *text = NULL;
  g_autoptr (Exchange) page = NULL;
  g_autoptr (Exchange) refused = NULL;
  g_autoptr (Exchange) nobody = NULL;
  g_autoptr (Exchange) other = NULL;
  g_autoptr (JsonObject) tokens = NULL;
  g_autofree char *account = NULL;

  server_fixture_open (&server, NULL, NULL);
  page = get (&server, request);
  flow = get_field (page, "flow");
  trainee = find_account (&server, "TRAINEE");
  account = find_account (&server, "ADMIN");
  refused = send_form (&server, AUTHORIZE, "flow", flow, "account", trainee, "answer", "accept", NULL);
  text = text_of (refused);
  g_assert_cmpuint (status_of (refused), ==, 400);
  g_assert_nonnull (strstr (text, "AADSTS50057: "));
  nobody = send_form (&server, AUTHORIZE, "flow", flow, "account", "nobody", "answer", "accept", NULL);
  g_assert_cmpuint (status_of (nobody), ==, 400);
  /* One can still choose another on the same page. */
  other = send_form (&server, AUTHORIZE, "flow", flow, "account", account, "answer", "accept", NULL);
  g_assert_cmpuint (status_of (other), ==, 302);

  tokens = sign_in (&server, COLLEAGUE);
  assert_token (&server, member (tokens, "access_token"), 200);
  face_cloud_execute (&server.face, "UPDATE sys_users SET state = 'Disabled' WHERE user_name = %Q",
                      COLLEAGUE);
  assert_token (&server, member (tokens, "access_token"), 401);
}

/* Without SUPER one can look, and that is all; with it, one is named where it matters. */
static void
test_permissions (void)
{
  g_auto (ServerFixture) server = { 0 };
  g_autoptr (JsonObject) tokens = NULL;
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;
  g_autofree char *action = NULL;
  g_autoptr (Exchange) read = NULL;
  g_autoptr (Exchange) patched = NULL;
  g_autoptr (Exchange) acted = NULL;
  g_autoptr (Exchange) allowed = NULL;
  g_autoptr (FaceAnswer) changes = NULL;

  server_fixture_open (&server, NULL, NULL);
  tokens = sign_in (&server, COLLEAGUE);
  id = face_first_id (&server.face, "ferry:tableReplicationSettings", "tableName eq 'Printer Selection'");
  path
    = g_strdup_printf (FACE_MANAGEMENT "companies(%s)/tableReplicationSettings(%s)", server.face.company, id);
  action = g_strdup_printf ("%s/Microsoft.NAV.resetToDefault", path);
  read = send_as (&server, "GET", path, member (tokens, "access_token"), NULL);
  g_assert_cmpuint (status_of (read), ==, 200);
  patched
    = send_as (&server, "PATCH", path, member (tokens, "access_token"), "{\"preserveCloudData\":false}");
  assert_error (patched, 400, "Application_DialogException");
  acted = send_as (&server, "POST", action, member (tokens, "access_token"), NULL);
  assert_error (acted, 400, "Application_DialogException");

  make_super (&server, COLLEAGUE);
  allowed
    = send_as (&server, "PATCH", path, member (tokens, "access_token"), "{\"preserveCloudData\":false}");
  g_assert_cmpuint (status_of (allowed), ==, 200);
  changes = face_get (&server.face, "ferry:tableReplicationChanges", NULL);
  g_assert_cmpuint (json_array_get_length (face_value (changes)), ==, 1);
  g_assert_cmpstr (face_row_text (changes, 0, "user"), ==, COLLEAGUE);
}

/* Who reads the files has no token. */
static void
test_hashes (void)
{
  static const char *const NAMES[] = { "service.db", "service.db-wal" };
  g_auto (ServerFixture) server = { 0 };
  g_autoptr (JsonObject) tokens = NULL;
  gsize seen = 0;

  server_fixture_open (&server, NULL, NULL);
  tokens = sign_in (&server, "ADMIN");
  g_assert_cmpint (sandbox_store_query_int (server.face.store, 0, "SELECT count (*) FROM tokens", ""), ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      g_autofree char *path = g_build_filename (server.face.folder, NAMES[i], NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      if (!g_file_get_contents (path, &bytes, &length, NULL))
        continue;
      seen += length;
      g_assert_null (
        memmem (bytes, length, member (tokens, "access_token"), strlen (member (tokens, "access_token"))));
      g_assert_null (
        memmem (bytes, length, member (tokens, "refresh_token"), strlen (member (tokens, "refresh_token"))));
    }
  g_assert_cmpuint (seen, >, 0);
}

/* Where nobody sits in front of a browser. */
static void
test_unattended (void)
{
  g_auto (ServerFixture) server = { 0 };
  SandboxIdentityConfig config = SANDBOX_IDENTITY_CONFIG_DEFAULT;
  g_autofree char *request = make_request ("prompt", "none", NULL);
  g_autofree char *hinted = make_request ("login_hint", "admin@CRONUSonline.example", NULL);
  g_autofree char *strange = make_request ("login_hint", "nobody@example.com", NULL);
  g_autoptr (Exchange) first = NULL;
  g_autoptr (Exchange) second = NULL;
  g_autoptr (Exchange) third = NULL;
  Exchange *both[2];
  const char *const names[] = { "Anna Andersen", "Migration Administrator" };

  config.sign_in_as = COLLEAGUE;
  server_fixture_open_identity (&server, NULL, NULL, &config, 60, FALSE);
  both[0] = first = get (&server, request);
  both[1] = second = get (&server, hinted);
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_autofree char *code = get_query (both[i], "code");
      g_autoptr (Exchange) exchange = redeem (&server, code);
      g_autoptr (JsonObject) tokens = parse (exchange);
      g_autoptr (JsonObject) claims = read_id_token (member (tokens, "id_token"));

      g_assert_cmpstr (member (claims, "name"), ==, names[i]);
    }
  third = get (&server, strange);
  g_assert_cmpuint (status_of (third), ==, 200);
}

static void
test_unattended_deny (void)
{
  g_auto (ServerFixture) server = { 0 };
  SandboxIdentityConfig config = SANDBOX_IDENTITY_CONFIG_DEFAULT;
  g_autofree char *request = make_request (NULL, NULL);
  g_autoptr (Exchange) exchange = NULL;
  g_autofree char *error = NULL;

  config.sign_in_as = SANDBOX_IDENTITY_DENY;
  server_fixture_open_identity (&server, NULL, NULL, &config, 60, FALSE);
  exchange = get (&server, request);
  error = get_query (exchange, "error");
  g_assert_cmpstr (error, ==, "access_denied");
}

/* What strikes the sign-in service is spelled as it spells errors. */
static void
test_faults (void)
{
  static const char *const RULES[]
    = { "POST */token n=1 status=503 retry-after=3",
        "POST */token n=2 status=400 code=invalid_grant message='Gone.'", "POST */token n=3 lost", NULL };
  g_auto (ServerFixture) server = { 0 };
  g_autofree char *code = NULL;
  g_autoptr (Exchange) busy = NULL;
  g_autoptr (Exchange) gone = NULL;
  g_autoptr (Exchange) lost = NULL;
  g_autoptr (Exchange) used = NULL;
  g_autoptr (JsonObject) first = NULL;
  g_autoptr (JsonObject) second = NULL;

  server_fixture_open (&server, NULL, RULES);
  code = get_code (&server, "ADMIN");
  busy = redeem (&server, code);
  g_assert_cmpuint (status_of (busy), ==, 503);
  g_assert_cmpstr (header (busy, "Retry-After"), ==, "3");
  first = parse (busy);
  g_assert_cmpstr (member (first, "error"), ==, "temporarily_unavailable");
  gone = redeem (&server, code);
  second = parse (gone);
  g_assert_cmpstr (member (second, "error"), ==, "invalid_grant");
  g_assert_cmpstr (member (second, "error_description"), ==, "Gone.");
  lost = redeem (&server, code);
  g_assert_nonnull (lost->error);
  used = redeem (&server, code);
  assert_oauth (used, 400, "invalid_grant", 54005);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/sign-in/code", test_code);
  g_test_add_func ("/sandbox/sign-in/scopes", test_scopes);
  g_test_add_func ("/sandbox/sign-in/deny", test_deny);
  g_test_add_func ("/sandbox/sign-in/request-refusals", test_request_refusals);
  g_test_add_func ("/sandbox/sign-in/request-pages", test_request_pages);
  g_test_add_func ("/sandbox/sign-in/redirects", test_redirects);
  g_test_add_func ("/sandbox/sign-in/code-refusals", test_code_refusals);
  g_test_add_func ("/sandbox/sign-in/code-expires", test_code_expires);
  g_test_add_func ("/sandbox/sign-in/endpoint-refusals", test_endpoint_refusals);
  g_test_add_func ("/sandbox/sign-in/refresh", test_refresh);
  g_test_add_func ("/sandbox/sign-in/single-use", test_single_use);
  g_test_add_func ("/sandbox/sign-in/lifetime", test_lifetime);
  g_test_add_func ("/sandbox/sign-in/disabled", test_disabled);
  g_test_add_func ("/sandbox/sign-in/permissions", test_permissions);
  g_test_add_func ("/sandbox/sign-in/hashes", test_hashes);
  g_test_add_func ("/sandbox/sign-in/unattended", test_unattended);
  g_test_add_func ("/sandbox/sign-in/unattended-deny", test_unattended_deny);
  g_test_add_func ("/sandbox/sign-in/faults", test_faults);
  return g_test_run ();
}
