/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-repair-dialog.h"

#include <glib/gi18n-lib.h>

#include "ferry-action-performer.h"
#include "ferry-error.h"
#include "ferry-format.h"

struct _FerryRepairDialog
{
  FerryTaskDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (FerryRepairDialog, ferry_repair_dialog, FERRY_TYPE_TASK_DIALOG)

static void
show_question (FerryRepairDialog *self)
{
  ferry_task_dialog_show (
    FERRY_TASK_DIALOG (self), FERRY_TASK_STAGE_READY, _ ("Repair Companion Tables?"),
    _ ("Extensions keep their fields in companion tables, with a record for each record of the table they "
       "extend. Where such a record is missing it is inserted. Nothing else is changed; data repair counts "
       "as completed after that."),
    _ ("_Repair"));
}

static void
show_result (FerryRepairDialog *self, gint64 count)
{
  g_autofree char *number = ferry_format_count (count);
  g_autofree char *body = NULL;

  if (count < 0)
    body
      = g_strdup (_ ("The answer got lost, but the service has done it. How many there were isn’t known."));
  else if (count == 0)
    body = g_strdup (_ ("No record was missing from the companion tables."));
  else
    body = g_strdup_printf (
      ngettext ("%s missing record was inserted.", "%s missing records were inserted.", (gulong) count),
      number);
  ferry_task_dialog_show (FERRY_TASK_DIALOG (self), FERRY_TASK_STAGE_DONE,
                          count == 0 ? _ ("Nothing to Repair") : _ ("Companion Tables Are Repaired"), body,
                          NULL);
}

static void
on_repaired (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryRepairDialog) self = data;
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (GError) error = NULL;
  gint64 count = -1;
  gboolean done = ferry_environment_order_finish (FERRY_ENVIRONMENT (source), result, &answer, &error)
                  && ferry_order_read_count (answer, &count, &error);

  if (ferry_task_dialog_is_closed (FERRY_TASK_DIALOG (self)))
    return;
  if (done)
    {
      show_result (self, count);
      return;
    }
  show_question (self);
  ferry_error_bar_show (ferry_task_dialog_get_error_bar (FERRY_TASK_DIALOG (self)),
                        g_error_matches (error, FERRY_ERROR, FERRY_ERROR_AMBIGUOUS)
                          ? _ ("The Outcome Isn’t Known")
                          : ferry_action_get_failure (FERRY_ACTION_REPAIR_COMPANION_TABLES),
                        error);
}

static void
ferry_repair_dialog_begin (FerryTaskDialog *self)
{
  ferry_error_bar_clear (ferry_task_dialog_get_error_bar (self));
  ferry_task_dialog_show (self, FERRY_TASK_STAGE_BUSY, _ ("Repairing Companion Tables…"),
                          _ ("This may take some minutes. It goes on when you close this window."), NULL);
  ferry_environment_order_async (ferry_task_dialog_get_environment (self), ferry_order_new_repair (), NULL,
                                 on_repaired, g_object_ref (self));
}

GtkWindow *
ferry_repair_dialog_new (FerryEnvironment *environment)
{
  FerryRepairDialog *self;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);

  self = g_object_new (FERRY_TYPE_REPAIR_DIALOG, "title", _ ("Companion Tables"), NULL);
  ferry_task_dialog_set_up (FERRY_TASK_DIALOG (self), environment, FERRY_ACTION_REPAIR_COMPANION_TABLES,
                            "emblem-system-symbolic");
  show_question (self);
  return GTK_WINDOW (self);
}

static void
ferry_repair_dialog_class_init (FerryRepairDialogClass *klass)
{
  FERRY_TASK_DIALOG_CLASS (klass)->begin = ferry_repair_dialog_begin;
}

static void
ferry_repair_dialog_init (FerryRepairDialog *self)
{
}
