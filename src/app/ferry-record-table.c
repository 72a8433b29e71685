/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-record-table.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-direction.h"
#include "ferry-record-cell.h"

#define MAX_COLUMNS 12
/* A text of so many letters has room in every cell. */
#define SHORT 16

/* Kinds of columns besides those of the shape. */
enum
{
  KIND_CHECK = MAX_COLUMNS,
  KIND_SUMMARY,
};

struct _FerryRecordTable
{
  FerryCellTable parent_instance;

  const FerryRecordShape *shape;
  FerryRecordList *list;
  FerryRecordSelection *selection;
  FerryCellColumns *cells; /* the parent's */
  gboolean updating;       /* checks are set by what is chosen */
};

G_DEFINE_FINAL_TYPE (FerryRecordTable, ferry_record_table, FERRY_TYPE_CELL_TABLE)

/* ---- Cells ---- */

static void
on_check_toggled (GtkCheckButton *check, GtkListItem *item)
{
  FerryRecordTable *self = g_object_get_data (G_OBJECT (check), "ferry-table");

  if (!self->updating && self->selection != NULL)
    ferry_record_selection_set (self->selection, gtk_list_item_get_position (item),
                                gtk_check_button_get_active (check));
}

static void
show_check (FerryRecordTable *self, GtkListItem *item)
{
  GtkCheckButton *check = GTK_CHECK_BUTTON (gtk_list_item_get_child (item));

  self->updating = TRUE;
  gtk_check_button_set_active (check, gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection),
                                                                       gtk_list_item_get_position (item)));
  self->updating = FALSE;
}

static void
show_cell (const FerryRecordColumn *column, GtkWidget *cell, FerryRecord *record)
{
  g_autofree char *text = column->dup_text (record);

  if (GTK_IS_INSCRIPTION (cell))
    ferry_direction_set_text (GTK_INSCRIPTION (cell), text);
  else
    ferry_record_cell_show (FERRY_RECORD_CELL (cell), column->get_icon (record), NULL, text, NULL);
  if (column->dup_tooltip != NULL)
    {
      g_autofree char *tooltip = column->dup_tooltip (record);

      if (g_strcmp0 (gtk_widget_get_tooltip_text (cell), tooltip) != 0)
        gtk_widget_set_tooltip_text (cell, tooltip);
    }
}

static void
show_item (gpointer table, GtkListItem *item, int kind)
{
  FerryRecordTable *self = table;
  guint position = gtk_list_item_get_position (item);
  GtkWidget *cell = gtk_list_item_get_child (item);
  FerryRecord *record
    = position == GTK_INVALID_LIST_POSITION ? NULL : ferry_record_list_get (self->list, position);

  if (record == NULL)
    return;
  if (kind == KIND_CHECK)
    {
      char *name = self->shape->dup_check_name (record);

      if (g_strcmp0 (g_object_get_data (G_OBJECT (cell), "ferry-name"), name) != 0)
        ferry_accessible_set_label (cell, name);
      g_object_set_data_full (G_OBJECT (cell), "ferry-name", name, g_free);
      show_check (self, item);
    }
  else if (kind == KIND_SUMMARY)
    {
      g_autofree char *heading = self->shape->dup_heading (record);
      g_autofree char *summary = self->shape->dup_summary (record);

      ferry_record_cell_show (FERRY_RECORD_CELL (cell), NULL, NULL, heading, summary);
    }
  else
    show_cell (&self->shape->columns[kind], cell, record);
}

static GtkWidget *
make_cell (gpointer table, GtkListItem *item, int kind)
{
  FerryRecordTable *self = table;

  if (kind == KIND_CHECK)
    {
      GtkWidget *check = gtk_check_button_new ();

      gtk_widget_set_halign (check, GTK_ALIGN_CENTER);
      g_object_set_data (G_OBJECT (check), "ferry-table", self);
      g_signal_connect_object (check, "toggled", G_CALLBACK (on_check_toggled), item, 0);
      return check;
    }
  if (kind == KIND_SUMMARY || self->shape->columns[kind].get_icon != NULL)
    return ferry_record_cell_new (kind == KIND_SUMMARY);
  return ferry_record_cell_new_text (self->shape->columns[kind].number);
}

static void
on_reordered (FerryRecordTable *self)
{
  ferry_cell_columns_refresh (self->cells);
}

static void
on_selection_changed (FerryRecordTable *self)
{
  ferry_cell_columns_refresh_kind (self->cells, KIND_CHECK);
}

/* ---- Columns ---- */

static void
sort (gpointer table, int kind, gboolean descending)
{
  FerryRecordTable *self = table;

  ferry_record_list_set_sort (self->list, self->shape->columns[kind].property, descending);
}

static gboolean
is_wanted (gpointer table, int kind)
{
  return kind == KIND_CHECK || ferry_cell_table_get_narrow (table) == (kind == KIND_SUMMARY);
}

static const FerryCellFuncs funcs = {
  .make = make_cell,
  .show = show_item,
  .is_wanted = is_wanted,
  .sort = sort,
};

static void
add_columns (FerryRecordTable *self)
{
  if (self->shape->dup_check_name != NULL)
    ferry_cell_columns_add (self->cells, KIND_CHECK, NULL, 44, FALSE, FALSE);
  for (guint i = 0; i < self->shape->n_columns; i++)
    {
      const FerryRecordColumn *layout = &self->shape->columns[i];
      GtkColumnViewColumn *column = ferry_cell_columns_add (
        self->cells, (int) i, _ (layout->title), layout->width, layout->expand, layout->property != NULL);

      gtk_column_view_column_set_resizable (column, TRUE);
    }
  ferry_cell_columns_add (self->cells, KIND_SUMMARY, _ (self->shape->summary_title), -1, TRUE, FALSE);
}

char *
ferry_record_table_dup_tooltip (char *text)
{
  if (text != NULL && g_utf8_strlen (text, -1) > SHORT)
    return text;
  g_free (text);
  return NULL;
}

void
ferry_record_table_set_up (FerryRecordTable *self,
                           const FerryRecordShape *shape,
                           FerryRecordList *list,
                           FerryRecordSelection *selection)
{
  g_autoptr (GtkSelectionModel) model = NULL;

  g_return_if_fail (FERRY_IS_RECORD_TABLE (self));
  g_return_if_fail (self->shape == NULL && shape->n_columns <= MAX_COLUMNS);
  g_return_if_fail (selection != NULL || shape->dup_check_name == NULL);

  self->shape = shape;
  self->list = g_object_ref (list);
  g_set_object (&self->selection, selection);
  self->cells = ferry_cell_table_set_up (FERRY_CELL_TABLE (self), &funcs, _ (shape->name));
  add_columns (self);
  ferry_cell_columns_update (self->cells);
  if (selection != NULL)
    model = g_object_ref (GTK_SELECTION_MODEL (selection));
  else
    model = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (list))));
  gtk_column_view_set_model (ferry_cell_table_get_view (FERRY_CELL_TABLE (self)), model);
  g_signal_connect_object (list, "reordered", G_CALLBACK (on_reordered), self, G_CONNECT_SWAPPED);
  if (selection != NULL)
    g_signal_connect_object (selection, "chosen", G_CALLBACK (on_selection_changed), self, G_CONNECT_SWAPPED);
}

/* ---- Class ---- */

static void
ferry_record_table_dispose (GObject *object)
{
  FerryRecordTable *self = FERRY_RECORD_TABLE (object);

  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  G_OBJECT_CLASS (ferry_record_table_parent_class)->dispose (object);
  g_clear_object (&self->list);
  g_clear_object (&self->selection);
}

static void
ferry_record_table_class_init (FerryRecordTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ferry_record_table_dispose;
}

static void
ferry_record_table_init (FerryRecordTable *self)
{
  GtkWidget *view = GTK_WIDGET (ferry_cell_table_get_view (FERRY_CELL_TABLE (self)));

  gtk_widget_add_css_class (view, "data-table");
  gtk_widget_add_css_class (view, "ferry-records");
}
