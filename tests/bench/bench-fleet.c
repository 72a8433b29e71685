/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Fifty environments of one administrator, watched with the intervals that the application has: what that asks of the
 * service, and what it costs here.
 *
 * They are in one `ferry-sandbox`, each with a database and a migration of its own: as online, they share one host and
 * one user, so that its limits (6,000 requests in 5 min, five at once) are those of all of them together, and its count
 * is the service's own. The program under measurement is this one alone.
 *
 *   FERRY_BENCH_MINUTES   how long (1)
 *   FERRY_BENCH_RUNNING   in how many a replication goes on meanwhile (5)
 */

#include <math.h>
#include <sys/resource.h>

#include "ferry-environment-private.h"
#include "ferry-json.h"
#include "ferry-session-private.h"
#include "fixed-authorizer.h"
#include "sandbox-fixture.h"

#define FLEET 50

#define MINUTE               G_GINT64_CONSTANT (60) * G_USEC_PER_SEC
#define IDLE_IN_AN_HOUR      12
#define RUNNING_IN_A_MINUTE  20
#define USER_IN_FIVE_MINUTES 6000
#define MOST_CPU             0.01

typedef struct
{
  FerryEnvironment *environment;
  char *path; /* what the paths of its requests begin with */
  GArray *times;
  gboolean running;
} Member;

typedef struct
{
  SandboxFixture sandbox;
  FerryAuthorizer *authorizer;
  FerryDatabase *database;
  char *folder;
  Member members[FLEET];
  GArray *times; /* of all of them */
  guint opened;
} Fleet;

static guint
get_number (const char *variable, guint otherwise)
{
  const char *text = g_getenv (variable);
  guint64 number;

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 0, 10000, &number, NULL) ? (guint) number
                                                                                        : otherwise;
}

static double
get_cpu (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / G_USEC_PER_SEC;
}

/* ---- Requests, as they go out ---- */

static void
on_request_queued (SoupSession *soup, SoupMessage *message, Fleet *fleet)
{
  gint64 now = g_get_monotonic_time ();
  const char *path = g_uri_get_path (soup_message_get_uri (message));

  g_array_append_val (fleet->times, now);
  for (guint i = 0; i < FLEET; i++)
    if (g_str_has_prefix (path, fleet->members[i].path))
      g_array_append_val (fleet->members[i].times, now);
}

/* The most in any time of this length, wherever it begins. */
static guint
find_most (GArray *times, gint64 length)
{
  guint most = 0;

  for (guint i = 0, first = 0; i < times->len; i++)
    {
      while (g_array_index (times, gint64, first) <= g_array_index (times, gint64, i) - length)
        first++;
      most = MAX (most, i - first + 1);
    }
  return most;
}

/* What the service itself counted. */
static JsonObject *
ask_console (Fleet *fleet, const char *method)
{
  g_autofree char *url
    = g_strconcat (ferry_sandbox_process_get_url (fleet->sandbox.process), "/sandbox/requests", NULL);
  g_autofree char *bearer
    = g_strconcat ("Bearer ", ferry_sandbox_process_get_token (fleet->sandbox.process), NULL);
  g_autoptr (SoupSession) soup = soup_session_new ();
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (JsonNode) root = NULL;

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", bearer);
  body = soup_session_send_and_read (soup, message, NULL, &error);
  g_assert_no_error (error);
  if (g_bytes_get_size (body) == 0)
    return NULL;
  root = ferry_json_parse (g_bytes_get_data (body, NULL), g_bytes_get_size (body), &error);
  g_assert_no_error (error);
  return json_node_dup_object (root);
}

/* ---- The fleet ---- */

static char *
make_name (Fleet *fleet, guint i)
{
  return i == 0 ? g_strdup (ferry_sandbox_process_get_environment (fleet->sandbox.process))
                : g_strdup_printf ("Branch-%02u", i);
}

/* Through a service of its own, and not part of what is measured. */
static void
begin_run (Fleet *fleet, guint i)
{
  g_autofree char *name = make_name (fleet, i);
  g_autoptr (FerrySetup) setup = NULL;
  g_autoptr (GPtrArray) companies = NULL;
  FerryMigrationService *before = fleet->sandbox.service;

  fleet->sandbox.service = sandbox_fixture_create_service (&fleet->sandbox, NULL, name, NULL);
  setup = sandbox_fixture_set_up_migration (&fleet->sandbox, "DynamicsBC");
  companies = sandbox_fixture_list_companies (&fleet->sandbox);
  sandbox_fixture_select (&fleet->sandbox, ferry_company_get_name (g_ptr_array_index (companies, 0)), TRUE);
  {
    g_autoptr (GAsyncResult) result = NULL;

    ferry_migration_service_create_companies_async (fleet->sandbox.service, NULL, ferry_fixture_await_cb,
                                                    &result);
    ferry_migration_service_create_companies_finish (fleet->sandbox.service, ferry_fixture_await (&result),
                                                     NULL);
  }
  sandbox_fixture_wait_created (&fleet->sandbox);
  sandbox_fixture_replicate (&fleet->sandbox);
  g_object_unref (fleet->sandbox.service);
  fleet->sandbox.service = before;
  fleet->members[i].running = TRUE;
}

static void
on_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fleet *fleet = user_data;
  g_autoptr (GError) error = NULL;

  ferry_environment_open_finish (FERRY_ENVIRONMENT (object), result, &error);
  g_assert_no_error (error);
  fleet->opened++;
}

static void
open_all (Fleet *fleet)
{
  const char *url = ferry_sandbox_process_get_url (fleet->sandbox.process);
  const char *tenant = ferry_sandbox_process_get_tenant (fleet->sandbox.process);
  g_autoptr (GUri) base = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (FerryPool) pool = ferry_pool_get (base, fleet->authorizer);

  g_signal_connect (ferry_pool_get_soup (pool), "request-queued", G_CALLBACK (on_request_queued), fleet);
  for (guint i = 0; i < FLEET; i++)
    {
      Member *member = &fleet->members[i];
      g_autofree char *name = make_name (fleet, i);
      g_autofree char *escaped = g_uri_escape_string (name, NULL, FALSE);
      g_autoptr (FerryProfile) profile = ferry_profile_new (name, url, tenant, name);

      member->path = g_strdup_printf ("/v2.0/%s/%s/", tenant, escaped);
      member->times = g_array_new (FALSE, FALSE, sizeof (gint64));
      member->environment = ferry_environment_new (profile, fleet->authorizer, fleet->database);
      ferry_environment_open_async (member->environment, NULL, on_opened, fleet);
    }
  ferry_fixture_wait_until (fleet->opened == FLEET);
  for (guint i = 0; i < FLEET; i++)
    g_assert_true (ferry_migration_service_get_session (fleet->members[i].environment->service)->pool
                   == pool);
}

static gboolean
on_time_over (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
watch (guint minutes)
{
  gboolean over = FALSE;

  g_timeout_add_seconds (minutes * 60, on_time_over, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

/* ---- What came of it ---- */

static gboolean
report (const char *what, double value, const char *unit, double budget)
{
  gboolean kept = value <= budget;

  g_print ("%-52s %9.2f %-14s of %8.2f   %s\n", what, value, unit, budget, kept ? "kept" : "EXCEEDED");
  return kept;
}

static gboolean
report_all (Fleet *fleet, guint minutes, double cpu, gint64 elapsed)
{
  g_autoptr (JsonObject) counted = ask_console (fleet, "GET");
  guint idle_most = 0, running_most = 0, idle_sum = 0, running_sum = 0, n_running = 0;
  gboolean kept = TRUE;
  double idle_budget = ceil (IDLE_IN_AN_HOUR * MIN (minutes, 60) / 60.0);
  double hours = (double) elapsed / (60 * MINUTE);

  for (guint i = 0; i < FLEET; i++)
    {
      Member *member = &fleet->members[i];

      if (member->running)
        {
          g_assert_true (ferry_run_monitor_get_active (member->environment->monitor));
          running_most = MAX (running_most, find_most (member->times, MINUTE));
          running_sum += member->times->len;
          n_running++;
        }
      else
        {
          idle_most = MAX (idle_most, find_most (member->times, 60 * MINUTE));
          idle_sum += member->times->len;
        }
      g_assert_cmpint (ferry_environment_get_connection (member->environment), ==, FERRY_CONNECTION_ONLINE);
    }
  g_print ("%u environments, %u of them with a run, watched for %.1f min\n", FLEET, n_running, hours * 60);
  g_print ("%u requests went out, the service counted %" G_GINT64_FORMAT "\n", fleet->times->len,
           json_object_get_int_member (counted, "total"));
  g_print ("on average: %.1f an hour where idle, %.1f a minute where running\n",
           n_running < FLEET ? idle_sum / hours / (FLEET - n_running) : 0,
           n_running > 0 ? running_sum / (hours * 60) / n_running : 0);
  kept &= report ("idle, the busiest environment", idle_most, "in this time", idle_budget);
  if (n_running > 0)
    kept &= report ("running, the busiest environment and minute", running_most, "a minute",
                    RUNNING_IN_A_MINUTE);
  kept &= report ("all together, the busiest five minutes", find_most (fleet->times, 5 * MINUTE), "in 5 min",
                  USER_IN_FIVE_MINUTES);
  kept &= report ("at once, as the service saw it",
                  (double) json_object_get_int_member (counted, "mostAtOnce"), "requests", FERRY_POOL_PLACES);
  kept &= report ("processor of the client", 100 * cpu / ((double) elapsed / G_USEC_PER_SEC), "% of one",
                  100 * MOST_CPU);
  return kept;
}

static void
close_all (Fleet *fleet)
{
  g_autoptr (GAsyncResult) result = NULL;

  for (guint i = 0; i < FLEET; i++)
    {
      Member *member = &fleet->members[i];

      ferry_environment_close (member->environment);
      g_clear_object (&member->environment);
      g_array_unref (member->times);
      g_free (member->path);
    }
  ferry_database_close_async (fleet->database, ferry_fixture_await_cb, &result);
  ferry_database_close_finish (fleet->database, ferry_fixture_await (&result), NULL);
}

int
main (int argc, char *argv[])
{
  static const char *const arguments[] = { "--more-environments",
                                           "Branch*49",
                                           "--companies",
                                           "1",
                                           "--tables",
                                           "20",
                                           "--rows",
                                           "20000",
                                           "--pace",
                                           "20",
                                           "--rate",
                                           "6000",
                                           NULL };
  guint minutes = get_number ("FERRY_BENCH_MINUTES", 1);
  guint running = MIN (get_number ("FERRY_BENCH_RUNNING", 5), FLEET);
  g_autofree char *path = NULL;
  Fleet fleet = { .times = g_array_new (FALSE, FALSE, sizeof (gint64)) };
  gint64 begun;
  double cpu;
  gboolean kept;

  sandbox_fixture_set_up (&fleet.sandbox, arguments);
  fleet.authorizer = fixed_authorizer_new (ferry_sandbox_process_get_token (fleet.sandbox.process));
  fleet.folder = core_fixture_folder ();
  path = g_build_filename (fleet.folder, "ferry.db", NULL);
  fleet.database = ferry_database_new (path);
  for (guint i = 0; i < running; i++)
    begin_run (&fleet, i);

  ask_console (&fleet, "DELETE");
  cpu = get_cpu ();
  begun = g_get_monotonic_time ();
  open_all (&fleet);
  g_print ("opened with %u requests in %.1f s, %.2f s of the processor\n", fleet.times->len,
           (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC, get_cpu () - cpu);

  /* The opening is done once; what goes on is what counts. */
  for (guint i = 0; i < FLEET; i++)
    g_array_set_size (fleet.members[i].times, 0);
  g_array_set_size (fleet.times, 0);
  ask_console (&fleet, "DELETE");
  cpu = get_cpu ();
  begun = g_get_monotonic_time ();
  watch (minutes);
  kept = report_all (&fleet, minutes, get_cpu () - cpu, g_get_monotonic_time () - begun);

  close_all (&fleet);
  sandbox_fixture_tear_down (&fleet.sandbox, NULL);
  core_fixture_remove_folder (fleet.folder);
  g_array_unref (fleet.times);
  return kept ? 0 : 1;
}
