/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-fleet-page.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-adaptive-bin.h"
#include "ferry-first-focus.h"
#include "ferry-fleet-table.h"
#include "ferry-format.h"
#include "ferry-search.h"
#include "ferry-settings.h"
#include "ferry-sidebar-row.h"

struct _FerryFleetPage
{
  GtkWidget parent_instance;

  FerryAdaptiveBin *outer_bin;
  FerryAdaptiveBin *inner_bin;
  GtkSearchEntry *search_entry;
  GtkDropDown *filter_drop_down;
  GtkMenuButton *view_button;
  GtkLabel *totals_label;
  GtkStack *stack;
  FerryFleetTable *table;
  GtkWidget *chosen_bar;
  GtkLabel *chosen_label;
  GtkMenuButton *chosen_button;

  GtkWidget *menu; /* (nullable): of a row, while it is needed */
  FerryFleetList *list;
  GListModel *environments;
  gboolean updating;
};

enum
{
  ENVIRONMENT_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FerryFleetPage, ferry_fleet_page, GTK_TYPE_WIDGET)

/* As the drop-down has them, after “all”. */
static const FerryFleetKind filters[] = {
  FERRY_FLEET_KIND_RUNNING,    FERRY_FLEET_KIND_ATTENTION, FERRY_FLEET_KIND_READY,
  FERRY_FLEET_KIND_NOT_SET_UP, FERRY_FLEET_KIND_ENDED,     FERRY_FLEET_KIND_SIGNED_OUT,
  FERRY_FLEET_KIND_OFFLINE,
};

FerryFleetList *
ferry_fleet_page_get_list (FerryFleetPage *self)
{
  g_return_val_if_fail (FERRY_IS_FLEET_PAGE (self), NULL);
  return self->list;
}

/* ---- Totals ---- */

static void
append_link (GString *text, const char *filter, const char *words)
{
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append_printf (text, "<a href=\"%s\">%s</a>", filter, escaped);
}

/* Takes @words. */
static void
append_kind (GString *text, FerryFleetKind kind, guint count, char *words)
{
  if (count > 0)
    append_link (text, ferry_fleet_kind_to_nick (kind), words);
  g_free (words);
}

/* What is worth a look can be clicked, and is shown alone then. */
static void
update_totals (FerryFleetPage *self)
{
  const FerryFleetSums *sums = ferry_fleet_list_get_sums (self->list);
  const guint *kinds = sums->kinds;
  GString *text = g_string_new (NULL);
  g_autofree char *all
    = g_strdup_printf (ngettext ("%u environment", "%u environments", sums->count), sums->count);

  append_link (text, "all", all);
  append_kind (text, FERRY_FLEET_KIND_RUNNING, kinds[FERRY_FLEET_KIND_RUNNING],
               g_strdup_printf (ngettext ("%u running", "%u running", kinds[FERRY_FLEET_KIND_RUNNING]),
                                kinds[FERRY_FLEET_KIND_RUNNING]));
  append_kind (
    text, FERRY_FLEET_KIND_ATTENTION, kinds[FERRY_FLEET_KIND_ATTENTION],
    g_strdup_printf (ngettext ("%u needs attention", "%u need attention", kinds[FERRY_FLEET_KIND_ATTENTION]),
                     kinds[FERRY_FLEET_KIND_ATTENTION]));
  append_kind (
    text, FERRY_FLEET_KIND_SIGNED_OUT, kinds[FERRY_FLEET_KIND_SIGNED_OUT],
    g_strdup_printf (ngettext ("%u signed out", "%u signed out", kinds[FERRY_FLEET_KIND_SIGNED_OUT]),
                     kinds[FERRY_FLEET_KIND_SIGNED_OUT]));
  append_kind (
    text, FERRY_FLEET_KIND_OFFLINE, kinds[FERRY_FLEET_KIND_OFFLINE],
    g_strdup_printf (ngettext ("%u not connected", "%u not connected", kinds[FERRY_FLEET_KIND_OFFLINE]),
                     kinds[FERRY_FLEET_KIND_OFFLINE]));
  if (sums->failed > 0)
    {
      g_autofree char *count = ferry_format_count (sums->failed);

      g_string_append (text, " · ");
      g_string_append_printf (text, ngettext ("%s failed table", "%s failed tables", sums->failed), count);
    }
  if (g_strcmp0 (gtk_label_get_label (self->totals_label), text->str) != 0)
    gtk_label_set_markup (self->totals_label, text->str);
  g_string_free (text, TRUE);
}

static gboolean
on_total_clicked (FerryFleetPage *self, const char *filter)
{
  g_object_set (self->list, "filter", filter, NULL);
  return TRUE;
}

/* ---- What is shown ---- */

static void
update (FerryFleetPage *self)
{
  const char *name = "table";

  if (g_list_model_get_n_items (self->environments) == 0)
    name = "empty";
  else if (ferry_fleet_list_count_passing (self->list) == 0)
    name = "nothing";
  gtk_stack_set_visible_child_name (self->stack, name);
  update_totals (self);
}

static void
update_chosen (FerryFleetPage *self)
{
  guint hidden;
  guint chosen = ferry_fleet_list_count_selected (self->list, &hidden);
  g_autofree char *text = g_strdup_printf (ngettext ("%u chosen", "%u chosen", chosen), chosen);

  if (hidden > 0)
    {
      g_autofree char *first = g_steal_pointer (&text);

      /* Translators: follows “3 chosen”: some of them don't match what is searched for */
      text = g_strdup_printf (ngettext ("%s, %u of them isn’t shown", "%s, %u of them aren’t shown", hidden),
                              first, hidden);
    }
  gtk_label_set_label (self->chosen_label, text);
  gtk_widget_set_visible (self->chosen_bar, chosen > 0);
}

static void
update_shape (FerryFleetPage *self)
{
  ferry_fleet_table_set_wide (self->table, !ferry_adaptive_bin_get_narrow (self->inner_bin));
}

/* ---- Searching and filtering ---- */

static void
on_search_changed (FerryFleetPage *self)
{
  g_autofree char *search = ferry_search_dup (self->search_entry);

  if (self->list != NULL)
    g_object_set (self->list, "search", search, NULL);
}

/* Returns: whether there was anything chosen */
static gboolean
choose_none (FerryFleetPage *self)
{
  if (ferry_fleet_list_count_selected (self->list, NULL) == 0)
    return FALSE;
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->list));
  return TRUE;
}

/* Escape ends the search first, then the choice. */
static void
on_stop_search (FerryFleetPage *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  else
    choose_none (self);
}

void
ferry_fleet_page_search (FerryFleetPage *self)
{
  g_return_if_fail (FERRY_IS_FLEET_PAGE (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static gboolean
on_find_key (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  ferry_fleet_page_search (FERRY_FLEET_PAGE (widget));
  return TRUE;
}

static gboolean
on_escape_key (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  return choose_none (FERRY_FLEET_PAGE (widget));
}

/* Wherever the focus is in the window, as long as the page is the one that is shown. */
static void
add_keys (FerryFleetPage *self)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    GtkShortcutFunc function;
  } keys[] = {
    { GDK_KEY_f, GDK_CONTROL_MASK, on_find_key },
    { GDK_KEY_Escape, 0, on_escape_key },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key, keys[i].modifiers),
                        gtk_callback_action_new (keys[i].function, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
on_filter_chosen (FerryFleetPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->filter_drop_down);

  if (self->list == NULL || self->updating || selected == GTK_INVALID_LIST_POSITION)
    return;
  g_object_set (self->list, "filter",
                selected == 0 ? "all" : ferry_fleet_kind_to_nick (filters[selected - 1]), NULL);
}

static void
on_filter_changed (FerryFleetPage *self)
{
  g_autofree char *filter = NULL;
  guint selected = 0;

  g_object_get (self->list, "filter", &filter, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    if (g_strcmp0 (ferry_fleet_kind_to_nick (filters[i]), filter) == 0)
      selected = i + 1;
  self->updating = TRUE;
  gtk_drop_down_set_selected (self->filter_drop_down, selected);
  self->updating = FALSE;
}

static void
on_show_all (FerryFleetPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  g_object_set (self->list, "filter", "all", "search", NULL, NULL);
}

static void
fill_filters (FerryFleetPage *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  gtk_string_list_append (labels, _ ("All states"));
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    gtk_string_list_append (labels, ferry_fleet_kind_get_label (filters[i]));
  gtk_drop_down_set_model (self->filter_drop_down, G_LIST_MODEL (labels));
}

/* ---- Rows ---- */

static void
on_activated (FerryFleetPage *self, FerryEnvironment *environment)
{
  g_signal_emit (self, signals[ENVIRONMENT_ACTIVATED], 0, environment);
}

static void
on_menu_wanted (FerryFleetPage *self, FerryEnvironment *environment, int x, int y)
{
  g_autoptr (GMenuModel) model = ferry_sidebar_row_new_menu (environment);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->menu = gtk_popover_menu_new_from_model (model);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self->table));
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ x, y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* ---- What is remembered ---- */

static void
bind_settings (FerryFleetPage *self)
{
  static const char *const keys[][2] = {
    { "fleet-grouped", "grouped" },
    { "fleet-sort-column", "sort-column" },
    { "fleet-sort-descending", "sort-descending" },
    { "fleet-filter", "filter" },
    { "fleet-collapsed", "collapsed" },
  };
  GSettings *settings = ferry_settings_get ();

  for (guint i = 0; settings != NULL && i < G_N_ELEMENTS (keys); i++)
    g_settings_bind (settings, keys[i][0], self->list, keys[i][1], G_SETTINGS_BIND_DEFAULT);
}

void
ferry_fleet_page_set_environments (FerryFleetPage *self, GListModel *environments)
{
  g_return_if_fail (FERRY_IS_FLEET_PAGE (self));
  g_return_if_fail (self->list == NULL && G_IS_LIST_MODEL (environments));

  self->environments = g_object_ref (environments);
  self->list = ferry_fleet_list_new (environments);
  bind_settings (self);
  ferry_fleet_table_set_list (self->table, self->list);
  g_signal_connect_object (self->list, "refreshed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "chosen", G_CALLBACK (update_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::filter", G_CALLBACK (on_filter_changed), self,
                           G_CONNECT_SWAPPED);
  on_filter_changed (self);
  update (self);
  update_chosen (self);
}

static void
ferry_fleet_page_dispose (GObject *object)
{
  FerryFleetPage *self = FERRY_FLEET_PAGE (object);
  GtkWidget *child;

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->list);
  g_clear_object (&self->environments);
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_FLEET_PAGE);
  G_OBJECT_CLASS (ferry_fleet_page_parent_class)->dispose (object);
}

static void
ferry_fleet_page_class_init (FerryFleetPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_fleet_page_dispose;

  signals[ENVIRONMENT_ACTIVATED]
    = g_signal_new ("environment-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, FERRY_TYPE_ENVIRONMENT);

  g_type_ensure (FERRY_TYPE_ADAPTIVE_BIN);
  g_type_ensure (FERRY_TYPE_FLEET_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-fleet-page.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, FerryFleetPage, name)
  CHILD (outer_bin);
  CHILD (inner_bin);
  CHILD (search_entry);
  CHILD (filter_drop_down);
  CHILD (view_button);
  CHILD (totals_label);
  CHILD (stack);
  CHILD (table);
  CHILD (chosen_bar);
  CHILD (chosen_label);
  CHILD (chosen_button);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_menu_wanted);
  gtk_widget_class_bind_template_callback (widget_class, on_show_all);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_fleet_page_init (FerryFleetPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_first_focus_want (GTK_WIDGET (self->table));
  add_keys (self);
  fill_filters (self);
  ferry_accessible_name_drop_down (self->filter_drop_down, _ ("Show only"));
  ferry_accessible_name_menu_button (self->view_button, _ ("Sort and group"));
  ferry_accessible_name_menu_button (self->chosen_button, _ ("More for the chosen ones"));
  g_signal_connect_object (self->totals_label, "activate-link", G_CALLBACK (on_total_clicked), self,
                           G_CONNECT_SWAPPED);
  g_object_bind_property (self->outer_bin, "narrow", self->table, "narrow", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->inner_bin, "notify::narrow", G_CALLBACK (update_shape), self,
                           G_CONNECT_SWAPPED);
}
