/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One sign-in for all environments of an account, over HTTP against the sandbox's identity service. */
#include "access-fixture.h"

#include "ferry-profile-file.h"

static const char *const several[]
  = { "--sign-in-as", "ADMIN", "--more-environments", "Second,Third", "--device-interval", "1", NULL };
static const char *const single_use[]
  = { "--sign-in-as", "ADMIN", "--more-environments", "Second,Third", "--single-use-refresh-tokens", NULL };

static FerryProfile *
create_profile (AccessFixture *fixture, const char *environment)
{
  FerryProfile *profile = access_fixture_create_profile (fixture, FERRY_SIGN_IN_BROWSER);

  if (environment != NULL)
    g_object_set (profile, "environment", environment, "name", environment, NULL);
  return profile;
}

static FerryEnvironment *
sign_in_and_add (AccessFixture *fixture, FerryProfile *profile)
{
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

static FerryEnvironment *
try_to_add (AccessFixture *fixture, FerryProfile *profile, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_workspace_add_profile_async (fixture->workspace, profile, NULL, NULL, ferry_fixture_await_cb,
                                     &result);
  return ferry_workspace_add_profile_finish (fixture->workspace, ferry_fixture_await (&result), error);
}

/* Without being asked for anything. */
static FerryEnvironment *
add (AccessFixture *fixture, const char *name)
{
  g_autoptr (FerryProfile) profile = create_profile (fixture, name);
  g_autoptr (GError) error = NULL;
  FerryEnvironment *environment = try_to_add (fixture, profile, &error);

  g_assert_no_error (error);
  access_fixture_wait_connection (environment, FERRY_CONNECTION_ONLINE);
  return environment;
}

/* The three of the tenant; only the first one is signed in to by somebody. */
static void
add_all (AccessFixture *fixture, FerryEnvironment **environments)
{
  g_autoptr (FerryProfile) first = create_profile (fixture, NULL);

  environments[0] = sign_in_and_add (fixture, first);
  environments[1] = add (fixture, "Second");
  environments[2] = add (fixture, "Third");
  g_assert_cmpuint (fixture->opened, ==, 1);
}

static const char *
get_account (FerryEnvironment *environment)
{
  return ferry_profile_get_account (ferry_environment_get_profile (environment));
}

static const char *
get_id (FerryEnvironment *environment)
{
  return ferry_profile_get_id (ferry_environment_get_profile (environment));
}

static const char *
get_kept (AccessFixture *fixture, FerryEnvironment *environment)
{
  g_autofree char *id = ferry_accounts_dup_id (ferry_environment_get_profile (environment));

  return memory_store_get (fixture->store, FERRY_SECRET_REFRESH_TOKEN, id);
}

static void
refresh_all (FerryEnvironment **environments)
{
  GAsyncResult *results[3] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    ferry_environment_refresh_async (environments[i], NULL, ferry_fixture_await_cb, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      ferry_environment_refresh_finish (environments[i], ferry_fixture_await (&results[i]), NULL);
      g_object_unref (results[i]);
    }
}

static void
wait_all (FerryEnvironment **environments, FerryConnection connection)
{
  for (guint i = 0; i < 3; i++)
    access_fixture_wait_connection (environments[i], connection);
}

static void
reopen (AccessFixture *fixture, FerryEnvironment **environments)
{
  g_auto (GStrv) ids = g_new0 (char *, 4);

  for (guint i = 0; i < 3; i++)
    ids[i] = g_strdup (get_id (environments[i]));
  access_fixture_reopen (fixture);
  for (guint i = 0; i < 3; i++)
    environments[i] = ferry_workspace_lookup (fixture->workspace, ids[i]);
}

static void
sign_out (AccessFixture *fixture, FerryEnvironment *environment)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ferry_workspace_sign_out_async (fixture->workspace, environment, NULL, ferry_fixture_await_cb, &result);
  ferry_workspace_sign_out_finish (fixture->workspace, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
}

/* One sign-in, one renewal however many wait, one entry in the keyring: also at the next start. */
static void
test_one_sign_in (AccessFixture *fixture, gconstpointer unused)
{
  FerryEnvironment *environments[3];
  guint before;

  add_all (fixture, environments);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpstr (get_account (environments[i]), ==, get_account (environments[0]));
      g_assert_null (memory_store_get (fixture->store, FERRY_SECRET_REFRESH_TOKEN, get_id (environments[i])));
    }
  ferry_fixture_wait_until (get_kept (fixture, environments[0]) != NULL);

  before = access_fixture_count_token_requests (fixture);
  access_fixture_control (fixture, "expire-access-tokens");
  refresh_all (environments);
  wait_all (environments, FERRY_CONNECTION_ONLINE);
  g_assert_cmpuint (access_fixture_count_token_requests (fixture), ==, before + 1);

  reopen (fixture, environments);
  wait_all (environments, FERRY_CONNECTION_ONLINE);
  g_assert_cmpuint (access_fixture_count_token_requests (fixture), ==, before + 2);
  g_assert_cmpuint (fixture->opened, ==, 1);
}

/* What is gone for one is gone for all, and so it is the other way round. */
static void
test_needed_for_all (AccessFixture *fixture, gconstpointer unused)
{
  FerryEnvironment *environments[3];
  g_autoptr (GAsyncResult) result = NULL;

  add_all (fixture, environments);
  access_fixture_control (fixture, "expire-access-tokens");
  access_fixture_control (fixture, "revoke-refresh-tokens");
  ferry_environment_refresh_async (environments[1], NULL, ferry_fixture_await_cb, &result);
  ferry_environment_refresh_finish (environments[1], ferry_fixture_await (&result), NULL);
  wait_all (environments, FERRY_CONNECTION_SIGNED_OUT);
  for (guint i = 0; i < 3; i++)
    g_assert_true (
      ferry_access_get_needs_sign_in (ferry_workspace_get_access (fixture->workspace, environments[i])));

  g_assert_true (sign_in_and_add (fixture, ferry_environment_get_profile (environments[2]))
                 == environments[2]);
  wait_all (environments, FERRY_CONNECTION_ONLINE);
  g_assert_cmpuint (fixture->opened, ==, 2);
}

static guint
count_notes (AccessFixture *fixture, FerryEnvironment *environment, const char *action)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  ferry_database_list_journal_async (ferry_workspace_get_database (fixture->workspace), get_id (environment),
                                     FALSE, NULL, ferry_fixture_await_cb, &result);
  entries = ferry_database_list_journal_finish (ferry_workspace_get_database (fixture->workspace),
                                                ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    n += g_str_equal (ferry_journal_entry_get_action (g_ptr_array_index (entries, i)), action);
  return n;
}

static void
test_sign_out (AccessFixture *fixture, gconstpointer unused)
{
  FerryEnvironment *environments[3];
  g_autoptr (GPtrArray) mates = NULL;
  g_autofree char *account = NULL;

  add_all (fixture, environments);
  ferry_fixture_wait_until (get_kept (fixture, environments[0]) != NULL);
  account = ferry_accounts_dup_id (ferry_environment_get_profile (environments[0]));
  /* One that an earlier version kept must not sign anybody in at the next start. */
  memory_store_put (fixture->store, FERRY_SECRET_REFRESH_TOKEN, get_id (environments[2]), "an earlier one");

  mates = ferry_workspace_dup_sign_in_mates (fixture->workspace, environments[1]);
  g_assert_cmpuint (mates->len, ==, 3);
  g_assert_true (g_ptr_array_index (mates, 0) == environments[1]);
  sign_out (fixture, environments[1]);
  wait_all (environments, FERRY_CONNECTION_SIGNED_OUT);
  g_assert_null (memory_store_get (fixture->store, FERRY_SECRET_REFRESH_TOKEN, account));
  g_assert_null (memory_store_get (fixture->store, FERRY_SECRET_REFRESH_TOKEN, get_id (environments[2])));
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpstr (get_account (environments[i]), ==, "");
      g_assert_cmpuint (count_notes (fixture, environments[i], FERRY_JOURNAL_SIGN_OUT), ==, 1);
    }
  reopen (fixture, environments);
  wait_all (environments, FERRY_CONNECTION_SIGNED_OUT);

  /* Who signs in to one of them is signed in to all. */
  sign_in_and_add (fixture, ferry_environment_get_profile (environments[0]));
  wait_all (environments, FERRY_CONNECTION_ONLINE);
  g_assert_cmpuint (fixture->opened, ==, 2);
  g_assert_cmpstr (get_account (environments[2]), ==, get_account (environments[0]));
  g_assert_cmpuint (count_notes (fixture, environments[2], FERRY_JOURNAL_SIGN_IN), ==, 1);
  ferry_fixture_wait_until (get_kept (fixture, environments[0]) != NULL);
  reopen (fixture, environments);
  wait_all (environments, FERRY_CONNECTION_ONLINE);
  g_assert_cmpuint (fixture->opened, ==, 2);
}

/* Somebody else in the same tenant is somebody else: found by nobody, and not signed out with the first. */
static void
test_two_accounts (AccessFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryProfile) first = create_profile (fixture, NULL);
  g_autoptr (FerryProfile) second = create_profile (fixture, "Second");
  g_autoptr (FerryProfile) third = create_profile (fixture, "Third");
  g_autoptr (FerryProfile) named = create_profile (fixture, "Third");
  g_autoptr (GError) error = NULL;
  FerryEnvironment *one = sign_in_and_add (fixture, first), *other;

  /* Whom the application hints at signs in; the sample always has him. */
  g_object_set (second, "account", "BJOERN.HOLM", NULL);
  other = sign_in_and_add (fixture, second);
  g_assert_cmpstr (get_account (one), !=, get_account (other));
  ferry_fixture_wait_until (get_kept (fixture, one) != NULL && get_kept (fixture, other) != NULL);
  g_assert_cmpstr (get_kept (fixture, one), !=, get_kept (fixture, other));

  g_assert_null (ferry_workspace_find_access (fixture->workspace, third));
  g_assert_null (try_to_add (fixture, third, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED);
  g_object_set (named, "account", get_account (other), NULL);
  g_assert_true (ferry_workspace_find_access (fixture->workspace, named)
                 == ferry_workspace_get_access (fixture->workspace, other));

  sign_out (fixture, one);
  access_fixture_wait_connection (one, FERRY_CONNECTION_SIGNED_OUT);
  g_assert_cmpint (ferry_environment_get_connection (other), ==, FERRY_CONNECTION_ONLINE);
  g_assert_nonnull (get_kept (fixture, other));
}

static void
remove_environment (AccessFixture *fixture, FerryEnvironment *environment)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ferry_workspace_remove_async (fixture->workspace, environment, FALSE, ferry_fixture_await_cb, &result);
  ferry_workspace_remove_finish (fixture->workspace, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
}

/* The sign-in goes with the last environment that has it. */
static void
test_removed (AccessFixture *fixture, gconstpointer unused)
{
  FerryEnvironment *environments[3];
  g_autofree char *account = NULL;

  add_all (fixture, environments);
  ferry_fixture_wait_until (get_kept (fixture, environments[0]) != NULL);
  account = ferry_accounts_dup_id (ferry_environment_get_profile (environments[0]));
  remove_environment (fixture, environments[0]);
  remove_environment (fixture, environments[1]);
  g_assert_nonnull (memory_store_get (fixture->store, FERRY_SECRET_REFRESH_TOKEN, account));
  g_assert_cmpint (ferry_environment_get_connection (environments[2]), ==, FERRY_CONNECTION_ONLINE);
  remove_environment (fixture, environments[2]);
  g_assert_null (memory_store_get (fixture->store, FERRY_SECRET_REFRESH_TOKEN, account));
}

/* The environment goes to somebody else: what nobody uses any more doesn't stay in the keyring. */
static void
test_another_account (AccessFixture *fixture, gconstpointer unused)
{
  FerryEnvironment *environments[3];
  g_autoptr (FerryProfile) unknown = create_profile (fixture, "Second");
  g_autoptr (FerryProfileStore) theirs = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "environments.ini", NULL);
  g_autofree char *account = NULL;
  g_autoptr (GError) error = NULL;

  add_all (fixture, environments);
  ferry_fixture_wait_until (get_kept (fixture, environments[0]) != NULL);
  account = ferry_accounts_dup_id (ferry_environment_get_profile (environments[0]));
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (FerryProfile) profile = create_profile (fixture, i == 1   ? "Second"
                                                                  : i == 2 ? "Third"
                                                                           : NULL);
      g_autoptr (FerryProfile) changed
        = g_object_new (FERRY_TYPE_PROFILE, "id", get_id (environments[i]), NULL);

      ferry_profile_file_update (changed, profile);
      g_object_set (changed, "account", "BJOERN.HOLM", NULL);
      g_assert_true (sign_in_and_add (fixture, changed) == environments[i]);
      if (i == 1)
        {
          /* The command line has added one of which nothing is known here. */
          theirs = ferry_profile_store_new (path);
          g_object_set (unknown, "account", get_account (environments[2]), NULL);
          ferry_profile_store_save_profile (theirs, unknown, &error);
          g_assert_no_error (error);
        }
      ferry_fixture_drain ();
      g_assert_nonnull (memory_store_get (fixture->store, FERRY_SECRET_REFRESH_TOKEN, account));
    }
  g_assert_nonnull (get_kept (fixture, environments[2]));
  g_assert_cmpstr (get_kept (fixture, environments[2]), !=,
                   memory_store_get (fixture->store, FERRY_SECRET_REFRESH_TOKEN, account));

  /* Without that one, it is gone with the last who had it. */
  ferry_profile_store_load (theirs, &error);
  g_assert_no_error (error);
  ferry_profile_store_remove (theirs, ferry_profile_get_id (unknown), &error);
  g_assert_no_error (error);
  {
    g_autoptr (FerryProfile) back = g_object_new (FERRY_TYPE_PROFILE, "id", get_id (environments[0]), NULL);
    g_autoptr (FerryProfile) profile = create_profile (fixture, NULL);
    g_autoptr (FerryProfile) again = g_object_new (FERRY_TYPE_PROFILE, "id", get_id (environments[0]), NULL);

    ferry_profile_file_update (back, profile);
    g_object_set (back, "account", "ADMIN", NULL);
    sign_in_and_add (fixture, back);
    ferry_fixture_drain ();
    g_assert_nonnull (memory_store_get (fixture->store, FERRY_SECRET_REFRESH_TOKEN, account));
    ferry_profile_file_update (again, profile);
    g_object_set (again, "account", "BJOERN.HOLM", NULL);
    sign_in_and_add (fixture, again);
    ferry_fixture_wait_until (memory_store_get (fixture->store, FERRY_SECRET_REFRESH_TOKEN, account) == NULL);
  }
}

/* As earlier versions left it: each environment with a refresh token of its own. */
static void
keep_as_before (AccessFixture *fixture, FerryEnvironment *environment, const char *token)
{
  memory_store_put (fixture->store, FERRY_SECRET_REFRESH_TOKEN, get_id (environment), token);
}

static void
test_earlier_version (AccessFixture *fixture, gconstpointer unused)
{
  FerryEnvironment *environments[3];
  g_autofree char *account = NULL;
  g_autofree char *token = NULL;

  add_all (fixture, environments);
  ferry_fixture_wait_until (get_kept (fixture, environments[0]) != NULL);
  account = ferry_accounts_dup_id (ferry_environment_get_profile (environments[0]));
  token = g_strdup (get_kept (fixture, environments[0]));
  memory_store_put (fixture->store, FERRY_SECRET_REFRESH_TOKEN, account, NULL);
  keep_as_before (fixture, environments[0], "one that isn't good any more");
  keep_as_before (fixture, environments[2], token);

  reopen (fixture, environments);
  wait_all (environments, FERRY_CONNECTION_ONLINE);
  g_assert_cmpuint (fixture->opened, ==, 1);
  ferry_fixture_wait_until (get_kept (fixture, environments[0]) != NULL);
  for (guint i = 0; i < 3; i++)
    ferry_fixture_wait_until (
      memory_store_get (fixture->store, FERRY_SECRET_REFRESH_TOKEN, get_id (environments[i])) == NULL);

  reopen (fixture, environments);
  wait_all (environments, FERRY_CONNECTION_ONLINE);
  g_assert_cmpuint (fixture->opened, ==, 1);
}

/* Files of profiles name no account: an import finds who is signed in, and so does a call with such a file. */
static void
test_files (AccessFixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) profiles = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (FerryProfile) first = create_profile (fixture, NULL);
  g_autoptr (FerryWorkspace) of_files = NULL;
  g_autoptr (GAsyncResult) connected = NULL, closed = NULL;
  g_autoptr (GError) error = NULL;
  FerryEnvironment *environment = sign_in_and_add (fixture, first);

  g_ptr_array_add (profiles, create_profile (fixture, "Second"));
  g_assert_true (ferry_workspace_import_profiles (fixture->workspace, profiles, &error));
  environment
    = ferry_workspace_lookup (fixture->workspace, ferry_profile_get_id (g_ptr_array_index (profiles, 0)));
  access_fixture_wait_connection (environment, FERRY_CONNECTION_ONLINE);
  g_assert_cmpuint (fixture->opened, ==, 1);

  g_ptr_array_set_size (profiles, 0);
  g_ptr_array_add (profiles, create_profile (fixture, "Third"));
  of_files
    = ferry_workspace_new_for_profiles (fixture->folder, FERRY_SECRET_STORE (fixture->store), profiles);
  ferry_fixture_wait_until (get_kept (fixture, environment) != NULL);
  environment = ferry_workspace_lookup (of_files, ferry_profile_get_id (g_ptr_array_index (profiles, 0)));
  ferry_workspace_connect_async (of_files, environment, NULL, ferry_fixture_await_cb, &connected);
  g_assert_true (ferry_workspace_connect_finish (of_files, ferry_fixture_await (&connected), &error));
  g_assert_no_error (error);
  g_assert_cmpstr (get_account (environment), ==, ferry_profile_get_account (first));
  ferry_workspace_close_async (of_files, ferry_fixture_await_cb, &closed);
  ferry_workspace_close_finish (of_files, ferry_fixture_await (&closed), NULL);
}

#define add_test(path, arguments, test)                                                                      \
  g_test_add ("/workspace/accounts/" path, AccessFixture, arguments, access_fixture_set_up, test,            \
              access_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_test ("one-sign-in", single_use, test_one_sign_in);
  add_test ("needed-for-all", several, test_needed_for_all);
  add_test ("sign-out", several, test_sign_out);
  add_test ("two-accounts", several, test_two_accounts);
  add_test ("removed", several, test_removed);
  add_test ("another-account", several, test_another_account);
  add_test ("earlier-version", several, test_earlier_version);
  add_test ("files", several, test_files);
  return g_test_run ();
}
