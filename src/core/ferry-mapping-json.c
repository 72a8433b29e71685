/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-mapping-json-private.h"

#include "ferry-csv.h"
#include "ferry-odata.h"
#include "ferry-table-mapping.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* The mappings are two or three deep; json-glib would overflow its stack on what is very deep. */
#define MAX_DEPTH 16

/* ---- Lines: json-glib doesn't keep them ---- */

/*
 * Looks through the text without its grammar: refuses what json-glib lets pass (comments, single quotes), and writes
 * down in which line each element of an array begins: of the outermost, or of one within the outermost object.
 */
static gboolean
scan (const char *data, gsize size, GArray *lines, GError **error)
{
  char open[MAX_DEPTH];
  gboolean in_string = FALSE;
  gboolean at_element = FALSE;
  gboolean ended = FALSE;
  guint depth = 0;
  guint line = 1;

  for (gsize i = 0; i < size; i++)
    {
      char c = data[i];

      if (c == '\n')
        line++;
      if (in_string)
        {
          if (c == '\\' && i + 1 < size && data[i + 1] != '\n')
            i++;
          else if (c == '"')
            in_string = FALSE;
          continue;
        }
      if (g_ascii_isspace (c))
        continue;
      if (ended)
        return ferry_csv_set_error (error, line,
                                    /* Translators: follows “Line 3: ” */
                                    _ ("something follows the end of the JSON text."));
      if (c == '\0' || strchr ("{}[]:,\"-+.0123456789truefalsnE", c) == NULL)
        return ferry_csv_set_error (error, line,
                                    /* Translators: follows “Line 3: ” */
                                    _ ("there is something in it that JSON doesn’t know."));
      if (at_element && c != ']')
        g_array_append_val (lines, line);
      at_element = FALSE;
      if (c == '"')
        in_string = TRUE;
      else if (c == '{' || c == '[')
        {
          if (depth == MAX_DEPTH)
            return ferry_csv_set_error (error, line,
                                        /* Translators: follows “Line 3: ” */
                                        _ ("it is nested too deeply for table mappings."));
          open[depth++] = c;
        }
      else if (c == '}' || c == ']')
        {
          if (depth == 0)
            return ferry_csv_set_error (error, line,
                                        /* Translators: follows “Line 3: ” */
                                        _ ("a bracket is closed that wasn’t opened."));
          ended = --depth == 0;
        }
      if ((c == '[' || c == ',') && depth > 0 && open[depth - 1] == '['
          && (depth == 1 || (depth == 2 && open[0] == '{')))
        at_element = TRUE;
    }
  if (in_string || depth > 0)
    return ferry_csv_set_error (error, line,
                                /* Translators: follows “Line 3: ” */
                                _ ("the JSON text breaks off before its end."));
  return TRUE;
}

static guint
get_line (GArray *lines, guint position)
{
  return position < lines->len ? g_array_index (lines, guint, position) : 1;
}

/* ---- Reading ---- */

static JsonNode *
parse (const char *data, gsize size, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) cause = NULL;
  g_autofree char *message = NULL;
  const char *reason;
  guint line = 1;

  if (json_parser_load_from_data (parser, data, (gssize) size, &cause))
    return json_parser_steal_root (parser);

  /* Such as “<data>:3:5: Parse error: …” */
  if (g_str_has_prefix (cause->message, "<data>:"))
    line = (guint) MAX (g_ascii_strtoull (cause->message + strlen ("<data>:"), NULL, 10), 1);
  reason = strstr (cause->message, ": ");
  message = g_strdup_printf (
    /* Translators: follows “Line 3: ” */
    _ ("it isn’t valid JSON (%s)."), reason != NULL ? reason + 2 : cause->message);
  ferry_csv_set_error (error, line, message);
  return NULL;
}

static int
find_field (const char *member)
{
  for (int i = 0; i < FERRY_N_MAPPING_FIELDS; i++)
    if (g_str_equal (ferry_mapping_field_get_name (i), member))
      return i;
  return -1;
}

/* Returns: (transfer full) (nullable): the member's value as text; NULL where it is of another type */
static char *
read_value (JsonNode *node, FerryMappingField field)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (field == FERRY_MAPPING_FIELD_TABLE_ID)
    return type == G_TYPE_INT64 ? g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node)) : NULL;
  if (field == FERRY_MAPPING_FIELD_PER_COMPANY)
    return type == G_TYPE_BOOLEAN ? g_strdup (json_node_get_boolean (node) ? "true" : "false") : NULL;
  return type == G_TYPE_STRING ? g_strdup (json_node_get_string (node)) : NULL;
}

static const char *
name_type (FerryMappingField field)
{
  if (field == FERRY_MAPPING_FIELD_TABLE_ID)
    return _ ("a whole number");
  if (field == FERRY_MAPPING_FIELD_PER_COMPANY)
    return _ ("true or false");
  return _ ("a text");
}

static gboolean
read_members (JsonObject *object, guint line, char **values, GError **error)
{
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &member, &node))
    {
      g_autofree char *message = NULL;
      int field = find_field (member);

      /* As the service sends it. */
      if (*member == '@' || g_str_equal (member, "id") || JSON_NODE_HOLDS_NULL (node))
        continue;
      if (field < 0)
        {
          message = g_strdup_printf (
            /* Translators: follows “Line 3: ” */
            _ ("“%s” isn’t known in a table mapping."), member);
          return ferry_csv_set_error (error, line, message);
        }
      g_free (values[field]);
      values[field] = read_value (node, field);
      if (values[field] == NULL)
        {
          /* Translators: the name of a value in a file, and its type, such as “a text” */
          message = g_strdup_printf (_ ("“%s” must be %s."), member, name_type (field));
          return ferry_csv_set_error (error, line, message);
        }
    }
  return TRUE;
}

static gboolean
read_element (JsonNode *node, guint line, FerryMappingTake take, gpointer user_data, GError **error)
{
  char *values[FERRY_N_MAPPING_FIELDS] = { NULL };
  gboolean done = FALSE;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return ferry_csv_set_error (error, line,
                                /* Translators: follows “Line 3: ” */
                                _ ("a table mapping must be an object."));
  if (read_members (json_node_get_object (node), line, values, error))
    done = take ((const char *const *) values, line, user_data, error);
  for (int i = 0; i < FERRY_N_MAPPING_FIELDS; i++)
    g_free (values[i]);
  return done;
}

/* Returns: (nullable): the mappings' array: the root, or what the service calls `value` */
static JsonArray *
find_array (JsonNode *root, GError **error)
{
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;
  JsonArray *array = NULL;

  if (JSON_NODE_HOLDS_ARRAY (root))
    return json_node_get_array (root);
  json_object_iter_init (&iter, json_node_get_object (root));
  while (json_object_iter_next (&iter, &member, &node))
    {
      if (*member == '@')
        continue;
      if (!g_str_equal (member, "value") || !JSON_NODE_HOLDS_ARRAY (node))
        {
          array = NULL;
          break;
        }
      array = json_node_get_array (node);
    }
  if (array == NULL)
    ferry_csv_set_error (error, 1,
                         /* Translators: follows “Line 3: ” */
                         _ ("the file has no list of table mappings."));
  return array;
}

gboolean
ferry_mapping_json_read (const char *data,
                         gsize size,
                         FerryMappingTake take,
                         gpointer user_data,
                         GError **error)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (JsonNode) root = NULL;
  JsonArray *array;

  if (!ferry_csv_check_text (&data, &size, error) || !scan (data, size, lines, error))
    return FALSE;
  root = parse (data, size, error);
  if (root == NULL)
    return FALSE;
  array = find_array (root, error);
  if (array == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!read_element (json_array_get_element (array, i), get_line (lines, i), take, user_data, error))
      return FALSE;
  return TRUE;
}

/* ---- Writing ---- */

static JsonNode *
make_element (FerryTableMapping *mapping)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  gboolean extension = ferry_table_mapping_is_extension (mapping);

  json_object_set_string_member (object, ferry_mapping_field_get_name (FERRY_MAPPING_FIELD_TYPE),
                                 extension ? "Table Extension" : "Table");
  json_object_set_string_member (object, ferry_mapping_field_get_name (FERRY_MAPPING_FIELD_APP_ID),
                                 ferry_table_mapping_get_app_id (mapping));
  json_object_set_string_member (object, ferry_mapping_field_get_name (FERRY_MAPPING_FIELD_EXTENSION),
                                 ferry_table_mapping_get_extension_name (mapping));
  if (ferry_table_mapping_get_table_id (mapping) > 0)
    json_object_set_int_member (object, ferry_mapping_field_get_name (FERRY_MAPPING_FIELD_TABLE_ID),
                                ferry_table_mapping_get_table_id (mapping));
  json_object_set_string_member (object, ferry_mapping_field_get_name (FERRY_MAPPING_FIELD_TABLE_NAME),
                                 ferry_table_mapping_get_table_name (mapping));
  json_object_set_string_member (object, ferry_mapping_field_get_name (FERRY_MAPPING_FIELD_SOURCE),
                                 ferry_table_mapping_get_source_table_name (mapping));
  if (extension)
    json_object_set_boolean_member (object, ferry_mapping_field_get_name (FERRY_MAPPING_FIELD_PER_COMPANY),
                                    ferry_table_mapping_get_data_per_company (mapping));
  json_node_take_object (node, object);
  return node;
}

GBytes *
ferry_mapping_json_write (GPtrArray *mappings)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_ARRAY);
  g_autoptr (GString) text = g_string_new (NULL);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < mappings->len; i++)
    json_array_add_element (array, make_element (g_ptr_array_index (mappings, i)));
  json_node_take_array (root, array);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  json_generator_to_gstring (generator, text);
  g_string_append_c (text, '\n');
  return g_string_free_to_bytes (g_steal_pointer (&text));
}
