/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-json.h"

#include "sandbox-error.h"

/* Nothing the service takes is nested; the parser recurses, so the limit keeps it off the end of the stack.
 */
#define MAX_DEPTH 32

void
sandbox_json_append_string (GString *out, const char *text)
{
  const char *start = text != NULL ? text : "";
  const char *p;

  g_string_append_c (out, '"');
  for (p = start; *p != '\0'; p++)
    {
      unsigned char c = (unsigned char) *p;

      if (c >= 0x20 && c != '"' && c != '\\')
        continue;
      g_string_append_len (out, start, p - start);
      start = p + 1;
      switch (c)
        {
        case '"':
          g_string_append (out, "\\\"");
          break;
        case '\\':
          g_string_append (out, "\\\\");
          break;
        case '\n':
          g_string_append (out, "\\n");
          break;
        case '\r':
          g_string_append (out, "\\r");
          break;
        case '\t':
          g_string_append (out, "\\t");
          break;
        default:
          g_string_append_printf (out, "\\u%04x", c);
        }
    }
  g_string_append_len (out, start, p - start);
  g_string_append_c (out, '"');
}

static gboolean
is_shallow (const char *text, gsize length)
{
  gboolean in_string = FALSE;
  guint depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (in_string)
        {
          if (c == '\\')
            i++;
          else if (c == '"')
            in_string = FALSE;
        }
      else if (c == '"')
        in_string = TRUE;
      else if (c == '{' || c == '[')
        {
          if (++depth > MAX_DEPTH)
            return FALSE;
        }
      else if ((c == '}' || c == ']') && depth > 0)
        depth--;
    }
  return TRUE;
}

JsonObject *
sandbox_json_parse_object (GBytes *body, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) local_error = NULL;
  const char *text = NULL;
  gsize length = 0;
  JsonNode *root;

  if (body != NULL)
    text = g_bytes_get_data (body, &length);
  if (length == 0)
    return json_object_new ();

  if (!g_utf8_validate_len (text, length, NULL))
    {
      g_set_error_literal (error, SANDBOX_ERROR, SANDBOX_ERROR_BAD_REQUEST,
                           "Invalid request body: it isn’t UTF-8 text.");
      return NULL;
    }
  if (!is_shallow (text, length))
    {
      g_set_error_literal (error, SANDBOX_ERROR, SANDBOX_ERROR_BAD_REQUEST,
                           "Invalid request body: it is nested too deeply.");
      return NULL;
    }

  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, text, (gssize) length, &local_error))
    {
      g_set_error (error, SANDBOX_ERROR, SANDBOX_ERROR_BAD_REQUEST,
                   "Invalid request body: it isn’t JSON (line %d).", json_parser_get_current_line (parser));
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, SANDBOX_ERROR, SANDBOX_ERROR_BAD_REQUEST,
                           "Invalid request body: a JSON object is expected.");
      return NULL;
    }
  return json_object_ref (json_node_get_object (root));
}
