/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cell-columns.h"

#include "ferry-list-access.h"
#include "ferry-sort-probe.h"
#include "ferry-text-size.h"

#define KIND "ferry-kind"

struct _FerryCellColumns
{
  GObject parent_instance;

  GtkColumnView *view; /* the table's */
  const FerryCellFuncs *funcs;
  gpointer table;
  GPtrArray *columns; /* (element-type GtkColumnViewColumn): shown or not, in their order */
  GHashTable *bound;  /* the cells on show: GtkListItem → kind */
  FerrySortProbe *probe;
  int sorted_by; /* a kind; -1: as it came */
  gboolean descending;
  gboolean rebuilding; /* the columns are being put in anew */
};

G_DEFINE_FINAL_TYPE (FerryCellColumns, ferry_cell_columns, G_TYPE_OBJECT)

static int
get_kind (gpointer object)
{
  return GPOINTER_TO_INT (g_object_get_data (object, KIND));
}

/* ---- Cells ---- */

static void
on_setup (FerryCellColumns *self, GtkListItem *item, GtkListItemFactory *factory)
{
  gtk_list_item_set_child (item, self->funcs->make (self->table, item, get_kind (factory)));
}

static void
on_bind (FerryCellColumns *self, GtkListItem *item, GtkListItemFactory *factory)
{
  g_hash_table_insert (self->bound, item, GINT_TO_POINTER (get_kind (factory)));
  self->funcs->show (self->table, item, get_kind (factory));
}

static void
on_unbind (FerryCellColumns *self, GtkListItem *item)
{
  g_hash_table_remove (self->bound, item);
}

void
ferry_cell_columns_refresh (FerryCellColumns *self)
{
  GHashTableIter iter;
  gpointer item, kind;

  g_return_if_fail (FERRY_IS_CELL_COLUMNS (self));

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, &kind))
    self->funcs->show (self->table, item, GPOINTER_TO_INT (kind));
}

void
ferry_cell_columns_refresh_kind (FerryCellColumns *self, int wanted)
{
  GHashTableIter iter;
  gpointer item, kind;

  g_return_if_fail (FERRY_IS_CELL_COLUMNS (self));

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, &kind))
    if (GPOINTER_TO_INT (kind) == wanted)
      self->funcs->show (self->table, item, wanted);
}

guint
ferry_cell_columns_get_position_at (FerryCellColumns *self, GtkWidget *widget, double x, double y)
{
  GtkWidget *picked;
  GHashTableIter iter;
  gpointer item;

  g_return_val_if_fail (FERRY_IS_CELL_COLUMNS (self), GTK_INVALID_LIST_POSITION);

  picked = gtk_widget_pick (widget, x, y, GTK_PICK_DEFAULT);
  g_hash_table_iter_init (&iter, self->bound);
  while (picked != NULL && g_hash_table_iter_next (&iter, &item, NULL))
    {
      GtkWidget *cell = gtk_list_item_get_child (item);

      /* The cell of the view is around ours, with some room. */
      if (picked == cell || picked == gtk_widget_get_parent (cell) || gtk_widget_is_ancestor (picked, cell))
        return gtk_list_item_get_position (item);
    }
  return GTK_INVALID_LIST_POSITION;
}

/* ---- Columns ---- */

static void
on_sorter_changed (FerryCellColumns *self)
{
  gboolean descending;
  int kind;

  if (self->rebuilding)
    return;
  kind = ferry_sort_probe_ask (self->probe, self->view, &descending);
  if (kind < 0)
    return;
  self->sorted_by = kind;
  self->descending = descending;
  self->funcs->sort (self->table, kind, descending);
}

int
ferry_cell_columns_get_sort (FerryCellColumns *self, gboolean *descending)
{
  g_return_val_if_fail (FERRY_IS_CELL_COLUMNS (self), -1);

  *descending = self->descending;
  return self->sorted_by;
}

void
ferry_cell_columns_set_sort (FerryCellColumns *self, int kind, gboolean descending)
{
  GtkColumnViewColumn *column = NULL;

  g_return_if_fail (FERRY_IS_CELL_COLUMNS (self));

  if (self->sorted_by == kind && self->descending == descending)
    return;
  self->sorted_by = kind;
  self->descending = descending;
  for (guint i = 0; i < self->columns->len && column == NULL; i++)
    if (get_kind (self->columns->pdata[i]) == kind
        && gtk_column_view_column_get_column_view (self->columns->pdata[i]) != NULL)
      column = self->columns->pdata[i];
  self->rebuilding = TRUE;
  /* What it was sorted by before would keep an arrow of its own. */
  gtk_column_view_sort_by_column (self->view, NULL, GTK_SORT_ASCENDING);
  gtk_column_view_sort_by_column (self->view, column, descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  self->rebuilding = FALSE;
}

static gboolean
is_up_to_date (FerryCellColumns *self)
{
  GListModel *shown = gtk_column_view_get_columns (self->view);
  guint position = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = NULL;

      if (!self->funcs->is_wanted (self->table, get_kind (self->columns->pdata[i])))
        continue;
      column = g_list_model_get_item (shown, position++);
      if (column != self->columns->pdata[i])
        return FALSE;
    }
  return g_list_model_get_n_items (shown) == position;
}

/* Columns are taken out and put in anew instead of hidden: a column that is shown again has its cells last in a row for
 * assistive technologies. */
void
ferry_cell_columns_update (FerryCellColumns *self)
{
  g_return_if_fail (FERRY_IS_CELL_COLUMNS (self));

  if (is_up_to_date (self))
    return;
  self->rebuilding = TRUE;
  for (guint i = 0; i < self->columns->len; i++)
    if (gtk_column_view_column_get_column_view (self->columns->pdata[i]) != NULL)
      gtk_column_view_remove_column (self->view, self->columns->pdata[i]);
  for (guint i = 0; i < self->columns->len; i++)
    {
      GtkColumnViewColumn *column = self->columns->pdata[i];

      if (!self->funcs->is_wanted (self->table, get_kind (column)))
        continue;
      gtk_column_view_append_column (self->view, column);
      if (get_kind (column) == self->sorted_by)
        gtk_column_view_sort_by_column (self->view, column,
                                        self->descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
    }
  self->rebuilding = FALSE;
}

GtkColumnViewColumn *
ferry_cell_columns_add (FerryCellColumns *self,
                        int kind,
                        const char *title,
                        int width,
                        gboolean expand,
                        gboolean sortable)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column;

  g_object_set_data (G_OBJECT (factory), KIND, GINT_TO_POINTER (kind));
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, G_CONNECT_SWAPPED);

  column = gtk_column_view_column_new (title, factory);
  g_object_set_data (G_OBJECT (column), KIND, GINT_TO_POINTER (kind));
  gtk_column_view_column_set_fixed_width (column, width);
  ferry_text_size_fit_column (column, GTK_WIDGET (self->view));
  gtk_column_view_column_set_expand (column, expand);
  if (sortable)
    ferry_sort_probe_add (self->probe, column, kind);
  g_ptr_array_add (self->columns, column);
  return column;
}

FerryCellColumns *
ferry_cell_columns_new (GtkColumnView *view, const FerryCellFuncs *funcs, gpointer table)
{
  FerryCellColumns *self = g_object_new (FERRY_TYPE_CELL_COLUMNS, NULL);

  self->view = view;
  self->funcs = funcs;
  self->table = table;
  g_signal_connect_object (gtk_column_view_get_sorter (view), "changed", G_CALLBACK (on_sorter_changed), self,
                           G_CONNECT_SWAPPED);
  ferry_list_access_set_up_headings (view);
  return self;
}

/* ---- Class ---- */

static void
ferry_cell_columns_finalize (GObject *object)
{
  FerryCellColumns *self = FERRY_CELL_COLUMNS (object);

  g_ptr_array_unref (self->columns);
  g_hash_table_unref (self->bound);
  ferry_sort_probe_free (self->probe);
  G_OBJECT_CLASS (ferry_cell_columns_parent_class)->finalize (object);
}

static void
ferry_cell_columns_class_init (FerryCellColumnsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_cell_columns_finalize;
}

static void
ferry_cell_columns_init (FerryCellColumns *self)
{
  self->columns = g_ptr_array_new_with_free_func (g_object_unref);
  self->bound = g_hash_table_new (NULL, NULL);
  self->probe = ferry_sort_probe_new ();
  self->sorted_by = -1;
}
