/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-setup-summary-step.h"

#include <glib/gi18n-lib.h>

#include "ferry-command-button.h"
#include "ferry-finding-list.h"
#include "ferry-format.h"
#include "ferry-keep-permissions.h"
#include "ferry-toast-overlay.h"

struct _FerrySetupSummaryStep
{
  FerrySetupStep parent_instance;

  AdwActionRow *environment_row;
  AdwActionRow *product_row;
  AdwActionRow *source_row;
  AdwActionRow *runtime_row;
  AdwActionRow *companies_row;
  FerryFindingList *findings;
  FerryCommandButton *command_button;
  GtkWidget *permissions_group;
  AdwActionRow *permissions_row;
  GtkSwitch *permissions_switch;

  char **command_companies; /* of the command copied last */
  gboolean loaded;          /* what was chosen before stays when the step is come to again */
};

G_DEFINE_FINAL_TYPE (FerrySetupSummaryStep, ferry_setup_summary_step, FERRY_TYPE_SETUP_STEP)

static gboolean
is_empty (const char *text)
{
  return text == NULL || *text == '\0';
}

static char *
dup_source (FerrySetupPlan *plan)
{
  const char *type = ferry_sql_server_type_to_label (ferry_setup_plan_get_server_type (plan));
  const char *server = ferry_setup_plan_get_server (plan);
  const char *database = ferry_setup_plan_get_database (plan);

  if (is_empty (server) || is_empty (database))
    return g_strdup (type);
  /* Translators: “CRONUS on srv01 (SQL Server)”: database, server, kind of server */
  return g_strdup_printf (_ ("%s on %s (%s)"), database, server, type);
}

static char *
dup_companies (FerryCompanySelection *selection)
{
  g_auto (GStrv) names = ferry_company_selection_dup_names (selection);
  g_autofree char *joined = ferry_migration_state_join_names (names);
  g_autofree char *count = ferry_format_count (ferry_company_selection_get_n_selected (selection));
  g_autofree char *size = ferry_format_gigabytes (ferry_company_selection_get_selected_size (selection));

  /* Translators: number of companies, their size, their names */
  return g_strdup_printf (ngettext ("%s company with %s: %s", "%s companies with %s: %s",
                                    ferry_company_selection_get_n_selected (selection)),
                          count, size, joined);
}

static GPtrArray *
list_companies (FerryCompanySelection *selection)
{
  GPtrArray *companies = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_lint_company_free);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (selection)); i++)
    {
      g_autoptr (FerryCompanyChoice) choice = g_list_model_get_item (G_LIST_MODEL (selection), i);
      FerryCompany *company = ferry_company_choice_get_company (choice);

      if (ferry_company_choice_get_selected (choice))
        g_ptr_array_add (companies, ferry_lint_company_new (ferry_company_get_name (company),
                                                            ferry_company_get_estimated_size (company),
                                                            ferry_company_get_init_status (company),
                                                            ferry_company_get_created (company)));
    }
  return companies;
}

/* Only what the service would surely refuse is in the way of finishing. */
static void
look_for_trouble (FerrySetupSummaryStep *self, FerrySetupPlan *plan)
{
  g_autoptr (GPtrArray) companies = list_companies (ferry_setup_plan_get_selection (plan));
  const FerryLintInput input = {
    .occasion = FERRY_LINT_SETUP,
    .companies = companies,
    .product_id = ferry_product_get_id (ferry_setup_plan_get_product (plan)),
    .server_type = ferry_setup_plan_get_server_type (plan),
    .server = ferry_setup_plan_get_server (plan),
    .database = ferry_setup_plan_get_database (plan),
    .state = ferry_environment_get_state (ferry_setup_plan_get_environment (plan)),
  };
  g_autoptr (GPtrArray) findings = ferry_lint_check (&input);
  const FerryLintFinding *worst = findings->len > 0 ? findings->pdata[0] : NULL;

  ferry_finding_list_set_findings (self->findings, findings);
  ferry_setup_step_set_ready (FERRY_SETUP_STEP (self), worst == NULL || worst->severity != FERRY_LINT_ERROR);
}

/* Only the management API takes it; without it nothing is said of it. */
static void
show_permissions (FerrySetupSummaryStep *self, FerryEnvironment *environment)
{
  gtk_widget_set_visible (self->permissions_group,
                          ferry_environment_check_offer (environment, "setKeepUserPermissions", NULL));
  if (!self->loaded)
    gtk_switch_set_active (self->permissions_switch,
                           ferry_environment_get_state (environment)->keep_user_permissions);
  self->loaded = TRUE;
}

/* The same set-up in one call: the integration runtime is there now. */
static void
on_fill_command (FerryCommandButton *button, gpointer pointer, FerrySetupSummaryStep *self)
{
  FerryCommandDetails *details = pointer;
  FerrySetupPlan *plan = ferry_setup_step_get_plan (FERRY_SETUP_STEP (self));

  g_strfreev (self->command_companies);
  self->command_companies = ferry_company_selection_dup_names (ferry_setup_plan_get_selection (plan));
  details->companies = (const char *const *) self->command_companies;
  details->product_id = ferry_product_get_id (ferry_setup_plan_get_product (plan));
  details->server_type = ferry_setup_plan_get_server_type (plan);
  details->runtime_name = ferry_setup_get_runtime_name (ferry_setup_plan_get_setup (plan));
}

static void
ferry_setup_summary_step_load (FerrySetupStep *step, GTask *task)
{
  FerrySetupSummaryStep *self = FERRY_SETUP_SUMMARY_STEP (step);
  FerrySetupPlan *plan = ferry_setup_step_get_plan (step);
  FerryProfile *profile = ferry_environment_get_profile (ferry_setup_plan_get_environment (plan));
  const char *runtime_name = ferry_setup_get_runtime_name (ferry_setup_plan_get_setup (plan));
  g_autofree char *source = dup_source (plan);
  g_autofree char *companies = dup_companies (ferry_setup_plan_get_selection (plan));

  adw_action_row_set_subtitle (self->environment_row, ferry_profile_get_name (profile));
  adw_action_row_set_subtitle (self->product_row,
                               ferry_product_get_display_name (ferry_setup_plan_get_product (plan)));
  adw_action_row_set_subtitle (self->source_row, source);
  adw_action_row_set_subtitle (self->runtime_row, is_empty (runtime_name) ? "" : runtime_name);
  gtk_widget_set_visible (GTK_WIDGET (self->runtime_row), !is_empty (runtime_name));
  adw_action_row_set_subtitle (self->companies_row, companies);
  ferry_command_button_set_up (self->command_button, ferry_setup_plan_get_environment (plan),
                               FERRY_ACTION_SETUP);
  ferry_command_button_show_words (self->command_button);
  show_permissions (self, ferry_setup_plan_get_environment (plan));
  look_for_trouble (self, plan);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
on_completed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  if (ferry_environment_complete_setup_finish (FERRY_ENVIRONMENT (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
complete (GTask *task)
{
  FerrySetupPlan *plan = ferry_setup_step_get_plan (g_task_get_source_object (task));

  ferry_environment_complete_setup_async (ferry_setup_plan_get_environment (plan),
                                          ferry_setup_plan_get_setup (plan), g_task_get_cancellable (task),
                                          on_completed, task);
}

static void
on_permissions_set (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  GError *error = NULL;

  if (ferry_environment_order_finish (FERRY_ENVIRONMENT (source), result, NULL, &error))
    complete (task);
  else
    {
      g_task_return_error (task, error);
      g_object_unref (task);
    }
}

/* Before the set-up is completed: that is when permissions are taken away. */
static void
ferry_setup_summary_step_leave (FerrySetupStep *step, GTask *task)
{
  FerrySetupSummaryStep *self = FERRY_SETUP_SUMMARY_STEP (step);
  FerryEnvironment *environment = ferry_setup_plan_get_environment (ferry_setup_step_get_plan (step));
  gboolean keep = gtk_switch_get_active (self->permissions_switch);

  if (!gtk_widget_get_visible (self->permissions_group)
      || keep == ferry_environment_get_state (environment)->keep_user_permissions)
    complete (task);
  else
    ferry_environment_order_async (environment, ferry_order_new_keep_permissions (keep),
                                   g_task_get_cancellable (task), on_permissions_set, task);
}

static void
ferry_setup_summary_step_finalize (GObject *object)
{
  g_strfreev (FERRY_SETUP_SUMMARY_STEP (object)->command_companies);
  G_OBJECT_CLASS (ferry_setup_summary_step_parent_class)->finalize (object);
}

static void
ferry_setup_summary_step_class_init (FerrySetupSummaryStepClass *klass)
{
  FerrySetupStepClass *step_class = FERRY_SETUP_STEP_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ferry_setup_summary_step_finalize;
  step_class->load = ferry_setup_summary_step_load;
  step_class->leave = ferry_setup_summary_step_leave;

  g_type_ensure (FERRY_TYPE_COMMAND_BUTTON);
  g_type_ensure (FERRY_TYPE_FINDING_LIST);
  g_type_ensure (FERRY_TYPE_TOAST_OVERLAY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-setup-summary-step.ui");
  gtk_widget_class_bind_template_child (widget_class, FerrySetupSummaryStep, environment_row);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupSummaryStep, product_row);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupSummaryStep, source_row);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupSummaryStep, runtime_row);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupSummaryStep, companies_row);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupSummaryStep, permissions_group);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupSummaryStep, permissions_row);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupSummaryStep, permissions_switch);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupSummaryStep, findings);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupSummaryStep, command_button);
  gtk_widget_class_bind_template_callback (widget_class, on_fill_command);
}

static void
ferry_setup_summary_step_init (FerrySetupSummaryStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_action_row_set_subtitle (self->permissions_row, ferry_keep_permissions_get_warning ());
}
