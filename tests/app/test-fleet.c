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
  check_groups ();
  check_selection_stays ();
  check_several_at_once ();
  check_refusal ();
}

static void
test_overview (Place *place, gconstpointer unused)
{
  ferry_ui_session_run (place->folder, NULL, overview, place);
}

int
main (int argc, char **argv)
{
  g_autoptr (FerryFixtureKeyring) keyring = NULL;

  gtk_test_init (&argc, &argv, NULL);
  keyring = ferry_fixture_keyring_new (TRUE);
  g_test_add ("/fleet/overview", Place, NULL, place_set_up, test_overview, place_tear_down);
  return g_test_run ();
}
