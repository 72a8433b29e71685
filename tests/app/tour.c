/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Drives the main job from set-up to a completed migration and leaves numbered screenshots: tour FOLDER */

#include <glib/gstdio.h>
#include <locale.h>

#include "ferry-ui-driver.h"
#include "ferry-ui-journey.h"
#include "ferry-ui-session.h"

static void
take_picture (const char *name, gpointer user_data)
{
  static guint number;
  const char *folder = user_data;
  g_autofree char *file = g_strdup_printf ("%02u-%s.png", ++number, name);
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

/* The same page once more as it looks elsewhere. */
static void
take_variants (const char *name, gpointer user_data)
{
  GtkWindow *window = ferry_ui_window ();
  g_autofree char *dark = g_strconcat (name, "-dark", NULL);
  g_autofree char *narrow = g_strconcat (name, "-narrow", NULL);

  set_dark (TRUE);
  take_picture (dark, user_data);
  set_dark (FALSE);
  ferry_ui_resize (360, 720);
  take_picture (narrow, user_data);
  gtk_window_maximize (window);
  ferry_ui_settle ();
}

/* A dialog in light and dark. */
static void
take_dialog (const char *nick, GtkWindow *dialog, gpointer user_data)
{
  g_autofree char *name = g_strconcat ("dialog-", nick, NULL);
  g_autofree char *dark = g_strconcat (name, "-dark", NULL);

  take_picture (name, user_data);
  set_dark (TRUE);
  take_picture (dark, user_data);
  set_dark (FALSE);
}

static void
tour (gpointer user_data)
{
  gtk_window_maximize (ferry_ui_window ());
  ferry_ui_journey_start_sandbox ();
  ferry_ui_journey_set_up ();
  ferry_ui_journey_diagnose ();
  ferry_ui_journey_run_full ();
  take_variants ("run-with-failures", user_data);
  ferry_ui_journey_look_at_failure ();
  ferry_ui_journey_visit_dialogs (take_dialog, user_data);
  ferry_ui_journey_fix_and_run ();
  ferry_ui_journey_compare ();
  ferry_ui_journey_initialize_companies ();
  ferry_ui_journey_upgrade ();
  ferry_ui_journey_complete ();
  take_variants ("completed", user_data);
}

int
main (int argc, char **argv)
{
  static const char *const options[] = { "--sandbox-option=--pace=2500", NULL };
  g_autofree char *folder = NULL;

  setlocale (LC_ALL, "");
  if (argc != 2)
    {
      g_printerr ("tour FOLDER\n");
      return 2;
    }
  gtk_init ();
  folder = ferry_ui_session_make_folder ();
  ferry_ui_journey_set_camera (take_picture, argv[1]);
  ferry_ui_session_run (folder, options, tour, argv[1]);
  ferry_ui_session_remove_folder (folder);
  return 0;
}
