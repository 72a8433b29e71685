/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A migration from the empty application to its end with nothing but a keyboard: every key is a real one of the display's,
 * nothing is clicked and no action is called. What is looked at besides is only what there is to see. */

#include "ferry-fake-notifications.h"
#include "ferry-ui-driver.h"
#include "ferry-ui-session.h"
#include "ferry-ui-words.h"

static const char *const options[]
  = { "--sandbox-option=--rows=20000", "--sandbox-option=--tables=30", "--sandbox-option=--companies=3",
      "--sandbox-option=--pace=20000", NULL };

#define CONNECTION "Server=SQL01\\BC;Database=BC;User Id=migration;Password=rehearsal;"
#define COMPANY    "CRONUS International Ltd."

/* ---- Where the focus is ---- */

/* What it is called: a control's parts are called by it. */
static char *
dup_focus_name (void)
{
  GtkWidget *focus = gtk_window_get_focus (ferry_ui_window ());

  for (; focus != NULL && !GTK_IS_WINDOW (focus); focus = gtk_widget_get_parent (focus))
    {
      g_autofree char *name = ferry_ui_dup_name (focus);

      if (*name != '\0')
        return g_steal_pointer (&name);
    }
  return g_strdup ("");
}

static gboolean
is_focus_on (gpointer name)
{
  g_autofree char *own = dup_focus_name ();

  return ferry_ui_words_match (name, own);
}

/* Without a key: the focus is put there, or has come back. */
static void
expect (const char *name)
{
  g_autofree char *own = dup_focus_name ();
  g_autofree char *what = g_strdup_printf ("the focus to be on “%s”, it is on “%s”", name, own);

  ferry_ui_wait (is_focus_on, (gpointer) name, what);
}

/* @most: more than that is too far for anybody */
static void
go_by (const char *key, const char *name, guint most)
{
  g_autoptr (GString) way = g_string_new (NULL);
  guint n;

  for (n = 0; !is_focus_on ((gpointer) name); n++)
    {
      g_autofree char *own = dup_focus_name ();

      g_string_append_printf (way, " → %s", own);
      if (n == most)
        g_error ("%s %u times doesn't come to “%s”:%s", key, n, name, way->str);
      ferry_ui_press (key);
    }
  g_test_message ("%s %u times to “%s”%s", key, n, name, way->str);
}

static void
tab_to (const char *name, guint most)
{
  go_by ("Tab", name, most);
}

/* ---- What there is to wait for ---- */

static FerryEnvironment *
sandbox (void)
{
  return ferry_ui_session_get_environment ();
}

static FerryRun *
last_run (void)
{
  GListModel *runs = ferry_environment_get_runs (sandbox ());

  for (guint i = 0; i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr (FerryRun) run = g_list_model_get_item (runs, i);

      if (ferry_run_is_replication (run))
        return run; /* the list holds it */
    }
  return NULL;
}

/* @user_data: the run before it */
static gboolean
has_ended (gpointer user_data)
{
  FerryRun *run = last_run ();

  return run != NULL && run != user_data && !ferry_run_is_running (run);
}

static gboolean
is_online (gpointer unused)
{
  return ferry_environment_get_connection (sandbox ()) == FERRY_CONNECTION_ONLINE;
}

static gboolean
is_upgraded (gpointer unused)
{
  return is_online (NULL) && ferry_run_get_status (last_run ()) == FERRY_RUN_STATUS_COMPLETED;
}

static gboolean
is_completed (gpointer unused)
{
  return ferry_environment_get_state (sandbox ())->disabled_reason == FERRY_DISABLED_REASON_COMPLETED;
}

static gboolean
is_top (gpointer window)
{
  return ferry_ui_window () == window;
}

static gboolean
is_another (gpointer window)
{
  return ferry_ui_window () != window;
}

/* A key that opens a window, or a menu's item that does. */
static GtkWindow *
open_by (const char *key, const char *what)
{
  GtkWindow *before = ferry_ui_window ();

  ferry_ui_press (key);
  ferry_ui_wait (is_another, before, what);
  ferry_ui_settle ();
  return before;
}

static void
leave_to (GtkWindow *window)
{
  ferry_ui_press ("Escape");
  ferry_ui_wait (is_top, window, "Escape to leave the window");
  ferry_ui_settle ();
}

/* ---- The way ---- */

static void
set_up (void)
{
  GtkWindow *window, *assistant;

  expect ("Set up cloud migration…");
  window = open_by ("Return", "the assistant");
  assistant = ferry_ui_window ();
  tab_to ("I accept the warning and the privacy notice", 6);
  ferry_ui_press ("space");
  tab_to ("Next", 4);
  ferry_ui_press ("Return");

  ferry_ui_wait_text ("Where Does the Data Come From?");
  expect ("Dynamics 365 Business Central");
  ferry_ui_press ("Down");
  expect ("Dynamics 365 Business Central - earlier versions");
  ferry_ui_press ("space");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Next");
  /* Leaving asks, and one can stay. */
  open_by ("Escape", "the question whether to leave");
  leave_to (assistant);
  expect ("Dynamics 365 Business Central - earlier versions");
  ferry_ui_press ("alt+n");

  ferry_ui_wait_text ("How to Reach the Database");
  expect ("Kind of server");
  tab_to ("Connection string", 2);
  ferry_ui_write ("Server=SQL01\\BC;Database=BC;UserId=migration;Password=rehearsal;");
  ferry_ui_press ("alt+n");
  ferry_ui_wait_text ("User Id");
  expect ("Connection string");
  ferry_ui_press ("ctrl+a");
  ferry_ui_write (CONNECTION);
  ferry_ui_press ("alt+n");

  ferry_ui_wait_text ("Install the Integration Runtime");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Next");
  ferry_ui_press ("alt+n");

  ferry_ui_wait_text ("Which Companies?");
  tab_to ("Migrate " COMPANY, 6);
  ferry_ui_press ("space");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Next");
  ferry_ui_press ("alt+n");

  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Finish");
  ferry_ui_press ("alt+f");
  ferry_ui_wait (is_top, window, "the set-up to end");
}

static void
run (void)
{
  GtkWindow *window;

  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Run data replication…");
  /* The button that was there has gone, and the next step is where it was. */
  expect ("Run data replication…");
  window = open_by ("Return", "the question");
  expect ("Run Replication");
  leave_to (window);
  g_assert_null (last_run ());
  expect ("Run data replication…");
  open_by ("Return", "the question");
  ferry_ui_press ("Return");
  ferry_ui_wait (has_ended, NULL, "the run to end");
  g_assert_cmpint (ferry_run_get_tables_failed (last_run ()), >, 0);
}

static void
look_at_failure (void)
{
  GtkWindow *window = ferry_ui_window ();

  tab_to ("Failed: *", 12);
  ferry_ui_press ("Return");
  ferry_ui_wait_text ("Ship-to Address");
  expect (COMPANY ", *");
  /* One of several tables that failed? The first is enough: its explanation is beside it. */
  ferry_ui_press ("space");
  ferry_ui_find (GTK_TYPE_BUTTON, "Copy the line");
  tab_to ("Close the explanation", 12);
  ferry_ui_press ("Return");
  expect (COMPANY ", *");

  /* The row's menu. */
  ferry_ui_press ("shift+F10");
  go_by ("Down", "All Runs of This Table", 2);
  open_by ("Return", "the table's history");
  leave_to (window);
  expect (COMPANY ", *");

  ferry_ui_press ("ctrl+f");
  expect ("Search tables and messages");
  ferry_ui_write ("nothing is called so");
  ferry_ui_wait_gone (GTK_TYPE_WIDGET, COMPANY ", *");
  ferry_ui_press ("Escape");
  ferry_ui_wait_text ("Ship-to Address");
  ferry_ui_press ("Escape");
  ferry_ui_find (GTK_TYPE_BUTTON, "Failed: *");
  expect ("Failed: *");
}

static void
run_again (void)
{
  FerryRun *before = last_run ();

  ferry_ui_session_run_sandbox_tool ("--fix-source");
  open_by ("ctrl+shift+r", "the question");
  ferry_ui_press ("Return");
  ferry_ui_wait (has_ended, before, "the second run to end");
  g_assert_cmpint (ferry_run_get_tables_failed (last_run ()), ==, 0);
}

static void
initialize (void)
{
  GtkWindow *window = open_by ("ctrl+shift+c", "the companies");

  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Initialize " COMPANY);
  tab_to ("Initialize " COMPANY, 10);
  ferry_ui_press ("Return");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Initialize " COMPANY);
  leave_to (window);
}

static void
upgrade (void)
{
  GtkWindow *window;

  /* From the menu. */
  tab_to ("Actions", 25);
  ferry_ui_press ("Return");
  go_by ("Down", "Run data upgrade…", 4);
  window = open_by ("Return", "the question");
  g_assert_false (gtk_widget_is_sensitive (ferry_ui_find (GTK_TYPE_BUTTON, "Run Upgrade")));
  tab_to ("I understand that the upgrade can’t be undone", 3);
  ferry_ui_press ("space");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Run Upgrade");
  tab_to ("Run Upgrade", 6);
  ferry_ui_press ("Return");
  ferry_ui_wait (is_top, window, "the question to be gone");
  ferry_ui_wait (is_upgraded, NULL, "the upgrade to end");
}

static void
complete (void)
{
  GtkWindow *window;

  tab_to ("Complete*", 25);
  window = open_by ("Return", "the guide");
  tab_to ("I have read these steps and followed them", 20);
  ferry_ui_press ("space");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Complete Migration");
  tab_to ("Complete Migration", 6);
  ferry_ui_press ("Return");
  ferry_ui_wait (is_top, window, "the guide to be gone");
  ferry_ui_wait (is_completed, NULL, "the migration to be completed");
}

static void
migrate (gpointer unused)
{
  ferry_ui_find (GTK_TYPE_BUTTON, "Rehearse on a sandbox");
  expect ("Rehearse on a sandbox");
  ferry_ui_press ("Return");
  ferry_ui_wait (is_online, NULL, "the sandbox to be online");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Set up cloud migration…");
  set_up ();
  run ();
  look_at_failure ();
  run_again ();
  initialize ();
  upgrade ();
  complete ();
}

static void
test_keys (void)
{
  /* A run may end while no window is in front: between a question that closes and the one below it. */
  g_autoptr (FerryFakeNotifications) desktop = ferry_fake_notifications_new (FALSE);

  ferry_ui_session_run_new (options, migrate, NULL);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/keys-alone", test_keys);
  return g_test_run ();
}
