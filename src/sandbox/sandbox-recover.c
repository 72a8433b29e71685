/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-links.h"
#include "sandbox-operation.h"
#include "sandbox-people.h"
#include "sandbox-random.h"
#include "sandbox-target.h"
#include "sandbox-warnings.h"
#include "sandbox-work.h"

/* The sample stands for a database so many times its size, so that sizes look as real ones do. */
#define SIZE_FACTOR 700.0

#define INTERRUPTED "The data upgrade was interrupted, the environment is as it was before. Run it again."

static gboolean
recover_runs (SandboxStore *store, GError **error)
{
  g_autofree char *now = sandbox_store_now ();

  return sandbox_store_exec (
           store, error,
           "UPDATE run_details SET status = 'Failed', end_time = ?, error_code = '50007', records_copied"
           " = 0, blocked = (SELECT replication_type <> 'Diagnostic' FROM runs WHERE runs.run_id ="
           " run_details.run_id), errors = 'The service was interrupted while it copied this table."
           " Run the replication again.'"
           " WHERE status = 'InProgress' AND run_id IN (SELECT run_id FROM runs)",
           "s", now)
         && sandbox_store_exec (
           store, error,
           "UPDATE runs SET status = 'Failed', end_time = ?, details = 'The service was interrupted"
           " before the run had ended. Run the replication again.' WHERE status = 'InProgress'",
           "s", now);
}

/* The target says whether the upgrade was committed before the end. */
static gboolean
recover_upgrade (SandboxStore *store, SandboxDb *target, GError **error)
{
  g_autofree char *upgraded = sandbox_target_get_property (target, "upgraded_run");
  gint64 done = sandbox_store_query_int (
    store, 0, "SELECT count (*) FROM runs WHERE status = 'UpgradeInProgress' AND run_id = ?", "s", upgraded);

  return sandbox_store_exec (store, error,
                             "UPDATE companies SET upgrade_state = ? WHERE upgrade_state = 'Started'", "s",
                             done > 0 ? "Completed" : "Pending")
         && sandbox_store_exec (store, error,
                                "UPDATE runs SET status = ?, details = ? WHERE status = 'UpgradeInProgress'",
                                "ss", done > 0 ? "Completed" : "UpgradePending",
                                done > 0 ? "The data upgrade was completed." : INTERRUPTED)
         && sandbox_operation_end (store, NULL, done > 0 ? NULL : INTERRUPTED, error);
}

static gboolean
recover_companies (SandboxStore *store, GError **error)
{
  g_autofree char *status = sandbox_store_get_setting (store, SANDBOX_SETTING_CREATION_STATUS);

  /* A company that is under way while none is created is being initialized. */
  if (!g_str_equal (status, "InProgress"))
    return sandbox_store_exec (
      store, error,
      "UPDATE companies SET status = 'Completed', init_status = 'InitializationFailed', init_error ="
      " 'The service was interrupted while it initialized the company.' WHERE status = 'InProgress'",
      "");
  return sandbox_store_set_setting (store, SANDBOX_SETTING_CREATION_STATUS, "Failed", error)
         && sandbox_store_set_setting (
           store, SANDBOX_SETTING_CREATION_ERROR,
           "The service was interrupted while it created companies. Create them again.", error)
         && sandbox_store_exec (
           store, error,
           "UPDATE companies SET status = 'Error', init_error = 'The service was interrupted while"
           " it created the company.' WHERE status = 'InProgress'",
           "");
}

/* What is done to the target at once says so there, and only then here. */
static gboolean
recover_times (SandboxStore *store, SandboxDb *target, GError **error)
{
  g_autofree char *mapped = sandbox_target_get_property (target, SANDBOX_PROPERTY_USER_MAPPING_AT);
  g_autofree char *migrated = sandbox_target_get_property (target, SANDBOX_PROPERTY_RECORD_LINKS_AT);

  return (*mapped == '\0'
          || sandbox_store_set_setting (store, SANDBOX_SETTING_USER_MAPPING_AT, mapped, error))
         && (*migrated == '\0'
             || sandbox_store_set_setting (store, SANDBOX_SETTING_RECORD_LINKS_AT, migrated, error))
         && sandbox_warnings_update (store, target, NULL, error);
}

gboolean
sandbox_recover (SandboxStore *store, SandboxDb *target, GError **error)
{
  if (!sandbox_store_begin (store, error))
    return FALSE;
  if (recover_runs (store, error) && recover_upgrade (store, target, error)
      && recover_companies (store, error)
      && recover_times (store, target, error)
      /* Nothing of an update is kept before its end. */
      && sandbox_store_set_setting (store, SANDBOX_SETTING_UPDATE_STATUS, "", error)
      && sandbox_store_commit (store, error))
    return TRUE;
  sandbox_store_rollback (store);
  return FALSE;
}

static gboolean
fill_company (SandboxStore *store, SandboxStmt *stmt, GError **error)
{
  const char *name = (const char *) sqlite3_column_text (stmt, 0);

  return sandbox_store_exec (store, error,
                             "INSERT INTO companies (id, name, display_name, estimated_size)"
                             " SELECT ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM companies WHERE name = ?)",
                             "sssds", sqlite3_column_text (stmt, 2), name, sqlite3_column_text (stmt, 1),
                             (double) (gint64) (sqlite3_column_double (stmt, 3) * SIZE_FACTOR / 1e6) / 1e3,
                             name);
}

static gboolean
fill (SandboxStore *store, SandboxDb *source, GError **error)
{
  g_autoptr (SandboxStmt) stmt
    = sandbox_sql_prepare (source, error,
                           "SELECT c.\"Name\", c.\"Display Name\", c.\"Id\", s.bytes FROM \"Company\" c"
                           " LEFT JOIN sys_company_sizes s ON s.name = c.\"Name\" ORDER BY s.rowid");
  g_autofree char *now = sandbox_store_now ();
  g_autofree char *id = g_uuid_string_random ();

  if (stmt == NULL)
    return FALSE;
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      if (!fill_company (store, stmt, error))
        return FALSE;
    }
  return sandbox_store_exec (store, error,
                             "INSERT INTO target_companies (id, name, display_name, created_at)"
                             " SELECT ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM target_companies)",
                             "ssss", id, SANDBOX_TARGET_COMPANY, SANDBOX_TARGET_COMPANY, now);
}

gboolean
sandbox_fill_companies (SandboxStore *store, SandboxDb *source, GError **error)
{
  if (!sandbox_store_begin (store, error))
    return FALSE;
  if (fill (store, source, error) && sandbox_store_commit (store, error))
    return TRUE;
  sandbox_store_rollback (store);
  return FALSE;
}
