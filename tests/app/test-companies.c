/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Choosing companies: the rules of domain §2.1 and the list that shows them. */

#include <adwaita.h>

#include "ferry-company-list.h"
#include "ferry-company-selection.h"
#include "ferry-resources.h"
#include "ferry-ui-driver.h"

static FerryCompany *
new_company (const char *name, double size, gboolean replicate)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *id = g_compute_checksum_for_string (G_CHECKSUM_MD5, name, -1);
  FerryCompany *company;
  GError *error = NULL;

  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "name", name);
  json_object_set_string_member (object, "displayName", name);
  json_object_set_boolean_member (object, "replicate", replicate);
  json_object_set_double_member (object, "estimatedSize", size);
  json_object_set_string_member (object, "status", " ");
  json_object_set_boolean_member (object, "created", FALSE);
  json_object_set_string_member (object, "companyInitializationStatus", "Unknown");
  json_object_set_string_member (object, "companyInitializationError", "");
  company = ferry_company_new_from_json (object, &error);
  g_assert_no_error (error);
  return company;
}

static void
append (GListStore *store, const char *name, double size, gboolean replicate)
{
  g_autoptr (FerryCompany) company = new_company (name, size, replicate);

  g_list_store_append (store, company);
}

static FerryCompanyChoice *
choice_at (FerryCompanySelection *selection, guint position)
{
  FerryCompanyChoice *choice = g_list_model_get_item (G_LIST_MODEL (selection), position);

  g_assert_nonnull (choice);
  /* The selection keeps it. */
  g_object_unref (choice);
  return choice;
}

static void
select_at (FerryCompanySelection *selection, guint position, gboolean selected)
{
  ferry_company_choice_set_selected (choice_at (selection, position), selected);
}

static void
test_refused (void)
{
  g_autoptr (GListStore) store = g_list_store_new (FERRY_TYPE_COMPANY);
  g_autoptr (FerryCompanySelection) selection = NULL;
  g_autofree char *reason = NULL;

  append (store, "Good", 1, FALSE);
  append (store, "Slash A/S", 1, FALSE);
  append (store, " Blank", 1, FALSE);
  append (store, "Home", 1, FALSE);
  append (store, "Old/Name", 1, TRUE);
  selection = ferry_company_selection_new (G_LIST_MODEL (store), "Home");

  for (guint i = 1; i <= 3; i++)
    {
      select_at (selection, i, TRUE);
      g_assert_false (ferry_company_choice_get_selected (choice_at (selection, i)));
      g_assert_false (ferry_company_choice_get_available (choice_at (selection, i)));
      g_assert_cmpstr (ferry_company_choice_get_problem (choice_at (selection, i)), !=, "");
    }

  /* One that the service already has, although it can't be migrated, has to be taken out first. */
  select_at (selection, 0, TRUE);
  g_assert_false (ferry_company_selection_check (selection, &reason));
  g_assert_nonnull (strstr (reason, "Old/Name"));
  select_at (selection, 4, FALSE);
  g_assert_true (ferry_company_selection_check (selection, NULL));
  g_assert_false (ferry_company_choice_get_available (choice_at (selection, 4)));
}

static void
test_signed_in (void)
{
  g_autoptr (GListStore) store = g_list_store_new (FERRY_TYPE_COMPANY);
  g_autoptr (FerryCompanySelection) selection = NULL;

  /* A company that was migrated may come to be the address later on. */
  append (store, "Home", 1, TRUE);
  selection = ferry_company_selection_new (G_LIST_MODEL (store), "Home");
  g_assert_cmpstr (ferry_company_choice_get_problem (choice_at (selection, 0)), ==, "");
  g_assert_true (ferry_company_selection_check (selection, NULL));
}

static void
test_totals (void)
{
  g_autoptr (GListStore) store = g_list_store_new (FERRY_TYPE_COMPANY);
  g_autoptr (FerryCompanySelection) selection = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *warning = NULL;
  g_auto (GStrv) ids = NULL;

  append (store, "A", 20, FALSE);
  append (store, "B", 29.5, FALSE);
  append (store, "C", 0.5, FALSE);
  append (store, "D/", 9, FALSE);
  selection = ferry_company_selection_new (G_LIST_MODEL (store), NULL);
  g_assert_false (ferry_company_selection_check (selection, &reason));
  g_assert_nonnull (reason);
  g_assert_false (ferry_company_selection_get_changed (selection));

  select_at (selection, 0, TRUE);
  select_at (selection, 1, TRUE);
  g_assert_cmpuint (ferry_company_selection_get_n_selected (selection), ==, 2);
  g_assert_cmpfloat (ferry_company_selection_get_selected_size (selection), ==, 49.5);
  g_assert_true (ferry_company_selection_get_changed (selection));
  g_assert_null (ferry_company_selection_dup_warning (selection));
  g_assert_false (ferry_company_selection_get_all_selected (selection));

  /* 50 GB is the edge. */
  select_at (selection, 2, TRUE);
  warning = ferry_company_selection_dup_warning (selection);
  g_assert_nonnull (warning);
  g_assert_true (ferry_company_selection_get_all_selected (selection));

  ids = ferry_company_selection_dup_ids (selection);
  g_assert_cmpuint (g_strv_length (ids), ==, 3);
  ferry_company_selection_select_all (selection, FALSE);
  g_assert_cmpuint (ferry_company_selection_get_n_selected (selection), ==, 0);
  g_assert_false (ferry_company_selection_get_changed (selection));
  ferry_company_selection_select_all (selection, TRUE);
  g_assert_cmpuint (ferry_company_selection_get_n_selected (selection), ==, 3);
}

static void
test_many (void)
{
  g_autoptr (GListStore) store = g_list_store_new (FERRY_TYPE_COMPANY);
  g_autoptr (FerryCompanySelection) selection = NULL;
  g_autofree char *warning = NULL;

  for (guint i = 0; i < 299; i++)
    {
      g_autofree char *name = g_strdup_printf ("Company %u", i);

      append (store, name, 0.01, TRUE);
    }
  selection = ferry_company_selection_new (G_LIST_MODEL (store), NULL);
  g_assert_true (ferry_company_selection_get_can_select_all (selection));
  g_assert_null (ferry_company_selection_dup_warning (selection));

  append (store, "One more", 0.01, TRUE);
  g_assert_false (ferry_company_selection_get_can_select_all (selection));
  warning = ferry_company_selection_dup_warning (selection);
  g_assert_nonnull (strstr (warning, "300"));
}

static void
test_read_again (void)
{
  g_autoptr (GListStore) store = g_list_store_new (FERRY_TYPE_COMPANY);
  g_autoptr (FerryCompanySelection) selection = NULL;
  g_autoptr (FerryCompany) first = NULL;
  g_autoptr (FerryCompany) first_now = new_company ("A", 5, TRUE);
  FerryCompany *again[3];

  append (store, "A", 1, FALSE);
  append (store, "B", 1, FALSE);
  selection = ferry_company_selection_new (G_LIST_MODEL (store), NULL);
  select_at (selection, 1, TRUE);

  /* Somebody else changed the first one, in place. */
  first = g_list_model_get_item (G_LIST_MODEL (store), 0);
  ferry_company_update (first, first_now);
  g_assert_true (ferry_company_choice_get_selected (choice_at (selection, 0)));
  g_assert_cmpfloat (ferry_company_selection_get_selected_size (selection), ==, 6);

  /* The whole list came anew, longer: what was decided here stays. */
  again[0] = new_company ("C", 1, FALSE);
  again[1] = new_company ("B", 1, FALSE);
  again[2] = new_company ("A", 5, FALSE);
  g_list_store_splice (store, 0, 2, (gpointer *) again, 3);
  for (guint i = 0; i < 3; i++)
    g_object_unref (again[i]);
  g_assert_false (ferry_company_choice_get_selected (choice_at (selection, 0)));
  g_assert_true (ferry_company_choice_get_selected (choice_at (selection, 1)));
  g_assert_false (ferry_company_choice_get_selected (choice_at (selection, 2)));
}

static GtkWidget *
present (GtkWidget *child)
{
  GtkWidget *window = adw_window_new ();

  gtk_window_set_title (GTK_WINDOW (window), "Companies");
  gtk_window_set_default_size (GTK_WINDOW (window), 500, 600);
  adw_window_set_content (ADW_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  ferry_ui_settle ();
  return window;
}

static void
test_list (void)
{
  g_autoptr (GListStore) store = g_list_store_new (FERRY_TYPE_COMPANY);
  g_autoptr (FerryCompanySelection) selection = NULL;
  GtkWidget *list = g_object_new (FERRY_TYPE_COMPANY_LIST, NULL);
  GtkWidget *window = present (list);

  append (store, "Nordhavn & Co", 49, FALSE);
  append (store, "Ærø Fisk", 2, FALSE);
  append (store, "Fjord/Sønner", 1, FALSE);
  selection = ferry_company_selection_new (G_LIST_MODEL (store), NULL);
  ferry_ui_wait_text ("Reading the companies…");
  ferry_company_list_set_selection (FERRY_COMPANY_LIST (list), selection);

  ferry_ui_find (GTK_TYPE_CHECK_BUTTON, "Migrate Nordhavn & Co");
  g_assert_false (gtk_widget_is_sensitive (ferry_ui_find (GTK_TYPE_CHECK_BUTTON, "Migrate Fjord/Sønner")));
  g_assert_false (ferry_company_list_get_valid (FERRY_COMPANY_LIST (list)));
  ferry_company_list_complain (FERRY_COMPANY_LIST (list));
  ferry_ui_wait_text ("Select at least one company.");

  ferry_ui_set_check ("Migrate Nordhavn & Co", TRUE);
  g_assert_true (ferry_company_list_get_valid (FERRY_COMPANY_LIST (list)));
  ferry_ui_assert_all_named ();

  /* A large one has to be confirmed, and once more when it is another size. */
  ferry_ui_set_check ("Migrate Ærø Fisk", TRUE);
  g_assert_false (ferry_company_list_get_valid (FERRY_COMPANY_LIST (list)));
  ferry_ui_set_check ("Migrate them all the same", TRUE);
  g_assert_true (ferry_company_list_get_valid (FERRY_COMPANY_LIST (list)));
  ferry_ui_set_check ("Migrate Ærø Fisk", FALSE);
  ferry_ui_set_check ("Migrate Ærø Fisk", TRUE);
  g_assert_false (ferry_company_list_get_valid (FERRY_COMPANY_LIST (list)));

  /* Found without regard to case; the checks in the rows are those of the companies shown. */
  ferry_ui_type ("Search companies", "ærø");
  ferry_ui_wait_gone (GTK_TYPE_CHECK_BUTTON, "Migrate Nordhavn & Co");
  g_assert_true (gtk_check_button_get_active (
    GTK_CHECK_BUTTON (ferry_ui_find (GTK_TYPE_CHECK_BUTTON, "Migrate Ærø Fisk"))));
  ferry_ui_type ("Search companies", "nothing of the kind");
  ferry_ui_wait_text ("No Company Matches");

  gtk_window_destroy (GTK_WINDOW (window));
  ferry_ui_settle ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ferry_register_resource ();

  g_test_add_func ("/app/companies/refused", test_refused);
  g_test_add_func ("/app/companies/signed-in", test_signed_in);
  g_test_add_func ("/app/companies/totals", test_totals);
  g_test_add_func ("/app/companies/many", test_many);
  g_test_add_func ("/app/companies/read-again", test_read_again);
  g_test_add_func ("/app/companies/list", test_list);
  return g_test_run ();
}
