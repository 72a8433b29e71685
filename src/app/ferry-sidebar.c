/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-sidebar.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-fleet-list.h"
#include "ferry-search.h"
#include "ferry-settings.h"
#include "ferry-sidebar-row.h"

struct _FerrySidebar
{
  GtkWidget parent_instance;

  GtkListBox *overview_list;
  GtkWidget *tools;
  GtkSearchEntry *search_entry;
  GtkMenuButton *view_button;
  GtkListBox *environment_list;
  GtkMenuButton *menu_button;
  GtkMenuButton *add_button;
  FerryFleetList *list;
  FerryEnvironment *current; /* not owned: only compared */
  gboolean folded;
};

/* With fewer, one sees them all. */
#define MANY 6

enum
{
  PROP_0,
  PROP_FOLDED,
  N_PROPS,
};

enum
{
  ENVIRONMENT_ACTIVATED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FerrySidebar, ferry_sidebar, GTK_TYPE_WIDGET)

/* ---- Rows ---- */

static void
show_heading (GtkWidget *row)
{
  FerryFleetItem *item = g_object_get_data (G_OBJECT (row), "ferry-item");
  GtkWidget *arrow = g_object_get_data (G_OBJECT (row), "ferry-arrow");
  GtkWidget *count = g_object_get_data (G_OBJECT (row), "ferry-count");
  gboolean collapsed = ferry_fleet_item_get_collapsed (item);
  guint n = ferry_fleet_item_get_sums (item)->count;
  g_autofree char *text = g_strdup_printf ("%u", n);
  g_autofree char *name = g_strdup_printf (
    /* Translators: names a heading in a list: a tenant and how many environments it has */
    ngettext ("%1$s, %2$u environment", "%1$s, %2$u environments", n), ferry_fleet_item_get_group (item), n);

  gtk_image_set_from_icon_name (GTK_IMAGE (arrow), collapsed ? "pan-end-symbolic" : "pan-down-symbolic");
  gtk_label_set_label (GTK_LABEL (count), text);
  ferry_accessible_set_label (row, name);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_EXPANDED, !collapsed, -1);
}

static GtkWidget *
create_heading (FerryFleetItem *item)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *arrow = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *title = gtk_label_new (ferry_fleet_item_get_group (item));
  GtkWidget *count = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "caption-heading");
  gtk_widget_add_css_class (count, "caption");
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_add_css_class (count, "dim-label");
  gtk_box_append (GTK_BOX (box), arrow);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  g_object_set_data (G_OBJECT (row), "ferry-arrow", arrow);
  g_object_set_data (G_OBJECT (row), "ferry-count", count);
  g_object_set_data_full (G_OBJECT (row), "ferry-item", g_object_ref (item), g_object_unref);
  show_heading (row);
  return row;
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  return ferry_fleet_item_is_heading (item) ? create_heading (item)
                                            : ferry_sidebar_row_new (ferry_fleet_item_get_summary (item));
}

static void
select_current (FerrySidebar *self)
{
  GtkListBoxRow *row;

  gtk_list_box_unselect_all (self->environment_list);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->environment_list, i)) != NULL; i++)
    if (FERRY_IS_SIDEBAR_ROW (row) && self->current != NULL
        && ferry_sidebar_row_get_environment (FERRY_SIDEBAR_ROW (row)) == self->current)
      gtk_list_box_select_row (self->environment_list, row);
}

static void
on_refreshed (FerrySidebar *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->environment_list, i)) != NULL; i++)
    if (!FERRY_IS_SIDEBAR_ROW (row))
      show_heading (GTK_WIDGET (row));
  gtk_widget_set_visible (self->tools, ferry_fleet_list_get_sums (self->list)->count >= MANY);
}

/* ---- Environments ---- */

static void
bind_settings (FerrySidebar *self)
{
  GSettings *settings = ferry_settings_get ();

  if (settings == NULL)
    return;
  g_settings_bind (settings, "sidebar-grouped", self->list, "grouped", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "sidebar-sort", self->list, "sort-column", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "sidebar-collapsed", self->list, "collapsed", G_SETTINGS_BIND_DEFAULT);
}

void
ferry_sidebar_set_environments (FerrySidebar *self, GListModel *environments)
{
  g_return_if_fail (FERRY_IS_SIDEBAR (self));
  g_return_if_fail (self->list == NULL);

  self->list = ferry_fleet_list_new (environments);
  bind_settings (self);
  gtk_list_box_bind_model (self->environment_list, G_LIST_MODEL (self->list), create_row, NULL, NULL);
  /* After the rows are there. */
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (select_current), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "refreshed", G_CALLBACK (on_refreshed), self, G_CONNECT_SWAPPED);
  on_refreshed (self);
}

FerryFleetList *
ferry_sidebar_get_list (FerrySidebar *self)
{
  g_return_val_if_fail (FERRY_IS_SIDEBAR (self), NULL);
  return self->list;
}

void
ferry_sidebar_select (FerrySidebar *self, FerryEnvironment *environment)
{
  g_return_if_fail (FERRY_IS_SIDEBAR (self));

  self->current = environment;
  gtk_list_box_unselect_all (self->overview_list);
  if (environment == NULL)
    gtk_list_box_select_row (self->overview_list, gtk_list_box_get_row_at_index (self->overview_list, 0));
  select_current (self);
}

static void
on_environment_activated (FerrySidebar *self, GtkListBoxRow *row)
{
  if (FERRY_IS_SIDEBAR_ROW (row))
    g_signal_emit (self, signals[ENVIRONMENT_ACTIVATED], 0,
                   ferry_sidebar_row_get_environment (FERRY_SIDEBAR_ROW (row)));
  else
    ferry_fleet_list_toggle (self->list, g_object_get_data (G_OBJECT (row), "ferry-item"));
}

static void
on_search_changed (FerrySidebar *self)
{
  g_autofree char *search = ferry_search_dup (self->search_entry);

  if (self->list != NULL)
    g_object_set (self->list, "search", search, NULL);
}

/* Enter goes to the first that is found. */
static void
on_search_activated (FerrySidebar *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->list)); i++)
    {
      FerryEnvironment *found = ferry_fleet_item_get_environment (ferry_fleet_list_get (self->list, i));

      if (found != NULL)
        {
          g_signal_emit (self, signals[ENVIRONMENT_ACTIVATED], 0, found);
          return;
        }
    }
}

static gboolean
on_find_key (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  FerrySidebar *self = FERRY_SIDEBAR (widget);

  /* With few environments there is no search. */
  if (!gtk_widget_get_visible (self->tools))
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  return TRUE;
}

static void
on_stop_search (FerrySidebar *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
}

static void
on_overview_activated (FerrySidebar *self)
{
  g_signal_emit (self, signals[ENVIRONMENT_ACTIVATED], 0, NULL);
}

static void
ferry_sidebar_dispose (GObject *object)
{
  FerrySidebar *self = FERRY_SIDEBAR (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_pointer (&child, gtk_widget_unparent);
  g_clear_object (&self->list);
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_SIDEBAR);
  G_OBJECT_CLASS (ferry_sidebar_parent_class)->dispose (object);
}

static void
ferry_sidebar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FOLDED)
    g_value_set_boolean (value, FERRY_SIDEBAR (object)->folded);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_sidebar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FOLDED)
    FERRY_SIDEBAR (object)->folded = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_sidebar_class_init (FerrySidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_sidebar_dispose;
  object_class->get_property = ferry_sidebar_get_property;
  object_class->set_property = ferry_sidebar_set_property;

  properties[PROP_FOLDED]
    = g_param_spec_boolean ("folded", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ENVIRONMENT_ACTIVATED]
    = g_signal_new ("environment-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, FERRY_TYPE_ENVIRONMENT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, FerrySidebar, overview_list);
  gtk_widget_class_bind_template_child (widget_class, FerrySidebar, tools);
  gtk_widget_class_bind_template_child (widget_class, FerrySidebar, search_entry);
  gtk_widget_class_bind_template_child (widget_class, FerrySidebar, view_button);
  gtk_widget_class_bind_template_child (widget_class, FerrySidebar, environment_list);
  gtk_widget_class_bind_template_child (widget_class, FerrySidebar, menu_button);
  gtk_widget_class_bind_template_child (widget_class, FerrySidebar, add_button);
  gtk_widget_class_bind_template_callback (widget_class, on_environment_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_overview_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, on_find_key, NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_sidebar_init (FerrySidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_accessible_name_menu_button (self->menu_button, _ ("Main menu"));
  ferry_accessible_name_menu_button (self->add_button, _ ("Add an environment"));
  ferry_accessible_name_menu_button (self->view_button, _ ("Sort and group the sidebar"));
}
