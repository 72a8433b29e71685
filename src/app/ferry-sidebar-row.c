/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-sidebar-row.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-bindings.h"
#include "ferry-time-label.h"

struct _FerrySidebarRow
{
  GtkListBoxRow parent_instance;

  FerryEnvironmentSummary *summary;
  GtkMenuButton *menu_button;
};

enum
{
  PROP_0,
  PROP_SUMMARY,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerrySidebarRow, ferry_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

FerryEnvironment *
ferry_sidebar_row_get_environment (FerrySidebarRow *self)
{
  g_return_val_if_fail (FERRY_IS_SIDEBAR_ROW (self), NULL);
  return ferry_environment_summary_get_environment (self->summary);
}

static void
update_names (FerrySidebarRow *self)
{
  const char *title = ferry_environment_summary_get_title (self->summary);
  /* Translators: a button; %s is an environment's name */
  g_autofree char *menu_name = g_strdup_printf (_ ("Menu of %s"), title);
  g_autofree char *row_name = g_strdup_printf (
    /* Translators: an environment's name and its state */
    _ ("%s: %s"), title, ferry_environment_summary_get_state (self->summary));

  ferry_accessible_set_label (self, row_name);
  ferry_accessible_name_menu_button (self->menu_button, menu_name);
}

static void
append_item (GMenu *menu, const char *label, const char *action, const char *id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
}

GMenuModel *
ferry_sidebar_row_new_menu (FerryEnvironment *environment)
{
  FerryProfile *profile = ferry_environment_get_profile (environment);
  const char *id = ferry_profile_get_id (profile);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuItem) edit = NULL;
  g_autoptr (GMenuItem) removal = NULL;

  if (!ferry_profile_is_sandbox (profile))
    {
      edit = g_menu_item_new (_ ("_Edit Connection…"), NULL);
      g_menu_item_set_action_and_target (edit, "win.edit-environment", "s", id);
      g_menu_append_item (menu, edit);
      append_item (menu, _ ("_Sign In…"), "win.sign-in-environment", id);
      append_item (menu, _ ("Sign _Out"), "win.sign-out", id);
    }

  removal = g_menu_item_new (_ ("_Remove…"), NULL);
  g_menu_item_set_action_and_target (removal, "win.remove-environment", "s", id);
  g_menu_append_item (menu, removal);
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static void
on_secondary_pressed (GtkGestureClick *gesture, int n_press, double x, double y, FerrySidebarRow *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_menu_button_popup (self->menu_button);
}

static gboolean
on_menu_key (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  gtk_menu_button_popup (FERRY_SIDEBAR_ROW (widget)->menu_button);
  return TRUE;
}

static void
ferry_sidebar_row_constructed (GObject *object)
{
  FerrySidebarRow *self = FERRY_SIDEBAR_ROW (object);
  g_autoptr (GMenuModel) menu = NULL;

  G_OBJECT_CLASS (ferry_sidebar_row_parent_class)->constructed (object);

  menu = ferry_sidebar_row_new_menu (ferry_sidebar_row_get_environment (self));
  gtk_menu_button_set_menu_model (self->menu_button, menu);
  g_signal_connect_object (self->summary, "notify::title", G_CALLBACK (update_names), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->summary, "notify::state", G_CALLBACK (update_names), self,
                           G_CONNECT_SWAPPED);
  update_names (self);
}

static void
ferry_sidebar_row_dispose (GObject *object)
{
  FerrySidebarRow *self = FERRY_SIDEBAR_ROW (object);

  if (self->summary != NULL)
    g_signal_handlers_disconnect_by_data (self->summary, self);
  g_clear_object (&self->summary);
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_SIDEBAR_ROW);
  G_OBJECT_CLASS (ferry_sidebar_row_parent_class)->dispose (object);
}

static void
ferry_sidebar_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SUMMARY)
    g_value_set_object (value, FERRY_SIDEBAR_ROW (object)->summary);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_sidebar_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SUMMARY)
    FERRY_SIDEBAR_ROW (object)->summary = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_sidebar_row_class_init (FerrySidebarRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ferry_sidebar_row_constructed;
  object_class->dispose = ferry_sidebar_row_dispose;
  object_class->get_property = ferry_sidebar_row_get_property;
  object_class->set_property = ferry_sidebar_row_set_property;

  properties[PROP_SUMMARY]
    = g_param_spec_object ("summary", NULL, NULL, FERRY_TYPE_ENVIRONMENT_SUMMARY,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (FERRY_TYPE_TIME_LABEL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-sidebar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FerrySidebarRow, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, on_secondary_pressed);
  ferry_bindings_add (widget_class);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, on_menu_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, on_menu_key, NULL);
}

static void
ferry_sidebar_row_init (FerrySidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ferry_sidebar_row_new (FerryEnvironmentSummary *summary)
{
  return g_object_new (FERRY_TYPE_SIDEBAR_ROW, "summary", summary, NULL);
}
