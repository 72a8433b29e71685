/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-fleet-actions.h"

#include <glib/gi18n-lib.h>

#include "ferry-batch-dialog.h"
#include "ferry-commands.h"
#include "ferry-error-dialog.h"
#include "ferry-file-choice.h"
#include "ferry-profile-file.h"
#include "ferry-profile-import-dialog.h"
#include "ferry-runtimes-dialog.h"

#define LIST "ferry-fleet-list"

static FerryFleetList *
get_list (gpointer window)
{
  return g_object_get_data (window, LIST);
}

static void
present (gpointer window, GtkWindow *dialog)
{
  gtk_window_set_transient_for (dialog, window);
  gtk_window_present (dialog);
}

/* ---- Several at once ---- */

static void
on_environment_activated (FerryWindow *window, FerryEnvironment *environment)
{
  ferry_window_show_environment (window, environment);
}

static void
begin_batch (gpointer window, FerryAction action)
{
  g_autoptr (GPtrArray) environments = ferry_fleet_list_dup_selected (get_list (window));
  g_autoptr (FerryBatch) batch = NULL;
  GtkWindow *dialog;

  if (environments->len == 0)
    return;
  batch = ferry_batch_new (action, environments);
  dialog = ferry_batch_dialog_new (batch);
  g_signal_connect_object (dialog, "environment-activated", G_CALLBACK (on_environment_activated), window,
                           G_CONNECT_SWAPPED);
  present (window, dialog);
}

static void
on_run_replication (GSimpleAction *simple, GVariant *parameter, gpointer window)
{
  begin_batch (window, FERRY_ACTION_RUN_REPLICATION);
}

static void
on_run_diagnostic (GSimpleAction *simple, GVariant *parameter, gpointer window)
{
  begin_batch (window, FERRY_ACTION_RUN_DIAGNOSTIC);
}

static void
on_refresh (GSimpleAction *simple, GVariant *parameter, gpointer window)
{
  begin_batch (window, FERRY_ACTION_REFRESH);
}

static void
on_choose_all (GSimpleAction *simple, GVariant *parameter, gpointer window)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (get_list (window)));
}

static void
on_choose_none (GSimpleAction *simple, GVariant *parameter, gpointer window)
{
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (get_list (window)));
}

static void
on_chosen (FerryWindow *window)
{
  static const char *const names[] = { "fleet-run-replication", "fleet-run-diagnostic", "fleet-refresh",
                                       "fleet-export", "fleet-choose-none" };
  gboolean any = ferry_fleet_list_count_selected (get_list (window), NULL) > 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    ferry_commands_set_enabled (window, names[i], any);
}

/* ---- Connection profiles as files ---- */

static void
on_saved (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FerryWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  if (ferry_profile_file_save_finish (G_FILE (object), result, &error))
    ferry_window_add_toast (window, adw_toast_new (_ ("Connection profiles exported")));
  else
    ferry_window_add_toast (
      window, ferry_error_toast_new (GTK_WINDOW (window), _ ("The profiles couldn’t be exported"), error));
}

static GPtrArray *
dup_profiles (gpointer window, const char *which)
{
  g_autoptr (GPtrArray) environments = NULL;
  GPtrArray *profiles;

  if (g_str_equal (which, "all"))
    return ferry_workspace_dup_profiles (ferry_window_get_workspace (window));
  profiles = g_ptr_array_new_with_free_func (g_object_unref);
  environments = ferry_fleet_list_dup_selected (get_list (window));
  for (guint i = 0; i < environments->len; i++)
    g_ptr_array_add (profiles,
                     g_object_ref (ferry_environment_get_profile (g_ptr_array_index (environments, i))));
  return profiles;
}

static void
on_export_chosen (gpointer window, GFile *file, const char *which)
{
  g_autoptr (GPtrArray) profiles = dup_profiles (window, which);

  ferry_profile_file_save_async (file, profiles, NULL, on_saved, g_object_ref (window));
}

static void
begin_export (gpointer window, const char *which)
{
  g_autoptr (GPtrArray) profiles = dup_profiles (window, which);
  gboolean any = FALSE;

  for (guint i = 0; i < profiles->len; i++)
    any = any || ferry_profile_file_can_hold (g_ptr_array_index (profiles, i));
  if (any)
    ferry_file_choice_save (window, _ ("Export Connection Profiles"),
                            /* Translators: proposed for a file */
                            _ ("environments.json"), which, on_export_chosen);
  else
    ferry_window_add_toast (
      window, adw_toast_new (_ ("There is nothing to export: a sandbox’s data is on this computer only.")));
}

static void
on_export_all (GSimpleAction *simple, GVariant *parameter, gpointer window)
{
  begin_export (window, "all");
}

static void
on_export_some (GSimpleAction *simple, GVariant *parameter, gpointer window)
{
  begin_export (window, "chosen");
}

static void
on_import_chosen (gpointer window, GFile *file, const char *unused)
{
  present (window, ferry_profile_import_dialog_new (ferry_window_get_workspace (window), file));
}

static void
on_import (GSimpleAction *simple, GVariant *parameter, gpointer window)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Connection profiles (JSON)"));
  gtk_file_filter_add_suffix (filter, "json");
  ferry_file_choice_open (window, _ ("Import Connection Profiles"), filter, on_import_chosen);
}

static void
on_import_folder (GSimpleAction *simple, GVariant *parameter, gpointer window)
{
  ferry_file_choice_open_folder (window, _ ("Import Connection Profiles"), on_import_chosen);
}

/* ---- Runtimes ---- */

static void
on_runtimes (GSimpleAction *simple, GVariant *parameter, gpointer window)
{
  present (window, ferry_runtimes_dialog_new (ferry_window_get_workspace (window)));
}

static const GActionEntry entries[] = {
  { .name = "fleet-run-replication", .activate = on_run_replication },
  { .name = "fleet-run-diagnostic", .activate = on_run_diagnostic },
  { .name = "fleet-refresh", .activate = on_refresh },
  { .name = "fleet-export", .activate = on_export_some },
  { .name = "fleet-choose-all", .activate = on_choose_all },
  { .name = "fleet-choose-none", .activate = on_choose_none },
  { .name = "export-profiles", .activate = on_export_all },
  { .name = "import-profiles", .activate = on_import },
  { .name = "import-profile-folder", .activate = on_import_folder },
  { .name = "runtime-keys", .activate = on_runtimes },
};

static void
add_property_action (FerryWindow *window, const char *name, FerryFleetList *list, const char *property)
{
  g_autoptr (GPropertyAction) action = g_property_action_new (name, list, property);

  g_action_map_add_action (G_ACTION_MAP (window), G_ACTION (action));
}

void
ferry_fleet_actions_add (FerryWindow *window, FerryFleetPage *page, FerrySidebar *sidebar)
{
  FerryFleetList *list;

  g_return_if_fail (FERRY_IS_WINDOW (window));
  g_return_if_fail (FERRY_IS_FLEET_PAGE (page));

  list = ferry_fleet_page_get_list (page);
  g_object_set_data_full (G_OBJECT (window), LIST, g_object_ref (list), g_object_unref);
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
  add_property_action (window, "fleet-group", list, "grouped");
  add_property_action (window, "fleet-sort", list, "sort-column");
  add_property_action (window, "fleet-descending", list, "sort-descending");
  add_property_action (window, "sidebar-group", ferry_sidebar_get_list (sidebar), "grouped");
  add_property_action (window, "sidebar-sort", ferry_sidebar_get_list (sidebar), "sort-column");
  g_signal_connect_object (list, "chosen", G_CALLBACK (on_chosen), window, G_CONNECT_SWAPPED);
  on_chosen (window);
}
