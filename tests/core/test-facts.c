/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-fixture.h"
#include "ferry-migration-facts.h"
#include "ferry-settle.h"

/* What the state is derived from, with the published interface alone and with the management API. */

typedef struct
{
  FerryMigrationFacts facts;
  GPtrArray *runs;
  GPtrArray *companies;
  GPtrArray *deeds;
  FerryMigrationTotals *totals;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->runs = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->companies = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->deeds = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_deed_free);
  fixture->totals = ferry_migration_totals_new ();
  fixture->facts = (FerryMigrationFacts){
    .connection = FERRY_CONNECTION_ONLINE,
    .has_setup = TRUE,
    .product_id = "DynamicsBCLast",
    .product_name = "Earlier versions",
    .runs = fixture->runs,
    .companies = fixture->companies,
    .deeds = fixture->deeds,
    .last_warnings = -1,
  };
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_ptr_array_unref (fixture->runs);
  g_ptr_array_unref (fixture->companies);
  g_ptr_array_unref (fixture->deeds);
  ferry_migration_totals_free (fixture->totals);
  g_clear_pointer (&fixture->facts.overview, json_object_unref);
}

/* Entries are added oldest first, as they come about; the log has the newest first. */
static void
add_run (Fixture *fixture,
         const char *run_id,
         const char *type,
         const char *status,
         const char *details,
         int successful,
         int failed)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GError) error = NULL;
  FerryRun *run;

  json_object_set_string_member (object, "id", run_id);
  json_object_set_string_member (object, "runId", run_id);
  json_object_set_string_member (object, "startTime", "2026-01-31T08:00:00Z");
  json_object_set_string_member (object, "replicationType", type);
  json_object_set_string_member (object, "status", status);
  json_object_set_string_member (object, "details", details);
  json_object_set_int_member (object, "tablesSuccessful", successful);
  json_object_set_int_member (object, "tablesFailed", failed);
  json_object_set_int_member (object, "tablesRemaining", 0);
  run = ferry_run_new_from_json (object, &error);
  g_assert_no_error (error);
  g_ptr_array_insert (fixture->runs, 0, run);
}

static void
add_entry (Fixture *fixture, const char *run_id, const char *details)
{
  add_run (fixture, run_id, "", "Completed", details, 0, 0);
}

static void
add_company (Fixture *fixture,
             const char *name,
             gboolean replicate,
             gboolean created,
             const char *status,
             const char *init)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GError) error = NULL;
  FerryCompany *company;

  json_object_set_string_member (object, "id", name);
  json_object_set_string_member (object, "name", name);
  json_object_set_boolean_member (object, "replicate", replicate);
  json_object_set_boolean_member (object, "created", created);
  json_object_set_string_member (object, "status", status);
  json_object_set_string_member (object, "companyInitializationStatus", init);
  company = ferry_company_new_from_json (object, &error);
  g_assert_no_error (error);
  g_ptr_array_add (fixture->companies, company);
}

/* A deed is of before what is in the log now. */
static void
add_deed (Fixture *fixture, const char *action, const char *before)
{
  g_ptr_array_insert (fixture->deeds, 0, ferry_deed_new (action, before));
}

static void
assert_switch (Fixture *fixture, FerryDisabledReason expected)
{
  g_autoptr (FerryMigrationState) state = ferry_migration_facts_derive (&fixture->facts);

  g_assert_cmpint (state->disabled_reason, ==, expected);
  g_assert_cmpint (state->set_up, ==, expected == FERRY_DISABLED_REASON_NONE);
}

#define ENABLED FERRY_DISABLED_REASON_NONE

/* ---- Enabled or disabled ---- */

static void
test_not_set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->facts.has_setup = FALSE;
  assert_switch (fixture, FERRY_DISABLED_REASON_NOT_SET_UP);
}

static void
test_set_up_but_not_completed (Fixture *fixture, gconstpointer unused)
{
  add_company (fixture, "CRONUS", TRUE, FALSE, "_x0020_", "Unknown");
  assert_switch (fixture, FERRY_DISABLED_REASON_NOT_SET_UP);
}

static void
test_completed_by_us (Fixture *fixture, gconstpointer unused)
{
  add_deed (fixture, "complete-setup", "");
  assert_switch (fixture, ENABLED);
}

static void
test_companies_being_created (Fixture *fixture, gconstpointer unused)
{
  add_company (fixture, "CRONUS", TRUE, FALSE, "In Progress", "Unknown");
  assert_switch (fixture, ENABLED);
}

static void
test_log_of_set_up (Fixture *fixture, gconstpointer unused)
{
  add_entry (fixture, "1", "Cloud migration has been set up.");
  assert_switch (fixture, ENABLED);
}

static void
test_log_of_disabling (Fixture *fixture, gconstpointer unused)
{
  add_entry (fixture, "1", "Setup completed");
  add_run (fixture, "2", "Full", "Completed", "", 5, 0);
  add_entry (fixture, "3", "Cloud migration has been disabled.");
  assert_switch (fixture, FERRY_DISABLED_REASON_OTHER);
}

static void
test_reason_in_log (Fixture *fixture, gconstpointer unused)
{
  add_run (fixture, "1", "Full", "Completed", "", 5, 0);
  add_entry (fixture, "2", "Cloud migration has been abandoned. Reason: paused for too long");
  assert_switch (fixture, FERRY_DISABLED_REASON_ABANDONED);
  add_entry (fixture, "3", "Cloud migration has been set up.");
  assert_switch (fixture, ENABLED);
  add_entry (fixture, "4", "Cloud migration has been paused. Reason: we may abandon it");
  assert_switch (fixture, FERRY_DISABLED_REASON_PAUSED);
  add_entry (fixture, "5", "Cloud migration has been completed.");
  assert_switch (fixture, FERRY_DISABLED_REASON_COMPLETED);
}

static void
test_reason_from_our_deed (Fixture *fixture, gconstpointer unused)
{
  add_run (fixture, "1", "Full", "Completed", "", 5, 0);
  add_deed (fixture, "pause", "1");
  /* At once, and when the entry is there that it made. */
  assert_switch (fixture, FERRY_DISABLED_REASON_PAUSED);
  add_entry (fixture, "2", "Cloud migration has been disabled.");
  assert_switch (fixture, FERRY_DISABLED_REASON_PAUSED);
}

static void
test_set_up_again_elsewhere (Fixture *fixture, gconstpointer unused)
{
  add_run (fixture, "1", "Full", "Completed", "", 5, 0);
  add_deed (fixture, "abandon", "1");
  add_entry (fixture, "2", "Cloud migration has been disabled.");
  add_entry (fixture, "3", "Cloud migration has been set up.");
  assert_switch (fixture, ENABLED);
}

static void
test_run_after_disabling (Fixture *fixture, gconstpointer unused)
{
  add_entry (fixture, "1", "Cloud migration has been disabled.");
  add_run (fixture, "2", "Normal", "In Progress", "", 1, 0);
  assert_switch (fixture, ENABLED);
}

static void
test_unknown_words_take_turns (Fixture *fixture, gconstpointer unused)
{
  add_entry (fixture, "1", "Cloudmigration eingerichtet.");
  assert_switch (fixture, ENABLED);
  add_run (fixture, "2", "Full", "Completed", "", 5, 0);
  assert_switch (fixture, ENABLED);
  add_entry (fixture, "3", "Cloudmigration ausgeschaltet.");
  assert_switch (fixture, FERRY_DISABLED_REASON_OTHER);
  add_entry (fixture, "4", "Cloudmigration eingerichtet.");
  assert_switch (fixture, ENABLED);
}

static void
test_service_update_is_neither (Fixture *fixture, gconstpointer unused)
{
  add_entry (fixture, "1", "Cloud migration has been set up.");
  add_entry (fixture, "2", "The service has been updated to version 2.1.");
  assert_switch (fixture, ENABLED);
}

static void
test_overview_decides (Fixture *fixture, gconstpointer unused)
{
  add_run (fixture, "1", "Full", "Completed", "", 5, 0);
  fixture->facts.overview = core_fixture_object ("{'enabled':false,'disabledReason':'Paused'}");
  assert_switch (fixture, FERRY_DISABLED_REASON_PAUSED);
  json_object_set_boolean_member (fixture->facts.overview, "enabled", TRUE);
  assert_switch (fixture, ENABLED);
}

/* A version of the service that means something else by a member must not bring the client down. */
static void
test_odd_overview (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryMigrationState) state = NULL;

  add_run (fixture, "1", "Full", "Completed", "", 5, 2);
  fixture->facts.overview
    = core_fixture_object ("{'enabled':'yes','disabledReason':7,'tablesFailed':'many',"
                           "'tablesSuccessful':-3,'dataRepairStatus':null,'upgradeSupported':1,"
                           "'companyCreationStatus':[]}");
  state = ferry_migration_facts_derive (&fixture->facts);
  g_assert_true (state->set_up);
  g_assert_cmpint (state->tables_failed, ==, 2);
  g_assert_cmpint (state->tables_successful, ==, 5);
  g_assert_true (state->product_needs_upgrade);
}

/* ---- Companies ---- */

static void
test_companies (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryMigrationState) state = NULL;

  add_entry (fixture, "1", "Cloud migration has been set up.");
  add_company (fixture, "A", TRUE, TRUE, "Completed", "Initialized");
  add_company (fixture, "B", TRUE, TRUE, "Completed", "Not_x0020_Initialized");
  add_company (fixture, "C", FALSE, FALSE, "_x0020_", "Unknown");
  add_company (fixture, "D", TRUE, TRUE, "In Progress", "Not Initialized");
  state = ferry_migration_facts_derive (&fixture->facts);
  g_assert_cmpuint (state->companies_total, ==, 4);
  g_assert_cmpuint (state->companies_selected, ==, 3);
  g_assert_cmpint (state->creation_status, ==, FERRY_CREATION_STATUS_COMPLETED);
  g_assert_cmpstr (state->companies_not_initialized[0], ==, "B");
  g_assert_null (state->companies_not_initialized[1]);
  /* Without details nothing says that a company isn't ready: the service checks that itself. */
  g_assert_null (state->companies_not_ready);
}

static void
test_creation (Fixture *fixture, gconstpointer unused)
{
  FerryMigrationState *state;

  add_company (fixture, "A", TRUE, TRUE, "Completed", "Initialized");
  add_company (fixture, "B", TRUE, FALSE, " ", "Unknown");
  state = ferry_migration_facts_derive (&fixture->facts);
  g_assert_cmpint (state->creation_status, ==, FERRY_CREATION_STATUS_NONE);
  ferry_migration_state_free (state);

  add_company (fixture, "C", TRUE, FALSE, "Missing Permission", "Unknown");
  state = ferry_migration_facts_derive (&fixture->facts);
  g_assert_cmpint (state->creation_status, ==, FERRY_CREATION_STATUS_FAILED);
  g_assert_cmpstr (state->companies_creation_failed[0], ==, "C");
  g_assert_cmpstr (state->creation_error, ==, "The permission to create companies is missing.");
  ferry_migration_state_free (state);

  add_company (fixture, "D", TRUE, FALSE, "InProgress", "Unknown");
  state = ferry_migration_facts_derive (&fixture->facts);
  g_assert_cmpint (state->creation_status, ==, FERRY_CREATION_STATUS_IN_PROGRESS);
  ferry_migration_state_free (state);

  /* One that isn't selected has no say. */
  g_ptr_array_set_size (fixture->companies, 1);
  add_company (fixture, "E", FALSE, FALSE, "Error", "Unknown");
  state = ferry_migration_facts_derive (&fixture->facts);
  g_assert_cmpint (state->creation_status, ==, FERRY_CREATION_STATUS_COMPLETED);
  ferry_migration_state_free (state);
}

/* The task may go on when the last company is there; its failure is over when all are. */
static void
test_creation_in_overview (Fixture *fixture, gconstpointer unused)
{
  const struct
  {
    const char *status;
    gboolean created;
    FerryCreationStatus expected;
  } rows[] = {
    { "In Progress", FALSE, FERRY_CREATION_STATUS_IN_PROGRESS },
    { "In Progress", TRUE, FERRY_CREATION_STATUS_IN_PROGRESS },
    { "Failed", FALSE, FERRY_CREATION_STATUS_FAILED },
    { "Failed", TRUE, FERRY_CREATION_STATUS_COMPLETED },
    { "Completed", TRUE, FERRY_CREATION_STATUS_COMPLETED },
    { "Completed", FALSE, FERRY_CREATION_STATUS_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (FerryMigrationState) state = NULL;

      g_clear_pointer (&fixture->facts.overview, json_object_unref);
      fixture->facts.overview = json_object_new ();
      json_object_set_string_member (fixture->facts.overview, "companyCreationStatus", rows[i].status);
      g_ptr_array_set_size (fixture->companies, 0);
      add_company (fixture, "A", TRUE, rows[i].created, rows[i].created ? "Completed" : " ", "Unknown");
      state = ferry_migration_facts_derive (&fixture->facts);
      g_assert_cmpint (state->creation_status, ==, rows[i].expected);
    }
}

static void
test_ready_companies (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryMigrationState) state = NULL;

  fixture->facts.totals = fixture->totals;
  fixture->facts.totals_complete = TRUE;
  add_company (fixture, "ready", TRUE, TRUE, "Completed", "Initialized");
  add_company (fixture, "failed", TRUE, TRUE, "Completed", "Initialized");
  add_company (fixture, "new", TRUE, TRUE, "Completed", "Initialized");
  add_company (fixture, "missing", TRUE, FALSE, " ", "Unknown");
  add_company (fixture, "other", FALSE, FALSE, " ", "Unknown");
  ferry_migration_totals_add (fixture->totals, 1, 0, "ready", "T", FERRY_TABLE_STATUS_SUCCESSFUL);
  ferry_migration_totals_add (fixture->totals, 1, 0, "failed", "T", FERRY_TABLE_STATUS_FAILED);
  state = ferry_migration_facts_derive (&fixture->facts);
  g_assert_cmpuint (g_strv_length (state->companies_not_ready), ==, 3);
  g_assert_cmpstr (state->companies_not_ready[0], ==, "failed");
  g_assert_cmpstr (state->companies_not_ready[1], ==, "new");
  g_assert_cmpstr (state->companies_not_ready[2], ==, "missing");
  g_assert_cmpuint (state->companies_replicated, ==, 2);
}

/* ---- Runs ---- */

static void
test_last_run (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryMigrationState) state = NULL;

  add_run (fixture, "1", "Full", "Upgrade Pending", "Copied.", 5, 1);
  add_run (fixture, "2", "Diagnostic", "Completed", "Examined.", 0, 0);
  add_entry (fixture, "3", "The service has been updated to version 2.1.");
  state = ferry_migration_facts_derive (&fixture->facts);
  g_assert_cmpint (state->last_type, ==, FERRY_REPLICATION_TYPE_DIAGNOSTIC);
  g_assert_cmpstr (state->last_details, ==, "Examined.");
  g_assert_true (state->has_run);
  g_assert_false (state->run_in_progress);
  g_assert_cmpint (state->tables_failed, ==, 1);
  g_assert_false (state->upgrade_completed);
}

static void
test_run_in_progress (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryMigrationState) state = NULL;

  add_run (fixture, "1", "Full", "In Progress", "", 5, 0);
  state = ferry_migration_facts_derive (&fixture->facts);
  g_assert_true (state->run_in_progress);
  g_assert_cmpint (state->run_in_progress_since, ==, G_GINT64_CONSTANT (1769846400) * G_USEC_PER_SEC);
}

static void
test_failed_first_run_copied_nothing (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryMigrationState) state = NULL;

  add_run (fixture, "1", "Full", "Failed", "No connection.", 0, 0);
  state = ferry_migration_facts_derive (&fixture->facts);
  g_assert_false (state->has_run);
  g_assert_cmpint (state->last_status, ==, FERRY_RUN_STATUS_FAILED);
}

static void
test_upgrade (Fixture *fixture, gconstpointer unused)
{
  FerryMigrationState *state;

  add_run (fixture, "1", "Full", "Completed", "", 5, 0);
  state = ferry_migration_facts_derive (&fixture->facts);
  g_assert_true (state->upgrade_completed);
  ferry_migration_state_free (state);

  /* The next copy has to be upgraded again. */
  add_run (fixture, "2", "Normal", "Upgrade Pending", "", 5, 0);
  fixture->facts.upgrade_failed = TRUE;
  state = ferry_migration_facts_derive (&fixture->facts);
  g_assert_false (state->upgrade_completed);
  g_assert_true (state->upgrade_failed);
  ferry_migration_state_free (state);

  fixture->facts.product_id = "DynamicsBC";
  state = ferry_migration_facts_derive (&fixture->facts);
  g_assert_false (state->product_needs_upgrade);
  ferry_migration_state_free (state);
}

static void
test_repair (Fixture *fixture, gconstpointer unused)
{
  FerryMigrationState *state;

  add_run (fixture, "1", "Full", " Data Repair Pending", "", 5, 0);
  state = ferry_migration_facts_derive (&fixture->facts);
  g_assert_cmpint (state->repair_status, ==, FERRY_REPAIR_STATUS_PENDING);
  ferry_migration_state_free (state);

  fixture->facts.overview = core_fixture_object ("{'dataRepairStatus':'In Progress'}");
  state = ferry_migration_facts_derive (&fixture->facts);
  g_assert_cmpint (state->repair_status, ==, FERRY_REPAIR_STATUS_IN_PROGRESS);
  ferry_migration_state_free (state);
}

static void
test_reset (Fixture *fixture, gconstpointer unused)
{
  FerryMigrationState *state;

  add_run (fixture, "1", "Full", "Completed", "", 5, 0);
  add_deed (fixture, "reset-cloud-data", "1");
  state = ferry_migration_facts_derive (&fixture->facts);
  g_assert_true (state->cloud_data_reset);
  ferry_migration_state_free (state);

  /* A diagnostic run copies nothing; the next replication does. */
  add_run (fixture, "2", "Diagnostic", "Completed", "", 0, 0);
  state = ferry_migration_facts_derive (&fixture->facts);
  g_assert_true (state->cloud_data_reset);
  ferry_migration_state_free (state);

  add_run (fixture, "3", "Full", "In Progress", "", 0, 0);
  state = ferry_migration_facts_derive (&fixture->facts);
  g_assert_false (state->cloud_data_reset);
  ferry_migration_state_free (state);
}

/* ---- Counts (domain §2.3) ---- */

static void
test_counts (Fixture *fixture, gconstpointer unused)
{
  FerryMigrationState *state;

  add_run (fixture, "1", "Full", "Completed", "", 100, 4);
  add_run (fixture, "2", "Normal", "Completed", "", 7, 1);
  state = ferry_migration_facts_derive (&fixture->facts);
  g_assert_cmpint (state->tables_successful, ==, 7);
  g_assert_cmpint (state->tables_failed, ==, 1);
  g_assert_cmpint (state->tables_with_warnings, ==, -1);
  ferry_migration_state_free (state);

  fixture->facts.totals = fixture->totals;
  fixture->facts.totals_complete = TRUE;
  fixture->facts.last_warnings = 2;
  ferry_migration_totals_add (fixture->totals, 1, 0, "A", "T", FERRY_TABLE_STATUS_SUCCESSFUL);
  state = ferry_migration_facts_derive (&fixture->facts);
  g_assert_cmpint (state->tables_successful, ==, 1);
  g_assert_cmpint (state->tables_failed, ==, 0);
  g_assert_cmpint (state->tables_with_warnings, ==, 2);
  ferry_migration_state_free (state);

  /* Details of the last run that aren't there yet may hide a failure. */
  fixture->facts.totals_complete = FALSE;
  state = ferry_migration_facts_derive (&fixture->facts);
  g_assert_cmpint (state->tables_failed, ==, 1);
  ferry_migration_state_free (state);

  fixture->facts.overview = core_fixture_object (
    "{'tablesSuccessful':110,'tablesFailed':3,'tablesRemaining':9,'tablesWithWarnings':5}");
  state = ferry_migration_facts_derive (&fixture->facts);
  g_assert_cmpint (state->tables_successful, ==, 110);
  g_assert_cmpint (state->tables_failed, ==, 3);
  g_assert_cmpint (state->tables_remaining, ==, 9);
  g_assert_cmpint (state->tables_with_warnings, ==, 5);
  ferry_migration_state_free (state);
}

/* ---- Memory ---- */

static void
test_memory (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryMigrationState) state = NULL;
  g_autoptr (FerryMigrationState) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *text_again = NULL;

  add_run (fixture, "1", "Full", "Upgrade Pending", "Über “Ω” 'copied' \"all\"\n", 5, 2);
  add_company (fixture, "Ünïcode 'A' \"B\"", TRUE, TRUE, "Completed", "Not Initialized");
  state = ferry_migration_facts_derive (&fixture->facts);
  text = ferry_migration_state_to_text (state);
  again = ferry_migration_state_new_from_text (text);
  text_again = ferry_migration_state_to_text (again);
  g_assert_cmpstr (text_again, ==, text);
  g_assert_cmpstr (again->last_details, ==, state->last_details);
  g_assert_cmpint (again->tables_failed, ==, 2);
  g_assert_cmpstr (again->companies_not_initialized[0], ==, "Ünïcode 'A' \"B\"");
  g_assert_true (again->set_up);
  /* How it stands to us isn't remembered. */
  g_assert_cmpint (again->connection, ==, FERRY_CONNECTION_OFFLINE);
}

static void
test_damaged_memory (void)
{
  const char *texts[]
    = { "", "{", "[]", "{'version': <2>}", "{'version': <int64 1>, 'set_up': <'x'>, 'last_details': <3>}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (FerryMigrationState) state = ferry_migration_state_new_from_text (texts[i]);

      g_assert_false (state->set_up);
      g_assert_null (state->last_details);
      g_assert_cmpint (state->tables_failed, ==, -1);
    }
}

/* ---- Settling what got lost ---- */

static void
assert_verdict (Fixture *fixture,
                const char *action,
                const char *subject,
                const char *before,
                FerryVerdict expected)
{
  g_assert_cmpint (ferry_settle_judge (&fixture->facts, action, subject, before), ==, expected);
}

static void
test_settle_runs (Fixture *fixture, gconstpointer unused)
{
  add_entry (fixture, "1", "Cloud migration has been set up.");
  assert_verdict (fixture, "run-replication", "", "1", FERRY_VERDICT_NOT_TAKEN);
  add_run (fixture, "2", "Diagnostic", "In Progress", "", 0, 0);
  assert_verdict (fixture, "run-replication", "", "1", FERRY_VERDICT_NOT_TAKEN);
  assert_verdict (fixture, "run-diagnostic", "", "1", FERRY_VERDICT_TAKEN);
  add_run (fixture, "3", "Normal", "In Progress", "", 0, 0);
  assert_verdict (fixture, "run-replication", "", "1", FERRY_VERDICT_TAKEN);
  assert_verdict (fixture, "run-replication", "", "3", FERRY_VERDICT_NOT_TAKEN);
  assert_verdict (fixture, "run-replication", "", "", FERRY_VERDICT_TAKEN);
  /* Of before the log that is known. */
  assert_verdict (fixture, "run-replication", "", "gone", FERRY_VERDICT_OPEN);
}

static void
test_settle_upgrade (Fixture *fixture, gconstpointer unused)
{
  const struct
  {
    const char *status;
    FerryVerdict verdict;
  } rows[] = {
    { "Upgrade Pending", FERRY_VERDICT_NOT_TAKEN }, { "Upgrade in Progress", FERRY_VERDICT_TAKEN },
    { "Upgrade Failed", FERRY_VERDICT_TAKEN },      { "Completed", FERRY_VERDICT_TAKEN },
    { "Something New", FERRY_VERDICT_OPEN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_ptr_array_set_size (fixture->runs, 0);
      add_run (fixture, "1", "Full", rows[i].status, "", 5, 0);
      assert_verdict (fixture, "run-upgrade", "", "1", rows[i].verdict);
    }
}

static void
test_settle_switches (Fixture *fixture, gconstpointer unused)
{
  const char *actions[] = { "complete", "pause", "abandon" };

  add_run (fixture, "1", "Full", "Completed", "", 5, 0);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    assert_verdict (fixture, actions[i], "", "1", FERRY_VERDICT_NOT_TAKEN);
  add_entry (fixture, "2", "Cloud migration has been disabled.");
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    assert_verdict (fixture, actions[i], "", "1", FERRY_VERDICT_TAKEN);
  assert_verdict (fixture, "complete-setup", "", "2", FERRY_VERDICT_NOT_TAKEN);
  add_entry (fixture, "3", "Cloud migration has been set up.");
  assert_verdict (fixture, "complete-setup", "", "2", FERRY_VERDICT_TAKEN);
  assert_verdict (fixture, "pause", "", "2", FERRY_VERDICT_NOT_TAKEN);
}

static void
test_settle_setup (Fixture *fixture, gconstpointer unused)
{
  fixture->facts.has_setup = FALSE;
  assert_verdict (fixture, "save-setup", "DynamicsBC", "", FERRY_VERDICT_NOT_TAKEN);
  fixture->facts.has_setup = TRUE;
  assert_verdict (fixture, "save-setup", "DynamicsBC", "", FERRY_VERDICT_TAKEN);
  add_entry (fixture, "1", "Cloud migration has been set up.");
  assert_verdict (fixture, "save-setup", "DynamicsBC", "1", FERRY_VERDICT_OPEN);
}

static void
test_settle_companies (Fixture *fixture, gconstpointer unused)
{
  assert_verdict (fixture, "create-companies", "", "", FERRY_VERDICT_NOT_TAKEN);
  add_company (fixture, "A", TRUE, FALSE, " ", "Unknown");
  assert_verdict (fixture, "create-companies", "", "", FERRY_VERDICT_NOT_TAKEN);
  g_ptr_array_set_size (fixture->companies, 0);
  add_company (fixture, "A", TRUE, FALSE, "Error", "Unknown");
  assert_verdict (fixture, "create-companies", "", "", FERRY_VERDICT_TAKEN);

  add_company (fixture, "B", TRUE, TRUE, "Completed", "Not Initialized");
  assert_verdict (fixture, "initialize-company", "B", "", FERRY_VERDICT_NOT_TAKEN);
  add_company (fixture, "C", TRUE, TRUE, "In Progress", "Not Initialized");
  assert_verdict (fixture, "initialize-company", "C", "", FERRY_VERDICT_TAKEN);
  add_company (fixture, "D", TRUE, TRUE, "Completed", "Initialized");
  assert_verdict (fixture, "initialize-company", "D", "", FERRY_VERDICT_TAKEN);
  add_company (fixture, "E", TRUE, TRUE, "Completed", "Initialization Failed");
  assert_verdict (fixture, "initialize-company", "E", "", FERRY_VERDICT_OPEN);
  assert_verdict (fixture, "initialize-company", "gone", "", FERRY_VERDICT_OPEN);
}

static void
test_settle_what_leaves_no_trace (Fixture *fixture, gconstpointer unused)
{
  const char *actions[]
    = { "reset-cloud-data", "verify-runtime", "select-companies", "from-the-future", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    assert_verdict (fixture, actions[i], "", "", FERRY_VERDICT_OPEN);
}

#define add(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("/facts/switch/not-set-up", test_not_set_up);
  add ("/facts/switch/set-up-but-not-completed", test_set_up_but_not_completed);
  add ("/facts/switch/completed-by-us", test_completed_by_us);
  add ("/facts/switch/companies-being-created", test_companies_being_created);
  add ("/facts/switch/log-of-set-up", test_log_of_set_up);
  add ("/facts/switch/log-of-disabling", test_log_of_disabling);
  add ("/facts/switch/reason-in-log", test_reason_in_log);
  add ("/facts/switch/reason-from-our-deed", test_reason_from_our_deed);
  add ("/facts/switch/set-up-again-elsewhere", test_set_up_again_elsewhere);
  add ("/facts/switch/run-after-disabling", test_run_after_disabling);
  add ("/facts/switch/unknown-words-take-turns", test_unknown_words_take_turns);
  add ("/facts/switch/service-update-is-neither", test_service_update_is_neither);
  add ("/facts/switch/overview-decides", test_overview_decides);
  add ("/facts/odd-overview", test_odd_overview);
  add ("/facts/companies", test_companies);
  add ("/facts/creation", test_creation);
  add ("/facts/creation-in-overview", test_creation_in_overview);
  add ("/facts/ready-companies", test_ready_companies);
  add ("/facts/last-run", test_last_run);
  add ("/facts/run-in-progress", test_run_in_progress);
  add ("/facts/failed-first-run-copied-nothing", test_failed_first_run_copied_nothing);
  add ("/facts/upgrade", test_upgrade);
  add ("/facts/repair", test_repair);
  add ("/facts/reset", test_reset);
  add ("/facts/counts", test_counts);
  add ("/facts/memory", test_memory);
  g_test_add_func ("/facts/damaged-memory", test_damaged_memory);
  add ("/settle/runs", test_settle_runs);
  add ("/settle/upgrade", test_settle_upgrade);
  add ("/settle/switches", test_settle_switches);
  add ("/settle/set-up", test_settle_setup);
  add ("/settle/companies", test_settle_companies);
  add ("/settle/what-leaves-no-trace", test_settle_what_leaves_no_trace);
  return g_test_run ();
}
