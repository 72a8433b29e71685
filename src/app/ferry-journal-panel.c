/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-journal-panel.h"

#include <glib/gi18n-lib.h>

#include "ferry-format.h"

struct _FerryJournalPanel
{
  GtkWidget parent_instance;

  GtkImage *icon;
  GtkLabel *action_label;
  GtkLabel *outcome_label;
  GtkLabel *origin_label;
  GtkLabel *subject_title;
  GtkLabel *subject_label;
  GtkWidget *subject_box;
  GtkLabel *message_label;
  GtkLabel *correlation_label;
  GtkWidget *correlation_box;
};

enum
{
  CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FerryJournalPanel, ferry_journal_panel, GTK_TYPE_WIDGET)

static const char *const styles[] = { "success", "warning", "error", "accent" };

static void
set_style (GtkWidget *widget, const char *style)
{
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (widget, styles[i]);
  if (style != NULL)
    gtk_widget_add_css_class (widget, style);
}

/* Who, when and where, as far as the entry tells. */
static char *
dup_origin (FerryJournalEntry *entry)
{
  const char *who = ferry_journal_entry_get_who (entry);
  const char *environment = ferry_journal_entry_get_environment_name (entry);
  gint64 at = ferry_journal_entry_get_at (entry);
  gint64 concluded_at = ferry_journal_entry_get_concluded_at (entry);
  g_autofree char *time = ferry_format_time (at);
  GString *text = g_string_new (time);

  if (concluded_at - at >= G_USEC_PER_SEC)
    {
      g_autofree char *duration = ferry_format_duration ((concluded_at - at) / G_USEC_PER_SEC);
      /* Translators: how long it took until the outcome of an action was known */
      g_autofree char *after = g_strdup_printf (_ ("outcome after %s"), duration);

      g_string_append_printf (text, " · %s", after);
    }
  if (*who != '\0')
    g_string_append_printf (text, " · %s", who);
  if (*environment != '\0')
    g_string_append_printf (text, " · %s", environment);
  return g_string_free (text, FALSE);
}

static void
show_text (GtkLabel *label, gpointer widget, const char *text)
{
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (widget, *text != '\0');
}

void
ferry_journal_panel_show (FerryJournalPanel *self, FerryJournalEntry *entry)
{
  FerryOutcome outcome;
  FerryStyle style;
  g_autofree char *origin = NULL;
  g_autofree char *subject = NULL;
  g_autofree char *message = NULL;

  g_return_if_fail (FERRY_IS_JOURNAL_PANEL (self));
  g_return_if_fail (FERRY_IS_JOURNAL_ENTRY (entry));

  outcome = ferry_journal_entry_get_outcome (entry);
  style = ferry_outcome_to_style (outcome);
  origin = dup_origin (entry);
  subject = ferry_journal_entry_dup_subject_label (entry);
  message = ferry_journal_entry_dup_message_label (entry);
  gtk_image_set_from_icon_name (self->icon, ferry_style_to_icon_name (style));
  set_style (GTK_WIDGET (self->icon), ferry_style_to_css_class (style));
  gtk_label_set_label (self->action_label, ferry_journal_entry_get_action_label (entry));
  gtk_label_set_label (self->outcome_label, ferry_outcome_to_label (outcome));
  gtk_label_set_label (self->origin_label, origin);
  gtk_label_set_label (self->subject_title,
                       ferry_journal_entry_has_reason (entry) ? _ ("Reason") : _ ("Subject"));
  show_text (self->subject_label, self->subject_box, subject);
  show_text (self->message_label, self->message_label, message);
  show_text (self->correlation_label, self->correlation_box, ferry_journal_entry_get_correlation_id (entry));
}

static void
on_copy_clicked (FerryJournalPanel *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          gtk_label_get_label (self->correlation_label));
}

static void
on_close_clicked (FerryJournalPanel *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
ferry_journal_panel_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (ferry_journal_panel_parent_class)->dispose (object);
}

static void
ferry_journal_panel_class_init (FerryJournalPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_journal_panel_dispose;

  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-journal-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryJournalPanel, icon);
  gtk_widget_class_bind_template_child (widget_class, FerryJournalPanel, action_label);
  gtk_widget_class_bind_template_child (widget_class, FerryJournalPanel, outcome_label);
  gtk_widget_class_bind_template_child (widget_class, FerryJournalPanel, origin_label);
  gtk_widget_class_bind_template_child (widget_class, FerryJournalPanel, subject_title);
  gtk_widget_class_bind_template_child (widget_class, FerryJournalPanel, subject_label);
  gtk_widget_class_bind_template_child (widget_class, FerryJournalPanel, subject_box);
  gtk_widget_class_bind_template_child (widget_class, FerryJournalPanel, message_label);
  gtk_widget_class_bind_template_child (widget_class, FerryJournalPanel, correlation_label);
  gtk_widget_class_bind_template_child (widget_class, FerryJournalPanel, correlation_box);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_journal_panel_init (FerryJournalPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
