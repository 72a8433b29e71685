/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-fleet-page.h"

#include <glib/gi18n-lib.h>

#include "ferry-environment-summary.h"
#include "ferry-time-label.h"

struct _FerryFleetPage
{
  GtkWidget parent_instance;

  GtkListBox *list;
};

enum
{
  ENVIRONMENT_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FerryFleetPage, ferry_fleet_page, GTK_TYPE_WIDGET)

static void
update_icon (FerryEnvironmentSummary *summary, GParamSpec *pspec, GtkImage *image)
{
  g_autofree char *icon_name = NULL;
  const char *css_class;
  const char *classes[2] = { NULL, NULL };
  FerryStyle style;

  g_object_get (summary, "icon-name", &icon_name, "style", &style, NULL);
  css_class = ferry_style_to_css_class (style);
  classes[0] = css_class;
  gtk_image_set_from_icon_name (image, icon_name);
  gtk_widget_set_css_classes (GTK_WIDGET (image), classes);
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  FerryEnvironment *environment = FERRY_ENVIRONMENT (item);
  g_autoptr (FerryEnvironmentSummary) summary = ferry_environment_summary_new (environment);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *state = gtk_label_new (NULL);
  GtkWidget *time = ferry_time_label_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);

  gtk_label_set_xalign (GTK_LABEL (state), 1);
  gtk_label_set_ellipsize (GTK_LABEL (state), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (state), 10);
  g_object_set (time, "xalign", 1.0, "none", _ ("No run yet"), NULL);
  gtk_widget_add_css_class (time, "caption");
  gtk_widget_add_css_class (time, "dim-label");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), state);
  gtk_box_append (GTK_BOX (box), time);
  gtk_widget_add_css_class (arrow, "dim-label");

  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), box);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);

  g_object_bind_property (summary, "title", row, "title", G_BINDING_SYNC_CREATE);
  g_object_bind_property (summary, "subtitle", row, "subtitle", G_BINDING_SYNC_CREATE);
  g_object_bind_property (summary, "state", state, "label", G_BINDING_SYNC_CREATE);
  g_object_bind_property (summary, "last-run", time, "time", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (summary, "notify", G_CALLBACK (update_icon), icon, 0);
  update_icon (summary, NULL, GTK_IMAGE (icon));

  g_object_set_data_full (G_OBJECT (row), "summary", g_steal_pointer (&summary), g_object_unref);
  return row;
}

static void
on_row_activated (FerryFleetPage *self, GtkListBoxRow *row)
{
  FerryEnvironmentSummary *summary = g_object_get_data (G_OBJECT (row), "summary");

  g_signal_emit (self, signals[ENVIRONMENT_ACTIVATED], 0,
                 ferry_environment_summary_get_environment (summary));
}

void
ferry_fleet_page_set_environments (FerryFleetPage *self, GListModel *environments)
{
  g_return_if_fail (FERRY_IS_FLEET_PAGE (self));
  gtk_list_box_bind_model (self->list, environments, create_row, NULL, NULL);
}

static void
ferry_fleet_page_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
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

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-fleet-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryFleetPage, list);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_fleet_page_init (FerryFleetPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
