/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-journal-window.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-adaptive-bin.h"
#include "ferry-commands.h"
#include "ferry-error-bar.h"
#include "ferry-error-dialog.h"
#include "ferry-file-choice.h"
#include "ferry-format.h"
#include "ferry-journal-list.h"
#include "ferry-journal-panel.h"
#include "ferry-journal-table.h"
#include "ferry-settings.h"
#include "ferry-short-factory.h"
#include "ferry-toast-overlay.h"

static const struct
{
  const char *nick; /* in the settings */
  const char *label;
  guint outcomes;
} outcome_choices[] = {
  { "all", N_ ("All outcomes"), 0 },
  { "done", N_ ("Done"), 1u << FERRY_OUTCOME_DONE | 1u << FERRY_OUTCOME_SETTLED_DONE },
  { "refused", N_ ("Refused or not done"),
    1u << FERRY_OUTCOME_REFUSED | 1u << FERRY_OUTCOME_SETTLED_NOT_DONE },
  { "unknown", N_ ("Not known"), 1u << FERRY_OUTCOME_PENDING | 1u << FERRY_OUTCOME_UNKNOWN },
};

static const struct
{
  const char *label;
  int days; /* 0: all */
} period_choices[] = {
  { N_ ("Any time"), 0 },      { N_ ("Last 24 hours"), 1 },    { N_ ("Last 7 days"), 7 },
  { N_ ("Last 30 days"), 30 }, { N_ ("Last 12 months"), 365 },
};

struct _FerryJournalWindow
{
  AdwWindow parent_instance;

  FerryAdaptiveBin *bin;
  FerryToastOverlay *toasts;
  FerryErrorBar *error_bar;
  GtkWidget *filter_box;
  GtkSearchEntry *search_entry;
  GtkDropDown *environment_drop_down;
  GtkDropDown *outcome_drop_down;
  GtkDropDown *period_drop_down;
  GtkLabel *shown_label;
  GtkStack *stack;
  FerryJournalTable *table;
  GtkRevealer *panel_revealer;
  FerryJournalPanel *panel;

  FerryWorkspace *workspace;
  FerryJournalList *list;
  GPtrArray *environment_ids; /* of the drop-down's choices after the first */
  char *environment_id;       /* (nullable): chosen */
  GSimpleActionGroup *actions;
  GCancellable *cancellable;
  gboolean loading;
  gboolean loaded;
  gboolean relabeling; /* the choices are made anew */
};

G_DEFINE_FINAL_TYPE (FerryJournalWindow, ferry_journal_window, ADW_TYPE_WINDOW)

/* ---- What is shown ---- */

static char *
dup_shown (FerryJournalWindow *self)
{
  guint total = ferry_journal_list_get_n_rows (self->list);
  guint shown = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  g_autofree char *total_text = ferry_format_count (total);
  g_autofree char *shown_text = ferry_format_count (shown);

  if (total == 0)
    return g_strdup ("");
  if (shown == total)
    return g_strdup_printf (ngettext ("%s entry", "%s entries", total), total_text);
  /* Translators: “3 of 120 entries” */
  return g_strdup_printf (ngettext ("%s of %s entry", "%s of %s entries", total), shown_text, total_text);
}

static void
update (FerryJournalWindow *self)
{
  gboolean has_rows = g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0;
  g_autofree char *shown = dup_shown (self);
  const char *page = "table";

  if (!has_rows && ferry_journal_list_get_n_rows (self->list) > 0)
    page = ferry_index_list_get_busy (FERRY_INDEX_LIST (self->list)) ? "loading" : "no-match";
  else if (!has_rows)
    page = self->loaded ? "empty" : "loading";
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_label_set_label (self->shown_label, shown);
  gtk_widget_set_sensitive (self->filter_box, ferry_journal_list_get_n_rows (self->list) > 0);
  ferry_commands_set_enabled (self->actions, "export", has_rows);
  /* Entries that go with a filter take the focus with them. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
update_panel (FerryJournalWindow *self)
{
  FerryJournalEntry *entry = ferry_journal_table_get_selected (self->table);

  if (entry != NULL)
    ferry_journal_panel_show (self->panel, entry);
  gtk_revealer_set_reveal_child (self->panel_revealer, entry != NULL);
}

static void
on_reordered (FerryJournalWindow *self)
{
  update (self);
}

/* ---- What is remembered ---- */

static void
remember_filter (guint outcome, guint period)
{
  GSettings *settings = ferry_settings_get ();

  if (settings == NULL || outcome >= G_N_ELEMENTS (outcome_choices)
      || period >= G_N_ELEMENTS (period_choices))
    return;
  g_settings_set_string (settings, "journal-outcome", outcome_choices[outcome].nick);
  g_settings_set_int (settings, "journal-days", period_choices[period].days);
}

/* The search and the environment are of the moment. */
static void
restore (FerryJournalWindow *self)
{
  GSettings *settings = ferry_settings_get ();
  g_autofree char *outcome = NULL;
  int days;

  if (settings == NULL)
    return;
  g_settings_bind (settings, "journal-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "journal-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  outcome = g_settings_get_string (settings, "journal-outcome");
  for (guint i = 0; i < G_N_ELEMENTS (outcome_choices); i++)
    if (g_str_equal (outcome_choices[i].nick, outcome))
      gtk_drop_down_set_selected (self->outcome_drop_down, i);
  days = g_settings_get_int (settings, "journal-days");
  for (guint i = 0; i < G_N_ELEMENTS (period_choices); i++)
    if (period_choices[i].days == days)
      gtk_drop_down_set_selected (self->period_drop_down, i);
}

/* ---- Filter ---- */

static void
apply_filter (FerryJournalWindow *self)
{
  guint environment = gtk_drop_down_get_selected (self->environment_drop_down);
  guint outcome = gtk_drop_down_get_selected (self->outcome_drop_down);
  guint period = gtk_drop_down_get_selected (self->period_drop_down);
  int days = period < G_N_ELEMENTS (period_choices) ? period_choices[period].days : 0;

  if (self->relabeling || self->list == NULL)
    return;
  remember_filter (outcome, period);
  g_free (self->environment_id);
  self->environment_id = environment > 0 && environment <= self->environment_ids->len
                           ? g_strdup (g_ptr_array_index (self->environment_ids, environment - 1))
                           : NULL;
  ferry_journal_list_set_search (self->list, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  ferry_journal_list_set_environment (self->list, self->environment_id);
  ferry_journal_list_set_outcomes (
    self->list, outcome < G_N_ELEMENTS (outcome_choices) ? outcome_choices[outcome].outcomes : 0);
  ferry_journal_list_set_period (self->list, days > 0 ? g_get_real_time () - days * G_TIME_SPAN_DAY : 0);
  update (self);
}

static void
on_reset_clicked (FerryJournalWindow *self)
{
  self->relabeling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_drop_down_set_selected (self->environment_drop_down, 0);
  gtk_drop_down_set_selected (self->outcome_drop_down, 0);
  gtk_drop_down_set_selected (self->period_drop_down, 0);
  self->relabeling = FALSE;
  apply_filter (self);
}

static void
add_environment_choice (FerryJournalWindow *self,
                        GtkStringList *names,
                        GHashTable *seen,
                        const char *id,
                        const char *name)
{
  if (*id == '\0' || !g_hash_table_add (seen, (gpointer) id))
    return;
  g_ptr_array_add (self->environment_ids, g_strdup (id));
  if (*name != '\0')
    gtk_string_list_append (names, name);
  else
    gtk_string_list_append (names, _ ("Removed environment"));
}

/* Those that there are, and those that there were. */
static void
update_environments (FerryJournalWindow *self, GPtrArray *entries)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->workspace));
  guint selected = 0;

  g_ptr_array_set_size (self->environment_ids, 0);
  gtk_string_list_append (names, _ ("All environments"));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FerryEnvironment) environment = g_list_model_get_item (G_LIST_MODEL (self->workspace), i);
      FerryProfile *profile = ferry_environment_get_profile (environment);

      add_environment_choice (self, names, seen, ferry_profile_get_id (profile),
                              ferry_profile_get_name (profile));
    }
  for (guint i = 0; i < entries->len; i++)
    add_environment_choice (self, names, seen, ferry_journal_entry_get_environment_id (entries->pdata[i]),
                            ferry_journal_entry_get_environment_name (entries->pdata[i]));
  for (guint i = 0; self->environment_id != NULL && i < self->environment_ids->len; i++)
    if (g_str_equal (self->environment_ids->pdata[i], self->environment_id))
      selected = i + 1;
  self->relabeling = TRUE;
  gtk_drop_down_set_model (self->environment_drop_down, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->environment_drop_down, selected);
  self->relabeling = FALSE;
}

/* ---- Reading ---- */

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryJournalWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries
    = ferry_database_list_journal_finish (FERRY_DATABASE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->loading = FALSE;
  if (entries == NULL)
    {
      self->loaded = TRUE;
      ferry_error_bar_show (self->error_bar, _ ("The Journal Can’t Be Read"), error);
      update (self);
      return;
    }
  ferry_error_bar_clear (self->error_bar);
  self->loaded = TRUE;
  update_environments (self, entries);
  apply_filter (self);
  ferry_journal_list_set_entries (self->list, entries);
  update (self);
}

static void
load (FerryJournalWindow *self)
{
  if (self->loading)
    return;
  self->loading = TRUE;
  ferry_database_list_journal_async (ferry_workspace_get_database (self->workspace), NULL, FALSE,
                                     self->cancellable, on_listed, g_object_ref (self));
}

static void
on_active_changed (FerryJournalWindow *self)
{
  if (self->workspace != NULL && gtk_window_is_active (GTK_WINDOW (self)))
    load (self);
}

/* ---- Commands ---- */

static void
on_exported (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryJournalWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = ferry_journal_export_finish (G_FILE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  ferry_toast_overlay_add_toast (
    self->toasts, done ? adw_toast_new (_ ("Journal exported"))
                       : ferry_error_toast_new (GTK_WINDOW (self), _ ("The export failed"), error));
}

void
ferry_journal_window_export (FerryJournalWindow *self, GFile *file)
{
  g_autoptr (GPtrArray) shown = NULL;

  g_return_if_fail (FERRY_IS_JOURNAL_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  shown = ferry_journal_list_dup_shown (self->list);
  ferry_journal_export_async (shown, file, self->cancellable, on_exported, g_object_ref (self));
}

static void
on_file_chosen (gpointer owner, GFile *file, const char *format)
{
  ferry_journal_window_export (owner, file);
}

static void
on_export (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (now, "ferry-journal-%Y-%m-%d.csv");

  ferry_file_choice_save (data, _ ("Export Journal"), name, "csv", on_file_chosen);
}

static void
on_find (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_widget_grab_focus (GTK_WIDGET (FERRY_JOURNAL_WINDOW (data)->search_entry));
}

static void
on_reload (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  load (data);
}

/* Escape empties the search first, then closes the window. */
static void
on_stop_search (FerryJournalWindow *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
on_panel_closed (FerryJournalWindow *self)
{
  ferry_journal_table_unselect (self->table);
}

/* ---- Class ---- */

static void
set_choices (GtkDropDown *drop_down, const char *label, const char *const *choices)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  g_autoptr (GtkListItemFactory) factory = ferry_short_factory_new ();

  for (guint i = 0; choices != NULL && choices[i] != NULL; i++)
    gtk_string_list_append (model, _ (choices[i]));
  gtk_drop_down_set_factory (drop_down, factory);
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (model));
  ferry_accessible_name_drop_down (drop_down, label);
}

GtkWindow *
ferry_journal_window_new (FerryWorkspace *workspace, FerryEnvironment *environment)
{
  FerryJournalWindow *self;

  g_return_val_if_fail (FERRY_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (FERRY_TYPE_JOURNAL_WINDOW, NULL);
  self->workspace = g_object_ref (workspace);
  if (environment != NULL)
    self->environment_id = g_strdup (ferry_profile_get_id (ferry_environment_get_profile (environment)));
  update (self);
  load (self);
  return GTK_WINDOW (self);
}

static void
ferry_journal_window_dispose (GObject *object)
{
  FerryJournalWindow *self = FERRY_JOURNAL_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  G_OBJECT_CLASS (ferry_journal_window_parent_class)->dispose (object);
}

static void
ferry_journal_window_finalize (GObject *object)
{
  FerryJournalWindow *self = FERRY_JOURNAL_WINDOW (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->list);
  g_clear_object (&self->actions);
  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->environment_ids);
  g_free (self->environment_id);
  G_OBJECT_CLASS (ferry_journal_window_parent_class)->finalize (object);
}

static void
ferry_journal_window_class_init (FerryJournalWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_journal_window_dispose;
  object_class->finalize = ferry_journal_window_finalize;

  g_type_ensure (FERRY_TYPE_ADAPTIVE_BIN);
  g_type_ensure (FERRY_TYPE_ERROR_BAR);
  g_type_ensure (FERRY_TYPE_JOURNAL_PANEL);
  g_type_ensure (FERRY_TYPE_JOURNAL_TABLE);
  g_type_ensure (FERRY_TYPE_TOAST_OVERLAY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-journal-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryJournalWindow, bin);
  gtk_widget_class_bind_template_child (widget_class, FerryJournalWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, FerryJournalWindow, error_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryJournalWindow, filter_box);
  gtk_widget_class_bind_template_child (widget_class, FerryJournalWindow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, FerryJournalWindow, environment_drop_down);
  gtk_widget_class_bind_template_child (widget_class, FerryJournalWindow, outcome_drop_down);
  gtk_widget_class_bind_template_child (widget_class, FerryJournalWindow, period_drop_down);
  gtk_widget_class_bind_template_child (widget_class, FerryJournalWindow, shown_label);
  gtk_widget_class_bind_template_child (widget_class, FerryJournalWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryJournalWindow, table);
  gtk_widget_class_bind_template_child (widget_class, FerryJournalWindow, panel_revealer);
  gtk_widget_class_bind_template_child (widget_class, FerryJournalWindow, panel);
  gtk_widget_class_bind_template_callback (widget_class, apply_filter);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_reset_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_panel_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_active_changed);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "journal.find", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "journal.export", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "journal.reload", NULL);
}

static void
ferry_journal_window_init (FerryJournalWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "export", .activate = on_export },
    { .name = "find", .activate = on_find },
    { .name = "reload", .activate = on_reload },
  };
  const char *outcomes[G_N_ELEMENTS (outcome_choices) + 1] = { NULL };
  const char *periods[G_N_ELEMENTS (period_choices) + 1] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (outcome_choices); i++)
    outcomes[i] = outcome_choices[i].label;
  for (guint i = 0; i < G_N_ELEMENTS (period_choices); i++)
    periods[i] = period_choices[i].label;
  self->cancellable = g_cancellable_new ();
  self->environment_ids = g_ptr_array_new_with_free_func (g_free);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "journal", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));

  self->relabeling = TRUE;
  set_choices (self->environment_drop_down, _ ("Environment"), NULL);
  set_choices (self->outcome_drop_down, _ ("Outcome"), outcomes);
  set_choices (self->period_drop_down, _ ("Period"), periods);
  restore (self);
  self->relabeling = FALSE;
  self->list = ferry_journal_list_new ();
  ferry_journal_table_set_list (self->table, self->list);
  g_object_bind_property (self->bin, "narrow", self->table, "narrow", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->list, "reordered", G_CALLBACK (on_reordered), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::busy", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "notify::selected", G_CALLBACK (update_panel), self,
                           G_CONNECT_SWAPPED);
}
