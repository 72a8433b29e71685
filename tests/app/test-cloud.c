/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the page says while the service has no time for us: quietly, and until it has. */

#include "ferry-ui-driver.h"
#include "ferry-ui-journey.h"
#include "ferry-ui-session.h"

/* The first reading comes through. Then the service is busy for three looks, the first of them with its retries. */
static const char *const busy[]
  = { "--sandbox-option=--rows=2000", "--sandbox-option=--tables=3",
      "--sandbox-option=--fault=GET cloudMigrationStatus n=2 times=6 status=503", NULL };

/* Here for longer than one would wait. */
static const char *const down[]
  = { "--sandbox-option=--rows=2000", "--sandbox-option=--tables=3",
      "--sandbox-option=--fault=GET cloudMigrationStatus n=2 times=8 cut", NULL };

static gboolean
is_quiet_again (gpointer unused)
{
  return !ferry_ui_has_text ("The service is busy.") && !ferry_ui_has_text ("Trying again")
         && !ferry_ui_has_text ("was lost before");
}

static void
be_busy (gpointer user_data)
{
  ferry_ui_journey_start_sandbox ();
  ferry_ui_wait_text ("The service is busy.");
  ferry_ui_assert_all_named ();
  g_assert_true (ferry_ui_has_text ("Trying again"));
  /* It passes by itself, and meanwhile nothing is taken away. */
  g_assert_null (ferry_ui_peek (GTK_TYPE_BUTTON, "Try Again"));
  g_assert_cmpint (ferry_environment_get_connection (ferry_ui_session_get_environment ()), ==,
                   FERRY_CONNECTION_ONLINE);
  ferry_ui_resize (360, 640);
  g_assert_true (ferry_ui_has_text ("The service is busy."));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (ferry_ui_window ())), <=, 420);
  ferry_ui_wait (is_quiet_again, NULL, "the banner to go");
  g_assert_cmpint (ferry_environment_get_connection (ferry_ui_session_get_environment ()), ==,
                   FERRY_CONNECTION_ONLINE);
}

static void
be_down (gpointer user_data)
{
  ferry_ui_journey_start_sandbox ();
  ferry_ui_wait_text ("was lost before the answer was complete.");
  g_assert_true (ferry_ui_has_text ("Trying again"));
  ferry_ui_find (GTK_TYPE_BUTTON, "Try Again");
  ferry_ui_assert_all_named ();
  ferry_ui_wait (is_quiet_again, NULL, "the banner to go");
  g_assert_null (ferry_ui_peek (GTK_TYPE_BUTTON, "Try Again"));
  g_assert_cmpint (ferry_environment_get_connection (ferry_ui_session_get_environment ()), ==,
                   FERRY_CONNECTION_ONLINE);
}

static void
test_busy (void)
{
  ferry_ui_session_run_new (busy, be_busy, NULL);
}

static void
test_down (void)
{
  ferry_ui_session_run_new (down, be_down, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/cloud/busy", test_busy);
  g_test_add_func ("/app/cloud/down", test_down);
  return g_test_run ();
}
