/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-status-text.h"

#include <string.h>

/* Domain §3: the first that applies. Each row has all that comes after its own, so that the order is tested too. */

static FerryMigrationState *
make_state (void)
{
  FerryMigrationState *state = ferry_migration_state_new ();

  state->connection = FERRY_CONNECTION_ONLINE;
  state->set_up = TRUE;
  state->creation_status = FERRY_CREATION_STATUS_COMPLETED;
  state->has_run = TRUE;
  state->last_status = FERRY_RUN_STATUS_COMPLETED;
  state->last_type = FERRY_REPLICATION_TYPE_NORMAL;
  state->companies_total = 2;
  state->companies_selected = 2;
  state->tables_failed = 0;
  return state;
}

static void
ready (FerryMigrationState *state)
{
}

static void
ready_first (FerryMigrationState *state)
{
  state->has_run = FALSE;
  state->last_status = FERRY_RUN_STATUS_UNKNOWN;
}

static void
ready_none_selected (FerryMigrationState *state)
{
  state->companies_selected = 0;
}

static void
ready_companies_missing (FerryMigrationState *state)
{
  state->creation_status = FERRY_CREATION_STATUS_NONE;
}

static void
ready_pending (FerryMigrationState *state)
{
  state->last_status = FERRY_RUN_STATUS_UPGRADE_PENDING;
  state->product_needs_upgrade = TRUE;
}

static void
ready_reset (FerryMigrationState *state)
{
  state->cloud_data_reset = TRUE;
}

static void
ready_after_failure (FerryMigrationState *state)
{
  state->last_status = FERRY_RUN_STATUS_FAILED;
}

static void
ready_after_findings (FerryMigrationState *state)
{
  ready_first (state);
  state->last_status = FERRY_RUN_STATUS_FAILED;
  state->last_type = FERRY_REPLICATION_TYPE_DIAGNOSTIC;
}

static void
upgrading (FerryMigrationState *state)
{
  state->product_needs_upgrade = TRUE;
  state->last_status = FERRY_RUN_STATUS_UPGRADE_IN_PROGRESS;
}

static void
upgrading_by_us (FerryMigrationState *state)
{
  ready_pending (state);
  state->upgrade_started = TRUE;
}

static void
upgrade_failed (FerryMigrationState *state)
{
  state->product_needs_upgrade = TRUE;
  state->last_status = FERRY_RUN_STATUS_UPGRADE_FAILED;
}

static void
upgrade_restored (FerryMigrationState *state)
{
  ready_pending (state);
  state->upgrade_failed = TRUE;
}

static void
upgrade_again (FerryMigrationState *state)
{
  upgrade_restored (state);
  state->upgrade_started = TRUE;
}

static void
upgraded (FerryMigrationState *state)
{
  state->product_needs_upgrade = TRUE;
  state->upgrade_completed = TRUE;
}

static void
tables_failed (FerryMigrationState *state)
{
  upgraded (state);
  state->tables_failed = 3;
}

static void
table_failed (FerryMigrationState *state)
{
  state->tables_failed = 1;
}

static void
details (FerryMigrationState *state)
{
  tables_failed (state);
  state->last_details = g_strdup ("  118 of 121 tables were copied. ");
}

static void
blank_details (FerryMigrationState *state)
{
  tables_failed (state);
  state->last_details = g_strdup (" \n ");
}

static void
details_of_failure (FerryMigrationState *state)
{
  state->last_status = FERRY_RUN_STATUS_FAILED;
  state->last_details = g_strdup ("The source could not be reached.");
}

static void
repairing (FerryMigrationState *state)
{
  details (state);
  state->repair_status = FERRY_REPAIR_STATUS_IN_PROGRESS;
}

static void
repair_pending (FerryMigrationState *state)
{
  details (state);
  state->repair_status = FERRY_REPAIR_STATUS_PENDING;
}

static void
repaired (FerryMigrationState *state)
{
  state->repair_status = FERRY_REPAIR_STATUS_COMPLETED;
}

static void
replicating (FerryMigrationState *state)
{
  repairing (state);
  state->run_in_progress = TRUE;
  state->last_status = FERRY_RUN_STATUS_IN_PROGRESS;
}

static void
diagnosing (FerryMigrationState *state)
{
  replicating (state);
  state->last_type = FERRY_REPLICATION_TYPE_DIAGNOSTIC;
}

static void
creation_failed (FerryMigrationState *state)
{
  const char *list[] = { "CRONUS A/S", NULL };

  replicating (state);
  state->creation_status = FERRY_CREATION_STATUS_FAILED;
  state->companies_creation_failed = g_strdupv ((char **) list);
  state->creation_error = g_strdup ("The name is taken.");
}

static void
creating (FerryMigrationState *state)
{
  replicating (state);
  state->creation_status = FERRY_CREATION_STATUS_IN_PROGRESS;
}

static void
disable (FerryMigrationState *state, FerryDisabledReason reason)
{
  creating (state);
  state->set_up = FALSE;
  state->disabled_reason = reason;
}

static void
not_set_up (FerryMigrationState *state)
{
  disable (state, FERRY_DISABLED_REASON_NOT_SET_UP);
}

static void
paused (FerryMigrationState *state)
{
  disable (state, FERRY_DISABLED_REASON_PAUSED);
}

static void
abandoned (FerryMigrationState *state)
{
  disable (state, FERRY_DISABLED_REASON_ABANDONED);
}

static void
completed (FerryMigrationState *state)
{
  disable (state, FERRY_DISABLED_REASON_COMPLETED);
}

static void
disabled (FerryMigrationState *state)
{
  disable (state, FERRY_DISABLED_REASON_OTHER);
}

static void
offline (FerryMigrationState *state)
{
  paused (state);
  state->connection = FERRY_CONNECTION_OFFLINE;
}

static void
offline_unknown (FerryMigrationState *state)
{
  state->set_up = FALSE;
  state->connection = FERRY_CONNECTION_OFFLINE;
}

static void
signed_out (FerryMigrationState *state)
{
  state->connection = FERRY_CONNECTION_SIGNED_OUT;
}

static void
outage (FerryMigrationState *state)
{
  upgrading_by_us (state);
  state->connection = FERRY_CONNECTION_OUTAGE;
}

static void
connecting (FerryMigrationState *state)
{
  paused (state);
  state->connection = FERRY_CONNECTION_CONNECTING;
}

static void
connecting_unknown (FerryMigrationState *state)
{
  state->set_up = FALSE;
  state->connection = FERRY_CONNECTION_CONNECTING;
}

typedef struct
{
  const char *name;
  void (*change) (FerryMigrationState *state);
  const char *title;
  const char *words; /* of the explanation */
  FerryStyle style;
} Row;

static const Row rows[] = {
  { "disabled/other", disabled, "Migration disabled", "set up cloud migration again", FERRY_STYLE_NEUTRAL },
  { "disabled/not-set-up", not_set_up, "Not set up", "Set it up", FERRY_STYLE_NEUTRAL },
  { "disabled/paused", paused, "Migration paused", "Set up cloud migration again", FERRY_STYLE_ATTENTION },
  { "disabled/abandoned", abandoned, "Migration abandoned", "Set up cloud migration again",
    FERRY_STYLE_NEUTRAL },
  { "disabled/completed", completed, "Migration completed", "setup checklist", FERRY_STYLE_GOOD },
  { "creating/in-progress", creating, "Creating companies", "as soon as all of them exist",
    FERRY_STYLE_PROGRESS },
  { "creating/failed", creation_failed, "Creating companies failed",
    "“CRONUS A/S”. The name is taken. Correct", FERRY_STYLE_BAD },
  { "running/replication", replicating, "Replication in progress", "failed tables when the run has ended",
    FERRY_STYLE_PROGRESS },
  { "running/diagnostic", diagnosing, "Diagnostic run in progress", "no data is copied",
    FERRY_STYLE_PROGRESS },
  { "repairing/in-progress", repairing, "Repairing data", "Wait for that", FERRY_STYLE_PROGRESS },
  { "repairing/pending", repair_pending, "Repairing data", "Wait for that", FERRY_STYLE_PROGRESS },
  { "repairing/done", repaired, "Ready for replication", "newest changes", FERRY_STYLE_GOOD },
  { "details/with-failed-tables", details, "3 tables failed",
    "118 of 121 tables were copied.\n\nFailed tables", FERRY_STYLE_BAD },
  { "details/of-failed-run", details_of_failure, "The source could not be reached.", "correct the cause",
    FERRY_STYLE_BAD },
  { "details/blank", blank_details, "3 tables failed", "Open them", FERRY_STYLE_BAD },
  { "failed/several", tables_failed, "3 tables failed", "correct it at the source", FERRY_STYLE_BAD },
  { "failed/one", table_failed, "1 table failed", "run the replication again", FERRY_STYLE_BAD },
  { "upgrade/completed", upgraded, "Data upgrade completed", "complete the migration", FERRY_STYLE_GOOD },
  { "upgrade/failed", upgrade_failed, "Data upgrade failed", "as it was before", FERRY_STYLE_BAD },
  { "upgrade/restored", upgrade_restored, "Data upgrade failed", "run replication and upgrade again",
    FERRY_STYLE_BAD },
  { "upgrade/in-progress", upgrading, "Data upgrade in progress", "out of reach", FERRY_STYLE_PROGRESS },
  { "upgrade/in-progress-by-us", upgrading_by_us, "Data upgrade in progress", "out of reach",
    FERRY_STYLE_PROGRESS },
  { "upgrade/again-after-restore", upgrade_again, "Data upgrade in progress", "out of reach",
    FERRY_STYLE_PROGRESS },
  { "ready/again", ready, "Ready for replication", "newest changes", FERRY_STYLE_GOOD },
  { "ready/first", ready_first, "Ready for replication", "the first run copies everything",
    FERRY_STYLE_GOOD },
  { "ready/pending", ready_pending, "Ready for replication", "or run the upgrade", FERRY_STYLE_GOOD },
  { "ready/reset", ready_reset, "Ready for replication", "copies everything again", FERRY_STYLE_GOOD },
  { "ready/after-failure", ready_after_failure, "Ready for replication", "last run failed", FERRY_STYLE_BAD },
  { "ready/after-findings", ready_after_findings, "Ready for replication", "diagnostic run found tables",
    FERRY_STYLE_BAD },
  { "ready/none-selected", ready_none_selected, "Ready for replication", "Select the companies",
    FERRY_STYLE_NEUTRAL },
  { "ready/companies-missing", ready_companies_missing, "Ready for replication", "Create the companies",
    FERRY_STYLE_NEUTRAL },
  { "connection/offline", offline, "Offline", "goes on trying. Last known status: Migration paused.",
    FERRY_STYLE_ATTENTION },
  { "connection/offline-unknown", offline_unknown, "Offline", "Check the network", FERRY_STYLE_ATTENTION },
  { "connection/signed-out", signed_out, "Signed out", "Sign in again", FERRY_STYLE_ATTENTION },
  { "connection/outage", outage, "Data upgrade in progress", "nothing needs to be done",
    FERRY_STYLE_PROGRESS },
  { "connection/connecting-shows-history", connecting, "Migration paused", "Set up cloud migration again",
    FERRY_STYLE_ATTENTION },
  { "connection/connecting-unknown", connecting_unknown, "Connecting", "Wait", FERRY_STYLE_NEUTRAL },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (FerryMigrationState) state = make_state ();
  g_autoptr (FerryStatusText) text = NULL;

  row->change (state);
  text = ferry_status_text_new (state);
  g_assert_cmpstr (text->title, ==, row->title);
  if (strstr (text->explanation, row->words) == NULL)
    g_error ("“%s” isn't in “%s”", row->words, text->explanation);
  g_assert_cmpint (text->style, ==, row->style);
}

/* The service's own text may be of any length. */
static void
test_long_details (void)
{
  g_autoptr (FerryMigrationState) state = make_state ();
  g_autoptr (FerryStatusText) text = NULL;
  g_autofree char *long_text = g_strnfill (10000, 'x');

  state->last_details = g_strdup (long_text);
  text = ferry_status_text_new (state);
  g_assert_cmpint (g_utf8_strlen (text->title, -1), ==, 120);
  g_assert_true (g_str_has_suffix (text->title, "…"));
  g_assert_true (g_str_has_prefix (text->explanation, long_text));
}

static void
test_lines (void)
{
  g_autoptr (FerryMigrationState) state = make_state ();
  g_autoptr (FerryStatusText) text = NULL;

  state->last_details = g_strdup ("First line\r\nSecond line");
  text = ferry_status_text_new (state);
  g_assert_cmpstr (text->title, ==, "First line");
  g_assert_nonnull (strstr (text->explanation, "Second line"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/status-text/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/status-text/long-details", test_long_details);
  g_test_add_func ("/status-text/lines", test_lines);
  return g_test_run ();
}
