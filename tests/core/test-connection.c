/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "environment-fixture.h"

/* What is told of a trouble, when, and that it goes by itself. By a clock that stands. */

typedef struct
{
  EnvironmentFixture base;
  FerryClock *clock;
  FerrySurroundings *surroundings;
  guint told; /* how often the connection or its message became another */
} Fixture;

static void
on_told (Fixture *fixture)
{
  fixture->told++;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  FerryRunMonitor *monitor;

  environment_fixture_set_up (&fixture->base, NULL);
  fixture->clock = ferry_clock_new_still ();
  fixture->surroundings = ferry_surroundings_new ();
  monitor = ferry_environment_get_monitor (fixture->base.environment);
  ferry_run_monitor_set_clock (monitor, fixture->clock);
  ferry_run_monitor_set_surroundings (monitor, fixture->surroundings);
  ferry_run_monitor_set_intervals (monitor, 5000, 60000, 300000);
  fake_service_set_run (fixture->base.fake, "1", "Full", "Completed", COUNTS (1, 0, 0));
  environment_fixture_open_environment (&fixture->base);
  g_signal_connect_swapped (fixture->base.environment, "notify::connection", G_CALLBACK (on_told), fixture);
  g_signal_connect_swapped (fixture->base.environment, "notify::connection-message", G_CALLBACK (on_told),
                            fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  environment_fixture_tear_down (&fixture->base, NULL);
  g_object_unref (fixture->surroundings);
  g_assert_finalize_object (fixture->clock);
}

static char *
get_message (Fixture *fixture)
{
  char *message;

  g_object_get (fixture->base.environment, "connection-message", &message, NULL);
  return message;
}

static void
assert_told (Fixture *fixture, FerryConnection connection, const char *words)
{
  g_autofree char *message = get_message (fixture);

  g_assert_cmpint (environment_fixture_get_connection (&fixture->base), ==, connection);
  if (*words == '\0' ? *message != '\0' : strstr (message, words) == NULL)
    g_error ("“%s” isn't in “%s”", words, message);
}

static int
get_next (Fixture *fixture)
{
  return ferry_run_monitor_get_next_look (ferry_environment_get_monitor (fixture->base.environment));
}

/* Lets the time pass until the next look, and the look. */
static void
look (Fixture *fixture)
{
  ferry_fixture_wait_until (get_next (fixture) >= 0);
  ferry_clock_advance (fixture->clock, (guint) get_next (fixture));
  ferry_fixture_wait_until (get_next (fixture) >= 0);
}

static gboolean
try_refresh (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_environment_refresh_async (fixture->base.environment, NULL, ferry_fixture_await_cb, &result);
  return ferry_environment_refresh_finish (fixture->base.environment, ferry_fixture_await (&result), error);
}

/* ---- The words ---- */

static void
test_wait (void)
{
  static const struct
  {
    int ms;
    const char *text;
    guint step;
  } waits[] = {
    { -1, "Trying again in a moment.", 0 },      { 0, "Trying again in a moment.", 0 },
    { 9000, "Trying again in a moment.", 0 },    { 9001, "Trying again in 10 s.", 1 },
    { 10000, "Trying again in 10 s.", 1000 },    { 33000, "Trying again in 40 s.", 3000 },
    { 40000, "Trying again in 40 s.", 10000 },   { 61000, "Trying again in 1 min 10 s.", 1000 },
    { 120000, "Trying again in 2 min.", 10000 }, { 120001, "Trying again in 3 min.", 1 },
    { 300000, "Trying again in 5 min.", 60000 }, { 3600000, "Trying again in 1 h 00 min.", 60000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      g_autofree char *text = ferry_environment_describe_wait (waits[i].ms);

      g_assert_cmpstr (text, ==, waits[i].text);
      g_assert_cmpuint (ferry_environment_get_wait_step (waits[i].ms), ==, waits[i].step);
    }
}

/* ---- What passes by itself ---- */

/* Busy, and then no longer: online all along, what may be done stays allowed. */
static void
test_busy (Fixture *fixture, gconstpointer unused)
{
  fixture->base.fake->read_status = 503;
  look (fixture);
  assert_told (fixture, FERRY_CONNECTION_ONLINE, "The service is busy. Trying again in");
  g_assert_true (
    ferry_environment_check_action (fixture->base.environment, FERRY_ACTION_RUN_REPLICATION, NULL));
  fixture->base.fake->read_status = 0;
  look (fixture);
  assert_told (fixture, FERRY_CONNECTION_ONLINE, "");
}

/* Where it doesn't get better, that is said too; and it goes as it came. */
static void
test_busy_for_long (Fixture *fixture, gconstpointer unused)
{
  fixture->base.fake->read_status = 504;
  for (guint i = 0; i < 3; i++)
    {
      look (fixture);
      assert_told (fixture, FERRY_CONNECTION_ONLINE, "The service is slow to answer. Trying again in");
    }
  look (fixture);
  assert_told (fixture, FERRY_CONNECTION_OFFLINE, "didn’t finish the request in time");
  assert_told (fixture, FERRY_CONNECTION_OFFLINE, "Trying again in ");
  fixture->base.fake->read_status = 0;
  look (fixture);
  assert_told (fixture, FERRY_CONNECTION_ONLINE, "");
}

/* The wait that was asked for is told, and counts down without a request, in steps that can be read. */
static void
test_throttled (Fixture *fixture, gconstpointer unused)
{
  guint requests;

  fixture->base.fake->retry_after = 100;
  look (fixture);
  assert_told (fixture, FERRY_CONNECTION_ONLINE,
               "The service is busy and asks to wait. Trying again in 1 min");
  /* What else was on its way with the look is none of those that must not come. */
  ferry_fixture_drain ();
  requests = fixture->base.fake->log->len;
  fixture->told = 0;
  ferry_clock_advance (fixture->clock, (guint) get_next (fixture) - 35000);
  assert_told (fixture, FERRY_CONNECTION_ONLINE, "Trying again in 40 s.");
  ferry_clock_advance (fixture->clock, 30000);
  assert_told (fixture, FERRY_CONNECTION_ONLINE, "Trying again in a moment.");
  g_assert_cmpuint (fixture->told, >=, 8);
  g_assert_cmpuint (fixture->told, <=, 12);
  ferry_fixture_drain ();
  g_assert_cmpuint (fixture->base.fake->log->len, ==, requests);
}

/* One retry that helps is nobody's business. */
static void
test_no_flicker (Fixture *fixture, gconstpointer unused)
{
  FerrySession *session
    = ferry_migration_service_get_session (ferry_environment_get_service (fixture->base.environment));

  ferry_session_set_retry (session, 4, 1, 1);
  fixture->base.fake->next_read = FAKE_TROUBLE_CUT;
  fixture->told = 0;
  look (fixture);
  g_assert_cmpint ((int) fixture->base.fake->next_read, ==, FAKE_TROUBLE_NONE);
  g_assert_cmpuint (fixture->told, ==, 0);
  assert_told (fixture, FERRY_CONNECTION_ONLINE, "");
}

/* What the user asked for and failed is tried again soon, not when the next idle look is due. */
static void
test_refresh_failed (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture->base.fake->outage = TRUE;
  g_assert_false (try_refresh (fixture, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNREACHABLE);
  assert_told (fixture, FERRY_CONNECTION_OFFLINE, "Trying again in a moment.");
  g_assert_cmpint (get_next (fixture), <=, 6000);
  fixture->base.fake->outage = FALSE;
  look (fixture);
  assert_told (fixture, FERRY_CONNECTION_ONLINE, "");
}

/* That one has to sign in is not a matter of trying again. */
static void
test_signed_out (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *message = NULL;

  fake_service_set (&fixture->base.fake->token, "another");
  look (fixture);
  g_assert_cmpint (environment_fixture_get_connection (&fixture->base), ==, FERRY_CONNECTION_SIGNED_OUT);
  message = get_message (fixture);
  g_assert_null (strstr (message, "Trying again"));
}

/* ---- The computer ---- */

static void
test_network (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *message = NULL;

  ferry_surroundings_note_network (fixture->surroundings, FALSE);
  assert_told (fixture, FERRY_CONNECTION_OFFLINE, "This computer has no network at present.");
  message = get_message (fixture);
  g_assert_null (strstr (message, "Trying again"));
  ferry_surroundings_note_network (fixture->surroundings, TRUE);
  g_assert_cmpint (get_next (fixture), <, 5000);
  look (fixture);
  assert_told (fixture, FERRY_CONNECTION_ONLINE, "");
}

/* Our own network is no sign of what the upgrade does to the environment. */
static void
test_network_in_upgrade (Fixture *fixture, gconstpointer unused)
{
  ferry_environment_begin_upgrade (fixture->base.environment, "1", 0);
  fixture->base.environment->upgrade.sending = FALSE;
  ferry_surroundings_note_network (fixture->surroundings, FALSE);
  g_assert_false (fixture->base.environment->upgrade.seen_outage);
  g_assert_cmpint (environment_fixture_get_connection (&fixture->base), ==, FERRY_CONNECTION_OFFLINE);
}

/* Too many requests alone say nothing of an upgrade either, but don't end the outage that is there. */
static void
test_throttled_in_upgrade (Fixture *fixture, gconstpointer unused)
{
  ferry_environment_begin_upgrade (fixture->base.environment, "1", 0);
  fixture->base.environment->upgrade.sending = FALSE;
  fixture->base.fake->retry_after = 1;
  look (fixture);
  g_assert_false (fixture->base.environment->upgrade.seen_outage);
  g_assert_cmpint (environment_fixture_get_connection (&fixture->base), ==, FERRY_CONNECTION_ONLINE);

  fixture->base.fake->retry_after = 0;
  fixture->base.fake->outage = TRUE;
  /* The Admin Center is asked in turn. */
  look (fixture);
  look (fixture);
  g_assert_cmpint (environment_fixture_get_connection (&fixture->base), ==, FERRY_CONNECTION_OUTAGE);
  fixture->base.fake->outage = FALSE;
  fixture->base.fake->retry_after = 1;
  look (fixture);
  look (fixture);
  g_assert_cmpint (environment_fixture_get_connection (&fixture->base), ==, FERRY_CONNECTION_OUTAGE);
}

/* Nothing is left behind that would wake up. */
static void
test_close (Fixture *fixture, gconstpointer unused)
{
  fixture->base.fake->retry_after = 100;
  look (fixture);
  ferry_environment_close (fixture->base.environment);
  g_assert_cmpint (ferry_clock_get_next (fixture->clock), ==, -1);
  assert_told (fixture, FERRY_CONNECTION_OFFLINE, "");
}

#define add(path, function) g_test_add ("/connection/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/connection/wait", test_wait);
  add ("busy", test_busy);
  add ("busy-for-long", test_busy_for_long);
  add ("throttled", test_throttled);
  add ("no-flicker", test_no_flicker);
  add ("refresh-failed", test_refresh_failed);
  add ("signed-out", test_signed_out);
  add ("network", test_network);
  add ("network-in-upgrade", test_network_in_upgrade);
  add ("throttled-in-upgrade", test_throttled_in_upgrade);
  add ("close", test_close);
  return g_test_run ();
}
