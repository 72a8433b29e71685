/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-detail-index.h"

#include <string.h>

#include "ferry-explanation.h"

FerryDetailQuery *
ferry_detail_query_copy (const FerryDetailQuery *self)
{
  FerryDetailQuery *copy = g_memdup2 (self, sizeof *self);

  copy->company = g_strdup (self->company);
  copy->text = g_strdup (self->text);
  copy->cause = g_strdup (self->cause);
  return copy;
}

void
ferry_detail_query_clear (FerryDetailQuery *self)
{
  g_clear_pointer (&self->company, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->cause, g_free);
}

void
ferry_detail_query_free (FerryDetailQuery *self)
{
  ferry_detail_query_clear (self);
  g_free (self);
}

/* The title that explains a row's code and message, or "". @titles: (element-type gint64 utf8): those found so far: most
 * messages repeat. */
static const char *
get_title (FerryDetailStore *store, const FerryDetailRow *row, GHashTable *titles)
{
  gint64 key = (gint64) row->error_code << 32 | row->message;
  char *title = g_hash_table_lookup (titles, &key);

  if (title)
    return title;
  title = ferry_explanation_dup_title (ferry_detail_store_get_text (store, row->error_code),
                                       ferry_detail_store_get_text (store, row->message));
  if (!title)
    title = g_strdup ("");
  g_hash_table_insert (titles, g_memdup2 (&key, sizeof key), title);
  return title;
}

static gboolean
failed_because (FerryDetailStore *store, const FerryDetailRow *row, const char *cause, GHashTable *titles)
{
  return row->status == FERRY_TABLE_STATUS_FAILED && g_str_equal (get_title (store, row, titles), cause);
}

/* What stands in the row before the service's message is found, too. */
static gboolean
title_has (FerryDetailStore *store, const FerryDetailRow *row, const char *text, GHashTable *titles)
{
  g_autofree char *folded = NULL;

  if (row->status == FERRY_TABLE_STATUS_SUCCESSFUL || (row->message == 0 && row->error_code == 0))
    return FALSE;
  folded = g_utf8_casefold (get_title (store, row, titles), -1);
  return strstr (folded, text) != NULL;
}

static GArray *
filter (FerryDetailStore *store, const FerryDetailQuery *query)
{
  guint size = ferry_detail_store_get_size (store);
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (guint32), size);
  g_autofree guint8 *matches = query->text ? ferry_detail_store_match (store, query->text) : NULL;
  g_autoptr (GHashTable) titles = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  for (guint32 i = 0; i < size; i++)
    {
      const FerryDetailRow *row = ferry_detail_store_get (store, i);

      if (query->statuses && !(query->statuses & 1u << row->status))
        continue;
      if (query->company && !g_str_equal (query->company, ferry_detail_store_get_text (store, row->company)))
        continue;
      if (matches && !matches[row->company] && !matches[row->table] && !matches[row->message]
          && !title_has (store, row, query->text, titles))
        continue;
      if (query->cause && !failed_because (store, row, query->cause, titles))
        continue;
      g_array_append_val (rows, i);
    }
  return rows;
}

/* Where each status stands when sorted: what needs a look comes last, and so first when turned around. */
static const guint8 status_order[] = {
  [FERRY_TABLE_STATUS_NOT_STARTED] = 0, [FERRY_TABLE_STATUS_SUCCESSFUL] = 1,
  [FERRY_TABLE_STATUS_IN_PROGRESS] = 2, [FERRY_TABLE_STATUS_UNKNOWN] = 3,
  [FERRY_TABLE_STATUS_WARNING] = 4,     [FERRY_TABLE_STATUS_FAILED] = 5,
};

static gint64
sort_key (const FerryDetailRow *row, FerryDetailColumn column, const guint32 *ranks)
{
  switch (column)
    {
    case FERRY_DETAIL_COLUMN_COMPANY:
      return ranks[row->company];
    case FERRY_DETAIL_COLUMN_TABLE:
      return ranks[row->table];
    case FERRY_DETAIL_COLUMN_MESSAGE:
      return ranks[row->message];
    case FERRY_DETAIL_COLUMN_STATUS:
      return status_order[row->status];
    case FERRY_DETAIL_COLUMN_RECORDS_COPIED:
      return row->records_copied;
    case FERRY_DETAIL_COLUMN_TOTAL_RECORDS:
      return row->total_records;
    case FERRY_DETAIL_COLUMN_DIFFERENCE:
      return row->total_records - row->records_copied;
    case FERRY_DETAIL_COLUMN_START_TIME:
      return row->start_time;
    case FERRY_DETAIL_COLUMN_DURATION:
      return row->start_time && row->end_time ? row->end_time - row->start_time : -1;
    default:
      return 0;
    }
}

typedef struct
{
  gint64 key;
  guint32 row;
} Sorted;

/* Equal keys keep the service's order, whichever way it is sorted. */
static int
compare_sorted (gconstpointer a, gconstpointer b)
{
  const Sorted *x = a, *y = b;

  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return x->row < y->row ? -1 : 1;
}

static void
sort (FerryDetailStore *store, const FerryDetailQuery *query, GArray *rows)
{
  gboolean by_text = query->column == FERRY_DETAIL_COLUMN_COMPANY
                     || query->column == FERRY_DETAIL_COLUMN_TABLE
                     || query->column == FERRY_DETAIL_COLUMN_MESSAGE;
  g_autofree guint32 *ranks
    = by_text ? ferry_string_table_rank (ferry_detail_store_get_strings (store)) : NULL;
  g_autofree Sorted *sorted = g_new (Sorted, rows->len);

  for (guint i = 0; i < rows->len; i++)
    {
      guint32 row = g_array_index (rows, guint32, i);
      gint64 key = sort_key (ferry_detail_store_get (store, row), query->column, ranks);

      sorted[i] = (Sorted){ query->descending ? -key : key, row };
    }
  if (rows->len)
    qsort (sorted, rows->len, sizeof *sorted, compare_sorted);
  for (guint i = 0; i < rows->len; i++)
    g_array_index (rows, guint32, i) = sorted[i].row;
}

GArray *
ferry_detail_index_new (FerryDetailStore *store, const FerryDetailQuery *query, GCancellable *cancellable)
{
  g_autoptr (GArray) rows = NULL;

  if (g_cancellable_is_cancelled (cancellable))
    return NULL;
  rows = filter (store, query);
  if (g_cancellable_is_cancelled (cancellable))
    return NULL;
  if (query->sorted)
    sort (store, query, rows);
  return g_steal_pointer (&rows);
}
