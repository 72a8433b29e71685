/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-tile.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-bindings.h"

struct _FerryTile
{
  GtkButton parent_instance;

  GtkWidget *value_label;
  char *title;
  char *value;
  char *unit;
  char *tone;
  char *key;
  gboolean toned;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_VALUE,
  PROP_UNIT,
  PROP_TONE,
  PROP_TONED,
  PROP_KEY,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryTile, ferry_tile, GTK_TYPE_BUTTON)

const char *
ferry_tile_get_key (FerryTile *self)
{
  g_return_val_if_fail (FERRY_IS_TILE (self), NULL);
  return self->key;
}

static void
update (FerryTile *self)
{
  const gboolean has_unit = self->unit != NULL && *self->unit != '\0';
  g_autofree char *value = NULL;
  g_autofree char *label = NULL;

  if (self->value_label == NULL)
    return;

  if (self->tone != NULL)
    {
      if (self->toned)
        gtk_widget_add_css_class (self->value_label, self->tone);
      else
        gtk_widget_remove_css_class (self->value_label, self->tone);
    }

  /* As it is written on it: the unit goes on where the value ends. */
  value = g_strjoin (has_unit ? " " : "", self->value != NULL ? self->value : "",
                     has_unit ? self->unit : NULL, NULL);
  /* Translators: what is counted, and how many */
  label = g_strdup_printf (_ ("%s: %s"), self->title != NULL ? self->title : "", value);
  ferry_accessible_set_label (self, label);
}

static void
ferry_tile_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_TILE);
  G_OBJECT_CLASS (ferry_tile_parent_class)->dispose (object);
}

static void
ferry_tile_finalize (GObject *object)
{
  FerryTile *self = FERRY_TILE (object);

  g_free (self->title);
  g_free (self->value);
  g_free (self->unit);
  g_free (self->tone);
  g_free (self->key);
  G_OBJECT_CLASS (ferry_tile_parent_class)->finalize (object);
}

static char **
field (FerryTile *self, guint id)
{
  switch (id)
    {
    case PROP_TITLE:
      return &self->title;
    case PROP_VALUE:
      return &self->value;
    case PROP_UNIT:
      return &self->unit;
    case PROP_TONE:
      return &self->tone;
    case PROP_KEY:
      return &self->key;
    default:
      return NULL;
    }
}

static void
ferry_tile_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryTile *self = FERRY_TILE (object);

  if (id == PROP_TONED)
    g_value_set_boolean (value, self->toned);
  else if (field (self, id) != NULL)
    g_value_set_string (value, *field (self, id));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_tile_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FerryTile *self = FERRY_TILE (object);

  if (id == PROP_TONED)
    {
      self->toned = g_value_get_boolean (value);
    }
  else if (field (self, id) != NULL)
    {
      g_free (*field (self, id));
      *field (self, id) = g_value_dup_string (value);
    }
  else
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }

  update (self);
}

static void
ferry_tile_class_init (FerryTileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ferry_tile_dispose;
  object_class->finalize = ferry_tile_finalize;
  object_class->get_property = ferry_tile_get_property;
  object_class->set_property = ferry_tile_set_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, NULL, flags);
  properties[PROP_UNIT] = g_param_spec_string ("unit", NULL, NULL, NULL, flags);
  properties[PROP_TONE] = g_param_spec_string ("tone", NULL, NULL, NULL, flags);
  properties[PROP_TONED] = g_param_spec_boolean ("toned", NULL, NULL, FALSE, flags);
  properties[PROP_KEY] = g_param_spec_string ("key", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ferrymigrate/Ferry/ferry-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryTile, value_label);
  ferry_bindings_add (widget_class);
}

static void
ferry_tile_init (FerryTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
