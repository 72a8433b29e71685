/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-fleet-cell.h"

#include "ferry-accessible.h"
#include "ferry-direction.h"
#include "ferry-record-cell.h"

struct _FerryFleetCell
{
  GtkWidget parent_instance;

  GtkImage *icon;
  GtkInscription *text;
  GtkInscription *second;
  GtkProgressBar *bar;   /* (nullable) */
  const char *css_class; /* (nullable): of the symbol */
  char *bar_name;
  gboolean strong;
};

G_DEFINE_FINAL_TYPE (FerryFleetCell, ferry_fleet_cell, GTK_TYPE_WIDGET)

void
ferry_fleet_cell_show (FerryFleetCell *self,
                       const char *icon_name,
                       const char *css_class,
                       const char *text,
                       const char *second,
                       gboolean strong)
{
  g_return_if_fail (FERRY_IS_FLEET_CELL (self));

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
  if (self->strong != strong)
    {
      self->strong = strong;
      if (strong)
        gtk_widget_add_css_class (GTK_WIDGET (self->text), "heading");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (self->text), "heading");
    }
  ferry_direction_set_text (self->text, text);
  /* A bar alone is in the middle of its row. */
  gtk_widget_set_visible (GTK_WIDGET (self->text), *text != '\0' || self->bar == NULL);
  ferry_direction_set_text (self->second, second);
  gtk_widget_set_visible (GTK_WIDGET (self->second), *second != '\0');
}

void
ferry_fleet_cell_show_fraction (FerryFleetCell *self, double fraction, const char *name)
{
  g_return_if_fail (FERRY_IS_FLEET_CELL (self));
  g_return_if_fail (self->bar != NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->bar), fraction >= -1);
  if (fraction < -1)
    return;
  /* One that isn't known shows an empty bar: pulsing would keep the computer busy in every row. */
  if (gtk_progress_bar_get_fraction (self->bar) != MAX (fraction, 0))
    gtk_progress_bar_set_fraction (self->bar, MAX (fraction, 0));
  if (g_strcmp0 (self->bar_name, name) != 0)
    {
      g_free (self->bar_name);
      self->bar_name = g_strdup (name);
      ferry_accessible_set_label (self->bar, name);
    }
}

static void
ferry_fleet_cell_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (ferry_fleet_cell_parent_class)->dispose (object);
}

static void
ferry_fleet_cell_finalize (GObject *object)
{
  g_free (FERRY_FLEET_CELL (object)->bar_name);
  G_OBJECT_CLASS (ferry_fleet_cell_parent_class)->finalize (object);
}

static void
ferry_fleet_cell_class_init (FerryFleetCellClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ferry_fleet_cell_dispose;
  G_OBJECT_CLASS (klass)->finalize = ferry_fleet_cell_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
ferry_fleet_cell_init (FerryFleetCell *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 9);
  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->icon), GTK_WIDGET (self));
}

GtkWidget *
ferry_fleet_cell_new (gboolean number, gboolean bar)
{
  FerryFleetCell *self = g_object_new (FERRY_TYPE_FLEET_CELL, NULL);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->text = GTK_INSCRIPTION (ferry_record_cell_new_text (number));
  self->second = GTK_INSCRIPTION (ferry_record_cell_new_text (number));
  gtk_widget_add_css_class (GTK_WIDGET (self->second), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->second), "dim-label");
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->second));
  if (bar)
    {
      self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
      gtk_widget_set_margin_end (GTK_WIDGET (self->bar), 6);
      gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->bar));
    }
  gtk_widget_set_parent (lines, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
