/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How single tables are replicated (domain §2.5), and what is done to the copied ones (domain §2.10). */
#include "sandbox-lifecycle-private.h"

#include "sandbox-rules.h"

#include <string.h>

/* One setting, as it is and as it is to be. */
typedef struct
{
  char *company;
  char *table;
  gint64 table_id;
  gboolean view_only;
  gboolean replicate;
  gboolean preserve;
  gboolean preserve_default;
} Setting;

static void
setting_clear (Setting *self)
{
  g_free (self->company);
  g_free (self->table);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Setting, setting_clear)

static gboolean
read_setting (SandboxLifecycle *self, const char *id, Setting *setting, GError **error)
{
  sqlite3 *db = sandbox_store_get_db (self->store);
  sqlite3_stmt *statement = NULL;
  gboolean found;

  if (sqlite3_prepare_v2 (db,
                          "SELECT company_name, table_name, table_id, view_only, replicate, preserve,"
                          " preserve_default FROM " SANDBOX_RULES_SOURCE " WHERE id = ?",
                          -1, &statement, NULL)
      == SQLITE_OK)
    sqlite3_bind_text (statement, 1, id, -1, SQLITE_STATIC);
  found = statement != NULL && sqlite3_step (statement) == SQLITE_ROW;
  if (found)
    {
      setting->company = g_strdup ((const char *) sqlite3_column_text (statement, 0));
      setting->table = g_strdup ((const char *) sqlite3_column_text (statement, 1));
      setting->table_id = sqlite3_column_int64 (statement, 2);
      setting->view_only = sqlite3_column_int (statement, 3) != 0;
      setting->replicate = sqlite3_column_int (statement, 4) != 0;
      setting->preserve = sqlite3_column_int (statement, 5) != 0;
      setting->preserve_default = sqlite3_column_int (statement, 6) != 0;
    }
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The setting %s can’t be read: %s", id,
                 sqlite3_errmsg (db));
  sqlite3_finalize (statement);
  return found;
}

static gboolean
add_change (SandboxLifecycle *self,
            const Setting *setting,
            const char *property,
            gboolean from,
            gboolean to,
            GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *now = sandbox_store_now ();

  if (from == to)
    return TRUE;
  return sandbox_store_exec (
    self->store, error,
    "INSERT INTO table_rule_changes (id, at, user_name, company_name, table_name, property, old_value,"
    " new_value) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "ssssssss", id, now, self->user_name, setting->company, setting->table, property, from ? "true" : "false",
    to ? "true" : "false");
}

/* What was preserved until now goes before the next copy, unless it is preserved again until then. */
static gboolean
write_rule (SandboxLifecycle *self,
            const Setting *setting,
            gboolean replicate,
            gboolean preserve,
            GError **error)
{
  return sandbox_store_exec (
    self->store, error,
    "INSERT INTO table_rules (company_name, table_id, replicate, preserve, whole) VALUES (?1, ?2, ?3, ?4, ?5)"
    " ON CONFLICT (company_name, table_id) DO UPDATE SET replicate = excluded.replicate,"
    " preserve = excluded.preserve, version = version + 1,"
    " whole = CASE WHEN excluded.preserve = 1 THEN 0 ELSE whole OR excluded.whole END",
    "sliii", setting->company, setting->table_id, (int) replicate, (int) preserve,
    (int) (setting->preserve && !preserve));
}

/* Everything or nothing, with its history. */
static gboolean
change (SandboxLifecycle *self, const Setting *setting, gboolean replicate, gboolean preserve, GError **error)
{
  if (replicate == setting->replicate && preserve == setting->preserve)
    return TRUE;
  if (!sandbox_store_begin (self->store, error))
    return FALSE;
  if (write_rule (self, setting, replicate, preserve, error)
      && add_change (self, setting, "replicateData", setting->replicate, replicate, error)
      && add_change (self, setting, "preserveCloudData", setting->preserve, preserve, error))
    return sandbox_store_commit (self->store, error);
  sandbox_store_rollback (self->store);
  return FALSE;
}

static gboolean
check_view_only (const Setting *setting, GError **error)
{
  if (!setting->view_only)
    return TRUE;
  return sandbox_lifecycle_refuse (
    error, "How the table “%s” is replicated can’t be changed: it is a table of the system.", setting->table);
}

static gboolean
check_preserve (const Setting *setting, gboolean preserve, GError **error)
{
  if (preserve == setting->preserve)
    return TRUE;
  if (preserve && *setting->company != '\0')
    return sandbox_lifecycle_refuse (
      error, "Cloud data of the table “%s” can’t be preserved: it is a table of a company.", setting->table);
  if (!preserve && setting->table_id == SANDBOX_TABLE_TENANT_MEDIA)
    return sandbox_lifecycle_refuse (
      error, "The table “%s” can’t be cleared: its cloud data has to be preserved.", setting->table);
  return TRUE;
}

gboolean
sandbox_lifecycle_update_table_setting (SandboxLifecycle *self,
                                        const char *id,
                                        GHashTable *values,
                                        GError **error)
{
  g_auto (Setting) setting = { 0 };
  gboolean replicate;
  gboolean preserve;

  if (g_hash_table_size (values) == 0)
    {
      g_set_error_literal (error, SANDBOX_ERROR, SANDBOX_ERROR_BAD_REQUEST,
                           "Invalid request body: 'replicateData' or 'preserveCloudData' has to be given.");
      return FALSE;
    }
  if (!read_setting (self, id, &setting, error))
    return FALSE;
  replicate = sandbox_body_get_integer (values, "replicateData", setting.replicate) != 0;
  preserve = sandbox_body_get_integer (values, "preserveCloudData", setting.preserve) != 0;
  return check_view_only (&setting, error) && check_preserve (&setting, preserve, error)
         && change (self, &setting, replicate, preserve, error);
}

gboolean
sandbox_lifecycle_reset_table_setting (SandboxAction *action, GError **error)
{
  g_auto (Setting) setting = { 0 };

  return read_setting (action->self, action->id, &setting, error) && check_view_only (&setting, error)
         && change (action->self, &setting, TRUE, setting.preserve_default, error);
}

/* What the engine can't do for a reason is a refusal; what went wrong in the databases is not. */
static gboolean
engine_failed (GError **error, GError *engine_error)
{
  if (!g_error_matches (engine_error, G_IO_ERROR, G_IO_ERROR_FAILED))
    return sandbox_lifecycle_engine_refused (error, engine_error);
  g_propagate_error (error, engine_error);
  return FALSE;
}

gboolean
sandbox_lifecycle_repair_companions (SandboxAction *action, GError **error)
{
  SandboxLifecycle *self = action->self;
  gint64 count = 0;
  GError *engine_error = NULL;

  if (!sandbox_lifecycle_check_enabled (self, error) || !sandbox_lifecycle_check_no_run (self, error))
    return FALSE;
  if (sandbox_store_query_int (self->store, 0,
                               "SELECT count (*) FROM runs r WHERE r.replication_type <> 'Diagnostic' "
                               "AND EXISTS (SELECT 1 FROM run_details d WHERE d.run_id = r.run_id)",
                               "")
      == 0)
    return sandbox_lifecycle_refuse (error,
                                     "There are no companion tables to repair: nothing was replicated yet.");
  if (!sandbox_engine_repair_companions (self->engine, &count, &engine_error))
    return engine_failed (error, engine_error);
  action->outcome->body = g_strdup_printf ("\"count\":%" G_GINT64_FORMAT, count);
  return TRUE;
}

gboolean
sandbox_lifecycle_sanitize_table (SandboxAction *action, GError **error)
{
  SandboxLifecycle *self = action->self;
  const char *company = sandbox_body_get_parameter (action->parameters, "companyName", error);
  gint64 table_id;
  gint64 rows = 0;
  gint64 values = 0;
  GError *engine_error = NULL;

  if (company == NULL || !sandbox_body_get_number (action->parameters, "tableId", &table_id, error))
    return FALSE;
  if (*company == '\0')
    {
      g_set_error_literal (error, SANDBOX_ERROR, SANDBOX_ERROR_REQUIRED,
                           "The parameter 'companyName' must be given.");
      return FALSE;
    }
  if (!sandbox_lifecycle_check_no_run (self, error))
    return FALSE;
  if (!sandbox_engine_sanitize_table (self->engine, company, table_id, &rows, &values, &engine_error))
    return engine_failed (error, engine_error);
  action->outcome->body
    = g_strdup_printf ("\"rows\":%" G_GINT64_FORMAT ",\"values\":%" G_GINT64_FORMAT, rows, values);
  return TRUE;
}
