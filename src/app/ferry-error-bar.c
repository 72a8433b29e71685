/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-error-bar.h"

#include <glib/gi18n-lib.h>

#include "ferry-enums.h"
#include "ferry-error-details.h"
#include "ferry-screen-reader.h"

struct _FerryErrorBar
{
  GtkWidget parent_instance;

  GtkRevealer *revealer;
  GtkWidget *box;
  GtkImage *icon;
  GtkLabel *heading;
  GtkLabel *message;
  FerryErrorDetails *details;
};

G_DEFINE_FINAL_TYPE (FerryErrorBar, ferry_error_bar, GTK_TYPE_WIDGET)

static void
show (FerryErrorBar *self, FerryStyle style, const char *heading, const char *message, const GError *error)
{
  const char *const classes[] = { ferry_style_to_css_class (style), NULL };
  const char *const box_classes[] = { "card", "ferry-error-bar", ferry_style_to_css_class (style), NULL };
  g_autofree char *text = NULL;

  gtk_image_set_from_icon_name (self->icon, ferry_style_to_icon_name (style));
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), (const char **) classes);
  gtk_widget_set_css_classes (self->box, (const char **) box_classes);
  gtk_label_set_label (self->heading, heading);
  gtk_label_set_label (self->message, message);
  ferry_error_details_set_error (self->details, error);
  /* Translators: what failed, and why */
  text = g_strdup_printf (_ ("%s: %s"), heading, message);
  ferry_screen_reader_alert (GTK_WIDGET (self), text);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

void
ferry_error_bar_show (FerryErrorBar *self, const char *heading, const GError *error)
{
  g_return_if_fail (FERRY_IS_ERROR_BAR (self));
  g_return_if_fail (error != NULL);

  show (self, FERRY_STYLE_BAD, heading, error->message, error);
}

void
ferry_error_bar_warn (FerryErrorBar *self, const char *heading, const char *message)
{
  g_return_if_fail (FERRY_IS_ERROR_BAR (self));

  show (self, FERRY_STYLE_ATTENTION, heading, message, NULL);
}

void
ferry_error_bar_clear (FerryErrorBar *self)
{
  g_return_if_fail (FERRY_IS_ERROR_BAR (self));

  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

gboolean
ferry_error_bar_is_shown (FerryErrorBar *self)
{
  g_return_val_if_fail (FERRY_IS_ERROR_BAR (self), FALSE);
  return gtk_widget_get_visible (GTK_WIDGET (self));
}

static void
ferry_error_bar_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (ferry_error_bar_parent_class)->dispose (object);
}

static void
ferry_error_bar_class_init (FerryErrorBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_error_bar_dispose;

  g_type_ensure (FERRY_TYPE_ERROR_DETAILS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-error-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryErrorBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, FerryErrorBar, box);
  gtk_widget_class_bind_template_child (widget_class, FerryErrorBar, icon);
  gtk_widget_class_bind_template_child (widget_class, FerryErrorBar, heading);
  gtk_widget_class_bind_template_child (widget_class, FerryErrorBar, message);
  gtk_widget_class_bind_template_child (widget_class, FerryErrorBar, details);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
ferry_error_bar_init (FerryErrorBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
