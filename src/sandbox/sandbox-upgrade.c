/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-operation.h"
#include "sandbox-target.h"
#include "sandbox-work.h"

#include "sandbox-schema.h"

#include <string.h>

/* What the data upgrade of a real environment does to such tables: fields that newer versions have, filled
 * from what the older ones kept elsewhere. */
static const struct
{
  const char *table;
  const char *column;
  const char *declared;
  const char *value;
} NEW_FIELDS[] = {
  { "G/L Entry", "VAT Reporting Date", "datetime NOT NULL DEFAULT '1753-01-01 00:00:00'",
    "\"Posting Date\"" },
  { "Customer", "Format Region", "nvarchar(80) NOT NULL DEFAULT ''",
    "CASE \"Language Code\" WHEN '' THEN 'en-US' ELSE lower (substr (\"Language Code\", 1, 2)) END" },
  { "Cust. Ledger Entry", "Original Currency Code", "nvarchar(10) NOT NULL DEFAULT ''",
    "CASE \"Currency Code\" WHEN '' THEN 'EUR' ELSE \"Currency Code\" END" },
  { "Currency", "ISO Numeric Code", "nvarchar(3) NOT NULL DEFAULT ''",
    "CASE \"Code\" WHEN 'EUR' THEN '978' WHEN 'USD' THEN '840' WHEN 'GBP' THEN '826' WHEN 'DKK' THEN '208' "
    "ELSE '' "
    "END" },
};

static gboolean
add_field (SandboxDb *target, const SandboxCatalog *catalog, const char *company, guint index, GError **error)
{
  const SandboxTable *table = sandbox_catalog_find (catalog, NEW_FIELDS[index].table);
  g_autofree char *sql_name = NULL;
  g_autoptr (GPtrArray) columns = NULL;

  if (table == NULL)
    return TRUE;
  sql_name = sandbox_table_sql_name (table, company);
  columns = sandbox_schema_read (target, sql_name);
  if (columns->len == 0)
    return TRUE;
  if (sandbox_schema_find (columns, NEW_FIELDS[index].column) == NULL
      && !sandbox_sql_exec (target, error, "ALTER TABLE \"%w\" ADD COLUMN \"%w\" %s", sql_name,
                            NEW_FIELDS[index].column, NEW_FIELDS[index].declared))
    return FALSE;
  return sandbox_sql_exec (target, error, "UPDATE \"%w\" SET \"%w\" = %s", sql_name, NEW_FIELDS[index].column,
                           NEW_FIELDS[index].value);
}

/* Cross references became item references, a table of its own with another key. */
static gboolean
move_references (SandboxDb *target, const SandboxCatalog *catalog, const char *company, GError **error)
{
  const SandboxTable *old = sandbox_catalog_find (catalog, "Item Cross Reference");
  g_autofree char *old_name = NULL;
  g_autofree char *new_name = sandbox_sql_name (company, "Item Reference", SANDBOX_APP_BASE, FALSE);
  g_autoptr (GPtrArray) columns = NULL;

  if (old == NULL)
    return TRUE;
  old_name = sandbox_table_sql_name (old, company);
  columns = sandbox_schema_read (target, old_name);
  if (columns->len == 0)
    return TRUE;
  return sandbox_sql_exec (
    target, error,
    "CREATE TABLE IF NOT EXISTS \"%w\" (\"Item No_\" nvarchar(20) NOT NULL,"
    " \"Unit of Measure\" nvarchar(10) NOT NULL, \"Reference Type No_\" nvarchar(30) NOT NULL,"
    " \"Reference No_\" nvarchar(50) NOT NULL, \"Description\" nvarchar(100) NOT NULL,"
    " PRIMARY KEY (\"Item No_\", \"Unit of Measure\", \"Reference Type No_\", \"Reference No_\"))"
    " WITHOUT ROWID;"
    "DELETE FROM \"%w\";"
    "INSERT INTO \"%w\" SELECT \"Item No_\", \"Unit of Measure\","
    " \"Cross-Reference Type No_\", \"Cross-Reference No_\", \"Description\" FROM \"%w\"",
    new_name, new_name, new_name, old_name);
}

static gboolean
upgrade_company (SandboxDb *target, const SandboxCatalog *catalog, const char *company, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (NEW_FIELDS); i++)
    {
      if (!add_field (target, catalog, company, i, error))
        return FALSE;
    }
  return move_references (target, catalog, company, error);
}

static gboolean
upgrade_companies (SandboxWork *self, SandboxDb *target, const char *run_id, GError **error)
{
  g_autoptr (SandboxStmt) companies
    = sandbox_sql_prepare (sandbox_store_get_db (self->store), error,
                           "SELECT name FROM companies WHERE upgrade_state = 'Started' ORDER BY seq");

  if (companies == NULL || !sandbox_sql_exec (target, error, "BEGIN IMMEDIATE"))
    return FALSE;
  while (sqlite3_step (companies) == SQLITE_ROW)
    {
      if (!upgrade_company (target, self->catalog, (const char *) sqlite3_column_text (companies, 0), error))
        return FALSE;
    }
  if (!sandbox_target_set_property (target, "data_version", SANDBOX_DATA_VERSION_NEW, error)
      || !sandbox_target_set_property (target, "upgraded_run", run_id, error))
    return FALSE;
  /* The reader that the environment was offline for: nothing is to be seen of it until it is whole. */
  if (!sandbox_control_wait (self->control, (guint) g_atomic_int_get (&self->outage_ms)))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The service was stopped");
      return FALSE;
    }
  return sandbox_sql_exec (target, error, "COMMIT");
}

static gboolean
set_states (SandboxStore *store,
            const char *run_id,
            const char *status,
            const char *details,
            const char *from,
            const char *to,
            GError **error)
{
  gboolean begins = strcmp (to, "Started") == 0;
  gboolean done = strcmp (to, "Completed") == 0;

  if (!sandbox_store_begin (store, error))
    return FALSE;
  if (sandbox_store_exec (store, error, "UPDATE runs SET status = ?, details = ? WHERE run_id = ?", "sss",
                          status, details, run_id)
      && sandbox_store_exec (
        store, error, "UPDATE companies SET upgrade_state = ? WHERE upgrade_state = ? AND replicate = 1",
        "ss", to, from)
      && (begins ? sandbox_operation_begin (store, run_id, error)
                 : sandbox_operation_end (store, run_id, done ? NULL : details, error))
      && sandbox_store_commit (store, error))
    return TRUE;
  sandbox_store_rollback (store);
  return FALSE;
}

static gboolean
upgrade (SandboxWork *self, const char *run_id, GError **error)
{
  g_autoptr (SandboxDb) target = sandbox_target_open (self->folder, error);

  if (target == NULL)
    return FALSE;
  if (upgrade_companies (self, target, run_id, error))
    return TRUE;
  sandbox_sql_rollback (target);
  return FALSE;
}

void
sandbox_upgrade_execute (SandboxWork *self, const char *run_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) report = NULL;
  gboolean ok;

  if (!set_states (self->store, run_id, "UpgradeInProgress", "The data upgrade is in progress.", "Pending",
                   "Started", &error))
    {
      g_warning ("%s", error->message);
      return;
    }
  g_atomic_int_set (&self->outage, TRUE);
  ok = upgrade (self, run_id, &error);
  if (!sandbox_control_is_quitting (self->control))
    {
      if (ok)
        {
          ok = set_states (self->store, run_id, "Completed", "The data upgrade was completed.", "Started",
                           "Completed", &report);
        }
      else
        {
          g_autofree char *details = g_strdup_printf (
            "The data upgrade failed, the environment is as it was before: %s", error->message);

          ok = set_states (self->store, run_id, "UpgradePending", details, "Started", "Pending", &report);
        }
      if (!ok)
        g_warning ("%s", report->message);
    }
  g_atomic_int_set (&self->outage, FALSE);
}
