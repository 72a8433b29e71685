/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-setup-runtime-step.h"

#include "ferry-secret-row.h"

struct _FerrySetupRuntimeStep
{
  FerrySetupStep parent_instance;

  AdwActionRow *name_row;
  FerrySecretRow *key_row;
  GtkWidget *no_key_label;
};

G_DEFINE_FINAL_TYPE (FerrySetupRuntimeStep, ferry_setup_runtime_step, FERRY_TYPE_SETUP_STEP)

static gboolean
ferry_setup_runtime_step_applies (FerrySetupStep *step)
{
  return ferry_setup_plan_needs_runtime (ferry_setup_step_get_plan (step));
}

static void
show_key (FerrySetupRuntimeStep *self, const char *key)
{
  ferry_secret_row_set_secret (self->key_row, key);
  gtk_widget_set_visible (GTK_WIDGET (self->key_row), key != NULL);
  gtk_widget_set_visible (self->no_key_label, key == NULL);
}

static void
on_key_looked_up (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  FerrySetupRuntimeStep *self = g_task_get_source_object (task);
  char *key = ferry_secret_store_lookup_finish (FERRY_SECRET_STORE (source), result, NULL);

  if (!g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    show_key (self, key);
  ferry_setup_plan_take_runtime_key (ferry_setup_step_get_plan (FERRY_SETUP_STEP (self)), key);
  g_task_return_boolean (task, TRUE);
}

static void
ferry_setup_runtime_step_load (FerrySetupStep *step, GTask *task)
{
  FerrySetupRuntimeStep *self = FERRY_SETUP_RUNTIME_STEP (step);
  FerrySetupPlan *plan = ferry_setup_step_get_plan (step);
  FerrySecretStore *secrets = ferry_setup_plan_get_secrets (plan);
  const char *name = ferry_setup_get_runtime_name (ferry_setup_plan_get_setup (plan));
  const char *id;

  adw_action_row_set_subtitle (self->name_row, name == NULL ? "" : name);
  gtk_widget_set_visible (GTK_WIDGET (self->name_row), name != NULL && *name != '\0');
  show_key (self, ferry_setup_plan_get_runtime_key (plan));
  if (ferry_setup_plan_get_runtime_key (plan) != NULL || secrets == NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  /* The service tells the key only when the runtime is made; it may have been kept then. */
  id = ferry_profile_get_id (ferry_environment_get_profile (ferry_setup_plan_get_environment (plan)));
  ferry_secret_store_lookup_async (secrets, FERRY_SECRET_RUNTIME_KEY, id, name == NULL ? "" : name,
                                   g_task_get_cancellable (task), on_key_looked_up, task);
}

static void
on_verified (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  if (ferry_environment_verify_runtime_finish (FERRY_ENVIRONMENT (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
ferry_setup_runtime_step_leave (FerrySetupStep *step, GTask *task)
{
  FerrySetupPlan *plan = ferry_setup_step_get_plan (step);

  ferry_environment_verify_runtime_async (ferry_setup_plan_get_environment (plan),
                                          ferry_setup_plan_get_setup (plan), g_task_get_cancellable (task),
                                          on_verified, task);
}

static void
ferry_setup_runtime_step_class_init (FerrySetupRuntimeStepClass *klass)
{
  FerrySetupStepClass *step_class = FERRY_SETUP_STEP_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  step_class->applies = ferry_setup_runtime_step_applies;
  step_class->load = ferry_setup_runtime_step_load;
  step_class->leave = ferry_setup_runtime_step_leave;

  g_type_ensure (FERRY_TYPE_SECRET_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-setup-runtime-step.ui");
  gtk_widget_class_bind_template_child (widget_class, FerrySetupRuntimeStep, name_row);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupRuntimeStep, key_row);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupRuntimeStep, no_key_label);
}

static void
ferry_setup_runtime_step_init (FerrySetupRuntimeStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
