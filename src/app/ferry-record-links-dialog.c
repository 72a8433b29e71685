/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-record-links-dialog.h"

#include <glib/gi18n-lib.h>

#include "ferry-format.h"

struct _FerryRecordLinksDialog
{
  FerryTaskDialog parent_instance;

  GtkLabel *date_label;
};

G_DEFINE_FINAL_TYPE (FerryRecordLinksDialog, ferry_record_links_dialog, FERRY_TYPE_TASK_DIALOG)

static FerryEnvironment *
environment (FerryRecordLinksDialog *self)
{
  return ferry_task_dialog_get_environment (FERRY_TASK_DIALOG (self));
}

static gint64
get_date (FerryRecordLinksDialog *self)
{
  return ferry_environment_get_state (environment (self))->record_links_migrated_at;
}

static void
update_date (FerryRecordLinksDialog *self)
{
  g_autofree char *date = NULL;

  if (ferry_task_dialog_is_closed (FERRY_TASK_DIALOG (self)))
    return;
  date = get_date (self) == 0 ? g_strdup (_ ("Never")) : ferry_format_time (get_date (self));
  gtk_label_set_label (self->date_label, date);
}

static void
ferry_record_links_dialog_ask (FerryTaskDialog *self)
{
  update_date (FERRY_RECORD_LINKS_DIALOG (self));
  ferry_task_dialog_show (
    self, FERRY_TASK_STAGE_READY, _ ("Migrate Record Links and Notes?"),
    _ ("A run copies links and notes into a buffer. They are moved from there to the records they belong to, "
       "where people find them. Do it after the last run, and before user mappings."),
    _ ("_Migrate"));
}

static void
ferry_record_links_dialog_tell (FerryTaskDialog *self, gint64 count)
{
  g_autofree char *number = ferry_format_count (count);
  g_autofree char *body = NULL;

  update_date (FERRY_RECORD_LINKS_DIALOG (self));
  if (count < 0)
    body
      = g_strdup (_ ("The answer got lost, but the service has done it. How many there were isn’t known."));
  else if (count == 0)
    body = g_strdup (_ ("No link and no note was waiting in the buffer."));
  else
    body = g_strdup_printf (ngettext ("%s link or note was moved to its record.",
                                      "%s links and notes were moved to their records.", (gulong) count),
                            number);
  ferry_task_dialog_show (self, FERRY_TASK_STAGE_DONE,
                          count == 0 ? _ ("Nothing to Migrate") : _ ("Record Links Are Migrated"), body,
                          NULL);
}

static void
migrate (FerryRecordLinksDialog *self)
{
  ferry_task_dialog_order (FERRY_TASK_DIALOG (self), ferry_order_new_record_links (),
                           _ ("Migrating Record Links…"));
}

static void
on_answered (FerryRecordLinksDialog *self, const char *response)
{
  if (g_str_equal (response, "do"))
    migrate (self);
}

static void
ferry_record_links_dialog_begin (FerryTaskDialog *task_dialog)
{
  FerryRecordLinksDialog *self = FERRY_RECORD_LINKS_DIALOG (task_dialog);
  const char *heading = _ ("Migrate Them Again?");
  AdwMessageDialog *dialog;
  g_autofree char *date = NULL;
  g_autofree char *body = NULL;

  if (get_date (self) == 0)
    {
      migrate (self);
      return;
    }
  date = ferry_format_time (get_date (self));
  body = g_strdup_printf (
    /* Translators: a date with its time */
    _ ("Record links and notes were migrated on %s already. Once more moves what has come since."), date);
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (self), heading, body));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "do", _ ("Migrate _Again"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "do", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  gtk_window_set_title (GTK_WINDOW (dialog), heading);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_answered), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

GtkWindow *
ferry_record_links_dialog_new (FerryEnvironment *of_environment)
{
  FerryRecordLinksDialog *self;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (of_environment), NULL);

  self = g_object_new (FERRY_TYPE_RECORD_LINKS_DIALOG, "title", _ ("Record Links and Notes"), NULL);
  ferry_task_dialog_set_up (FERRY_TASK_DIALOG (self), of_environment, FERRY_ACTION_MIGRATE_RECORD_LINKS,
                            "mail-attachment-symbolic");
  self->date_label = ferry_task_dialog_add_fact (FERRY_TASK_DIALOG (self), _ ("Last migrated"));
  g_signal_connect_object (of_environment, "notify::last-seen", G_CALLBACK (update_date), self,
                           G_CONNECT_SWAPPED);
  ferry_record_links_dialog_ask (FERRY_TASK_DIALOG (self));
  /* Somebody else may have done it. */
  ferry_environment_refresh_async (of_environment, NULL, NULL, NULL);
  return GTK_WINDOW (self);
}

static void
ferry_record_links_dialog_class_init (FerryRecordLinksDialogClass *klass)
{
  FerryTaskDialogClass *dialog_class = FERRY_TASK_DIALOG_CLASS (klass);

  dialog_class->begin = ferry_record_links_dialog_begin;
  dialog_class->ask = ferry_record_links_dialog_ask;
  dialog_class->tell = ferry_record_links_dialog_tell;
}

static void
ferry_record_links_dialog_init (FerryRecordLinksDialog *self)
{
}
