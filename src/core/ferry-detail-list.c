/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-detail-list-private.h"

#include <string.h>

#include "ferry-detail-index.h"
#include "ferry-detail-reader.h"
#include "ferry-table-detail-private.h"

/* So many rows are filtered and sorted well within a frame, without a thread. */
#define SMALL 2000

struct _FerryDetailList
{
  GObject parent_instance;

  FerryDetailStore *store;    /* the newest state */
  FerryDetailStore *incoming; /* between begin and end of a load */
  FerryDetailStore *shown;    /* what the index refers to: @store, or an older one until its index is made */
  GArray *index;              /* of guint32: row of @shown, by position */
  GHashTable *items;          /* position → FerryTableDetail, not owned: the ones somebody holds */
  GHashTable *positions;      /* the same the other way round */
  FerryDetailQuery query;
  GCancellable *indexing; /* of the latest index in the making, or NULL */
};

enum
{
  PROP_0,
  PROP_N_ROWS,
  PROP_BUSY,
  PROP_N_SUCCESSFUL,
  PROP_N_FAILED,
  PROP_N_WARNINGS,
  PROP_N_REMAINING,
  PROP_RECORDS_COPIED,
  PROP_TOTAL_RECORDS,
  N_PROPS
};

enum
{
  REORDERED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void ferry_detail_list_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FerryDetailList,
                               ferry_detail_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, ferry_detail_list_iface_init))

/* ---- GListModel ---- */

static GType
ferry_detail_list_get_item_type (GListModel *model)
{
  return FERRY_TYPE_TABLE_DETAIL;
}

static guint
ferry_detail_list_get_n_items (GListModel *model)
{
  return FERRY_DETAIL_LIST (model)->index->len;
}

static void
on_item_gone (gpointer data, GObject *gone)
{
  FerryDetailList *self = data;

  g_hash_table_remove (self->items, g_hash_table_lookup (self->positions, gone));
  g_hash_table_remove (self->positions, gone);
}

static gpointer
ferry_detail_list_get_item (GListModel *model, guint position)
{
  FerryDetailList *self = FERRY_DETAIL_LIST (model);
  FerryTableDetail *item;

  if (position >= self->index->len)
    return NULL;
  item = g_hash_table_lookup (self->items, GUINT_TO_POINTER (position));
  if (item)
    return g_object_ref (item);
  item = ferry_table_detail_new (self->shown, g_array_index (self->index, guint32, position));
  g_hash_table_insert (self->items, GUINT_TO_POINTER (position), item);
  g_hash_table_insert (self->positions, item, GUINT_TO_POINTER (position));
  g_object_weak_ref (G_OBJECT (item), on_item_gone, self);
  return item;
}

static void
ferry_detail_list_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = ferry_detail_list_get_item_type;
  iface->get_n_items = ferry_detail_list_get_n_items;
  iface->get_item = ferry_detail_list_get_item;
}

/* ---- Index ---- */

static void
drop_items (FerryDetailList *self, guint from)
{
  GHashTableIter iter;
  gpointer position, item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &position, &item))
    if (GPOINTER_TO_UINT (position) >= from)
      {
        g_object_weak_unref (item, on_item_gone, self);
        g_hash_table_remove (self->positions, item);
        g_hash_table_iter_remove (&iter);
      }
}

/* @new_index: (transfer full) */
static void
show (FerryDetailList *self, FerryDetailStore *new_store, GArray *new_index)
{
  /* Handlers may filter or sort again: then there is another index, and everything follows that one. */
  g_autoptr (FerryDetailList) alive = g_object_ref (self);
  g_autoptr (FerryDetailStore) store = ferry_detail_store_ref (new_store);
  g_autoptr (GArray) index = g_array_ref (new_index);
  guint old_size = self->index->len;
  guint kept = MIN (old_size, index->len);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (guint));
  GHashTableIter iter;
  gpointer position, item;

  ferry_detail_store_ref (store);
  ferry_detail_store_unref (self->shown);
  self->shown = store;
  g_array_unref (self->index);
  self->index = new_index;

  /* Items past the end go with the change below; they are somebody else's until then. */
  drop_items (self, kept);
  if (index->len != old_size)
    g_list_model_items_changed (G_LIST_MODEL (self), kept, old_size - kept, index->len - kept);

  if (self->index != index)
    return;

  /* Handlers may release items: work on a copy. */
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &position, &item))
    {
      guint value = GPOINTER_TO_UINT (position);

      g_ptr_array_add (items, g_object_ref (item));
      g_array_append_val (positions, value);
    }
  for (guint i = 0; i < items->len && self->index == index; i++)
    ferry_table_detail_show (items->pdata[i], store,
                             g_array_index (index, guint32, g_array_index (positions, guint, i)));
  if (self->index == index)
    g_signal_emit (self, signals[REORDERED], 0);
}

typedef struct
{
  FerryDetailStore *store;
  FerryDetailQuery *query;
} IndexJob;

static void
index_job_free (IndexJob *job)
{
  ferry_detail_store_unref (job->store);
  ferry_detail_query_free (job->query);
  g_free (job);
}

static void
index_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  IndexJob *job = data;
  GArray *index = ferry_detail_index_new (job->store, job->query, cancellable);

  if (index)
    g_task_return_pointer (task, index, (GDestroyNotify) g_array_unref);
  else
    g_task_return_error_if_cancelled (task);
}

static void
on_indexed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FerryDetailList *self = FERRY_DETAIL_LIST (source);
  GTask *task = G_TASK (result);
  IndexJob *job = g_task_get_task_data (task);
  GArray *index = g_task_propagate_pointer (task, NULL);

  /* A newer one was asked for meanwhile. */
  if (g_task_get_cancellable (task) != self->indexing)
    {
      g_clear_pointer (&index, g_array_unref);
      return;
    }
  g_clear_object (&self->indexing);
  if (index)
    show (self, job->store, index);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
reindex (FerryDetailList *self)
{
  gboolean was_busy = self->indexing != NULL;

  if (was_busy)
    g_cancellable_cancel (self->indexing);
  g_clear_object (&self->indexing);

  if (ferry_detail_store_get_size (self->store) <= SMALL)
    show (self, self->store, ferry_detail_index_new (self->store, &self->query, NULL));
  else
    {
      g_autoptr (GTask) task = NULL;
      IndexJob *job = g_new0 (IndexJob, 1);

      job->store = ferry_detail_store_ref (self->store);
      job->query = ferry_detail_query_copy (&self->query);
      self->indexing = g_cancellable_new ();
      task = g_task_new (self, self->indexing, on_indexed, NULL);
      g_task_set_source_tag (task, reindex);
      g_task_set_task_data (task, job, (GDestroyNotify) index_job_free);
      g_task_run_in_thread (task, index_in_thread);
    }
  if (was_busy != (self->indexing != NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
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
    case PROP_BUSY:
      g_value_set_boolean (value, self->indexing != NULL);
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
ferry_detail_list_dispose (GObject *object)
{
  FerryDetailList *self = FERRY_DETAIL_LIST (object);

  drop_items (self, 0);
  G_OBJECT_CLASS (ferry_detail_list_parent_class)->dispose (object);
}

static void
ferry_detail_list_finalize (GObject *object)
{
  FerryDetailList *self = FERRY_DETAIL_LIST (object);

  ferry_detail_store_unref (self->store);
  ferry_detail_store_unref (self->shown);
  g_clear_pointer (&self->incoming, ferry_detail_store_unref);
  g_array_unref (self->index);
  g_hash_table_unref (self->items);
  g_hash_table_unref (self->positions);
  ferry_detail_query_clear (&self->query);
  g_clear_object (&self->indexing);
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

  object_class->get_property = ferry_detail_list_get_property;
  object_class->dispose = ferry_detail_list_dispose;
  object_class->finalize = ferry_detail_list_finalize;

  properties[PROP_N_ROWS] = count_property ("n-rows");
  properties[PROP_BUSY]
    = g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_SUCCESSFUL] = count_property ("n-successful");
  properties[PROP_N_FAILED] = count_property ("n-failed");
  properties[PROP_N_WARNINGS] = count_property ("n-warnings");
  properties[PROP_N_REMAINING] = count_property ("n-remaining");
  properties[PROP_RECORDS_COPIED] = sum_property ("records-copied");
  properties[PROP_TOTAL_RECORDS] = sum_property ("total-records");
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[REORDERED] = g_signal_new ("reordered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);
}

static void
ferry_detail_list_init (FerryDetailList *self)
{
  self->store = ferry_detail_store_new ();
  self->shown = ferry_detail_store_ref (self->store);
  self->index = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->items = g_hash_table_new (NULL, NULL);
  self->positions = g_hash_table_new (NULL, NULL);
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

guint
ferry_detail_list_position_of (FerryDetailList *self, const char *id)
{
  guint row;

  g_return_val_if_fail (FERRY_IS_DETAIL_LIST (self), G_MAXUINT);
  g_return_val_if_fail (id != NULL, G_MAXUINT);

  row = ferry_detail_store_find (self->shown, id);
  if (row != G_MAXUINT)
    for (guint i = 0; i < self->index->len; i++)
      if (g_array_index (self->index, guint32, i) == row)
        return i;
  return G_MAXUINT;
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
    if (i != PROP_BUSY)
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
