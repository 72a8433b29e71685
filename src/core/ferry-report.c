/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-report-private.h"

#include "ferry-detail-list-private.h"
#include "ferry-migration-facts.h"

/* What lies before the last full run changes nothing, and there is an end to reading in any case. */
#define MOST_RUNS 20
/* Reading the runs is most of the work; writing is the rest. */
#define READING 0.8

typedef struct
{
  FerryReport *report;
  FerryDatabase *database; /* (nullable) */
  GFile *file;
  FerryReportProgress progress;
  gpointer progress_data;
  GPtrArray *needed;  /* FerryRun: those whose details are looked at, newest first */
  FerryRun *later;    /* (nullable): the last run, and */
  FerryRun *previous; /* (nullable): the one that it is compared with */
  guint position;
  gboolean seen_last; /* the newest run that copied was digested */
  FerryDetailList *list;
  FerryDetailStore *store; /* the same, for the worker */
  gint64 start;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  g_clear_pointer (&self->report, ferry_report_free);
  g_clear_object (&self->database);
  g_object_unref (self->file);
  g_ptr_array_unref (self->needed);
  g_clear_object (&self->later);
  g_clear_object (&self->previous);
  g_clear_object (&self->list);
  g_clear_pointer (&self->store, ferry_detail_store_unref);
  g_free (self);
}

static void
tell_progress (Work *work, double fraction)
{
  if (work->progress != NULL)
    work->progress (fraction, work->progress_data);
}

/* ---- Which runs are needed ---- */

/* The last one and the one that it is compared with, and those that the latest outcome of each table is in. */
static void
find_needed (Work *work, GListModel *runs)
{
  gboolean enough = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (runs) && work->needed->len < MOST_RUNS; i++)
    {
      g_autoptr (FerryRun) run = g_list_model_get_item (runs, i);
      gboolean copies = ferry_run_copies (run) && !enough;

      if (ferry_run_get_status (run) == FERRY_RUN_STATUS_IN_PROGRESS
          || !ferry_run_comparison_can_compare (run))
        continue;
      if (work->later == NULL)
        {
          work->later = g_object_ref (run);
          work->previous = ferry_run_comparison_find_previous (runs, run);
        }
      if (copies || run == work->later || run == work->previous)
        g_ptr_array_add (work->needed, g_object_ref (run));
      enough
        = enough
          || (ferry_run_copies (run) && ferry_run_get_replication_type (run) == FERRY_REPLICATION_TYPE_FULL
              && ferry_run_get_status (run) != FERRY_RUN_STATUS_FAILED);
    }
}

/* ---- Writing ---- */

static gboolean
write_file (FerryReport *report, GFile *file, GCancellable *cancellable, GError **error)
{
  gboolean existed = g_file_query_exists (file, NULL);
  g_autoptr (GFileOutputStream) stream
    = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, cancellable, error);
  g_autoptr (GCancellable) give_up = NULL;

  if (stream == NULL)
    return FALSE;
  if (ferry_report_write_html (report, G_OUTPUT_STREAM (stream), cancellable, error))
    return g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error);
  /* Closed so, the file that was there stays as it was. */
  give_up = g_cancellable_new ();
  g_cancellable_cancel (give_up);
  g_output_stream_close (G_OUTPUT_STREAM (stream), give_up, NULL);
  if (!existed)
    g_file_delete (file, NULL, NULL);
  return FALSE;
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;

  if (write_file (work->report, work->file, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      tell_progress (g_task_get_task_data (task), 1);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, error);
}

static void
run_in_thread (GTask *task, GTaskThreadFunc function, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) thread = g_task_new (g_task_get_source_object (task), g_task_get_cancellable (task),
                                         callback, g_object_ref (task));

  g_task_set_source_tag (thread, function);
  g_task_set_task_data (thread, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (thread, function);
}

static void
write_report (GTask *task)
{
  Work *work = g_task_get_task_data (task);

  tell_progress (work, READING);
  run_in_thread (task, write_in_thread, on_written);
}

static void
on_journal_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;

  work->report->journal = ferry_database_list_journal_finish (FERRY_DATABASE (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    write_report (task);
}

static void
list_journal (GTask *task)
{
  Work *work = g_task_get_task_data (task);
  FerryEnvironment *environment = g_task_get_source_object (task);

  if (work->database == NULL)
    {
      write_report (task);
      return;
    }
  ferry_database_list_journal_async (
    work->database, ferry_profile_get_id (ferry_environment_get_profile (environment)), FALSE,
    g_task_get_cancellable (task), on_journal_listed, g_object_ref (task));
}

/* ---- Reading one run after the other ---- */

static void read_next (GTask *task);

static void
digest_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;

  ferry_report_digest (work->report, work->store, work->start, !work->seen_last);
  g_task_return_boolean (task, TRUE);
}

static void
take_next (GTask *task)
{
  Work *work = g_task_get_task_data (task);

  g_clear_object (&work->list);
  g_clear_pointer (&work->store, ferry_detail_store_unref);
  work->position++;
  read_next (task);
}

static void
on_digested (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  work->seen_last = TRUE;
  take_next (task);
}

/* The published interface doesn't count warnings; the details do. */
static void
count_warnings (FerryReport *report, FerryDetailStore *store, const char *run_id)
{
  for (guint i = 0; i < report->runs->len; i++)
    {
      FerryReportRun *run = g_ptr_array_index (report->runs, i);

      if (run->warnings < 0 && g_str_equal (run->run_id, run_id))
        run->warnings = ferry_detail_store_count (store, FERRY_TABLE_STATUS_WARNING);
    }
}

static void
keep_for_comparison (Work *work, FerryRun *run)
{
  FerryReport *report = work->report;

  if (run == work->later)
    {
      report->later = ferry_detail_store_ref (work->store);
      report->later_start = work->start;
    }
  else if (run == work->previous)
    {
      report->earlier = ferry_detail_store_ref (work->store);
      report->earlier_start = work->start;
    }
}

static void
digest (GTask *task)
{
  Work *work = g_task_get_task_data (task);
  FerryRun *run = g_ptr_array_index (work->needed, work->position);

  if (ferry_detail_list_get_n_rows (work->list) == 0)
    {
      work->report->unread++;
      take_next (task);
      return;
    }
  work->store = ferry_detail_list_ref_store (work->list);
  work->start = ferry_run_get_start_time (run);
  count_warnings (work->report, work->store, ferry_run_get_run_id (run));
  keep_for_comparison (work, run);
  /* What a diagnostic run finds blocks nothing, and it copies nothing (domain §2.4). */
  if (ferry_run_copies (run))
    run_in_thread (task, digest_in_thread, on_digested);
  else
    take_next (task);
}

static void
on_fresh_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  /* What can't be read now is what the history has of it; the report says what is missing. */
  ferry_environment_load_details_finish (FERRY_ENVIRONMENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_error (&error);
  digest (task);
}

static void
read_fresh (GTask *task)
{
  Work *work = g_task_get_task_data (task);

  ferry_environment_load_details_async (g_task_get_source_object (task),
                                        g_ptr_array_index (work->needed, work->position), work->list,
                                        g_task_get_cancellable (task), on_fresh_read, g_object_ref (task));
}

static void
on_remembered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;

  ferry_database_load_details_finish (FERRY_DATABASE (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_error (&error);
  if (ferry_detail_list_get_n_rows (work->list) > 0)
    digest (task);
  else if (work->report->online)
    read_fresh (task);
  else
    digest (task);
}

static void
read_next (GTask *task)
{
  FerryEnvironment *environment = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (work->position == work->needed->len)
    {
      list_journal (task);
      return;
    }
  tell_progress (work, READING * work->position / work->needed->len);
  work->list = ferry_detail_list_new ();
  /* Tables of the newest one may have been unblocked since it was kept. */
  if (work->report->online && work->position == 0)
    read_fresh (task);
  else if (work->database != NULL)
    ferry_database_load_details_async (
      work->database, ferry_profile_get_id (ferry_environment_get_profile (environment)),
      ferry_run_get_run_id (g_ptr_array_index (work->needed, work->position)), work->list,
      g_task_get_cancellable (task), on_remembered, g_object_ref (task));
  else
    digest (task);
}

static void
on_recalled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryEnvironment *environment = FERRY_ENVIRONMENT (source);
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;

  if (!ferry_environment_recall_finish (environment, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  work->report = ferry_report_new (environment);
  find_needed (work, ferry_environment_get_runs (environment));
  read_next (task);
}

void
ferry_report_write_async (FerryEnvironment *environment,
                          FerryDatabase *database,
                          GFile *file,
                          FerryReportProgress progress,
                          gpointer progress_data,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Work *work;

  g_return_if_fail (FERRY_IS_ENVIRONMENT (environment));
  g_return_if_fail (database == NULL || FERRY_IS_DATABASE (database));
  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (environment, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_report_write_async);
  work = g_new0 (Work, 1);
  work->database = database != NULL ? g_object_ref (database) : NULL;
  work->file = g_object_ref (file);
  work->progress = progress;
  work->progress_data = progress_data;
  work->needed = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_task_data (task, work, work_free);
  ferry_environment_recall_async (environment, cancellable, on_recalled, g_object_ref (task));
}

gboolean
ferry_report_write_finish (FerryEnvironment *environment, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, environment), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

char *
ferry_report_dup_file_name (FerryEnvironment *environment)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *name = NULL;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);

  name = g_str_to_ascii (ferry_profile_get_name (ferry_environment_get_profile (environment)), NULL);
  for (char *p = name; *p != '\0'; p++)
    *p = g_ascii_isalnum (*p) ? g_ascii_tolower (*p) : '-';
  return g_strdup_printf ("ferry-report-%s-%s.html", name, date);
}
