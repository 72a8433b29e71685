/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-run-sorters.h"

#include "ferry-run.h"

typedef int (*Compare) (FerryRun *a, FerryRun *b);

typedef struct
{
  const char *name;
  Compare compare;
} Column;

/* While a probe is under way: the column that was asked first. Main thread only. */
static gboolean probing;
static const Column *probed;

static int
compare_int64 (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

static gint64
duration_of (FerryRun *run)
{
  gint64 end = ferry_run_get_end_time (run);

  /* What isn't over has lasted until now, which is the same now for both. */
  return end == 0 ? G_MAXINT64 - ferry_run_get_start_time (run) : end - ferry_run_get_start_time (run);
}

static int
compare_start (FerryRun *a, FerryRun *b)
{
  return compare_int64 (ferry_run_get_start_time (a), ferry_run_get_start_time (b));
}

static int
compare_duration (FerryRun *a, FerryRun *b)
{
  return compare_int64 (duration_of (a), duration_of (b));
}

static int
compare_type (FerryRun *a, FerryRun *b)
{
  return compare_int64 (ferry_run_get_replication_type (a), ferry_run_get_replication_type (b));
}

static int
compare_status (FerryRun *a, FerryRun *b)
{
  return g_utf8_collate (ferry_run_get_status_text (a), ferry_run_get_status_text (b));
}

static int
compare_successful (FerryRun *a, FerryRun *b)
{
  return compare_int64 (ferry_run_get_tables_successful (a), ferry_run_get_tables_successful (b));
}

static int
compare_failed (FerryRun *a, FerryRun *b)
{
  return compare_int64 (ferry_run_get_tables_failed (a), ferry_run_get_tables_failed (b));
}

static int
compare_remaining (FerryRun *a, FerryRun *b)
{
  return compare_int64 (ferry_run_get_tables_remaining (a), ferry_run_get_tables_remaining (b));
}

static int
compare_source (FerryRun *a, FerryRun *b)
{
  return g_utf8_collate (ferry_run_get_source (a), ferry_run_get_source (b));
}

static int
compare_details (FerryRun *a, FerryRun *b)
{
  return g_utf8_collate (ferry_run_get_details (a), ferry_run_get_details (b));
}

static const Column columns[] = {
  { "start", compare_start },         { "duration", compare_duration },     { "type", compare_type },
  { "status", compare_status },       { "successful", compare_successful }, { "failed", compare_failed },
  { "remaining", compare_remaining }, { "source", compare_source },         { "details", compare_details },
};

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Column *column = user_data;

  if (probing)
    {
      if (probed == NULL)
        probed = column;
      return -1;
    }

  return column->compare ((FerryRun *) a, (FerryRun *) b);
}

GtkSorter *
ferry_run_sorter_new (const char *column)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      if (g_strcmp0 (columns[i].name, column) == 0)
        return GTK_SORTER (gtk_custom_sorter_new (compare, (gpointer) &columns[i], NULL));
    }

  return NULL;
}

const char *
ferry_run_sorters_probe (GtkSorter *sorter, gpointer run, gboolean *descending)
{
  GtkOrdering ordering;

  probing = TRUE;
  probed = NULL;
  ordering = gtk_sorter_compare (sorter, run, run);
  probing = FALSE;

  *descending = ordering == GTK_ORDERING_LARGER;
  return probed != NULL ? probed->name : NULL;
}
