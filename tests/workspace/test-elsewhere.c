/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two programs of one user, with one data folder and one keyring: what one does shows in the other. */
#include "access-fixture.h"

static const char *const arguments[] = { "--sign-in-as", "ADMIN", "--companies", "2", "--pace", "400", NULL };

/* What belongs to the other program: its workspace alone. */
static void
open_elsewhere (AccessFixture *fixture, AccessFixture *elsewhere)
{
  *elsewhere = *fixture;
  elsewhere->page = NULL;
  elsewhere->workspace = ferry_workspace_new (fixture->folder, FERRY_SECRET_STORE (fixture->store));
}

static void
close_elsewhere (AccessFixture *elsewhere)
{
  g_autoptr (GAsyncResult) closed = NULL;

  ferry_workspace_close_async (elsewhere->workspace, ferry_fixture_await_cb, &closed);
  ferry_workspace_close_finish (elsewhere->workspace, ferry_fixture_await (&closed), NULL);
  g_object_unref (elsewhere->workspace);
  ferry_fixture_drain ();
  g_free (elsewhere->page);
}

static FerryEnvironment *
sign_in (AccessFixture *fixture, FerryProfile *profile)
{
  g_autoptr (FerryAccess) access = access_fixture_create (fixture, profile);
  g_autoptr (GError) error = NULL;
  FerryEnvironment *environment;

  g_assert_true (access_fixture_sign_in (fixture, access, &error));
  g_assert_no_error (error);
  environment = access_fixture_add (fixture, access, &error);
  g_assert_no_error (error);
  access_fixture_wait_connection (environment, FERRY_CONNECTION_ONLINE);
  /* The browser has nothing to show to anybody any more. */
  ferry_fixture_wait_until (fixture->page != NULL);
  return environment;
}

static FerryEnvironment *
find_elsewhere (AccessFixture *elsewhere, FerryEnvironment *environment)
{
  return ferry_workspace_lookup (elsewhere->workspace,
                                 ferry_profile_get_id (ferry_environment_get_profile (environment)));
}

/* Nobody is signed in here, and somebody signs in there. */
static void
check_signed_in (AccessFixture *fixture, gboolean watching)
{
  g_autoptr (GPtrArray) profiles = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  AccessFixture elsewhere;
  FerryProfile *profile = access_fixture_create_profile (fixture, FERRY_SIGN_IN_BROWSER);
  FerryEnvironment *environment, *theirs;

  g_ptr_array_add (profiles, profile);
  g_assert_true (ferry_workspace_import_profiles (fixture->workspace, profiles, &error));
  environment = ferry_workspace_lookup (fixture->workspace, ferry_profile_get_id (profile));
  access_fixture_wait_connection (environment, FERRY_CONNECTION_SIGNED_OUT);
  if (watching)
    ferry_workspace_resume (fixture->workspace);

  open_elsewhere (fixture, &elsewhere);
  theirs = find_elsewhere (&elsewhere, environment);
  sign_in (&elsewhere, ferry_environment_get_profile (theirs));
  if (!watching)
    {
      g_autofree char *id = ferry_accounts_dup_id (ferry_environment_get_profile (theirs));

      ferry_fixture_wait_until (memory_store_get (fixture->store, FERRY_SECRET_REFRESH_TOKEN, id) != NULL);
      g_assert_cmpint (ferry_environment_get_connection (environment), ==, FERRY_CONNECTION_SIGNED_OUT);
      ferry_workspace_look_again (fixture->workspace, environment);
    }
  access_fixture_wait_connection (environment, FERRY_CONNECTION_ONLINE);
  g_assert_cmpstr (ferry_profile_get_account (profile), ==,
                   ferry_profile_get_account (ferry_environment_get_profile (theirs)));
  close_elsewhere (&elsewhere);
}

static void
test_asked (AccessFixture *fixture, gconstpointer unused)
{
  check_signed_in (fixture, FALSE);
}

static void
test_noticed (AccessFixture *fixture, gconstpointer unused)
{
  check_signed_in (fixture, TRUE);
}

/* The idle look is minutes away. */
static void
test_run (AccessFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryProfile) profile = access_fixture_create_profile (fixture, FERRY_SIGN_IN_BROWSER);
  g_autoptr (FerrySetup) setup = NULL;
  g_autoptr (GAsyncResult) performed = NULL, connected = NULL;
  g_autoptr (GError) error = NULL;
  FerryEnvironment *environment, *theirs;
  AccessFixture elsewhere;

  setup = sandbox_fixture_set_up_migration (&fixture->sandbox, "DynamicsBC");
  sandbox_fixture_select (&fixture->sandbox, "CRONUS International Ltd.", TRUE);
  ferry_workspace_resume (fixture->workspace);
  environment = sign_in (fixture, profile);

  open_elsewhere (fixture, &elsewhere);
  theirs = find_elsewhere (&elsewhere, environment);
  ferry_workspace_connect_async (elsewhere.workspace, theirs, NULL, ferry_fixture_await_cb, &connected);
  g_assert_true (
    ferry_workspace_connect_finish (elsewhere.workspace, ferry_fixture_await (&connected), &error));
  g_assert_no_error (error);
  ferry_fixture_wait_until (ferry_environment_check_action (theirs, FERRY_ACTION_RUN_REPLICATION, NULL));
  ferry_environment_perform_async (theirs, FERRY_ACTION_RUN_REPLICATION, NULL, NULL, ferry_fixture_await_cb,
                                   &performed);
  ferry_environment_perform_finish (theirs, ferry_fixture_await (&performed), &error);
  g_assert_no_error (error);
  ferry_fixture_wait_until (ferry_run_monitor_get_active (ferry_environment_get_monitor (environment)));
  close_elsewhere (&elsewhere);
}

#define add(path, test)                                                                                      \
  g_test_add ("/workspace/elsewhere/" path, AccessFixture, arguments, access_fixture_set_up, test,           \
              access_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("signed-in-asked", test_asked);
  add ("signed-in-noticed", test_noticed);
  add ("run", test_run);
  return g_test_run ();
}
