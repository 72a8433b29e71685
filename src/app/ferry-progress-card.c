/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-progress-card.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ferry-screen-reader.h"

#define PULSE_MS 120

struct _FerryProgressCard
{
  GtkWidget parent_instance;

  GtkLabel *heading;
  GtkLabel *percent_label;
  GtkProgressBar *bar;
  GtkLabel *hint;

  FerryRunMonitor *monitor;
  guint pulse;
  guint quarter; /* that was told of */
};

enum
{
  PROP_0,
  PROP_MONITOR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryProgressCard, ferry_progress_card, GTK_TYPE_WIDGET)

static gboolean
on_pulse (gpointer user_data)
{
  gtk_progress_bar_pulse (FERRY_PROGRESS_CARD (user_data)->bar);
  return G_SOURCE_CONTINUE;
}

static void
update_bar (FerryProgressCard *self, gboolean active, double fraction)
{
  g_autofree char *percent = NULL;

  if (active && fraction < 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      if (self->pulse == 0)
        self->pulse = g_timeout_add (PULSE_MS, on_pulse, self);
    }
  else
    {
      g_clear_handle_id (&self->pulse, g_source_remove);
    }

  if (fraction >= 0)
    {
      gtk_progress_bar_set_fraction (self->bar, CLAMP (fraction, 0, 1));
      /* Translators: how much of a run is done */
      percent = g_strdup_printf (_ ("%d %%"), (int) floor (CLAMP (fraction, 0, 1) * 100));
    }
  gtk_label_set_label (self->percent_label, percent != NULL ? percent : "");
}

/* What is written above the bar belongs to it, and is said aloud from time to time: not with every table. */
static void
tell (FerryProgressCard *self, double fraction)
{
  const char *text = ferry_run_monitor_get_text (self->monitor);
  const guint quarter = fraction > 0 ? (guint) (CLAMP (fraction, 0, 1) * 4) : 0;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  if (fraction >= 0)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                    gtk_label_get_label (self->percent_label), -1);
  if (quarter > self->quarter)
    ferry_screen_reader_announce (GTK_WIDGET (self), text);
  self->quarter = quarter;
}

static void
update (FerryProgressCard *self)
{
  gboolean active;

  if (self->heading == NULL)
    return;

  active = self->monitor != NULL && ferry_run_monitor_get_active (self->monitor);
  gtk_widget_set_visible (GTK_WIDGET (self), active);
  update_bar (self, active, active ? ferry_run_monitor_get_fraction (self->monitor) : -1);
  if (!active)
    return;
  gtk_label_set_label (self->heading, ferry_run_monitor_get_text (self->monitor));
  tell (self, ferry_run_monitor_get_fraction (self->monitor));
  gtk_label_set_label (self->hint, ferry_run_monitor_get_hint (self->monitor));
  gtk_widget_set_visible (GTK_WIDGET (self->hint), *ferry_run_monitor_get_hint (self->monitor) != '\0');
}

void
ferry_progress_card_set_monitor (FerryProgressCard *self, FerryRunMonitor *monitor)
{
  g_return_if_fail (FERRY_IS_PROGRESS_CARD (self));

  if (self->monitor == monitor)
    return;

  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_func (self->monitor, update, self);
  g_set_object (&self->monitor, monitor);
  if (monitor != NULL)
    g_signal_connect_object (monitor, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MONITOR]);
}

static void
ferry_progress_card_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ferry_progress_card_parent_class)->map (widget);
  update (FERRY_PROGRESS_CARD (widget));
}

static void
ferry_progress_card_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&FERRY_PROGRESS_CARD (widget)->pulse, g_source_remove);
  GTK_WIDGET_CLASS (ferry_progress_card_parent_class)->unmap (widget);
}

static void
ferry_progress_card_dispose (GObject *object)
{
  FerryProgressCard *self = FERRY_PROGRESS_CARD (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_clear_handle_id (&self->pulse, g_source_remove);
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
  g_clear_pointer (&child, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_PROGRESS_CARD);
  G_OBJECT_CLASS (ferry_progress_card_parent_class)->dispose (object);
}

static void
ferry_progress_card_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_MONITOR)
    g_value_set_object (value, FERRY_PROGRESS_CARD (object)->monitor);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_progress_card_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_MONITOR)
    ferry_progress_card_set_monitor (FERRY_PROGRESS_CARD (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_progress_card_class_init (FerryProgressCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_progress_card_dispose;
  object_class->get_property = ferry_progress_card_get_property;
  object_class->set_property = ferry_progress_card_set_property;
  widget_class->map = ferry_progress_card_map;
  widget_class->unmap = ferry_progress_card_unmap;

  properties[PROP_MONITOR]
    = g_param_spec_object ("monitor", NULL, NULL, FERRY_TYPE_RUN_MONITOR,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-progress-card.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryProgressCard, heading);
  gtk_widget_class_bind_template_child (widget_class, FerryProgressCard, percent_label);
  gtk_widget_class_bind_template_child (widget_class, FerryProgressCard, bar);
  gtk_widget_class_bind_template_child (widget_class, FerryProgressCard, hint);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_progress_card_init (FerryProgressCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}
