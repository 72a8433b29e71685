/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Drives the main job from set-up to a completed migration and leaves numbered screenshots: tour [OPTION…] FOLDER
 *
 * The options are circumstances that people work in. Two more come from outside: the language from the environment, with
 * FERRY_LOCALEDIR, and the size from the display.
 */

#include <glib/gstdio.h>
#include <locale.h>

#include "customers.h"
#include "ferry-ui-driver.h"
#include "ferry-ui-journey.h"
#include "ferry-ui-session.h"
#include "ferry-ui-words.h"

static gboolean is_dark, is_high_contrast, is_right_to_left;
static int text_size = 100; /* per cent */

static const GOptionEntry entries[] = {
  { "dark", 0, 0, G_OPTION_ARG_NONE, &is_dark, "In the dark style alone", NULL },
  { "high-contrast", 0, 0, G_OPTION_ARG_NONE, &is_high_contrast, "In high contrast", NULL },
  { "right-to-left", 0, 0, G_OPTION_ARG_NONE, &is_right_to_left, "Mirrored, as for Arabic and Hebrew", NULL },
  { "text-size", 0, 0, G_OPTION_ARG_INT, &text_size, "Text of another size", "PERCENT" },
  { NULL },
};

static void
take_picture (const char *name, gpointer user_data)
{
  static guint number;
  const char *folder = user_data;
  g_autofree char *file = g_strdup_printf ("%03u-%s.png", ++number, name);
  g_autofree char *path = g_build_filename (folder, file, NULL);

  ferry_ui_screenshot (path);
  g_print ("%s\n", file);
}

static void
set_dark (gboolean dark)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_DEFAULT);
  ferry_ui_settle ();
}

static void
take_both (const char *name, gpointer user_data)
{
  g_autofree char *dark = g_strconcat (name, "-dark", NULL);

  ferry_ui_settle ();
  take_picture (name, user_data);
  if (is_dark)
    return;
  set_dark (TRUE);
  take_picture (dark, user_data);
  set_dark (FALSE);
}

/* A pointer over something has it tell its tooltip. */
static void
move_pointer_away (void)
{
  g_autoptr (GError) error = NULL;
  const char *argv[] = { "xdotool", "mousemove", "0", "0", NULL };

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, &error))
    g_warning ("%s", error->message);
}

/* A run is worth a picture once a good part of it is done. */
static gboolean
is_half_way (gpointer user_data)
{
  FerryRunMonitor *monitor = ferry_environment_get_monitor (ferry_ui_session_get_environment ());

  return ferry_run_monitor_get_tables_done (monitor) >= 50 || !ferry_run_monitor_get_active (monitor);
}

/* The journey's own pictures. */
static void
take_step (const char *name, gpointer user_data)
{
  if (g_str_equal (name, "running"))
    ferry_ui_wait (is_half_way, NULL, "the run to be half-way");
  take_both (name, user_data);
}

/* The same page once more as it looks elsewhere. */
static void
take_variants (const char *name, gpointer user_data)
{
  GtkWindow *window = ferry_ui_window ();
  g_autofree char *narrow = g_strconcat (name, "-narrow", NULL);

  take_both (name, user_data);
  ferry_ui_resize (360, 720);
  take_picture (narrow, user_data);
  gtk_window_maximize (window);
  ferry_ui_settle ();
}

/* Dialogs that open another one. */
static const struct
{
  const char *nick;
  const char *button;
  const char *name;
  const char *back; /* NULL: it is a page of the same window */
} more[] = {
  { "manage-mappings", "Add…", "dialog-mapping-editor", "Cancel" },
  { "table-rules", "History", "dialog-table-rules-history", NULL },
  { "user-mappings", "Apply…", "dialog-user-mappings-apply", "Cancel" },
};

/* A dialog in light and dark. */
static void
take_dialog (const char *nick, GtkWindow *dialog, gpointer user_data)
{
  g_autofree char *name = g_strconcat ("dialog-", nick, NULL);

  take_both (name, user_data);
  if (g_str_equal (nick, "add-environment"))
    {
      adw_expander_row_set_expanded (
        ADW_EXPANDER_ROW (ferry_ui_find (ADW_TYPE_EXPANDER_ROW, "How to make a registration")), TRUE);
      take_both ("dialog-add-environment-steps", user_data);
    }
  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    {
      if (!g_str_equal (nick, more[i].nick))
        continue;
      ferry_ui_click (more[i].button);
      take_both (more[i].name, user_data);
      if (more[i].back != NULL)
        ferry_ui_click (more[i].back);
    }
}

/* What isn't an action of the environment. */
static void
look_around (gpointer user_data)
{
  static const char *const windows[][2] = {
    { "win.show-actions", "actions" },
    { "win.show-journal", "journal" },
    { "win.export-report", "report" },
    { "win.support-bundle", "support-bundle" },
    { "win.add-environment", "add-environment" },
    { "win.keep-user-permissions", "keep-user-permissions" },
    { "win.runtime-keys", "runtime-keys" },
    { "app.preferences", "preferences" },
    { "win.show-help-overlay", "shortcuts" },
    { "app.help", "help" },
    { "app.about", "about" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    ferry_ui_journey_visit (windows[i][0], windows[i][1], take_dialog, user_data);

  ferry_ui_click ("Failed: *");
  ferry_ui_find_list ("Tables of the run");
  ferry_ui_wait_text ("Ship-to Address");
  ferry_ui_select_row ("Tables of the run", 0);
  ferry_ui_journey_visit ("win.show-table-history", "table-history", take_dialog, user_data);
  ferry_ui_activate_action ("win.back");
  ferry_ui_find (GTK_TYPE_BUTTON, "Failed: *");

  ferry_ui_activate_action ("win.use-new-layout");
  take_both ("legacy-layout", user_data);
  ferry_ui_activate_action ("win.use-new-layout");
  ferry_ui_find (GTK_TYPE_BUTTON, "Failed: *");
}

/* About runs that ended: what they lie on is what is to be seen. */
static void
close_toasts (void)
{
  GtkWidget *button;

  while ((button = ferry_ui_peek (GTK_TYPE_BUTTON, "Show")) != NULL)
    {
      gtk_widget_activate (gtk_widget_get_next_sibling (button));
      ferry_ui_settle ();
    }
}

/* Several environments, as of somebody who migrates for a living. */
static void
look_at_many (gpointer user_data)
{
  Customers *customers = customers_new ();

  ferry_ui_activate_action ("win.show-overview");
  ferry_ui_activate_action ("win.fleet-choose-all");
  close_toasts ();
  take_variants ("overview", user_data);
  ferry_ui_journey_visit ("win.fleet-run-replication", "several-at-once", take_dialog, user_data);
  ferry_ui_activate_action ("win.fleet-choose-none");
  customers_free (customers);
}

static void
tour (gpointer user_data)
{
  move_pointer_away ();
  gtk_window_maximize (ferry_ui_window ());
  ferry_ui_journey_start_sandbox ();
  ferry_ui_journey_set_up ();
  ferry_ui_journey_diagnose ();
  ferry_ui_journey_run_full ();
  /* What the run did of its own comes to its end first. */
  ferry_ui_wait_gone (GTK_TYPE_LABEL, "Repairing data");
  take_variants ("run-with-failures", user_data);
  ferry_ui_journey_look_at_failure ();
  ferry_ui_journey_visit_dialogs (take_dialog, user_data);
  look_around (user_data);
  ferry_ui_journey_fix_and_run ();
  ferry_ui_journey_compare ();
  ferry_ui_journey_initialize_companies ();
  ferry_ui_journey_upgrade ();
  ferry_ui_journey_complete ();
  take_variants ("completed", user_data);
  look_at_many (user_data);
}

static void
set_up_circumstances (void)
{
  /* The desktop's own settings, in its stead. */
  if (is_dark)
    g_setenv ("ADW_DEBUG_COLOR_SCHEME", "prefer-dark", TRUE);
  if (is_high_contrast)
    g_setenv ("ADW_DEBUG_HIGH_CONTRAST", "1", TRUE);
  ferry_ui_words_set_up ();
  gtk_init ();
  if (is_right_to_left)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * text_size / 100, NULL);
}

int
main (int argc, char **argv)
{
  static const char *const options[] = { "--sandbox-option=--pace=2500", NULL };
  g_autoptr (GOptionContext) context = g_option_context_new ("FOLDER");
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2)
    {
      g_printerr ("%s\n", error ? error->message : "tour [OPTION…] FOLDER");
      return 2;
    }
  set_up_circumstances ();
  folder = ferry_ui_session_make_folder ();
  ferry_ui_journey_set_camera (take_step, argv[1]);
  ferry_ui_session_run (folder, options, tour, argv[1]);
  ferry_ui_session_remove_folder (folder);
  return 0;
}
