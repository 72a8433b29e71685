/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-difference-table.h"

#include <glib/gi18n-lib.h>

#include "ferry-explanation.h"
#include "ferry-format.h"

typedef enum
{
  CELL_KIND,
  CELL_COMPANY,
  CELL_TABLE,
  CELL_STATUS,
  CELL_COPIED,
  CELL_DIFFERENCE,
  CELL_SUMMARY,
  N_CELLS,
} Cell;

static const struct
{
  const char *title;
  FerryDifferenceColumn column;
  int width;
  gboolean expand;
  gboolean number;
} layouts[N_CELLS] = {
  [CELL_KIND] = { N_ ("Change"), FERRY_DIFFERENCE_COLUMN_KIND, 170, FALSE, FALSE },
  [CELL_COMPANY] = { N_ ("Company"), FERRY_DIFFERENCE_COLUMN_COMPANY, 170, FALSE, FALSE },
  [CELL_TABLE] = { N_ ("Table"), FERRY_DIFFERENCE_COLUMN_TABLE, 180, TRUE, FALSE },
  [CELL_STATUS] = { N_ ("Status"), FERRY_DIFFERENCE_COLUMN_STATUS, 190, FALSE, FALSE },
  [CELL_COPIED] = { N_ ("Records copied"), FERRY_DIFFERENCE_COLUMN_COPIED, 170, FALSE, TRUE },
  [CELL_DIFFERENCE] = { N_ ("Difference"), FERRY_DIFFERENCE_COLUMN_DIFFERENCE, 100, FALSE, TRUE },
  [CELL_SUMMARY] = { N_ ("Table"), FERRY_DIFFERENCE_COLUMN_TABLE, -1, TRUE, FALSE },
};

struct _FerryDifferenceTable
{
  GtkWidget parent_instance;

  GtkColumnView *column_view;

  FerryRunComparison *comparison;
  GtkColumnViewColumn *columns[N_CELLS];
  GHashTable *bound; /* the cells on show: GtkListItem → kind */
  gboolean narrow;
  int probed;
  GObject *probes[2];
};

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryDifferenceTable, ferry_difference_table, GTK_TYPE_WIDGET)

/* ---- What a cell says ---- */

static char *
dup_company (FerryRunDifference *row)
{
  const char *company = ferry_run_difference_get_company (row);

  return g_strdup (*company == '\0' ? _ ("Per database") : company);
}

/* Before and after; once where both are the same. */
static char *
dup_change (const char *before, const char *after)
{
  if (before == NULL || after == NULL)
    return g_strdup (before == NULL ? after : before);
  if (g_str_equal (before, after))
    return g_strdup (after);
  /* Translators: what it was in the earlier run, what it is in the later one */
  return g_strdup_printf (_ ("%s → %s"), before, after);
}

static char *
dup_status (FerryRunDifference *row)
{
  return dup_change (ferry_run_difference_get_status_text (row, FALSE),
                     ferry_run_difference_get_status_text (row, TRUE));
}

static char *
dup_count (FerryRunDifference *row, gboolean later)
{
  gint64 count = ferry_run_difference_get_records_copied (row, later);

  return count < 0 ? NULL : ferry_format_count (count);
}

static char *
dup_copied (FerryRunDifference *row)
{
  g_autofree char *before = dup_count (row, FALSE);
  g_autofree char *after = dup_count (row, TRUE);

  return dup_change (before, after);
}

static char *
dup_difference (FerryRunDifference *row)
{
  gint64 difference = ferry_run_difference_get_difference (row);
  g_autofree char *count = ferry_format_count (ABS (difference));

  /* A true minus sign, as wide as a digit. */
  return g_strconcat (difference < 0 ? "−" : difference > 0 ? "+" : "", count, NULL);
}

static char *
dup_summary (FerryRunDifference *row)
{
  g_autofree char *company = dup_company (row);
  g_autofree char *copied = dup_copied (row);

  return g_strjoin (" · ", ferry_difference_kind_to_label (ferry_run_difference_get_kind (row)), copied,
                    company, NULL);
}

static char *
dup_text (FerryRunDifference *row, Cell cell)
{
  switch (cell)
    {
    case CELL_KIND:
      return g_strdup (ferry_difference_kind_to_label (ferry_run_difference_get_kind (row)));
    case CELL_COMPANY:
      return dup_company (row);
    case CELL_TABLE:
      return g_strdup (ferry_run_difference_get_table (row));
    case CELL_STATUS:
      return dup_status (row);
    case CELL_COPIED:
      return dup_copied (row);
    case CELL_DIFFERENCE:
      return dup_difference (row);
    case CELL_SUMMARY:
      return dup_summary (row);
    case N_CELLS:
    default:
      g_return_val_if_reached (NULL);
    }
}

/* Why it fails, where it does; why it did, where that is over. */
static char *
dup_reason (FerryRunDifference *row)
{
  gboolean later = ferry_run_difference_get_kind (row) != FERRY_DIFFERENCE_FIXED;
  const char *message = ferry_run_difference_get_message (row, later);
  g_autofree char *title = NULL;

  if (*message == '\0')
    return NULL;
  title = ferry_explanation_dup_title (ferry_run_difference_get_error_code (row, later), message);
  return title == NULL ? g_strdup (message) : g_strdup_printf (_ ("%s — %s"), title, message);
}

/* ---- Cells ---- */

static GtkWidget *
new_inscription (gboolean number)
{
  GtkWidget *inscription = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (inscription), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (inscription), number ? 1 : 0);
  gtk_widget_set_hexpand (inscription, TRUE);
  if (number)
    gtk_widget_add_css_class (inscription, "numeric");
  return inscription;
}

static GtkWidget *
new_cell (Cell cell)
{
  GtkWidget *box, *lines, *second;

  if (cell != CELL_KIND && cell != CELL_SUMMARY)
    return new_inscription (layouts[cell].number);

  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (box),
                  g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  if (cell == CELL_KIND)
    {
      gtk_box_append (GTK_BOX (box), new_inscription (FALSE));
      return box;
    }
  lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  second = new_inscription (FALSE);
  gtk_widget_add_css_class (second, "caption");
  gtk_widget_add_css_class (second, "dim-label");
  gtk_box_append (GTK_BOX (lines), new_inscription (FALSE));
  gtk_box_append (GTK_BOX (lines), second);
  gtk_box_append (GTK_BOX (box), lines);
  return box;
}

static const char *
get_icon_name (FerryDifferenceKind kind)
{
  switch (kind)
    {
    case FERRY_DIFFERENCE_ADDED:
      return "list-add-symbolic";
    case FERRY_DIFFERENCE_REMOVED:
      return "list-remove-symbolic";
    case FERRY_DIFFERENCE_CHANGED:
      return "document-edit-symbolic";
    case FERRY_DIFFERENCE_NEWLY_FAILED:
    case FERRY_DIFFERENCE_STILL_FAILED:
    case FERRY_DIFFERENCE_FIXED:
    case FERRY_N_DIFFERENCES:
    default:
      return ferry_style_to_icon_name (ferry_difference_kind_to_style (kind));
    }
}

static void
show_row (GtkWidget *widget, Cell cell, FerryRunDifference *row)
{
  g_autofree char *text = dup_text (row, cell);
  FerryDifferenceKind kind = ferry_run_difference_get_kind (row);
  const char *classes[] = { ferry_style_to_css_class (ferry_difference_kind_to_style (kind)), NULL };
  GtkWidget *image, *texts;

  if (GTK_IS_INSCRIPTION (widget))
    {
      g_autofree char *reason = cell == CELL_STATUS ? dup_reason (row) : NULL;

      gtk_inscription_set_text (GTK_INSCRIPTION (widget), text);
      gtk_widget_set_tooltip_text (widget, reason);
      return;
    }
  image = gtk_widget_get_first_child (widget);
  texts = gtk_widget_get_next_sibling (image);
  gtk_image_set_from_icon_name (GTK_IMAGE (image), get_icon_name (kind));
  gtk_widget_set_css_classes (image, classes);
  if (cell == CELL_KIND)
    {
      gtk_inscription_set_text (GTK_INSCRIPTION (texts), text);
      return;
    }
  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_widget_get_first_child (texts)),
                            ferry_run_difference_get_table (row));
  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_widget_get_last_child (texts)), text);
}

static void
show_item (FerryDifferenceTable *self, GtkListItem *item, Cell cell)
{
  guint position = gtk_list_item_get_position (item);
  g_autoptr (FerryRunDifference) row = NULL;

  if (self->comparison == NULL || position == GTK_INVALID_LIST_POSITION)
    return;
  row = g_list_model_get_item (G_LIST_MODEL (self->comparison), position);
  if (row != NULL)
    show_row (gtk_list_item_get_child (item), cell, row);
}

static Cell
get_cell (gpointer object)
{
  return (Cell) GPOINTER_TO_INT (g_object_get_data (object, "cell"));
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, new_cell (get_cell (factory)));
  gtk_list_item_set_activatable (item, FALSE);
}

static void
on_bind (FerryDifferenceTable *self, GtkListItem *item, GtkSignalListItemFactory *factory)
{
  g_hash_table_insert (self->bound, item, GINT_TO_POINTER (get_cell (factory)));
  show_item (self, item, get_cell (factory));
}

static void
on_unbind (FerryDifferenceTable *self, GtkListItem *item)
{
  g_hash_table_remove (self->bound, item);
}

static void
on_reordered (FerryDifferenceTable *self)
{
  GHashTableIter iter;
  gpointer item, cell;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, &cell))
    show_item (self, item, (Cell) GPOINTER_TO_INT (cell));
}

/* ---- Columns ---- */

/* The view's sorter doesn't say by which column and which way: asked to compare two things, it asks the column's own, and
 * turns the answer round when it sorts from high to low. */
static int
probe (gconstpointer a, gconstpointer b, gpointer data)
{
  FerryDifferenceTable *self = g_object_get_data (data, "table");

  self->probed = get_cell (data);
  return 1;
}

static void
on_sorter_changed (FerryDifferenceTable *self)
{
  GtkSorter *sorter = gtk_column_view_get_sorter (self->column_view);
  GtkOrdering ordering;

  if (self->comparison == NULL)
    return;
  self->probed = -1;
  ordering = gtk_sorter_compare (sorter, self->probes[0], self->probes[1]);
  if (self->probed < 0)
    ferry_run_comparison_set_sort (self->comparison, FERRY_DIFFERENCE_COLUMN_KIND, FALSE);
  else
    ferry_run_comparison_set_sort (self->comparison, layouts[self->probed].column,
                                   ordering == GTK_ORDERING_SMALLER);
}

static void
update_columns (FerryDifferenceTable *self)
{
  for (int cell = 0; cell < N_CELLS; cell++)
    {
      gboolean wanted = (cell == CELL_SUMMARY) == self->narrow;
      gboolean there = gtk_column_view_column_get_column_view (self->columns[cell]) != NULL;

      if (there && !wanted)
        gtk_column_view_remove_column (self->column_view, self->columns[cell]);
      else if (!there && wanted)
        gtk_column_view_append_column (self->column_view, self->columns[cell]);
    }
}

static void
add_column (FerryDifferenceTable *self, Cell cell)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSorter *sorter = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));
  GtkColumnViewColumn *column = gtk_column_view_column_new (_ (layouts[cell].title), factory);

  g_object_set_data (G_OBJECT (factory), "cell", GINT_TO_POINTER (cell));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, G_CONNECT_SWAPPED);

  g_object_set_data (G_OBJECT (sorter), "table", self);
  g_object_set_data (G_OBJECT (sorter), "cell", GINT_TO_POINTER (cell));
  gtk_custom_sorter_set_sort_func (GTK_CUSTOM_SORTER (sorter), probe, sorter, NULL);
  gtk_column_view_column_set_sorter (column, sorter);
  g_object_unref (sorter);

  gtk_column_view_column_set_resizable (column, cell != CELL_SUMMARY);
  gtk_column_view_column_set_expand (column, layouts[cell].expand);
  gtk_column_view_column_set_fixed_width (column, layouts[cell].width);
  self->columns[cell] = column;
}

void
ferry_difference_table_set_comparison (FerryDifferenceTable *self, FerryRunComparison *comparison)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  g_return_if_fail (FERRY_IS_DIFFERENCE_TABLE (self));
  g_return_if_fail (FERRY_IS_RUN_COMPARISON (comparison));
  g_return_if_fail (self->comparison == NULL);

  self->comparison = g_object_ref (comparison);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (comparison)));
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (comparison, "reordered", G_CALLBACK (on_reordered), self, G_CONNECT_SWAPPED);
}

/* ---- Class ---- */

static void
ferry_difference_table_dispose (GObject *object)
{
  FerryDifferenceTable *self = FERRY_DIFFERENCE_TABLE (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  if (self->comparison != NULL)
    g_signal_handlers_disconnect_by_data (self->comparison, self);
  g_clear_pointer (&child, gtk_widget_unparent);
  g_clear_object (&self->comparison);
  for (int cell = 0; cell < N_CELLS; cell++)
    g_clear_object (&self->columns[cell]);
  G_OBJECT_CLASS (ferry_difference_table_parent_class)->dispose (object);
}

static void
ferry_difference_table_finalize (GObject *object)
{
  FerryDifferenceTable *self = FERRY_DIFFERENCE_TABLE (object);

  g_hash_table_unref (self->bound);
  g_clear_object (&self->probes[0]);
  g_clear_object (&self->probes[1]);
  G_OBJECT_CLASS (ferry_difference_table_parent_class)->finalize (object);
}

static void
ferry_difference_table_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    g_value_set_boolean (value, FERRY_DIFFERENCE_TABLE (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_difference_table_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FerryDifferenceTable *self = FERRY_DIFFERENCE_TABLE (object);

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
ferry_difference_table_class_init (FerryDifferenceTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_difference_table_dispose;
  object_class->finalize = ferry_difference_table_finalize;
  object_class->get_property = ferry_difference_table_get_property;
  object_class->set_property = ferry_difference_table_set_property;

  properties[PROP_NARROW] = g_param_spec_boolean (
    "narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-difference-table.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryDifferenceTable, column_view);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_difference_table_init (FerryDifferenceTable *self)
{
  self->bound = g_hash_table_new (NULL, NULL);
  self->probes[0] = g_object_new (G_TYPE_OBJECT, NULL);
  self->probes[1] = g_object_new (G_TYPE_OBJECT, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int cell = 0; cell < N_CELLS; cell++)
    add_column (self, (Cell) cell);
  update_columns (self);
  g_signal_connect_object (gtk_column_view_get_sorter (self->column_view), "changed",
                           G_CALLBACK (on_sorter_changed), self, G_CONNECT_SWAPPED);
}
