/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-banner.h"

#include "ferry-accessible.h"
#include "ferry-adaptive-bin.h"
#include "ferry-bindings.h"
#include "ferry-screen-reader.h"

struct _FerryBanner
{
  GtkWidget parent_instance;

  GtkRevealer *revealer;
  GtkButton *button;

  char *title;
  char *icon_name;
  char *button_label;
  char *action_name;
  gboolean revealed;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_ICON_NAME,
  PROP_BUTTON_LABEL,
  PROP_ACTION_NAME,
  PROP_REVEALED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryBanner, ferry_banner, GTK_TYPE_WIDGET)

static void
set_string (FerryBanner *self, char **field, const char *value, guint id)
{
  if (g_strcmp0 (*field, value) == 0)
    return;

  g_free (*field);
  *field = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), properties[id]);
}

static void
set_action_name (FerryBanner *self, const char *action_name)
{
  set_string (self, &self->action_name, action_name, PROP_ACTION_NAME);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), self->action_name);
}

void
ferry_banner_set_title (FerryBanner *self, const char *title)
{
  g_return_if_fail (FERRY_IS_BANNER (self));
  set_string (self, &self->title, title, PROP_TITLE);
  ferry_accessible_set_label (self, title != NULL ? title : "");
}

void
ferry_banner_set_button (FerryBanner *self, const char *label, const char *action_name)
{
  g_return_if_fail (FERRY_IS_BANNER (self));

  set_string (self, &self->button_label, label, PROP_BUTTON_LABEL);
  set_action_name (self, action_name);
}

static void
update_visible (FerryBanner *self)
{
  if (!self->revealed && !gtk_revealer_get_child_revealed (self->revealer))
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
ferry_banner_set_revealed (FerryBanner *self, gboolean revealed)
{
  g_return_if_fail (FERRY_IS_BANNER (self));

  revealed = !!revealed;
  if (self->revealed == revealed)
    return;

  self->revealed = revealed;
  /* What isn't revealed would still be told. */
  if (revealed)
    {
      gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
      ferry_screen_reader_alert (GTK_WIDGET (self), self->title != NULL ? self->title : "");
    }
  gtk_revealer_set_reveal_child (self->revealer, revealed);
  update_visible (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVEALED]);
}

static void
ferry_banner_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  g_clear_pointer (&child, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_BANNER);
  G_OBJECT_CLASS (ferry_banner_parent_class)->dispose (object);
}

static void
ferry_banner_finalize (GObject *object)
{
  FerryBanner *self = FERRY_BANNER (object);

  g_free (self->title);
  g_free (self->icon_name);
  g_free (self->button_label);
  g_free (self->action_name);
  G_OBJECT_CLASS (ferry_banner_parent_class)->finalize (object);
}

static void
ferry_banner_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryBanner *self = FERRY_BANNER (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, self->icon_name);
      break;
    case PROP_BUTTON_LABEL:
      g_value_set_string (value, self->button_label);
      break;
    case PROP_ACTION_NAME:
      g_value_set_string (value, self->action_name);
      break;
    case PROP_REVEALED:
      g_value_set_boolean (value, self->revealed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_banner_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FerryBanner *self = FERRY_BANNER (object);

  switch (id)
    {
    case PROP_TITLE:
      ferry_banner_set_title (self, g_value_get_string (value));
      break;
    case PROP_ICON_NAME:
      set_string (self, &self->icon_name, g_value_get_string (value), PROP_ICON_NAME);
      break;
    case PROP_BUTTON_LABEL:
      set_string (self, &self->button_label, g_value_get_string (value), PROP_BUTTON_LABEL);
      break;
    case PROP_ACTION_NAME:
      set_action_name (self, g_value_get_string (value));
      break;
    case PROP_REVEALED:
      ferry_banner_set_revealed (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_banner_class_init (FerryBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = ferry_banner_dispose;
  object_class->finalize = ferry_banner_finalize;
  object_class->get_property = ferry_banner_get_property;
  object_class->set_property = ferry_banner_set_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  properties[PROP_BUTTON_LABEL] = g_param_spec_string ("button-label", NULL, NULL, "", flags);
  properties[PROP_ACTION_NAME] = g_param_spec_string ("action-name", NULL, NULL, NULL, flags);
  properties[PROP_REVEALED] = g_param_spec_boolean ("revealed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (FERRY_TYPE_ADAPTIVE_BIN);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ferrymigrate/Ferry/ferry-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, FerryBanner, button);
  ferry_bindings_add (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
ferry_banner_init (FerryBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->revealer, "notify::child-revealed", G_CALLBACK (update_visible), self,
                           G_CONNECT_SWAPPED);
}
