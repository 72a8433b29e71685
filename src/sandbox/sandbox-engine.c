/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-engine.h"
#include "sandbox-connection.h"
#include "sandbox-people.h"
#include "sandbox-rules.h"
#include "sandbox-sanitize.h"
#include "sandbox-seed.h"
#include "sandbox-service.h"
#include "sandbox-target.h"
#include "sandbox-tracking.h"
#include "sandbox-work.h"

#define OUTAGE_MS 4000

typedef enum
{
  JOB_RUN,
  JOB_REPAIR,
  JOB_UPGRADE,
  JOB_CREATE,
  JOB_INITIALIZE,
  JOB_UPDATE,
  JOB_KEY,
  JOB_QUIT,
} JobKind;

typedef struct
{
  JobKind kind;
  char *id;
  gboolean diagnostic;
} Job;

struct _SandboxEngine
{
  GObject parent_instance;

  char *folder;
  SandboxCatalog *catalog;
  SandboxControl *control;
  SandboxStore *store; /* the main thread's */
  SandboxWork work;    /* the thread's */
  GAsyncQueue *queue;
  GThread *thread;
  int pending;            /* (atomic): jobs waiting or under way */
  int running;            /* (atomic): runs and upgrades among them */
  JobKind exclusive_kind; /* the main thread's: the last run or upgrade */
  char *exclusive_id;
};

G_DEFINE_FINAL_TYPE (SandboxEngine, sandbox_engine, G_TYPE_OBJECT)

static void
job_free (Job *job)
{
  g_free (job->id);
  g_free (job);
}

static gboolean
is_exclusive (JobKind kind)
{
  return kind == JOB_RUN || kind == JOB_UPGRADE;
}

static void
push_job (SandboxEngine *self, JobKind kind, const char *id, gboolean diagnostic)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->id = g_strdup (id);
  job->diagnostic = diagnostic;
  g_atomic_int_inc (&self->pending);
  if (is_exclusive (kind))
    {
      g_atomic_int_inc (&self->running);
      self->exclusive_kind = kind;
      g_free (self->exclusive_id);
      self->exclusive_id = g_strdup (id);
    }
  g_async_queue_push (self->queue, job);
}

static void
do_job (SandboxEngine *self, Job *job)
{
  switch (job->kind)
    {
    case JOB_RUN:
      if (sandbox_run_execute (&self->work, job->id, job->diagnostic))
        push_job (self, JOB_REPAIR, job->id, FALSE);
      break;
    case JOB_REPAIR:
      sandbox_repair_execute (&self->work, job->id);
      break;
    case JOB_UPGRADE:
      sandbox_upgrade_execute (&self->work, job->id);
      break;
    case JOB_CREATE:
      sandbox_companies_create (&self->work);
      break;
    case JOB_INITIALIZE:
      sandbox_company_initialize (&self->work, job->id);
      break;
    case JOB_UPDATE:
      sandbox_service_update (&self->work);
      break;
    case JOB_KEY:
      sandbox_service_take_key (&self->work);
      break;
    case JOB_QUIT:
    default:
      break;
    }
}

static gpointer
run_thread (gpointer data)
{
  SandboxEngine *self = data;
  gboolean quit = FALSE;

  while (!quit)
    {
      Job *job = g_async_queue_pop (self->queue);

      quit = job->kind == JOB_QUIT;
      if (!sandbox_control_is_quitting (self->control))
        do_job (self, job);
      if (is_exclusive (job->kind))
        (void) g_atomic_int_dec_and_test (&self->running);
      (void) g_atomic_int_dec_and_test (&self->pending);
      job_free (job);
      /* Whoever waits for the end looks again: sandbox_engine_wait_idle(). */
      g_main_context_wakeup (NULL);
    }
  return NULL;
}

static void
sandbox_engine_finalize (GObject *object)
{
  SandboxEngine *self = SANDBOX_ENGINE (object);

  if (self->thread != NULL)
    {
      sandbox_control_quit (self->control);
      push_job (self, JOB_QUIT, NULL, FALSE);
      g_thread_join (self->thread);
    }
  g_async_queue_unref (self->queue);
  g_clear_pointer (&self->work.store, sandbox_store_close);
  g_clear_pointer (&self->store, sandbox_store_close);
  g_clear_pointer (&self->catalog, sandbox_catalog_free);
  g_clear_pointer (&self->control, sandbox_control_free);
  g_free (self->folder);
  g_free (self->exclusive_id);

  G_OBJECT_CLASS (sandbox_engine_parent_class)->finalize (object);
}

static void
sandbox_engine_class_init (SandboxEngineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sandbox_engine_finalize;
}

static void
sandbox_engine_init (SandboxEngine *self)
{
  self->queue = g_async_queue_new_full ((GDestroyNotify) job_free);
  self->work.outage_ms = OUTAGE_MS;
}

static gboolean
open_databases (SandboxEngine *self, const SandboxSeed *seed, GError **error)
{
  g_autofree char *tables = NULL;
  g_autoptr (SandboxDb) source = NULL;
  g_autoptr (SandboxDb) target = NULL;

  self->store = sandbox_store_open (self->folder, error);
  if (self->store == NULL)
    return FALSE;
  self->work.store = sandbox_store_open (self->folder, error);
  if (self->work.store == NULL || !sandbox_seed_create (self->folder, seed, error))
    return FALSE;
  source = sandbox_work_open_source (&self->work, error);
  target = source != NULL ? sandbox_target_open (self->folder, error) : NULL;
  if (target == NULL)
    return FALSE;
  tables = sandbox_source_get_property (source, SANDBOX_PROPERTY_TABLES);
  self->catalog = sandbox_catalog_new ((guint) g_ascii_strtoull (tables, NULL, 10));
  self->work.catalog = self->catalog;
  return sandbox_tracking_clean_up (source, g_get_real_time () / G_USEC_PER_SEC, error)
         && sandbox_fill_companies (self->store, source, error)
         && sandbox_rules_fill_catalog (self->store, self->catalog, error)
         && sandbox_people_ensure (target, source, error) && sandbox_recover (self->store, target, error);
}

/* Repairs that were under way when the process ended. */
static void
resume_repairs (SandboxEngine *self)
{
  g_autoptr (SandboxStmt) stmt = sandbox_sql_prepare (
    sandbox_store_get_db (self->store), NULL,
    "SELECT run_id FROM runs WHERE repair_status IN ('Pending', 'InProgress') ORDER BY seq");

  while (stmt != NULL && sqlite3_step (stmt) == SQLITE_ROW)
    push_job (self, JOB_REPAIR, (const char *) sqlite3_column_text (stmt, 0), FALSE);
}

SandboxEngine *
sandbox_engine_new (const char *folder, const SandboxSeed *seed, double pace, GError **error)
{
  g_autoptr (SandboxEngine) self = NULL;

  g_return_val_if_fail (folder != NULL && seed != NULL, NULL);

  self = g_object_new (SANDBOX_TYPE_ENGINE, NULL);
  self->folder = g_strdup (folder);
  self->control = sandbox_control_new (pace);
  self->work.folder = self->folder;
  self->work.control = self->control;
  if (!open_databases (self, seed, error))
    return NULL;
  resume_repairs (self);
  if (sandbox_runtime_has_old_key (self->store))
    push_job (self, JOB_KEY, NULL, FALSE);
  self->thread = g_thread_new ("sandbox-engine", run_thread, self);
  return g_steal_pointer (&self);
}

void
sandbox_engine_set_pace (SandboxEngine *self, double pace)
{
  g_return_if_fail (SANDBOX_IS_ENGINE (self));

  sandbox_control_set_pace (self->control, pace);
}

void
sandbox_engine_set_outage (SandboxEngine *self, guint ms)
{
  g_return_if_fail (SANDBOX_IS_ENGINE (self));

  g_atomic_int_set (&self->work.outage_ms, (int) ms);
}

gboolean
sandbox_engine_is_busy (SandboxEngine *self)
{
  g_return_val_if_fail (SANDBOX_IS_ENGINE (self), FALSE);

  return g_atomic_int_get (&self->pending) > 0;
}

gboolean
sandbox_engine_in_outage (SandboxEngine *self)
{
  g_return_val_if_fail (SANDBOX_IS_ENGINE (self), FALSE);

  return g_atomic_int_get (&self->work.outage) != 0;
}

static gboolean
refuse (SandboxEngine *self,
        const char *run_id,
        GIOErrorEnum kind,
        const char *code,
        const char *text,
        GError **error)
{
  g_autofree char *now = sandbox_store_now ();
  g_autofree char *details = g_strdup_printf ("%s: %s", code, text);
  g_autoptr (GError) report = NULL;

  if (!sandbox_store_exec (self->store, &report,
                           "UPDATE runs SET status = 'Failed', details = ?, end_time = ? WHERE run_id = ?",
                           "sss", details, now, run_id))
    g_warning ("%s", report->message);
  g_set_error_literal (error, G_IO_ERROR, kind, details);
  return FALSE;
}

/* The thread says in the database that it is done a moment before its job ends. Whoever reads that may start
 * the next thing at once: it only waits in the queue. */
static gboolean
is_running (SandboxEngine *self)
{
  g_autofree char *status = NULL;

  if (g_atomic_int_get (&self->running) == 0)
    return FALSE;
  status = sandbox_store_query_text (self->store, "SELECT status FROM runs WHERE run_id = ?", "s",
                                     self->exclusive_id);
  if (g_strcmp0 (status, "InProgress") == 0 || g_strcmp0 (status, "UpgradeInProgress") == 0)
    return TRUE;
  /* The run says UpgradePending before and during the upgrade, too. */
  return self->exclusive_kind == JOB_UPGRADE && g_strcmp0 (status, "UpgradePending") == 0;
}

gboolean
sandbox_engine_start_run (SandboxEngine *self, const char *run_id, gboolean diagnostic, GError **error)
{
  g_autofree char *enabled = NULL;

  g_return_val_if_fail (SANDBOX_IS_ENGINE (self) && run_id != NULL, FALSE);

  enabled = sandbox_store_get_setting (self->store, SANDBOX_SETTING_ENABLED);
  if (is_running (self))
    return refuse (self, run_id, G_IO_ERROR_BUSY, "50010", "Skipped, because another migration is running.",
                   error);
  if (!g_str_equal (enabled, "1"))
    return refuse (self, run_id, G_IO_ERROR_PERMISSION_DENIED, "50016", "The migration is disabled.", error);
  if (sandbox_store_query_int (self->store, 0, "SELECT count (*) FROM companies WHERE replicate = 1", "")
      == 0)
    return refuse (self, run_id, G_IO_ERROR_NOT_FOUND, "50003", "No companies are selected for replication.",
                   error);

  sandbox_control_set_stop (self->control, FALSE);
  push_job (self, JOB_RUN, run_id, diagnostic);
  return TRUE;
}

void
sandbox_engine_stop_run (SandboxEngine *self)
{
  g_return_if_fail (SANDBOX_IS_ENGINE (self));

  sandbox_control_set_stop (self->control, TRUE);
}

gboolean
sandbox_engine_start_upgrade (SandboxEngine *self, const char *run_id, GError **error)
{
  g_return_val_if_fail (SANDBOX_IS_ENGINE (self) && run_id != NULL, FALSE);

  if (is_running (self))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY, "A run or an upgrade is in progress.");
      return FALSE;
    }
  push_job (self, JOB_UPGRADE, run_id, FALSE);
  return TRUE;
}

gboolean
sandbox_engine_start_company_creation (SandboxEngine *self, GError **error)
{
  g_return_val_if_fail (SANDBOX_IS_ENGINE (self), FALSE);

  /* Before the answer: who asks at once must not find the state that was before. */
  if (!sandbox_store_begin (self->store, error))
    return FALSE;
  if (!sandbox_store_set_setting (self->store, SANDBOX_SETTING_CREATION_STATUS, "InProgress", error)
      || !sandbox_store_set_setting (self->store, SANDBOX_SETTING_CREATION_ERROR, "", error)
      || !sandbox_store_exec (self->store, error,
                              "UPDATE companies SET status = 'InProgress' WHERE replicate = 1", "")
      || !sandbox_store_commit (self->store, error))
    {
      sandbox_store_rollback (self->store);
      return FALSE;
    }
  push_job (self, JOB_CREATE, NULL, FALSE);
  return TRUE;
}

gboolean
sandbox_engine_start_company_initialization (SandboxEngine *self, const char *company_id, GError **error)
{
  g_return_val_if_fail (SANDBOX_IS_ENGINE (self) && company_id != NULL, FALSE);

  if (sandbox_store_query_int (self->store, 0, "SELECT count (*) FROM companies WHERE id = ?", "s",
                               company_id)
      == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no such company.");
      return FALSE;
    }
  /* As with creation, who reads the company next sees it under way. */
  if (!sandbox_store_exec (self->store, error,
                           "UPDATE companies SET status = 'InProgress' WHERE id = ? AND created = 1", "s",
                           company_id))
    return FALSE;
  push_job (self, JOB_INITIALIZE, company_id, FALSE);
  return TRUE;
}

/* Opens the target for what is done at once, where nothing else may be under way in it. */
static SandboxDb *
open_idle_target (SandboxEngine *self, GError **error)
{
  if (!is_running (self))
    return sandbox_target_open (self->folder, error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY, "A run or an upgrade is in progress.");
  return NULL;
}

gboolean
sandbox_engine_repair_companions (SandboxEngine *self, gint64 *count, GError **error)
{
  g_autoptr (SandboxDb) target = NULL;
  g_autoptr (SandboxStmt) companies = NULL;

  g_return_val_if_fail (SANDBOX_IS_ENGINE (self) && count != NULL, FALSE);

  *count = 0;
  target = open_idle_target (self, error);
  if (target == NULL)
    return FALSE;
  companies
    = sandbox_sql_prepare (sandbox_store_get_db (self->store), error,
                           "SELECT name FROM companies WHERE replicate = 1 AND replicated = 1 ORDER BY seq");
  while (companies != NULL && sqlite3_step (companies) == SQLITE_ROW)
    {
      gint64 n = sandbox_target_repair_companions (target, self->catalog,
                                                   (const char *) sqlite3_column_text (companies, 0), error);

      if (n < 0)
        return FALSE;
      *count += n;
    }
  return companies != NULL
         && sandbox_store_exec (self->store, error,
                                "UPDATE runs SET repair_status = 'Completed'"
                                " WHERE repair_status IN ('Pending', 'InProgress')",
                                "");
}

gboolean
sandbox_engine_sanitize_table (SandboxEngine *self,
                               const char *company,
                               gint64 table_id,
                               gint64 *rows,
                               gint64 *values,
                               GError **error)
{
  const SandboxTable *table;
  g_autoptr (SandboxDb) target = NULL;
  SandboxSanitized result = { 0 };

  g_return_val_if_fail (SANDBOX_IS_ENGINE (self) && company != NULL, FALSE);

  table = sandbox_sanitize_find_table (self->store, self->catalog, company, table_id, error);
  target = table != NULL ? open_idle_target (self, error) : NULL;
  if (target == NULL
      || !sandbox_sanitize_table (target, self->store, self->catalog, company, table, &result, error))
    return FALSE;
  *rows = result.rows;
  *values = result.values;
  return TRUE;
}

gboolean
sandbox_engine_reset_cloud_data (SandboxEngine *self, GError **error)
{
  g_autoptr (SandboxDb) target = NULL;

  g_return_val_if_fail (SANDBOX_IS_ENGINE (self), FALSE);

  target = open_idle_target (self, error);
  return target != NULL && sandbox_sql_exec (target, error, "DELETE FROM sys_synced");
}

SandboxDb *
sandbox_engine_open_target (SandboxEngine *self, GError **error)
{
  g_return_val_if_fail (SANDBOX_IS_ENGINE (self), NULL);

  return open_idle_target (self, error);
}

/* Where nothing is slowed down there is nothing to wait for, either. */
static void
do_or_push (SandboxEngine *self, JobKind kind, void (*execute) (SandboxWork *work))
{
  SandboxWork work = self->work;

  if (sandbox_control_has_pace (self->control))
    {
      push_job (self, kind, NULL, FALSE);
      return;
    }
  work.store = self->store;
  execute (&work);
}

gboolean
sandbox_engine_update_service (SandboxEngine *self, GError **error)
{
  g_return_val_if_fail (SANDBOX_IS_ENGINE (self), FALSE);

  if (!sandbox_store_set_setting (self->store, SANDBOX_SETTING_UPDATE_STATUS, "InProgress", error))
    return FALSE;
  do_or_push (self, JOB_UPDATE, sandbox_service_update);
  return TRUE;
}

void
sandbox_engine_hand_over_key (SandboxEngine *self)
{
  g_return_if_fail (SANDBOX_IS_ENGINE (self));

  do_or_push (self, JOB_KEY, sandbox_service_take_key);
}

gboolean
sandbox_engine_check_connection (SandboxEngine *self, const char *connection_string, GError **error)
{
  g_return_val_if_fail (SANDBOX_IS_ENGINE (self), FALSE);

  return sandbox_connection_check (connection_string, error);
}

void
sandbox_engine_wait_idle (SandboxEngine *self)
{
  g_return_if_fail (SANDBOX_IS_ENGINE (self));

  while (sandbox_engine_is_busy (self))
    g_main_context_iteration (NULL, TRUE);
}
