/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The dialogs of the service: its keys, its version, record links, warnings, and what is left to do at the end. */

#define _GNU_SOURCE /* memmem () */

#include "ferry-fixture-keyring.h"
#include "ferry-keyring.h"
#include "ferry-secret-row.h"
#include "ferry-ui-driver.h"
#include "ferry-ui-journey.h"
#include "ferry-ui-session.h"

#include <string.h>

static const char *const options[]
  = { "--sandbox-option=--rows=20000", "--sandbox-option=--tables=30", "--sandbox-option=--companies=3",
      "--sandbox-option=--pace=60000", NULL };

static const FerryMigrationState *
state (void)
{
  return ferry_environment_get_state (ferry_ui_session_get_environment ());
}

static void
check_names (const char *name, gpointer user_data)
{
  ferry_ui_assert_all_named ();
}

/* Closes the window that says @text. */
static void
close_dialog (const char *text)
{
  gtk_window_close (GTK_WINDOW (gtk_widget_get_root (ferry_ui_find (GTK_TYPE_LABEL, text))));
  ferry_ui_wait_gone (GTK_TYPE_LABEL, text);
}

/* ---- The key ---- */

typedef struct
{
  gboolean done;
  char *secret;
} Lookup;

static void
on_looked_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Lookup *lookup = user_data;
  g_autoptr (GError) error = NULL;

  lookup->secret = ferry_secret_store_lookup_finish (FERRY_SECRET_STORE (source), result, &error);
  g_assert_no_error (error);
  lookup->done = TRUE;
}

static gboolean
is_looked_up (gpointer user_data)
{
  return ((Lookup *) user_data)->done;
}

/* What the keyring has, asked from the keyring itself; @name: (nullable) */
static char *
dup_kept_key (const char *name)
{
  g_autoptr (FerrySecretStore) keyring = FERRY_SECRET_STORE (ferry_keyring_new ());
  Lookup lookup = { FALSE, NULL };
  char *copy;

  ferry_secret_store_lookup_async (
    keyring, FERRY_SECRET_RUNTIME_KEY,
    ferry_profile_get_id (ferry_environment_get_profile (ferry_ui_session_get_environment ())), name, NULL,
    on_looked_up, &lookup);
  ferry_ui_wait (is_looked_up, &lookup, "the keyring");
  copy = g_strdup (lookup.secret);
  ferry_secret_free (lookup.secret);
  return copy;
}

static char *
dup_shown_key (void)
{
  GtkWidget *row;
  char *key;

  ferry_ui_click ("Show “Authentication key”");
  row = gtk_widget_get_ancestor (ferry_ui_find (GTK_TYPE_TOGGLE_BUTTON, "Hide “Authentication key”"),
                                 FERRY_TYPE_SECRET_ROW);
  key = g_strdup (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)));
  ferry_ui_click ("Hide “Authentication key”");
  ferry_ui_settle ();
  g_assert_cmpuint (strlen (key), >, 20);
  g_assert_false (ferry_ui_has_text (key));
  return key;
}

/* A secret is in no file of ours: journal, history, logs, settings. The sandbox's own folder is the service's. */
static void
assert_in_no_file (const char *folder, const char *secret)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (directory);
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      gsize size = 0;

      if (g_str_equal (name, "service.db") || g_str_has_prefix (name, "service.db-"))
        continue;
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        assert_in_no_file (path, secret);
      else if (g_file_get_contents (path, &text, &size, NULL))
        {
          g_test_message ("%s: %" G_GSIZE_FORMAT " bytes", path, size);
          g_assert_null (memmem (text, size, secret, strlen (secret)));
        }
    }
}

static void
look_at_keys (gpointer folder)
{
  g_autofree char *first = NULL, *kept_first = NULL, *cancelled = NULL, *second = NULL, *kept_second = NULL,
                  *third = NULL, *kept_third = NULL;

  ferry_ui_journey_start_sandbox ();
  /* There is no runtime whose key could be reset. */
  g_assert_false (ferry_ui_is_action_enabled ("win.reset-runtime-key"));
  ferry_ui_journey_set_up ();

  ferry_ui_activate_action ("win.get-runtime-key");
  ferry_ui_wait_text ("As the service has it at present.");
  ferry_ui_assert_all_named ();
  first = dup_shown_key ();
  kept_first = dup_kept_key (NULL);
  g_assert_cmpstr (kept_first, ==, first);

  /* Reset from there: asked first; whoever doesn't want to has the old one. */
  ferry_ui_click ("Reset Key…");
  ferry_ui_wait_text ("Reset the Runtime Service Key?");
  ferry_ui_assert_all_named ();
  ferry_ui_click ("Cancel");
  ferry_ui_wait_gone (GTK_TYPE_LABEL, "Reset the Runtime Service Key?");
  cancelled = dup_shown_key ();
  g_assert_cmpstr (cancelled, ==, first);
  ferry_ui_click ("Reset Key…");
  ferry_ui_click ("Reset Key");
  ferry_ui_wait_text ("This key is new");
  second = dup_shown_key ();
  g_assert_cmpstr (second, !=, first);
  kept_second = dup_kept_key (NULL);
  g_assert_cmpstr (kept_second, ==, second);
  close_dialog ("This key is new*");

  /* And from the menu. */
  ferry_ui_activate_action ("win.reset-runtime-key");
  ferry_ui_click ("Cancel");
  ferry_ui_wait_gone (GTK_TYPE_LABEL, "Reset the Runtime Service Key?");
  ferry_ui_activate_action ("win.reset-runtime-key");
  ferry_ui_click ("Reset Key");
  ferry_ui_wait_text ("This key is new");
  third = dup_shown_key ();
  g_assert_cmpstr (third, !=, second);
  kept_third = dup_kept_key (NULL);
  g_assert_cmpstr (kept_third, ==, third);
  close_dialog ("This key is new*");

  assert_in_no_file (folder, first);
  assert_in_no_file (folder, second);
  assert_in_no_file (folder, third);
}

static void
test_keys (void)
{
  g_autofree char *folder = ferry_ui_session_make_folder ();

  ferry_ui_session_run (folder, options, look_at_keys, folder);
  ferry_ui_session_remove_folder (folder);
}

/* Without a keyring the key is made all the same, and whoever needs it later is told to copy it now. */
static void
keep_nothing (gpointer folder)
{
  g_autofree char *key = NULL;

  ferry_ui_journey_start_sandbox ();
  ferry_ui_journey_set_up ();
  ferry_ui_activate_action ("win.reset-runtime-key");
  ferry_ui_click ("Reset Key");
  ferry_ui_wait_text ("This key is new");
  ferry_ui_wait_text ("The Key Isn’t Kept in the Keyring");
  ferry_ui_wait_text ("Copy it now if you need it later.");
  ferry_ui_assert_all_named ();
  key = dup_shown_key ();
  ferry_ui_click ("Copy “Authentication key”");
  close_dialog ("This key is new*");
  assert_in_no_file (folder, key);
}

static void
test_keys_without_keyring (void)
{
  g_autofree char *folder = ferry_ui_session_make_folder ();

  ferry_ui_session_run (folder, options, keep_nothing, folder);
  ferry_ui_session_remove_folder (folder);
}

/* ---- The version ---- */

static gboolean
is_in_log (gpointer text)
{
  GListModel *runs = ferry_environment_get_runs (ferry_ui_session_get_environment ());

  for (guint i = 0; i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr (FerryRun) run = g_list_model_get_item (runs, i);

      if (strstr (ferry_run_get_details (run), text) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
update_it (gpointer folder)
{
  g_autofree char *deployed = NULL;
  g_autofree char *latest = NULL;

  ferry_ui_journey_start_sandbox ();
  ferry_ui_journey_set_up ();
  deployed = g_strdup (state ()->deployed_version);
  latest = g_strdup (state ()->latest_version);
  g_assert_cmpstr (deployed, !=, latest);

  ferry_ui_activate_action ("win.update-service");
  ferry_ui_wait_text ("An Update Is Available");
  ferry_ui_find (GTK_TYPE_LABEL, deployed);
  ferry_ui_find (GTK_TYPE_LABEL, latest);
  ferry_ui_assert_all_named ();
  ferry_ui_click ("Update");
  ferry_ui_wait_text ("The Service Was Updated");
  ferry_ui_wait_gone (GTK_TYPE_LABEL, deployed);
  g_assert_null (ferry_ui_peek (GTK_TYPE_BUTTON, "Update"));
  close_dialog ("The Service Was Updated");
  ferry_ui_wait (is_in_log, latest, "the update's entry of the log");

  ferry_ui_activate_action ("win.update-service");
  ferry_ui_wait_text ("The Service Is Up to Date");
  g_assert_null (ferry_ui_peek (GTK_TYPE_BUTTON, "Update"));
  close_dialog ("The Service Is Up to Date");
}

static void
test_update (void)
{
  g_autofree char *folder = ferry_ui_session_make_folder ();

  ferry_ui_session_run (folder, options, update_it, folder);
  ferry_ui_session_remove_folder (folder);
}

static void
on_updated_elsewhere (GObject *source, GAsyncResult *result, gpointer done)
{
  g_autoptr (GError) error = NULL;

  ferry_migration_service_manage_finish (FERRY_MIGRATION_SERVICE (source), result, NULL, &error);
  g_assert_no_error (error);
  *(gboolean *) done = TRUE;
}

static gboolean
is_done (gpointer done)
{
  return *(gboolean *) done;
}

/* Somebody else is faster: it is refused, and what is shown is how it stands now. */
static void
update_too_late (gpointer folder)
{
  gboolean done = FALSE;

  ferry_ui_journey_start_sandbox ();
  ferry_ui_journey_set_up ();
  ferry_ui_activate_action ("win.update-service");
  ferry_ui_wait_text ("An Update Is Available");
  ferry_migration_service_manage_async (ferry_environment_get_service (ferry_ui_session_get_environment ()),
                                        "updateService", NULL, NULL, on_updated_elsewhere, &done);
  ferry_ui_wait (is_done, &done, "the update of somebody else");
  ferry_ui_click ("Update");
  ferry_ui_wait_text ("The Service Wasn’t Updated");
  ferry_ui_wait_text ("The Service Is Up to Date");
  g_assert_null (ferry_ui_peek (GTK_TYPE_BUTTON, "Update"));
  close_dialog ("The Service Is Up to Date");
}

static void
test_update_too_late (void)
{
  g_autofree char *folder = ferry_ui_session_make_folder ();

  ferry_ui_session_run (folder, options, update_too_late, folder);
  ferry_ui_session_remove_folder (folder);
}

/* ---- Record links, and the warning of them ---- */

#define LINKS "Record links and notes wait to be migrated"

static gboolean
has_warnings (gpointer user_data)
{
  return state ()->warnings > 0;
}

static gboolean
has_no_warnings (gpointer user_data)
{
  return state ()->warnings == 0;
}

static void
warn (void)
{
  ferry_ui_journey_start_sandbox ();
  ferry_ui_journey_set_up ();
  ferry_ui_journey_run_full ();
  ferry_ui_wait (has_warnings, NULL, "the warning of record links");
  ferry_ui_wait_text ("of the migration needs a look.");
  ferry_ui_click ("Show Warnings…");
  ferry_ui_wait_text (LINKS);
  ferry_ui_find (GTK_TYPE_TOGGLE_BUTTON, "Open (1)");
  ferry_ui_find (GTK_TYPE_TOGGLE_BUTTON, "Ignored (0)");
  ferry_ui_assert_all_named ();
}

static void
fix_warning (gpointer folder)
{
  gint64 first;

  warn ();
  ferry_ui_click ("Migrate record links and notes…");
  ferry_ui_wait_text ("Migrate Record Links and Notes?");
  ferry_ui_find (GTK_TYPE_LABEL, "Never");
  ferry_ui_assert_all_named ();
  g_assert_cmpint (state ()->record_links_migrated_at, ==, 0);
  ferry_ui_click ("Migrate");
  ferry_ui_wait_text ("Record Links Are Migrated");
  ferry_ui_wait_text ("were moved to their records.");
  first = state ()->record_links_migrated_at;
  g_assert_cmpint (first, >, 0);
  close_dialog ("Record Links Are Migrated");

  /* The warning went with its cause. */
  ferry_ui_wait_text ("No Warnings");
  close_dialog ("No Warnings");
  ferry_ui_wait (has_no_warnings, NULL, "the warning to go");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Show Warnings…");

  /* Asked again with the date. */
  ferry_ui_activate_action ("win.migrate-record-links");
  ferry_ui_click ("Migrate");
  ferry_ui_wait_text ("Migrate Them Again?");
  ferry_ui_assert_all_named ();
  ferry_ui_click ("Cancel");
  ferry_ui_wait_gone (GTK_TYPE_LABEL, "Migrate Them Again?");
  g_assert_cmpint (state ()->record_links_migrated_at, ==, first);
  ferry_ui_click ("Migrate");
  ferry_ui_click ("Migrate Again");
  ferry_ui_wait_text ("Nothing to Migrate");
  close_dialog ("Nothing to Migrate");
}

static void
test_fix_warning (void)
{
  g_autofree char *folder = ferry_ui_session_make_folder ();

  ferry_ui_session_run (folder, options, fix_warning, folder);
  ferry_ui_session_remove_folder (folder);
}

static void
ignore_warning (gpointer folder)
{
  warn ();
  ferry_ui_click ("Ignore: " LINKS);
  ferry_ui_wait_text ("Ignore This Warning?");
  ferry_ui_assert_all_named ();
  ferry_ui_click ("Cancel");
  ferry_ui_wait_gone (GTK_TYPE_LABEL, "Ignore This Warning?");
  g_assert_true (has_warnings (NULL));

  ferry_ui_click ("Ignore: " LINKS);
  ferry_ui_click ("Ignore");
  ferry_ui_find (GTK_TYPE_TOGGLE_BUTTON, "Ignored (1)");
  ferry_ui_wait_text ("No Warnings");
  g_assert_false (ferry_ui_has_text (LINKS));
  ferry_ui_click ("Ignored (1)");
  ferry_ui_wait_text (LINKS);
  /* It can be looked up, and nothing more. */
  g_assert_null (ferry_ui_peek (GTK_TYPE_BUTTON, "Ignore: " LINKS));
  g_assert_null (ferry_ui_peek (GTK_TYPE_BUTTON, "Migrate record links and notes…"));
  ferry_ui_find (GTK_TYPE_BUTTON, "Help: " LINKS);
  close_dialog (LINKS);
  ferry_ui_wait (has_no_warnings, NULL, "the warning to be ignored");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Show Warnings…");
}

static void
test_ignore_warning (void)
{
  g_autofree char *folder = ferry_ui_session_make_folder ();

  ferry_ui_session_run (folder, options, ignore_warning, folder);
  ferry_ui_session_remove_folder (folder);
}

/* ---- The checklist ---- */

#define KEPT_HERE  "the ticks stay on this computer"
#define KEPT_BY_IT "The environment keeps the ticks"

static gboolean
is_ticked (const char *step)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (ferry_ui_find (GTK_TYPE_CHECK_BUTTON, step)));
}

static gboolean
is_online (gpointer user_data)
{
  return ferry_environment_get_connection (ferry_ui_session_get_environment ()) == FERRY_CONNECTION_ONLINE;
}

static gboolean
is_offline (gpointer user_data)
{
  return ferry_environment_get_connection (ferry_ui_session_get_environment ()) == FERRY_CONNECTION_OFFLINE;
}

static void
tick_first (gpointer keeper)
{
  ferry_ui_journey_start_sandbox ();
  ferry_ui_journey_set_up ();
  ferry_ui_activate_action ("win.checklist");
  ferry_ui_wait_text (keeper);
  ferry_ui_wait_text ("0 of 5 steps are done");
  ferry_ui_wait_text ("CRONUS International Ltd.");
  ferry_ui_find_sensitive (GTK_TYPE_CHECK_BUTTON, "Done: Read the help");
  ferry_ui_assert_all_named ();
  ferry_ui_find (GTK_TYPE_BUTTON, "Help: Read the help");
  ferry_ui_find (GTK_TYPE_BUTTON, "Start…: Complete migration");
  ferry_ui_set_check ("Done: Read the help", TRUE);
  ferry_ui_wait_text ("1 of 5 steps are done");
  ferry_ui_find_sensitive (GTK_TYPE_CHECK_BUTTON, "Done: Define user mappings");
  ferry_ui_set_check ("Done: Define user mappings", TRUE);
  ferry_ui_wait_text ("2 of 5 steps are done");
  ferry_ui_find_sensitive (GTK_TYPE_CHECK_BUTTON, "Done: Read the help");
  ferry_ui_set_check ("Done: Read the help", FALSE);
  ferry_ui_wait_text ("1 of 5 steps are done");
  close_dialog ("1 of 5 steps are done");
}

static void
find_ticks (gpointer keeper)
{
  ferry_ui_wait (is_online, NULL, "the environment to be online");
  ferry_ui_activate_action ("win.checklist");
  ferry_ui_wait_text (keeper);
  ferry_ui_wait_text ("1 of 5 steps are done");
  g_assert_true (is_ticked ("Done: Define user mappings"));
  g_assert_false (is_ticked ("Done: Read the help"));
  close_dialog ("1 of 5 steps are done");
}

static void
find_ticks_offline (gpointer keeper)
{
  ferry_ui_wait (is_offline, NULL, "the environment to be offline");
  ferry_ui_activate_action ("win.checklist");
  ferry_ui_wait_text (keeper);
  ferry_ui_wait_text ("1 of 5 steps are done");
  g_assert_true (is_ticked ("Done: Define user mappings"));
  if (g_str_equal (keeper, KEPT_HERE))
    {
      ferry_ui_find_sensitive (GTK_TYPE_CHECK_BUTTON, "Done: Read the help");
      ferry_ui_set_check ("Done: Read the help", TRUE);
      ferry_ui_wait_text ("2 of 5 steps are done");
      close_dialog ("2 of 5 steps are done");
      return;
    }
  /* Others may have ticked more meanwhile: what is shown is what was last known. */
  ferry_ui_wait_text ("Nothing Can Be Ticked Now");
  g_assert_false (
    gtk_widget_is_sensitive (ferry_ui_find (GTK_TYPE_CHECK_BUTTON, "Done: Define user mappings")));
  close_dialog ("1 of 5 steps are done");
}

static void
check_checklist (const char *const *arguments, const char *keeper)
{
  /* A sandbox that doesn't start is an environment out of reach. */
  static const char *const broken[] = { "--sandbox-option=--no-such-option", NULL };
  g_autofree char *folder = ferry_ui_session_make_folder ();

  ferry_ui_session_run (folder, arguments, tick_first, (gpointer) keeper);
  ferry_ui_session_run (folder, arguments, find_ticks, (gpointer) keeper);
  ferry_ui_session_run (folder, broken, find_ticks_offline, (gpointer) keeper);
  ferry_ui_session_remove_folder (folder);
}

static void
test_checklist (void)
{
  check_checklist (options, KEPT_BY_IT);
}

static void
test_checklist_here (void)
{
  static const char *const published[]
    = { "--sandbox-option=--rows=20000", "--sandbox-option=--tables=30", "--sandbox-option=--companies=3",
        "--sandbox-option=--published-only", NULL };

  check_checklist (published, KEPT_HERE);
}

/* ---- Closed in the middle ---- */

/* What was asked for goes on without its window, and its failure isn't lost with it. */
static void
close_at_work (gpointer folder)
{
  ferry_ui_journey_start_sandbox ();
  ferry_ui_journey_set_up ();
  ferry_ui_activate_action ("win.repair-companion-tables");
  ferry_ui_click ("Repair");
  close_dialog ("Repairing Companion Tables…");
  ferry_ui_wait_text ("Sandbox · The Companion Tables Weren’t Repaired: Locked.");
  ferry_ui_click ("Details");
  close_dialog ("Locked.");

  ferry_ui_activate_action ("win.reset-runtime-key");
  ferry_ui_click ("Reset Key");
  close_dialog ("Making a new key…");
  ferry_ui_wait_text ("Sandbox · The Key Wasn’t Reset: Shut.");
}

static void
test_closed_at_work (void)
{
#define REFUSAL " delay=3000 status=400 code=Application_DialogException message="
  static const char *const refusing[]
    = { "--sandbox-option=--rows=20000",
        "--sandbox-option=--tables=30",
        "--sandbox-option=--companies=3",
        "--sandbox-option=--fault=POST */Microsoft.NAV.repairCompanionTables" REFUSAL "Locked.",
        "--sandbox-option=--fault=POST */Microsoft.NAV.resetRuntimeKeys" REFUSAL "Shut.",
        NULL };
  g_autofree char *folder = ferry_ui_session_make_folder ();

  ferry_ui_session_run (folder, refusing, close_at_work, folder);
  ferry_ui_session_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_autoptr (FerryFixtureKeyring) keyring = NULL;
  gboolean without;

  gtk_test_init (&argc, &argv, NULL);
  without = argc > 1 && g_str_equal (argv[argc - 1], "--no-keyring");
  keyring = ferry_fixture_keyring_new (!without);
  if (without)
    {
      g_test_add_func ("/app/service-dialogs/keys-without-keyring", test_keys_without_keyring);
      return g_test_run ();
    }
  ferry_ui_journey_set_camera (check_names, NULL);
  g_test_add_func ("/app/service-dialogs/keys", test_keys);
  g_test_add_func ("/app/service-dialogs/update", test_update);
  g_test_add_func ("/app/service-dialogs/update-too-late", test_update_too_late);
  g_test_add_func ("/app/service-dialogs/fix-warning", test_fix_warning);
  g_test_add_func ("/app/service-dialogs/ignore-warning", test_ignore_warning);
  g_test_add_func ("/app/service-dialogs/closed-at-work", test_closed_at_work);
  g_test_add_func ("/app/service-dialogs/checklist", test_checklist);
  g_test_add_func ("/app/service-dialogs/checklist-here", test_checklist_here);
  return g_test_run ();
}
