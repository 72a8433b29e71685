/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A failed table: what became of it in every run, and unblocking it by hand (domain §2.4). */

#include "ferry-table-history.h"
#include "ferry-ui-driver.h"
#include "ferry-ui-journey.h"
#include "ferry-ui-session.h"

#include <string.h>

static const char *const options[]
  = { "--sandbox-option=--rows=4000", "--sandbox-option=--tables=30", "--sandbox-option=--companies=3",
      "--sandbox-option=--pace=8000", NULL };
static const char *const published_options[]
  = { "--sandbox-option=--rows=4000", "--sandbox-option=--tables=30",      "--sandbox-option=--companies=3",
      "--sandbox-option=--pace=8000", "--sandbox-option=--published-only", NULL };

static const FerryMigrationState *
state (void)
{
  return ferry_environment_get_state (ferry_ui_session_get_environment ());
}

static gboolean
nothing_failed (gpointer unused)
{
  return state ()->tables_failed == 0;
}

static gboolean
upgrade_is_allowed (gpointer unused)
{
  return ferry_ui_is_action_enabled ("win.run-upgrade");
}

static GListModel *
get_history (void)
{
  GtkListView *view = GTK_LIST_VIEW (ferry_ui_find (GTK_TYPE_LIST_VIEW, "Runs of the table"));

  return G_LIST_MODEL (gtk_list_view_get_model (view));
}

static gboolean
has_runs (gpointer n)
{
  return g_list_model_get_n_items (get_history ()) == GPOINTER_TO_UINT (n);
}

static void
open_failed_table (void)
{
  ferry_ui_click ("Failed: *");
  ferry_ui_find (GTK_TYPE_COLUMN_VIEW, "Tables of the run");
  ferry_ui_wait_text ("Ship-to Address");
  ferry_ui_select_row ("Tables of the run", 0);
}

static void
replicate_again (void)
{
  ferry_ui_journey_begin_run ();
  ferry_ui_journey_wait_run ();
}

static void
unblock (gpointer unused)
{
  ferry_ui_journey_start_sandbox ();
  ferry_ui_journey_set_up ();
  g_assert_false (ferry_ui_is_action_enabled ("win.unblock-table"));
  ferry_ui_journey_run_full ();
  replicate_again ();
  g_assert_false (ferry_ui_is_action_enabled ("win.run-upgrade"));

  /* Both runs are there, the newest first; a run is opened from there. */
  open_failed_table ();
  ferry_ui_look ("failed-table");
  ferry_ui_activate_action ("win.show-table-history");
  ferry_ui_wait (has_runs, GUINT_TO_POINTER (2), "both runs of the table");
  ferry_ui_wait_text ("Failed · ");
  ferry_ui_assert_all_named ();
  ferry_ui_look ("table-history");
  {
    g_autoptr (FerryTableResult) newest = g_list_model_get_item (get_history (), 0);
    g_autoptr (FerryTableResult) oldest = g_list_model_get_item (get_history (), 1);

    g_assert_cmpint (ferry_table_result_get_order (newest), >, ferry_table_result_get_order (oldest));
    g_assert_cmpint (ferry_run_get_replication_type (ferry_table_result_get_run (oldest)), ==,
                     FERRY_REPLICATION_TYPE_FULL);
    g_assert_cmpstr (ferry_table_result_get_table (newest), ==, "Ship-to Address");
    g_assert_true (ferry_table_result_get_blocked (newest));
    g_assert_false (ferry_table_result_get_blocked (oldest));
  }
  g_signal_emit_by_name (ferry_ui_find (GTK_TYPE_LIST_VIEW, "Runs of the table"), "activate", 1);
  ferry_ui_wait_text ("Full run of");
  ferry_ui_activate_action ("win.back");
  open_failed_table ();

  /* Nothing is done before the consequence is confirmed. */
  ferry_ui_click ("More about this table");
  ferry_ui_click ("Unblock Table…");
  ferry_ui_wait_text ("1 of 1 blocked table selected");
  ferry_ui_wait_text ("the last run waits for the data upgrade");
  ferry_ui_assert_all_named ();
  ferry_ui_look ("unblock");
  ferry_ui_set_check ("Unblock Ship-to Address of CRONUS International Ltd.", FALSE);
  g_assert_false (gtk_widget_is_sensitive (ferry_ui_find (GTK_TYPE_BUTTON, "Unblock…")));
  ferry_ui_set_check ("Unblock Ship-to Address of CRONUS International Ltd.", TRUE);
  ferry_ui_click ("Unblock…");
  ferry_ui_wait_text ("missing online");
  ferry_ui_look ("unblock-confirmation");
  ferry_ui_click ("Cancel");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Unblock");
  g_assert_cmpint (state ()->tables_failed, ==, 1);

  ferry_ui_click ("Unblock…");
  ferry_ui_click ("Unblock");
  ferry_ui_wait (nothing_failed, NULL, "the table to be unblocked");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Unblock…");
  /* The page shows it, and so do the rules: it was the last one. */
  ferry_ui_wait_text ("No Tables Match");
  ferry_ui_click ("Show All");
  ferry_ui_wait (upgrade_is_allowed, NULL, "the data upgrade to be allowed");
  g_assert_false (ferry_ui_is_action_enabled ("win.unblock-table"));
  g_assert_null (state ()->companies_not_ready);
}

static gboolean
has_window (gpointer unused)
{
  return ferry_ui_window () != NULL
         && ferry_environment_get_connection (ferry_ui_session_get_environment ()) == FERRY_CONNECTION_ONLINE;
}

static gboolean
is_known (gpointer unused)
{
  return has_window (NULL) && upgrade_is_allowed (NULL);
}

/* What was remembered of the run before it was unblocked doesn't come back. */
static void
open_again (gpointer unused)
{
  ferry_ui_wait (is_known, NULL, "the data upgrade to be allowed still");
  g_assert_cmpint (state ()->tables_failed, ==, 0);
  g_assert_null (state ()->companies_not_ready);
}

static void
test_unblock (void)
{
  g_autofree char *folder = ferry_ui_session_make_folder ();

  ferry_ui_session_run (folder, options, unblock, NULL);
  ferry_ui_session_run (folder, options, open_again, NULL);
  ferry_ui_session_remove_folder (folder);
}

static void
published_only (gpointer unused)
{
  ferry_ui_journey_start_sandbox ();
  ferry_ui_journey_set_up ();
  ferry_ui_journey_run_full ();
  g_assert_false (ferry_ui_is_action_enabled ("win.unblock-table"));
  open_failed_table ();
  ferry_ui_activate_action ("win.show-table-history");
  ferry_ui_wait (has_runs, GUINT_TO_POINTER (1), "the run of the table");
  ferry_ui_wait_text ("Failed · ");
}

static void
test_published_only (void)
{
  ferry_ui_session_run_new (published_options, published_only, NULL);
}

/* ---- Two clicks ---- */

static void
click_twice (gpointer unused)
{
  GtkWidget *log;

  ferry_ui_journey_start_sandbox ();
  ferry_ui_journey_set_up ();
  ferry_ui_journey_run_full ();
  log = ferry_ui_find (GTK_TYPE_COLUMN_VIEW, "Migration log");
  g_signal_emit_by_name (log, "activate", 0);
  g_signal_emit_by_name (log, "activate", 0);
  ferry_ui_wait_text ("Currency Exchange Rate");
  ferry_ui_settle ();
  /* Another one, while that is still on its way out. */
  ferry_ui_activate_action ("win.back");
  ferry_ui_find (GTK_TYPE_COLUMN_VIEW, "Migration log");
  g_signal_emit_by_name (log, "activate", 0);
  g_signal_emit_by_name (log, "activate", 1);
  ferry_ui_settle ();
  ferry_ui_activate_action ("win.back");
  ferry_ui_find (GTK_TYPE_COLUMN_VIEW, "Migration log");
}

/* People double-click what opens at the first click. */
static void
test_click_twice (void)
{
  g_autofree char *folder = ferry_ui_session_make_folder ();

  ferry_ui_session_run (folder, options, click_twice, NULL);
  ferry_ui_session_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/unblock/unblock", test_unblock);
  g_test_add_func ("/app/unblock/published-only", test_published_only);
  g_test_add_func ("/app/unblock/click-twice", test_click_twice);
  return g_test_run ();
}
