/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A migration that takes longer than any of its access tokens is good for. */
#include "access-fixture.h"

/* Two seconds a token; the run takes several of them. */
static const char *const arguments[]
  = { "--sign-in-as", "ADMIN", "--token-lifetime", "2", "--companies", "2", "--pace", "400", NULL };

static guint ended;

static void
on_run_ended (FerryWorkspace *workspace, FerryEnvironment *environment, FerryRun *run)
{
  /* The sample source has its defects: how it ended is of no interest here. */
  g_assert_false (ferry_run_is_running (run));
  ended++;
}

static void
on_connection (FerryEnvironment *environment)
{
  g_assert_cmpint (ferry_environment_get_connection (environment), !=, FERRY_CONNECTION_SIGNED_OUT);
  g_assert_cmpint (ferry_environment_get_connection (environment), !=, FERRY_CONNECTION_OFFLINE);
}

static void
test_run (AccessFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryProfile) profile = access_fixture_create_profile (fixture, FERRY_SIGN_IN_BROWSER);
  g_autoptr (FerryAccess) access = access_fixture_create (fixture, profile);
  g_autoptr (FerrySetup) setup = NULL;
  g_autoptr (GHashTable) tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) started = NULL;
  FerryEnvironment *environment;

  setup = sandbox_fixture_set_up_migration (&fixture->sandbox, "DynamicsBC");
  sandbox_fixture_select (&fixture->sandbox, "CRONUS International Ltd.", TRUE);
  g_assert_true (access_fixture_sign_in (fixture, access, &error));
  environment = access_fixture_add (fixture, access, &error);
  g_assert_no_error (error);
  access_fixture_wait_connection (environment, FERRY_CONNECTION_ONLINE);
  g_signal_connect (fixture->workspace, "run-ended", G_CALLBACK (on_run_ended), NULL);
  g_signal_connect (environment, "notify::connection", G_CALLBACK (on_connection), NULL);
  ferry_run_monitor_set_intervals (ferry_environment_get_monitor (environment), 100, 500, 500);

  sandbox_fixture_replicate (&fixture->sandbox);
  ferry_environment_refresh_async (environment, NULL, ferry_fixture_await_cb, &started);
  ferry_environment_refresh_finish (environment, ferry_fixture_await (&started), &error);
  g_assert_no_error (error);
  while (ended == 0)
    {
      gint64 deadline = 0;
      GAsyncResult *result = NULL;
      char *header;

      sandbox_fixture_pause (&deadline, "the run");
      ferry_authorizer_authorize_async (ferry_access_get_authorizer (access), NULL, NULL,
                                        ferry_fixture_await_cb, &result);
      header = ferry_authorizer_authorize_finish (ferry_access_get_authorizer (access),
                                                  ferry_fixture_await (&result), &error);
      g_assert_no_error (error);
      g_hash_table_add (tokens, header);
      g_object_unref (result);
    }
  g_test_message ("%u access tokens", g_hash_table_size (tokens));
  g_assert_cmpuint (g_hash_table_size (tokens), >=, 3);
  g_assert_cmpuint (ended, ==, 1);
  g_assert_cmpuint (fixture->opened, ==, 1);
  g_signal_handlers_disconnect_by_func (environment, on_connection, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/workspace/access/run", AccessFixture, arguments, access_fixture_set_up, test_run,
              access_fixture_tear_down);
  return g_test_run ();
}
