/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-repair-dialog.h"

#include <glib/gi18n-lib.h>

#include "ferry-format.h"

struct _FerryRepairDialog
{
  FerryTaskDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (FerryRepairDialog, ferry_repair_dialog, FERRY_TYPE_TASK_DIALOG)

static void
ferry_repair_dialog_ask (FerryTaskDialog *self)
{
  ferry_task_dialog_show (
    self, FERRY_TASK_STAGE_READY, _ ("Repair Companion Tables?"),
    _ ("Extensions keep their fields in companion tables, with a record for each record of the table they "
       "extend. Where such a record is missing it is inserted. Nothing else is changed; data repair counts "
       "as completed after that."),
    _ ("_Repair"));
}

static void
ferry_repair_dialog_tell (FerryTaskDialog *self, gint64 count)
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
  ferry_task_dialog_show (self, FERRY_TASK_STAGE_DONE,
                          count == 0 ? _ ("Nothing to Repair") : _ ("Companion Tables Are Repaired"), body,
                          NULL);
}

static void
ferry_repair_dialog_begin (FerryTaskDialog *self)
{
  ferry_task_dialog_order (self, ferry_order_new_repair (), _ ("Repairing Companion Tables…"));
}

GtkWindow *
ferry_repair_dialog_new (FerryEnvironment *environment)
{
  FerryRepairDialog *self;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);

  self = g_object_new (FERRY_TYPE_REPAIR_DIALOG, "title", _ ("Companion Tables"), NULL);
  ferry_task_dialog_set_up (FERRY_TASK_DIALOG (self), environment, FERRY_ACTION_REPAIR_COMPANION_TABLES,
                            "emblem-system-symbolic");
  ferry_repair_dialog_ask (FERRY_TASK_DIALOG (self));
  return GTK_WINDOW (self);
}

static void
ferry_repair_dialog_class_init (FerryRepairDialogClass *klass)
{
  FerryTaskDialogClass *dialog_class = FERRY_TASK_DIALOG_CLASS (klass);

  dialog_class->begin = ferry_repair_dialog_begin;
  dialog_class->ask = ferry_repair_dialog_ask;
  dialog_class->tell = ferry_repair_dialog_tell;
}

static void
ferry_repair_dialog_init (FerryRepairDialog *self)
{
}
