/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-table-mapping.h"

#include "ferry-entity-private.h"
#include "ferry-json.h"
#include "ferry-odata.h"

#include <glib/gi18n-lib.h>

struct _FerryTableMapping
{
  GObject parent_instance;

  char *id;
  gboolean extension;
  char *app_id;
  char *extension_name;
  gint64 table_id;
  char *table_name;
  char *source_table_name;
  gboolean data_per_company;
  char *etag;
};

G_DEFINE_FINAL_TYPE (FerryTableMapping, ferry_table_mapping, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_IS_EXTENSION,
  PROP_APP_ID,
  PROP_EXTENSION_NAME,
  PROP_TABLE_ID,
  PROP_TABLE_NAME,
  PROP_SOURCE_TABLE_NAME,
  PROP_DATA_PER_COMPANY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
ferry_table_mapping_finalize (GObject *object)
{
  FerryTableMapping *self = FERRY_TABLE_MAPPING (object);

  g_free (self->id);
  g_free (self->app_id);
  g_free (self->extension_name);
  g_free (self->table_name);
  g_free (self->source_table_name);
  g_free (self->etag);

  G_OBJECT_CLASS (ferry_table_mapping_parent_class)->finalize (object);
}

static void
ferry_table_mapping_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryTableMapping *self = FERRY_TABLE_MAPPING (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_IS_EXTENSION:
      g_value_set_boolean (value, self->extension);
      break;
    case PROP_APP_ID:
      g_value_set_string (value, self->app_id);
      break;
    case PROP_EXTENSION_NAME:
      g_value_set_string (value, self->extension_name);
      break;
    case PROP_TABLE_ID:
      g_value_set_int64 (value, self->table_id);
      break;
    case PROP_TABLE_NAME:
      g_value_set_string (value, self->table_name);
      break;
    case PROP_SOURCE_TABLE_NAME:
      g_value_set_string (value, self->source_table_name);
      break;
    case PROP_DATA_PER_COMPANY:
      g_value_set_boolean (value, self->data_per_company);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_table_mapping_class_init (FerryTableMappingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = ferry_table_mapping_finalize;
  object_class->get_property = ferry_table_mapping_get_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, "", flags);
  properties[PROP_IS_EXTENSION] = g_param_spec_boolean ("is-extension", NULL, NULL, FALSE, flags);
  properties[PROP_APP_ID] = g_param_spec_string ("app-id", NULL, NULL, "", flags);
  properties[PROP_EXTENSION_NAME] = g_param_spec_string ("extension-name", NULL, NULL, "", flags);
  properties[PROP_TABLE_ID] = g_param_spec_int64 ("table-id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_TABLE_NAME] = g_param_spec_string ("table-name", NULL, NULL, "", flags);
  properties[PROP_SOURCE_TABLE_NAME] = g_param_spec_string ("source-table-name", NULL, NULL, "", flags);
  properties[PROP_DATA_PER_COMPANY] = g_param_spec_boolean ("data-per-company", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ferry_table_mapping_init (FerryTableMapping *self)
{
}

FerryTableMapping *
ferry_table_mapping_new (gboolean table_extension,
                         const char *app_id,
                         gint64 table_id,
                         const char *table_name,
                         const char *source_table_name,
                         gboolean data_per_company)
{
  FerryTableMapping *self = g_object_new (FERRY_TYPE_TABLE_MAPPING, NULL);

  self->id = g_strdup ("");
  self->extension = table_extension;
  self->app_id = g_strdup (app_id != NULL ? app_id : "");
  self->extension_name = g_strdup ("");
  self->table_id = MAX (table_id, 0);
  self->table_name = g_strdup (table_name != NULL ? table_name : "");
  self->source_table_name = g_strdup (source_table_name != NULL ? source_table_name : "");
  self->data_per_company = data_per_company;
  self->etag = g_strdup ("");
  return self;
}

static gboolean
read_values (FerryTableMapping *self, JsonObject *object, GError **error)
{
  const char *what = _ ("a table mapping");
  const char *type;
  g_autofree char *folded = NULL;

  if ((self->id = ferry_entity_dup_id (object, what, error)) == NULL
      || (type = ferry_json_get_string (object, "targetTableType", what, error)) == NULL
      || !ferry_entity_dup_string (object, "appId", what, &self->app_id, error)
      || !ferry_entity_dup_string (object, "extensionName", what, &self->extension_name, error)
      || !ferry_json_get_optional_int (object, "tableId", what, 0, &self->table_id, error)
      || !ferry_entity_dup_string (object, "tableName", what, &self->table_name, error)
      || !ferry_entity_dup_string (object, "sourceTableName", what, &self->source_table_name, error)
      || !ferry_json_get_optional_boolean (object, "dataPerCompany", what, TRUE, &self->data_per_company,
                                           error)
      || !ferry_entity_dup_string (object, "@odata.etag", what, &self->etag, error))
    return FALSE;
  folded = ferry_odata_fold_option (type);
  self->extension = g_str_equal (folded, "tableextension");
  self->table_id = MAX (self->table_id, 0);
  return TRUE;
}

FerryTableMapping *
ferry_table_mapping_new_from_json (JsonObject *object, GError **error)
{
  g_autoptr (FerryTableMapping) self = g_object_new (FERRY_TYPE_TABLE_MAPPING, NULL);

  g_return_val_if_fail (object != NULL, NULL);

  if (!read_values (self, object, error))
    return NULL;
  return g_steal_pointer (&self);
}

JsonNode *
ferry_table_mapping_to_json (FerryTableMapping *self)
{
  JsonObject *object;
  JsonNode *node;

  g_return_val_if_fail (FERRY_IS_TABLE_MAPPING (self), NULL);

  object = json_object_new ();
  json_object_set_string_member (object, "targetTableType",
                                 self->extension ? "Table_x0020_Extension" : "Table");
  if (!ferry_odata_is_null_guid (self->app_id))
    json_object_set_string_member (object, "appId", self->app_id);
  if (self->table_id > 0)
    json_object_set_int_member (object, "tableId", self->table_id);
  json_object_set_string_member (object, "tableName", self->table_name);
  json_object_set_string_member (object, "sourceTableName", self->source_table_name);
  /* The service takes it for table extensions only (api-contract §A). */
  if (self->extension)
    json_object_set_boolean_member (object, "dataPerCompany", self->data_per_company);
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, object);
  return node;
}

gboolean
ferry_table_mapping_equal (FerryTableMapping *self, FerryTableMapping *other)
{
  g_return_val_if_fail (FERRY_IS_TABLE_MAPPING (self) && FERRY_IS_TABLE_MAPPING (other), FALSE);

  return self->extension == other->extension && self->table_id == other->table_id
         && (!self->extension || self->data_per_company == other->data_per_company)
         && g_str_equal (self->table_name, other->table_name)
         && g_str_equal (self->source_table_name, other->source_table_name)
         && (g_ascii_strcasecmp (self->app_id, other->app_id) == 0
             || (ferry_odata_is_null_guid (self->app_id) && ferry_odata_is_null_guid (other->app_id)));
}

const char *
ferry_table_mapping_get_id (FerryTableMapping *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_MAPPING (self), NULL);
  return self->id;
}

gboolean
ferry_table_mapping_is_extension (FerryTableMapping *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_MAPPING (self), FALSE);
  return self->extension;
}

const char *
ferry_table_mapping_get_app_id (FerryTableMapping *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_MAPPING (self), NULL);
  return self->app_id;
}

const char *
ferry_table_mapping_get_extension_name (FerryTableMapping *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_MAPPING (self), NULL);
  return self->extension_name;
}

gint64
ferry_table_mapping_get_table_id (FerryTableMapping *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_MAPPING (self), 0);
  return self->table_id;
}

const char *
ferry_table_mapping_get_table_name (FerryTableMapping *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_MAPPING (self), NULL);
  return self->table_name;
}

const char *
ferry_table_mapping_get_source_table_name (FerryTableMapping *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_MAPPING (self), NULL);
  return self->source_table_name;
}

gboolean
ferry_table_mapping_get_data_per_company (FerryTableMapping *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_MAPPING (self), FALSE);
  return self->data_per_company;
}

const char *
ferry_table_mapping_get_etag (FerryTableMapping *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_MAPPING (self), NULL);
  return self->etag;
}
