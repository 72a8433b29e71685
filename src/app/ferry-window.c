/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-window.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-action-catalog.h"
#include "ferry-adaptive-bin.h"
#include "ferry-banner.h"
#include "ferry-bindings.h"
#include "ferry-error-dialog.h"
#include "ferry-first-focus.h"
#include "ferry-fleet-actions.h"
#include "ferry-fleet-page.h"
#include "ferry-management-page.h"
#include "ferry-run-shell.h"
#include "ferry-settings.h"
#include "ferry-sidebar.h"
#include "ferry-toast-overlay.h"
#include "ferry-welcome-page.h"
#include "ferry-window-actions.h"
#include "ferry-window-news.h"
#include "ferry-windows.h"

struct _FerryWindow
{
  AdwApplicationWindow parent_instance;

  FerryToastOverlay *toasts;
  guint pages_settled; /* a source, or 0 */
  GtkStack *stack;
  FerryWelcomePage *welcome_page;
  AdwLeaflet *leaflet;
  FerrySidebar *sidebar;
  GtkWidget *content;
  AdwLeaflet *pages;
  GtkWidget *environment_page;
  AdwWindowTitle *title;
  FerryBanner *keyring_banner;
  FerryBanner *notice_banner;
  GtkStack *content_stack;
  FerryFleetPage *fleet_page;
  FerryManagementPage *management_page;
  GtkButton *run_button;
  GtkButton *bottom_run_button;
  AdwSplitButton *finish_button;
  GtkButton *refresh_button;
  GtkButton *bottom_refresh_button;
  GtkStack *refresh_stack;
  GtkMenuButton *actions_button;
  GtkMenuButton *welcome_menu_button;

  FerryWorkspace *workspace;
  FerryEnvironment *environment;
  FerryWindowActions *actions;
  GCancellable *sandbox_start;
  char *pending_run;
  gboolean resumed;
  gboolean restored;
};

enum
{
  PROP_0,
  PROP_ENVIRONMENT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryWindow, ferry_window, ADW_TYPE_APPLICATION_WINDOW)

FerryWorkspace *
ferry_window_get_workspace (FerryWindow *self)
{
  g_return_val_if_fail (FERRY_IS_WINDOW (self), NULL);
  return self->workspace;
}

FerryEnvironment *
ferry_window_get_environment (FerryWindow *self)
{
  g_return_val_if_fail (FERRY_IS_WINDOW (self), NULL);
  return self->environment;
}

void
ferry_window_add_toast (FerryWindow *self, AdwToast *toast)
{
  g_return_if_fail (FERRY_IS_WINDOW (self));
  ferry_toast_overlay_add_toast (self->toasts, toast);
}

/* ---- Pages ---- */

static void
update_title (FerryWindow *self)
{
  FerryProfile *profile
    = self->environment != NULL ? ferry_environment_get_profile (self->environment) : NULL;
  GtkWidget *page = adw_leaflet_get_visible_child (self->pages);
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;
  const char *run_title = NULL;

  if (FERRY_IS_RUN_SHELL (page))
    run_title = ferry_run_shell_get_title (FERRY_RUN_SHELL (page));

  if (profile == NULL)
    {
      adw_window_title_set_title (self->title, _ ("All Environments"));
      adw_window_title_set_subtitle (self->title, "");
      gtk_window_set_title (GTK_WINDOW (self), _ ("Ferry"));
      return;
    }

  if (ferry_profile_is_sandbox (profile))
    subtitle = g_strdup (_ ("On this computer"));
  else
    {
      const char *account = ferry_profile_get_account (profile);

      if (ferry_profile_get_sign_in (profile) == FERRY_SIGN_IN_APPLICATION && *account != '\0')
        /* Translators: how one is signed in; stands after environment and tenant */
        account = _ ("as an application");
      /* Who it is that the service takes the orders from. */
      subtitle = g_strjoin (" · ", ferry_profile_get_environment (profile),
                            ferry_profile_get_tenant (profile), *account != '\0' ? account : NULL, NULL);
    }
  adw_window_title_set_title (self->title, ferry_profile_get_name (profile));
  adw_window_title_set_subtitle (self->title, subtitle);

  title = g_strdup_printf (
    /* Translators: a window's title: what is shown, the application */
    _ ("%s – Ferry"), run_title != NULL ? run_title : ferry_profile_get_name (profile));
  gtk_window_set_title (GTK_WINDOW (self), title);
}

/* Pages of runs are kept only while one can go back from them. */
static void
drop_run_pages (FerryWindow *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->pages));

  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      if (child != self->environment_page && child != adw_leaflet_get_visible_child (self->pages))
        adw_leaflet_remove (self->pages, child);
      child = next;
    }
}

/* The leaflet puts it back to where it was when the page was left. */
static gboolean
is_focus_in_page (FerryWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus != NULL && gtk_widget_get_mapped (focus)
         && gtk_widget_is_ancestor (focus, self->environment_page);
}

/* Who goes along the sidebar goes on there. */
static void
begin_focus (FerryWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus == NULL || adw_leaflet_get_folded (self->leaflet)
      || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->sidebar)))
    ferry_first_focus_begin (self->environment_page);
}

static gboolean
on_pages_settled (gpointer data)
{
  FerryWindow *self = data;

  self->pages_settled = 0;
  if (!adw_leaflet_get_child_transition_running (self->pages))
    {
      drop_run_pages (self);
      if (adw_leaflet_get_visible_child (self->pages) == self->environment_page && !is_focus_in_page (self))
        begin_focus (self);
    }
  return G_SOURCE_REMOVE;
}

/* The leaflet tells of it in the middle of a change, when it still needs the page that it leaves. */
static void
on_pages_changed (FerryWindow *self)
{
  if (self->pages_settled == 0)
    self->pages_settled = g_idle_add (on_pages_settled, self);
  update_title (self);
}

static void
on_back_clicked (FerryWindow *self)
{
  ferry_window_back (self);
}

FerryRun *
ferry_window_get_run (FerryWindow *self)
{
  GtkWidget *page;

  g_return_val_if_fail (FERRY_IS_WINDOW (self), NULL);

  page = adw_leaflet_get_visible_child (self->pages);
  return FERRY_IS_RUN_SHELL (page) ? ferry_run_shell_get_run (FERRY_RUN_SHELL (page)) : NULL;
}

void
ferry_window_back (FerryWindow *self)
{
  g_return_if_fail (FERRY_IS_WINDOW (self));

  if (adw_leaflet_get_visible_child (self->pages) != self->environment_page)
    adw_leaflet_set_visible_child (self->pages, self->environment_page);
  else if (adw_leaflet_get_folded (self->leaflet))
    {
      adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->sidebar));
      ferry_first_focus_begin (GTK_WIDGET (self->sidebar));
    }
}

void
ferry_window_show_run (FerryWindow *self,
                       FerryEnvironment *environment,
                       FerryRun *run,
                       FerryTableStatus status)
{
  GtkWidget *shell;

  g_return_if_fail (FERRY_IS_WINDOW (self));
  g_return_if_fail (FERRY_IS_RUN (run));

  if (self->environment != environment)
    ferry_window_show_environment (self, environment);
  g_clear_pointer (&self->pending_run, g_free);
  /* A second click, while the page comes in. */
  if (ferry_window_get_run (self) == run && adw_leaflet_get_child_transition_running (self->pages))
    return;

  shell = ferry_run_shell_new (environment, run, status);
  g_object_bind_property (self->leaflet, "folded", shell, "folded", G_BINDING_SYNC_CREATE);
  adw_leaflet_append (self->pages, shell);
  adw_leaflet_set_visible_child (self->pages, shell);
  adw_leaflet_set_visible_child (self->leaflet, self->content);
  ferry_first_focus_begin (shell);
}

/* ---- The environment that is shown ---- */

static void
show_pending_run (FerryWindow *self)
{
  GListModel *runs = self->environment != NULL ? ferry_environment_get_runs (self->environment) : NULL;

  for (guint i = 0; self->pending_run != NULL && i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr (FerryRun) run = g_list_model_get_item (runs, i);

      if (g_strcmp0 (ferry_run_get_run_id (run), self->pending_run) == 0)
        ferry_window_show_run (self, self->environment, run, FERRY_TABLE_STATUS_UNKNOWN);
    }
}

static void
forget_environment (FerryWindow *self)
{
  if (self->environment == NULL)
    return;

  g_signal_handlers_disconnect_by_func (ferry_environment_get_profile (self->environment), update_title,
                                        self);
  g_signal_handlers_disconnect_by_func (ferry_environment_get_runs (self->environment), show_pending_run,
                                        self);
  g_clear_object (&self->environment);
}

void
ferry_window_show_environment (FerryWindow *self, FerryEnvironment *environment)
{
  GSettings *settings = ferry_settings_get ();

  g_return_if_fail (FERRY_IS_WINDOW (self));
  g_return_if_fail (environment == NULL || FERRY_IS_ENVIRONMENT (environment));

  gtk_stack_set_visible_child_name (self->stack, "main");
  adw_leaflet_set_visible_child (self->pages, self->environment_page);
  adw_leaflet_set_visible_child (self->leaflet, self->content);

  if (environment != self->environment)
    {
      forget_environment (self);
      g_clear_pointer (&self->pending_run, g_free);
      g_set_object (&self->environment, environment);
      ferry_management_page_set_environment (self->management_page, environment);
      gtk_stack_set_visible_child_name (self->content_stack, environment != NULL ? "management" : "fleet");
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENVIRONMENT]);
    }

  if (environment != NULL)
    {
      g_signal_handlers_disconnect_by_func (ferry_environment_get_profile (environment), update_title, self);
      g_signal_connect_object (ferry_environment_get_profile (environment), "notify",
                               G_CALLBACK (update_title), self, G_CONNECT_SWAPPED);
      if (self->resumed)
        ferry_workspace_open (self->workspace, environment);
    }

  /* What was chosen last, in whichever window, is what the next start begins with. */
  if (settings != NULL && self->restored)
    g_settings_set_string (
      settings, "last-environment",
      environment != NULL ? ferry_profile_get_id (ferry_environment_get_profile (environment)) : "");
  ferry_sidebar_select (self->sidebar, environment);
  update_title (self);
  begin_focus (self);
}

void
ferry_window_show_run_id (FerryWindow *self, FerryEnvironment *environment, const char *run_id)
{
  GListModel *runs;

  g_return_if_fail (FERRY_IS_WINDOW (self));
  g_return_if_fail (FERRY_IS_ENVIRONMENT (environment));

  ferry_window_show_environment (self, environment);
  g_free (self->pending_run);
  self->pending_run = g_strdup (run_id);

  runs = ferry_environment_get_runs (environment);
  g_signal_handlers_disconnect_by_func (runs, show_pending_run, self);
  g_signal_connect_object (runs, "items-changed", G_CALLBACK (show_pending_run), self, G_CONNECT_SWAPPED);
  show_pending_run (self);
}

static void
on_run_activated (FerryWindow *self, FerryRun *run)
{
  ferry_window_show_run (self, self->environment, run, FERRY_TABLE_STATUS_UNKNOWN);
}

static void
on_tile_activated (FerryWindow *self, const char *key)
{
  static const struct
  {
    const char *key;
    FerryTableStatus status;
  } lists[] = {
    { "successful", FERRY_TABLE_STATUS_SUCCESSFUL },
    { "failed", FERRY_TABLE_STATUS_FAILED },
    { "remaining", FERRY_TABLE_STATUS_NOT_STARTED },
    { "warnings", FERRY_TABLE_STATUS_WARNING },
  };
  GListModel *runs = ferry_environment_get_runs (self->environment);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      if (!g_str_equal (key, lists[i].key))
        continue;

      for (guint j = 0; j < g_list_model_get_n_items (runs); j++)
        {
          g_autoptr (FerryRun) run = g_list_model_get_item (runs, j);

          if (ferry_run_is_replication (run))
            {
              ferry_window_show_run (self, self->environment, run, lists[i].status);
              return;
            }
        }

      ferry_window_add_toast (self, adw_toast_new (_ ("There is no run yet that has tables.")));
      return;
    }

  /* The tiles of companies open the dialog that has them all. */
  gtk_widget_activate_action (GTK_WIDGET (self), "win.select-companies", NULL);
}

/* ---- The sidebar ---- */

static void
on_environment_activated (FerryWindow *self, FerryEnvironment *environment)
{
  ferry_window_show_environment (self, environment);
}

static void
on_workspace_changed (FerryWindow *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->workspace));
  gboolean gone = self->environment != NULL;

  for (guint i = 0; gone && i < n; i++)
    {
      g_autoptr (FerryEnvironment) environment = g_list_model_get_item (G_LIST_MODEL (self->workspace), i);

      gone = environment != self->environment;
    }

  if (gone)
    ferry_window_show_environment (self, NULL);
  else
    ferry_sidebar_select (self->sidebar, self->environment);
  if (n == 0)
    gtk_stack_set_visible_child_name (self->stack, "welcome");
  else if (self->sandbox_start == NULL
           && g_str_equal (gtk_stack_get_visible_child_name (self->stack), "welcome"))
    ferry_window_show_environment (self, self->environment);
}

/* ---- The sandbox ---- */

static void
on_sandbox_added (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FerryWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  FerryEnvironment *environment
    = ferry_workspace_add_sandbox_finish (FERRY_WORKSPACE (object), result, &error);

  g_clear_object (&self->sandbox_start);
  if (self->workspace == NULL)
    return;

  ferry_welcome_page_set_busy (self->welcome_page, FALSE);
  if (environment != NULL)
    {
      ferry_window_show_environment (self, environment);
      return;
    }

  if (g_list_model_get_n_items (G_LIST_MODEL (self->workspace)) > 0)
    gtk_stack_set_visible_child_name (self->stack, "main");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (g_list_model_get_n_items (G_LIST_MODEL (self->workspace)) > 0)
    ferry_error_dialog_present (GTK_WINDOW (self), _ ("The sandbox didn’t start"), error);
  else
    ferry_welcome_page_set_error (self->welcome_page, error);
}

static gboolean
is_starting_sandbox (FerryWindow *window, gconstpointer unused)
{
  return window->sandbox_start != NULL;
}

void
ferry_window_start_sandbox (FerryWindow *self)
{
  FerryWindow *starting;

  g_return_if_fail (FERRY_IS_WINDOW (self));

  /* There is one for all windows. */
  starting = ferry_windows_find (gtk_window_get_application (GTK_WINDOW (self)), is_starting_sandbox, NULL);
  if (starting != NULL)
    {
      gtk_window_present (GTK_WINDOW (starting));
      return;
    }

  self->sandbox_start = g_cancellable_new ();
  gtk_stack_set_visible_child_name (self->stack, "welcome");
  ferry_welcome_page_set_busy (self->welcome_page, TRUE);
  ferry_workspace_add_sandbox_async (self->workspace, self->sandbox_start, on_sandbox_added,
                                     g_object_ref (self));
}

static void
on_sandbox_cancelled (FerryWindow *self)
{
  if (self->sandbox_start != NULL)
    g_cancellable_cancel (self->sandbox_start);
}

/* ---- Buttons ---- */

void
ferry_window_set_action_hint (FerryWindow *self, FerryAction action, const char *hint)
{
  g_return_if_fail (FERRY_IS_WINDOW (self));

  switch (action)
    {
    case FERRY_ACTION_RUN_REPLICATION:
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->run_button), hint);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->bottom_run_button), hint);
      break;
    case FERRY_ACTION_REFRESH:
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->refresh_button), hint);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->bottom_refresh_button), hint);
      break;
    case FERRY_ACTION_COMPLETE:
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->finish_button), hint);
      break;
    default:
      break;
    }
}

void
ferry_window_set_refreshing (FerryWindow *self, gboolean refreshing)
{
  g_return_if_fail (FERRY_IS_WINDOW (self));
  gtk_stack_set_visible_child_name (self->refresh_stack, refreshing ? "busy" : "idle");
}

static void
set_up_buttons (FerryWindow *self)
{
  static const FerryAction more[] = { FERRY_ACTION_PAUSE, FERRY_ACTION_ABANDON };
  g_autoptr (GMenuModel) menu = ferry_action_catalog_new_menu ();
  g_autoptr (GMenu) finish_menu = g_menu_new ();
  g_autofree char *complete = ferry_action_catalog_dup_label (FERRY_ACTION_COMPLETE);

  gtk_button_set_label (self->run_button, ferry_action_get_label (FERRY_ACTION_RUN_REPLICATION));
  gtk_button_set_label (self->bottom_run_button, ferry_action_get_label (FERRY_ACTION_RUN_REPLICATION));
  gtk_menu_button_set_menu_model (self->actions_button, menu);

  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    {
      g_autofree char *label = ferry_action_catalog_dup_label (more[i]);
      g_autofree char *name = ferry_action_catalog_dup_action_name (more[i]);

      g_menu_append (finish_menu, label, name);
    }
  adw_split_button_set_menu_model (self->finish_button, G_MENU_MODEL (finish_menu));

  ferry_accessible_name_menu_button (self->actions_button, _ ("Actions"));
  ferry_accessible_name_menu_button (self->welcome_menu_button, _ ("Main menu"));
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->finish_button)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_MENU_BUTTON (child))
        ferry_accessible_name_menu_button (GTK_MENU_BUTTON (child), _ ("Pause or abandon"));
      else if (GTK_IS_BUTTON (child))
        ferry_accessible_set_label (child, complete);
    }
}

/* ---- What the template asks for ---- */

static gboolean
is_set (gpointer unused, gpointer object)
{
  return object != NULL;
}

static gboolean
shows_wide (gpointer unused, gpointer environment, gboolean narrow)
{
  return environment != NULL && !narrow;
}

static gboolean
shows_narrow (gpointer unused, gpointer environment, gboolean narrow)
{
  return environment != NULL && narrow;
}

/* ---- Life ---- */

static gboolean
has_resumed (FerryWindow *window, gconstpointer unused)
{
  return window->resumed;
}

static void
on_first_frame (GdkFrameClock *clock, FerryWindow *self)
{
  g_signal_handlers_disconnect_by_func (clock, on_first_frame, self);
  if (ferry_windows_find (gtk_window_get_application (GTK_WINDOW (self)), has_resumed, NULL) == NULL)
    ferry_workspace_resume (self->workspace);
  self->resumed = TRUE;
  if (self->environment != NULL)
    ferry_workspace_open (self->workspace, self->environment);
}

static void
ferry_window_map (GtkWidget *widget)
{
  FerryWindow *self = FERRY_WINDOW (widget);

  GTK_WIDGET_CLASS (ferry_window_parent_class)->map (widget);
  ferry_first_focus_begin (self->environment_page);
  if (!self->resumed)
    g_signal_connect_object (gtk_widget_get_frame_clock (widget), "after-paint", G_CALLBACK (on_first_frame),
                             self, 0);
}

/* The first window goes on where the last one ended; one more is there for something else. */
static void
restore (FerryWindow *self)
{
  FerryWindow *other = ferry_windows_get_other (self);
  GSettings *settings = ferry_settings_get ();
  g_autofree char *last
    = settings != NULL && other == NULL ? g_settings_get_string (settings, "last-environment") : NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->workspace));
  g_autoptr (FerryEnvironment) only
    = n == 1 ? g_list_model_get_item (G_LIST_MODEL (self->workspace), 0) : NULL;
  FerryEnvironment *environment = last != NULL ? ferry_workspace_lookup (self->workspace, last) : NULL;

  if (other != NULL)
    {
      int width, height;

      gtk_window_get_default_size (GTK_WINDOW (other), &width, &height);
      gtk_window_set_default_size (GTK_WINDOW (self), width, height);
    }
  else if (settings != NULL)
    {
      gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                                   g_settings_get_int (settings, "window-height"));
      if (g_settings_get_boolean (settings, "window-maximized"))
        gtk_window_maximize (GTK_WINDOW (self));
    }

  if (n == 0)
    gtk_stack_set_visible_child_name (self->stack, "welcome");
  else
    ferry_window_show_environment (self, environment != NULL ? environment : only);
  self->restored = TRUE;
}

static gboolean
destroy_in_idle (gpointer user_data)
{
  g_autoptr (GtkWindow) window = user_data;

  gtk_window_destroy (window);
  return G_SOURCE_REMOVE;
}

static gboolean
ferry_window_close_request (GtkWindow *window)
{
  GSettings *settings = ferry_settings_get ();
  int width, height;

  if (settings != NULL)
    {
      gtk_window_get_default_size (window, &width, &height);
      g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (window));
      g_settings_set_int (settings, "window-width", MAX (width, 360));
      g_settings_set_int (settings, "window-height", MAX (height, 294));
    }

  if (GTK_WINDOW_CLASS (ferry_window_parent_class)->close_request (window))
    return TRUE;

  /* GTK holds on to the widget a key was pressed in until the key is dealt with, which is too long for a widget whose
   * bindings are watched by the page around it. */
  gtk_widget_hide (GTK_WIDGET (window));
  g_idle_add (destroy_in_idle, g_object_ref (window));
  return TRUE;
}

static void
ferry_window_dispose (GObject *object)
{
  FerryWindow *self = FERRY_WINDOW (object);

  g_clear_handle_id (&self->pages_settled, g_source_remove);
  on_sandbox_cancelled (self);
  forget_environment (self);
  /* Something under way may hold on to either; neither is to act any more. */
  if (self->actions != NULL)
    g_object_run_dispose (G_OBJECT (self->actions));
  g_clear_object (&self->actions);
  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_data (self->workspace, self);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->pending_run, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_WINDOW);
  G_OBJECT_CLASS (ferry_window_parent_class)->dispose (object);
}

static void
ferry_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ENVIRONMENT)
    g_value_set_object (value, FERRY_WINDOW (object)->environment);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_window_class_init (FerryWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_window_dispose;
  object_class->get_property = ferry_window_get_property;
  widget_class->map = ferry_window_map;
  GTK_WINDOW_CLASS (klass)->close_request = ferry_window_close_request;

  properties[PROP_ENVIRONMENT] = g_param_spec_object ("environment", NULL, NULL, FERRY_TYPE_ENVIRONMENT,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (FERRY_TYPE_ADAPTIVE_BIN);
  g_type_ensure (FERRY_TYPE_BANNER);
  g_type_ensure (FERRY_TYPE_FLEET_PAGE);
  g_type_ensure (FERRY_TYPE_MANAGEMENT_PAGE);
  g_type_ensure (FERRY_TYPE_SIDEBAR);
  g_type_ensure (FERRY_TYPE_TOAST_OVERLAY);
  g_type_ensure (FERRY_TYPE_WELCOME_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ferrymigrate/Ferry/ferry-window.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, FerryWindow, name)
  CHILD (toasts);
  CHILD (stack);
  CHILD (welcome_page);
  CHILD (leaflet);
  CHILD (sidebar);
  CHILD (content);
  CHILD (pages);
  CHILD (environment_page);
  CHILD (title);
  CHILD (keyring_banner);
  CHILD (notice_banner);
  CHILD (content_stack);
  CHILD (fleet_page);
  CHILD (management_page);
  CHILD (run_button);
  CHILD (bottom_run_button);
  CHILD (finish_button);
  CHILD (refresh_button);
  CHILD (bottom_refresh_button);
  CHILD (refresh_stack);
  CHILD (actions_button);
  CHILD (welcome_menu_button);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, is_set);
  gtk_widget_class_bind_template_callback (widget_class, shows_wide);
  gtk_widget_class_bind_template_callback (widget_class, shows_narrow);
  gtk_widget_class_bind_template_callback (widget_class, on_pages_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_run_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_tile_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_environment_activated);
  gtk_widget_class_bind_template_callback (widget_class, ferry_window_start_sandbox);
  gtk_widget_class_bind_template_callback (widget_class, on_sandbox_cancelled);
  ferry_bindings_add (widget_class);
}

static void
ferry_window_init (FerryWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_bind_property (self->content, "narrow", self->management_page, "narrow", G_BINDING_SYNC_CREATE);
  set_up_buttons (self);
}

FerryWindow *
ferry_window_new (GtkApplication *application, FerryWorkspace *workspace)
{
  FerryWindow *self = g_object_new (FERRY_TYPE_WINDOW, "application", application, NULL);

  self->workspace = g_object_ref (workspace);
  self->actions = ferry_window_actions_new (self);
  ferry_sidebar_set_environments (self->sidebar, G_LIST_MODEL (workspace));
  ferry_fleet_page_set_environments (self->fleet_page, G_LIST_MODEL (workspace));
  ferry_fleet_actions_add (self, self->fleet_page, self->sidebar);
  ferry_window_news_add (self, self->keyring_banner, self->notice_banner);
  g_signal_connect_object (workspace, "items-changed", G_CALLBACK (on_workspace_changed), self,
                           G_CONNECT_SWAPPED);
  restore (self);
  return self;
}
