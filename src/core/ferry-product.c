/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-product.h"

#include "ferry-entity-private.h"
#include "ferry-odata.h"

#include <glib/gi18n-lib.h>

struct _FerryProduct
{
  GObject parent_instance;

  char *id;
  char *display_name;
};

G_DEFINE_FINAL_TYPE (FerryProduct, ferry_product, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_DISPLAY_NAME,
  PROP_DESCRIPTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const struct
{
  const char *folded;
  const char *description;
} products[] = {
  { "dynamicsbclast",
    N_ ("An earlier version of Business Central: the data is copied first and upgraded afterwards.") },
  { "dynamicsbc",
    N_ ("The same major version of Business Central as online: the data is copied and needs no upgrade.") },
  { "dynamicsgp", N_ ("Dynamics GP: its data is copied and turned into Business Central’s.") },
  { "dynamicssl", N_ ("Dynamics SL: its data is copied and turned into Business Central’s.") },
};

static void
ferry_product_finalize (GObject *object)
{
  FerryProduct *self = FERRY_PRODUCT (object);

  g_free (self->id);
  g_free (self->display_name);

  G_OBJECT_CLASS (ferry_product_parent_class)->finalize (object);
}

static void
ferry_product_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryProduct *self = FERRY_PRODUCT (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_DISPLAY_NAME:
      g_value_set_string (value, ferry_product_get_display_name (self));
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, ferry_product_get_description (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_product_class_init (FerryProductClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = ferry_product_finalize;
  object_class->get_property = ferry_product_get_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, "", flags);
  properties[PROP_DISPLAY_NAME] = g_param_spec_string ("display-name", NULL, NULL, "", flags);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ferry_product_init (FerryProduct *self)
{
}

FerryProduct *
ferry_product_new_from_json (JsonObject *object, GError **error)
{
  g_autoptr (FerryProduct) self = g_object_new (FERRY_TYPE_PRODUCT, NULL);
  const char *what = _ ("a product");

  g_return_val_if_fail (object != NULL, NULL);

  /* A product's id is a name, such as DynamicsBC, not a GUID. */
  if ((self->id = ferry_entity_dup_id (object, what, error)) == NULL
      || !ferry_entity_dup_string (object, "displayName", what, &self->display_name, error))
    return NULL;
  return g_steal_pointer (&self);
}

const char *
ferry_product_get_id (FerryProduct *self)
{
  g_return_val_if_fail (FERRY_IS_PRODUCT (self), NULL);
  return self->id;
}

const char *
ferry_product_get_display_name (FerryProduct *self)
{
  g_return_val_if_fail (FERRY_IS_PRODUCT (self), NULL);
  return *self->display_name == '\0' ? self->id : self->display_name;
}

const char *
ferry_product_get_description (FerryProduct *self)
{
  g_autofree char *folded = NULL;

  g_return_val_if_fail (FERRY_IS_PRODUCT (self), NULL);

  folded = ferry_odata_fold_option (self->id);
  for (gsize i = 0; i < G_N_ELEMENTS (products); i++)
    if (g_str_equal (products[i].folded, folded))
      return _ (products[i].description);
  return "";
}

gboolean
ferry_product_id_needs_upgrade (const char *product_id)
{
  g_autofree char *folded = NULL;

  if (product_id == NULL)
    return FALSE;
  folded = ferry_odata_fold_option (product_id);
  return g_str_equal (folded, "dynamicsbclast");
}
