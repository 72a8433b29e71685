/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-detail-list-private.h"

#include <string.h>

#include "ferry-detail-index.h"
#include "ferry-detail-reader.h"
#include "ferry-table-detail-private.h"

struct _FerryDetailList
{
  FerryIndexList parent_instance;

  FerryDetailStore *store;    /* the newest state; the one on show may be older, until its index is made */
  FerryDetailStore *incoming; /* between begin and end of a load */
  FerryDetailQuery query;
};

enum
{
  PROP_0,
  PROP_N_ROWS,
  PROP_N_SUCCESSFUL,
  PROP_N_FAILED,
  PROP_N_WARNINGS,
  PROP_N_REMAINING,
  PROP_RECORDS_COPIED,
  PROP_TOTAL_RECORDS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryDetailList, ferry_detail_list, FERRY_TYPE_INDEX_LIST)

/* ---- Index ---- */

static guint
count_rows (gpointer rows)
{
  return ferry_detail_store_get_size (rows);
}

static GArray *
make_index (gpointer rows, gconstpointer query, GCancellable *cancellable)
{
  return ferry_detail_index_new (rows, query, cancellable);
}

static GObject *
make_item (gpointer rows, guint row)
{
  return G_OBJECT (ferry_table_detail_new (rows, row));
}

static void
show_item (GObject *item, gpointer rows, guint row)
{
  ferry_table_detail_show (FERRY_TABLE_DETAIL (item), rows, row);
}

static void
reindex (FerryDetailList *self)
{
  ferry_index_list_show (FERRY_INDEX_LIST (self), self->store, &self->query);
}

/* ---- Class ---- */

static void
ferry_detail_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FerryDetailList *self = FERRY_DETAIL_LIST (object);

  switch (prop_id)
    {
    case PROP_N_ROWS:
      g_value_set_uint (value, ferry_detail_list_get_n_rows (self));
      break;
    case PROP_N_SUCCESSFUL:
      g_value_set_uint (value, ferry_detail_list_count (self, FERRY_TABLE_STATUS_SUCCESSFUL));
      break;
    case PROP_N_FAILED:
      g_value_set_uint (value, ferry_detail_list_count (self, FERRY_TABLE_STATUS_FAILED));
      break;
    case PROP_N_WARNINGS:
      g_value_set_uint (value, ferry_detail_list_count (self, FERRY_TABLE_STATUS_WARNING));
      break;
    case PROP_N_REMAINING:
      g_value_set_uint (value, ferry_detail_list_count (self, FERRY_TABLE_STATUS_NOT_STARTED)
                                 + ferry_detail_list_count (self, FERRY_TABLE_STATUS_IN_PROGRESS));
      break;
    case PROP_RECORDS_COPIED:
      g_value_set_int64 (value, ferry_detail_store_get_records_copied (self->store));
      break;
    case PROP_TOTAL_RECORDS:
      g_value_set_int64 (value, ferry_detail_store_get_total_records (self->store));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_detail_list_finalize (GObject *object)
{
  FerryDetailList *self = FERRY_DETAIL_LIST (object);

  ferry_detail_store_unref (self->store);
  g_clear_pointer (&self->incoming, ferry_detail_store_unref);
  ferry_detail_query_clear (&self->query);
  G_OBJECT_CLASS (ferry_detail_list_parent_class)->finalize (object);
}

static GParamSpec *
count_property (const char *name)
{
  return g_param_spec_uint (name, NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static GParamSpec *
sum_property (const char *name)
{
  return g_param_spec_int64 (name, NULL, NULL, G_MININT64, G_MAXINT64, 0,
                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
ferry_detail_list_class_init (FerryDetailListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  FerryIndexListClass *list_class = FERRY_INDEX_LIST_CLASS (klass);

  object_class->get_property = ferry_detail_list_get_property;
  object_class->finalize = ferry_detail_list_finalize;
  list_class->item_type = FERRY_TYPE_TABLE_DETAIL;
  list_class->ref_rows = (gpointer (*) (gpointer)) ferry_detail_store_ref;
  list_class->unref_rows = (void (*) (gpointer)) ferry_detail_store_unref;
  list_class->count_rows = count_rows;
  list_class->copy_query = (gpointer (*) (gconstpointer)) ferry_detail_query_copy;
  list_class->free_query = (void (*) (gpointer)) ferry_detail_query_free;
  list_class->make_index = make_index;
  list_class->make_item = make_item;
  list_class->show_item = show_item;

  properties[PROP_N_ROWS] = count_property ("n-rows");
  properties[PROP_N_SUCCESSFUL] = count_property ("n-successful");
  properties[PROP_N_FAILED] = count_property ("n-failed");
  properties[PROP_N_WARNINGS] = count_property ("n-warnings");
  properties[PROP_N_REMAINING] = count_property ("n-remaining");
  properties[PROP_RECORDS_COPIED] = sum_property ("records-copied");
  properties[PROP_TOTAL_RECORDS] = sum_property ("total-records");
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ferry_detail_list_init (FerryDetailList *self)
{
  self->store = ferry_detail_store_new ();
}

FerryDetailList *
ferry_detail_list_new (void)
{
  return g_object_new (FERRY_TYPE_DETAIL_LIST, NULL);
}

/* ---- Filter and order ---- */

void
ferry_detail_list_set_filter (FerryDetailList *self, guint statuses, const char *company, const char *text)
{
  g_autofree char *folded = text && *text ? g_utf8_casefold (text, -1) : NULL;

  g_return_if_fail (FERRY_IS_DETAIL_LIST (self));

  if (self->query.statuses == statuses && g_strcmp0 (self->query.company, company) == 0
      && g_strcmp0 (self->query.text, folded) == 0)
    return;
  g_free (self->query.company);
  g_free (self->query.text);
  self->query.statuses = statuses;
  self->query.company = g_strdup (company);
  self->query.text = g_steal_pointer (&folded);
  reindex (self);
}

void
ferry_detail_list_set_cause (FerryDetailList *self, const char *cause)
{
  g_return_if_fail (FERRY_IS_DETAIL_LIST (self));

  if (g_strcmp0 (self->query.cause, cause) == 0)
    return;
  g_free (self->query.cause);
  self->query.cause = g_strdup (cause);
  reindex (self);
}

void
ferry_detail_list_set_sort (FerryDetailList *self, FerryDetailColumn column, gboolean descending)
{
  g_return_if_fail (FERRY_IS_DETAIL_LIST (self));

  if (self->query.sorted && self->query.column == column && self->query.descending == descending)
    return;
  self->query.sorted = TRUE;
  self->query.column = column;
  self->query.descending = descending;
  reindex (self);
}

/* ---- Rows ---- */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

char **
ferry_detail_list_get_companies (FerryDetailList *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GPtrArray *names = g_ptr_array_new ();

  g_return_val_if_fail (FERRY_IS_DETAIL_LIST (self), NULL);

  for (guint i = 0; i < ferry_detail_store_get_size (self->store); i++)
    {
      guint32 company = ferry_detail_store_get (self->store, i)->company;

      if (g_hash_table_add (seen, GUINT_TO_POINTER (company)))
        g_ptr_array_add (names, g_strdup (ferry_detail_store_get_text (self->store, company)));
    }
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

FerryTableDetail *
ferry_detail_list_get_row (FerryDetailList *self, const char *id)
{
  guint row;

  g_return_val_if_fail (FERRY_IS_DETAIL_LIST (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  row = ferry_detail_store_find (self->store, id);
  return row == G_MAXUINT ? NULL : ferry_table_detail_new (self->store, row);
}

FerryTableDetail *
ferry_detail_list_find (FerryDetailList *self, const char *company, const char *table)
{
  guint n;

  g_return_val_if_fail (FERRY_IS_DETAIL_LIST (self), NULL);
  g_return_val_if_fail (company != NULL && table != NULL, NULL);

  n = ferry_detail_store_get_size (self->store);
  for (guint i = 0; i < n; i++)
    {
      const FerryDetailRow *row = ferry_detail_store_get (self->store, i);

      if (g_str_equal (ferry_detail_store_get_text (self->store, row->table), table)
          && g_str_equal (ferry_detail_store_get_text (self->store, row->company), company))
        return ferry_table_detail_new (self->store, i);
    }
  return NULL;
}

guint
ferry_detail_list_position_of (FerryDetailList *self, const char *id)
{
  FerryDetailStore *shown;
  guint row;

  g_return_val_if_fail (FERRY_IS_DETAIL_LIST (self), G_MAXUINT);
  g_return_val_if_fail (id != NULL, G_MAXUINT);

  shown = ferry_index_list_get_rows (FERRY_INDEX_LIST (self));
  row = shown != NULL ? ferry_detail_store_find (shown, id) : G_MAXUINT;
  return row != G_MAXUINT ? ferry_index_list_position_of_row (FERRY_INDEX_LIST (self), row) : G_MAXUINT;
}

guint
ferry_detail_list_get_n_rows (FerryDetailList *self)
{
  g_return_val_if_fail (FERRY_IS_DETAIL_LIST (self), 0);

  return ferry_detail_store_get_size (self->store);
}

guint
ferry_detail_list_count (FerryDetailList *self, FerryTableStatus status)
{
  g_return_val_if_fail (FERRY_IS_DETAIL_LIST (self), 0);

  return ferry_detail_store_count (self->store, status);
}

GPtrArray *
ferry_detail_list_get_all (FerryDetailList *self)
{
  guint size;
  GPtrArray *rows;

  g_return_val_if_fail (FERRY_IS_DETAIL_LIST (self), NULL);

  size = ferry_detail_store_get_size (self->store);
  rows = g_ptr_array_new_full (size, g_object_unref);
  for (guint i = 0; i < size; i++)
    g_ptr_array_add (rows, ferry_table_detail_new (self->store, i));
  return rows;
}

/* ---- Loading ---- */

FerryDetailStore *
ferry_detail_list_ref_store (FerryDetailList *self)
{
  g_return_val_if_fail (FERRY_IS_DETAIL_LIST (self), NULL);

  return ferry_detail_store_ref (self->store);
}

void
ferry_detail_list_take_store (FerryDetailList *self, FerryDetailStore *store)
{
  g_return_if_fail (FERRY_IS_DETAIL_LIST (self));
  g_return_if_fail (store != NULL);

  ferry_detail_store_unref (self->store);
  self->store = store;
  reindex (self);

  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = PROP_N_ROWS; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  g_object_thaw_notify (G_OBJECT (self));
}

void
ferry_detail_list_begin_load (FerryDetailList *self)
{
  g_return_if_fail (FERRY_IS_DETAIL_LIST (self));

  g_clear_pointer (&self->incoming, ferry_detail_store_unref);
  self->incoming = ferry_detail_store_new ();
}

gboolean
ferry_detail_list_parse_page (GBytes *page, gpointer user_data, char **next_link, GError **error)
{
  FerryDetailList *self = user_data;
  gsize length;
  const char *json;

  g_return_val_if_fail (FERRY_IS_DETAIL_LIST (self) && self->incoming, FALSE);

  json = g_bytes_get_data (page, &length);
  return ferry_detail_reader_read (json ?: "", length, self->incoming, next_link, error);
}

void
ferry_detail_list_end_load (FerryDetailList *self, gboolean keep)
{
  g_return_if_fail (FERRY_IS_DETAIL_LIST (self) && self->incoming);

  if (keep)
    ferry_detail_list_take_store (self, g_steal_pointer (&self->incoming));
  else
    g_clear_pointer (&self->incoming, ferry_detail_store_unref);
}

GBytes *
ferry_detail_list_serialize (FerryDetailList *self)
{
  g_return_val_if_fail (FERRY_IS_DETAIL_LIST (self), NULL);

  return ferry_detail_store_serialize (self->store);
}

gboolean
ferry_detail_list_deserialize (FerryDetailList *self, GBytes *bytes, GError **error)
{
  FerryDetailStore *store;

  g_return_val_if_fail (FERRY_IS_DETAIL_LIST (self), FALSE);

  store = ferry_detail_store_deserialize (bytes, error);
  if (store)
    ferry_detail_list_take_store (self, store);
  return store != NULL;
}
