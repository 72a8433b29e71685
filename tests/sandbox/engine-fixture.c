/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine-fixture.h"
#include "sandbox-plan.h"
#include "sandbox-schema.h"

#include <glib/gstdio.h>

#define BOUND_SECONDS 60
#define LOOK_EVERY_MS 5

static void
open_engine (EngineFixture *self)
{
  g_autoptr (GError) error = NULL;

  self->engine = sandbox_engine_new (self->folder, &self->seed, 0, &error);
  g_assert_no_error (error);
  g_assert_nonnull (self->engine);
  sandbox_engine_set_outage (self->engine, 0);
}

void
engine_fixture_open_folder (EngineFixture *self, const char *folder, const SandboxSeed *seed)
{
  g_autoptr (GError) error = NULL;

  self->seed = seed != NULL ? *seed : SMALL_SEED;
  self->folder = g_strdup (folder);
  self->store = sandbox_store_open (self->folder, &error);
  g_assert_no_error (error);
  open_engine (self);
  sandbox_store_set_setting (self->store, SANDBOX_SETTING_ENABLED, "1", &error);
  g_assert_no_error (error);
}

void
engine_fixture_open (EngineFixture *self, const SandboxSeed *seed)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("ferry-engine-XXXXXX", &error);

  g_assert_no_error (error);
  engine_fixture_open_folder (self, folder, seed);
}

void
engine_fixture_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

void
engine_fixture_detach (EngineFixture *self)
{
  g_clear_object (&self->engine);
  g_clear_pointer (&self->store, sandbox_store_close);
  g_clear_pointer (&self->folder, g_free);
}

void
engine_fixture_close (EngineFixture *self)
{
  g_autofree char *folder = g_strdup (self->folder);

  engine_fixture_detach (self);
  if (folder != NULL)
    engine_fixture_remove_folder (folder);
}

void
engine_fixture_reopen (EngineFixture *self)
{
  g_clear_object (&self->engine);
  open_engine (self);
}

static void
store_exec (EngineFixture *self, const char *sql, const char *one, const char *two)
{
  g_autoptr (GError) error = NULL;

  sandbox_store_exec (self->store, &error, sql, two != NULL ? "ss" : one != NULL ? "s" : "", one, two);
  g_assert_no_error (error);
}

void
engine_fixture_select (EngineFixture *self, const char *const *names)
{
  store_exec (self, "UPDATE companies SET replicate = 0", NULL, NULL);
  for (guint i = 0; names[i] != NULL; i++)
    store_exec (self, "UPDATE companies SET replicate = 1 WHERE name = ?", names[i], NULL);
}

void
engine_fixture_select_valid (EngineFixture *self)
{
  store_exec (self, "UPDATE companies SET replicate = (instr (name, '/') = 0)", NULL, NULL);
}

void
engine_fixture_set_product (EngineFixture *self, const char *product)
{
  store_exec (self, "DELETE FROM setup", NULL, NULL);
  store_exec (self, "INSERT INTO setup (id, product_id) VALUES (?, ?)",
              "0c1f8a3e-0000-4000-8000-000000000001", product);
}

char *
engine_fixture_start (EngineFixture *self, gboolean diagnostic)
{
  g_autofree char *run_id = g_uuid_string_random ();
  g_autofree char *now = sandbox_store_now ();
  g_autoptr (GError) error = NULL;

  sandbox_store_exec (self->store, &error,
                      "INSERT INTO runs (id, run_id, start_time, status) VALUES (?, ?, ?, 'InProgress')",
                      "sss", run_id, run_id, now);
  g_assert_no_error (error);
  sandbox_engine_start_run (self->engine, run_id, diagnostic, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&run_id);
}

char *
engine_fixture_run (EngineFixture *self, gboolean diagnostic)
{
  char *run_id = engine_fixture_start (self, diagnostic);

  sandbox_engine_wait_idle (self->engine);
  return run_id;
}

void
engine_fixture_create (EngineFixture *self)
{
  g_autoptr (GError) error = NULL;

  sandbox_engine_start_company_creation (self->engine, &error);
  g_assert_no_error (error);
  sandbox_engine_wait_idle (self->engine);
}

char *
engine_fixture_text (EngineFixture *self, const char *sql, const char *parameter)
{
  return sandbox_store_query_text (self->store, sql, parameter != NULL ? "s" : "", parameter);
}

gint64
engine_fixture_int (EngineFixture *self, const char *sql, const char *parameter)
{
  return sandbox_store_query_int (self->store, -1, sql, parameter != NULL ? "s" : "", parameter);
}

static SandboxDb *
open_db (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  SandboxDb *db = sandbox_sql_open (path, FALSE, &error);

  g_assert_no_error (error);
  return db;
}

SandboxDb *
engine_fixture_open_db (EngineFixture *self, const char *name)
{
  return open_db (self->folder, name);
}

void
engine_fixture_exec (EngineFixture *self, const char *name, const char *format, ...)
{
  g_autoptr (SandboxDb) db = engine_fixture_open_db (self, name);
  g_autoptr (GError) error = NULL;
  va_list args;
  char *sql;

  va_start (args, format);
  sql = sqlite3_vmprintf (format, args);
  va_end (args);
  sandbox_sql_exec (db, &error, "%s", sql);
  g_assert_no_error (error);
  sqlite3_free (sql);
}

static char *
list_columns (SandboxDb *source, const char *table, SandboxDb *target, const char *target_table)
{
  g_autoptr (GPtrArray) one = sandbox_schema_read (source, table);
  g_autoptr (GPtrArray) two = sandbox_schema_read (target, target_table);
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < one->len; i++)
    {
      const SandboxColumn *column = one->pdata[i];

      if (sandbox_schema_find (two, column->name) == NULL)
        continue;
      g_string_append (list, list->len > 0 ? ", " : "");
      sandbox_sql_append_name (list, column->name);
    }
  g_assert_cmpuint (list->len, >, 0);
  return g_string_free (list, FALSE);
}

static gint64
difference (SandboxDb *db,
            const char *columns,
            const char *one,
            const char *one_table,
            const char *two,
            const char *two_table)
{
  g_autoptr (SandboxStmt) stmt = NULL;
  g_autoptr (GError) error = NULL;

  stmt = sandbox_sql_prepare (
    db, &error, "SELECT count (*) FROM (SELECT %s FROM %s.\"%w\" EXCEPT SELECT %s FROM %s.\"%w\")", columns,
    one, one_table, columns, two, two_table);
  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  return sqlite3_column_int64 (stmt, 0);
}

/* `EXCEPT` knows no repeated rows, so the counts have to agree too. */
static gint64
compare_table (SandboxDb *source,
               SandboxDb *target,
               const char *source_table,
               const char *target_table,
               gboolean companion)
{
  g_autofree char *columns = list_columns (source, source_table, target, target_table);
  gint64 rows = sandbox_sql_int (target, -1, "SELECT count (*) FROM source.\"%w\"", source_table);
  gint64 copied = sandbox_sql_int (target, -1, "SELECT count (*) FROM main.\"%w\"", target_table);

  if (difference (target, columns, "source", source_table, "main", target_table) != 0)
    g_error ("Rows of “%s” are not in the target", source_table);
  if (companion)
    {
      g_assert_cmpint (copied, >=, rows);
      return rows;
    }
  if (difference (target, columns, "main", target_table, "source", source_table) != 0 || rows != copied)
    g_error ("The target’s “%s” has rows that the source has not", target_table);
  return rows;
}

static gboolean
is_failed (EngineFixture *self, const SandboxPlanItem *item)
{
  return sandbox_store_query_int (
           self->store, 0,
           "SELECT status <> 'Successful' FROM run_details WHERE company_name = ? AND table_name "
           "= ? ORDER BY seq DESC LIMIT 1",
           "ss", item->company, item->name)
         != 0;
}

gint64
engine_fixture_assert_equal (EngineFixture *self)
{
  g_autoptr (SandboxDb) source = engine_fixture_open_db (self, "onprem.db");
  g_autoptr (SandboxDb) target = engine_fixture_open_db (self, "cloud.db");
  g_autoptr (SandboxCatalog) catalog = sandbox_catalog_new (self->seed.tables);
  g_autoptr (GPtrArray) plan = sandbox_plan_new (catalog, source, self->store);
  g_autofree char *path = g_build_filename (self->folder, "onprem.db", NULL);
  g_autoptr (GError) error = NULL;
  gint64 rows = 0;

  sandbox_sql_exec (target, &error, "ATTACH %Q AS source", path);
  g_assert_no_error (error);
  for (guint i = 0; i < plan->len; i++)
    {
      const SandboxPlanItem *item = plan->pdata[i];

      if (is_failed (self, item))
        continue;
      rows += compare_table (source, target, item->source, item->target, FALSE);
      if (item->source_companion != NULL)
        rows += compare_table (source, target, item->source_companion, item->target_companion, TRUE);
    }
  return rows;
}

void
engine_fixture_assert_integrity (const char *folder)
{
  static const char *const NAMES[] = { "onprem.db", "cloud.db", "service.db" };

  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      g_autofree char *path = g_build_filename (folder, NAMES[i], NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        {
          g_autoptr (SandboxDb) db = open_db (folder, NAMES[i]);
          g_autofree char *result = sandbox_sql_text (db, "PRAGMA integrity_check");

          g_assert_cmpstr (result, ==, "ok");
        }
    }
}

static void
digest_value (GChecksum *checksum, SandboxStmt *stmt, int column)
{
  int type = sqlite3_column_type (stmt, column);
  const void *bytes = sqlite3_column_blob (stmt, column);
  int length = sqlite3_column_bytes (stmt, column);

  g_checksum_update (checksum, (const guchar *) &type, sizeof type);
  g_checksum_update (checksum, (const guchar *) &length, sizeof length);
  if (length > 0)
    g_checksum_update (checksum, bytes, length);
}

static void
digest_query (GChecksum *checksum, SandboxDb *db, const char *sql, const char *table)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SandboxStmt) stmt = NULL;

  stmt = table != NULL ? sandbox_sql_prepare (db, &error, "SELECT * FROM \"%w\"", table)
                       : sandbox_sql_prepare (db, &error, "%s", sql);
  g_assert_no_error (error);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      for (int i = 0; i < sqlite3_column_count (stmt); i++)
        digest_value (checksum, stmt, i);
    }
}

char *
engine_fixture_digest (const char *folder, const char *name)
{
  g_autoptr (SandboxDb) db = open_db (folder, name);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (SandboxStmt) tables = NULL;
  g_autoptr (GError) error = NULL;

  digest_query (checksum, db, "SELECT type, name, sql FROM sqlite_master ORDER BY type, name", NULL);
  tables
    = sandbox_sql_prepare (db, &error, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");
  g_assert_no_error (error);
  while (sqlite3_step (tables) == SQLITE_ROW)
    digest_query (checksum, db, NULL, (const char *) sqlite3_column_text (tables, 0));
  return g_strdup (g_checksum_get_string (checksum));
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
engine_fixture_iterate (gint64 *deadline, const char *condition)
{
  gint64 now = g_get_monotonic_time ();
  guint source;

  if (*deadline == 0)
    *deadline = now + BOUND_SECONDS * G_USEC_PER_SEC;
  if (now >= *deadline)
    g_error ("Waited in vain for: %s", condition);
  source = g_timeout_add (LOOK_EVERY_MS, wake_cb, NULL);
  g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}
