/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is left of what was done: the journal looked through and exported, a report, and a bundle for support. */

#include <string.h>

#include "ferry-csv.h"
#include "ferry-journal-window.h"
#include "ferry-report-dialog.h"
#include "ferry-support-dialog.h"
#include "ferry-ui-driver.h"
#include "ferry-ui-journey.h"
#include "ferry-ui-session.h"

#define ENTRIES "Entries of the journal"
#define COMPANY "CRONUS International Ltd."

static const char *const options[] = { "--sandbox-option=--rows=20000", "--sandbox-option=--tables=30",
                                       "--sandbox-option=--companies=3", NULL };

static char *
make_path (const char *folder, const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static char *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* ---- Journal ---- */

static guint
count_rows (void)
{
  GtkWidget *view = ferry_ui_peek (GTK_TYPE_COLUMN_VIEW, ENTRIES);

  return view == NULL
           ? 0
           : g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (view))));
}

static gboolean
has_rows (gpointer user_data)
{
  return count_rows () == GPOINTER_TO_UINT (user_data);
}

static void
wait_rows (guint n)
{
  ferry_ui_wait (has_rows, GUINT_TO_POINTER (n), "the entries of the journal");
}

static void
choose (const char *name, guint position)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (ferry_ui_find (GTK_TYPE_DROP_DOWN, name)), position);
  ferry_ui_settle ();
}

static void
assert_chosen (const char *name, guint position)
{
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (ferry_ui_find (GTK_TYPE_DROP_DOWN, name))), ==,
                    position);
}

static void
pause_with_reason (void)
{
  ferry_ui_activate_action ("win.pause");
  ferry_ui_type ("Reason (optional)", "Month-end closing; =later");
  ferry_ui_click ("Pause Migration");
  ferry_ui_wait_text ("Migration paused");
}

static void
look_through_journal (const char *folder)
{
  FerryJournalWindow *window;
  g_autofree char *path = make_path (folder, "journal.csv");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *csv = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  guint n_all;

  ferry_ui_press ("ctrl+j");
  ferry_ui_find (GTK_TYPE_COLUMN_VIEW, ENTRIES);
  ferry_ui_settle ();
  ferry_ui_assert_all_named ();
  window = FERRY_JOURNAL_WINDOW (ferry_ui_window ());
  n_all = count_rows ();
  /* Environment added, set-up saved, verified, companies selected, completed, a run, the pause. */
  g_assert_cmpuint (n_all, ==, 7);
  ferry_ui_look ("journal");

  /* The newest is on top, with its reason. */
  ferry_ui_select_row (ENTRIES, 0);
  ferry_ui_wait_text ("Month-end closing; =later");
  ferry_ui_wait_text ("Reason");
  ferry_ui_settle ();
  ferry_ui_assert_all_named ();
  ferry_ui_look ("journal-details");
  ferry_ui_click ("Close details");

  ferry_ui_type ("Search the journal", "run data");
  wait_rows (1);
  ferry_ui_type ("Search the journal", "add environment");
  wait_rows (1);
  ferry_ui_type ("Search the journal", "nobody did this");
  ferry_ui_wait_text ("No Entries Match");
  ferry_ui_look ("journal-no-match");
  ferry_ui_click ("Show All");
  wait_rows (n_all);
  choose ("Outcome", 2);
  ferry_ui_wait_text ("No Entries Match");
  choose ("Outcome", 1);
  wait_rows (n_all);
  choose ("Period", 1);
  wait_rows (n_all);
  choose ("Environment", 1);
  wait_rows (n_all);

  ferry_journal_window_export (window, file);
  ferry_ui_wait_text ("Journal exported");
  csv = read_file (path);
  rows = ferry_csv_parse (csv, strlen (csv), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, n_all + 1);
  g_assert_cmpstr (((FerryCsvRow *) rows->pdata[1])->fields[5], ==, "pause");
  g_assert_cmpstr (((FerryCsvRow *) rows->pdata[1])->fields[6], ==, "Month-end closing; =later");
  g_assert_cmpstr (((FerryCsvRow *) rows->pdata[1])->fields[2], !=, "");
  ferry_ui_press ("Escape");
  ferry_ui_wait_gone (GTK_TYPE_COLUMN_VIEW, ENTRIES);
}

/* ---- Report ---- */

static void
save_report (const char *folder)
{
  g_autofree char *path = make_path (folder, "report.html");
  g_autofree char *nowhere = g_build_filename (folder, "nowhere", "report.html", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) in_the_way = g_file_new_for_path (nowhere);
  g_autofree char *html = NULL;
  const char *pictures = g_getenv ("FERRY_TEST_PICTURES");
  FerryReportDialog *dialog;

  ferry_ui_activate_action ("win.export-report");
  ferry_ui_wait_text ("One File to Keep or to Print");
  ferry_ui_assert_all_named ();
  ferry_ui_look ("report");
  dialog = FERRY_REPORT_DIALOG (ferry_ui_window ());

  ferry_report_dialog_write (dialog, in_the_way);
  ferry_ui_wait_text ("The Report Wasn’t Saved");
  ferry_report_dialog_write (dialog, file);
  ferry_ui_wait_text ("Report Saved");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Open Report");
  ferry_ui_assert_all_named ();
  ferry_ui_look ("report-saved");
  html = read_file (path);
  g_assert_nonnull (strstr (html, "Ship-to Address"));
  g_assert_nonnull (strstr (html, COMPANY));
  g_assert_nonnull (strstr (html, "Month-end closing"));
  g_assert_nonnull (strstr (html, "What to do:"));
  if (pictures != NULL)
    {
      g_autofree char *kept = make_path (pictures, "report.html");

      g_file_set_contents (kept, html, -1, NULL);
    }
  ferry_ui_press ("Escape");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Open Report");
}

/* ---- Support bundle ---- */

static void
save_bundle (const char *folder)
{
  g_autofree char *path = make_path (folder, "support.txt");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL;
  g_autofree char *shown = NULL;
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  ferry_ui_activate_action ("win.support-bundle");
  ferry_ui_wait_text ("This is all that will be saved");
  ferry_ui_wait_text ("names were replaced");
  ferry_ui_assert_all_named ();
  ferry_ui_type ("Search the bundle", "company 1");
  ferry_ui_wait_text ("matches");
  ferry_ui_click ("Next match");
  buffer
    = gtk_text_view_get_buffer (GTK_TEXT_VIEW (ferry_ui_find (GTK_TYPE_TEXT_VIEW, "What will be saved")));
  g_assert_true (gtk_text_buffer_get_selection_bounds (buffer, &start, &end));
  ferry_ui_look ("support-bundle");
  ferry_ui_type ("Search the bundle", COMPANY);
  ferry_ui_wait_text ("No match");

  ferry_support_dialog_save (FERRY_SUPPORT_DIALOG (ferry_ui_window ()), file);
  ferry_ui_wait_text ("Bundle saved");
  text = read_file (path);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  shown = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  g_assert_cmpstr (text, ==, shown);
  g_assert_null (strstr (text, "CRONUS"));
  g_assert_null (strstr (text, "Month-end"));
  g_assert_null (strstr (text, folder));
  g_assert_nonnull (strstr (text, "Ship-to Address"));
  g_assert_nonnull (strstr (text, "pause [Text "));
  g_test_message ("%s", text);
  /* Escape empties the search first. */
  gtk_widget_grab_focus (ferry_ui_find (GTK_TYPE_SEARCH_ENTRY, "Search the bundle"));
  ferry_ui_press ("Escape");
  ferry_ui_wait_gone (GTK_TYPE_LABEL, "No match");
  ferry_ui_press ("Escape");
  ferry_ui_wait_gone (GTK_TYPE_TEXT_VIEW, "What will be saved");
}

/* What was done stays when the environment is gone, and can still be told apart. */
static void
remove_environment (void)
{
  g_autofree char *id
    = g_strdup (ferry_profile_get_id (ferry_environment_get_profile (ferry_ui_session_get_environment ())));

  gtk_widget_activate_action (GTK_WIDGET (ferry_ui_window ()), "win.remove-environment", "s", id);
  ferry_ui_click ("Remove");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Connect to an environment");
  ferry_ui_activate_action ("win.show-journal");
  ferry_ui_find (GTK_TYPE_COLUMN_VIEW, ENTRIES);
  wait_rows (8);
  /* As it was left. */
  assert_chosen ("Outcome", 1);
  assert_chosen ("Period", 1);
  assert_chosen ("Environment", 0);
  ferry_ui_type ("Search the journal", "remove environment");
  wait_rows (1);
  choose ("Environment", 1);
  wait_rows (1);
}

static void
leave_a_trace (gpointer data)
{
  const char *folder = data;

  /* Before there is anything. */
  ferry_ui_activate_action ("win.show-journal");
  ferry_ui_wait_text ("Nothing Yet");
  ferry_ui_look ("journal-empty");
  ferry_ui_press ("Escape");
  ferry_ui_wait_gone (GTK_TYPE_LABEL, "Nothing Yet");

  ferry_ui_journey_start_sandbox ();
  ferry_ui_journey_set_up ();
  ferry_ui_journey_run_full ();
  pause_with_reason ();
  look_through_journal (folder);
  save_report (folder);
  save_bundle (folder);
  remove_environment ();
}

static void
test_trace (void)
{
  g_autofree char *folder = ferry_ui_session_make_folder ();

  ferry_ui_session_run (folder, options, leave_a_trace, folder);
  ferry_ui_session_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/trace/trace", test_trace);
  return g_test_run ();
}
