/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-setup-companies-step.h"

#include "ferry-company-list.h"

struct _FerrySetupCompaniesStep
{
  FerrySetupStep parent_instance;

  FerryCompanyList *list;
};

G_DEFINE_FINAL_TYPE (FerrySetupCompaniesStep, ferry_setup_companies_step, FERRY_TYPE_SETUP_STEP)

static void
on_refreshed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  FerryEnvironment *environment = FERRY_ENVIRONMENT (source);
  FerrySetupCompaniesStep *self = g_task_get_source_object (task);
  FerrySetupPlan *plan = ferry_setup_step_get_plan (FERRY_SETUP_STEP (self));
  g_autoptr (FerryCompanySelection) selection = NULL;
  FerryMigrationService *service;

  if (!ferry_environment_refresh_finish (environment, result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    return;
  if (ferry_setup_plan_get_selection (plan) == NULL)
    {
      service = ferry_environment_get_service (environment);
      selection = ferry_company_selection_new (ferry_environment_get_companies (environment),
                                               ferry_migration_service_get_company_name (service));
      ferry_setup_plan_set_selection (plan, selection);
      ferry_company_list_set_selection (self->list, selection);
    }
  g_task_return_boolean (task, TRUE);
}

static void
ferry_setup_companies_step_load (FerrySetupStep *step, GTask *task)
{
  FerryEnvironment *environment = ferry_setup_plan_get_environment (ferry_setup_step_get_plan (step));

  ferry_environment_refresh_async (environment, g_task_get_cancellable (task), on_refreshed, task);
}

static gboolean
ferry_setup_companies_step_validate (FerrySetupStep *step)
{
  FerrySetupCompaniesStep *self = FERRY_SETUP_COMPANIES_STEP (step);

  ferry_company_list_complain (self->list);
  return ferry_company_list_get_valid (self->list);
}

static void
on_selected (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  if (ferry_environment_select_companies_finish (FERRY_ENVIRONMENT (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
ferry_setup_companies_step_leave (FerrySetupStep *step, GTask *task)
{
  FerrySetupPlan *plan = ferry_setup_step_get_plan (step);
  g_auto (GStrv) ids = ferry_company_selection_dup_ids (ferry_setup_plan_get_selection (plan));

  /* Completing the set-up starts creating them. */
  ferry_environment_select_companies_async (ferry_setup_plan_get_environment (plan),
                                            (const char *const *) ids, FALSE, g_task_get_cancellable (task),
                                            on_selected, task);
}

static void
ferry_setup_companies_step_class_init (FerrySetupCompaniesStepClass *klass)
{
  FerrySetupStepClass *step_class = FERRY_SETUP_STEP_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  step_class->load = ferry_setup_companies_step_load;
  step_class->validate = ferry_setup_companies_step_validate;
  step_class->leave = ferry_setup_companies_step_leave;

  g_type_ensure (FERRY_TYPE_COMPANY_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-setup-companies-step.ui");
  gtk_widget_class_bind_template_child (widget_class, FerrySetupCompaniesStep, list);
}

static void
ferry_setup_companies_step_init (FerrySetupCompaniesStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
