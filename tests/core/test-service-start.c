/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-fixture.h"

#include <string.h>

static gboolean
start (CoreFixture *fixture, const char *name, GError **error)
{
  g_autoptr (FerryRun) run = core_fixture_run ("r1");
  g_autoptr (GAsyncResult) result = NULL;

  ferry_migration_service_start_async (fixture->service, run, name, NULL, ferry_fixture_await_cb, &result);
  return core_fixture_await_action (fixture, &result, ferry_migration_service_start_finish, error);
}

static void
test_start (CoreFixture *fixture, gconstpointer unused)
{
  static const char *const names[] = { "runReplication", "runDataUpgrade",         "refreshStatus",
                                       "resetCloudData", "completeCloudMigration", "disableReplication" };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path
        = g_strconcat (CORE_PATH ("cloudMigrationStatus(r1)/Microsoft.NAV."), names[i], NULL);
      g_autofree char *sent = NULL;

      core_fixture_reply (fixture, "POST", path, i % 2 == 0 ? 204 : 200, i % 2 == 0 ? NULL : "");
      g_assert_true (start (fixture, names[i], &error));
      g_assert_no_error (error);
      sent = core_fixture_get_sent (fixture, (guint) i + 1);
      g_assert_cmpstr (sent, ==, "");
    }
}

#define RUN_REPLICATION CORE_PATH ("cloudMigrationStatus(r1)/Microsoft.NAV.runReplication")

/* Whatever happens, it is sent once. */
static void
test_start_once (CoreFixture *fixture, gconstpointer unused)
{
  static const guint statuses[] = { 408, 429, 500, 502, 503, 504 };
  g_autoptr (GError) error = NULL;
  guint sent = 1;

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      core_fixture_reply (fixture, "POST", RUN_REPLICATION, statuses[i], "");
      g_assert_false (start (fixture, "runReplication", &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
      g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, ++sent);
    }
  ferry_fixture_reply_cut (
    ferry_fixture_server_reply_to (fixture->server, "POST", RUN_REPLICATION, 204, NULL));
  g_assert_false (start (fixture, "runReplication", &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_AMBIGUOUS);
  ferry_fixture_drain ();
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, ++sent);
}

static void
test_start_refused (CoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  core_fixture_reply (
    fixture, "POST", RUN_REPLICATION, 400,
    "{'error':{'code':'Application_DialogException','message':'A migration is already in progress.  "
    "CorrelationId:  6f0c0000-0000-0000-0000-000000000001.'}}");
  g_assert_false (start (fixture, "runReplication", &error));
  core_assert_error (error, FERRY_ERROR_REFUSED, "A migration is already in progress.");
  g_assert_cmpstr (ferry_error_get_correlation_id (error), ==, "6f0c0000-0000-0000-0000-000000000001");
  g_clear_error (&error);

  core_fixture_reply (fixture, "POST", RUN_REPLICATION, 404,
                      "{'error':{'code':'Internal_RecordNotFound','message':'Gone.'}}");
  g_assert_false (start (fixture, "runReplication", &error));
  core_assert_error (error, FERRY_ERROR_NOT_FOUND, "isn’t in the log any more");
}

/* Without a company nothing can be started, and nothing is. */
static void
test_start_unconnected (CoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  ferry_fixture_server_reply_to (fixture->server, "GET", CORE_ROOT, 401, "");
  g_assert_false (start (fixture, "runReplication", &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED);
  g_assert_cmpuint (ferry_fixture_server_get_n_requests (fixture->server), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  core_fixture_add ("/service/start", test_start);
  core_fixture_add ("/service/start/once", test_start_once);
  core_fixture_add ("/service/start/refused", test_start_refused);
  g_test_add ("/service/start/unconnected", CoreFixture, NULL, core_fixture_set_up_unconnected,
              test_start_unconnected, core_fixture_tear_down);
  return g_test_run ();
}
