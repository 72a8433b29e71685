/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What somebody is told who isn't looking: runs watched in the background, and the desktop's notifications about them. Once
 * with org.freedesktop.Notifications, and with `--gtk` once with GNOME's own service. */

#include "environment-fixture.h"
#include "ferry-fake-notifications.h"
#include "ferry-keyring.h"
#include "ferry-run-page.h"
#include "ferry-settings.h"
#include "ferry-ui-driver.h"
#include "ferry-ui-session.h"
#include "ferry-window.h"

#include <string.h>

#define N_PLACES 6

/* A product that needs none: its runs are simply completed. */
#define NO_UPGRADE                                                                                           \
  "{'id':'s-1','productId':'DynamicsBC','sqlServerType':'SQLServer','runtimeName':'rt','runtimeKey':''}"

static const char *const names[N_PLACES]
  = { "Adatum", "Contoso", "Fabrikam", "Litware", "Northwind", "Tailspin" };

#define NOT_CREATED                                                                                          \
  "{'id':'c-1','name':'CRONUS','replicate':true,'created':false,'status':'Error','estimatedSize':1.5,"       \
  "'companyInitializationStatus':'Unknown','companyInitializationError':'','displayName':'',"                \
  "'@odata.etag':'W/\\\"2\\\"'}"

typedef struct
{
  FakeService *services[N_PLACES];
  FerryProfile *profiles[N_PLACES];
  FerryFakeNotifications *desktop;
  char *folder;
} Fleet;

static gboolean is_gtk;

static void
keep_token (FerrySecretStore *keyring, const char *id)
{
  g_autoptr (GAsyncResult) stored = NULL;
  g_autoptr (GError) error = NULL;

  ferry_secret_store_store_async (keyring, FERRY_SECRET_TOKEN, id, "", "A test’s", "token", NULL,
                                  ferry_fixture_await_cb, &stored);
  ferry_secret_store_store_finish (keyring, ferry_fixture_await (&stored), &error);
  g_assert_no_error (error);
}

static void
set_up (Fleet *fleet)
{
  g_autoptr (FerrySecretStore) keyring = ferry_keyring_new ();
  g_autofree char *path = NULL;
  g_autoptr (FerryProfileStore) profiles = NULL;

  fleet->folder = ferry_ui_session_make_folder ();
  path = g_build_filename (fleet->folder, "environments.ini", NULL);
  profiles = ferry_profile_store_new (path);
  g_assert_true (ferry_profile_store_load (profiles, NULL));
  for (guint i = 0; i < N_PLACES; i++)
    {
      FakeService *service = fake_service_new ();
      g_autoptr (GError) error = NULL;

      fleet->services[i] = service;
      fake_service_set (&service->token, "token");
      fake_service_set (&service->setup, i == 0 ? SETUP : NO_UPGRADE);
      fake_service_set (&service->companies, CRONUS);
      fake_service_set (&service->details, DETAIL ("a", "Item", "Successful"));
      fake_service_set_run (service, "1", "Full", "In Progress", COUNTS (1, 0, 2));
      fleet->profiles[i] = ferry_profile_new (names[i], service->url, CORE_TENANT, CORE_ENVIRONMENT);
      keep_token (keyring, ferry_profile_get_id (fleet->profiles[i]));
      g_assert_true (ferry_profile_store_save_profile (profiles, fleet->profiles[i], &error));
      g_assert_no_error (error);
    }
  fleet->desktop = ferry_fake_notifications_new (is_gtk);
}

static void
tear_down (Fleet *fleet)
{
  for (guint i = 0; i < N_PLACES; i++)
    {
      fake_service_free (fleet->services[i]);
      g_object_unref (fleet->profiles[i]);
    }
  ferry_fake_notifications_free (fleet->desktop);
  ferry_ui_session_remove_folder (fleet->folder);
  g_free (fleet->folder);
}

/* A life of the application in a process of its own: GLib 2.74 may free a connection twice whose coming about is cancelled as
 * Ferry ends, which is felt by whoever runs the main loop after that. */
static void
live (FerryUiScript script)
{
  Fleet fleet = { 0 };

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }
  set_up (&fleet);
  ferry_ui_session_run (fleet.folder, NULL, script, &fleet);
  tear_down (&fleet);
}

static FerryEnvironment *
get_environment (Fleet *fleet, guint place)
{
  FerryWorkspace *workspace
    = ferry_application_get_workspace (FERRY_APPLICATION (g_application_get_default ()));

  return ferry_workspace_lookup (workspace, ferry_profile_get_id (fleet->profiles[place]));
}

static FerryRunMonitor *
get_monitor (Fleet *fleet, guint place)
{
  return ferry_environment_get_monitor (get_environment (fleet, place));
}

/* All are watched, though the page of one is open at most. */
static gboolean
are_all_watched (gpointer user_data)
{
  Fleet *fleet = user_data;

  for (guint i = 0; i < N_PLACES; i++)
    if (!ferry_run_monitor_get_active (get_monitor (fleet, i))
        || ferry_environment_get_connection (get_environment (fleet, i)) != FERRY_CONNECTION_ONLINE)
      return FALSE;
  return TRUE;
}

static void
begin (Fleet *fleet)
{
  for (guint i = 0; i < N_PLACES; i++)
    ferry_run_monitor_set_intervals (get_monitor (fleet, i), 20, 100, 40);
  ferry_ui_wait (are_all_watched, fleet, "all runs watched");
}

static gboolean
has_no_window (gpointer user_data)
{
  return gtk_application_get_windows (GTK_APPLICATION (g_application_get_default ())) == NULL;
}

static void
close_window (void)
{
  gtk_window_close (ferry_ui_window ());
  ferry_ui_wait (has_no_window, NULL, "the window gone");
}

static void
end_run (Fleet *fleet, guint place, const char *status, const char *counts)
{
  fake_service_set_run (fleet->services[place], "1", "Full", status, counts);
}

static gboolean
is_known (gpointer user_data)
{
  return ((gpointer *) user_data)[1] != NULL
         && ferry_fake_notifications_find (((gpointer *) user_data)[0], ((gpointer *) user_data)[1]) != NULL;
}

static FerryFakeNotification *
expect (Fleet *fleet, const char *title, const char *body, gboolean urgent)
{
  gpointer wanted[] = { fleet->desktop, (gpointer) title };
  FerryFakeNotification *notification;

  ferry_ui_wait (is_known, wanted, title);
  notification = ferry_fake_notifications_find (fleet->desktop, title);
  g_assert_cmpstr (notification->body, ==, body);
  /* The other service isn't told of anything between normal and critical. */
  if (is_gtk)
    g_assert_cmpint (notification->urgent, ==, urgent);
  return notification;
}

static gboolean
is_nothing_shown (gpointer user_data)
{
  return ((Fleet *) user_data)->desktop->shown->len == 0;
}

static gboolean
is_active (gpointer user_data)
{
  GtkWindow *window = ferry_ui_window ();

  return FERRY_IS_WINDOW (window) && gtk_window_is_active (window);
}

/* ---- One run ends ---- */

static gboolean
is_running_again (gpointer user_data)
{
  return ferry_run_monitor_get_active (get_monitor (user_data, 3));
}

static gboolean
has_ended_again (gpointer user_data)
{
  return !is_running_again (user_data);
}

static void
run_ends (gpointer user_data)
{
  Fleet *fleet = user_data;

  begin (fleet);
  close_window ();
  end_run (fleet, 1, "Failed", COUNTS (1, 2, 0));
  ferry_fake_notifications_click (fleet->desktop, expect (fleet, "A run of “Contoso” ended with failures",
                                                          "2 tables failed. Open the run to see why.", TRUE));
  /* The window is there again, with the run; and what is seen needn't be told any more. */
  ferry_ui_find (FERRY_TYPE_RUN_PAGE, NULL);
  g_assert_true (ferry_window_get_environment (FERRY_WINDOW (ferry_ui_window ()))
                 == get_environment (fleet, 1));
  ferry_ui_wait (is_active, NULL, "the window in front");
  ferry_ui_wait (is_nothing_shown, fleet, "the notification taken back");

  /* While somebody looks at one environment, the other is told by a toast that leads there. */
  end_run (fleet, 3, "Completed", COUNTS (3, 0, 0));
  ferry_ui_wait_text ("A run of “Litware” has ended");
  ferry_ui_look ("notification-toast");
  ferry_ui_click ("Show");
  ferry_ui_wait_text ("Litware");
  g_assert_cmpuint (fleet->desktop->n_sent, ==, 1);

  /* And what is looked at itself isn't told at all. */
  g_assert_true (ferry_window_get_environment (FERRY_WINDOW (ferry_ui_window ()))
                 == get_environment (fleet, 3));
  fake_service_add_run (fleet->services[3], "2", "Normal", "In Progress", COUNTS (1, 0, 2));
  ferry_ui_wait (is_running_again, fleet, "another run");
  fake_service_set_run (fleet->services[3], "2", "Normal", "Failed", COUNTS (1, 1, 0));
  ferry_ui_wait (has_ended_again, fleet, "its end");
  g_assert_cmpuint (fleet->desktop->n_sent, ==, 1);
  g_assert_false (ferry_ui_has_text ("A run of “Litware” ended with failures"));
}

static void
test_run_ends (void)
{
  live (run_ends);
}

/* ---- What needs an answer ---- */

/* The end of the run was told, or would have been. */
static gboolean
was_end_told (gpointer user_data)
{
  FerryEnvironment *environment = user_data;

  return !g_hash_table_contains (environment->running, "1");
}

static void
answers (gpointer user_data)
{
  Fleet *fleet = user_data;

  begin (fleet);
  close_window ();
  end_run (fleet, 0, "Upgrade Pending", COUNTS (3, 0, 0));
  expect (fleet, "“Adatum” is ready for the data upgrade",
          "The replication has ended without failures. The upgrade waits for you to start it.", FALSE);
  fake_service_set (&fleet->services[1]->token, "another");
  ferry_fake_notifications_click (fleet->desktop,
                                  expect (fleet, "“Contoso” needs you to sign in again",
                                          "What goes on there goes on, but Ferry can’t watch it.", FALSE));
  ferry_ui_wait (is_active, NULL, "the window in front");
  g_assert_true (ferry_window_get_environment (FERRY_WINDOW (ferry_ui_window ()))
                 == get_environment (fleet, 1));
  /* That of the other environment stays. */
  g_assert_nonnull (ferry_fake_notifications_find (fleet->desktop, "“Adatum” is ready for the data upgrade"));
  close_window ();

  /* Nothing is told that isn't wanted. */
  g_settings_set_boolean (ferry_settings_get (), "notify-when-ended", FALSE);
  end_run (fleet, 2, "Completed", COUNTS (3, 0, 0));
  ferry_ui_wait (was_end_told, get_environment (fleet, 2), "the end of a run that nobody is told of");
  g_assert_null (ferry_fake_notifications_find (fleet->desktop, "A run of “Fabrikam” has ended"));
  fake_service_set (&fleet->services[4]->token, "another");
  expect (fleet, "“Northwind” needs you to sign in again",
          "What goes on there goes on, but Ferry can’t watch it.", FALSE);
  g_settings_reset (ferry_settings_get (), "notify-when-ended");

  /* A company that couldn't be created, which outweighs that the run has ended. */
  fake_service_set (&fleet->services[3]->companies, NOT_CREATED);
  end_run (fleet, 3, "Completed", COUNTS (3, 0, 0));
  expect (fleet, "Companies of “Litware” couldn’t be created", "No run can be started until they are.", TRUE);
  ferry_ui_wait (was_end_told, get_environment (fleet, 3), "the end of the run");
  g_assert_nonnull (
    ferry_fake_notifications_find (fleet->desktop, "Companies of “Litware” couldn’t be created"));
}

static void
test_answers (void)
{
  live (answers);
}

/* ---- Many at once ---- */

static gboolean
is_nothing_running (gpointer unused)
{
  return !ferry_workspace_is_running (
    ferry_application_get_workspace (FERRY_APPLICATION (g_application_get_default ())));
}

static gboolean
is_one_shown (gpointer user_data)
{
  return ((Fleet *) user_data)->desktop->shown->len == 1;
}

static void
many (gpointer user_data)
{
  Fleet *fleet = user_data;

  begin (fleet);
  close_window ();
  for (guint i = 1; i < 4; i++)
    end_run (fleet, i, "Completed", COUNTS (3, 0, 0));
  for (guint i = 1; i < 4; i++)
    {
      g_autofree char *title = g_strdup_printf ("A run of “%s” has ended", names[i]);

      expect (fleet, title, "Completed", FALSE);
    }
  end_run (fleet, 4, "Failed", COUNTS (1, 2, 0));
  ferry_ui_wait (is_known, (gpointer[]){ fleet->desktop, "4 environments have something new" },
                 "the summary");
  end_run (fleet, 5, "Completed", COUNTS (3, 0, 0));
  ferry_ui_wait (is_known, (gpointer[]){ fleet->desktop, "5 environments have something new" },
                 "the summary");
  /* Nothing goes on any more, and no window is open: somebody may still click. */
  end_run (fleet, 0, "Upgrade Pending", COUNTS (3, 0, 0));
  ferry_ui_wait (is_known, (gpointer[]){ fleet->desktop, "6 environments have something new" },
                 "the summary");
  ferry_ui_wait (is_nothing_running, NULL, "the end of all");
  g_assert_cmpuint (g_application_get_inactivity_timeout (g_application_get_default ()), >=, 60000);
  ferry_ui_wait (is_one_shown, fleet, "the others taken back");
  g_assert_nonnull (
    strstr (ferry_fake_notifications_find (fleet->desktop, "6 environments have something new")->body,
            "A run of “Northwind” ended with failures"));
  ferry_fake_notifications_click (
    fleet->desktop, ferry_fake_notifications_find (fleet->desktop, "6 environments have something new"));
  ferry_ui_wait (is_active, NULL, "the window in front");
  g_assert_null (ferry_window_get_environment (FERRY_WINDOW (ferry_ui_window ())));
  ferry_ui_wait (is_nothing_shown, fleet, "the summary taken back");
  g_assert_cmpuint (g_application_get_inactivity_timeout (g_application_get_default ()), ==, 0);
}

static void
test_many (void)
{
  live (many);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  if (argc > 1 && g_str_equal (argv[1], "--gtk"))
    g_setenv ("FERRY_TEST_GTK_NOTIFICATIONS", "1", TRUE);
  is_gtk = g_getenv ("FERRY_TEST_GTK_NOTIFICATIONS") != NULL;
  g_test_add_func ("/notifications/run-ends", test_run_ends);
  g_test_add_func ("/notifications/answers", test_answers);
  g_test_add_func ("/notifications/many", test_many);
  return g_test_run ();
}
