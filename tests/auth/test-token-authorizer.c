/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-error.h"
#include "ferry-fixture-await.h"
#include "ferry-token-authorizer.h"
#include "scripted-store.h"

static char *
finish (FerryAuthorizer *authorizer, GAsyncResult **result, GError **error)
{
  return ferry_authorizer_authorize_finish (authorizer, ferry_fixture_await (result), error);
}

static char *
authorize (FerryAuthorizer *authorizer, const char *refused, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_authorizer_authorize_async (authorizer, refused, NULL, ferry_fixture_await_cb, &result);
  return finish (authorizer, &result, error);
}

static void
assert_gives (FerryAuthorizer *authorizer, const char *refused, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *header = authorize (authorizer, refused, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (header, ==, expected);
}

static void
assert_unauthorized (FerryAuthorizer *authorizer, const char *refused, const char *says)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (authorize (authorizer, refused, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED);
  g_assert_nonnull (strstr (error->message, says));
}

static void
test_given (void)
{
  g_autoptr (FerryAuthorizer) authorizer = ferry_token_authorizer_new ("abc");

  assert_gives (authorizer, NULL, "Bearer abc");
  assert_gives (authorizer, NULL, "Bearer abc");
}

static void
test_refused (void)
{
  g_autoptr (FerryAuthorizer) authorizer = ferry_token_authorizer_new ("abc");

  assert_gives (authorizer, NULL, "Bearer abc");
  assert_unauthorized (authorizer, "Bearer abc", "Enter a new one");
  assert_unauthorized (authorizer, NULL, "Enter a new one");
  ferry_token_authorizer_set_token (FERRY_TOKEN_AUTHORIZER (authorizer), "def");
  assert_gives (authorizer, NULL, "Bearer def");
}

/* A request that went out with the old token comes back refused after the new one was entered. */
static void
test_replaced_meanwhile (void)
{
  g_autoptr (FerryAuthorizer) authorizer = ferry_token_authorizer_new ("old");

  assert_gives (authorizer, NULL, "Bearer old");
  ferry_token_authorizer_set_token (FERRY_TOKEN_AUTHORIZER (authorizer), "new");
  assert_gives (authorizer, "Bearer old", "Bearer new");
}

static void
test_none (void)
{
  g_autoptr (FerryAuthorizer) empty = ferry_token_authorizer_new ("");
  g_autoptr (FerryAuthorizer) removed = ferry_token_authorizer_new ("abc");

  assert_unauthorized (empty, NULL, "no token");
  ferry_token_authorizer_set_token (FERRY_TOKEN_AUTHORIZER (removed), NULL);
  assert_unauthorized (removed, NULL, "no token");
}

static void
test_cancelled (void)
{
  g_autoptr (FerryAuthorizer) authorizer = ferry_token_authorizer_new ("abc");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  ferry_authorizer_authorize_async (authorizer, NULL, cancellable, ferry_fixture_await_cb, &result);
  g_assert_null (finish (authorizer, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* From a store */

typedef struct
{
  ScriptedStore *store;
  FerryAuthorizer *authorizer;
} StoreFixture;

static void
set_up (StoreFixture *fixture, gconstpointer unused)
{
  fixture->store = scripted_store_new ();
  fixture->authorizer
    = ferry_token_authorizer_new_for_store (FERRY_SECRET_STORE (fixture->store), "environment");
}

static void
tear_down (StoreFixture *fixture, gconstpointer unused)
{
  g_assert_cmpuint (scripted_store_get_pending (fixture->store), ==, 0);
  g_assert_finalize_object (fixture->authorizer);
  g_assert_finalize_object (fixture->store);
}

static void
test_one_lookup (StoreFixture *fixture, gconstpointer unused)
{
  GAsyncResult *results[5] = { NULL };

  g_assert_cmpuint (scripted_store_get_lookups (fixture->store), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    ferry_authorizer_authorize_async (fixture->authorizer, NULL, NULL, ferry_fixture_await_cb, &results[i]);
  ferry_fixture_drain ();
  g_assert_cmpuint (scripted_store_get_lookups (fixture->store), ==, 1);
  scripted_store_answer (fixture->store, "kept", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *header = finish (fixture->authorizer, &results[i], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (header, ==, "Bearer kept");
      g_object_unref (results[i]);
    }
  /* Known from here on. */
  assert_gives (fixture->authorizer, NULL, "Bearer kept");
  g_assert_cmpuint (scripted_store_get_lookups (fixture->store), ==, 1);
}

static GAsyncResult *
begin (StoreFixture *fixture, const char *refused, GCancellable *cancellable, GAsyncResult **result)
{
  ferry_authorizer_authorize_async (fixture->authorizer, refused, cancellable, ferry_fixture_await_cb,
                                    result);
  ferry_fixture_drain ();
  return *result;
}

static void
test_nothing_stored (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  begin (fixture, NULL, NULL, &result);
  scripted_store_answer (fixture->store, NULL, NULL);
  g_assert_null (finish (fixture->authorizer, &result, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED);
  g_assert_nonnull (strstr (error->message, "no token"));
}

static void
test_store_fails (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GAsyncResult) first = NULL, second = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *header = NULL;

  begin (fixture, NULL, NULL, &first);
  scripted_store_answer (
    fixture->store, NULL,
    g_error_new_literal (FERRY_SECRET_ERROR, FERRY_SECRET_ERROR_LOCKED, "It is locked."));
  g_assert_null (finish (fixture->authorizer, &first, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED);
  g_assert_nonnull (strstr (error->message, "It is locked."));
  g_clear_error (&error);

  /* Unlocked in the meantime. */
  begin (fixture, NULL, NULL, &second);
  scripted_store_answer (fixture->store, "kept", NULL);
  header = finish (fixture->authorizer, &second, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (header, ==, "Bearer kept");
}

static void
test_stored_refused (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GAsyncResult) first = NULL, second = NULL, third = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *old = NULL, *renewed = NULL;

  begin (fixture, NULL, NULL, &first);
  scripted_store_answer (fixture->store, "old", NULL);
  old = finish (fixture->authorizer, &first, &error);
  g_assert_cmpstr (old, ==, "Bearer old");

  /* Still the same in the store: not offered again. */
  begin (fixture, "Bearer old", NULL, &second);
  scripted_store_answer (fixture->store, "old", NULL);
  g_assert_null (finish (fixture->authorizer, &second, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED);
  g_clear_error (&error);

  /* Somebody signed in elsewhere. */
  begin (fixture, "Bearer old", NULL, &third);
  scripted_store_answer (fixture->store, "new", NULL);
  renewed = finish (fixture->authorizer, &third, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (renewed, ==, "Bearer new");
}

static void
test_waiting_cancelled (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) first = NULL, second = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *header = NULL;

  g_assert_null (begin (fixture, NULL, cancellable, &first));
  g_assert_null (begin (fixture, NULL, NULL, &second));
  g_cancellable_cancel (cancellable);
  g_assert_null (finish (fixture->authorizer, &first, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (second);
  scripted_store_answer (fixture->store, "kept", NULL);
  header = finish (fixture->authorizer, &second, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (header, ==, "Bearer kept");
}

/* With nobody waiting the look-up, and a prompt it may show, is given up; the next one begins anew. */
static void
test_all_cancelled (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) first = NULL, second = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *header = NULL;

  begin (fixture, NULL, cancellable, &first);
  g_cancellable_cancel (cancellable);
  g_assert_null (finish (fixture->authorizer, &first, &error));
  g_clear_error (&error);
  begin (fixture, NULL, NULL, &second);
  g_assert_cmpuint (scripted_store_get_lookups (fixture->store), ==, 2);
  /* The one that was given up ends late, and changes nothing. */
  scripted_store_answer (fixture->store, "late", NULL);
  ferry_fixture_drain ();
  g_assert_null (second);
  scripted_store_answer (fixture->store, "kept", NULL);
  header = finish (fixture->authorizer, &second, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (header, ==, "Bearer kept");
}

static void
test_given_while_waiting (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *header = NULL;

  begin (fixture, NULL, NULL, &result);
  ferry_token_authorizer_set_token (FERRY_TOKEN_AUTHORIZER (fixture->authorizer), "typed");
  header = finish (fixture->authorizer, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (header, ==, "Bearer typed");
  scripted_store_answer (fixture->store, "late", NULL);
  ferry_fixture_drain ();
  assert_gives (fixture->authorizer, NULL, "Bearer typed");
}

static void
test_kinds (void)
{
  g_assert_cmpstr (ferry_secret_kind_to_nick (FERRY_SECRET_TOKEN), ==, "token");
  g_assert_cmpstr (ferry_secret_kind_to_nick (FERRY_SECRET_RUNTIME_KEY), ==, "runtime-key");
  g_assert_cmpstr (ferry_secret_kind_to_nick (FERRY_SECRET_CONNECTION_STRING), ==, "connection-string");
  ferry_secret_free (NULL);
  ferry_secret_free (g_strdup ("ordinary memory"));
}

#define add_with_store(path, test) g_test_add (path, StoreFixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/auth/token/given", test_given);
  g_test_add_func ("/auth/token/refused", test_refused);
  g_test_add_func ("/auth/token/replaced-meanwhile", test_replaced_meanwhile);
  g_test_add_func ("/auth/token/none", test_none);
  g_test_add_func ("/auth/token/cancelled", test_cancelled);
  add_with_store ("/auth/token/one-lookup", test_one_lookup);
  add_with_store ("/auth/token/nothing-stored", test_nothing_stored);
  add_with_store ("/auth/token/store-fails", test_store_fails);
  add_with_store ("/auth/token/stored-refused", test_stored_refused);
  add_with_store ("/auth/token/waiting-cancelled", test_waiting_cancelled);
  add_with_store ("/auth/token/all-cancelled", test_all_cancelled);
  add_with_store ("/auth/token/given-while-waiting", test_given_while_waiting);
  g_test_add_func ("/auth/secret/kinds", test_kinds);
  return g_test_run ();
}
