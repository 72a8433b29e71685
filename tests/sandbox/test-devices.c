/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in without a browser: a code typed elsewhere, and applications by themselves. */
#include "sign-in-fixture.h"

#include <string.h>

#define COMPANIES FACE_PUBLISHED "companies"
#define DEFAULT   RESOURCE ".default"

static JsonObject *
start_device (ServerFixture *server)
{
  g_autoptr (Exchange) exchange = send_form (server, DEVICES, "client_id", CLIENT, "scope", SCOPE, NULL);

  g_assert_cmpuint (status_of (exchange), ==, 200);
  return parse (exchange);
}

static Exchange *
poll_device (ServerFixture *server, JsonObject *device)
{
  return send_form (server, TOKENS, "grant_type", DEVICE, "client_id", CLIENT, "device_code",
                    member (device, "device_code"), NULL);
}

static void
open_with_interval (ServerFixture *server, guint interval, guint lifetime)
{
  SandboxIdentityConfig config = SANDBOX_IDENTITY_CONFIG_DEFAULT;

  config.device_interval = interval;
  config.device_lifetime = lifetime;
  config.client_secret = SECRET;
  server_fixture_open_identity (server, NULL, NULL, &config, 3600, FALSE);
}

static void
test_approve (void)
{
  g_auto (ServerFixture) server = { 0 };
  g_autoptr (JsonObject) device = NULL;
  g_autoptr (JsonObject) tokens = NULL;
  g_autofree char *typed = NULL;
  g_autofree char *account = NULL;
  g_autofree char *page_url = NULL;
  g_autoptr (Exchange) empty = NULL;
  g_autoptr (Exchange) wrong = NULL;
  g_autoptr (Exchange) page = NULL;
  g_autofree char *code = NULL;
  g_autoptr (Exchange) pending = NULL;
  g_autoptr (Exchange) approved = NULL;
  g_autoptr (Exchange) answer = NULL;
  g_autoptr (Exchange) twice = NULL;
  g_autoptr (Exchange) late = NULL;
  g_autoptr (Exchange) read = NULL;

  open_with_interval (&server, 0, 900);
  device = start_device (&server);
  g_assert_cmpint (json_object_get_int_member (device, "interval"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (device, "expires_in"), ==, 900);
  page_url = g_strconcat (sandbox_server_get_url (server.server), LOGIN, NULL);
  g_assert_cmpstr (member (device, "verification_uri"), ==, page_url);
  g_assert_nonnull (strstr (member (device, "message"), member (device, "user_code")));
  g_assert_nonnull (strstr (member (device, "message"), page_url));
  pending = poll_device (&server, device);
  assert_oauth (pending, 400, "authorization_pending", 70016);

  empty = get (&server, page_url);
  g_assert_cmpuint (status_of (empty), ==, 200);
  wrong = send_form (&server, LOGIN, "code", "NOTACODE", NULL);
  g_assert_cmpuint (status_of (wrong), ==, 400);
  /* As people type. */
  typed = g_ascii_strdown (member (device, "user_code"), -1);
  page = send_form (&server, LOGIN, "code", typed, NULL);
  g_assert_cmpuint (status_of (page), ==, 200);
  code = get_field (page, "code");
  g_assert_cmpstr (code, ==, member (device, "user_code"));
  account = find_account (&server, "ADMIN");
  approved = send_form (&server, LOGIN, "code", code, "account", account, "answer", "accept", NULL);
  g_assert_cmpuint (status_of (approved), ==, 200);
  late = send_form (&server, LOGIN, "code", code, "answer", "deny", NULL);
  g_assert_cmpuint (status_of (late), ==, 400);

  answer = poll_device (&server, device);
  g_assert_cmpuint (status_of (answer), ==, 200);
  tokens = parse (answer);
  g_assert_nonnull (member (tokens, "refresh_token"));
  g_assert_nonnull (member (tokens, "id_token"));
  read = send_as (&server, "GET", COMPANIES, member (tokens, "access_token"), NULL);
  assert_fine (read);
  twice = poll_device (&server, device);
  assert_oauth (twice, 400, "bad_verification_code", 70018);
}

static void
test_decline (void)
{
  g_auto (ServerFixture) server = { 0 };
  g_autoptr (JsonObject) device = NULL;
  g_autoptr (Exchange) declined = NULL;
  g_autoptr (Exchange) answer = NULL;

  open_with_interval (&server, 0, 900);
  device = start_device (&server);
  declined = send_form (&server, LOGIN, "code", member (device, "user_code"), "answer", "deny", NULL);
  g_assert_cmpuint (status_of (declined), ==, 200);
  answer = poll_device (&server, device);
  assert_oauth (answer, 400, "authorization_declined", 70017);
}

static void
test_slow_down (void)
{
  g_auto (ServerFixture) server = { 0 };
  g_autoptr (JsonObject) device = NULL;
  g_autoptr (Exchange) first = NULL;
  g_autoptr (Exchange) second = NULL;

  open_with_interval (&server, 3600, 900);
  device = start_device (&server);
  g_assert_cmpint (json_object_get_int_member (device, "interval"), ==, 3600);
  first = poll_device (&server, device);
  assert_oauth (first, 400, "authorization_pending", 70016);
  second = poll_device (&server, device);
  assert_oauth (second, 400, "slow_down", 70016);
}

static void
test_expire (void)
{
  g_auto (ServerFixture) server = { 0 };
  g_autoptr (JsonObject) device = NULL;
  g_autoptr (Exchange) page = NULL;
  g_autoptr (Exchange) answer = NULL;

  open_with_interval (&server, 0, 0);
  device = start_device (&server);
  page = send_form (&server, LOGIN, "code", member (device, "user_code"), NULL);
  g_assert_cmpuint (status_of (page), ==, 400);
  answer = poll_device (&server, device);
  assert_oauth (answer, 400, "expired_token", 70019);
}

static void
test_device_refusals (void)
{
  g_auto (ServerFixture) server = { 0 };
  g_autoptr (Exchange) method = NULL;
  g_autoptr (Exchange) client = NULL;
  g_autoptr (Exchange) scope = NULL;
  g_autoptr (Exchange) no_scope = NULL;
  g_autoptr (Exchange) unknown = NULL;
  g_autoptr (Exchange) missing = NULL;

  open_with_interval (&server, 0, 900);
  method = get (&server, DEVICES);
  assert_oauth (method, 400, "invalid_request", 900561);
  client = send_form (&server, DEVICES, "client_id", "nobody", "scope", SCOPE, NULL);
  assert_oauth (client, 400, "unauthorized_client", 700016);
  scope = send_form (&server, DEVICES, "client_id", CLIENT, "scope", "Mail.Read", NULL);
  assert_oauth (scope, 400, "invalid_scope", 70011);
  no_scope = send_form (&server, DEVICES, "client_id", CLIENT, NULL);
  assert_oauth (no_scope, 400, "invalid_request", 900144);
  unknown
    = send_form (&server, TOKENS, "grant_type", DEVICE, "client_id", CLIENT, "device_code", "none", NULL);
  assert_oauth (unknown, 400, "bad_verification_code", 70018);
  missing = send_form (&server, TOKENS, "grant_type", DEVICE, "client_id", CLIENT, NULL);
  assert_oauth (missing, 400, "invalid_request", 900144);
}

/* Nobody has to type anything. */
static void
test_unattended (void)
{
  static const char *const USERS[] = { "ADMIN", SANDBOX_IDENTITY_DENY };

  for (guint i = 0; i < G_N_ELEMENTS (USERS); i++)
    {
      g_auto (ServerFixture) server = { 0 };
      SandboxIdentityConfig config = SANDBOX_IDENTITY_CONFIG_DEFAULT;
      g_autoptr (JsonObject) device = NULL;
      g_autoptr (Exchange) answer = NULL;

      config.sign_in_as = USERS[i];
      server_fixture_open_identity (&server, NULL, NULL, &config, 3600, FALSE);
      device = start_device (&server);
      answer = poll_device (&server, device);
      if (i == 0)
        g_assert_cmpuint (status_of (answer), ==, 200);
      else
        assert_oauth (answer, 400, "authorization_declined", 70017);
    }
}

static Exchange *
sign_application_in (ServerFixture *server, const char *path, const char *secret, const char *scope)
{
  return send_form (server, path, "grant_type", "client_credentials", "client_id", CLIENT, "client_secret",
                    secret, "scope", scope, NULL);
}

static void
test_application (void)
{
  g_auto (ServerFixture) server = { 0 };
  g_autoptr (Exchange) answer = NULL;
  g_autoptr (JsonObject) tokens = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autofree char *id = NULL;
  g_autoptr (Exchange) read = NULL;
  g_autoptr (Exchange) written = NULL;

  open_with_interval (&server, 5, 900);
  answer = sign_application_in (&server, TOKENS, SECRET, DEFAULT);
  g_assert_cmpuint (status_of (answer), ==, 200);
  tokens = parse (answer);
  g_assert_false (json_object_has_member (tokens, "refresh_token"));
  g_assert_false (json_object_has_member (tokens, "id_token"));
  read = send_as (&server, "GET", COMPANIES, member (tokens, "access_token"), NULL);
  assert_fine (read);
  /* It can't be SUPER. */
  id = face_first_id (&server.face, "cloudMigrationCompanies", NULL);
  path
    = g_strdup_printf (FACE_PUBLISHED "companies(%s)/cloudMigrationCompanies(%s)", server.face.company, id);
  written = send_as (&server, "PATCH", path, member (tokens, "access_token"), "{\"replicate\":true}");
  assert_error (written, 400, "Application_DialogException");
  text = text_of (written);
  g_assert_nonnull (strstr (text, "SUPER"));
}

static void
test_application_refusals (void)
{
  static const struct
  {
    const char *path;
    const char *secret;
    const char *scope;
    guint status;
    const char *error;
    guint number;
  } CASES[] = {
    { TOKENS, "wrong", DEFAULT, 401, "invalid_client", 7000215 },
    { TOKENS, SECRET "x", DEFAULT, 401, "invalid_client", 7000215 },
    { TOKENS, NULL, DEFAULT, 401, "invalid_client", 7000218 },
    { TOKENS, SECRET, SCOPE, 400, "invalid_scope", 1002012 },
    { TOKENS, SECRET, NULL, 400, "invalid_request", 900144 },
    { "/organizations/oauth2/v2.0/token", SECRET, DEFAULT, 400, "invalid_request", 50059 },
    { "/elsewhere.example/oauth2/v2.0/token", SECRET, DEFAULT, 400, "invalid_request", 90002 },
  };
  g_auto (ServerFixture) server = { 0 };
  g_auto (ServerFixture) without = { 0 };
  g_autoptr (Exchange) refused = NULL;

  open_with_interval (&server, 5, 900);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (Exchange) exchange
        = sign_application_in (&server, CASES[i].path, CASES[i].secret, CASES[i].scope);

      assert_oauth (exchange, CASES[i].status, CASES[i].error, CASES[i].number);
    }
  /* One that has no secret. */
  server_fixture_open (&without, NULL, NULL);
  refused = sign_application_in (&without, TOKENS, SECRET, DEFAULT);
  assert_oauth (refused, 401, "invalid_client", 7000215);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/devices/approve", test_approve);
  g_test_add_func ("/sandbox/devices/decline", test_decline);
  g_test_add_func ("/sandbox/devices/slow-down", test_slow_down);
  g_test_add_func ("/sandbox/devices/expire", test_expire);
  g_test_add_func ("/sandbox/devices/refusals", test_device_refusals);
  g_test_add_func ("/sandbox/devices/unattended", test_unattended);
  g_test_add_func ("/sandbox/devices/application", test_application);
  g_test_add_func ("/sandbox/devices/application-refusals", test_application_refusals);
  return g_test_run ();
}
