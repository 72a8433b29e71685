/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starting runs and upgrades, unblocking tables: domain §2.4 and §2.7. */
#include "sandbox-lifecycle-private.h"
#include "sandbox-operation.h"

#include "sandbox-service.h"

#include <string.h>

static gboolean
check_creation_succeeded (SandboxLifecycle *self, GError **error)
{
  g_autofree char *status = sandbox_store_get_setting (self->store, SANDBOX_SETTING_CREATION_STATUS);
  g_autofree char *text = sandbox_store_get_setting (self->store, SANDBOX_SETTING_CREATION_ERROR);

  if (!sandbox_lifecycle_check_no_creation (self, error))
    return FALSE;
  if (strcmp (status, "Failed") != 0)
    return TRUE;
  return sandbox_lifecycle_refuse (error, "Creating the companies failed: %s", text);
}

/* The service doesn't listen to a runtime that comes with a key of before. */
static gboolean
check_runtime (SandboxLifecycle *self, GError **error)
{
  if (!sandbox_runtime_has_old_key (self->store))
    return TRUE;
  return sandbox_lifecycle_refuse (error,
                                   "The integration runtime was refused: its authentication key was reset. "
                                   "It takes the new one by itself; try again in a moment.");
}

/* As the replication service does, code 50003: the run is there, and failed. */
static gboolean
fail_without_companies (SandboxLifecycle *self, const char *run_id, GError **error)
{
  g_autofree char *now = sandbox_store_now ();

  return sandbox_store_exec (
    self->store, error,
    "UPDATE runs SET status = 'Failed', end_time = ?, "
    "details = 'No companies are selected for replication (50003).' WHERE run_id = ?",
    "ss", now, run_id);
}

static gboolean
start_run (SandboxLifecycle *self, gboolean diagnostic, GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *run_id = g_uuid_string_random ();
  g_autofree char *now = sandbox_store_now ();
  g_autofree char *product = sandbox_lifecycle_get_product (self);
  GError *engine_error = NULL;

  if (!sandbox_lifecycle_check_enabled (self, error) || !sandbox_lifecycle_check_no_run (self, error)
      || !check_creation_succeeded (self, error) || !check_runtime (self, error))
    return FALSE;
  if (!sandbox_store_exec (self->store, error,
                           "INSERT INTO runs (id, run_id, start_time, replication_type, source) "
                           "VALUES (?, ?, ?, ?, ?)",
                           "sssss", id, run_id, now, diagnostic ? "Diagnostic" : "Normal",
                           sandbox_lifecycle_product_name (product)))
    return FALSE;
  if (sandbox_store_query_int (self->store, 0, "SELECT count (*) FROM companies WHERE replicate = 1", "")
      == 0)
    return fail_without_companies (self, run_id, error);
  if (sandbox_engine_start_run (self->engine, run_id, diagnostic, &engine_error))
    return TRUE;
  sandbox_store_exec (self->store, NULL, "DELETE FROM runs WHERE run_id = ?", "s", run_id);
  return sandbox_lifecycle_engine_refused (error, engine_error);
}

gboolean
sandbox_lifecycle_run_replication (SandboxAction *action, GError **error)
{
  return start_run (action->self, FALSE, error);
}

gboolean
sandbox_lifecycle_run_diagnostic (SandboxAction *action, GError **error)
{
  return start_run (action->self, TRUE, error);
}

static gboolean
check_companies_ready (SandboxLifecycle *self, GError **error)
{
  g_autofree char *failed
    = sandbox_store_query_text (self->store,
                                "SELECT group_concat (name, ', ') FROM (SELECT name FROM companies "
                                "WHERE replicate = 1 AND upgrade_state = 'Failed' ORDER BY seq)",
                                "");
  g_autofree char *waiting
    = sandbox_store_query_text (self->store,
                                "SELECT group_concat (name, ', ') FROM (SELECT name FROM companies "
                                "WHERE replicate = 1 AND upgrade_state <> 'Pending' ORDER BY seq)",
                                "");

  if (failed != NULL)
    return sandbox_lifecycle_refuse (error, "The data upgrade failed for these companies: %s", failed);
  if (sandbox_store_query_int (self->store, 0, "SELECT count (*) FROM companies WHERE replicate = 1", "")
      == 0)
    return sandbox_lifecycle_refuse (error, "No companies are selected for replication.");
  if (waiting != NULL)
    return sandbox_lifecycle_refuse (
      error, "The data upgrade can’t start: these companies are not ready for it: %s", waiting);
  return TRUE;
}

/* Every refusal of domain §2.7, the plainest first. */
gboolean
sandbox_lifecycle_run_upgrade (SandboxAction *action, GError **error)
{
  SandboxLifecycle *self = action->self;
  g_autofree char *product = sandbox_lifecycle_get_product (self);
  g_autofree char *latest = sandbox_store_query_text (
    self->store, "SELECT id FROM runs ORDER BY start_time DESC, seq DESC LIMIT 1", "");
  g_autofree char *status
    = sandbox_store_query_text (self->store, "SELECT status FROM runs WHERE id = ?", "s", action->id);
  g_autofree char *run_id
    = sandbox_store_query_text (self->store, "SELECT run_id FROM runs WHERE id = ?", "s", action->id);
  gint64 failed;
  GError *engine_error = NULL;

  if (!sandbox_lifecycle_check_enabled (self, error) || !sandbox_lifecycle_check_no_run (self, error))
    return FALSE;
  if (strcmp (product, "DynamicsBCLast") != 0)
    return sandbox_lifecycle_refuse (error, "This source product needs no data upgrade.");
  if (g_strcmp0 (latest, action->id) != 0)
    return sandbox_lifecycle_refuse (error, "The data upgrade can start from the latest run only.");
  failed = sandbox_store_query_int (self->store, 0, "SELECT count (*) FROM failed_tables", "");
  if (failed > 0)
    return sandbox_lifecycle_refuse (error,
                                     "The data upgrade can’t start: %" G_GINT64_FORMAT
                                     " failed table(s) have to be replicated or unblocked first.",
                                     failed);
  if (g_strcmp0 (status, "UpgradePending") != 0)
    return sandbox_lifecycle_refuse (error,
                                     "The data upgrade can’t start: the latest run is not waiting for one.");
  if (!check_companies_ready (self, error))
    return FALSE;
  /* First, for the engine's thread tells of it at once. */
  if (!sandbox_operation_add (self->store, run_id, self->user_email, error))
    return FALSE;
  if (sandbox_engine_start_upgrade (self->engine, run_id, &engine_error))
    return TRUE;
  sandbox_operation_remove (self->store, run_id, NULL);
  return sandbox_lifecycle_engine_refused (error, engine_error);
}

/* The service writes its state as it goes: there is nothing that could lag behind. */
gboolean
sandbox_lifecycle_refresh_status (SandboxAction *action, GError **error)
{
  return TRUE;
}

static gboolean
settle_unblocked (SandboxLifecycle *self, const char *company, GError **error)
{
  g_autofree char *product = sandbox_lifecycle_get_product (self);

  if (strcmp (product, "DynamicsBCLast") != 0)
    return TRUE;
  if (sandbox_store_query_int (self->store, 0, "SELECT count (*) FROM failed_tables WHERE company_name = ?",
                               "s", company)
        == 0
      && !sandbox_store_exec (self->store, error,
                              "UPDATE companies SET upgrade_state = 'Pending' "
                              "WHERE name = ? AND replicate = 1 AND upgrade_state = ''",
                              "s", company))
    return FALSE;
  if (sandbox_store_query_int (self->store, 0, "SELECT count (*) FROM failed_tables", "") > 0)
    return TRUE;
  return sandbox_store_exec (
    self->store, error,
    "UPDATE runs SET status = 'UpgradePending' WHERE status IN ('Completed', 'Failed') "
    "AND replication_type IN ('Full', 'Normal') AND seq = (SELECT seq FROM runs r "
    "WHERE EXISTS (SELECT 1 FROM run_details d WHERE d.run_id = r.run_id) "
    "ORDER BY r.start_time DESC, r.seq DESC LIMIT 1) "
    "AND NOT EXISTS (SELECT 1 FROM companies WHERE upgrade_state = 'Completed')",
    "");
}

gboolean
sandbox_lifecycle_unblock_table (SandboxAction *action, GError **error)
{
  SandboxLifecycle *self = action->self;
  g_autofree char *company = sandbox_store_query_text (
    self->store, "SELECT company_name FROM run_details WHERE id = ?", "s", action->id);
  g_autofree char *table = sandbox_store_query_text (
    self->store, "SELECT table_name FROM run_details WHERE id = ?", "s", action->id);

  if (!sandbox_lifecycle_check_enabled (self, error) || !sandbox_lifecycle_check_no_run (self, error))
    return FALSE;
  if (sandbox_store_query_int (self->store, 0, "SELECT count (*) FROM failed_tables WHERE id = ?", "s",
                               action->id)
      == 0)
    return sandbox_lifecycle_refuse (error, "The table is not blocked by this result.");
  if (!sandbox_store_begin (self->store, error))
    return FALSE;
  if (!sandbox_store_exec (self->store, error,
                           "UPDATE run_details SET status = 'Successful', "
                           "errors = 'Unblocked manually. ' || errors WHERE id = ?",
                           "s", action->id)
      || !sandbox_store_exec (self->store, error,
                              "UPDATE run_details SET blocked = 0 WHERE company_name = ? AND table_name = ? "
                              "AND blocked = 1",
                              "ss", company, table)
      || !settle_unblocked (self, company, error))
    {
      sandbox_store_rollback (self->store);
      return FALSE;
    }
  return sandbox_store_commit (self->store, error);
}
