/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-detail-store.h"
#include "ferry-run-comparison.h"

G_BEGIN_DECLS

/** FerryComparisonRow: a table that differs; texts are numbers of the comparison's string table, rows of the stores are
 * %G_MAXUINT32 where the run doesn't have it */
typedef struct
{
  guint32 company;
  guint32 table;
  guint32 before;
  guint32 after;
  guint8 kind; /* FerryDifferenceKind */
} FerryComparisonRow;

/**
 * FerryComparisonData:
 *
 * What differs between two stores, never changed once it is made, so that any thread may read it. Holds both stores.
 */
typedef struct _FerryComparisonData FerryComparisonData;

/** ferry_comparison_data_new: from any thread; Returns: (transfer full) (nullable): %NULL when cancelled */
FerryComparisonData *
ferry_comparison_data_new (FerryDetailStore *before, FerryDetailStore *after, GCancellable *cancellable);
FerryComparisonData *ferry_comparison_data_ref (FerryComparisonData *self);
void ferry_comparison_data_unref (FerryComparisonData *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryComparisonData, ferry_comparison_data_unref)

guint ferry_comparison_data_get_size (FerryComparisonData *self);
const FerryComparisonRow *ferry_comparison_data_get (FerryComparisonData *self, guint row);
const char *ferry_comparison_data_get_text (FerryComparisonData *self, guint32 number);
guint ferry_comparison_data_count (FerryComparisonData *self, FerryDifferenceKind kind);
/** ferry_comparison_data_get_before: Returns: (nullable): the detail of @row in the earlier run */
const FerryDetailRow *ferry_comparison_data_get_before (FerryComparisonData *self,
                                                        const FerryComparisonRow *row);
/** ferry_comparison_data_get_after: Returns: (nullable): the detail of @row in the later run */
const FerryDetailRow *ferry_comparison_data_get_after (FerryComparisonData *self,
                                                       const FerryComparisonRow *row);
/** ferry_comparison_data_get_store: Returns: (transfer none): the details of the later run, or of the earlier one */
FerryDetailStore *ferry_comparison_data_get_store (FerryComparisonData *self, gboolean later);

/** FerryComparisonQuery: filter and order, as ferry_run_comparison_set_filter() and ferry_run_comparison_set_sort() take
 * them */
typedef struct
{
  guint kinds;
  char *text; /* case-folded; NULL shows all */
  FerryDifferenceColumn column;
  gboolean descending;
} FerryComparisonQuery;

/** ferry_comparison_data_index: from any thread; Returns: (transfer full) (element-type guint32) (nullable): the rows that
 * pass, in order; %NULL when cancelled */
GArray *ferry_comparison_data_index (FerryComparisonData *self,
                                     const FerryComparisonQuery *query,
                                     GCancellable *cancellable);

/** ferry_comparison_data_to_csv: from any thread; @index: (element-type guint32): what is written */
GBytes *ferry_comparison_data_to_csv (FerryComparisonData *self, GArray *index);

G_END_DECLS
