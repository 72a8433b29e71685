/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-error-details.h"

#include "ferry-error.h"

struct _FerryErrorDetails
{
  GtkWidget parent_instance;

  GtkExpander *expander;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (FerryErrorDetails, ferry_error_details, GTK_TYPE_WIDGET)

GtkWidget *
ferry_error_details_new (void)
{
  return g_object_new (FERRY_TYPE_ERROR_DETAILS, NULL);
}

void
ferry_error_details_set_error (FerryErrorDetails *self, const GError *error)
{
  g_autofree char *text = NULL;

  g_return_if_fail (FERRY_IS_ERROR_DETAILS (self));

  gtk_widget_set_visible (GTK_WIDGET (self), error != NULL);
  if (error == NULL)
    return;

  text = ferry_error_describe (error);
  gtk_label_set_label (self->label, text);
  gtk_expander_set_expanded (self->expander, FALSE);
}

static void
on_copy_clicked (FerryErrorDetails *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), gtk_label_get_label (self->label));
}

static void
ferry_error_details_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (ferry_error_details_parent_class)->dispose (object);
}

static void
ferry_error_details_class_init (FerryErrorDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_error_details_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-error-details.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryErrorDetails, expander);
  gtk_widget_class_bind_template_child (widget_class, FerryErrorDetails, label);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_error_details_init (FerryErrorDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
