/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is off and why, what is left half-way, and what puts a migration back: pausing and resetting. */

#include "ferry-fixture-keyring.h"
#include "ferry-ui-driver.h"
#include "ferry-ui-journey.h"
#include "ferry-ui-session.h"

#include <string.h>

#define CONNECTION "Server=SQL01\\BC;Database=BC;User Id=migration;Password=rehearsal;"
#define REASON     "The auditor comes first"

static const char *const options[]
  = { "--sandbox-option=--rows=20000", "--sandbox-option=--tables=30", "--sandbox-option=--companies=3",
      "--sandbox-option=--pace=6000", NULL };

static void
check_names (const char *name, gpointer user_data)
{
  ferry_ui_assert_all_named ();
}

/* ---- The window of all actions ---- */

static GtkWidget *
find_start_button (FerryAction action)
{
  g_autofree char *at_once = g_strdup_printf ("Start: %s", ferry_action_get_label (action));
  g_autofree char *asks = g_strdup_printf ("Start…: %s", ferry_action_get_label (action));

  g_autofree char *turn_on = g_strdup_printf ("Turn On: %s", ferry_action_get_label (action));
  g_autofree char *turn_off = g_strdup_printf ("Turn Off: %s", ferry_action_get_label (action));

  return ferry_ui_peek (GTK_TYPE_BUTTON, at_once)  ?: ferry_ui_peek (GTK_TYPE_BUTTON, asks)
                                                   ?: ferry_ui_peek (GTK_TYPE_BUTTON, turn_on)
                                                   ?: ferry_ui_peek (GTK_TYPE_BUTTON, turn_off);
}

/* Every action is there; one that can't be started says why not, in the words of the rule where it is one's. */
static void
look_through_actions (void)
{
  FerryEnvironment *environment = ferry_ui_session_get_environment ();
  guint n_off = 0;

  ferry_ui_activate_action ("win.show-actions");
  ferry_ui_find (GTK_TYPE_SEARCH_ENTRY, "Search actions");
  ferry_ui_assert_all_named ();
  for (FerryAction action = 0; action < FERRY_N_ACTIONS; action++)
    {
      const char *label = ferry_action_get_label (action);
      const char *sentence = ferry_action_get_sentence (action);
      GtkWidget *row = ferry_ui_find (ADW_TYPE_ACTION_ROW, label);
      GtkWidget *button = find_start_button (action);
      const char *subtitle = adw_action_row_get_subtitle (ADW_ACTION_ROW (row));
      g_autofree char *reason = NULL;
      gboolean allowed
        = action == FERRY_ACTION_REFRESH || ferry_environment_check_action (environment, action, &reason);

      g_test_message ("%s: %s", label, subtitle);
      g_assert_true (g_str_has_prefix (subtitle, sentence));
      if (allowed && button)
        {
          g_assert_true (gtk_widget_is_sensitive (button));
          continue;
        }
      n_off++;
      g_assert_false (button && gtk_widget_is_sensitive (button));
      g_assert_cmpint (subtitle[strlen (sentence)], ==, '\n');
      g_assert_cmpuint (strlen (subtitle), >, strlen (sentence) + 10);
      if (!allowed)
        g_assert_cmpstr (subtitle + strlen (sentence) + 1, ==, reason);
    }
  g_assert_cmpuint (n_off, >, 0);

  ferry_ui_type ("Search actions", "no action is called so");
  ferry_ui_wait_text ("No Such Action");
  ferry_ui_type ("Search actions", "PAUSE");
  ferry_ui_find (ADW_TYPE_ACTION_ROW, ferry_action_get_label (FERRY_ACTION_PAUSE));
  ferry_ui_wait_gone (ADW_TYPE_ACTION_ROW, ferry_action_get_label (FERRY_ACTION_COMPLETE));
  ferry_ui_type ("Search actions", "");
}

static void
close_actions (void)
{
  gtk_window_close (ferry_ui_window ());
  ferry_ui_wait_gone (GTK_TYPE_SEARCH_ENTRY, "Search actions");
}

/* ---- F5 ---- */

static gint64
get_last_seen (void)
{
  gint64 last_seen;

  g_object_get (ferry_ui_session_get_environment (), "last-seen", &last_seen, NULL);
  return last_seen;
}

static gboolean
was_seen_since (gpointer before)
{
  return get_last_seen () > *(gint64 *) before && ferry_ui_is_action_enabled ("win.refresh");
}

/* As often as anybody likes: that the service is asked once a minute only is nothing to see here. */
static void
refresh_by_key (void)
{
  for (guint i = 0; i < 3; i++)
    {
      gint64 before = get_last_seen ();

      ferry_ui_press ("F5");
      ferry_ui_wait (was_seen_since, &before, "the state to be read again");
    }
  g_assert_null (ferry_ui_peek (GTK_TYPE_BUTTON, "Details"));
}

/* ---- What the service has, asked anew ---- */

static void
on_refreshed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  ferry_environment_refresh_finish (FERRY_ENVIRONMENT (object), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_set (gpointer user_data)
{
  return *(gboolean *) user_data;
}

static char *
dup_selected (void)
{
  FerryEnvironment *environment = ferry_ui_session_get_environment ();
  GListModel *companies = ferry_environment_get_companies (environment);
  g_autoptr (GString) names = g_string_new (NULL);
  gboolean done = FALSE;

  ferry_environment_refresh_async (environment, NULL, on_refreshed, &done);
  ferry_ui_wait (is_set, &done, "the companies to be read");
  g_assert_cmpuint (g_list_model_get_n_items (companies), ==, 3);
  for (guint i = 0; i < g_list_model_get_n_items (companies); i++)
    {
      g_autoptr (FerryCompany) company = g_list_model_get_item (companies, i);

      if (ferry_company_get_replicate (company))
        g_string_append_printf (names, "%s;", ferry_company_get_name (company));
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
assert_selected (const char *names)
{
  g_autofree char *selected = dup_selected ();

  g_assert_cmpstr (selected, ==, names);
}

/* ---- Left half-way ---- */

/* Asked whether to leave; whoever doesn't want to is where he was. */
static void
cancel_and_go_on (void)
{
  ferry_ui_click ("Cancel");
  ferry_ui_wait_text ("The migration isn’t set up until you finish.");
  ferry_ui_assert_all_named ();
  ferry_ui_click ("Go On");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Go On");
}

/* @runtime: whether there is none yet, so that there is a step for it; @before: whether there was a migration */
static void
go_to_companies (gboolean runtime, gboolean before)
{
  ferry_ui_click ("Set up cloud migration…");
  ferry_ui_set_check ("I accept the warning and the privacy notice", TRUE);
  if (before)
    {
      g_assert_false (gtk_widget_is_sensitive (ferry_ui_find (GTK_TYPE_BUTTON, "Next")));
      ferry_ui_set_check ("I confirm that the environment isn’t in production use", TRUE);
    }
  ferry_ui_click ("Next");
  ferry_ui_wait_text ("Where Does the Data Come From?");
  ferry_ui_set_check ("Dynamics 365 Business Central - earlier versions", TRUE);
  cancel_and_go_on ();
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
  ferry_ui_find_sensitive (GTK_TYPE_CHECK_BUTTON, "Migrate CRONUS International Ltd.");
}

/* The runtime of the time before is still there. */
static void
set_up_again (gboolean before)
{
  go_to_companies (FALSE, before);
  ferry_ui_set_check ("Migrate CRONUS International Ltd.", TRUE);
  ferry_ui_click ("Next");
  ferry_ui_click ("Finish");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Finish");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Run data replication");
}

static void
leave_half_way (gpointer user_data)
{
  ferry_ui_journey_start_sandbox ();
  refresh_by_key ();
  look_through_actions ();
  close_actions ();

  /* Nothing is lost on the first page, and nothing asked. */
  ferry_ui_click ("Set up cloud migration…");
  ferry_ui_find (GTK_TYPE_CHECK_BUTTON, "I accept the warning and the privacy notice");
  ferry_ui_click ("Cancel");
  ferry_ui_wait_gone (GTK_TYPE_CHECK_BUTTON, "I accept the warning and the privacy notice");

  go_to_companies (TRUE, FALSE);
  ferry_ui_assert_all_named ();
  /* A name that can't be online: the company can't be chosen, and says why. */
  g_assert_false (
    gtk_widget_is_sensitive (ferry_ui_find (GTK_TYPE_CHECK_BUTTON, "Migrate Fjord & Sønner A/S")));
  ferry_ui_wait_text ("“/”");
  ferry_ui_click ("Next");
  ferry_ui_wait_text ("Select at least one company.");
  g_assert_true (ferry_ui_has_text ("Which Companies?"));
  ferry_ui_set_check ("Migrate CRONUS International Ltd.", TRUE);
  g_assert_false (ferry_ui_has_text ("Select at least one company."));

  ferry_ui_click ("Cancel");
  ferry_ui_wait_text ("The migration isn’t set up until you finish.");
  ferry_ui_click ("Leave Set-Up");
  ferry_ui_wait_gone (GTK_TYPE_LABEL, "Which Companies?");
  assert_selected ("");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Set up cloud migration…");
  g_assert_false (ferry_ui_is_action_enabled ("win.run-replication"));

  /* Once set up, the dialog of the companies is as careful. */
  set_up_again (FALSE);
  assert_selected ("CRONUS International Ltd.;");
  ferry_ui_activate_action ("win.select-companies");
  ferry_ui_set_check ("Migrate Nordhavn Logistik GmbH", TRUE);
  ferry_ui_click ("Cancel");
  ferry_ui_wait_text ("stay as they were.");
  ferry_ui_assert_all_named ();
  ferry_ui_click ("Go On");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Go On");
  ferry_ui_set_check ("Migrate Nordhavn Logistik GmbH", FALSE);
  ferry_ui_set_check ("Migrate CRONUS International Ltd.", FALSE);
  g_assert_true (ferry_ui_has_text ("None of 3 companies selected"));
  ferry_ui_click ("Cancel");
  ferry_ui_click ("Discard");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Apply");
  assert_selected ("CRONUS International Ltd.;");
}

static void
test_left_half_way (void)
{
  ferry_ui_session_run_new (options, leave_half_way, NULL);
}

/* ---- Paused, and begun anew ---- */

static const FerryMigrationState *
state (void)
{
  return ferry_environment_get_state (ferry_ui_session_get_environment ());
}

static gboolean
is_paused (gpointer user_data)
{
  return state ()->disabled_reason == FERRY_DISABLED_REASON_PAUSED;
}

static gboolean
is_reset (gpointer user_data)
{
  return state ()->cloud_data_reset;
}

static gboolean
is_in_log (const char *text)
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

static gboolean
reason_is_in_log (gpointer user_data)
{
  return is_in_log (REASON);
}

static void
pause_it (void)
{
  look_through_actions ();
  ferry_ui_click ("Start…: Pause migration");
  ferry_ui_wait_text ("Pause the Migration?");
  ferry_ui_assert_all_named ();
  ferry_ui_click ("Cancel");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Pause Migration");
  g_assert_false (is_paused (NULL));

  ferry_ui_activate_action ("win.pause");
  if (ferry_ui_session_is_published_only ())
    ferry_ui_wait_text ("This environment doesn’t take a reason");
  ferry_ui_type ("Reason (optional)", REASON);
  ferry_ui_click ("Pause Migration");
  ferry_ui_wait (is_paused, NULL, "the migration to be paused");
  ferry_ui_wait_text ("Migration paused");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Set up cloud migration…");
  g_assert_false (ferry_ui_is_action_enabled ("win.run-replication"));
  /* The published interface has no room for it: it is in the journal. */
  if (!ferry_ui_session_is_published_only ())
    {
      ferry_ui_wait (reason_is_in_log, NULL, "the reason to be in the log");
      ferry_ui_wait_text (REASON);
    }
  look_through_actions ();
  close_actions ();
}

static void
reset_it (void)
{
  static const char *const wrong[] = { "", "Sandbo", "sandbox", "Sandbox 2" };
  GtkWidget *button;

  /* So that it's the reset that makes a difference. */
  ferry_ui_click ("Run data replication");
  ferry_ui_wait_text ("This run is a normal one");
  ferry_ui_click ("Cancel");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Run Replication");

  ferry_ui_activate_action ("win.reset-cloud-data");
  button = ferry_ui_find (GTK_TYPE_BUTTON, "Reset Cloud Data");
  ferry_ui_assert_all_named ();
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      ferry_ui_type ("Name of the environment", wrong[i]);
      g_assert_false (gtk_widget_is_sensitive (button));
    }
  ferry_ui_press ("Return");
  ferry_ui_type ("Name of the environment", "Sandbox");
  g_assert_true (gtk_widget_is_sensitive (button));
  ferry_ui_type ("Name of the environment", "Sandboxes");
  g_assert_false (gtk_widget_is_sensitive (button));
  ferry_ui_type ("Name of the environment", "Sandbox");
  g_assert_false (is_reset (NULL));
  ferry_ui_press ("Return");
  ferry_ui_wait (is_reset, NULL, "the cloud data to be reset");
  ferry_ui_click ("Run data replication");
  ferry_ui_wait_text ("This run is a full one");
  ferry_ui_click ("Cancel");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Run Replication");
}

static void
pause_and_reset (gpointer user_data)
{
  ferry_ui_journey_start_sandbox ();
  ferry_ui_journey_set_up ();
  pause_it ();
  set_up_again (TRUE);
  /* Asserts that the run was a full one. */
  ferry_ui_journey_run_full ();
  reset_it ();
  ferry_ui_journey_run_full ();
  g_assert_false (is_reset (NULL));
}

static void
test_pause_and_reset (void)
{
  ferry_ui_session_run_new (options, pause_and_reset, NULL);
}

int
main (int argc, char **argv)
{
  g_autoptr (FerryFixtureKeyring) keyring = NULL;

  gtk_test_init (&argc, &argv, NULL);
  keyring = ferry_fixture_keyring_new (TRUE);
  ferry_ui_journey_set_camera (check_names, NULL);
  g_test_add_func ("/app/actions/left-half-way", test_left_half_way);
  g_test_add_func ("/app/actions/pause-and-reset", test_pause_and_reset);
  return g_test_run ();
}
