/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-explanation-panel.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-detail-cell.h"
#include "ferry-explanation.h"
#include "ferry-help-button.h"
#include "ferry-help.h"

struct _FerryExplanationPanel
{
  GtkWidget parent_instance;

  GtkImage *icon;
  GtkLabel *table_label;
  GtkLabel *facts_label;
  GtkLabel *title_label;
  GtkLabel *meaning_label;
  GtkLabel *remedy_label;
  GtkWidget *snippet_box;
  GtkLabel *snippet_label;
  GtkWidget *message_box;
  GtkLabel *message_heading;
  GtkLabel *message_label;
  GtkMenuButton *menu_button;
  FerryHelpButton *help_button;
};

enum
{
  SIGNAL_COPY,
  SIGNAL_CLOSE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FerryExplanationPanel, ferry_explanation_panel, GTK_TYPE_WIDGET)

/* A label that says the same again must not lose what is selected in it. */
static void
set_text (GtkLabel *label, const char *text)
{
  if (text == NULL)
    text = "";
  if (g_strcmp0 (gtk_label_get_label (label), text) != 0)
    gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

static char *
dup_facts (FerryTableDetail *detail)
{
  g_autofree char *company = ferry_detail_cell_dup_text (detail, FERRY_DETAIL_CELL_COMPANY);
  g_autofree char *counts = ferry_detail_cell_dup_text (detail, FERRY_DETAIL_CELL_COUNTS);
  g_autofree char *started = ferry_detail_cell_dup_text (detail, FERRY_DETAIL_CELL_STARTED);
  g_autofree char *duration = ferry_detail_cell_dup_text (detail, FERRY_DETAIL_CELL_DURATION);
  const char *status = ferry_table_detail_get_status_text (detail);

  if (ferry_table_detail_get_start_time (detail) == 0)
    return g_strjoin (" · ", company, status, counts, NULL);
  if (ferry_table_detail_get_end_time (detail) == 0)
    return g_strjoin (" · ", company, status, counts, started, NULL);
  return g_strjoin (" · ", company, status, counts, started, duration, NULL);
}

static void
show_message (FerryExplanationPanel *self, FerryTableDetail *detail)
{
  const char *message = ferry_table_detail_get_message (detail);
  const char *code = ferry_table_detail_get_error_code (detail);
  g_autofree char *heading = NULL;

  if (*code == '\0')
    heading = g_strdup (_ ("The service’s own message"));
  else
    /* Translators: an error code */
    heading = g_strdup_printf (_ ("The service’s own message (code %s)"), code);
  set_text (self->message_heading, heading);
  set_text (self->message_label, message);
  gtk_widget_set_visible (self->message_box, *message != '\0');
}

void
ferry_explanation_panel_show (FerryExplanationPanel *self, FerryTableDetail *detail)
{
  const char *message, *code;
  FerryTableStatus status;
  FerryStyle style;
  const char *classes[2] = { NULL, NULL };
  g_autofree char *facts = NULL;
  g_autofree char *topic = NULL;
  g_autoptr (FerryExplanation) explanation = NULL;

  g_return_if_fail (FERRY_IS_EXPLANATION_PANEL (self));
  g_return_if_fail (FERRY_IS_TABLE_DETAIL (detail));

  status = ferry_table_detail_get_status (detail);
  message = ferry_table_detail_get_message (detail);
  code = ferry_table_detail_get_error_code (detail);
  if (status != FERRY_TABLE_STATUS_SUCCESSFUL && (*message != '\0' || *code != '\0'))
    explanation
      = ferry_explanation_new (*code == '\0' ? NULL : code, message, ferry_table_detail_get_company (detail),
                               ferry_table_detail_get_table (detail));

  style = ferry_table_status_to_style (status);
  classes[0] = ferry_style_to_css_class (style);
  gtk_image_set_from_icon_name (self->icon, ferry_style_to_icon_name (style));
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
  set_text (self->table_label, ferry_table_detail_get_table (detail));
  facts = dup_facts (detail);
  set_text (self->facts_label, facts);

  set_text (self->title_label, explanation == NULL ? NULL : explanation->title);
  set_text (self->meaning_label, explanation == NULL ? NULL : explanation->meaning);
  set_text (self->remedy_label, explanation == NULL ? NULL : explanation->remedy);
  set_text (self->snippet_label, explanation == NULL ? NULL : explanation->snippet);
  gtk_widget_set_visible (self->snippet_box, explanation != NULL && explanation->snippet != NULL);
  if (explanation != NULL)
    topic = ferry_help_dup_error_topic (explanation->name);
  ferry_help_button_set_topic (self->help_button, topic);
  gtk_widget_set_visible (GTK_WIDGET (self->help_button), topic != NULL);
  show_message (self, detail);
}

static void
on_copy_snippet_clicked (FerryExplanationPanel *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          gtk_label_get_label (self->snippet_label));
}

static void
on_copy_clicked (FerryExplanationPanel *self)
{
  g_signal_emit (self, signals[SIGNAL_COPY], 0);
}

static void
on_close_clicked (FerryExplanationPanel *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSE], 0);
}

static void
ferry_explanation_panel_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (ferry_explanation_panel_parent_class)->dispose (object);
}

static void
ferry_explanation_panel_class_init (FerryExplanationPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_explanation_panel_dispose;

  signals[SIGNAL_COPY] = g_signal_new ("copy", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CLOSE] = g_signal_new ("close", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 0);

  g_type_ensure (FERRY_TYPE_HELP_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-explanation-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryExplanationPanel, icon);
  gtk_widget_class_bind_template_child (widget_class, FerryExplanationPanel, table_label);
  gtk_widget_class_bind_template_child (widget_class, FerryExplanationPanel, facts_label);
  gtk_widget_class_bind_template_child (widget_class, FerryExplanationPanel, title_label);
  gtk_widget_class_bind_template_child (widget_class, FerryExplanationPanel, meaning_label);
  gtk_widget_class_bind_template_child (widget_class, FerryExplanationPanel, remedy_label);
  gtk_widget_class_bind_template_child (widget_class, FerryExplanationPanel, snippet_box);
  gtk_widget_class_bind_template_child (widget_class, FerryExplanationPanel, snippet_label);
  gtk_widget_class_bind_template_child (widget_class, FerryExplanationPanel, message_box);
  gtk_widget_class_bind_template_child (widget_class, FerryExplanationPanel, message_heading);
  gtk_widget_class_bind_template_child (widget_class, FerryExplanationPanel, message_label);
  gtk_widget_class_bind_template_child (widget_class, FerryExplanationPanel, menu_button);
  gtk_widget_class_bind_template_child (widget_class, FerryExplanationPanel, help_button);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_snippet_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_explanation_panel_init (FerryExplanationPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_accessible_name_menu_button (self->menu_button, _ ("More about this table"));
}
