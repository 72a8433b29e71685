/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample source: the same from the same seed, in Business Central's names, with the defects it needs. */
#include "engine-fixture.h"
#include "sandbox-seed.h"
#include "sandbox-values.h"

#include <glib/gstdio.h>

#define CRONUS "CRONUS International Ltd_$"

typedef struct
{
  char *folder;
} Fixture;

static void
make_source (Fixture *self, const SandboxSeed *seed)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("ferry-seed-XXXXXX", &error);
  g_assert_no_error (error);
  sandbox_seed_create (self->folder, seed, &error);
  g_assert_no_error (error);
}

static void
fixture_clear (Fixture *self)
{
  engine_fixture_remove_folder (self->folder);
  g_free (self->folder);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static SandboxDb *
open_source (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->folder, "onprem.db", NULL);
  g_autoptr (GError) error = NULL;
  SandboxDb *db = sandbox_sql_open (path, FALSE, &error);

  g_assert_no_error (error);
  return db;
}

static void
test_deterministic (void)
{
  SandboxSeed other = SMALL_SEED;
  g_auto (Fixture) one = { 0 };
  g_auto (Fixture) two = { 0 };
  g_auto (Fixture) three = { 0 };
  g_autofree char *digest_one = NULL;
  g_autofree char *digest_two = NULL;
  g_autofree char *digest_three = NULL;

  other.seed++;
  make_source (&one, &SMALL_SEED);
  make_source (&two, &SMALL_SEED);
  make_source (&three, &other);
  digest_one = engine_fixture_digest (one.folder, "onprem.db");
  digest_two = engine_fixture_digest (two.folder, "onprem.db");
  digest_three = engine_fixture_digest (three.folder, "onprem.db");
  g_assert_cmpstr (digest_one, ==, digest_two);
  g_assert_cmpstr (digest_one, !=, digest_three);
}

static gint64
count_all_rows (SandboxDb *db, const char *pattern, guint *n_tables)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SandboxStmt) tables = sandbox_sql_prepare (
    db, &error,
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB %Q AND name NOT GLOB 's*_*'", pattern);
  gint64 rows = 0;

  g_assert_no_error (error);
  *n_tables = 0;
  while (sqlite3_step (tables) == SQLITE_ROW)
    {
      rows += sandbox_sql_int (db, -1, "SELECT count (*) FROM \"%w\"", sqlite3_column_text (tables, 0));
      ++*n_tables;
    }
  return rows;
}

static void
test_size (void)
{
  SandboxSeed seed = { .companies = 4, .tables = 120, .rows = 40000, .seed = 1 };
  g_auto (Fixture) self = { 0 };
  g_autoptr (SandboxDb) db = NULL;
  guint n_tables;
  gint64 rows;

  make_source (&self, &seed);
  db = open_source (&self);
  g_assert_cmpint (sandbox_sql_int (db, -1, "SELECT count (*) FROM \"Company\""), ==, 4);
  g_assert_cmpint (
    sandbox_sql_int (db, -1,
                     "SELECT count (*) FROM \"Company\" WHERE \"Name\" = 'CRONUS International Ltd.'"),
    ==, 1);
  g_assert_cmpint (
    sandbox_sql_int (db, -1, "SELECT count (*) FROM \"Company\" WHERE instr (\"Name\", '/') > 0"), ==, 1);

  rows = count_all_rows (db, "*", &n_tables);
  g_assert_cmpint (rows, >, seed.rows * 85 / 100);
  g_assert_cmpint (rows, <, seed.rows * 115 / 100);
  /* One of the 120 is missing on purpose. */
  count_all_rows (db, CRONUS "*$" APP_BASE, &n_tables);
  g_assert_cmpuint (n_tables, ==, 119);
  /* One company is large: it has more rows than all others together. */
  g_assert_cmpint (count_all_rows (db, "Nordhavn Logistik GmbH$*", &n_tables), >, rows / 2);
}

static void
test_names (void)
{
  static const char *const TABLES[] = {
    CRONUS "G_L Entry$" APP_BASE,
    CRONUS "Cust_ Ledger Entry$" APP_BASE,
    CRONUS "Ship-to Address$" APP_BASE,
    CRONUS "Customer$" APP_BASE "$ext",
    "Fjord & Sønner A_S$Customer$" APP_BASE,
    "Tulip Trading B_V_$Country_Region$" APP_BASE,
    "User Group$" APP_BASE,
    "User",
    "Record Link",
    CRONUS "Rental Contract",
  };
  g_auto (Fixture) self = { 0 };
  g_autoptr (SandboxDb) db = NULL;

  make_source (&self, &SMALL_SEED);
  db = open_source (&self);
  for (guint i = 0; i < G_N_ELEMENTS (TABLES); i++)
    {
      if (sandbox_sql_int (db, 0, "SELECT count (*) FROM \"%w\"", TABLES[i]) == 0)
        g_error ("There are no rows in “%s”", TABLES[i]);
    }
  g_assert_cmpint (
    sandbox_sql_int (db, -1,
                     "SELECT count (*) FROM pragma_table_info ('%q') WHERE name = 'VAT Registration No_'",
                     CRONUS "Customer$" APP_BASE),
    ==, 1);
}

static void
test_defects (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (SandboxDb) db = NULL;
  static const char CUSTOMER[] = CRONUS "Customer$" APP_BASE;
  gint64 customers;
  gint64 companions;

  make_source (&self, &SMALL_SEED);
  db = open_source (&self);
  g_assert_cmpint (
    sandbox_sql_int (db, -1,
                     "SELECT count (*) FROM \"%w\" WHERE \"Salesperson Code\" <> upper (\"Salesperson "
                     "Code\") AND \"Payment Terms Code\" <> trim (\"Payment Terms Code\")",
                     CUSTOMER),
    >, 0);
  g_assert_cmpint (
    sandbox_sql_int (db, -1, "SELECT count (*) FROM sqlite_master WHERE name GLOB '*Price Worksheet Line*'"),
    ==, 0);
  g_assert_cmpint (sandbox_sql_int (db, -1, "SELECT count (*) FROM \"%w\" WHERE length (\"Address 2\") > 50",
                                    CRONUS "Ship-to Address$" APP_BASE),
                   ==, 3);
  g_assert_cmpint (sandbox_sql_int (db, -1, "SELECT count (*) FROM \"%w\" WHERE length (\"Address 2\") > 50",
                                    "Tulip Trading B_V_$Ship-to Address$" APP_BASE),
                   ==, 0);
  g_assert_cmpint (sandbox_sql_int (db, -1,
                                    "SELECT count (*) FROM \"%w\" WHERE instr (\"Relational Exch_ Rate "
                                    "Amount\", ',') > 0",
                                    "Nordhavn Logistik GmbH$Currency Exchange Rate$" APP_BASE),
                   >, 0);
  customers = sandbox_sql_int (db, -1, "SELECT count (*) FROM \"%w\"", CUSTOMER);
  companions = sandbox_sql_int (db, -1, "SELECT count (*) FROM \"%w\"", CRONUS "Customer$" APP_BASE "$ext");
  g_assert_cmpint (companions, >, 0);
  g_assert_cmpint (companions, <, customers);
  /* Users have names, addresses, and a property row each that belongs to them. */
  g_assert_cmpint (
    sandbox_sql_int (db, -1,
                     "SELECT count (*) FROM \"User\" JOIN \"User Property\" USING (\"User Security ID\")"
                     " WHERE instr (\"Authentication Email\", '@') > 1 AND \"User Name\" <> ''"),
    ==, sandbox_sql_int (db, -1, "SELECT count (*) FROM \"User\""));
}

static void
test_kept (void)
{
  SandboxSeed other = { .companies = 1, .tables = 3, .rows = 10, .seed = 99 };
  g_auto (Fixture) self = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  make_source (&self, &SMALL_SEED);
  before = engine_fixture_digest (self.folder, "onprem.db");
  sandbox_seed_create (self.folder, &other, &error);
  g_assert_no_error (error);
  after = engine_fixture_digest (self.folder, "onprem.db");
  g_assert_cmpstr (before, ==, after);
}

/* What a process leaves that was killed while it made the source. */
static void
test_draft (void)
{
  g_auto (Fixture) one = { 0 };
  g_auto (Fixture) two = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *draft = NULL;
  g_autofree char *digest_one = NULL;
  g_autofree char *digest_two = NULL;

  make_source (&one, &SMALL_SEED);
  two.folder = g_dir_make_tmp ("ferry-seed-XXXXXX", &error);
  g_assert_no_error (error);
  draft = g_build_filename (two.folder, "onprem.db.draft", NULL);
  g_file_set_contents (draft, "half a database", -1, &error);
  g_assert_no_error (error);
  sandbox_seed_create (two.folder, &SMALL_SEED, &error);
  g_assert_no_error (error);
  digest_one = engine_fixture_digest (one.folder, "onprem.db");
  digest_two = engine_fixture_digest (two.folder, "onprem.db");
  g_assert_cmpstr (digest_one, ==, digest_two);
  g_assert_false (g_file_test (draft, G_FILE_TEST_EXISTS));
}

static void
test_refused_folder (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sandbox_seed_create ("/nonexistent/folder", &SMALL_SEED, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

static void
test_large_numbers (void)
{
  SandboxSeed seed = { .companies = 2, .tables = 190, .rows = 4000, .seed = 3 };
  g_auto (Fixture) self = { 0 };
  g_autoptr (SandboxDb) db = NULL;
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_tables;

  make_source (&self, &seed);
  db = open_source (&self);
  count_all_rows (db, CRONUS "*$" APP_BASE, &n_tables);
  g_assert_cmpuint (n_tables, ==, 189);

  for (guint i = 0; i < 1500; i++)
    {
      char *name = sandbox_values_company_name (i);

      g_assert_cmpint (g_utf8_strlen (name, -1), <=, 30);
      g_assert_true (g_hash_table_add (names, name));
    }
}

static void
test_catalog (void)
{
  g_autoptr (SandboxCatalog) catalog = sandbox_catalog_new (178);
  GPtrArray *tables = sandbox_catalog_get_tables (catalog);
  g_autoptr (GHashTable) ids = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  guint per_database = 0;
  guint companions = 0;

  for (guint i = 0; i < tables->len; i++)
    {
      const SandboxTable *table = tables->pdata[i];
      g_autoptr (GHashTable) columns = g_hash_table_new (g_str_hash, g_str_equal);

      g_assert_true (g_hash_table_add (ids, GUINT_TO_POINTER (table->id)));
      g_assert_true (g_hash_table_add (names, (gpointer) table->name));
      g_assert_cmpuint (table->n_keys, >, 0);
      for (guint j = 0; j < table->fields->len; j++)
        {
          const SandboxField *field = table->fields->pdata[j];

          g_assert_true (g_hash_table_add (columns, field->column));
          /* The key comes first: change tracking and companions rely on it. */
          g_assert_cmpint (field->key, ==, j < table->n_keys);
          if (field->type == SANDBOX_FIELD_CODE || field->type == SANDBOX_FIELD_TEXT)
            g_assert_cmpuint (field->length, >, 0);
        }
      per_database += (table->flags & SANDBOX_TABLE_PER_DATABASE) != 0;
      companions += table->companion != NULL;
      g_assert_true (sandbox_catalog_find (catalog, table->name) == table);
    }
  g_assert_cmpuint (per_database, >=, 10);
  g_assert_cmpuint (companions, >=, 5);
  g_assert_null (sandbox_catalog_find (catalog, "No Such Table"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/seed/deterministic", test_deterministic);
  g_test_add_func ("/seed/size", test_size);
  g_test_add_func ("/seed/names", test_names);
  g_test_add_func ("/seed/defects", test_defects);
  g_test_add_func ("/seed/kept", test_kept);
  g_test_add_func ("/seed/draft", test_draft);
  g_test_add_func ("/seed/refused-folder", test_refused_folder);
  g_test_add_func ("/seed/large-numbers", test_large_numbers);
  g_test_add_func ("/seed/catalog", test_catalog);

  return g_test_run ();
}
