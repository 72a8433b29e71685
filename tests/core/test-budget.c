/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "environment-fixture.h"
#include "ferry-look-pace.h"
#include "ferry-session-private.h"

/*
 * How much is asked of the service, counted by a clock that stands until it is moved: hours pass in a moment, and
 * nothing depends on how fast this computer is. All requests count: looks, refreshes, details, whole readings.
 */

#define MINUTE 60
#define HOUR   3600

#define IDLE_IN_AN_HOUR      12
#define RUNNING_IN_A_MINUTE  20
#define USER_IN_FIVE_MINUTES 6000

typedef struct
{
  FakeService *fake;
  FerryClock *clock;
  FerrySurroundings *surroundings;
  FerryAuthorizer *authorizer;
  GPtrArray *environments;
  GArray *times; /* gint64, µs: when each request came in */
  guint counted;
  void (*on_step) (gpointer fixture);
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->fake = fake_service_new ();
  fixture->clock = ferry_clock_new_still ();
  fixture->surroundings = ferry_surroundings_new ();
  fixture->authorizer = fixed_authorizer_new ("token");
  fixture->environments = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  fake_service_set (&fixture->fake->setup, SETUP);
  fake_service_set (&fixture->fake->companies, CRONUS);
  fake_service_set (&fixture->fake->capabilities, "{'name':'runDiagnostic','available':true,'reason':''}");
  fake_service_set (&fixture->fake->overview,
                    "{'id':'o','enabled':true,'disabledReason':'','tablesFailed':0,'tablesSuccessful':12}");
  fake_service_set_run (fixture->fake, "1", "Full", "Completed", COUNTS (12, 0, 0));
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  for (guint i = 0; i < fixture->environments->len; i++)
    {
      gpointer environment = g_ptr_array_steal_index (fixture->environments, i--);

      g_object_add_weak_pointer (environment, &environment);
      ferry_environment_close (environment);
      g_object_unref (environment);
      ferry_fixture_wait_until (environment == NULL);
    }
  g_ptr_array_unref (fixture->environments);
  g_array_unref (fixture->times);
  g_object_unref (fixture->authorizer);
  g_object_unref (fixture->surroundings);
  g_object_unref (fixture->clock);
  fake_service_free (fixture->fake);
}

/* Nothing is under way that would make more requests without time passing. */
static gboolean
is_quiet (Fixture *fixture)
{
  for (guint i = 0; i < fixture->environments->len; i++)
    {
      FerryEnvironment *environment = g_ptr_array_index (fixture->environments, i);

      if (environment->readers->len > 0 || environment->next_readers->len > 0 || environment->counting
          || ferry_run_monitor_get_next_look (environment->monitor) < 0)
        return FALSE;
    }
  return TRUE;
}

static void
count (Fixture *fixture)
{
  gint64 now = ferry_clock_now (fixture->clock);

  for (; fixture->counted < fixture->fake->log->len; fixture->counted++)
    g_array_append_val (fixture->times, now);
}

static void
pass (Fixture *fixture, guint seconds)
{
  gint64 end = ferry_clock_now (fixture->clock) + (gint64) seconds * G_USEC_PER_SEC;

  for (int next = ferry_clock_get_next (fixture->clock);
       next >= 0 && ferry_clock_now (fixture->clock) + (gint64) next * 1000 <= end;
       next = ferry_clock_get_next (fixture->clock))
    {
      ferry_clock_advance (fixture->clock, (guint) next);
      ferry_fixture_wait_until (is_quiet (fixture));
      count (fixture);
      if (fixture->on_step != NULL)
        fixture->on_step (fixture);
    }
  ferry_clock_advance (fixture->clock, (guint) ((end - ferry_clock_now (fixture->clock)) / 1000));
}

/* The most in any time of this length, wherever it begins. */
static guint
find_most (Fixture *fixture, guint seconds)
{
  guint most = 0;

  for (guint i = 0, first = 0; i < fixture->times->len; i++)
    {
      gint64 since = g_array_index (fixture->times, gint64, i) - (gint64) seconds * G_USEC_PER_SEC;

      while (g_array_index (fixture->times, gint64, first) <= since)
        first++;
      most = MAX (most, i - first + 1);
    }
  return most;
}

static void
forget (Fixture *fixture)
{
  g_array_set_size (fixture->times, 0);
  g_ptr_array_set_size (fixture->fake->log, 0);
  g_ptr_array_set_size (fixture->fake->bodies, 0);
  fixture->counted = 0;
}

static void
on_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  guint *opened = user_data;

  ferry_environment_open_finish (FERRY_ENVIRONMENT (object), result, NULL);
  (*opened)++;
}

static void
open_environments (Fixture *fixture, guint n)
{
  guint opened = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Environment %u", i);
      g_autoptr (FerryProfile) profile
        = ferry_profile_new (name, fixture->fake->url, CORE_TENANT, CORE_ENVIRONMENT);
      FerryEnvironment *environment = ferry_environment_new (profile, fixture->authorizer, NULL);

      ferry_run_monitor_set_clock (environment->monitor, fixture->clock);
      ferry_run_monitor_set_surroundings (environment->monitor, fixture->surroundings);
      g_ptr_array_add (fixture->environments, environment);
      ferry_environment_open_async (environment, NULL, on_opened, &opened);
    }
  ferry_fixture_wait_until (opened == n && is_quiet (fixture));
}

static FerryEnvironment *
get_environment (Fixture *fixture)
{
  return g_ptr_array_index (fixture->environments, 0);
}

static void
assert_most (Fixture *fixture, guint seconds, guint allowed)
{
  guint most = find_most (fixture, seconds);

  g_test_message ("%u requests in all, at most %u in %u s", fixture->times->len, most, seconds);
  g_assert_cmpuint (most, <=, allowed);
  /* A budget that nothing is spent of is no test of it. */
  g_assert_cmpuint (most, >, allowed / 4);
}

/* ---- One environment ---- */

static void
test_idle (Fixture *fixture, gconstpointer unused)
{
  open_environments (fixture, 1);
  forget (fixture);
  pass (fixture, 24 * HOUR);
  assert_most (fixture, HOUR, IDLE_IN_AN_HOUR);
}

/* As a run goes on: some table is done with each look. */
static void
progress (gpointer user_data)
{
  Fixture *fixture = user_data;
  guint done = MIN (fixture->times->len / 2, 90);
  g_autofree char *counts
    = g_strdup_printf (",'tablesSuccessful':%u,'tablesFailed':0,'tablesRemaining':%u", done, 100 - done);

  fake_service_set_run (fixture->fake, "2", "Normal", "In Progress", counts);
}

static void
test_running (Fixture *fixture, gconstpointer unused)
{
  fake_service_set_run (fixture->fake, "2", "Normal", "In Progress", COUNTS (0, 0, 100));
  open_environments (fixture, 1);
  forget (fixture);
  fixture->on_step = progress;
  pass (fixture, HOUR);
  g_assert_true (ferry_run_monitor_get_active (get_environment (fixture)->monitor));
  assert_most (fixture, MINUTE, RUNNING_IN_A_MINUTE);
  g_assert_cmpuint (fake_service_count (fixture->fake, "POST", "NAV.refreshStatus"), <=, 61);
  g_assert_cmpuint (fake_service_count (fixture->fake, "GET", "runDetails"), >, 60);
}

/* Each minute one run ends and another begins, which makes everything be read once more, and the details of the one
 * that ended. */
static void
alternate (gpointer user_data)
{
  Fixture *fixture = user_data;
  guint minute = (guint) (ferry_clock_now (fixture->clock) / (G_USEC_PER_SEC * MINUTE)) % 50;
  g_autofree char *ended = g_strdup_printf ("%u", 2 + minute);
  g_autofree char *begun = g_strdup_printf ("%u", 3 + minute);

  fake_service_set_run (fixture->fake, ended, "Normal", "Completed", COUNTS (6, 0, 0));
  fake_service_add_run (fixture->fake, begun, "Normal", "In Progress", COUNTS (5, 0, 1));
}

static void
test_runs_come_and_go (Fixture *fixture, gconstpointer unused)
{
  alternate (fixture);
  open_environments (fixture, 1);
  forget (fixture);
  fixture->on_step = alternate;
  pass (fixture, HOUR / 2);
  g_assert_cmpuint (fake_service_count (fixture->fake, "GET", "migrationOverview"), >, 20);
  assert_most (fixture, MINUTE, RUNNING_IN_A_MINUTE);
}

static void
test_repair (Fixture *fixture, gconstpointer unused)
{
  fake_service_set (&fixture->fake->overview,
                    "{'id':'o','enabled':true,'disabledReason':'','dataRepairStatus':'In Progress'}");
  open_environments (fixture, 1);
  forget (fixture);
  pass (fixture, HOUR);
  g_assert_true (ferry_run_monitor_get_active (get_environment (fixture)->monitor));
  assert_most (fixture, MINUTE, RUNNING_IN_A_MINUTE);
}

static void
test_creation (Fixture *fixture, gconstpointer unused)
{
  fake_service_set (&fixture->fake->companies,
                    "{'id':'c-1','name':'CRONUS','replicate':true,'created':false,'status':'In Progress',"
                    "'companyInitializationStatus':'Unknown'}");
  fake_service_set (&fixture->fake->overview,
                    "{'id':'o','enabled':true,'disabledReason':'','companyCreationStatus':'In Progress'}");
  open_environments (fixture, 1);
  forget (fixture);
  pass (fixture, HOUR);
  g_assert_true (ferry_run_monitor_get_active (get_environment (fixture)->monitor));
  assert_most (fixture, MINUTE, RUNNING_IN_A_MINUTE);
}

/* The overview goes on saying it, but the companies are there. */
static void
test_creation_by_overview (Fixture *fixture, gconstpointer unused)
{
  fake_service_set (&fixture->fake->overview,
                    "{'id':'o','enabled':true,'disabledReason':'','companyCreationStatus':'In Progress'}");
  open_environments (fixture, 1);
  forget (fixture);
  pass (fixture, HOUR);
  assert_most (fixture, MINUTE, RUNNING_IN_A_MINUTE);
}

static void
test_upgrade (Fixture *fixture, gconstpointer unused)
{
  fake_service_set_run (fixture->fake, "1", "Full", "Upgrade in Progress", COUNTS (12, 0, 0));
  open_environments (fixture, 1);
  forget (fixture);
  pass (fixture, HOUR);
  g_assert_true (ferry_run_monitor_get_upgrading (get_environment (fixture)->monitor));
  assert_most (fixture, MINUTE, RUNNING_IN_A_MINUTE);
}

/* One that is out of reach while a run goes on isn't asked more often than one that answers. */
static void
test_out_of_reach (Fixture *fixture, gconstpointer unused)
{
  fake_service_set_run (fixture->fake, "2", "Normal", "In Progress", COUNTS (0, 0, 100));
  open_environments (fixture, 1);
  forget (fixture);
  fixture->fake->outage = TRUE;
  pass (fixture, HOUR);
  g_assert_cmpuint (find_most (fixture, MINUTE), <=, RUNNING_IN_A_MINUTE);
  g_assert_cmpuint (fixture->times->len, >, 50);
  g_assert_cmpuint (fixture->times->len, <, 90);
}

/* ---- Sooner than when it is time ---- */

/* Somebody comes back to the window: what is half a minute old is looked at, once. */
static void
test_attended (Fixture *fixture, gconstpointer unused)
{
  open_environments (fixture, 1);
  pass (fixture, 29);
  forget (fixture);
  ferry_environment_attend (get_environment (fixture), FALSE);
  pass (fixture, 1);
  g_assert_cmpuint (fixture->times->len, ==, 0);

  pass (fixture, 2);
  fake_service_add_run (fixture->fake, "2", "Normal", "In Progress", COUNTS (0, 0, 100));
  ferry_environment_attend (get_environment (fixture), FALSE);
  ferry_environment_attend (get_environment (fixture), FALSE);
  pass (fixture, 1);
  g_assert_true (ferry_run_monitor_get_active (get_environment (fixture)->monitor));
  g_assert_cmpuint (find_most (fixture, MINUTE), <=, RUNNING_IN_A_MINUTE);
}

static void
attend (gpointer user_data)
{
  ferry_environment_attend (get_environment (user_data), FALSE);
}

/* Somebody comes and goes all day: two looks a minute at the most, and all companies are looked at as well. */
static void
test_attended_always (Fixture *fixture, gconstpointer unused)
{
  open_environments (fixture, 1);
  forget (fixture);
  for (guint i = 0; i < 3 * HOUR / 7; i++)
    {
      pass (fixture, 7);
      attend (fixture);
    }
  assert_most (fixture, MINUTE, 3);
  g_assert_cmpuint (fake_service_count (fixture->fake, "GET", "cloudMigrationStatus"), >, 100);
}

/* Who looks doesn't hurry what is out of reach, or has asked to wait. */
static void
test_attended_in_vain (Fixture *fixture, gconstpointer unused)
{
  guint before;

  open_environments (fixture, 1);
  fixture->fake->outage = TRUE;
  pass (fixture, HOUR);
  forget (fixture);
  pass (fixture, HOUR);
  before = fixture->times->len;
  forget (fixture);
  for (guint i = 0; i < HOUR / 10; i++)
    {
      pass (fixture, 10);
      attend (fixture);
    }
  g_assert_cmpuint (fixture->times->len, <=, before + 5);
}

/* Another program says in the journal that it begins something, and that it has: at once, and within the budget. */
static void
test_expected (Fixture *fixture, gconstpointer unused)
{
  FerryEnvironment *environment;

  open_environments (fixture, 1);
  environment = get_environment (fixture);
  pass (fixture, 2 * MINUTE);
  forget (fixture);
  ferry_environment_expect_change (environment, FALSE);
  pass (fixture, 1);
  g_assert_cmpuint (fixture->times->len, ==, 1);
  fake_service_add_run (fixture->fake, "2", "Normal", "In Progress", COUNTS (0, 0, 100));
  ferry_environment_expect_change (environment, TRUE);
  ferry_fixture_wait_until (ferry_run_monitor_get_active (environment->monitor));
  ferry_fixture_wait_until (is_quiet (fixture));

  fake_service_set_run (fixture->fake, "2", "Normal", "Completed", COUNTS (12, 0, 0));
  pass (fixture, 2 * MINUTE);
  g_assert_false (ferry_run_monitor_get_active (environment->monitor));
  forget (fixture);
  for (guint i = 0; i < 100; i++)
    {
      ferry_environment_expect_change (environment, i % 2 == 1);
      pass (fixture, 3);
      ferry_fixture_wait_until (is_quiet (fixture));
      count (fixture);
    }
  g_test_message ("at most %u in a minute", find_most (fixture, MINUTE));
  g_assert_cmpuint (find_most (fixture, MINUTE), <=, RUNNING_IN_A_MINUTE + 10);
}

/* ---- Fifty of one user ---- */

#define FLEET 50

static guint
get_most_at_once (Fixture *fixture)
{
  FerrySession *session = ferry_migration_service_get_session (get_environment (fixture)->service);

  for (guint i = 0; i < fixture->environments->len; i++)
    {
      FerryEnvironment *environment = g_ptr_array_index (fixture->environments, i);

      g_assert_true (ferry_migration_service_get_session (environment->service)->pool == session->pool);
    }
  return ferry_gate_get_most (ferry_pool_get_gate (session->pool));
}

static void
test_fleet_opens (Fixture *fixture, gconstpointer unused)
{
  open_environments (fixture, FLEET);
  count (fixture);
  g_test_message ("%u requests to open %u environments", fixture->times->len, FLEET);
  g_assert_cmpuint (fixture->times->len, <=, FLEET * 10);
  g_assert_cmpuint (get_most_at_once (fixture), ==, FERRY_POOL_PLACES);
}

/* All looks of the first hour: the burst of the opening isn't repeated every five minutes. */
static void
test_fleet_idle (Fixture *fixture, gconstpointer unused)
{
  open_environments (fixture, FLEET);
  forget (fixture);
  pass (fixture, 4 * HOUR);
  g_assert_cmpuint (find_most (fixture, HOUR), <=, FLEET * IDLE_IN_AN_HOUR);
  g_assert_cmpuint (find_most (fixture, HOUR), >, FLEET * 10);
  g_test_message ("at most %u in 10 s", find_most (fixture, 10));
  g_assert_cmpuint (find_most (fixture, 10), <=, FLEET / 2);
}

/* Even were there a run in each of them. */
static void
test_fleet_running (Fixture *fixture, gconstpointer unused)
{
  fake_service_set_run (fixture->fake, "2", "Normal", "In Progress", COUNTS (0, 0, 100));
  open_environments (fixture, FLEET);
  forget (fixture);
  pass (fixture, 10 * MINUTE);
  assert_most (fixture, 5 * MINUTE, USER_IN_FIVE_MINUTES);
  g_assert_cmpuint (get_most_at_once (fixture), <=, FERRY_POOL_PLACES);
}

/* One is told to wait, and the others know. */
static void
test_fleet_throttled (Fixture *fixture, gconstpointer unused)
{
  fake_service_set_run (fixture->fake, "2", "Normal", "In Progress", COUNTS (0, 0, 100));
  open_environments (fixture, FLEET);
  forget (fixture);
  fixture->fake->retry_after = 600;
  pass (fixture, 5 * MINUTE);
  g_test_message ("%u requests", fixture->times->len);
  /* Those that were on their way already, and the refreshes, which nobody is told to leave. */
  g_assert_cmpuint (fake_service_count (fixture->fake, "GET", ""), <=, FERRY_POOL_PLACES);
}

/* After a suspend they look at once, but not all in the same moment. */
static void
test_fleet_resumes (Fixture *fixture, gconstpointer unused)
{
  open_environments (fixture, FLEET);
  forget (fixture);
  ferry_surroundings_note_resume (fixture->surroundings);
  pass (fixture, 5);
  g_assert_cmpuint (fixture->times->len, ==, FLEET);
  g_test_message ("at most %u in a second", find_most (fixture, 1));
  g_assert_cmpuint (find_most (fixture, 1), <, FLEET);
}

/* What is spent in a moment, as by opening an environment and starting a run there, doesn't blind for the rest of the
 * minute. */
static void
test_after_a_burst (void)
{
  FerryLookPace *pace = ferry_look_pace_new ();

  g_assert_cmpuint (ferry_look_pace_get_pause (pace, TRUE, FALSE), ==, pace->look_ms);
  ferry_look_pace_note_requests (pace, 18);
  g_assert_cmpuint (ferry_look_pace_get_pause (pace, TRUE, FALSE), >, pace->look_ms);
  g_assert_cmpuint (ferry_look_pace_get_pause (pace, TRUE, FALSE), <=, 4 * pace->look_ms);
  ferry_look_pace_free (pace);
}

#define add(path, function) g_test_add ("/budget/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/budget/after-a-burst", test_after_a_burst);
  add ("idle", test_idle);
  add ("running", test_running);
  add ("runs-come-and-go", test_runs_come_and_go);
  add ("repair", test_repair);
  add ("creation", test_creation);
  add ("creation-by-overview", test_creation_by_overview);
  add ("upgrade", test_upgrade);
  add ("out-of-reach", test_out_of_reach);
  add ("attended", test_attended);
  add ("attended-always", test_attended_always);
  add ("attended-in-vain", test_attended_in_vain);
  add ("expected", test_expected);
  add ("fleet/opens", test_fleet_opens);
  add ("fleet/idle", test_fleet_idle);
  add ("fleet/running", test_fleet_running);
  add ("fleet/throttled", test_fleet_throttled);
  add ("fleet/resumes", test_fleet_resumes);
  return g_test_run ();
}
