/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-action-rules.h"

#include <string.h>

/* Each rule of domain §2.2, §2.4, §2.7 and §2.8, and of api-contract §C, is a row here, named after it. */

#define HOUR    G_TIME_SPAN_HOUR
#define NOW     (G_GINT64_CONSTANT (1769846400) * G_USEC_PER_SEC)
#define ALLOWED NULL

static char **
names (const char *first, const char *second)
{
  const char *list[] = { first, second, NULL };

  return g_strdupv ((char **) list);
}

/* An environment that lacks nothing but what the action is about: one Full run, waiting for the upgrade. */
static FerryMigrationState *
make_state (void)
{
  FerryMigrationState *state = ferry_migration_state_new ();

  state->connection = FERRY_CONNECTION_ONLINE;
  state->set_up = TRUE;
  state->creation_status = FERRY_CREATION_STATUS_COMPLETED;
  state->has_run = TRUE;
  state->last_status = FERRY_RUN_STATUS_UPGRADE_PENDING;
  state->last_type = FERRY_REPLICATION_TYPE_FULL;
  state->last_start = NOW - 2 * HOUR;
  state->product_needs_upgrade = TRUE;
  state->product_name = g_strdup ("Business Central, earlier versions");
  state->repair_status = FERRY_REPAIR_STATUS_COMPLETED;
  state->tables_successful = 120;
  state->tables_failed = 0;
  state->tables_remaining = 0;
  state->tables_with_warnings = 1;
  state->companies_total = 4;
  state->companies_selected = 2;
  state->companies_replicated = 2;
  state->now = NOW;
  return state;
}

static void
offer (FerryMigrationState *state, const char *capability, const char *obstacle)
{
  if (state->capabilities == NULL)
    state->capabilities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (state->capabilities, g_strdup (capability), g_strdup (obstacle));
}

static void
offer_all (FerryMigrationState *state)
{
  for (guint i = 0; i < FERRY_N_ACTIONS; i++)
    if (ferry_action_get_capability ((FerryAction) i) != NULL)
      offer (state, ferry_action_get_capability ((FerryAction) i), "");
}

/* ---- What a row changes ---- */

static void
plain (FerryMigrationState *state)
{
}

static void
run_just_begun (FerryMigrationState *state)
{
  state->run_in_progress = TRUE;
  state->run_in_progress_since = NOW - HOUR;
  state->last_status = FERRY_RUN_STATUS_IN_PROGRESS;
}

static void
run_almost_a_day_old (FerryMigrationState *state)
{
  run_just_begun (state);
  state->run_in_progress_since = NOW - 24 * HOUR + 1;
}

static void
run_a_day_old (FerryMigrationState *state)
{
  run_just_begun (state);
  state->run_in_progress_since = NOW - 24 * HOUR;
}

static void
creating (FerryMigrationState *state)
{
  state->creation_status = FERRY_CREATION_STATUS_IN_PROGRESS;
}

static void
creation_failed (FerryMigrationState *state)
{
  state->creation_status = FERRY_CREATION_STATUS_FAILED;
  state->companies_creation_failed = names ("CRONUS A/S", "Bad Name");
  state->creation_error = g_strdup ("The name is taken.");
}

static void
creation_failed_namelessly (FerryMigrationState *state)
{
  state->creation_status = FERRY_CREATION_STATUS_FAILED;
}

static void
companies_missing (FerryMigrationState *state)
{
  state->creation_status = FERRY_CREATION_STATUS_NONE;
}

static void
not_set_up (FerryMigrationState *state)
{
  state->set_up = FALSE;
  state->disabled_reason = FERRY_DISABLED_REASON_NOT_SET_UP;
}

static void
paused (FerryMigrationState *state)
{
  state->set_up = FALSE;
  state->disabled_reason = FERRY_DISABLED_REASON_PAUSED;
}

static void
abandoned (FerryMigrationState *state)
{
  state->set_up = FALSE;
  state->disabled_reason = FERRY_DISABLED_REASON_ABANDONED;
}

static void
completed (FerryMigrationState *state)
{
  state->set_up = FALSE;
  state->disabled_reason = FERRY_DISABLED_REASON_COMPLETED;
}

static void
disabled_otherwise (FerryMigrationState *state)
{
  state->set_up = FALSE;
  state->disabled_reason = FERRY_DISABLED_REASON_OTHER;
}

static void
none_selected (FerryMigrationState *state)
{
  state->companies_selected = 0;
}

static void
table_failed (FerryMigrationState *state)
{
  state->tables_failed = 1;
}

static void
tables_failed (FerryMigrationState *state)
{
  state->tables_failed = 3;
}

static void
last_completed (FerryMigrationState *state)
{
  state->last_status = FERRY_RUN_STATUS_COMPLETED;
}

static void
upgraded (FerryMigrationState *state)
{
  state->last_status = FERRY_RUN_STATUS_COMPLETED;
  state->upgrade_completed = TRUE;
}

static void
last_failed (FerryMigrationState *state)
{
  state->last_status = FERRY_RUN_STATUS_FAILED;
}

static void
last_diagnostic (FerryMigrationState *state)
{
  state->last_status = FERRY_RUN_STATUS_COMPLETED;
  state->last_type = FERRY_REPLICATION_TYPE_DIAGNOSTIC;
}

static void
never_run (FerryMigrationState *state)
{
  state->has_run = FALSE;
  state->last_status = FERRY_RUN_STATUS_UNKNOWN;
  state->last_type = FERRY_REPLICATION_TYPE_UNKNOWN;
}

static void
upgrade_failed (FerryMigrationState *state)
{
  state->last_status = FERRY_RUN_STATUS_UPGRADE_FAILED;
}

static void
restored (FerryMigrationState *state)
{
  state->upgrade_failed = TRUE;
}

static void
upgrading (FerryMigrationState *state)
{
  state->last_status = FERRY_RUN_STATUS_UPGRADE_IN_PROGRESS;
}

static void
upgrade_started_by_us (FerryMigrationState *state)
{
  state->upgrade_started = TRUE;
}

static void
company_upgrade_failed (FerryMigrationState *state)
{
  state->companies_upgrade_failed = names ("CRONUS A/S", NULL);
}

static void
companies_not_ready (FerryMigrationState *state)
{
  state->companies_not_ready = names ("CRONUS A/S", "Large Ltd.");
}

static void
no_upgrade_needed (FerryMigrationState *state)
{
  state->product_needs_upgrade = FALSE;
  state->last_status = FERRY_RUN_STATUS_COMPLETED;
}

static void
repair_pending (FerryMigrationState *state)
{
  upgraded (state);
  state->repair_status = FERRY_REPAIR_STATUS_PENDING;
}

static void
repairing (FerryMigrationState *state)
{
  upgraded (state);
  state->repair_status = FERRY_REPAIR_STATUS_IN_PROGRESS;
}

static void
run_repairs (FerryMigrationState *state)
{
  state->last_status = FERRY_RUN_STATUS_REPAIR_DATA_PENDING;
  state->repair_status = FERRY_REPAIR_STATUS_PENDING;
}

static void
upgraded_but_failed (FerryMigrationState *state)
{
  upgraded (state);
  state->tables_failed = 2;
}

static void
upgraded_but_running (FerryMigrationState *state)
{
  upgraded (state);
  state->run_in_progress = TRUE;
  state->run_in_progress_since = NOW;
}

static void
upgraded_but_paused (FerryMigrationState *state)
{
  upgraded (state);
  paused (state);
}

static void
no_upgrade_but_failed (FerryMigrationState *state)
{
  no_upgrade_needed (state);
  state->tables_failed = 1;
}

static void
not_initialized (FerryMigrationState *state)
{
  state->companies_not_initialized = names ("CRONUS A/S", NULL);
}

static void
not_initialized_creating (FerryMigrationState *state)
{
  not_initialized (state);
  creating (state);
}

static void
offering (FerryMigrationState *state)
{
  offer_all (state);
}

static void
offering_nothing (FerryMigrationState *state)
{
  offer (state, "somethingElse", "");
}

static void
offering_with_obstacle (FerryMigrationState *state)
{
  offer_all (state);
  offer (state, "runDiagnostic", "Ask your partner for it.");
}

static void
offering_pause_with_obstacle (FerryMigrationState *state)
{
  offer_all (state);
  offer (state, "pauseMigration", "Not in trials.");
}

static void
offering_while_running (FerryMigrationState *state)
{
  offer_all (state);
  run_just_begun (state);
}

static void
offering_while_creating (FerryMigrationState *state)
{
  offer_all (state);
  creating (state);
}

static void
offering_with_failed (FerryMigrationState *state)
{
  offer_all (state);
  state->tables_failed = 1;
}

static void
offering_with_failed_while_running (FerryMigrationState *state)
{
  offering_with_failed (state);
  run_a_day_old (state);
}

static void
offering_with_failed_paused (FerryMigrationState *state)
{
  offering_with_failed (state);
  paused (state);
}

static void
offering_while_repairing (FerryMigrationState *state)
{
  offer_all (state);
  repairing (state);
}

static void
offline (FerryMigrationState *state)
{
  state->connection = FERRY_CONNECTION_OFFLINE;
}

static void
connecting (FerryMigrationState *state)
{
  state->connection = FERRY_CONNECTION_CONNECTING;
}

static void
signed_out (FerryMigrationState *state)
{
  state->connection = FERRY_CONNECTION_SIGNED_OUT;
}

static void
outage (FerryMigrationState *state)
{
  state->connection = FERRY_CONNECTION_OUTAGE;
  state->upgrade_started = TRUE;
}

typedef struct
{
  const char *name;
  void (*change) (FerryMigrationState *state);
  FerryAction action;
  const char *words; /* of the refusal, with `|` between them; NULL where it is allowed */
} Rule;

#define REPLICATE   FERRY_ACTION_RUN_REPLICATION
#define DIAGNOSE    FERRY_ACTION_RUN_DIAGNOSTIC
#define UPGRADE     FERRY_ACTION_RUN_UPGRADE
#define COMPLETE    FERRY_ACTION_COMPLETE
#define PAUSE       FERRY_ACTION_PAUSE
#define ABANDON     FERRY_ACTION_ABANDON
#define RESET       FERRY_ACTION_RESET_CLOUD_DATA
#define WEB         "published interface|in Business Central"
#define OPEN_IN_WEB "doesn’t offer|in Business Central"

static const Rule rules[] = {
  /* §2.4 */
  { "2.4/plain", plain, REPLICATE, ALLOWED },
  { "2.4/run-in-progress", run_just_begun, REPLICATE, "already in progress|Wait" },
  { "2.4/run-in-progress-almost-a-day", run_almost_a_day_old, REPLICATE, "already in progress" },
  { "2.4/run-in-progress-for-a-day-no-longer-counts", run_a_day_old, REPLICATE, ALLOWED },
  { "2.4/companies-being-created", creating, REPLICATE, "being created|once all of them exist" },
  { "2.4/company-creation-failed-names-them", creation_failed, REPLICATE,
    "“CRONUS A/S”, “Bad Name”|The name is taken.|again" },
  { "2.4/company-creation-failed-without-names", creation_failed_namelessly, REPLICATE,
    "Creating the companies failed|again" },
  { "2.4/not-set-up", not_set_up, REPLICATE, "isn’t set up|Set it up" },
  { "2.4/paused", paused, REPLICATE, "paused|Set it up again" },
  { "2.4/abandoned", abandoned, REPLICATE, "abandoned|Set it up again" },
  { "2.4/completed", completed, REPLICATE, "completed" },
  { "2.4/disabled-otherwise", disabled_otherwise, REPLICATE, "disabled|Set it up again" },
  { "2.4/no-company-selected", none_selected, REPLICATE, "No company is selected|Select" },
  { "2.4/while-upgrading", upgrading, REPLICATE, "upgrade is under way" },
  { "2.4/while-upgrade-of-ours", upgrade_started_by_us, REPLICATE, "upgrade is under way" },
  { "2.4/failed-tables-are-tried-again", tables_failed, REPLICATE, ALLOWED },
  { "2.4/after-failed-run", last_failed, REPLICATE, ALLOWED },
  { "2.4/after-restored-upgrade", restored, REPLICATE, ALLOWED },
  { "2.4/companies-not-created-yet", companies_missing, REPLICATE, ALLOWED },
  { "2.4/diagnostic", offering, DIAGNOSE, ALLOWED },
  { "2.4/diagnostic-while-running", offering_while_running, DIAGNOSE, "already in progress" },
  { "2.4/diagnostic-while-creating", offering_while_creating, DIAGNOSE, "being created" },

  /* §2.2 */
  { "2.2/selection-while-creating", creating, FERRY_ACTION_SELECT_COMPANIES,
    "being created|can’t be changed" },
  { "2.2/selection", plain, FERRY_ACTION_SELECT_COMPANIES, ALLOWED },
  { "2.2/selection-before-set-up", not_set_up, FERRY_ACTION_SELECT_COMPANIES, "isn’t set up" },
  { "2.2/creation", companies_missing, FERRY_ACTION_CREATE_COMPANIES, ALLOWED },
  { "2.2/creation-again-after-failure", creation_failed, FERRY_ACTION_CREATE_COMPANIES, ALLOWED },
  { "2.2/creation-while-creating", creating, FERRY_ACTION_CREATE_COMPANIES, "being created" },
  { "2.2/creation-of-nothing", plain, FERRY_ACTION_CREATE_COMPANIES, "exist already" },
  { "2.2/creation-of-none-selected", none_selected, FERRY_ACTION_CREATE_COMPANIES, "No company is selected" },
  { "2.2/initialization", not_initialized, FERRY_ACTION_INITIALIZE_COMPANY, ALLOWED },
  { "2.2/initialization-of-none", plain, FERRY_ACTION_INITIALIZE_COMPANY, "No company waits" },
  { "2.2/initialization-while-creating", not_initialized_creating, FERRY_ACTION_INITIALIZE_COMPANY,
    "being created" },

  /* §2.7 */
  { "2.7/plain", plain, UPGRADE, ALLOWED },
  { "2.7/not-set-up", not_set_up, UPGRADE, "isn’t set up" },
  { "2.7/disabled", paused, UPGRADE, "paused" },
  { "2.7/never-replicated", never_run, UPGRADE, "Nothing has been replicated" },
  { "2.7/last-run-completed", last_completed, UPGRADE, "doesn’t wait for an upgrade" },
  { "2.7/last-run-upgraded", upgraded, UPGRADE, "upgraded already" },
  { "2.7/last-run-failed", last_failed, UPGRADE, "last run failed|again" },
  { "2.7/last-run-diagnostic", last_diagnostic, UPGRADE, "diagnostic|Run the replication" },
  { "2.7/last-run-repairs", run_repairs, UPGRADE, "being repaired|Wait" },
  { "2.7/last-upgrade-failed", upgrade_failed, UPGRADE, "last upgrade failed" },
  { "2.7/after-restore-again", restored, UPGRADE, ALLOWED },
  { "2.7/run-in-progress", run_just_begun, UPGRADE, "in progress" },
  { "2.7/run-in-progress-however-old", run_a_day_old, UPGRADE, "in progress" },
  { "2.7/table-failed", table_failed, UPGRADE, "1 table failed" },
  { "2.7/tables-failed", tables_failed, UPGRADE, "3 tables failed" },
  { "2.7/company-upgrade-failed-names-it", company_upgrade_failed, UPGRADE, "“CRONUS A/S”" },
  { "2.7/companies-not-ready-names-them", companies_not_ready, UPGRADE,
    "“CRONUS A/S”, “Large Ltd.”|selection" },
  { "2.7/product-without-upgrade", no_upgrade_needed, UPGRADE,
    "“Business Central, earlier versions”|needs no upgrade" },
  { "2.7/already-upgrading", upgrading, UPGRADE, "under way" },
  { "2.7/already-started-by-us", upgrade_started_by_us, UPGRADE, "under way" },

  /* §2.8 */
  { "2.8/complete", upgraded, COMPLETE, ALLOWED },
  { "2.8/complete-without-upgrade", no_upgrade_needed, COMPLETE, ALLOWED },
  { "2.8/complete-with-failed-tables", upgraded_but_failed, COMPLETE, "2 tables failed" },
  { "2.8/complete-with-a-failed-table", no_upgrade_but_failed, COMPLETE, "1 table failed" },
  { "2.8/complete-while-repair-pending", repair_pending, COMPLETE, "being repaired" },
  { "2.8/complete-while-repairing", repairing, COMPLETE, "being repaired" },
  { "2.8/complete-before-upgrade", plain, COMPLETE, "isn’t upgraded yet|Run the data upgrade" },
  { "2.8/complete-after-failed-upgrade", upgrade_failed, COMPLETE, "isn’t upgraded yet" },
  { "2.8/complete-while-upgrading", upgrading, COMPLETE, "under way" },
  { "2.8/complete-while-running", upgraded_but_running, COMPLETE, "in progress" },
  { "2.8/complete-when-disabled", upgraded_but_paused, COMPLETE, "paused" },
  { "2.8/pause", plain, PAUSE, ALLOWED },
  { "2.8/pause-with-failed-tables", tables_failed, PAUSE, ALLOWED },
  { "2.8/pause-while-running", run_just_begun, PAUSE, "in progress|finished" },
  { "2.8/pause-while-running-however-old", run_a_day_old, PAUSE, "in progress" },
  { "2.8/pause-while-upgrading", upgrading, PAUSE, "under way" },
  { "2.8/pause-when-paused", paused, PAUSE, "paused" },
  { "2.8/abandon", plain, ABANDON, ALLOWED },
  { "2.8/abandon-while-running", run_just_begun, ABANDON, "in progress|finished" },
  { "2.8/abandon-when-not-set-up", not_set_up, ABANDON, "isn’t set up" },
  { "2.8/abandon-when-abandoned", abandoned, ABANDON, "abandoned" },
  { "2.8/reset", plain, RESET, ALLOWED },
  { "2.8/reset-while-running", run_just_begun, RESET, "in progress" },
  { "2.8/reset-while-upgrading", upgrading, RESET, "under way" },
  { "2.8/reset-when-not-set-up", not_set_up, RESET, "isn’t set up" },
  { "2.8/set-up-first-time", not_set_up, FERRY_ACTION_SETUP, ALLOWED },
  { "2.8/set-up-again-after-pause", paused, FERRY_ACTION_SETUP, ALLOWED },
  { "2.8/set-up-again-after-abandoning", abandoned, FERRY_ACTION_SETUP, ALLOWED },
  { "2.8/set-up-again-after-completion", completed, FERRY_ACTION_SETUP, ALLOWED },
  { "2.8/set-up-while-running", run_just_begun, FERRY_ACTION_SETUP, "in progress" },
  { "2.8/checklist", completed, FERRY_ACTION_CHECKLIST, ALLOWED },

  /* §C: the published interface alone */
  { "C/without-b/replication", plain, REPLICATE, ALLOWED },
  { "C/without-b/refresh", plain, FERRY_ACTION_REFRESH, ALLOWED },
  { "C/without-b/mappings", plain, FERRY_ACTION_MANAGE_MAPPINGS, ALLOWED },
  { "C/without-b/pause", plain, PAUSE, ALLOWED },
  { "C/without-b/abandon", plain, ABANDON, ALLOWED },
  { "C/without-b/runtime-key-from-keyring", plain, FERRY_ACTION_GET_RUNTIME_KEY, ALLOWED },
  { "C/without-b/checklist-kept-here", plain, FERRY_ACTION_CHECKLIST, ALLOWED },
  { "C/without-b/diagnostic", plain, DIAGNOSE, WEB "|Create diagnostic run" },
  { "C/without-b/user-mappings", plain, FERRY_ACTION_USER_MAPPINGS, WEB },
  { "C/without-b/reset-key", plain, FERRY_ACTION_RESET_RUNTIME_KEY, WEB },
  { "C/without-b/update", plain, FERRY_ACTION_UPDATE_SERVICE, WEB },
  { "C/without-b/repair", plain, FERRY_ACTION_REPAIR_COMPANION_TABLES, WEB },
  { "C/without-b/sanitize", plain, FERRY_ACTION_SANITIZE_TABLES, WEB },
  { "C/without-b/record-links", plain, FERRY_ACTION_MIGRATE_RECORD_LINKS, WEB },
  { "C/without-b/warnings", plain, FERRY_ACTION_WARNINGS, WEB },
  { "C/without-b/table-rules", plain, FERRY_ACTION_TABLE_RULES, WEB },
  { "C/without-b/mark-initialized", not_initialized, FERRY_ACTION_MARK_INITIALIZED, WEB },
  { "C/without-b/unblock", table_failed, FERRY_ACTION_UNBLOCK_TABLE, WEB },

  /* §B: capabilities */
  { "B/offered/update", offering, FERRY_ACTION_UPDATE_SERVICE, ALLOWED },
  { "B/offered/table-rules", offering, FERRY_ACTION_TABLE_RULES, ALLOWED },
  { "B/offered/unblock", offering_with_failed, FERRY_ACTION_UNBLOCK_TABLE, ALLOWED },
  { "B/offered/unblock-nothing", offering, FERRY_ACTION_UNBLOCK_TABLE, "No table is blocked" },
  /* §2.4: a run tries them again by itself. */
  { "B/offered/unblock-while-running", offering_with_failed_while_running, FERRY_ACTION_UNBLOCK_TABLE,
    "in progress|Wait" },
  { "B/offered/unblock-paused", offering_with_failed_paused, FERRY_ACTION_UNBLOCK_TABLE, "paused" },
  { "B/offered/repair", offering, FERRY_ACTION_REPAIR_COMPANION_TABLES, ALLOWED },
  { "B/offered/repair-while-repairing", offering_while_repairing, FERRY_ACTION_REPAIR_COMPANION_TABLES,
    "already" },
  { "B/offered/sanitize-while-running", offering_while_running, FERRY_ACTION_SANITIZE_TABLES, "in progress" },
  { "B/missing/diagnostic", offering_nothing, DIAGNOSE, OPEN_IN_WEB },
  { "B/missing/pause", offering_nothing, PAUSE, OPEN_IN_WEB },
  { "B/missing/what-is-published-stays", offering_nothing, REPLICATE, ALLOWED },
  { "B/missing/runtime-key-from-keyring", offering_nothing, FERRY_ACTION_GET_RUNTIME_KEY, ALLOWED },
  { "B/obstacle/diagnostic", offering_with_obstacle, DIAGNOSE, "Ask your partner for it." },
  { "B/obstacle/pause", offering_pause_with_obstacle, PAUSE, "Not in trials." },

  /* Without a connection everything is off but what is kept here. */
  { "offline/replication", offline, REPLICATE, "can’t be reached|goes on trying" },
  { "offline/set-up", offline, FERRY_ACTION_SETUP, "can’t be reached" },
  { "offline/pause", offline, PAUSE, "can’t be reached" },
  { "offline/refresh", offline, FERRY_ACTION_REFRESH, "can’t be reached" },
  { "offline/checklist", offline, FERRY_ACTION_CHECKLIST, ALLOWED },
  { "offline/runtime-key", offline, FERRY_ACTION_GET_RUNTIME_KEY, ALLOWED },
  { "connecting/replication", connecting, REPLICATE, "still connecting" },
  { "signed-out/replication", signed_out, REPLICATE, "Sign in again" },
  { "signed-out/checklist", signed_out, FERRY_ACTION_CHECKLIST, ALLOWED },
  { "outage/replication", outage, REPLICATE, "upgrade has the environment offline" },
  { "outage/complete", outage, COMPLETE, "upgrade has the environment offline" },
  { "outage/checklist", outage, FERRY_ACTION_CHECKLIST, ALLOWED },
};

static void
test_rule (gconstpointer data)
{
  const Rule *rule = data;
  g_autoptr (FerryMigrationState) state = make_state ();
  g_autofree char *reason = NULL;
  g_auto (GStrv) words = g_strsplit (rule->words != NULL ? rule->words : "", "|", -1);
  gboolean allowed;

  rule->change (state);
  allowed = ferry_action_rules_check (state, rule->action, &reason);
  if (rule->words == NULL)
    {
      g_assert_cmpstr (reason, ==, NULL);
      g_assert_true (allowed);
      return;
    }
  g_assert_false (allowed);
  g_assert_nonnull (reason);
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (reason, words[i]) == NULL)
      g_error ("“%s” isn't in “%s”", words[i], reason);
  /* Without the reason the answer is the same. */
  g_assert_false (ferry_action_rules_check (state, rule->action, NULL));
}

/* Whatever the state, a refusal says why and an allowed action says nothing. */
static void
test_every_refusal_has_a_reason (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    for (guint action = 0; action < FERRY_N_ACTIONS; action++)
      {
        g_autoptr (FerryMigrationState) state = make_state ();
        g_autofree char *reason = NULL;

        rules[i].change (state);
        if (ferry_action_rules_check (state, (FerryAction) action, &reason))
          g_assert_null (reason);
        else
          g_assert_true (reason != NULL && g_str_has_suffix (reason, "."));
      }
}

/* ---- The next step ---- */

static void
before_first_run (FerryMigrationState *state)
{
  never_run (state);
}

static void
upgraded_not_initialized (FerryMigrationState *state)
{
  upgraded (state);
  not_initialized (state);
}

static void
reset (FerryMigrationState *state)
{
  upgraded (state);
  state->cloud_data_reset = TRUE;
}

static void
unknown (FerryMigrationState *state)
{
  state->set_up = FALSE;
  state->disabled_reason = FERRY_DISABLED_REASON_NONE;
}

static const struct
{
  const char *name;
  void (*change) (FerryMigrationState *state);
  int action;
} suggestions[] = {
  { "not-set-up", not_set_up, FERRY_ACTION_SETUP },
  { "paused", paused, FERRY_ACTION_SETUP },
  { "abandoned", abandoned, FERRY_ACTION_SETUP },
  { "completed", completed, FERRY_ACTION_CHECKLIST },
  { "none-selected", none_selected, FERRY_ACTION_SELECT_COMPANIES },
  { "companies-missing", companies_missing, FERRY_ACTION_CREATE_COMPANIES },
  { "creation-failed", creation_failed, FERRY_ACTION_CREATE_COMPANIES },
  { "creating", creating, -1 },
  { "never-run", before_first_run, REPLICATE },
  { "running", run_just_begun, -1 },
  { "failed-tables", tables_failed, REPLICATE },
  { "last-failed", last_failed, REPLICATE },
  { "upgrade-pending", plain, UPGRADE },
  { "not-ready", companies_not_ready, REPLICATE },
  { "upgrading", upgrading, -1 },
  { "upgraded", upgraded, COMPLETE },
  { "upgraded-not-initialized", upgraded_not_initialized, FERRY_ACTION_INITIALIZE_COMPANY },
  { "repairing", repairing, -1 },
  { "no-upgrade-needed", no_upgrade_needed, COMPLETE },
  { "reset", reset, REPLICATE },
  { "offline", offline, -1 },
  { "outage", outage, -1 },
  { "unknown", unknown, -1 },
};

static void
test_suggestions (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (suggestions); i++)
    {
      g_autoptr (FerryMigrationState) state = make_state ();
      FerryAction action;
      int found;

      suggestions[i].change (state);
      found = ferry_action_rules_suggest (state, &action) ? (int) action : -1;
      if (found != suggestions[i].action)
        g_error ("%s: %d instead of %d", suggestions[i].name, found, suggestions[i].action);
    }
}

static void
test_next_run_is_full (void)
{
  g_autoptr (FerryMigrationState) state = make_state ();

  g_assert_false (ferry_action_rules_next_run_is_full (state));
  state->cloud_data_reset = TRUE;
  g_assert_true (ferry_action_rules_next_run_is_full (state));
  state->cloud_data_reset = FALSE;
  state->has_run = FALSE;
  g_assert_true (ferry_action_rules_next_run_is_full (state));
}

static void
test_record_links_first (void)
{
  g_autoptr (FerryMigrationState) state = make_state ();

  state->last_start = 5;
  state->record_links_migrated_at = 0;
  g_assert_true (ferry_action_rules_record_links_first (state));
  state->record_links_migrated_at = 4;
  g_assert_true (ferry_action_rules_record_links_first (state));
  state->record_links_migrated_at = 6;
  g_assert_false (ferry_action_rules_record_links_first (state));
  state->record_links_migrated_at = 0;
  state->has_run = FALSE;
  g_assert_false (ferry_action_rules_record_links_first (state));
}

static void
test_names (void)
{
  const char *seven[] = { "A", "B", "C", "D", "E", "F", "G", NULL };
  g_autofree char *none = ferry_migration_state_join_names (NULL);
  g_autofree char *many = ferry_migration_state_join_names ((char **) seven);

  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (many, ==, "“A”, “B”, “C”, “D”, “E” and 2 more");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autofree char *path = g_strconcat ("/rules/", rules[i].name, NULL);

      g_test_add_data_func (path, &rules[i], test_rule);
    }
  g_test_add_func ("/rules/every-refusal-has-a-reason", test_every_refusal_has_a_reason);
  g_test_add_func ("/rules/suggestions", test_suggestions);
  g_test_add_func ("/rules/next-run-is-full", test_next_run_is_full);
  g_test_add_func ("/rules/record-links-first", test_record_links_first);
  g_test_add_func ("/rules/names", test_names);
  return g_test_run ();
}
