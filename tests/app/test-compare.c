/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Help where it hurts: what is found before a set-up and a run, why tables fail, what differs between two runs. */

#include "ferry-ui-driver.h"
#include "ferry-ui-journey.h"
#include "ferry-ui-session.h"

static const char *const options[]
  = { "--sandbox-option=--rows=20000", "--sandbox-option=--tables=30", "--sandbox-option=--companies=3",
      "--sandbox-option=--pace=8000", NULL };

/* What has to be on the steps of the way that others go, too. */
static void
check_step (const char *name, gpointer user_data)
{
  ferry_ui_assert_all_named ();
  if (g_str_equal (name, "setup-summary"))
    {
      /* Advice is in nobody's way. */
      g_assert_true (ferry_ui_has_text ("Before You Finish"));
      g_assert_true (ferry_ui_has_text ("A data upgrade follows the copy"));
      g_assert_true (gtk_widget_is_sensitive (ferry_ui_find (GTK_TYPE_BUTTON, "Finish")));
    }
  else if (g_str_equal (name, "setup-connection"))
    g_assert_false (ferry_ui_has_text ("Worth a Look"));
  else if (g_str_equal (name, "run-confirmation"))
    {
      g_assert_true (ferry_ui_has_text ("This run is a full one"));
      g_assert_true (ferry_ui_has_text ("“CRONUS International Ltd.”"));
    }
  else if (g_str_equal (name, "second-run-confirmation"))
    g_assert_true (ferry_ui_has_text ("This run is a normal one"));
}

/* ---- Before the set-up ---- */

static void
look_at_connection (void)
{
  ferry_ui_click ("Set up cloud migration…");
  ferry_ui_set_check ("I accept the warning and the privacy notice", TRUE);
  ferry_ui_click ("Next");
  ferry_ui_wait_text ("Where Does the Data Come From?");
  ferry_ui_set_check ("Dynamics 365 Business Central - earlier versions", TRUE);
  ferry_ui_click ("Next");
  ferry_ui_wait_text ("How to Reach the Database");

  /* What can’t be one isn’t talked about while it is typed. */
  ferry_ui_type ("Connection string", "Server=");
  g_assert_false (ferry_ui_has_text ("Worth a Look"));
  ferry_ui_type ("Connection string", "Server=localhost;Database=msdb;User Id=sa;Password=rehearsal;");
  ferry_ui_wait_text ("Worth a Look");
  ferry_ui_wait_text ("“msdb” holds no companies");
  ferry_ui_wait_text ("Login “sa” may do everything");
  ferry_ui_assert_all_named ();
  ferry_ui_type ("Connection string", "Server=SQL01;Database=BC;User Id=migration;Password=rehearsal;");
  ferry_ui_settle ();
  g_assert_false (ferry_ui_has_text ("Worth a Look"));
  ferry_ui_press ("Escape");
  ferry_ui_click ("Leave Set-Up");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Next");
}

/* ---- Two runs ---- */

static guint
count_rows (void)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (ferry_ui_find (GTK_TYPE_COLUMN_VIEW, "Tables that differ"));

  return g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (view)));
}

static gboolean
has_rows (gpointer user_data)
{
  return ferry_ui_peek (GTK_TYPE_COLUMN_VIEW, "Tables that differ") != NULL
         && count_rows () == GPOINTER_TO_UINT (user_data);
}

static void
wait_rows (guint n)
{
  ferry_ui_wait (has_rows, GUINT_TO_POINTER (n), "the tables that differ");
}

/* The only table that failed was fixed; the second run copied only what had changed of the others. */
static void
compare_runs (void)
{
  GtkDropDown *earlier, *later, *kind;
  guint n_all;

  ferry_ui_activate_action ("win.compare-runs");
  ferry_ui_find (GTK_TYPE_COLUMN_VIEW, "Tables that differ");
  ferry_ui_assert_all_named ();
  n_all = count_rows ();
  g_assert_cmpuint (n_all, >, 1);
  ferry_ui_find (GTK_TYPE_BUTTON, "Fixed: 1");
  ferry_ui_find (GTK_TYPE_BUTTON, "Newly failed: 0");

  ferry_ui_click ("Fixed: 1");
  wait_rows (1);
  ferry_ui_wait_text ("Ship-to Address");
  ferry_ui_wait_text ("Failed → Successful");
  ferry_ui_wait_text ("1 of ");

  /* Nothing has it, then everything again. */
  ferry_ui_type ("Search companies and tables", "no table is called so");
  ferry_ui_wait_text ("No Tables Match");
  g_assert_false (ferry_ui_is_action_enabled ("compare.export"));
  ferry_ui_click ("Show All");
  wait_rows (n_all);
  kind = GTK_DROP_DOWN (ferry_ui_find (GTK_TYPE_DROP_DOWN, "Change"));
  g_assert_cmpuint (gtk_drop_down_get_selected (kind), ==, 0);

  /* At the width of a telephone, too. */
  ferry_ui_resize (360, 640);
  ferry_ui_wait_text ("Fixed · ");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Fixed: 1");
  gtk_drop_down_set_selected (kind, 2);
  ferry_ui_wait_text ("Fixed (1)");
  wait_rows (1);
  gtk_drop_down_set_selected (kind, 0);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (ferry_ui_window ())), <=, 420);
  ferry_ui_resize (1000, 680);

  /* The same run twice is nothing to compare; with the diagnostic run it is the same table that differs. */
  earlier = GTK_DROP_DOWN (ferry_ui_find (GTK_TYPE_DROP_DOWN, "Earlier run"));
  later = GTK_DROP_DOWN (ferry_ui_find (GTK_TYPE_DROP_DOWN, "Later run"));
  g_assert_cmpuint (gtk_drop_down_get_selected (later), ==, 0);
  g_assert_cmpuint (gtk_drop_down_get_selected (earlier), ==, 1);
  gtk_drop_down_set_selected (earlier, 0);
  ferry_ui_wait_text ("Choose Two Runs");
  gtk_drop_down_set_selected (earlier, 2);
  ferry_ui_find (GTK_TYPE_BUTTON, "Fixed: 1");

  /* Whichever is chosen where, the older one is before. */
  gtk_drop_down_set_selected (later, 1);
  gtk_drop_down_set_selected (earlier, 0);
  ferry_ui_find (GTK_TYPE_BUTTON, "Fixed: 1");
  ferry_ui_press ("Escape");
  ferry_ui_wait_gone (GTK_TYPE_DROP_DOWN, "Earlier run");
}

static void
script (gpointer user_data)
{
  ferry_ui_journey_start_sandbox ();
  look_at_connection ();
  ferry_ui_journey_set_up ();
  g_assert_false (ferry_ui_is_action_enabled ("win.compare-runs"));
  ferry_ui_journey_diagnose ();
  g_assert_false (ferry_ui_is_action_enabled ("win.compare-runs"));
  ferry_ui_journey_run_full ();
  ferry_ui_journey_fix_and_run ();
  ferry_ui_journey_compare ();
  compare_runs ();
}

static void
test_help (void)
{
  g_autofree char *folder = ferry_ui_session_make_folder ();

  ferry_ui_journey_set_camera (check_step, NULL);
  ferry_ui_session_run (folder, options, script, NULL);
  ferry_ui_session_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/compare/help", test_help);
  return g_test_run ();
}
