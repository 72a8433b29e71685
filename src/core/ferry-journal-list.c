/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-journal-list.h"

#include <stdlib.h>
#include <string.h>

/* What may be looked for, and sorted by, is what is shown: the words, not the names in the file. */
typedef enum
{
  TEXT_WHO,
  TEXT_ENVIRONMENT,
  TEXT_ACTION,
  TEXT_SUBJECT,
  TEXT_OUTCOME,
  TEXT_MESSAGE,
  TEXT_CORRELATION_ID,
  N_TEXTS,
} Text;

typedef struct
{
  char *search; /* case-folded; NULL shows all */
  char *environment_id;
  guint outcomes;
  gint64 since;
  FerryJournalColumn column;
  gboolean descending;
} Query;

struct _FerryJournalList
{
  FerryIndexList parent_instance;

  GPtrArray *entries; /* never changed once it is shown */
  Query query;
};

enum
{
  PROP_0,
  PROP_N_ROWS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryJournalList, ferry_journal_list, FERRY_TYPE_INDEX_LIST)

static char *
dup_text (FerryJournalEntry *entry, Text text)
{
  switch (text)
    {
    case TEXT_WHO:
      return g_strdup (ferry_journal_entry_get_who (entry));
    case TEXT_ENVIRONMENT:
      return g_strdup (ferry_journal_entry_get_environment_name (entry));
    case TEXT_ACTION:
      return g_strdup (ferry_journal_entry_get_action_label (entry));
    case TEXT_SUBJECT:
      return ferry_journal_entry_dup_subject_label (entry);
    case TEXT_OUTCOME:
      return g_strdup (ferry_outcome_to_label (ferry_journal_entry_get_outcome (entry)));
    case TEXT_MESSAGE:
      return ferry_journal_entry_dup_message_label (entry);
    case TEXT_CORRELATION_ID:
      return g_strdup (ferry_journal_entry_get_correlation_id (entry));
    case N_TEXTS:
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

/* ---- Index, in any thread ---- */

static gpointer
copy_query (gconstpointer data)
{
  Query *copy = g_memdup2 (data, sizeof (Query));

  copy->search = g_strdup (copy->search);
  copy->environment_id = g_strdup (copy->environment_id);
  return copy;
}

static void
clear_query (Query *query)
{
  g_clear_pointer (&query->search, g_free);
  g_clear_pointer (&query->environment_id, g_free);
}

static void
free_query (gpointer query)
{
  clear_query (query);
  g_free (query);
}

static gboolean
passes_filter (FerryJournalEntry *entry, const Query *query)
{
  if (query->since > ferry_journal_entry_get_at (entry))
    return FALSE;
  if (query->outcomes != 0 && !(query->outcomes & 1u << ferry_journal_entry_get_outcome (entry)))
    return FALSE;
  return query->environment_id == NULL
         || g_str_equal (query->environment_id, ferry_journal_entry_get_environment_id (entry));
}

/* Texts repeat, so each different one is folded and looked through once. */
static gboolean
passes_search (FerryJournalEntry *entry, const Query *query, GHashTable *known)
{
  if (query->search == NULL)
    return TRUE;
  for (Text i = 0; i < N_TEXTS; i++)
    {
      char *text = dup_text (entry, i);
      gpointer found;

      if (g_hash_table_lookup_extended (known, text, NULL, &found))
        g_free (text);
      else
        {
          g_autofree char *folded = g_utf8_casefold (text, -1);

          found = GINT_TO_POINTER (strstr (folded, query->search) != NULL);
          g_hash_table_insert (known, text, found);
        }
      if (GPOINTER_TO_INT (found))
        return TRUE;
    }
  return FALSE;
}

typedef struct
{
  char *key; /* NULL where it is sorted by a number */
  gint64 number;
  guint32 row;
} Sorted;

static int
compare (const Sorted *a, const Sorted *b)
{
  if (a->key != NULL)
    return strcmp (a->key, b->key);
  return a->number < b->number ? -1 : a->number > b->number ? 1 : 0;
}

/* Equal ones stay newest first, which is how they come, whichever way it is sorted. */
static int
compare_ascending (gconstpointer a, gconstpointer b)
{
  int order = compare (a, b);

  return order != 0 ? order : ((const Sorted *) a)->row < ((const Sorted *) b)->row ? -1 : 1;
}

static int
compare_descending (gconstpointer a, gconstpointer b)
{
  int order = compare (b, a);

  return order != 0 ? order : ((const Sorted *) a)->row < ((const Sorted *) b)->row ? -1 : 1;
}

static char *
dup_key (FerryJournalEntry *entry, FerryJournalColumn column)
{
  static const Text texts[] = {
    [FERRY_JOURNAL_COLUMN_WHO] = TEXT_WHO,         [FERRY_JOURNAL_COLUMN_ENVIRONMENT] = TEXT_ENVIRONMENT,
    [FERRY_JOURNAL_COLUMN_ACTION] = TEXT_ACTION,   [FERRY_JOURNAL_COLUMN_SUBJECT] = TEXT_SUBJECT,
    [FERRY_JOURNAL_COLUMN_OUTCOME] = TEXT_OUTCOME, [FERRY_JOURNAL_COLUMN_MESSAGE] = TEXT_MESSAGE,
  };
  g_autofree char *text = NULL;

  if (column == FERRY_JOURNAL_COLUMN_AT)
    return NULL;
  text = dup_text (entry, texts[column]);
  return g_utf8_collate_key (text, -1);
}

static void
sort (GPtrArray *entries, const Query *query, GArray *rows)
{
  g_autofree Sorted *sorted = g_new (Sorted, rows->len);

  for (guint i = 0; i < rows->len; i++)
    {
      guint32 row = g_array_index (rows, guint32, i);
      FerryJournalEntry *entry = g_ptr_array_index (entries, row);

      sorted[i] = (Sorted){ dup_key (entry, query->column), ferry_journal_entry_get_at (entry), row };
    }
  if (rows->len > 0)
    qsort (sorted, rows->len, sizeof *sorted, query->descending ? compare_descending : compare_ascending);
  for (guint i = 0; i < rows->len; i++)
    {
      g_array_index (rows, guint32, i) = sorted[i].row;
      g_free (sorted[i].key);
    }
}

static GArray *
make_index (gpointer data, gconstpointer query_data, GCancellable *cancellable)
{
  GPtrArray *entries = data;
  const Query *query = query_data;
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) rows = g_array_sized_new (FALSE, FALSE, sizeof (guint32), entries->len);

  for (guint32 i = 0; i < entries->len; i++)
    {
      FerryJournalEntry *entry = g_ptr_array_index (entries, i);

      if (i % 1000 == 0 && g_cancellable_is_cancelled (cancellable))
        return NULL;
      if (passes_filter (entry, query) && passes_search (entry, query, known))
        g_array_append_val (rows, i);
    }
  sort (entries, query, rows);
  return g_cancellable_is_cancelled (cancellable) ? NULL : g_steal_pointer (&rows);
}

static gpointer
ref_rows (gpointer rows)
{
  return g_ptr_array_ref (rows);
}

static void
unref_rows (gpointer rows)
{
  g_ptr_array_unref (rows);
}

static guint
count_rows (gpointer rows)
{
  return ((GPtrArray *) rows)->len;
}

static GObject *
make_item (gpointer rows, guint row)
{
  return g_object_new (G_TYPE_OBJECT, NULL);
}

static void
reindex (FerryJournalList *self)
{
  ferry_index_list_show (FERRY_INDEX_LIST (self), self->entries, &self->query);
}

/* ---- Filter and order ---- */

void
ferry_journal_list_set_search (FerryJournalList *self, const char *text)
{
  g_autofree char *folded = NULL;

  g_return_if_fail (FERRY_IS_JOURNAL_LIST (self));

  if (text != NULL && *text != '\0')
    folded = g_utf8_casefold (text, -1);
  if (g_strcmp0 (folded, self->query.search) == 0)
    return;
  g_free (self->query.search);
  self->query.search = g_steal_pointer (&folded);
  reindex (self);
}

void
ferry_journal_list_set_environment (FerryJournalList *self, const char *environment_id)
{
  g_return_if_fail (FERRY_IS_JOURNAL_LIST (self));

  if (g_strcmp0 (environment_id, self->query.environment_id) == 0)
    return;
  g_free (self->query.environment_id);
  self->query.environment_id = g_strdup (environment_id);
  reindex (self);
}

void
ferry_journal_list_set_outcomes (FerryJournalList *self, guint outcomes)
{
  g_return_if_fail (FERRY_IS_JOURNAL_LIST (self));

  if (outcomes == self->query.outcomes)
    return;
  self->query.outcomes = outcomes;
  reindex (self);
}

void
ferry_journal_list_set_period (FerryJournalList *self, gint64 since)
{
  g_return_if_fail (FERRY_IS_JOURNAL_LIST (self));

  if (since == self->query.since)
    return;
  self->query.since = since;
  reindex (self);
}

void
ferry_journal_list_set_sort (FerryJournalList *self, FerryJournalColumn column, gboolean descending)
{
  g_return_if_fail (FERRY_IS_JOURNAL_LIST (self));

  if (self->query.column == column && self->query.descending == descending)
    return;
  self->query.column = column;
  self->query.descending = descending;
  reindex (self);
}

/* ---- Entries ---- */

void
ferry_journal_list_set_entries (FerryJournalList *self, GPtrArray *entries)
{
  g_return_if_fail (FERRY_IS_JOURNAL_LIST (self));
  g_return_if_fail (entries != NULL);

  g_ptr_array_ref (entries);
  g_ptr_array_unref (self->entries);
  self->entries = entries;
  reindex (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ROWS]);
}

FerryJournalEntry *
ferry_journal_list_get (FerryJournalList *self, guint position)
{
  GPtrArray *shown;
  guint row;

  g_return_val_if_fail (FERRY_IS_JOURNAL_LIST (self), NULL);

  shown = ferry_index_list_get_rows (FERRY_INDEX_LIST (self));
  row = ferry_index_list_get_row (FERRY_INDEX_LIST (self), position);
  return row != G_MAXUINT ? shown->pdata[row] : NULL;
}

static guint
find_row (GPtrArray *entries, gint64 id)
{
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    if (ferry_journal_entry_get_id (entries->pdata[i]) == id)
      return i;
  return G_MAXUINT;
}

FerryJournalEntry *
ferry_journal_list_find (FerryJournalList *self, gint64 id)
{
  guint row;

  g_return_val_if_fail (FERRY_IS_JOURNAL_LIST (self), NULL);

  row = find_row (self->entries, id);
  return row != G_MAXUINT ? self->entries->pdata[row] : NULL;
}

guint
ferry_journal_list_position_of (FerryJournalList *self, gint64 id)
{
  guint row;

  g_return_val_if_fail (FERRY_IS_JOURNAL_LIST (self), G_MAXUINT);

  row = find_row (ferry_index_list_get_rows (FERRY_INDEX_LIST (self)), id);
  return row != G_MAXUINT ? ferry_index_list_position_of_row (FERRY_INDEX_LIST (self), row) : G_MAXUINT;
}

guint
ferry_journal_list_get_n_rows (FerryJournalList *self)
{
  g_return_val_if_fail (FERRY_IS_JOURNAL_LIST (self), 0);
  return self->entries->len;
}

GPtrArray *
ferry_journal_list_dup_shown (FerryJournalList *self)
{
  GPtrArray *shown = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self));

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (shown, g_object_ref (ferry_journal_list_get (self, i)));
  return shown;
}

/* ---- Class ---- */

FerryJournalList *
ferry_journal_list_new (void)
{
  return g_object_new (FERRY_TYPE_JOURNAL_LIST, NULL);
}

static void
ferry_journal_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_N_ROWS)
    g_value_set_uint (value, FERRY_JOURNAL_LIST (object)->entries->len);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ferry_journal_list_finalize (GObject *object)
{
  FerryJournalList *self = FERRY_JOURNAL_LIST (object);

  g_ptr_array_unref (self->entries);
  clear_query (&self->query);
  G_OBJECT_CLASS (ferry_journal_list_parent_class)->finalize (object);
}

static void
ferry_journal_list_class_init (FerryJournalListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  FerryIndexListClass *list_class = FERRY_INDEX_LIST_CLASS (klass);

  object_class->get_property = ferry_journal_list_get_property;
  object_class->finalize = ferry_journal_list_finalize;
  list_class->ref_rows = ref_rows;
  list_class->unref_rows = unref_rows;
  list_class->count_rows = count_rows;
  list_class->copy_query = copy_query;
  list_class->free_query = free_query;
  list_class->make_index = make_index;
  list_class->make_item = make_item;

  properties[PROP_N_ROWS]
    = g_param_spec_uint ("n-rows", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ferry_journal_list_init (FerryJournalList *self)
{
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  self->query.column = FERRY_JOURNAL_COLUMN_AT;
  self->query.descending = TRUE;
  reindex (self);
}
