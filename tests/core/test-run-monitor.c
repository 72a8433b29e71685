/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-service.h"
#include "ferry-run-monitor-private.h"

#include <string.h>

typedef struct
{
  FakeService *fake;
  FerryMigrationService *service;
  FerryRunMonitor *monitor;
  guint runs_seen;
  guint companies_seen;
  guint failed;
  GQuark last_domain;
  int last_code;
} Fixture;

static void
on_runs_seen (Fixture *fixture, GPtrArray *runs)
{
  fixture->runs_seen++;
}

static void
on_companies_seen (Fixture *fixture, GPtrArray *companies)
{
  fixture->companies_seen++;
}

static void
on_look_failed (Fixture *fixture, const GError *error)
{
  fixture->failed++;
  fixture->last_domain = error->domain;
  fixture->last_code = error->code;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryProfile) profile = NULL;
  g_autoptr (GError) error = NULL;

  fixture->fake = fake_service_new ();
  profile = ferry_profile_new ("Test", fixture->fake->url, CORE_TENANT, CORE_ENVIRONMENT);
  fixture->service = ferry_migration_service_new (profile, NULL, &error);
  g_assert_no_error (error);
  fixture->monitor = ferry_run_monitor_new ();
  g_signal_connect_swapped (fixture->monitor, "runs-seen", G_CALLBACK (on_runs_seen), fixture);
  g_signal_connect_swapped (fixture->monitor, "companies-seen", G_CALLBACK (on_companies_seen), fixture);
  g_signal_connect_swapped (fixture->monitor, "look-failed", G_CALLBACK (on_look_failed), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  gpointer monitor = fixture->monitor;
  gpointer service = fixture->service;

  /* A look under way ends with its cancellation, and lets go of both. */
  g_object_add_weak_pointer (monitor, &monitor);
  g_object_add_weak_pointer (service, &service);
  ferry_run_monitor_stop (fixture->monitor);
  g_object_unref (fixture->monitor);
  g_object_unref (fixture->service);
  ferry_fixture_wait_until (monitor == NULL && service == NULL);
  fake_service_free (fixture->fake);
}

static void
watch (Fixture *fixture, FerryWatch what, const char *run_id)
{
  g_autoptr (FerryRun) run = run_id != NULL ? core_fixture_run (run_id) : NULL;

  ferry_run_monitor_set_watch (fixture->monitor, what, run);
}

/* ---- How often it looks ---- */

static void
test_defaults (Fixture *fixture, gconstpointer unused)
{
  int pause;

  ferry_run_monitor_start (fixture->monitor, fixture->service);
  /* The first is anywhere in the second half, so that many don't come together. */
  pause = ferry_run_monitor_get_next_look (fixture->monitor);
  g_assert_cmpint (pause, >, 150000 - 1000);
  g_assert_cmpint (pause, <=, 300000);
  watch (fixture, FERRY_WATCH_RUN, "1");
  pause = ferry_run_monitor_get_next_look (fixture->monitor);
  g_assert_cmpint (pause, >, 4000);
  g_assert_cmpint (pause, <=, 5000);
  g_assert_true (ferry_run_monitor_get_active (fixture->monitor));
  watch (fixture, FERRY_WATCH_NOTHING, NULL);
  g_assert_cmpint (ferry_run_monitor_get_next_look (fixture->monitor), >, 300000 - 1000);
  g_assert_false (ferry_run_monitor_get_active (fixture->monitor));
  g_assert_cmpuint (fixture->fake->log->len, ==, 0);
  ferry_run_monitor_stop (fixture->monitor);
  g_assert_cmpint (ferry_run_monitor_get_next_look (fixture->monitor), ==, -1);
}

/* Idle, a look is one request; after the first, which finds the company, they are counted. */
static void
test_idle_looks_are_single_requests (Fixture *fixture, gconstpointer unused)
{
  ferry_run_monitor_set_intervals (fixture->monitor, 1, 100000, 1);
  ferry_run_monitor_start (fixture->monitor, fixture->service);
  ferry_fixture_wait_until (fixture->runs_seen + fixture->companies_seen >= 24);
  ferry_run_monitor_stop (fixture->monitor);
  g_assert_cmpuint (fixture->fake->log->len, <=, fixture->runs_seen + fixture->companies_seen + 2);
  g_assert_cmpuint (fixture->companies_seen, ==, 2);
  g_assert_cmpuint (fake_service_count (fixture->fake, "POST", ""), ==, 0);
}

static void
test_refresh_is_seldom (Fixture *fixture, gconstpointer unused)
{
  fake_service_set_run (fixture->fake, "1", "Full", "In Progress", NULL);
  ferry_run_monitor_set_intervals (fixture->monitor, 1, 100000, 100000);
  ferry_run_monitor_start (fixture->monitor, fixture->service);
  watch (fixture, FERRY_WATCH_RUN, "1");
  ferry_fixture_wait_until (fixture->runs_seen >= 30);
  ferry_run_monitor_stop (fixture->monitor);
  g_assert_cmpuint (fake_service_count (fixture->fake, "POST", "NAV.refreshStatus"), ==, 1);
  g_assert_cmpuint (fake_service_count (fixture->fake, "POST", ""), ==, 1);
  g_assert_false (ferry_run_monitor_take_refresh (fixture->monitor));
}

static void
test_refresh_comes_again (Fixture *fixture, gconstpointer unused)
{
  fake_service_set_run (fixture->fake, "1", "Full", "In Progress", NULL);
  ferry_run_monitor_set_intervals (fixture->monitor, 1, 20, 100000);
  ferry_run_monitor_start (fixture->monitor, fixture->service);
  watch (fixture, FERRY_WATCH_RUN, "1");
  ferry_fixture_wait_until (fake_service_count (fixture->fake, "POST", "NAV.refreshStatus") >= 3);
}

/* That the service refuses to refresh is no failure. */
static void
test_refused_refresh (Fixture *fixture, gconstpointer unused)
{
  fake_service_set_run (fixture->fake, "1", "Full", "In Progress", NULL);
  fixture->fake->next_post = FAKE_TROUBLE_REFUSED;
  ferry_run_monitor_set_intervals (fixture->monitor, 1, 100000, 100000);
  ferry_run_monitor_start (fixture->monitor, fixture->service);
  watch (fixture, FERRY_WATCH_RUN, "1");
  ferry_fixture_wait_until (fixture->runs_seen >= 3);
  g_assert_cmpuint (fixture->failed, ==, 0);
}

static void
test_companies_are_looked_at (Fixture *fixture, gconstpointer unused)
{
  ferry_run_monitor_set_intervals (fixture->monitor, 1, 100000, 100000);
  ferry_run_monitor_start (fixture->monitor, fixture->service);
  watch (fixture, FERRY_WATCH_COMPANIES, NULL);
  ferry_fixture_wait_until (fixture->companies_seen >= 4 && fixture->runs_seen >= 2);
  g_assert_cmpstr (ferry_run_monitor_get_text (fixture->monitor), ==, "Creating companies");
}

/* ---- What it shows ---- */

static void
test_progress (Fixture *fixture, gconstpointer unused)
{
  fake_service_set (
    &fixture->fake->details,
    "{'id':'00000000-0000-4000-8000-00000000000a','companyName':'A','tableName':'T','status':'"
    "Successful','recordsCopied':40,'totalRecords':40,'errors':''},"
    "{'id':'00000000-0000-4000-8000-00000000000b','companyName':'A','tableName':'U','status':'In "
    "Progress','recordsCopied':20,'totalRecords':60,'errors':''}");
  fake_service_set_run (fixture->fake, "1", "Full", "In Progress",
                        ",'tablesSuccessful':1,'tablesFailed':1,'tablesRemaining':2");
  ferry_run_monitor_set_intervals (fixture->monitor, 1, 100000, 100000);
  ferry_run_monitor_start (fixture->monitor, fixture->service);
  watch (fixture, FERRY_WATCH_RUN, "1");
  ferry_fixture_wait_until (ferry_run_monitor_get_tables_total (fixture->monitor) == 4);
  g_assert_cmpuint (ferry_run_monitor_get_tables_done (fixture->monitor), ==, 2);
  g_assert_cmpfloat (ferry_run_monitor_get_fraction (fixture->monitor), ==, 0.5);
  g_assert_cmpstr (ferry_run_monitor_get_text (fixture->monitor), ==, "2 of 4 tables");
  ferry_fixture_wait_until (fake_service_count (fixture->fake, "GET", "cloudMigrationStatusDetails") >= 2);
  /* 60 of 100 records are more than half the tables. */
  g_assert_cmpfloat (ferry_run_monitor_get_fraction (fixture->monitor), ==, 0.5);
  /* They are read now and then, not with each look. */
  g_assert_cmpuint (fixture->runs_seen, >=,
                    2 * fake_service_count (fixture->fake, "GET", "cloudMigrationStatusDetails"));
}

static void
see_counts (Fixture *fixture, const char *counts)
{
  guint seen = fixture->runs_seen;

  fake_service_set_run (fixture->fake, "1", "Full", "In Progress", counts);
  ferry_fixture_wait_until (fixture->runs_seen > seen + 1);
}

/* What is counted first is done at once, and nothing is left when the run is about to end: neither is 100 %. */
static void
test_never_all (Fixture *fixture, gconstpointer unused)
{
  fake_service_set_run (fixture->fake, "1", "Full", "In Progress",
                        ",'tablesSuccessful':1,'tablesFailed':0,'tablesRemaining':0");
  ferry_run_monitor_set_intervals (fixture->monitor, 1, 100000, 100000);
  ferry_run_monitor_start (fixture->monitor, fixture->service);
  watch (fixture, FERRY_WATCH_RUN, "1");
  ferry_fixture_wait_until (ferry_run_monitor_get_tables_done (fixture->monitor) == 1);
  g_assert_cmpfloat (ferry_run_monitor_get_fraction (fixture->monitor), ==, -1);
  see_counts (fixture, ",'tablesSuccessful':1,'tablesFailed':0,'tablesRemaining':3");
  g_assert_cmpfloat (ferry_run_monitor_get_fraction (fixture->monitor), ==, 0.25);
  see_counts (fixture, ",'tablesSuccessful':3,'tablesFailed':1,'tablesRemaining':0");
  g_assert_cmpuint (ferry_run_monitor_get_tables_done (fixture->monitor), ==, 4);
  g_assert_cmpfloat (ferry_run_monitor_get_fraction (fixture->monitor), ==, 0.99);
}

static gboolean
hangs_for_details (Fixture *fixture)
{
  GPtrArray *log = fixture->fake->log;

  ferry_fixture_wait_until (fixture->fake->hanging->len > 0);
  return strstr (g_ptr_array_index (log, log->len - 1), "cloudMigrationStatusDetails") != NULL;
}

static void
take_fraction (FerryRunMonitor *monitor, GParamSpec *pspec, double *highest)
{
  *highest = MAX (*highest, ferry_run_monitor_get_fraction (monitor));
}

/* The details of the run before are on their way when another is followed. */
static void
test_details_of_another_run (Fixture *fixture, gconstpointer unused)
{
  double highest = -1;
  guint seen;

  fake_service_set (
    &fixture->fake->details,
    "{'id':'00000000-0000-4000-8000-00000000000a','companyName':'A','tableName':'T','status':'"
    "In Progress','recordsCopied':40,'totalRecords':80,'errors':''}");
  fake_service_set_run (fixture->fake, "1", "Full", "In Progress", NULL);
  ferry_run_monitor_set_intervals (fixture->monitor, 1, 100000, 100000);
  ferry_run_monitor_start (fixture->monitor, fixture->service);
  watch (fixture, FERRY_WATCH_RUN, "1");
  ferry_fixture_wait_until (ferry_run_monitor_get_fraction (fixture->monitor) == 0.5);
  fixture->fake->hang_reads = TRUE;
  while (!hangs_for_details (fixture))
    fake_service_release (fixture->fake);

  fake_service_set (&fixture->fake->details, "");
  fake_service_set_run (fixture->fake, "2", "Normal", "In Progress", NULL);
  watch (fixture, FERRY_WATCH_RUN, "2");
  g_signal_connect (fixture->monitor, "notify::fraction", G_CALLBACK (take_fraction), &highest);
  seen = fixture->runs_seen;
  fixture->fake->hang_reads = FALSE;
  fake_service_release (fixture->fake);
  ferry_fixture_wait_until (fixture->runs_seen > seen + 1);
  g_signal_handlers_disconnect_by_data (fixture->monitor, &highest);
  g_assert_cmpfloat (highest, ==, -1);
}

/* ---- Failures ---- */

static void
test_back_off (Fixture *fixture, gconstpointer unused)
{
  fixture->fake->outage = TRUE;
  ferry_session_set_retry (ferry_migration_service_get_session (fixture->service), 1, 1, 1);
  ferry_run_monitor_set_intervals (fixture->monitor, 4, 64, 100000);
  ferry_run_monitor_start (fixture->monitor, fixture->service);
  watch (fixture, FERRY_WATCH_RUN, "1");
  /* The first is the refresh or the look; each failure is one request, never a burst of retries. */
  for (guint failures = 1; failures <= 8; failures++)
    {
      ferry_fixture_wait_until (fixture->failed >= failures);
      g_assert_cmpuint (fixture->fake->log->len, <=, fixture->failed + 1);
    }
  /* The longest pause is that between refreshes. */
  g_assert_cmpint (ferry_run_monitor_get_next_look (fixture->monitor), <=, 71);

  fixture->fake->outage = FALSE;
  ferry_fixture_wait_until (fixture->runs_seen >= 1);
  ferry_fixture_wait_until (fixture->runs_seen >= 3);
  ferry_run_monitor_stop (fixture->monitor);
}

static void
test_back_off_grows (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = g_error_new (FERRY_ERROR, FERRY_ERROR_UNREACHABLE, "No connection.");
  static const int expected[] = { 5000, 10000, 20000, 40000, 60000, 60000, 60000 };

  ferry_run_monitor_start (fixture->monitor, fixture->service);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      int pause;

      ferry_run_monitor_note_failure (fixture->monitor, error);
      pause = ferry_run_monitor_get_next_look (fixture->monitor);
      g_assert_cmpint (pause, >, expected[i] - 1000);
      g_assert_cmpint (pause, <=, expected[i] + expected[i] / 10);
    }
  ferry_run_monitor_note_success (fixture->monitor);
  g_assert_cmpint (ferry_run_monitor_get_next_look (fixture->monitor), >, 290000);
}

/* What somebody has to put right first isn't asked for again and again. */
static void
test_signed_out (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = g_error_new (FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED, "Sign in.");

  ferry_run_monitor_start (fixture->monitor, fixture->service);
  ferry_run_monitor_note_failure (fixture->monitor, error);
  g_assert_cmpint (ferry_run_monitor_get_next_look (fixture->monitor), >, 290000);
  /* Except during an upgrade, which may answer anything. */
  watch (fixture, FERRY_WATCH_UPGRADE, "1");
  g_assert_cmpint (ferry_run_monitor_get_next_look (fixture->monitor), <, 6000);
}

/* What the service asks for is a lower bound. */
static void
test_retry_after (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = ferry_error_new_from_http (429, NULL, NULL, 1800);

  ferry_run_monitor_start (fixture->monitor, fixture->service);
  watch (fixture, FERRY_WATCH_RUN, "1");
  ferry_run_monitor_note_failure (fixture->monitor, error);
  g_assert_cmpint (ferry_run_monitor_get_next_look (fixture->monitor), >, 1790 * 1000);
  ferry_run_monitor_note_success (fixture->monitor);
  g_assert_cmpint (ferry_run_monitor_get_next_look (fixture->monitor), <=, 5000);
}

static void
test_throttled (Fixture *fixture, gconstpointer unused)
{
  fixture->fake->retry_after = 1;
  ferry_session_set_retry (ferry_migration_service_get_session (fixture->service), 1, 1, 1);
  ferry_run_monitor_set_intervals (fixture->monitor, 1, 1, 1);
  ferry_run_monitor_start (fixture->monitor, fixture->service);
  ferry_fixture_wait_until (fixture->failed == 1);
  g_assert_true (fixture->last_domain == FERRY_ERROR && fixture->last_code == FERRY_ERROR_THROTTLED);
  g_assert_cmpint (ferry_run_monitor_get_next_look (fixture->monitor), >, 900);
}

static void
test_outage_of_upgrade (Fixture *fixture, gconstpointer unused)
{
  fixture->fake->outage = TRUE;
  ferry_session_set_retry (ferry_migration_service_get_session (fixture->service), 1, 1, 1);
  ferry_run_monitor_set_intervals (fixture->monitor, 1, 8, 100000);
  ferry_run_monitor_start (fixture->monitor, fixture->service);
  watch (fixture, FERRY_WATCH_UPGRADE, "1");
  g_assert_true (ferry_run_monitor_get_upgrading (fixture->monitor));
  g_assert_cmpstr (ferry_run_monitor_get_text (fixture->monitor), ==, "Upgrading the data");
  ferry_fixture_wait_until (fixture->failed >= 10);
  g_assert_cmpstr (ferry_run_monitor_get_text (fixture->monitor), ==,
                   "Upgrading the data; the environment is out of reach meanwhile");
  g_assert_cmpfloat (ferry_run_monitor_get_fraction (fixture->monitor), ==, -1);
  fixture->fake->outage = FALSE;
  ferry_fixture_wait_until (fixture->runs_seen >= 1);
}

static void
begin_outage (Fixture *fixture)
{
  g_autoptr (FerryAdminCenter) center = ferry_admin_center_new (fixture->fake->url, NULL, NULL);
  g_autoptr (FerryAdminWatch) admin = ferry_admin_watch_new (center, CORE_ENVIRONMENT);

  fixture->fake->outage = TRUE;
  ferry_session_set_retry (ferry_migration_service_get_session (fixture->service), 1, 1, 1);
  ferry_run_monitor_set_intervals (fixture->monitor, 1, 8, 100000);
  ferry_run_monitor_set_admin_watch (fixture->monitor, admin);
  ferry_run_monitor_start (fixture->monitor, fixture->service);
  watch (fixture, FERRY_WATCH_UPGRADE, "1");
}

#define OUT_OF_REACH "Upgrading the data; the environment is out of reach meanwhile"

/* While the environment is out of reach, the Admin Center is asked in turn with it. */
static void
test_admin_center (Fixture *fixture, gconstpointer unused)
{
  guint asked;

  fake_service_set (&fixture->fake->operations,
                    "{'id':'o1','type':'unheardOf','status':'running','createdOn':'2026-01-03T12:03:00Z',"
                    "'startedOn':'2026-01-03T12:04:00Z'}");
  begin_outage (fixture);
  ferry_fixture_wait_until (g_str_equal (ferry_run_monitor_get_text (fixture->monitor),
                                         OUT_OF_REACH ". The Admin Center says: running since 12:04."));
  ferry_fixture_wait_until (fixture->failed >= 6);
  asked = fake_service_count (fixture->fake, "GET", "/admin/");
  g_assert_cmpuint (asked, >=, 4);
  g_assert_cmpuint (asked, <=, fixture->failed + 1);

  fake_service_set (
    &fixture->fake->operations,
    "{'id':'o1','type':'unheardOf','status':'failed','createdOn':'2026-01-03T12:03:00Z',"
    "'startedOn':'2026-01-03T12:04:00Z','completedOn':'2126-01-03T12:30:00Z','errorMessage':'No "
    "room.'},{'id':'o0','type':'x','status':'succeeded','completedOn':'2020-01-03T12:30:00Z'}");
  ferry_fixture_wait_until (g_str_equal (ferry_run_monitor_get_text (fixture->monitor), OUT_OF_REACH
                                         ". The Admin Center says: failed at 12:30: “No room.”"));

  /* What ended long before says nothing of this one. */
  fake_service_set (&fixture->fake->operations,
                    "{'id':'o0','type':'x','status':'succeeded','completedOn':'2020-01-03T12:30:00Z'}");
  ferry_fixture_wait_until (g_str_equal (ferry_run_monitor_get_text (fixture->monitor), OUT_OF_REACH));

  /* Once the environment is back, it alone is asked. */
  fixture->fake->outage = FALSE;
  ferry_fixture_wait_until (fixture->runs_seen >= 1);
  asked = fake_service_count (fixture->fake, "GET", "/admin/");
  ferry_fixture_wait_until (fixture->runs_seen >= 5);
  g_assert_cmpuint (fake_service_count (fixture->fake, "GET", "/admin/"), ==, asked);
}

/* That the account may not look is the rule: it is asked once, and nobody hears of it. */
static void
test_admin_center_refuses (Fixture *fixture, gconstpointer unused)
{
  begin_outage (fixture);
  ferry_fixture_wait_until (fixture->failed >= 8);
  g_assert_cmpuint (fake_service_count (fixture->fake, "GET", "/admin/"), ==, 1);
  g_assert_cmpstr (ferry_run_monitor_get_text (fixture->monitor), ==, OUT_OF_REACH);
  g_assert_false (fixture->last_code == FERRY_ERROR_FORBIDDEN);
}

/* ---- What happens to the computer ---- */

static void
count_signal (guint *count)
{
  (*count)++;
}

/* After a suspend it looks at once, however long the next look was off; and only once. */
static void
test_resume (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryClock) clock = ferry_clock_new_still ();
  g_autoptr (FerrySurroundings) surroundings = ferry_surroundings_new ();

  ferry_run_monitor_set_clock (fixture->monitor, clock);
  ferry_run_monitor_set_surroundings (fixture->monitor, surroundings);
  ferry_run_monitor_start (fixture->monitor, fixture->service);
  g_assert_cmpint (ferry_run_monitor_get_next_look (fixture->monitor), >, 100000);
  ferry_surroundings_note_resume (surroundings);
  g_assert_cmpint (ferry_run_monitor_get_next_look (fixture->monitor), <, 5000);
  ferry_clock_advance (clock, 5000);
  g_assert_cmpint (ferry_run_monitor_get_next_look (fixture->monitor), ==, -1);
  ferry_fixture_wait_until (fixture->runs_seen + fixture->companies_seen == 1);
  g_assert_cmpint (ferry_run_monitor_get_next_look (fixture->monitor), >, 290000);
}

/* The look that was under way hangs on a dead connection: it is dropped, and its end is no failure. */
static void
test_resume_while_looking (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryClock) clock = ferry_clock_new_still ();
  g_autoptr (FerrySurroundings) surroundings = ferry_surroundings_new ();

  ferry_run_monitor_set_clock (fixture->monitor, clock);
  ferry_run_monitor_set_surroundings (fixture->monitor, surroundings);
  fixture->fake->hang_reads = TRUE;
  ferry_run_monitor_start (fixture->monitor, fixture->service);
  ferry_clock_advance (clock, 300000);
  ferry_fixture_wait_until (fixture->fake->hanging->len == 1);
  fixture->fake->hang_reads = FALSE;
  ferry_surroundings_note_resume (surroundings);
  ferry_clock_advance (clock, 5000);
  ferry_fixture_wait_until (fixture->runs_seen + fixture->companies_seen == 1);
  fake_service_release (fixture->fake);
  ferry_fixture_drain ();
  g_assert_cmpuint (fixture->failed, ==, 0);
  g_assert_cmpuint (fixture->runs_seen + fixture->companies_seen, ==, 1);
}

/* Without a network it doesn't knock, and says so once; with one it looks at once, spread a little. */
static void
test_network (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryClock) clock = ferry_clock_new_still ();
  g_autoptr (FerrySurroundings) surroundings = ferry_surroundings_new ();
  guint cut_off = 0;

  g_signal_connect_swapped (fixture->monitor, "cut-off", G_CALLBACK (count_signal), &cut_off);
  ferry_run_monitor_set_clock (fixture->monitor, clock);
  ferry_run_monitor_set_surroundings (fixture->monitor, surroundings);
  ferry_run_monitor_start (fixture->monitor, fixture->service);
  ferry_surroundings_note_network (surroundings, FALSE);
  g_assert_cmpuint (cut_off, ==, 1);
  g_assert_true (ferry_run_monitor_is_cut_off (fixture->monitor));
  g_assert_cmpint (ferry_run_monitor_get_next_look (fixture->monitor), ==, -1);
  ferry_clock_advance (clock, 3600 * 1000);
  watch (fixture, FERRY_WATCH_RUN, "1");
  ferry_clock_advance (clock, 3600 * 1000);
  ferry_fixture_drain ();
  g_assert_cmpuint (fixture->fake->log->len, ==, 0);
  watch (fixture, FERRY_WATCH_NOTHING, NULL);

  ferry_surroundings_note_network (surroundings, TRUE);
  g_assert_cmpint (ferry_run_monitor_get_next_look (fixture->monitor), <, 5000);
  ferry_clock_advance (clock, 5000);
  ferry_fixture_wait_until (fixture->runs_seen + fixture->companies_seen == 1);
  g_assert_cmpuint (cut_off, ==, 1);

  /* Somebody got through although there is none, as in a network that leads nowhere else: so can the monitor. */
  ferry_surroundings_note_network (surroundings, FALSE);
  ferry_run_monitor_note_success (fixture->monitor);
  g_assert_false (ferry_run_monitor_is_cut_off (fixture->monitor));
  g_assert_cmpint (ferry_run_monitor_get_next_look (fixture->monitor), >, 0);
}

/* What is on this computer needs none. */
static void
test_network_of_no_use (Fixture *fixture, gconstpointer unused)
{
  ferry_run_monitor_start (fixture->monitor, fixture->service);
  ferry_surroundings_note_network (ferry_surroundings_get_default (), FALSE);
  g_assert_false (ferry_run_monitor_is_cut_off (fixture->monitor));
  ferry_surroundings_note_network (ferry_surroundings_get_default (), TRUE);
}

/* ---- Its life ---- */

static void
test_stop_while_looking (Fixture *fixture, gconstpointer unused)
{
  ferry_run_monitor_set_intervals (fixture->monitor, 1, 100000, 1);
  ferry_run_monitor_start (fixture->monitor, fixture->service);
  ferry_fixture_wait_until (fixture->fake->log->len > 0);
  ferry_run_monitor_stop (fixture->monitor);
  ferry_fixture_drain ();
  g_assert_cmpuint (fixture->failed, ==, 0);
}

static void
stop_at_once (Fixture *fixture, GPtrArray *runs)
{
  ferry_run_monitor_stop (fixture->monitor);
}

static void
test_stop_in_handler (Fixture *fixture, gconstpointer unused)
{
  g_signal_connect_swapped (fixture->monitor, "runs-seen", G_CALLBACK (stop_at_once), fixture);
  g_signal_connect_swapped (fixture->monitor, "companies-seen", G_CALLBACK (stop_at_once), fixture);
  ferry_run_monitor_set_intervals (fixture->monitor, 1, 100000, 1);
  ferry_run_monitor_start (fixture->monitor, fixture->service);
  ferry_fixture_wait_until (fixture->runs_seen + fixture->companies_seen == 1);
  ferry_fixture_drain ();
  g_assert_cmpuint (fixture->runs_seen + fixture->companies_seen, ==, 1);
}

static void
test_another_service (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (FakeService) other = fake_service_new ();
  g_autoptr (FerryProfile) profile = ferry_profile_new ("Other", other->url, CORE_TENANT, CORE_ENVIRONMENT);
  g_autoptr (FerryMigrationService) service = ferry_migration_service_new (profile, NULL, NULL);

  ferry_run_monitor_set_intervals (fixture->monitor, 1, 100000, 1);
  ferry_run_monitor_start (fixture->monitor, fixture->service);
  ferry_fixture_wait_until (fixture->runs_seen > 0);
  ferry_run_monitor_start (fixture->monitor, service);
  ferry_fixture_drain ();
  g_ptr_array_set_size (fixture->fake->log, 0);
  ferry_fixture_wait_until (other->log->len > 3);
  g_assert_cmpuint (fixture->fake->log->len, <=, 1);
  ferry_run_monitor_stop (fixture->monitor);
  ferry_fixture_drain ();
}

#define add(path, function) g_test_add ("/run-monitor/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("defaults", test_defaults);
  add ("idle-looks-are-single-requests", test_idle_looks_are_single_requests);
  add ("refresh-is-seldom", test_refresh_is_seldom);
  add ("refresh-comes-again", test_refresh_comes_again);
  add ("refused-refresh", test_refused_refresh);
  add ("companies-are-looked-at", test_companies_are_looked_at);
  add ("progress", test_progress);
  add ("never-all", test_never_all);
  add ("details-of-another-run", test_details_of_another_run);
  add ("back-off", test_back_off);
  add ("back-off-grows", test_back_off_grows);
  add ("signed-out", test_signed_out);
  add ("retry-after", test_retry_after);
  add ("throttled", test_throttled);
  add ("outage-of-upgrade", test_outage_of_upgrade);
  add ("admin-center", test_admin_center);
  add ("admin-center-refuses", test_admin_center_refuses);
  add ("resume", test_resume);
  add ("resume-while-looking", test_resume_while_looking);
  add ("network", test_network);
  add ("network-of-no-use", test_network_of_no_use);
  add ("stop-while-looking", test_stop_while_looking);
  add ("stop-in-handler", test_stop_in_handler);
  add ("another-service", test_another_service);
  return g_test_run ();
}
