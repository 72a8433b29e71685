/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-title-fit.h"

#include <adwaita.h>

/* Pixels: what a window may take at least, and what is between a title and the buttons beside it. */
#define PHONE 330
#define GAPS  12

/* Holds the title in the title bar, or the same title once more, in a line below. */
#define FERRY_TYPE_TITLE_FIT (ferry_title_fit_get_type ())
G_DECLARE_FINAL_TYPE (FerryTitleFit, ferry_title_fit, FERRY, TITLE_FIT, GtkWidget)

struct _FerryTitleFit
{
  GtkWidget parent_instance;

  GtkWidget *title;
  FerryTitleFit *bar; /* (nullable): the one in the title bar, of the one below */
  gboolean shown;
  gboolean shortens; /* the buttons beside it */
  guint relayout;    /* a source, or 0 */
};

G_DEFINE_FINAL_TYPE (FerryTitleFit, ferry_title_fit, GTK_TYPE_WIDGET)

static int
get_natural_width (GtkWidget *widget)
{
  int natural = 0;

  if (widget != NULL)
    gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

/* What the buttons of a title bar want, with what is around them */
static int
get_buttons_width (GtkWidget *bar, GtkWidget *center, gboolean same_on_both_sides)
{
  int start = get_natural_width (gtk_center_box_get_start_widget (GTK_CENTER_BOX (center)));
  int end = get_natural_width (gtk_center_box_get_end_widget (GTK_CENTER_BOX (center)));

  return get_natural_width (bar) - get_natural_width (center)
         + (same_on_both_sides ? 2 * MAX (start, end) : start + end);
}

/* With buttons that can be shortened, GTK would rather do that on both sides than move the title out of the middle. */
static int
get_wanted_width (FerryTitleFit *self)
{
  GtkWidget *center = gtk_widget_get_ancestor (GTK_WIDGET (self->bar), GTK_TYPE_CENTER_BOX);
  GtkWidget *bar = gtk_widget_get_ancestor (GTK_WIDGET (self->bar), ADW_TYPE_HEADER_BAR);

  if (center == NULL || bar == NULL)
    return 0;
  return get_buttons_width (bar, center, self->shortens) + get_natural_width (self->title) + GAPS;
}

static GtkSizeRequestMode
ferry_title_fit_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
ferry_title_fit_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  FerryTitleFit *self = FERRY_TITLE_FIT (widget);

  gtk_widget_measure (self->title, orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = 0;
  if (!self->shown)
    *minimum = *natural = 0;
}

static void
show (FerryTitleFit *self, gboolean shown)
{
  self->shown = shown;
  gtk_widget_set_child_visible (self->title, shown);
  /* Else the middle of the title bar stays that of what is on its sides. The one below is always asked how wide it is. */
  if (self->bar == NULL)
    gtk_widget_set_visible (GTK_WIDGET (self), shown);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static gboolean
lay_out_again (gpointer user_data)
{
  FerryTitleFit *self = user_data;

  self->relayout = 0;
  show (self->bar, self->shown);
  show (self, !self->shown);
  return G_SOURCE_REMOVE;
}

static void
ferry_title_fit_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FerryTitleFit *self = FERRY_TITLE_FIT (widget);
  int minimum;

  gtk_widget_measure (self->title, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (self->shown)
    gtk_widget_allocate (self->title, MAX (width, minimum), height, -1, NULL);
  /* Those around have measured the other shape, and can't be told while they are laid out themselves. */
  if (self->bar != NULL && self->relayout == 0 && (width < get_wanted_width (self)) != self->shown)
    self->relayout = g_idle_add_full (G_PRIORITY_DEFAULT, lay_out_again, self, NULL);
}

static void
ferry_title_fit_dispose (GObject *object)
{
  FerryTitleFit *self = FERRY_TITLE_FIT (object);

  g_clear_handle_id (&self->relayout, g_source_remove);
  g_clear_pointer (&self->title, gtk_widget_unparent);
  G_OBJECT_CLASS (ferry_title_fit_parent_class)->dispose (object);
}

static void
ferry_title_fit_class_init (FerryTitleFitClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_title_fit_dispose;
  widget_class->get_request_mode = ferry_title_fit_get_request_mode;
  widget_class->measure = ferry_title_fit_measure;
  widget_class->size_allocate = ferry_title_fit_size_allocate;
}

static void
ferry_title_fit_init (FerryTitleFit *self)
{
}

static GtkWidget *
new_fit (GtkWidget *title, GtkWidget *bar)
{
  FerryTitleFit *self = g_object_new (FERRY_TYPE_TITLE_FIT, NULL);

  self->title = title;
  self->bar = bar != NULL ? FERRY_TITLE_FIT (bar) : NULL;
  gtk_widget_set_parent (title, GTK_WIDGET (self));
  show (self, bar == NULL);
  return GTK_WIDGET (self);
}

/* ---- Windows ---- */

/* Above all else in a window. */
static AdwHeaderBar *
find_bar (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      AdwHeaderBar *bar = ADW_IS_HEADER_BAR (child) ? ADW_HEADER_BAR (child) : find_bar (child);

      if (bar != NULL)
        return bar;
      if (GTK_IS_BOX (widget))
        return NULL;
    }
  return NULL;
}

/* Where the buttons fit a phone, nothing of their words is left out (ferry_fit_buttons()). */
static void
keep_words (GtkWidget *within)
{
  if (GTK_IS_BUTTON (within) && GTK_IS_LABEL (gtk_button_get_child (GTK_BUTTON (within))))
    {
      GtkLabel *label = GTK_LABEL (gtk_button_get_child (GTK_BUTTON (within)));

      gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_NONE);
      gtk_label_set_width_chars (label, -1);
    }
  else
    for (GtkWidget *child = gtk_widget_get_first_child (within); child != NULL;
         child = gtk_widget_get_next_sibling (child))
      keep_words (child);
}

static void
on_realized (GtkWidget *window, gpointer unused)
{
  AdwHeaderBar *bar = find_bar (window);
  GtkWidget *parent = bar != NULL ? gtk_widget_get_parent (GTK_WIDGET (bar)) : NULL;
  GtkWidget *title = bar != NULL ? adw_header_bar_get_title_widget (bar) : NULL;
  GtkWidget *below, *fit, *line, *center;
  gboolean shortens;

  /* libadwaita's own windows fit, a switcher has a shape of its own, and a window that comes up again has been here. */
  if (ADW_IS_PREFERENCES_WINDOW (window) || ADW_IS_ABOUT_WINDOW (window) || !GTK_IS_BOX (parent)
      || (title != NULL && !ADW_IS_WINDOW_TITLE (title)))
    return;

  if (title == NULL)
    {
      title = adw_window_title_new ("", NULL);
      g_object_bind_property (window, "title", title, "title", G_BINDING_SYNC_CREATE);
    }
  below = adw_window_title_new ("", NULL);
  g_object_bind_property (title, "title", below, "title", G_BINDING_SYNC_CREATE);
  g_object_bind_property (title, "subtitle", below, "subtitle", G_BINDING_SYNC_CREATE);
  gtk_widget_set_margin_top (below, 6);

  g_object_ref_sink (title);
  adw_header_bar_set_title_widget (bar, NULL);
  fit = new_fit (title, NULL);
  g_object_unref (title);
  adw_header_bar_set_title_widget (bar, fit);
  center = gtk_widget_get_ancestor (fit, GTK_TYPE_CENTER_BOX);
  shortens = center != NULL && get_buttons_width (GTK_WIDGET (bar), center, FALSE) > PHONE;
  if (!shortens)
    keep_words (GTK_WIDGET (bar));
  line = new_fit (below, fit);
  FERRY_TITLE_FIT (line)->shortens = shortens;
  gtk_box_insert_child_after (GTK_BOX (parent), line, GTK_WIDGET (bar));
}

static void
on_windows_changed (GListModel *windows, guint position, guint removed, guint added, gpointer unused)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      /* Before it is measured for the first time. */
      if (!GTK_IS_APPLICATION_WINDOW (window))
        g_signal_connect (window, "realize", G_CALLBACK (on_realized), NULL);
    }
}

void
ferry_title_fit_watch_windows (void)
{
  /* Which there is one of, whatever becomes of the application. */
  static gboolean watching = FALSE;

  if (watching)
    return;
  watching = TRUE;
  g_signal_connect (gtk_window_get_toplevels (), "items-changed", G_CALLBACK (on_windows_changed), NULL);
}
