/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-index-list.h"

/* So many rows are filtered and sorted well within a frame, without a thread. */
#define SMALL 2000

typedef struct
{
  gpointer rows;          /* what the index refers to */
  GArray *index;          /* of guint32: row, by position */
  GHashTable *items;      /* position → item, not owned: the ones somebody holds */
  GHashTable *positions;  /* the same the other way round */
  GCancellable *indexing; /* of the latest index in the making, or NULL */
} FerryIndexListPrivate;

enum
{
  PROP_0,
  PROP_BUSY,
  N_PROPS
};

enum
{
  REORDERED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void ferry_index_list_iface_init (GListModelInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (FerryIndexList,
                                  ferry_index_list,
                                  G_TYPE_OBJECT,
                                  G_ADD_PRIVATE (FerryIndexList)
                                    G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, ferry_index_list_iface_init))

/* ---- GListModel ---- */

static GType
ferry_index_list_get_item_type (GListModel *model)
{
  return FERRY_INDEX_LIST_GET_CLASS (model)->item_type;
}

static guint
ferry_index_list_get_n_items (GListModel *model)
{
  FerryIndexListPrivate *priv = ferry_index_list_get_instance_private (FERRY_INDEX_LIST (model));

  return priv->index->len;
}

static void
on_item_gone (gpointer data, GObject *gone)
{
  FerryIndexListPrivate *priv = ferry_index_list_get_instance_private (data);

  g_hash_table_remove (priv->items, g_hash_table_lookup (priv->positions, gone));
  g_hash_table_remove (priv->positions, gone);
}

static gpointer
ferry_index_list_get_item (GListModel *model, guint position)
{
  FerryIndexList *self = FERRY_INDEX_LIST (model);
  FerryIndexListPrivate *priv = ferry_index_list_get_instance_private (self);
  GObject *item;

  if (position >= priv->index->len)
    return NULL;
  item = g_hash_table_lookup (priv->items, GUINT_TO_POINTER (position));
  if (item)
    return g_object_ref (item);
  item = FERRY_INDEX_LIST_GET_CLASS (self)->make_item (priv->rows,
                                                       g_array_index (priv->index, guint32, position));
  g_hash_table_insert (priv->items, GUINT_TO_POINTER (position), item);
  g_hash_table_insert (priv->positions, item, GUINT_TO_POINTER (position));
  g_object_weak_ref (item, on_item_gone, self);
  return item;
}

static void
ferry_index_list_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = ferry_index_list_get_item_type;
  iface->get_n_items = ferry_index_list_get_n_items;
  iface->get_item = ferry_index_list_get_item;
}

/* ---- Index ---- */

static void
drop_items (FerryIndexList *self, guint from)
{
  FerryIndexListPrivate *priv = ferry_index_list_get_instance_private (self);
  GHashTableIter iter;
  gpointer position, item;

  g_hash_table_iter_init (&iter, priv->items);
  while (g_hash_table_iter_next (&iter, &position, &item))
    if (GPOINTER_TO_UINT (position) >= from)
      {
        g_object_weak_unref (item, on_item_gone, self);
        g_hash_table_remove (priv->positions, item);
        g_hash_table_iter_remove (&iter);
      }
}

static void
show_items (FerryIndexList *self, gpointer rows, GArray *index)
{
  FerryIndexListPrivate *priv = ferry_index_list_get_instance_private (self);
  FerryIndexListClass *klass = FERRY_INDEX_LIST_GET_CLASS (self);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (guint));
  GHashTableIter iter;
  gpointer position, item;

  if (klass->show_item == NULL)
    return;
  /* Handlers may release items: work on a copy. */
  g_hash_table_iter_init (&iter, priv->items);
  while (g_hash_table_iter_next (&iter, &position, &item))
    {
      guint value = GPOINTER_TO_UINT (position);

      g_ptr_array_add (items, g_object_ref (item));
      g_array_append_val (positions, value);
    }
  for (guint i = 0; i < items->len && priv->index == index; i++)
    klass->show_item (items->pdata[i], rows,
                      g_array_index (index, guint32, g_array_index (positions, guint, i)));
}

/* @new_index: (transfer full) */
static void
show (FerryIndexList *self, gpointer new_rows, GArray *new_index)
{
  /* Handlers may filter or sort again: then there is another index, and everything follows that one. */
  g_autoptr (FerryIndexList) alive = g_object_ref (self);
  FerryIndexListPrivate *priv = ferry_index_list_get_instance_private (self);
  FerryIndexListClass *klass = FERRY_INDEX_LIST_GET_CLASS (self);
  gpointer rows = klass->ref_rows (new_rows);
  g_autoptr (GArray) index = g_array_ref (new_index);
  guint old_size = priv->index->len;
  guint kept = MIN (old_size, index->len);

  if (priv->rows != NULL)
    klass->unref_rows (priv->rows);
  priv->rows = klass->ref_rows (rows);
  g_array_unref (priv->index);
  priv->index = new_index;

  /* Items past the end go with the change below; they are somebody else's until then. */
  drop_items (self, kept);
  if (index->len != old_size)
    g_list_model_items_changed (G_LIST_MODEL (self), kept, old_size - kept, index->len - kept);
  if (priv->index == index)
    show_items (self, rows, index);
  if (priv->index == index)
    g_signal_emit (self, signals[REORDERED], 0);
  klass->unref_rows (rows);
}

typedef struct
{
  FerryIndexListClass *klass;
  gpointer rows;
  gpointer query;
} IndexJob;

static void
index_job_free (IndexJob *job)
{
  job->klass->unref_rows (job->rows);
  job->klass->free_query (job->query);
  g_free (job);
}

static void
index_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  IndexJob *job = data;
  GArray *index = job->klass->make_index (job->rows, job->query, cancellable);

  if (index)
    g_task_return_pointer (task, index, (GDestroyNotify) g_array_unref);
  else
    g_task_return_error_if_cancelled (task);
}

static void
on_indexed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FerryIndexList *self = FERRY_INDEX_LIST (source);
  FerryIndexListPrivate *priv = ferry_index_list_get_instance_private (self);
  GTask *task = G_TASK (result);
  IndexJob *job = g_task_get_task_data (task);
  GArray *index = g_task_propagate_pointer (task, NULL);

  /* A newer one was asked for meanwhile. */
  if (g_task_get_cancellable (task) != priv->indexing)
    {
      g_clear_pointer (&index, g_array_unref);
      return;
    }
  g_clear_object (&priv->indexing);
  if (index)
    show (self, job->rows, index);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

void
ferry_index_list_show (FerryIndexList *self, gpointer rows, gconstpointer query)
{
  FerryIndexListPrivate *priv = ferry_index_list_get_instance_private (self);
  FerryIndexListClass *klass = FERRY_INDEX_LIST_GET_CLASS (self);
  gboolean was_busy = priv->indexing != NULL;

  if (was_busy)
    g_cancellable_cancel (priv->indexing);
  g_clear_object (&priv->indexing);

  if (klass->count_rows (rows) <= SMALL)
    show (self, rows, klass->make_index (rows, query, NULL));
  else
    {
      g_autoptr (GTask) task = NULL;
      IndexJob *job = g_new0 (IndexJob, 1);

      job->klass = klass;
      job->rows = klass->ref_rows (rows);
      job->query = klass->copy_query (query);
      priv->indexing = g_cancellable_new ();
      task = g_task_new (self, priv->indexing, on_indexed, NULL);
      g_task_set_source_tag (task, ferry_index_list_show);
      g_task_set_task_data (task, job, (GDestroyNotify) index_job_free);
      g_task_run_in_thread (task, index_in_thread);
    }
  if (was_busy != (priv->indexing != NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

gpointer
ferry_index_list_get_rows (FerryIndexList *self)
{
  return ((FerryIndexListPrivate *) ferry_index_list_get_instance_private (self))->rows;
}

guint
ferry_index_list_get_row (FerryIndexList *self, guint position)
{
  FerryIndexListPrivate *priv = ferry_index_list_get_instance_private (self);

  return position < priv->index->len ? g_array_index (priv->index, guint32, position) : G_MAXUINT;
}

guint
ferry_index_list_position_of_row (FerryIndexList *self, guint row)
{
  FerryIndexListPrivate *priv = ferry_index_list_get_instance_private (self);

  for (guint i = 0; i < priv->index->len; i++)
    if (g_array_index (priv->index, guint32, i) == row)
      return i;
  return G_MAXUINT;
}

gboolean
ferry_index_list_get_busy (FerryIndexList *self)
{
  g_return_val_if_fail (FERRY_IS_INDEX_LIST (self), FALSE);
  return ((FerryIndexListPrivate *) ferry_index_list_get_instance_private (self))->indexing != NULL;
}

/* ---- Class ---- */

static void
ferry_index_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_BUSY)
    g_value_set_boolean (value, ferry_index_list_get_busy (FERRY_INDEX_LIST (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ferry_index_list_dispose (GObject *object)
{
  drop_items (FERRY_INDEX_LIST (object), 0);
  G_OBJECT_CLASS (ferry_index_list_parent_class)->dispose (object);
}

static void
ferry_index_list_finalize (GObject *object)
{
  FerryIndexListPrivate *priv = ferry_index_list_get_instance_private (FERRY_INDEX_LIST (object));

  if (priv->rows != NULL)
    FERRY_INDEX_LIST_GET_CLASS (object)->unref_rows (priv->rows);
  g_array_unref (priv->index);
  g_hash_table_unref (priv->items);
  g_hash_table_unref (priv->positions);
  g_clear_object (&priv->indexing);
  G_OBJECT_CLASS (ferry_index_list_parent_class)->finalize (object);
}

static void
ferry_index_list_class_init (FerryIndexListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  klass->item_type = G_TYPE_OBJECT;
  object_class->get_property = ferry_index_list_get_property;
  object_class->dispose = ferry_index_list_dispose;
  object_class->finalize = ferry_index_list_finalize;

  properties[PROP_BUSY]
    = g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[REORDERED] = g_signal_new ("reordered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);
}

static void
ferry_index_list_init (FerryIndexList *self)
{
  FerryIndexListPrivate *priv = ferry_index_list_get_instance_private (self);

  priv->index = g_array_new (FALSE, FALSE, sizeof (guint32));
  priv->items = g_hash_table_new (NULL, NULL);
  priv->positions = g_hash_table_new (NULL, NULL);
}
