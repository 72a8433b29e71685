/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-service.h"

/* What it takes, counted in rows. */
#define UPDATE_ROWS 1000
#define KEY_ROWS    500

static gboolean
update (SandboxStore *store, GError **error)
{
  g_autofree char *latest = sandbox_store_get_setting (store, SANDBOX_SETTING_LATEST_VERSION);
  g_autofree char *source = sandbox_store_query_text (
    store, "SELECT source FROM runs ORDER BY start_time DESC, seq DESC LIMIT 1", "");
  g_autofree char *details = g_strdup_printf ("UPGRADE: The service has been updated to version %s.", latest);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *run_id = g_uuid_string_random ();
  g_autofree char *now = sandbox_store_now ();

  return sandbox_store_set_setting (store, SANDBOX_SETTING_DEPLOYED_VERSION, latest, error)
         && sandbox_store_set_setting (store, SANDBOX_SETTING_UPDATE_STATUS, "", error)
         && sandbox_store_exec (
           store, error,
           "INSERT INTO runs (id, run_id, start_time, end_time, status, source, details) "
           "VALUES (?, ?, ?, ?, 'Completed', ?, ?)",
           "ssssss", id, run_id, now, now, source, details);
}

void
sandbox_service_update (SandboxWork *self)
{
  g_autoptr (GError) error = NULL;

  /* Left at once: nothing was updated, the next start tells. */
  if (!sandbox_control_take (self->control, UPDATE_ROWS))
    return;
  if (sandbox_store_begin (self->store, &error) && update (self->store, &error)
      && sandbox_store_commit (self->store, &error))
    return;
  sandbox_store_rollback (self->store);
  g_warning ("%s", error->message);
}

void
sandbox_service_take_key (SandboxWork *self)
{
  g_autoptr (GError) error = NULL;

  if (!sandbox_control_take (self->control, KEY_ROWS))
    return;
  if (!sandbox_store_exec (self->store, &error,
                           "UPDATE setup SET registered_key = runtime_key WHERE registered_key <> ''", ""))
    g_warning ("%s", error->message);
}

gboolean
sandbox_runtime_register (SandboxStore *store, const char *key, GError **error)
{
  if (*key == '\0'
      || sandbox_store_query_int (
           store, 0, "SELECT count (*) FROM setup WHERE ?1 IN (runtime_key, secondary_key)", "s", key)
           == 0)
    {
      g_set_error_literal (
        error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
        "The authentication key is not valid. Where it was reset, register with the new one.");
      return FALSE;
    }
  return sandbox_store_exec (store, error, "UPDATE setup SET registered_key = ?", "s", key);
}

gboolean
sandbox_runtime_has_old_key (SandboxStore *store)
{
  return sandbox_store_query_int (
           store, 0,
           "SELECT count (*) FROM setup WHERE registered_key <> '' AND registered_key NOT IN "
           "(runtime_key, secondary_key)",
           "")
         > 0;
}
