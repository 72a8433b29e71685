/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-task-dialog.h"

#include <glib/gi18n-lib.h>

#include "ferry-action-performer.h"
#include "ferry-command-button.h"
#include "ferry-error.h"
#include "ferry-toast-overlay.h"

typedef struct
{
  AdwWindowTitle *title;
  FerryCommandButton *command_button;
  FerryErrorBar *error_bar;
  GtkImage *icon;
  GtkLabel *headline;
  GtkLabel *body;
  GtkSpinner *spinner;
  AdwPreferencesGroup *facts;
  GtkButton *button;

  FerryEnvironment *environment;
  FerryAction action;
  char *icon_name;
  gboolean closed;
} FerryTaskDialogPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (FerryTaskDialog, ferry_task_dialog, ADW_TYPE_WINDOW)

static FerryTaskDialogPrivate *
get_priv (FerryTaskDialog *self)
{
  return ferry_task_dialog_get_instance_private (self);
}

static void
update_button (FerryTaskDialog *self)
{
  FerryTaskDialogPrivate *priv = get_priv (self);
  g_autofree char *reason = NULL;
  gboolean allowed = ferry_environment_check_action (priv->environment, priv->action, &reason);

  gtk_widget_set_sensitive (GTK_WIDGET (priv->button), allowed);
  gtk_widget_set_tooltip_text (GTK_WIDGET (priv->button), reason);
}

void
ferry_task_dialog_show (FerryTaskDialog *self,
                        FerryTaskStage stage,
                        const char *headline,
                        const char *body,
                        const char *button_label)
{
  FerryTaskDialogPrivate *priv = get_priv (self);
  gboolean done = stage == FERRY_TASK_STAGE_DONE;

  g_return_if_fail (FERRY_IS_TASK_DIALOG (self));
  g_return_if_fail (headline != NULL && body != NULL);

  if (priv->closed)
    return;
  gtk_image_set_from_icon_name (priv->icon, done ? "emblem-ok-symbolic" : priv->icon_name);
  gtk_widget_remove_css_class (GTK_WIDGET (priv->icon), done ? "dim-label" : "success");
  gtk_widget_add_css_class (GTK_WIDGET (priv->icon), done ? "success" : "dim-label");
  gtk_label_set_label (priv->headline, headline);
  gtk_label_set_label (priv->body, body);
  gtk_widget_set_visible (GTK_WIDGET (priv->body), *body != '\0');
  gtk_widget_set_visible (GTK_WIDGET (priv->button), button_label != NULL);
  if (button_label != NULL)
    gtk_button_set_label (priv->button, button_label);
  gtk_spinner_set_spinning (priv->spinner, stage == FERRY_TASK_STAGE_BUSY);
  gtk_widget_set_visible (GTK_WIDGET (priv->spinner), stage == FERRY_TASK_STAGE_BUSY);
  update_button (self);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryTaskDialog) self = data;
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (GError) error = NULL;
  gint64 count = -1;
  gboolean done = ferry_environment_order_finish (FERRY_ENVIRONMENT (source), result, &answer, &error)
                  && ferry_order_read_count (answer, &count, &error);

  if (done)
    {
      FERRY_TASK_DIALOG_GET_CLASS (self)->tell (self, count);
      return;
    }
  FERRY_TASK_DIALOG_GET_CLASS (self)->ask (self);
  ferry_task_dialog_fail (self, error);
}

void
ferry_task_dialog_order (FerryTaskDialog *self, FerryOrder *order, const char *headline)
{
  FerryTaskDialogPrivate *priv = get_priv (self);

  g_return_if_fail (FERRY_IS_TASK_DIALOG (self));

  ferry_error_bar_clear (priv->error_bar);
  ferry_task_dialog_show (self, FERRY_TASK_STAGE_BUSY, headline,
                          _ ("This may take some minutes. It goes on when you close this window."), NULL);
  ferry_environment_order_async (priv->environment, order, NULL, on_answered, g_object_ref (self));
}

static void
on_button_clicked (FerryTaskDialog *self)
{
  FERRY_TASK_DIALOG_GET_CLASS (self)->begin (self);
}

void
ferry_task_dialog_set_up (FerryTaskDialog *self,
                          FerryEnvironment *environment,
                          FerryAction action,
                          const char *icon_name)
{
  FerryTaskDialogPrivate *priv = get_priv (self);

  g_return_if_fail (FERRY_IS_TASK_DIALOG (self));
  g_return_if_fail (FERRY_IS_ENVIRONMENT (environment));

  priv->environment = g_object_ref (environment);
  priv->action = action;
  priv->icon_name = g_strdup (icon_name);
  adw_window_title_set_title (priv->title, gtk_window_get_title (GTK_WINDOW (self)));
  adw_window_title_set_subtitle (priv->title,
                                 ferry_profile_get_name (ferry_environment_get_profile (environment)));
  ferry_command_button_set_up (priv->command_button, environment, action);
  g_signal_connect_object (environment, "actions-changed", G_CALLBACK (update_button), self,
                           G_CONNECT_SWAPPED);
}

GtkLabel *
ferry_task_dialog_add_fact (FerryTaskDialog *self, const char *title)
{
  FerryTaskDialogPrivate *priv = get_priv (self);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_add_css_class (label, "numeric");
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_preferences_group_add (priv->facts, row);
  gtk_widget_set_visible (GTK_WIDGET (priv->facts), TRUE);
  return GTK_LABEL (label);
}

FerryEnvironment *
ferry_task_dialog_get_environment (FerryTaskDialog *self)
{
  return get_priv (self)->environment;
}

FerryErrorBar *
ferry_task_dialog_get_error_bar (FerryTaskDialog *self)
{
  return get_priv (self)->error_bar;
}

gboolean
ferry_task_dialog_is_closed (FerryTaskDialog *self)
{
  return get_priv (self)->closed;
}

void
ferry_task_dialog_fail (FerryTaskDialog *self, const GError *error)
{
  FerryTaskDialogPrivate *priv = get_priv (self);

  g_return_if_fail (FERRY_IS_TASK_DIALOG (self));
  g_return_if_fail (error != NULL);

  ferry_action_show_failure (GTK_WINDOW (self), priv->error_bar, priv->environment,
                             g_error_matches (error, FERRY_ERROR, FERRY_ERROR_AMBIGUOUS)
                               ? _ ("The Outcome Isn’t Known")
                               : ferry_action_get_failure (priv->action),
                             error);
}

static void
ferry_task_dialog_dispose (GObject *object)
{
  FerryTaskDialogPrivate *priv = get_priv (FERRY_TASK_DIALOG (object));

  if (priv->environment != NULL)
    g_signal_handlers_disconnect_by_data (priv->environment, object);
  G_OBJECT_CLASS (ferry_task_dialog_parent_class)->dispose (object);
}

/* Whoever waits for an answer holds the object, and with it the disposal, off: this is when the window goes. */
static void
ferry_task_dialog_unrealize (GtkWidget *widget)
{
  get_priv (FERRY_TASK_DIALOG (widget))->closed = TRUE;
  GTK_WIDGET_CLASS (ferry_task_dialog_parent_class)->unrealize (widget);
}

static void
ferry_task_dialog_finalize (GObject *object)
{
  FerryTaskDialogPrivate *priv = get_priv (FERRY_TASK_DIALOG (object));

  g_clear_object (&priv->environment);
  g_free (priv->icon_name);
  G_OBJECT_CLASS (ferry_task_dialog_parent_class)->finalize (object);
}

static void
ferry_task_dialog_class_init (FerryTaskDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_task_dialog_dispose;
  object_class->finalize = ferry_task_dialog_finalize;
  widget_class->unrealize = ferry_task_dialog_unrealize;

  g_type_ensure (FERRY_TYPE_COMMAND_BUTTON);
  g_type_ensure (FERRY_TYPE_ERROR_BAR);
  g_type_ensure (FERRY_TYPE_TOAST_OVERLAY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-task-dialog.ui");
  gtk_widget_class_bind_template_child_private (widget_class, FerryTaskDialog, title);
  gtk_widget_class_bind_template_child_private (widget_class, FerryTaskDialog, command_button);
  gtk_widget_class_bind_template_child_private (widget_class, FerryTaskDialog, error_bar);
  gtk_widget_class_bind_template_child_private (widget_class, FerryTaskDialog, icon);
  gtk_widget_class_bind_template_child_private (widget_class, FerryTaskDialog, headline);
  gtk_widget_class_bind_template_child_private (widget_class, FerryTaskDialog, body);
  gtk_widget_class_bind_template_child_private (widget_class, FerryTaskDialog, spinner);
  gtk_widget_class_bind_template_child_private (widget_class, FerryTaskDialog, facts);
  gtk_widget_class_bind_template_child_private (widget_class, FerryTaskDialog, button);
  gtk_widget_class_bind_template_callback (widget_class, on_button_clicked);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ferry_task_dialog_init (FerryTaskDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
