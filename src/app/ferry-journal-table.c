/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-journal-table.h"

#include <glib/gi18n-lib.h>

#include "ferry-direction.h"
#include "ferry-format.h"
#include "ferry-record-cell.h"
#include "ferry-settings.h"

typedef enum
{
  CELL_AT,
  CELL_ACTION,
  CELL_SUBJECT,
  CELL_OUTCOME,
  CELL_WHO,
  CELL_ENVIRONMENT,
  CELL_SUMMARY,
  N_CELLS,
} Cell;

static const struct
{
  const char *name; /* in the settings */
  const char *title;
  FerryJournalColumn column;
  int width;
  gboolean expand;
} layouts[N_CELLS] = {
  [CELL_AT] = { "at", N_ ("When"), FERRY_JOURNAL_COLUMN_AT, 168, FALSE },
  [CELL_ACTION] = { "action", N_ ("Action"), FERRY_JOURNAL_COLUMN_ACTION, 210, TRUE },
  [CELL_SUBJECT] = { "subject", N_ ("Subject"), FERRY_JOURNAL_COLUMN_SUBJECT, 150, TRUE },
  [CELL_OUTCOME] = { "outcome", N_ ("Outcome"), FERRY_JOURNAL_COLUMN_OUTCOME, 190, FALSE },
  [CELL_WHO] = { "who", N_ ("Who"), FERRY_JOURNAL_COLUMN_WHO, 150, FALSE },
  [CELL_ENVIRONMENT] = { "environment", N_ ("Environment"), FERRY_JOURNAL_COLUMN_ENVIRONMENT, 150, FALSE },
  [CELL_SUMMARY] = { "at", N_ ("Entry"), FERRY_JOURNAL_COLUMN_AT, -1, TRUE },
};

struct _FerryJournalTable
{
  FerryCellTable parent_instance;

  FerryJournalList *list;
  GtkSingleSelection *selection;
  FerryCellColumns *cells; /* the parent's */
  gint64 selected_id;      /* 0: none */
  gboolean following;      /* the selection is being moved with its row */
};

enum
{
  PROP_0,
  PROP_SELECTED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryJournalTable, ferry_journal_table, FERRY_TYPE_CELL_TABLE)

/* ---- Cells ---- */

static char *
dup_summary (FerryJournalEntry *entry)
{
  g_autofree char *at = ferry_format_time (ferry_journal_entry_get_at (entry));
  g_autoptr (GString) text = g_string_new (at);
  const char *const parts[] = {
    ferry_outcome_to_label (ferry_journal_entry_get_outcome (entry)),
    ferry_journal_entry_get_who (entry),
    ferry_journal_entry_get_environment_name (entry),
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_string_append_printf (text, " · %s", parts[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_text (FerryJournalEntry *entry, Cell cell)
{
  switch (cell)
    {
    case CELL_AT:
      return ferry_format_time (ferry_journal_entry_get_at (entry));
    case CELL_ACTION:
      return g_strdup (ferry_journal_entry_get_action_label (entry));
    case CELL_SUBJECT:
      return ferry_journal_entry_dup_subject_label (entry);
    case CELL_OUTCOME:
      return g_strdup (ferry_outcome_to_label (ferry_journal_entry_get_outcome (entry)));
    case CELL_WHO:
      return g_strdup (ferry_journal_entry_get_who (entry));
    case CELL_ENVIRONMENT:
      return g_strdup (ferry_journal_entry_get_environment_name (entry));
    case CELL_SUMMARY:
      return dup_summary (entry);
    case N_CELLS:
    default:
      g_return_val_if_reached (NULL);
    }
}

static GtkWidget *
make_cell (gpointer table, GtkListItem *item, int cell)
{
  if (cell == CELL_OUTCOME || cell == CELL_SUMMARY)
    return ferry_record_cell_new (cell == CELL_SUMMARY);
  return ferry_record_cell_new_text (FALSE);
}

/* What the service said is told to who points at the outcome; in the panel it is told to everybody. */
static char *
dup_tooltip (FerryJournalEntry *entry, Cell cell, const char *text)
{
  if (cell == CELL_OUTCOME)
    return ferry_journal_entry_dup_message_label (entry);
  return g_strdup (text);
}

static void
show_item (gpointer table, GtkListItem *item, int cell)
{
  FerryJournalTable *self = table;
  guint position = gtk_list_item_get_position (item);
  GtkWidget *widget = gtk_list_item_get_child (item);
  FerryJournalEntry *entry = self->list != NULL && position != GTK_INVALID_LIST_POSITION
                               ? ferry_journal_list_get (self->list, position)
                               : NULL;
  g_autofree char *text = NULL;
  g_autofree char *tooltip = NULL;
  FerryStyle style;

  if (entry == NULL)
    return;
  text = dup_text (entry, (Cell) cell);
  style = ferry_outcome_to_style (ferry_journal_entry_get_outcome (entry));
  if (GTK_IS_INSCRIPTION (widget))
    ferry_direction_set_text (GTK_INSCRIPTION (widget), text);
  else
    ferry_record_cell_show (FERRY_RECORD_CELL (widget), ferry_style_to_icon_name (style),
                            ferry_style_to_css_class (style),
                            cell == CELL_SUMMARY ? ferry_journal_entry_get_action_label (entry) : text,
                            cell == CELL_SUMMARY ? text : NULL);
  tooltip = dup_tooltip (entry, (Cell) cell, text);
  gtk_widget_set_tooltip_text (widget, *tooltip != '\0' ? tooltip : NULL);
}

/* ---- Columns ---- */

static void
sort (gpointer table, int cell, gboolean descending)
{
  FerryJournalTable *self = table;
  GSettings *settings = ferry_settings_get ();

  if (self->list == NULL)
    return;
  ferry_journal_list_set_sort (self->list, layouts[cell].column, descending);
  if (settings != NULL)
    {
      g_settings_set_string (settings, "journal-sort-column", layouts[cell].name);
      g_settings_set_boolean (settings, "journal-sort-descending", descending);
    }
}

static void
restore_sort (FerryJournalTable *self)
{
  GSettings *settings = ferry_settings_get ();
  g_autofree char *name = settings != NULL ? g_settings_get_string (settings, "journal-sort-column") : NULL;
  gboolean descending = ferry_settings_get_boolean ("journal-sort-descending", TRUE);

  for (int cell = 0; cell < CELL_SUMMARY; cell++)
    if (g_strcmp0 (layouts[cell].name, name) == 0)
      {
        ferry_journal_list_set_sort (self->list, layouts[cell].column, descending);
        ferry_cell_columns_set_sort (self->cells, cell, descending);
      }
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

/* ---- Selection, which is of an entry and not of a position ---- */

static void
on_selected_changed (FerryJournalTable *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);
  FerryJournalEntry *entry = NULL;
  gint64 id;

  if (self->following || self->list == NULL)
    return;
  if (position != GTK_INVALID_LIST_POSITION)
    entry = ferry_journal_list_get (self->list, position);
  id = entry != NULL ? ferry_journal_entry_get_id (entry) : 0;
  if (id == self->selected_id)
    return;
  self->selected_id = id;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

/* Rows come and go at the end of the list, whichever they are: that is no change of what is selected. */
static void
on_items_changed (FerryJournalTable *self)
{
  self->following = TRUE;
}

static void
on_reordered (FerryJournalTable *self)
{
  guint position = self->selected_id != 0 ? ferry_journal_list_position_of (self->list, self->selected_id)
                                          : GTK_INVALID_LIST_POSITION;

  ferry_cell_columns_refresh (self->cells);
  self->following = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->following = FALSE;
  /* It may be filtered out, or its outcome is known by now. */
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

void
ferry_journal_table_set_list (FerryJournalTable *self, FerryJournalList *list)
{
  g_return_if_fail (FERRY_IS_JOURNAL_TABLE (self));
  g_return_if_fail (FERRY_IS_JOURNAL_LIST (list));
  g_return_if_fail (self->list == NULL);

  self->list = g_object_ref (list);
  restore_sort (self);
  /* Before the selection's own handler; "reordered" follows each change. */
  g_signal_connect_object (list, "items-changed", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (list));
  g_signal_connect_object (list, "reordered", G_CALLBACK (on_reordered), self, G_CONNECT_SWAPPED);
}

FerryJournalEntry *
ferry_journal_table_get_selected (FerryJournalTable *self)
{
  g_return_val_if_fail (FERRY_IS_JOURNAL_TABLE (self), NULL);

  if (self->selected_id == 0 || ferry_journal_list_position_of (self->list, self->selected_id) == G_MAXUINT)
    return NULL;
  return ferry_journal_list_find (self->list, self->selected_id);
}

void
ferry_journal_table_unselect (FerryJournalTable *self)
{
  g_return_if_fail (FERRY_IS_JOURNAL_TABLE (self));
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

/* ---- Class ---- */

static void
ferry_journal_table_dispose (GObject *object)
{
  FerryJournalTable *self = FERRY_JOURNAL_TABLE (object);

  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  G_OBJECT_CLASS (ferry_journal_table_parent_class)->dispose (object);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
}

static void
ferry_journal_table_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryJournalTable *self = FERRY_JOURNAL_TABLE (object);

  if (id == PROP_SELECTED)
    g_value_set_object (value, self->list != NULL ? ferry_journal_table_get_selected (self) : NULL);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_journal_table_class_init (FerryJournalTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ferry_journal_table_dispose;
  object_class->get_property = ferry_journal_table_get_property;

  properties[PROP_SELECTED] = g_param_spec_object ("selected", NULL, NULL, FERRY_TYPE_JOURNAL_ENTRY,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ferry_journal_table_init (FerryJournalTable *self)
{
  self->cells = ferry_cell_table_set_up (FERRY_CELL_TABLE (self), &funcs, _ ("Entries of the journal"));
  gtk_widget_add_css_class (GTK_WIDGET (ferry_cell_table_get_view (FERRY_CELL_TABLE (self))), "data-table");
  for (int cell = 0; cell < N_CELLS; cell++)
    {
      GtkColumnViewColumn *column = ferry_cell_columns_add (self->cells, cell, _ (layouts[cell].title),
                                                            layouts[cell].width, layouts[cell].expand, TRUE);

      gtk_column_view_column_set_resizable (column, cell != CELL_SUMMARY);
    }
  ferry_cell_columns_update (self->cells);

  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (on_selected_changed), self);
  gtk_column_view_set_model (ferry_cell_table_get_view (FERRY_CELL_TABLE (self)),
                             GTK_SELECTION_MODEL (self->selection));
}
