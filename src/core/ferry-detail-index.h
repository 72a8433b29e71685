/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-detail-list.h"
#include "ferry-detail-store.h"

G_BEGIN_DECLS

/** FerryDetailQuery: filter and order, as ferry_detail_list_set_filter() and ferry_detail_list_set_sort()
 * take them */
typedef struct
{
  guint statuses;
  char *company; /* NULL shows all */
  char *text;    /* case-folded; NULL shows all */
  char *cause;   /* title of an explanation, "" for none; NULL shows all */
  gboolean sorted;
  FerryDetailColumn column;
  gboolean descending;
} FerryDetailQuery;

FerryDetailQuery *ferry_detail_query_copy (const FerryDetailQuery *self);
void ferry_detail_query_clear (FerryDetailQuery *self);
void ferry_detail_query_free (FerryDetailQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryDetailQuery, ferry_detail_query_free)

/**
 * ferry_detail_index_new:
 * @cancellable: (nullable): looked at between the steps
 *
 * May be called from any thread.
 *
 * Returns: (transfer full) (element-type guint32): the rows of @store that pass, in order; %NULL when
 * cancelled
 */
GArray *
ferry_detail_index_new (FerryDetailStore *store, const FerryDetailQuery *query, GCancellable *cancellable);

G_END_DECLS
