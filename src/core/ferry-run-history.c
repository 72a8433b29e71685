/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-run-history.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ferry-format.h"

/* What lies further back was another time: other data, another line. */
#define MOST_RUNS 8
/* So many of them are spoken of. */
#define TOLD_RUNS 3
/* No run and no table takes longer than the service lets it; what says so has a wrong time. */
#define LONGEST_SECONDS (30 * 24 * 3600)

typedef struct
{
  double seconds;
  gint64 records;
} Table;

struct _FerryRunHistory
{
  gatomicrefcount refs;
  FerryReplicationType type;
  GArray *seconds;    /* of gint64, newest first */
  GHashTable *tables; /* “company\ntable” → Table */
};

FerryRunHistory *
ferry_run_history_new (FerryReplicationType type)
{
  FerryRunHistory *self = g_new0 (FerryRunHistory, 1);

  g_atomic_ref_count_init (&self->refs);
  self->type = type;
  self->seconds = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

FerryRunHistory *
ferry_run_history_ref (FerryRunHistory *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
ferry_run_history_unref (FerryRunHistory *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_array_unref (self->seconds);
  g_hash_table_unref (self->tables);
  g_free (self);
}

/* ---- Runs ---- */

gboolean
ferry_run_history_add_seconds (FerryRunHistory *self, gint64 seconds)
{
  if (seconds <= 0 || seconds > LONGEST_SECONDS || self->seconds->len >= MOST_RUNS)
    return FALSE;
  g_array_append_val (self->seconds, seconds);
  return TRUE;
}

gboolean
ferry_run_history_add_run (FerryRunHistory *self, FerryRun *run)
{
  gint64 start = ferry_run_get_start_time (run);
  gint64 end = ferry_run_get_end_time (run);

  if (ferry_run_get_replication_type (run) != self->type || !ferry_run_is_replication (run) || start <= 0
      || end <= start)
    return FALSE;
  switch (ferry_run_get_status (run))
    {
    case FERRY_RUN_STATUS_COMPLETED:
    case FERRY_RUN_STATUS_UPGRADE_PENDING:
    case FERRY_RUN_STATUS_UPGRADE_IN_PROGRESS:
    case FERRY_RUN_STATUS_UPGRADE_FAILED:
    case FERRY_RUN_STATUS_REPAIR_DATA_PENDING:
      return ferry_run_history_add_seconds (self, MAX (1, (end - start) / G_USEC_PER_SEC));
    case FERRY_RUN_STATUS_UNKNOWN:
    case FERRY_RUN_STATUS_FAILED: /* it may have ended anywhere */
    case FERRY_RUN_STATUS_IN_PROGRESS:
    default:
      return FALSE;
    }
}

guint
ferry_run_history_get_n_runs (FerryRunHistory *self)
{
  return self->seconds->len;
}

gint64
ferry_run_history_get_seconds (FerryRunHistory *self, guint index)
{
  g_return_val_if_fail (index < self->seconds->len, 0);

  return g_array_index (self->seconds, gint64, index);
}

/* ---- Tables ---- */

static char *
make_key (const char *company, const char *table)
{
  return g_strconcat (company, "\n", table, NULL);
}

void
ferry_run_history_add_table (FerryRunHistory *self,
                             const char *company,
                             const char *table,
                             double seconds,
                             gint64 records)
{
  g_autofree char *key = make_key (company, table);
  Table *known = g_hash_table_lookup (self->tables, key);

  if (known != NULL)
    return;
  known = g_new0 (Table, 1);
  known->seconds = seconds >= 0 && seconds <= LONGEST_SECONDS ? seconds : -1;
  known->records = MAX (0, records);
  g_hash_table_insert (self->tables, g_steal_pointer (&key), known);
}

void
ferry_run_history_add_details (FerryRunHistory *self, FerryDetailStore *details)
{
  guint n = ferry_detail_store_get_size (details);

  for (guint i = 0; i < n; i++)
    {
      const FerryDetailRow *row = ferry_detail_store_get (details, i);
      double seconds = -1;

      /* One that failed may have done so anywhere. */
      if (row->status != FERRY_TABLE_STATUS_SUCCESSFUL && row->status != FERRY_TABLE_STATUS_WARNING)
        continue;
      if (row->start_time > 0 && row->end_time >= row->start_time)
        seconds = (double) (row->end_time - row->start_time) / G_USEC_PER_SEC;
      ferry_run_history_add_table (self, ferry_detail_store_get_text (details, row->company),
                                   ferry_detail_store_get_text (details, row->table), seconds,
                                   row->records_copied);
    }
}

gboolean
ferry_run_history_find_table (FerryRunHistory *self,
                              const char *company,
                              const char *table,
                              double *seconds,
                              gint64 *records)
{
  g_autofree char *key = make_key (company, table);
  const Table *known = g_hash_table_lookup (self->tables, key);

  if (known == NULL)
    return FALSE;
  *seconds = known->seconds;
  *records = known->records;
  return TRUE;
}

/* ---- In words ---- */

/* As coarse as one would say it. */
static gint64
round_seconds (gint64 seconds)
{
  gint64 step = seconds < 120 ? 1 : 60;

  return (seconds + step / 2) / step * step;
}

char *
ferry_run_history_dup_text (FerryRunHistory *self)
{
  guint n = MIN (self->seconds->len, TOLD_RUNS);
  gint64 shortest = G_MAXINT64;
  gint64 longest = 0;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (n == 0)
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      gint64 seconds = round_seconds (g_array_index (self->seconds, gint64, i));

      shortest = MIN (shortest, seconds);
      longest = MAX (longest, seconds);
    }
  from = ferry_format_duration (shortest);
  if (n == 1)
    /* Translators: of runs; %s is a duration such as “25 min” */
    return g_strdup_printf (_ ("The last such run took %s."), from);
  if (shortest == longest)
    return g_strdup_printf (
      /* Translators: of runs; %1$u is 2 or more, %2$s a duration such as “25 min” */
      ngettext ("The last %1$u such run took %2$s.", "The last %1$u such runs took %2$s each.", n), n, from);
  if (shortest >= 60 && longest < 3600 && shortest % 60 == 0 && longest % 60 == 0)
    /* Translators: of runs; %1$u is 2 or more; two numbers of minutes */
    return g_strdup_printf (ngettext ("The last %1$u such run took %2$d–%3$d min.",
                                      "The last %1$u such runs took %2$d–%3$d min.", n),
                            n, (int) (shortest / 60), (int) (longest / 60));
  to = ferry_format_duration (longest);
  /* Translators: of runs; %1$u is 2 or more; two durations such as “50 min” and “1 h 20 min” */
  return g_strdup_printf (ngettext ("The last %1$u such runs took between %2$s and %3$s.",
                                    "The last %1$u such runs took between %2$s and %3$s.", n),
                          n, from, to);
}
