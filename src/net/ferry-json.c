/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-json.h"

#include "ferry-error.h"
#include "ferry-odata.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Far more than any answer of the service has, far less than the parser's stack bears. */
#define MAX_DEPTH 64

/* Says only why; what it is that is broken is said by those who asked. */
static gboolean
set_broken (GError **error, const char *reason)
{
  g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL, reason);
  return FALSE;
}

/* What json-glib lets pass or overflows its stack on: the frame of the text, without its grammar. */
static gboolean
check_frame (const char *data, gsize size, GError **error)
{
  gboolean in_string = FALSE, ended = FALSE;
  guint depth = 0;

  for (gsize i = 0; i < size; i++)
    {
      char c = data[i];

      if (in_string)
        {
          if (c == '\\')
            i++;
          else if (c == '"')
            in_string = FALSE;
          continue;
        }
      if (g_ascii_isspace (c))
        continue;
      if (ended)
        return set_broken (error, _ ("something follows its end."));
      /* json-glib takes comments, single quotes and numbers in other bases, too. */
      if (c == '\0' || strchr ("{}[]:,\"-+.0123456789truefalsnE", c) == NULL)
        return set_broken (error, c == '<' ? _ ("it is a web page.")
                                           : _ ("there is something in it that JSON doesn’t know."));
      if (c == '"')
        in_string = TRUE;
      else if (c == '{' || c == '[')
        {
          if (++depth > MAX_DEPTH)
            return set_broken (error, _ ("it is nested too deeply."));
        }
      else if (c == '}' || c == ']')
        {
          if (depth == 0)
            return set_broken (error, _ ("a bracket is closed that wasn’t opened."));
          ended = --depth == 0;
        }
    }
  if (in_string || depth > 0)
    return set_broken (error, _ ("it breaks off before its end."));
  return TRUE;
}

static JsonNode *
parse (const char *data, gsize size, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) cause = NULL;
  JsonNode *root;

  /* Some gateways put a byte order mark before it. */
  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      size -= 3;
    }
  if (!g_utf8_validate_len (data, size, NULL))
    {
      set_broken (error, _ ("it isn’t UTF-8 text."));
      return NULL;
    }
  if (!check_frame (data, size, error))
    return NULL;

  parser = json_parser_new ();
  if (!json_parser_load_from_data (parser, data, (gssize) size, &cause))
    {
      set_broken (error, g_str_has_prefix (cause->message, "<data>:") ? cause->message + strlen ("<data>:")
                                                                      : cause->message);
      return NULL;
    }
  root = json_parser_steal_root (parser);
  if (root == NULL)
    set_broken (error, _ ("it is empty."));
  return root;
}

JsonNode *
ferry_json_parse (const char *data, gsize size, GError **error)
{
  g_autoptr (GError) cause = NULL;
  JsonNode *root = parse (data, size, &cause);

  if (root == NULL)
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL,
                 /* Translators: %s says what is wrong with the answer */
                 _ ("The service’s answer isn’t valid JSON: %s"), cause->message);
  return root;
}

JsonNode *
ferry_json_parse_file (const char *data, gsize size, GError **error)
{
  g_autoptr (GError) cause = NULL;
  JsonNode *root = parse (data, size, &cause);

  if (root == NULL)
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_INVALID,
                 /* Translators: of a file; %s says what is wrong with it */
                 _ ("It isn’t valid JSON: %s"), cause->message);
  return root;
}

static const char *
name_type (JsonNode *node)
{
  if (node == NULL)
    return _ ("nothing");
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      return _ ("an object");
    case JSON_NODE_ARRAY:
      return _ ("a list");
    case JSON_NODE_NULL:
      return _ ("null");
    case JSON_NODE_VALUE:
    default:
      break;
    }
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      return _ ("a text");
    case G_TYPE_BOOLEAN:
      return _ ("true or false");
    default:
      return _ ("a number");
    }
}

static gboolean
set_wrong_type (GError **error, const char *what, const char *member, const char *expected, JsonNode *node)
{
  if (node == NULL)
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL,
                 /* Translators: %1$s names an entity, such as “run”, %2$s one of its members, %3$s a type */
                 _ ("The service’s answer can’t be used: in %1$s, “%2$s” is missing (%3$s was expected)."),
                 what, member, expected);
  else
    g_set_error (
      error, FERRY_ERROR, FERRY_ERROR_PROTOCOL,
      /* Translators: %1$s names an entity, such as “run”, %2$s one of its members, %3$s and %4$s types */
      _ ("The service’s answer can’t be used: in %1$s, “%2$s” should be %3$s, but is %4$s."), what, member,
      expected, name_type (node));
  return FALSE;
}

static gboolean
is_null (JsonNode *node)
{
  return node == NULL || JSON_NODE_HOLDS_NULL (node);
}

static gboolean
holds (JsonNode *node, GType type)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

const char *
ferry_json_get_string (JsonObject *object, const char *member, const char *what, GError **error)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node != NULL && JSON_NODE_HOLDS_NULL (node))
    return "";
  if (!holds (node, G_TYPE_STRING))
    {
      set_wrong_type (error, what, member, _ ("a text"), node);
      return NULL;
    }
  return json_node_get_string (node);
}

/* A whole number, also where it is written as 12.0 or 1.2e1. */
static gboolean
read_int (JsonNode *node, gint64 *value)
{
  double number;

  if (holds (node, G_TYPE_INT64))
    {
      *value = json_node_get_int (node);
      return TRUE;
    }
  if (!holds (node, G_TYPE_DOUBLE))
    return FALSE;
  number = json_node_get_double (node);
  if (trunc (number) != number || fabs (number) > 9007199254740992.0)
    return FALSE;
  *value = (gint64) number;
  return TRUE;
}

gboolean
ferry_json_get_int (JsonObject *object, const char *member, const char *what, gint64 *value, GError **error)
{
  JsonNode *node = json_object_get_member (object, member);

  if (!read_int (node, value))
    return set_wrong_type (error, what, member, _ ("a whole number"), node);
  return TRUE;
}

gboolean
ferry_json_get_double (JsonObject *object,
                       const char *member,
                       const char *what,
                       double *value,
                       GError **error)
{
  JsonNode *node = json_object_get_member (object, member);

  if (holds (node, G_TYPE_INT64))
    *value = (double) json_node_get_int (node);
  else if (holds (node, G_TYPE_DOUBLE) && isfinite (json_node_get_double (node)))
    *value = json_node_get_double (node);
  else
    return set_wrong_type (error, what, member, _ ("a number"), node);
  return TRUE;
}

gboolean
ferry_json_get_boolean (JsonObject *object,
                        const char *member,
                        const char *what,
                        gboolean *value,
                        GError **error)
{
  JsonNode *node = json_object_get_member (object, member);

  if (!holds (node, G_TYPE_BOOLEAN))
    return set_wrong_type (error, what, member, _ ("true or false"), node);
  *value = json_node_get_boolean (node);
  return TRUE;
}

gboolean
ferry_json_get_time (JsonObject *object, const char *member, const char *what, gint64 *value, GError **error)
{
  JsonNode *node = json_object_get_member (object, member);

  *value = 0;
  if (node != NULL && JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!holds (node, G_TYPE_STRING))
    return set_wrong_type (error, what, member, _ ("a time"), node);
  if (!ferry_odata_parse_time (json_node_get_string (node), value))
    {
      const char *text = json_node_get_string (node);
      g_autofree char *start = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), 40));

      g_set_error (
        error, FERRY_ERROR, FERRY_ERROR_PROTOCOL,
        /* Translators: %1$s names an entity, such as “run”, %2$s one of its members, %3$s its value */
        _ ("The service’s answer can’t be used: in %1$s, “%2$s” should be a time, but is “%3$s”."), what,
        member, start);
      return FALSE;
    }
  return TRUE;
}

const char *
ferry_json_get_optional_string (JsonObject *object,
                                const char *member,
                                const char *what,
                                const char *fallback,
                                GError **error)
{
  if (is_null (json_object_get_member (object, member)))
    return fallback;
  return ferry_json_get_string (object, member, what, error);
}

gboolean
ferry_json_get_optional_int (JsonObject *object,
                             const char *member,
                             const char *what,
                             gint64 fallback,
                             gint64 *value,
                             GError **error)
{
  *value = fallback;
  if (is_null (json_object_get_member (object, member)))
    return TRUE;
  return ferry_json_get_int (object, member, what, value, error);
}

gboolean
ferry_json_get_optional_boolean (JsonObject *object,
                                 const char *member,
                                 const char *what,
                                 gboolean fallback,
                                 gboolean *value,
                                 GError **error)
{
  *value = fallback;
  if (is_null (json_object_get_member (object, member)))
    return TRUE;
  return ferry_json_get_boolean (object, member, what, value, error);
}

JsonObject *
ferry_json_get_object (JsonNode *node, const char *what, GError **error)
{
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL,
                   /* Translators: %1$s names an entity, such as “run”, %2$s what came instead */
                   _ ("The service’s answer can’t be used: %1$s should be an object, but is %2$s."), what,
                   name_type (node));
      return NULL;
    }
  return json_node_get_object (node);
}

JsonArray *
ferry_json_get_collection (JsonNode *node, const char *what, GError **error)
{
  JsonObject *object = ferry_json_get_object (node, what, error);
  JsonNode *value;

  if (object == NULL)
    return NULL;
  value = json_object_get_member (object, "value");
  if (value == NULL || !JSON_NODE_HOLDS_ARRAY (value))
    {
      set_wrong_type (error, what, "value", _ ("a list"), value);
      return NULL;
    }
  return json_node_get_array (value);
}
