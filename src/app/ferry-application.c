/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-application.h"

#include <glib/gi18n-lib.h>

#include "ferry-background.h"
#include "ferry-fit.h"
#include "ferry-help-button.h"
#include "ferry-first-focus.h"
#include "ferry-help.h"
#include "ferry-keyring.h"
#include "ferry-list-access.h"
#include "ferry-attention.h"
#include "ferry-notifier.h"
#include "ferry-layout.h"
#include "ferry-preferences.h"
#include "ferry-resources.h"
#include "ferry-screen-reader.h"
#include "ferry-settings.h"
#include "ferry-title-fit.h"
#include "ferry-windows.h"

struct _FerryApplication
{
  AdwApplication parent_instance;

  FerryWorkspace *workspace;
  FerryNotifier *notifier;
  FerryBackground *background;
};

G_DEFINE_FINAL_TYPE (FerryApplication, ferry_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "new-window", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open one more window"), NULL },
  { "sandbox", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Rehearse on a sandbox on this computer"), NULL },
  { "sandbox-option", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING_ARRAY, NULL, NULL, NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version and exit"), NULL },
  G_OPTION_ENTRY_NULL,
};

FerryWorkspace *
ferry_application_get_workspace (FerryApplication *self)
{
  g_return_val_if_fail (FERRY_IS_APPLICATION (self), NULL);
  return self->workspace;
}

static FerryWindow *
add_window (FerryApplication *self)
{
  FerryWindow *window = ferry_window_new (GTK_APPLICATION (self), self->workspace);

  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static FerryWindow *
ensure_window (FerryApplication *self)
{
  FerryWindow *window = ferry_windows_get_last_used (GTK_APPLICATION (self));

  if (window == NULL)
    return add_window (self);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

/* Whoever wants to see something about an environment has it in view already, or looks at another one in the window used
 * last. */
static FerryWindow *
ensure_window_for (FerryApplication *self, FerryEnvironment *environment)
{
  FerryWindow *window = ferry_windows_find_showing (GTK_APPLICATION (self), environment);

  if (window == NULL)
    return ensure_window (self);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

/* ---- Runs in the background ---- */

static void
on_pending_changed (FerryApplication *self)
{
  ferry_background_set_awaited (self->background, ferry_notifier_get_pending (self->notifier));
}

static void
on_removed (FerryWorkspace *workspace, const char *profile_id, gpointer unused)
{
  ferry_layout_forget (profile_id);
}

/* ---- Actions ---- */

static void
on_show_run (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FerryApplication *self = user_data;
  const char *profile_id, *run_id;
  FerryEnvironment *environment;

  g_variant_get (parameter, "(&s&s)", &profile_id, &run_id);
  environment = ferry_workspace_lookup (self->workspace, profile_id);
  if (environment != NULL)
    ferry_window_show_run_id (ensure_window_for (self, environment), environment, run_id);
  else
    ensure_window (self);
}

static void
on_show_environment (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FerryApplication *self = user_data;
  FerryEnvironment *environment
    = ferry_workspace_lookup (self->workspace, g_variant_get_string (parameter, NULL));

  if (environment != NULL)
    ferry_window_show_environment (ensure_window_for (self, environment), environment);
  else
    ensure_window (self);
}

static void
on_show_overview (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ferry_window_show_environment (ensure_window_for (user_data, NULL), NULL);
}

static void
on_new_window (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  add_window (user_data);
}

static void
on_sandbox (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ferry_window_start_sandbox (ensure_window (user_data));
}

static void
on_preferences (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FerryApplication *self = user_data;
  GtkWindow *window = ferry_preferences_new ();

  gtk_window_set_transient_for (window, gtk_application_get_active_window (GTK_APPLICATION (self)));
  gtk_window_present (window);
}

static void
on_about (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *developers[] = { "The Ferry developers", NULL };

  adw_show_about_window (gtk_application_get_active_window (user_data), "application-name", _ ("Ferry"),
                         "application-icon", FERRY_APP_ID, "version", FERRY_VERSION, "developer-name",
                         _ ("The Ferry developers"), "developers", developers, "license-type",
                         GTK_LICENSE_GPL_3_0, "website", "https://github.com/ferrymigrate/ferry", "issue-url",
                         "https://github.com/ferrymigrate/ferry/issues", "comments",
                         _ ("Moves companies from on-premises Business Central to Business Central online."),
                         /* Translators: your names, a line each */
                         "translator-credits", _ ("translator-credits"), NULL);
}

static void
on_help (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ferry_help_show (ferry_help_get_active_topic ());
}

static void
on_help_topic (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ferry_help_show (g_variant_get_string (parameter, NULL));
}

static void
on_quit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_application_quit (user_data);
}

static const GActionEntry actions[] = {
  { .name = "show-run", .activate = on_show_run, .parameter_type = "(ss)" },
  { .name = "show-environment", .activate = on_show_environment, .parameter_type = "s" },
  { .name = "show-overview", .activate = on_show_overview },
  { .name = "new-window", .activate = on_new_window },
  { .name = "sandbox", .activate = on_sandbox },
  { .name = "preferences", .activate = on_preferences },
  { .name = "help", .activate = on_help },
  { .name = "help-topic", .activate = on_help_topic, .parameter_type = "s" },
  { .name = "about", .activate = on_about },
  { .name = "quit", .activate = on_quit },
};

static void
set_accels (FerryApplication *self)
{
  static const struct
  {
    const char *action;
    const char *accels[3];
  } all[] = {
    { "app.quit", { "<Control>q" } },
    { "app.help", { "F1" } },
    { "app.preferences", { "<Control>comma" } },
    { "app.new-window", { "<Control><Shift>n" } },
    { "window.close", { "<Control>w" } },
    { "win.refresh", { "F5", "<Control>r" } },
    { "win.run-replication", { "<Control><Shift>r" } },
    { "win.select-companies", { "<Control><Shift>c" } },
    { "win.compare-runs", { "<Control><Shift>d" } },
    { "win.show-actions", { "<Control><Shift>a" } },
    { "win.show-journal", { "<Control>j" } },
    { "win.export-report", { "<Control><Shift>e" } },
    { "win.show-table-history", { "<Control>h" } },
    { "win.add-environment", { "<Control>n" } },
    { "win.show-overview", { "<Control>Home" } },
    { "win.back", { "<Alt>Left", "Back" } },
    { "win.show-help-overlay", { "<Control>question" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), all[i].action, all[i].accels);
}

/* ---- Life ---- */

static void
apply_color_scheme (GSettings *settings, const char *key, gpointer unused)
{
  static const AdwColorScheme schemes[]
    = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK };
  guint choice = g_settings_get_enum (settings, "color-scheme");

  if (choice < G_N_ELEMENTS (schemes))
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[choice]);
}

static void
ferry_application_startup (GApplication *application)
{
  FerryApplication *self = FERRY_APPLICATION (application);
  GSettings *settings = ferry_settings_get ();
  const char *folder = g_getenv ("FERRY_DATA_DIR");
  g_autofree char *default_folder = g_build_filename (g_get_user_data_dir (), "ferry", NULL);
  g_autoptr (FerrySecretStore) secrets = NULL;

  G_APPLICATION_CLASS (ferry_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (FERRY_APP_ID);
  ferry_list_access_watch ();
  ferry_screen_reader_watch ();
  ferry_first_focus_watch ();
  if (settings != NULL)
    {
      g_signal_connect (settings, "changed::color-scheme", G_CALLBACK (apply_color_scheme), NULL);
      apply_color_scheme (settings, NULL, NULL);
    }

  secrets = ferry_keyring_new ();
  self->workspace
    = ferry_workspace_new (folder != NULL && *folder != '\0' ? folder : default_folder, secrets);
  g_signal_connect (self->workspace, "removed", G_CALLBACK (on_removed), NULL);
  ferry_attention_begin (GTK_APPLICATION (self), self->workspace);
  self->notifier = ferry_notifier_new (GTK_APPLICATION (self), self->workspace);
  self->background = ferry_background_new (GTK_APPLICATION (self), self->workspace);
  g_signal_connect_object (self->notifier, "notify::pending", G_CALLBACK (on_pending_changed), self,
                           G_CONNECT_SWAPPED);

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  set_accels (self);
  ferry_help_watch_windows ();
  ferry_fit_watch_windows ();
  ferry_title_fit_watch_windows ();
}

static void
ferry_application_activate (GApplication *application)
{
  ensure_window (FERRY_APPLICATION (application));
}

static int
ferry_application_handle_local_options (GApplication *application, GVariantDict *dict)
{
  if (g_variant_dict_contains (dict, "version"))
    {
      g_print ("ferry %s\n", FERRY_VERSION);
      return 0;
    }

  return -1;
}

static int
ferry_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  FerryApplication *self = FERRY_APPLICATION (application);
  GVariantDict *dict = g_application_command_line_get_options_dict (command_line);
  g_autofree const char **arguments = NULL;

  if (g_variant_dict_lookup (dict, "sandbox-option", "^a&s", &arguments))
    g_object_set (self->workspace, "sandbox-arguments", arguments, NULL);

  if (g_variant_dict_contains (dict, "new-window"))
    add_window (self);
  else
    ensure_window (self);
  if (g_variant_dict_contains (dict, "sandbox"))
    g_action_group_activate_action (G_ACTION_GROUP (self), "sandbox", NULL);
  return 0;
}

static void
on_workspace_closed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  gboolean *closed = user_data;
  g_autoptr (GError) error = NULL;

  if (!ferry_workspace_close_finish (FERRY_WORKSPACE (object), result, &error))
    g_warning ("The history could not be closed: %s", error->message);
  *closed = TRUE;
}

static void
ferry_application_shutdown (GApplication *application)
{
  FerryApplication *self = FERRY_APPLICATION (application);
  gboolean closed = FALSE;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL;)
    {
      GtkWindow *window = l->data;

      l = l->next;
      gtk_window_destroy (window);
    }

  g_clear_object (&self->notifier);
  g_clear_object (&self->background);

  /* Nothing is on screen any more: what was to be written is waited for. */
  if (self->workspace != NULL)
    {
      ferry_workspace_close_async (self->workspace, on_workspace_closed, &closed);
      while (!closed)
        g_main_context_iteration (NULL, TRUE);
      g_clear_object (&self->workspace);
    }

  G_APPLICATION_CLASS (ferry_application_parent_class)->shutdown (application);
}

static void
ferry_application_class_init (FerryApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = ferry_application_startup;
  application_class->activate = ferry_application_activate;
  application_class->handle_local_options = ferry_application_handle_local_options;
  application_class->command_line = ferry_application_command_line;
  application_class->shutdown = ferry_application_shutdown;

  ferry_register_resource ();
  /* In the title bar of every dialog. */
  g_type_ensure (FERRY_TYPE_HELP_BUTTON);
}

static void
ferry_application_init (FerryApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

FerryApplication *
ferry_application_new (void)
{
  return g_object_new (FERRY_TYPE_APPLICATION, "application-id", FERRY_APP_ID, "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE, "resource-base-path",
                       "/io/github/ferrymigrate/Ferry", NULL);
}
