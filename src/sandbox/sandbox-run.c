/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-copy.h"
#include "sandbox-target.h"
#include "sandbox-tracking.h"
#include "sandbox-warnings.h"
#include "sandbox-work.h"

#include <string.h>

#define PROGRESS_INTERVAL       (G_USEC_PER_SEC / 4)
#define MIN_COMPATIBILITY_LEVEL 130
#define UPGRADED_PRODUCT        "DynamicsBCLast"

typedef struct
{
  SandboxWork *work;
  const char *run_id;
  gboolean diagnostic;
  SandboxDb *source;
  SandboxDb *target;
  GPtrArray *plan;
  const char *detail_id; /* of the present table */
  gint64 reported_at;
  guint n_failed;
  guint n_warnings;
  guint n_done;
} Run;

static void
report_error (GError *error)
{
  if (error != NULL)
    g_warning ("%s", error->message);
  g_clear_error (&error);
}

static void
end_run (Run *self, const char *status, const char *repair_status, const char *details)
{
  g_autofree char *now = sandbox_store_now ();
  GError *error = NULL;

  if (!sandbox_store_exec (
        self->work->store, &error,
        "UPDATE runs SET status = ?, repair_status = ?, details = ?, end_time = ? WHERE run_id = ?", "sssss",
        status, repair_status, details, now, self->run_id))
    report_error (error);
}

static void
refuse_run (Run *self, const char *code, const char *text)
{
  g_autofree char *details = g_strdup_printf ("%s: %s", code, text);

  end_run (self, "Failed", "", details);
}

/* What keeps the run from even beginning: domain §4. */
static gboolean
prepare_source (Run *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *tracking = NULL;
  g_autofree char *level = NULL;
  g_autofree char *text = NULL;

  self->source = sandbox_work_open_source (self->work, &error);
  if (self->source == NULL)
    {
      text = g_strdup_printf ("Can’t connect to the local SQL Server. %s", error->message);
      refuse_run (self, "1225", text);
      return FALSE;
    }
  level = sandbox_source_get_property (self->source, "compatibility_level");
  if (g_ascii_strtoll (level, NULL, 10) < MIN_COMPATIBILITY_LEVEL)
    {
      text = g_strdup_printf ("The source database has SQL compatibility level %s; %d or higher is needed.",
                              level, MIN_COMPATIBILITY_LEVEL);
      refuse_run (self, "50001", text);
      return FALSE;
    }
  tracking = sandbox_source_get_property (self->source, "change_tracking");
  if (!g_str_equal (tracking, "1"))
    {
      refuse_run (self, "50020",
                  "Change tracking is disabled on the source database. Enable it with a retention of at "
                  "least 3 days.");
      return FALSE;
    }
  if (!sandbox_tracking_clean_up (self->source, g_get_real_time () / G_USEC_PER_SEC, &error))
    {
      refuse_run (self, "50006", error->message);
      return FALSE;
    }
  return TRUE;
}

static gboolean
prepare_target (Run *self)
{
  g_autoptr (GError) error = NULL;

  self->target = sandbox_target_open (self->work->folder, &error);
  if (self->target != NULL)
    return TRUE;
  refuse_run (self, "50006", error->message);
  return FALSE;
}

static gboolean
insert_details (Run *self, GError **error)
{
  SandboxStore *store = self->work->store;
  gboolean first = sandbox_sql_int (self->target, 0, "SELECT NOT EXISTS (SELECT 1 FROM sys_synced)") != 0;
  const char *type = self->diagnostic ? "Diagnostic" : first ? "Full" : "Normal";

  if (!sandbox_store_begin (store, error))
    return FALSE;
  for (guint i = 0; i < self->plan->len; i++)
    {
      SandboxPlanItem *item = self->plan->pdata[i];

      item->detail_id = g_uuid_string_random ();
      if (!sandbox_store_exec (store, error,
                               "INSERT INTO run_details (id, run_id, company_name, table_name, status)"
                               " VALUES (?, ?, ?, ?, 'NotStarted')",
                               "ssss", item->detail_id, self->run_id, item->company, item->name))
        return FALSE;
    }
  return sandbox_store_exec (store, error,
                             "UPDATE runs SET replication_type = ?, table_total = ? WHERE run_id = ?", "sis",
                             type, (int) self->plan->len, self->run_id)
         && sandbox_store_commit (store, error);
}

static void
report_progress (gint64 copied, gint64 total, gpointer user_data)
{
  Run *self = user_data;
  gint64 now = g_get_monotonic_time ();
  GError *error = NULL;

  if (now - self->reported_at < PROGRESS_INTERVAL)
    return;
  self->reported_at = now;
  if (!sandbox_store_exec (self->work->store, &error,
                           "UPDATE run_details SET records_copied = ?, total_records = ? WHERE id = ?", "lls",
                           copied, total, self->detail_id))
    report_error (error);
}

/* A later result stands for the table, whatever an earlier one said: what failed then blocks it no more. */
static gboolean
supersede (Run *self, const SandboxPlanItem *item, const char *status, GError **error)
{
  SandboxStore *store = self->work->store;

  if (self->diagnostic)
    return TRUE;
  if (g_str_equal (status, "Successful") && item->rule.whole
      && !sandbox_rules_settle (store, item->company, item->table, item->rule.version, error))
    return FALSE;
  return sandbox_store_exec (store, error,
                             "UPDATE run_details SET blocked = 0 WHERE company_name = ? AND table_name = ?"
                             " AND status = 'Failed' AND blocked = 1",
                             "ss", item->company, item->name);
}

static gboolean
write_outcome (Run *self, const SandboxPlanItem *item, const SandboxOutcome *outcome, GError **error)
{
  SandboxStore *store = self->work->store;
  g_autofree char *now = sandbox_store_now ();
  gboolean failed = g_str_equal (outcome->status, "Failed");

  if (!sandbox_store_begin (store, error))
    return FALSE;
  return supersede (self, item, outcome->status, error)
         && sandbox_store_exec (
           store, error,
           "UPDATE run_details SET status = ?, records_copied = ?, total_records = ?, error_code = ?,"
           " errors = ?, end_time = ?, blocked = ? WHERE id = ?",
           "sllsssis", outcome->status, outcome->copied, outcome->total, outcome->code, outcome->errors, now,
           (int) (failed && !self->diagnostic), item->detail_id)
         && sandbox_store_commit (store, error);
}

static gboolean
start_detail (Run *self, const SandboxPlanItem *item, GError **error)
{
  g_autofree char *now = sandbox_store_now ();

  self->detail_id = item->detail_id;
  self->reported_at = g_get_monotonic_time ();
  return sandbox_store_exec (self->work->store, error,
                             "UPDATE run_details SET status = 'InProgress', start_time = ? WHERE id = ?",
                             "ss", now, item->detail_id);
}

/* FALSE where the thread has to leave, or can't report. */
static gboolean
run_table (Run *self, const SandboxPlanItem *item, GError **error)
{
  g_auto (SandboxOutcome) outcome = { 0 };
  const char *code = NULL;
  g_autofree char *problem = sandbox_company_find_problem (item->company, &code);

  if (!start_detail (self, item, error))
    return FALSE;
  if (*item->company != '\0' && problem != NULL)
    {
      outcome.status = "Failed";
      outcome.code = g_strdup (code);
      outcome.errors = g_steal_pointer (&problem);
    }
  else
    {
      sandbox_copy_table (self->source, self->target, item, self->diagnostic, self->work->control,
                          report_progress, self, &outcome);
      if (outcome.interrupted)
        return FALSE;
    }
  self->n_done++;
  self->n_failed += g_str_equal (outcome.status, "Failed");
  self->n_warnings += g_str_equal (outcome.status, "Warning");
  if (!write_outcome (self, item, &outcome, error))
    {
      sandbox_store_rollback (self->work->store);
      return FALSE;
    }
  return TRUE;
}

/* In-progress details become failed, companies learn what they have become: domain §2.4. */
static gboolean
settle (Run *self, gboolean needs_upgrade, GError **error)
{
  SandboxStore *store = self->work->store;
  g_autofree char *now = sandbox_store_now ();

  if (!sandbox_store_exec (
        store, error,
        "UPDATE run_details SET status = 'Failed', blocked = ?, end_time = ?, error_code = '50007',"
        " errors = 'The table was not finished. Run the replication again.'"
        " WHERE run_id = ? AND status = 'InProgress'",
        "iss", (int) !self->diagnostic, now, self->run_id))
    return FALSE;
  if (self->diagnostic)
    return TRUE;
  if (!sandbox_store_exec (
        store, error,
        "UPDATE companies SET replicated = 1 WHERE replicate = 1 AND EXISTS (SELECT 1 FROM"
        " run_details WHERE run_id = ? AND company_name = companies.name AND status = 'Successful')",
        "s", self->run_id))
    return FALSE;
  if (!needs_upgrade)
    return TRUE;
  return sandbox_store_exec (
    store, error,
    "UPDATE companies SET upgrade_state = CASE WHEN EXISTS (SELECT 1 FROM run_details WHERE"
    " run_id = ? AND company_name = companies.name AND status = 'Failed')"
    " THEN '' ELSE 'Pending' END WHERE replicate = 1",
    "s", self->run_id);
}

static char *
describe_end (Run *self)
{
  guint left = self->plan->len - self->n_done;
  GString *text = g_string_new (NULL);

  if (self->diagnostic)
    g_string_append (text, "Diagnostic run: no data was copied. ");
  if (left > 0)
    g_string_append_printf (
      text, "The run was stopped; %u of %u tables were not copied. Run the replication again. ", left,
      self->plan->len);
  if (self->n_failed > 0)
    g_string_append_printf (text, "%u of %u tables failed. ", self->n_failed, self->plan->len);
  if (self->diagnostic && self->n_warnings > 0)
    g_string_append_printf (text, "%u of %u tables have warnings. ", self->n_warnings, self->plan->len);
  if (text->len > 0)
    g_string_truncate (text, text->len - 1);
  return g_string_free (text, FALSE);
}

static gboolean
complete_run (Run *self)
{
  SandboxStore *store = self->work->store;
  g_autofree char *product = sandbox_store_query_text (store, "SELECT product_id FROM setup", "");
  g_autofree char *details = describe_end (self);
  gboolean needs_upgrade = g_strcmp0 (product, UPGRADED_PRODUCT) == 0;
  gboolean stopped = self->n_done < self->plan->len;
  gboolean copied = !self->diagnostic && !stopped;
  const char *status = "Completed";
  GError *error = NULL;

  if (stopped)
    status = "Failed";
  else if (needs_upgrade && !self->diagnostic)
    status = "UpgradePending";
  else if (self->n_failed > 0)
    status = "Failed";

  if (!sandbox_store_begin (store, &error) || !settle (self, needs_upgrade && copied, &error)
      || (!self->diagnostic && !sandbox_warnings_update (store, self->target, self->run_id, &error)))
    {
      sandbox_store_rollback (store);
      report_error (error);
      return FALSE;
    }
  end_run (self, status, copied ? "Pending" : "", details);
  if (!sandbox_store_commit (store, &error))
    {
      report_error (error);
      return FALSE;
    }
  return copied;
}

static gboolean
run_tables (Run *self)
{
  g_autoptr (GError) error = NULL;

  self->plan = sandbox_plan_new (self->work->catalog, self->source, self->work->store);
  if (!insert_details (self, &error))
    {
      sandbox_store_rollback (self->work->store);
      refuse_run (self, "50006", error->message);
      return FALSE;
    }
  for (guint i = 0; i < self->plan->len && !sandbox_control_get_stop (self->work->control); i++)
    {
      if (!run_table (self, self->plan->pdata[i], &error))
        break;
    }
  /* Leaving at once is told by the next start, as after a kill: sandbox_recover(). */
  if (sandbox_control_is_quitting (self->work->control))
    return FALSE;
  if (error != NULL)
    g_warning ("%s", error->message);
  return complete_run (self);
}

gboolean
sandbox_run_execute (SandboxWork *work, const char *run_id, gboolean diagnostic)
{
  Run self = { .work = work, .run_id = run_id, .diagnostic = diagnostic };
  gboolean repair = prepare_source (&self) && prepare_target (&self) && run_tables (&self);

  g_clear_pointer (&self.plan, g_ptr_array_unref);
  g_clear_pointer (&self.source, sqlite3_close_v2);
  g_clear_pointer (&self.target, sqlite3_close_v2);
  return repair;
}

SandboxDb *
sandbox_work_open_source (SandboxWork *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, "onprem.db", NULL);

  return sandbox_sql_open (path, FALSE, error);
}

static gboolean
repair_companies (SandboxWork *self, SandboxDb *target, gint64 *repaired, GError **error)
{
  g_autoptr (SandboxStmt) companies
    = sandbox_sql_prepare (sandbox_store_get_db (self->store), error,
                           "SELECT name FROM companies WHERE replicate = 1 AND replicated = 1 ORDER BY seq");

  if (companies == NULL)
    return FALSE;
  while (sqlite3_step (companies) == SQLITE_ROW)
    {
      gint64 n = sandbox_target_repair_companions (target, self->catalog,
                                                   (const char *) sqlite3_column_text (companies, 0), error);

      if (n < 0)
        return FALSE;
      *repaired += n;
      if (!sandbox_control_take (self->control, (guint) n))
        return TRUE;
    }
  return TRUE;
}

void
sandbox_repair_execute (SandboxWork *self, const char *run_id)
{
  g_autoptr (SandboxDb) target = NULL;
  GError *error = NULL;
  gint64 repaired = 0;
  gboolean ok;

  if (!sandbox_store_exec (self->store, &error,
                           "UPDATE runs SET repair_status = 'InProgress' WHERE run_id = ?", "s", run_id))
    report_error (g_steal_pointer (&error));
  target = sandbox_target_open (self->folder, &error);
  ok = target != NULL && repair_companies (self, target, &repaired, &error);
  if (!ok)
    report_error (g_steal_pointer (&error));
  /* Left at once or failed: the next start or the repair after the next run makes up for it. */
  if (!ok || sandbox_control_is_quitting (self->control))
    return;
  g_info ("%" G_GINT64_FORMAT " companion records repaired", repaired);
  if (!sandbox_store_exec (
        self->store, &error,
        "UPDATE runs SET repair_status = 'Completed' WHERE repair_status IN ('Pending', 'InProgress')"
        " AND seq <= (SELECT seq FROM runs WHERE run_id = ?)",
        "s", run_id))
    report_error (error);
}
