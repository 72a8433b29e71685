/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-text-size.h"

#define USUAL_DPI (96 * 1024)
/* Of a heading: its margins, and the arrow of the order. */
#define HEADING_ROOM 28

#define SCALE "ferry-text-scale"

static double
get_scale (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi = -1;

  if (settings != NULL)
    g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  return MAX (dpi, USUAL_DPI) / (double) USUAL_DPI;
}

int
ferry_text_size_scale (int pixels)
{
  return (int) (pixels * get_scale () + 0.5);
}

static int
measure_title (GtkColumnViewColumn *column, GtkWidget *view)
{
  const char *title = gtk_column_view_column_get_title (column);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (view, title);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  int width;

  if (title == NULL || *title == '\0')
    return 0;
  /* Headings are set so by the style. */
  pango_attr_list_insert (attributes, pango_attr_scale_new (0.82));
  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width + HEADING_ROOM;
}

static void
rescale (GtkSettings *settings, GParamSpec *pspec, GtkColumnViewColumn *column)
{
  double *before = g_object_get_data (G_OBJECT (column), SCALE);
  double scale = get_scale ();
  int width = gtk_column_view_column_get_fixed_width (column);

  if (width > 0)
    gtk_column_view_column_set_fixed_width (column, (int) (width * scale / *before + 0.5));
  *before = scale;
}

void
ferry_text_size_fit_column (GtkColumnViewColumn *column, GtkWidget *view)
{
  int width = gtk_column_view_column_get_fixed_width (column);
  double *scale;

  g_return_if_fail (GTK_IS_COLUMN_VIEW_COLUMN (column));
  g_return_if_fail (GTK_IS_WIDGET (view));

  if (width <= 0 || g_object_get_data (G_OBJECT (column), SCALE) != NULL)
    return;
  gtk_column_view_column_set_fixed_width (column,
                                          MAX (ferry_text_size_scale (width), measure_title (column, view)));
  scale = g_new (double, 1);
  *scale = get_scale ();
  g_object_set_data_full (G_OBJECT (column), SCALE, scale, g_free);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-xft-dpi", G_CALLBACK (rescale), column,
                           0);
}
