/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-odata-filter.h"

#include "sandbox-error.h"

#include <string.h>

/* Parentheses nest as deep as the expression is long; the parser recurses. */
#define MAX_DEPTH 50

typedef enum
{
  TOKEN_END,
  TOKEN_WORD,
  TOKEN_STRING,
  TOKEN_OPEN,
  TOKEN_CLOSE,
  TOKEN_COMMA,
} TokenType;

typedef struct
{
  const SandboxEntitySet *set;
  const char *start;
  const char *next;
  TokenType type;
  GString *token;
  gsize position;
  guint depth;
  GPtrArray *values;
  GError **error;
} Parser;

static gboolean parse_or (Parser *parser, GString *sql, guint64 *fields);

SandboxValue *
sandbox_value_new_text (const char *text)
{
  SandboxValue *self = g_new0 (SandboxValue, 1);

  self->type = SQLITE_TEXT;
  self->text = g_strdup (text);
  return self;
}

SandboxValue *
sandbox_value_new_integer (gint64 integer)
{
  SandboxValue *self = g_new0 (SandboxValue, 1);

  self->type = SQLITE_INTEGER;
  self->integer = integer;
  return self;
}

SandboxValue *
sandbox_value_new_real (double real)
{
  SandboxValue *self = g_new0 (SandboxValue, 1);

  self->type = SQLITE_FLOAT;
  self->real = real;
  return self;
}

void
sandbox_value_free (SandboxValue *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self);
}

void
sandbox_value_bind (const SandboxValue *self, sqlite3_stmt *statement, int position)
{
  if (self->type == SQLITE_INTEGER)
    sqlite3_bind_int64 (statement, position, self->integer);
  else if (self->type == SQLITE_FLOAT)
    sqlite3_bind_double (statement, position, self->real);
  else
    sqlite3_bind_text (statement, position, self->text, -1, SQLITE_TRANSIENT);
}

char *
sandbox_odata_parse_guid (const char *text)
{
  return g_uuid_string_is_valid (text) ? g_ascii_strdown (text, -1) : NULL;
}

char *
sandbox_odata_parse_time (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GDateTime) moment = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *with_time = NULL;

  if (strlen (text) == 10)
    text = with_time = g_strconcat (text, "T00:00:00Z", NULL);
  time = g_date_time_new_from_iso8601 (text, utc);
  if (time == NULL || (moment = g_date_time_to_utc (time)) == NULL)
    return NULL;
  if (g_date_time_get_year (moment) == 1)
    return g_strdup ("");
  whole = g_date_time_format (moment, "%Y-%m-%dT%H:%M:%S");
  return g_strdup_printf ("%s.%03dZ", whole, g_date_time_get_microsecond (moment) / 1000);
}

static gboolean
refuse (Parser *parser, const char *what)
{
  g_set_error (parser->error, SANDBOX_ERROR, SANDBOX_ERROR_BAD_REQUEST,
               "Syntax error in $filter: %s at position %" G_GSIZE_FORMAT " in '%.200s'.", what,
               parser->position, parser->start);
  return FALSE;
}

static gboolean
advance (Parser *parser)
{
  const char *p = parser->next;

  g_string_truncate (parser->token, 0);
  while (*p == ' ' || *p == '\t')
    p++;
  parser->position = (gsize) (p - parser->start);
  if (*p == '\0')
    parser->type = TOKEN_END;
  else if (*p == '(' || *p == ')' || *p == ',')
    {
      parser->type = *p == '(' ? TOKEN_OPEN : *p == ')' ? TOKEN_CLOSE : TOKEN_COMMA;
      p++;
    }
  else if (*p == '\'')
    {
      parser->type = TOKEN_STRING;
      for (p++; *p != '\0'; p++)
        {
          if (*p == '\'' && p[1] == '\'')
            p++;
          else if (*p == '\'')
            break;
          g_string_append_c (parser->token, *p);
        }
      if (*p == '\0')
        return refuse (parser, "a text without its closing quote");
      p++;
    }
  else if (g_ascii_isalnum (*p) || strchr ("_.:+-", *p) != NULL)
    {
      parser->type = TOKEN_WORD;
      while (g_ascii_isalnum (*p) || (*p != '\0' && strchr ("_.:+-", *p) != NULL))
        g_string_append_c (parser->token, *p++);
    }
  else
    return refuse (parser, "an unexpected character");
  parser->next = p;
  return TRUE;
}

static gboolean
is_word (Parser *parser, const char *word)
{
  return parser->type == TOKEN_WORD && strcmp (parser->token->str, word) == 0;
}

static const SandboxProperty *
take_field (Parser *parser)
{
  const SandboxProperty *field;

  if (parser->type != TOKEN_WORD)
    {
      refuse (parser, "a property is expected");
      return NULL;
    }
  field = sandbox_entity_set_find_property (parser->set, parser->token->str);
  if (field == NULL)
    {
      g_set_error (parser->error, SANDBOX_ERROR, SANDBOX_ERROR_BAD_REQUEST,
                   "Could not find a property named '%.200s' on type 'Microsoft.NAV.%s'.", parser->token->str,
                   parser->set->type_name);
      return NULL;
    }
  return advance (parser) ? field : NULL;
}

static SandboxValue *
read_number (const char *text, SandboxPropertyType type)
{
  char *end = NULL;

  if (type == SANDBOX_PROPERTY_INTEGER)
    {
      gint64 integer;

      if (g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &integer, NULL))
        return sandbox_value_new_integer (integer);
    }
  else if (g_ascii_isdigit (text[0]) || text[0] == '-')
    {
      double real = g_ascii_strtod (text, &end);

      if (*end == '\0' && end != text)
        return sandbox_value_new_real (real);
    }
  return NULL;
}

static SandboxValue *
take_literal (Parser *parser, const SandboxProperty *field)
{
  g_autoptr (SandboxValue) value = NULL;
  g_autofree char *text = NULL;
  gboolean quoted = parser->type == TOKEN_STRING;
  const char *token = parser->token->str;

  if (parser->type != TOKEN_STRING && parser->type != TOKEN_WORD)
    {
      refuse (parser, "a value is expected");
      return NULL;
    }
  switch (field->type)
    {
    case SANDBOX_PROPERTY_GUID:
      text = sandbox_odata_parse_guid (token);
      break;
    case SANDBOX_PROPERTY_TEXT:
      text = quoted ? g_strdup (token) : NULL;
      break;
    case SANDBOX_PROPERTY_OPTION:
      text = quoted ? g_strdup (sandbox_enum_from_wire (field->options, token)) : NULL;
      break;
    case SANDBOX_PROPERTY_TIME:
      text = quoted ? NULL : sandbox_odata_parse_time (token);
      break;
    case SANDBOX_PROPERTY_BOOLEAN:
      if (!quoted && (strcmp (token, "true") == 0 || strcmp (token, "false") == 0))
        value = sandbox_value_new_integer (token[0] == 't');
      break;
    case SANDBOX_PROPERTY_INTEGER:
    case SANDBOX_PROPERTY_DECIMAL:
      value = quoted ? NULL : read_number (token, field->type);
      break;
    default:
      break;
    }
  if (text != NULL)
    value = sandbox_value_new_text (text);
  if (value == NULL)
    {
      g_set_error (parser->error, SANDBOX_ERROR, SANDBOX_ERROR_BAD_REQUEST,
                   "The value '%.200s' can't be compared with the property '%s'.", token, field->name);
      return NULL;
    }
  return advance (parser) ? g_steal_pointer (&value) : NULL;
}

/* Business Central reads `*` at the ends of a compared text as a wildcard. */
static gboolean
append_wildcard (GString *sql,
                 const SandboxProperty *field,
                 gboolean equal,
                 SandboxValue *value,
                 GPtrArray *values)
{
  gsize length;
  gboolean front, back;

  if (field->type != SANDBOX_PROPERTY_TEXT)
    return FALSE;
  length = strlen (value->text);
  front = length > 0 && value->text[0] == '*';
  back = length > (front ? 1 : 0) && value->text[length - 1] == '*';
  if (!front && !back)
    return FALSE;

  if (back)
    value->text[length - 1] = '\0';
  if (front)
    memmove (value->text, value->text + 1, strlen (value->text));
  g_string_append (sql, equal ? "(" : "(NOT ");
  if (front && back)
    g_string_append_printf (sql, "instr (%s, ?) > 0)", field->sql);
  else
    {
      g_ptr_array_add (values, sandbox_value_new_text (value->text));
      if (back)
        g_string_append_printf (sql, "substr (%s, 1, length (?)) = ?)", field->sql);
      else
        g_string_append_printf (sql, "(length (?) = 0 OR substr (%s, -length (?)) = ?))", field->sql);
      if (!back)
        g_ptr_array_add (values, sandbox_value_new_text (value->text));
    }
  return TRUE;
}

static gboolean
parse_comparison (Parser *parser, GString *sql, guint64 *fields)
{
  static const struct
  {
    const char *odata;
    const char *sql;
    gboolean ordering;
  } OPERATORS[] = {
    { "eq", "=", FALSE }, { "ne", "<>", FALSE }, { "gt", ">", TRUE },
    { "ge", ">=", TRUE }, { "lt", "<", TRUE },   { "le", "<=", TRUE },
  };
  const SandboxProperty *field = take_field (parser);
  g_autoptr (SandboxValue) value = NULL;
  guint i;

  if (field == NULL)
    return FALSE;
  for (i = 0; i < G_N_ELEMENTS (OPERATORS); i++)
    if (is_word (parser, OPERATORS[i].odata))
      break;
  if (i == G_N_ELEMENTS (OPERATORS))
    return refuse (parser, "one of eq, ne, gt, ge, lt, le is expected");
  if (OPERATORS[i].ordering
      && (field->type == SANDBOX_PROPERTY_OPTION || field->type == SANDBOX_PROPERTY_BOOLEAN
          || field->type == SANDBOX_PROPERTY_GUID))
    return refuse (parser, "values of this property have no order");
  if (!advance (parser) || (value = take_literal (parser, field)) == NULL)
    return FALSE;

  *fields |= G_GUINT64_CONSTANT (1) << (field - parser->set->properties);
  if (OPERATORS[i].ordering || !append_wildcard (sql, field, i == 0, value, parser->values))
    g_string_append_printf (sql, "%s %s ?", field->sql, OPERATORS[i].sql);
  g_ptr_array_add (parser->values, g_steal_pointer (&value));
  return TRUE;
}

static gboolean
expect (Parser *parser, TokenType type, const char *what)
{
  if (parser->type != type)
    return refuse (parser, what);
  return advance (parser);
}

static gboolean
parse_function (Parser *parser, const char *pattern, guint copies, GString *sql, guint64 *fields)
{
  const SandboxProperty *field;
  g_autoptr (SandboxValue) value = NULL;
  g_auto (GStrv) parts = NULL;

  if (!advance (parser) || !expect (parser, TOKEN_OPEN, "“(” is expected"))
    return FALSE;
  field = take_field (parser);
  if (field == NULL)
    return FALSE;
  if (field->type != SANDBOX_PROPERTY_TEXT)
    return refuse (parser, "this function is for texts");
  if (!expect (parser, TOKEN_COMMA, "“,” is expected"))
    return FALSE;
  value = take_literal (parser, field);
  if (value == NULL || !expect (parser, TOKEN_CLOSE, "“)” is expected"))
    return FALSE;

  *fields |= G_GUINT64_CONSTANT (1) << (field - parser->set->properties);
  parts = g_strsplit (pattern, "{}", 2);
  g_string_append_printf (sql, "%s%s%s", parts[0], field->sql, parts[1]);
  while (copies-- > 1)
    g_ptr_array_add (parser->values, sandbox_value_new_text (value->text));
  g_ptr_array_add (parser->values, g_steal_pointer (&value));
  return TRUE;
}

static gboolean
parse_primary (Parser *parser, GString *sql, guint64 *fields)
{
  if (parser->type == TOKEN_OPEN)
    {
      if (++parser->depth > MAX_DEPTH)
        return refuse (parser, "too many parentheses");
      g_string_append_c (sql, '(');
      if (!advance (parser) || !parse_or (parser, sql, fields)
          || !expect (parser, TOKEN_CLOSE, "“)” is expected"))
        return FALSE;
      g_string_append_c (sql, ')');
      parser->depth--;
      return TRUE;
    }
  if (is_word (parser, "startswith"))
    return parse_function (parser, "substr ({}, 1, length (?)) = ?", 2, sql, fields);
  if (is_word (parser, "endswith"))
    return parse_function (parser, "(length (?) = 0 OR substr ({}, -length (?)) = ?)", 3, sql, fields);
  if (is_word (parser, "contains"))
    return parse_function (parser, "instr ({}, ?) > 0", 1, sql, fields);
  if (is_word (parser, "not"))
    return refuse (parser, "“not” isn't supported");
  return parse_comparison (parser, sql, fields);
}

static gboolean
parse_and (Parser *parser, GString *sql, guint64 *fields)
{
  if (!parse_primary (parser, sql, fields))
    return FALSE;
  while (is_word (parser, "and"))
    {
      g_string_append (sql, " AND ");
      if (!advance (parser) || !parse_primary (parser, sql, fields))
        return FALSE;
    }
  return TRUE;
}

static gboolean
parse_or (Parser *parser, GString *sql, guint64 *fields)
{
  guint64 mine = 0;
  gboolean alternatives = FALSE;

  if (!parse_and (parser, sql, &mine))
    return FALSE;
  while (is_word (parser, "or"))
    {
      alternatives = TRUE;
      g_string_append (sql, " OR ");
      if (!advance (parser) || !parse_and (parser, sql, &mine))
        return FALSE;
    }
  /* More than one bit: alternatives about different properties. */
  if (alternatives && (mine & (mine - 1)) != 0)
    {
      g_set_error_literal (parser->error, SANDBOX_ERROR, SANDBOX_ERROR_BAD_REQUEST,
                           "An 'or' in $filter is supported between conditions on the same property only.");
      return FALSE;
    }
  *fields |= mine;
  return TRUE;
}

gboolean
sandbox_odata_filter_parse (const SandboxEntitySet *set,
                            const char *text,
                            GString *sql,
                            GPtrArray *values,
                            GError **error)
{
  g_autoptr (GString) token = g_string_new (NULL);
  Parser parser
    = { .set = set, .start = text, .next = text, .token = token, .values = values, .error = error };
  guint64 fields = 0;

  if (!advance (&parser) || !parse_or (&parser, sql, &fields))
    return FALSE;
  if (parser.type != TOKEN_END)
    return refuse (&parser, "the end is expected");
  return TRUE;
}
