/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sign-in with a code, against a scripted identity service whose seconds are short. */
#include "ferry-device-sign-in.h"
#include "identity-fixture.h"

typedef struct
{
  IdentityFixture identity;
  FerryDeviceSignIn *sign_in;
  GCancellable *cancellable;
  GAsyncResult *result;
  guint told;
} Fixture;

static void
on_told (Fixture *fixture)
{
  g_assert_cmpstr (ferry_device_sign_in_get_user_code (fixture->sign_in), ==, "FGTK8XW2L");
  g_assert_cmpstr (ferry_device_sign_in_get_verification_uri (fixture->sign_in), ==,
                   "https://login.example.com/device");
  g_assert_cmpint (ferry_device_sign_in_get_expires_at (fixture->sign_in), >, 0);
  fixture->told++;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  identity_fixture_set_up (&fixture->identity, NULL);
  fixture->cancellable = g_cancellable_new ();
  fixture->sign_in = ferry_device_sign_in_new (fixture->identity.identity);
  g_object_set (fixture->sign_in, "second-ms", 1, NULL);
  g_signal_connect_swapped (fixture->sign_in, "notify::user-code", G_CALLBACK (on_told), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_clear_object (&fixture->result);
  g_assert_finalize_object (fixture->sign_in);
  g_object_unref (fixture->cancellable);
  identity_fixture_tear_down (&fixture->identity, NULL);
  ferry_fixture_assert_no_timers ();
}

static void
start (Fixture *fixture, int lifetime, int interval)
{
  g_autofree char *body = g_strdup_printf (
    "{\"device_code\":\"a-secret\",\"user_code\":\"FGTK8XW2L\",\"verification_uri\":"
    "\"https://login.example.com/device\",\"expires_in\":%d,\"interval\":%d,\"message\":\"Go there.\"}",
    lifetime, interval);

  ferry_fixture_server_reply_to (fixture->identity.server, "POST", IDENTITY_DEVICE, 200, body);
  ferry_device_sign_in_run_async (fixture->sign_in, fixture->cancellable, ferry_fixture_await_cb,
                                  &fixture->result);
}

static FerryTokens *
finish (Fixture *fixture, GError **error)
{
  return ferry_device_sign_in_run_finish (fixture->sign_in, ferry_fixture_await (&fixture->result), error);
}

static void
test_signed_in (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryTokens) tokens = NULL;
  g_autoptr (GError) error = NULL;

  identity_fixture_refuse (
    &fixture->identity, IDENTITY_TOKEN, "authorization_pending",
    "AADSTS70016: OAuth 2.0 device flow error. Authorization is pending. Continue polling.");
  identity_fixture_refuse (&fixture->identity, IDENTITY_TOKEN, "slow_down", NULL);
  /* Lost on the way, and a service that is busy: the code is good still. */
  ferry_fixture_reply_cut (
    ferry_fixture_server_reply_to (fixture->identity.server, "POST", IDENTITY_TOKEN, 200, ""));
  ferry_fixture_server_reply_to (fixture->identity.server, "POST", IDENTITY_TOKEN, 503, "");
  identity_fixture_refuse (&fixture->identity, IDENTITY_TOKEN, "authorization_pending", NULL);
  identity_fixture_reply (&fixture->identity, "access", "refresh", 3600);
  start (fixture, 3600, 1);
  tokens = finish (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ferry_tokens_get_refresh_token (tokens), ==, "refresh");
  g_assert_cmpuint (fixture->told, ==, 1);
  identity_fixture_assert_field (&fixture->identity, 0, "scope", FERRY_IDENTITY_SCOPE);
  identity_fixture_assert_field (&fixture->identity, 1, "grant_type",
                                 "urn:ietf:params:oauth:grant-type:device_code");
  identity_fixture_assert_field (&fixture->identity, 6, "device_code", "a-secret");
}

static void
assert_ends (Fixture *fixture, FerryError code, const char *says)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (finish (fixture, &error));
  g_assert_error (error, FERRY_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, says));
}

static void
test_declined (Fixture *fixture, gconstpointer unused)
{
  identity_fixture_refuse (&fixture->identity, IDENTITY_TOKEN, "authorization_declined", NULL);
  start (fixture, 900, 1);
  assert_ends (fixture, FERRY_ERROR_REFUSED, "declined");
}

static void
test_expired (Fixture *fixture, gconstpointer unused)
{
  identity_fixture_refuse (&fixture->identity, IDENTITY_TOKEN, "expired_token",
                           "AADSTS70019: Verification code expired.");
  start (fixture, 900, 1);
  assert_ends (fixture, FERRY_ERROR_TIMED_OUT, "expired");
}

/* Where the service would say “pending” for ever. */
static void
test_expired_here (Fixture *fixture, gconstpointer unused)
{
  start (fixture, 1, 5);
  assert_ends (fixture, FERRY_ERROR_TIMED_OUT, "expired");
}

static void
test_not_allowed (Fixture *fixture, gconstpointer unused)
{
  identity_fixture_refuse (
    &fixture->identity, IDENTITY_DEVICE, "invalid_client",
    "AADSTS7000218: The request body must contain 'client_assertion' or 'client_secret'.");
  ferry_device_sign_in_run_async (fixture->sign_in, NULL, ferry_fixture_await_cb, &fixture->result);
  assert_ends (fixture, FERRY_ERROR_FORBIDDEN, "public client flows");
  g_assert_cmpuint (fixture->told, ==, 0);
}

static void
test_cancelled (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_object_set (fixture->sign_in, "second-ms", 1000, NULL);
  start (fixture, 900, 100);
  ferry_fixture_wait_until (fixture->told == 1);
  g_cancellable_cancel (fixture->cancellable);
  g_assert_null (finish (fixture, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define add(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("/auth/device/signed-in", test_signed_in);
  add ("/auth/device/declined", test_declined);
  add ("/auth/device/expired", test_expired);
  add ("/auth/device/expired-here", test_expired_here);
  add ("/auth/device/not-allowed", test_not_allowed);
  add ("/auth/device/cancelled", test_cancelled);
  return g_test_run ();
}
