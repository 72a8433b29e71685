/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program is killed at random moments: while it makes the source, creates companies, copies, upgrades. After
 * each time the databases are whole, what was interrupted is reported, the next run completes, and the target
 * has every row of the source once.
 *
 * FERRY_SANDBOX is the program, FERRY_KILL_ROUNDS says how often; `--seed` of g_test chooses the moments. */
#include "engine-fixture.h"
#include "program-fixture.h"
#include "sandbox-source.h"

#include <signal.h>

#define ROUNDS            50
#define ROUNDS_PER_FOLDER 10

#define CONNECTION_STRING "Server=HOST;Database=BC;User Id=U;Password=P;"

typedef enum
{
  PHASE_START,
  PHASE_CREATE,
  PHASE_RUN,
  PHASE_UPGRADE,
} Phase;

typedef struct
{
  Phase phase;     /* after the request for it … */
  guint within_ms; /* … kill at most so much later */
} Moment;

static const Moment MOMENTS[] = {
  { PHASE_START, 150 }, { PHASE_CREATE, 150 }, { PHASE_RUN, 600 },
  { PHASE_RUN, 600 },   { PHASE_RUN, 600 },    { PHASE_UPGRADE, 150 },
};

/* A small source, 4,000 rows a second: a full run takes about 0.6 s. */
static const char *const OPTIONS[] = { "--tables", "26",       "--rows", "3000",   "--seed", "7", "--pace",
                                       "4000",     "--outage", "100",    "--rate", "0",      NULL };

typedef struct
{
  guint runs;
  guint upgrades;
  guint creations;
  guint seeds;
} Interrupted;

static gboolean
set_flag_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
let_pass (guint ms)
{
  gboolean passed = FALSE;

  g_timeout_add (ms, set_flag_cb, &passed);
  while (!passed)
    g_main_context_iteration (NULL, TRUE);
}

static void
kill_after (GSubprocess *process, const Moment *moment)
{
  g_autoptr (GError) error = NULL;

  let_pass ((guint) g_test_rand_int_range (0, (gint32) moment->within_ms + 1));
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_signaled (process));
  g_assert_cmpint (g_subprocess_get_term_sig (process), ==, SIGKILL);
}

static void
start_and_kill (const char *folder, const Moment *moment)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (arguments, (char *) g_getenv ("FERRY_SANDBOX"));
  g_ptr_array_add (arguments, (char *) "--data");
  g_ptr_array_add (arguments, (char *) folder);
  for (guint i = 0; OPTIONS[i] != NULL; i++)
    g_ptr_array_add (arguments, (char *) OPTIONS[i]);
  g_ptr_array_add (arguments, NULL);
  process = g_subprocess_newv ((const char *const *) arguments->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  g_assert_no_error (error);
  kill_after (process, moment);
}

static JsonObject *
request (ProgramFixture *program, const char *method, const char *path, const char *body)
{
  guint status;
  JsonObject *answer
    = program_request (program, method, path, body, g_str_equal (method, "PATCH") ? "*" : NULL, &status);

  if (status / 100 != 2)
    g_error ("%s %s: %u", method, path, status);
  return answer;
}

static void
act (ProgramFixture *program, const char *entity, const char *id, const char *action)
{
  g_autofree char *path = g_strdup_printf ("%s(%s)/Microsoft.NAV.%s", entity, id, action);
  g_autoptr (JsonObject) answer = request (program, "POST", path, NULL);
}

static char *
first_id (ProgramFixture *program, const char *path)
{
  g_autoptr (JsonObject) answer = request (program, "GET", path, NULL);
  JsonArray *rows = json_object_get_array_member (answer, "value");

  if (json_array_get_length (rows) == 0)
    return NULL;
  return g_strdup (json_object_get_string_member (json_array_get_object_element (rows, 0), "id"));
}

static void
set_up (ProgramFixture *program, const char *setup)
{
  static const char BODY[] = "{\"productId\":\"DynamicsBCLast\",\"sqlServerType\":\"AzureSQL\","
                             "\"sqlConnectionString\":\"" CONNECTION_STRING "\"}";
  g_autoptr (JsonObject) made = request (program, "POST", setup, BODY);
  g_autoptr (JsonObject) companies = NULL;
  JsonArray *rows;

  act (program, setup, json_object_get_string_member (made, "id"), "completeSetup");
  companies = request (program, "GET", "cloudMigrationCompanies", NULL);
  rows = json_object_get_array_member (companies, "value");
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      g_autofree char *path
        = g_strdup_printf ("cloudMigrationCompanies(%s)", json_object_get_string_member (row, "id"));
      g_autoptr (JsonObject) answer = NULL;

      if (strchr (json_object_get_string_member (row, "name"), '/') == NULL)
        answer = request (program, "PATCH", path, "{\"replicate\":true}");
    }
}

static void
wait_while (ProgramFixture *program, const char *set, const char *filter)
{
  g_autofree char *path = g_strdup_printf ("%s?$filter=%s", set, filter);
  char *id;

  while ((id = first_id (program, path)) != NULL)
    g_free (id);
}

/* As an administrator's client would, until the moment is there. */
static void
drive (ProgramFixture *program, const char *folder, const Moment *moment)
{
  g_autofree char *setup = NULL;
  g_autofree char *company = NULL;
  g_autofree char *run = NULL;
  g_autoptr (GError) error = NULL;

  setup = first_id (program, "setupCloudMigration");
  if (setup == NULL)
    set_up (program, "setupCloudMigration");
  company = first_id (program, "cloudMigrationCompanies");
  wait_while (program, "cloudMigrationCompanies", "status%20eq%20'In%20Progress'");
  act (program, "cloudMigrationCompanies", company, "createCompaniesMarkedForReplication");
  if (moment->phase == PHASE_CREATE)
    return;
  wait_while (program, "cloudMigrationCompanies", "replicate%20eq%20true%20and%20status%20ne%20'Completed'");
  sandbox_source_fix (folder, NULL, &error);
  g_assert_no_error (error);
  sandbox_source_touch (folder, (guint) g_test_rand_int (), 30, 60, 20, &error);
  g_assert_no_error (error);
  run = first_id (program, "cloudMigrationStatus?$orderby=startTime%20desc&$top=1");
  act (program, "cloudMigrationStatus", run, "runReplication");
  if (moment->phase == PHASE_RUN)
    return;
  wait_while (program, "cloudMigrationStatus", "status%20eq%20'In%20Progress'");
  g_free (run);
  run = first_id (program, "cloudMigrationStatus?$orderby=startTime%20desc&$top=1");
  act (program, "cloudMigrationStatus", run, "runDataUpgrade");
}

static void
drive_and_kill (const char *folder, const Moment *moment)
{
  ProgramFixture program;
  g_autofree char *address = NULL;
  g_autofree char *company = NULL;

  program_fixture_start (&program, folder, OPTIONS);
  company = first_id (&program, "companies");
  address = g_strdup_printf ("%scompanies(%s)/", program.prefix, company);
  g_free (program.prefix);
  program.prefix = g_steal_pointer (&address);
  drive (&program, folder, moment);
  kill_after (program.process, moment);

  /* The folder stays: what is left of the fixture goes without it. */
  g_object_unref (program.process);
  g_object_unref (program.output);
  g_object_unref (program.session);
  json_object_unref (program.ready);
  g_free (program.folder);
  g_free (program.prefix);
  g_free (program.token);
}

/* The run that was under way, read before anything recovers. */
static char *
find_interrupted (const char *folder, const char *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SandboxStore) store = sandbox_store_open (folder, &error);

  g_assert_no_error (error);
  return sandbox_store_query_text (store, "SELECT run_id FROM runs WHERE status = ?", "s", status);
}

static gboolean
was_creating (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SandboxStore) store = sandbox_store_open (folder, &error);
  g_autofree char *status = NULL;

  g_assert_no_error (error);
  status = sandbox_store_get_setting (store, SANDBOX_SETTING_CREATION_STATUS);
  return g_str_equal (status, "InProgress");
}

static void
check_reported (EngineFixture *self, const char *run, const char *upgrade, gboolean creating)
{
  if (run != NULL)
    {
      g_autofree char *details = engine_fixture_text (self, "SELECT details FROM runs WHERE run_id = ?", run);

      engine_fixture_assert_text (self, "SELECT status FROM runs WHERE run_id = ?", run, "Failed");
      g_assert_nonnull (strstr (details, "interrupted"));
    }
  if (upgrade != NULL)
    g_assert_cmpint (
      engine_fixture_int (
        self, "SELECT status IN ('UpgradePending', 'Completed') AND details <> '' FROM runs WHERE run_id = ?",
        upgrade),
      ==, 1);
  if (creating)
    engine_fixture_assert_text (self, "SELECT value FROM settings WHERE key = ?",
                                SANDBOX_SETTING_CREATION_STATUS, "Failed");
  g_assert_cmpint (
    engine_fixture_int (self,
                        "SELECT (SELECT count (*) FROM runs WHERE status IN ('InProgress',"
                        " 'UpgradeInProgress')) + (SELECT count (*) FROM run_details WHERE status ="
                        " 'InProgress') + (SELECT count (*) FROM environment_operations WHERE status IN"
                        " ('queued', 'running'))",
                        NULL),
    ==, 0);
}

static void
check_and_complete (const char *folder, gboolean reset, Interrupted *interrupted)
{
  g_auto (EngineFixture) self = { 0 };
  g_autofree char *run = find_interrupted (folder, "InProgress");
  g_autofree char *upgrade = find_interrupted (folder, "UpgradeInProgress");
  g_autofree char *next = NULL;
  g_autofree char *source = g_build_filename (folder, "onprem.db", NULL);
  gboolean creating = was_creating (folder);
  g_autoptr (GError) error = NULL;

  interrupted->runs += run != NULL;
  interrupted->upgrades += upgrade != NULL;
  interrupted->creations += creating;
  interrupted->seeds += !g_file_test (source, G_FILE_TEST_EXISTS);
  engine_fixture_assert_integrity (folder);

  engine_fixture_open_folder (&self, folder, NULL);
  check_reported (&self, run, upgrade, creating);
  engine_fixture_set_product (&self, "DynamicsBCLast");
  engine_fixture_select_valid (&self);
  engine_fixture_create (&self);
  next = engine_fixture_run (&self, FALSE);
  engine_fixture_assert_text (&self, "SELECT status FROM runs WHERE run_id = ?", next, "UpgradePending");
  engine_fixture_assert_text (&self, "SELECT repair_status FROM runs WHERE run_id = ?", next, "Completed");
  g_assert_cmpint (engine_fixture_assert_equal (&self), >, 1500);
  engine_fixture_assert_integrity (folder);
  if (reset)
    {
      sandbox_engine_reset_cloud_data (self.engine, &error);
      g_assert_no_error (error);
    }
  engine_fixture_detach (&self);
}

static char *
new_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("ferry-kill-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static void
test_kill (void)
{
  const char *wanted = g_getenv ("FERRY_KILL_ROUNDS");
  guint rounds = wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : ROUNDS;
  Interrupted interrupted = { 0 };
  g_autofree char *folder = NULL;

  for (guint round = 0; round < rounds; round++)
    {
      const Moment *moment = &MOMENTS[g_test_rand_int_range (0, G_N_ELEMENTS (MOMENTS))];

      if (folder == NULL)
        {
          /* The only chance to hit it while it makes the source. */
          folder = new_folder ();
          moment = &MOMENTS[0];
        }
      if (moment->phase == PHASE_START)
        start_and_kill (folder, moment);
      else
        drive_and_kill (folder, moment);
      /* Every other time the next run is a full one. */
      check_and_complete (folder, round % 2 == 0, &interrupted);
      if (round % ROUNDS_PER_FOLDER == ROUNDS_PER_FOLDER - 1 || round == rounds - 1)
        {
          engine_fixture_remove_folder (folder);
          g_clear_pointer (&folder, g_free);
        }
    }
  g_test_message (
    "%u kills: %u in a run, %u in an upgrade, %u while creating companies, %u while making the source",
    rounds, interrupted.runs, interrupted.upgrades, interrupted.creations, interrupted.seeds);
  /* It must have meant something. */
  g_assert_cmpuint (interrupted.runs, >, rounds / 10);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/program/kill", test_kill);
  return g_test_run ();
}
