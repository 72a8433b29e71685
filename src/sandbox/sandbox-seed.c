/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-seed.h"
#include "sandbox-random.h"
#include "sandbox-tracking.h"
#include "sandbox-values.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define MISSING_COMPANION_EVERY 13 /* a row in so many has no companion record */
#define FIRST_MISSING_COMPANION 3
#define TABLE_USER              2000000120u
#define TABLE_USER_PROPERTY     2000000121u
#define CUSTOM_MASK             (SANDBOX_TABLE_CUSTOM | SANDBOX_TABLE_SYSTEM)

/* Shares of the rows of the first four companies: one of them large. */
static const guint SHARES[] = { 15, 60, 5, 20 };

typedef struct
{
  SandboxDb *db;
  const SandboxSeed *seed;
  SandboxCatalog *catalog;
  guint total_share;
  /* of the present company */
  int company;
  char *company_name;
  GHashTable *counts;
  gint64 bytes;
} Builder;

static guint
company_share (guint index)
{
  return index < G_N_ELEMENTS (SHARES) ? SHARES[index] : 4 + index * 7 % 16;
}

static gboolean
is_per_company (const SandboxTable *table)
{
  return (table->flags & SANDBOX_TABLE_PER_DATABASE) == 0;
}

/* Of tables that don't grow: users there are in the smallest source, or there was nobody to map. */
static guint
fixed_rows (const SandboxTable *table, guint rows, guint n_tables)
{
  if (table->id == TABLE_USER || table->id == TABLE_USER_PROPERTY)
    return table->spec->fixed;
  return MIN (table->spec->fixed, MAX (1, rows / n_tables));
}

static guint
weight_of (const SandboxTable *table)
{
  if ((table->flags & SANDBOX_TABLE_MISSING) != 0)
    return 0;
  return table->spec->weight * (table->companion != NULL ? 2 : 1);
}

/* How many rows each table of the present company (or of the database) gets. */
static void
share_rows (Builder *self, guint rows)
{
  GPtrArray *tables = sandbox_catalog_get_tables (self->catalog);
  guint n_tables = 1;
  guint fixed = 0;
  guint weights = 0;

  for (guint i = 0; i < tables->len; i++)
    n_tables += is_per_company (tables->pdata[i]) == (self->company >= 0);
  for (guint i = 0; i < tables->len; i++)
    {
      const SandboxTable *table = tables->pdata[i];

      if (is_per_company (table) != (self->company >= 0))
        continue;
      fixed += fixed_rows (table, rows, n_tables);
      weights += weight_of (table);
    }
  g_hash_table_remove_all (self->counts);
  for (guint i = 0; i < tables->len; i++)
    {
      const SandboxTable *table = tables->pdata[i];
      guint count;

      if (is_per_company (table) != (self->company >= 0) || (table->flags & SANDBOX_TABLE_MISSING) != 0)
        continue;
      if (table->spec->fixed > 0)
        count = fixed_rows (table, rows, n_tables);
      else
        count = (guint) MAX (4, (guint64) (rows > fixed ? rows - fixed : 0) * table->spec->weight / weights);
      g_hash_table_insert (self->counts, GUINT_TO_POINTER (table->id), GUINT_TO_POINTER (count));
    }
}

static guint
count_rows (guint table_id, gpointer user_data)
{
  Builder *self = user_data;

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, GUINT_TO_POINTER (table_id)));
}

static gboolean
create_table (Builder *self, const SandboxTable *table, const char *sql_name, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("CREATE TABLE ");
  g_autoptr (GString) key = g_string_new (NULL);

  sandbox_sql_append_name (sql, sql_name);
  for (guint i = 0; i < table->fields->len; i++)
    {
      const SandboxField *field = table->fields->pdata[i];
      g_autofree char *type = sandbox_seed_get_column_type (self->seed, self->company, table, field);

      g_string_append (sql, i == 0 ? " (" : ", ");
      sandbox_sql_append_name (sql, field->column);
      g_string_append_printf (sql, " %s NOT NULL", type);
      if (field->key)
        {
          g_string_append (key, key->len > 0 ? ", " : "");
          sandbox_sql_append_name (key, field->column);
        }
    }
  g_string_append_printf (sql, ", PRIMARY KEY (%s)) WITHOUT ROWID", key->str);
  return sandbox_sql_exec (self->db, error, "%s", sql->str);
}

static SandboxStmt *
prepare_insert (Builder *self, const SandboxTable *table, const char *sql_name, GError **error)
{
  g_autoptr (GString) marks = g_string_new (NULL);

  for (guint i = 0; i < table->fields->len; i++)
    g_string_append (marks, i == 0 ? "?" : ", ?");
  return sandbox_sql_prepare (self->db, error, "INSERT INTO \"%w\" VALUES (%s)", sql_name, marks->str);
}

static gboolean
fill_table (Builder *self, const SandboxTable *table, const char *sql_name, GError **error)
{
  guint rows = count_rows (table->id, self);
  g_autoptr (SandboxStmt) insert = prepare_insert (self, table, sql_name, error);
  g_autoptr (SandboxValues) values = NULL;

  if (insert == NULL)
    return FALSE;
  values = sandbox_values_new (table, self->company_name, rows, self->seed->seed, count_rows, self);
  for (guint row = 0; row < rows; row++)
    {
      if (table->is_companion && row % MISSING_COMPANION_EVERY == FIRST_MISSING_COMPANION)
        continue;
      self->bytes += sandbox_values_bind (values, row, insert);
      if (sqlite3_step (insert) != SQLITE_DONE)
        return sandbox_sql_set_error (self->db, error, sql_name);
      sqlite3_reset (insert);
    }
  return TRUE;
}

static gboolean
make_table (Builder *self, const SandboxTable *table, GError **error)
{
  g_autofree char *sql_name = sandbox_table_sql_name (table, self->company_name);

  return create_table (self, table, sql_name, error) && fill_table (self, table, sql_name, error)
         && (table->companion == NULL || make_table (self, table->companion, error));
}

/* Tracking starts when the data is there, as where a migration is prepared. */
static gboolean
track_table (Builder *self, const SandboxTable *table, GError **error)
{
  g_autofree char *sql_name = sandbox_table_sql_name (table, self->company_name);
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  for (guint i = 0; i < table->fields->len; i++)
    {
      const SandboxField *field = table->fields->pdata[i];

      if (field->key)
        g_ptr_array_add (keys, field->column);
    }
  return sandbox_tracking_enable (self->db, sql_name, keys, error)
         && (table->companion == NULL || track_table (self, table->companion, error));
}

static gboolean
make_tables (Builder *self, guint rows, GError **error)
{
  GPtrArray *tables = sandbox_catalog_get_tables (self->catalog);

  share_rows (self, rows);
  self->bytes = 0;
  for (guint i = 0; i < tables->len; i++)
    {
      const SandboxTable *table = tables->pdata[i];

      if (g_hash_table_contains (self->counts, GUINT_TO_POINTER (table->id))
          && !make_table (self, table, error))
        return FALSE;
    }
  return sandbox_seed_apply_defects (self->db, self->seed, self->catalog, self->company, self->company_name,
                                     error);
}

static void
set_company (Builder *self, int company)
{
  self->company = company;
  g_free (self->company_name);
  self->company_name = company >= 0 ? sandbox_values_company_name ((guint) company) : NULL;
}

/* Last of all, for triggers in the schema make each further CREATE TABLE slower. */
static gboolean
track_tables (Builder *self, GError **error)
{
  GPtrArray *tables = sandbox_catalog_get_tables (self->catalog);

  for (int company = -1; company < (int) self->seed->companies; company++)
    {
      set_company (self, company);
      for (guint i = 0; i < tables->len; i++)
        {
          const SandboxTable *table = tables->pdata[i];

          if (is_per_company (table) == (company >= 0) && (table->flags & SANDBOX_TABLE_MISSING) == 0
              && !track_table (self, table, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
make_company (Builder *self, GError **error)
{
  SandboxRandom random;
  g_autofree char *id = NULL;

  sandbox_random_init (&random, self->seed->seed, 0x434F4D50u + self->company);
  id = sandbox_random_guid (&random);
  if (!make_tables (self,
                    (guint) ((guint64) self->seed->rows * company_share (self->company) / self->total_share),
                    error))
    return FALSE;
  return sandbox_sql_exec (self->db, error,
                           "INSERT INTO \"Company\" VALUES (%Q, 0, %Q, %Q);"
                           "INSERT INTO sys_company_sizes VALUES (%Q, %lld)",
                           self->company_name, self->company_name, id, self->company_name, self->bytes);
}

static gboolean
make_database (Builder *self, GError **error)
{
  g_autofree char *tables = g_strdup_printf ("%u", self->seed->tables);
  g_autofree char *number = g_strdup_printf ("%u", self->seed->seed);

  if (!sandbox_sql_exec (self->db, error,
                         "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;"
                         "PRAGMA writable_schema = ON; BEGIN;"
                         "CREATE TABLE \"Company\" (\"Name\" nvarchar(30) PRIMARY KEY, "
                         "\"Evaluation Company\" tinyint NOT NULL, \"Display Name\" nvarchar(250) NOT NULL, "
                         "\"Id\" uniqueidentifier NOT NULL) WITHOUT ROWID;"
                         "CREATE TABLE sys_company_sizes (name TEXT PRIMARY KEY, bytes INTEGER NOT NULL)")
      || !sandbox_tracking_create (self->db, error)
      || !sandbox_source_set_property (self->db, SANDBOX_PROPERTY_TABLES, tables, error)
      || !sandbox_source_set_property (self->db, SANDBOX_PROPERTY_SEED, number, error)
      || !sandbox_source_set_property (self->db, "compatibility_level", "150", error))
    return FALSE;

  set_company (self, -1);
  if (!make_tables (self, self->seed->rows / 100, error))
    return FALSE;
  for (guint i = 0; i < self->seed->companies; i++)
    self->total_share += company_share (i);
  for (guint i = 0; i < self->seed->companies; i++)
    {
      set_company (self, (int) i);
      if (!make_company (self, error))
        return FALSE;
    }
  return track_tables (self, error) && sandbox_sql_exec (self->db, error, "COMMIT");
}

static gboolean
build (const char *path, const SandboxSeed *seed, GError **error)
{
  Builder self = { .seed = seed };
  gboolean ok;

  self.db = sandbox_sql_open (path, TRUE, error);
  if (self.db == NULL)
    return FALSE;
  self.catalog = sandbox_catalog_new (seed->tables);
  self.counts = g_hash_table_new (NULL, NULL);
  ok = make_database (&self, error);
  g_hash_table_unref (self.counts);
  sandbox_catalog_free (self.catalog);
  g_free (self.company_name);
  sqlite3_close_v2 (self.db);
  return ok;
}

static void
explain (GError **error, const char *path)
{
  char *message;

  if (error == NULL)
    return;
  /* Translators: a file, why */
  message = g_strdup_printf (_ ("The sample source “%1$s” can’t be made: %2$s"), path, (*error)->message);
  g_free ((*error)->message);
  (*error)->message = message;
}

gboolean
sandbox_seed_create (const char *folder, const SandboxSeed *seed, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "onprem.db", NULL);
  g_autofree char *draft = g_build_filename (folder, "onprem.db.draft", NULL);
  g_autofree char *draft_wal = g_build_filename (folder, "onprem.db.draft-wal", NULL);
  g_autofree char *draft_shm = g_build_filename (folder, "onprem.db.draft-shm", NULL);

  g_return_val_if_fail (seed != NULL && seed->companies > 0, FALSE);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_unlink (draft);
  g_unlink (draft_wal);
  g_unlink (draft_shm);
  if (!build (draft, seed, error))
    {
      explain (error, path);
      return FALSE;
    }
  if (g_rename (draft, path) != 0)
    {
      int saved = errno;

      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (saved), g_strerror (saved));
      explain (error, path);
      return FALSE;
    }
  return TRUE;
}
