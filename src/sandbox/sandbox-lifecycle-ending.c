/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ending a migration, and the service's own settings: domain §2.8 and §2.10. */
#include "sandbox-lifecycle-private.h"

#include <string.h>

static gboolean
disable (SandboxLifecycle *self, const char *reason, const char *details, gboolean clean_up, GError **error)
{
  if (!sandbox_store_begin (self->store, error))
    return FALSE;
  if (!sandbox_store_set_setting (self->store, SANDBOX_SETTING_ENABLED, "0", error)
      || !sandbox_store_set_setting (self->store, SANDBOX_SETTING_DISABLED_REASON, reason, error)
      || !sandbox_lifecycle_add_log_entry (self, details, error)
      /* The runtime is of no use any more; disabling alone leaves it where it is. */
      || (clean_up
          && !sandbox_store_exec (self->store, error,
                                  "UPDATE setup SET runtime_name = '', runtime_key = '', secondary_key = '', "
                                  "registered_key = '', runtime_installed = 0, completed = 0",
                                  "")))
    {
      sandbox_store_rollback (self->store);
      return FALSE;
    }
  return sandbox_store_commit (self->store, error);
}

gboolean
sandbox_lifecycle_reset_cloud_data (SandboxAction *action, GError **error)
{
  SandboxLifecycle *self = action->self;
  g_autofree char *now = sandbox_store_now ();
  GError *engine_error = NULL;

  if (!sandbox_lifecycle_check_enabled (self, error) || !sandbox_lifecycle_check_no_run (self, error))
    return FALSE;
  if (!sandbox_engine_reset_cloud_data (self->engine, &engine_error))
    return sandbox_lifecycle_engine_refused (error, engine_error);
  return sandbox_store_set_setting (self->store, SANDBOX_SETTING_RESET_AT, now, error);
}

/* Not guarded by the service, the client has to: api-contract §A. A run that goes on ends after its table. */
gboolean
sandbox_lifecycle_complete_migration (SandboxAction *action, GError **error)
{
  SandboxLifecycle *self = action->self;

  if (!sandbox_lifecycle_check_enabled (self, error))
    return FALSE;
  if (sandbox_engine_is_busy (self->engine))
    sandbox_engine_stop_run (self->engine);
  return disable (self, "Completed", "Cloud migration has been completed.", TRUE, error);
}

gboolean
sandbox_lifecycle_disable_replication (SandboxAction *action, GError **error)
{
  SandboxLifecycle *self = action->self;

  if (!sandbox_lifecycle_check_enabled (self, error))
    return FALSE;
  if (sandbox_engine_is_busy (self->engine))
    sandbox_engine_stop_run (self->engine);
  return disable (self, "", "Cloud migration has been disabled.", FALSE, error);
}

static gboolean
end_with_reason (SandboxAction *action, const char *kind, const char *text, GError **error)
{
  const char *reason = sandbox_body_get_parameter (action->parameters, "reason", error);
  g_autofree char *details = NULL;

  if (reason == NULL || !sandbox_lifecycle_check_enabled (action->self, error)
      || !sandbox_lifecycle_check_no_run (action->self, error)
      || !sandbox_lifecycle_check_no_creation (action->self, error))
    return FALSE;
  details = *reason != '\0' ? g_strdup_printf ("%s Reason: %s", text, reason) : g_strdup (text);
  return disable (action->self, kind, details, strcmp (kind, "Abandoned") == 0, error);
}

gboolean
sandbox_lifecycle_pause_migration (SandboxAction *action, GError **error)
{
  return end_with_reason (action, "Paused", "Cloud migration has been paused.", error);
}

gboolean
sandbox_lifecycle_abandon_migration (SandboxAction *action, GError **error)
{
  return end_with_reason (action, "Abandoned", "Cloud migration has been abandoned.", error);
}

gboolean
sandbox_lifecycle_update_service (SandboxAction *action, GError **error)
{
  SandboxLifecycle *self = action->self;
  g_autofree char *deployed = sandbox_store_get_setting (self->store, SANDBOX_SETTING_DEPLOYED_VERSION);
  g_autofree char *latest = sandbox_store_get_setting (self->store, SANDBOX_SETTING_LATEST_VERSION);

  if (!sandbox_lifecycle_check_no_run (self, error))
    return FALSE;
  if (strcmp (deployed, latest) == 0)
    return sandbox_lifecycle_refuse (error, "The latest version is deployed already.");
  return sandbox_engine_update_service (self->engine, error);
}

static gboolean
set_flag (SandboxAction *action, const char *setting, GError **error)
{
  gboolean value;

  return sandbox_body_get_flag (action->parameters, "value", &value, error)
         && sandbox_store_set_setting (action->self->store, setting, value ? "1" : "0", error);
}

gboolean
sandbox_lifecycle_set_use_new_ui (SandboxAction *action, GError **error)
{
  return set_flag (action, SANDBOX_SETTING_USE_NEW_UI, error);
}

gboolean
sandbox_lifecycle_set_keep_user_permissions (SandboxAction *action, GError **error)
{
  return set_flag (action, SANDBOX_SETTING_KEEP_USER_PERMISSIONS, error);
}
