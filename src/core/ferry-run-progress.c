/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-run-progress.h"

#include "ferry-format.h"

#include <math.h>

#include <glib/gi18n-lib.h>

/* The speed is that of the last minutes: tables differ too much for that of the whole run to say anything. */
#define WINDOW (3 * G_TIME_SPAN_MINUTE)
/* Counts that stand still for so long are named; before, they may just not have been looked at. */
#define STALLED_SECONDS 120
/* An estimate needs a while of watching. */
#define SHORTEST_SPAN    (2 * G_TIME_SPAN_SECOND)
#define LONGEST_ESTIMATE (30 * 24 * 3600)

typedef struct
{
  gint64 time;
  gint64 count;
} Sample;

/* A count that grows to a total. */
typedef struct
{
  GArray *samples;
  gint64 count; /* -1 unknown */
  gint64 total;
} Series;

struct _FerryRunProgress
{
  char *run_id;
  Series tables;
  Series records;
  gint64 changed;
};

static void
series_init (Series *series)
{
  series->samples = g_array_new (FALSE, FALSE, sizeof (Sample));
  series->count = -1;
  series->total = -1;
}

static void
series_reset (Series *series)
{
  g_array_set_size (series->samples, 0);
  series->count = -1;
  series->total = -1;
}

static gboolean
series_see (Series *series, gint64 count, gint64 total, gint64 now)
{
  Sample sample = { now, count };
  gboolean changed = count != series->count;

  series->count = count;
  series->total = total;
  /* A count that falls is another count: a table that is copied again. */
  if (series->samples->len > 0
      && g_array_index (series->samples, Sample, series->samples->len - 1).count > count)
    g_array_set_size (series->samples, 0);
  g_array_append_val (series->samples, sample);
  while (series->samples->len > 2 && g_array_index (series->samples, Sample, 1).time < now - WINDOW)
    g_array_remove_index (series->samples, 0);
  return changed;
}

static double
series_rate (const Series *series)
{
  const Sample *first;
  const Sample *last;

  if (series->samples->len < 2)
    return -1;
  first = &g_array_index (series->samples, Sample, 0);
  last = &g_array_index (series->samples, Sample, series->samples->len - 1);
  if (last->time - first->time < SHORTEST_SPAN)
    return -1;
  return (double) (last->count - first->count) * G_USEC_PER_SEC / (double) (last->time - first->time);
}

static double
series_left (const Series *series)
{
  double rate = series_rate (series);

  if (rate <= 0 || series->total < series->count)
    return -1;
  return (double) (series->total - series->count) / rate;
}

FerryRunProgress *
ferry_run_progress_new (void)
{
  FerryRunProgress *self = g_new0 (FerryRunProgress, 1);

  series_init (&self->tables);
  series_init (&self->records);
  return self;
}

void
ferry_run_progress_free (FerryRunProgress *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->tables.samples);
  g_array_unref (self->records.samples);
  g_free (self->run_id);
  g_free (self);
}

void
ferry_run_progress_follow (FerryRunProgress *self, const char *run_id, gint64 now)
{
  if (g_strcmp0 (self->run_id, run_id) == 0)
    return;
  g_free (self->run_id);
  self->run_id = g_strdup (run_id);
  series_reset (&self->tables);
  series_reset (&self->records);
  self->changed = now;
}

void
ferry_run_progress_see_tables (FerryRunProgress *self, gint64 ended, gint64 remaining, gint64 now)
{
  gint64 total;

  if (remaining < 0)
    return;
  /* Tables with warnings are in neither count (api-contract §A), so that the sum shrinks as they end. */
  total = MAX (MAX (ended, 0) + remaining, self->tables.total);
  if (series_see (&self->tables, total - remaining, total, now))
    self->changed = now;
}

void
ferry_run_progress_see_records (FerryRunProgress *self, gint64 copied, gint64 total, gint64 now)
{
  if (copied < 0)
    return;
  if (series_see (&self->records, copied, total, now))
    self->changed = now;
}

double
ferry_run_progress_get_fraction (FerryRunProgress *self)
{
  double tables = -1;
  double records = -1;

  if (self->tables.count >= 0 && self->tables.total > 0)
    tables = (double) self->tables.count / (double) self->tables.total;
  if (self->records.count >= 0 && self->records.total > 0)
    records = MIN (1.0, (double) self->records.count / (double) self->records.total);
  if (tables < 0)
    return records;
  if (records < 0)
    return tables;
  /* Tables that wait don't always tell how many records they have; what is nearer to the truth is less. */
  return MIN (tables, records);
}

guint
ferry_run_progress_get_tables_done (FerryRunProgress *self)
{
  return (guint) CLAMP (self->tables.count, 0, G_MAXUINT);
}

guint
ferry_run_progress_get_tables_total (FerryRunProgress *self)
{
  return (guint) CLAMP (self->tables.total, 0, G_MAXUINT);
}

double
ferry_run_progress_get_rate (FerryRunProgress *self)
{
  return series_rate (&self->records);
}

gint64
ferry_run_progress_get_seconds_left (FerryRunProgress *self)
{
  double left = MAX (series_left (&self->tables), series_left (&self->records));

  if (left < 0 || left > LONGEST_ESTIMATE)
    return -1;
  return (gint64) ceil (left);
}

gint64
ferry_run_progress_get_stalled (FerryRunProgress *self, gint64 now)
{
  if (self->run_id == NULL)
    return 0;
  return MAX (0, (now - self->changed) / G_USEC_PER_SEC);
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
ferry_run_progress_get_text (FerryRunProgress *self, gint64 now)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 stalled = ferry_run_progress_get_stalled (self, now);
  double rate = ferry_run_progress_get_rate (self);
  gint64 left = ferry_run_progress_get_seconds_left (self);

  if (self->tables.total > 0)
    {
      g_autofree char *done = ferry_format_count (self->tables.count);
      g_autofree char *total = ferry_format_count (self->tables.total);
      /* Translators: how many tables are done, and how many there are */
      g_autofree char *part = g_strdup_printf (_ ("%s of %s tables"), done, total);

      append_part (text, part);
    }
  else
    append_part (text, _ ("Starting"));
  if (stalled >= STALLED_SECONDS)
    {
      g_autofree char *duration = ferry_format_duration (stalled / 60 * 60);
      /* Translators: %s is a duration such as “12 min” */
      g_autofree char *part = g_strdup_printf (_ ("no change for %s: bulk copying or stalled"), duration);

      append_part (text, part);
      return g_string_free (g_steal_pointer (&text), FALSE);
    }
  if (rate > 0)
    {
      g_autofree char *count = ferry_format_count ((gint64) (rate + 0.5));
      g_autofree char *part = g_strdup_printf (_ ("%s records/s"), count);

      append_part (text, part);
    }
  if (left > 0)
    {
      /* Seconds would promise more than an estimate knows. */
      g_autofree char *duration = ferry_format_duration (left < 60 ? left : left / 60 * 60);
      g_autofree char *part = g_strdup_printf (_ ("about %s left"), duration);

      append_part (text, part);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
