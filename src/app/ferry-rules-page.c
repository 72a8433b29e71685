/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-rules-page.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-commands.h"
#include "ferry-company-drop-down.h"
#include "ferry-error-bar.h"
#include "ferry-error.h"
#include "ferry-format.h"
#include "ferry-record-table.h"
#include "ferry-rule-changes.h"
#include "ferry-rule-shapes.h"
#include "ferry-search.h"
#include "ferry-toast-overlay.h"

struct _FerryRulesPage
{
  GtkWidget parent_instance;

  GtkBox *filter_box;
  FerryErrorBar *refusal_bar;
  FerryErrorBar *error_bar;
  GtkSearchEntry *search_entry;
  FerryCompanyDropDown *company_drop_down;
  GtkCheckButton *changed_check;
  GtkCheckButton *hide_check;
  GtkLabel *shown_label;
  GtkSpinner *spinner;
  FerryToastOverlay *toasts;
  GtkStack *stack;
  AdwStatusPage *empty_page;
  FerryRecordTable *table;
  GtkRevealer *bar_revealer;
  GtkStack *bar_stack;
  GtkLabel *chosen_label;
  GtkWidget *buttons;
  GtkMenuButton *menu_button;
  GtkLabel *work_label;
  GtkProgressBar *work_progress;

  FerryEnvironment *environment;
  FerryRecordList *list;
  FerryRecordSelection *selection;
  FerryRuleChanges *changes; /* the ones in the works, or NULL */
  GSimpleActionGroup *actions;
  GCancellable *cancellable;
  guint
    complained_of; /* so many chosen tables couldn't be changed, as the error bar says; 0: it says something else */
  gboolean loading;
  gboolean loaded;
  gboolean narrow;
};

enum
{
  PROP_0,
  PROP_NARROW,
  PROP_WORKING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryRulesPage, ferry_rules_page, GTK_TYPE_WIDGET)

static const struct
{
  const char *name;
  FerryRuleEdit edit;
} edits[] = {
  { "include", FERRY_RULE_EDIT_INCLUDE }, { "exclude", FERRY_RULE_EDIT_EXCLUDE },
  { "keep", FERRY_RULE_EDIT_KEEP },       { "clear", FERRY_RULE_EDIT_CLEAR },
  { "reset", FERRY_RULE_EDIT_RESET },
};

/* ---- What is shown ---- */

static const char *
choose_page (FerryRulesPage *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    return "table";
  if (ferry_record_list_get_n_rows (self->list) > 0)
    return "no-match";
  return self->loaded ? "empty" : "loading";
}

static char *
dup_chosen (FerryRulesPage *self)
{
  guint n = ferry_record_selection_get_size (self->selection);
  guint hidden = n - MIN (n, ferry_record_selection_count_shown (self->selection));
  g_autofree char *n_text = ferry_format_count (n);
  g_autofree char *hidden_text = ferry_format_count (hidden);

  if (hidden == 0)
    return g_strdup_printf (ngettext ("%s table selected", "%s tables selected", n), n_text);
  /* Translators: the second number are selected tables that the filter hides */
  return g_strdup_printf (ngettext ("%s table selected, %s not shown", "%s tables selected, %s not shown", n),
                          n_text, hidden_text);
}

static void
update_bar (FerryRulesPage *self)
{
  gboolean working = self->changes != NULL;
  gboolean chosen = ferry_record_selection_get_size (self->selection) > 0;
  gboolean allowed = ferry_environment_check_action (self->environment, FERRY_ACTION_TABLE_RULES, NULL);
  g_autofree char *text = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    ferry_commands_set_enabled (self->actions, edits[i].name, chosen && allowed && !working);
  ferry_commands_set_enabled (self->actions, "refresh", !self->loading && !working);
  if (chosen)
    {
      text = dup_chosen (self);
      gtk_label_set_label (self->chosen_label, text);
    }
  gtk_stack_set_visible_child_name (self->bar_stack, working ? "work" : "chosen");
  gtk_revealer_set_reveal_child (self->bar_revealer, working || chosen);
}

static void
clear_error (FerryRulesPage *self)
{
  self->complained_of = 0;
  ferry_error_bar_clear (self->error_bar);
}

/* What was said of those chosen before says nothing of others. */
static void
on_chosen (FerryRulesPage *self)
{
  if (self->complained_of != 0 && self->complained_of != ferry_record_selection_get_size (self->selection))
    clear_error (self);
  update_bar (self);
}

static void
update (FerryRulesPage *self)
{
  g_autofree char *shown = ferry_format_tables (g_list_model_get_n_items (G_LIST_MODEL (self->list)),
                                                ferry_record_list_get_n_rows (self->list));
  g_autofree char *reason = NULL;
  gboolean some = g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0;

  gtk_stack_set_visible_child_name (self->stack, choose_page (self));
  gtk_label_set_label (self->shown_label, shown);
  gtk_spinner_set_spinning (self->spinner, self->loading && self->loaded);
  ferry_commands_set_enabled (self->actions, "select-all", some && self->changes == NULL);
  if (ferry_environment_check_action (self->environment, FERRY_ACTION_TABLE_RULES, &reason))
    ferry_error_bar_clear (self->refusal_bar);
  else
    ferry_error_bar_warn (self->refusal_bar, _ ("Nothing Can Be Changed Now"), reason);
  update_bar (self);
}

/* ---- Filter ---- */

static void
apply_filter (FerryRulesPage *self)
{
  if (self->list == NULL)
    return;
  ferry_record_list_set_search (self->list, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  ferry_record_list_set_text_filter (self->list, "company-name",
                                     ferry_company_drop_down_get_company (self->company_drop_down));
  ferry_record_list_set_flag_filter (self->list, "changed",
                                     gtk_check_button_get_active (self->changed_check) ? 1 : -1);
  ferry_record_list_set_flag_filter (self->list, "view-only",
                                     gtk_check_button_get_active (self->hide_check) ? 0 : -1);
}

static void
reset_filter (FerryRulesPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  ferry_company_drop_down_reset (self->company_drop_down);
  gtk_check_button_set_active (self->changed_check, FALSE);
  gtk_check_button_set_active (self->hide_check, FALSE);
  apply_filter (self);
}

/* ---- Reading ---- */

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryRulesPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records
    = ferry_migration_service_list_records_finish (FERRY_MIGRATION_SERVICE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->loading = FALSE;
  self->loaded = TRUE;
  if (records != NULL)
    {
      g_auto (GStrv) companies = NULL;

      ferry_record_list_set_records (self->list, records);
      companies = ferry_record_list_dup_values (self->list, "company-name");
      ferry_company_drop_down_set_names (self->company_drop_down, (const char *const *) companies);
      adw_status_page_set_description (
        self->empty_page, _ ("Tables appear here once companies are selected for the migration."));
    }
  else
    {
      adw_status_page_set_description (self->empty_page, _ ("How the tables are replicated isn’t known."));
      ferry_error_bar_show (self->error_bar,
                            ferry_record_list_get_n_rows (self->list) > 0
                              ? _ ("What Is Shown May Be Out of Date")
                              : _ ("The Tables Can’t Be Read"),
                            error);
    }
  update (self);
}

static void
load (FerryRulesPage *self)
{
  if (self->loading)
    return;
  self->loading = TRUE;
  clear_error (self);
  update (self);
  ferry_migration_service_list_records_async (ferry_environment_get_service (self->environment),
                                              FERRY_TYPE_TABLE_SETTING, self->cancellable, on_loaded,
                                              g_object_ref (self));
}

/* ---- Changing ---- */

static void
update_progress (FerryRulesPage *self)
{
  guint total = ferry_rule_changes_get_n_total (self->changes);
  guint done = ferry_rule_changes_get_n_done (self->changes);
  g_autofree char *total_text = ferry_format_count (total);
  g_autofree char *done_text = ferry_format_count (MIN (done + 1, total));
  g_autofree char *text = NULL;

  /* Translators: “Changing 3 of 12: CRONUS: Customer” */
  text = g_strdup_printf (_ ("Changing %s of %s: %s"), done_text, total_text,
                          ferry_rule_changes_get_current (self->changes));
  gtk_label_set_label (self->work_label, text);
  gtk_progress_bar_set_fraction (self->work_progress, total > 0 ? (double) done / total : 0);
}

static void
on_table_changed (FerryRulesPage *self, FerryTableSetting *setting)
{
  ferry_record_list_put (self->list, FERRY_RECORD (setting));
}

static void
on_changes_ended (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryRulesPage) self = data;
  FerryRuleChanges *changes = FERRY_RULE_CHANGES (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *report = ferry_rule_changes_dup_report (changes);
  gboolean done = ferry_rule_changes_run_finish (changes, result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  g_signal_handlers_disconnect_by_data (changes, self);
  g_clear_object (&self->changes);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKING]);
  /* Somebody may have waited for this to close the window. */
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  update (self);
  if (done)
    ferry_toast_overlay_add_toast (self->toasts, adw_toast_new (report));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ferry_error_bar_warn (self->error_bar, _ ("Stopped"), report);
  else
    {
      g_prefix_error (&error, "%s ", report);
      ferry_error_bar_show (self->error_bar, _ ("Not All Tables Were Changed"), error);
    }
}

/* @plan: (transfer full) */
static void
begin (FerryRulesPage *self, FerryRulePlan *plan)
{
  clear_error (self);
  self->changes = ferry_rule_changes_new (self->environment, plan);
  g_signal_connect_object (self->changes, "changed", G_CALLBACK (on_table_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->changes, "notify", G_CALLBACK (update_progress), self, G_CONNECT_SWAPPED);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKING]);
  update (self);
  update_progress (self);
  /* Requests that are on their way aren't cut off by a closed window: nobody would know what they did. */
  ferry_rule_changes_run_async (self->changes, NULL, on_changes_ended, g_object_ref (self));
}

static const char *
get_label (FerryRuleEdit edit)
{
  switch (edit)
    {
    case FERRY_RULE_EDIT_INCLUDE:
      return _ ("_Include");
    case FERRY_RULE_EDIT_EXCLUDE:
      return _ ("_Exclude");
    case FERRY_RULE_EDIT_KEEP:
      return _ ("_Keep Cloud Data");
    case FERRY_RULE_EDIT_CLEAR:
      return _ ("_Clear Cloud Data");
    case FERRY_RULE_EDIT_RESET:
    default:
      return _ ("_Reset");
    }
}

static void
on_answered (FerryRulesPage *self, const char *response, AdwMessageDialog *dialog)
{
  FerryRulePlan *plan;

  if (!g_str_equal (response, "do") || self->changes != NULL)
    return;
  plan = g_object_steal_data (G_OBJECT (dialog), "ferry-plan");
  if (plan != NULL)
    begin (self, plan);
}

static void
ask (FerryRulesPage *self, FerryRulePlan *plan)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autofree char *heading = ferry_rule_plan_dup_heading (plan);
  g_autofree char *body = ferry_rule_plan_dup_consequence (plan);
  gboolean destructive = plan->edit == FERRY_RULE_EDIT_EXCLUDE || plan->edit == FERRY_RULE_EDIT_CLEAR;
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (window, heading, body));

  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "do", get_label (plan->edit), NULL);
  adw_message_dialog_set_response_appearance (
    dialog, "do", destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, destructive ? "cancel" : "do");
  adw_message_dialog_set_close_response (dialog, "cancel");
  gtk_window_set_title (GTK_WINDOW (dialog), heading);
  g_object_set_data_full (G_OBJECT (dialog), "ferry-plan", plan, (GDestroyNotify) ferry_rule_plan_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_answered), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_edit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  FerryRulesPage *self = data;
  g_autoptr (GPtrArray) chosen = ferry_record_selection_dup_records (self->selection);
  g_autoptr (FerryRulePlan) plan = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    if (g_str_equal (edits[i].name, g_action_get_name (G_ACTION (action))))
      plan = ferry_rule_plan_new (edits[i].edit, chosen);
  g_return_if_fail (plan != NULL);

  clear_error (self);
  if (plan->settings->len == 0)
    {
      g_autofree char *nothing = ferry_rule_plan_dup_nothing (plan);

      ferry_error_bar_warn (self->error_bar,
                            plan->refused->len > 0 ? _ ("That Isn’t Possible") : _ ("Nothing to Change"),
                            nothing);
      self->complained_of = ferry_record_selection_get_size (self->selection);
    }
  else if (ferry_rule_plan_needs_answer (plan))
    ask (self, g_steal_pointer (&plan));
  else
    begin (self, g_steal_pointer (&plan));
}

/* ---- Commands ---- */

static void
on_select_all (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (FERRY_RULES_PAGE (data)->selection));
}

static void
on_unselect (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ferry_record_selection_clear (FERRY_RULES_PAGE (data)->selection);
}

static void
on_refresh (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  load (data);
}

static void
on_stop (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ferry_rules_page_stop (data);
}

void
ferry_rules_page_set_environment (FerryRulesPage *self, FerryEnvironment *environment)
{
  g_return_if_fail (FERRY_IS_RULES_PAGE (self));
  g_return_if_fail (self->environment == NULL);

  self->environment = g_object_ref (environment);
  g_signal_connect_object (self->list, "reordered", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "chosen", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (environment, "actions-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  load (self);
}

gboolean
ferry_rules_page_get_working (FerryRulesPage *self)
{
  g_return_val_if_fail (FERRY_IS_RULES_PAGE (self), FALSE);
  return self->changes != NULL;
}

void
ferry_rules_page_stop (FerryRulesPage *self)
{
  g_return_if_fail (FERRY_IS_RULES_PAGE (self));
  if (self->changes != NULL)
    ferry_rule_changes_stop (self->changes);
}

void
ferry_rules_page_focus_search (FerryRulesPage *self)
{
  g_return_if_fail (FERRY_IS_RULES_PAGE (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* ---- Class ---- */

static void
set_narrow (FerryRulesPage *self, gboolean narrow)
{
  self->narrow = narrow;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->filter_box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_visible (self->buttons, !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), narrow);
}

static void
ferry_rules_page_dispose (GObject *object)
{
  FerryRulesPage *self = FERRY_RULES_PAGE (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_cancellable_cancel (self->cancellable);
  ferry_rules_page_stop (self);
  if (self->environment != NULL)
    g_signal_handlers_disconnect_by_data (self->environment, self);
  g_signal_handlers_disconnect_by_data (self->list, self);
  g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->changes != NULL)
    g_signal_handlers_disconnect_by_data (self->changes, self);
  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (ferry_rules_page_parent_class)->dispose (object);
}

static void
ferry_rules_page_finalize (GObject *object)
{
  FerryRulesPage *self = FERRY_RULES_PAGE (object);

  g_clear_object (&self->environment);
  g_clear_object (&self->list);
  g_clear_object (&self->selection);
  g_clear_object (&self->changes);
  g_clear_object (&self->actions);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (ferry_rules_page_parent_class)->finalize (object);
}

static void
ferry_rules_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryRulesPage *self = FERRY_RULES_PAGE (object);

  switch (id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_WORKING:
      g_value_set_boolean (value, self->changes != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_rules_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FerryRulesPage *self = FERRY_RULES_PAGE (object);

  if (id != PROP_NARROW)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (self->narrow == g_value_get_boolean (value))
    return;
  set_narrow (self, g_value_get_boolean (value));
  g_object_notify_by_pspec (object, pspec);
}

static void
ferry_rules_page_class_init (FerryRulesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_rules_page_dispose;
  object_class->finalize = ferry_rules_page_finalize;
  object_class->get_property = ferry_rules_page_get_property;
  object_class->set_property = ferry_rules_page_set_property;

  properties[PROP_NARROW] = g_param_spec_boolean (
    "narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_WORKING]
    = g_param_spec_boolean ("working", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (FERRY_TYPE_COMPANY_DROP_DOWN);
  g_type_ensure (FERRY_TYPE_ERROR_BAR);
  g_type_ensure (FERRY_TYPE_RECORD_TABLE);
  g_type_ensure (FERRY_TYPE_TOAST_OVERLAY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-rules-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryRulesPage, filter_box);
  gtk_widget_class_bind_template_child (widget_class, FerryRulesPage, refusal_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryRulesPage, error_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryRulesPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, FerryRulesPage, company_drop_down);
  gtk_widget_class_bind_template_child (widget_class, FerryRulesPage, changed_check);
  gtk_widget_class_bind_template_child (widget_class, FerryRulesPage, hide_check);
  gtk_widget_class_bind_template_child (widget_class, FerryRulesPage, shown_label);
  gtk_widget_class_bind_template_child (widget_class, FerryRulesPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, FerryRulesPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, FerryRulesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryRulesPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, FerryRulesPage, table);
  gtk_widget_class_bind_template_child (widget_class, FerryRulesPage, bar_revealer);
  gtk_widget_class_bind_template_child (widget_class, FerryRulesPage, bar_stack);
  gtk_widget_class_bind_template_child (widget_class, FerryRulesPage, chosen_label);
  gtk_widget_class_bind_template_child (widget_class, FerryRulesPage, buttons);
  gtk_widget_class_bind_template_child (widget_class, FerryRulesPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, FerryRulesPage, work_label);
  gtk_widget_class_bind_template_child (widget_class, FerryRulesPage, work_progress);
  gtk_widget_class_bind_template_callback (widget_class, apply_filter);
  gtk_widget_class_bind_template_callback (widget_class, reset_filter);
  gtk_widget_class_bind_template_callback (widget_class, ferry_search_stop);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_rules_page_init (FerryRulesPage *self)
{
  static const char *const searched[] = { "table-name", "table-id", "company-name", NULL };
  const GActionEntry entries[] = {
    { .name = "include", .activate = on_edit },      { .name = "exclude", .activate = on_edit },
    { .name = "keep", .activate = on_edit },         { .name = "clear", .activate = on_edit },
    { .name = "reset", .activate = on_edit },        { .name = "select-all", .activate = on_select_all },
    { .name = "unselect", .activate = on_unselect }, { .name = "refresh", .activate = on_refresh },
    { .name = "stop", .activate = on_stop },
  };

  self->cancellable = g_cancellable_new ();
  self->list = ferry_record_list_new (FERRY_TYPE_TABLE_SETTING, searched);
  self->selection = ferry_record_selection_new (self->list);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "rules", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_accessible_name_menu_button (self->menu_button, NULL);
  ferry_record_table_set_up (self->table, &ferry_rule_shape, self->list, self->selection);
  set_narrow (self, FALSE);
}
