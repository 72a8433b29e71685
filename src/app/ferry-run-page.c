/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-run-page.h"

#include <glib/gi18n-lib.h>

#include "ferry-adaptive-bin.h"
#include "ferry-cause-bar.h"
#include "ferry-commands.h"
#include "ferry-detail-export.h"
#include "ferry-detail-filter-bar.h"
#include "ferry-detail-menu.h"
#include "ferry-detail-table.h"
#include "ferry-error-bar.h"
#include "ferry-error-dialog.h"
#include "ferry-explanation-panel.h"
#include "ferry-file-choice.h"
#include "ferry-first-focus.h"
#include "ferry-format.h"
#include "ferry-run-header.h"
#include "ferry-table-history.h"
#include "ferry-toast-overlay.h"
#include "ferry-unblock-dialog.h"
#include "ferry-window.h"

/* The monitor's looks say when to read again; not each one, so that both together stay gentle (architecture). */
#define LIVE_INTERVAL (9 * G_TIME_SPAN_SECOND)

static const char *const commands[]
  = { "find-table", "copy-table-row", "export-tables", "show-table-history" };

struct _FerryRunPage
{
  GtkWidget parent_instance;

  FerryRunHeader *header;
  FerryErrorBar *error_bar;
  FerryCauseBar *cause_bar;
  FerryDetailFilterBar *filter_bar;
  GtkStack *stack;
  AdwStatusPage *empty_page;
  FerryDetailTable *table;
  GtkRevealer *panel_revealer;
  FerryExplanationPanel *panel;
  GtkLabel *shown_label;
  GtkSpinner *spinner;
  GMenuModel *row_menu;

  FerryEnvironment *environment;
  FerryRun *run;
  FerryDetailList *list;
  GSimpleActionGroup *actions;
  GCancellable *cancellable;
  gint64 loaded_at; /* monotonic, µs; 0 = never */
  gboolean loading;
  gboolean failed;
  gboolean final; /* what was loaded last is how the run ended */
  gboolean narrow;
};

enum
{
  PROP_0,
  PROP_ENVIRONMENT,
  PROP_RUN,
  PROP_NARROW,
  PROP_TITLE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryRunPage, ferry_run_page, GTK_TYPE_WIDGET)

/* ---- What is shown ---- */

static char *
dup_title (FerryRunPage *self)
{
  g_autofree char *start = ferry_format_time (ferry_run_get_start_time (self->run));

  switch (ferry_run_get_replication_type (self->run))
    {
    case FERRY_REPLICATION_TYPE_NORMAL:
      /* Translators: a run, such as “Normal run of 1 May 2026 10:20” */
      return g_strdup_printf (_ ("Normal run of %s"), start);
    case FERRY_REPLICATION_TYPE_FULL:
      /* Translators: a run, such as “Full run of 1 May 2026 10:20” */
      return g_strdup_printf (_ ("Full run of %s"), start);
    case FERRY_REPLICATION_TYPE_DIAGNOSTIC:
      /* Translators: a run, such as “Diagnostic run of 1 May 2026 10:20” */
      return g_strdup_printf (_ ("Diagnostic run of %s"), start);
    case FERRY_REPLICATION_TYPE_AZURE_DATA_LAKE:
      /* Translators: a run to Azure Data Lake, such as “Azure Data Lake run of 1 May 2026 10:20” */
      return g_strdup_printf (_ ("Azure Data Lake run of %s"), start);
    case FERRY_REPLICATION_TYPE_UNKNOWN:
    default:
      /* Translators: an entry of the migration log, with its date */
      return g_strdup_printf (_ ("Entry of %s"), start);
    }
}

static const char *
choose_page (FerryRunPage *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    return "table";
  if (ferry_detail_list_get_n_rows (self->list) > 0)
    return "no-match";
  return self->loaded_at == 0 && !self->failed ? "loading" : "empty";
}

static void
update (FerryRunPage *self)
{
  gboolean has_rows = g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0;
  g_autofree char *shown = ferry_format_tables (g_list_model_get_n_items (G_LIST_MODEL (self->list)),
                                                ferry_detail_list_get_n_rows (self->list));

  gtk_stack_set_visible_child_name (self->stack, choose_page (self));
  gtk_label_set_label (self->shown_label, shown);
  gtk_spinner_set_spinning (self->spinner, self->loading);
  adw_status_page_set_description (
    self->empty_page,
    self->failed ? _ ("The tables of this run couldn’t be read, and none are kept from before.")
    : ferry_run_is_running (self->run) ? _ ("The run has just begun. Its tables appear here.")
                                       : _ ("This entry of the migration log has no tables."));
  ferry_commands_set_enabled (self->actions, "export-tables", has_rows);
}

static void
update_panel (FerryRunPage *self)
{
  const char *id = ferry_detail_table_get_selected_id (self->table);
  g_autoptr (FerryTableDetail) detail = NULL;

  /* Nor is there anything to say of a row that is filtered out, until it is back. */
  if (*id != '\0' && ferry_detail_list_position_of (self->list, id) != GTK_INVALID_LIST_POSITION)
    detail = ferry_detail_list_get_row (self->list, id);
  if (detail != NULL)
    ferry_explanation_panel_show (self->panel, detail);
  gtk_revealer_set_reveal_child (self->panel_revealer, detail != NULL);
  ferry_commands_set_enabled (self->actions, "copy-table-row", detail != NULL);
  ferry_commands_set_enabled (self->actions, "show-table-history", detail != NULL);
}

static void
update_unblocking (FerryRunPage *self)
{
  ferry_commands_set_enabled (
    self->actions, "unblock-table",
    ferry_environment_check_action (self->environment, FERRY_ACTION_UNBLOCK_TABLE, NULL));
}

static void
on_reordered (FerryRunPage *self)
{
  update (self);
  update_panel (self);
}

/* ---- Loading ---- */

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryRunPage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = ferry_environment_load_details_finish (FERRY_ENVIRONMENT (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  self->loading = FALSE;
  self->failed = !done;
  self->loaded_at = g_get_monotonic_time ();
  if (done)
    ferry_error_bar_clear (self->error_bar);
  else
    {
      self->final = FALSE;
      ferry_error_bar_show (self->error_bar,
                            ferry_detail_list_get_n_rows (self->list) > 0
                              ? _ ("What Is Shown May Be Out of Date")
                              : _ ("The Tables Can’t Be Read"),
                            error);
    }
  update (self);
  update_panel (self);
}

static void
load (FerryRunPage *self)
{
  if (self->loading)
    return;

  self->loading = TRUE;
  self->final = !ferry_run_is_running (self->run);
  update (self);
  ferry_environment_load_details_async (self->environment, self->run, self->list, self->cancellable,
                                        on_loaded, g_object_ref (self));
}

/* The environment has just answered the monitor, and the run may have moved. */
static void
on_seen (FerryRunPage *self)
{
  gboolean running = ferry_run_is_running (self->run);

  if (self->loading || (!running && self->final && !self->failed))
    return;
  if (running && g_get_monotonic_time () - self->loaded_at < LIVE_INTERVAL)
    return;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);
}

/* A table that was unblocked counts as successful, in whichever run it failed. */
static void
on_failed_changed (FerryRunPage *self)
{
  self->final = FALSE;
}

/* ---- Commands ---- */

static void
show_toast (FerryRunPage *self, AdwToast *toast)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), FERRY_TYPE_TOAST_OVERLAY);

  if (overlay != NULL)
    ferry_toast_overlay_add_toast (FERRY_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (toast);
}

static void
copy_row (FerryRunPage *self)
{
  g_autoptr (FerryTableDetail) detail
    = ferry_detail_list_get_row (self->list, ferry_detail_table_get_selected_id (self->table));
  g_autofree char *text = NULL;

  if (detail == NULL)
    return;
  text = ferry_detail_export_dup_row (detail);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  show_toast (self, adw_toast_new (_ ("Row copied")));
}

static void
on_copy (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  copy_row (data);
}

static void
on_history_run_activated (FerryRunPage *self, FerryRun *run)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (FERRY_IS_WINDOW (root) && run != self->run)
    ferry_window_show_run (FERRY_WINDOW (root), self->environment, run, FERRY_TABLE_STATUS_UNKNOWN);
}

static void
present (FerryRunPage *self, GtkWindow *dialog)
{
  gtk_window_set_transient_for (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_present (dialog);
}

static void
on_show_history (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FerryRunPage *self = data;
  g_autoptr (FerryTableDetail) detail
    = ferry_detail_list_get_row (self->list, ferry_detail_table_get_selected_id (self->table));
  GtkWindow *history;

  if (detail == NULL)
    return;
  history = ferry_table_history_new (self->environment, ferry_table_detail_get_company (detail),
                                     ferry_table_detail_get_table (detail));
  g_signal_connect_object (history, "run-activated", G_CALLBACK (on_history_run_activated), self,
                           G_CONNECT_SWAPPED);
  present (self, history);
}

static void
on_unblock (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FerryRunPage *self = data;

  present (self,
           ferry_unblock_dialog_new (self->environment, ferry_detail_table_get_selected_id (self->table)));
}

static void
on_search (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ferry_detail_filter_bar_focus (FERRY_RUN_PAGE (data)->filter_bar);
}

static void
on_exported (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryRunPage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = ferry_detail_export_finish (FERRY_DETAIL_LIST (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (done)
    show_toast (self, adw_toast_new (_ ("Tables exported")));
  else
    show_toast (self, ferry_error_toast_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                             _ ("The export failed"), error));
}

static void
on_file_chosen (gpointer owner, GFile *file, const char *format)
{
  FerryRunPage *self = owner;

  ferry_detail_export_async (
    self->list, file, g_str_equal (format, "json") ? FERRY_DETAIL_FORMAT_JSON : FERRY_DETAIL_FORMAT_CSV,
    self->cancellable, on_exported, g_object_ref (self));
}

static char *
dup_file_name (FerryRunPage *self, const char *extension)
{
  g_autoptr (GDateTime) start
    = g_date_time_new_from_unix_local (ferry_run_get_start_time (self->run) / G_USEC_PER_SEC);
  g_autofree char *date = g_date_time_format (start, "%Y-%m-%d-%H%M");

  return g_strdup_printf ("ferry-run-%s.%s", date, extension);
}

static void
on_export (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FerryRunPage *self = data;
  const char *format = g_variant_get_string (parameter, NULL);
  g_autofree char *name = dup_file_name (self, format);

  ferry_file_choice_save (self, _ ("Export Tables"), name, format, on_file_chosen);
}

static void
on_panel_closed (FerryRunPage *self)
{
  ferry_detail_table_unselect (self->table);
}

static void
on_reset_clicked (FerryRunPage *self)
{
  ferry_detail_filter_bar_reset (self->filter_bar);
  ferry_cause_bar_reset (self->cause_bar);
}

FerryRun *
ferry_run_page_get_run (FerryRunPage *self)
{
  g_return_val_if_fail (FERRY_IS_RUN_PAGE (self), NULL);
  return self->run;
}

void
ferry_run_page_show_only (FerryRunPage *self, FerryTableStatus status)
{
  g_return_if_fail (FERRY_IS_RUN_PAGE (self));
  ferry_detail_filter_bar_set_status (self->filter_bar, status);
}

/* ---- Class ---- */

GtkWidget *
ferry_run_page_new (FerryEnvironment *environment, FerryRun *run)
{
  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);
  g_return_val_if_fail (FERRY_IS_RUN (run), NULL);

  return g_object_new (FERRY_TYPE_RUN_PAGE, "environment", environment, "run", run, NULL);
}

static void
ferry_run_page_map (GtkWidget *widget)
{
  FerryRunPage *self = FERRY_RUN_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  GTK_WIDGET_CLASS (ferry_run_page_parent_class)->map (widget);

  /* Commands of the window while the page is in front. */
  for (guint i = 0; G_IS_ACTION_MAP (root) && i < G_N_ELEMENTS (commands); i++)
    g_action_map_add_action (G_ACTION_MAP (root),
                             g_action_map_lookup_action (G_ACTION_MAP (self->actions), commands[i]));
  on_seen (self);
}

static void
ferry_run_page_unmap (GtkWidget *widget)
{
  FerryRunPage *self = FERRY_RUN_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  for (guint i = 0; G_IS_ACTION_MAP (root) && i < G_N_ELEMENTS (commands); i++)
    if (g_action_map_lookup_action (G_ACTION_MAP (root), commands[i])
        == g_action_map_lookup_action (G_ACTION_MAP (self->actions), commands[i]))
      g_action_map_remove_action (G_ACTION_MAP (root), commands[i]);
  GTK_WIDGET_CLASS (ferry_run_page_parent_class)->unmap (widget);
}

static void
ferry_run_page_constructed (GObject *object)
{
  FerryRunPage *self = FERRY_RUN_PAGE (object);

  G_OBJECT_CLASS (ferry_run_page_parent_class)->constructed (object);

  ferry_run_header_set_run (self->header, self->run, self->list,
                            ferry_environment_get_monitor (self->environment));
  ferry_cause_bar_set_run (self->cause_bar, self->run, self->list);
  ferry_detail_table_set_list (self->table, self->list);
  ferry_detail_filter_bar_set_list (self->filter_bar, self->list);
  g_signal_connect_object (self->list, "reordered", G_CALLBACK (on_reordered), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::busy", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "notify::selected-id", G_CALLBACK (update_panel), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->environment, "notify::last-seen", G_CALLBACK (on_seen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->environment, "notify::tables-failed", G_CALLBACK (on_failed_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->environment, "actions-changed", G_CALLBACK (update_unblocking), self,
                           G_CONNECT_SWAPPED);
  ferry_detail_menu_attach (self->table, self->row_menu);
  update_unblocking (self);
  g_signal_connect_object (self->run, "notify::status", G_CALLBACK (on_seen), self, G_CONNECT_SWAPPED);
  load (self);
}

static void
ferry_run_page_dispose (GObject *object)
{
  FerryRunPage *self = FERRY_RUN_PAGE (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_cancellable_cancel (self->cancellable);
  if (self->environment != NULL)
    g_signal_handlers_disconnect_by_data (self->environment, self);
  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (ferry_run_page_parent_class)->dispose (object);
}

static void
ferry_run_page_finalize (GObject *object)
{
  FerryRunPage *self = FERRY_RUN_PAGE (object);

  g_clear_object (&self->environment);
  g_clear_object (&self->run);
  g_clear_object (&self->list);
  g_clear_object (&self->actions);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (ferry_run_page_parent_class)->finalize (object);
}

static void
ferry_run_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryRunPage *self = FERRY_RUN_PAGE (object);

  switch (id)
    {
    case PROP_ENVIRONMENT:
      g_value_set_object (value, self->environment);
      break;
    case PROP_RUN:
      g_value_set_object (value, self->run);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_TITLE:
      g_value_take_string (value, dup_title (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_run_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FerryRunPage *self = FERRY_RUN_PAGE (object);

  switch (id)
    {
    case PROP_ENVIRONMENT:
      self->environment = g_value_dup_object (value);
      break;
    case PROP_RUN:
      self->run = g_value_dup_object (value);
      break;
    case PROP_NARROW:
      if (self->narrow == g_value_get_boolean (value))
        break;
      self->narrow = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_run_page_class_init (FerryRunPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags construct = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = ferry_run_page_constructed;
  object_class->dispose = ferry_run_page_dispose;
  object_class->finalize = ferry_run_page_finalize;
  object_class->get_property = ferry_run_page_get_property;
  object_class->set_property = ferry_run_page_set_property;
  widget_class->map = ferry_run_page_map;
  widget_class->unmap = ferry_run_page_unmap;

  properties[PROP_ENVIRONMENT]
    = g_param_spec_object ("environment", NULL, NULL, FERRY_TYPE_ENVIRONMENT, construct);
  properties[PROP_RUN] = g_param_spec_object ("run", NULL, NULL, FERRY_TYPE_RUN, construct);
  properties[PROP_NARROW] = g_param_spec_boolean (
    "narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_TITLE]
    = g_param_spec_string ("title", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (FERRY_TYPE_ADAPTIVE_BIN);
  g_type_ensure (FERRY_TYPE_CAUSE_BAR);
  g_type_ensure (FERRY_TYPE_DETAIL_FILTER_BAR);
  g_type_ensure (FERRY_TYPE_DETAIL_TABLE);
  g_type_ensure (FERRY_TYPE_ERROR_BAR);
  g_type_ensure (FERRY_TYPE_EXPLANATION_PANEL);
  g_type_ensure (FERRY_TYPE_RUN_HEADER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-run-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryRunPage, header);
  gtk_widget_class_bind_template_child (widget_class, FerryRunPage, error_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryRunPage, cause_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryRunPage, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryRunPage, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryRunPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, FerryRunPage, table);
  gtk_widget_class_bind_template_child (widget_class, FerryRunPage, panel_revealer);
  gtk_widget_class_bind_template_child (widget_class, FerryRunPage, panel);
  gtk_widget_class_bind_template_child (widget_class, FerryRunPage, shown_label);
  gtk_widget_class_bind_template_child (widget_class, FerryRunPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, FerryRunPage, row_menu);
  gtk_widget_class_bind_template_callback (widget_class, on_panel_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_reset_clicked);
  gtk_widget_class_bind_template_callback (widget_class, copy_row);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_run_page_init (FerryRunPage *self)
{
  const GActionEntry entries[] = {
    { .name = "find-table", .activate = on_search },
    { .name = "copy-table-row", .activate = on_copy },
    { .name = "export-tables", .activate = on_export, .parameter_type = "s" },
    { .name = "show-table-history", .activate = on_show_history },
    { .name = "unblock-table", .activate = on_unblock },
  };

  self->cancellable = g_cancellable_new ();
  self->list = ferry_detail_list_new ();
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "run", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_first_focus_want (GTK_WIDGET (self->table));
}
