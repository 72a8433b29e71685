/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-rule-history.h"

#include <glib/gi18n-lib.h>

#include "ferry-commands.h"
#include "ferry-error-bar.h"
#include "ferry-error-dialog.h"
#include "ferry-file-choice.h"
#include "ferry-format.h"
#include "ferry-record-table.h"
#include "ferry-rule-shapes.h"
#include "ferry-rule-words.h"
#include "ferry-search.h"
#include "ferry-toast-overlay.h"

struct _FerryRuleHistory
{
  GtkWidget parent_instance;

  FerryErrorBar *error_bar;
  GtkSearchEntry *search_entry;
  GtkLabel *shown_label;
  GtkSpinner *spinner;
  FerryToastOverlay *toasts;
  GtkStack *stack;
  FerryRecordTable *table;

  FerryEnvironment *environment;
  FerryRecordList *list;
  GSimpleActionGroup *actions;
  GCancellable *cancellable;
  gboolean loading;
  gboolean loaded;
  gboolean narrow;
};

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryRuleHistory, ferry_rule_history, GTK_TYPE_WIDGET)

static const char *
choose_page (FerryRuleHistory *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    return "table";
  if (ferry_record_list_get_n_rows (self->list) > 0)
    return "no-match";
  return self->loaded ? "empty" : "loading";
}

static char *
dup_shown (FerryRuleHistory *self)
{
  guint total = ferry_record_list_get_n_rows (self->list);
  guint shown = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  g_autofree char *total_text = ferry_format_count (total);
  g_autofree char *shown_text = ferry_format_count (shown);

  if (total == 0)
    return g_strdup ("");
  if (shown == total)
    return g_strdup_printf (ngettext ("%s change", "%s changes", total), total_text);
  /* Translators: “3 of 120 changes” */
  return g_strdup_printf (ngettext ("%s of %s change", "%s of %s changes", total), shown_text, total_text);
}

static void
update (FerryRuleHistory *self)
{
  g_autofree char *shown = dup_shown (self);

  gtk_stack_set_visible_child_name (self->stack, choose_page (self));
  gtk_label_set_label (self->shown_label, shown);
  gtk_spinner_set_spinning (self->spinner, self->loading && self->loaded);
  ferry_commands_set_enabled (self->actions, "export",
                              g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0);
  ferry_commands_set_enabled (self->actions, "refresh", !self->loading);
}

/* ---- Reading ---- */

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryRuleHistory) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records
    = ferry_migration_service_list_records_finish (FERRY_MIGRATION_SERVICE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->loading = FALSE;
  self->loaded = TRUE;
  if (records != NULL)
    ferry_record_list_set_records (self->list, records);
  else
    ferry_error_bar_show (self->error_bar,
                          ferry_record_list_get_n_rows (self->list) > 0
                            ? _ ("What Is Shown May Be Out of Date")
                            : _ ("The History Can’t Be Read"),
                          error);
  update (self);
}

static void
load (FerryRuleHistory *self)
{
  if (self->loading || self->environment == NULL)
    return;
  self->loading = TRUE;
  ferry_error_bar_clear (self->error_bar);
  update (self);
  ferry_migration_service_list_records_async (ferry_environment_get_service (self->environment),
                                              FERRY_TYPE_TABLE_CHANGE, self->cancellable, on_loaded,
                                              g_object_ref (self));
}

/* ---- Exporting ---- */

static void
tell (FerryRuleHistory *self, const GError *error)
{
  AdwToast *toast = error == NULL
                      ? adw_toast_new (_ ("History exported"))
                      : ferry_error_toast_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               _ ("The export failed"), error);

  ferry_toast_overlay_add_toast (self->toasts, toast);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryRuleHistory) self = data;
  g_autoptr (GError) error = NULL;

  g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);
  if (!g_cancellable_is_cancelled (self->cancellable))
    tell (self, error);
}

static void
make_csv (GTask *task, gpointer source, gpointer changes, GCancellable *cancellable)
{
  g_task_return_pointer (task, ferry_rule_history_to_csv (changes), (GDestroyNotify) g_bytes_unref);
}

static void
on_csv_made (GObject *source, GAsyncResult *result, gpointer data)
{
  FerryRuleHistory *self = FERRY_RULE_HISTORY (source);
  g_autoptr (GFile) file = data;
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), NULL);

  if (bytes != NULL)
    g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, self->cancellable,
                                         on_written, g_object_ref (self));
}

void
ferry_rule_history_export (FerryRuleHistory *self, GFile *file)
{
  g_autoptr (GTask) task = NULL;
  GPtrArray *changes;

  g_return_if_fail (FERRY_IS_RULE_HISTORY (self));
  g_return_if_fail (G_IS_FILE (file));

  changes = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->list)); i++)
    g_ptr_array_add (changes, g_object_ref (ferry_record_list_get (self->list, i)));
  task = g_task_new (self, self->cancellable, on_csv_made, g_object_ref (file));
  g_task_set_source_tag (task, ferry_rule_history_export);
  g_task_set_task_data (task, changes, (GDestroyNotify) g_ptr_array_unref);
  g_task_run_in_thread (task, make_csv);
}

static void
on_file_chosen (gpointer owner, GFile *file, const char *format)
{
  ferry_rule_history_export (owner, file);
}

static void
on_export (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ferry_file_choice_save (data, _ ("Export History"), "ferry-table-rules-history.csv", NULL, on_file_chosen);
}

/* ---- Commands ---- */

static void
on_refresh (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  load (data);
}

static void
apply_filter (FerryRuleHistory *self)
{
  if (self->list != NULL)
    ferry_record_list_set_search (self->list, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

static void
reset_filter (FerryRuleHistory *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  apply_filter (self);
}

void
ferry_rule_history_set_environment (FerryRuleHistory *self, FerryEnvironment *environment)
{
  g_return_if_fail (FERRY_IS_RULE_HISTORY (self));
  g_return_if_fail (self->environment == NULL);

  self->environment = g_object_ref (environment);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);
}

void
ferry_rule_history_focus_search (FerryRuleHistory *self)
{
  g_return_if_fail (FERRY_IS_RULE_HISTORY (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* ---- Class ---- */

static void
ferry_rule_history_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ferry_rule_history_parent_class)->map (widget);
  load (FERRY_RULE_HISTORY (widget));
}

static void
ferry_rule_history_dispose (GObject *object)
{
  FerryRuleHistory *self = FERRY_RULE_HISTORY (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_cancellable_cancel (self->cancellable);
  g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (ferry_rule_history_parent_class)->dispose (object);
}

static void
ferry_rule_history_finalize (GObject *object)
{
  FerryRuleHistory *self = FERRY_RULE_HISTORY (object);

  g_clear_object (&self->environment);
  g_clear_object (&self->list);
  g_clear_object (&self->actions);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (ferry_rule_history_parent_class)->finalize (object);
}

static void
ferry_rule_history_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    g_value_set_boolean (value, FERRY_RULE_HISTORY (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_rule_history_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FerryRuleHistory *self = FERRY_RULE_HISTORY (object);

  if (id != PROP_NARROW)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (self->narrow == g_value_get_boolean (value))
    return;
  self->narrow = g_value_get_boolean (value);
  g_object_notify_by_pspec (object, pspec);
}

static void
ferry_rule_history_class_init (FerryRuleHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_rule_history_dispose;
  object_class->finalize = ferry_rule_history_finalize;
  object_class->get_property = ferry_rule_history_get_property;
  object_class->set_property = ferry_rule_history_set_property;
  widget_class->map = ferry_rule_history_map;

  properties[PROP_NARROW] = g_param_spec_boolean (
    "narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (FERRY_TYPE_ERROR_BAR);
  g_type_ensure (FERRY_TYPE_RECORD_TABLE);
  g_type_ensure (FERRY_TYPE_TOAST_OVERLAY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-rule-history.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryRuleHistory, error_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryRuleHistory, search_entry);
  gtk_widget_class_bind_template_child (widget_class, FerryRuleHistory, shown_label);
  gtk_widget_class_bind_template_child (widget_class, FerryRuleHistory, spinner);
  gtk_widget_class_bind_template_child (widget_class, FerryRuleHistory, toasts);
  gtk_widget_class_bind_template_child (widget_class, FerryRuleHistory, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryRuleHistory, table);
  gtk_widget_class_bind_template_callback (widget_class, apply_filter);
  gtk_widget_class_bind_template_callback (widget_class, reset_filter);
  gtk_widget_class_bind_template_callback (widget_class, ferry_search_stop);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_rule_history_init (FerryRuleHistory *self)
{
  static const char *const searched[] = { "user", "company-name", "table-name", NULL };
  const GActionEntry entries[] = {
    { .name = "export", .activate = on_export },
    { .name = "refresh", .activate = on_refresh },
  };

  self->cancellable = g_cancellable_new ();
  self->list = ferry_record_list_new (FERRY_TYPE_TABLE_CHANGE, searched);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "history", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_record_table_set_up (self->table, &ferry_rule_change_shape, self->list, NULL);
  ferry_record_list_set_sort (self->list, "at", TRUE);
  g_signal_connect_object (self->list, "reordered", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
