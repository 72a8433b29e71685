/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-difference-table.h"

#include <glib/gi18n-lib.h>

#include "ferry-direction.h"
#include "ferry-explanation.h"
#include "ferry-format.h"
#include "ferry-record-cell.h"

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
  [CELL_COMPANY] = { N_ ("Company"), FERRY_DIFFERENCE_COLUMN_COMPANY, 170, TRUE, FALSE },
  [CELL_TABLE] = { N_ ("Table"), FERRY_DIFFERENCE_COLUMN_TABLE, 180, TRUE, FALSE },
  [CELL_STATUS] = { N_ ("Status"), FERRY_DIFFERENCE_COLUMN_STATUS, 190, TRUE, FALSE },
  [CELL_COPIED] = { N_ ("Records copied"), FERRY_DIFFERENCE_COLUMN_COPIED, 170, FALSE, TRUE },
  [CELL_DIFFERENCE] = { N_ ("Difference"), FERRY_DIFFERENCE_COLUMN_DIFFERENCE, 100, FALSE, TRUE },
  [CELL_SUMMARY] = { N_ ("Table"), FERRY_DIFFERENCE_COLUMN_TABLE, -1, TRUE, FALSE },
};

struct _FerryDifferenceTable
{
  FerryCellTable parent_instance;

  FerryRunComparison *comparison;
  FerryCellColumns *cells; /* the parent's */
};

G_DEFINE_FINAL_TYPE (FerryDifferenceTable, ferry_difference_table, FERRY_TYPE_CELL_TABLE)

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
make_cell (gpointer table, GtkListItem *item, int cell)
{
  gtk_list_item_set_activatable (item, FALSE);
  if (cell == CELL_KIND || cell == CELL_SUMMARY)
    return ferry_record_cell_new (cell == CELL_SUMMARY);
  return ferry_record_cell_new_text (layouts[cell].number);
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

  if (GTK_IS_INSCRIPTION (widget))
    {
      g_autofree char *reason = cell == CELL_STATUS ? dup_reason (row) : NULL;

      ferry_direction_set_text (GTK_INSCRIPTION (widget), text);
      gtk_widget_set_tooltip_text (widget, reason);
      return;
    }
  ferry_record_cell_show (FERRY_RECORD_CELL (widget), get_icon_name (kind),
                          ferry_style_to_css_class (ferry_difference_kind_to_style (kind)),
                          cell == CELL_SUMMARY ? ferry_run_difference_get_table (row) : text, text);
}

static void
show_item (gpointer table, GtkListItem *item, int cell)
{
  FerryDifferenceTable *self = table;
  guint position = gtk_list_item_get_position (item);
  g_autoptr (FerryRunDifference) row = NULL;

  if (self->comparison == NULL || position == GTK_INVALID_LIST_POSITION)
    return;
  row = g_list_model_get_item (G_LIST_MODEL (self->comparison), position);
  if (row != NULL)
    show_row (gtk_list_item_get_child (item), (Cell) cell, row);
}

static void
on_reordered (FerryDifferenceTable *self)
{
  ferry_cell_columns_refresh (self->cells);
}

/* ---- Columns ---- */

static void
sort (gpointer table, int cell, gboolean descending)
{
  FerryDifferenceTable *self = table;

  if (self->comparison != NULL)
    ferry_run_comparison_set_sort (self->comparison, layouts[cell].column, descending);
}

static gboolean
is_wanted (gpointer table, int cell)
{
  return (cell == CELL_SUMMARY) == ferry_cell_table_get_narrow (table);
}

static const FerryCellFuncs funcs = {
  .make = make_cell,
  .show = show_item,
  .is_wanted = is_wanted,
  .sort = sort,
};

void
ferry_difference_table_set_comparison (FerryDifferenceTable *self, FerryRunComparison *comparison)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  g_return_if_fail (FERRY_IS_DIFFERENCE_TABLE (self));
  g_return_if_fail (FERRY_IS_RUN_COMPARISON (comparison));
  g_return_if_fail (self->comparison == NULL);

  self->comparison = g_object_ref (comparison);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (comparison)));
  gtk_column_view_set_model (ferry_cell_table_get_view (FERRY_CELL_TABLE (self)),
                             GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (comparison, "reordered", G_CALLBACK (on_reordered), self, G_CONNECT_SWAPPED);
}

/* ---- Class ---- */

static void
ferry_difference_table_dispose (GObject *object)
{
  FerryDifferenceTable *self = FERRY_DIFFERENCE_TABLE (object);

  if (self->comparison != NULL)
    g_signal_handlers_disconnect_by_data (self->comparison, self);
  G_OBJECT_CLASS (ferry_difference_table_parent_class)->dispose (object);
  g_clear_object (&self->comparison);
}

static void
ferry_difference_table_class_init (FerryDifferenceTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ferry_difference_table_dispose;
}

static void
ferry_difference_table_init (FerryDifferenceTable *self)
{
  self->cells = ferry_cell_table_set_up (FERRY_CELL_TABLE (self), &funcs, _ ("Tables that differ"));
  gtk_widget_add_css_class (GTK_WIDGET (ferry_cell_table_get_view (FERRY_CELL_TABLE (self))), "data-table");
  for (int cell = 0; cell < N_CELLS; cell++)
    {
      GtkColumnViewColumn *column = ferry_cell_columns_add (self->cells, cell, _ (layouts[cell].title),
                                                            layouts[cell].width, layouts[cell].expand, TRUE);

      gtk_column_view_column_set_resizable (column, cell != CELL_SUMMARY);
    }
  ferry_cell_columns_update (self->cells);
}
