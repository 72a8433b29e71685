/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-detail-table.h"

#include <glib/gi18n-lib.h>

#include "ferry-detail-cell.h"
#include "ferry-sort-probe.h"

/* So many rows tell whether this service tells times. */
#define ROWS_LOOKED_AT 50

typedef struct
{
  const char *title;
  FerryDetailColumn column;
  int width;
  gboolean expand;
} Layout;

static const Layout layouts[FERRY_N_DETAIL_CELLS] = {
  [FERRY_DETAIL_CELL_COMPANY] = { N_ ("Company"), FERRY_DETAIL_COLUMN_COMPANY, 170, FALSE },
  [FERRY_DETAIL_CELL_TABLE] = { N_ ("Table"), FERRY_DETAIL_COLUMN_TABLE, 180, TRUE },
  [FERRY_DETAIL_CELL_STATUS] = { N_ ("Status"), FERRY_DETAIL_COLUMN_STATUS, 120, FALSE },
  [FERRY_DETAIL_CELL_COUNTS] = { N_ ("Copied / total"), FERRY_DETAIL_COLUMN_RECORDS_COPIED, 130, FALSE },
  [FERRY_DETAIL_CELL_DIFFERENCE] = { N_ ("Difference"), FERRY_DETAIL_COLUMN_DIFFERENCE, 90, FALSE },
  [FERRY_DETAIL_CELL_STARTED] = { N_ ("Started"), FERRY_DETAIL_COLUMN_START_TIME, 130, FALSE },
  [FERRY_DETAIL_CELL_DURATION] = { N_ ("Duration"), FERRY_DETAIL_COLUMN_DURATION, 84, FALSE },
  [FERRY_DETAIL_CELL_MESSAGE] = { N_ ("Message"), FERRY_DETAIL_COLUMN_MESSAGE, 200, TRUE },
  [FERRY_DETAIL_CELL_SUMMARY] = { N_ ("Table"), FERRY_DETAIL_COLUMN_TABLE, -1, TRUE },
};

struct _FerryDetailTable
{
  GtkWidget parent_instance;

  GtkColumnView *column_view;

  FerryDetailList *list;
  GtkSingleSelection *selection;
  GtkColumnViewColumn *columns[FERRY_N_DETAIL_CELLS];
  GHashTable *bound; /* the cells on show: GtkListItem → kind */
  char *selected_id;
  gboolean narrow;
  gboolean has_times;
  gboolean following;  /* the selection is being moved with its row */
  gboolean rebuilding; /* the columns are being put in anew */
  gboolean compact;
  gboolean descending;
  int sorted_by; /* a kind of cell; -1: as the service has it */
  FerrySortProbe *probe;
};

enum
{
  PROP_0,
  PROP_LIST,
  PROP_NARROW,
  PROP_COMPACT,
  PROP_SELECTED_ID,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryDetailTable, ferry_detail_table, GTK_TYPE_WIDGET)

/* ---- Cells ---- */

static void
show_item (FerryDetailTable *self, GtkListItem *item, FerryDetailCellKind kind)
{
  guint position = gtk_list_item_get_position (item);
  g_autoptr (FerryTableDetail) detail = NULL;

  if (self->list == NULL || position == GTK_INVALID_LIST_POSITION)
    return;
  detail = g_list_model_get_item (G_LIST_MODEL (self->list), position);
  if (detail != NULL)
    ferry_detail_cell_show (gtk_list_item_get_child (item), kind, detail);
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer kind)
{
  gtk_list_item_set_child (item, ferry_detail_cell_new ((FerryDetailCellKind) GPOINTER_TO_INT (kind)));
}

static void
on_bind (FerryDetailTable *self, GtkListItem *item, GtkSignalListItemFactory *factory)
{
  FerryDetailCellKind kind
    = (FerryDetailCellKind) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "kind"));

  g_hash_table_insert (self->bound, item, GINT_TO_POINTER (kind));
  show_item (self, item, kind);
}

static void
on_unbind (FerryDetailTable *self, GtkListItem *item)
{
  g_hash_table_remove (self->bound, item);
}

/* ---- Sorting ---- */

static void
on_sorter_changed (FerryDetailTable *self)
{
  gboolean descending;
  int kind;

  if (self->list == NULL || self->rebuilding)
    return;
  kind = ferry_sort_probe_ask (self->probe, self->column_view, &descending);
  if (kind < 0)
    return;
  self->sorted_by = kind;
  self->descending = descending;
  ferry_detail_list_set_sort (self->list, layouts[self->sorted_by].column, self->descending);
}

static gboolean
is_wanted (FerryDetailTable *self, int kind)
{
  if (self->narrow || kind == FERRY_DETAIL_CELL_SUMMARY)
    return self->narrow && kind == FERRY_DETAIL_CELL_SUMMARY;
  if (kind == FERRY_DETAIL_CELL_STARTED || kind == FERRY_DETAIL_CELL_DURATION)
    return self->has_times && !self->compact;
  return TRUE;
}

/* Columns are taken out and put in anew instead of hidden: a column that is shown again has its cells last in a row for
 * assistive technologies. */
static void
update_columns (FerryDetailTable *self)
{
  GListModel *shown = gtk_column_view_get_columns (self->column_view);
  guint position = 0;
  gboolean same = TRUE;

  for (int kind = 0; kind < FERRY_N_DETAIL_CELLS; kind++)
    if (is_wanted (self, kind))
      {
        g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (shown, position++);

        same = same && column == self->columns[kind];
      }
  if (same && g_list_model_get_n_items (shown) == position)
    return;

  self->rebuilding = TRUE;
  for (int kind = 0; kind < FERRY_N_DETAIL_CELLS; kind++)
    if (gtk_column_view_column_get_column_view (self->columns[kind]) != NULL)
      gtk_column_view_remove_column (self->column_view, self->columns[kind]);
  for (int kind = 0; kind < FERRY_N_DETAIL_CELLS; kind++)
    if (is_wanted (self, kind))
      gtk_column_view_append_column (self->column_view, self->columns[kind]);
  if (self->sorted_by >= 0 && is_wanted (self, self->sorted_by))
    gtk_column_view_sort_by_column (self->column_view, self->columns[self->sorted_by],
                                    self->descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  self->rebuilding = FALSE;
}

static void
add_column (FerryDetailTable *self, FerryDetailCellKind kind)
{
  const Layout *layout = &layouts[kind];
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column = gtk_column_view_column_new (_ (layout->title), factory);

  g_object_set_data (G_OBJECT (factory), "kind", GINT_TO_POINTER (kind));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), GINT_TO_POINTER (kind));
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, G_CONNECT_SWAPPED);

  ferry_sort_probe_add (self->probe, column, kind);
  gtk_column_view_column_set_resizable (column, kind != FERRY_DETAIL_CELL_SUMMARY);
  gtk_column_view_column_set_expand (column, layout->expand);
  gtk_column_view_column_set_fixed_width (column, layout->width);
  self->columns[kind] = column;
}

/* ---- Selection, which is of a row and not of a position ---- */

static void
set_selected_id (FerryDetailTable *self, const char *id)
{
  if (g_strcmp0 (self->selected_id, id) == 0)
    return;
  g_free (self->selected_id);
  self->selected_id = g_strdup (id);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_ID]);
}

static void
on_selected_changed (FerryDetailTable *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);
  g_autoptr (FerryTableDetail) detail = NULL;

  if (self->following || self->list == NULL)
    return;
  if (position != GTK_INVALID_LIST_POSITION)
    detail = g_list_model_get_item (G_LIST_MODEL (self->list), position);
  set_selected_id (self, detail == NULL ? "" : ferry_table_detail_get_id (detail));
}

static void
follow_selected (FerryDetailTable *self)
{
  guint position = GTK_INVALID_LIST_POSITION;

  if (*self->selected_id != '\0')
    position = ferry_detail_list_position_of (self->list, self->selected_id);
  self->following = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->following = FALSE;
}

/* Rows come and go at the end of the list, whichever they are: that is no change of what is selected. */
static void
on_items_changed (FerryDetailTable *self)
{
  self->following = TRUE;
}

static void
find_times (FerryDetailTable *self)
{
  guint n = MIN (g_list_model_get_n_items (G_LIST_MODEL (self->list)), ROWS_LOOKED_AT);

  for (guint i = 0; i < n && !self->has_times; i++)
    {
      g_autoptr (FerryTableDetail) detail = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      self->has_times = ferry_table_detail_get_start_time (detail) != 0;
    }
}

static void
on_reordered (FerryDetailTable *self)
{
  GHashTableIter iter;
  gpointer item, kind;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, &kind))
    show_item (self, item, (FerryDetailCellKind) GPOINTER_TO_INT (kind));
  follow_selected (self);
  if (!self->has_times)
    {
      find_times (self);
      update_columns (self);
    }
}

void
ferry_detail_table_set_list (FerryDetailTable *self, FerryDetailList *list)
{
  g_return_if_fail (FERRY_IS_DETAIL_TABLE (self));

  if (self->list == list)
    return;
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_set_object (&self->list, list);
  /* Before the selection's own handler; "reordered" follows each change. */
  if (list != NULL)
    g_signal_connect_object (list, "items-changed", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (list));
  if (list != NULL)
    {
      g_signal_connect_object (list, "reordered", G_CALLBACK (on_reordered), self, G_CONNECT_SWAPPED);
      on_sorter_changed (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LIST]);
}

const char *
ferry_detail_table_get_selected_id (FerryDetailTable *self)
{
  g_return_val_if_fail (FERRY_IS_DETAIL_TABLE (self), NULL);
  return self->selected_id;
}

gboolean
ferry_detail_table_select_at (FerryDetailTable *self, double x, double y)
{
  GtkWidget *picked;
  GHashTableIter iter;
  gpointer item;

  g_return_val_if_fail (FERRY_IS_DETAIL_TABLE (self), FALSE);

  picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  g_hash_table_iter_init (&iter, self->bound);
  while (picked != NULL && g_hash_table_iter_next (&iter, &item, NULL))
    {
      GtkWidget *cell = gtk_list_item_get_child (item);

      /* The cell of the view is around ours, with some room. */
      if (picked == cell || picked == gtk_widget_get_parent (cell) || gtk_widget_is_ancestor (picked, cell))
        {
          gtk_single_selection_set_selected (self->selection, gtk_list_item_get_position (item));
          return TRUE;
        }
    }
  return FALSE;
}

void
ferry_detail_table_unselect (FerryDetailTable *self)
{
  g_return_if_fail (FERRY_IS_DETAIL_TABLE (self));
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

/* ---- Class ---- */

static void
ferry_detail_table_dispose (GObject *object)
{
  FerryDetailTable *self = FERRY_DETAIL_TABLE (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_pointer (&child, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  for (int kind = 0; kind < FERRY_N_DETAIL_CELLS; kind++)
    g_clear_object (&self->columns[kind]);
  G_OBJECT_CLASS (ferry_detail_table_parent_class)->dispose (object);
}

static void
ferry_detail_table_finalize (GObject *object)
{
  FerryDetailTable *self = FERRY_DETAIL_TABLE (object);

  g_hash_table_unref (self->bound);
  ferry_sort_probe_free (self->probe);
  g_free (self->selected_id);
  G_OBJECT_CLASS (ferry_detail_table_parent_class)->finalize (object);
}

static void
ferry_detail_table_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryDetailTable *self = FERRY_DETAIL_TABLE (object);

  switch (id)
    {
    case PROP_LIST:
      g_value_set_object (value, self->list);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    case PROP_SELECTED_ID:
      g_value_set_string (value, self->selected_id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_detail_table_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FerryDetailTable *self = FERRY_DETAIL_TABLE (object);

  switch (id)
    {
    case PROP_LIST:
      ferry_detail_table_set_list (self, g_value_get_object (value));
      break;
    case PROP_NARROW:
      if (self->narrow == g_value_get_boolean (value))
        break;
      self->narrow = g_value_get_boolean (value);
      update_columns (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_COMPACT:
      if (self->compact == g_value_get_boolean (value))
        break;
      self->compact = g_value_get_boolean (value);
      update_columns (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_detail_table_class_init (FerryDetailTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = ferry_detail_table_dispose;
  object_class->finalize = ferry_detail_table_finalize;
  object_class->get_property = ferry_detail_table_get_property;
  object_class->set_property = ferry_detail_table_set_property;

  properties[PROP_LIST] = g_param_spec_object ("list", NULL, NULL, FERRY_TYPE_DETAIL_LIST, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, flags);
  properties[PROP_SELECTED_ID]
    = g_param_spec_string ("selected-id", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-detail-table.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryDetailTable, column_view);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_detail_table_init (FerryDetailTable *self)
{
  self->selected_id = g_strdup ("");
  self->sorted_by = -1;
  self->bound = g_hash_table_new (NULL, NULL);
  self->probe = ferry_sort_probe_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  for (int kind = 0; kind < FERRY_N_DETAIL_CELLS; kind++)
    add_column (self, (FerryDetailCellKind) kind);
  update_columns (self);

  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (on_selected_changed), self);
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (gtk_column_view_get_sorter (self->column_view), "changed",
                           G_CALLBACK (on_sorter_changed), self, G_CONNECT_SWAPPED);
}
