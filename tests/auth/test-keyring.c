/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The system keyring, against a real one on a bus of the test's own. Run with one path a process. */
#include "ferry-fixture-await.h"
#include "ferry-fixture-keyring.h"
#include "ferry-keyring.h"

#include <glib/gstdio.h>

#define ENVIRONMENT "11111111-1111-1111-1111-111111111111"
#define OTHER       "22222222-2222-2222-2222-222222222222"

static gboolean
store (FerrySecretStore *keyring,
       FerrySecretKind kind,
       const char *environment,
       const char *name,
       const char *secret,
       GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_secret_store_store_async (keyring, kind, environment, name, "Ferry: a test", secret, NULL,
                                  ferry_fixture_await_cb, &result);
  return ferry_secret_store_store_finish (keyring, ferry_fixture_await (&result), error);
}

static char *
look_up (FerrySecretStore *keyring,
         FerrySecretKind kind,
         const char *environment,
         const char *name,
         GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_secret_store_lookup_async (keyring, kind, environment, name, NULL, ferry_fixture_await_cb, &result);
  return ferry_secret_store_lookup_finish (keyring, ferry_fixture_await (&result), error);
}

static gboolean
clear (FerrySecretStore *keyring, const char *environment, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_secret_store_clear_async (keyring, environment, NULL, ferry_fixture_await_cb, &result);
  return ferry_secret_store_clear_finish (keyring, ferry_fixture_await (&result), error);
}

static gboolean
forget (FerrySecretStore *keyring, FerrySecretKind kind, const char *environment, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_secret_store_forget_async (keyring, kind, environment, NULL, ferry_fixture_await_cb, &result);
  return ferry_secret_store_forget_finish (keyring, ferry_fixture_await (&result), error);
}

static void
must_store (FerrySecretStore *keyring,
            FerrySecretKind kind,
            const char *environment,
            const char *name,
            const char *secret)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (store (keyring, kind, environment, name, secret, &error));
  g_assert_no_error (error);
}

static void
assert_holds (FerrySecretStore *keyring,
              FerrySecretKind kind,
              const char *environment,
              const char *name,
              const char *expected)
{
  g_autoptr (GError) error = NULL;
  char *secret = look_up (keyring, kind, environment, name, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, expected);
  ferry_secret_free (secret);
}

/* Everything that can be asked of a keyring fails with @code, at once, and says why without the secret. */
static void
assert_all_fail (FerrySecretStore *keyring, FerrySecretError code, const char *says)
{
  g_autoptr (GError) stored = NULL, found = NULL, any = NULL, cleared = NULL;
  const GError *const *errors[] = { (const GError *const *) &stored, (const GError *const *) &found,
                                    (const GError *const *) &any, (const GError *const *) &cleared };

  g_assert_false (store (keyring, FERRY_SECRET_TOKEN, ENVIRONMENT, "", "very secret", &stored));
  g_assert_null (look_up (keyring, FERRY_SECRET_TOKEN, ENVIRONMENT, "", &found));
  g_assert_null (look_up (keyring, FERRY_SECRET_TOKEN, ENVIRONMENT, NULL, &any));
  g_assert_false (clear (keyring, ENVIRONMENT, &cleared));
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_assert_error (*errors[i], FERRY_SECRET_ERROR, (int) code);
      g_assert_nonnull (strstr ((*errors[i])->message, says));
      g_assert_null (strstr ((*errors[i])->message, "very secret"));
    }
}

static void
test_unlocked (void)
{
  g_autoptr (FerryFixtureKeyring) fixture = ferry_fixture_keyring_new (TRUE);
  g_autoptr (FerrySecretStore) keyring = ferry_keyring_new ();
  g_autofree char *long_secret = g_strnfill (10000, 'k');
  g_autoptr (GError) error = NULL;

  /* Nothing there is no error. */
  assert_holds (keyring, FERRY_SECRET_TOKEN, ENVIRONMENT, "", NULL);
  assert_holds (keyring, FERRY_SECRET_RUNTIME_KEY, ENVIRONMENT, NULL, NULL);
  g_assert_true (clear (keyring, ENVIRONMENT, &error));
  g_assert_no_error (error);

  must_store (keyring, FERRY_SECRET_TOKEN, ENVIRONMENT, "", "a token");
  must_store (keyring, FERRY_SECRET_TOKEN, OTHER, "", "another token");
  must_store (keyring, FERRY_SECRET_RUNTIME_KEY, ENVIRONMENT, "First Runtime", "first key");
  must_store (keyring, FERRY_SECRET_RUNTIME_KEY, ENVIRONMENT, "“Zweite” Laufzeit", long_secret);
  must_store (keyring, FERRY_SECRET_CONNECTION_STRING, ENVIRONMENT, "", "Server=é;Password=…;");

  assert_holds (keyring, FERRY_SECRET_TOKEN, ENVIRONMENT, "", "a token");
  assert_holds (keyring, FERRY_SECRET_TOKEN, OTHER, "", "another token");
  assert_holds (keyring, FERRY_SECRET_RUNTIME_KEY, ENVIRONMENT, "First Runtime", "first key");
  assert_holds (keyring, FERRY_SECRET_RUNTIME_KEY, ENVIRONMENT, "“Zweite” Laufzeit", long_secret);
  assert_holds (keyring, FERRY_SECRET_CONNECTION_STRING, ENVIRONMENT, "", "Server=é;Password=…;");
  assert_holds (keyring, FERRY_SECRET_RUNTIME_KEY, ENVIRONMENT, "Third Runtime", NULL);
  assert_holds (keyring, FERRY_SECRET_RUNTIME_KEY, OTHER, "First Runtime", NULL);
  assert_holds (keyring, FERRY_SECRET_RUNTIME_KEY, OTHER, NULL, NULL);

  /* Replaced, not added. */
  must_store (keyring, FERRY_SECRET_TOKEN, ENVIRONMENT, "", "a new token");
  assert_holds (keyring, FERRY_SECRET_TOKEN, ENVIRONMENT, "", "a new token");
  assert_holds (keyring, FERRY_SECRET_TOKEN, ENVIRONMENT, NULL, "a new token");

  /* One kind alone. */
  must_store (keyring, FERRY_SECRET_REFRESH_TOKEN, ENVIRONMENT, "", "a refresh token");
  must_store (keyring, FERRY_SECRET_CLIENT_SECRET, ENVIRONMENT, "", "a secret");
  must_store (keyring, FERRY_SECRET_REFRESH_TOKEN, OTHER, "", "another refresh token");
  g_assert_true (forget (keyring, FERRY_SECRET_REFRESH_TOKEN, ENVIRONMENT, &error));
  g_assert_no_error (error);
  assert_holds (keyring, FERRY_SECRET_REFRESH_TOKEN, ENVIRONMENT, "", NULL);
  assert_holds (keyring, FERRY_SECRET_CLIENT_SECRET, ENVIRONMENT, "", "a secret");
  assert_holds (keyring, FERRY_SECRET_REFRESH_TOKEN, OTHER, "", "another refresh token");
  assert_holds (keyring, FERRY_SECRET_TOKEN, ENVIRONMENT, "", "a new token");

  g_assert_true (clear (keyring, ENVIRONMENT, &error));
  g_assert_no_error (error);
  assert_holds (keyring, FERRY_SECRET_CLIENT_SECRET, ENVIRONMENT, NULL, NULL);
  assert_holds (keyring, FERRY_SECRET_TOKEN, ENVIRONMENT, NULL, NULL);
  assert_holds (keyring, FERRY_SECRET_RUNTIME_KEY, ENVIRONMENT, NULL, NULL);
  assert_holds (keyring, FERRY_SECRET_CONNECTION_STRING, ENVIRONMENT, NULL, NULL);
  assert_holds (keyring, FERRY_SECRET_TOKEN, OTHER, "", "another token");
}

/* The keyring dates by the second. */
static void
next_second (void)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  ferry_fixture_wait_until (g_get_real_time () / G_USEC_PER_SEC > now);
}

static void
test_newest (void)
{
  g_autoptr (FerryFixtureKeyring) fixture = ferry_fixture_keyring_new (TRUE);
  g_autoptr (FerrySecretStore) keyring = ferry_keyring_new ();

  must_store (keyring, FERRY_SECRET_RUNTIME_KEY, ENVIRONMENT, "one", "first");
  next_second ();
  must_store (keyring, FERRY_SECRET_RUNTIME_KEY, ENVIRONMENT, "two", "second");
  assert_holds (keyring, FERRY_SECRET_RUNTIME_KEY, ENVIRONMENT, NULL, "second");
  next_second ();
  must_store (keyring, FERRY_SECRET_RUNTIME_KEY, ENVIRONMENT, "one", "third");
  assert_holds (keyring, FERRY_SECRET_RUNTIME_KEY, ENVIRONMENT, NULL, "third");
}

static GVariant *
call (GDBusConnection *bus, const char *path, const char *interface, const char *method, GVariant *arguments)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GVariant *reply;

  g_dbus_connection_call (bus, "org.freedesktop.secrets", path, interface, method, arguments, NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, ferry_fixture_await_cb, &result);
  reply = g_dbus_connection_call_finish (bus, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  return reply;
}

/* Other programs, and later versions, find the secrets by these. */
static void
test_attributes (void)
{
  g_autoptr (FerryFixtureKeyring) fixture = ferry_fixture_keyring_new (TRUE);
  g_autoptr (FerrySecretStore) keyring = ferry_keyring_new ();
  GDBusConnection *bus = ferry_fixture_keyring_get_connection (fixture);
  g_autoptr (GVariant) found = NULL, got = NULL, label = NULL;
  g_autofree const char **paths = NULL;
  GVariantBuilder wanted;

  must_store (keyring, FERRY_SECRET_RUNTIME_KEY, ENVIRONMENT, "First Runtime", "a key");
  g_variant_builder_init (&wanted, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&wanted, "{ss}", "xdg:schema", "io.github.ferrymigrate.Ferry");
  g_variant_builder_add (&wanted, "{ss}", "kind", "runtime-key");
  g_variant_builder_add (&wanted, "{ss}", "environment-id", ENVIRONMENT);
  g_variant_builder_add (&wanted, "{ss}", "name", "First Runtime");
  found = call (bus, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service", "SearchItems",
                g_variant_new ("(a{ss})", &wanted));
  g_variant_get (found, "(^a&o@ao)", &paths, NULL);
  g_assert_nonnull (paths[0]);
  g_assert_null (paths[1]);

  got = call (bus, paths[0], "org.freedesktop.DBus.Properties", "Get",
              g_variant_new ("(ss)", "org.freedesktop.Secret.Item", "Label"));
  g_variant_get (got, "(v)", &label);
  g_assert_cmpstr (g_variant_get_string (label, NULL), ==, "Ferry: a test");
}

static void
test_cancelled (void)
{
  g_autoptr (FerryFixtureKeyring) fixture = ferry_fixture_keyring_new (TRUE);
  g_autoptr (FerrySecretStore) keyring = ferry_keyring_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) looked_up = NULL, stored = NULL;
  g_autoptr (GError) error = NULL;

  ferry_secret_store_lookup_async (keyring, FERRY_SECRET_TOKEN, ENVIRONMENT, "", cancellable,
                                   ferry_fixture_await_cb, &looked_up);
  ferry_secret_store_store_async (keyring, FERRY_SECRET_TOKEN, ENVIRONMENT, "", "Ferry: a test", "s",
                                  cancellable, ferry_fixture_await_cb, &stored);
  g_cancellable_cancel (cancellable);
  g_assert_null (ferry_secret_store_lookup_finish (keyring, ferry_fixture_await (&looked_up), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (ferry_secret_store_store_finish (keyring, ferry_fixture_await (&stored), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_locked (void)
{
  g_autoptr (FerryFixtureKeyring) fixture = ferry_fixture_keyring_new (TRUE);
  g_autoptr (FerrySecretStore) keyring = ferry_keyring_new ();

  must_store (keyring, FERRY_SECRET_TOKEN, ENVIRONMENT, "", "a token");
  ferry_fixture_keyring_lock (fixture);
  assert_all_fail (keyring, FERRY_SECRET_ERROR_LOCKED, "locked");
  /* What isn't there isn't locked. */
  assert_holds (keyring, FERRY_SECRET_TOKEN, OTHER, "", NULL);
}

static void
test_absent (void)
{
  g_autoptr (FerryFixtureKeyring) fixture = ferry_fixture_keyring_new (FALSE);
  g_autoptr (FerrySecretStore) keyring = ferry_keyring_new ();

  assert_all_fail (keyring, FERRY_SECRET_ERROR_UNAVAILABLE, "no keyring");
}

/* As on a server, or in a container. */
static void
test_no_bus (void)
{
  g_autofree char *home = g_dir_make_tmp ("ferry-keyring-XXXXXX", NULL);
  g_autofree char *address = g_strdup_printf ("unix:path=%s/bus", home);
  g_autoptr (FerrySecretStore) keyring = NULL;

  g_setenv ("HOME", home, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", home, TRUE);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", address, TRUE);
  keyring = ferry_keyring_new ();
  assert_all_fail (keyring, FERRY_SECRET_ERROR_UNAVAILABLE, "no keyring");
  g_assert_cmpint (g_rmdir (home), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/auth/keyring/unlocked", test_unlocked);
  g_test_add_func ("/auth/keyring/newest", test_newest);
  g_test_add_func ("/auth/keyring/attributes", test_attributes);
  g_test_add_func ("/auth/keyring/cancelled", test_cancelled);
  g_test_add_func ("/auth/keyring/locked", test_locked);
  g_test_add_func ("/auth/keyring/absent", test_absent);
  g_test_add_func ("/auth/keyring/no-bus", test_no_bus);
  return g_test_run ();
}
