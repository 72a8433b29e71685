/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-toast-overlay.h"

#include "ferry-toast-bar.h"

#define DURATION 300 /* ms, of coming and going */
#define WIDTH    450 /* pixels, of a toast with a button where there is room */

struct _FerryToastOverlay
{
  GtkWidget parent_instance;

  GtkWidget *child;
  GtkRevealer *current; /* holds a bar; those on their way out are children as well */
  GQueue waiting;       /* of AdwToast */
};

enum
{
  PROP_0,
  PROP_CHILD,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryToastOverlay, ferry_toast_overlay, GTK_TYPE_WIDGET)

static void show_next (FerryToastOverlay *self);

/* ---- Coming and going ---- */

static gboolean
take_away (gpointer data)
{
  GtkWidget *revealer = data;

  if (gtk_widget_get_parent (revealer) != NULL)
    gtk_widget_unparent (revealer);
  return G_SOURCE_REMOVE;
}

/* Not at once: it may be in the middle of telling, and a button of it in the middle of being clicked. */
static void
on_revealed (GtkRevealer *revealer)
{
  if (!gtk_revealer_get_reveal_child (revealer))
    g_idle_add_full (G_PRIORITY_DEFAULT, take_away, g_object_ref (revealer), g_object_unref);
}

static void
on_closed (FerryToastOverlay *self)
{
  GtkRevealer *revealer = self->current;

  if (revealer == NULL)
    return;
  self->current = NULL;
  gtk_widget_set_can_target (GTK_WIDGET (revealer), FALSE);
  gtk_widget_set_can_focus (GTK_WIDGET (revealer), FALSE);
  gtk_revealer_set_transition_type (revealer, GTK_REVEALER_TRANSITION_TYPE_CROSSFADE);
  gtk_revealer_set_reveal_child (revealer, FALSE);
  show_next (self);
}

static void
show_next (FerryToastOverlay *self)
{
  g_autoptr (AdwToast) toast = g_queue_pop_head (&self->waiting);
  GtkWidget *bar;

  if (toast == NULL)
    return;
  bar = ferry_toast_bar_new (toast);
  self->current = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_transition_type (self->current, GTK_REVEALER_TRANSITION_TYPE_SLIDE_UP);
  gtk_revealer_set_transition_duration (self->current, DURATION);
  gtk_revealer_set_child (self->current, bar);
  g_signal_connect (self->current, "notify::child-revealed", G_CALLBACK (on_revealed), NULL);
  g_signal_connect_object (bar, "closed", G_CALLBACK (on_closed), self, G_CONNECT_SWAPPED);
  gtk_widget_insert_before (GTK_WIDGET (self->current), GTK_WIDGET (self), NULL);
  gtk_revealer_set_reveal_child (self->current, TRUE);
}

void
ferry_toast_overlay_add_toast (FerryToastOverlay *self, AdwToast *toast)
{
  g_return_if_fail (FERRY_IS_TOAST_OVERLAY (self));
  g_return_if_fail (ADW_IS_TOAST (toast));

  g_queue_push_tail (&self->waiting, toast);
  if (self->current == NULL)
    show_next (self);
}

static gboolean
on_escape (GtkWidget *widget, GVariant *arguments, gpointer unused)
{
  FerryToastOverlay *self = FERRY_TOAST_OVERLAY (widget);

  if (self->current == NULL)
    return GDK_EVENT_PROPAGATE;
  ferry_toast_bar_close (FERRY_TOAST_BAR (gtk_revealer_get_child (self->current)));
  return GDK_EVENT_STOP;
}

/* ---- Layout ---- */

static void
ferry_toast_overlay_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural, child_minimum_baseline, child_natural_baseline;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, for_size, &child_minimum, &child_natural,
                          &child_minimum_baseline, &child_natural_baseline);
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
      *minimum_baseline = MAX (*minimum_baseline, child_minimum_baseline);
      *natural_baseline = MAX (*natural_baseline, child_natural_baseline);
    }
}

/* In the middle, at the bottom. */
static void
allocate_toast (GtkWidget *revealer, int width, int height)
{
  GtkWidget *bar = gtk_revealer_get_child (GTK_REVEALER (revealer));
  GtkRequisition size;
  int minimum, natural;

  gtk_widget_get_preferred_size (revealer, NULL, &size);
  if (ferry_toast_bar_has_button (FERRY_TOAST_BAR (bar)))
    size.width = MAX (size.width, WIDTH);
  size.width = MIN (size.width, width);
  gtk_widget_measure (revealer, GTK_ORIENTATION_VERTICAL, size.width, &minimum, &natural, NULL, NULL);
  size.height = MAX (minimum, MIN (natural, height));
  gtk_widget_allocate (
    revealer, size.width, size.height, -1,
    gsk_transform_translate (
      NULL, &GRAPHENE_POINT_INIT ((float) ((width - size.width) / 2), (float) (height - size.height))));
}

static void
ferry_toast_overlay_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FerryToastOverlay *self = FERRY_TOAST_OVERLAY (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!gtk_widget_should_layout (child))
      continue;
    else if (child == self->child)
      gtk_widget_allocate (child, width, height, baseline, NULL);
    else
      allocate_toast (child, width, height);
}

/* Toasts make no difference to what is around it. */
static void
ferry_toast_overlay_compute_expand (GtkWidget *widget, gboolean *hexpand, gboolean *vexpand)
{
  FerryToastOverlay *self = FERRY_TOAST_OVERLAY (widget);

  *hexpand = self->child != NULL && gtk_widget_compute_expand (self->child, GTK_ORIENTATION_HORIZONTAL);
  *vexpand = self->child != NULL && gtk_widget_compute_expand (self->child, GTK_ORIENTATION_VERTICAL);
}

/* ---- The object ---- */

static void
set_child (FerryToastOverlay *self, GtkWidget *child)
{
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_insert_after (child, GTK_WIDGET (self), NULL);
}

static void
ferry_toast_overlay_dispose (GObject *object)
{
  FerryToastOverlay *self = FERRY_TOAST_OVERLAY (object);
  GtkWidget *child;

  self->current = NULL;
  self->child = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_queue_clear_full (&self->waiting, g_object_unref);
  G_OBJECT_CLASS (ferry_toast_overlay_parent_class)->dispose (object);
}

static void
ferry_toast_overlay_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryToastOverlay *self = FERRY_TOAST_OVERLAY (object);

  switch (id)
    {
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_toast_overlay_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FerryToastOverlay *self = FERRY_TOAST_OVERLAY (object);

  switch (id)
    {
    case PROP_CHILD:
      set_child (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_toast_overlay_class_init (FerryToastOverlayClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_toast_overlay_dispose;
  object_class->get_property = ferry_toast_overlay_get_property;
  object_class->set_property = ferry_toast_overlay_set_property;
  widget_class->measure = ferry_toast_overlay_measure;
  widget_class->size_allocate = ferry_toast_overlay_size_allocate;
  widget_class->compute_expand = ferry_toast_overlay_compute_expand;

  properties[PROP_CHILD]
    = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "toastoverlay");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape, NULL);
}

static void
ferry_toast_overlay_init (FerryToastOverlay *self)
{
  g_queue_init (&self->waiting);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}
