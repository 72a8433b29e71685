/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-odata-query.h"

#include "sandbox-error.h"

#include <string.h>

#define MAX_ORDER_TERMS 8

static SandboxQuery *
query_new (const SandboxEntitySet *set)
{
  SandboxQuery *self = g_new0 (SandboxQuery, 1);

  self->set = set;
  self->values = g_ptr_array_new_with_free_func ((GDestroyNotify) sandbox_value_free);
  self->order = g_array_new (FALSE, FALSE, sizeof (SandboxOrder));
  self->selected = G_MAXUINT64;
  self->top = -1;
  self->others = g_string_new (NULL);
  return self;
}

void
sandbox_query_free (SandboxQuery *self)
{
  if (self == NULL)
    return;
  g_free (self->filter);
  g_ptr_array_unref (self->values);
  g_array_unref (self->order);
  sandbox_query_free (self->expanded);
  g_free (self->token);
  g_string_free (self->others, TRUE);
  g_free (self);
}

static gboolean
refuse (GError **error, const char *option, const char *value)
{
  g_set_error (error, SANDBOX_ERROR, SANDBOX_ERROR_BAD_REQUEST,
               "The value '%.200s' of the query option '%s' is invalid.", value, option);
  return FALSE;
}

static const SandboxProperty *
find_field (SandboxQuery *self, const char *name, GError **error)
{
  const SandboxProperty *field = sandbox_entity_set_find_property (self->set, name);

  if (field == NULL)
    g_set_error (error, SANDBOX_ERROR, SANDBOX_ERROR_BAD_REQUEST,
                 "Could not find a property named '%.200s' on type 'Microsoft.NAV.%s'.", name,
                 self->set->type_name);
  return field;
}

static gboolean
parse_select (SandboxQuery *self, const char *value, GError **error)
{
  g_auto (GStrv) names = g_strsplit (value, ",", -1);

  if (names[0] == NULL)
    return refuse (error, "$select", value);
  self->selected = 0;
  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *name = g_strstrip (names[i]);
      const SandboxProperty *field;

      if (strcmp (name, "*") == 0)
        {
          self->selected = G_MAXUINT64;
          continue;
        }
      field = find_field (self, name, error);
      if (field == NULL)
        return FALSE;
      self->selected |= G_GUINT64_CONSTANT (1) << (field - self->set->properties);
    }
  return TRUE;
}

static gboolean
parse_order (SandboxQuery *self, const char *value, GError **error)
{
  g_auto (GStrv) terms = g_strsplit (value, ",", -1);

  if (terms[0] == NULL)
    return refuse (error, "$orderby", value);
  for (guint i = 0; terms[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit_set (g_strstrip (terms[i]), " \t", -1);
      SandboxOrder order = { 0 };
      const char *direction = NULL;

      for (guint j = 1; words[0] != NULL && words[j] != NULL; j++)
        {
          if (*words[j] == '\0')
            continue;
          if (direction != NULL)
            return refuse (error, "$orderby", value);
          direction = words[j];
        }
      if (words[0] == NULL || self->order->len == MAX_ORDER_TERMS)
        return refuse (error, "$orderby", value);
      order.field = find_field (self, words[0], error);
      if (order.field == NULL)
        return FALSE;
      if (direction != NULL && strcmp (direction, "asc") != 0 && strcmp (direction, "desc") != 0)
        return refuse (error, "$orderby", value);
      order.descending = g_strcmp0 (direction, "desc") == 0;
      g_array_append_val (self->order, order);
    }
  return TRUE;
}

static gboolean
parse_filter (SandboxQuery *self, const char *value, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  if (self->filter != NULL)
    return refuse (error, "$filter", value);
  if (!sandbox_odata_filter_parse (self->set, value, sql, self->values, error))
    return FALSE;
  self->filter = g_string_free (g_steal_pointer (&sql), FALSE);
  return TRUE;
}

static gboolean parse_option (SandboxQuery *self, const char *name, const char *value, GError **error);

/* At the semicolons that aren't inside a quoted text. */
static GPtrArray *
split_nested_options (const char *text)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  gboolean quoted = FALSE;
  const char *start = text;

  for (const char *p = text;; p++)
    {
      if (*p == '\'')
        quoted = !quoted;
      if (*p == '\0' || (*p == ';' && !quoted))
        {
          if (p > start)
            g_ptr_array_add (parts, g_strndup (start, (gsize) (p - start)));
          start = p + 1;
        }
      if (*p == '\0')
        return parts;
    }
}

static gboolean
parse_expand (SandboxQuery *self, const char *value, GError **error)
{
  const SandboxEntitySet *child = self->set->child;
  g_autofree char *name = g_strstrip (g_strdup (value));
  char *nested = strchr (name, '(');

  if (*name == '\0')
    return TRUE;
  if (nested != NULL)
    {
      if (!g_str_has_suffix (name, ")"))
        return refuse (error, "$expand", value);
      name[strlen (name) - 1] = '\0';
      *nested++ = '\0';
    }
  if (child == NULL || strcmp (name, child->name) != 0 || self->expanded != NULL)
    {
      g_set_error (error, SANDBOX_ERROR, SANDBOX_ERROR_BAD_REQUEST,
                   "Could not find a navigation property named '%.200s' on type 'Microsoft.NAV.%s'.", name,
                   self->set->type_name);
      return FALSE;
    }

  self->expanded = query_new (child);
  if (nested != NULL)
    {
      g_autoptr (GPtrArray) options = split_nested_options (nested);

      for (guint i = 0; i < options->len; i++)
        {
          char *option = g_strstrip (g_ptr_array_index (options, i));
          char *equals = strchr (option, '=');

          if (equals == NULL || option[0] != '$' || g_str_has_prefix (option, "$skiptoken"))
            return refuse (error, "$expand", value);
          *equals = '\0';
          if (!parse_option (self->expanded, option, equals + 1, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
parse_option (SandboxQuery *self, const char *name, const char *value, GError **error)
{
  if (strcmp (name, "$select") == 0)
    return parse_select (self, value, error);
  if (strcmp (name, "$orderby") == 0)
    return parse_order (self, value, error);
  if (strcmp (name, "$filter") == 0)
    return parse_filter (self, value, error);
  if (strcmp (name, "$expand") == 0)
    return parse_expand (self, value, error);
  if (strcmp (name, "$top") == 0)
    return g_ascii_string_to_signed (value, 10, 0, G_MAXINT32, &self->top, NULL)
           || refuse (error, name, value);
  if (strcmp (name, "$skip") == 0)
    return g_ascii_string_to_signed (value, 10, 0, G_MAXINT32, &self->skip, NULL)
           || refuse (error, name, value);
  if (strcmp (name, "$count") == 0)
    {
      self->count = strcmp (value, "true") == 0;
      return self->count || strcmp (value, "false") == 0 || refuse (error, name, value);
    }
  if (strcmp (name, "$skiptoken") == 0)
    {
      g_free (self->token);
      self->token = g_strdup (value);
      return TRUE;
    }
  if (name[0] == '$' && strcmp (name, "$format") != 0 && strcmp (name, "$schemaversion") != 0)
    {
      g_set_error (error, SANDBOX_ERROR, SANDBOX_ERROR_BAD_REQUEST,
                   "The query option '%.200s' isn't supported.", name);
      return FALSE;
    }
  return TRUE;
}

static char *
decode (char *text)
{
  g_autofree char *decoded = NULL;

  for (char *p = text; *p != '\0'; p++)
    if (*p == '+')
      *p = ' ';
  decoded = g_uri_unescape_string (text, NULL);
  return decoded != NULL && g_utf8_validate (decoded, -1, NULL) ? g_steal_pointer (&decoded) : NULL;
}

SandboxQuery *
sandbox_query_parse (const SandboxEntitySet *set, const char *text, GError **error)
{
  g_autoptr (SandboxQuery) self = query_new (set);
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", "&", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *raw = g_strdup (parts[i]);
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;
      char *equals = strchr (parts[i], '=');

      if (*parts[i] == '\0')
        continue;
      if (equals != NULL)
        *equals = '\0';
      name = decode (parts[i]);
      value = decode (equals != NULL ? equals + 1 : (char[1]){ '\0' });
      if (name == NULL || value == NULL)
        {
          refuse (error, "query", "(not UTF-8)");
          return NULL;
        }
      if (!parse_option (self, name, value, error))
        return NULL;
      if (strcmp (name, "$skiptoken") != 0 && strcmp (name, "$skip") != 0 && strcmp (name, "aid") != 0)
        g_string_append_printf (self->others, "%s&", raw);
    }
  if (self->order->len == 0 && set->order != NULL && !parse_order (self, set->order, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* The token: a letter for the type and the value, one a line, in base 64 that needs no escaping in an
 * address. */
char *
sandbox_query_make_token (const SandboxQuery *self, sqlite3_stmt *statement, int first)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  char *token;

  for (guint i = 0; i <= self->order->len; i++)
    {
      int column = first + (int) i;

      switch (sqlite3_column_type (statement, column))
        {
        case SQLITE_INTEGER:
          g_string_append_printf (plain, "i%" G_GINT64_FORMAT,
                                  (gint64) sqlite3_column_int64 (statement, column));
          break;
        case SQLITE_FLOAT:
          {
            char buffer[G_ASCII_DTOSTR_BUF_SIZE];

            g_string_append_printf (
              plain, "d%s",
              g_ascii_dtostr (buffer, sizeof buffer, sqlite3_column_double (statement, column)));
            break;
          }
        default:
          {
            g_autofree char *escaped
              = g_uri_escape_string ((const char *) sqlite3_column_text (statement, column), " ", TRUE);

            g_string_append_printf (plain, "s%s", escaped);
          }
        }
      g_string_append_c (plain, '\n');
    }
  token = g_base64_encode ((const guchar *) plain->str, plain->len);
  for (char *p = token; *p != '\0'; p++)
    *p = *p == '+' ? '-' : *p == '/' ? '_' : *p == '=' ? '.' : *p;
  return token;
}

static SandboxValue *
read_token_value (const char *text)
{
  if (text[0] == 'i')
    {
      gint64 integer;

      if (g_ascii_string_to_signed (text + 1, 10, G_MININT64, G_MAXINT64, &integer, NULL))
        return sandbox_value_new_integer (integer);
    }
  else if (text[0] == 'd')
    {
      char *end = NULL;
      double real = g_ascii_strtod (text + 1, &end);

      if (end != text + 1 && *end == '\0')
        return sandbox_value_new_real (real);
    }
  else if (text[0] == 's')
    {
      g_autofree char *plain = g_uri_unescape_string (text + 1, NULL);

      if (plain != NULL && g_utf8_validate (plain, -1, NULL))
        return sandbox_value_new_text (plain);
    }
  return NULL;
}

static GPtrArray *
read_token (const SandboxQuery *self)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) sandbox_value_free);
  g_autofree char *encoded = g_strdup (self->token);
  g_autofree guchar *bytes = NULL;
  g_autofree char *plain = NULL;
  g_auto (GStrv) lines = NULL;
  gsize length = 0;

  for (char *p = encoded; *p != '\0'; p++)
    *p = *p == '-' ? '+' : *p == '_' ? '/' : *p == '.' ? '=' : *p;
  bytes = g_base64_decode (encoded, &length);
  if (bytes == NULL || memchr (bytes, '\0', length) != NULL)
    return NULL;
  plain = g_strndup ((const char *) bytes, length);
  lines = g_strsplit (plain, "\n", -1);
  if (g_strv_length (lines) != self->order->len + 2)
    return NULL;
  for (guint i = 0; i <= self->order->len; i++)
    {
      SandboxValue *value = read_token_value (lines[i]);

      if (value == NULL || (i == 0 && value->type != SQLITE_INTEGER))
        {
          sandbox_value_free (value);
          return NULL;
        }
      g_ptr_array_add (values, value);
    }
  return g_steal_pointer (&values);
}

static SandboxValue *
copy_value (const SandboxValue *value)
{
  SandboxValue *copy = g_memdup2 (value, sizeof *value);

  copy->text = g_strdup (value->text);
  return copy;
}

gboolean
sandbox_query_append_position (const SandboxQuery *self, GString *sql, GPtrArray *values, GError **error)
{
  g_autoptr (GPtrArray) position = NULL;
  const SandboxOrder *last = NULL;

  if (self->token == NULL)
    {
      g_string_append (sql, "1");
      return TRUE;
    }
  position = read_token (self);
  if (position == NULL)
    return refuse (error, "$skiptoken", self->token);

  for (guint i = 0; i < self->order->len; i++)
    {
      const SandboxOrder *order = &g_array_index (self->order, SandboxOrder, i);
      const SandboxValue *value = g_ptr_array_index (position, i + 1);

      g_string_append_printf (sql, "(%s %s ? OR (%s = ? AND ", order->field->sql,
                              order->descending ? "<" : ">", order->field->sql);
      g_ptr_array_add (values, copy_value (value));
      g_ptr_array_add (values, copy_value (value));
      last = order;
    }
  g_string_append_printf (sql, "t.seq %s ?", last != NULL && last->descending ? "<" : ">");
  g_ptr_array_add (values, copy_value (g_ptr_array_index (position, 0)));
  for (guint i = 0; i < self->order->len; i++)
    g_string_append (sql, "))");
  return TRUE;
}
