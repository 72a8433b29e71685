/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Defining user mappings, in the window, against a real sandbox (domain §2.9). */

#include "ferry-action-catalog.h"
#include "ferry-fixture-keyring.h"
#include "ferry-management.h"
#include "ferry-ui-driver.h"
#include "ferry-ui-journey.h"
#include "ferry-ui-session.h"
#include "ferry-user-mappings-dialog.h"

#include <string.h>

#define OPTIONS                                                                                              \
  "--sandbox-option=--rows=20000", "--sandbox-option=--tables=30", "--sandbox-option=--companies=2",         \
    "--sandbox-option=--pace=20000"

/* Names are looked at with every picture; the pictures are only taken where somebody wants them. */
static void
look (const char *name)
{
  const char *folder = g_getenv ("FERRY_TEST_ARTIFACTS");

  ferry_ui_settle ();
  ferry_ui_assert_all_named ();
  if (folder != NULL)
    {
      g_autofree char *path = g_strdup_printf ("%s/users-%s.png", folder, name);

      ferry_ui_screenshot (path);
    }
}

static void
look_everywhere (const char *name)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  g_autofree char *dark = g_strconcat (name, "-dark", NULL);
  g_autofree char *narrow = g_strconcat (name, "-narrow", NULL);

  look (name);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  look (dark);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);
  ferry_ui_resize (360, 640);
  look (narrow);
  ferry_ui_resize (820, 640);
}

/* ---- What the service has, asked from the service itself ---- */

static FerryMigrationService *
service (void)
{
  return ferry_environment_get_service (ferry_ui_session_get_environment ());
}

typedef struct
{
  gboolean done;
  GPtrArray *records;
} Answer;

static gboolean
is_answered (gpointer user_data)
{
  return ((Answer *) user_data)->done;
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;
  g_autoptr (GError) error = NULL;

  answer->records
    = ferry_migration_service_list_records_finish (FERRY_MIGRATION_SERVICE (source), result, &error);
  g_assert_no_error (error);
  answer->done = TRUE;
}

static GPtrArray *
list (GType type)
{
  Answer answer = { FALSE, NULL };

  ferry_migration_service_list_records_async (service (), type, NULL, on_listed, &answer);
  ferry_ui_wait (is_answered, &answer, "the list to be read");
  return answer.records;
}

static char *
dup_destination (const char *name)
{
  g_autoptr (GPtrArray) mappings = list (FERRY_TYPE_USER_MAPPING);

  for (guint i = 0; i < mappings->len; i++)
    if (g_str_equal (ferry_user_mapping_get_source_user_id (mappings->pdata[i]), name))
      return g_strdup (ferry_user_mapping_get_destination_user_id (mappings->pdata[i]));
  g_error ("no mapping for “%s”", name);
}

static void
assert_saved (const char *name, const char *user)
{
  g_autofree char *saved = dup_destination (name);

  g_assert_cmpstr (saved, ==, user);
}

static gboolean
has_cloud_user (const char *name)
{
  g_autoptr (GPtrArray) users = list (FERRY_TYPE_CLOUD_USER);

  for (guint i = 0; i < users->len; i++)
    if (g_str_equal (ferry_cloud_user_get_user_name (users->pdata[i]), name))
      return TRUE;
  return FALSE;
}

static void
on_changed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FerryRecord) record
    = ferry_migration_service_change_record_finish (FERRY_MIGRATION_SERVICE (source), result, &error);

  g_assert_no_error (error);
  ((Answer *) user_data)->done = TRUE;
}

/* As somebody else would, behind the window's back. */
static void
change_elsewhere (const char *name, const char *user)
{
  g_autoptr (GPtrArray) mappings = list (FERRY_TYPE_USER_MAPPING);
  JsonObject *members = json_object_new ();
  Answer answer = { FALSE, NULL };

  json_object_set_string_member (members, "destinationUserId", user);
  for (guint i = 0; i < mappings->len && members != NULL; i++)
    if (g_str_equal (ferry_user_mapping_get_source_user_id (mappings->pdata[i]), name))
      ferry_migration_service_change_record_async (service (), mappings->pdata[i], g_steal_pointer (&members),
                                                   NULL, on_changed, &answer);
  g_assert_null (members);
  ferry_ui_wait (is_answered, &answer, "the change by somebody else");
}

static void
on_applied_elsewhere (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  ferry_migration_service_order_finish (FERRY_MIGRATION_SERVICE (source), result, NULL, &error);
  g_assert_no_error (error);
  ((Answer *) user_data)->done = TRUE;
}

static void
apply_elsewhere (void)
{
  g_autoptr (GPtrArray) mappings = list (FERRY_TYPE_USER_MAPPING);
  Answer answer = { FALSE, NULL };

  ferry_migration_service_order_async (service (), "userMappings", ferry_record_get_id (mappings->pdata[0]),
                                       "applyUserMappings", NULL, NULL, NULL, on_applied_elsewhere, &answer);
  ferry_ui_wait (is_answered, &answer, "the application by somebody else");
}

/* ---- In the window ---- */

static void
open_window (void)
{
  ferry_ui_activate_action ("win.user-mappings");
  ferry_ui_find (GTK_TYPE_MENU_BUTTON, "Cloud user for ANNAAND: *");
}

static void
choose (const char *name, const char *user)
{
  g_autofree char *button = g_strdup_printf ("Cloud user for %s: *", name);
  g_autofree char *chosen = g_strdup_printf ("Cloud user for %s: %s", name, user);

  ferry_ui_click (button);
  ferry_ui_type ("Search cloud users", user);
  /* As Enter does, where one is left. */
  g_signal_emit_by_name (ferry_ui_find (GTK_TYPE_SEARCH_ENTRY, "Search cloud users"), "activate");
  ferry_ui_find (GTK_TYPE_MENU_BUTTON, chosen);
}

static void
look_for_reasons (void)
{
  open_window ();
  ferry_ui_wait_text ("Same Entra ID account");
  look_everywhere ("list");

  ferry_ui_type ("Search users", "no such user");
  ferry_ui_wait_text ("No User Matches");
  ferry_ui_type ("Search users", "hannes");
  ferry_ui_wait_gone (GTK_TYPE_MENU_BUTTON, "Cloud user for ANNAAND: *");
  ferry_ui_wait_text ("Same sign-in identifier");
  ferry_ui_type ("Search users", "");
  ferry_ui_click ("Changed (0)");
  ferry_ui_wait_text ("Nothing Changed");
  ferry_ui_click ("Unmapped (*");
  ferry_ui_wait_gone (GTK_TYPE_MENU_BUTTON, "Cloud user for ANNAAND: *");
  look ("unmapped");
  ferry_ui_click ("All (*");
  ferry_ui_click ("Cloud user for ANNAAND: *");
  ferry_ui_wait_text ("Used for BJOERNHOL");
  look ("choose");
  ferry_ui_type ("Search cloud users", "trainee");
  ferry_ui_wait_text ("Disabled user");
  ferry_ui_type ("Search cloud users", "nobody is called so");
  ferry_ui_wait_text ("No cloud user matches.");
  ferry_ui_press ("Escape");
  ferry_ui_wait_gone (GTK_TYPE_SEARCH_ENTRY, "Search cloud users");
}

/* Chosen again, a cloud user moves, and the window says so; nothing is saved until somebody does. */
static void
move_and_undo (void)
{
  choose ("ANNAAND", "BJOERN.HOLM");
  ferry_ui_find (GTK_TYPE_MENU_BUTTON, "Cloud user for BJOERNHOL: nobody");
  ferry_ui_wait_text ("“BJOERN.HOLM” taken from “BJOERNHOL”");
  ferry_ui_wait_text ("“BJOERN.HOLM” is now used for “ANNAAND”.");
  look_everywhere ("moved");
  ferry_ui_click ("Undo");
  ferry_ui_find (GTK_TYPE_MENU_BUTTON, "Cloud user for BJOERNHOL: BJOERN.HOLM");
  ferry_ui_find (GTK_TYPE_MENU_BUTTON, "Cloud user for ANNAAND: ANNA.ANDERSEN");
  ferry_ui_find (GTK_TYPE_TOGGLE_BUTTON, "Changed (0)");

  ferry_ui_click ("Clear");
  ferry_ui_find (GTK_TYPE_MENU_BUTTON, "Cloud user for ANNAAND: nobody");
  ferry_ui_click ("Use Suggestions");
  ferry_ui_find (GTK_TYPE_MENU_BUTTON, "Cloud user for ANNAAND: ANNA.ANDERSEN");
  ferry_ui_find (GTK_TYPE_TOGGLE_BUTTON, "Changed (0)");
  assert_saved ("ANNAAND", "ANNA.ANDERSEN");
}

/* ---- Files ---- */

static GFile *
write_file (const char *folder, const char *text)
{
  g_autofree char *path = g_build_filename (folder, "pairs.csv", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static void
import (const char *folder, const char *text)
{
  g_autoptr (GFile) file = write_file (folder, text);

  ferry_user_mappings_dialog_import (FERRY_USER_MAPPINGS_DIALOG (ferry_ui_window ()), file);
}

static gboolean
exists (gpointer file)
{
  return g_file_query_exists (file, NULL);
}

static void
take_file (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "template.csv", NULL);
  g_autoptr (GFile) template = g_file_new_for_path (path);
  g_autofree char *text = NULL;

  import (folder, "On-premises user,Cloud user\nANNAAND,BJOERN.HOLM\nNOBODY,ADMIN\n");
  ferry_ui_wait_text ("The File Wasn’t Imported");
  ferry_ui_wait_text ("Line 3: there is no on-premises user “NOBODY”.");
  ferry_ui_find (GTK_TYPE_TOGGLE_BUTTON, "Changed (0)");
  look ("import-wrong");

  ferry_user_mappings_dialog_export (FERRY_USER_MAPPINGS_DIALOG (ferry_ui_window ()), template);
  ferry_ui_wait (exists, template, "the template");
  ferry_ui_wait_text ("Pairs exported");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\"ANNAAND\",\"ANNA.ANDERSEN\"\r\n"));
  import (folder, text);
  ferry_ui_wait_text ("The file says what is chosen already");

  import (folder, "annaand;BJOERN.HOLM\nbjoern.holm@cronus.example;ADMIN\n");
  ferry_ui_wait_text ("Change 2 Choices?");
  look ("import-preview");
  ferry_ui_click ("Cancel");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Change Choices");
  ferry_ui_find (GTK_TYPE_TOGGLE_BUTTON, "Changed (0)");
  import (folder, "annaand;BJOERN.HOLM\nbjoern.holm@cronus.example;ANNA.ANDERSEN\n");
  ferry_ui_click ("Change Choices");
  ferry_ui_find (GTK_TYPE_MENU_BUTTON, "Cloud user for ANNAAND: BJOERN.HOLM");
  ferry_ui_find (GTK_TYPE_MENU_BUTTON, "Cloud user for BJOERNHOL: ANNA.ANDERSEN");
  assert_saved ("ANNAAND", "ANNA.ANDERSEN");
}

/* ---- Saving ---- */

static void
leave_and_save (void)
{
  gtk_window_close (ferry_ui_window ());
  ferry_ui_wait_text ("Save the Choices?");
  look ("leave");
  ferry_ui_click ("Go On");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Go On");
  gtk_window_close (ferry_ui_window ());
  ferry_ui_click ("Discard");
  ferry_ui_wait_gone (GTK_TYPE_SEARCH_ENTRY, "Search users");
  assert_saved ("ANNAAND", "ANNA.ANDERSEN");

  /* Swapped, which takes a step between; then back. */
  open_window ();
  choose ("ANNAAND", "BJOERN.HOLM");
  choose ("BJOERNHOL", "ANNA.ANDERSEN");
  ferry_ui_click ("Save");
  ferry_ui_wait_text ("Choices saved");
  assert_saved ("ANNAAND", "BJOERN.HOLM");
  assert_saved ("BJOERNHOL", "ANNA.ANDERSEN");
  choose ("ANNAAND", "ANNA.ANDERSEN");
  choose ("BJOERNHOL", "BJOERN.HOLM");
  gtk_window_close (ferry_ui_window ());
  ferry_ui_wait_text ("Save the Choices?");
  ferry_ui_click ("Save and Close");
  ferry_ui_wait_gone (GTK_TYPE_SEARCH_ENTRY, "Search users");
  assert_saved ("ANNAAND", "ANNA.ANDERSEN");
  assert_saved ("BJOERNHOL", "BJOERN.HOLM");
}

/* Somebody else was quicker: told, read again, and what was chosen here is still there. */
static void
meet_somebody_else (void)
{
  open_window ();
  choose ("ANNAAND", "ADMIN");
  change_elsewhere ("ANNAAND", "TRAINEE");
  ferry_ui_click ("Save");
  ferry_ui_wait_text ("The Choices Weren’t Saved");
  ferry_ui_wait_text ("Somebody else chose “TRAINEE” meanwhile.");
  ferry_ui_find (GTK_TYPE_MENU_BUTTON, "Cloud user for ANNAAND: ADMIN");
  assert_saved ("ANNAAND", "TRAINEE");
  look ("conflict");
  ferry_ui_click ("Save");
  ferry_ui_wait_text ("Choices saved");
  assert_saved ("ANNAAND", "ADMIN");

  /* Taken by somebody else: the service's own words. */
  change_elsewhere ("BJOERNHOL", "TRAINEE");
  choose ("ELIFERI", "TRAINEE");
  ferry_ui_click ("Save");
  ferry_ui_wait_text ("is mapped to “BJOERNHOL” already");
  ferry_ui_find (GTK_TYPE_MENU_BUTTON, "Cloud user for ELIFERI: TRAINEE");
  ferry_ui_wait_text ("“TRAINEE” is used for “ELIFERI” and can be used only once.");
  /* That of before would do for the one that is waited for. */
  ferry_ui_wait_gone (GTK_TYPE_LABEL, "Choices saved");
  ferry_ui_click ("Save");
  ferry_ui_wait_text ("Choices saved");
  assert_saved ("ELIFERI", "TRAINEE");
  assert_saved ("BJOERNHOL", "");
  choose ("ANNAAND", "ANNA.ANDERSEN");
  choose ("BJOERNHOL", "BJOERN.HOLM");
}

/* ---- Applying ---- */

static void
apply (void)
{
  ferry_ui_click ("Apply…");
  ferry_ui_wait_text ("Apply the User Mappings?");
  ferry_ui_wait_text ("2 choices are saved first.");
  ferry_ui_wait_text ("cloud users are renamed");
  ferry_ui_wait_text ("on-premises users have no cloud user");
  ferry_ui_wait_text ("Record links and notes weren’t migrated since the last run.");
  g_assert_false (ferry_ui_has_text ("already applied"));
  look ("apply");
  ferry_ui_click ("Migrate Record Links First…");
  ferry_ui_wait_text ("Migrate Record Links and Notes?");
  ferry_ui_click ("Migrate");
  gtk_window_close (
    GTK_WINDOW (gtk_widget_get_root (ferry_ui_find (GTK_TYPE_LABEL, "Record Links Are Migrated"))));
  ferry_ui_wait_gone (GTK_TYPE_LABEL, "Record Links Are Migrated");

  ferry_ui_click ("Apply…");
  ferry_ui_wait_text ("Apply the User Mappings?");
  g_assert_false (ferry_ui_has_text ("Record links and notes weren’t migrated"));
  ferry_ui_click ("Cancel");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Apply Mappings");
  g_assert_true (has_cloud_user ("ANNA.ANDERSEN"));
  ferry_ui_click ("Apply…");
  ferry_ui_click ("Apply Mappings");
  ferry_ui_wait_text ("User Mappings Applied");
  ferry_ui_wait_text ("10 cloud users were renamed");
  look ("applied");
  gtk_window_close (
    GTK_WINDOW (gtk_widget_get_root (ferry_ui_find (GTK_TYPE_LABEL, "User Mappings Applied"))));
  ferry_ui_wait_gone (GTK_TYPE_LABEL, "User Mappings Applied");
  g_assert_false (has_cloud_user ("ANNA.ANDERSEN"));
  g_assert_true (has_cloud_user ("ANNAAND"));
  g_assert_true (has_cloud_user ("ELIFERI"));
  ferry_ui_find (GTK_TYPE_MENU_BUTTON, "Cloud user for ANNAAND: ANNAAND");
}

static void
apply_again (void)
{
  ferry_ui_wait_text ("Applied on ");
  ferry_ui_click ("Apply…");
  ferry_ui_wait_text ("The mappings were already applied on ");
  ferry_ui_wait_text ("nobody is renamed");
  look ("apply-again");
  ferry_ui_click ("Cancel");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Apply Mappings");
  ferry_ui_press ("Escape");
  ferry_ui_wait_gone (GTK_TYPE_SEARCH_ENTRY, "Search users");
}

/* The window was open while somebody else applied them: the question knows all the same. */
static void
apply_too_late (gpointer folder)
{
  ferry_ui_journey_start_sandbox ();
  ferry_ui_journey_set_up ();
  ferry_ui_journey_run_full ();
  open_window ();
  apply_elsewhere ();
  ferry_ui_click ("Apply…");
  ferry_ui_wait_text ("The mappings were already applied on ");
  ferry_ui_click ("Cancel");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Apply Mappings");
  ferry_ui_press ("Escape");
  ferry_ui_wait_gone (GTK_TYPE_SEARCH_ENTRY, "Search users");
}

static void
map_users (gpointer folder)
{
  ferry_ui_journey_start_sandbox ();
  ferry_ui_journey_set_up ();
  ferry_ui_activate_action ("win.user-mappings");
  ferry_ui_wait_text ("No Users Yet");
  look ("empty");
  ferry_ui_press ("Escape");
  ferry_ui_wait_gone (GTK_TYPE_SEARCH_ENTRY, "Search users");

  ferry_ui_journey_run_full ();
  look_for_reasons ();
  move_and_undo ();
  take_file (folder);
  leave_and_save ();
  meet_somebody_else ();
  apply ();
  apply_again ();
}

static void
test_users (void)
{
  static const char *const options[] = { OPTIONS, NULL };
  g_autofree char *folder = ferry_ui_session_make_folder ();

  ferry_ui_session_run (folder, options, map_users, folder);
  ferry_ui_session_remove_folder (folder);
}

static void
test_too_late (void)
{
  static const char *const options[] = { OPTIONS, NULL };
  g_autofree char *folder = ferry_ui_session_make_folder ();

  ferry_ui_session_run (folder, options, apply_too_late, folder);
  ferry_ui_session_remove_folder (folder);
}

/* ---- Where there is no such thing ---- */

static void
do_without (gpointer unused)
{
  GtkWidget *row;

  ferry_ui_journey_start_sandbox ();
  ferry_ui_journey_set_up ();
  g_assert_false (ferry_ui_is_action_enabled ("win.user-mappings"));
  ferry_ui_activate_action ("win.show-actions");
  row = ferry_ui_find (ADW_TYPE_ACTION_ROW, ferry_action_get_label (FERRY_ACTION_USER_MAPPINGS));
  g_assert_nonnull (
    strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "Open it in Business Central instead."));
  ferry_ui_press ("Escape");
}

static void
test_published_only (void)
{
  static const char *const options[] = { OPTIONS, "--sandbox-option=--published-only", NULL };

  ferry_ui_session_run_new (options, do_without, NULL);
}

int
main (int argc, char **argv)
{
  g_autoptr (FerryFixtureKeyring) keyring = NULL;

  gtk_test_init (&argc, &argv, NULL);
  keyring = ferry_fixture_keyring_new (TRUE);
  g_test_add_func ("/app/users", test_users);
  g_test_add_func ("/app/users/too-late", test_too_late);
  g_test_add_func ("/app/users/published-only", test_published_only);
  return g_test_run ();
}
