/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-setup-introduction-step.h"

#include "ferry-setup-approval.h"

struct _FerrySetupIntroductionStep
{
  FerrySetupStep parent_instance;

  GtkCheckButton *accept_check;
  GtkCheckButton *unused_check;
  GtkWidget *unused_box;
};

G_DEFINE_FINAL_TYPE (FerrySetupIntroductionStep, ferry_setup_introduction_step, FERRY_TYPE_SETUP_STEP)

static void
update_ready (FerrySetupIntroductionStep *self)
{
  gboolean used_before = gtk_widget_get_visible (self->unused_box);

  ferry_setup_step_set_ready (FERRY_SETUP_STEP (self),
                              gtk_check_button_get_active (self->accept_check)
                                && (!used_before || gtk_check_button_get_active (self->unused_check)));
}

static void
ferry_setup_introduction_step_load (FerrySetupStep *step, GTask *task)
{
  FerrySetupIntroductionStep *self = FERRY_SETUP_INTRODUCTION_STEP (step);

  gtk_widget_set_visible (self->unused_box, ferry_setup_plan_has_runs (ferry_setup_step_get_plan (step)));
  update_ready (self);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
on_setup_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FerrySetup) setup = NULL;
  FerrySetupPlan *plan = ferry_setup_step_get_plan (g_task_get_source_object (task));

  setup = ferry_migration_service_get_setup_finish (FERRY_MIGRATION_SERVICE (source), result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  /* What this assistant saved itself knows more than what is read again. */
  if (!ferry_setup_plan_get_saved (plan))
    ferry_setup_plan_set_setup (plan, setup);
  g_task_return_boolean (task, TRUE);
}

static void
on_approval_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  FerrySetupPlan *plan = FERRY_SETUP_PLAN (source);
  FerryMigrationService *service;

  if (!ferry_setup_approval_read_finish (plan, result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  service = ferry_environment_get_service (ferry_setup_plan_get_environment (plan));
  ferry_migration_service_get_setup_async (service, g_task_get_cancellable (task), on_setup_read,
                                           g_object_ref (task));
}

static void
ferry_setup_introduction_step_leave (FerrySetupStep *step, GTask *task)
{
  ferry_setup_approval_read_async (ferry_setup_step_get_plan (step), g_task_get_cancellable (task),
                                   on_approval_read, task);
}

static void
ferry_setup_introduction_step_class_init (FerrySetupIntroductionStepClass *klass)
{
  FerrySetupStepClass *step_class = FERRY_SETUP_STEP_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  step_class->load = ferry_setup_introduction_step_load;
  step_class->leave = ferry_setup_introduction_step_leave;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/ferrymigrate/Ferry/ferry-setup-introduction-step.ui");
  gtk_widget_class_bind_template_child (widget_class, FerrySetupIntroductionStep, accept_check);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupIntroductionStep, unused_check);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupIntroductionStep, unused_box);
  gtk_widget_class_bind_template_callback (widget_class, update_ready);
}

static void
ferry_setup_introduction_step_init (FerrySetupIntroductionStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_ready (self);
}
