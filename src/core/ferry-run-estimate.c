/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-run-estimate.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ferry-format.h"

/* Between these quantiles of a normal distribution lies FERRY_RUN_SHARE. */
#define QUANTILE 1.2816

/* How much runs of an environment differ, as the logarithm of a factor, before a few were seen; and as how many
 * runs that counts. */
#define USUAL_SPREAD  0.30
#define USUAL_WEIGHT  3.0
#define WEIGHT_OF_AGE 0.85

/* So much longer than ever before, in standard deviations, and the history says nothing any more. */
#define BEYOND_HISTORY 4.0
/* A range wider than this factor on each side is no estimate. */
#define WIDEST 0.9
/* Little done tells little about the rest. */
#define EARLY      0.03
#define LEAST_DONE 0.004
/* Not even a steady run is known better than this. */
#define BEST 0.05

#define SHORTEST_WATCH   2.0
#define SHORTEST_WINDOW  180.0
#define N_SEGMENTS       6
#define MOST_SAMPLES     512
#define LONGEST_ESTIMATE (30.0 * 24 * 3600)

typedef struct
{
  double elapsed;
  double done;
} Sample;

/* What is left, as a log-normal distribution. */
typedef struct
{
  double mean;
  double spread;
} Guess;

struct _FerryRunEstimate
{
  FerryRunHistory *history;
  GArray *samples; /* the first is the beginning, or when it was first looked at */
  double spread;
  double changed; /* when more was seen to be done the last time */
  guint method;
  gboolean since_begin;
};

FerryRunEstimate *
ferry_run_estimate_new (void)
{
  FerryRunEstimate *self = g_new0 (FerryRunEstimate, 1);

  self->samples = g_array_new (FALSE, FALSE, sizeof (Sample));
  return self;
}

void
ferry_run_estimate_free (FerryRunEstimate *self)
{
  g_clear_pointer (&self->history, ferry_run_history_unref);
  g_array_unref (self->samples);
  g_free (self);
}

void
ferry_run_estimate_reset (FerryRunEstimate *self)
{
  g_clear_pointer (&self->history, ferry_run_history_unref);
  g_array_set_size (self->samples, 0);
}

void
ferry_run_estimate_set_history (FerryRunEstimate *self, FerryRunHistory *history)
{
  if (history != NULL)
    ferry_run_history_ref (history);
  g_clear_pointer (&self->history, ferry_run_history_unref);
  self->history = history;
}

static Sample *
last_sample (FerryRunEstimate *self)
{
  return self->samples->len > 0 ? &g_array_index (self->samples, Sample, self->samples->len - 1) : NULL;
}

/* Every other one, but never the first and the last. */
static void
thin_out (FerryRunEstimate *self)
{
  for (guint i = self->samples->len - 2; i > 0; i--)
    if (i % 2 == 1)
      g_array_remove_index (self->samples, i);
}

void
ferry_run_estimate_see (FerryRunEstimate *self,
                        double elapsed,
                        gboolean since_begin,
                        const FerryRunMeasure *measure)
{
  Sample sample = { elapsed, CLAMP (measure->done, 0, 1) };
  Sample *last = last_sample (self);

  /* What is measured in another way makes another line. */
  if (last != NULL && (since_begin != self->since_begin || measure->method != self->method))
    {
      g_array_set_size (self->samples, 0);
      last = NULL;
    }
  if (last == NULL || sample.done > last->done + 1e-9)
    self->changed = elapsed;
  self->spread = measure->spread;
  self->method = measure->method;
  self->since_begin = since_begin;
  if (last == NULL && since_begin && elapsed > 0)
    {
      Sample begin = { 0, 0 };

      g_array_append_val (self->samples, begin);
    }
  if (last != NULL && elapsed <= last->elapsed)
    {
      last->done = sample.done;
      return;
    }
  g_array_append_val (self->samples, sample);
  if (self->samples->len > MOST_SAMPLES)
    thin_out (self);
}

/* ---- How fast it goes ---- */

/* The share that was done then; what lies after the last sample is as that one. */
static double
done_at (FerryRunEstimate *self, double elapsed)
{
  const Sample *samples = (const Sample *) (gpointer) self->samples->data;
  guint n = self->samples->len;
  guint i = 0;

  while (i < n && samples[i].elapsed <= elapsed)
    i++;
  if (i == 0)
    return samples[0].done;
  if (i == n)
    return samples[n - 1].done;
  return samples[i - 1].done
         + (samples[i].done - samples[i - 1].done) * (elapsed - samples[i - 1].elapsed)
             / (samples[i].elapsed - samples[i - 1].elapsed);
}

/* How unevenly it went, as a share of how fast it went on the whole. */
static double
unevenness (FerryRunEstimate *self, double begin, double elapsed)
{
  double length = (elapsed - begin) / N_SEGMENTS;
  double mean = (done_at (self, elapsed) - done_at (self, begin)) / N_SEGMENTS;
  double sum = 0;

  for (guint i = 0; i < N_SEGMENTS; i++)
    {
      double part = done_at (self, begin + length * (i + 1)) - done_at (self, begin + length * i);

      sum += (part - mean) * (part - mean);
    }
  return mean > 0 ? sqrt (sum / (N_SEGMENTS - 1)) / mean : 0;
}

static gboolean
guess_from_speed (FerryRunEstimate *self, double elapsed, Guess *guess)
{
  const Sample *last = last_sample (self);
  double begin, watched, window, whole, recent, pace, left, uneven, begun, unseen;

  if (last == NULL || self->samples->len < 2)
    return FALSE;
  begin = g_array_index (self->samples, Sample, 0).elapsed;
  begun = g_array_index (self->samples, Sample, 0).done;
  /* Counts that stand still make it slower. */
  elapsed = MAX (elapsed, last->elapsed);
  watched = elapsed - begin;
  if (watched < SHORTEST_WATCH || last->done - begun < LEAST_DONE || last->done >= 1)
    return FALSE;
  window = MIN (watched, MAX (SHORTEST_WINDOW, watched / 3));
  whole = (last->done - begun) / watched;
  recent = MAX (0, last->done - done_at (self, elapsed - window)) / window;
  pace = (whole + recent) / 2;
  /* While nothing was seen to move, some of it, or all, may have been done without being counted. */
  unseen = self->changed > begin
             ? (last->done - begun) / (self->changed - begin) * (elapsed - self->changed) / (1 - last->done)
             : 0;
  unseen = MIN (unseen, 1);
  left = (1 - last->done) * (1 - unseen / 2) / pace;
  if (left > LONGEST_ESTIMATE)
    return FALSE;
  uneven = unevenness (self, begin, elapsed);
  guess->mean = log (MAX (left, 0.5));
  guess->spread = sqrt (BEST * BEST + self->spread * self->spread + uneven * uneven / N_SEGMENTS
                        + unseen * unseen + EARLY / (last->done - begun));
  return TRUE;
}

/* ---- How long earlier ones took ---- */

/* The upper tail of the standard normal distribution. */
static double
tail (double z)
{
  return erfc (z / G_SQRT2) / 2;
}

/* Its inverse, by bisection: nobody waits for it. */
static double
inverse_tail (double p)
{
  double low = -10;
  double high = 10;

  for (guint i = 0; i < 60; i++)
    {
      double middle = (low + high) / 2;

      if (tail (middle) > p)
        low = middle;
      else
        high = middle;
    }
  return (low + high) / 2;
}

/* The exact distribution of what is left, from which @guess and @range are taken. */
static gboolean
guess_from_history (FerryRunEstimate *self, double elapsed, Guess *guess, FerryRunRange *range)
{
  guint n = self->history != NULL ? ferry_run_history_get_n_runs (self->history) : 0;
  double weights = 0;
  double mean = 0;
  double squares = 0;
  double weight = 1;
  double spread, z, rest;

  if (n == 0)
    return FALSE;
  for (guint i = 0; i < n; i++, weight *= WEIGHT_OF_AGE)
    {
      mean += weight * log ((double) ferry_run_history_get_seconds (self->history, i));
      weights += weight;
    }
  mean /= weights;
  weight = 1;
  for (guint i = 0; i < n; i++, weight *= WEIGHT_OF_AGE)
    {
      double difference = log ((double) ferry_run_history_get_seconds (self->history, i)) - mean;

      squares += weight * difference * difference;
    }
  spread = sqrt ((USUAL_WEIGHT * USUAL_SPREAD * USUAL_SPREAD + squares) / (USUAL_WEIGHT + weights - 0.5)
                 * (1 + 1 / weights));

  /* Of the runs that took at least as long as this one has. */
  z = elapsed > 0 ? (log (elapsed) - mean) / spread : -10;
  if (z > BEYOND_HISTORY)
    return FALSE;
  rest = tail (z);
  range->least = MAX (exp (mean + spread * inverse_tail (rest * 0.9)) - elapsed, 0.1);
  range->middle = MAX (exp (mean + spread * inverse_tail (rest * 0.5)) - elapsed, 0.5);
  range->most = MAX (exp (mean + spread * inverse_tail (rest * 0.1)) - elapsed, 0.5);
  guess->mean = log (range->middle);
  guess->spread = MAX (BEST, log (range->most / range->least) / (2 * QUANTILE));
  return TRUE;
}

static Guess
combine (const Guess *a, const Guess *b)
{
  double first = 1 / (a->spread * a->spread);
  double second = 1 / (b->spread * b->spread);
  double share = first / (first + second);
  double apart = a->mean - b->mean;
  Guess both;

  /* Where they contradict each other, one of them is wrong, and which isn't known. */
  both.mean = share * a->mean + (1 - share) * b->mean;
  both.spread = sqrt (1 / (first + second) + share * (1 - share) * apart * apart * 0.75);
  return both;
}

gboolean
ferry_run_estimate_get (FerryRunEstimate *self, double elapsed, FerryRunRange *range)
{
  Guess speed, earlier;
  gboolean has_speed = guess_from_speed (self, elapsed, &speed) && speed.spread <= WIDEST;
  /* Where the begin isn't known, how long it took so far isn't either. */
  gboolean has_earlier = (self->since_begin || self->samples->len == 0) && elapsed >= 0
                         && guess_from_history (self, elapsed, &earlier, range);

  if (has_earlier && !has_speed)
    return log (range->most / range->middle) <= QUANTILE * WIDEST;
  if (!has_speed)
    return FALSE;
  if (has_earlier)
    speed = combine (&speed, &earlier);
  if (speed.spread > WIDEST)
    return FALSE;
  range->least = exp (speed.mean - QUANTILE * speed.spread);
  range->middle = exp (speed.mean);
  range->most = exp (speed.mean + QUANTILE * speed.spread);
  return TRUE;
}

/* ---- In words ---- */

/* Seconds would promise more than an estimate knows. */
static double
step_of (double seconds)
{
  if (seconds < 60)
    return 5;
  if (seconds < 10 * 60)
    return 60;
  if (seconds < 60 * 60)
    return 5 * 60;
  if (seconds < 6 * 60 * 60)
    return 10 * 60;
  if (seconds < 24 * 60 * 60)
    return 30 * 60;
  return 60 * 60;
}

char *
ferry_run_range_dup_text (const FerryRunRange *self)
{
  double step = step_of (self->middle);
  gint64 middle = (gint64) (round (self->middle / step) * step);
  gint64 least = (gint64) (floor (self->least / step_of (self->least)) * step_of (self->least));
  gint64 most = (gint64) (ceil (self->most / step_of (self->most)) * step_of (self->most));
  g_autofree char *middle_text = NULL;
  g_autofree char *least_text = NULL;
  g_autofree char *most_text = NULL;

  if (most <= 15)
    return g_strdup (_ ("a few seconds left"));
  middle = CLAMP (middle, MAX (least, 5), most);
  middle_text = ferry_format_duration (middle);
  most_text = ferry_format_duration (most);
  if (least == 0)
    /* Translators: two durations, such as “10 min” and “25 min”: the likely one, and the longest */
    return g_strdup_printf (_ ("about %1$s left (up to %2$s)"), middle_text, most_text);
  if (least == most)
    /* Translators: %s is a duration */
    return g_strdup_printf (_ ("about %s left"), middle_text);
  least_text = ferry_format_duration (least);
  /* Translators: three durations, such as “1 h 10 min”, “50 min”, “1 h 40 min”: the likely one, and the range */
  return g_strdup_printf (_ ("about %1$s left (%2$s – %3$s)"), middle_text, least_text, most_text);
}

char *
ferry_run_range_dup_end (const FerryRunRange *self, gint64 now)
{
  g_autoptr (GDateTime) today = NULL;
  g_autoptr (GDateTime) end = NULL;
  g_autofree char *time = NULL;
  gint64 seconds;

  if (self->middle < 10 * 60)
    return NULL;
  /* To five minutes. */
  seconds = (gint64) ((double) now / G_USEC_PER_SEC + self->middle + 150) / 300 * 300;
  today = g_date_time_new_from_unix_local (now / G_USEC_PER_SEC);
  end = g_date_time_new_from_unix_local (seconds);
  if (today == NULL || end == NULL)
    return NULL;
  if (g_date_time_get_day_of_year (today) == g_date_time_get_day_of_year (end))
    /* Translators: a time of day in the form of g_date_time_format() */
    time = g_date_time_format (end, C_ ("time of day", "%H:%M"));
  else
    /* Translators: a weekday and a time of day in the form of g_date_time_format() */
    time = g_date_time_format (end, C_ ("time of day", "%a %H:%M"));
  /* Translators: %s is a time of day */
  return g_strdup_printf (_ ("Ends about %s."), time);
}
