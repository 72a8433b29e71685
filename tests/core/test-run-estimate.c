/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-run-estimate.h"
#include "ferry-run-workload.h"

#include "core-fixture.h"

#include <math.h>
#include <string.h>

/* ---- Runs as they go, simulated ---- */

#define MOST_TABLES 200

/* What of a run can be seen. */
typedef enum
{
  SEEN_TABLES,  /* only how many are done */
  SEEN_SIZES,   /* and how large the companies are */
  SEEN_RECORDS, /* how many records each has, and how many of them are copied */
  SEEN_TIMES,   /* and how long each took last time, but not how far it is while it is copied */
} Seen;

typedef enum
{
  SHAPE_STEADY,
  SHAPE_HUGE_END, /* as much at the end, in one table, as all before */
  SHAPE_STALLS,
} Shape;

typedef struct
{
  guint company;
  double records;
  double seconds; /* this time */
  double last;    /* the time before */
  double end;     /* since the run began */
} Table;

typedef struct
{
  Table tables[MOST_TABLES];
  guint n_tables;
  double seconds;
  GHashTable *sizes;
  FerryRunHistory *history;
} Run;

static double
draw (GRand *rand, double spread)
{
  double u = g_rand_double_range (rand, 1e-12, 1);
  double v = g_rand_double (rand);

  return exp (spread * sqrt (-2 * log (u)) * cos (2 * G_PI * v));
}

static const char *const company_names[] = { "CRONUS", "Fabrikam", "Contoso" };

static Run *
simulate (GRand *rand, Shape shape, Seen seen, guint earlier)
{
  Run *run = g_new0 (Run, 1);
  double pace = draw (rand, 1) / 4000;
  double drift = 1;
  double all = 0;
  double usual;

  run->n_tables = (guint) g_rand_int_range (rand, 40, MOST_TABLES);
  run->sizes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  run->history = ferry_run_history_new (FERRY_REPLICATION_TYPE_FULL);
  for (guint i = 0; i < run->n_tables; i++)
    {
      Table *table = &run->tables[i];

      table->company = i * G_N_ELEMENTS (company_names) / run->n_tables;
      table->records = floor (3000 * draw (rand, 1.6));
      drift *= draw (rand, 0.08);
      if (shape == SHAPE_HUGE_END && i == run->n_tables - 1)
        table->records = all * g_rand_double_range (rand, 0.7, 1.5);
      all += table->records;
      table->seconds = (table->records + 1500) * pace * drift * draw (rand, 0.25);
      table->last = (table->records + 1500) * pace * draw (rand, 0.25);
    }
  if (shape == SHAPE_STALLS)
    {
      double before = 0;

      for (guint i = 0; i < run->n_tables; i++)
        before += run->tables[i].seconds;
      run->tables[g_rand_int_range (rand, 0, (gint32) run->n_tables)].seconds
        += before * g_rand_double_range (rand, 0.05, 0.4);
    }
  for (guint i = 0; i < run->n_tables; i++)
    {
      Table *table = &run->tables[i];
      double *size = g_hash_table_lookup (run->sizes, company_names[table->company]);

      if (size == NULL)
        {
          size = g_new0 (double, 1);
          g_hash_table_insert (run->sizes, (gpointer) company_names[table->company], size);
        }
      *size += table->records / 1e6;
      run->seconds += table->seconds;
      table->end = run->seconds;
      if (seen == SEEN_TIMES)
        {
          g_autofree char *name = g_strdup_printf ("T%u", i);

          ferry_run_history_add_table (run->history, company_names[table->company], name, table->last,
                                       (gint64) table->records);
        }
    }
  /* This one is as unlike the usual one as the earlier ones. */
  usual = run->seconds * draw (rand, 0.25);
  for (guint i = 0; i < earlier; i++)
    ferry_run_history_add_seconds (run->history, (gint64) ceil (usual * draw (rand, 0.25)));
  return run;
}

static void
run_free (Run *self)
{
  g_hash_table_unref (self->sizes);
  ferry_run_history_unref (self->history);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

static FerryDetailStore *
look_at (const Run *run, Seen seen, double elapsed, double *table_elapsed)
{
  FerryDetailStore *store = ferry_detail_store_new ();
  FerryStringTable *strings = ferry_detail_store_get_strings (store);

  *table_elapsed = -1;
  for (guint i = 0; i < run->n_tables; i++)
    {
      const Table *table = &run->tables[i];
      g_autofree char *name = g_strdup_printf ("T%u", i);
      const char *company = company_names[table->company];
      const char *status = "Not Started";
      FerryDetailRow row = { 0 };

      row.company = ferry_string_table_intern (strings, company, strlen (company));
      row.table = ferry_string_table_intern (strings, name, strlen (name));
      if (seen == SEEN_RECORDS || seen == SEEN_TIMES)
        row.total_records = (gint64) table->records;
      if (elapsed >= table->end)
        {
          status = "Successful";
          row.records_copied = row.total_records = (gint64) table->records;
        }
      else if (elapsed >= table->end - table->seconds)
        {
          status = "In Progress";
          *table_elapsed = elapsed - (table->end - table->seconds);
          if (seen == SEEN_RECORDS)
            row.records_copied = (gint64) (table->records * *table_elapsed / table->seconds);
        }
      row.status_text = ferry_string_table_intern (strings, status, strlen (status));
      ferry_detail_store_append (store, &row);
    }
  return store;
}

typedef struct
{
  guint looks;
  guint told;
  guint within;
  double width; /* of the ranges, as the sum of logarithms */
} Tally;

/* Follows a run from @first to its end, and looks at what is said on the way. */
static void
follow (const Run *run, Seen seen, double first, guint n_looks, Tally *tally)
{
  g_autoptr (FerryRunEstimate) estimate = ferry_run_estimate_new ();

  ferry_run_estimate_set_history (estimate, run->history);
  for (guint i = 0; i < n_looks; i++)
    {
      double elapsed = first + (run->seconds - first) * (i + 0.5) / n_looks;
      double table_elapsed;
      g_autoptr (FerryDetailStore) store = look_at (run, seen, elapsed, &table_elapsed);
      g_autoptr (FerryRunWorkload) workload = ferry_run_workload_new (
        store, seen == SEEN_TIMES ? run->history : NULL, seen == SEEN_SIZES ? run->sizes : NULL);
      FerryRunMeasure measure;
      FerryRunRange range;

      g_assert_true (ferry_run_workload_measure (workload, table_elapsed, &measure));
      ferry_run_estimate_see (estimate, elapsed, TRUE, &measure);
      tally->looks++;
      if (!ferry_run_estimate_get (estimate, elapsed, &range))
        continue;
      g_assert_cmpfloat (range.least, >, 0);
      g_assert_cmpfloat (range.least, <=, range.middle);
      g_assert_cmpfloat (range.middle, <=, range.most);
      tally->told++;
      tally->width += log (range.most / range.least);
      if (run->seconds - elapsed >= range.least && run->seconds - elapsed <= range.most)
        tally->within++;
    }
}

static const char *const seen_names[] = { "tables", "sizes", "records", "times" };
static const char *const shape_names[] = { "steady", "huge-end", "stalls" };

/* Of many runs, in about the share that is claimed the end lies in the range that was told; and that isn't so because
 * ranges are as wide as the sea. */
static void
test_calibration (void)
{
  static const guint earlier[] = { 0, 1, 3, 6 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261127);
  Tally all = { 0 };

  for (int seen = SEEN_TABLES; seen <= SEEN_TIMES; seen++)
    for (int shape = SHAPE_STEADY; shape <= SHAPE_STALLS; shape++)
      for (guint i = 0; i < G_N_ELEMENTS (earlier); i++)
        {
          Tally tally = { 0 };
          double share;

          for (guint n = 0; n < 40; n++)
            {
              g_autoptr (Run) run = simulate (rand, shape, seen, earlier[i]);
              /* Ferry is started in mid-run now and then. */
              double first = n % 3 == 0 ? run->seconds * g_rand_double_range (rand, 0, 0.8) : 0;

              follow (run, seen, first, 20, &tally);
            }
          share = tally.told > 0 ? (double) tally.within / tally.told : -1;
          g_test_message ("%s %s, %u earlier: told %.0f %%, within %.0f %%, factor %.1f", seen_names[seen],
                          shape_names[shape], earlier[i], 100.0 * tally.told / tally.looks, 100 * share,
                          tally.told > 0 ? exp (tally.width / tally.told) : 0);
          /* Nothing is said where only tables are counted and there is nothing to compare with. */
          if (seen == SEEN_TABLES && earlier[i] == 0)
            {
              g_assert_cmpuint (tally.told, ==, 0);
              continue;
            }
          /* A range that doesn't hold in one kind of runs would be a lie there, whatever the whole says. */
          g_assert_cmpfloat (share, >, 0.5);
          g_assert_cmpuint (tally.told * 10, >, tally.looks * 6);
          all.looks += tally.looks;
          all.told += tally.told;
          all.within += tally.within;
          all.width += tally.width;
        }
  g_test_message ("all: told %.0f %%, within %.0f %%, factor %.1f", 100.0 * all.told / all.looks,
                  100.0 * all.within / all.told, exp (all.width / all.told));
  g_assert_cmpfloat_with_epsilon (100.0 * all.within / all.told, FERRY_RUN_SHARE, 6);
  g_assert_cmpfloat (exp (all.width / all.told), <, 5.5);
}

/* ---- Recorded shapes ---- */

static void
see (FerryRunEstimate *estimate, double elapsed, double done, double spread)
{
  FerryRunMeasure measure = { done, spread, 0 };

  ferry_run_estimate_see (estimate, elapsed, TRUE, &measure);
}

static FerryRunHistory *
make_history (gint64 first, gint64 second, gint64 third)
{
  FerryRunHistory *history = ferry_run_history_new (FERRY_REPLICATION_TYPE_NORMAL);

  ferry_run_history_add_seconds (history, first);
  ferry_run_history_add_seconds (history, second);
  ferry_run_history_add_seconds (history, third);
  return history;
}

static void
test_nothing_known (void)
{
  g_autoptr (FerryRunEstimate) estimate = ferry_run_estimate_new ();
  g_autoptr (FerryRunHistory) empty = ferry_run_history_new (FERRY_REPLICATION_TYPE_NORMAL);
  FerryRunRange range;

  g_assert_false (ferry_run_estimate_get (estimate, 0, &range));
  g_assert_false (ferry_run_estimate_get (estimate, -1, &range));
  ferry_run_estimate_set_history (estimate, empty);
  g_assert_false (ferry_run_estimate_get (estimate, 100, &range));
  see (estimate, 100, 0, 0.2);
  g_assert_false (ferry_run_estimate_get (estimate, 100, &range));
  see (estimate, 200, 0, 0.2);
  g_assert_false (ferry_run_estimate_get (estimate, 200, &range));
}

static void
test_steady (void)
{
  g_autoptr (FerryRunEstimate) estimate = ferry_run_estimate_new ();
  FerryRunRange range;
  double width = G_MAXDOUBLE;

  for (int i = 1; i <= 9; i++)
    {
      see (estimate, i * 360, i / 10.0, 0.1);
      g_assert_true (ferry_run_estimate_get (estimate, i * 360, &range));
      g_assert_cmpfloat_with_epsilon (range.middle, 3600 - i * 360, 1);
      /* The further it is, the better it is known. */
      g_assert_cmpfloat (range.most / range.least, <, width);
      width = range.most / range.least;
    }
  g_assert_cmpfloat (width, <, 2);
}

/* At first only the history says anything, then more and more the run itself. */
static void
test_history_yields (void)
{
  g_autoptr (FerryRunEstimate) estimate = ferry_run_estimate_new ();
  g_autoptr (FerryRunHistory) history = make_history (1200, 1080, 1500);
  FerryRunRange range;

  ferry_run_estimate_set_history (estimate, history);
  g_assert_true (ferry_run_estimate_get (estimate, 0, &range));
  g_assert_cmpfloat_with_epsilon (range.middle, 1240, 60);
  g_assert_cmpfloat (range.least, <, 1000);
  g_assert_cmpfloat (range.most, >, 1500);

  /* It goes at half the speed: 2,400 s in all. */
  for (int i = 1; i <= 20; i++)
    see (estimate, i * 100, i * 100 / 2400.0, 0.1);
  g_assert_true (ferry_run_estimate_get (estimate, 2000, &range));
  g_assert_cmpfloat_with_epsilon (range.middle, 400, 60);
}

/* A run that is much longer than any before: the history says nothing any more. */
static void
test_beyond_history (void)
{
  g_autoptr (FerryRunEstimate) estimate = ferry_run_estimate_new ();
  g_autoptr (FerryRunHistory) history = make_history (60, 61, 59);
  FerryRunRange range;

  ferry_run_estimate_set_history (estimate, history);
  g_assert_true (ferry_run_estimate_get (estimate, 10, &range));
  g_assert_false (ferry_run_estimate_get (estimate, 36000, &range));
}

/* Ferry is started in mid-run: how far the run is in how long says how fast it goes, at the first look. */
static void
test_started_in_mid_run (void)
{
  g_autoptr (FerryRunEstimate) estimate = ferry_run_estimate_new ();
  FerryRunMeasure measure = { 0.5, 0.1, 0 };
  FerryRunRange range;

  ferry_run_estimate_see (estimate, 1800, TRUE, &measure);
  g_assert_true (ferry_run_estimate_get (estimate, 1800, &range));
  g_assert_cmpfloat_with_epsilon (range.middle, 1800, 1);

  /* Where it isn't told when it began, a second look is needed, and what earlier ones took is of no help. */
  ferry_run_estimate_reset (estimate);
  {
    g_autoptr (FerryRunHistory) history = make_history (3600, 3600, 3600);

    ferry_run_estimate_set_history (estimate, history);
    ferry_run_estimate_see (estimate, 0, FALSE, &measure);
    g_assert_false (ferry_run_estimate_get (estimate, 0, &range));
    measure.done = 0.6;
    ferry_run_estimate_see (estimate, 360, FALSE, &measure);
    g_assert_true (ferry_run_estimate_get (estimate, 360, &range));
    g_assert_cmpfloat_with_epsilon (range.middle, 1440, 1);
  }
}

/* While it stands still, the end moves away, and in the end nothing is said. */
static void
test_stalls (void)
{
  g_autoptr (FerryRunEstimate) estimate = ferry_run_estimate_new ();
  FerryRunRange before, range;
  int minutes = 0;

  for (int i = 1; i <= 6; i++)
    see (estimate, i * 60, i / 12.0, 0.1);
  g_assert_true (ferry_run_estimate_get (estimate, 360, &before));
  while (ferry_run_estimate_get (estimate, 360 + minutes * 60, &range))
    {
      see (estimate, 360 + ++minutes * 60, 0.5, 0.1);
      g_assert_cmpint (minutes, <, 60);
    }
  g_assert_cmpint (minutes, >, 1);
  /* It goes on: there is an estimate again. */
  for (int i = 1; i <= 4; i++)
    see (estimate, 360 + (minutes + i) * 60, 0.5 + i / 12.0, 0.1);
  g_assert_true (ferry_run_estimate_get (estimate, 360 + (minutes + 4) * 60, &range));
  g_assert_cmpfloat (range.middle, >, 100);
}

/* A table that is copied again: less is done than before. And looks without end take no memory. */
static void
test_odd_samples (void)
{
  g_autoptr (FerryRunEstimate) estimate = ferry_run_estimate_new ();
  FerryRunRange range;

  see (estimate, 100, 0.5, 0.1);
  see (estimate, 200, 0.1, 0.1);
  see (estimate, 200, 0.12, 0.1);
  see (estimate, 150, 0.2, 0.1);
  ferry_run_estimate_get (estimate, 200, &range);
  see (estimate, 300, 2, 0.1);
  g_assert_false (ferry_run_estimate_get (estimate, 300, &range));
  ferry_run_estimate_reset (estimate);
  for (int i = 1; i < 5000; i++)
    see (estimate, i, i / 10000.0, 0.1);
  g_assert_true (ferry_run_estimate_get (estimate, 5000, &range));
  g_assert_cmpfloat_with_epsilon (range.middle, 5000, 50);
}

/* ---- What is done of the work ---- */

static void
add_row (FerryDetailStore *store,
         const char *company,
         const char *table,
         const char *status,
         gint64 copied,
         gint64 total)
{
  FerryStringTable *strings = ferry_detail_store_get_strings (store);
  FerryDetailRow row = { .records_copied = copied, .total_records = total };

  row.company = ferry_string_table_intern (strings, company, strlen (company));
  row.table = ferry_string_table_intern (strings, table, strlen (table));
  row.status_text = ferry_string_table_intern (strings, status, strlen (status));
  ferry_detail_store_append (store, &row);
}

static void
add_size (GHashTable *sizes, const char *company, double gigabytes)
{
  double *size = g_new (double, 1);

  *size = gigabytes;
  g_hash_table_insert (sizes, (gpointer) company, size);
}

static void
test_workload (void)
{
  g_autoptr (FerryDetailStore) none = ferry_detail_store_new ();
  g_autoptr (FerryDetailStore) store = ferry_detail_store_new ();
  g_autoptr (FerryRunHistory) history = ferry_run_history_new (FERRY_REPLICATION_TYPE_FULL);
  g_autoptr (GHashTable) sizes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (FerryRunWorkload) nothing = ferry_run_workload_new (none, NULL, NULL);
  g_autoptr (FerryRunWorkload) by_tables = NULL;
  g_autoptr (FerryRunWorkload) by_sizes = NULL;
  g_autoptr (FerryRunWorkload) by_history = NULL;
  FerryRunMeasure measure, early, late;

  g_assert_false (ferry_run_workload_measure (nothing, -1, &measure));
  g_assert_null (ferry_run_workload_get_table (nothing));

  /* Totals of tables that wait aren't told. */
  add_row (store, "A", "Item", "Successful", 100, 100);
  add_row (store, "A", "Vendor", "Failed", 0, 100);
  add_row (store, "B", "Item", "In Progress", 0, 0);
  add_row (store, "B", "G/L Entry", "Not Started", 0, 0);
  by_tables = ferry_run_workload_new (store, NULL, NULL);
  g_assert_true (ferry_run_workload_measure (by_tables, -1, &measure));
  g_assert_cmpfloat_with_epsilon (measure.done, 0.5, 1e-9);
  g_assert_cmpstr (ferry_run_workload_get_table (by_tables), ==, "Item");
  g_assert_cmpstr (ferry_run_workload_get_table_company (by_tables), ==, "B");
  g_assert_cmpfloat (ferry_run_workload_get_table_seconds (by_tables), ==, -1);
  early = measure;

  add_size (sizes, "A", 10);
  add_size (sizes, "B", 85);
  /* Selected, and its tables aren't in the list yet. */
  add_size (sizes, "C", 5);
  by_sizes = ferry_run_workload_new (store, NULL, sizes);
  g_assert_true (ferry_run_workload_measure (by_sizes, -1, &measure));
  g_assert_cmpfloat_with_epsilon (measure.done, 0.1, 1e-9);
  g_assert_cmpuint (measure.method, !=, early.method);
  g_assert_cmpfloat (measure.spread, <, early.spread);

  /* Nearly all of the work is the table at the end, and it is known from last time. */
  ferry_run_history_add_table (history, "A", "Item", 30, 100);
  ferry_run_history_add_table (history, "A", "Vendor", 30, 100);
  ferry_run_history_add_table (history, "B", "Item", 60, 100);
  ferry_run_history_add_table (history, "B", "G/L Entry", 880, 1000000);
  by_history = ferry_run_workload_new (store, history, sizes);
  g_assert_true (ferry_run_workload_measure (by_history, -1, &measure));
  g_assert_cmpfloat_with_epsilon (measure.done, 0.06, 1e-9);
  g_assert_cmpfloat (ferry_run_workload_get_table_seconds (by_history), ==, 60);
  /* What of the table in progress must be through by now, though nothing of it is counted. */
  g_assert_true (ferry_run_workload_measure (by_history, 30, &early));
  g_assert_cmpfloat (early.done, >, 0.08);
  g_assert_cmpfloat (early.done, <, 0.1);
  g_assert_true (ferry_run_workload_measure (by_history, 3000, &late));
  g_assert_cmpfloat (late.done, <=, 0.12);
}

/* With all but one large table through, all depends on that one, and that is said by a wider range. */
static void
test_last_table (void)
{
  g_autoptr (FerryDetailStore) store = ferry_detail_store_new ();
  g_autoptr (FerryRunHistory) history = ferry_run_history_new (FERRY_REPLICATION_TYPE_FULL);
  g_autoptr (FerryRunWorkload) workload = NULL;
  FerryRunMeasure begin, middle, end;

  for (int i = 0; i < 50; i++)
    {
      g_autofree char *name = g_strdup_printf ("T%d", i);

      add_row (store, "A", name, "Successful", 1000, 1000);
      ferry_run_history_add_table (history, "A", name, 10, 1000);
    }
  add_row (store, "A", "G/L Entry", "In Progress", 0, 0);
  ferry_run_history_add_table (history, "A", "G/L Entry", 840, 5000000);
  workload = ferry_run_workload_new (store, history, NULL);
  g_assert_cmpstr (ferry_run_workload_get_table (workload), ==, "G/L Entry");
  g_assert_cmpfloat (ferry_run_workload_get_table_seconds (workload), ==, 840);
  g_assert_true (ferry_run_workload_measure (workload, 10, &begin));
  g_assert_true (ferry_run_workload_measure (workload, 400, &middle));
  g_assert_true (ferry_run_workload_measure (workload, 1000, &end));
  g_assert_cmpfloat (begin.done, <, middle.done);
  g_assert_cmpfloat (middle.done, <, end.done);
  g_assert_cmpfloat (end.done, <, 1);
  g_assert_cmpfloat (begin.spread, <, middle.spread);
  g_assert_cmpfloat (middle.spread, <, end.spread);
}

/* ---- The history ---- */

static FerryRun *
make_run (const char *type, const char *status, const char *start, const char *end)
{
  g_autofree char *text = g_strdup_printf ("{'id':'1','runId':'1','startTime':'%s','endTime':'%s',"
                                           "'replicationType':'%s','status':'%s'}",
                                           start, end, type, status);
  g_autoptr (JsonObject) object = core_fixture_object (text);
  g_autoptr (GError) error = NULL;
  FerryRun *run = ferry_run_new_from_json (object, &error);

  g_assert_no_error (error);
  return run;
}

static gboolean
add_run (FerryRunHistory *history, const char *type, const char *status, const char *start, const char *end)
{
  g_autoptr (FerryRun) run = make_run (type, status, start, end);

  return ferry_run_history_add_run (history, run);
}

#define DAY(time) "2026-01-02T" time ":00Z"

static void
test_comparable_runs (void)
{
  g_autoptr (FerryRunHistory) history = ferry_run_history_new (FERRY_REPLICATION_TYPE_NORMAL);

  g_assert_true (add_run (history, "Normal", "Completed", DAY ("10:00"), DAY ("10:18")));
  g_assert_true (add_run (history, "Normal", "Upgrade Pending", DAY ("08:00"), DAY ("08:25")));
  /* Another type, one that broke off, one that goes on, one that ended before it began. */
  g_assert_false (add_run (history, "Full", "Completed", DAY ("10:00"), DAY ("10:18")));
  g_assert_false (add_run (history, "Normal", "Failed", DAY ("10:00"), DAY ("10:18")));
  g_assert_false (add_run (history, "Normal", "In Progress", DAY ("10:00"), "0001-01-01T00:00:00Z"));
  g_assert_false (add_run (history, "Normal", "Completed", DAY ("10:18"), DAY ("10:00")));
  g_assert_cmpuint (ferry_run_history_get_n_runs (history), ==, 2);
  g_assert_cmpint (ferry_run_history_get_seconds (history, 0), ==, 18 * 60);
  g_assert_cmpint (ferry_run_history_get_seconds (history, 1), ==, 25 * 60);
}

static void
assert_history (const char *expected, guint n, gint64 first, gint64 second, gint64 third)
{
  g_autoptr (FerryRunHistory) history = ferry_run_history_new (FERRY_REPLICATION_TYPE_NORMAL);
  const gint64 all[] = { first, second, third, 1 };
  g_autofree char *text = NULL;

  for (guint i = 0; i < n; i++)
    g_assert_true (ferry_run_history_add_seconds (history, all[i]));
  text = ferry_run_history_dup_text (history);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_history_text (void)
{
  assert_history (NULL, 0, 0, 0, 0);
  assert_history ("The last such run took 25 min.", 1, 25 * 60 + 10, 0, 0);
  assert_history ("The last 3 such runs took 18–25 min.", 3, 25 * 60, 18 * 60, 20 * 60);
  /* Only three are spoken of. */
  assert_history ("The last 3 such runs took 18–25 min.", 4, 25 * 60, 18 * 60, 20 * 60);
  assert_history ("The last 2 such runs took 20 min each.", 2, 20 * 60 + 3, 20 * 60 - 3, 0);
  assert_history ("The last 2 such runs took between 50 min and 1 h 20 min.", 2, 50 * 60, 80 * 60, 0);
  assert_history ("The last 2 such runs took between 40 s and 3 min.", 2, 40, 180, 0);
}

/* ---- In words ---- */

static void
assert_range (const char *expected, double least, double middle, double most)
{
  const FerryRunRange range = { least, middle, most };
  g_autofree char *text = ferry_run_range_dup_text (&range);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_range_text (void)
{
  assert_range ("about 1 h 10 min left (50 min – 1 h 40 min)", 52 * 60, 70 * 60, 95 * 60);
  assert_range ("about 25 min left (20 min – 35 min)", 21 * 60, 26 * 60, 33 * 60);
  assert_range ("about 5 min left (4 min – 8 min)", 4 * 60 + 20, 5 * 60 + 20, 7 * 60 + 20);
  assert_range ("about 40 s left (25 s – 1 min)", 27, 41, 58);
  assert_range ("about 2 min left (up to 5 min)", 2, 100, 290);
  assert_range ("a few seconds left", 2, 6, 12);
  assert_range ("about 1 d 06 h left (1 d 00 h – 1 d 12 h)", 86500, 108000, 129000);
}

static void
test_end_text (void)
{
  const FerryRunRange soon = { 100, 200, 300 };
  const FerryRunRange today = { 3000, 4200, 6000 };
  const FerryRunRange tomorrow = { 30000, 42000, 60000 };
  gint64 now = G_GINT64_CONSTANT (1767359400) * G_USEC_PER_SEC; /* Fri 2026-01-02 13:10 UTC */
  g_autofree char *none = ferry_run_range_dup_end (&soon, now);
  g_autofree char *near = ferry_run_range_dup_end (&today, now);
  g_autofree char *far = ferry_run_range_dup_end (&tomorrow, now);

  g_assert_null (none);
  g_assert_cmpstr (near, ==, "Ends about 14:20.");
  g_assert_cmpstr (far, ==, "Ends about Sat 00:50.");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run-estimate/calibration", test_calibration);
  g_test_add_func ("/run-estimate/nothing-known", test_nothing_known);
  g_test_add_func ("/run-estimate/steady", test_steady);
  g_test_add_func ("/run-estimate/history-yields", test_history_yields);
  g_test_add_func ("/run-estimate/beyond-history", test_beyond_history);
  g_test_add_func ("/run-estimate/started-in-mid-run", test_started_in_mid_run);
  g_test_add_func ("/run-estimate/stalls", test_stalls);
  g_test_add_func ("/run-estimate/odd-samples", test_odd_samples);
  g_test_add_func ("/run-estimate/workload", test_workload);
  g_test_add_func ("/run-estimate/last-table", test_last_table);
  g_test_add_func ("/run-estimate/comparable-runs", test_comparable_runs);
  g_test_add_func ("/run-estimate/history-text", test_history_text);
  g_test_add_func ("/run-estimate/range-text", test_range_text);
  g_test_add_func ("/run-estimate/end-text", test_end_text);
  return g_test_run ();
}
