/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-ui-journey.h"

#include "ferry-action-catalog.h"
#include "ferry-ui-driver.h"
#include "ferry-ui-session.h"

/* The sandbox takes any server, and this database. */
#define CONNECTION "Server=SQL01\\BC;Database=BC;User Id=migration;Password=rehearsal;"

static FerryUiCamera the_camera;
static gpointer the_camera_data;

void
ferry_ui_journey_set_camera (FerryUiCamera camera, gpointer user_data)
{
  the_camera = camera;
  the_camera_data = user_data;
}

static void
look (const char *name)
{
  ferry_ui_settle ();
  if (the_camera)
    the_camera (name, the_camera_data);
}

static gboolean
is_online (gpointer user_data)
{
  return ferry_environment_get_connection (ferry_ui_session_get_environment ()) == FERRY_CONNECTION_ONLINE;
}

static FerryRun *
last_run (void)
{
  GListModel *runs = ferry_environment_get_runs (ferry_ui_session_get_environment ());

  for (guint i = 0; i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr (FerryRun) run = g_list_model_get_item (runs, i);

      if (ferry_run_is_replication (run))
        return run; /* the list holds it */
    }
  return NULL;
}

void
ferry_ui_journey_start_sandbox (void)
{
  ferry_ui_find (GTK_TYPE_BUTTON, "Rehearse on a sandbox");
  look ("welcome");
  ferry_ui_click ("Rehearse on a sandbox");
  look ("starting");
  ferry_ui_wait (is_online, NULL, "the sandbox to be online");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Set up cloud migration…");
  look ("not-set-up");
}

void
ferry_ui_journey_set_up (void)
{
  ferry_ui_click ("Set up cloud migration…");
  ferry_ui_find (GTK_TYPE_CHECK_BUTTON, "I accept the warning and the privacy notice");
  g_assert_false (gtk_widget_is_sensitive (ferry_ui_find (GTK_TYPE_BUTTON, "Next")));
  ferry_ui_set_check ("I accept the warning and the privacy notice", TRUE);
  look ("setup-introduction");
  ferry_ui_click ("Next");

  ferry_ui_wait_text ("Where Does the Data Come From?");
  ferry_ui_set_check ("Dynamics 365 Business Central - earlier versions", TRUE);
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Next");
  look ("setup-product");
  ferry_ui_click ("Next");

  ferry_ui_wait_text ("How to Reach the Database");
  ferry_ui_type ("Connection string", "Server=SQL01\\BC;Database=BC;UserId=migration;Password=rehearsal;");
  ferry_ui_click ("Next");
  look ("setup-connection-wrong");
  ferry_ui_wait_text ("User Id");
  ferry_ui_type ("Connection string", CONNECTION);
  look ("setup-connection");
  ferry_ui_click ("Next");

  ferry_ui_wait_text ("Install the Integration Runtime");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Next");
  look ("setup-runtime");
  ferry_ui_click ("Next");

  ferry_ui_wait_text ("Which Companies?");
  ferry_ui_set_check ("Migrate CRONUS International Ltd.", TRUE);
  look ("setup-companies");
  ferry_ui_click ("Next");

  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Finish");
  look ("setup-summary");
  ferry_ui_click ("Finish");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Finish");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Run data replication");
  look ("ready");
}

static gboolean
is_running (gpointer user_data)
{
  FerryRun *run = last_run ();

  return run && ferry_run_is_running (run);
}

static gboolean
has_progress (gpointer user_data)
{
  FerryRunMonitor *monitor = ferry_environment_get_monitor (ferry_ui_session_get_environment ());

  return ferry_run_monitor_get_tables_done (monitor) > 0 || !is_running (NULL);
}

/* Of the last replication; by its ID, since a run that is gone may have left its address to the next. */
static char *
dup_last_id (void)
{
  FerryRun *run = last_run ();

  return run ? g_strdup (ferry_run_get_id (run)) : NULL;
}

static gboolean
has_begun (gpointer before)
{
  FerryRun *run = last_run ();

  return run && g_strcmp0 (ferry_run_get_id (run), before) != 0;
}

static gboolean
has_ended (gpointer before)
{
  return has_begun (before) && !is_running (NULL);
}

void
ferry_ui_journey_begin_run (void)
{
  g_autofree char *before = dup_last_id ();

  ferry_ui_click ("Run data replication");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Run Replication");
  look ("run-confirmation");
  ferry_ui_click ("Run Replication");
  /* On a busy computer it may have ended before anybody saw it go on. */
  ferry_ui_wait (has_begun, before, "the run to begin");
}

void
ferry_ui_journey_wait_run (void)
{
  ferry_ui_wait (has_ended, NULL, "the run to end");
}

static gboolean
repair_is_done (gpointer user_data)
{
  const FerryMigrationState *state = ferry_environment_get_state (ferry_ui_session_get_environment ());

  /* The published API doesn't tell. */
  return state->repair_status != FERRY_REPAIR_STATUS_PENDING
         && state->repair_status != FERRY_REPAIR_STATUS_IN_PROGRESS;
}

void
ferry_ui_journey_run_full (void)
{
  ferry_ui_journey_begin_run ();
  ferry_ui_wait (has_progress, NULL, "progress");
  look ("running");
  ferry_ui_journey_wait_run ();
  g_assert_cmpint (ferry_run_get_replication_type (last_run ()), ==, FERRY_REPLICATION_TYPE_FULL);
  g_assert_cmpint (ferry_run_get_tables_failed (last_run ()), >, 0);
  ferry_ui_wait (repair_is_done, NULL, "the data repair");
  look ("run-with-failures");
}

static void
open_last_run (void)
{
  g_signal_emit_by_name (ferry_ui_find_list ("Migration log"), "activate", 0);
  ferry_ui_find_list ("Tables of the run");
}

/* @user_data: how many tables of the run are to be shown */
static gboolean
shows_only (gpointer user_data)
{
  return g_list_model_get_n_items (G_LIST_MODEL (ferry_ui_find_rows ("Tables of the run")))
         == GPOINTER_TO_UINT (user_data);
}

static gboolean
shows_cause (gpointer user_data)
{
  /* Before the message, or where there is little room, behind the status. */
  return ferry_ui_has_text ("Columns don’t fit — ") || ferry_ui_has_text ("Failed: Columns don’t fit · ");
}

void
ferry_ui_journey_diagnose (void)
{
  g_autofree char *before = dup_last_id ();
  guint failed;

  ferry_ui_activate_action ("win.run-diagnostic");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Create Run");
  ferry_ui_wait_text ("Before You Run");
  look ("diagnostic-confirmation");
  ferry_ui_click ("Create Run");
  ferry_ui_wait (has_ended, before, "the diagnostic run to end");
  g_assert_cmpint (ferry_run_get_replication_type (last_run ()), ==, FERRY_REPLICATION_TYPE_DIAGNOSTIC);
  failed = (guint) ferry_run_get_tables_failed (last_run ());
  g_assert_cmpuint (failed, >, 0);

  open_last_run ();
  ferry_ui_wait_text ("would fail");
  look ("diagnostic-run");
  /* All for the same reason, in this database. */
  ferry_ui_click ("Columns don’t fit (*");
  ferry_ui_wait (shows_only, GUINT_TO_POINTER (failed), "the tables of the cause alone");
  ferry_ui_wait (shows_cause, NULL, "the cause beside each table");
  look ("diagnostic-cause");
  ferry_ui_click ("Columns don’t fit (*");

  /* Fix, then run: the same cause is told once more before. */
  ferry_ui_click ("Run Data Replication…");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Run Replication");
  ferry_ui_wait_text ("Columns don’t fit: ");
  /* Return runs it, however much there is to look at. */
  g_assert_true (gtk_window_get_focus (ferry_ui_window ())
                 == gtk_window_get_default_widget (ferry_ui_window ()));
  look ("replication-after-diagnostic");
  ferry_ui_click ("Cancel");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Run Replication");
  ferry_ui_activate_action ("win.back");
  ferry_ui_find (GTK_TYPE_BUTTON, "Failed: *");
}

void
ferry_ui_journey_compare (void)
{
  GtkWindow *before = ferry_ui_window ();

  ferry_ui_activate_action ("win.compare-runs");
  ferry_ui_find_list ("Tables that differ");
  look ("comparison");
  /* Where there is little room, there are no tiles. */
  if (ferry_ui_peek (GTK_TYPE_BUTTON, "Fixed: *") != NULL)
    {
      ferry_ui_click ("Fixed: *");
      ferry_ui_wait_text ("Failed → Successful");
      look ("comparison-fixed");
    }
  ferry_ui_press ("Escape");
  ferry_ui_wait_gone (GTK_TYPE_WIDGET, "Tables that differ");
  g_assert_true (ferry_ui_window () == before);
}

void
ferry_ui_journey_look_at_failure (void)
{
  ferry_ui_click ("Failed: *");
  ferry_ui_find_list ("Tables of the run");
  ferry_ui_wait_text ("Ship-to Address");
  ferry_ui_select_row ("Tables of the run", 0);
  /* Explained: the column that is too long, in words and with a line of SQL. */
  ferry_ui_find (GTK_TYPE_BUTTON, "Copy the line");
  look ("failed-table");
  ferry_ui_activate_action ("win.back");
  ferry_ui_find (GTK_TYPE_BUTTON, "Failed: *");
}

void
ferry_ui_journey_fix_and_run (void)
{
  g_autofree char *before = dup_last_id ();

  ferry_ui_session_run_sandbox_tool ("--fix-source");
  ferry_ui_click ("Run data replication");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Run Replication");
  look ("second-run-confirmation");
  ferry_ui_click ("Run Replication");
  ferry_ui_wait (has_ended, before, "the second run to end");
  g_assert_cmpint (ferry_run_get_replication_type (last_run ()), ==, FERRY_REPLICATION_TYPE_NORMAL);
  g_assert_cmpint (ferry_run_get_tables_failed (last_run ()), ==, 0);
  g_assert_cmpint (ferry_run_get_status (last_run ()), ==, FERRY_RUN_STATUS_UPGRADE_PENDING);
  ferry_ui_wait (repair_is_done, NULL, "the data repair");
  look ("upgrade-pending");
}

static gboolean
are_initialized (gpointer user_data)
{
  GListModel *companies = ferry_environment_get_companies (ferry_ui_session_get_environment ());

  for (guint i = 0; i < g_list_model_get_n_items (companies); i++)
    {
      g_autoptr (FerryCompany) company = g_list_model_get_item (companies, i);

      if (ferry_company_get_replicate (company)
          && ferry_company_get_init_status (company) != FERRY_INIT_STATUS_INITIALIZED)
        return FALSE;
    }
  return TRUE;
}

void
ferry_ui_journey_initialize_companies (void)
{
  ferry_ui_activate_action ("win.select-companies");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Initialize CRONUS International Ltd.");
  look ("companies");
  ferry_ui_click ("Initialize CRONUS International Ltd.");
  ferry_ui_wait (are_initialized, NULL, "the company to be initialized");
  look ("companies-initialized");
  ferry_ui_click ("Cancel");
}

static gboolean
is_upgraded (gpointer user_data)
{
  return is_online (NULL) && ferry_run_get_status (last_run ()) == FERRY_RUN_STATUS_COMPLETED;
}

static gboolean
is_upgrading (gpointer user_data)
{
  return ferry_run_monitor_get_upgrading (ferry_environment_get_monitor (ferry_ui_session_get_environment ()))
         || is_upgraded (NULL);
}

void
ferry_ui_journey_upgrade (void)
{
  ferry_ui_activate_action ("win.run-upgrade");
  ferry_ui_find (GTK_TYPE_BUTTON, "Run Upgrade");
  g_assert_false (gtk_widget_is_sensitive (ferry_ui_find (GTK_TYPE_BUTTON, "Run Upgrade")));
  ferry_ui_set_check ("I understand that the upgrade can’t be undone", TRUE);
  look ("upgrade-confirmation");
  ferry_ui_click ("Run Upgrade");
  ferry_ui_wait (is_upgrading, NULL, "the upgrade to begin");
  look ("upgrading");
  ferry_ui_wait (is_upgraded, NULL, "the upgrade to end");
  look ("upgraded");
}

static gboolean
is_completed (gpointer user_data)
{
  return ferry_environment_get_state (ferry_ui_session_get_environment ())->disabled_reason
         == FERRY_DISABLED_REASON_COMPLETED;
}

void
ferry_ui_journey_complete (void)
{
  ferry_ui_activate_action ("win.complete");
  ferry_ui_find (GTK_TYPE_CHECK_BUTTON, "I have read these steps and followed them");
  ferry_ui_set_check ("I have read these steps and followed them", TRUE);
  look ("complete-guide");
  ferry_ui_click ("Complete Migration");
  ferry_ui_wait (is_completed, NULL, "the migration to be completed");
  look ("completed");
}

/* ---- Every dialog ---- */

static gboolean
is_spinning (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_SPINNER (widget) && gtk_spinner_get_spinning (GTK_SPINNER (widget)))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (is_spinning (child))
      return TRUE;
  return FALSE;
}

/* @user_data: the window that was on top before */
static gboolean
is_dialog_at_rest (gpointer user_data)
{
  GtkWindow *window = ferry_ui_window ();

  return window && window != user_data && !is_spinning (GTK_WIDGET (window));
}

static gboolean
is_on_top (gpointer user_data)
{
  return ferry_ui_window () == user_data;
}

void
ferry_ui_journey_visit (const char *action, const char *name, FerryUiVisitor visit, gpointer user_data)
{
  GtkWindow *before = ferry_ui_window ();

  ferry_ui_activate_action (action);
  ferry_ui_wait (is_dialog_at_rest, before, action);
  ferry_ui_settle ();
  visit (name, ferry_ui_window (), user_data);
  ferry_ui_press ("Escape");
  ferry_ui_wait (is_on_top, before, "the dialog to close on Escape");
}

guint
ferry_ui_journey_visit_dialogs (FerryUiVisitor visit, gpointer user_data)
{
  guint n = 0;

  for (FerryAction action = 0; action < FERRY_N_ACTIONS; action++)
    {
      g_autofree char *name = ferry_action_catalog_dup_action_name (action);

      if (!ferry_action_catalog_asks (action) || !ferry_ui_is_action_enabled (name))
        continue;
      ferry_ui_journey_visit (name, ferry_action_to_nick (action), visit, user_data);
      n++;
    }
  return n;
}
