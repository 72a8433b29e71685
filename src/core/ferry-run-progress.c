/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-run-progress.h"

#include "ferry-format.h"

#include <glib/gi18n-lib.h>

/* The speed is that of the last minutes: tables differ too much for that of the whole run to say anything. */
#define WINDOW (3 * G_TIME_SPAN_MINUTE)
/* A speed needs a while of watching. */
#define SHORTEST_SPAN (2 * G_TIME_SPAN_SECOND)
/* What the counts were a moment ago, they are taken to be now; not what they were before the computer slept. */
#define LOOK_SPAN   (90 * G_TIME_SPAN_SECOND)
#define LONGEST_RUN (30 * G_TIME_SPAN_DAY)

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
  gint64 followed; /* since when */
  gint64 before;   /* µs that it had been going on then, or -1 */
  gint64 changed;
  gint64 seen; /* when the counts were last looked at */
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
  self->followed = now;
  self->before = -1;
  self->changed = now;
  self->seen = now;
}

void
ferry_run_progress_set_begin (FerryRunProgress *self, gint64 start, gint64 wall, gint64 longest, gint64 now)
{
  gint64 before = wall - start;

  if (start <= 0 || before > LONGEST_RUN)
    return;
  /* The two clocks needn't agree: a run that begins in the future has just begun. */
  before = MAX (before, 0);
  if (longest >= 0)
    before = MIN (before, longest);
  self->followed = now;
  self->before = before;
}

gboolean
ferry_run_progress_get_elapsed (FerryRunProgress *self, gint64 now, double *seconds)
{
  *seconds = (double) (MAX (0, now - self->followed) + MAX (0, self->before)) / G_USEC_PER_SEC;
  return self->before >= 0;
}

void
ferry_run_progress_see_tables (FerryRunProgress *self, gint64 ended, gint64 remaining, gint64 now)
{
  gint64 total;

  if (remaining < 0)
    return;
  self->seen = now;
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
  self->seen = now;
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
ferry_run_progress_get_records (FerryRunProgress *self)
{
  return self->records.count;
}

gint64
ferry_run_progress_get_stalled (FerryRunProgress *self, gint64 now)
{
  if (self->run_id == NULL)
    return 0;
  return MAX (0, (MIN (now, self->seen + LOOK_SPAN) - self->changed) / G_USEC_PER_SEC);
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
ferry_run_progress_get_text (FerryRunProgress *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  double rate = ferry_run_progress_get_rate (self);

  if (self->tables.total > 0)
    {
      g_autofree char *done = ferry_format_count (self->tables.count);
      g_autofree char *total = ferry_format_count (self->tables.total);
      g_autofree char *part = g_strdup_printf (
        /* Translators: how many tables are done, and how many there are */
        ngettext ("%s of %s table", "%s of %s tables", (gulong) self->tables.total), done, total);

      append_part (text, part);
    }
  else
    append_part (text, _ ("Starting"));
  if (rate >= 1)
    {
      g_autofree char *count = ferry_format_count ((gint64) (rate + 0.5));
      g_autofree char *part = g_strdup_printf (_ ("%s records/s"), count);

      append_part (text, part);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
