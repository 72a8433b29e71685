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

static void
close_dialog (const char *gone)
{
  gtk_window_close (ferry_ui_window ());
  ferry_ui_wait_gone (GTK_TYPE_LABEL, gone);
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

int
main (int argc, char **argv)
{
  g_autoptr (FerryFixtureKeyring) keyring = NULL;

  gtk_test_init (&argc, &argv, NULL);
  keyring = ferry_fixture_keyring_new (TRUE);
  ferry_ui_journey_set_camera (check_names, NULL);
  g_test_add_func ("/app/service-dialogs/keys", test_keys);
  g_test_add_func ("/app/service-dialogs/update", test_update);
  return g_test_run ();
}
