/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-setup-approval-step.h"

#include <glib/gi18n-lib.h>

#include "ferry-error.h"
#include "ferry-setup-approval.h"

struct _FerrySetupApprovalStep
{
  FerrySetupStep parent_instance;

  AdwActionRow *link_row;
  GtkButton *copy_button;
};

G_DEFINE_FINAL_TYPE (FerrySetupApprovalStep, ferry_setup_approval_step, FERRY_TYPE_SETUP_STEP)

static void
on_copy_clicked (FerrySetupApprovalStep *self)
{
  const char *uri = ferry_setup_plan_get_approval_uri (ferry_setup_step_get_plan (FERRY_SETUP_STEP (self)));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), uri == NULL ? "" : uri);
}

static gboolean
ferry_setup_approval_step_applies (FerrySetupStep *step)
{
  return ferry_setup_plan_get_approval_required (ferry_setup_step_get_plan (step));
}

static void
ferry_setup_approval_step_load (FerrySetupStep *step, GTask *task)
{
  FerrySetupApprovalStep *self = FERRY_SETUP_APPROVAL_STEP (step);
  const char *uri = ferry_setup_plan_get_approval_uri (ferry_setup_step_get_plan (step));

  adw_action_row_set_subtitle (self->link_row, uri == NULL ? "" : uri);
  gtk_widget_set_visible (GTK_WIDGET (self->link_row), uri != NULL && *uri != '\0');
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
on_approval_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  FerrySetupPlan *plan = FERRY_SETUP_PLAN (source);

  if (!ferry_setup_approval_read_finish (plan, result, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (ferry_setup_plan_get_approval_required (plan))
    g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_RULE, "%s",
                             _ ("The request isn’t approved yet. Send the link to a licensed administrator "
                                "with the SUPER permission set, and try again once it is approved."));
  else
    g_task_return_boolean (task, TRUE);
}

static void
ferry_setup_approval_step_leave (FerrySetupStep *step, GTask *task)
{
  ferry_setup_approval_read_async (ferry_setup_step_get_plan (step), g_task_get_cancellable (task),
                                   on_approval_read, task);
}

static void
ferry_setup_approval_step_class_init (FerrySetupApprovalStepClass *klass)
{
  FerrySetupStepClass *step_class = FERRY_SETUP_STEP_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  step_class->applies = ferry_setup_approval_step_applies;
  step_class->load = ferry_setup_approval_step_load;
  step_class->leave = ferry_setup_approval_step_leave;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-setup-approval-step.ui");
  gtk_widget_class_bind_template_child (widget_class, FerrySetupApprovalStep, link_row);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupApprovalStep, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked);
}

static void
ferry_setup_approval_step_init (FerrySetupApprovalStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
