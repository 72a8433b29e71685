/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-detail-table.h"

#include <glib/gi18n-lib.h>

#include "ferry-detail-cell.h"

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
  [FERRY_DETAIL_CELL_STATUS] = { N_ ("Status"), FERRY_DETAIL_COLUMN_STATUS, 144, FALSE },
  [FERRY_DETAIL_CELL_COUNTS] = { N_ ("Copied / total"), FERRY_DETAIL_COLUMN_RECORDS_COPIED, 130, FALSE },
  [FERRY_DETAIL_CELL_DIFFERENCE] = { N_ ("Difference"), FERRY_DETAIL_COLUMN_DIFFERENCE, 90, FALSE },
  [FERRY_DETAIL_CELL_STARTED] = { N_ ("Start time"), FERRY_DETAIL_COLUMN_START_TIME, 130, FALSE },
  [FERRY_DETAIL_CELL_DURATION] = { N_ ("Duration"), FERRY_DETAIL_COLUMN_DURATION, 84, FALSE },
  [FERRY_DETAIL_CELL_MESSAGE] = { N_ ("Message"), FERRY_DETAIL_COLUMN_MESSAGE, 200, TRUE },
  [FERRY_DETAIL_CELL_SUMMARY] = { N_ ("Table"), FERRY_DETAIL_COLUMN_TABLE, -1, TRUE },
};

struct _FerryDetailTable
{
  FerryCellTable parent_instance;

  FerryDetailList *list;
  GtkSingleSelection *selection;
  FerryCellColumns *cells; /* the parent's */
  char *selected_id;
  gboolean has_times;
  gboolean following; /* the selection is being moved with its row */
  gboolean compact;
};

enum
{
  PROP_0,
  PROP_LIST,
  PROP_COMPACT,
  PROP_SELECTED_ID,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryDetailTable, ferry_detail_table, FERRY_TYPE_CELL_TABLE)

/* ---- Cells ---- */

static void
show_item (gpointer table, GtkListItem *item, int kind)
{
  FerryDetailTable *self = table;
  guint position = gtk_list_item_get_position (item);
  g_autoptr (FerryTableDetail) detail = NULL;

  if (self->list == NULL || position == GTK_INVALID_LIST_POSITION)
    return;
  detail = g_list_model_get_item (G_LIST_MODEL (self->list), position);
  if (detail != NULL)
    ferry_detail_cell_show (gtk_list_item_get_child (item), (FerryDetailCellKind) kind, detail);
}

static GtkWidget *
make_cell (gpointer table, GtkListItem *item, int kind)
{
  return ferry_detail_cell_new ((FerryDetailCellKind) kind);
}

/* ---- Columns ---- */

static void
sort (gpointer table, int kind, gboolean descending)
{
  FerryDetailTable *self = table;

  if (self->list != NULL)
    ferry_detail_list_set_sort (self->list, layouts[kind].column, descending);
}

static gboolean
is_wanted (gpointer table, int kind)
{
  FerryDetailTable *self = table;

  if (ferry_cell_table_get_narrow (table) || kind == FERRY_DETAIL_CELL_SUMMARY)
    return ferry_cell_table_get_narrow (table) && kind == FERRY_DETAIL_CELL_SUMMARY;
  if (kind == FERRY_DETAIL_CELL_STARTED || kind == FERRY_DETAIL_CELL_DURATION)
    return self->has_times && !self->compact;
  return TRUE;
}

static const FerryCellFuncs funcs = {
  .make = make_cell,
  .show = show_item,
  .is_wanted = is_wanted,
  .sort = sort,
};

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
  ferry_cell_columns_refresh (self->cells);
  follow_selected (self);
  if (!self->has_times)
    {
      find_times (self);
      ferry_cell_columns_update (self->cells);
    }
}

void
ferry_detail_table_set_list (FerryDetailTable *self, FerryDetailList *list)
{
  gboolean descending;
  int kind;

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
      kind = ferry_cell_columns_get_sort (self->cells, &descending);
      if (kind >= 0)
        sort (self, kind, descending);
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
  guint position;

  g_return_val_if_fail (FERRY_IS_DETAIL_TABLE (self), FALSE);

  position = ferry_cell_columns_get_position_at (self->cells, GTK_WIDGET (self), x, y);
  if (position == GTK_INVALID_LIST_POSITION)
    return FALSE;
  gtk_single_selection_set_selected (self->selection, position);
  return TRUE;
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

  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  G_OBJECT_CLASS (ferry_detail_table_parent_class)->dispose (object);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
}

static void
ferry_detail_table_finalize (GObject *object)
{
  FerryDetailTable *self = FERRY_DETAIL_TABLE (object);

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
    case PROP_COMPACT:
      if (self->compact == g_value_get_boolean (value))
        break;
      self->compact = g_value_get_boolean (value);
      ferry_cell_columns_update (self->cells);
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
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = ferry_detail_table_dispose;
  object_class->finalize = ferry_detail_table_finalize;
  object_class->get_property = ferry_detail_table_get_property;
  object_class->set_property = ferry_detail_table_set_property;

  properties[PROP_LIST] = g_param_spec_object ("list", NULL, NULL, FERRY_TYPE_DETAIL_LIST, flags);
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, flags);
  properties[PROP_SELECTED_ID]
    = g_param_spec_string ("selected-id", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ferry_detail_table_init (FerryDetailTable *self)
{
  self->selected_id = g_strdup ("");
  self->cells = ferry_cell_table_set_up (FERRY_CELL_TABLE (self), &funcs, _ ("Tables of the run"));
  gtk_widget_add_css_class (GTK_WIDGET (ferry_cell_table_get_view (FERRY_CELL_TABLE (self))), "data-table");

  for (int kind = 0; kind < FERRY_N_DETAIL_CELLS; kind++)
    {
      GtkColumnViewColumn *column = ferry_cell_columns_add (self->cells, kind, _ (layouts[kind].title),
                                                            layouts[kind].width, layouts[kind].expand, TRUE);

      gtk_column_view_column_set_resizable (column, kind != FERRY_DETAIL_CELL_SUMMARY);
    }
  ferry_cell_columns_update (self->cells);

  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (on_selected_changed), self);
  gtk_column_view_set_model (ferry_cell_table_get_view (FERRY_CELL_TABLE (self)),
                             GTK_SELECTION_MODEL (self->selection));
}
