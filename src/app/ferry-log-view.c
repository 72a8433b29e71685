/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-log-view.h"

#include <glib/gi18n-lib.h>

#include "ferry-bindings.h"
#include "ferry-format.h"
#include "ferry-list-access.h"
#include "ferry-run-sorters.h"
#include "ferry-settings.h"
#include "ferry-text-size.h"
#include "ferry-time-label.h"

#define N_COLUMNS 9

struct _FerryLogView
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkColumnView *column_view;
  GtkListView *list_view;
  GtkColumnViewColumn *start_column;
  GtkColumnViewColumn *duration_column;
  GtkColumnViewColumn *type_column;
  GtkColumnViewColumn *status_column;
  GtkColumnViewColumn *successful_column;
  GtkColumnViewColumn *failed_column;
  GtkColumnViewColumn *remaining_column;
  GtkColumnViewColumn *source_column;
  GtkColumnViewColumn *details_column;

  GtkSortListModel *sorted;
  GListModel *runs;
  GSimpleActionGroup *actions;
  int widths[N_COLUMNS]; /* of hidden columns, px; -1 = by what is in them */
  gboolean narrow;
  gboolean restoring;
};

enum
{
  PROP_0,
  PROP_RUNS,
  PROP_NARROW,
  N_PROPS,
};

enum
{
  RUN_ACTIVATED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FerryLogView, ferry_log_view, GTK_TYPE_WIDGET)

static const char *const column_names[N_COLUMNS]
  = { "start", "duration", "type", "status", "successful", "failed", "remaining", "source", "details" };

static GtkColumnViewColumn *
get_column (FerryLogView *self, guint i)
{
  GtkColumnViewColumn *const columns[]
    = { self->start_column,     self->duration_column,   self->type_column,
        self->status_column,    self->successful_column, self->failed_column,
        self->remaining_column, self->source_column,     self->details_column };

  return columns[i];
}

/* ---- What is shown ---- */

static void
update_shape (FerryLogView *self)
{
  gboolean empty = self->runs == NULL || g_list_model_get_n_items (self->runs) == 0;

  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : self->narrow ? "list" : "columns");
}

static void
set_narrow (FerryLogView *self, gboolean narrow)
{
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  update_shape (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

void
ferry_log_view_set_runs (FerryLogView *self, GListModel *runs)
{
  g_return_if_fail (FERRY_IS_LOG_VIEW (self));
  g_return_if_fail (runs == NULL || G_IS_LIST_MODEL (runs));

  if (self->runs == runs)
    return;

  if (self->runs != NULL)
    g_signal_handlers_disconnect_by_func (self->runs, update_shape, self);
  g_set_object (&self->runs, runs);
  if (runs != NULL)
    g_signal_connect_object (runs, "items-changed", G_CALLBACK (update_shape), self, G_CONNECT_SWAPPED);

  gtk_sort_list_model_set_model (self->sorted, runs);
  update_shape (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNS]);
}

static void
on_activate (GtkWidget *view, guint position, FerryLogView *self)
{
  g_autoptr (FerryRun) run = g_list_model_get_item (G_LIST_MODEL (self->sorted), position);

  if (run != NULL)
    g_signal_emit (self, signals[RUN_ACTIVATED], 0, run);
}

static char *
join (gpointer unused, const char *first, const char *second)
{
  return g_strdup_printf ("%s · %s", first, second);
}

static void
append_count (GString *text, const char *format, gint64 count)
{
  g_autofree char *number = ferry_format_count (count);

  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, format);
  g_string_replace (text, "%s", number, 1);
}

static char *
count_summary (gpointer unused, gint64 successful, gint64 failed, gint64 remaining)
{
  GString *text = g_string_new (NULL);

  if (successful >= 0)
    append_count (text, ngettext ("%s table successful", "%s tables successful", successful), successful);
  if (failed > 0)
    append_count (text, ngettext ("%s failed", "%s failed", failed), failed);
  if (remaining > 0)
    append_count (text, ngettext ("%s remaining", "%s remaining", remaining), remaining);
  return g_string_free (text, FALSE);
}

static char **
failed_classes (gpointer unused, gint64 failed)
{
  const char *some[] = { "numeric", "error", NULL };
  const char *none[] = { "numeric", NULL };

  return g_strdupv ((char **) (failed > 0 ? some : none));
}

/* ---- What is remembered ---- */

static void
on_sorter_changed (FerryLogView *self)
{
  GSettings *settings = ferry_settings_get ();
  g_autoptr (FerryRun) run = NULL;
  const char *column;
  gboolean descending;

  if (settings == NULL || self->restoring || self->runs == NULL)
    return;

  run = g_list_model_get_item (self->runs, 0);
  if (run == NULL)
    return;

  column = ferry_run_sorters_probe (gtk_column_view_get_sorter (self->column_view), run, &descending);
  g_settings_set_string (settings, "log-sort-column", column != NULL ? column : "start");
  g_settings_set_boolean (settings, "log-sort-descending", column == NULL || descending);
}

/* GTK keeps room for a column of a given width that isn't shown. */
static void
give_width (FerryLogView *self, guint i)
{
  GtkColumnViewColumn *column = get_column (self, i);

  if (gtk_column_view_column_get_visible (column))
    gtk_column_view_column_set_fixed_width (column, self->widths[i]);
  else
    {
      self->widths[i] = gtk_column_view_column_get_fixed_width (column);
      gtk_column_view_column_set_fixed_width (column, 0);
    }
}

static void
on_visible_changed (FerryLogView *self, GParamSpec *pspec, GtkColumnViewColumn *column)
{
  GSettings *settings = ferry_settings_get ();
  g_autoptr (GStrvBuilder) hidden = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (guint i = 0; i < N_COLUMNS; i++)
    if (get_column (self, i) == column)
      give_width (self, i);
  if (settings == NULL || self->restoring)
    return;

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      if (!gtk_column_view_column_get_visible (get_column (self, i)))
        g_strv_builder_add (hidden, column_names[i]);
    }

  names = g_strv_builder_end (hidden);
  g_settings_set_strv (settings, "log-hidden-columns", (const char *const *) names);
}

static void
restore (FerryLogView *self)
{
  GSettings *settings = ferry_settings_get ();
  g_autofree char *sort_column = NULL;
  g_auto (GStrv) hidden = NULL;
  gboolean descending = TRUE;

  if (settings != NULL)
    {
      sort_column = g_settings_get_string (settings, "log-sort-column");
      descending = g_settings_get_boolean (settings, "log-sort-descending");
      hidden = g_settings_get_strv (settings, "log-hidden-columns");
    }

  self->restoring = TRUE;
  gtk_column_view_sort_by_column (self->column_view, self->start_column, GTK_SORT_DESCENDING);
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      if (g_strcmp0 (sort_column, column_names[i]) == 0)
        gtk_column_view_sort_by_column (self->column_view, get_column (self, i),
                                        descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
      /* The first column is what a row is known by. */
      if (hidden != NULL && i > 0)
        gtk_column_view_column_set_visible (get_column (self, i),
                                            !g_strv_contains ((const char *const *) hidden, column_names[i]));
    }
  self->restoring = FALSE;
}

static void
set_up_columns (FerryLogView *self)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      GtkColumnViewColumn *column = get_column (self, i);
      g_autoptr (GtkSorter) sorter = ferry_run_sorter_new (column_names[i]);
      g_autoptr (GPropertyAction) action = g_property_action_new (column_names[i], column, "visible");

      gtk_column_view_column_set_sorter (column, sorter);
      g_signal_connect_object (column, "notify::visible", G_CALLBACK (on_visible_changed), self,
                               G_CONNECT_SWAPPED);
      if (i > 0)
        g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
    }
}

GActionGroup *
ferry_log_view_get_actions (FerryLogView *self)
{
  g_return_val_if_fail (FERRY_IS_LOG_VIEW (self), NULL);
  return G_ACTION_GROUP (self->actions);
}

/* ---- The object ---- */

static void
ferry_log_view_dispose (GObject *object)
{
  FerryLogView *self = FERRY_LOG_VIEW (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  if (self->runs != NULL)
    g_signal_handlers_disconnect_by_data (self->runs, self);
  g_clear_object (&self->runs);
  g_clear_object (&self->sorted);
  g_clear_object (&self->actions);
  g_clear_pointer (&child, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_LOG_VIEW);
  G_OBJECT_CLASS (ferry_log_view_parent_class)->dispose (object);
}

static void
ferry_log_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryLogView *self = FERRY_LOG_VIEW (object);

  switch (id)
    {
    case PROP_RUNS:
      g_value_set_object (value, self->runs);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_log_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FerryLogView *self = FERRY_LOG_VIEW (object);

  switch (id)
    {
    case PROP_RUNS:
      ferry_log_view_set_runs (self, g_value_get_object (value));
      break;
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_log_view_class_init (FerryLogViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = ferry_log_view_dispose;
  object_class->get_property = ferry_log_view_get_property;
  object_class->set_property = ferry_log_view_set_property;

  properties[PROP_RUNS] = g_param_spec_object ("runs", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[RUN_ACTIVATED] = g_signal_new ("run-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, FERRY_TYPE_RUN);

  g_type_ensure (FERRY_TYPE_RUN);
  g_type_ensure (FERRY_TYPE_TIME_LABEL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-log-view.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryLogView, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryLogView, column_view);
  gtk_widget_class_bind_template_child (widget_class, FerryLogView, list_view);
  gtk_widget_class_bind_template_child (widget_class, FerryLogView, start_column);
  gtk_widget_class_bind_template_child (widget_class, FerryLogView, duration_column);
  gtk_widget_class_bind_template_child (widget_class, FerryLogView, type_column);
  gtk_widget_class_bind_template_child (widget_class, FerryLogView, status_column);
  gtk_widget_class_bind_template_child (widget_class, FerryLogView, successful_column);
  gtk_widget_class_bind_template_child (widget_class, FerryLogView, failed_column);
  gtk_widget_class_bind_template_child (widget_class, FerryLogView, remaining_column);
  gtk_widget_class_bind_template_child (widget_class, FerryLogView, source_column);
  gtk_widget_class_bind_template_child (widget_class, FerryLogView, details_column);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, join);
  gtk_widget_class_bind_template_callback (widget_class, count_summary);
  gtk_widget_class_bind_template_callback (widget_class, failed_classes);
  ferry_bindings_add (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_log_view_init (FerryLogView *self)
{
  g_autoptr (GtkNoSelection) selection = NULL;
  GtkSorter *sorter;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->actions = g_simple_action_group_new ();
  set_up_columns (self);

  sorter = gtk_column_view_get_sorter (self->column_view);
  self->sorted = gtk_sort_list_model_new (NULL, g_object_ref (sorter));
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->sorted)));
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (selection));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));

  for (guint i = 0; i < N_COLUMNS; i++)
    ferry_text_size_fit_column (get_column (self, i), GTK_WIDGET (self->column_view));
  ferry_list_access_set_up_headings (self->column_view);
  restore (self);
  g_signal_connect_object (sorter, "changed", G_CALLBACK (on_sorter_changed), self, G_CONNECT_SWAPPED);
  update_shape (self);
}
