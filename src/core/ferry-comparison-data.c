/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-comparison-data.h"

#include <string.h>

#define NONE G_MAXUINT32

struct _FerryComparisonData
{
  gatomicrefcount ref_count;
  FerryDetailStore *before;
  FerryDetailStore *after;
  FerryStringTable *strings; /* names of companies and tables of both */
  GArray *rows;              /* of FerryComparisonRow */
  guint counts[FERRY_N_DIFFERENCES];
};

FerryComparisonData *
ferry_comparison_data_ref (FerryComparisonData *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
ferry_comparison_data_unref (FerryComparisonData *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  ferry_detail_store_unref (self->before);
  ferry_detail_store_unref (self->after);
  ferry_string_table_free (self->strings);
  g_array_unref (self->rows);
  g_free (self);
}

/* ---- Finding a table again ---- */

/* Of a store: which number of the comparison's strings each of its texts has. */
typedef struct
{
  FerryDetailStore *store;
  FerryStringTable *strings;
  guint32 *numbers;
} Names;

static void
names_init (Names *self, FerryDetailStore *store, FerryStringTable *strings)
{
  guint32 size = ferry_string_table_get_size (ferry_detail_store_get_strings (store));

  self->store = store;
  self->strings = strings;
  self->numbers = g_new (guint32, size);
  memset (self->numbers, 0xff, size * sizeof *self->numbers);
}

static guint32
names_get (Names *self, guint32 number)
{
  if (self->numbers[number] == NONE)
    {
      const char *text = ferry_detail_store_get_text (self->store, number);

      self->numbers[number] = ferry_string_table_intern (self->strings, text, strlen (text));
    }
  return self->numbers[number];
}

/* The earlier run's rows by company and table; several of one name in their order. */
typedef struct
{
  guint64 key;
  guint32 first; /* NONE: free, or all are taken */
  guint32 last;
  gboolean used;
} Slot;

typedef struct
{
  Slot *slots;
  guint32 mask;
  guint32 *next; /* by row */
} Places;

static Slot *
places_find (Places *self, guint64 key)
{
  guint64 hash = key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  guint32 i = (guint32) (hash >> 32) & self->mask;

  while (self->slots[i].used && self->slots[i].key != key)
    i = (i + 1) & self->mask;
  return &self->slots[i];
}

static void
places_init (Places *self, guint32 n)
{
  guint32 size = 16;

  while (size / 2 < n)
    size *= 2;
  self->slots = g_new0 (Slot, size);
  self->mask = size - 1;
  self->next = g_new (guint32, MAX (n, 1));
}

static void
places_add (Places *self, guint64 key, guint32 row)
{
  Slot *slot = places_find (self, key);

  self->next[row] = NONE;
  if (!slot->used || slot->first == NONE)
    *slot = (Slot){ .key = key, .first = row, .last = row, .used = TRUE };
  else
    {
      self->next[slot->last] = row;
      slot->last = row;
    }
}

static guint32
places_take (Places *self, guint64 key)
{
  Slot *slot = places_find (self, key);
  guint32 row;

  if (!slot->used || slot->first == NONE)
    return NONE;
  row = slot->first;
  slot->first = self->next[row];
  return row;
}

/* ---- Comparing ---- */

static gboolean
find_kind (const FerryDetailRow *before, const FerryDetailRow *after, FerryDifferenceKind *kind)
{
  gboolean failed_before = before != NULL && before->status == FERRY_TABLE_STATUS_FAILED;
  gboolean failed_after = after != NULL && after->status == FERRY_TABLE_STATUS_FAILED;

  if (failed_after)
    *kind = failed_before ? FERRY_DIFFERENCE_STILL_FAILED : FERRY_DIFFERENCE_NEWLY_FAILED;
  else if (before == NULL)
    *kind = FERRY_DIFFERENCE_ADDED;
  else if (after == NULL)
    *kind = FERRY_DIFFERENCE_REMOVED;
  else if (failed_before
           && (after->status == FERRY_TABLE_STATUS_SUCCESSFUL || after->status == FERRY_TABLE_STATUS_WARNING))
    *kind = FERRY_DIFFERENCE_FIXED;
  else if (before->status != after->status || before->records_copied != after->records_copied
           || before->total_records != after->total_records)
    *kind = FERRY_DIFFERENCE_CHANGED;
  else
    return FALSE;
  return TRUE;
}

static void
add (FerryComparisonData *self, guint64 key, guint32 before, guint32 after)
{
  FerryComparisonRow row = { (guint32) (key >> 32), (guint32) key, before, after, 0 };
  FerryDifferenceKind kind;

  if (!find_kind (before == NONE ? NULL : ferry_detail_store_get (self->before, before),
                  after == NONE ? NULL : ferry_detail_store_get (self->after, after), &kind))
    return;
  row.kind = (guint8) kind;
  self->counts[kind]++;
  g_array_append_val (self->rows, row);
}

static guint64
make_key (Names *names, const FerryDetailRow *row)
{
  return (guint64) names_get (names, row->company) << 32 | names_get (names, row->table);
}

static void
compare (FerryComparisonData *self)
{
  guint n_before = ferry_detail_store_get_size (self->before);
  guint n_after = ferry_detail_store_get_size (self->after);
  g_autofree gboolean *taken = g_new0 (gboolean, MAX (n_before, 1));
  Names before, after;
  Places places;

  names_init (&before, self->before, self->strings);
  names_init (&after, self->after, self->strings);
  places_init (&places, n_before);
  for (guint32 i = 0; i < n_before; i++)
    places_add (&places, make_key (&before, ferry_detail_store_get (self->before, i)), i);
  for (guint32 i = 0; i < n_after; i++)
    {
      guint64 key = make_key (&after, ferry_detail_store_get (self->after, i));
      guint32 other = places_take (&places, key);

      if (other != NONE)
        taken[other] = TRUE;
      add (self, key, other, i);
    }
  for (guint32 i = 0; i < n_before; i++)
    if (!taken[i])
      add (self, make_key (&before, ferry_detail_store_get (self->before, i)), i, NONE);
  g_free (before.numbers);
  g_free (after.numbers);
  g_free (places.slots);
  g_free (places.next);
}

FerryComparisonData *
ferry_comparison_data_new (FerryDetailStore *before, FerryDetailStore *after, GCancellable *cancellable)
{
  FerryComparisonData *self;

  if (g_cancellable_is_cancelled (cancellable))
    return NULL;
  self = g_new0 (FerryComparisonData, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->before = ferry_detail_store_ref (before);
  self->after = ferry_detail_store_ref (after);
  self->strings = ferry_string_table_new ();
  self->rows = g_array_new (FALSE, FALSE, sizeof (FerryComparisonRow));
  compare (self);
  return self;
}

guint
ferry_comparison_data_get_size (FerryComparisonData *self)
{
  return self->rows->len;
}

const FerryComparisonRow *
ferry_comparison_data_get (FerryComparisonData *self, guint row)
{
  return &g_array_index (self->rows, FerryComparisonRow, row);
}

const char *
ferry_comparison_data_get_text (FerryComparisonData *self, guint32 number)
{
  return ferry_string_table_get (self->strings, number);
}

guint
ferry_comparison_data_count (FerryComparisonData *self, FerryDifferenceKind kind)
{
  g_return_val_if_fail ((guint) kind < FERRY_N_DIFFERENCES, 0);

  return self->counts[kind];
}

const FerryDetailRow *
ferry_comparison_data_get_before (FerryComparisonData *self, const FerryComparisonRow *row)
{
  return row->before == NONE ? NULL : ferry_detail_store_get (self->before, row->before);
}

const FerryDetailRow *
ferry_comparison_data_get_after (FerryComparisonData *self, const FerryComparisonRow *row)
{
  return row->after == NONE ? NULL : ferry_detail_store_get (self->after, row->after);
}

FerryDetailStore *
ferry_comparison_data_get_store (FerryComparisonData *self, gboolean later)
{
  return later ? self->after : self->before;
}

/* ---- Filter and order ---- */

static guint8 *
match (FerryComparisonData *self, const char *text)
{
  guint32 size = ferry_string_table_get_size (self->strings);
  guint8 *matches = g_new (guint8, size);

  for (guint32 i = 0; i < size; i++)
    {
      g_autofree char *folded = g_utf8_casefold (ferry_string_table_get (self->strings, i), -1);

      matches[i] = strstr (folded, text) != NULL;
    }
  return matches;
}

typedef struct
{
  gint64 key;
  guint64 names; /* ranks of company and table */
  guint32 row;
} Sorted;

static int
compare_sorted (gconstpointer a, gconstpointer b)
{
  const Sorted *x = a, *y = b;

  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  if (x->names != y->names)
    return x->names < y->names ? -1 : 1;
  return x->row < y->row ? -1 : 1;
}

static gint64
sort_key (FerryComparisonData *self,
          const FerryComparisonRow *row,
          FerryDifferenceColumn column,
          const guint32 *ranks)
{
  const FerryDetailRow *before = ferry_comparison_data_get_before (self, row);
  const FerryDetailRow *after = ferry_comparison_data_get_after (self, row);

  switch (column)
    {
    case FERRY_DIFFERENCE_COLUMN_COMPANY:
      return ranks[row->company];
    case FERRY_DIFFERENCE_COLUMN_TABLE:
      return ranks[row->table];
    case FERRY_DIFFERENCE_COLUMN_STATUS:
      return after == NULL ? -1 : after->status;
    case FERRY_DIFFERENCE_COLUMN_COPIED:
      return after == NULL ? -1 : after->records_copied;
    case FERRY_DIFFERENCE_COLUMN_DIFFERENCE:
      return before == NULL || after == NULL ? 0 : after->records_copied - before->records_copied;
    case FERRY_DIFFERENCE_COLUMN_KIND:
    default:
      return row->kind;
    }
}

GArray *
ferry_comparison_data_index (FerryComparisonData *self,
                             const FerryComparisonQuery *query,
                             GCancellable *cancellable)
{
  g_autofree guint8 *matches = query->text == NULL ? NULL : match (self, query->text);
  g_autofree guint32 *ranks = ferry_string_table_rank (self->strings);
  g_autofree Sorted *sorted = g_new (Sorted, MAX (self->rows->len, 1));
  GArray *index;
  guint n = 0;

  for (guint32 i = 0; i < self->rows->len; i++)
    {
      const FerryComparisonRow *row = ferry_comparison_data_get (self, i);
      gint64 key;

      if ((query->kinds != 0 && !(query->kinds & 1u << row->kind))
          || (matches != NULL && !matches[row->company] && !matches[row->table]))
        continue;
      key = sort_key (self, row, query->column, ranks);
      sorted[n++] = (Sorted){ query->descending ? -key : key,
                              (guint64) ranks[row->company] << 32 | ranks[row->table], i };
    }
  if (g_cancellable_is_cancelled (cancellable))
    return NULL;
  if (n > 0)
    qsort (sorted, n, sizeof *sorted, compare_sorted);
  index = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n);
  for (guint i = 0; i < n; i++)
    g_array_append_val (index, sorted[i].row);
  return index;
}

/* ---- CSV ---- */

static void
append_text (GString *text, const char *value)
{
  g_string_append_c (text, '"');
  /* A spreadsheet would take it for a formula. */
  if (*value != '\0' && strchr ("=+-@\t\r", *value) != NULL)
    g_string_append_c (text, '\'');
  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *p);
    }
  g_string_append (text, "\",");
}

static void
append_count (GString *text, const FerryDetailRow *row, gint64 count)
{
  if (row != NULL)
    g_string_append_printf (text, "%" G_GINT64_FORMAT, count);
  g_string_append_c (text, ',');
}

static const char *const kind_nicks[FERRY_N_DIFFERENCES] = {
  "newly-failed", "still-failed", "fixed", "changed", "only-later", "only-earlier",
};

GBytes *
ferry_comparison_data_to_csv (FerryComparisonData *self, GArray *index)
{
  GString *text = g_string_new ("company,table,change,statusBefore,statusAfter,copiedBefore,copiedAfter,"
                                "totalBefore,totalAfter,messageBefore,messageAfter\r\n");

  for (guint i = 0; i < index->len; i++)
    {
      const FerryComparisonRow *row = ferry_comparison_data_get (self, g_array_index (index, guint32, i));
      const FerryDetailRow *before = ferry_comparison_data_get_before (self, row);
      const FerryDetailRow *after = ferry_comparison_data_get_after (self, row);

      append_text (text, ferry_comparison_data_get_text (self, row->company));
      append_text (text, ferry_comparison_data_get_text (self, row->table));
      append_text (text, kind_nicks[row->kind]);
      append_text (text, before == NULL ? "" : ferry_table_status_to_nick (before->status));
      append_text (text, after == NULL ? "" : ferry_table_status_to_nick (after->status));
      append_count (text, before, before == NULL ? 0 : before->records_copied);
      append_count (text, after, after == NULL ? 0 : after->records_copied);
      append_count (text, before, before == NULL ? 0 : before->total_records);
      append_count (text, after, after == NULL ? 0 : after->total_records);
      append_text (text, before == NULL ? "" : ferry_detail_store_get_text (self->before, before->message));
      append_text (text, after == NULL ? "" : ferry_detail_store_get_text (self->after, after->message));
      g_string_truncate (text, text->len - 1);
      g_string_append (text, "\r\n");
    }
  return g_string_free_to_bytes (text);
}
