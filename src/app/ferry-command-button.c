/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-command-button.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-application.h"
#include "ferry-toast-overlay.h"
#include "ferry-window.h"

struct _FerryCommandButton
{
  GtkButton parent_instance;

  FerryEnvironment *environment;
  FerryAction action;
};

enum
{
  FILL,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FerryCommandButton, ferry_command_button, GTK_TYPE_BUTTON)

/* ---- The line ---- */

/* Its name, which people know; its id where another one is called the same. */
static const char *
choose_name (FerryEnvironment *environment)
{
  FerryProfile *profile = ferry_environment_get_profile (environment);
  GApplication *application = g_application_get_default ();
  FerryWorkspace *workspace = FERRY_IS_APPLICATION (application)
                                ? ferry_application_get_workspace (FERRY_APPLICATION (application))
                                : NULL;
  guint n = workspace != NULL ? g_list_model_get_n_items (G_LIST_MODEL (workspace)) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FerryEnvironment) other = g_list_model_get_item (G_LIST_MODEL (workspace), i);

      if (other != environment
          && g_strcmp0 (ferry_profile_get_name (ferry_environment_get_profile (other)),
                        ferry_profile_get_name (profile))
               == 0)
        return ferry_profile_get_id (profile);
    }
  return ferry_profile_get_name (profile);
}

static char **
dup_selection (FerryEnvironment *environment)
{
  GListModel *companies = ferry_environment_get_companies (environment);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (companies); i++)
    {
      g_autoptr (FerryCompany) company = g_list_model_get_item (companies, i);

      if (ferry_company_get_replicate (company))
        g_strv_builder_add (names, ferry_company_get_name (company));
    }
  return g_strv_builder_end (names);
}

char *
ferry_command_button_dup_line (FerryCommandButton *self)
{
  g_auto (GStrv) selection = NULL;
  FerryCommandDetails details = { NULL };

  g_return_val_if_fail (FERRY_IS_COMMAND_BUTTON (self), NULL);
  g_return_val_if_fail (self->environment != NULL, NULL);

  details.environment = choose_name (self->environment);
  if (self->action == FERRY_ACTION_SELECT_COMPANIES)
    {
      selection = dup_selection (self->environment);
      details.companies = (const char *const *) selection;
    }
  /* What a click on it would make of it. */
  details.on = self->action == FERRY_ACTION_KEEP_USER_PERMISSIONS
               && !ferry_environment_get_state (self->environment)->keep_user_permissions;
  g_signal_emit (self, signals[FILL], 0, &details);
  return ferry_command_line_dup (self->action, &details, NULL);
}

/* ---- Copying ---- */

/* Where the window has no place for it, as a question, the one behind it has. */
static void
tell (FerryCommandButton *self)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), FERRY_TYPE_TOAST_OVERLAY);
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  AdwToast *toast = adw_toast_new (_ ("Command copied"));

  /* Short, so that it doesn't keep what matters waiting. */
  adw_toast_set_timeout (toast, 2);
  if (overlay != NULL)
    {
      ferry_toast_overlay_add_toast (FERRY_TOAST_OVERLAY (overlay), toast);
      return;
    }
  while (GTK_IS_WINDOW (root) && !FERRY_IS_WINDOW (root))
    root = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (root)));
  if (FERRY_IS_WINDOW (root))
    ferry_window_add_toast (FERRY_WINDOW (root), toast);
  else
    g_object_unref (toast);
}

static void
ferry_command_button_clicked (GtkButton *button)
{
  FerryCommandButton *self = FERRY_COMMAND_BUTTON (button);
  g_autofree char *line = ferry_command_button_dup_line (self);

  if (line == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), line);
  tell (self);
}

/* ---- The widget ---- */

void
ferry_command_button_set_up (FerryCommandButton *self, FerryEnvironment *environment, FerryAction action)
{
  const FerryCommandDetails details = { .environment = "" };
  g_autofree char *reason = NULL;
  g_autofree char *line = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (FERRY_IS_COMMAND_BUTTON (self));
  g_return_if_fail (FERRY_IS_ENVIRONMENT (environment));

  g_set_object (&self->environment, environment);
  self->action = action;
  line = ferry_command_line_dup (action, &details, &reason);
  /* Translators: what a button does, and with which action */
  name = g_strdup_printf (_ ("%s: %s"), _ ("Copy as command"), ferry_action_get_label (action));
  ferry_accessible_set_label (self, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), line != NULL ? _ ("Copy as command") : reason);
  gtk_widget_set_sensitive (GTK_WIDGET (self), line != NULL);
}

void
ferry_command_button_show_words (FerryCommandButton *self)
{
  g_return_if_fail (FERRY_IS_COMMAND_BUTTON (self));

  gtk_button_set_label (GTK_BUTTON (self), _ ("Copy as command"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), NULL);
}

GtkWidget *
ferry_command_button_new (FerryEnvironment *environment, FerryAction action)
{
  FerryCommandButton *self = g_object_new (FERRY_TYPE_COMMAND_BUTTON, NULL);

  ferry_command_button_set_up (self, environment, action);
  return GTK_WIDGET (self);
}

static void
ferry_command_button_dispose (GObject *object)
{
  g_clear_object (&FERRY_COMMAND_BUTTON (object)->environment);
  G_OBJECT_CLASS (ferry_command_button_parent_class)->dispose (object);
}

static void
ferry_command_button_class_init (FerryCommandButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ferry_command_button_dispose;
  GTK_BUTTON_CLASS (klass)->clicked = ferry_command_button_clicked;

  signals[FILL] = g_signal_new ("fill", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
ferry_command_button_init (FerryCommandButton *self)
{
  gtk_button_set_icon_name (GTK_BUTTON (self), "edit-copy-symbolic");
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}
