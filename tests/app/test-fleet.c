/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Many environments: the overview with real sandboxes of two tenants, one of which offers the published interface alone;
 * runs started on several at once; profiles as files; runtime keys; and how it is with 50 and 200 of them. */

#include <string.h>

#include "ferry-batch.h"
#include "ferry-fixture-await.h"
#include "ferry-fixture-keyring.h"
#include "ferry-fleet-cell.h"
#include "ferry-fleet-list.h"
#include "ferry-profile-file.h"
#include "ferry-profile-import-dialog.h"
#include "ferry-sandbox-process.h"
#include "ferry-settings.h"
#include "ferry-ui-driver.h"
#include "ferry-ui-session.h"
#include "ferry-window.h"

#define FULL      6 /* environments of the tenant with the management interface */
#define PUBLISHED 2 /* and of the one without */
#define ALL       (FULL + PUBLISHED)
#define TABLE     "Environments"

typedef struct
{
  char *folder;
  char *sandbox_folders[2];
  FerrySandboxProcess *sandboxes[2];
  guint added;
} Place;

static const char *const names[ALL]
  = { "Adatum", "Contoso", "Fabrikam", "Litware", "Northwind", "Proseware", "Tailspin Toys", "Wingtip" };

static void
start_sandbox (Place *place, guint i, const char *const *arguments)
{
  g_autoptr (GAsyncResult) started = NULL;
  g_autoptr (GError) error = NULL;

  place->sandbox_folders[i] = ferry_ui_session_make_folder ();
  place->sandboxes[i] = ferry_sandbox_process_new (NULL, place->sandbox_folders[i], arguments);
  ferry_sandbox_process_start_async (place->sandboxes[i], NULL, ferry_fixture_await_cb, &started);
  ferry_sandbox_process_start_finish (place->sandboxes[i], ferry_fixture_await (&started), &error);
  g_assert_no_error (error);
}

static void
place_set_up (Place *place, gconstpointer unused)
{
  static const char *const full[] = { "--tenant=contoso.example",
                                      "--environment=E1",
                                      "--more-environments=E2,E3,E4,E5,E6",
                                      "--rows=300",
                                      "--tables=6",
                                      "--companies=1",
                                      NULL };
  static const char *const published[] = { "--tenant=fabrikam.example",
                                           "--environment=E1",
                                           "--more-environments=E2",
                                           "--rows=300",
                                           "--tables=6",
                                           "--companies=1",
                                           "--published-only",
                                           NULL };

  place->folder = ferry_ui_session_make_folder ();
  start_sandbox (place, 0, full);
  start_sandbox (place, 1, published);
}

static gboolean
is_running (FerrySandboxProcess *process)
{
  gboolean running;

  g_object_get (process, "running", &running, NULL);
  return running;
}

static void
place_tear_down (Place *place, gconstpointer unused)
{
  for (guint i = 0; i < 2; i++)
    {
      ferry_sandbox_process_stop (place->sandboxes[i]);
      ferry_fixture_wait_until (!is_running (place->sandboxes[i]));
      g_clear_object (&place->sandboxes[i]);
      ferry_ui_session_remove_folder (place->sandbox_folders[i]);
      g_free (place->sandbox_folders[i]);
    }
  ferry_ui_session_remove_folder (place->folder);
  g_free (place->folder);
}

/* ---- Environments ---- */

static FerryWorkspace *
get_workspace (void)
{
  return ferry_application_get_workspace (FERRY_APPLICATION (g_application_get_default ()));
}

static FerryEnvironment *
get_environment (guint i)
{
  g_autoptr (FerryEnvironment) environment = g_list_model_get_item (G_LIST_MODEL (get_workspace ()), i);

  return environment; /* the workspace holds it */
}

static FerryEnvironment *
find_environment (const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (get_workspace ())); i++)
    if (g_str_equal (ferry_profile_get_name (ferry_environment_get_profile (get_environment (i))), name))
      return get_environment (i);
  g_error ("no environment is called “%s”", name);
}

static void
add_environment (Place *place, guint i)
{
  FerrySandboxProcess *sandbox = place->sandboxes[i < FULL ? 0 : 1];
  g_autofree char *id = g_strdup_printf ("E%u", i < FULL ? i + 1 : i + 1 - FULL);
  g_autoptr (FerryProfile) profile = ferry_profile_new (names[i], ferry_sandbox_process_get_url (sandbox),
                                                        ferry_sandbox_process_get_tenant (sandbox), id);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  FerryEnvironment *environment;

  ferry_workspace_add_profile_async (get_workspace (), profile, ferry_sandbox_process_get_token (sandbox),
                                     NULL, ferry_fixture_await_cb, &result);
  environment = ferry_workspace_add_profile_finish (get_workspace (), ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  /* As for a sandbox that Ferry started itself. */
  ferry_run_monitor_set_intervals (ferry_environment_get_monitor (environment), 300, 2000, 2000);
}

static gboolean
is_online (FerryEnvironment *environment)
{
  gint64 last_seen;

  g_object_get (environment, "last-seen", &last_seen, NULL);
  return last_seen != 0 && ferry_environment_get_connection (environment) == FERRY_CONNECTION_ONLINE;
}

static gboolean
can (FerryEnvironment *environment, FerryAction action)
{
  return ferry_environment_check_action (environment, action, NULL);
}

/* Set-up with a runtime that is registered already, one company, and what is created for it. */
static void
set_up (FerryEnvironment *environment, const char *runtime)
{
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) selected = NULL;
  g_autoptr (GAsyncResult) completed = NULL;
  g_autoptr (FerrySetup) setup = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (FerryCompany) company = NULL;
  const char *ids[] = { NULL, NULL };

  ferry_fixture_wait_until (is_online (environment));
  ferry_environment_save_setup_async (environment, "DynamicsBCLast", FERRY_SQL_SERVER_TYPE_SQL_SERVER,
                                      "Server=SQL01\\BC;Database=BC;User Id=bc;Password=not-so-secret;",
                                      runtime, NULL, ferry_fixture_await_cb, &saved);
  setup = ferry_environment_save_setup_finish (environment, ferry_fixture_await (&saved), &error);
  g_assert_no_error (error);

  company = g_list_model_get_item (ferry_environment_get_companies (environment), 0);
  g_assert_nonnull (company);
  ids[0] = ferry_company_get_id (company);
  ferry_environment_select_companies_async (environment, ids, FALSE, NULL, ferry_fixture_await_cb, &selected);
  ferry_environment_select_companies_finish (environment, ferry_fixture_await (&selected), &error);
  g_assert_no_error (error);

  ferry_environment_complete_setup_async (environment, setup, NULL, ferry_fixture_await_cb, &completed);
  ferry_environment_complete_setup_finish (environment, ferry_fixture_await (&completed), &error);
  g_assert_no_error (error);
  ferry_fixture_wait_until (can (environment, FERRY_ACTION_RUN_REPLICATION));
}

static guint
count_runs (FerryEnvironment *environment)
{
  GListModel *runs = ferry_environment_get_runs (environment);
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr (FerryRun) run = g_list_model_get_item (runs, i);

      count += ferry_run_is_replication (run) ? 1 : 0;
    }
  return count;
}

static gboolean
is_at_rest (FerryEnvironment *environment)
{
  return is_online (environment)
         && !ferry_run_monitor_get_active (ferry_environment_get_monitor (environment));
}

/* ---- The overview ---- */

static GtkWindow *
get_main_window (void)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (g_application_get_default ())); l;
       l = l->next)
    if (FERRY_IS_WINDOW (l->data))
      return l->data;
  g_error ("there is no window");
}

static FerryFleetList *
get_list (void)
{
  return g_object_get_data (G_OBJECT (get_main_window ()), "ferry-fleet-list");
}

/* Returns: (transfer full): what is shown, in its order: “[tenant] Name Name …” */
static char *
dup_shown (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (get_list ())); i++)
    {
      FerryFleetItem *item = ferry_fleet_list_get (get_list (), i);
      FerryEnvironmentSummary *summary = ferry_fleet_item_get_summary (item);

      if (text->len > 0)
        g_string_append_c (text, ' ');
      if (summary == NULL)
        g_string_append_printf (text, "[%s]", ferry_fleet_item_get_group (item));
      else
        g_string_append_printf (text, "%.4s", ferry_environment_summary_get_title (summary));
    }
  return g_string_free (text, FALSE);
}

static gboolean
is_shown (const char *expected)
{
  g_autofree char *shown = dup_shown ();

  return g_str_equal (shown, expected);
}

static void
wait_shown (const char *expected)
{
  gint64 deadline = 0;

  while (!is_shown (expected))
    {
      g_autofree char *shown = dup_shown ();

      g_debug ("%s", shown);
      ferry_fixture_iterate (&deadline, expected, __FILE__, __LINE__);
    }
}

static void
set_action (const char *name, GVariant *state)
{
  g_action_group_change_action_state (G_ACTION_GROUP (get_main_window ()), name, state);
}

static guint
find_position (const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (get_list ())); i++)
    {
      FerryEnvironmentSummary *summary = ferry_fleet_item_get_summary (ferry_fleet_list_get (get_list (), i));

      if (summary != NULL && g_str_equal (ferry_environment_summary_get_title (summary), name))
        return i;
    }
  g_error ("“%s” isn’t shown", name);
}

static void
activate (const char *name)
{
  GtkWidget *table = ferry_ui_find (GTK_TYPE_COLUMN_VIEW, TABLE);

  g_signal_emit_by_name (table, "activate", find_position (name));
}

static void
check_sorting_and_filters (void)
{
  wait_shown ("Adat Cont Fabr Litw Nort Pros Tail Wing");
  set_action ("fleet-descending", g_variant_new_boolean (TRUE));
  set_action ("fleet-sort", g_variant_new_string ("name"));
  wait_shown ("Wing Tail Pros Nort Litw Fabr Cont Adat");
  set_action ("fleet-descending", g_variant_new_boolean (FALSE));

  ferry_ui_type ("Search environments", "ware");
  wait_shown ("Litw Pros");
  ferry_ui_type ("Search environments", "FABRIKAM.example");
  wait_shown ("Tail Wing");
  ferry_ui_type ("Search environments", "nobody");
  ferry_ui_wait_text ("Nothing Found");
  ferry_ui_assert_all_named ();
  ferry_ui_click ("Show All Environments");
  wait_shown ("Adat Cont Fabr Litw Nort Pros Tail Wing");

  /* The heading of a column does the same. */
  g_object_set (get_list (), "filter", "not-set-up", NULL);
  wait_shown ("Nort Pros Wing");
  g_object_set (get_list (), "filter", "all", NULL);
  set_action ("fleet-sort", g_variant_new_string ("state"));
  wait_shown ("Adat Cont Fabr Litw Tail Nort Pros Wing");
  set_action ("fleet-sort", g_variant_new_string ("name"));
}

/* With the real keyboard: the search, and from there into the rows. */
static gboolean
is_focus_in_search (void)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (get_main_window ()));

  return focus != NULL
         && gtk_widget_is_ancestor (focus, ferry_ui_find (GTK_TYPE_SEARCH_ENTRY, "Search environments"));
}

static void
check_keys (void)
{
  gtk_widget_grab_focus (ferry_ui_find (GTK_TYPE_CHECK_BUTTON, "Choose Adatum"));
  ferry_ui_press ("ctrl+f");
  g_assert_true (is_focus_in_search ());
  /* From outside the page, too; only the sidebar has a search of its own. */
  gtk_window_set_focus (get_main_window (), NULL);
  g_assert_false (is_focus_in_search ());
  ferry_ui_press ("ctrl+f");
  g_assert_true (is_focus_in_search ());

  gtk_widget_grab_focus (ferry_ui_find (GTK_TYPE_CHECK_BUTTON, "Choose Adatum"));
  ferry_ui_press ("space");
  ferry_ui_wait_text ("1 chosen");
  ferry_ui_press ("ctrl+a");
  ferry_ui_wait_text ("8 chosen");
  ferry_ui_press ("Escape");
  g_assert_cmpuint (ferry_fleet_list_count_selected (get_list (), NULL), ==, 0);

  /* In the search it is the text that goes first. */
  ferry_ui_set_check ("Choose Adatum", TRUE);
  ferry_ui_press ("ctrl+f");
  ferry_ui_type ("Search environments", "Adatum");
  wait_shown ("Adat");
  ferry_ui_press ("Escape");
  wait_shown ("Adat Cont Fabr Litw Nort Pros Tail Wing");
  g_assert_cmpuint (ferry_fleet_list_count_selected (get_list (), NULL), ==, 1);
  ferry_ui_press ("Escape");
  g_assert_cmpuint (ferry_fleet_list_count_selected (get_list (), NULL), ==, 0);
}

static void
check_groups (void)
{
  FerryFleetItem *heading;

  set_action ("fleet-group", g_variant_new_boolean (TRUE));
  wait_shown ("[contoso.example] Adat Cont Fabr Litw Nort Pros [fabrikam.example] Tail Wing");
  heading = ferry_fleet_list_get (get_list (), 0);
  g_assert_cmpuint (ferry_fleet_item_get_sums (heading)->count, ==, FULL);
  ferry_ui_wait_text ("8 environments");
  ferry_ui_look ("fleet-groups");

  g_signal_emit_by_name (ferry_ui_find (GTK_TYPE_COLUMN_VIEW, TABLE), "activate", 0);
  wait_shown ("[contoso.example] [fabrikam.example] Tail Wing");
  /* What is searched for is shown wherever it is. */
  ferry_ui_type ("Search environments", "Adatum");
  wait_shown ("[contoso.example] Adat");
  ferry_ui_type ("Search environments", "");
  wait_shown ("[contoso.example] [fabrikam.example] Tail Wing");

  /* A heading stands for all under it, seen or not. */
  ferry_ui_set_check ("Choose all of contoso.example", TRUE);
  g_assert_cmpuint (ferry_fleet_list_count_selected (get_list (), NULL), ==, FULL);
  ferry_ui_wait_text ("6 chosen");
  g_signal_emit_by_name (ferry_ui_find (GTK_TYPE_COLUMN_VIEW, TABLE), "activate", 0);
  ferry_ui_set_check ("Choose Adatum", FALSE);
  g_assert_true (gtk_check_button_get_inconsistent (
    GTK_CHECK_BUTTON (ferry_ui_find (GTK_TYPE_CHECK_BUTTON, "Choose all of contoso.example"))));
  ferry_ui_activate_action ("win.fleet-choose-none");
  g_assert_false (ferry_ui_is_action_enabled ("win.fleet-run-replication"));
  set_action ("fleet-group", g_variant_new_boolean (FALSE));
}

static void
check_selection_stays (void)
{
  ferry_ui_set_check ("Choose Contoso", TRUE);
  ferry_ui_type ("Search environments", "Litware");
  wait_shown ("Litw");
  ferry_ui_wait_text ("1 chosen, 1 of them isn’t shown");
  ferry_ui_type ("Search environments", "");
  wait_shown ("Adat Cont Fabr Litw Nort Pros Tail Wing");

  /* There and back again. */
  activate ("Fabrikam");
  ferry_ui_find (GTK_TYPE_BUTTON, "Actions");
  ferry_ui_activate_action ("win.show-overview");
  ferry_ui_find (GTK_TYPE_COLUMN_VIEW, TABLE);
  g_assert_cmpuint (ferry_fleet_list_count_selected (get_list (), NULL), ==, 1);
  g_assert_true (
    gtk_check_button_get_active (GTK_CHECK_BUTTON (ferry_ui_find (GTK_TYPE_CHECK_BUTTON, "Choose Contoso"))));
  ferry_ui_activate_action ("win.fleet-choose-none");
}

/* Three that can and two that can't, one of them because it isn't set up. */
static void
check_several_at_once (void)
{
  static const char *const chosen[] = { "Adatum", "Contoso", "Tailspin Toys", "Northwind", "Wingtip" };
  GtkWidget *start;

  for (guint i = 0; i < G_N_ELEMENTS (chosen); i++)
    {
      g_autofree char *check = g_strdup_printf ("Choose %s", chosen[i]);

      ferry_ui_set_check (check, TRUE);
    }
  ferry_ui_look ("fleet-chosen");
  ferry_ui_activate_action ("win.fleet-run-replication");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Start 3 Runs");
  ferry_ui_wait_text ("Not Possible Now");
  ferry_ui_wait_text ("Northwind");
  ferry_ui_assert_all_named ();
  ferry_ui_look ("batch");

  /* Double clicked. */
  start = ferry_ui_find (GTK_TYPE_BUTTON, "Start 3 Runs");
  g_signal_emit_by_name (start, "clicked");
  g_signal_emit_by_name (start, "clicked");
  ferry_ui_wait_text ("3 started · 2 not started");
  g_assert_false (ferry_ui_has_text ("To Be Started"));
  ferry_ui_look ("batch-done");
  ferry_ui_click ("Close");

  for (guint i = 0; i < G_N_ELEMENTS (chosen); i++)
    {
      FerryEnvironment *environment = find_environment (chosen[i]);

      ferry_fixture_wait_until (is_at_rest (environment));
      g_assert_cmpuint (count_runs (environment), ==, i < 3 ? 1 : 0);
    }
  g_assert_cmpuint (count_runs (find_environment ("Fabrikam")), ==, 0);
}

/* Where only the published interface is offered, a diagnostic run is refused, and it is said why. */
static void
check_refusal (void)
{
  g_autofree char *reason = NULL;

  ferry_ui_activate_action ("win.fleet-choose-none");
  ferry_ui_set_check ("Choose Tailspin Toys", TRUE);
  ferry_ui_activate_action ("win.fleet-run-diagnostic");
  g_assert_false (ferry_environment_check_action (find_environment ("Tailspin Toys"),
                                                  FERRY_ACTION_RUN_DIAGNOSTIC, &reason));
  ferry_ui_wait_text (reason);
  g_assert_null (ferry_ui_peek (GTK_TYPE_BUTTON, "Start 1 Diagnostic Run"));
  ferry_ui_click ("Cancel");

  ferry_ui_set_check ("Choose Adatum", TRUE);
  ferry_ui_activate_action ("win.fleet-refresh");
  ferry_ui_click ("Refresh");
  ferry_ui_wait_text ("2 read again");
  ferry_ui_click ("Close");
  ferry_ui_activate_action ("win.fleet-choose-none");
}

/* ---- Runtimes ---- */

/* Who is served by which is known without asking; a key is read for the one that is opened. */
static void
check_runtimes (void)
{
  FerryEnvironment *northwind = find_environment ("Northwind");
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (FerrySetup) setup = NULL;
  g_autoptr (GError) error = NULL;

  /* A runtime that the service makes, whose key it knows therefore. */
  ferry_environment_save_setup_async (northwind, "DynamicsBCLast", FERRY_SQL_SERVER_TYPE_SQL_SERVER,
                                      "Server=SQL01\\BC;Database=BC;User Id=bc;Password=not-so-secret;", NULL,
                                      NULL, ferry_fixture_await_cb, &saved);
  setup = ferry_environment_save_setup_finish (northwind, ferry_fixture_await (&saved), &error);
  g_assert_no_error (error);
  ferry_fixture_wait_until (ferry_environment_get_runtime_name (northwind) != NULL
                            && *ferry_environment_get_runtime_name (northwind) != '\0');

  ferry_ui_activate_action ("win.runtime-keys");
  /* Two tenants call theirs the same. */
  ferry_ui_wait_text ("SHIR-1 · contoso.example");
  ferry_ui_wait_text ("SHIR-1 · fabrikam.example");
  ferry_ui_wait_text ("SHIR-2");
  ferry_ui_wait_text ("Serves 2 environments");
  ferry_ui_wait_text ("Serves 1 environment");
  ferry_ui_wait_text ("No Integration Runtime");
  ferry_ui_assert_all_named ();
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (ferry_ui_find (ADW_TYPE_EXPANDER_ROW, "Northwind")), TRUE);
  ferry_ui_wait_text ("As the service has it at present");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Copy “Key of Northwind”");
  ferry_ui_look ("runtimes");
  ferry_ui_assert_all_named ();
  /* The published interface tells none, and nobody kept one. */
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (ferry_ui_find (ADW_TYPE_EXPANDER_ROW, "Tailspin Toys")),
                                 TRUE);
  ferry_ui_wait_text ("The key isn’t known");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (ferry_ui_find (ADW_TYPE_EXPANDER_ROW, "Northwind")),
                                 FALSE);
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Copy “Key of Northwind”");

  ferry_ui_type ("Search environments and runtimes", "fabrikam.example");
  ferry_ui_wait_gone (ADW_TYPE_EXPANDER_ROW, "Northwind");
  ferry_ui_find (ADW_TYPE_EXPANDER_ROW, "Wingtip");
  gtk_window_close (ferry_ui_window ());
  ferry_ui_find (GTK_TYPE_COLUMN_VIEW, TABLE);
}

/* ---- Profiles as files ---- */

static char *export(Place *place)
{
  char *path = g_build_filename (place->folder, "exported.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GPtrArray) profiles = ferry_workspace_dup_profiles (get_workspace ());
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ferry_profile_file_save_async (file, profiles, NULL, ferry_fixture_await_cb, &result);
  ferry_fixture_await (&result);
  ferry_profile_file_save_finish (file, result, &error);
  g_assert_no_error (error);
  return path;
}

static void
open_import (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkWindow *dialog = ferry_profile_import_dialog_new (get_workspace (), file);

  gtk_window_set_transient_for (dialog, get_main_window ());
  gtk_window_present (dialog);
  ferry_ui_find (GTK_TYPE_BUTTON, "Cancel");
}

static void
replace (const char *path, const char *what, const char *with)
{
  g_autofree char *contents = NULL;
  g_autoptr (GString) text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  text = g_string_new (contents);
  g_assert_cmpuint (g_string_replace (text, what, with, 1), ==, 1);
  g_file_set_contents (path, text->str, -1, &error);
  g_assert_no_error (error);
}

/* What was exported is known; one that is renamed in the file is changed, and a new one is added, not signed in. */
static void
check_profiles (Place *place)
{
  g_autofree char *path = export(place);
  g_autofree char *contents = NULL;
  g_autofree char *id
    = g_strdup (ferry_profile_get_id (ferry_environment_get_profile (find_environment ("Litware"))));

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_null (strstr (contents, ferry_sandbox_process_get_token (place->sandboxes[0])));

  open_import (path);
  ferry_ui_wait_text ("As They Are Already");
  g_assert_false (gtk_widget_is_sensitive (ferry_ui_find (GTK_TYPE_BUTTON, "Import")));
  ferry_ui_click ("Cancel");

  replace (path, "\"Litware\"", "\"Litware, live\"");
  replace (
    path, "\"profiles\" : [",
    "\"profiles\" : [ { \"name\" : \"Woodgrove\", \"tenant\" : \"woodgrove.example\", \"environment\" : "
    "\"Live\", \"address\" : \"http://127.0.0.1:9\" },");
  open_import (path);
  ferry_ui_wait_text ("Name: Litware → Litware, live");
  ferry_ui_find (GTK_TYPE_CHECK_BUTTON, "Import Woodgrove");
  ferry_ui_assert_all_named ();
  ferry_ui_look ("import-profiles");
  ferry_ui_click ("Import 2");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Import 2");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_workspace ())), ==, ALL + 1);
  g_assert_cmpstr (ferry_profile_get_id (ferry_environment_get_profile (find_environment ("Litware, live"))),
                   ==, id);
  /* Still signed in: it was only called something else. */
  g_assert_true (is_online (find_environment ("Litware, live")));
  g_assert_false (is_online (find_environment ("Woodgrove")));

  replace (path, "\"Woodgrove\"", "\"Woodgrove\", \"clientSecret\" : \"hush\"");
  open_import (path);
  ferry_ui_wait_text ("no secrets");
  ferry_ui_click ("Cancel");
}

static void
overview (gpointer user_data)
{
  Place *place = user_data;

  /* Nobody is there to show it. */
  g_settings_set_boolean (ferry_settings_get (), "notify-when-ended", FALSE);
  for (guint i = 0; i < ALL; i++)
    add_environment (place, i);
  set_up (find_environment ("Adatum"), "SHIR-1");
  set_up (find_environment ("Contoso"), "SHIR-1");
  set_up (find_environment ("Fabrikam"), "SHIR-2");
  set_up (find_environment ("Litware"), "SHIR-2");
  set_up (find_environment ("Tailspin Toys"), "SHIR-1");

  ferry_ui_activate_action ("win.show-overview");
  ferry_ui_find (GTK_TYPE_COLUMN_VIEW, TABLE);
  check_sorting_and_filters ();
  ferry_ui_look ("fleet");
  ferry_ui_assert_all_named ();
  check_keys ();
  check_groups ();
  check_selection_stays ();
  check_several_at_once ();
  check_refusal ();
  check_runtimes ();
  check_profiles (place);
}

static void
test_overview (Place *place, gconstpointer unused)
{
  ferry_ui_session_run (place->folder, NULL, overview, place);
}

/* ---- Very many ---- */

static void
write_profiles (const char *folder, guint n)
{
  g_autofree char *path = g_build_filename (folder, "environments.ini", NULL);
  g_autoptr (FerryProfileStore) store = ferry_profile_store_new (path);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Customer %u", i + 1);
      g_autofree char *tenant = g_strdup_printf ("tenant-%02u.example", i * 7 % 20 + 1);
      /* Nobody listens there. */
      g_autoptr (FerryProfile) profile = ferry_profile_new (name, "http://127.0.0.1:9", tenant, "Production");

      ferry_profile_store_save_profile (store, profile, &error);
      g_assert_no_error (error);
    }
}

static guint
count_widgets (GtkWidget *widget, GType type)
{
  guint count = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    count += count_widgets (child, type);
  return count;
}

static void
very_many (gpointer user_data)
{
  guint n = GPOINTER_TO_UINT (user_data);
  g_autofree char *totals = g_strdup_printf ("%u environments", n);
  g_autofree char *look = g_strdup_printf ("fleet-%u", n);

  ferry_ui_activate_action ("win.show-overview");
  ferry_ui_find (GTK_TYPE_COLUMN_VIEW, TABLE);
  ferry_ui_wait_text (totals);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_list ())), ==, n);
  ferry_ui_look (look);

  /* Rows are made for what is on screen, and a little around it, alone. */
  ferry_ui_settle ();
  g_assert_cmpuint (count_widgets (GTK_WIDGET (get_main_window ()), FERRY_TYPE_FLEET_CELL), <, 2500);

  /* As people count. */
  set_action ("fleet-sort", g_variant_new_string ("name"));
  g_assert_cmpuint (find_position ("Customer 9") + 1, ==, find_position ("Customer 10"));
  set_action ("fleet-group", g_variant_new_boolean (TRUE));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_list ())), ==, n + 20);
  ferry_ui_wait_text ("tenant-01.example");

  /* The sidebar has its own. */
  set_action ("sidebar-group", g_variant_new_boolean (TRUE));
  ferry_ui_find (GTK_TYPE_LIST_BOX_ROW, "tenant-01.example, *");
  ferry_ui_type ("Find an environment in the sidebar", "customer 42");
  ferry_ui_wait_gone (GTK_TYPE_LIST_BOX_ROW, "Customer 1: *");
  ferry_ui_find (GTK_TYPE_LIST_BOX_ROW, "Customer 42: *");
  ferry_ui_assert_all_named ();
  g_signal_emit_by_name (ferry_ui_find (GTK_TYPE_SEARCH_ENTRY, "Find an environment in the sidebar"),
                         "activate");
  ferry_ui_find (GTK_TYPE_BUTTON, "Actions");
  g_assert_cmpstr (gtk_window_get_title (get_main_window ()), ==, "Customer 42 – Ferry");
}

/* It is a life of the application later, and all is as it was left. */
static void
later (gpointer user_data)
{
  ferry_ui_find (GTK_TYPE_BUTTON, "Actions");
  g_assert_cmpstr (gtk_window_get_title (get_main_window ()), ==, "Customer 42 – Ferry");
  ferry_ui_activate_action ("win.show-overview");
  ferry_ui_wait_text ("tenant-01.example");
  set_action ("fleet-group", g_variant_new_boolean (FALSE));
  set_action ("sidebar-group", g_variant_new_boolean (FALSE));
  set_action ("fleet-sort", g_variant_new_string ("added"));
}

static void
test_very_many (gconstpointer data)
{
  g_autofree char *folder = ferry_ui_session_make_folder ();

  write_profiles (folder, GPOINTER_TO_UINT (data));
  ferry_ui_session_run (folder, NULL, very_many, (gpointer) data);
  ferry_ui_session_run (folder, NULL, later, NULL);
  ferry_ui_session_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_autoptr (FerryFixtureKeyring) keyring = NULL;

  gtk_test_init (&argc, &argv, NULL);
  keyring = ferry_fixture_keyring_new (TRUE);
  g_test_add ("/fleet/overview", Place, NULL, place_set_up, test_overview, place_tear_down);
  g_test_add_data_func ("/fleet/50", GUINT_TO_POINTER (50), test_very_many);
  g_test_add_data_func ("/fleet/200", GUINT_TO_POINTER (200), test_very_many);
  return g_test_run ();
}
