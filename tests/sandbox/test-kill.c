/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A process with an engine is killed at random moments: while it makes the source, creates companies, copies,
 * repairs, upgrades. After each time both databases are whole, what was interrupted is reported, the next run
 * completes, and the target has every row of the source once.
 *
 * FERRY_KILL_ROUNDS says how often; `--seed` of g_test chooses the moments. */
#include "engine-fixture.h"
#include "sandbox-source.h"

#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>

#define ROUNDS            50
#define ROUNDS_PER_FOLDER 10
#define PACE              4000 /* rows a second: a full run takes about 0.6 s */
#define OUTAGE_MS         100

typedef struct
{
  const char *phase; /* the line of the child to wait for */
  guint within_ms;   /* kill at most so much later */
} Moment;

static const Moment MOMENTS[] = {
  { "start", 100 }, { "create", 150 }, { "run", 600 }, { "run", 600 }, { "run", 600 }, { "upgrade", 150 },
};

typedef struct
{
  guint runs;
  guint upgrades;
  guint creations;
  guint seeds;
} Interrupted;

static char *program;

static void
say (const char *line)
{
  puts (line);
  fflush (stdout);
}

/* What is killed. */
G_NORETURN static void
child_main (const char *folder)
{
  g_auto (EngineFixture) self = { 0 };
  guint round = (guint) g_random_int ();

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  say ("start");
  engine_fixture_open_folder (&self, folder, NULL);
  sandbox_engine_set_pace (self.engine, PACE);
  sandbox_engine_set_outage (self.engine, OUTAGE_MS);
  engine_fixture_set_product (&self, "DynamicsBCLast");
  engine_fixture_select_valid (&self);
  for (;;)
    {
      g_autofree char *run = NULL;
      g_autoptr (GError) error = NULL;

      say ("create");
      engine_fixture_create (&self);
      sandbox_source_touch (folder, round++, 30, 60, 20, &error);
      g_assert_no_error (error);
      say ("run");
      run = engine_fixture_run (&self, FALSE);
      say ("upgrade");
      g_assert_true (sandbox_engine_start_upgrade (self.engine, run, &error));
      sandbox_engine_wait_idle (self.engine);
    }
}

static void
wait_for_line (GSubprocess *child, const char *phase)
{
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));

  /* The pipe stays open: the child goes on writing to it. */
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  for (;;)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, &error);

      g_assert_no_error (error);
      if (line == NULL)
        g_error ("The process ended by itself");
      if (g_str_equal (line, phase))
        return;
    }
}

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
run_and_kill (const char *folder, const Moment *moment)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child
    = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--child", folder, NULL);

  g_assert_no_error (error);
  wait_for_line (child, moment->phase);
  let_pass ((guint) g_test_rand_int_range (0, (gint32) moment->within_ms + 1));
  g_subprocess_force_exit (child);
  g_subprocess_wait (child, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_signaled (child));
  g_assert_cmpint (g_subprocess_get_term_sig (child), ==, SIGKILL);
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
                        " 'InProgress')",
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
      run_and_kill (folder, moment);
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
  if (argc == 3 && g_str_equal (argv[1], "--child"))
    child_main (argv[2]);

  program = g_strdup (argv[0]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/kill", test_kill);
  return g_test_run ();
}
