/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-body.h"

#include "sandbox-error.h"

#include <string.h>

#define MAX_PARAMETER_LENGTH 2048

static SandboxValue *
wrong_type (const SandboxProperty *property, const char *expected, GError **error)
{
  g_set_error (error, SANDBOX_ERROR, SANDBOX_ERROR_BAD_REQUEST,
               "Invalid request body: the value of '%s' has to be %s.", property->name, expected);
  return NULL;
}

static SandboxValue *
read_text (const SandboxProperty *property, const char *text, GError **error)
{
  g_autofree char *guid = NULL;
  const char *member;

  if (property->type == SANDBOX_PROPERTY_GUID)
    {
      guid = sandbox_odata_parse_guid (text);
      return guid != NULL ? sandbox_value_new_text (guid) : wrong_type (property, "a GUID", error);
    }
  if (property->type == SANDBOX_PROPERTY_OPTION)
    {
      member = sandbox_enum_from_wire (property->options, text);
      if (member != NULL)
        return sandbox_value_new_text (member);
      g_set_error (error, SANDBOX_ERROR, SANDBOX_ERROR_BAD_REQUEST,
                   "The value '%.200s' isn't one of those that '%s' can have.", text, property->name);
      return NULL;
    }
  if (property->max_length > 0 && g_utf8_strlen (text, -1) > (glong) property->max_length)
    {
      g_set_error (error, SANDBOX_ERROR, SANDBOX_ERROR_TOO_LONG,
                   "The length of '%s' is %ld, but it must be less than or equal to %u characters.",
                   property->name, g_utf8_strlen (text, -1), property->max_length);
      return NULL;
    }
  return sandbox_value_new_text (text);
}

static SandboxValue *
read_value (const SandboxProperty *property, JsonNode *node, GError **error)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  switch (property->type)
    {
    case SANDBOX_PROPERTY_BOOLEAN:
      if (type != G_TYPE_BOOLEAN)
        return wrong_type (property, "true or false", error);
      return sandbox_value_new_integer (json_node_get_boolean (node));
    case SANDBOX_PROPERTY_INTEGER:
      if (type != G_TYPE_INT64 || json_node_get_int (node) < G_MININT32
          || json_node_get_int (node) > G_MAXINT32)
        return wrong_type (property, "an integer of 32 bits", error);
      return sandbox_value_new_integer (json_node_get_int (node));
    case SANDBOX_PROPERTY_TEXT:
      if (JSON_NODE_HOLDS_NULL (node))
        return sandbox_value_new_text ("");
      G_GNUC_FALLTHROUGH;
    case SANDBOX_PROPERTY_GUID:
    case SANDBOX_PROPERTY_OPTION:
      if (type != G_TYPE_STRING)
        return wrong_type (property, "a text", error);
      return read_text (property, json_node_get_string (node), error);
    case SANDBOX_PROPERTY_DECIMAL:
    case SANDBOX_PROPERTY_TIME:
    default:
      return wrong_type (property, "left out", error);
    }
}

GHashTable *
sandbox_body_read (const SandboxEntitySet *set, JsonObject *object, GError **error)
{
  g_autoptr (GHashTable) values
    = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) sandbox_value_free);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    {
      const SandboxProperty *property = sandbox_entity_set_find_property (set, name);
      SandboxValue *value;

      if (strchr (name, '@') != NULL)
        continue;
      if (property == NULL)
        {
          g_set_error (error, SANDBOX_ERROR, SANDBOX_ERROR_BAD_REQUEST,
                       "The property '%.200s' does not exist on type 'Microsoft.NAV.%s'.", name,
                       set->type_name);
          return NULL;
        }
      if (property->column == NULL)
        {
          g_set_error (error, SANDBOX_ERROR, SANDBOX_ERROR_READ_ONLY, "Control '%s' is read-only.", name);
          return NULL;
        }
      value = read_value (property, node, error);
      if (value == NULL)
        return NULL;
      g_hash_table_replace (values, (gpointer) property->name, value);
    }
  return g_steal_pointer (&values);
}

const char *
sandbox_body_get_text (GHashTable *values, const char *name, const char *fallback)
{
  const SandboxValue *value = g_hash_table_lookup (values, name);

  return value != NULL ? value->text : fallback;
}

gint64
sandbox_body_get_integer (GHashTable *values, const char *name, gint64 fallback)
{
  const SandboxValue *value = g_hash_table_lookup (values, name);

  return value != NULL ? value->integer : fallback;
}

const char *
sandbox_body_get_parameter (JsonObject *object, const char *name, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return "";
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    {
      g_set_error (error, SANDBOX_ERROR, SANDBOX_ERROR_BAD_REQUEST,
                   "Invalid request body: the parameter '%s' has to be a text.", name);
      return NULL;
    }
  if (g_utf8_strlen (json_node_get_string (node), -1) > MAX_PARAMETER_LENGTH)
    {
      g_set_error (error, SANDBOX_ERROR, SANDBOX_ERROR_TOO_LONG,
                   "The parameter '%s' is longer than %d characters.", name, MAX_PARAMETER_LENGTH);
      return NULL;
    }
  return json_node_get_string (node);
}

static JsonNode *
get_required (JsonObject *object, const char *name, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL)
    g_set_error (error, SANDBOX_ERROR, SANDBOX_ERROR_REQUIRED, "The parameter '%s' must be given.", name);
  return node;
}

gboolean
sandbox_body_get_number (JsonObject *object, const char *name, gint64 *value, GError **error)
{
  JsonNode *node = get_required (object, name, error);

  if (node == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64
      || json_node_get_int (node) < 1 || json_node_get_int (node) > G_MAXINT32)
    {
      g_set_error (error, SANDBOX_ERROR, SANDBOX_ERROR_BAD_REQUEST,
                   "Invalid request body: the parameter '%s' has to be a number of at least 1.", name);
      return FALSE;
    }
  *value = json_node_get_int (node);
  return TRUE;
}

gboolean
sandbox_body_get_flag (JsonObject *object, const char *name, gboolean *value, GError **error)
{
  JsonNode *node = get_required (object, name, error);

  if (node == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    {
      g_set_error (error, SANDBOX_ERROR, SANDBOX_ERROR_BAD_REQUEST,
                   "Invalid request body: the parameter '%s' has to be true or false.", name);
      return FALSE;
    }
  *value = json_node_get_boolean (node);
  return TRUE;
}
