/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FerryIndexList:
 *
 * A #GListModel over rows that never change, with an index for filter and order that is made in a worker thread
 * (performance, "Showing"). An item stands for a *position*: when filter, order or the rows themselves bring another
 * row there, the same item shows it. Sorting emits no `items-changed`: the items on show take over their new rows,
 * then `reordered` is emitted, at which cells are refreshed and a selection is put back by identity. A filter only trims
 * or extends the tail. What a row is, is the business of the classes.
 *
 * Read-only property: `busy` (boolean: an index is being made). Signal: `reordered`.
 */
#define FERRY_TYPE_INDEX_LIST (ferry_index_list_get_type ())
G_DECLARE_DERIVABLE_TYPE (FerryIndexList, ferry_index_list, FERRY, INDEX_LIST, GObject)

/**
 * FerryIndexListClass:
 * @item_type: of the items
 * @ref_rows: of a state of the rows, which any thread may read
 * @unref_rows: the same back
 * @count_rows: how many there are
 * @copy_query: of filter and order
 * @free_query: the same back
 * @make_index: (element-type guint32): the numbers of the rows that pass, in order; %NULL when cancelled; in any thread
 * @make_item: (transfer full): an item that shows a row
 * @show_item: (nullable): makes an item show another row
 */
struct _FerryIndexListClass
{
  GObjectClass parent_class;

  GType item_type;
  gpointer (*ref_rows) (gpointer rows);
  void (*unref_rows) (gpointer rows);
  guint (*count_rows) (gpointer rows);
  gpointer (*copy_query) (gconstpointer query);
  void (*free_query) (gpointer query);
  GArray *(*make_index) (gpointer rows, gconstpointer query, GCancellable *cancellable);
  GObject *(*make_item) (gpointer rows, guint row);
  void (*show_item) (GObject *item, gpointer rows, guint row);
};

/* For the classes: */

/** ferry_index_list_show: shows @rows by @query; soon, where they are many */
void ferry_index_list_show (FerryIndexList *self, gpointer rows, gconstpointer query);
/** ferry_index_list_get_rows: Returns: (transfer none) (nullable): the state that the positions refer to */
gpointer ferry_index_list_get_rows (FerryIndexList *self);
/** ferry_index_list_get_row: Returns: the number of the row at @position, or %G_MAXUINT */
guint ferry_index_list_get_row (FerryIndexList *self, guint position);
/** ferry_index_list_position_of_row: Returns: where the row is, or %G_MAXUINT */
guint ferry_index_list_position_of_row (FerryIndexList *self, guint row);

/** ferry_index_list_get_busy: Returns: whether an index is being made */
gboolean ferry_index_list_get_busy (FerryIndexList *self);

G_END_DECLS
