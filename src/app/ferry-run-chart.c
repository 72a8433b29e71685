/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-run-chart.h"

#include <glib/gi18n-lib.h>

#include "ferry-format.h"
#include "ferry-run.h"

#define MAX_RUNS  24
#define HEIGHT    40
#define BAR_WIDTH 10
#define BAR_GAP   5
#define DOT       4

struct _FerryRunChart
{
  GtkWidget parent_instance;

  GListModel *runs;
  GPtrArray *shown; /* FerryRun, oldest first */
};

enum
{
  PROP_0,
  PROP_RUNS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryRunChart, ferry_run_chart, GTK_TYPE_WIDGET)

static gint64
tables_of (FerryRun *run)
{
  return MAX (ferry_run_get_tables_successful (run), 0) + MAX (ferry_run_get_tables_failed (run), 0)
         + MAX (ferry_run_get_tables_with_warnings (run), 0);
}

static gint64
seconds_of (FerryRun *run)
{
  gint64 end = ferry_run_get_end_time (run);

  return end == 0 ? 0 : MAX (end - ferry_run_get_start_time (run), 0) / G_USEC_PER_SEC;
}

static char *
describe (FerryRun *run)
{
  g_autofree char *time = ferry_format_time (ferry_run_get_start_time (run));
  g_autofree char *successful = ferry_format_count (ferry_run_get_tables_successful (run));
  g_autofree char *failed = ferry_format_count (ferry_run_get_tables_failed (run));
  g_autofree char *duration
    = ferry_format_duration (ferry_run_get_end_time (run) == 0 ? -1 : seconds_of (run));

  /* Translators: a run: when, its status, tables successful, tables failed, duration */
  return g_strdup_printf (_ ("%s: %s; %s successful, %s failed; %s"), time, ferry_run_get_status_text (run),
                          successful, failed, duration);
}

static void
collect (FerryRunChart *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_ptr_array_set_size (self->shown, 0);
  for (guint i = 0; self->runs != NULL && i < g_list_model_get_n_items (self->runs); i++)
    {
      g_autoptr (FerryRun) run = g_list_model_get_item (self->runs, i);

      if (!ferry_run_is_replication (run) || tables_of (run) == 0)
        continue;

      g_ptr_array_insert (self->shown, 0, g_steal_pointer (&run));
      if (self->shown->len == MAX_RUNS)
        break;
    }

  for (guint i = 0; i < self->shown->len; i++)
    {
      g_autofree char *line = describe (g_ptr_array_index (self->shown, i));

      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
    }

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Chart of the last runs"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text->str, -1);
  gtk_widget_set_visible (GTK_WIDGET (self), self->shown->len >= 2);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
ferry_run_chart_set_runs (FerryRunChart *self, GListModel *runs)
{
  g_return_if_fail (FERRY_IS_RUN_CHART (self));

  if (self->runs == runs)
    return;

  if (self->runs != NULL)
    g_signal_handlers_disconnect_by_func (self->runs, collect, self);
  g_set_object (&self->runs, runs);
  if (runs != NULL)
    g_signal_connect_object (runs, "items-changed", G_CALLBACK (collect), self, G_CONNECT_SWAPPED);

  collect (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNS]);
}

/* ---- Drawing ---- */

/* A bar's left edge; newest at the end of the line, whatever the room. */
static double
bar_x (FerryRunChart *self, guint i)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  double step = BAR_WIDTH + BAR_GAP;
  double x = i * step;

  if (self->shown->len * step > width)
    x -= self->shown->len * step - width;
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? width - x - BAR_WIDTH : x;
}

static double
append_part (GtkSnapshot *snapshot, double x, double bottom, double height, const GdkRGBA *color)
{
  if (height <= 0)
    return bottom;

  /* A line between two: who doesn't tell the colors apart sees where one part ends. */
  gtk_snapshot_append_color (snapshot, color,
                             &GRAPHENE_RECT_INIT (x, bottom - height + 1, BAR_WIDTH, MAX (height - 1, 1)));
  return bottom - height;
}

static void
ferry_run_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  FerryRunChart *self = FERRY_RUN_CHART (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  double height = gtk_widget_get_height (widget);
  gint64 most = 1, longest = 1;
  GdkRGBA good = { 0.15, 0.64, 0.41, 1 }, bad = { 0.88, 0.11, 0.14, 1 }, warning = { 0.9, 0.65, 0.04, 1 },
          text;

  gtk_style_context_get_color (style, &text);
  gtk_style_context_lookup_color (style, "success_color", &good);
  gtk_style_context_lookup_color (style, "error_color", &bad);
  gtk_style_context_lookup_color (style, "warning_color", &warning);

  for (guint i = 0; i < self->shown->len; i++)
    {
      FerryRun *run = g_ptr_array_index (self->shown, i);

      most = MAX (most, tables_of (run));
      longest = MAX (longest, seconds_of (run));
    }

  for (guint i = 0; i < self->shown->len; i++)
    {
      FerryRun *run = g_ptr_array_index (self->shown, i);
      double unit = (height - DOT) / most;
      double x = bar_x (self, i), y = height;
      gint64 failed = MAX (ferry_run_get_tables_failed (run), 0);
      gint64 warnings = MAX (ferry_run_get_tables_with_warnings (run), 0);
      GskRoundedRect corners;

      gsk_rounded_rect_init_from_rect (
        &corners, &GRAPHENE_RECT_INIT (x, height - tables_of (run) * unit, BAR_WIDTH, tables_of (run) * unit),
        4);
      gtk_snapshot_push_rounded_clip (snapshot, &corners);
      /* From the bottom: one failed table among thousands is what one looks for, and must be seen. */
      y = append_part (snapshot, x, y, failed > 0 ? MAX (failed * unit, 3) : 0, &bad);
      y = append_part (snapshot, x, y, warnings > 0 ? MAX (warnings * unit, 2) : 0, &warning);
      append_part (snapshot, x, y, MAX (y - (height - tables_of (run) * unit), 0), &good);
      gtk_snapshot_pop (snapshot);

      if (seconds_of (run) > 0)
        {
          double dot_y = (height - DOT) * (1 - (double) seconds_of (run) / longest);

          gsk_rounded_rect_init_from_rect (
            &corners, &GRAPHENE_RECT_INIT (x + (BAR_WIDTH - DOT) / 2.0, dot_y, DOT, DOT), DOT / 2.0);
          gtk_snapshot_push_rounded_clip (snapshot, &corners);
          gtk_snapshot_append_color (snapshot, &text, &corners.bounds);
          gtk_snapshot_pop (snapshot);
        }
    }
}

static void
ferry_run_chart_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = HEIGHT;
  else
    {
      *minimum = 2 * (BAR_WIDTH + BAR_GAP);
      *natural = MAX ((int) FERRY_RUN_CHART (widget)->shown->len, 2) * (BAR_WIDTH + BAR_GAP);
    }
}

static gboolean
ferry_run_chart_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  FerryRunChart *self = FERRY_RUN_CHART (widget);

  for (guint i = 0; i < self->shown->len && !keyboard; i++)
    {
      double left = bar_x (self, i);

      if (x >= left - BAR_GAP / 2.0 && x < left + BAR_WIDTH + BAR_GAP / 2.0)
        {
          g_autofree char *text = describe (g_ptr_array_index (self->shown, i));

          gtk_tooltip_set_text (tooltip, text);
          return TRUE;
        }
    }

  return FALSE;
}

/* ---- The object ---- */

static void
ferry_run_chart_dispose (GObject *object)
{
  FerryRunChart *self = FERRY_RUN_CHART (object);

  if (self->runs != NULL)
    g_signal_handlers_disconnect_by_data (self->runs, self);
  g_clear_object (&self->runs);
  g_ptr_array_set_size (self->shown, 0);
  G_OBJECT_CLASS (ferry_run_chart_parent_class)->dispose (object);
}

static void
ferry_run_chart_finalize (GObject *object)
{
  g_ptr_array_unref (FERRY_RUN_CHART (object)->shown);
  G_OBJECT_CLASS (ferry_run_chart_parent_class)->finalize (object);
}

static void
ferry_run_chart_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_RUNS)
    g_value_set_object (value, FERRY_RUN_CHART (object)->runs);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_run_chart_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_RUNS)
    ferry_run_chart_set_runs (FERRY_RUN_CHART (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_run_chart_class_init (FerryRunChartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_run_chart_dispose;
  object_class->finalize = ferry_run_chart_finalize;
  object_class->get_property = ferry_run_chart_get_property;
  object_class->set_property = ferry_run_chart_set_property;
  widget_class->measure = ferry_run_chart_measure;
  widget_class->snapshot = ferry_run_chart_snapshot;
  widget_class->query_tooltip = ferry_run_chart_query_tooltip;

  properties[PROP_RUNS]
    = g_param_spec_object ("runs", NULL, NULL, G_TYPE_LIST_MODEL,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "runchart");
}

static void
ferry_run_chart_init (FerryRunChart *self)
{
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  collect (self);
}
