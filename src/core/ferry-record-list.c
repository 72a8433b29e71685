/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-record-list.h"

#include <string.h>

#define MAX_FIELDS 16

typedef struct
{
  guint8 kinds[MAX_FIELDS]; /* FerryFieldKind, by field */
  guint searched;           /* a bit for each field */
  guint n_fields;
  char *search; /* case-folded; NULL shows all */
  char *texts[MAX_FIELDS];
  gint8 flags[MAX_FIELDS]; /* wanted + 1; 0 shows all */
  gboolean sorted;
  guint sort_field;
  gboolean descending;
} Query;

struct _FerryRecordList
{
  FerryIndexList parent_instance;

  GType type;
  GPtrArray *records; /* never changed once it is shown: a change makes another one */
  Query query;
};

enum
{
  PROP_0,
  PROP_N_ROWS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryRecordList, ferry_record_list, FERRY_TYPE_INDEX_LIST)

static gboolean
is_text (const Query *query, guint field)
{
  return query->kinds[field] == FERRY_FIELD_STRING || query->kinds[field] == FERRY_FIELD_WORD;
}

static gpointer
copy_query (gconstpointer data)
{
  Query *copy = g_memdup2 (data, sizeof (Query));

  copy->search = g_strdup (copy->search);
  for (guint i = 0; i < MAX_FIELDS; i++)
    copy->texts[i] = g_strdup (copy->texts[i]);
  return copy;
}

static void
clear_query (Query *query)
{
  g_clear_pointer (&query->search, g_free);
  for (guint i = 0; i < MAX_FIELDS; i++)
    g_clear_pointer (&query->texts[i], g_free);
}

static void
free_query (gpointer query)
{
  clear_query (query);
  g_free (query);
}

/* ---- Index ---- */

static gboolean
passes_filters (FerryRecord *record, const Query *query)
{
  for (guint i = 0; i < query->n_fields; i++)
    {
      if (query->texts[i] != NULL && !g_str_equal (query->texts[i], ferry_record_get_string (record, i)))
        return FALSE;
      if (query->flags[i] > 0 && ferry_record_get_boolean (record, i) != (query->flags[i] > 1))
        return FALSE;
    }
  return TRUE;
}

/* Names repeat, so each different text is folded and looked through once. */
static gboolean
text_matches (GHashTable *known, const char *text, const char *search)
{
  gpointer answer;
  g_autofree char *folded = NULL;

  if (g_hash_table_lookup_extended (known, text, NULL, &answer))
    return GPOINTER_TO_INT (answer);
  folded = g_utf8_casefold (text, -1);
  answer = GINT_TO_POINTER (strstr (folded, search) != NULL);
  g_hash_table_insert (known, (gpointer) text, answer);
  return GPOINTER_TO_INT (answer);
}

static gboolean
passes_search (FerryRecord *record, const Query *query, GHashTable *known)
{
  for (guint i = 0; i < query->n_fields; i++)
    {
      char number[24];

      if (!(query->searched & 1u << i))
        continue;
      if (is_text (query, i))
        {
          if (text_matches (known, ferry_record_get_string (record, i), query->search))
            return TRUE;
          continue;
        }
      g_snprintf (number, sizeof number, "%" G_GINT64_FORMAT, ferry_record_get_int (record, i));
      if (g_str_has_prefix (number, query->search))
        return TRUE;
    }
  return FALSE;
}

static GArray *
filter (GPtrArray *records, const Query *query)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (guint32), records->len);

  for (guint32 i = 0; i < records->len; i++)
    if (passes_filters (records->pdata[i], query)
        && (query->search == NULL || passes_search (records->pdata[i], query, known)))
      g_array_append_val (rows, i);
  return rows;
}

typedef struct
{
  const char *text;
  char *key;
} Ranked;

static int
compare_ranked (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Ranked *) a)->key, ((const Ranked *) b)->key);
}

/* Returns: (transfer full): the place of each different text in the locale's order */
static GHashTable *
rank_texts (GPtrArray *records, GArray *rows, guint field)
{
  GHashTable *ranks = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));

  for (guint i = 0; i < rows->len; i++)
    {
      const char *text = ferry_record_get_string (records->pdata[g_array_index (rows, guint32, i)], field);

      if (g_hash_table_add (ranks, (gpointer) text))
        {
          Ranked entry = { text, g_utf8_collate_key (text, -1) };

          g_array_append_val (ranked, entry);
        }
    }
  g_array_sort (ranked, compare_ranked);
  for (guint i = 0; i < ranked->len; i++)
    {
      Ranked *entry = &g_array_index (ranked, Ranked, i);

      g_hash_table_insert (ranks, (gpointer) entry->text, GUINT_TO_POINTER (i));
      g_free (entry->key);
    }
  return ranks;
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
sort (GPtrArray *records, const Query *query, GArray *rows)
{
  guint field = query->sort_field;
  g_autoptr (GHashTable) ranks = is_text (query, field) ? rank_texts (records, rows, field) : NULL;
  g_autofree Sorted *sorted = g_new (Sorted, rows->len);

  for (guint i = 0; i < rows->len; i++)
    {
      guint32 row = g_array_index (rows, guint32, i);
      FerryRecord *record = records->pdata[row];
      gint64 key
        = ranks == NULL
            ? ferry_record_get_int (record, field)
            : GPOINTER_TO_UINT (g_hash_table_lookup (ranks, ferry_record_get_string (record, field)));

      sorted[i] = (Sorted){ query->descending ? -key : key, row };
    }
  if (rows->len > 0)
    qsort (sorted, rows->len, sizeof *sorted, compare_sorted);
  for (guint i = 0; i < rows->len; i++)
    g_array_index (rows, guint32, i) = sorted[i].row;
}

static GArray *
make_index (gpointer data, gconstpointer query_data, GCancellable *cancellable)
{
  GPtrArray *records = data;
  const Query *query = query_data;
  g_autoptr (GArray) rows = NULL;

  if (g_cancellable_is_cancelled (cancellable))
    return NULL;
  rows = filter (records, query);
  if (g_cancellable_is_cancelled (cancellable))
    return NULL;
  if (query->sorted)
    sort (records, query, rows);
  return g_steal_pointer (&rows);
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
reindex (FerryRecordList *self)
{
  ferry_index_list_show (FERRY_INDEX_LIST (self), self->records, &self->query);
}

/* ---- Filter and order ---- */

static guint
find_field (FerryRecordList *self, const char *property)
{
  g_autoptr (FerryRecordClass) klass = g_type_class_ref (self->type);

  for (guint i = 0; i < klass->n_fields; i++)
    if (g_str_equal (klass->fields[i].property, property))
      return i;
  g_return_val_if_reached (0);
}

void
ferry_record_list_set_search (FerryRecordList *self, const char *text)
{
  g_autofree char *folded = NULL;

  g_return_if_fail (FERRY_IS_RECORD_LIST (self));

  if (text != NULL && *text != '\0')
    folded = g_utf8_casefold (text, -1);
  if (g_strcmp0 (folded, self->query.search) == 0)
    return;
  g_free (self->query.search);
  self->query.search = g_steal_pointer (&folded);
  reindex (self);
}

void
ferry_record_list_set_text_filter (FerryRecordList *self, const char *property, const char *value)
{
  guint field;

  g_return_if_fail (FERRY_IS_RECORD_LIST (self));

  field = find_field (self, property);
  g_return_if_fail (is_text (&self->query, field));
  if (g_strcmp0 (self->query.texts[field], value) == 0)
    return;
  g_free (self->query.texts[field]);
  self->query.texts[field] = g_strdup (value);
  reindex (self);
}

void
ferry_record_list_set_flag_filter (FerryRecordList *self, const char *property, int wanted)
{
  guint field;

  g_return_if_fail (FERRY_IS_RECORD_LIST (self));

  field = find_field (self, property);
  g_return_if_fail (!is_text (&self->query, field));
  if (self->query.flags[field] == wanted + 1)
    return;
  self->query.flags[field] = (gint8) (wanted + 1);
  reindex (self);
}

void
ferry_record_list_set_sort (FerryRecordList *self, const char *property, gboolean descending)
{
  guint field;

  g_return_if_fail (FERRY_IS_RECORD_LIST (self));

  field = find_field (self, property);
  if (self->query.sorted && self->query.sort_field == field && self->query.descending == descending)
    return;
  self->query.sorted = TRUE;
  self->query.sort_field = field;
  self->query.descending = descending;
  reindex (self);
}

/* ---- Records ---- */

void
ferry_record_list_set_records (FerryRecordList *self, GPtrArray *records)
{
  g_return_if_fail (FERRY_IS_RECORD_LIST (self));
  g_return_if_fail (records != NULL);

  g_ptr_array_ref (records);
  g_ptr_array_unref (self->records);
  self->records = records;
  reindex (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ROWS]);
}

static guint
find_row (GPtrArray *records, const char *id)
{
  for (guint i = 0; i < records->len; i++)
    if (g_str_equal (ferry_record_get_id (records->pdata[i]), id))
      return i;
  return G_MAXUINT;
}

static gpointer
copy_record (gconstpointer record, gpointer unused)
{
  return g_object_ref ((gpointer) record);
}

void
ferry_record_list_put (FerryRecordList *self, FerryRecord *record)
{
  guint row;
  GPtrArray *records;

  g_return_if_fail (FERRY_IS_RECORD_LIST (self));
  g_return_if_fail (G_OBJECT_TYPE (record) == self->type);

  row = find_row (self->records, ferry_record_get_id (record));
  if (row == G_MAXUINT)
    return;
  records = g_ptr_array_copy (self->records, copy_record, NULL);
  g_ptr_array_set_free_func (records, g_object_unref);
  g_object_unref (records->pdata[row]);
  records->pdata[row] = g_object_ref (record);
  g_ptr_array_unref (self->records);
  self->records = records;
  reindex (self);
}

FerryRecord *
ferry_record_list_get (FerryRecordList *self, guint position)
{
  GPtrArray *shown;
  guint row;

  g_return_val_if_fail (FERRY_IS_RECORD_LIST (self), NULL);

  shown = ferry_index_list_get_rows (FERRY_INDEX_LIST (self));
  row = ferry_index_list_get_row (FERRY_INDEX_LIST (self), position);
  return row != G_MAXUINT ? shown->pdata[row] : NULL;
}

FerryRecord *
ferry_record_list_find (FerryRecordList *self, const char *id)
{
  guint row;

  g_return_val_if_fail (FERRY_IS_RECORD_LIST (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  row = find_row (self->records, id);
  return row != G_MAXUINT ? self->records->pdata[row] : NULL;
}

guint
ferry_record_list_position_of (FerryRecordList *self, const char *id)
{
  GPtrArray *shown;
  guint row;

  g_return_val_if_fail (FERRY_IS_RECORD_LIST (self), G_MAXUINT);
  g_return_val_if_fail (id != NULL, G_MAXUINT);

  shown = ferry_index_list_get_rows (FERRY_INDEX_LIST (self));
  row = shown != NULL ? find_row (shown, id) : G_MAXUINT;
  return row != G_MAXUINT ? ferry_index_list_position_of_row (FERRY_INDEX_LIST (self), row) : G_MAXUINT;
}

guint
ferry_record_list_get_n_rows (FerryRecordList *self)
{
  g_return_val_if_fail (FERRY_IS_RECORD_LIST (self), 0);
  return self->records->len;
}

GPtrArray *
ferry_record_list_get_records (FerryRecordList *self)
{
  g_return_val_if_fail (FERRY_IS_RECORD_LIST (self), NULL);
  return self->records;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

char **
ferry_record_list_dup_values (FerryRecordList *self, const char *property)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *values = g_ptr_array_new ();
  guint field;

  g_return_val_if_fail (FERRY_IS_RECORD_LIST (self), NULL);

  field = find_field (self, property);
  for (guint i = 0; i < self->records->len; i++)
    {
      const char *value = ferry_record_get_string (self->records->pdata[i], field);

      if (g_hash_table_add (seen, (gpointer) value))
        g_ptr_array_add (values, g_strdup (value));
    }
  g_ptr_array_sort (values, compare_names);
  g_ptr_array_add (values, NULL);
  return (char **) g_ptr_array_free (values, FALSE);
}

/* ---- Class ---- */

FerryRecordList *
ferry_record_list_new (GType type, const char *const *searched)
{
  g_autoptr (FerryRecordClass) klass = NULL;
  FerryRecordList *self;

  g_return_val_if_fail (g_type_is_a (type, FERRY_TYPE_RECORD), NULL);
  g_return_val_if_fail (searched != NULL, NULL);

  self = g_object_new (FERRY_TYPE_RECORD_LIST, NULL);
  self->type = type;
  klass = g_type_class_ref (type);
  g_return_val_if_fail (klass->n_fields <= MAX_FIELDS, self);
  self->query.n_fields = klass->n_fields;
  for (guint i = 0; i < klass->n_fields; i++)
    self->query.kinds[i] = (guint8) klass->fields[i].kind;
  for (guint i = 0; searched[i] != NULL; i++)
    self->query.searched |= 1u << find_field (self, searched[i]);
  reindex (self);
  return self;
}

static void
ferry_record_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_N_ROWS)
    g_value_set_uint (value, FERRY_RECORD_LIST (object)->records->len);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ferry_record_list_finalize (GObject *object)
{
  FerryRecordList *self = FERRY_RECORD_LIST (object);

  g_ptr_array_unref (self->records);
  clear_query (&self->query);
  G_OBJECT_CLASS (ferry_record_list_parent_class)->finalize (object);
}

static void
ferry_record_list_class_init (FerryRecordListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  FerryIndexListClass *list_class = FERRY_INDEX_LIST_CLASS (klass);

  object_class->get_property = ferry_record_list_get_property;
  object_class->finalize = ferry_record_list_finalize;
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
ferry_record_list_init (FerryRecordList *self)
{
  self->records = g_ptr_array_new_with_free_func (g_object_unref);
}
