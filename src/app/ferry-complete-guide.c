/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-complete-guide.h"

#include "ferry-action-performer.h"
#include "ferry-command-button.h"
#include "ferry-error-bar.h"
#include "ferry-toast-overlay.h"

struct _FerryCompleteGuide
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  FerryCommandButton *command_button;
  FerryErrorBar *error_bar;
  GtkCheckButton *read_check;
  GtkButton *complete_button;
  GtkWidget *busy_box;

  FerryEnvironment *environment;
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (FerryCompleteGuide, ferry_complete_guide, ADW_TYPE_WINDOW)

static void
update (FerryCompleteGuide *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->read_check), !self->busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->complete_button),
                            !self->busy && gtk_check_button_get_active (self->read_check));
  gtk_widget_set_visible (self->busy_box, self->busy);
}

static void
on_completed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryCompleteGuide) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = ferry_environment_perform_finish (FERRY_ENVIRONMENT (source), result, &error);

  self->busy = FALSE;
  if (done)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  update (self);
  ferry_action_show_failure (GTK_WINDOW (self), self->error_bar, self->environment,
                             ferry_action_get_failure (FERRY_ACTION_COMPLETE), error);
}

static void
on_complete_clicked (FerryCompleteGuide *self)
{
  self->busy = TRUE;
  ferry_error_bar_clear (self->error_bar);
  update (self);
  ferry_environment_perform_async (self->environment, FERRY_ACTION_COMPLETE, NULL, NULL, on_completed,
                                   g_object_ref (self));
}

GtkWindow *
ferry_complete_guide_new (FerryEnvironment *environment)
{
  FerryCompleteGuide *self;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);

  self = g_object_new (FERRY_TYPE_COMPLETE_GUIDE, NULL);
  self->environment = g_object_ref (environment);
  adw_window_title_set_subtitle (self->title,
                                 ferry_profile_get_name (ferry_environment_get_profile (environment)));
  ferry_command_button_set_up (self->command_button, environment, FERRY_ACTION_COMPLETE);
  return GTK_WINDOW (self);
}

static void
ferry_complete_guide_finalize (GObject *object)
{
  g_clear_object (&FERRY_COMPLETE_GUIDE (object)->environment);
  G_OBJECT_CLASS (ferry_complete_guide_parent_class)->finalize (object);
}

static void
ferry_complete_guide_class_init (FerryCompleteGuideClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ferry_complete_guide_finalize;

  g_type_ensure (FERRY_TYPE_COMMAND_BUTTON);
  g_type_ensure (FERRY_TYPE_ERROR_BAR);
  g_type_ensure (FERRY_TYPE_TOAST_OVERLAY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-complete-guide.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryCompleteGuide, title);
  gtk_widget_class_bind_template_child (widget_class, FerryCompleteGuide, command_button);
  gtk_widget_class_bind_template_child (widget_class, FerryCompleteGuide, error_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryCompleteGuide, read_check);
  gtk_widget_class_bind_template_child (widget_class, FerryCompleteGuide, complete_button);
  gtk_widget_class_bind_template_child (widget_class, FerryCompleteGuide, busy_box);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, on_complete_clicked);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ferry_complete_guide_init (FerryCompleteGuide *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}
