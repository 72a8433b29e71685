/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-record-selection.h"

struct _FerryRecordSelection
{
  GObject parent_instance;

  FerryRecordList *list;
  GHashTable *ids; /* of what is chosen */
  gboolean single;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void ferry_record_selection_list_iface_init (GListModelInterface *iface);
static void ferry_record_selection_iface_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FerryRecordSelection,
                               ferry_record_selection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      ferry_record_selection_list_iface_init)
                                 G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                        ferry_record_selection_iface_init))

/* ---- The rows, as the list has them ---- */

static GType
ferry_record_selection_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
ferry_record_selection_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (FERRY_RECORD_SELECTION (model)->list));
}

static gpointer
ferry_record_selection_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (FERRY_RECORD_SELECTION (model)->list), position);
}

static void
ferry_record_selection_list_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = ferry_record_selection_get_item_type;
  iface->get_n_items = ferry_record_selection_get_n_items;
  iface->get_item = ferry_record_selection_get_item;
}

/* ---- What is chosen ---- */

static void
tell (FerryRecordSelection *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self));

  if (n > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static gboolean
ferry_record_selection_is_selected (GtkSelectionModel *model, guint position)
{
  FerryRecordSelection *self = FERRY_RECORD_SELECTION (model);
  FerryRecord *record = ferry_record_list_get (self->list, position);

  return record != NULL && g_hash_table_contains (self->ids, ferry_record_get_id (record));
}

static GtkBitset *
ferry_record_selection_get_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  guint end = MIN (position + n_items, g_list_model_get_n_items (G_LIST_MODEL (model)));
  GtkBitset *selected = gtk_bitset_new_empty ();

  for (guint i = position; i < end; i++)
    if (ferry_record_selection_is_selected (model, i))
      gtk_bitset_add (selected, i);
  return selected;
}

static void
set_one (FerryRecordSelection *self, guint position, gboolean selected)
{
  FerryRecord *record = ferry_record_list_get (self->list, position);

  if (record == NULL)
    return;
  if (selected)
    g_hash_table_add (self->ids, g_strdup (ferry_record_get_id (record)));
  else
    g_hash_table_remove (self->ids, ferry_record_get_id (record));
}

static gboolean
ferry_record_selection_set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  FerryRecordSelection *self = FERRY_RECORD_SELECTION (model);
  GtkBitsetIter iter;
  guint position;

  if (self->single && gtk_bitset_get_size (selected) > 1)
    return FALSE;
  if (self->single || gtk_bitset_get_size (mask) >= g_list_model_get_n_items (G_LIST_MODEL (model)))
    g_hash_table_remove_all (self->ids);
  for (gboolean more = gtk_bitset_iter_init_first (&iter, mask, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    set_one (self, position, gtk_bitset_contains (selected, position));
  tell (self);
  return TRUE;
}

static void
ferry_record_selection_iface_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = ferry_record_selection_is_selected;
  iface->get_selection_in_range = ferry_record_selection_get_in_range;
  iface->set_selection = ferry_record_selection_set_selection;
}

void
ferry_record_selection_set_single (FerryRecordSelection *self, gboolean single)
{
  g_return_if_fail (FERRY_IS_RECORD_SELECTION (self));
  self->single = single;
}

void
ferry_record_selection_set (FerryRecordSelection *self, guint position, gboolean selected)
{
  g_return_if_fail (FERRY_IS_RECORD_SELECTION (self));

  if (ferry_record_selection_is_selected (GTK_SELECTION_MODEL (self), position) == selected)
    return;
  set_one (self, position, selected);
  tell (self);
}

void
ferry_record_selection_clear (FerryRecordSelection *self)
{
  g_return_if_fail (FERRY_IS_RECORD_SELECTION (self));

  g_hash_table_remove_all (self->ids);
  tell (self);
}

guint
ferry_record_selection_get_size (FerryRecordSelection *self)
{
  g_return_val_if_fail (FERRY_IS_RECORD_SELECTION (self), 0);
  return g_hash_table_size (self->ids);
}

guint
ferry_record_selection_count_shown (FerryRecordSelection *self)
{
  guint n = 0;

  g_return_val_if_fail (FERRY_IS_RECORD_SELECTION (self), 0);

  if (g_hash_table_size (self->ids) == 0)
    return 0;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self)); i++)
    n += ferry_record_selection_is_selected (GTK_SELECTION_MODEL (self), i) ? 1 : 0;
  return n;
}

GPtrArray *
ferry_record_selection_dup_records (FerryRecordSelection *self)
{
  GPtrArray *chosen = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *records;

  g_return_val_if_fail (FERRY_IS_RECORD_SELECTION (self), chosen);

  records = ferry_record_list_get_records (self->list);
  for (guint i = 0; i < records->len; i++)
    if (g_hash_table_contains (self->ids, ferry_record_get_id (records->pdata[i])))
      g_ptr_array_add (chosen, g_object_ref (records->pdata[i]));
  return chosen;
}

/* ---- Following the list ---- */

static void
on_items_changed (FerryRecordSelection *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

/* The list was read anew: what is gone can't be chosen. */
static void
on_rows_changed (FerryRecordSelection *self)
{
  GPtrArray *records = ferry_record_list_get_records (self->list);
  g_autoptr (GHashTable) there = NULL;
  GHashTableIter iter;
  gpointer id;

  if (g_hash_table_size (self->ids) == 0)
    return;
  there = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < records->len; i++)
    g_hash_table_add (there, (gpointer) ferry_record_get_id (records->pdata[i]));
  g_hash_table_iter_init (&iter, self->ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (there, id))
      g_hash_table_iter_remove (&iter);
  tell (self);
}

FerryRecordSelection *
ferry_record_selection_new (FerryRecordList *list)
{
  FerryRecordSelection *self;

  g_return_val_if_fail (FERRY_IS_RECORD_LIST (list), NULL);

  self = g_object_new (FERRY_TYPE_RECORD_SELECTION, NULL);
  self->list = g_object_ref (list);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "reordered", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "notify::n-rows", G_CALLBACK (on_rows_changed), self, G_CONNECT_SWAPPED);
  return self;
}

static void
ferry_record_selection_finalize (GObject *object)
{
  FerryRecordSelection *self = FERRY_RECORD_SELECTION (object);

  g_clear_object (&self->list);
  g_hash_table_unref (self->ids);
  G_OBJECT_CLASS (ferry_record_selection_parent_class)->finalize (object);
}

static void
ferry_record_selection_class_init (FerryRecordSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_record_selection_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
ferry_record_selection_init (FerryRecordSelection *self)
{
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}
