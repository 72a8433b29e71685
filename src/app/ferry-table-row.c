/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-table-row.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-explanation.h"
#include "ferry-format.h"

struct _FerryTableRow
{
  GtkWidget parent_instance;

  GtkCheckButton *check;
  GtkImage *icon;
  GtkLabel *title_label;
  GtkLabel *facts_label;
  GtkLabel *message_label;

  FerryTableChoice *choice;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (FerryTableRow, ferry_table_row, GTK_TYPE_WIDGET)

char *
ferry_table_row_dup_meaning (FerryTableResult *result)
{
  const char *code = ferry_table_result_get_error_code (result);
  const char *message = ferry_table_result_get_message (result);
  g_autoptr (FerryExplanation) explanation = NULL;

  g_return_val_if_fail (FERRY_IS_TABLE_RESULT (result), NULL);

  if (ferry_table_result_get_status (result) != FERRY_TABLE_STATUS_SUCCESSFUL
      && (*code != '\0' || *message != '\0'))
    explanation
      = ferry_explanation_new (*code == '\0' ? NULL : code, message, ferry_table_result_get_company (result),
                               ferry_table_result_get_table (result));
  if (explanation != NULL)
    return g_strdup (explanation->title);
  return g_strdelimit (g_strdup (message), "\r\n\t", ' ');
}

static char *
dup_counts (FerryTableResult *result)
{
  g_autofree char *copied = ferry_format_count (ferry_table_result_get_records_copied (result));
  gint64 n_total = ferry_table_result_get_total_records (result);
  g_autofree char *total = ferry_format_count (n_total);

  /* Translators: records copied, of so many */
  return g_strdup_printf (ngettext ("%s of %s record", "%s of %s records", (gulong) n_total), copied, total);
}

static char *
dup_run_title (FerryTableResult *result)
{
  FerryRun *run = ferry_table_result_get_run (result);
  g_autofree char *start = ferry_format_time (ferry_table_result_get_order (result));

  if (run == NULL)
    /* Translators: a time */
    return g_strdup_printf (_ ("%s, a run that isn’t in the log any more"), start);
  /* Translators: a time, and the type of a run, such as “1 May 2026 10:20 · Full” */
  return g_strdup_printf (_ ("%s · %s"), start,
                          ferry_replication_type_to_label (ferry_run_get_replication_type (run)));
}

static void
show (FerryTableRow *self, FerryTableResult *result, const char *first_fact)
{
  g_autofree char *meaning = ferry_table_row_dup_meaning (result);
  g_autofree char *counts = dup_counts (result);
  g_autofree char *facts = g_strjoin (" · ", first_fact, counts, NULL);

  gtk_label_set_label (self->facts_label, facts);
  gtk_label_set_label (self->message_label, meaning);
  gtk_widget_set_visible (GTK_WIDGET (self->message_label), *meaning != '\0');
}

void
ferry_table_row_set_result (FerryTableRow *self, FerryTableResult *result)
{
  FerryStyle style;
  const char *classes[2] = { NULL, NULL };
  g_autofree char *title = NULL;

  g_return_if_fail (FERRY_IS_TABLE_ROW (self));
  g_return_if_fail (FERRY_IS_TABLE_RESULT (result));

  style = ferry_table_status_to_style (ferry_table_result_get_status (result));
  classes[0] = ferry_style_to_css_class (style);
  gtk_widget_set_visible (GTK_WIDGET (self->check), FALSE);
  gtk_image_set_from_icon_name (self->icon, ferry_style_to_icon_name (style));
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
  title = dup_run_title (result);
  gtk_label_set_label (self->title_label, title);
  show (self, result, ferry_table_result_get_status_text (result));
}

static void
update_check (FerryTableRow *self)
{
  self->updating = TRUE;
  gtk_check_button_set_active (self->check, ferry_table_choice_get_chosen (self->choice));
  self->updating = FALSE;
}

void
ferry_table_row_set_choice (FerryTableRow *self, FerryTableChoice *choice)
{
  FerryTableResult *result;
  const char *company;
  g_autofree char *name = NULL;

  g_return_if_fail (FERRY_IS_TABLE_ROW (self));

  if (self->choice != NULL)
    g_signal_handlers_disconnect_by_func (self->choice, update_check, self);
  g_set_object (&self->choice, choice);
  if (choice == NULL)
    return;

  g_signal_connect_object (choice, "notify::chosen", G_CALLBACK (update_check), self, G_CONNECT_SWAPPED);
  result = ferry_table_choice_get_result (choice);
  company = ferry_table_result_get_company (result);
  if (*company == '\0')
    company = _ ("Per database");
  gtk_widget_set_visible (GTK_WIDGET (self->icon), FALSE);
  gtk_label_set_label (self->title_label, ferry_table_result_get_table (result));
  show (self, result, company);
  /* Translators: a check: whether the table is unblocked; the table's name, its company */
  name = g_strdup_printf (_ ("Unblock %s of %s"), ferry_table_result_get_table (result), company);
  ferry_accessible_set_label (self->check, name);
  update_check (self);
}

static void
on_toggled (FerryTableRow *self)
{
  if (!self->updating && self->choice != NULL)
    ferry_table_choice_set_chosen (self->choice, gtk_check_button_get_active (self->check));
}

GtkWidget *
ferry_table_row_new (void)
{
  return g_object_new (FERRY_TYPE_TABLE_ROW, NULL);
}

static void
ferry_table_row_dispose (GObject *object)
{
  FerryTableRow *self = FERRY_TABLE_ROW (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_clear_object (&self->choice);
  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (ferry_table_row_parent_class)->dispose (object);
}

static void
ferry_table_row_class_init (FerryTableRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_table_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-table-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryTableRow, check);
  gtk_widget_class_bind_template_child (widget_class, FerryTableRow, icon);
  gtk_widget_class_bind_template_child (widget_class, FerryTableRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTableRow, facts_label);
  gtk_widget_class_bind_template_child (widget_class, FerryTableRow, message_label);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_table_row_init (FerryTableRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
