/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-rules-dialog.h"

#include <glib/gi18n-lib.h>

#include "ferry-adaptive-bin.h"
#include "ferry-rule-history.h"
#include "ferry-rules-page.h"

struct _FerryRulesDialog
{
  AdwWindow parent_instance;

  AdwViewSwitcherTitle *title;
  AdwViewStack *stack;
  FerryRulesPage *rules_page;
  FerryRuleHistory *history;
  AdwViewSwitcherBar *bar;
  guint bar_source;
  gboolean closing; /* once the table in the works is done */
};

G_DEFINE_FINAL_TYPE (FerryRulesDialog, ferry_rules_dialog, ADW_TYPE_WINDOW)

static gboolean
reveal_bar (gpointer data)
{
  FerryRulesDialog *self = data;

  self->bar_source = 0;
  adw_view_switcher_bar_set_reveal (self->bar, adw_view_switcher_title_get_title_visible (self->title));
  return G_SOURCE_REMOVE;
}

/* It changes while the window is laid out: a bar that came at once would be laid out without having been measured. */
static void
on_title_visible_changed (FerryRulesDialog *self)
{
  if (self->bar_source == 0)
    self->bar_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, reveal_bar, self, NULL);
}

static void
on_working_changed (FerryRulesDialog *self)
{
  if (self->closing && !ferry_rules_page_get_working (self->rules_page))
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_stop_answered (FerryRulesDialog *self, const char *response, GtkWindow *dialog)
{
  if (!g_str_equal (response, "stop"))
    return;
  /* It outlives this window by a moment and must not look for it then. */
  gtk_window_set_transient_for (dialog, NULL);
  self->closing = TRUE;
  ferry_rules_page_stop (self->rules_page);
  on_working_changed (self);
}

static gboolean
ferry_rules_dialog_close_request (GtkWindow *window)
{
  FerryRulesDialog *self = FERRY_RULES_DIALOG (window);
  const char *heading = _ ("Stop Changing the Tables?");
  AdwMessageDialog *dialog;

  if (!ferry_rules_page_get_working (self->rules_page))
    return GTK_WINDOW_CLASS (ferry_rules_dialog_parent_class)->close_request (window);

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
    window, heading, _ ("Tables that are changed already stay so; the others are left as they are.")));
  adw_message_dialog_add_responses (dialog, "stay", _ ("_Go On"), "stop", _ ("_Stop and Close"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "stop", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "stay");
  adw_message_dialog_set_close_response (dialog, "stay");
  gtk_window_set_title (GTK_WINDOW (dialog), heading);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_stop_answered), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  return TRUE;
}

static gboolean
focus_search (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  FerryRulesDialog *self = FERRY_RULES_DIALOG (widget);

  if (adw_view_stack_get_visible_child (self->stack) == GTK_WIDGET (self->history))
    ferry_rule_history_focus_search (self->history);
  else
    ferry_rules_page_focus_search (self->rules_page);
  return TRUE;
}

GtkWindow *
ferry_rules_dialog_new (FerryEnvironment *environment)
{
  FerryRulesDialog *self;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);

  self = g_object_new (FERRY_TYPE_RULES_DIALOG, NULL);
  adw_view_switcher_title_set_subtitle (self->title,
                                        ferry_profile_get_name (ferry_environment_get_profile (environment)));
  ferry_rules_page_set_environment (self->rules_page, environment);
  ferry_rule_history_set_environment (self->history, environment);
  return GTK_WINDOW (self);
}

static void
ferry_rules_dialog_dispose (GObject *object)
{
  g_clear_handle_id (&FERRY_RULES_DIALOG (object)->bar_source, g_source_remove);
  G_OBJECT_CLASS (ferry_rules_dialog_parent_class)->dispose (object);
}

static void
ferry_rules_dialog_class_init (FerryRulesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_rules_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = ferry_rules_dialog_close_request;

  g_type_ensure (FERRY_TYPE_ADAPTIVE_BIN);
  g_type_ensure (FERRY_TYPE_RULES_PAGE);
  g_type_ensure (FERRY_TYPE_RULE_HISTORY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-rules-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryRulesDialog, title);
  gtk_widget_class_bind_template_child (widget_class, FerryRulesDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryRulesDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, FerryRulesDialog, rules_page);
  gtk_widget_class_bind_template_child (widget_class, FerryRulesDialog, history);
  gtk_widget_class_bind_template_callback (widget_class, on_title_visible_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_working_changed);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, focus_search, NULL);
}

static void
ferry_rules_dialog_init (FerryRulesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
