/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Several windows of one application: each shows something else, and what is told is told once. */

#include "ferry-management-page.h"
#include "ferry-settings.h"
#include "ferry-ui-driver.h"
#include "ferry-ui-journey.h"
#include "ferry-ui-session.h"
#include "ferry-windows.h"

static const char *const options[] = { "--sandbox-option=--rows=2000", "--sandbox-option=--tables=20",
                                       "--sandbox-option=--companies=2", NULL };

static GtkApplication *
application (void)
{
  return GTK_APPLICATION (g_application_get_default ());
}

static guint
count_windows (void)
{
  guint n = 0;

  for (GList *l = gtk_application_get_windows (application ()); l != NULL; l = l->next)
    n += FERRY_IS_WINDOW (l->data);
  return n;
}

static gboolean
has_count (gpointer user_data)
{
  return count_windows () == GPOINTER_TO_UINT (user_data);
}

static gboolean
is_in_front (gpointer user_data)
{
  return gtk_window_is_active (user_data);
}

static void
bring_to_front (FerryWindow *window)
{
  gtk_window_present (GTK_WINDOW (window));
  ferry_ui_wait (is_in_front, window, "the window to come to the front");
}

static FerryWindow *
open_another (void)
{
  FerryWindow *before = ferry_windows_get_last_used (application ());
  FerryWindow *window;

  ferry_ui_activate_action ("app.new-window");
  window = ferry_windows_get_last_used (application ());
  g_assert_true (window != before);
  g_assert_true (ferry_windows_get_other (window) == before);
  ferry_ui_wait (is_in_front, window, "the new window");
  ferry_ui_settle ();
  return window;
}

static void
show_each_its_own (gpointer unused)
{
  FerryWindow *first = ferry_windows_get_last_used (application ());
  FerryWindow *second;
  FerryEnvironment *sandbox;
  g_autofree char *remembered = NULL;

  ferry_ui_journey_start_sandbox ();
  sandbox = ferry_ui_session_get_environment ();
  g_assert_true (ferry_window_get_environment (first) == sandbox);

  /* The only environment there is; from there on each goes its own way. */
  second = open_another ();
  g_assert_cmpuint (count_windows (), ==, 2);
  g_assert_true (ferry_window_get_environment (second) == sandbox);
  ferry_ui_find (FERRY_TYPE_MANAGEMENT_PAGE, NULL);
  ferry_ui_activate_action ("win.show-overview");
  g_assert_null (ferry_window_get_environment (second));
  g_assert_true (ferry_window_get_environment (first) == sandbox);
  ferry_ui_assert_all_named ();
  ferry_ui_look ("second-window");

  /* Whoever wants to see the sandbox is led to where it is in view. */
  g_assert_true (ferry_windows_find_showing (application (), sandbox) == first);
  g_action_group_activate_action (
    G_ACTION_GROUP (application ()), "show-run",
    g_variant_new ("(ss)", ferry_profile_get_id (ferry_environment_get_profile (sandbox)), "unknown"));
  ferry_ui_wait (is_in_front, first, "the window with the environment");
  g_assert_null (ferry_window_get_environment (second));

  /* The choice made last is the one that is remembered, not that of the window which is closed last. */
  remembered = g_settings_get_string (ferry_settings_get (), "last-environment");
  g_assert_cmpstr (remembered, ==, ferry_profile_get_id (ferry_environment_get_profile (sandbox)));

  bring_to_front (second);
  gtk_window_close (GTK_WINDOW (second));
  ferry_ui_wait (has_count, GUINT_TO_POINTER (1), "the second window to be gone");
  ferry_ui_wait (is_in_front, first, "the first window");
  /* What is left works on. */
  ferry_ui_activate_action ("win.refresh");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Set up cloud migration…");
}

static gboolean
is_started (gpointer user_data)
{
  return ferry_window_get_environment (user_data) != NULL;
}

/* Both welcome; one starts the sandbox, and it is the same one. */
static void
start_from_either (gpointer unused)
{
  FerryWindow *first = ferry_windows_get_last_used (application ());
  FerryWindow *second = open_another ();
  FerryWorkspace *workspace = ferry_window_get_workspace (second);

  ferry_ui_find (GTK_TYPE_BUTTON, "Rehearse on a sandbox");
  ferry_window_start_sandbox (first);
  ferry_window_start_sandbox (second);
  ferry_ui_wait (is_started, first, "the sandbox");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (workspace)), ==, 1);
  g_assert_null (ferry_window_get_environment (second));
  bring_to_front (second);
  /* It doesn't welcome any more. */
  ferry_ui_wait_text ("All Environments");
}

static void
test_each_its_own (void)
{
  ferry_ui_session_run_new (options, show_each_its_own, NULL);
}

static void
test_one_sandbox (void)
{
  ferry_ui_session_run_new (options, start_from_either, NULL);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/windows/each-its-own", test_each_its_own);
  g_test_add_func ("/app/windows/one-sandbox", test_one_sandbox);
  return g_test_run ();
}
