/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-runtime-keys.h"

#include <glib/gi18n-lib.h>

struct _FerryRuntimeKeys
{
  GObject parent_instance;

  FerryEnvironment *environment;
  FerrySecretStore *secrets;
  char *runtime_name;
  FerryKeySource source;
  char *primary;
  char *secondary;
  GError *service_error;
  GError *keyring_error;
};

G_DEFINE_FINAL_TYPE (FerryRuntimeKeys, ferry_runtime_keys, G_TYPE_OBJECT)

static const char *
get_environment_id (FerryRuntimeKeys *self)
{
  return ferry_profile_get_id (ferry_environment_get_profile (self->environment));
}

static void
forget (FerryRuntimeKeys *self)
{
  g_clear_pointer (&self->primary, ferry_secret_free);
  g_clear_pointer (&self->secondary, ferry_secret_free);
  g_clear_error (&self->service_error);
  g_clear_error (&self->keyring_error);
  self->source = FERRY_KEY_SOURCE_NONE;
}

/* ---- Keeping ---- */

static void
on_kept (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  FerryRuntimeKeys *self = g_task_get_source_object (task);

  g_clear_error (&self->keyring_error);
  ferry_secret_store_store_finish (FERRY_SECRET_STORE (source), result, &self->keyring_error);
  g_task_return_boolean (task, TRUE);
}

static void
keep (GTask *task)
{
  FerryRuntimeKeys *self = g_task_get_source_object (task);
  g_autofree char *label = NULL;

  if (self->secrets == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  /* Translators: seen in the keyring’s own application; the names of an integration runtime and an environment */
  label = g_strdup_printf (_ ("Ferry: key of the integration runtime %s for %s"), self->runtime_name,
                           ferry_profile_get_name (ferry_environment_get_profile (self->environment)));
  /* A key that is told has to be kept, whoever waits for it. */
  ferry_secret_store_store_async (self->secrets, FERRY_SECRET_RUNTIME_KEY, get_environment_id (self),
                                  self->runtime_name, label, self->primary, NULL, on_kept,
                                  g_object_ref (task));
}

static void
on_name_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  FerryRuntimeKeys *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (FerrySetup) setup
    = ferry_migration_service_get_setup_finish (FERRY_MIGRATION_SERVICE (source), result, &error);

  if (setup != NULL)
    {
      const char *name = ferry_setup_get_runtime_name (setup);

      self->runtime_name = g_strdup (name != NULL ? name : "");
      keep (task);
      return;
    }
  /* Under another name the keyring would have two, and one of them an old one. */
  g_clear_error (&self->keyring_error);
  g_set_error (
    &self->keyring_error, FERRY_SECRET_ERROR, FERRY_SECRET_ERROR_FAILED,
    _ ("The name of the integration runtime, under which the key would be kept, couldn’t be read. %s"),
    error != NULL ? error->message : "");
  g_task_return_boolean (task, TRUE);
}

static void
keep_by_name (GTask *task)
{
  FerryRuntimeKeys *self = g_task_get_source_object (task);

  if (self->runtime_name != NULL || self->secrets == NULL)
    keep (task);
  else
    ferry_migration_service_get_setup_async (ferry_environment_get_service (self->environment), NULL,
                                             on_name_read, g_object_ref (task));
}

static gboolean
take (FerryRuntimeKeys *self, JsonNode *answer, GError **error)
{
  char *primary = NULL, *secondary = NULL;

  if (!ferry_order_read_keys (answer, &primary, &secondary, error))
    return FALSE;
  forget (self);
  self->primary = primary;
  self->secondary = secondary;
  self->source = FERRY_KEY_SOURCE_SERVICE;
  return TRUE;
}

/* ---- Reading ---- */

static void
on_looked_up (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  FerryRuntimeKeys *self = g_task_get_source_object (task);

  if (g_task_return_error_if_cancelled (task))
    {
      ferry_secret_free (ferry_secret_store_lookup_finish (FERRY_SECRET_STORE (source), result, NULL));
      return;
    }
  self->primary
    = ferry_secret_store_lookup_finish (FERRY_SECRET_STORE (source), result, &self->keyring_error);
  if (self->primary != NULL)
    self->source = FERRY_KEY_SOURCE_KEYRING;
  g_task_return_boolean (task, self->primary != NULL);
}

static void
look_in_keyring (GTask *task)
{
  FerryRuntimeKeys *self = g_task_get_source_object (task);

  if (self->secrets == NULL)
    g_task_return_boolean (task, FALSE);
  else
    /* Without a name, the newest of this environment. */
    ferry_secret_store_lookup_async (self->secrets, FERRY_SECRET_RUNTIME_KEY, get_environment_id (self),
                                     self->runtime_name, g_task_get_cancellable (task), on_looked_up,
                                     g_object_ref (task));
}

static void
on_told (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  FerryRuntimeKeys *self = g_task_get_source_object (task);
  g_autoptr (JsonNode) answer = NULL;
  GError *error = NULL;

  if (ferry_migration_service_manage_finish (FERRY_MIGRATION_SERVICE (source), result, &answer, &error)
      && take (self, answer, &error))
    {
      keep_by_name (task);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, error);
      return;
    }
  self->service_error = error;
  look_in_keyring (task);
}

static void
ask (GTask *task)
{
  FerryRuntimeKeys *self = g_task_get_source_object (task);

  if (ferry_environment_check_offer (self->environment,
                                     ferry_action_get_capability (FERRY_ACTION_GET_RUNTIME_KEY), NULL))
    ferry_migration_service_manage_async (ferry_environment_get_service (self->environment), "getRuntimeKeys",
                                          NULL, g_task_get_cancellable (task), on_told, g_object_ref (task));
  else
    look_in_keyring (task);
}

static void
on_setup_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  FerryRuntimeKeys *self = g_task_get_source_object (task);
  g_autoptr (FerrySetup) setup = NULL;

  /* Without it, the keyring still tells the newest key of this environment. */
  setup = ferry_migration_service_get_setup_finish (FERRY_MIGRATION_SERVICE (source), result, NULL);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (setup != NULL)
    {
      const char *name = ferry_setup_get_runtime_name (setup);

      g_free (self->runtime_name);
      self->runtime_name = g_strdup (name != NULL ? name : "");
    }
  ask (task);
}

void
ferry_runtime_keys_read_async (FerryRuntimeKeys *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FERRY_IS_RUNTIME_KEYS (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_runtime_keys_read_async);
  forget (self);
  if (ferry_environment_get_connection (self->environment) == FERRY_CONNECTION_ONLINE)
    ferry_migration_service_get_setup_async (ferry_environment_get_service (self->environment), cancellable,
                                             on_setup_read, g_object_ref (task));
  else
    look_in_keyring (task);
}

gboolean
ferry_runtime_keys_read_finish (FerryRuntimeKeys *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- Resetting ---- */

static void
on_reset (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  FerryRuntimeKeys *self = g_task_get_source_object (task);
  g_autoptr (JsonNode) answer = NULL;
  GError *error = NULL;

  if (ferry_environment_order_finish (FERRY_ENVIRONMENT (source), result, &answer, &error)
      && take (self, answer, &error))
    keep_by_name (task);
  else
    g_task_return_error (task, error);
}

void
ferry_runtime_keys_reset_async (FerryRuntimeKeys *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (FERRY_IS_RUNTIME_KEYS (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ferry_runtime_keys_reset_async);
  ferry_environment_order_async (self->environment, ferry_order_new_reset_keys (), NULL, on_reset, task);
}

gboolean
ferry_runtime_keys_reset_finish (FerryRuntimeKeys *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- The object ---- */

FerryRuntimeKeys *
ferry_runtime_keys_new (FerryEnvironment *environment, FerrySecretStore *secrets)
{
  FerryRuntimeKeys *self;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);
  g_return_val_if_fail (secrets == NULL || FERRY_IS_SECRET_STORE (secrets), NULL);

  self = g_object_new (FERRY_TYPE_RUNTIME_KEYS, NULL);
  self->environment = g_object_ref (environment);
  g_set_object (&self->secrets, secrets);
  return self;
}

static void
ferry_runtime_keys_finalize (GObject *object)
{
  FerryRuntimeKeys *self = FERRY_RUNTIME_KEYS (object);

  forget (self);
  g_clear_object (&self->environment);
  g_clear_object (&self->secrets);
  g_free (self->runtime_name);
  G_OBJECT_CLASS (ferry_runtime_keys_parent_class)->finalize (object);
}

static void
ferry_runtime_keys_class_init (FerryRuntimeKeysClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_runtime_keys_finalize;
}

static void
ferry_runtime_keys_init (FerryRuntimeKeys *self)
{
}

FerryKeySource
ferry_runtime_keys_get_source (FerryRuntimeKeys *self)
{
  g_return_val_if_fail (FERRY_IS_RUNTIME_KEYS (self), FERRY_KEY_SOURCE_NONE);
  return self->source;
}

const char *
ferry_runtime_keys_get_primary (FerryRuntimeKeys *self)
{
  g_return_val_if_fail (FERRY_IS_RUNTIME_KEYS (self), NULL);
  return self->primary;
}

const char *
ferry_runtime_keys_get_secondary (FerryRuntimeKeys *self)
{
  g_return_val_if_fail (FERRY_IS_RUNTIME_KEYS (self), NULL);
  return self->secondary;
}

const char *
ferry_runtime_keys_get_runtime_name (FerryRuntimeKeys *self)
{
  g_return_val_if_fail (FERRY_IS_RUNTIME_KEYS (self), NULL);
  return self->runtime_name;
}

const GError *
ferry_runtime_keys_get_service_error (FerryRuntimeKeys *self)
{
  g_return_val_if_fail (FERRY_IS_RUNTIME_KEYS (self), NULL);
  return self->service_error;
}

const GError *
ferry_runtime_keys_get_keyring_error (FerryRuntimeKeys *self)
{
  g_return_val_if_fail (FERRY_IS_RUNTIME_KEYS (self), NULL);
  return self->keyring_error;
}
