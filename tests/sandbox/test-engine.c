/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What runs do: copy all, copy changes, complain, recover. Domain §2.4 and §4. */
#include "engine-fixture.h"
#include "sandbox-source.h"

#define CRONUS     "CRONUS International Ltd_$"
#define TULIP      "Tulip Trading B_V_$"
#define TULIP_NAME "Tulip Trading B.V."

static const char RUN_STATUS[] = "SELECT status FROM runs WHERE run_id = ?";
static const char RUN_TYPE[] = "SELECT replication_type FROM runs WHERE run_id = ?";
static const char RUN_DETAILS[] = "SELECT details FROM runs WHERE run_id = ?";
static const char COPIED[] = "SELECT sum (records_copied) FROM run_details WHERE run_id = ?";
static const char BLOCKED[] = "SELECT count (*) FROM run_details WHERE blocked = 1";

static const char *const ONLY_TULIP[] = { TULIP_NAME, NULL };
static const char *const ONLY_CRONUS[] = { "CRONUS International Ltd.", NULL };

static void
test_full (void)
{
  g_auto (EngineFixture) self = { 0 };
  g_autofree char *run = NULL;
  gint64 rows;

  engine_fixture_open (&self, NULL);
  engine_fixture_select_valid (&self);
  engine_fixture_set_product (&self, "DynamicsBC");
  run = engine_fixture_run (&self, FALSE);

  engine_fixture_assert_text (&self, RUN_TYPE, run, "Full");
  rows = engine_fixture_assert_equal (&self);
  g_assert_cmpint (rows, >, 1500);
  g_assert_cmpint (engine_fixture_int (&self, COPIED, run), ==, rows);
  g_assert_cmpint (
    engine_fixture_int (&self,
                        "SELECT count (*) FROM run_details WHERE run_id = ? AND (records_copied <> "
                        "total_records OR start_time = '' OR end_time < start_time)",
                        run),
    ==, 0);
  g_assert_cmpint (engine_fixture_int (&self, "SELECT table_total FROM runs WHERE run_id = ?", run), ==,
                   engine_fixture_int (&self, "SELECT count (*) FROM run_details WHERE run_id = ?", run));
  g_assert_cmpint (engine_fixture_int (&self, "SELECT count (*) FROM companies WHERE replicated = 1", NULL),
                   ==, 3);
  g_assert_cmpint (
    engine_fixture_int (
      &self, "SELECT count (*) FROM run_details WHERE table_name = 'User' AND company_name = ''", NULL),
    ==, 1);
  engine_fixture_assert_integrity (self.folder);
}

static void
test_normal_copies_changes (void)
{
  g_auto (EngineFixture) self = { 0 };
  g_autofree char *full = NULL;
  g_autofree char *normal = NULL;
  g_autofree char *idle = NULL;

  engine_fixture_open (&self, NULL);
  engine_fixture_select (&self, ONLY_TULIP);
  engine_fixture_set_product (&self, "DynamicsBC");
  full = engine_fixture_run (&self, FALSE);
  engine_fixture_exec (
    &self, "onprem.db",
    "UPDATE \"%w\" SET \"Name\" = 'Renamed' WHERE \"No_\" = 'C00001';"
    "DELETE FROM \"%w\" WHERE \"No_\" = 'C00002';"
    "INSERT INTO \"%w\" SELECT 'C99999', \"Name\", \"Search Name\", \"Name 2\", \"Address\","
    " \"Address 2\", \"City\", \"Contact\", \"Phone No_\", \"Customer Posting Group\","
    " \"Currency Code\", \"Language Code\", \"Payment Terms Code\", \"Salesperson Code\","
    " \"Country_Region Code\", \"Credit Limit (LCY)\", \"Blocked\", \"Post Code\", \"E-Mail\","
    " \"VAT Registration No_\", \"Last Date Modified\", \"$systemId\", \"$systemModifiedAt\""
    " FROM \"%w\" WHERE \"No_\" = 'C00003';"
    "UPDATE \"%w\" SET \"Entry No_\" = 900000 WHERE \"Entry No_\" = 1;"
    /* Several changes of one row are one row to copy. */
    "UPDATE \"%w\" SET \"Name\" = 'Renamed again' WHERE \"No_\" = 'C00001';"
    "INSERT INTO \"User Group Member$" APP_BASE "\" SELECT 'NEW', \"User Security ID\","
    " \"Company Name\", \"$systemId\", \"$systemModifiedAt\" FROM \"User Group Member$" APP_BASE "\" LIMIT 1",
    TULIP "Customer$" APP_BASE, TULIP "Customer$" APP_BASE, TULIP "Customer$" APP_BASE,
    TULIP "Customer$" APP_BASE, TULIP "G_L Entry$" APP_BASE, TULIP "Customer$" APP_BASE);
  normal = engine_fixture_run (&self, FALSE);

  engine_fixture_assert_text (&self, RUN_TYPE, normal, "Normal");
  engine_fixture_assert_text (&self, RUN_STATUS, normal, "Completed");
  engine_fixture_assert_equal (&self);
  /* Three customers, a key that changed (one came, one went), a member. */
  g_assert_cmpint (engine_fixture_int (&self, COPIED, normal), ==, 6);
  g_assert_cmpint (
    engine_fixture_int (&self,
                        "SELECT records_copied FROM run_details WHERE run_id = ? AND table_name = "
                        "'Customer'",
                        normal),
    ==, 3);

  idle = engine_fixture_run (&self, FALSE);
  g_assert_cmpint (engine_fixture_int (&self, COPIED, idle), ==, 0);
  engine_fixture_assert_text (&self, RUN_DETAILS, idle, "");
}

static void
test_touch (void)
{
  g_auto (EngineFixture) self = { 0 };
  g_autoptr (GError) error = NULL;

  engine_fixture_open (&self, NULL);
  engine_fixture_select_valid (&self);
  engine_fixture_set_product (&self, "DynamicsBC");
  for (guint round = 0; round < 4; round++)
    {
      g_autofree char *run = engine_fixture_run (&self, FALSE);

      engine_fixture_assert_text (&self, RUN_TYPE, run, round == 0 ? "Full" : "Normal");
      engine_fixture_assert_equal (&self);
      if (round > 0)
        g_assert_cmpint (engine_fixture_int (&self, COPIED, run), >, 0);
      sandbox_source_touch (self.folder, round, 15, 20, 10, &error);
      g_assert_no_error (error);
    }
}

/* Domain §2.4: where the retention has passed, the table is copied whole again. */
static void
test_retention (void)
{
  g_auto (EngineFixture) self = { 0 };
  g_autofree char *full = NULL;
  g_autofree char *within = NULL;
  g_autofree char *after = NULL;
  gint64 all;

  engine_fixture_open (&self, NULL);
  engine_fixture_select (&self, ONLY_TULIP);
  full = engine_fixture_run (&self, FALSE);
  all = engine_fixture_int (&self, COPIED, full);

  engine_fixture_exec (&self, "onprem.db",
                       "UPDATE \"%w\" SET \"Name\" = 'Two days old' WHERE \"No_\" = 'C00001';"
                       "UPDATE sys_changes SET at = at - 2 * 86400",
                       TULIP "Customer$" APP_BASE);
  within = engine_fixture_run (&self, FALSE);
  g_assert_cmpint (engine_fixture_int (&self, COPIED, within), ==, 1);

  engine_fixture_exec (&self, "onprem.db",
                       "UPDATE \"%w\" SET \"Name\" = 'Four days old' WHERE \"No_\" = 'C00001';"
                       "DELETE FROM \"%w\" WHERE \"No_\" = 'C00004';"
                       "UPDATE sys_changes SET at = at - 4 * 86400",
                       TULIP "Customer$" APP_BASE, TULIP "Customer$" APP_BASE);
  after = engine_fixture_run (&self, FALSE);
  engine_fixture_assert_text (&self, RUN_TYPE, after, "Normal");
  g_assert_cmpint (engine_fixture_int (&self, COPIED, after), ==, all - 1);
  engine_fixture_assert_equal (&self);
}

static void
test_reset (void)
{
  g_auto (EngineFixture) self = { 0 };
  g_autofree char *full = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_open (&self, NULL);
  engine_fixture_select (&self, ONLY_TULIP);
  full = engine_fixture_run (&self, FALSE);
  sandbox_engine_reset_cloud_data (self.engine, &error);
  g_assert_no_error (error);
  again = engine_fixture_run (&self, FALSE);
  engine_fixture_assert_text (&self, RUN_TYPE, again, "Full");
  g_assert_cmpint (engine_fixture_int (&self, COPIED, again), ==, engine_fixture_int (&self, COPIED, full));
  engine_fixture_assert_equal (&self);
}

static void
test_failing_tables (void)
{
  static const char ERRORS[]
    = "SELECT error_code || ' ' || errors FROM run_details WHERE run_id = ? AND status = 'Failed' LIMIT 1";
  g_auto (EngineFixture) self = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autofree char *errors = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_open (&self, NULL);
  engine_fixture_select (&self, ONLY_CRONUS);
  engine_fixture_set_product (&self, "DynamicsBC");
  first = engine_fixture_run (&self, FALSE);
  engine_fixture_assert_text (&self, RUN_STATUS, first, "Failed");
  errors = engine_fixture_text (&self, ERRORS, first);
  g_assert_true (g_str_has_prefix (errors, "50011 [Address 2]L,|"));
  g_assert_nonnull (strstr (errors, "“Ship-to Address”"));
  g_assert_nonnull (strstr (errors, "longer than the 50 characters allowed: 3 of them, the longest with 70"));
  g_assert_cmpint (engine_fixture_int (&self, BLOCKED, NULL), ==, 1);
  engine_fixture_assert_equal (&self);

  /* Failed tables are tried again in every run. */
  second = engine_fixture_run (&self, FALSE);
  g_assert_cmpint (
    engine_fixture_int (&self, "SELECT count (*) FROM run_details WHERE run_id = ? AND status = 'Failed'",
                        second),
    ==, 1);

  sandbox_source_fix (self.folder, "Ship-to Address", &error);
  g_assert_no_error (error);
  third = engine_fixture_run (&self, FALSE);
  engine_fixture_assert_text (&self, RUN_STATUS, third, "Completed");
  engine_fixture_assert_text (&self, RUN_TYPE, third, "Normal");
  g_assert_cmpint (engine_fixture_int (&self, BLOCKED, NULL), ==, 0);
  g_assert_cmpint (engine_fixture_int (&self, COPIED, third), >, 3);
  engine_fixture_assert_equal (&self);
}

static void
test_wrong_type (void)
{
  static const char *const LARGE[] = { "Nordhavn Logistik GmbH", NULL };
  g_auto (EngineFixture) self = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *errors = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SandboxDb) target = NULL;

  engine_fixture_open (&self, NULL);
  engine_fixture_select (&self, LARGE);
  first = engine_fixture_run (&self, FALSE);
  errors = engine_fixture_text (
    &self, "SELECT errors FROM run_details WHERE run_id = ? AND status = 'Failed'", first);
  g_assert_true (g_str_has_prefix (errors, "[Relational Exch_ Rate Amount]T,|"));
  g_assert_nonnull (strstr (errors, "nvarchar(30)"));
  g_assert_nonnull (strstr (errors, "decimal(38,20)"));

  sandbox_source_fix (self.folder, NULL, &error);
  g_assert_no_error (error);
  second = engine_fixture_run (&self, FALSE);
  engine_fixture_assert_text (&self, RUN_STATUS, second, "Completed");
  engine_fixture_assert_equal (&self);
  target = engine_fixture_open_db (&self, "cloud.db");
  g_assert_cmpint (
    sandbox_sql_int (target, -1,
                     "SELECT count (*) FROM \"%w\" WHERE typeof (\"Relational Exch_ Rate Amount\") NOT IN"
                     " ('real', 'integer') OR \"Relational Exch_ Rate Amount\" < 0.5",
                     "Nordhavn Logistik GmbH$Currency Exchange Rate$" APP_BASE),
    ==, 0);

  g_assert_false (sandbox_source_fix (self.folder, "No Such Table", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_schema_errors (void)
{
  static const char CODE[]
    = "SELECT error_code || ' ' || errors FROM run_details WHERE table_name = ? AND status = "
      "'Failed'";
  g_auto (EngineFixture) self = { 0 };
  g_autofree char *run = NULL;
  g_autofree char *no_key = NULL;
  g_autofree char *other_key = NULL;

  engine_fixture_open (&self, NULL);
  engine_fixture_select (&self, ONLY_TULIP);
  engine_fixture_exec (&self, "onprem.db",
                       "ALTER TABLE \"%w\" RENAME COLUMN \"Code\" TO \"Old [Code]\";"
                       "DROP TABLE \"%w\";"
                       "CREATE TABLE \"%w\" (\"Code\" nvarchar(10), \"Name\" nvarchar(50) PRIMARY KEY)",
                       TULIP "Payment Terms$" APP_BASE, TULIP "Country_Region$" APP_BASE,
                       TULIP "Country_Region$" APP_BASE);
  run = engine_fixture_run (&self, FALSE);
  no_key = engine_fixture_text (&self, CODE, "Payment Terms");
  g_assert_true (g_str_has_prefix (no_key, "50011 [Code]PK,|"));
  other_key = engine_fixture_text (&self, CODE, "Country/Region");
  g_assert_true (g_str_has_prefix (other_key, "50005 Table “Country/Region”"));
  engine_fixture_assert_equal (&self);
}

static void
test_missing_table (void)
{
  g_auto (EngineFixture) self = { 0 };
  g_autofree char *run = NULL;

  engine_fixture_open (&self, NULL);
  engine_fixture_select (&self, ONLY_TULIP);
  engine_fixture_set_product (&self, "DynamicsBC");
  run = engine_fixture_run (&self, FALSE);
  engine_fixture_assert_text (&self, RUN_STATUS, run, "Completed");
  engine_fixture_assert_text (
    &self, "SELECT table_name || ' ' || error_code FROM run_details WHERE run_id = ? AND status = 'Warning'",
    run, "Price Worksheet Line 50004");
  g_assert_cmpint (engine_fixture_int (&self, BLOCKED, NULL), ==, 0);
}

static void
test_companions (void)
{
  g_auto (EngineFixture) self = { 0 };
  g_autofree char *run = NULL;
  g_autofree char *again = NULL;
  g_autoptr (SandboxDb) source = NULL;
  g_autoptr (SandboxDb) target = NULL;
  static const char MISSING[]
    = "SELECT count (*) FROM \"%w\" WHERE \"No_\" NOT IN (SELECT \"No_\" FROM \"%w$ext\")";
  static const char CUSTOMER[] = TULIP "Customer$" APP_BASE;

  engine_fixture_open (&self, NULL);
  engine_fixture_select (&self, ONLY_TULIP);
  run = engine_fixture_run (&self, FALSE);
  engine_fixture_assert_text (&self, "SELECT repair_status FROM runs WHERE run_id = ?", run, "Completed");
  source = engine_fixture_open_db (&self, "onprem.db");
  target = engine_fixture_open_db (&self, "cloud.db");
  g_assert_cmpint (sandbox_sql_int (source, -1, MISSING, CUSTOMER, CUSTOMER), >, 0);
  g_assert_cmpint (sandbox_sql_int (target, -1, MISSING, CUSTOMER, CUSTOMER), ==, 0);
  engine_fixture_assert_equal (&self);

  /* A companion record that comes later takes the place of the one that was made up. */
  engine_fixture_exec (
    &self, "onprem.db",
    "INSERT INTO \"%w$ext\" SELECT \"No_\", 'LATE', 5, 'came later' FROM \"%w\" WHERE \"No_\" NOT IN"
    " (SELECT \"No_\" FROM \"%w$ext\")",
    CUSTOMER, CUSTOMER, CUSTOMER);
  again = engine_fixture_run (&self, FALSE);
  engine_fixture_assert_equal (&self);
  g_assert_cmpint (sandbox_sql_int (source, -1, "SELECT count (*) FROM \"%w$ext\"", CUSTOMER), ==,
                   sandbox_sql_int (target, -1, "SELECT count (*) FROM \"%w$ext\"", CUSTOMER));
}

static void
add_mapping (EngineFixture *self, const SandboxDefaultMapping *mapping)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (GError) error = NULL;

  sandbox_store_exec (
    self->store, &error,
    "INSERT INTO table_mappings (id, target_table_type, app_id, extension_name, table_id, table_name,"
    " source_table_name, data_per_company) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "ssssissi", id, mapping->target_table_type, mapping->app_id, mapping->extension_name,
    (int) mapping->table_id, mapping->table_name, mapping->source_table_name,
    (int) mapping->data_per_company);
  g_assert_no_error (error);
}

static void
test_mappings (void)
{
  static const SandboxDefaultMapping RENAMED
    = { "Table", "", "", 3, "Payment Terms", "[dbo].[Old Name$Zahlungsbedingung$" APP_BASE "]", TRUE };
  static const SandboxDefaultMapping GONE
    = { "Table", SANDBOX_APP_RENTAL, "Rental Management", 50110, "Gone", "Gone At Source", TRUE };
  g_auto (EngineFixture) self = { 0 };
  g_autofree char *run = NULL;
  g_autoptr (SandboxDb) target = NULL;
  guint n;
  const SandboxDefaultMapping *defaults = sandbox_catalog_get_default_mappings (&n);

  engine_fixture_open (&self, NULL);
  engine_fixture_select (&self, ONLY_TULIP);
  for (guint i = 0; i < n; i++)
    add_mapping (&self, &defaults[i]);
  add_mapping (&self, &RENAMED);
  add_mapping (&self, &GONE);
  engine_fixture_exec (&self, "onprem.db",
                       "ALTER TABLE \"%w\" RENAME TO \"%w\";"
                       "UPDATE sys_change_tables SET table_name = %Q WHERE table_name = %Q",
                       TULIP "Payment Terms$" APP_BASE, TULIP "Zahlungsbedingung$" APP_BASE,
                       TULIP "Zahlungsbedingung$" APP_BASE, TULIP "Payment Terms$" APP_BASE);
  run = engine_fixture_run (&self, FALSE);

  g_assert_cmpint (engine_fixture_assert_equal (&self), >, 0);
  target = engine_fixture_open_db (&self, "cloud.db");
  g_assert_cmpint (
    sandbox_sql_int (target, -1, "SELECT count (*) FROM \"%w\"", TULIP "Payment Terms$" APP_BASE), >, 0);
  g_assert_cmpint (
    sandbox_sql_int (target, -1, "SELECT count (*) FROM \"%w\"", TULIP "Rental Contract$" SANDBOX_APP_RENTAL),
    >, 0);
  g_assert_cmpint (
    sandbox_sql_int (target, -1, "SELECT count (*) FROM \"%w\"", TULIP "Item$" SANDBOX_APP_RENTAL "$ext"), >,
    0);
  engine_fixture_assert_text (&self, "SELECT status || error_code FROM run_details WHERE table_name = 'Gone'",
                              NULL, "Warning50004");
}

static void
test_diagnostic (void)
{
  g_auto (EngineFixture) self = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *run = NULL;
  g_autofree char *details = NULL;
  g_autofree char *full = NULL;

  engine_fixture_open (&self, NULL);
  engine_fixture_select_valid (&self);
  engine_fixture_set_product (&self, "DynamicsBCLast");
  before = engine_fixture_digest (self.folder, "cloud.db");
  run = engine_fixture_run (&self, TRUE);
  after = engine_fixture_digest (self.folder, "cloud.db");

  g_assert_cmpstr (before, ==, after);
  engine_fixture_assert_text (&self, RUN_TYPE, run, "Diagnostic");
  engine_fixture_assert_text (&self, RUN_STATUS, run, "Failed");
  details = engine_fixture_text (&self, RUN_DETAILS, run);
  g_assert_true (g_str_has_prefix (details, "Diagnostic run: no data was copied."));
  g_assert_cmpint (engine_fixture_int (&self, COPIED, run), ==, 0);
  g_assert_cmpint (engine_fixture_int (
                     &self, "SELECT count (*) FROM run_details WHERE run_id = ? AND status = 'Failed'", run),
                   ==, 2);
  g_assert_cmpint (engine_fixture_int (&self, BLOCKED, NULL), ==, 0);
  g_assert_cmpint (engine_fixture_int (&self, "SELECT count (*) FROM companies WHERE replicated = 1", NULL),
                   ==, 0);
  engine_fixture_assert_text (&self, "SELECT repair_status FROM runs WHERE run_id = ?", run, "");

  full = engine_fixture_run (&self, FALSE);
  engine_fixture_assert_text (&self, RUN_TYPE, full, "Full");
}

/* Nor does it write what has changed since, or forget what is blocked. What it finds is in its details. */
static void
test_diagnostic_after_run (void)
{
  g_auto (EngineFixture) self = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *full = NULL;
  g_autofree char *run = NULL;
  g_autoptr (GError) error = NULL;
  gint64 blocked;

  engine_fixture_open (&self, NULL);
  engine_fixture_select_valid (&self);
  engine_fixture_set_product (&self, "DynamicsBCLast");
  full = engine_fixture_run (&self, FALSE);
  blocked = engine_fixture_int (&self, BLOCKED, NULL);
  g_assert_cmpint (blocked, >, 0);
  g_assert_true (sandbox_source_touch (self.folder, 5, 15, 20, 10, &error));
  before = engine_fixture_digest (self.folder, "cloud.db");
  run = engine_fixture_run (&self, TRUE);
  after = engine_fixture_digest (self.folder, "cloud.db");

  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (engine_fixture_int (&self, BLOCKED, NULL), ==, blocked);
  g_assert_cmpint (engine_fixture_int (&self, COPIED, run), ==, 0);
  g_assert_cmpint (
    engine_fixture_int (&self, "SELECT sum (total_records) FROM run_details WHERE run_id = ?", run), >, 0);
  g_assert_cmpint (engine_fixture_int (&self,
                                       "SELECT count (*) FROM run_details WHERE run_id = ? AND status ="
                                       " 'Failed' AND error_code = '50011' AND errors LIKE '[%]_,%'",
                                       run),
                   ==, 2);
  g_assert_cmpint (engine_fixture_int (&self,
                                       "SELECT count (*) FROM run_details WHERE run_id = ? AND status ="
                                       " 'Warning' AND error_code = '50004' AND errors <> ''",
                                       run),
                   ==, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/full", test_full);
  g_test_add_func ("/engine/normal-copies-changes", test_normal_copies_changes);
  g_test_add_func ("/engine/touch", test_touch);
  g_test_add_func ("/engine/retention", test_retention);
  g_test_add_func ("/engine/reset", test_reset);
  g_test_add_func ("/engine/failing-tables", test_failing_tables);
  g_test_add_func ("/engine/wrong-type", test_wrong_type);
  g_test_add_func ("/engine/schema-errors", test_schema_errors);
  g_test_add_func ("/engine/missing-table", test_missing_table);
  g_test_add_func ("/engine/companions", test_companions);
  g_test_add_func ("/engine/mappings", test_mappings);
  g_test_add_func ("/engine/diagnostic", test_diagnostic);
  g_test_add_func ("/engine/diagnostic-after-run", test_diagnostic_after_run);

  return g_test_run ();
}
