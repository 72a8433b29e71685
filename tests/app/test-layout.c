/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The two layouts of an environment's page: switched, remembered, told to the service and taken from it (domain §2.10). */

#include "ferry-fact-box.h"
#include "ferry-layout.h"
#include "ferry-tile-box.h"
#include "ferry-ui-driver.h"
#include "ferry-ui-journey.h"
#include "ferry-ui-session.h"

static const char *const options[]
  = { "--sandbox-option=--rows=4000", "--sandbox-option=--tables=20", "--sandbox-option=--companies=3",
      "--sandbox-option=--pace=20000", NULL };
static const char *const published_options[]
  = { "--sandbox-option=--rows=4000",  "--sandbox-option=--tables=20",      "--sandbox-option=--companies=3",
      "--sandbox-option=--pace=20000", "--sandbox-option=--published-only", NULL };

static const FerryMigrationState *
state (void)
{
  return ferry_environment_get_state (ferry_ui_session_get_environment ());
}

static gboolean
is_legacy_told (gpointer unused)
{
  return state ()->has_layout && !state ()->use_new_layout;
}

static gboolean
is_modern_told (gpointer unused)
{
  return state ()->has_layout && state ()->use_new_layout;
}

static gboolean
is_online (gpointer unused)
{
  return ferry_environment_get_connection (ferry_ui_session_get_environment ()) == FERRY_CONNECTION_ONLINE;
}

static gboolean
is_on (const char *name)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (g_application_get_default ()));
  g_autoptr (GVariant) value = NULL;

  while (gtk_window_get_transient_for (window) != NULL)
    window = gtk_window_get_transient_for (window);
  value = g_action_group_get_action_state (G_ACTION_GROUP (window), name);
  return g_variant_get_boolean (value);
}

static void
assert_modern (void)
{
  ferry_ui_find (FERRY_TYPE_TILE_BOX, NULL);
  ferry_ui_wait_gone (FERRY_TYPE_FACT_BOX, NULL);
  g_assert_true (is_on ("use-new-layout"));
}

static void
assert_legacy (void)
{
  ferry_ui_find (FERRY_TYPE_FACT_BOX, NULL);
  ferry_ui_wait_gone (FERRY_TYPE_TILE_BOX, NULL);
  g_assert_false (is_on ("use-new-layout"));
}

static void
switch_it (gpointer unused)
{
  ferry_ui_journey_start_sandbox ();
  assert_modern ();
  ferry_ui_journey_set_up ();
  ferry_ui_journey_run_full ();

  ferry_ui_activate_action ("win.use-new-layout");
  assert_legacy ();
  ferry_ui_wait (is_legacy_told, NULL, "the service to be told of the legacy layout");
  ferry_ui_assert_all_named ();
  ferry_ui_look ("layout-legacy");
  /* Status, next step, lists behind the numbers and the runs are all within reach. */
  ferry_ui_wait_text ("1 of ");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Run data replication…");
  ferry_ui_click ("Not initialized: 1");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Initialize CRONUS International Ltd.");
  ferry_ui_click ("Cancel");
  ferry_ui_click ("Failed: 1");
  ferry_ui_find (GTK_TYPE_COLUMN_VIEW, "Tables of the run");
  ferry_ui_wait_text ("Ship-to Address");
  ferry_ui_activate_action ("win.back");

  /* In the window of all actions, with its state. */
  ferry_ui_activate_action ("win.show-actions");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Turn On: Use the new layout");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Turn On: Keep user permissions");
  ferry_ui_look ("actions-toggles");
  ferry_ui_click ("Turn On: Use the new layout");
  assert_modern ();
  ferry_ui_wait (is_modern_told, NULL, "the service to be told of the new layout");
  ferry_ui_activate_action ("win.use-new-layout");
  ferry_ui_wait (is_legacy_told, NULL, "the service to be told of the legacy layout again");
}

/* Somebody else used another layout meanwhile: the service's word counts when it is first read. */
static void
open_again (gpointer unused)
{
  assert_legacy ();
  ferry_ui_wait (is_legacy_told, NULL, "the service to be read");
  assert_legacy ();
  /* What is remembered here says otherwise at the next start. */
  ferry_layout_forget (
    ferry_profile_get_id (ferry_environment_get_profile (ferry_ui_session_get_environment ())));
}

static void
follow_service (gpointer unused)
{
  ferry_ui_wait (is_legacy_told, NULL, "the service to be read");
  assert_legacy ();
}

static void
test_switch (void)
{
  g_autofree char *folder = ferry_ui_session_make_folder ();

  ferry_ui_session_run (folder, options, switch_it, NULL);
  ferry_ui_session_run (folder, options, open_again, NULL);
  ferry_ui_session_run (folder, options, follow_service, NULL);
  ferry_ui_session_remove_folder (folder);
}

/* Without the management API it is a setting of Ferry's own. */
static void
switch_published (gpointer unused)
{
  ferry_ui_journey_start_sandbox ();
  ferry_ui_activate_action ("win.use-new-layout");
  assert_legacy ();
  g_assert_false (state ()->has_layout);
  g_assert_false (ferry_ui_is_action_enabled ("win.keep-user-permissions"));
}

static void
open_published (gpointer unused)
{
  assert_legacy ();
  ferry_ui_wait (is_online, NULL, "the sandbox to be online");
  assert_legacy ();
}

static void
test_published_only (void)
{
  g_autofree char *folder = ferry_ui_session_make_folder ();

  ferry_ui_session_run (folder, published_options, switch_published, NULL);
  ferry_ui_session_run (folder, published_options, open_published, NULL);
  ferry_ui_session_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/layout/switch", test_switch);
  g_test_add_func ("/app/layout/published-only", test_published_only);
  return g_test_run ();
}
