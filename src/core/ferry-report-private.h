/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-comparison-data.h"
#include "ferry-explanation.h"
#include "ferry-html.h"
#include "ferry-report.h"

G_BEGIN_DECLS

/*
 * What a report is made of, plain values, so that a worker can have it: taken from the environment on its own thread, filled
 * up from the details of one run after another.
 */

typedef struct
{
  char *name;
  double size; /* GB */
  gboolean selected;
  gboolean created;
  char *status;
  FerryInitStatus init;
  char *init_status;
  char *error;
} FerryReportCompany;

typedef struct
{
  char *run_id;
  gint64 start; /* µs UTC */
  gint64 end;   /* 0: goes on */
  char *type;
  char *status;
  char *details;
  FerryStyle style;
  gint64 successful; /* -1: the service doesn't say, as for the others */
  gint64 failed;
  gint64 warnings;
  gint64 remaining;
  gboolean has_tables;
} FerryReportRun;

/* A table that failed or has a warning. Its texts are in the report's `texts`. */
typedef struct
{
  const char *company;
  const char *table;
  const char *code;
  const char *message;
  gint64 copied;
  gint64 total;
  gint64 run_start;
} FerryReportTable;

/* Tables with the same explanation. */
typedef struct
{
  char *title;    /* "" for those that aren't explained */
  GArray *tables; /* FerryReportTable: the first ones */
  guint count;    /* all */
} FerryReportCause;

typedef struct
{
  guint failed;
  guint successful;
} FerryReportCounts;

typedef struct
{
  /* The environment. */
  char *name;
  char *tenant;
  char *environment;
  char *product;
  char *status_title;
  char *status_explanation;
  FerryStyle status_style;
  char *who;
  gboolean sandbox;
  gboolean online;
  gint64 last_seen;
  gint64 now;
  gint64 successful, failed, remaining, warnings_count;
  guint companies_selected, companies_replicated, companies_not_initialized;

  GPtrArray *companies; /* FerryReportCompany */
  GPtrArray *runs;      /* FerryReportRun, newest first */
  GPtrArray *journal;   /* (nullable): FerryJournalEntry, newest first */

  /* What the details say. */
  GStringChunk *texts;
  GHashTable *seen;    /* tables whose latest outcome is known: company and table */
  GHashTable *counts;  /* company → FerryReportCounts */
  GPtrArray *causes;   /* FerryReportCause of failures */
  GPtrArray *warnings; /* FerryReportCause */
  guint n_failed;
  guint n_warnings;
  guint unread;            /* runs whose details aren't known */
  FerryDetailStore *later; /* (nullable): the last two runs that can be compared */
  FerryDetailStore *earlier;
  gint64 later_start;
  gint64 earlier_start;
} FerryReport;

FerryReport *ferry_report_new (FerryEnvironment *environment);
void ferry_report_free (FerryReport *self);

/* ferry_report_digest: takes in the details of a run, newest run first; from any thread; @last: it is the newest that copied */
void ferry_report_digest (FerryReport *self, FerryDetailStore *store, gint64 run_start, gboolean last);

/* ferry_report_sort_causes: most tables first, what isn't explained last */
void ferry_report_sort_causes (GPtrArray *causes);

/* ferry_report_write_runs: the section of the runs, with a chart */
void ferry_report_write_runs (FerryHtml *html, const FerryReport *report);
/* ferry_report_write_comparison: the section of the last two runs, where there are two */
void ferry_report_write_comparison (FerryHtml *html, const FerryReport *report, GCancellable *cancellable);

/* ferry_report_write_html: from any thread; Returns: whether it was written */
gboolean
ferry_report_write_html (FerryReport *self, GOutputStream *stream, GCancellable *cancellable, GError **error);

G_END_DECLS
