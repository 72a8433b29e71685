/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-detail-list.h"
#include "ferry-run.h"

G_BEGIN_DECLS

/**
 * FerryDifferenceKind:
 * @FERRY_DIFFERENCE_NEWLY_FAILED: failed in the later run, but not in the earlier one
 * @FERRY_DIFFERENCE_STILL_FAILED: failed in both
 * @FERRY_DIFFERENCE_FIXED: failed in the earlier run, copied in the later one
 * @FERRY_DIFFERENCE_CHANGED: failed in neither, or hasn't come to its end; other counts or status
 * @FERRY_DIFFERENCE_ADDED: only the later run has it
 * @FERRY_DIFFERENCE_REMOVED: only the earlier run has it
 *
 * What became of a table between two runs; in the order in which it matters.
 */
typedef enum
{
  FERRY_DIFFERENCE_NEWLY_FAILED,
  FERRY_DIFFERENCE_STILL_FAILED,
  FERRY_DIFFERENCE_FIXED,
  FERRY_DIFFERENCE_CHANGED,
  FERRY_DIFFERENCE_ADDED,
  FERRY_DIFFERENCE_REMOVED,
  FERRY_N_DIFFERENCES,
} FerryDifferenceKind;

/** ferry_difference_kind_to_label: Returns: (transfer none): translated, such as “Newly failed” */
const char *ferry_difference_kind_to_label (FerryDifferenceKind kind);
FerryStyle ferry_difference_kind_to_style (FerryDifferenceKind kind);

typedef enum
{
  FERRY_DIFFERENCE_COLUMN_KIND, /* and within it by company and table */
  FERRY_DIFFERENCE_COLUMN_COMPANY,
  FERRY_DIFFERENCE_COLUMN_TABLE,
  FERRY_DIFFERENCE_COLUMN_STATUS, /* of the later run */
  FERRY_DIFFERENCE_COLUMN_COPIED, /* in the later run */
  FERRY_DIFFERENCE_COLUMN_DIFFERENCE,
} FerryDifferenceColumn;

/**
 * FerryRunDifference:
 *
 * A table that two runs tell different things of: a view on a row of a #FerryRunComparison, as it was when it was asked
 * for.
 */
#define FERRY_TYPE_RUN_DIFFERENCE (ferry_run_difference_get_type ())
G_DECLARE_FINAL_TYPE (FerryRunDifference, ferry_run_difference, FERRY, RUN_DIFFERENCE, GObject)

FerryDifferenceKind ferry_run_difference_get_kind (FerryRunDifference *self);
/** ferry_run_difference_get_company: Returns: "" for a table per database */
const char *ferry_run_difference_get_company (FerryRunDifference *self);
const char *ferry_run_difference_get_table (FerryRunDifference *self);
/** ferry_run_difference_get_status_text: Returns: (nullable): %NULL where that run doesn't have the table */
const char *ferry_run_difference_get_status_text (FerryRunDifference *self, gboolean later);
/** ferry_run_difference_get_status: Returns: UNKNOWN also where that run doesn't have the table */
FerryTableStatus ferry_run_difference_get_status (FerryRunDifference *self, gboolean later);
/** ferry_run_difference_get_records_copied: Returns: -1 where that run doesn't have the table */
gint64 ferry_run_difference_get_records_copied (FerryRunDifference *self, gboolean later);
gint64 ferry_run_difference_get_total_records (FerryRunDifference *self, gboolean later);
/** ferry_run_difference_get_difference: Returns: records copied in the later run less those of the earlier; 0 where one
 * doesn't have the table */
gint64 ferry_run_difference_get_difference (FerryRunDifference *self);
/** ferry_run_difference_get_message: Returns: "" where there is none */
const char *ferry_run_difference_get_message (FerryRunDifference *self, gboolean later);
const char *ferry_run_difference_get_error_code (FerryRunDifference *self, gboolean later);

/**
 * FerryRunComparison:
 *
 * What differs between two runs: a #GListModel of #FerryRunDifference made on demand, sorted and filtered in a worker
 * thread (performance, "Tables in their hundred thousands"). An order or a filter emits `items-changed` only for the tail;
 * `reordered` follows each, at which what is on show is looked up anew by position.
 *
 * Properties: `busy` (boolean: something is made in a worker).
 */
#define FERRY_TYPE_RUN_COMPARISON (ferry_run_comparison_get_type ())
G_DECLARE_FINAL_TYPE (FerryRunComparison, ferry_run_comparison, FERRY, RUN_COMPARISON, GObject)

FerryRunComparison *ferry_run_comparison_new (void);

/**
 * ferry_run_comparison_compare_async:
 * @before: the details of the earlier run
 * @after: of the later one
 *
 * Compares both as they are now. Tables are the same where company and table have the same name; of several of a name the
 * first goes with the first.
 */
void ferry_run_comparison_compare_async (FerryRunComparison *self,
                                         FerryDetailList *before,
                                         FerryDetailList *after,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean ferry_run_comparison_compare_finish (FerryRunComparison *self, GAsyncResult *result, GError **error);

/** ferry_run_comparison_count: Returns: tables of @kind, before the filter */
guint ferry_run_comparison_count (FerryRunComparison *self, FerryDifferenceKind kind);
/** ferry_run_comparison_get_n_rows: Returns: all that differ, before the filter */
guint ferry_run_comparison_get_n_rows (FerryRunComparison *self);

/**
 * ferry_run_comparison_set_filter:
 * @kinds: a bit (1 << #FerryDifferenceKind) for each kind shown; 0 shows all
 * @text: (nullable): found, without regard to case, in company or table
 */
void ferry_run_comparison_set_filter (FerryRunComparison *self, guint kinds, const char *text);
void
ferry_run_comparison_set_sort (FerryRunComparison *self, FerryDifferenceColumn column, gboolean descending);

/**
 * ferry_run_comparison_export_async:
 * @file: is replaced
 *
 * Writes what is shown, in its order, as CSV after RFC 4180 with a heading, in UTF-8; a text that a spreadsheet would take
 * for a formula gets an apostrophe before it.
 */
void ferry_run_comparison_export_async (FerryRunComparison *self,
                                        GFile *file,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean ferry_run_comparison_export_finish (FerryRunComparison *self, GAsyncResult *result, GError **error);

/**
 * ferry_run_comparison_can_compare: Returns: whether @run has tables that can be compared: set-up and disabling haven't
 */
gboolean ferry_run_comparison_can_compare (FerryRun *run);

/**
 * ferry_run_comparison_find_previous:
 * @runs: (element-type FerryRun): the migration log, newest first
 *
 * Returns: (transfer full) (nullable): the last run before @run of the same kind; where there is none, the last before it
 * that has tables
 */
FerryRun *ferry_run_comparison_find_previous (GListModel *runs, FerryRun *run);

G_END_DECLS
