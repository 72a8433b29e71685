/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-run-workload.h"

#include <math.h>

/* What an empty table takes, in records. */
#define RECORDS_PER_TABLE 2000.0
/* Of a table whose end isn't seen, no more than this can be taken for done. */
#define MOST_OF_A_TABLE 0.95
/* A table that has grown or shrunk more than this is another table. */
#define MOST_GROWTH 20.0

/* How far it may mislead on the whole, by what it is made of. */
#define SPREAD_BY_HISTORY 0.25
#define SPREAD_BY_RECORDS 0.40
#define SPREAD_BY_SIZES   0.65
#define SPREAD_BY_TABLES  1.00
/* And how much a single table differs from what was to be expected of it. */
#define SPREAD_OF_A_TABLE 0.35
/* So much of the work must be known from last time for the history to be what it is measured by. */
#define ENOUGH_HISTORY 0.6

/* A company's part. */
typedef struct
{
  double all;
  double done;
  double records;
  gboolean goes_on;
} Share;

/* How the tables' weights are found. */
typedef enum
{
  BY_TABLES,
  BY_SIZES,
  BY_RECORDS,
  BY_HISTORY,
} Method;

struct _FerryRunWorkload
{
  Method method;
  double all; /* 0: nothing is known */
  double done;
  double squares; /* the sum of the squares of what waits */
  char *company;
  char *table;
  gint64 table_start;
  gint64 table_records;
  double table_seconds;
  double table_weight;
  double table_done;
};

static gboolean
has_ended (const FerryDetailRow *row)
{
  return row->status == FERRY_TABLE_STATUS_SUCCESSFUL || row->status == FERRY_TABLE_STATUS_WARNING
         || row->status == FERRY_TABLE_STATUS_FAILED;
}

/* Whether tables that aren't through tell how many records they have: where none does, 0 isn't a number of records.
 * Some services know it only of those that have begun. */
static gboolean
are_totals_told (FerryDetailStore *details)
{
  guint n = ferry_detail_store_get_size (details);
  guint waiting = 0;
  guint going_on = 0;
  guint told_going_on = 0;

  for (guint i = 0; i < n; i++)
    {
      const FerryDetailRow *row = ferry_detail_store_get (details, i);

      if (row->status == FERRY_TABLE_STATUS_NOT_STARTED && row->total_records > 0)
        return TRUE;
      waiting += row->status == FERRY_TABLE_STATUS_NOT_STARTED;
      going_on += row->status == FERRY_TABLE_STATUS_IN_PROGRESS;
      told_going_on += row->status == FERRY_TABLE_STATUS_IN_PROGRESS && row->total_records > 0;
    }
  return waiting == 0 && (going_on == 0 || told_going_on > 0);
}

static gboolean
find_last_time (FerryDetailStore *details,
                const FerryDetailRow *row,
                FerryRunHistory *history,
                double *seconds,
                gint64 *records)
{
  return history != NULL
         && ferry_run_history_find_table (history, ferry_detail_store_get_text (details, row->company),
                                          ferry_detail_store_get_text (details, row->table), seconds,
                                          records);
}

/* What @row has to be copied, as far as that can be known; last time's @records else. */
static double
records_of (const FerryDetailRow *row, gboolean totals_told, gint64 records)
{
  if (row->total_records > 0 || totals_told || has_ended (row))
    return (double) row->total_records;
  return records > 0 ? (double) records : 0;
}

/* Last time's @seconds for a table that had @records then. */
static double
scale_seconds (double seconds, gint64 records, double now)
{
  double factor = (now + RECORDS_PER_TABLE) / ((double) records + RECORDS_PER_TABLE);

  return seconds * CLAMP (factor, 1 / MOST_GROWTH, MOST_GROWTH);
}

/* Seconds a record, last time: for tables that weren't there, or whose time isn't known. */
static double
find_pace (FerryDetailStore *details, FerryRunHistory *history, gboolean totals_told, Method *method)
{
  guint n = ferry_detail_store_get_size (details);
  double seconds_known = 0;
  double work_known = 0;
  double work = 0;
  gboolean any_record = totals_told;

  for (guint i = 0; i < n; i++)
    {
      const FerryDetailRow *row = ferry_detail_store_get (details, i);
      double seconds = -1;
      gint64 records = 0;
      double weight;

      if (find_last_time (details, row, history, &seconds, &records))
        any_record |= records > 0;
      weight = records_of (row, totals_told, records) + RECORDS_PER_TABLE;
      work += weight;
      if (seconds >= 0)
        {
          seconds_known += scale_seconds (seconds, records, weight - RECORDS_PER_TABLE);
          work_known += weight;
        }
    }
  if (work_known >= ENOUGH_HISTORY * work && seconds_known > 0)
    *method = BY_HISTORY;
  else
    *method = any_record ? BY_RECORDS : BY_TABLES;
  return work_known > 0 ? seconds_known / work_known : 0;
}

static double
weigh (FerryDetailStore *details,
       const FerryDetailRow *row,
       FerryRunHistory *history,
       gboolean totals_told,
       Method method,
       double pace,
       double *last_seconds)
{
  double seconds = -1;
  gint64 records = 0;
  double now;

  find_last_time (details, row, history, &seconds, &records);
  now = records_of (row, totals_told, records);
  *last_seconds = seconds >= 0 ? scale_seconds (seconds, records, now) : -1;
  switch (method)
    {
    case BY_HISTORY:
      return *last_seconds >= 0 ? MAX (*last_seconds, 0.01) : MAX (pace * (now + RECORDS_PER_TABLE), 0.01);
    case BY_RECORDS:
      return now + RECORDS_PER_TABLE;
    case BY_TABLES:
    default:
      return 1;
    }
}

/* What of @row's weight is done. */
static double
part_done (const FerryDetailRow *row)
{
  if (has_ended (row))
    return 1;
  if (row->status != FERRY_TABLE_STATUS_IN_PROGRESS || row->total_records <= 0)
    return 0;
  return CLAMP ((double) row->records_copied / (double) row->total_records, 0, MOST_OF_A_TABLE);
}

static void
take_table (FerryRunWorkload *self,
            FerryDetailStore *details,
            const FerryDetailRow *row,
            double weight,
            double seconds)
{
  g_free (self->company);
  g_free (self->table);
  self->company = g_strdup (ferry_detail_store_get_text (details, row->company));
  self->table = g_strdup (ferry_detail_store_get_text (details, row->table));
  self->table_start = row->start_time;
  self->table_records = row->total_records;
  self->table_seconds = seconds;
  self->table_weight = weight;
  self->table_done = weight * part_done (row);
}

static void
add_table (FerryRunWorkload *self,
           FerryDetailStore *details,
           const FerryDetailRow *row,
           double weight,
           double seconds,
           Share *share)
{
  double done = weight * part_done (row);

  share->all += weight;
  share->done += done;
  share->records += (double) row->records_copied;
  share->goes_on |= !has_ended (row);
  self->all += weight;
  self->done += done;
  if (!has_ended (row))
    self->squares += weight * weight;
  if (row->status == FERRY_TABLE_STATUS_IN_PROGRESS
      && (self->table == NULL || seconds > self->table_seconds
          || (seconds >= self->table_seconds && weight > self->table_weight)))
    take_table (self, details, row, weight, seconds);
}

/* GB a record, in the companies that are through; 0 where none is. */
static double
find_density (GHashTable *companies, GHashTable *sizes)
{
  GHashTableIter iter;
  gpointer name, value;
  double gigabytes = 0;
  double records = 0;

  g_hash_table_iter_init (&iter, companies);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      const Share *share = value;
      const double *size = g_hash_table_lookup (sizes, name);

      if (size == NULL || share->goes_on)
        continue;
      gigabytes += *size;
      records += share->records;
    }
  return records > 0 ? gigabytes / records : 0;
}

/* Without anything else, a company counts by its size, whatever number of tables it has; and what one may expect of a
 * company that goes on is told by those that are through. */
static void
share_out_by_size (FerryRunWorkload *self, GHashTable *companies, GHashTable *sizes)
{
  double density = find_density (companies, sizes);
  GHashTableIter iter;
  gpointer name, size;
  double all = 0;
  double done = 0;

  g_hash_table_iter_init (&iter, sizes);
  while (g_hash_table_iter_next (&iter, &name, &size))
    {
      const Share *share = g_hash_table_lookup (companies, name);
      double gigabytes = *(double *) size;

      all += gigabytes;
      if (share == NULL || share->all <= 0)
        continue;
      if (!share->goes_on)
        done += gigabytes;
      else if (density > 0)
        done += MIN (gigabytes * MOST_OF_A_TABLE, share->records * density);
      else
        done += gigabytes * share->done / share->all;
    }
  if (all <= 0)
    return;
  self->method = BY_SIZES;
  self->done = done;
  self->all = all;
  /* How large the single tables are isn't known. */
  self->squares = 0;
  self->table_weight = 0;
  self->table_done = 0;
}

FerryRunWorkload *
ferry_run_workload_new (FerryDetailStore *details, FerryRunHistory *history, GHashTable *sizes)
{
  FerryRunWorkload *self = g_new0 (FerryRunWorkload, 1);
  g_autoptr (GHashTable) companies = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  guint n = ferry_detail_store_get_size (details);
  gboolean totals_told = are_totals_told (details);
  double pace = find_pace (details, history, totals_told, &self->method);

  self->table_seconds = -1;
  for (guint i = 0; i < n; i++)
    {
      const FerryDetailRow *row = ferry_detail_store_get (details, i);
      const char *company = ferry_detail_store_get_text (details, row->company);
      double seconds;
      double weight = weigh (details, row, history, totals_told, self->method, pace, &seconds);
      Share *share = g_hash_table_lookup (companies, company);

      if (share == NULL)
        {
          share = g_new0 (Share, 1);
          g_hash_table_insert (companies, (gpointer) company, share);
        }
      add_table (self, details, row, weight, seconds, share);
    }
  if (self->all > 0 && self->method == BY_TABLES && sizes != NULL && g_hash_table_size (sizes) > 1)
    share_out_by_size (self, companies, sizes);
  return self;
}

void
ferry_run_workload_free (FerryRunWorkload *self)
{
  if (self == NULL)
    return;
  g_free (self->company);
  g_free (self->table);
  g_free (self);
}

/* The upper tail of the standard normal distribution. */
static double
tail (double z)
{
  return erfc (z / G_SQRT2) / 2;
}

/*
 * What is left of a table that should take 1 and has been in progress for @elapsed: of those that weren't through by
 * then, half take longer. Roughly: tables that take longer than expected take longer still.
 */
static double
left_of_a_table (double elapsed)
{
  double z, hazard;

  if (elapsed <= 0)
    return 1;
  z = log (elapsed) / SPREAD_OF_A_TABLE;
  if (z > 5)
    return elapsed * SPREAD_OF_A_TABLE / z;
  if (z < -3)
    return 1 - elapsed;
  /* Of the log-normal distribution, cut off at @elapsed: its mean. */
  hazard = exp (SPREAD_OF_A_TABLE * SPREAD_OF_A_TABLE / 2) * tail (z - SPREAD_OF_A_TABLE) / tail (z);
  return MAX (hazard - elapsed, 0.02);
}

gboolean
ferry_run_workload_measure (FerryRunWorkload *self, double table_elapsed, FerryRunMeasure *measure)
{
  static const double spreads[] = { SPREAD_BY_TABLES, SPREAD_BY_SIZES, SPREAD_BY_RECORDS, SPREAD_BY_HISTORY };
  double left, squares, table_left;

  if (self->all <= 0)
    return FALSE;
  left = self->all - self->done;
  squares = self->squares;
  if (self->table != NULL && self->table_weight > 0 && self->table_seconds > 0 && self->table_done <= 0
      && table_elapsed > 0)
    {
      table_left = self->table_weight * MIN (1, left_of_a_table (table_elapsed / self->table_seconds));
      left -= self->table_weight - table_left;
    }
  else if (self->table_done > 0)
    {
      table_left = self->table_weight - self->table_done;
      squares += table_left * table_left - self->table_weight * self->table_weight;
    }
  left = MAX (left, self->all * 1e-4);
  measure->done = CLAMP (1 - left / self->all, 0, 1);
  measure->method = self->method;
  measure->by_time = self->method == BY_HISTORY;
  measure->spread = spreads[self->method];
  /* Where all that is left is one table, all depends on that one. */
  measure->spread
    = sqrt (measure->spread * measure->spread
            + SPREAD_OF_A_TABLE * SPREAD_OF_A_TABLE * MIN (4, MAX (0, squares) / (left * left)));
  return TRUE;
}

const char *
ferry_run_workload_get_table (FerryRunWorkload *self)
{
  return self->table;
}

const char *
ferry_run_workload_get_table_company (FerryRunWorkload *self)
{
  return self->company;
}

gint64
ferry_run_workload_get_table_start (FerryRunWorkload *self)
{
  return self->table_start;
}

gint64
ferry_run_workload_get_table_records (FerryRunWorkload *self)
{
  return self->table_records;
}

double
ferry_run_workload_get_table_seconds (FerryRunWorkload *self)
{
  return self->table_seconds;
}
