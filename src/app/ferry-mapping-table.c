/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-mapping-table.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-list-access.h"

/* The column of narrow windows, in the place of all others. */
#define SUMMARY FERRY_N_MAPPING_COLUMNS

struct _FerryMappingTable
{
  GtkWidget parent_instance;

  GtkColumnView *column_view;

  GListStore *store;
  GtkCustomFilter *filter;
  GtkFilterListModel *shown;
  GtkSelectionModel *selection;
  GtkColumnViewColumn *columns[FERRY_N_MAPPING_COLUMNS + 1];
  char *search;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (FerryMappingTable, ferry_mapping_table, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_NARROW,
  PROP_N_SHOWN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  ACTIVATED,
  SELECTION_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- Cells ---- */

static GtkWidget *
new_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  return label;
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *box;
  GtkWidget *second;

  if (GPOINTER_TO_INT (data) != SUMMARY)
    {
      gtk_list_item_set_child (item, new_label ());
      return;
    }
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_box_append (GTK_BOX (box), new_label ());
  second = new_label ();
  gtk_widget_add_css_class (second, "dim-label");
  gtk_widget_add_css_class (second, "caption");
  gtk_box_append (GTK_BOX (box), second);
  gtk_list_item_set_child (item, box);
}

static void
show_text (GtkWidget *label, const char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, *text != '\0' ? text : NULL);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  GtkWidget *child = gtk_list_item_get_child (list_item);
  FerryMappingItem *item = gtk_list_item_get_item (list_item);
  int column = GPOINTER_TO_INT (data);
  g_autofree char *target = NULL;

  if (column != SUMMARY)
    {
      show_text (child, ferry_mapping_item_get_text (item, column));
      return;
    }
  target = g_strdup_printf (
    /* Translators: the name of a table, its type, the name of an extension */
    _ ("→ %s (%s, %s)"), ferry_mapping_item_get_text (item, FERRY_MAPPING_COLUMN_TARGET),
    ferry_mapping_item_get_text (item, FERRY_MAPPING_COLUMN_TYPE),
    ferry_mapping_item_get_text (item, FERRY_MAPPING_COLUMN_EXTENSION));
  show_text (gtk_widget_get_first_child (child),
             ferry_mapping_item_get_text (item, FERRY_MAPPING_COLUMN_SOURCE));
  show_text (gtk_widget_get_last_child (child), target);
}

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  int column = GPOINTER_TO_INT (data);

  return ferry_mapping_item_compare ((FerryMappingItem *) a, (FerryMappingItem *) b,
                                     column == SUMMARY ? FERRY_MAPPING_COLUMN_SOURCE : column);
}

static void
add_column (FerryMappingTable *self, int column, const char *title)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare, GINT_TO_POINTER (column), NULL));

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), GINT_TO_POINTER (column));
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), GINT_TO_POINTER (column));
  self->columns[column] = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_sorter (self->columns[column], sorter);
  gtk_column_view_column_set_resizable (self->columns[column], column != SUMMARY);
  gtk_column_view_column_set_expand (self->columns[column], column != FERRY_MAPPING_COLUMN_PER_COMPANY
                                                              && column != FERRY_MAPPING_COLUMN_TYPE);
  gtk_column_view_append_column (self->column_view, self->columns[column]);
  /* The view keeps it. */
  g_object_unref (self->columns[column]);
}

static void
show_columns (FerryMappingTable *self)
{
  for (int i = 0; i <= SUMMARY; i++)
    gtk_column_view_column_set_visible (self->columns[i], (i == SUMMARY) == self->narrow);
}

/* ---- Search and selection ---- */

static gboolean
matches (gpointer item, gpointer data)
{
  FerryMappingTable *self = data;

  return self->search == NULL || ferry_mapping_item_matches (item, self->search);
}

static void
on_shown_changed (FerryMappingTable *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SHOWN]);
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static void
on_selection_changed (FerryMappingTable *self)
{
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static void
on_activate (FerryMappingTable *self, guint position)
{
  g_autoptr (FerryMappingItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, ferry_mapping_item_get_mapping (item));
}

GPtrArray *
ferry_mapping_table_list_selected (FerryMappingTable *self)
{
  GPtrArray *selected = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GtkBitset) positions = NULL;

  g_return_val_if_fail (FERRY_IS_MAPPING_TABLE (self), selected);

  positions = gtk_selection_model_get_selection (self->selection);
  for (guint i = 0; i < gtk_bitset_get_size (positions); i++)
    {
      g_autoptr (FerryMappingItem) item
        = g_list_model_get_item (G_LIST_MODEL (self->selection), gtk_bitset_get_nth (positions, i));

      g_ptr_array_add (selected, g_object_ref (ferry_mapping_item_get_mapping (item)));
    }
  return selected;
}

void
ferry_mapping_table_set_mappings (FerryMappingTable *self, GPtrArray *mappings)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) selected = NULL;
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GtkBitset) again = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) all = NULL;

  g_return_if_fail (FERRY_IS_MAPPING_TABLE (self));
  g_return_if_fail (mappings != NULL);

  selected = ferry_mapping_table_list_selected (self);
  for (guint i = 0; i < selected->len; i++)
    g_hash_table_add (ids, (gpointer) ferry_table_mapping_get_id (g_ptr_array_index (selected, i)));

  items = g_ptr_array_new_full (mappings->len, g_object_unref);
  for (guint i = 0; i < mappings->len; i++)
    g_ptr_array_add (items, ferry_mapping_item_new (g_ptr_array_index (mappings, i)));
  g_list_store_splice (self->store, 0, g_list_model_get_n_items (G_LIST_MODEL (self->store)), items->pdata,
                       items->len);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->selection)); i++)
    {
      g_autoptr (FerryMappingItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (g_hash_table_contains (ids, ferry_table_mapping_get_id (ferry_mapping_item_get_mapping (item))))
        gtk_bitset_add (again, i);
    }
  all = gtk_bitset_new_range (0, MAX (g_list_model_get_n_items (G_LIST_MODEL (self->selection)), 1));
  gtk_selection_model_set_selection (self->selection, again, all);
}

void
ferry_mapping_table_set_search (FerryMappingTable *self, const char *text)
{
  g_autofree char *trimmed = NULL;

  g_return_if_fail (FERRY_IS_MAPPING_TABLE (self));

  trimmed = g_strstrip (g_strdup (text));
  g_clear_pointer (&self->search, g_free);
  if (*trimmed != '\0')
    self->search = g_utf8_casefold (trimmed, -1);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

guint
ferry_mapping_table_get_n_shown (FerryMappingTable *self)
{
  g_return_val_if_fail (FERRY_IS_MAPPING_TABLE (self), 0);
  return g_list_model_get_n_items (G_LIST_MODEL (self->shown));
}

/* ---- Class ---- */

static void
ferry_mapping_table_dispose (GObject *object)
{
  FerryMappingTable *self = FERRY_MAPPING_TABLE (object);
  GtkWidget *child;

  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_data (self->shown, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (ferry_mapping_table_parent_class)->dispose (object);
}

static void
ferry_mapping_table_finalize (GObject *object)
{
  g_free (FERRY_MAPPING_TABLE (object)->search);
  G_OBJECT_CLASS (ferry_mapping_table_parent_class)->finalize (object);
}

static void
ferry_mapping_table_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryMappingTable *self = FERRY_MAPPING_TABLE (object);

  switch (id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_N_SHOWN:
      g_value_set_uint (value, ferry_mapping_table_get_n_shown (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_mapping_table_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FerryMappingTable *self = FERRY_MAPPING_TABLE (object);

  switch (id)
    {
    case PROP_NARROW:
      self->narrow = g_value_get_boolean (value);
      show_columns (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_mapping_table_class_init (FerryMappingTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_mapping_table_dispose;
  object_class->finalize = ferry_mapping_table_finalize;
  object_class->get_property = ferry_mapping_table_get_property;
  object_class->set_property = ferry_mapping_table_set_property;

  properties[PROP_NARROW]
    = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_SHOWN]
    = g_param_spec_uint ("n-shown", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ACTIVATED] = g_signal_new ("activated", FERRY_TYPE_MAPPING_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 1, FERRY_TYPE_TABLE_MAPPING);
  signals[SELECTION_CHANGED] = g_signal_new ("selection-changed", FERRY_TYPE_MAPPING_TABLE, G_SIGNAL_RUN_LAST,
                                             0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-mapping-table.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryMappingTable, column_view);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_mapping_table_init (FerryMappingTable *self)
{
  GtkSortListModel *sorted;

  gtk_widget_init_template (GTK_WIDGET (self));

  self->store = g_list_store_new (FERRY_TYPE_MAPPING_ITEM);
  self->filter = gtk_custom_filter_new (matches, self, NULL);
  self->shown = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->store)),
                                           g_object_ref (GTK_FILTER (self->filter)));
  add_column (self, FERRY_MAPPING_COLUMN_SOURCE, _ ("Source Table"));
  add_column (self, FERRY_MAPPING_COLUMN_TARGET, _ ("Target Table"));
  add_column (self, FERRY_MAPPING_COLUMN_TYPE, _ ("Target Type"));
  add_column (self, FERRY_MAPPING_COLUMN_EXTENSION, _ ("Extension"));
  add_column (self, FERRY_MAPPING_COLUMN_PER_COMPANY, _ ("Data per Company"));
  add_column (self, SUMMARY, _ ("Mapping"));
  show_columns (self);

  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->shown)),
                                    g_object_ref (gtk_column_view_get_sorter (self->column_view)));
  self->selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (sorted)));
  gtk_column_view_set_model (self->column_view, self->selection);
  gtk_column_view_sort_by_column (self->column_view, self->columns[FERRY_MAPPING_COLUMN_SOURCE],
                                  GTK_SORT_ASCENDING);
  ferry_list_access_set_up_headings (self->column_view);
  g_signal_connect_swapped (self->shown, "items-changed", G_CALLBACK (on_shown_changed), self);
  g_signal_connect_swapped (self->selection, "selection-changed", G_CALLBACK (on_selection_changed), self);
}
