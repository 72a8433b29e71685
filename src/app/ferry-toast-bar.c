/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-toast-bar.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-screen-reader.h"

struct _FerryToastBar
{
  GtkWidget parent_instance;

  GtkLabel *title;
  GtkButton *button;
  GtkWidget *close_button;
  GtkEventControllerMotion *motion;
  GtkEventControllerFocus *focus;

  AdwToast *toast;
  guint timer; /* source */
  gboolean closed;
};

enum
{
  CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FerryToastBar, ferry_toast_bar, GTK_TYPE_WIDGET)

gboolean
ferry_toast_bar_has_button (FerryToastBar *self)
{
  g_return_val_if_fail (FERRY_IS_TOAST_BAR (self), FALSE);
  return gtk_widget_get_visible (GTK_WIDGET (self->button));
}

void
ferry_toast_bar_close (FerryToastBar *self)
{
  g_return_if_fail (FERRY_IS_TOAST_BAR (self));

  if (self->closed)
    return;
  self->closed = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  g_signal_emit (self, signals[CLOSED], 0);
}

static gboolean
on_time_is_up (gpointer user_data)
{
  FerryToastBar *self = user_data;

  self->timer = 0;
  ferry_toast_bar_close (self);
  return G_SOURCE_REMOVE;
}

static void
update_timer (FerryToastBar *self)
{
  const guint timeout = adw_toast_get_timeout (self->toast);
  const gboolean used = gtk_event_controller_motion_contains_pointer (self->motion)
                        || gtk_event_controller_focus_contains_focus (self->focus);

  if (self->closed || used || timeout == 0)
    g_clear_handle_id (&self->timer, g_source_remove);
  else if (self->timer == 0)
    self->timer = g_timeout_add_seconds (timeout, on_time_is_up, self);
}

static void
on_button_clicked (FerryToastBar *self)
{
  /* What the button does may take the window away. */
  g_autoptr (FerryToastBar) alive = g_object_ref (self);

  g_signal_emit_by_name (self->toast, "button-clicked");
  ferry_toast_bar_close (self);
}

static void
show_toast (FerryToastBar *self)
{
  const char *button_label = adw_toast_get_button_label (self->toast);

  gtk_label_set_label (self->title, adw_toast_get_title (self->toast));
  gtk_widget_set_visible (GTK_WIDGET (self->button), button_label != NULL && *button_label != '\0');
  if (button_label != NULL)
    gtk_button_set_label (self->button, button_label);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->button),
                                          adw_toast_get_action_target_value (self->toast));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), adw_toast_get_action_name (self->toast));
  ferry_screen_reader_alert (GTK_WIDGET (self), gtk_label_get_text (self->title));
  update_timer (self);
}

static void
ferry_toast_bar_dispose (GObject *object)
{
  FerryToastBar *self = FERRY_TOAST_BAR (object);
  GtkWidget *child;

  self->closed = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (ferry_toast_bar_parent_class)->dispose (object);
}

static void
ferry_toast_bar_finalize (GObject *object)
{
  FerryToastBar *self = FERRY_TOAST_BAR (object);

  g_clear_object (&self->toast);
  G_OBJECT_CLASS (ferry_toast_bar_parent_class)->finalize (object);
}

static void
ferry_toast_bar_class_init (FerryToastBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_toast_bar_dispose;
  object_class->finalize = ferry_toast_bar_finalize;

  signals[CLOSED]
    = g_signal_new ("closed", FERRY_TYPE_TOAST_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-toast-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryToastBar, title);
  gtk_widget_class_bind_template_child (widget_class, FerryToastBar, button);
  gtk_widget_class_bind_template_child (widget_class, FerryToastBar, close_button);
  gtk_widget_class_bind_template_child (widget_class, FerryToastBar, motion);
  gtk_widget_class_bind_template_child (widget_class, FerryToastBar, focus);
  gtk_widget_class_bind_template_callback (widget_class, on_button_clicked);
  gtk_widget_class_bind_template_callback_full (widget_class, "on_close_clicked",
                                                G_CALLBACK (ferry_toast_bar_close));
  gtk_widget_class_bind_template_callback (widget_class, update_timer);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  /* It looks like libadwaita's. */
  gtk_widget_class_set_css_name (widget_class, "toast");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
ferry_toast_bar_init (FerryToastBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_accessible_set_plain_label (self->close_button, _ ("_Close"));
}

GtkWidget *
ferry_toast_bar_new (AdwToast *toast)
{
  FerryToastBar *self;

  g_return_val_if_fail (ADW_IS_TOAST (toast), NULL);

  self = g_object_new (FERRY_TYPE_TOAST_BAR, NULL);
  self->toast = g_object_ref (toast);
  show_toast (self);
  return GTK_WIDGET (self);
}
