/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem() */

/* Every way of signing in, over HTTP against the sandbox's identity service. */
#include "access-fixture.h"

static const char *const as_admin[] = { "--sign-in-as", "ADMIN", "--device-interval", "1", NULL };
static const char *const denied[] = { "--sign-in-as", "deny", "--device-interval", "1", NULL };
static const char *const asked[] = { "--device-interval", "1", NULL };
static const char *const short_lived[] = { "--device-interval", "1", "--device-lifetime", "1", NULL };
static const char *const single_use[] = { "--sign-in-as", "ADMIN", "--single-use-refresh-tokens", NULL };

static FerryEnvironment *
sign_in_and_add (AccessFixture *fixture, FerrySignIn sign_in)
{
  g_autoptr (FerryProfile) profile = access_fixture_create_profile (fixture, sign_in);
  g_autoptr (FerryAccess) access = access_fixture_create (fixture, profile);
  g_autoptr (GError) error = NULL;
  FerryEnvironment *environment;

  g_assert_true (access_fixture_sign_in (fixture, access, &error));
  g_assert_no_error (error);
  environment = access_fixture_add (fixture, access, &error);
  g_assert_no_error (error);
  access_fixture_wait_connection (environment, FERRY_CONNECTION_ONLINE);
  return environment;
}

/* @id: a profile's: what is kept for its account or, of what an environment has by itself, for it */
static const char *
kept (AccessFixture *fixture, FerrySecretKind kind, const char *id)
{
  FerryEnvironment *environment = ferry_workspace_lookup (fixture->workspace, id);
  g_autofree char *account = ferry_accounts_dup_id (ferry_environment_get_profile (environment));

  if (kind == FERRY_SECRET_REFRESH_TOKEN || kind == FERRY_SECRET_CLIENT_SECRET)
    return memory_store_get (fixture->store, kind, account);
  return memory_store_get (fixture->store, kind, id);
}

/* What is on disk holds nothing secret. */
static void
assert_not_on_disk (AccessFixture *fixture, const char *secret)
{
  static const char *const names[] = { "environments.ini", "history.db", "history.db-wal" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);
      g_autofree char *text = NULL;
      gsize size;

      if (g_file_get_contents (path, &text, &size, NULL))
        g_assert_null (memmem (text, size, secret, strlen (secret)));
    }
}

static void
test_browser (AccessFixture *fixture, gconstpointer unused)
{
  FerryEnvironment *environment = sign_in_and_add (fixture, FERRY_SIGN_IN_BROWSER);
  FerryProfile *profile = ferry_environment_get_profile (environment);
  g_autofree char *id = g_strdup (ferry_profile_get_id (profile));
  g_autofree char *account = g_strdup (ferry_profile_get_account (profile));

  g_assert_cmpuint (fixture->opened, ==, 1);
  ferry_fixture_wait_until (fixture->page != NULL);
  g_assert_nonnull (strstr (fixture->page, "You are signed in"));
  g_assert_true (g_str_has_prefix (account, "admin@"));
  ferry_fixture_wait_until (kept (fixture, FERRY_SECRET_REFRESH_TOKEN, id) != NULL);
  g_assert_null (kept (fixture, FERRY_SECRET_TOKEN, id));

  /* The next start asks nobody. */
  access_fixture_reopen (fixture);
  environment = ferry_workspace_lookup (fixture->workspace, id);
  access_fixture_wait_connection (environment, FERRY_CONNECTION_ONLINE);
  g_assert_cmpuint (fixture->opened, ==, 1);
  profile = ferry_environment_get_profile (environment);
  g_assert_cmpint (ferry_profile_get_sign_in (profile), ==, FERRY_SIGN_IN_BROWSER);
  g_assert_cmpstr (ferry_profile_get_account (profile), ==, account);
  assert_not_on_disk (fixture, kept (fixture, FERRY_SECRET_REFRESH_TOKEN, id));
}

/* A page that asks who one is, as the real one does. */
static char *
cut_out (const char *page, const char *before)
{
  const char *start = strstr (page, before);

  g_assert_nonnull (start);
  start += strlen (before);
  return g_strndup (start, strcspn (start, "\""));
}

static void
answer_page (AccessFixture *fixture, FerryAccess *access, const char *answer, const char *where)
{
  g_autofree char *flow = cut_out (fixture->page, "name=\"flow\" value=\"");
  g_autofree char *account = cut_out (fixture->page, "name=\"account\" value=\"");
  g_autofree char *form = soup_form_encode ("flow", flow, "account", account, "answer", answer, NULL);

  access_fixture_visit (fixture, where, form);
}

static void
test_page (AccessFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryProfile) profile = access_fixture_create_profile (fixture, FERRY_SIGN_IN_BROWSER);
  g_autoptr (FerryAccess) access = access_fixture_create (fixture, profile);
  g_autofree char *where = g_strdup_printf ("%s/%s/oauth2/v2.0/authorize",
                                            ferry_sandbox_process_get_url (fixture->sandbox.process),
                                            ferry_sandbox_process_get_tenant (fixture->sandbox.process));
  g_autoptr (GAsyncResult) first = NULL, second = NULL;
  g_autoptr (GError) error = NULL;

  ferry_access_sign_in_async (access, FALSE, NULL, ferry_fixture_await_cb, &first);
  ferry_fixture_wait_until (fixture->page != NULL);
  g_assert_null (first);
  answer_page (fixture, access, "deny", where);
  g_assert_false (ferry_access_sign_in_finish (access, ferry_fixture_await (&first), &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
  g_assert_cmpstr (ferry_error_get_odata_code (error), ==, "AADSTS65004");
  ferry_fixture_wait_until (fixture->page != NULL);
  g_assert_nonnull (strstr (fixture->page, "You aren’t signed in"));
  g_clear_error (&error);

  /* The same one tries again. */
  g_clear_pointer (&fixture->page, g_free);
  ferry_access_sign_in_async (access, FALSE, NULL, ferry_fixture_await_cb, &second);
  ferry_fixture_wait_until (fixture->page != NULL);
  answer_page (fixture, access, "accept", where);
  g_assert_true (ferry_access_sign_in_finish (access, ferry_fixture_await (&second), &error));
  g_assert_no_error (error);
}

static void
test_denied (AccessFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryProfile) profile = access_fixture_create_profile (fixture, FERRY_SIGN_IN_BROWSER);
  g_autoptr (FerryAccess) access = access_fixture_create (fixture, profile);
  g_autoptr (GError) error = NULL;

  g_assert_false (access_fixture_sign_in (fixture, access, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
  g_assert_nonnull (ferry_error_get_correlation_id (error));
  ferry_fixture_wait_until (fixture->page != NULL);
  g_assert_nonnull (strstr (fixture->page, error->message));
  g_assert_cmpstr (ferry_profile_get_account (profile), ==, "");
}

/* Somebody, or a page of the web, brings an answer that isn't this sign-in's. */
static void
test_wrong_state (AccessFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryProfile) profile = access_fixture_create_profile (fixture, FERRY_SIGN_IN_BROWSER);
  g_autoptr (FerryAccess) access = access_fixture_create (fixture, profile);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GHashTable) query = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *injected = NULL;

  fixture->by_hand = TRUE;
  ferry_access_sign_in_async (access, FALSE, NULL, ferry_fixture_await_cb, &result);
  uri = g_uri_parse (ferry_access_get_uri (access), SOUP_HTTP_URI_FLAGS, NULL);
  query = soup_form_decode (g_uri_get_query (uri));
  injected = g_strdup_printf ("%s/?code=of-somebody-else&state=guessed",
                              (const char *) g_hash_table_lookup (query, "redirect_uri"));
  access_fixture_visit (fixture, injected, NULL);
  g_assert_false (ferry_access_sign_in_finish (access, ferry_fixture_await (&result), &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
  ferry_fixture_wait_until (fixture->page != NULL);
  g_assert_cmpuint (fixture->status, ==, 400);
}

/* Closes the browser, and then cancels. */
static void
test_closed (AccessFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryProfile) profile = access_fixture_create_profile (fixture, FERRY_SIGN_IN_BROWSER);
  g_autoptr (FerryAccess) access = access_fixture_create (fixture, profile);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->by_hand = TRUE;
  ferry_access_sign_in_async (access, FALSE, fixture->cancellable, ferry_fixture_await_cb, &result);
  ferry_fixture_drain ();
  g_assert_null (result);
  g_assert_cmpstr (ferry_access_get_uri (access), !=, "");
  g_cancellable_cancel (fixture->cancellable);
  g_assert_false (ferry_access_sign_in_finish (access, ferry_fixture_await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (ferry_access_get_uri (access), ==, "");
}

/* ---- With a code ---- */

static char *
type_code (AccessFixture *fixture, FerryAccess *access, const char *answer)
{
  g_autofree char *form = NULL, *account = NULL, *code = NULL;
  const char *uri = ferry_access_get_verification_uri (access);

  ferry_fixture_wait_until (*ferry_access_get_user_code (access) != '\0');
  uri = ferry_access_get_verification_uri (access);
  code = g_strdup (ferry_access_get_user_code (access));
  form = soup_form_encode ("code", code, NULL);
  access_fixture_visit (fixture, uri, form);
  ferry_fixture_wait_until (fixture->page != NULL);
  account = cut_out (fixture->page, "name=\"account\" value=\"");
  g_free (form);
  form = soup_form_encode ("code", code, "account", account, "answer", answer, NULL);
  access_fixture_visit (fixture, uri, form);
  return g_steal_pointer (&code);
}

static void
test_code (AccessFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryProfile) profile = access_fixture_create_profile (fixture, FERRY_SIGN_IN_DEVICE_CODE);
  g_autoptr (FerryAccess) access = access_fixture_create (fixture, profile);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *code = NULL;
  FerryEnvironment *environment;

  ferry_access_sign_in_async (access, FALSE, NULL, ferry_fixture_await_cb, &result);
  code = type_code (fixture, access, "accept");
  g_assert_true (ferry_access_sign_in_finish (access, ferry_fixture_await (&result), &error));
  g_assert_no_error (error);
  g_assert_cmpstr (ferry_access_get_user_code (access), ==, "");
  environment = access_fixture_add (fixture, access, &error);
  g_assert_no_error (error);
  access_fixture_wait_connection (environment, FERRY_CONNECTION_ONLINE);
  g_assert_cmpuint (fixture->opened, ==, 0);
}

static void
test_code_declined (AccessFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryProfile) profile = access_fixture_create_profile (fixture, FERRY_SIGN_IN_DEVICE_CODE);
  g_autoptr (FerryAccess) access = access_fixture_create (fixture, profile);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *code = NULL;

  ferry_access_sign_in_async (access, FALSE, NULL, ferry_fixture_await_cb, &result);
  code = type_code (fixture, access, "deny");
  g_assert_false (ferry_access_sign_in_finish (access, ferry_fixture_await (&result), &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
}

static void
test_code_expired (AccessFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryProfile) profile = access_fixture_create_profile (fixture, FERRY_SIGN_IN_DEVICE_CODE);
  g_autoptr (FerryAccess) access = access_fixture_create (fixture, profile);
  g_autoptr (GError) error = NULL;

  g_assert_false (access_fixture_sign_in (fixture, access, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_TIMED_OUT);
}

/* On a machine without a browser, whatever the profile says. */
static void
test_code_for_browser (AccessFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryProfile) profile = access_fixture_create_profile (fixture, FERRY_SIGN_IN_BROWSER);
  g_autoptr (FerryAccess) access = access_fixture_create (fixture, profile);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *code = NULL;

  ferry_access_sign_in_async (access, TRUE, NULL, ferry_fixture_await_cb, &result);
  code = type_code (fixture, access, "accept");
  g_assert_true (ferry_access_sign_in_finish (access, ferry_fixture_await (&result), &error));
  g_assert_cmpuint (fixture->opened, ==, 0);
}

/* ---- As an application ---- */

static void
test_application (AccessFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryProfile) profile = access_fixture_create_profile (fixture, FERRY_SIGN_IN_APPLICATION);
  g_autoptr (FerryAccess) access = access_fixture_create (fixture, profile);
  const char *id = ferry_profile_get_id (profile);
  g_autoptr (GError) error = NULL;
  FerryEnvironment *environment;

  ferry_access_set_secret (access, "not-it");
  g_assert_false (access_fixture_sign_in (fixture, access, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED);
  g_assert_cmpstr (ferry_error_get_odata_code (error), ==, "AADSTS7000215");
  g_clear_error (&error);

  ferry_access_set_secret (access, ACCESS_CLIENT_SECRET);
  g_assert_true (access_fixture_sign_in (fixture, access, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (ferry_profile_get_account (profile), ==, ACCESS_CLIENT_ID);
  environment = access_fixture_add (fixture, access, &error);
  g_assert_no_error (error);
  access_fixture_wait_connection (environment, FERRY_CONNECTION_ONLINE);
  ferry_fixture_wait_until (kept (fixture, FERRY_SECRET_CLIENT_SECRET, id) != NULL);
  g_assert_cmpstr (kept (fixture, FERRY_SECRET_CLIENT_SECRET, id), ==, ACCESS_CLIENT_SECRET);
  assert_not_on_disk (fixture, ACCESS_CLIENT_SECRET);
}

static void
test_wrong_registration (AccessFixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *property;
    const char *value;
    const char *number;
  } wrong[] = {
    { "client-id", "00000000-1111-2222-3333-444444444444", "AADSTS700016" },
    { "tenant", "nobody.example.com", "AADSTS90002" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (FerryProfile) profile = access_fixture_create_profile (fixture, FERRY_SIGN_IN_DEVICE_CODE);
      g_autoptr (FerryAccess) access = NULL;
      g_autoptr (GError) error = NULL;

      g_object_set (profile, wrong[i].property, wrong[i].value, NULL);
      access = access_fixture_create (fixture, profile);
      g_assert_false (access_fixture_sign_in (fixture, access, &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_INVALID);
      g_assert_cmpstr (ferry_error_get_odata_code (error), ==, wrong[i].number);
    }
}

static void
test_check (void)
{
  static const struct
  {
    FerrySignIn sign_in;
    const char *tenant;
    const char *client_id;
    const char *authority;
    const char *field;
  } wrong[] = {
    { FERRY_SIGN_IN_BROWSER, "", "id", "", "tenant" },
    { FERRY_SIGN_IN_BROWSER, "a/b", "id", "", "tenant" },
    { FERRY_SIGN_IN_DEVICE_CODE, "contoso.com", "", "", "client-id" },
    { FERRY_SIGN_IN_APPLICATION, "contoso.com", "an id", "", "client-id" },
    { FERRY_SIGN_IN_BROWSER, "contoso.com", "id", "http://login.example.com", "authority" },
    { FERRY_SIGN_IN_BROWSER, "contoso.com", "id", "login.example.com", "authority" },
    { FERRY_SIGN_IN_TOKEN, "contoso.com", "", "nothing", NULL },
    { FERRY_SIGN_IN_BROWSER, "contoso.com", "id", "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (FerryProfile) profile
        = ferry_profile_new ("A", "https://example.com", wrong[i].tenant, "Production");
      g_autoptr (GError) error = NULL;
      const char *field = NULL;

      g_object_set (profile, "sign-in", wrong[i].sign_in, "client-id", wrong[i].client_id, "authority",
                    wrong[i].authority, NULL);
      g_assert_cmpint (ferry_access_check (profile, &field, &error), ==, wrong[i].field == NULL);
      g_assert_cmpstr (field, ==, wrong[i].field);
    }
}

/* ---- Later ---- */

static void
refresh (FerryEnvironment *environment)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_environment_refresh_async (environment, NULL, ferry_fixture_await_cb, &result);
  ferry_environment_refresh_finish (environment, ferry_fixture_await (&result), NULL);
}

static void
test_revoked (AccessFixture *fixture, gconstpointer unused)
{
  FerryEnvironment *environment = sign_in_and_add (fixture, FERRY_SIGN_IN_BROWSER);
  FerryProfile *profile = ferry_environment_get_profile (environment);
  FerryAccess *access = ferry_workspace_get_access (fixture->workspace, environment);
  g_autoptr (FerryAccess) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  /* Access tokens that are gone are nobody's business. */
  access_fixture_control (fixture, "expire-access-tokens");
  refresh (environment);
  g_assert_cmpint (ferry_environment_get_connection (environment), ==, FERRY_CONNECTION_ONLINE);
  g_assert_false (ferry_access_get_needs_sign_in (access));

  access_fixture_control (fixture, "expire-access-tokens");
  access_fixture_control (fixture, "revoke-refresh-tokens");
  refresh (environment);
  access_fixture_wait_connection (environment, FERRY_CONNECTION_SIGNED_OUT);
  g_assert_true (ferry_access_get_needs_sign_in (access));
  g_object_get (environment, "connection-message", &message, NULL);
  g_assert_nonnull (strstr (message, "revoked"));

  /* Signs in again: with whom it was as a hint. */
  fixture->opened = 0;
  again = access_fixture_create (fixture, profile);
  g_assert_true (access_fixture_sign_in (fixture, again, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->opened, ==, 1);
  g_assert_true (access_fixture_add (fixture, again, &error) == environment);
  g_assert_no_error (error);
  access_fixture_wait_connection (environment, FERRY_CONNECTION_ONLINE);
  g_assert_true (ferry_workspace_get_access (fixture->workspace, environment) == again);
}

static void
test_sign_out (AccessFixture *fixture, gconstpointer unused)
{
  FerryEnvironment *environment = sign_in_and_add (fixture, FERRY_SIGN_IN_BROWSER);
  g_autofree char *id = g_strdup (ferry_profile_get_id (ferry_environment_get_profile (environment)));
  g_autofree char *account = ferry_accounts_dup_id (ferry_environment_get_profile (environment));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ferry_fixture_wait_until (memory_store_get (fixture->store, FERRY_SECRET_REFRESH_TOKEN, account) != NULL);
  memory_store_put (fixture->store, FERRY_SECRET_RUNTIME_KEY, id, "a key");
  memory_store_put (fixture->store, FERRY_SECRET_TOKEN, id, "of an earlier way in");
  ferry_workspace_sign_out_async (fixture->workspace, environment, NULL, ferry_fixture_await_cb, &result);
  g_assert_true (ferry_workspace_sign_out_finish (fixture->workspace, ferry_fixture_await (&result), &error));
  g_assert_no_error (error);
  access_fixture_wait_connection (environment, FERRY_CONNECTION_SIGNED_OUT);
  g_assert_null (memory_store_get (fixture->store, FERRY_SECRET_REFRESH_TOKEN, account));
  g_assert_null (memory_store_get (fixture->store, FERRY_SECRET_REFRESH_TOKEN, id));
  g_assert_null (kept (fixture, FERRY_SECRET_TOKEN, id));
  g_assert_cmpstr (kept (fixture, FERRY_SECRET_RUNTIME_KEY, id), ==, "a key");
  g_assert_cmpstr (ferry_profile_get_account (ferry_environment_get_profile (environment)), ==, "");

  g_clear_object (&result);

  /* And so it is at the next start. */
  access_fixture_reopen (fixture);
  access_fixture_wait_connection (ferry_workspace_lookup (fixture->workspace, id),
                                  FERRY_CONNECTION_SIGNED_OUT);
}

/* Refresh tokens that are good once: the new one is always kept in time for the next start. */
static void
test_single_use (AccessFixture *fixture, gconstpointer unused)
{
  FerryEnvironment *environment = sign_in_and_add (fixture, FERRY_SIGN_IN_BROWSER);
  g_autofree char *id = g_strdup (ferry_profile_get_id (ferry_environment_get_profile (environment)));

  ferry_fixture_wait_until (kept (fixture, FERRY_SECRET_REFRESH_TOKEN, id) != NULL);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *before = g_strdup (kept (fixture, FERRY_SECRET_REFRESH_TOKEN, id));

      access_fixture_reopen (fixture);
      environment = ferry_workspace_lookup (fixture->workspace, id);
      access_fixture_wait_connection (environment, FERRY_CONNECTION_ONLINE);
      g_assert_cmpstr (kept (fixture, FERRY_SECRET_REFRESH_TOKEN, id), !=, before);
      access_fixture_control (fixture, "expire-access-tokens");
      refresh (environment);
      g_assert_cmpint (ferry_environment_get_connection (environment), ==, FERRY_CONNECTION_ONLINE);
    }
}

static void
test_no_keyring (AccessFixture *fixture, gconstpointer unused)
{
  FerryEnvironment *environment;
  g_autofree char *id = NULL, *message = NULL;

  memory_store_set_missing (fixture->store, TRUE);
  environment = sign_in_and_add (fixture, FERRY_SIGN_IN_BROWSER);
  id = g_strdup (ferry_profile_get_id (ferry_environment_get_profile (environment)));
  do
    {
      g_free (message);
      g_object_get (fixture->workspace, "keyring-message", &message, NULL);
      ferry_fixture_drain ();
    }
  while (*message == '\0');
  g_assert_nonnull (strstr (message, "no keyring"));
  /* Works on for as long as the program runs. */
  access_fixture_control (fixture, "expire-access-tokens");
  refresh (environment);
  g_assert_cmpint (ferry_environment_get_connection (environment), ==, FERRY_CONNECTION_ONLINE);

  access_fixture_reopen (fixture);
  access_fixture_wait_connection (ferry_workspace_lookup (fixture->workspace, id),
                                  FERRY_CONNECTION_SIGNED_OUT);
}

#define add(path, arguments, test)                                                                           \
  g_test_add ("/workspace/access/" path, AccessFixture, arguments, access_fixture_set_up, test,              \
              access_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workspace/access/check", test_check);
  add ("browser", as_admin, test_browser);
  add ("page", asked, test_page);
  add ("denied", denied, test_denied);
  add ("wrong-state", asked, test_wrong_state);
  add ("closed", asked, test_closed);
  add ("code", asked, test_code);
  add ("code-declined", asked, test_code_declined);
  add ("code-expired", short_lived, test_code_expired);
  add ("code-for-browser", asked, test_code_for_browser);
  add ("application", as_admin, test_application);
  add ("wrong-registration", as_admin, test_wrong_registration);
  add ("revoked", as_admin, test_revoked);
  add ("sign-out", as_admin, test_sign_out);
  add ("single-use", single_use, test_single_use);
  add ("no-keyring", as_admin, test_no_keyring);
  return g_test_run ();
}
