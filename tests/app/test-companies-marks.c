/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What becomes of companies after a copy: initialized by a task, all in one go, or marked by hand (domain §2.2). */

#include "ferry-ui-driver.h"
#include "ferry-ui-journey.h"
#include "ferry-ui-session.h"

#include <string.h>

#define FIRST  "CRONUS International Ltd."
#define SECOND "Nordhavn Logistik GmbH"

static const char *const options[]
  = { "--sandbox-option=--rows=4000", "--sandbox-option=--tables=20", "--sandbox-option=--companies=3",
      "--sandbox-option=--pace=4000", NULL };
static const char *const published_options[]
  = { "--sandbox-option=--rows=4000", "--sandbox-option=--tables=20",      "--sandbox-option=--companies=3",
      "--sandbox-option=--pace=4000", "--sandbox-option=--published-only", NULL };

static FerryCompany *
get_company (const char *name)
{
  GListModel *companies = ferry_environment_get_companies (ferry_ui_session_get_environment ());

  for (guint i = 0; i < g_list_model_get_n_items (companies); i++)
    {
      g_autoptr (FerryCompany) company = g_list_model_get_item (companies, i);

      if (g_str_equal (ferry_company_get_name (company), name))
        return company; /* the list holds it */
    }
  g_assert_not_reached ();
}

static gboolean
is_idle (const char *name)
{
  return ferry_company_get_created (get_company (name))
         && ferry_company_get_status (get_company (name)) != FERRY_COMPANY_STATUS_IN_PROGRESS;
}

static gboolean
has_init_status (const char *name, FerryInitStatus status)
{
  return is_idle (name) && ferry_company_get_init_status (get_company (name)) == status;
}

static gboolean
is_initialized (gpointer name)
{
  return has_init_status (name, FERRY_INIT_STATUS_INITIALIZED);
}

static gboolean
is_not_initialized (gpointer name)
{
  return has_init_status (name, FERRY_INIT_STATUS_NOT_INITIALIZED);
}

static gboolean
both_exist (gpointer unused)
{
  return is_idle (FIRST) && is_idle (SECOND)
         && ferry_environment_check_action (ferry_ui_session_get_environment (),
                                            FERRY_ACTION_INITIALIZE_COMPANY, NULL);
}

static gboolean
item_is_sensitive (const char *company, const char *item)
{
  g_autofree char *menu = g_strdup_printf ("Actions for %s", company);
  GtkWidget *button;
  GtkWidget *found;
  gboolean sensitive;

  ferry_ui_click (menu);
  button = ferry_ui_find (GTK_TYPE_MENU_BUTTON, menu);
  found = ferry_ui_find (GTK_TYPE_WIDGET, item);
  sensitive = gtk_widget_is_sensitive (found);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  ferry_ui_settle ();
  return sensitive;
}

static void
choose (const char *company, const char *item)
{
  g_autofree char *menu = g_strdup_printf ("Actions for %s", company);

  ferry_ui_click (menu);
  ferry_ui_click (item);
}

static void
select_both (void)
{
  ferry_ui_activate_action ("win.select-companies");
  ferry_ui_set_check ("Migrate " SECOND, TRUE);
  ferry_ui_click ("Apply");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Apply");
  ferry_ui_wait (both_exist, NULL, "both companies to exist");
}

static void
prepare (void)
{
  ferry_ui_journey_start_sandbox ();
  ferry_ui_journey_set_up ();
  select_both ();
}

static void
mark_them (gpointer unused)
{
  prepare ();
  ferry_ui_activate_action ("win.mark-initialized");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Initialize " FIRST);
  ferry_ui_wait_text ("2 companies wait to be initialized");
  ferry_ui_wait_text ("Exists online · Not initialized");
  ferry_ui_assert_all_named ();

  ferry_ui_look ("companies-waiting");

  /* By hand, and back. */
  choose (FIRST, "Mark as Initialized");
  ferry_ui_wait (is_initialized, FIRST, "the company to be marked");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Initialize " FIRST);
  ferry_ui_wait_text ("1 company waits to be initialized");
  choose (FIRST, "Mark as Not Initialized");
  ferry_ui_wait (is_not_initialized, FIRST, "the company to be marked back");
  ferry_ui_wait_text ("2 companies wait to be initialized");

  /* All in one go: each shows that it is at it, and can't be changed meanwhile. */
  ferry_ui_click ("Initialize All");
  ferry_ui_wait_text ("Initializing 1 of 2: " FIRST);
  ferry_ui_wait_text ("Being initialized");
  g_assert_false (gtk_widget_is_sensitive (ferry_ui_find (GTK_TYPE_CHECK_BUTTON, "Migrate " FIRST)));
  g_assert_false (gtk_widget_is_sensitive (ferry_ui_find (GTK_TYPE_MENU_BUTTON, "Actions for " FIRST)));
  ferry_ui_find (GTK_TYPE_PROGRESS_BAR, "Companies initialized");
  ferry_ui_look ("companies-initializing");
  ferry_ui_wait (is_initialized, SECOND, "the second company to be initialized");
  g_assert_true (is_initialized (FIRST));
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Stop");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Initialize All");
  g_assert_true (gtk_widget_is_sensitive (ferry_ui_find (GTK_TYPE_CHECK_BUTTON, "Migrate " FIRST)));

  /* Stopped, no further one is begun; the one under way goes on. */
  choose (FIRST, "Mark as Not Initialized");
  choose (SECOND, "Mark as Not Initialized");
  ferry_ui_wait_text ("2 companies wait to be initialized");
  ferry_ui_click ("Initialize All");
  ferry_ui_wait_text ("Initializing 1 of 2: " FIRST);
  ferry_ui_click ("Stop");
  ferry_ui_wait (is_initialized, FIRST, "the first company to be initialized all the same");
  ferry_ui_wait_text ("1 company waits to be initialized");
  g_assert_true (is_not_initialized (SECOND));
  ferry_ui_click ("Cancel");
}

static void
test_marks (void)
{
  ferry_ui_session_run_new (options, mark_them, NULL);
}

/* Without the management API companies are initialized as before; marking is off, and why is said once. */
static void
published_only (gpointer unused)
{
  prepare ();
  g_assert_false (ferry_ui_is_action_enabled ("win.mark-initialized"));
  ferry_ui_activate_action ("win.select-companies");
  ferry_ui_find_sensitive (GTK_TYPE_BUTTON, "Initialize " FIRST);
  ferry_ui_wait_text ("doesn’t offer “Mark company as initialized”");
  ferry_ui_look ("companies-published-only");
  g_assert_false (item_is_sensitive (FIRST, "Mark as Initialized"));
  g_assert_true (item_is_sensitive (FIRST, "Initialize"));
  ferry_ui_click ("Initialize All");
  ferry_ui_wait (is_initialized, SECOND, "the second company to be initialized");
  g_assert_true (is_initialized (FIRST));
  ferry_ui_click ("Cancel");
}

static void
test_published_only (void)
{
  ferry_ui_session_run_new (published_options, published_only, NULL);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/companies-marks/marks", test_marks);
  g_test_add_func ("/app/companies-marks/published-only", test_published_only);
  return g_test_run ();
}
