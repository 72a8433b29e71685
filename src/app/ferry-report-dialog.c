/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-report-dialog.h"

#include <glib/gi18n-lib.h>

#include "ferry-error-bar.h"
#include "ferry-file-choice.h"
#include "ferry-report.h"

struct _FerryReportDialog
{
  AdwWindow parent_instance;

  FerryErrorBar *error_bar;
  GtkStack *stack;
  AdwStatusPage *done_page;
  GtkProgressBar *progress_bar;

  FerryEnvironment *environment;
  FerryDatabase *database;
  GFile *file; /* (nullable): what is written, or was */
  GCancellable *writing;
  GCancellable *cancellable; /* the dialog's life */
};

G_DEFINE_FINAL_TYPE (FerryReportDialog, ferry_report_dialog, ADW_TYPE_WINDOW)

static void
show_page (FerryReportDialog *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
}

/* ---- Writing ---- */

static void
on_progress (double fraction, gpointer data)
{
  gtk_progress_bar_set_fraction (FERRY_REPORT_DIALOG (data)->progress_bar, fraction);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryReportDialog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = ferry_report_write_finish (FERRY_ENVIRONMENT (source), result, &error);
  g_autofree char *name = NULL;

  g_clear_object (&self->writing);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (!done)
    {
      show_page (self, "start");
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        ferry_error_bar_show (self->error_bar, _ ("The Report Wasn’t Saved"), error);
      return;
    }
  name = g_file_get_parse_name (self->file);
  adw_status_page_set_description (self->done_page, name);
  show_page (self, "done");
}

void
ferry_report_dialog_write (FerryReportDialog *self, GFile *file)
{
  g_return_if_fail (FERRY_IS_REPORT_DIALOG (self));
  g_return_if_fail (G_IS_FILE (file));

  if (self->writing != NULL)
    return;
  g_set_object (&self->file, file);
  self->writing = g_cancellable_new ();
  ferry_error_bar_clear (self->error_bar);
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  show_page (self, "writing");
  ferry_report_write_async (self->environment, self->database, file, on_progress, self, self->writing,
                            on_written, g_object_ref (self));
}

static void
on_file_chosen (gpointer owner, GFile *file, const char *format)
{
  ferry_report_dialog_write (owner, file);
}

static void
on_save_clicked (FerryReportDialog *self)
{
  g_autofree char *name = ferry_report_dup_file_name (self->environment);

  ferry_file_choice_save (self, _ ("Save Report"), name, "html", on_file_chosen);
}

static void
on_cancel_clicked (FerryReportDialog *self)
{
  if (self->writing != NULL)
    g_cancellable_cancel (self->writing);
}

/* ---- Opening ---- */

static void
on_shown (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryReportDialog) self = data;
  g_autoptr (GError) error = NULL;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error)
      && !g_cancellable_is_cancelled (self->cancellable)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ferry_error_bar_show (self->error_bar, _ ("The Report Can’t Be Opened"), error);
}

static void
on_open_clicked (FerryReportDialog *self)
{
  g_autofree char *uri = g_file_get_uri (self->file);

  gtk_show_uri_full (GTK_WINDOW (self), uri, GDK_CURRENT_TIME, self->cancellable, on_shown,
                     g_object_ref (self));
}

/* ---- Class ---- */

GtkWindow *
ferry_report_dialog_new (FerryEnvironment *environment, FerryDatabase *database)
{
  FerryReportDialog *self;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);
  g_return_val_if_fail (FERRY_IS_DATABASE (database), NULL);

  self = g_object_new (FERRY_TYPE_REPORT_DIALOG, NULL);
  self->environment = g_object_ref (environment);
  self->database = g_object_ref (database);
  return GTK_WINDOW (self);
}

static void
ferry_report_dialog_dispose (GObject *object)
{
  FerryReportDialog *self = FERRY_REPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  if (self->writing != NULL)
    g_cancellable_cancel (self->writing);
  G_OBJECT_CLASS (ferry_report_dialog_parent_class)->dispose (object);
}

static void
ferry_report_dialog_finalize (GObject *object)
{
  FerryReportDialog *self = FERRY_REPORT_DIALOG (object);

  g_clear_object (&self->environment);
  g_clear_object (&self->database);
  g_clear_object (&self->file);
  g_clear_object (&self->writing);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (ferry_report_dialog_parent_class)->finalize (object);
}

static void
ferry_report_dialog_class_init (FerryReportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_report_dialog_dispose;
  object_class->finalize = ferry_report_dialog_finalize;

  g_type_ensure (FERRY_TYPE_ERROR_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-report-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryReportDialog, error_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryReportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryReportDialog, done_page);
  gtk_widget_class_bind_template_child (widget_class, FerryReportDialog, progress_bar);
  gtk_widget_class_bind_template_callback (widget_class, on_save_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_open_clicked);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ferry_report_dialog_init (FerryReportDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
