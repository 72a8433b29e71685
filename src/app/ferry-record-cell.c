/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-record-cell.h"

#include "ferry-direction.h"

struct _FerryRecordCell
{
  GtkWidget parent_instance;

  GtkImage *icon;
  GtkInscription *text;
  GtkInscription *second;
  const char *css_class; /* (nullable): of the symbol */
};

G_DEFINE_FINAL_TYPE (FerryRecordCell, ferry_record_cell, GTK_TYPE_WIDGET)

GtkWidget *
ferry_record_cell_new_text (gboolean number)
{
  GtkInscription *inscription = GTK_INSCRIPTION (gtk_inscription_new (NULL));

  gtk_inscription_set_text_overflow (inscription, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_xalign (inscription, number ? 1 : 0);
  gtk_widget_set_hexpand (GTK_WIDGET (inscription), TRUE);
  /* One that is cut short stands at the top of its room, whatever its yalign: no more room than a line, then. */
  gtk_widget_set_valign (GTK_WIDGET (inscription), GTK_ALIGN_CENTER);
  if (number)
    gtk_widget_add_css_class (GTK_WIDGET (inscription), "numeric");
  return GTK_WIDGET (inscription);
}

GtkWidget *
ferry_record_cell_new (gboolean two_lines)
{
  FerryRecordCell *self = g_object_new (FERRY_TYPE_RECORD_CELL, NULL);
  GtkWidget *lines;

  if (!two_lines)
    {
      gtk_widget_set_parent (GTK_WIDGET (self->text), GTK_WIDGET (self));
      return GTK_WIDGET (self);
    }
  lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->second = GTK_INSCRIPTION (ferry_record_cell_new_text (FALSE));
  gtk_widget_add_css_class (GTK_WIDGET (self->second), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->second), "dim-label");
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->second));
  gtk_widget_set_parent (lines, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

void
ferry_record_cell_show (FerryRecordCell *self,
                        const char *icon_name,
                        const char *css_class,
                        const char *text,
                        const char *second)
{
  g_return_if_fail (FERRY_IS_RECORD_CELL (self));

  /* Setting one loads it anew, be it the same. */
  if (icon_name != NULL && g_strcmp0 (gtk_image_get_icon_name (self->icon), icon_name) != 0)
    gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), icon_name != NULL);
  if (self->css_class != css_class)
    {
      if (self->css_class != NULL)
        gtk_widget_remove_css_class (GTK_WIDGET (self->icon), self->css_class);
      if (css_class != NULL)
        gtk_widget_add_css_class (GTK_WIDGET (self->icon), css_class);
      self->css_class = css_class;
    }
  ferry_direction_set_text (self->text, text);
  if (self->second != NULL)
    ferry_direction_set_text (self->second, second);
}

static void
ferry_record_cell_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (ferry_record_cell_parent_class)->dispose (object);
}

static void
ferry_record_cell_class_init (FerryRecordCellClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ferry_record_cell_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
ferry_record_cell_init (FerryRecordCell *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->icon), GTK_WIDGET (self));
  self->text = GTK_INSCRIPTION (ferry_record_cell_new_text (FALSE));
}
