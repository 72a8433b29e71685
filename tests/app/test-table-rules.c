/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How tables are replicated: found, chosen, changed, refused, put back; what the next run makes of it; who did it. Then a
 * table sanitized and companion tables repaired. */

#include "ferry-fixture-keyring.h"
#include "ferry-management.h"
#include "ferry-rule-history.h"
#include "ferry-ui-driver.h"
#include "ferry-ui-journey.h"
#include "ferry-ui-session.h"

#include <string.h>

#define COMPANY "CRONUS International Ltd."
#define RULES   "Tables and how they are replicated"
#define CHOICE  "Tables to choose from"
#define HISTORY "Changes of how tables are replicated"

static const char *const options[]
  = { "--sandbox-option=--rows=20000", "--sandbox-option=--tables=30", "--sandbox-option=--companies=3",
      "--sandbox-option=--pace=60000", NULL };

/* ---- What the service says ---- */

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  GPtrArray **records = data;
  g_autoptr (GError) error = NULL;

  *records = ferry_migration_service_list_records_finish (FERRY_MIGRATION_SERVICE (source), result, &error);
  g_assert_no_error (error);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static GPtrArray *
list_records (GType type)
{
  GPtrArray *records = NULL;

  ferry_migration_service_list_records_async (
    ferry_environment_get_service (ferry_ui_session_get_environment ()), type, NULL, on_listed, &records);
  ferry_ui_wait (is_set, &records, "the service to list records");
  return records;
}

static FerryTableSetting *
read_setting (const char *company, const char *table)
{
  g_autoptr (GPtrArray) records = list_records (FERRY_TYPE_TABLE_SETTING);

  for (guint i = 0; i < records->len; i++)
    if (g_str_equal (ferry_table_setting_get_company_name (records->pdata[i]), company)
        && g_str_equal (ferry_table_setting_get_table_name (records->pdata[i]), table))
      return g_object_ref (records->pdata[i]);
  g_assert_not_reached ();
}

static gboolean
replicates (const char *company, const char *table)
{
  g_autoptr (FerryTableSetting) setting = read_setting (company, table);

  return ferry_table_setting_get_replicate_data (setting);
}

static void
on_details (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  ferry_environment_load_details_finish (FERRY_ENVIRONMENT (source), result, &error);
  g_assert_no_error (error);
  *(gpointer *) data = source;
}

/* Whether the last run had the table among those it looked after. */
static gboolean
was_in_last_run (const char *company, const char *table)
{
  FerryEnvironment *environment = ferry_ui_session_get_environment ();
  g_autoptr (FerryDetailList) list = ferry_detail_list_new ();
  g_autoptr (FerryRun) run = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  gpointer done = NULL;

  for (guint i = 0; run == NULL || !ferry_run_is_replication (run); i++)
    {
      g_clear_object (&run);
      run = g_list_model_get_item (ferry_environment_get_runs (environment), i);
      g_assert_nonnull (run);
    }
  ferry_environment_load_details_async (environment, run, list, NULL, on_details, &done);
  ferry_ui_wait (is_set, &done, "the details of the run");
  rows = ferry_detail_list_get_all (list);
  g_assert_cmpuint (rows->len, >, 0);
  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (ferry_table_detail_get_company (rows->pdata[i]), company)
        && g_str_equal (ferry_table_detail_get_table (rows->pdata[i]), table))
      return TRUE;
  return FALSE;
}

/* ---- What is on screen ---- */

static guint
count_rows (const char *view)
{
  GtkWidget *column_view = ferry_ui_find (GTK_TYPE_COLUMN_VIEW, view);

  return g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (column_view))));
}

static gboolean
is_idle (gpointer data)
{
  return ferry_ui_peek (GTK_TYPE_BUTTON, "Stop") == NULL;
}

static void
search (const char *text)
{
  ferry_ui_type ("Search tables and numbers", text);
  ferry_ui_settle ();
}

static void
close_dialog (GType type, const char *gone)
{
  gtk_window_close (ferry_ui_window ());
  ferry_ui_wait_gone (type, gone);
}

static void
exclude_a_table (void)
{
  ferry_ui_activate_action ("win.table-rules");
  ferry_ui_find (GTK_TYPE_COLUMN_VIEW, RULES);
  ferry_ui_assert_all_named ();
  g_assert_cmpuint (count_rows (RULES), >, 30);

  /* A choice survives another search, and says that it isn't shown. SQL's wildcards are no wildcards. */
  search ("vendor");
  ferry_ui_set_check ("Select " COMPANY ": Vendor", TRUE);
  search ("18");
  ferry_ui_set_check ("Select " COMPANY ": Customer", TRUE);
  ferry_ui_wait_text ("2 tables selected, 1 not shown");
  search ("%");
  ferry_ui_wait_text ("No Tables Match");
  ferry_ui_wait_text ("2 tables selected, 2 not shown");
  ferry_ui_click ("Show All");

  ferry_ui_click ("Exclude…");
  ferry_ui_wait_text ("Exclude 2 Tables?");
  ferry_ui_wait_text ("“" COMPANY ": Customer”");
  ferry_ui_assert_all_named ();
  ferry_ui_click ("Cancel");
  ferry_ui_wait_gone (GTK_TYPE_LABEL, "Exclude 2 Tables?");
  g_assert_true (replicates (COMPANY, "Customer"));

  ferry_ui_click ("Exclude…");
  ferry_ui_click ("Exclude");
  ferry_ui_wait_text ("2 tables were changed.");
  ferry_ui_wait (is_idle, NULL, "the end of the changes");
  g_assert_false (replicates (COMPANY, "Customer"));
  g_assert_false (replicates (COMPANY, "Vendor"));

  ferry_ui_set_check ("Changed only", TRUE);
  ferry_ui_wait_text ("2 of ");
  g_assert_cmpuint (count_rows (RULES), ==, 2);
  ferry_ui_set_check ("Changed only", FALSE);
  ferry_ui_click ("Select none");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Exclude…");
}

static void
be_refused (void)
{
  /* System tables are what they are. */
  search ("2000000053");
  ferry_ui_set_check ("Select Access Control", TRUE);
  ferry_ui_click ("Exclude…");
  ferry_ui_wait_text ("That Isn’t Possible");
  ferry_ui_wait_text ("1 table is view-only");
  ferry_ui_click ("Select none");

  search ("Customer");
  ferry_ui_set_check ("Select " COMPANY ": Customer", TRUE);
  ferry_ui_click ("Keep Cloud Data");
  ferry_ui_wait_text ("1 table belongs to a company");
  ferry_ui_click ("Select none");

  search ("2000000184");
  ferry_ui_set_check ("Select Tenant Media", TRUE);
  ferry_ui_click ("Clear Cloud Data First…");
  ferry_ui_wait_text ("The tenant’s media can’t be cleared");
  ferry_ui_click ("Select none");

  search ("");
  ferry_ui_set_check ("Hide view-only", TRUE);
  ferry_ui_settle ();
  search ("2000000053");
  ferry_ui_wait_text ("No Tables Match");
  ferry_ui_click ("Show All");
}

static gboolean
file_is_there (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
look_at_history (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "history.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) changes = list_records (FERRY_TYPE_TABLE_CHANGE);
  GtkWidget *page;

  g_assert_cmpuint (changes->len, ==, 2);
  ferry_ui_click ("History");
  ferry_ui_find (GTK_TYPE_COLUMN_VIEW, HISTORY);
  g_assert_cmpuint (count_rows (HISTORY), ==, 2);
  ferry_ui_wait_text ("Replicate data");
  ferry_ui_wait_text ("Excluded");
  ferry_ui_assert_all_named ();
  ferry_ui_type ("Search people, companies and tables", "vend");
  ferry_ui_wait_text ("1 of 2 changes");
  page = ferry_ui_find (FERRY_TYPE_RULE_HISTORY, NULL);
  ferry_rule_history_export (FERRY_RULE_HISTORY (page), file);
  ferry_ui_wait (file_is_there, path, "the exported history");
  ferry_ui_wait_text ("History exported");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "at,user,company,table,property,oldValue,newValue\r\n"));
  g_assert_nonnull (strstr (text, ",\"" COMPANY "\",\"Vendor\",\"replicateData\",\"true\",\"false\"\r\n"));
  g_assert_null (strstr (text, "Customer"));
  ferry_ui_click ("Tables");
}

static void
reset_all (void)
{
  ferry_ui_activate_action ("win.table-rules");
  ferry_ui_find (GTK_TYPE_COLUMN_VIEW, RULES);
  ferry_ui_set_check ("Changed only", TRUE);
  ferry_ui_wait_text ("2 of ");
  ferry_ui_click ("Select All");
  ferry_ui_wait_text ("2 tables selected");
  ferry_ui_click ("Reset to Default");
  ferry_ui_wait_text ("Reset 2 Tables?");
  ferry_ui_click ("Reset");
  /* Nothing is changed any more, so that nothing is shown; and what was chosen has gone from sight. */
  ferry_ui_wait_text ("2 tables were changed.");
  ferry_ui_wait_text ("No Tables Match");
  g_assert_true (replicates (COMPANY, "Customer"));
  g_assert_true (replicates (COMPANY, "Vendor"));
  ferry_ui_resize (360, 640);
  ferry_ui_click ("Show All");
  ferry_ui_assert_all_named ();
  ferry_ui_press ("Escape");
  ferry_ui_wait_gone (GTK_TYPE_COLUMN_VIEW, RULES);
}

static gboolean
asks_or_is_gone (gpointer unused)
{
  return ferry_ui_peek (GTK_TYPE_BUTTON, "Stop and Close") != NULL
         || ferry_ui_peek (GTK_TYPE_COLUMN_VIEW, RULES) == NULL;
}

/* Closed in the middle it asks; be the work done by then or not, the window goes and nothing is left half-way. */
static void
close_while_working (void)
{
  ferry_ui_activate_action ("win.table-rules");
  ferry_ui_find (GTK_TYPE_COLUMN_VIEW, RULES);
  ferry_ui_click ("Select All");
  ferry_ui_click ("Exclude…");
  ferry_ui_wait_text ("are view-only");
  ferry_ui_click ("Exclude");
  gtk_window_close (GTK_WINDOW (gtk_widget_get_root (ferry_ui_find (GTK_TYPE_COLUMN_VIEW, RULES))));
  ferry_ui_wait (asks_or_is_gone, NULL, "the question whether to stop");
  if (ferry_ui_peek (GTK_TYPE_BUTTON, "Stop and Close") != NULL)
    {
      ferry_ui_assert_all_named ();
      ferry_ui_click ("Stop and Close");
    }
  ferry_ui_wait_gone (GTK_TYPE_COLUMN_VIEW, RULES);
}

static void
change_rules (gpointer folder)
{
  ferry_ui_journey_start_sandbox ();
  ferry_ui_journey_set_up ();

  exclude_a_table ();
  be_refused ();
  look_at_history (folder);
  close_dialog (GTK_TYPE_COLUMN_VIEW, RULES);

  ferry_ui_journey_run_full ();
  g_assert_false (was_in_last_run (COMPANY, "Customer"));
  g_assert_true (was_in_last_run (COMPANY, "Item"));

  reset_all ();
  ferry_ui_journey_fix_and_run ();
  g_assert_true (was_in_last_run (COMPANY, "Customer"));
  close_while_working ();
}

static void
test_rules (void)
{
  g_autofree char *folder = ferry_ui_session_make_folder ();

  ferry_ui_session_run (folder, options, change_rules, folder);
  ferry_ui_session_remove_folder (folder);
}

/* ---- Sanitizing and repairing ---- */

static gboolean
one_table_is_left (gpointer unused)
{
  GtkWidget *view = ferry_ui_peek (GTK_TYPE_COLUMN_VIEW, CHOICE);

  return view != NULL
         && g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (view)))) == 1;
}

static void
choose_table (const char *name)
{
  ferry_ui_type ("Search tables, numbers and apps", name);
  ferry_ui_wait (one_table_is_left, NULL, "the table to be found");
  ferry_ui_select_row (CHOICE, 0);
}

static void
sanitize_and_repair (gpointer unused)
{
  ferry_ui_journey_start_sandbox ();
  g_assert_false (ferry_ui_is_action_enabled ("win.sanitize-tables"));
  ferry_ui_journey_set_up ();

  /* Before anything was copied there is nothing to repair, as the service says. */
  ferry_ui_activate_action ("win.repair-companion-tables");
  ferry_ui_click ("Repair");
  ferry_ui_wait_text ("The Companion Tables Weren’t Repaired");
  ferry_ui_wait_text ("nothing was replicated yet");
  close_dialog (GTK_TYPE_LABEL, "Repair Companion Tables?");

  ferry_ui_journey_run_full ();
  ferry_ui_journey_fix_and_run ();

  ferry_ui_activate_action ("win.sanitize-tables");
  ferry_ui_find (GTK_TYPE_COLUMN_VIEW, CHOICE);
  ferry_ui_assert_all_named ();
  g_assert_false (gtk_widget_is_sensitive (ferry_ui_find (GTK_TYPE_BUTTON, "Sanitize…")));
  ferry_ui_type ("Search tables, numbers and apps", "_%");
  ferry_ui_wait_text ("No Tables Match");
  choose_table ("Customer Price Group");
  ferry_ui_click ("Sanitize…");
  ferry_ui_wait_text ("Sanitize “Customer Price Group” of “" COMPANY "”?");
  ferry_ui_assert_all_named ();
  ferry_ui_click ("Sanitize");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Sanitize Another Table");
  ferry_ui_click ("Sanitize Another Table");

  /* A table of the system belongs to no company: refused, in the service's words, where it was asked. */
  choose_table ("2000000053");
  ferry_ui_click ("Sanitize…");
  ferry_ui_click ("Sanitize");
  ferry_ui_wait_text ("The Table Wasn’t Sanitized");
  ferry_ui_resize (360, 640);
  ferry_ui_assert_all_named ();
  /* In the search, Escape would empty it first. */
  ferry_ui_type ("Search tables, numbers and apps", "");
  ferry_ui_press ("Escape");
  ferry_ui_wait_gone (GTK_TYPE_COLUMN_VIEW, CHOICE);

  ferry_ui_activate_action ("win.repair-companion-tables");
  ferry_ui_click ("Repair");
  ferry_ui_wait_gone (GTK_TYPE_LABEL, "Repair Companion Tables?");
  ferry_ui_wait_gone (GTK_TYPE_LABEL, "Repairing Companion Tables…");
  g_assert_true (ferry_ui_has_text ("Companion Tables Are Repaired")
                 || ferry_ui_has_text ("Nothing to Repair"));
  ferry_ui_press ("Escape");
}

static void
test_sanitize (void)
{
  ferry_ui_session_run_new (options, sanitize_and_repair, NULL);
}

int
main (int argc, char **argv)
{
  g_autoptr (FerryFixtureKeyring) keyring = NULL;

  gtk_test_init (&argc, &argv, NULL);
  keyring = ferry_fixture_keyring_new (TRUE);
  g_test_add_func ("/app/table-rules/change", test_rules);
  g_test_add_func ("/app/table-rules/sanitize", test_sanitize);
  return g_test_run ();
}
