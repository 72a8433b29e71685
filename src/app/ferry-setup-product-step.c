/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-setup-product-step.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-error.h"

struct _FerrySetupProductStep
{
  FerrySetupStep parent_instance;

  AdwPreferencesGroup *group;

  GPtrArray *checks; /* of GtkCheckButton, in the order of the products */
};

G_DEFINE_FINAL_TYPE (FerrySetupProductStep, ferry_setup_product_step, FERRY_TYPE_SETUP_STEP)

static FerryProduct *
product_of (GtkCheckButton *check)
{
  return g_object_get_data (G_OBJECT (check), "product");
}

static void
on_toggled (FerrySetupProductStep *self, GtkCheckButton *check)
{
  if (!gtk_check_button_get_active (check))
    return;

  ferry_setup_plan_set_product (ferry_setup_step_get_plan (FERRY_SETUP_STEP (self)), product_of (check));
  ferry_setup_step_set_ready (FERRY_SETUP_STEP (self), TRUE);
}

static void
add_product (FerrySetupProductStep *self, FerryProduct *product, gboolean active)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = g_object_new (GTK_TYPE_CHECK_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO, NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), ferry_product_get_display_name (product));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), ferry_product_get_description (product));
  ferry_accessible_set_label (check, ferry_product_get_display_name (product));
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (check), "product", g_object_ref (product), g_object_unref);
  if (self->checks->len > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), g_ptr_array_index (self->checks, 0));
  g_ptr_array_add (self->checks, check);

  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (self->group, row);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (on_toggled), self);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), active);
}

static void
on_products_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) products = NULL;
  FerrySetupProductStep *self = g_task_get_source_object (task);
  FerrySetup *setup = ferry_setup_plan_get_setup (ferry_setup_step_get_plan (FERRY_SETUP_STEP (self)));

  products = ferry_migration_service_list_products_finish (FERRY_MIGRATION_SERVICE (source), result, &error);
  if (products == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    return;
  if (products->len == 0)
    {
      g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_NOT_OFFERED, "%s",
                               _ ("The service offers no product to migrate from. Check whether the "
                                  "migration apps are installed in the environment."));
      return;
    }

  for (guint i = 0; i < products->len; i++)
    {
      FerryProduct *product = g_ptr_array_index (products, i);

      add_product (self, product,
                   setup != NULL
                     && g_strcmp0 (ferry_setup_get_product_id (setup), ferry_product_get_id (product)) == 0);
    }
  g_task_return_boolean (task, TRUE);
}

static void
ferry_setup_product_step_load (FerrySetupStep *step, GTask *task)
{
  FerrySetupProductStep *self = FERRY_SETUP_PRODUCT_STEP (step);
  FerryEnvironment *environment = ferry_setup_plan_get_environment (ferry_setup_step_get_plan (step));

  if (self->checks->len > 0)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  ferry_migration_service_list_products_async (ferry_environment_get_service (environment),
                                               g_task_get_cancellable (task), on_products_listed, task);
}

static void
ferry_setup_product_step_finalize (GObject *object)
{
  g_ptr_array_unref (FERRY_SETUP_PRODUCT_STEP (object)->checks);
  G_OBJECT_CLASS (ferry_setup_product_step_parent_class)->finalize (object);
}

static void
ferry_setup_product_step_class_init (FerrySetupProductStepClass *klass)
{
  FerrySetupStepClass *step_class = FERRY_SETUP_STEP_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ferry_setup_product_step_finalize;
  step_class->load = ferry_setup_product_step_load;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-setup-product-step.ui");
  gtk_widget_class_bind_template_child (widget_class, FerrySetupProductStep, group);
}

static void
ferry_setup_product_step_init (FerrySetupProductStep *self)
{
  self->checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_setup_step_set_ready (FERRY_SETUP_STEP (self), FALSE);
}
