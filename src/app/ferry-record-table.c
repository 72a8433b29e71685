/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-record-table.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-record-cell.h"
#include "ferry-sort-probe.h"

#define MAX_COLUMNS 12
/* A text of so many letters has room in every cell. */
#define SHORT 16
#define KIND  "ferry-kind"

/* Kinds of columns besides those of the shape. */
enum
{
  KIND_CHECK = MAX_COLUMNS,
  KIND_SUMMARY,
  N_KINDS,
};

struct _FerryRecordTable
{
  GtkWidget parent_instance;

  GtkColumnView *column_view;

  const FerryRecordShape *shape;
  FerryRecordList *list;
  FerryRecordSelection *selection;
  GtkColumnViewColumn *columns[N_KINDS];
  GHashTable *bound; /* the cells on show: GtkListItem → kind */
  FerrySortProbe *probe;
  int sorted_by; /* a kind of column; -1: as the service has it */
  gboolean descending;
  gboolean narrow;
  gboolean rebuilding; /* the columns are being put in anew */
  gboolean updating;   /* checks are set by what is chosen */
};

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryRecordTable, ferry_record_table, GTK_TYPE_WIDGET)

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
    gtk_inscription_set_text (GTK_INSCRIPTION (cell), text);
  else
    ferry_record_cell_show (FERRY_RECORD_CELL (cell), column->get_icon (record), text, NULL);
  if (column->dup_tooltip != NULL)
    {
      g_autofree char *tooltip = column->dup_tooltip (record);

      if (g_strcmp0 (gtk_widget_get_tooltip_text (cell), tooltip) != 0)
        gtk_widget_set_tooltip_text (cell, tooltip);
    }
}

static void
show_item (FerryRecordTable *self, GtkListItem *item, int kind)
{
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

      ferry_record_cell_show (FERRY_RECORD_CELL (cell), NULL, heading, summary);
    }
  else
    show_cell (&self->shape->columns[kind], cell, record);
}

static int
get_kind (GtkListItemFactory *factory)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), KIND));
}

static void
on_setup (FerryRecordTable *self, GtkListItem *item, GtkListItemFactory *factory)
{
  int kind = get_kind (factory);
  GtkWidget *cell;

  if (kind == KIND_CHECK)
    {
      cell = gtk_check_button_new ();
      gtk_widget_set_halign (cell, GTK_ALIGN_CENTER);
      g_object_set_data (G_OBJECT (cell), "ferry-table", self);
      g_signal_connect_object (cell, "toggled", G_CALLBACK (on_check_toggled), item, 0);
    }
  else if (kind == KIND_SUMMARY || self->shape->columns[kind].get_icon != NULL)
    cell = ferry_record_cell_new (kind == KIND_SUMMARY);
  else
    cell = ferry_record_cell_new_text (self->shape->columns[kind].number);
  gtk_list_item_set_child (item, cell);
}

static void
on_bind (FerryRecordTable *self, GtkListItem *item, GtkListItemFactory *factory)
{
  int kind = get_kind (factory);

  g_hash_table_insert (self->bound, item, GINT_TO_POINTER (kind));
  show_item (self, item, kind);
}

static void
on_unbind (FerryRecordTable *self, GtkListItem *item)
{
  g_hash_table_remove (self->bound, item);
}

static void
on_reordered (FerryRecordTable *self)
{
  GHashTableIter iter;
  gpointer item, kind;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, &kind))
    show_item (self, item, GPOINTER_TO_INT (kind));
}

static void
on_selection_changed (FerryRecordTable *self)
{
  GHashTableIter iter;
  gpointer item, kind;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, &kind))
    if (GPOINTER_TO_INT (kind) == KIND_CHECK)
      show_check (self, item);
}

/* ---- Columns ---- */

static void
on_sorter_changed (FerryRecordTable *self)
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
  ferry_record_list_set_sort (self->list, self->shape->columns[kind].property, descending);
}

static gboolean
is_wanted (FerryRecordTable *self, int kind)
{
  if (self->columns[kind] == NULL || kind == KIND_CHECK)
    return self->columns[kind] != NULL;
  return self->narrow == (kind == KIND_SUMMARY);
}

/* In the order in which they stand: the check first. */
static int
get_nth_kind (int n)
{
  return n == 0 ? KIND_CHECK : n == N_KINDS - 1 ? KIND_SUMMARY : n - 1;
}

/* Columns are taken out and put in anew instead of hidden: a column that is shown again has its cells last in a row for
 * assistive technologies. */
static void
update_columns (FerryRecordTable *self)
{
  if (self->shape == NULL)
    return;
  self->rebuilding = TRUE;
  for (int kind = 0; kind < N_KINDS; kind++)
    if (self->columns[kind] != NULL && gtk_column_view_column_get_column_view (self->columns[kind]) != NULL)
      gtk_column_view_remove_column (self->column_view, self->columns[kind]);
  for (int n = 0; n < N_KINDS; n++)
    if (is_wanted (self, get_nth_kind (n)))
      gtk_column_view_append_column (self->column_view, self->columns[get_nth_kind (n)]);
  if (self->sorted_by >= 0 && is_wanted (self, self->sorted_by))
    gtk_column_view_sort_by_column (self->column_view, self->columns[self->sorted_by],
                                    self->descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  self->rebuilding = FALSE;
}

static GtkColumnViewColumn *
add_column (FerryRecordTable *self, int kind, const char *title)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_object_set_data (G_OBJECT (factory), KIND, GINT_TO_POINTER (kind));
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, G_CONNECT_SWAPPED);
  self->columns[kind] = gtk_column_view_column_new (title, factory);
  return self->columns[kind];
}

static void
add_columns (FerryRecordTable *self)
{
  if (self->shape->dup_check_name != NULL)
    gtk_column_view_column_set_fixed_width (add_column (self, KIND_CHECK, NULL), 44);
  for (guint i = 0; i < self->shape->n_columns; i++)
    {
      const FerryRecordColumn *layout = &self->shape->columns[i];
      GtkColumnViewColumn *column = add_column (self, (int) i, _ (layout->title));

      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_column_set_expand (column, layout->expand);
      gtk_column_view_column_set_fixed_width (column, layout->width);
      if (layout->property != NULL)
        ferry_sort_probe_add (self->probe, column, (int) i);
    }
  gtk_column_view_column_set_expand (add_column (self, KIND_SUMMARY, _ (self->shape->summary_title)), TRUE);
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
  ferry_accessible_set_label (self->column_view, _ (shape->name));
  add_columns (self);
  update_columns (self);
  if (selection != NULL)
    model = g_object_ref (GTK_SELECTION_MODEL (selection));
  else
    model = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (list))));
  gtk_column_view_set_model (self->column_view, model);
  g_signal_connect_object (list, "reordered", G_CALLBACK (on_reordered), self, G_CONNECT_SWAPPED);
  if (selection != NULL)
    g_signal_connect_object (selection, "chosen", G_CALLBACK (on_selection_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (self->column_view), "changed",
                           G_CALLBACK (on_sorter_changed), self, G_CONNECT_SWAPPED);
}

/* ---- Class ---- */

static void
ferry_record_table_dispose (GObject *object)
{
  FerryRecordTable *self = FERRY_RECORD_TABLE (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_pointer (&child, gtk_widget_unparent);
  g_clear_object (&self->list);
  g_clear_object (&self->selection);
  for (int kind = 0; kind < N_KINDS; kind++)
    g_clear_object (&self->columns[kind]);
  G_OBJECT_CLASS (ferry_record_table_parent_class)->dispose (object);
}

static void
ferry_record_table_finalize (GObject *object)
{
  FerryRecordTable *self = FERRY_RECORD_TABLE (object);

  g_hash_table_unref (self->bound);
  ferry_sort_probe_free (self->probe);
  G_OBJECT_CLASS (ferry_record_table_parent_class)->finalize (object);
}

static void
ferry_record_table_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    g_value_set_boolean (value, FERRY_RECORD_TABLE (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_record_table_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FerryRecordTable *self = FERRY_RECORD_TABLE (object);

  if (id != PROP_NARROW)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (self->narrow == g_value_get_boolean (value))
    return;
  self->narrow = g_value_get_boolean (value);
  update_columns (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
ferry_record_table_class_init (FerryRecordTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_record_table_dispose;
  object_class->finalize = ferry_record_table_finalize;
  object_class->get_property = ferry_record_table_get_property;
  object_class->set_property = ferry_record_table_set_property;

  properties[PROP_NARROW] = g_param_spec_boolean (
    "narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-record-table.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryRecordTable, column_view);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_record_table_init (FerryRecordTable *self)
{
  self->sorted_by = -1;
  self->bound = g_hash_table_new (NULL, NULL);
  self->probe = ferry_sort_probe_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
