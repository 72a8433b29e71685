/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-run-forecast.h"

#include "ferry-detail-list-private.h"

#include <glib/gi18n-lib.h>
#include <time.h>

/* No table takes longer: the service gives it up (domain §4, 52110). */
#define LONGEST_TABLE (24.0 * 3600)
/* A run that goes on isn't done, whatever is counted. */
#define MOST 0.99

struct _FerryRunForecast
{
  GObject parent_instance;

  FerryRunProgress *progress;
  FerryRunEstimate *estimate;
  FerryRunHistory *history;
  FerryRunWorkload *workload;
  GHashTable *sizes;
  char *run_id;
  gboolean partial; /* whether some of the run was seen to be left to do */
  gint64 no_run;    /* when none was seen to go on the last time, or 0 */

  /* The workload's table in progress: since when, as far as is known. */
  char *table_key;
  gint64 table_since;

  GCancellable *measuring;
};

G_DEFINE_FINAL_TYPE (FerryRunForecast, ferry_run_forecast, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
forget (FerryRunForecast *self)
{
  g_cancellable_cancel (self->measuring);
  g_clear_object (&self->measuring);
  g_clear_pointer (&self->workload, ferry_run_workload_free);
  g_clear_pointer (&self->history, ferry_run_history_unref);
  g_clear_pointer (&self->table_key, g_free);
  ferry_run_estimate_reset (self->estimate);
}

static void
ferry_run_forecast_finalize (GObject *object)
{
  FerryRunForecast *self = FERRY_RUN_FORECAST (object);

  forget (self);
  ferry_run_progress_free (self->progress);
  ferry_run_estimate_free (self->estimate);
  g_clear_pointer (&self->sizes, g_hash_table_unref);
  g_free (self->run_id);

  G_OBJECT_CLASS (ferry_run_forecast_parent_class)->finalize (object);
}

static void
ferry_run_forecast_class_init (FerryRunForecastClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_run_forecast_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
ferry_run_forecast_init (FerryRunForecast *self)
{
  self->progress = ferry_run_progress_new ();
  self->estimate = ferry_run_estimate_new ();
}

FerryRunForecast *
ferry_run_forecast_new (void)
{
  return g_object_new (FERRY_TYPE_RUN_FORECAST, NULL);
}

gint64
ferry_run_forecast_get_now (void)
{
#ifdef CLOCK_BOOTTIME
  struct timespec now;

  /* A run goes on while this computer sleeps; the monotonic clock doesn't. */
  if (clock_gettime (CLOCK_BOOTTIME, &now) == 0)
    return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
#endif
  return g_get_monotonic_time ();
}

FerryRunProgress *
ferry_run_forecast_get_progress (FerryRunForecast *self)
{
  return self->progress;
}

/* ---- What is seen ---- */

static void
note_partial (FerryRunForecast *self)
{
  double counted = ferry_run_progress_get_fraction (self->progress);

  self->partial |= counted >= 0 && counted < 1;
}

void
ferry_run_forecast_follow (FerryRunForecast *self, FerryRun *run)
{
  gint64 now = ferry_run_forecast_get_now ();
  const char *run_id = run != NULL ? ferry_run_get_run_id (run) : NULL;

  if (g_strcmp0 (run_id, self->run_id) == 0)
    return;
  g_free (self->run_id);
  self->run_id = g_strdup (run_id);
  self->partial = FALSE;
  forget (self);
  ferry_run_progress_follow (self->progress, run_id, now);
  if (run != NULL)
    ferry_run_progress_set_begin (self->progress, ferry_run_get_start_time (run), g_get_real_time (),
                                  self->no_run > 0 ? now - self->no_run : -1, now);
}

void
ferry_run_forecast_see_run (FerryRunForecast *self, FerryRun *run)
{
  gint64 successful = ferry_run_get_tables_successful (run);
  gint64 failed = ferry_run_get_tables_failed (run);

  if (self->run_id == NULL || g_strcmp0 (ferry_run_get_run_id (run), self->run_id) != 0)
    return;
  ferry_run_progress_see_tables (self->progress, MAX (successful, 0) + MAX (failed, 0),
                                 ferry_run_get_tables_remaining (run), ferry_run_forecast_get_now ());
  note_partial (self);
}

void
ferry_run_forecast_see_no_run (FerryRunForecast *self)
{
  if (self->run_id == NULL)
    self->no_run = ferry_run_forecast_get_now ();
}

/* ---- What of the work is done ---- */

typedef struct
{
  FerryDetailStore *details;
  FerryRunHistory *history;
  GHashTable *sizes;
} Measure;

static void
measure_free (Measure *self)
{
  ferry_detail_store_unref (self->details);
  g_clear_pointer (&self->history, ferry_run_history_unref);
  g_clear_pointer (&self->sizes, g_hash_table_unref);
  g_free (self);
}

static void
measure_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Measure *measure = data;

  g_task_return_pointer (task, ferry_run_workload_new (measure->details, measure->history, measure->sizes),
                         (GDestroyNotify) ferry_run_workload_free);
}

/* Seconds that the workload's table has been in progress, or -1. */
static double
get_table_elapsed (FerryRunForecast *self, gint64 now)
{
  if (self->table_key == NULL)
    return -1;
  return MIN ((double) MAX (0, now - self->table_since) / G_USEC_PER_SEC, LONGEST_TABLE);
}

static void
follow_table (FerryRunForecast *self, gint64 now)
{
  const char *table = ferry_run_workload_get_table (self->workload);
  gint64 start = ferry_run_workload_get_table_start (self->workload);
  g_autofree char *key = NULL;
  double elapsed;
  gint64 since;

  if (table != NULL)
    key = g_strconcat (ferry_run_workload_get_table_company (self->workload), "\n", table, NULL);
  if (g_strcmp0 (key, self->table_key) == 0)
    return;
  g_free (self->table_key);
  self->table_key = g_steal_pointer (&key);
  self->table_since = now;
  if (self->table_key == NULL || start <= 0)
    return;
  /* The service's clock and this one needn't agree; it didn't begin before the run did. */
  since = now - CLAMP (g_get_real_time () - start, 0, (gint64) (LONGEST_TABLE * G_USEC_PER_SEC));
  if (ferry_run_progress_get_elapsed (self->progress, now, &elapsed))
    self->table_since = MAX (since, now - (gint64) (elapsed * G_USEC_PER_SEC));
}

static void
see_share (FerryRunForecast *self, gint64 now)
{
  FerryRunMeasure measure;
  double elapsed;
  gboolean since_begin;

  if (self->workload == NULL
      || !ferry_run_workload_measure (self->workload, get_table_elapsed (self, now), &measure))
    return;
  since_begin = ferry_run_progress_get_elapsed (self->progress, now, &elapsed);
  ferry_run_estimate_see (self->estimate, elapsed, since_begin, &measure);
}

static void
on_measured (GObject *object, GAsyncResult *result, gpointer user_data)
{
  FerryRunForecast *self = FERRY_RUN_FORECAST (object);
  FerryRunWorkload *workload = g_task_propagate_pointer (G_TASK (result), NULL);
  gint64 now = ferry_run_forecast_get_now ();

  if (workload == NULL)
    return;
  g_clear_object (&self->measuring);
  g_clear_pointer (&self->workload, ferry_run_workload_free);
  self->workload = workload;
  follow_table (self, now);
  see_share (self, now);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
ferry_run_forecast_see_details (FerryRunForecast *self, FerryDetailList *list)
{
  g_autoptr (GTask) task = NULL;
  gint64 copied = -1;
  gint64 total = -1;
  Measure *measure;

  if (self->run_id == NULL)
    return;
  g_object_get (list, "records-copied", &copied, "total-records", &total, NULL);
  ferry_run_progress_see_records (self->progress, copied, total, ferry_run_forecast_get_now ());
  note_partial (self);

  g_cancellable_cancel (self->measuring);
  g_clear_object (&self->measuring);
  self->measuring = g_cancellable_new ();
  measure = g_new0 (Measure, 1);
  measure->details = ferry_detail_list_ref_store (list);
  measure->history = self->history != NULL ? ferry_run_history_ref (self->history) : NULL;
  measure->sizes = self->sizes != NULL ? g_hash_table_ref (self->sizes) : NULL;
  task = g_task_new (self, self->measuring, on_measured, NULL);
  g_task_set_source_tag (task, ferry_run_forecast_see_details);
  g_task_set_task_data (task, measure, (GDestroyNotify) measure_free);
  g_task_run_in_thread (task, measure_in_worker);
}

void
ferry_run_forecast_set_history (FerryRunForecast *self, FerryRunHistory *history)
{
  if (history != NULL)
    ferry_run_history_ref (history);
  g_clear_pointer (&self->history, ferry_run_history_unref);
  self->history = history;
  ferry_run_estimate_set_history (self->estimate, history);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
ferry_run_forecast_set_sizes (FerryRunForecast *self, GHashTable *sizes)
{
  if (sizes != NULL)
    g_hash_table_ref (sizes);
  g_clear_pointer (&self->sizes, g_hash_table_unref);
  self->sizes = sizes;
}

/* ---- What can be said ---- */

static void
collect_facts (FerryRunForecast *self, gint64 now, FerryStandstillFacts *facts)
{
  gint64 records = ferry_run_progress_get_records (self->progress);
  double elapsed;

  *facts = (FerryStandstillFacts){ .table_elapsed = -1, .table_seconds = -1 };
  facts->seconds = ferry_run_progress_get_stalled (self->progress, now);
  if (self->workload != NULL && ferry_run_workload_get_table (self->workload) != NULL)
    {
      facts->table = ferry_run_workload_get_table (self->workload);
      facts->table_elapsed = get_table_elapsed (self, now);
      facts->table_seconds = ferry_run_workload_get_table_seconds (self->workload);
      facts->table_records = ferry_run_workload_get_table_records (self->workload);
    }
  /* As fast as it was on the whole, without the time it stands still now. */
  if (ferry_run_progress_get_elapsed (self->progress, now, &elapsed) && elapsed - (double) facts->seconds > 1)
    facts->records_per_second = (double) MAX (0, records) / (elapsed - (double) facts->seconds);
}

double
ferry_run_forecast_get_table_seconds (FerryRunForecast *self)
{
  return self->workload != NULL ? ferry_run_workload_get_table_seconds (self->workload) : -1;
}

static double
get_done (FerryRunForecast *self)
{
  double counted = ferry_run_progress_get_fraction (self->progress);
  FerryRunMeasure measure;

  if (counted < 0 || self->workload == NULL
      || !ferry_run_workload_measure (self->workload, get_table_elapsed (self, ferry_run_forecast_get_now ()),
                                      &measure))
    return counted;
  /* All tables but the large one are little. Once all are counted, that is so. */
  if (measure.by_time && counted < 1)
    return measure.done;
  return MIN (counted, measure.done);
}

double
ferry_run_forecast_get_fraction (FerryRunForecast *self)
{
  double done = get_done (self);

  if (done <= MOST)
    return done;
  /* All of what is counted so far, and it goes on: it has just begun, and most isn't counted yet. */
  return self->partial ? MOST : -1;
}

FerryStandstill
ferry_run_forecast_get_standstill (FerryRunForecast *self)
{
  FerryStandstillFacts facts;

  collect_facts (self, ferry_run_forecast_get_now (), &facts);
  return ferry_standstill_judge (&facts);
}

gboolean
ferry_run_forecast_get_range (FerryRunForecast *self, FerryRunRange *range)
{
  gint64 now = ferry_run_forecast_get_now ();
  FerryStandstill standstill = ferry_run_forecast_get_standstill (self);
  double elapsed;

  if (self->run_id == NULL || standstill == FERRY_STANDSTILL_UNKNOWN
      || standstill == FERRY_STANDSTILL_STALLED)
    return FALSE;
  see_share (self, now);
  if (!ferry_run_progress_get_elapsed (self->progress, now, &elapsed) && self->workload == NULL)
    elapsed = -1;
  return ferry_run_estimate_get (self->estimate, elapsed, range);
}

static void
append_part (GString *text, const char *part)
{
  if (text->len > 0)
    /* Translators: stands between the parts of a line such as “12 of 120 tables · 5,300 records/s” */
    g_string_append (text, _ (" · "));
  g_string_append (text, part);
}

char *
ferry_run_forecast_dup_text (FerryRunForecast *self)
{
  g_autofree char *counts = ferry_run_progress_get_text (self->progress);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *still = NULL;
  g_autofree char *left = NULL;
  FerryStandstillFacts facts;
  FerryRunRange range;

  append_part (text, counts);
  collect_facts (self, ferry_run_forecast_get_now (), &facts);
  still = ferry_standstill_dup_text (&facts);
  if (still != NULL)
    append_part (text, still);
  if (ferry_run_forecast_get_range (self, &range))
    {
      left = ferry_run_range_dup_text (&range);
      append_part (text, left);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
ferry_run_forecast_dup_hint (FerryRunForecast *self)
{
  g_autoptr (GString) hint = g_string_new (NULL);
  g_autofree char *advice = NULL;
  g_autofree char *end = NULL;
  g_autofree char *earlier = NULL;
  FerryStandstillFacts facts;
  FerryRunRange range;

  collect_facts (self, ferry_run_forecast_get_now (), &facts);
  advice = ferry_standstill_dup_advice (&facts);
  if (advice != NULL)
    return g_steal_pointer (&advice);
  if (ferry_run_forecast_get_range (self, &range))
    end = ferry_run_range_dup_end (&range, g_get_real_time ());
  if (end != NULL)
    g_string_append (hint, end);
  if (self->history != NULL)
    earlier = ferry_run_history_dup_text (self->history);
  if (earlier != NULL)
    {
      if (hint->len > 0)
        g_string_append_c (hint, ' ');
      g_string_append (hint, earlier);
    }
  return g_string_free (g_steal_pointer (&hint), FALSE);
}
