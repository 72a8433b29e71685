/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Setting a migration up once more: after it was paused, completed and abandoned; and by a delegated administrator, who has
 * to be approved first (domain §2.1, §2.8). */

#include <libsoup/soup.h>
#include <string.h>

#include "ferry-fixture-keyring.h"
#include "ferry-settings.h"
#include "ferry-ui-driver.h"
#include "ferry-ui-journey.h"
#include "ferry-ui-session.h"

#define CONNECTION "Server=SQL01\\BC;Database=BC;User Id=migration;Password=rehearsal;"

/* So slow that the run is seen going on. */
static const char *const options[]
  = { "--sandbox-option=--rows=20000", "--sandbox-option=--tables=30", "--sandbox-option=--companies=3",
      "--sandbox-option=--pace=1500", NULL };
static const char *const delegated_options[]
  = { "--sandbox-option=--rows=4000", "--sandbox-option=--tables=20", "--sandbox-option=--companies=3",
      "--sandbox-option=--delegated", NULL };

static const FerryMigrationState *
state (void)
{
  return ferry_environment_get_state (ferry_ui_session_get_environment ());
}

static gboolean
has_reason (gpointer reason)
{
  return state ()->disabled_reason == (FerryDisabledReason) GPOINTER_TO_INT (reason);
}

static gboolean
is_in_log (gpointer text)
{
  GListModel *runs = ferry_environment_get_runs (ferry_ui_session_get_environment ());

  for (guint i = 0; i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr (FerryRun) run = g_list_model_get_item (runs, i);

      if (strstr (ferry_run_get_details (run), text))
        return TRUE;
    }
  return FALSE;
}

static void
end_with_reason (const char *action, const char *button, const char *reason, FerryDisabledReason disabled)
{
  ferry_ui_activate_action (action);
  ferry_ui_type ("Reason (optional)", reason);
  ferry_ui_click (button);
  ferry_ui_wait (has_reason, GINT_TO_POINTER (disabled), "the migration to be switched off");
  ferry_ui_wait (is_in_log, (gpointer) reason, "the reason to be in the log");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Set up cloud migration…");
  g_assert_false (ferry_ui_is_action_enabled ("win.run-replication"));
}

/* @runtime: whether there is none any more; @keep: whether users keep their permissions */
static void
set_up_again (gboolean runtime, gboolean keep)
{
  ferry_ui_activate_action ("win.setup");
  ferry_ui_set_check ("I accept the warning and the privacy notice", TRUE);
  /* There was a migration: nobody may work in the environment. */
  g_assert_false (gtk_widget_is_sensitive (ferry_ui_find (GTK_TYPE_BUTTON, "Next")));
  ferry_ui_wait_text ("This environment was migrated to before.");
  ferry_ui_set_check ("I confirm that the environment isn’t in production use", TRUE);
  ferry_ui_look ("setup-again-introduction");
  ferry_ui_click ("Next");
  ferry_ui_wait_text ("Where Does the Data Come From?");
  ferry_ui_set_check ("Dynamics 365 Business Central - earlier versions", TRUE);
  ferry_ui_click ("Next");
  ferry_ui_wait_text ("How to Reach the Database");
  ferry_ui_type ("Connection string", CONNECTION);
  ferry_ui_click ("Next");
  if (runtime)
    {
      ferry_ui_wait_text ("Install the Integration Runtime");
      ferry_ui_click ("Next");
    }
  ferry_ui_wait_text ("Which Companies?");
  ferry_ui_set_check ("Migrate CRONUS International Ltd.", TRUE);
  ferry_ui_click ("Next");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Finish");
  ferry_ui_wait_text ("may overwrite what they enter");
  ferry_ui_set_check ("Keep user permissions", keep);
  ferry_ui_assert_all_named ();
  ferry_ui_look ("setup-again-summary");
  ferry_ui_click ("Finish");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Finish");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Run data replication");
}

static gboolean
keeps (gpointer keep)
{
  return state ()->keep_user_permissions == GPOINTER_TO_INT (keep);
}

static gboolean
is_running (gpointer unused)
{
  return state ()->run_in_progress;
}

static void
again_and_again (gpointer unused)
{
  ferry_ui_journey_start_sandbox ();
  ferry_ui_journey_set_up ();
  /* While a run goes on, neither. */
  ferry_ui_journey_begin_run ();
  ferry_ui_wait (is_running, NULL, "the run");
  g_assert_false (ferry_ui_is_action_enabled ("win.pause"));
  g_assert_false (ferry_ui_is_action_enabled ("win.abandon"));
  g_assert_false (ferry_ui_is_action_enabled ("win.complete"));
  ferry_ui_journey_wait_run ();

  end_with_reason ("win.pause", "Pause Migration", "The auditor comes first", FERRY_DISABLED_REASON_PAUSED);
  set_up_again (FALSE, TRUE);
  ferry_ui_wait (keeps, GINT_TO_POINTER (TRUE), "the service to keep permissions");
  /* Asserts that the run is a normal one: what was copied before isn't copied again. */
  ferry_ui_journey_fix_and_run ();
  ferry_ui_journey_initialize_companies ();
  ferry_ui_journey_upgrade ();
  ferry_ui_journey_complete ();

  set_up_again (TRUE, FALSE);
  ferry_ui_wait (keeps, GINT_TO_POINTER (FALSE), "the service not to keep permissions");
  end_with_reason ("win.abandon", "Abandon Migration", "Another house does it",
                   FERRY_DISABLED_REASON_ABANDONED);
  set_up_again (TRUE, FALSE);
}

static void
test_again (void)
{
  ferry_ui_session_run_new (options, again_and_again, NULL);
}

/* ---- Turned on and off without a set-up ---- */

static void
toggle (gpointer unused)
{
  ferry_ui_journey_start_sandbox ();
  ferry_ui_activate_action ("win.keep-user-permissions");
  ferry_ui_wait_text ("The setting holds for the next set-up");
  ferry_ui_assert_all_named ();
  ferry_ui_look ("keep-permissions");
  ferry_ui_click ("Cancel");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Keep Permissions");
  g_assert_true (keeps (GINT_TO_POINTER (FALSE)));
  ferry_ui_activate_action ("win.keep-user-permissions");
  ferry_ui_click ("Keep Permissions");
  ferry_ui_wait (keeps, GINT_TO_POINTER (TRUE), "permissions to be kept");
  ferry_ui_activate_action ("win.keep-user-permissions");
  ferry_ui_wait (keeps, GINT_TO_POINTER (FALSE), "permissions not to be kept");
}

static void
test_permissions (void)
{
  ferry_ui_session_run_new (options, toggle, NULL);
}

/* ---- Approved by somebody else ---- */

static void
on_followed (GObject *object, GAsyncResult *result, gpointer done)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = soup_session_send_and_read_finish (SOUP_SESSION (object), result, &error);

  g_assert_no_error (error);
  g_assert_nonnull (body);
  *(gboolean *) done = TRUE;
}

static gboolean
is_set (gpointer done)
{
  return *(gboolean *) done;
}

/* As the licensed user does who got the link. */
static void
approve (const char *link)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = soup_message_new ("POST", link);
  gboolean done = FALSE;

  g_assert_nonnull (message);
  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, on_followed, &done);
  ferry_ui_wait (is_set, &done, "the approval");
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
}

static void
delegated (gpointer unused)
{
  g_autofree char *link = NULL;

  ferry_ui_journey_start_sandbox ();
  ferry_ui_click ("Set up cloud migration…");
  ferry_ui_set_check ("I accept the warning and the privacy notice", TRUE);
  ferry_ui_click ("Next");
  ferry_ui_wait_text ("Have It Approved");
  ferry_ui_assert_all_named ();
  ferry_ui_look ("setup-approval");
  link = g_strdup (adw_action_row_get_subtitle (
    ADW_ACTION_ROW (ferry_ui_find (ADW_TYPE_ACTION_ROW, "Link to the approval"))));
  g_assert_true (g_str_has_prefix (link, "http"));

  ferry_ui_click ("Next");
  ferry_ui_wait_text ("The request isn’t approved yet.");
  g_assert_true (ferry_ui_has_text ("Have It Approved"));
  approve (link);
  ferry_ui_click ("Next");
  ferry_ui_wait_text ("Where Does the Data Come From?");
  ferry_ui_click ("Cancel");
  ferry_ui_click ("Leave Set-Up");
}

static void
test_delegated (void)
{
  ferry_ui_session_run_new (delegated_options, delegated, NULL);
}

int
main (int argc, char **argv)
{
  g_autoptr (FerryFixtureKeyring) keyring = NULL;

  gtk_test_init (&argc, &argv, NULL);
  keyring = ferry_fixture_keyring_new (TRUE);
  /* The bus of the keyring has nobody who shows notifications. */
  g_settings_set_boolean (ferry_settings_get (), "notify-when-ended", FALSE);
  g_test_add_func ("/app/setup-again/again", test_again);
  g_test_add_func ("/app/setup-again/delegated", test_delegated);
  g_test_add_func ("/app/setup-again/permissions", test_permissions);
  return g_test_run ();
}
