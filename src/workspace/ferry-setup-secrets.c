/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-setup-secrets.h"

#include <glib/gi18n-lib.h>

static const char *
get_environment_id (FerrySetupPlan *plan)
{
  return ferry_profile_get_id (ferry_environment_get_profile (ferry_setup_plan_get_environment (plan)));
}

static const char *
get_environment_name (FerrySetupPlan *plan)
{
  return ferry_profile_get_name (ferry_environment_get_profile (ferry_setup_plan_get_environment (plan)));
}

/* Both may fail, and both are to be known. */
static void
add_notice (FerrySetupPlan *plan, const char *notice)
{
  const char *before = ferry_setup_plan_get_notice (plan);
  g_autofree char *text = NULL;

  text = *before == '\0' ? g_strdup (notice) : g_strconcat (before, "\n", notice, NULL);
  ferry_setup_plan_set_notice (plan, text);
}

static void
on_string_stored (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *notice = NULL;

  if (!ferry_secret_store_store_finish (FERRY_SECRET_STORE (source), result, &error))
    {
      notice = g_strdup_printf (
        _ ("The connection string isn’t remembered, and the set-up goes on without that. %s"),
        error->message);
      add_notice (g_task_get_source_object (task), notice);
    }
  g_task_return_boolean (task, TRUE);
}

static void
keep_connection_string (GTask *task)
{
  FerrySetupPlan *plan = g_task_get_source_object (task);
  const char *text = g_task_get_task_data (task);
  g_autofree char *label = NULL;

  if (text == NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  /* Translators: seen in the keyring’s own application; the name of an environment */
  label = g_strdup_printf (_ ("Ferry: connection string for %s"), get_environment_name (plan));
  ferry_secret_store_store_async (ferry_setup_plan_get_secrets (plan), FERRY_SECRET_CONNECTION_STRING,
                                  get_environment_id (plan), "", label, text, g_task_get_cancellable (task),
                                  on_string_stored, task);
}

static void
on_key_stored (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *notice = NULL;

  if (!ferry_secret_store_store_finish (FERRY_SECRET_STORE (source), result, &error))
    {
      notice = g_strdup_printf (
        _ (
          "The authentication key isn’t kept: note it yourself if you need it later. The set-up goes on. %s"),
        error->message);
      add_notice (g_task_get_source_object (task), notice);
    }
  keep_connection_string (task);
}

void
ferry_setup_secrets_keep_async (FerrySetupPlan *plan,
                                const char *connection_string,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  FerrySecretStore *secrets;
  const char *key, *runtime_name;
  g_autofree char *label = NULL;
  GTask *task;

  g_return_if_fail (FERRY_IS_SETUP_PLAN (plan));

  task = g_task_new (plan, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_setup_secrets_keep_async);
  ferry_setup_plan_set_notice (plan, "");
  secrets = ferry_setup_plan_get_secrets (plan);
  if (secrets == NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  g_task_set_task_data (task, g_strdup (connection_string), (GDestroyNotify) ferry_secret_free);
  key = ferry_setup_plan_get_runtime_key (plan);
  runtime_name = ferry_setup_get_runtime_name (ferry_setup_plan_get_setup (plan));
  if (key == NULL)
    {
      keep_connection_string (task);
      return;
    }
  /* Translators: seen in the keyring’s own application; the names of an integration runtime and an environment */
  label = g_strdup_printf (_ ("Ferry: key of the integration runtime %s for %s"), runtime_name,
                           get_environment_name (plan));
  ferry_secret_store_store_async (secrets, FERRY_SECRET_RUNTIME_KEY, get_environment_id (plan),
                                  runtime_name == NULL ? "" : runtime_name, label, key, cancellable,
                                  on_key_stored, task);
}

void
ferry_setup_secrets_keep_finish (FerrySetupPlan *plan, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, plan));
  g_task_propagate_boolean (G_TASK (result), NULL);
}
