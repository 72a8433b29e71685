/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-setup-step-list.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"

struct _FerrySetupStepList
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (FerrySetupStepList, ferry_setup_step_list, GTK_TYPE_WIDGET)

static void
clear (FerrySetupStepList *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static GtkWidget *
new_number (guint index, guint current)
{
  g_autofree char *number = NULL;

  if (index < current)
    {
      GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "emblem-ok-symbolic", NULL);

      ferry_accessible_set_label (icon, _ ("Done"));
      gtk_widget_add_css_class (icon, "success");
      return icon;
    }
  number = g_strdup_printf ("%u", index + 1);
  return gtk_label_new (number);
}

static void
add_step (FerrySetupStepList *self, const char *title, guint index, guint current)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *number = new_number (index, current);
  GtkWidget *label = gtk_label_new (title);

  gtk_widget_set_size_request (number, 18, -1);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, title);
  gtk_widget_set_valign (number, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (box, "ferry-step");
  if (index == current)
    gtk_widget_add_css_class (box, "current");
  else if (index > current)
    gtk_widget_add_css_class (box, "dim-label");
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}

void
ferry_setup_step_list_set_steps (FerrySetupStepList *self, const char *const *titles, guint current)
{
  g_return_if_fail (FERRY_IS_SETUP_STEP_LIST (self));

  clear (self);
  for (guint i = 0; titles[i] != NULL; i++)
    add_step (self, titles[i], i, current);
}

static void
ferry_setup_step_list_dispose (GObject *object)
{
  clear (FERRY_SETUP_STEP_LIST (object));
  G_OBJECT_CLASS (ferry_setup_step_list_parent_class)->dispose (object);
}

static void
ferry_setup_step_list_class_init (FerrySetupStepListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ferry_setup_step_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_LIST);
}

static void
ferry_setup_step_list_init (FerrySetupStepList *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (layout, 3);
}
