/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the engine does beside copying: refusing, stopping, upgrading, creating companies, and settling what an
 * interrupted process left. Domain §2.2, §2.4, §2.7 and §4. */
#include "engine-fixture.h"
#include "sandbox-connection.h"
#include "sandbox-source.h"
#include "sandbox-work.h"

#include <glib/gstdio.h>

#define TULIP      "Tulip Trading B_V_$"
#define TULIP_NAME "Tulip Trading B.V."

static const char RUN_STATUS[] = "SELECT status FROM runs WHERE run_id = ?";
static const char RUN_DETAILS[] = "SELECT details FROM runs WHERE run_id = ?";
static const char UPGRADE_STATE[] = "SELECT upgrade_state FROM companies WHERE name = ?";
/* In the middle of a table: far enough from its end not to be there at the next look. */
static const char MIDDLE[]
  = "SELECT id FROM run_details WHERE run_id = ? AND status = 'InProgress' AND records_copied"
    " BETWEEN 1 AND total_records - 100";
static const char HAS_STATUS[] = "SELECT count (*) FROM run_details WHERE run_id = ? AND status = ";

static const char *const ONLY_TULIP[] = { TULIP_NAME, NULL };
static const char *const CRONUS_AND_TULIP[] = { "CRONUS International Ltd.", TULIP_NAME, NULL };
static const char *const INVALID_AND_TULIP[] = { "Fjord & Sønner A/S", TULIP_NAME, NULL };

/* Large enough for tables that take a while. */
#define SLOW_SEED ((SandboxSeed){ .companies = 4, .tables = 8, .rows = 20000, .seed = 7 })
#define SLOW_PACE 100

static char *
wait_for_middle (EngineFixture *self, const char *run)
{
  char *table = NULL;

  engine_fixture_wait_until ((table = engine_fixture_text (self, MIDDLE, run)) != NULL);
  return table;
}

static gint64
count_status (EngineFixture *self, const char *run, const char *status)
{
  g_autofree char *sql = g_strdup_printf ("%s'%s'", HAS_STATUS, status);

  return engine_fixture_int (self, sql, run);
}

static char *
insert_run (EngineFixture *self)
{
  g_autofree char *run = g_uuid_string_random ();
  g_autoptr (GError) error = NULL;

  sandbox_store_exec (self->store, &error,
                      "INSERT INTO runs (id, run_id, status) VALUES (?, ?, 'InProgress')", "ss", run, run);
  g_assert_no_error (error);
  return g_steal_pointer (&run);
}

static void
assert_refused (EngineFixture *self, GIOErrorEnum kind, const char *code)
{
  g_autofree char *run = insert_run (self);
  g_autofree char *details = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (sandbox_engine_start_run (self->engine, run, FALSE, &error));
  g_assert_error (error, G_IO_ERROR, (int) kind);
  g_assert_true (g_str_has_prefix (error->message, code));
  engine_fixture_assert_text (self, RUN_STATUS, run, "Failed");
  details = engine_fixture_text (self, RUN_DETAILS, run);
  g_assert_cmpstr (details, ==, error->message);
}

static void
test_refusals (void)
{
  g_auto (EngineFixture) self = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *run = NULL;

  engine_fixture_open (&self, NULL);
  assert_refused (&self, G_IO_ERROR_NOT_FOUND, "50003:");

  engine_fixture_select (&self, ONLY_TULIP);
  sandbox_store_set_setting (self.store, SANDBOX_SETTING_ENABLED, "0", &error);
  g_assert_no_error (error);
  assert_refused (&self, G_IO_ERROR_PERMISSION_DENIED, "50016:");

  sandbox_store_set_setting (self.store, SANDBOX_SETTING_ENABLED, "1", &error);
  g_assert_no_error (error);
  sandbox_engine_set_pace (self.engine, 1000);
  run = engine_fixture_start (&self, FALSE);
  assert_refused (&self, G_IO_ERROR_BUSY, "50010:");
  g_assert_false (sandbox_engine_start_upgrade (self.engine, run, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_false (sandbox_engine_reset_cloud_data (self.engine, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  sandbox_engine_set_pace (self.engine, 0);
  sandbox_engine_wait_idle (self.engine);
  engine_fixture_assert_text (&self, RUN_STATUS, run, "Completed");
}

static void
assert_run_fails (EngineFixture *self, const char *code)
{
  g_autofree char *run = engine_fixture_run (self, FALSE);
  g_autofree char *details = engine_fixture_text (self, RUN_DETAILS, run);

  engine_fixture_assert_text (self, RUN_STATUS, run, "Failed");
  g_assert_true (g_str_has_prefix (details, code));
}

static void
test_source_conditions (void)
{
  g_auto (EngineFixture) self = { 0 };
  g_autofree char *path = NULL;

  engine_fixture_open (&self, NULL);
  engine_fixture_select (&self, ONLY_TULIP);
  engine_fixture_exec (&self, "onprem.db",
                       "UPDATE sys_properties SET value = '120' WHERE name = 'compatibility_level'");
  assert_run_fails (&self, "50001:");
  engine_fixture_exec (&self, "onprem.db",
                       "UPDATE sys_properties SET value = '150' WHERE name = 'compatibility_level';"
                       "UPDATE sys_properties SET value = '0' WHERE name = 'change_tracking'");
  assert_run_fails (&self, "50020:");

  path = g_build_filename (self.folder, "onprem.db", NULL);
  g_assert_no_errno (g_unlink (path));
  assert_run_fails (&self, "1225:");
}

/* Counts grow while a table is copied, and a stop ends the run only when the table is done. */
static void
test_stop_waits_for_table (void)
{
  g_auto (EngineFixture) self = { 0 };
  g_autofree char *run = NULL;
  g_autofree char *again = NULL;
  g_autofree char *table = NULL;

  engine_fixture_open (&self, &SLOW_SEED);
  engine_fixture_select (&self, CRONUS_AND_TULIP);
  sandbox_engine_set_pace (self.engine, SLOW_PACE);
  run = engine_fixture_start (&self, FALSE);
  table = wait_for_middle (&self, run);
  sandbox_engine_stop_run (self.engine);
  sandbox_engine_set_pace (self.engine, 0);
  sandbox_engine_wait_idle (self.engine);

  /* That table is whole, and no other was begun. */
  engine_fixture_assert_text (&self, "SELECT status FROM run_details WHERE id = ?", table, "Successful");
  g_assert_cmpint (
    engine_fixture_int (&self, "SELECT records_copied = total_records FROM run_details WHERE id = ?", table),
    ==, 1);
  engine_fixture_assert_text (&self, RUN_STATUS, run, "Failed");
  g_assert_cmpint (count_status (&self, run, "NotStarted"), >, 0);
  g_assert_cmpint (count_status (&self, run, "InProgress"), ==, 0);
  engine_fixture_assert_text (
    &self, "SELECT id FROM run_details WHERE run_id = ? ORDER BY start_time DESC, seq DESC", run, table);
  engine_fixture_assert_text (&self, "SELECT repair_status FROM runs WHERE run_id = ?", run, "");

  again = engine_fixture_run (&self, FALSE);
  g_assert_cmpint (count_status (&self, again, "NotStarted"), ==, 0);
  engine_fixture_assert_equal (&self);
}

/* The engine goes in the middle of a table: as a kill, but in one process. */
static void
test_interrupted_run (void)
{
  g_auto (EngineFixture) self = { 0 };
  g_autofree char *run = NULL;
  g_autofree char *again = NULL;
  g_autofree char *details = NULL;
  g_autofree char *table = NULL;

  engine_fixture_open (&self, &SLOW_SEED);
  engine_fixture_select (&self, ONLY_TULIP);
  sandbox_engine_set_pace (self.engine, SLOW_PACE);
  run = engine_fixture_start (&self, FALSE);
  table = wait_for_middle (&self, run);
  engine_fixture_reopen (&self);

  engine_fixture_assert_text (&self, RUN_STATUS, run, "Failed");
  details = engine_fixture_text (&self, RUN_DETAILS, run);
  g_assert_nonnull (strstr (details, "interrupted"));
  g_assert_cmpint (count_status (&self, run, "InProgress"), ==, 0);
  g_assert_cmpint (count_status (&self, run, "Failed"), ==, 1);
  engine_fixture_assert_text (
    &self, "SELECT error_code || blocked FROM run_details WHERE run_id = ? AND status = 'Failed'", run,
    "500071");
  engine_fixture_assert_integrity (self.folder);

  again = engine_fixture_run (&self, FALSE);
  engine_fixture_assert_text (&self, RUN_STATUS, again, "Completed");
  g_assert_cmpint (engine_fixture_int (&self, "SELECT count (*) FROM run_details WHERE blocked = 1", NULL),
                   ==, 0);
  engine_fixture_assert_equal (&self);
}

static void
test_repair_resumed (void)
{
  g_auto (EngineFixture) self = { 0 };
  g_autofree char *run = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SandboxDb) target = NULL;

  engine_fixture_open (&self, NULL);
  engine_fixture_select (&self, ONLY_TULIP);
  run = engine_fixture_run (&self, FALSE);
  engine_fixture_exec (&self, "cloud.db", "DELETE FROM \"%w\"", TULIP "Customer$" APP_BASE "$ext");
  sandbox_store_exec (self.store, &error, "UPDATE runs SET repair_status = 'InProgress'", "");
  g_assert_no_error (error);
  engine_fixture_reopen (&self);
  sandbox_engine_wait_idle (self.engine);
  engine_fixture_assert_text (&self, "SELECT repair_status FROM runs WHERE run_id = ?", run, "Completed");
  target = engine_fixture_open_db (&self, "cloud.db");
  g_assert_cmpint (
    sandbox_sql_int (target, -1, "SELECT count (*) FROM \"%w\"", TULIP "Customer$" APP_BASE "$ext"), ==,
    sandbox_sql_int (target, -2, "SELECT count (*) FROM \"%w\"", TULIP "Customer$" APP_BASE));
}

static char *
run_until_upgrade_pending (EngineFixture *self)
{
  char *run;

  engine_fixture_set_product (self, "DynamicsBCLast");
  engine_fixture_select (self, ONLY_TULIP);
  run = engine_fixture_run (self, FALSE);
  engine_fixture_assert_text (self, RUN_STATUS, run, "UpgradePending");
  engine_fixture_assert_text (self, UPGRADE_STATE, TULIP_NAME, "Pending");
  return run;
}

static void
test_upgrade (void)
{
  g_auto (EngineFixture) self = { 0 };
  g_autofree char *run = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SandboxDb) target = NULL;
  static const char LEDGER[] = TULIP "G_L Entry$" APP_BASE;

  engine_fixture_open (&self, NULL);
  run = run_until_upgrade_pending (&self);
  target = engine_fixture_open_db (&self, "cloud.db");
  g_assert_false (sandbox_engine_in_outage (self.engine));

  sandbox_engine_set_outage (self.engine, 300);
  g_assert_true (sandbox_engine_start_upgrade (self.engine, run, &error));
  g_assert_no_error (error);
  engine_fixture_wait_until (sandbox_engine_in_outage (self.engine));
  engine_fixture_assert_text (&self, RUN_STATUS, run, "UpgradeInProgress");
  engine_fixture_assert_text (&self, UPGRADE_STATE, TULIP_NAME, "Started");
  /* Nothing of it can be seen before it is whole. */
  g_assert_cmpint (
    sandbox_sql_int (target, -1, "SELECT value = '14.0' FROM sys_properties WHERE name = 'data_version'"), ==,
    1);
  sandbox_engine_wait_idle (self.engine);

  g_assert_false (sandbox_engine_in_outage (self.engine));
  engine_fixture_assert_text (&self, RUN_STATUS, run, "Completed");
  engine_fixture_assert_text (&self, UPGRADE_STATE, TULIP_NAME, "Completed");
  g_assert_cmpint (
    sandbox_sql_int (target, -1, "SELECT value = '25.0' FROM sys_properties WHERE name = 'data_version'"), ==,
    1);
  g_assert_cmpint (sandbox_sql_int (target, -1, "SELECT count (*) FROM \"%w\"", LEDGER), >, 0);
  g_assert_cmpint (
    sandbox_sql_int (target, -1,
                     "SELECT count (*) FROM \"%w\" WHERE \"VAT Reporting Date\" IS NOT \"Posting Date\"",
                     LEDGER),
    ==, 0);
  g_assert_cmpint (
    sandbox_sql_int (target, -1, "SELECT count (*) FROM \"%w\"", TULIP "Item Reference$" APP_BASE), ==,
    sandbox_sql_int (target, -2, "SELECT count (*) FROM \"%w\"", TULIP "Item Cross Reference$" APP_BASE));
  engine_fixture_assert_equal (&self);
}

/* What the upgrade added survives the changes that a later run brings. */
static void
test_run_after_upgrade (void)
{
  g_auto (EngineFixture) self = { 0 };
  g_autofree char *run = NULL;
  g_autofree char *later = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SandboxDb) target = NULL;

  engine_fixture_open (&self, NULL);
  run = run_until_upgrade_pending (&self);
  g_assert_true (sandbox_engine_start_upgrade (self.engine, run, &error));
  sandbox_engine_wait_idle (self.engine);
  engine_fixture_exec (&self, "onprem.db",
                       "UPDATE \"%w\" SET \"Description\" = 'later' WHERE \"Entry No_\" = 2",
                       TULIP "G_L Entry$" APP_BASE);
  later = engine_fixture_run (&self, FALSE);
  engine_fixture_assert_equal (&self);
  target = engine_fixture_open_db (&self, "cloud.db");
  g_assert_cmpint (
    sandbox_sql_int (target, -1,
                     "SELECT \"VAT Reporting Date\" = \"Posting Date\" AND \"Description\" = 'later' FROM "
                     "\"%w\" WHERE \"Entry No_\" = 2",
                     TULIP "G_L Entry$" APP_BASE),
    ==, 1);
}

static void
test_upgrade_fails (void)
{
  g_auto (EngineFixture) self = { 0 };
  g_autofree char *run = NULL;
  g_autofree char *details = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_open (&self, NULL);
  run = run_until_upgrade_pending (&self);
  engine_fixture_exec (
    &self, "cloud.db",
    "CREATE TRIGGER obstacle BEFORE UPDATE ON \"%w\" BEGIN SELECT RAISE (ABORT, 'no room'); END",
    TULIP "Currency$" APP_BASE);
  before = engine_fixture_digest (self.folder, "cloud.db");
  g_assert_true (sandbox_engine_start_upgrade (self.engine, run, &error));
  sandbox_engine_wait_idle (self.engine);
  after = engine_fixture_digest (self.folder, "cloud.db");
  g_assert_cmpstr (before, ==, after);
  engine_fixture_assert_text (&self, RUN_STATUS, run, "UpgradePending");
  engine_fixture_assert_text (&self, UPGRADE_STATE, TULIP_NAME, "Pending");
  details = engine_fixture_text (&self, RUN_DETAILS, run);
  g_assert_nonnull (strstr (details, "no room"));
  g_assert_false (sandbox_engine_in_outage (self.engine));
}

static void
test_interrupted_upgrade (void)
{
  g_auto (EngineFixture) self = { 0 };
  g_autofree char *run = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_open (&self, NULL);
  run = run_until_upgrade_pending (&self);
  before = engine_fixture_digest (self.folder, "cloud.db");
  sandbox_engine_set_outage (self.engine, 60000);
  g_assert_true (sandbox_engine_start_upgrade (self.engine, run, &error));
  engine_fixture_wait_until (sandbox_engine_in_outage (self.engine));
  engine_fixture_reopen (&self);
  after = engine_fixture_digest (self.folder, "cloud.db");
  g_assert_cmpstr (before, ==, after);
  engine_fixture_assert_text (&self, RUN_STATUS, run, "UpgradePending");
  engine_fixture_assert_text (&self, UPGRADE_STATE, TULIP_NAME, "Pending");

  /* Killed between the target's commit and the service's: the target knows. */
  g_assert_true (sandbox_engine_start_upgrade (self.engine, run, &error));
  sandbox_engine_wait_idle (self.engine);
  sandbox_store_exec (self.store, &error, "UPDATE runs SET status = 'UpgradeInProgress'", "");
  sandbox_store_exec (self.store, &error,
                      "UPDATE companies SET upgrade_state = 'Started' WHERE replicate = 1", "");
  g_assert_no_error (error);
  engine_fixture_reopen (&self);
  engine_fixture_assert_text (&self, RUN_STATUS, run, "Completed");
  engine_fixture_assert_text (&self, UPGRADE_STATE, TULIP_NAME, "Completed");
}

/* A failed table makes the run UpgradePending all the same, but its company isn't ready. */
static void
test_upgrade_pending_with_failures (void)
{
  g_auto (EngineFixture) self = { 0 };
  g_autofree char *run = NULL;
  g_autofree char *fixed = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_open (&self, NULL);
  engine_fixture_set_product (&self, "DynamicsBCLast");
  engine_fixture_select (&self, CRONUS_AND_TULIP);
  run = engine_fixture_run (&self, FALSE);
  engine_fixture_assert_text (&self, RUN_STATUS, run, "UpgradePending");
  engine_fixture_assert_text (&self, UPGRADE_STATE, TULIP_NAME, "Pending");
  engine_fixture_assert_text (&self, UPGRADE_STATE, "CRONUS International Ltd.", "");
  sandbox_source_fix (self.folder, NULL, &error);
  g_assert_no_error (error);
  fixed = engine_fixture_run (&self, FALSE);
  engine_fixture_assert_text (&self, UPGRADE_STATE, "CRONUS International Ltd.", "Pending");
}

static void
test_company_creation (void)
{
  g_auto (EngineFixture) self = { 0 };
  g_autofree char *setting = NULL;
  g_autofree char *problem = NULL;
  g_autofree char *setting_after = NULL;
  static const char STATE[]
    = "SELECT status || '/' || created || '/' || init_status FROM companies WHERE name = ?";
  static const char IN_TARGET[] = "SELECT count (*) FROM target_companies WHERE name = ?";

  engine_fixture_open (&self, NULL);
  g_assert_cmpint (engine_fixture_int (&self, "SELECT count (*) FROM target_companies", NULL), ==, 1);
  engine_fixture_select (&self, INVALID_AND_TULIP);
  engine_fixture_create (&self);
  setting = sandbox_store_get_setting (self.store, SANDBOX_SETTING_CREATION_STATUS);
  g_assert_cmpstr (setting, ==, "Failed");
  problem = sandbox_store_get_setting (self.store, SANDBOX_SETTING_CREATION_ERROR);
  g_assert_nonnull (strstr (problem, "“Fjord & Sønner A/S” contains “/”"));
  engine_fixture_assert_text (&self, STATE, "Fjord & Sønner A/S", "Error/0/NotInitialized");
  engine_fixture_assert_text (&self, STATE, TULIP_NAME, "Completed/1/NotInitialized");
  g_assert_cmpint (engine_fixture_int (&self, IN_TARGET, TULIP_NAME), ==, 1);
  g_assert_cmpint (engine_fixture_int (&self, IN_TARGET, "Fjord & Sønner A/S"), ==, 0);

  /* Again without it: what is there stays, and is not initialised any more. */
  engine_fixture_select (&self, ONLY_TULIP);
  engine_fixture_create (&self);
  setting_after = sandbox_store_get_setting (self.store, SANDBOX_SETTING_CREATION_STATUS);
  g_assert_cmpstr (setting_after, ==, "Completed");
  g_assert_cmpint (engine_fixture_int (&self, IN_TARGET, TULIP_NAME), ==, 1);
}

static void
test_interrupted_creation (void)
{
  g_auto (EngineFixture) self = { 0 };
  g_autofree char *setting = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_open (&self, NULL);
  sandbox_store_set_setting (self.store, SANDBOX_SETTING_CREATION_STATUS, "InProgress", &error);
  sandbox_store_exec (self.store, &error, "UPDATE companies SET status = 'InProgress' WHERE name = ?", "s",
                      TULIP_NAME);
  g_assert_no_error (error);
  engine_fixture_reopen (&self);
  setting = sandbox_store_get_setting (self.store, SANDBOX_SETTING_CREATION_STATUS);
  g_assert_cmpstr (setting, ==, "Failed");
  engine_fixture_assert_text (&self, "SELECT status FROM companies WHERE name = ?", TULIP_NAME, "Error");
}

static void
test_initialization (void)
{
  static const char STATE[] = "SELECT init_status FROM companies WHERE id = ?";
  g_auto (EngineFixture) self = { 0 };
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SandboxDb) target = NULL;

  engine_fixture_open (&self, NULL);
  engine_fixture_select (&self, ONLY_TULIP);
  id = engine_fixture_text (&self, "SELECT id FROM companies WHERE name = ?", TULIP_NAME);

  sandbox_engine_start_company_initialization (self.engine, id, &error);
  g_assert_no_error (error);
  sandbox_engine_wait_idle (self.engine);
  engine_fixture_assert_text (&self, STATE, id, "InitializationFailed");

  engine_fixture_create (&self);
  sandbox_engine_start_company_initialization (self.engine, id, &error);
  g_assert_no_error (error);
  sandbox_engine_wait_idle (self.engine);
  engine_fixture_assert_text (&self, STATE, id, "Initialized");
  engine_fixture_assert_text (&self, "SELECT init_error FROM companies WHERE id = ?", id, "");
  target = engine_fixture_open_db (&self, "cloud.db");
  g_assert_cmpint (
    sandbox_sql_int (target, -1, "SELECT count (*) FROM \"%w\"", TULIP "General Ledger Setup$" APP_BASE), ==,
    1);

  g_assert_false (sandbox_engine_start_company_initialization (self.engine, "no-such-id", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_invalid_names (void)
{
  static const struct
  {
    const char *name;
    const char *code;
  } NAMES[] = {
    { "Good Company Ltd.", NULL }, { "Sønner & Søn", NULL },        { "A/S", "50006" },
    { " leading", "50006" },       { "trailing ", "50006" },        { "line\nfeed", "50021" },
    { "return\r", "50021" },       { "zero width\u200b", "50021" },
  };
  g_auto (EngineFixture) self = { 0 };
  g_autofree char *run = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      const char *code = "unset";
      g_autofree char *problem = sandbox_company_find_problem (NAMES[i].name, &code);

      g_assert_cmpstr (code, ==, NAMES[i].code);
      g_assert_cmpint (problem == NULL, ==, NAMES[i].code == NULL);
    }

  engine_fixture_open (&self, NULL);
  engine_fixture_select (&self, INVALID_AND_TULIP);
  run = engine_fixture_run (&self, FALSE);
  g_assert_cmpint (
    engine_fixture_int (&self,
                        "SELECT count (*) FROM run_details WHERE run_id = ? AND company_name LIKE "
                        "'Fjord%' AND (status <> 'Failed' OR error_code <> '50006')",
                        run),
    ==, 0);
  g_assert_cmpint (
    engine_fixture_int (&self, "SELECT replicated FROM companies WHERE name LIKE 'Fjord%'", NULL), ==, 0);
}

static void
test_sizes (void)
{
  SandboxSeed seed = { .companies = 4, .tables = 120, .rows = 60000, .seed = 1 };
  g_auto (EngineFixture) self = { 0 };

  /* A fifth of the default's rows, so that 10 GB here are its 50. */
  engine_fixture_open (&self, &seed);
  g_assert_cmpint (
    engine_fixture_int (&self, "SELECT count (*) FROM companies WHERE estimated_size <= 0 OR replicate <> 0",
                        NULL),
    ==, 0);
  g_assert_cmpint (
    engine_fixture_int (&self, "SELECT sum (estimated_size) BETWEEN 2 AND 10 FROM companies", NULL), ==, 1);
  engine_fixture_assert_text (&self, "SELECT name FROM companies ORDER BY estimated_size DESC LIMIT 1", NULL,
                              "Nordhavn Logistik GmbH");
  engine_fixture_assert_text (&self, "SELECT name FROM companies ORDER BY seq LIMIT 1", NULL,
                              "CRONUS International Ltd.");
}

static void
test_connection (void)
{
  static const struct
  {
    const char *string;
    int code; /* 0: accepted */
    const char *text;
  } STRINGS[] = {
    { "Server=HOST\\INSTANCE;Database=BC;User Id=sa;Password=x=y;", 0, NULL },
    { "Server=HOST;Initial Catalog=Demo Database BC;UserID=sa;Password=p", 0, NULL },
    { " data source = tcp:h,1433 ; INITIAL CATALOG = bc ; uid=sa ; pwd = p ; Encrypt=True", 0, NULL },
    { "Server=HOST;Database=Sales;User Id=sa;Password=hidden", G_IO_ERROR_PERMISSION_DENIED, "18456" },
    { "Server=HOST;Database=BC;User Id=nobody;Password=hidden", G_IO_ERROR_PERMISSION_DENIED, "18456" },
    { "Server=HOST;User Id=sa;Password=hidden", G_IO_ERROR_INVALID_ARGUMENT, "“Database”" },
    { "Database=BC;User Id=sa;Password=hidden", G_IO_ERROR_INVALID_ARGUMENT, "“Server”" },
    { "Server=HOST;Database=BC;Password=hidden", G_IO_ERROR_INVALID_ARGUMENT, "“User Id”" },
    { "Server=HOST;Database=BC;User Id=sa;Password=", G_IO_ERROR_INVALID_ARGUMENT, "“Password”" },
    { "nonsense hidden", G_IO_ERROR_INVALID_ARGUMENT, "malformed" },
    { "", G_IO_ERROR_INVALID_ARGUMENT, "“Server”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (STRINGS); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (sandbox_connection_check (STRINGS[i].string, &error), ==, STRINGS[i].code == 0);
      if (STRINGS[i].code == 0)
        continue;
      g_assert_error (error, G_IO_ERROR, STRINGS[i].code);
      g_assert_nonnull (strstr (error->message, STRINGS[i].text));
      g_assert_null (strstr (error->message, "hidden"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine-states/refusals", test_refusals);
  g_test_add_func ("/engine-states/source-conditions", test_source_conditions);
  g_test_add_func ("/engine-states/stop-waits-for-table", test_stop_waits_for_table);
  g_test_add_func ("/engine-states/interrupted-run", test_interrupted_run);
  g_test_add_func ("/engine-states/repair-resumed", test_repair_resumed);
  g_test_add_func ("/engine-states/upgrade", test_upgrade);
  g_test_add_func ("/engine-states/run-after-upgrade", test_run_after_upgrade);
  g_test_add_func ("/engine-states/upgrade-fails", test_upgrade_fails);
  g_test_add_func ("/engine-states/interrupted-upgrade", test_interrupted_upgrade);
  g_test_add_func ("/engine-states/upgrade-pending-with-failures", test_upgrade_pending_with_failures);
  g_test_add_func ("/engine-states/company-creation", test_company_creation);
  g_test_add_func ("/engine-states/interrupted-creation", test_interrupted_creation);
  g_test_add_func ("/engine-states/initialization", test_initialization);
  g_test_add_func ("/engine-states/invalid-names", test_invalid_names);
  g_test_add_func ("/engine-states/sizes", test_sizes);
  g_test_add_func ("/engine-states/connection", test_connection);

  return g_test_run ();
}
