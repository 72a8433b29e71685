/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-target-picker.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-mapping-item.h"
#include "ferry-search.h"
#include "ferry-target-choice.h"

struct _FerryTargetPicker
{
  AdwWindow parent_instance;

  GtkSearchEntry *search_entry;
  GtkButton *choose_button;
  GtkStack *stack;
  GtkListView *list_view;

  GListStore *store;
  GtkCustomFilter *filter;
  GtkFilterListModel *shown;
  char *search;
  gboolean several;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (FerryTargetPicker, ferry_target_picker, ADW_TYPE_WINDOW)

static guint picked_signal;

static guint
count_selected (FerryTargetPicker *self)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->store)); i++)
    {
      g_autoptr (FerryTargetChoice) choice = g_list_model_get_item (G_LIST_MODEL (self->store), i);

      if (ferry_target_choice_get_selected (choice))
        n++;
    }
  return n;
}

static void
update (FerryTargetPicker *self)
{
  guint n = count_selected (self);
  g_autofree char *label = n > 1 ? g_strdup_printf (_ ("_Choose %u"), n) : g_strdup (_ ("_Choose"));

  gtk_button_set_label (self->choose_button, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->choose_button), n > 0);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->store)) == 0)
    gtk_stack_set_visible_child_name (self->stack, "empty");
  else
    gtk_stack_set_visible_child_name (
      self->stack, g_list_model_get_n_items (G_LIST_MODEL (self->shown)) > 0 ? "list" : "no-match");
}

/* Where only one can be chosen, it takes the place of the one before. */
static void
on_selected (FerryTargetChoice *choice, GParamSpec *pspec, FerryTargetPicker *self)
{
  if (self->updating)
    return;
  self->updating = TRUE;
  for (guint i = 0; !self->several && ferry_target_choice_get_selected (choice)
                    && i < g_list_model_get_n_items (G_LIST_MODEL (self->store));
       i++)
    {
      g_autoptr (FerryTargetChoice) other = g_list_model_get_item (G_LIST_MODEL (self->store), i);

      if (other != choice)
        ferry_target_choice_set_selected (other, FALSE);
    }
  self->updating = FALSE;
  update (self);
}

static GtkWidget *
new_label (gboolean dim)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (dim)
    {
      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_add_css_class (label, "caption");
    }
  return label;
}

static void
on_setup (FerryTargetPicker *self, GtkListItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_margin_top (row, 6);
  gtk_widget_set_margin_bottom (row, 6);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), new_label (FALSE));
  gtk_box_append (GTK_BOX (texts), new_label (TRUE));
  gtk_box_append (GTK_BOX (row), check);
  gtk_box_append (GTK_BOX (row), texts);
  gtk_list_item_set_child (item, row);
}

static char *
describe (FerryTargetChoice *choice)
{
  FerrySourceTable *table = ferry_target_choice_get_table (choice);
  const char *type = ferry_mapping_type_to_label (ferry_target_choice_is_extension (choice));

  if (ferry_target_choice_get_source (choice) != NULL)
    /* Translators: the name of an extension, a table's type, the name of a source table */
    return g_strdup_printf (_ ("%s, %s: already gets its data from “%s”"),
                            ferry_source_table_get_app_name (table), type,
                            ferry_target_choice_get_source (choice));
  /* Translators: the name of an extension, a table's type, its number */
  return g_strdup_printf (_ ("%s, %s %d"), ferry_source_table_get_app_name (table), type,
                          (int) ferry_source_table_get_table_id (table));
}

static void
on_bind (FerryTargetPicker *self, GtkListItem *item)
{
  FerryTargetChoice *choice = gtk_list_item_get_item (item);
  const char *table = ferry_source_table_get_table_name (ferry_target_choice_get_table (choice));
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkWidget *check = gtk_widget_get_first_child (row);
  GtkWidget *texts = gtk_widget_get_last_child (row);
  /* Translators: the name of a table */
  g_autofree char *name = g_strdup_printf (_ ("Choose %s"), table);
  g_autofree char *about = describe (choice);

  g_object_set_data (G_OBJECT (check), "binding",
                     g_object_bind_property (choice, "selected", check, "active",
                                             G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL));
  gtk_widget_set_sensitive (row, ferry_target_choice_get_source (choice) == NULL);
  ferry_accessible_set_label (check, name);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (texts)), table);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (texts)), about);
  gtk_widget_set_tooltip_text (texts, about);
}

static void
on_unbind (FerryTargetPicker *self, GtkListItem *item)
{
  GtkWidget *check = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GBinding *binding = g_object_steal_data (G_OBJECT (check), "binding");

  if (binding != NULL)
    g_binding_unbind (binding);
}

static void
on_row_activated (FerryTargetPicker *self, guint position)
{
  g_autoptr (FerryTargetChoice) choice = g_list_model_get_item (G_LIST_MODEL (self->shown), position);

  if (choice != NULL)
    ferry_target_choice_set_selected (choice, !ferry_target_choice_get_selected (choice));
}

static gboolean
matches (gpointer item, gpointer data)
{
  FerryTargetPicker *self = data;

  return self->search == NULL || ferry_target_choice_matches (item, self->search);
}

static void
on_search_changed (FerryTargetPicker *self)
{
  g_free (self->search);
  self->search = ferry_search_dup (self->search_entry);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update (self);
}

static void
on_choose_clicked (FerryTargetPicker *self)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_object_unref);

  /* In the order of the list. */
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->store)); i++)
    {
      g_autoptr (FerryTargetChoice) choice = g_list_model_get_item (G_LIST_MODEL (self->store), i);

      if (ferry_target_choice_get_selected (choice))
        g_ptr_array_add (tables, g_object_ref (ferry_target_choice_get_table (choice)));
    }
  g_signal_emit (self, picked_signal, 0, tables);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* What can be chosen comes first. */
static int
compare_choices (gconstpointer a, gconstpointer b, gpointer data)
{
  FerryTargetChoice *first = (FerryTargetChoice *) a;
  FerryTargetChoice *second = (FerryTargetChoice *) b;
  gboolean taken = ferry_target_choice_get_source (first) != NULL;

  if (taken != (ferry_target_choice_get_source (second) != NULL))
    return taken ? 1 : -1;
  return g_utf8_collate (ferry_source_table_get_table_name (ferry_target_choice_get_table (first)),
                         ferry_source_table_get_table_name (ferry_target_choice_get_table (second)));
}

static void
add_table (FerryTargetPicker *self, FerryMappingSet *set, FerrySourceTable *table)
{
  FerryTableMapping *mapping = ferry_mapping_set_find_table (set, table);
  g_autoptr (FerryTargetChoice) choice = ferry_target_choice_new (
    table, mapping != NULL ? ferry_table_mapping_get_source_table_name (mapping) : NULL);

  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (on_selected), self, 0);
  g_list_store_insert_sorted (self->store, choice, compare_choices, NULL);
}

GtkWindow *
ferry_target_picker_new (FerryMappingSet *set, gboolean several)
{
  FerryTargetPicker *self;
  GPtrArray *tables;

  g_return_val_if_fail (FERRY_IS_MAPPING_SET (set), NULL);

  self = g_object_new (FERRY_TYPE_TARGET_PICKER, NULL);
  self->several = several;
  tables = ferry_mapping_set_get_tables (set);
  for (guint i = 0; tables != NULL && i < tables->len; i++)
    if (ferry_source_table_get_mappable (g_ptr_array_index (tables, i)))
      add_table (self, set, g_ptr_array_index (tables, i));
  update (self);
  return GTK_WINDOW (self);
}

static void
ferry_target_picker_dispose (GObject *object)
{
  FerryTargetPicker *self = FERRY_TARGET_PICKER (object);

  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  G_OBJECT_CLASS (ferry_target_picker_parent_class)->dispose (object);
}

static void
ferry_target_picker_finalize (GObject *object)
{
  FerryTargetPicker *self = FERRY_TARGET_PICKER (object);

  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  g_clear_object (&self->store);
  g_free (self->search);
  G_OBJECT_CLASS (ferry_target_picker_parent_class)->finalize (object);
}

static void
ferry_target_picker_class_init (FerryTargetPickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_target_picker_dispose;
  object_class->finalize = ferry_target_picker_finalize;

  picked_signal = g_signal_new ("picked", FERRY_TYPE_TARGET_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-target-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryTargetPicker, search_entry);
  gtk_widget_class_bind_template_child (widget_class, FerryTargetPicker, choose_button);
  gtk_widget_class_bind_template_child (widget_class, FerryTargetPicker, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryTargetPicker, list_view);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, ferry_search_stop);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ferry_target_picker_init (FerryTargetPicker *self)
{
  GtkSelectionModel *rows;

  gtk_widget_init_template (GTK_WIDGET (self));

  self->store = g_list_store_new (FERRY_TYPE_TARGET_CHOICE);
  self->filter = gtk_custom_filter_new (matches, self, NULL);
  self->shown = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->store)),
                                           g_object_ref (GTK_FILTER (self->filter)));
  rows = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->shown))));
  gtk_list_view_set_model (self->list_view, rows);
  g_object_unref (rows);
}
