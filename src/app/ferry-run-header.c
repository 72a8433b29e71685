/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-run-header.h"

#include <glib/gi18n-lib.h>

#include "ferry-format.h"
#include "ferry-time-label.h"

struct _FerryRunHeader
{
  GtkWidget parent_instance;

  GtkImage *icon;
  GtkLabel *status_label;
  GtkLabel *type_label;
  FerryTimeLabel *start_label;
  FerryTimeLabel *duration_label;
  GtkLabel *counts_label;
  GtkLabel *progress_label;
  GtkLabel *hint_label;
  GtkLabel *details_label;

  FerryRun *run;
  FerryDetailList *list;
  FerryRunMonitor *monitor;
};

G_DEFINE_FINAL_TYPE (FerryRunHeader, ferry_run_header, GTK_TYPE_WIDGET)

static void
append_count (GString *text, const char *format, guint count)
{
  g_autofree char *number = NULL;

  if (count == 0)
    return;
  number = ferry_format_count (count);
  if (text->len > 0)
    g_string_append (text, " · ");
  /* Each word has its own place for the number. */
  g_string_append (text, format);
  g_string_replace (text, "%s", number, 1);
}

static char *
dup_counts (FerryRunHeader *self)
{
  GString *text = g_string_new (NULL);
  guint successful, failed, warnings, remaining;
  gint64 copied, total;

  g_object_get (self->list, "n-successful", &successful, "n-failed", &failed, "n-warnings", &warnings,
                "n-remaining", &remaining, "records-copied", &copied, "total-records", &total, NULL);
  append_count (text, ngettext ("%s table successful", "%s tables successful", successful), successful);
  append_count (text, ngettext ("%s failed", "%s failed", failed), failed);
  append_count (text, ngettext ("%s with a warning", "%s with a warning", warnings), warnings);
  append_count (text, ngettext ("%s remaining", "%s remaining", remaining), remaining);
  if (total > 0)
    {
      g_autofree char *copied_text = ferry_format_count (copied);
      g_autofree char *total_text = ferry_format_count (total);

      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append_printf (text,
                              /* Translators: the plural goes by the second number */
                              ngettext ("%s of %s record copied", "%s of %s records copied", (gulong) total),
                              copied_text, total_text);
    }
  return g_string_free (text, FALSE);
}

static void
update_counts (FerryRunHeader *self)
{
  g_autofree char *counts = dup_counts (self);

  gtk_label_set_label (self->counts_label, counts);
  gtk_widget_set_visible (GTK_WIDGET (self->counts_label), *counts != '\0');
}

static void
set_line (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

/* The same words as on the environment's page. */
static void
update_progress (FerryRunHeader *self)
{
  FerryRun *followed = ferry_run_monitor_get_run (self->monitor);
  gboolean goes_on = followed != NULL && ferry_run_monitor_get_active (self->monitor)
                     && g_str_equal (ferry_run_get_run_id (followed), ferry_run_get_run_id (self->run));

  set_line (self->progress_label, goes_on ? ferry_run_monitor_get_text (self->monitor) : "");
  set_line (self->hint_label, goes_on ? ferry_run_monitor_get_hint (self->monitor) : "");
}

static void
update (FerryRunHeader *self)
{
  FerryStyle style = ferry_run_status_to_style (ferry_run_get_status (self->run));
  const char *const classes[] = { ferry_style_to_css_class (style), NULL };
  FerryReplicationType type = ferry_run_get_replication_type (self->run);

  gtk_image_set_from_icon_name (self->icon, ferry_style_to_icon_name (style));
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), (const char **) classes);
  gtk_label_set_label (self->status_label, ferry_run_get_status_text (self->run));
  gtk_label_set_label (self->type_label,
                       type == FERRY_REPLICATION_TYPE_UNKNOWN ? "" : ferry_replication_type_to_label (type));
  gtk_widget_set_visible (GTK_WIDGET (self->type_label), type != FERRY_REPLICATION_TYPE_UNKNOWN);
  g_object_set (self->start_label, "time", ferry_run_get_start_time (self->run), NULL);
  g_object_set (self->duration_label, "time", ferry_run_get_start_time (self->run), "until",
                ferry_run_get_end_time (self->run), NULL);
  gtk_label_set_label (self->details_label, ferry_run_get_details (self->run));
  gtk_widget_set_visible (GTK_WIDGET (self->details_label), *ferry_run_get_details (self->run) != '\0');
}

void
ferry_run_header_set_run (FerryRunHeader *self,
                          FerryRun *run,
                          FerryDetailList *list,
                          FerryRunMonitor *monitor)
{
  g_return_if_fail (FERRY_IS_RUN_HEADER (self));
  g_return_if_fail (FERRY_IS_RUN (run));
  g_return_if_fail (FERRY_IS_DETAIL_LIST (list));
  g_return_if_fail (self->run == NULL);

  self->run = g_object_ref (run);
  self->list = g_object_ref (list);
  self->monitor = g_object_ref (monitor);
  g_signal_connect_object (run, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "reordered", G_CALLBACK (update_counts), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (monitor, "notify", G_CALLBACK (update_progress), self, G_CONNECT_SWAPPED);
  update (self);
  update_counts (self);
  update_progress (self);
}

static void
ferry_run_header_dispose (GObject *object)
{
  FerryRunHeader *self = FERRY_RUN_HEADER (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->run);
  g_clear_object (&self->list);
  g_clear_object (&self->monitor);
  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (ferry_run_header_parent_class)->dispose (object);
}

static void
ferry_run_header_class_init (FerryRunHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_run_header_dispose;

  g_type_ensure (FERRY_TYPE_TIME_LABEL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-run-header.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryRunHeader, icon);
  gtk_widget_class_bind_template_child (widget_class, FerryRunHeader, status_label);
  gtk_widget_class_bind_template_child (widget_class, FerryRunHeader, type_label);
  gtk_widget_class_bind_template_child (widget_class, FerryRunHeader, start_label);
  gtk_widget_class_bind_template_child (widget_class, FerryRunHeader, duration_label);
  gtk_widget_class_bind_template_child (widget_class, FerryRunHeader, counts_label);
  gtk_widget_class_bind_template_child (widget_class, FerryRunHeader, progress_label);
  gtk_widget_class_bind_template_child (widget_class, FerryRunHeader, hint_label);
  gtk_widget_class_bind_template_child (widget_class, FerryRunHeader, details_label);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_run_header_init (FerryRunHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
