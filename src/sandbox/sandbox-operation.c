/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-operation.h"

/* Microsoft's list of types has none for it; clients have to live with words they don't know. */
#define TYPE "cloudMigrationDataUpgrade"

gboolean
sandbox_operation_add (SandboxStore *store, const char *run_id, const char *user, GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *now = sandbox_store_now ();

  return sandbox_store_exec (
    store, error,
    "INSERT INTO environment_operations (id, run_id, type, status, created_on, created_by)"
    " VALUES (?, ?, ?, 'queued', ?, ?)",
    "sssss", id, run_id, TYPE, now, user);
}

gboolean
sandbox_operation_remove (SandboxStore *store, const char *run_id, GError **error)
{
  return sandbox_store_exec (
    store, error, "DELETE FROM environment_operations WHERE run_id = ? AND status = 'queued'", "s", run_id);
}

gboolean
sandbox_operation_begin (SandboxStore *store, const char *run_id, GError **error)
{
  g_autofree char *now = sandbox_store_now ();

  return sandbox_store_exec (
    store, error,
    "UPDATE environment_operations SET status = 'running', started_on = ? WHERE run_id = ?"
    " AND status = 'queued'",
    "ss", now, run_id);
}

gboolean
sandbox_operation_end (SandboxStore *store, const char *run_id, const char *message, GError **error)
{
  g_autofree char *now = sandbox_store_now ();

  return sandbox_store_exec (
    store, error,
    "UPDATE environment_operations SET status = ?, completed_on = ?, error_message = ?"
    " WHERE status IN ('queued', 'running') AND (?4 = '' OR run_id = ?4)",
    "ssss", message != NULL ? "failed" : "succeeded", now, message, run_id);
}
