/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-time-label.h"

#include "ferry-format.h"

struct _FerryTimeLabel
{
  GtkWidget parent_instance;

  GtkLabel *label;
  gint64 time;
  gint64 until;
  gboolean duration;
  char *none;
  guint tick;
};

enum
{
  PROP_0,
  PROP_TIME,
  PROP_UNTIL,
  PROP_DURATION,
  PROP_XALIGN,
  PROP_NONE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryTimeLabel, ferry_time_label, GTK_TYPE_WIDGET)

static void
update (FerryTimeLabel *self)
{
  gint64 now = g_get_real_time ();
  g_autofree char *text = NULL;
  g_autofree char *tooltip = NULL;

  if (self->time == 0)
    {
      text = g_strdup (self->none);
    }
  else if (self->duration)
    {
      gint64 end = self->until != 0 ? self->until : now;

      text = ferry_format_duration (MAX (end - self->time, 0) / G_USEC_PER_SEC);
      if (self->until != 0)
        tooltip = ferry_format_time (self->until);
    }
  else
    {
      text = ferry_format_ago (self->time, now);
      tooltip = ferry_format_time (self->time);
    }

  gtk_label_set_label (self->label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tooltip);
}

static gboolean
on_tick (gpointer user_data)
{
  update (user_data);
  return G_SOURCE_CONTINUE;
}

/* Ages keep up with one clock, however many there are on screen. */
static GHashTable *ages; /* a set of labels */
static guint clock_source;

static gboolean
on_clock (gpointer unused)
{
  GHashTableIter iter;
  gpointer label;

  g_hash_table_iter_init (&iter, ages);
  while (g_hash_table_iter_next (&iter, &label, NULL))
    update (label);
  return G_SOURCE_CONTINUE;
}

static void
set_clock (FerryTimeLabel *self, gboolean wanted)
{
  if (ages == NULL)
    ages = g_hash_table_new (NULL, NULL);
  if (wanted)
    g_hash_table_add (ages, self);
  else
    g_hash_table_remove (ages, self);
  if (g_hash_table_size (ages) == 0)
    g_clear_handle_id (&clock_source, g_source_remove);
  else if (clock_source == 0)
    clock_source = g_timeout_add_seconds (20, on_clock, NULL);
}

/* A duration that goes on is counted in seconds, an age in minutes; what is over doesn't change any more. */
static void
schedule (FerryTimeLabel *self)
{
  gboolean wanted = self->time != 0 && gtk_widget_get_mapped (GTK_WIDGET (self));

  g_clear_handle_id (&self->tick, g_source_remove);
  set_clock (self, wanted && !self->duration);
  if (wanted && self->duration && self->until == 0)
    self->tick = g_timeout_add_seconds (1, on_tick, self);
}

void
ferry_time_label_set_time (FerryTimeLabel *self, gint64 time)
{
  g_return_if_fail (FERRY_IS_TIME_LABEL (self));

  if (self->time == time)
    return;

  self->time = time;
  update (self);
  schedule (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TIME]);
}

static void
ferry_time_label_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ferry_time_label_parent_class)->map (widget);
  update (FERRY_TIME_LABEL (widget));
  schedule (FERRY_TIME_LABEL (widget));
}

static void
ferry_time_label_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&FERRY_TIME_LABEL (widget)->tick, g_source_remove);
  set_clock (FERRY_TIME_LABEL (widget), FALSE);
  GTK_WIDGET_CLASS (ferry_time_label_parent_class)->unmap (widget);
}

static void
ferry_time_label_dispose (GObject *object)
{
  FerryTimeLabel *self = FERRY_TIME_LABEL (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  set_clock (self, FALSE);
  if (self->label != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->label));
  self->label = NULL;
  G_OBJECT_CLASS (ferry_time_label_parent_class)->dispose (object);
}

static void
ferry_time_label_finalize (GObject *object)
{
  g_free (FERRY_TIME_LABEL (object)->none);
  G_OBJECT_CLASS (ferry_time_label_parent_class)->finalize (object);
}

static void
ferry_time_label_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryTimeLabel *self = FERRY_TIME_LABEL (object);

  switch (id)
    {
    case PROP_TIME:
      g_value_set_int64 (value, self->time);
      break;
    case PROP_UNTIL:
      g_value_set_int64 (value, self->until);
      break;
    case PROP_DURATION:
      g_value_set_boolean (value, self->duration);
      break;
    case PROP_XALIGN:
      g_value_set_float (value, gtk_label_get_xalign (self->label));
      break;
    case PROP_NONE:
      g_value_set_string (value, self->none);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_time_label_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FerryTimeLabel *self = FERRY_TIME_LABEL (object);

  switch (id)
    {
    case PROP_TIME:
      ferry_time_label_set_time (self, g_value_get_int64 (value));
      return;
    case PROP_UNTIL:
      self->until = g_value_get_int64 (value);
      break;
    case PROP_DURATION:
      self->duration = g_value_get_boolean (value);
      break;
    case PROP_XALIGN:
      gtk_label_set_xalign (self->label, g_value_get_float (value));
      return;
    case PROP_NONE:
      g_free (self->none);
      self->none = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }

  update (self);
  schedule (self);
}

static void
ferry_time_label_class_init (FerryTimeLabelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ferry_time_label_dispose;
  object_class->finalize = ferry_time_label_finalize;
  object_class->get_property = ferry_time_label_get_property;
  object_class->set_property = ferry_time_label_set_property;
  widget_class->map = ferry_time_label_map;
  widget_class->unmap = ferry_time_label_unmap;

  properties[PROP_TIME]
    = g_param_spec_int64 ("time", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_UNTIL] = g_param_spec_int64 ("until", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_DURATION] = g_param_spec_boolean ("duration", NULL, NULL, FALSE, flags);
  properties[PROP_XALIGN] = g_param_spec_float ("xalign", NULL, NULL, 0, 1, 0, flags);
  properties[PROP_NONE] = g_param_spec_string ("none", NULL, NULL, "–", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_time_label_init (FerryTimeLabel *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  self->none = g_strdup ("–");
  self->label = GTK_LABEL (label);
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  update (self);
}

GtkWidget *
ferry_time_label_new (void)
{
  return g_object_new (FERRY_TYPE_TIME_LABEL, NULL);
}
