/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-tile-box.h"

#include "ferry-text-size.h"

#define SPACING 12

struct _FerryTileBox
{
  GtkWidget parent_instance;

  int tile_width;
};

enum
{
  PROP_0,
  PROP_TILE_WIDTH,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryTileBox, ferry_tile_box, GTK_TYPE_WIDGET)

/* The number of visible children, and what the widest and the highest of them needs. */
static int
survey (FerryTileBox *self, GtkOrientation orientation, int for_size, int *size)
{
  int n = 0;

  *size = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int minimum = 0;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_measure (child, orientation, for_size, &minimum, NULL, NULL, NULL);
      *size = MAX (*size, minimum);
      n++;
    }

  return n;
}

static int
choose_columns (FerryTileBox *self, int width, int n, int child_width)
{
  const int choices[] = { n, 3, 2 };

  child_width = MAX (child_width, ferry_text_size_scale (self->tile_width));
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      if (choices[i] <= n && choices[i] * child_width + (choices[i] - 1) * SPACING <= width)
        return choices[i];
    }

  return 1;
}

static GtkSizeRequestMode
ferry_tile_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ferry_tile_box_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  FerryTileBox *self = FERRY_TILE_BOX (widget);
  int child_width, n = survey (self, GTK_ORIENTATION_HORIZONTAL, -1, &child_width);

  if (n == 0)
    return;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = child_width;
      *natural = n * MAX (child_width, ferry_text_size_scale (self->tile_width)) + (n - 1) * SPACING;
    }
  else
    {
      int columns = for_size < 0 ? n : choose_columns (self, for_size, n, child_width);
      int rows = (n + columns - 1) / columns;
      int height;

      survey (self, orientation, -1, &height);
      *minimum = *natural = rows * height + (rows - 1) * SPACING;
    }
}

static void
ferry_tile_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FerryTileBox *self = FERRY_TILE_BOX (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int child_width, n = survey (self, GTK_ORIENTATION_HORIZONTAL, -1, &child_width);
  int columns, rows, i = 0;

  if (n == 0)
    return;

  columns = choose_columns (self, width, n, child_width);
  rows = (n + columns - 1) / columns;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int column, row;
      GtkAllocation place;

      if (!gtk_widget_should_layout (child))
        continue;

      row = i / columns;
      column = mirrored ? columns - 1 - i % columns : i % columns;
      i++;

      /* Multiplied before divided: the edges of all rows meet, whatever is left over. */
      place.x = column * (width + SPACING) / columns;
      place.width = (column + 1) * (width + SPACING) / columns - SPACING - place.x;
      place.y = row * (height + SPACING) / rows;
      place.height = (row + 1) * (height + SPACING) / rows - SPACING - place.y;
      gtk_widget_size_allocate (child, &place, -1);
    }
}

static void
ferry_tile_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (ferry_tile_box_parent_class)->dispose (object);
}

static void
ferry_tile_box_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TILE_WIDTH)
    g_value_set_int (value, FERRY_TILE_BOX (object)->tile_width);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_tile_box_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TILE_WIDTH)
    {
      FERRY_TILE_BOX (object)->tile_width = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (object));
    }
  else
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_tile_box_class_init (FerryTileBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_tile_box_dispose;
  object_class->get_property = ferry_tile_box_get_property;
  object_class->set_property = ferry_tile_box_set_property;
  widget_class->get_request_mode = ferry_tile_box_get_request_mode;
  widget_class->measure = ferry_tile_box_measure;
  widget_class->size_allocate = ferry_tile_box_size_allocate;

  properties[PROP_TILE_WIDTH]
    = g_param_spec_int ("tile-width", NULL, NULL, 1, G_MAXINT, 132,
                        G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ferry_tile_box_init (FerryTileBox *self)
{
}
