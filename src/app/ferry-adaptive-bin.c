/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-adaptive-bin.h"

#include "ferry-text-size.h"

struct _FerryAdaptiveBin
{
  GtkWidget parent_instance;

  GtkWidget *scroller; /* for what doesn't fit: large text, and long words, in the narrowest window */
  GtkWidget *child;    /* in it */
  int threshold;
  int min_width;
  gboolean narrow;
  guint relayout; /* source */
};

enum
{
  PROP_0,
  PROP_CHILD,
  PROP_THRESHOLD,
  PROP_MIN_WIDTH,
  PROP_NARROW,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryAdaptiveBin, ferry_adaptive_bin, GTK_TYPE_WIDGET)

gboolean
ferry_adaptive_bin_get_narrow (FerryAdaptiveBin *self)
{
  g_return_val_if_fail (FERRY_IS_ADAPTIVE_BIN (self), FALSE);
  return self->narrow;
}

static int
child_min_width (FerryAdaptiveBin *self)
{
  int minimum = 0;

  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

static GtkSizeRequestMode
ferry_adaptive_bin_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ferry_adaptive_bin_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  FerryAdaptiveBin *self = FERRY_ADAPTIVE_BIN (widget);

  if (self->child == NULL || !gtk_widget_should_layout (self->child))
    return;

  /* The child is asked past the scroller, which has to be asked as well: while it waits to be, as in a window that isn't
   * shown, it doesn't pass on that the child needs another size. */
  gtk_widget_measure (self->scroller, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      gtk_widget_measure (self->child, orientation, -1, minimum, natural, NULL, NULL);
      *minimum = MIN (*minimum, self->min_width);
    }
  else
    {
      int width = for_size;

      /* Baselines make a pixel's difference between a width that is given and none. */
      if (width < 0)
        gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
      /* Below the threshold the wide shape is never laid out. GTK can't measure every box at its least width. */
      if (!self->narrow)
        width = MAX (width, ferry_text_size_scale (self->threshold));
      width = MAX (width, child_min_width (self));
      gtk_widget_measure (self->child, orientation, width, minimum, natural, NULL, NULL);
    }
}

static gboolean
lay_out_again (gpointer user_data)
{
  FerryAdaptiveBin *self = user_data;

  self->relayout = 0;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

static void
ferry_adaptive_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FerryAdaptiveBin *self = FERRY_ADAPTIVE_BIN (widget);
  gboolean narrow = width < ferry_text_size_scale (self->threshold);
  int child_height;

  /* Before the child is laid out, so that nothing is ever drawn in the wrong shape. */
  if (narrow != self->narrow)
    {
      self->narrow = narrow;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
      /* Those around it have measured the other shape, and can't be told while they are laid out themselves. */
      if (self->relayout == 0)
        self->relayout = g_idle_add_full (G_PRIORITY_DEFAULT, lay_out_again, self, NULL);
    }

  if (self->child == NULL || !gtk_widget_should_layout (self->child))
    return;

  gtk_widget_measure (self->child, GTK_ORIENTATION_VERTICAL, MAX (width, child_min_width (self)),
                      &child_height, NULL, NULL, NULL);
  /* Asked for the sake of GTK, which wants a widget to be measured before it is given its place. */
  gtk_widget_measure (self->scroller, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (self->scroller, width, MAX (height, child_height), -1, NULL);
}

/* Past the scroller, which takes it for moved when there is nothing in it to move to, and Tab goes no further. */
static gboolean
ferry_adaptive_bin_focus (GtkWidget *widget, GtkDirectionType direction)
{
  FerryAdaptiveBin *self = FERRY_ADAPTIVE_BIN (widget);

  return self->child != NULL && gtk_widget_child_focus (self->child, direction);
}

static void
ferry_adaptive_bin_dispose (GObject *object)
{
  FerryAdaptiveBin *self = FERRY_ADAPTIVE_BIN (object);

  self->child = NULL;
  g_clear_handle_id (&self->relayout, g_source_remove);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (ferry_adaptive_bin_parent_class)->dispose (object);
}

static void
ferry_adaptive_bin_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryAdaptiveBin *self = FERRY_ADAPTIVE_BIN (object);

  switch (id)
    {
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    case PROP_THRESHOLD:
      g_value_set_int (value, self->threshold);
      break;
    case PROP_MIN_WIDTH:
      g_value_set_int (value, self->min_width);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_adaptive_bin_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FerryAdaptiveBin *self = FERRY_ADAPTIVE_BIN (object);

  switch (id)
    {
    case PROP_CHILD:
      self->child = g_value_get_object (value);
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->child);
      break;
    case PROP_THRESHOLD:
      self->threshold = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    case PROP_MIN_WIDTH:
      self->min_width = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_adaptive_bin_class_init (FerryAdaptiveBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_adaptive_bin_dispose;
  object_class->get_property = ferry_adaptive_bin_get_property;
  object_class->set_property = ferry_adaptive_bin_set_property;
  widget_class->focus = ferry_adaptive_bin_focus;
  widget_class->get_request_mode = ferry_adaptive_bin_get_request_mode;
  widget_class->measure = ferry_adaptive_bin_measure;
  widget_class->size_allocate = ferry_adaptive_bin_size_allocate;

  properties[PROP_CHILD]
    = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_THRESHOLD]
    = g_param_spec_int ("threshold", NULL, NULL, 0, G_MAXINT, 600,
                        G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  properties[PROP_MIN_WIDTH]
    = g_param_spec_int ("min-width", NULL, NULL, 0, G_MAXINT, 360,
                        G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW]
    = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ferry_adaptive_bin_init (FerryAdaptiveBin *self)
{
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_widget_set_focusable (self->scroller, FALSE);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}
