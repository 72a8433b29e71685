/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-setup.h"

#include "ferry-core-enums.h"
#include "ferry-entity-private.h"
#include "ferry-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _FerrySetup
{
  GObject parent_instance;

  char *id;
  char *product_id;
  FerrySqlServerType server_type;
  char *runtime_name;
  char *runtime_key;
  char *etag;
};

G_DEFINE_FINAL_TYPE (FerrySetup, ferry_setup, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_PRODUCT_ID,
  PROP_SERVER_TYPE,
  PROP_RUNTIME_NAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
ferry_setup_finalize (GObject *object)
{
  FerrySetup *self = FERRY_SETUP (object);

  g_free (self->id);
  g_free (self->product_id);
  g_free (self->runtime_name);
  if (self->runtime_key != NULL)
    explicit_bzero (self->runtime_key, strlen (self->runtime_key));
  g_free (self->runtime_key);
  g_free (self->etag);

  G_OBJECT_CLASS (ferry_setup_parent_class)->finalize (object);
}

static void
ferry_setup_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerrySetup *self = FERRY_SETUP (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_PRODUCT_ID:
      g_value_set_string (value, self->product_id);
      break;
    case PROP_SERVER_TYPE:
      g_value_set_enum (value, (int) self->server_type);
      break;
    case PROP_RUNTIME_NAME:
      g_value_set_string (value, self->runtime_name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_setup_class_init (FerrySetupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = ferry_setup_finalize;
  object_class->get_property = ferry_setup_get_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, "", flags);
  properties[PROP_PRODUCT_ID] = g_param_spec_string ("product-id", NULL, NULL, "", flags);
  properties[PROP_SERVER_TYPE] = g_param_spec_enum ("server-type", NULL, NULL, FERRY_TYPE_SQL_SERVER_TYPE,
                                                    FERRY_SQL_SERVER_TYPE_SQL_SERVER, flags);
  properties[PROP_RUNTIME_NAME] = g_param_spec_string ("runtime-name", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ferry_setup_init (FerrySetup *self)
{
}

static gboolean
read_values (FerrySetup *self, JsonObject *object, GError **error)
{
  const char *what = _ ("the set-up");
  const char *type;

  if ((self->id = ferry_entity_dup_id (object, what, error)) == NULL
      || !ferry_entity_dup_string (object, "productId", what, &self->product_id, error)
      || !ferry_entity_dup_string (object, "runtimeName", what, &self->runtime_name, error)
      || !ferry_entity_dup_string (object, "runtimeKey", what, &self->runtime_key, error)
      || !ferry_entity_dup_string (object, "@odata.etag", what, &self->etag, error)
      || (type = ferry_json_get_optional_string (object, "sqlServerType", what, "", error)) == NULL)
    return FALSE;
  self->server_type = ferry_sql_server_type_parse (type);
  return TRUE;
}

FerrySetup *
ferry_setup_new_from_json (JsonObject *object, GError **error)
{
  g_autoptr (FerrySetup) self = g_object_new (FERRY_TYPE_SETUP, NULL);

  g_return_val_if_fail (object != NULL, NULL);

  if (!read_values (self, object, error))
    return NULL;
  return g_steal_pointer (&self);
}

const char *
ferry_setup_get_id (FerrySetup *self)
{
  g_return_val_if_fail (FERRY_IS_SETUP (self), NULL);
  return self->id;
}

const char *
ferry_setup_get_product_id (FerrySetup *self)
{
  g_return_val_if_fail (FERRY_IS_SETUP (self), NULL);
  return self->product_id;
}

FerrySqlServerType
ferry_setup_get_server_type (FerrySetup *self)
{
  g_return_val_if_fail (FERRY_IS_SETUP (self), FERRY_SQL_SERVER_TYPE_SQL_SERVER);
  return self->server_type;
}

const char *
ferry_setup_get_runtime_name (FerrySetup *self)
{
  g_return_val_if_fail (FERRY_IS_SETUP (self), NULL);
  return self->runtime_name;
}

char *
ferry_setup_take_runtime_key (FerrySetup *self)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (FERRY_IS_SETUP (self), NULL);

  key = g_steal_pointer (&self->runtime_key);
  if (key == NULL || *key == '\0')
    return NULL;
  return g_steal_pointer (&key);
}

const char *
ferry_setup_get_etag (FerrySetup *self)
{
  g_return_val_if_fail (FERRY_IS_SETUP (self), NULL);
  return self->etag;
}
