/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Copy as command: for every action, and with what is chosen and typed at that moment. */

#include "ferry-command-button.h"
#include "ferry-fixture-keyring.h"
#include "ferry-ui-driver.h"
#include "ferry-ui-journey.h"
#include "ferry-ui-session.h"

#include <string.h>

#define COPIED "Command copied"

static const char *const options[] = { "--sandbox-option=--rows=6000", "--sandbox-option=--tables=30",
                                       "--sandbox-option=--companies=3", NULL };

/* ---- The clipboard ---- */

static GdkClipboard *
get_clipboard (void)
{
  return gdk_display_get_clipboard (gdk_display_get_default ());
}

/* Returns: (nullable): what this program copied last */
static char *
dup_copied (void)
{
  GdkContentProvider *content = gdk_clipboard_get_content (get_clipboard ());
  g_auto (GValue) value = G_VALUE_INIT;

  if (content == NULL)
    return NULL;
  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (content, &value, NULL));
  return g_value_dup_string (&value);
}

static gboolean
is_copied (gpointer line)
{
  g_autofree char *copied = dup_copied ();

  return g_strcmp0 (copied, line) == 0;
}

/* A button that is activated is pressed for a moment first. */
static void
wait_copied (const char *line)
{
  ferry_ui_wait (is_copied, (gpointer) line, line);
}

static GtkWidget *
find_button (FerryAction action)
{
  g_autofree char *name = g_strdup_printf ("Copy as command: %s", ferry_action_get_label (action));

  return ferry_ui_find (FERRY_TYPE_COMMAND_BUTTON, name);
}

/* In a question about one action the button says it in words. */
static void
copy_in_question (void)
{
  ferry_ui_click ("Copy as command");
}

static void
copy (FerryAction action)
{
  g_autofree char *name = g_strdup_printf ("Copy as command: %s", ferry_action_get_label (action));

  ferry_ui_click (name);
}

/* ---- Every action ---- */

static void
copy_every_action (void)
{
  guint n_without = 0;

  ferry_ui_activate_action ("win.show-actions");
  for (FerryAction action = 0; action < FERRY_N_ACTIONS; action++)
    {
      GtkWidget *button = find_button (action);
      g_autofree char *line = ferry_command_button_dup_line (FERRY_COMMAND_BUTTON (button));

      if (line == NULL)
        {
          g_assert_false (gtk_widget_is_sensitive (button));
          g_assert_cmpuint (strlen (gtk_widget_get_tooltip_text (button)), >, 20);
          n_without++;
          continue;
        }
      g_test_message ("%s", line);
      g_assert_true (g_str_has_prefix (line, "ferryctl "));
      g_assert_nonnull (strstr (line, " --environment Sandbox"));
      copy (action);
      wait_copied (line);
    }
  g_assert_cmpuint (n_without, ==, 1);
  ferry_ui_wait_text (COPIED);
  ferry_ui_look ("commands");
}

static void
close_actions (void)
{
  gtk_window_close (ferry_ui_window ());
  ferry_ui_wait_gone (GTK_TYPE_SEARCH_ENTRY, "Search actions");
}

/* ---- What is chosen and typed ---- */

static void
copy_reason (void)
{
  ferry_ui_activate_action ("win.pause");
  ferry_ui_type ("Reason (optional)", "It's \"late\"");
  copy_in_question ();
  wait_copied ("ferryctl pause --environment Sandbox --reason 'It'\\''s \"late\"'");
  ferry_ui_wait_text (COPIED);
  ferry_ui_look ("command-pause");
  ferry_ui_assert_all_named ();
  ferry_ui_click ("Cancel");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Pause Migration");

  ferry_ui_activate_action ("win.reset-cloud-data");
  ferry_ui_type ("Name of the environment", "Sandbox");
  copy_in_question ();
  wait_copied ("ferryctl reset --environment Sandbox");
  ferry_ui_click ("Cancel");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Reset Cloud Data");
}

static void
copy_run (void)
{
  ferry_ui_click ("Run data replication");
  copy_in_question ();
  wait_copied ("ferryctl replicate --environment Sandbox --wait");
  ferry_ui_assert_all_named ();
  ferry_ui_look ("command-replicate");
  ferry_ui_click ("Cancel");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Run Replication");
}

static void
copy_selection (void)
{
  g_autofree char *line = NULL;

  ferry_ui_activate_action ("win.select-companies");
  line = ferry_command_button_dup_line (FERRY_COMMAND_BUTTON (find_button (FERRY_ACTION_SELECT_COMPANIES)));
  g_test_message ("%s", line);
  g_assert_true (g_str_has_prefix (line, "ferryctl companies select --environment Sandbox "));
  g_assert_nonnull (strstr (line, "'CRONUS International Ltd.'"));
  copy (FERRY_ACTION_SELECT_COMPANIES);
  wait_copied (line);
  ferry_ui_wait_text (COPIED);
  ferry_ui_assert_all_named ();
  ferry_ui_look ("command-companies");
  gtk_window_close (ferry_ui_window ());
  ferry_ui_wait_gone (FERRY_TYPE_COMMAND_BUTTON, NULL);
}

static void
copy_task (void)
{
  ferry_ui_activate_action ("win.repair-companion-tables");
  copy (FERRY_ACTION_REPAIR_COMPANION_TABLES);
  wait_copied ("ferryctl repair --environment Sandbox");
  ferry_ui_wait_text (COPIED);
  ferry_ui_assert_all_named ();
  ferry_ui_look ("command-repair");
  gtk_window_close (ferry_ui_window ());
  ferry_ui_wait_gone (FERRY_TYPE_COMMAND_BUTTON, NULL);

  ferry_ui_activate_action ("win.sanitize-tables");
  copy (FERRY_ACTION_SANITIZE_TABLES);
  wait_copied ("ferryctl sanitize --environment Sandbox --company 'CRONUS International Ltd.' --table TABLE");
  ferry_ui_wait_text (COPIED);
  ferry_ui_assert_all_named ();
  ferry_ui_look ("command-sanitize");
  gtk_window_close (ferry_ui_window ());
  ferry_ui_wait_gone (FERRY_TYPE_COMMAND_BUTTON, NULL);
}

/* The connection string was typed a moment ago: it is in no line. */
static void
on_step (const char *name, gpointer user_data)
{
  g_autofree char *line = NULL;

  if (!g_str_equal (name, "setup-summary"))
    return;
  line = ferry_command_button_dup_line (
    FERRY_COMMAND_BUTTON (ferry_ui_find (FERRY_TYPE_COMMAND_BUTTON, "Copy as command")));
  g_test_message ("%s", line);
  g_assert_true (
    g_str_has_prefix (line, "ferryctl setup --environment Sandbox --product DynamicsBCLast --runtime "));
  g_assert_true (g_str_has_suffix (line, " --connection-string-stdin --company 'CRONUS International Ltd.'"));
  g_assert_null (strstr (line, "rehearsal"));
  copy_in_question ();
  wait_copied (line);
  ferry_ui_wait_text (COPIED);
  ferry_ui_assert_all_named ();
  ferry_ui_look ("command-setup");
}

static void
copy_all (gpointer user_data)
{
  ferry_ui_journey_start_sandbox ();
  copy_every_action ();
  close_actions ();
  ferry_ui_journey_set_up ();
  copy_run ();
  copy_selection ();
  copy_reason ();
  copy_task ();
}

static void
test_copy (void)
{
  ferry_ui_session_run_new (options, copy_all, NULL);
}

int
main (int argc, char **argv)
{
  g_autoptr (FerryFixtureKeyring) keyring = NULL;

  gtk_test_init (&argc, &argv, NULL);
  keyring = ferry_fixture_keyring_new (TRUE);
  ferry_ui_journey_set_camera (on_step, NULL);
  g_test_add_func ("/app/commands/copy", test_copy);
  return g_test_run ();
}
