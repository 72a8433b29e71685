/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-store.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define SCHEMA_VERSION  1
#define BUSY_TIMEOUT_MS 30000

struct _SandboxStore
{
  sqlite3 *db;
};

/* `seq` is the row's place in the order of insertion: what the face sorts and pages by where nothing else is
 * asked for. Option values and defaults are those that the header's conventions name. */
static const char SCHEMA[]
  = "CREATE TABLE settings ("
    " key TEXT NOT NULL PRIMARY KEY,"
    " value TEXT NOT NULL DEFAULT ''"
    ") WITHOUT ROWID;"

    "CREATE TABLE setup ("
    " seq INTEGER PRIMARY KEY,"
    " id TEXT NOT NULL UNIQUE,"
    " product_id TEXT NOT NULL DEFAULT '',"
    " sql_server_type TEXT NOT NULL DEFAULT 'SQLServer' CHECK (sql_server_type IN ('SQLServer', 'AzureSQL')),"
    " runtime_name TEXT NOT NULL DEFAULT '',"
    " runtime_key TEXT NOT NULL DEFAULT '',"
    " secondary_key TEXT NOT NULL DEFAULT '',"
    " runtime_installed INTEGER NOT NULL DEFAULT 0 CHECK (runtime_installed IN (0, 1)),"
    " completed INTEGER NOT NULL DEFAULT 0 CHECK (completed IN (0, 1)),"
    " version INTEGER NOT NULL DEFAULT 1"
    ");"
    "CREATE TRIGGER setup_single BEFORE INSERT ON setup WHEN (SELECT count (*) FROM setup) > 0 "
    "BEGIN SELECT RAISE (ABORT, 'there is a setup already'); END;"

    "CREATE TABLE target_companies ("
    " seq INTEGER PRIMARY KEY,"
    " id TEXT NOT NULL UNIQUE,"
    " name TEXT NOT NULL UNIQUE,"
    " display_name TEXT NOT NULL DEFAULT '',"
    " business_profile_id TEXT NOT NULL DEFAULT '',"
    " created_at TEXT NOT NULL DEFAULT '',"
    " version INTEGER NOT NULL DEFAULT 1"
    ");"

    "CREATE TABLE companies ("
    " seq INTEGER PRIMARY KEY,"
    " id TEXT NOT NULL UNIQUE,"
    " name TEXT NOT NULL UNIQUE,"
    " display_name TEXT NOT NULL DEFAULT '',"
    " estimated_size REAL NOT NULL DEFAULT 0,"
    " replicate INTEGER NOT NULL DEFAULT 0 CHECK (replicate IN (0, 1)),"
    " status TEXT NOT NULL DEFAULT ' '"
    "  CHECK (status IN (' ', 'InProgress', 'Completed', 'Error', 'MissingPermission')),"
    " created INTEGER NOT NULL DEFAULT 0 CHECK (created IN (0, 1)),"
    " init_status TEXT NOT NULL DEFAULT 'Unknown'"
    "  CHECK (init_status IN ('Unknown', 'NotInitialized', 'InitializationFailed', 'Initialized')),"
    " init_error TEXT NOT NULL DEFAULT '',"
    " upgrade_state TEXT NOT NULL DEFAULT ''"
    "  CHECK (upgrade_state IN ('', 'Pending', 'Started', 'Completed', 'Failed')),"
    " replicated INTEGER NOT NULL DEFAULT 0 CHECK (replicated IN (0, 1)),"
    " version INTEGER NOT NULL DEFAULT 1"
    ");"

    "CREATE TABLE runs ("
    " seq INTEGER PRIMARY KEY,"
    " id TEXT NOT NULL UNIQUE,"
    " run_id TEXT NOT NULL UNIQUE,"
    " start_time TEXT NOT NULL DEFAULT '',"
    " end_time TEXT NOT NULL DEFAULT '',"
    " replication_type TEXT NOT NULL DEFAULT 'Normal'"
    "  CHECK (replication_type IN ('Normal', 'Full', 'Diagnostic', 'AzureDataLake')),"
    " trigger_type TEXT NOT NULL DEFAULT 'Manual' CHECK (trigger_type IN ('Unknown', 'Scheduled', 'Manual')),"
    " status TEXT NOT NULL DEFAULT 'InProgress'"
    "  CHECK (status IN ('Failed', 'InProgress', 'Completed', 'UpgradePending', 'UpgradeInProgress',"
    "                    'UpgradeFailed', 'RepairDataPending')),"
    " source TEXT NOT NULL DEFAULT '',"
    " details TEXT NOT NULL DEFAULT '',"
    " repair_status TEXT NOT NULL DEFAULT ''"
    "  CHECK (repair_status IN ('', 'Pending', 'InProgress', 'Completed')),"
    " table_total INTEGER NOT NULL DEFAULT 0,"
    " version INTEGER NOT NULL DEFAULT 1"
    ");"
    "CREATE INDEX runs_by_start ON runs (start_time, seq);"
    "CREATE INDEX runs_by_status ON runs (status);"

    "CREATE TABLE run_details ("
    " seq INTEGER PRIMARY KEY,"
    " id TEXT NOT NULL UNIQUE,"
    " run_id TEXT NOT NULL,"
    " company_name TEXT NOT NULL DEFAULT '',"
    " table_name TEXT NOT NULL DEFAULT '',"
    " status TEXT NOT NULL DEFAULT 'NotStarted'"
    "  CHECK (status IN ('Failed', 'InProgress', 'Successful', 'Warning', 'NotStarted')),"
    " records_copied INTEGER NOT NULL DEFAULT 0,"
    " total_records INTEGER NOT NULL DEFAULT 0,"
    " error_code TEXT NOT NULL DEFAULT '',"
    " errors TEXT NOT NULL DEFAULT '',"
    " start_time TEXT NOT NULL DEFAULT '',"
    " end_time TEXT NOT NULL DEFAULT '',"
    " blocked INTEGER NOT NULL DEFAULT 0 CHECK (blocked IN (0, 1)),"
    " version INTEGER NOT NULL DEFAULT 1"
    ");"
    "CREATE INDEX run_details_by_run ON run_details (run_id);"
    "CREATE INDEX run_details_by_status ON run_details (run_id, status);"
    "CREATE INDEX run_details_failed ON run_details (company_name, table_name) WHERE status = 'Failed';"
    "CREATE INDEX run_details_by_table ON run_details (company_name, table_name, status);"

    "CREATE TABLE table_mappings ("
    " seq INTEGER PRIMARY KEY,"
    " id TEXT NOT NULL UNIQUE,"
    " target_table_type TEXT NOT NULL DEFAULT 'Table' CHECK (target_table_type IN ('Table', "
    "'TableExtension')),"
    " app_id TEXT NOT NULL DEFAULT '',"
    " extension_name TEXT NOT NULL DEFAULT '',"
    " table_id INTEGER NOT NULL DEFAULT 0,"
    " table_name TEXT NOT NULL DEFAULT '',"
    " source_table_name TEXT NOT NULL DEFAULT '',"
    " data_per_company INTEGER NOT NULL DEFAULT 1 CHECK (data_per_company IN (0, 1)),"
    " version INTEGER NOT NULL DEFAULT 1"
    ");"
    /* Tables that are blocked: a failed detail with no later one of the same table (domain §2.3). A
     * diagnostic run neither blocks a table nor clears it. */
    "CREATE VIEW failed_tables AS SELECT d.* FROM run_details d"
    " JOIN runs r ON r.run_id = d.run_id AND r.replication_type <> 'Diagnostic'"
    " WHERE d.status = 'Failed' AND NOT EXISTS (SELECT 1 FROM run_details l"
    "  JOIN runs lr ON lr.run_id = l.run_id AND lr.replication_type <> 'Diagnostic'"
    "  WHERE l.company_name = d.company_name AND l.table_name = d.table_name"
    "  AND (l.end_time > d.end_time OR (l.end_time = d.end_time AND l.seq > d.seq)));"

    "CREATE INDEX table_mappings_by_target ON table_mappings (table_name, app_id, target_table_type);";

static const char *VERSIONED_TABLES[]
  = { "setup", "target_companies", "companies", "runs", "run_details", "table_mappings", NULL };

static gboolean
fail (sqlite3 *db, GError **error)
{
  int code = sqlite3_errcode (db);

  g_set_error (error, G_IO_ERROR, (code & 0xff) == SQLITE_BUSY ? G_IO_ERROR_BUSY : G_IO_ERROR_FAILED,
               "service.db: %s", sqlite3_errmsg (db));
  return FALSE;
}

static gboolean
run_script (SandboxStore *self, const char *sql, GError **error)
{
  if (sqlite3_exec (self->db, sql, NULL, NULL, NULL) != SQLITE_OK)
    return fail (self->db, error);
  return TRUE;
}

static gboolean
create_schema (SandboxStore *self, GError **error)
{
  g_autofree char *stamp = g_strdup_printf ("PRAGMA user_version = %d", SCHEMA_VERSION);

  if (!run_script (self, SCHEMA, error))
    return FALSE;
  for (guint i = 0; VERSIONED_TABLES[i] != NULL; i++)
    {
      const char *table = VERSIONED_TABLES[i];
      g_autofree char *trigger
        = g_strdup_printf ("CREATE TRIGGER %s_version AFTER UPDATE ON %s WHEN NEW.version = OLD.version "
                           "BEGIN UPDATE %s SET version = OLD.version + 1 WHERE seq = NEW.seq; END",
                           table, table, table);

      if (!run_script (self, trigger, error))
        return FALSE;
    }
  return run_script (self, stamp, error);
}

static gboolean
prepare_database (SandboxStore *self, GError **error)
{
  gint64 version;

  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT_MS);
  sqlite3_extended_result_codes (self->db, 1);
  if (!run_script (self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;", error))
    return FALSE;

  /* Two processes may open a new folder at once: only one of them finds version 0 inside the lock. */
  if (!sandbox_store_begin (self, error))
    return FALSE;
  version = sandbox_store_query_int (self, -1, "PRAGMA user_version", "");
  if (version == 0 && !create_schema (self, error))
    {
      sandbox_store_rollback (self);
      return FALSE;
    }
  if (version != 0 && version != SCHEMA_VERSION)
    {
      sandbox_store_rollback (self);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   "service.db has version %" G_GINT64_FORMAT ", this program knows version %d", version,
                   SCHEMA_VERSION);
      return FALSE;
    }
  return sandbox_store_commit (self, error);
}

SandboxStore *
sandbox_store_open (const char *folder, GError **error)
{
  g_autoptr (SandboxStore) self = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  if (g_mkdir_with_parents (folder, 0700) < 0)
    {
      int saved = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "Can’t make the folder “%s”: %s", folder,
                   g_strerror (saved));
      return NULL;
    }

  path = g_build_filename (folder, "service.db", NULL);
  self = g_new0 (SandboxStore, 1);
  if (sqlite3_open_v2 (
        path, &self->db,
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE, NULL)
      != SQLITE_OK)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s", path, sqlite3_errmsg (self->db));
      return NULL;
    }
  if (!prepare_database (self, error))
    return NULL;
  /* The runtime's keys are in there. */
  g_chmod (path, 0600);
  return g_steal_pointer (&self);
}

void
sandbox_store_close (SandboxStore *self)
{
  if (self == NULL)
    return;
  sqlite3_close_v2 (self->db);
  g_free (self);
}

sqlite3 *
sandbox_store_get_db (SandboxStore *self)
{
  return self->db;
}

static sqlite3_stmt *
prepare (SandboxStore *self, const char *sql, const char *types, va_list args, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL) != SQLITE_OK)
    {
      fail (self->db, error);
      return NULL;
    }
  for (int i = 0; types != NULL && types[i] != '\0'; i++)
    {
      switch (types[i])
        {
        case 's':
          {
            const char *text = va_arg (args, const char *);

            sqlite3_bind_text (statement, i + 1, text != NULL ? text : "", -1, SQLITE_TRANSIENT);
            break;
          }
        case 'i':
          sqlite3_bind_int (statement, i + 1, va_arg (args, int));
          break;
        case 'l':
          sqlite3_bind_int64 (statement, i + 1, va_arg (args, gint64));
          break;
        case 'd':
          sqlite3_bind_double (statement, i + 1, va_arg (args, double));
          break;
        default:
          g_assert_not_reached ();
        }
    }
  return statement;
}

gboolean
sandbox_store_exec (SandboxStore *self, GError **error, const char *sql, const char *types, ...)
{
  sqlite3_stmt *statement;
  va_list args;
  int result;

  va_start (args, types);
  statement = prepare (self, sql, types, args, error);
  va_end (args);
  if (statement == NULL)
    return FALSE;
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    ;
  if (result != SQLITE_DONE)
    fail (self->db, error);
  sqlite3_finalize (statement);
  return result == SQLITE_DONE;
}

gint64
sandbox_store_query_int (SandboxStore *self, gint64 fallback, const char *sql, const char *types, ...)
{
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *statement;
  gint64 value = fallback;
  va_list args;

  va_start (args, types);
  statement = prepare (self, sql, types, args, &error);
  va_end (args);
  if (statement == NULL)
    {
      g_warning ("%s", error->message);
      return fallback;
    }
  if (sqlite3_step (statement) == SQLITE_ROW && sqlite3_column_type (statement, 0) != SQLITE_NULL)
    value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return value;
}

char *
sandbox_store_query_text (SandboxStore *self, const char *sql, const char *types, ...)
{
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *statement;
  char *value = NULL;
  va_list args;

  va_start (args, types);
  statement = prepare (self, sql, types, args, &error);
  va_end (args);
  if (statement == NULL)
    {
      g_warning ("%s", error->message);
      return NULL;
    }
  if (sqlite3_step (statement) == SQLITE_ROW)
    value = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  return value;
}

gboolean
sandbox_store_begin (SandboxStore *self, GError **error)
{
  return run_script (self, "BEGIN IMMEDIATE", error);
}

gboolean
sandbox_store_commit (SandboxStore *self, GError **error)
{
  if (run_script (self, "COMMIT", error))
    return TRUE;
  sandbox_store_rollback (self);
  return FALSE;
}

void
sandbox_store_rollback (SandboxStore *self)
{
  /* SQLite itself rolls back after some errors; a second rollback is then no error. */
  if (!sqlite3_get_autocommit (self->db))
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
}

char *
sandbox_store_get_setting (SandboxStore *self, const char *key)
{
  char *value = sandbox_store_query_text (self, "SELECT value FROM settings WHERE key = ?", "s", key);

  return value != NULL ? value : g_strdup ("");
}

gboolean
sandbox_store_set_setting (SandboxStore *self, const char *key, const char *value, GError **error)
{
  return sandbox_store_exec (self, error,
                             "INSERT INTO settings (key, value) VALUES (?, ?) "
                             "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                             "ss", key, value);
}

char *
sandbox_store_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *whole = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%03dZ", whole, g_date_time_get_microsecond (now) / 1000);
}
