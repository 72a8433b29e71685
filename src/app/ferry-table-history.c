/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-table-history.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-error-bar.h"
#include "ferry-format.h"
#include "ferry-table-row.h"

struct _FerryTableHistory
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  FerryErrorBar *error_bar;
  GtkStack *stack;
  GtkListView *list_view;
  GtkLabel *count_label;
  GtkSpinner *spinner;

  FerryEnvironment *environment;
  GListStore *results;
  GCancellable *cancellable;
  gboolean loading;
};

enum
{
  RUN_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FerryTableHistory, ferry_table_history, ADW_TYPE_WINDOW)

static void
update (FerryTableHistory *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->results));
  g_autofree char *count = ferry_format_count (n);
  g_autofree char *text = g_strdup_printf (ngettext ("%s run", "%s runs", n), count);

  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : self->loading ? "loading" : "empty");
  gtk_label_set_label (self->count_label, n > 0 ? text : "");
  gtk_spinner_set_spinning (self->spinner, self->loading && n > 0);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryTableHistory) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = ferry_environment_read_table_finish (FERRY_ENVIRONMENT (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->loading = FALSE;
  update (self);
  if (!done)
    ferry_error_bar_show (self->error_bar,
                          g_list_model_get_n_items (G_LIST_MODEL (self->results)) > 0
                            ? _ ("What Is Shown May Be Out of Date")
                            : _ ("The Runs of This Table Can’t Be Read"),
                          error);
}

static void
on_row_activated (FerryTableHistory *self, guint position)
{
  g_autoptr (FerryTableResult) result = g_list_model_get_item (G_LIST_MODEL (self->results), position);
  g_autoptr (FerryRun) run = NULL;

  if (result == NULL || ferry_table_result_get_run (result) == NULL)
    return;
  run = g_object_ref (ferry_table_result_get_run (result));
  g_object_ref (self);
  g_signal_emit (self, signals[RUN_ACTIVATED], 0, run);
  gtk_window_destroy (GTK_WINDOW (self));
  g_object_unref (self);
}

static void
on_setup (FerryTableHistory *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, ferry_table_row_new ());
}

static void
on_bind (FerryTableHistory *self, GtkListItem *item)
{
  FerryTableResult *result = gtk_list_item_get_item (item);

  ferry_table_row_set_result (FERRY_TABLE_ROW (gtk_list_item_get_child (item)), result);
  gtk_list_item_set_activatable (item, ferry_table_result_get_run (result) != NULL);
}

GtkWindow *
ferry_table_history_new (FerryEnvironment *environment, const char *company, const char *table)
{
  FerryTableHistory *self;
  g_autofree char *title = NULL;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);
  g_return_val_if_fail (company != NULL && table != NULL, NULL);

  self = g_object_new (FERRY_TYPE_TABLE_HISTORY, NULL);
  self->environment = g_object_ref (environment);
  adw_window_title_set_title (self->title, table);
  adw_window_title_set_subtitle (self->title, *company == '\0' ? _ ("Per database") : company);
  /* Translators: the title of a window; a table's name */
  title = g_strdup_printf (_ ("All Runs of “%s”"), table);
  gtk_window_set_title (GTK_WINDOW (self), title);
  self->loading = TRUE;
  update (self);
  ferry_environment_read_table_async (environment, company, table, self->results, self->cancellable, on_read,
                                      g_object_ref (self));
  return GTK_WINDOW (self);
}

static void
ferry_table_history_dispose (GObject *object)
{
  FerryTableHistory *self = FERRY_TABLE_HISTORY (object);

  g_cancellable_cancel (self->cancellable);
  if (self->results != NULL)
    g_signal_handlers_disconnect_by_data (self->results, self);
  G_OBJECT_CLASS (ferry_table_history_parent_class)->dispose (object);
}

static void
ferry_table_history_finalize (GObject *object)
{
  FerryTableHistory *self = FERRY_TABLE_HISTORY (object);

  g_clear_object (&self->environment);
  g_clear_object (&self->results);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (ferry_table_history_parent_class)->finalize (object);
}

static void
ferry_table_history_class_init (FerryTableHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_table_history_dispose;
  object_class->finalize = ferry_table_history_finalize;

  signals[RUN_ACTIVATED] = g_signal_new ("run-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, FERRY_TYPE_RUN);

  g_type_ensure (FERRY_TYPE_ERROR_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-table-history.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryTableHistory, title);
  gtk_widget_class_bind_template_child (widget_class, FerryTableHistory, error_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryTableHistory, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryTableHistory, list_view);
  gtk_widget_class_bind_template_child (widget_class, FerryTableHistory, count_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTableHistory, spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ferry_table_history_init (FerryTableHistory *self)
{
  g_autoptr (GtkSelectionModel) rows = NULL;

  self->cancellable = g_cancellable_new ();
  self->results = g_list_store_new (FERRY_TYPE_TABLE_RESULT);
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_accessible_keep_focus (self->stack);
  rows = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->results))));
  gtk_list_view_set_model (self->list_view, rows);
  g_signal_connect_object (self->results, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}
