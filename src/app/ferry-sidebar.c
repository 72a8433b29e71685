/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-sidebar.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-sidebar-row.h"

struct _FerrySidebar
{
  GtkWidget parent_instance;

  GtkListBox *overview_list;
  GtkListBox *environment_list;
  GtkMenuButton *menu_button;
  GtkMenuButton *add_button;
  gboolean folded;
};

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

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  g_autoptr (FerryEnvironmentSummary) summary = ferry_environment_summary_new (item);

  return ferry_sidebar_row_new (summary);
}

void
ferry_sidebar_set_environments (FerrySidebar *self, GListModel *environments)
{
  g_return_if_fail (FERRY_IS_SIDEBAR (self));
  gtk_list_box_bind_model (self->environment_list, environments, create_row, NULL, NULL);
}

void
ferry_sidebar_select (FerrySidebar *self, FerryEnvironment *environment)
{
  GtkListBoxRow *row;

  g_return_if_fail (FERRY_IS_SIDEBAR (self));

  gtk_list_box_unselect_all (self->environment_list);
  gtk_list_box_unselect_all (self->overview_list);
  if (environment == NULL)
    {
      gtk_list_box_select_row (self->overview_list, gtk_list_box_get_row_at_index (self->overview_list, 0));
      return;
    }

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->environment_list, i)) != NULL; i++)
    {
      if (ferry_sidebar_row_get_environment (FERRY_SIDEBAR_ROW (row)) == environment)
        gtk_list_box_select_row (self->environment_list, row);
    }
}

static void
on_environment_activated (FerrySidebar *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[ENVIRONMENT_ACTIVATED], 0,
                 ferry_sidebar_row_get_environment (FERRY_SIDEBAR_ROW (row)));
}

static void
on_overview_activated (FerrySidebar *self)
{
  g_signal_emit (self, signals[ENVIRONMENT_ACTIVATED], 0, NULL);
}

static void
ferry_sidebar_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  g_clear_pointer (&child, gtk_widget_unparent);
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
  gtk_widget_class_bind_template_child (widget_class, FerrySidebar, environment_list);
  gtk_widget_class_bind_template_child (widget_class, FerrySidebar, menu_button);
  gtk_widget_class_bind_template_child (widget_class, FerrySidebar, add_button);
  gtk_widget_class_bind_template_callback (widget_class, on_environment_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_overview_activated);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_sidebar_init (FerrySidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_accessible_name_menu_button (self->menu_button, _ ("Main menu"));
  ferry_accessible_name_menu_button (self->add_button, _ ("Add an environment"));
}
