/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Custom tables, in the window: with FERRY_TEST_PUBLISHED_ONLY also where there are no tables to choose from. */

#include <string.h>

#include "ferry-fixture-keyring.h"
#include "ferry-mapping-table.h"
#include "ferry-mapping-target.h"
#include "ferry-mappings-dialog.h"
#include "ferry-ui-driver.h"
#include "ferry-ui-journey.h"
#include "ferry-ui-session.h"

#define APP     "aaaaaaaa-0000-4000-8000-00000000000a"
#define FIRST   "Points 😀 %_[x]"
#define SECOND  "جدول “O'Brien”"
#define HEADING "targetTableType,appId,tableName,sourceTableName\r\n"

static const char *const options[] = { "--sandbox-option=--rows=6000", "--sandbox-option=--tables=30",
                                       "--sandbox-option=--companies=2", "--sandbox-option=--rate=0", NULL };

static FerryMappingsDialog *the_dialog;
static char *the_folder;

/* ---- Helpers ---- */

static void
look (const char *name)
{
  const char *folder = g_getenv ("FERRY_TEST_ARTIFACTS");
  g_autofree char *path = NULL;

  ferry_ui_settle ();
  ferry_ui_assert_all_named ();
  if (folder == NULL)
    return;
  path = g_strdup_printf ("%s/mappings-%s.png", folder, name);
  ferry_ui_screenshot (path);
}

static void
activate (const char *action, const char *target)
{
  g_assert_true (
    gtk_widget_activate_action (GTK_WIDGET (the_dialog), action, target != NULL ? "s" : NULL, target));
  ferry_ui_settle ();
}

static gboolean
is_set (gpointer user_data)
{
  return *(gpointer *) user_data != NULL;
}

static void
keep_result (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* What the service has, asked past the window. */
static GPtrArray *
list_mappings (void)
{
  FerryMigrationService *service = ferry_environment_get_service (ferry_ui_session_get_environment ());
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *mappings;

  ferry_migration_service_list_mappings_async (service, NULL, keep_result, &result);
  ferry_ui_wait (is_set, &result, "the table mappings");
  mappings = ferry_migration_service_list_mappings_finish (service, result, &error);
  g_assert_no_error (error);
  return mappings;
}

static FerryTableMapping *
find_mapping (GPtrArray *mappings, const char *name)
{
  for (guint i = 0; i < mappings->len; i++)
    if (g_str_equal (ferry_table_mapping_get_table_name (g_ptr_array_index (mappings, i)), name))
      return g_ptr_array_index (mappings, i);
  return NULL;
}

/* As somebody else at another computer. */
static void
change_behind_the_back (const char *name, const char *source)
{
  FerryMigrationService *service = ferry_environment_get_service (ferry_ui_session_get_environment ());
  g_autoptr (GPtrArray) mappings = list_mappings ();
  FerryTableMapping *was = find_mapping (mappings, name);
  g_autoptr (FerryTableMapping) theirs
    = ferry_table_mapping_new (FALSE, ferry_table_mapping_get_app_id (was), 0, name, source, TRUE);
  g_autoptr (FerryTableMapping) now = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ferry_migration_service_save_mapping_async (service, was, theirs, NULL, keep_result, &result);
  ferry_ui_wait (is_set, &result, "somebody else's change");
  now = ferry_migration_service_save_mapping_finish (service, result, &error);
  g_assert_no_error (error);
}

static void
assert_source (const char *name, const char *source)
{
  g_autoptr (GPtrArray) mappings = list_mappings ();
  FerryTableMapping *mapping = find_mapping (mappings, name);

  g_assert_cmpstr (mapping != NULL ? ferry_table_mapping_get_source_table_name (mapping) : NULL, ==, source);
}

static guint
count_mappings (void)
{
  g_autoptr (GPtrArray) mappings = list_mappings ();

  return mappings->len;
}

static gboolean
shows_only (gpointer user_data)
{
  GtkWidget *table = ferry_ui_peek (FERRY_TYPE_MAPPING_TABLE, NULL);

  return table != NULL && ferry_mapping_table_get_n_shown (FERRY_MAPPING_TABLE (table)) == 1
         && ferry_ui_has_text (user_data);
}

static void
select_only (const char *name)
{
  ferry_ui_type ("Search table mappings", name);
  ferry_ui_wait (shows_only, (gpointer) name, "only what is searched for");
  ferry_ui_select_row ("Table mappings", 0);
  ferry_ui_wait_text ("selected");
}

static GFile *
write_file (const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (the_folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

/* Other windows have a button “Close”, too. */
static void
close_message (void)
{
  gtk_window_close (GTK_WINDOW (ferry_ui_find (ADW_TYPE_MESSAGE_DIALOG, NULL)));
  ferry_ui_wait_gone (ADW_TYPE_MESSAGE_DIALOG, NULL);
}

/* ---- Steps ---- */

static void
open_dialog (void)
{
  ferry_ui_activate_action ("win.manage-mappings");
  ferry_ui_wait_text ("Rental Contract");
  the_dialog = FERRY_MAPPINGS_DIALOG (ferry_ui_window ());
  ferry_ui_wait_text ("2 table mappings");
  look ("list");
}

/* The entry called @title in target number @position. */
static void
type_in_target (guint position, const char *title, const char *text)
{
  GtkWidget *target = ferry_ui_find (FERRY_TYPE_MAPPING_TARGET, NULL);
  g_autoptr (GQueue) widgets = g_queue_new ();

  for (; position > 0; position--)
    target = gtk_widget_get_next_sibling (target);
  g_queue_push_tail (widgets, target);
  for (GtkWidget *widget = g_queue_pop_head (widgets); widget != NULL; widget = g_queue_pop_head (widgets))
    {
      if (ADW_IS_ENTRY_ROW (widget)
          && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
        {
          gtk_editable_set_text (GTK_EDITABLE (widget), text);
          ferry_ui_settle ();
          return;
        }
      for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
           child = gtk_widget_get_next_sibling (child))
        g_queue_push_tail (widgets, child);
    }
  g_error ("no entry “%s” in the target", title);
}

/* One source, to two targets that are typed; wrong ones are refused before anything is sent. */
static void
add_several (void)
{
  ferry_ui_click ("Add…");
  ferry_ui_find (GTK_TYPE_BUTTON, "Another Target");
  g_assert_false (gtk_widget_is_sensitive (ferry_ui_find (GTK_TYPE_BUTTON, "Save")));
  ferry_ui_type ("Source table", "[dbo].[CRONUS International Ltd_$Loyalty");
  ferry_ui_wait_text ("The closing bracket of the name is missing");
  ferry_ui_click ("Save");
  ferry_ui_wait_text ("This Can’t Be Saved Yet");
  ferry_ui_type ("Source table", "[dbo].[CRONUS International Ltd_$Loyalty$" APP "]");
  ferry_ui_wait_text ("Company: CRONUS International Ltd_, left out");
  type_in_target (0, "Target table", FIRST);
  ferry_ui_click ("Save");
  ferry_ui_wait_text ("isn’t a GUID");
  type_in_target (0, "App ID", APP);
  ferry_ui_click ("Another Target");
  ferry_ui_wait_text ("Target 2");
  type_in_target (1, "Target table", FIRST);
  type_in_target (1, "App ID", "{" APP "}");
  ferry_ui_click ("Save");
  ferry_ui_wait_text ("is there twice");
  look ("editor-refused");
  g_assert_cmpuint (count_mappings (), ==, 2);
  type_in_target (1, "Target table", SECOND);
  ferry_ui_click ("Save");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Another Target");
  ferry_ui_wait_text ("4 table mappings");
  assert_source (FIRST, "Loyalty$" APP);
  assert_source (SECOND, "Loyalty$" APP);
  ferry_ui_type ("Search table mappings", "no such table");
  ferry_ui_wait_text ("No Table Mapping Matches");
  ferry_ui_type ("Search table mappings", "");
}

/* A target that has a source is refused, also where somebody else gave it one meanwhile. */
static void
add_taken (void)
{
  ferry_ui_click ("Add…");
  ferry_ui_type ("Source table", "Whatever");
  type_in_target (0, "Target table", FIRST);
  type_in_target (0, "App ID", APP);
  ferry_ui_click ("Save");
  ferry_ui_wait_text ("already gets its data from “Loyalty");
  ferry_ui_click ("Cancel");
  ferry_ui_wait_text ("Discard the Table Mapping?");
  ferry_ui_click ("Go On");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Discard");
  ferry_ui_click ("Cancel");
  ferry_ui_click ("Discard");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Another Target");
}

static void
edit_stale (void)
{
  GtkWidget *row;

  select_only (FIRST);
  ferry_ui_click ("Edit…");
  ferry_ui_find (ADW_TYPE_ENTRY_ROW, "Source table");
  change_behind_the_back (FIRST, "Theirs");
  ferry_ui_type ("Source table", "Mine ' \" %_[");
  ferry_ui_click ("Save");
  ferry_ui_wait_text ("Somebody else made it “Theirs”");
  look ("editor-stale");
  row = ferry_ui_find (ADW_TYPE_ENTRY_ROW, "Source table");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "Mine ' \" %_[");
  assert_source (FIRST, "Theirs");
  ferry_ui_click ("Save");
  ferry_ui_wait_gone (ADW_TYPE_ENTRY_ROW, "Source table");
  assert_source (FIRST, "Mine ' \" %_[");
}

static void
delete_one (void)
{
  select_only (SECOND);
  ferry_ui_click ("Delete…");
  ferry_ui_wait_text ("1 deleted, 3 stay");
  look ("deletion");
  ferry_ui_click ("Cancel");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Delete");
  assert_source (SECOND, "Loyalty$" APP);
  ferry_ui_click ("Delete…");
  ferry_ui_click ("Delete");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Delete");
  assert_source (SECOND, NULL);
  ferry_ui_type ("Search table mappings", "");
  ferry_ui_wait_text ("3 table mappings");
}

static void
import_malformed (void)
{
  g_autoptr (GFile) file = write_file ("wrong.csv", HEADING "Table," APP ",A,B\r\nTable," APP ",A,C\r\n");

  ferry_mappings_dialog_import (the_dialog, file);
  ferry_ui_wait_text ("Nothing of “wrong.csv” Was Imported");
  ferry_ui_wait_text ("Line 3: “A” is a target in line 2 already");
  look ("import-malformed");
  g_assert_cmpuint (count_mappings (), ==, 3);
}

static void
import_with_differences (void)
{
  g_autoptr (GFile) file = write_file (
    "two.json",
    "[{\"appId\":\"" APP "\",\"tableName\":\"" FIRST "\",\"sourceTableName\":\"From the file\"},\n"
    "{\"appId\":\"" APP "\",\"tableName\":\"New\",\"sourceTableName\":\"New one\"}]");

  ferry_mappings_dialog_import (the_dialog, file);
  ferry_ui_wait_text ("There are 2 table mappings in “two.json”");
  ferry_ui_wait_text ("1 added, 1 changed, 0 deleted, 2 stay");
  ferry_ui_wait_text ("from “From the file” instead of “Mine");
  look ("import");
  ferry_ui_set_check ("Replace", TRUE);
  ferry_ui_wait_text ("1 added, 1 changed, 2 deleted, 0 stay");
  ferry_ui_type ("Search the changes", "rental contract");
  ferry_ui_wait_gone (GTK_TYPE_LABEL, "New");
  ferry_ui_type ("Search the changes", "");
  ferry_ui_set_check ("Merge", TRUE);
  ferry_ui_wait_text ("1 added, 1 changed, 0 deleted, 2 stay");
  g_assert_cmpuint (count_mappings (), ==, 3);
  ferry_ui_click ("Import");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Import");
  ferry_ui_wait_text ("4 table mappings");
  assert_source (FIRST, "From the file");

  /* Once more: there is nothing to do. */
  ferry_mappings_dialog_import (the_dialog, file);
  ferry_ui_wait_text ("Nothing to Change");
  g_assert_false (gtk_widget_is_sensitive (ferry_ui_find (GTK_TYPE_BUTTON, "Import")));
  ferry_ui_click ("Cancel");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Import");
}

/* What is exported says the same as the service: brought back, it changes nothing. */
static void export(const char *name, FerryMappingFormat format)
{
  g_autofree char *path = g_build_filename (the_folder, name, NULL);
  g_autofree char *shown = g_strdup_printf ("Exported to “%s”", name);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  ferry_mappings_dialog_export (the_dialog, file, format);
  ferry_ui_wait_text (shown);
  ferry_mappings_dialog_import (the_dialog, file);
  ferry_ui_set_check ("Replace", TRUE);
  ferry_ui_wait_text ("0 added, 0 changed, 0 deleted, 4 stay");
  ferry_ui_click ("Cancel");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Import");
}

static gboolean
has_progress (gpointer user_data)
{
  GtkWidget *bar = ferry_ui_peek (GTK_TYPE_PROGRESS_BAR, "Changes made");

  return bar != NULL && gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (bar)) > 0;
}

/* Thousands, stopped on the way: what was made is told, and what is left is shown. */
static void
import_many (void)
{
  g_autoptr (GString) text = g_string_new (HEADING);
  g_autoptr (GFile) file = NULL;
  guint before = count_mappings ();
  guint now;
  g_autofree char *left = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text, "Table," APP ",Table %u,Old %u\r\n", i, i);
  file = write_file ("many.csv", text->str);
  ferry_mappings_dialog_import (the_dialog, file);
  ferry_ui_wait_text ("5000 added, 0 changed, 0 deleted, 4 stay");
  ferry_ui_click ("Import");
  ferry_ui_wait (has_progress, NULL, "some to be imported");
  ferry_ui_click ("Stop");
  ferry_ui_wait_text ("changes were made before you stopped");
  look ("import-stopped");
  now = count_mappings ();
  g_assert_cmpuint (now, >, before);
  g_assert_cmpuint (now, <, before + 5000);
  left = g_strdup_printf ("%u added, 0 changed, 0 deleted, %u stay", before + 5000 - now, now);
  ferry_ui_wait_text (left);
  ferry_ui_click ("Cancel");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Import");
}

static void
restore_defaults (void)
{
  activate ("mappings.restore", NULL);
  ferry_ui_wait_text ("are deleted and replaced by the defaults");
  ferry_ui_click ("Cancel");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Restore Defaults");
  g_assert_cmpuint (count_mappings (), >, 2);
  activate ("mappings.restore", NULL);
  ferry_ui_click ("Restore Defaults");
  ferry_ui_wait_text ("2 table mappings");
  g_assert_cmpuint (count_mappings (), ==, 2);
}

static void
delete_extension (void)
{
  activate ("mappings.delete-extension", NULL);
  ferry_ui_wait_text ("All 2 table mappings with targets in “Rental Management” are deleted");
  look ("delete-extension");
  ferry_ui_click ("Delete All");
  ferry_ui_wait_text ("No Table Mappings");
  look ("empty");
  g_assert_cmpuint (count_mappings (), ==, 0);
  activate ("mappings.restore", NULL);
  ferry_ui_wait_text ("The Defaults Can’t Be Restored Now");
  close_message ();
}

static void
populate_without_tables (void)
{
  activate ("mappings.populate", NULL);
  ferry_ui_wait_text ("Populating Isn’t Possible Here");
  ferry_ui_wait_text ("Enter the target by hand");
  look ("populate-off");
  close_message ();
  ferry_ui_click ("Add…");
  g_assert_false (gtk_widget_is_sensitive (ferry_ui_find (GTK_TYPE_BUTTON, "Choose from Tables…")));
  ferry_ui_wait_text ("Enter the target by hand");
  ferry_ui_click ("Cancel");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Another Target");
}

static void
populate (void)
{
  guint before;

  activate ("mappings.populate", NULL);
  ferry_ui_wait_text ("have no source yet");
  look ("populate");
  ferry_ui_click ("Show");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Add");
  look ("populate-preview");
  ferry_ui_click ("Add");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Add");
  before = count_mappings ();
  g_assert_cmpuint (before, >, 0);

  /* From the list of tables: those that have a source can't be chosen. */
  ferry_ui_click ("Add…");
  ferry_ui_type ("Source table", "Chosen");
  ferry_ui_click ("Choose from Tables…");
  ferry_ui_wait_text ("already gets its data from");
  look ("picker");
  ferry_ui_type ("Search tables", "no such table");
  ferry_ui_wait_text ("No Table Matches");
  ferry_ui_click ("Cancel");
  ferry_ui_wait_gone (GTK_TYPE_SEARCH_ENTRY, "Search tables");
  ferry_ui_click ("Cancel");
  ferry_ui_click ("Discard");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Another Target");
}

static void
close_dialog (void)
{
  ferry_ui_resize (360, 640);
  look ("narrow");
  gtk_window_close (GTK_WINDOW (the_dialog));
  ferry_ui_wait_gone (GTK_TYPE_SEARCH_ENTRY, "Search table mappings");
}

static void
manage (gpointer user_data)
{
  ferry_ui_journey_start_sandbox ();
  g_assert_false (ferry_ui_is_action_enabled ("win.manage-mappings"));
  ferry_ui_journey_set_up ();
  open_dialog ();
  add_several ();
  add_taken ();
  edit_stale ();
  delete_one ();
  import_malformed ();
  import_with_differences ();
  export("mappings.csv", FERRY_MAPPING_FORMAT_CSV);
  export("mappings.json", FERRY_MAPPING_FORMAT_JSON);
  import_many ();
  restore_defaults ();
  delete_extension ();
  if (ferry_ui_session_is_published_only ())
    populate_without_tables ();
  else
    populate ();
  close_dialog ();
}

static void
test_manage (void)
{
  g_autofree char *folder = ferry_ui_session_make_folder ();

  the_folder = ferry_ui_session_make_folder ();
  ferry_ui_session_run (folder, options, manage, NULL);
  ferry_ui_session_remove_folder (folder);
  ferry_ui_session_remove_folder (the_folder);
  g_clear_pointer (&the_folder, g_free);
}

int
main (int argc, char **argv)
{
  g_autoptr (FerryFixtureKeyring) keyring = NULL;

  gtk_test_init (&argc, &argv, NULL);
  keyring = ferry_fixture_keyring_new (TRUE);
  g_test_add_func ("/app/mappings/manage", test_manage);
  return g_test_run ();
}
