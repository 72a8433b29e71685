/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-sort-probe.h"

struct _FerrySortProbe
{
  GObject *things[2];
  int kind;
};

/* Asked to compare two things, the view's sorter asks the column's own first, and turns the answer round when it sorts
 * from high to low. */
static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  GtkSorter *sorter = data;
  FerrySortProbe *self = g_object_get_data (G_OBJECT (sorter), "probe");

  self->kind = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (sorter), "kind"));
  return 1;
}

FerrySortProbe *
ferry_sort_probe_new (void)
{
  FerrySortProbe *self = g_new0 (FerrySortProbe, 1);

  self->things[0] = g_object_new (G_TYPE_OBJECT, NULL);
  self->things[1] = g_object_new (G_TYPE_OBJECT, NULL);
  return self;
}

void
ferry_sort_probe_free (FerrySortProbe *self)
{
  g_object_unref (self->things[0]);
  g_object_unref (self->things[1]);
  g_free (self);
}

void
ferry_sort_probe_add (FerrySortProbe *self, GtkColumnViewColumn *column, int kind)
{
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));

  g_object_set_data (G_OBJECT (sorter), "probe", self);
  g_object_set_data (G_OBJECT (sorter), "kind", GINT_TO_POINTER (kind));
  gtk_custom_sorter_set_sort_func (GTK_CUSTOM_SORTER (sorter), compare, sorter, NULL);
  gtk_column_view_column_set_sorter (column, sorter);
}

int
ferry_sort_probe_ask (FerrySortProbe *self, GtkColumnView *view, gboolean *descending)
{
  GtkOrdering ordering;

  self->kind = -1;
  ordering = gtk_sorter_compare (gtk_column_view_get_sorter (view), self->things[0], self->things[1]);
  *descending = ordering == GTK_ORDERING_SMALLER;
  return self->kind;
}
