/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The main job in the window, on a real sandbox over HTTP. */

#include "ferry-fake-notifications.h"
#include "ferry-ui-driver.h"
#include "ferry-ui-journey.h"
#include "ferry-ui-session.h"

/* Small and quick, but slow enough that a run can be seen. */
static const char *const options[]
  = { "--sandbox-option=--rows=20000", "--sandbox-option=--tables=30", "--sandbox-option=--companies=3",
      "--sandbox-option=--pace=4000", NULL };

static void
check_names (const char *name, gpointer user_data)
{
  ferry_ui_assert_all_named ();
}

static void
whole_migration (gpointer user_data)
{
  ferry_ui_journey_start_sandbox ();
  g_assert_false (ferry_ui_is_action_enabled ("win.run-replication"));
  ferry_ui_journey_set_up ();
  g_assert_false (ferry_ui_is_action_enabled ("win.run-upgrade"));
  ferry_ui_journey_run_full ();

  /* Failed tables stand in the way of the upgrade and of completing. */
  g_assert_false (ferry_ui_is_action_enabled ("win.run-upgrade"));
  g_assert_false (ferry_ui_is_action_enabled ("win.complete"));
  ferry_ui_journey_look_at_failure ();
  ferry_ui_journey_fix_and_run ();
  g_assert_false (ferry_ui_is_action_enabled ("win.complete"));
  ferry_ui_journey_initialize_companies ();
  ferry_ui_journey_upgrade ();
  ferry_ui_journey_complete ();
  g_assert_false (ferry_ui_is_action_enabled ("win.run-replication"));
  g_assert_true (ferry_ui_is_action_enabled ("win.setup"));
}

static void
test_whole_migration (void)
{
  /* A run may end while no window is in front: between a question that closes and the one below it. */
  g_autoptr (FerryFakeNotifications) desktop = ferry_fake_notifications_new (FALSE);
  g_autofree char *folder = ferry_ui_session_make_folder ();

  ferry_ui_journey_set_camera (check_names, NULL);
  ferry_ui_session_run (folder, options, whole_migration, NULL);
  ferry_ui_session_remove_folder (folder);
}

/* ---- Closed during a run, opened again ---- */

static void
begin (gpointer user_data)
{
  ferry_ui_journey_start_sandbox ();
  ferry_ui_journey_set_up ();
  ferry_ui_journey_begin_run ();
}

static gboolean
has_a_run (gpointer user_data)
{
  return g_list_model_get_n_items (ferry_environment_get_runs (ferry_ui_session_get_environment ())) > 0
         && ferry_environment_get_connection (ferry_ui_session_get_environment ()) == FERRY_CONNECTION_ONLINE;
}

static void
find_it_again (gpointer user_data)
{
  ferry_ui_wait (has_a_run, NULL, "the run that was under way");
  ferry_ui_journey_wait_run ();
}

static void
test_reopen (void)
{
  g_autofree char *folder = ferry_ui_session_make_folder ();

  ferry_ui_journey_set_camera (NULL, NULL);
  ferry_ui_session_run (folder, options, begin, NULL);
  /* The sandbox ended with the application, in the middle of the run: that run failed, and is told to have. */
  ferry_ui_session_run (folder, options, find_it_again, NULL);
  ferry_ui_session_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/whole-migration", test_whole_migration);
  g_test_add_func ("/app/closed-during-a-run", test_reopen);
  return g_test_run ();
}
