/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-help-button.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-guide.h"
#include "ferry-help.h"

struct _FerryHelpButton
{
  GtkButton parent_instance;

  char *topic;
};

enum
{
  PROP_TOPIC = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryHelpButton, ferry_help_button, GTK_TYPE_BUTTON)

static void
ferry_help_button_clicked (GtkButton *button)
{
  FerryHelpButton *self = FERRY_HELP_BUTTON (button);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  const char *topic = self->topic;

  if (topic == NULL)
    topic = ferry_help_get_topic (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  ferry_help_show (topic);
}

/* What the window is about in general: which part of it, is known when it is asked for. */
static void
update_name (FerryHelpButton *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  const char *topic = self->topic;
  const char *title = NULL;
  g_autofree char *name = NULL;

  if (topic == NULL && root != NULL)
    topic = ferry_help_get_type_topic (G_OBJECT_TYPE (root));
  if (topic != NULL)
    title = ferry_guide_get_title (ferry_guide_get (), topic);
  name = title != NULL ? g_strdup_printf (_ ("Help: %s"), title) : g_strdup (_ ("Help"));
  ferry_accessible_set_label (self, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), name);
}

void
ferry_help_button_set_topic (FerryHelpButton *self, const char *topic)
{
  g_return_if_fail (FERRY_IS_HELP_BUTTON (self));

  if (g_strcmp0 (self->topic, topic) == 0)
    return;
  g_free (self->topic);
  self->topic = g_strdup (topic);
  update_name (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TOPIC]);
}

GtkWidget *
ferry_help_button_new (void)
{
  return g_object_new (FERRY_TYPE_HELP_BUTTON, NULL);
}

static void
ferry_help_button_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ferry_help_button_parent_class)->root (widget);
  update_name (FERRY_HELP_BUTTON (widget));
}

static void
ferry_help_button_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, FERRY_HELP_BUTTON (object)->topic);
}

static void
ferry_help_button_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  ferry_help_button_set_topic (FERRY_HELP_BUTTON (object), g_value_get_string (value));
}

static void
ferry_help_button_finalize (GObject *object)
{
  g_free (FERRY_HELP_BUTTON (object)->topic);
  G_OBJECT_CLASS (ferry_help_button_parent_class)->finalize (object);
}

static void
ferry_help_button_class_init (FerryHelpButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ferry_help_button_get_property;
  object_class->set_property = ferry_help_button_set_property;
  object_class->finalize = ferry_help_button_finalize;
  GTK_WIDGET_CLASS (klass)->root = ferry_help_button_root;
  GTK_BUTTON_CLASS (klass)->clicked = ferry_help_button_clicked;

  props[PROP_TOPIC] = g_param_spec_string (
    "topic", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
ferry_help_button_init (FerryHelpButton *self)
{
  gtk_button_set_icon_name (GTK_BUTTON (self), "help-browser-symbolic");
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}
