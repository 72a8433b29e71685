/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "environment-fixture.h"

/* ---- The data upgrade ---- */

static void
begin_upgrade (FakeService *fake, const char *path, gpointer unused)
{
  if (g_str_has_suffix (path, "NAV.runDataUpgrade"))
    fake->outage = TRUE;
}

static void
set_up_upgrade (EnvironmentFixture *fixture)
{
  fake_service_set (&fixture->fake->details, DETAIL ("a", "Item", "Successful"));
  fake_service_set_run (fixture->fake, "1", "Full", "Upgrade Pending", COUNTS (1, 0, 0));
  fixture->fake->action = begin_upgrade;
  environment_fixture_open_environment (fixture);
  ferry_fixture_wait_until (environment_fixture_get_state (fixture)->tables_with_warnings == 0);
}

static void
assert_outage (EnvironmentFixture *fixture)
{
  ferry_fixture_wait_until (environment_fixture_get_connection (fixture) == FERRY_CONNECTION_OUTAGE);
  g_assert_true (environment_fixture_has_status (fixture, "Data upgrade in progress"));
  g_assert_true (ferry_run_monitor_get_upgrading (ferry_environment_get_monitor (fixture->environment)));
}

static void
test_upgrade (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  set_up_upgrade (fixture);
  g_assert_true (environment_fixture_perform (fixture, FERRY_ACTION_RUN_UPGRADE, NULL, &error));
  g_assert_no_error (error);
  assert_outage (fixture);
  g_assert_cmpint (environment_fixture_get_last_outcome (fixture, "run-upgrade"), ==, FERRY_OUTCOME_DONE);

  fake_service_set_run (fixture->fake, "1", "Full", "Completed", COUNTS (1, 0, 0));
  fixture->fake->outage = FALSE;
  ferry_fixture_wait_until (fixture->ended->len == 1);
  g_assert_true (environment_fixture_get_state (fixture)->upgrade_completed);
  g_assert_true (environment_fixture_has_status (fixture, "Data upgrade completed"));
  environment_fixture_refresh (fixture);
  g_assert_cmpuint (fixture->ended->len, ==, 1);
  assert_posts (fixture, "runDataUpgrade", 1);
}

/* The run may go on saying Upgrade Pending after the outage for a moment; that it says so for good is the end. */
static void
test_upgrade_restored (EnvironmentFixture *fixture, gconstpointer unused)
{
  set_up_upgrade (fixture);
  g_assert_true (environment_fixture_perform (fixture, FERRY_ACTION_RUN_UPGRADE, NULL, NULL));
  assert_outage (fixture);
  fixture->fake->outage = FALSE;
  ferry_fixture_wait_until (fixture->ended->len == 1);
  g_assert_true (environment_fixture_has_status (fixture, "Data upgrade failed"));
  g_assert_true (ferry_environment_check_action (fixture->environment, FERRY_ACTION_RUN_UPGRADE, NULL));

  /* Remembered, too. */
  environment_fixture_drop_environment (fixture);
  environment_fixture_make_environment (fixture);
  environment_fixture_open_environment (fixture);
  g_assert_true (environment_fixture_has_status (fixture, "Data upgrade failed"));
}

/* Without an outage that anybody saw: through Upgrade in Progress. */
static void
test_upgrade_seen_in_progress (EnvironmentFixture *fixture, gconstpointer unused)
{
  set_up_upgrade (fixture);
  fixture->fake->action = NULL;
  g_assert_true (environment_fixture_perform (fixture, FERRY_ACTION_RUN_UPGRADE, NULL, NULL));
  fake_service_set_run (fixture->fake, "1", "Full", "Upgrade in Progress", COUNTS (1, 0, 0));
  ferry_fixture_wait_until (environment_fixture_get_state (fixture)->last_status
                            == FERRY_RUN_STATUS_UPGRADE_IN_PROGRESS);
  g_assert_cmpuint (fixture->ended->len, ==, 0);
  fake_service_set_run (fixture->fake, "1", "Full", "Upgrade Failed", COUNTS (1, 0, 0));
  ferry_fixture_wait_until (fixture->ended->len == 1);
  g_assert_true (environment_fixture_has_status (fixture, "Data upgrade failed"));
}

/* The upgrade cuts its own request: that is no failure. */
static void
test_upgrade_cuts_its_request (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  set_up_upgrade (fixture);
  fixture->fake->next_post = FAKE_TROUBLE_LOST;
  g_assert_true (environment_fixture_perform (fixture, FERRY_ACTION_RUN_UPGRADE, NULL, &error));
  g_assert_no_error (error);
  assert_outage (fixture);
  g_assert_cmpint (environment_fixture_get_last_outcome (fixture, "run-upgrade"), ==, FERRY_OUTCOME_PENDING);
  fake_service_set_run (fixture->fake, "1", "Full", "Completed", COUNTS (1, 0, 0));
  fixture->fake->outage = FALSE;
  assert_settled (fixture, 1, "run-upgrade 4");
  ferry_fixture_wait_until (fixture->ended->len == 1);
}

/* The request never arrived: nothing ever changes, and after a while that is said. */
static void
test_upgrade_never_began (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  set_up_upgrade (fixture);
  fixture->fake->next_post = FAKE_TROUBLE_CUT;
  g_assert_false (environment_fixture_perform (fixture, FERRY_ACTION_RUN_UPGRADE, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_AMBIGUOUS);
  g_assert_true (environment_fixture_get_state (fixture)->upgrade_started);
  assert_settled (fixture, 1, "run-upgrade 5");
  g_assert_false (environment_fixture_get_state (fixture)->upgrade_started);
  g_assert_true (ferry_environment_check_action (fixture->environment, FERRY_ACTION_RUN_UPGRADE, NULL));
  assert_posts (fixture, "runDataUpgrade", 1);
}

static void
test_upgrade_refused (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  set_up_upgrade (fixture);
  fixture->fake->next_post = FAKE_TROUBLE_REFUSED;
  g_assert_false (environment_fixture_perform (fixture, FERRY_ACTION_RUN_UPGRADE, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
  ferry_fixture_wait_until (!environment_fixture_get_state (fixture)->upgrade_started);
}

/* Closed during the outage, and opened again in it: known from the start, and its end is found. */
static void
test_upgrade_over_restart (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  set_up_upgrade (fixture);
  g_assert_true (environment_fixture_perform (fixture, FERRY_ACTION_RUN_UPGRADE, NULL, NULL));
  assert_outage (fixture);
  environment_fixture_drop_environment (fixture);
  environment_fixture_make_environment (fixture);
  g_assert_false (environment_fixture_try_open (fixture, &error));
  assert_outage (fixture);
  fake_service_set_run (fixture->fake, "1", "Full", "Completed", COUNTS (1, 0, 0));
  fixture->fake->outage = FALSE;
  ferry_fixture_wait_until (fixture->ended->len == 1);
  g_assert_true (environment_fixture_has_status (fixture, "Data upgrade completed"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  environment_fixture_add ("upgrade", test_upgrade);
  environment_fixture_add ("upgrade-restored", test_upgrade_restored);
  environment_fixture_add ("upgrade-seen-in-progress", test_upgrade_seen_in_progress);
  environment_fixture_add ("upgrade-cuts-its-request", test_upgrade_cuts_its_request);
  environment_fixture_add ("upgrade-never-began", test_upgrade_never_began);
  environment_fixture_add ("upgrade-refused", test_upgrade_refused);
  environment_fixture_add ("upgrade-over-restart", test_upgrade_over_restart);
  return g_test_run ();
}
