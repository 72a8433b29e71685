/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tokens that are renewed, against a scripted identity service and a keyring in memory. */
#include "ferry-oauth-authorizer.h"
#include "identity-fixture.h"
#include "memory-store.h"

#define ENVIRONMENT "11111111-1111-1111-1111-111111111111"
#define REVOKED     "AADSTS50173: The provided grant has expired due to it being revoked."

typedef struct
{
  IdentityFixture identity;
  MemoryStore *store;
  FerryOAuthAuthorizer *authorizer;
  FerryClock *clock;
  guint store_failures;
} Fixture;

static void
on_store_failed (Fixture *fixture, const GError *error)
{
  g_assert_error (error, FERRY_SECRET_ERROR, FERRY_SECRET_ERROR_UNAVAILABLE);
  fixture->store_failures++;
}

static void
make (Fixture *fixture, FerryOAuthKind kind)
{
  fixture->authorizer = ferry_oauth_authorizer_new_for_store (
    fixture->identity.identity, kind, FERRY_SECRET_STORE (fixture->store), ENVIRONMENT, "Ferry: a test", "");
  ferry_oauth_authorizer_set_clock (fixture->authorizer, fixture->clock);
  g_signal_connect_swapped (fixture->authorizer, "store-failed", G_CALLBACK (on_store_failed), fixture);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  identity_fixture_set_up (&fixture->identity, NULL);
  fixture->clock = ferry_clock_new_still ();
  fixture->store = memory_store_new ();
  memory_store_put (fixture->store, FERRY_SECRET_REFRESH_TOKEN, ENVIRONMENT, "refresh 1");
  make (fixture, FERRY_OAUTH_USER);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  ferry_fixture_drain ();
  g_assert_finalize_object (fixture->authorizer);
  g_assert_finalize_object (fixture->store);
  g_assert_finalize_object (fixture->clock);
  identity_fixture_tear_down (&fixture->identity, NULL);
}

static void
begin (Fixture *fixture, const char *refused, GCancellable *cancellable, GAsyncResult **result)
{
  ferry_authorizer_authorize_async (FERRY_AUTHORIZER (fixture->authorizer), refused, cancellable,
                                    ferry_fixture_await_cb, result);
}

static char *
finish (Fixture *fixture, GAsyncResult **result, GError **error)
{
  char *header = ferry_authorizer_authorize_finish (FERRY_AUTHORIZER (fixture->authorizer),
                                                    ferry_fixture_await (result), error);

  g_clear_object (result);
  return header;
}

static char *
authorize (Fixture *fixture, const char *refused, GError **error)
{
  GAsyncResult *result = NULL;

  begin (fixture, refused, NULL, &result);
  return finish (fixture, &result, error);
}

static void
assert_gives (Fixture *fixture, const char *refused, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *header = authorize (fixture, refused, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (header, ==, expected);
}

static void
assert_unauthorized (Fixture *fixture, const char *says)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (authorize (fixture, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED);
  g_assert_nonnull (strstr (error->message, says));
}

static guint
count_questions (Fixture *fixture)
{
  return ferry_fixture_server_get_n_requests (fixture->identity.server);
}

static void
test_one_renewal (Fixture *fixture, gconstpointer unused)
{
  GAsyncResult *results[20] = { NULL };
  GAsyncResult *refused[20] = { NULL };

  ferry_fixture_reply_hang (identity_fixture_reply (&fixture->identity, "access-1", "refresh 2", 3600));
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    begin (fixture, NULL, NULL, &results[i]);
  ferry_fixture_wait_until (ferry_fixture_server_get_n_hanging (fixture->identity.server) == 1);
  ferry_fixture_server_release (fixture->identity.server);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *header = finish (fixture, &results[i], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (header, ==, "Bearer access-1");
    }
  g_assert_cmpuint (count_questions (fixture), ==, 1);
  g_assert_cmpuint (memory_store_get_lookups (fixture->store), ==, 1);
  identity_fixture_assert_field (&fixture->identity, 0, "grant_type", "refresh_token");
  identity_fixture_assert_field (&fixture->identity, 0, "refresh_token", "refresh 1");
  /* The new one was kept before anybody got the token. */
  g_assert_cmpstr (memory_store_get (fixture->store, FERRY_SECRET_REFRESH_TOKEN, ENVIRONMENT), ==,
                   "refresh 2");

  /* All of them are refused, some after others have the new one already. */
  identity_fixture_reply (&fixture->identity, "access-2", NULL, 3600);
  for (guint i = 0; i < G_N_ELEMENTS (refused) / 2; i++)
    begin (fixture, "Bearer access-1", NULL, &refused[i]);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *header = NULL;

      if (refused[i] == NULL && i >= G_N_ELEMENTS (refused) / 2)
        begin (fixture, "Bearer access-1", NULL, &refused[i]);
      header = finish (fixture, &refused[i], &error);
      g_assert_no_error (error);
      g_assert_cmpstr (header, ==, "Bearer access-2");
    }
  g_assert_cmpuint (count_questions (fixture), ==, 2);
  /* Where no new one comes, the old one stays good. */
  identity_fixture_assert_field (&fixture->identity, 1, "refresh_token", "refresh 2");
  g_assert_cmpstr (memory_store_get (fixture->store, FERRY_SECRET_REFRESH_TOKEN, ENVIRONMENT), ==,
                   "refresh 2");
  g_assert_cmpuint (fixture->store_failures, ==, 0);
}

/* Used for as long as it is good, renewed before it isn't. */
static void
test_expiry (Fixture *fixture, gconstpointer unused)
{
  identity_fixture_reply (&fixture->identity, "access-1", NULL, 3600);
  identity_fixture_reply (&fixture->identity, "access-2", NULL, 10);
  identity_fixture_reply (&fixture->identity, "access-3", NULL, 3600);
  assert_gives (fixture, NULL, "Bearer access-1");
  ferry_clock_advance (fixture->clock, 3299 * 1000);
  assert_gives (fixture, NULL, "Bearer access-1");
  g_assert_cmpuint (count_questions (fixture), ==, 1);
  ferry_clock_advance (fixture->clock, 1000);
  assert_gives (fixture, NULL, "Bearer access-2");
  ferry_clock_advance (fixture->clock, 7999);
  assert_gives (fixture, NULL, "Bearer access-2");
  ferry_clock_advance (fixture->clock, 1);
  assert_gives (fixture, NULL, "Bearer access-3");
  g_assert_cmpuint (count_questions (fixture), ==, 3);
}

static void
test_revoked (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  identity_fixture_reply (&fixture->identity, "access-1", NULL, 3600);
  assert_gives (fixture, NULL, "Bearer access-1");
  g_assert_false (ferry_oauth_authorizer_get_needs_sign_in (fixture->authorizer));

  identity_fixture_refuse (&fixture->identity, IDENTITY_TOKEN, "invalid_grant", REVOKED);
  g_assert_null (authorize (fixture, "Bearer access-1", &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED);
  g_assert_cmpstr (ferry_error_get_odata_code (error), ==, "AADSTS50173");
  g_assert_true (ferry_oauth_authorizer_get_needs_sign_in (fixture->authorizer));
  /* From here on nobody is asked: neither the service nor the keyring. */
  for (guint i = 0; i < 10; i++)
    assert_unauthorized (fixture, "revoked");
  g_assert_cmpuint (count_questions (fixture), ==, 2);
  g_assert_cmpuint (memory_store_get_lookups (fixture->store), ==, 2);
}

/* What isn't called unauthorized elsewhere is so here: with this sign-in nothing can be done. */
static void
test_consent_withdrawn (Fixture *fixture, gconstpointer unused)
{
  identity_fixture_refuse (&fixture->identity, IDENTITY_TOKEN, "invalid_grant",
                           "AADSTS65001: The user or administrator has not consented.");
  assert_unauthorized (fixture, "consented");
  assert_unauthorized (fixture, "consented");
}

/* Returns: (transfer full): of kim@contoso.com, who signed in just now */
static FerryTokens *
create_tokens (Fixture *fixture, const char *access, const char *refresh)
{
  g_autofree char *id_token = identity_fixture_make_id_token (IDENTITY_CLIENT_ID, NULL, "kim@contoso.com");
  g_autofree char *answer = identity_fixture_make_answer (access, refresh, 3600, id_token);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  FerryTokens *tokens;

  ferry_fixture_server_reply_to (fixture->identity.server, "POST", IDENTITY_TOKEN, 200, answer);
  ferry_identity_redeem_code_async (fixture->identity.identity, "code", "http://localhost", "v", NULL, NULL,
                                    ferry_fixture_await_cb, &result);
  tokens = ferry_identity_tokens_finish (fixture->identity.identity, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  return tokens;
}

static void
test_signed_in_again (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (FerryTokens) tokens = NULL;
  g_autoptr (GError) error = NULL;

  identity_fixture_refuse (&fixture->identity, IDENTITY_TOKEN, "invalid_grant", REVOKED);
  assert_unauthorized (fixture, "revoked");

  tokens = create_tokens (fixture, "access-9", "refresh 9");
  ferry_oauth_authorizer_set_tokens (fixture->authorizer, tokens);
  g_assert_false (ferry_oauth_authorizer_get_needs_sign_in (fixture->authorizer));
  g_assert_cmpstr (ferry_oauth_authorizer_get_account (fixture->authorizer), ==, "kim@contoso.com");
  assert_gives (fixture, NULL, "Bearer access-9");
  ferry_oauth_authorizer_keep_async (fixture->authorizer, FERRY_SECRET_STORE (fixture->store), ENVIRONMENT,
                                     "Ferry: a test", NULL, ferry_fixture_await_cb, &kept);
  g_assert_true (
    ferry_oauth_authorizer_keep_finish (fixture->authorizer, ferry_fixture_await (&kept), &error));
  g_assert_cmpstr (memory_store_get (fixture->store, FERRY_SECRET_REFRESH_TOKEN, ENVIRONMENT), ==,
                   "refresh 9");
}

/* With single-use refresh tokens, the one in memory is worthless once the command line has used it. */
static void
test_rotated_elsewhere (Fixture *fixture, gconstpointer unused)
{
  identity_fixture_reply (&fixture->identity, "access-1", NULL, 3600);
  assert_gives (fixture, NULL, "Bearer access-1");
  memory_store_put (fixture->store, FERRY_SECRET_REFRESH_TOKEN, ENVIRONMENT, "refresh 2");
  identity_fixture_refuse (&fixture->identity, IDENTITY_TOKEN, "invalid_grant", REVOKED);
  identity_fixture_reply (&fixture->identity, "access-2", "refresh 3", 3600);
  assert_gives (fixture, "Bearer access-1", "Bearer access-2");
  identity_fixture_assert_field (&fixture->identity, 2, "refresh_token", "refresh 2");
  ferry_fixture_drain ();
  g_assert_cmpstr (memory_store_get (fixture->store, FERRY_SECRET_REFRESH_TOKEN, ENVIRONMENT), ==,
                   "refresh 3");
}

/* ---- What earlier versions kept for each environment ---- */

#define EARLIER "22222222-2222-2222-2222-222222222222"
#define LATER   "33333333-3333-3333-3333-333333333333"

static void
set_up_earlier (Fixture *fixture)
{
  memory_store_put (fixture->store, FERRY_SECRET_REFRESH_TOKEN, ENVIRONMENT, NULL);
  ferry_oauth_authorizer_add_earlier (fixture->authorizer, EARLIER);
  ferry_oauth_authorizer_add_earlier (fixture->authorizer, LATER);
  ferry_oauth_authorizer_add_earlier (fixture->authorizer, LATER);
}

static void
assert_moved (Fixture *fixture, const char *token)
{
  ferry_fixture_drain ();
  g_assert_cmpstr (memory_store_get (fixture->store, FERRY_SECRET_REFRESH_TOKEN, ENVIRONMENT), ==, token);
  g_assert_null (memory_store_get (fixture->store, FERRY_SECRET_REFRESH_TOKEN, EARLIER));
  g_assert_null (memory_store_get (fixture->store, FERRY_SECRET_REFRESH_TOKEN, LATER));
}

/* Also where the service gives no new refresh token. */
static void
test_moved (Fixture *fixture, gconstpointer unused)
{
  set_up_earlier (fixture);
  memory_store_put (fixture->store, FERRY_SECRET_REFRESH_TOKEN, LATER, "refresh 7");
  identity_fixture_reply (&fixture->identity, "access-1", NULL, 3600);
  assert_gives (fixture, NULL, "Bearer access-1");
  identity_fixture_assert_field (&fixture->identity, 0, "refresh_token", "refresh 7");
  g_assert_cmpuint (memory_store_get_lookups (fixture->store), ==, 3);
  assert_moved (fixture, "refresh 7");
}

/* One that was revoked doesn't stand in the way of another. */
static void
test_moved_second (Fixture *fixture, gconstpointer unused)
{
  set_up_earlier (fixture);
  memory_store_put (fixture->store, FERRY_SECRET_REFRESH_TOKEN, EARLIER, "refresh 6");
  memory_store_put (fixture->store, FERRY_SECRET_REFRESH_TOKEN, LATER, "refresh 7");
  identity_fixture_refuse (&fixture->identity, IDENTITY_TOKEN, "invalid_grant", REVOKED);
  identity_fixture_reply (&fixture->identity, "access-1", "refresh 8", 3600);
  assert_gives (fixture, NULL, "Bearer access-1");
  identity_fixture_assert_field (&fixture->identity, 1, "refresh_token", "refresh 7");
  assert_moved (fixture, "refresh 8");
}

static void
test_moved_none (Fixture *fixture, gconstpointer unused)
{
  set_up_earlier (fixture);
  memory_store_put (fixture->store, FERRY_SECRET_REFRESH_TOKEN, EARLIER, "refresh 6");
  memory_store_put (fixture->store, FERRY_SECRET_REFRESH_TOKEN, LATER, "refresh 7");
  identity_fixture_refuse (&fixture->identity, IDENTITY_TOKEN, "invalid_grant", REVOKED);
  identity_fixture_refuse (&fixture->identity, IDENTITY_TOKEN, "invalid_grant", REVOKED);
  assert_unauthorized (fixture, "revoked");
  g_assert_true (ferry_oauth_authorizer_get_needs_sign_in (fixture->authorizer));
  g_assert_cmpuint (count_questions (fixture), ==, 2);
}

/* Nothing is taken away before it is kept elsewhere; later it is tried again. */
static void
test_moved_later (Fixture *fixture, gconstpointer unused)
{
  GAsyncResult *result = NULL;
  g_autofree char *header = NULL;

  set_up_earlier (fixture);
  memory_store_put (fixture->store, FERRY_SECRET_REFRESH_TOKEN, EARLIER, "refresh 6");
  ferry_fixture_reply_hang (identity_fixture_reply (&fixture->identity, "access-1", NULL, 3600));
  begin (fixture, NULL, NULL, &result);
  ferry_fixture_wait_until (ferry_fixture_server_get_n_hanging (fixture->identity.server) == 1);
  memory_store_set_missing (fixture->store, TRUE);
  ferry_fixture_server_release (fixture->identity.server);
  header = finish (fixture, &result, NULL);
  g_assert_cmpstr (header, ==, "Bearer access-1");
  ferry_fixture_wait_until (fixture->store_failures == 1);
  g_assert_cmpstr (memory_store_get (fixture->store, FERRY_SECRET_REFRESH_TOKEN, EARLIER), ==, "refresh 6");

  memory_store_set_missing (fixture->store, FALSE);
  identity_fixture_reply (&fixture->identity, "access-2", NULL, 3600);
  assert_gives (fixture, "Bearer access-1", "Bearer access-2");
  assert_moved (fixture, "refresh 6");
}

/* Somebody signed in elsewhere: who waits goes on, and the other has nothing left to renew. */
static void
test_take_over (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryOAuthAuthorizer) other
    = ferry_oauth_authorizer_new (fixture->identity.identity, FERRY_OAUTH_USER);
  g_autoptr (FerryTokens) tokens = create_tokens (fixture, "access-9", "refresh 9");
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL, *given = NULL;
  g_autofree char *header = NULL;

  ferry_fixture_reply_hang (identity_fixture_reply (&fixture->identity, "access-1", "refresh 2", 3600));
  begin (fixture, NULL, NULL, &result);
  ferry_fixture_wait_until (ferry_fixture_server_get_n_hanging (fixture->identity.server) == 1);
  ferry_oauth_authorizer_set_tokens (other, tokens);
  ferry_oauth_authorizer_take_over (fixture->authorizer, other);
  header = finish (fixture, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (header, ==, "Bearer access-9");
  ferry_fixture_server_release (fixture->identity.server);
  ferry_authorizer_authorize_async (FERRY_AUTHORIZER (other), NULL, NULL, ferry_fixture_await_cb, &given);
  g_assert_null (
    ferry_authorizer_authorize_finish (FERRY_AUTHORIZER (other), ferry_fixture_await (&given), &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED);
  g_object_unref (given);

  /* The one that was in memory is renewed from now on. */
  identity_fixture_reply (&fixture->identity, "access-10", NULL, 3600);
  assert_gives (fixture, "Bearer access-9", "Bearer access-10");
  identity_fixture_assert_field (&fixture->identity, 2, "refresh_token", "refresh 9");
}

static void
test_nobody (Fixture *fixture, gconstpointer unused)
{
  memory_store_put (fixture->store, FERRY_SECRET_REFRESH_TOKEN, ENVIRONMENT, NULL);
  assert_unauthorized (fixture, "Nobody is signed in");
  assert_unauthorized (fixture, "Nobody is signed in");
  g_assert_cmpuint (memory_store_get_lookups (fixture->store), ==, 1);

  /* Somebody signed in with the command line, and the user asks to try again. */
  memory_store_put (fixture->store, FERRY_SECRET_REFRESH_TOKEN, ENVIRONMENT, "refresh 5");
  ferry_oauth_authorizer_look_again (fixture->authorizer);
  identity_fixture_reply (&fixture->identity, "access-5", NULL, 3600);
  assert_gives (fixture, NULL, "Bearer access-5");
}

static void
test_no_keyring (Fixture *fixture, gconstpointer unused)
{
  memory_store_set_missing (fixture->store, TRUE);
  assert_unauthorized (fixture, "can’t be read from the keyring. There is none.");
  g_assert_true (ferry_oauth_authorizer_get_needs_sign_in (fixture->authorizer));
}

/* Works on, and says that it is for this session. */
static void
test_not_kept (Fixture *fixture, gconstpointer unused)
{
  identity_fixture_reply (&fixture->identity, "access-1", "refresh 2", 3600);
  identity_fixture_reply (&fixture->identity, "access-2", NULL, 3600);
  ferry_fixture_reply_hang (identity_fixture_reply (&fixture->identity, "access-3", "refresh 3", 3600));
  assert_gives (fixture, NULL, "Bearer access-1");
  ferry_fixture_drain ();
  memory_store_set_missing (fixture->store, TRUE);
  assert_gives (fixture, "Bearer access-1", "Bearer access-2");
  {
    GAsyncResult *result = NULL;
    g_autofree char *header = NULL;

    begin (fixture, "Bearer access-2", NULL, &result);
    ferry_fixture_wait_until (ferry_fixture_server_get_n_hanging (fixture->identity.server) == 1);
    ferry_fixture_server_release (fixture->identity.server);
    header = finish (fixture, &result, NULL);
    g_assert_cmpstr (header, ==, "Bearer access-3");
  }
  ferry_fixture_wait_until (fixture->store_failures == 1);
}

/* An identity service that is away is no reason to sign in again. */
static void
test_away (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) before = NULL, after = NULL;

  ferry_fixture_server_reply_to (fixture->identity.server, "POST", IDENTITY_TOKEN, 503, "");
  g_assert_null (authorize (fixture, NULL, &before));
  g_assert_error (before, FERRY_ERROR, FERRY_ERROR_UNAVAILABLE);
  g_assert_false (ferry_oauth_authorizer_get_needs_sign_in (fixture->authorizer));

  identity_fixture_reply (&fixture->identity, "access-1", NULL, 3600);
  assert_gives (fixture, NULL, "Bearer access-1");
  /* It is time to renew the token; while that can't be, it is good enough. */
  ferry_clock_advance (fixture->clock, 3400 * 1000);
  ferry_fixture_server_reply_to (fixture->identity.server, "POST", IDENTITY_TOKEN, 503, "");
  assert_gives (fixture, NULL, "Bearer access-1");
  ferry_clock_advance (fixture->clock, 200 * 1000);
  ferry_fixture_server_reply_to (fixture->identity.server, "POST", IDENTITY_TOKEN, 503, "");
  g_assert_null (authorize (fixture, NULL, &after));
  g_assert_error (after, FERRY_ERROR, FERRY_ERROR_UNAVAILABLE);
  g_assert_cmpuint (count_questions (fixture), ==, 4);
  identity_fixture_reply (&fixture->identity, "access-2", NULL, 3600);
  assert_gives (fixture, NULL, "Bearer access-2");
}

static void
test_cancelled (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  ferry_fixture_reply_hang (identity_fixture_reply (&fixture->identity, "access-1", "refresh 2", 3600));
  begin (fixture, NULL, cancellable, &result);
  ferry_fixture_wait_until (ferry_fixture_server_get_n_hanging (fixture->identity.server) == 1);
  g_cancellable_cancel (cancellable);
  g_assert_null (finish (fixture, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* The refresh token may be used up: what it was used for is waited for, and kept. */
  ferry_fixture_server_release (fixture->identity.server);
  ferry_fixture_wait_until (
    g_strcmp0 (memory_store_get (fixture->store, FERRY_SECRET_REFRESH_TOKEN, ENVIRONMENT), "refresh 2") == 0);
  assert_gives (fixture, NULL, "Bearer access-1");
  g_assert_cmpuint (count_questions (fixture), ==, 1);
}

static void
test_signed_out (Fixture *fixture, gconstpointer unused)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  ferry_fixture_reply_hang (identity_fixture_reply (&fixture->identity, "access-1", "refresh 2", 3600));
  begin (fixture, NULL, NULL, &result);
  ferry_fixture_wait_until (ferry_fixture_server_get_n_hanging (fixture->identity.server) == 1);
  ferry_oauth_authorizer_sign_out (fixture->authorizer);
  g_assert_null (finish (fixture, &result, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED);
  /* A late answer signs nobody in. */
  ferry_fixture_server_release (fixture->identity.server);
  ferry_fixture_drain ();
  g_assert_true (ferry_oauth_authorizer_get_needs_sign_in (fixture->authorizer));
  assert_unauthorized (fixture, "Nobody is signed in");
  g_assert_cmpuint (count_questions (fixture), ==, 1);
}

static void
test_application (Fixture *fixture, gconstpointer unused)
{
  g_object_unref (fixture->authorizer);
  memory_store_put (fixture->store, FERRY_SECRET_CLIENT_SECRET, ENVIRONMENT, "the secret");
  make (fixture, FERRY_OAUTH_APPLICATION);
  identity_fixture_reply (&fixture->identity, "access-1", NULL, 3600);
  assert_gives (fixture, NULL, "Bearer access-1");
  identity_fixture_assert_field (&fixture->identity, 0, "client_secret", "the secret");
  g_assert_cmpstr (ferry_oauth_authorizer_get_account (fixture->authorizer), ==, IDENTITY_CLIENT_ID);

  identity_fixture_refuse (&fixture->identity, IDENTITY_TOKEN, "invalid_client",
                           "AADSTS7000222: The provided client secret keys are expired.");
  {
    g_autoptr (GError) error = NULL;

    g_assert_null (authorize (fixture, "Bearer access-1", &error));
    g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED);
  }
  assert_unauthorized (fixture, "secret has expired");
  ferry_oauth_authorizer_set_secret (fixture->authorizer, "a new secret");
  identity_fixture_reply (&fixture->identity, "access-2", NULL, 3600);
  assert_gives (fixture, NULL, "Bearer access-2");
  identity_fixture_assert_field (&fixture->identity, 2, "client_secret", "a new secret");
}

static void
test_user (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryOAuthAuthorizer) other = ferry_oauth_authorizer_new_for_store (
    fixture->identity.identity, FERRY_OAUTH_USER, FERRY_SECRET_STORE (fixture->store), "another", "",
    "kim@contoso.com");
  g_autoptr (FerryOAuthAuthorizer) same = ferry_oauth_authorizer_new_for_store (
    fixture->identity.identity, FERRY_OAUTH_USER, FERRY_SECRET_STORE (fixture->store), "a third", "",
    "kim@contoso.com");
  g_autofree char *first = ferry_authorizer_dup_user (FERRY_AUTHORIZER (other));
  g_autofree char *second = ferry_authorizer_dup_user (FERRY_AUTHORIZER (same));

  g_assert_null (ferry_authorizer_dup_user (FERRY_AUTHORIZER (fixture->authorizer)));
  g_assert_cmpstr (first, ==, second);
  g_assert_nonnull (strstr (first, "kim@contoso.com"));
}

#define add(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("/auth/oauth/one-renewal", test_one_renewal);
  add ("/auth/oauth/expiry", test_expiry);
  add ("/auth/oauth/revoked", test_revoked);
  add ("/auth/oauth/moved", test_moved);
  add ("/auth/oauth/moved-second", test_moved_second);
  add ("/auth/oauth/moved-none", test_moved_none);
  add ("/auth/oauth/moved-later", test_moved_later);
  add ("/auth/oauth/take-over", test_take_over);
  add ("/auth/oauth/consent-withdrawn", test_consent_withdrawn);
  add ("/auth/oauth/signed-in-again", test_signed_in_again);
  add ("/auth/oauth/rotated-elsewhere", test_rotated_elsewhere);
  add ("/auth/oauth/nobody", test_nobody);
  add ("/auth/oauth/no-keyring", test_no_keyring);
  add ("/auth/oauth/not-kept", test_not_kept);
  add ("/auth/oauth/away", test_away);
  add ("/auth/oauth/cancelled", test_cancelled);
  add ("/auth/oauth/signed-out", test_signed_out);
  add ("/auth/oauth/application", test_application);
  add ("/auth/oauth/user", test_user);
  return g_test_run ();
}
