/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-sql-name.h"

#include "ferry-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define GUID_LENGTH 36
/* Of the tables of extensions' fields. */
#define COMPANION "$ext"
/* Server, database, schema, table. */
#define MAX_PARTS 4
/* What Business Central doesn't write into a name in SQL: each becomes “_”. */
#define CONVERTED ".\"\\/'%]["

static gboolean
set_invalid (GError **error, const char *message)
{
  g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_INVALID, message);
  return FALSE;
}

/* ---- The identifier: [a].[b], "a"."b" ---- */

/* What stands between the delimiters, each doubled one for one. Returns: (nullable): after the closing one */
static const char *
read_delimited (const char *text, char closing, GString *part)
{
  for (const char *p = text + 1; *p != '\0'; p++)
    {
      if (*p == closing)
        {
          if (p[1] != closing)
            return p + 1;
          p++;
        }
      g_string_append_c (part, *p);
    }
  return NULL;
}

/* Whether @text goes on as an identifier in parts. A bare dot alone says nothing: names in AL have them. */
static gboolean
is_delimited (const char *text)
{
  const char *p = text;

  while (g_ascii_isalnum (*p) || *p == '_' || *p == '.')
    p++;
  return (*p == '[' || *p == '"') && (p == text || p[-1] == '.');
}

static GPtrArray *
split (const char *text, GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  const char *p = text;

  while (TRUE)
    {
      g_autoptr (GString) part = g_string_new (NULL);

      if (*p == '[' || *p == '"')
        {
          char closing = *p == '[' ? ']' : '"';

          p = read_delimited (p, closing, part);
          if (p == NULL)
            {
              set_invalid (error, closing == ']' ? _ ("The closing bracket of the name is missing.")
                                                 : _ ("The closing quotation mark of the name is missing."));
              return NULL;
            }
        }
      else
        while (*p != '\0' && *p != '.')
          g_string_append_c (part, *p++);
      g_ptr_array_add (parts, g_strdup (g_strstrip (part->str)));
      if (*p == '\0')
        break;
      if (*p != '.')
        {
          set_invalid (error,
                       _ ("Something follows the closing bracket or quotation mark of the name that doesn’t "
                          "belong there. Within brackets, “]” is written twice."));
          return NULL;
        }
      p++;
    }
  if (parts->len > MAX_PARTS)
    {
      set_invalid (error, _ ("The name has too many parts. A full name is “[schema].[table]”."));
      return NULL;
    }
  return g_steal_pointer (&parts);
}

/* Returns: (transfer full): the table's part */
static char *
read_identifier (FerrySqlName *self, const char *text, GError **error)
{
  g_autoptr (GPtrArray) parts = NULL;

  if (!is_delimited (text))
    {
      if (g_ascii_strncasecmp (text, "dbo.", 4) != 0)
        return g_strdup (text);
      self->schema = g_strndup (text, 3);
      return g_strstrip (g_strdup (text + 4));
    }
  parts = split (text, error);
  if (parts == NULL)
    return NULL;
  if (parts->len > 1)
    self->schema = g_strdup (g_ptr_array_index (parts, parts->len - 2));
  return g_strdup (g_ptr_array_index (parts, parts->len - 1));
}

/* ---- The name of Business Central: company$table$app ---- */

static gunichar
fold (gunichar c)
{
  return c < 128 && c != 0 && strchr (CONVERTED, (int) c) != NULL ? '_' : g_unichar_tolower (c);
}

/* Returns: (nullable): what follows @company and its “$” in @name */
static const char *
skip_company (const char *name, const char *company)
{
  while (*company != '\0')
    {
      if (*name == '\0' || fold (g_utf8_get_char (name)) != fold (g_utf8_get_char (company)))
        return NULL;
      name = g_utf8_next_char (name);
      company = g_utf8_next_char (company);
    }
  return *name == '$' ? name + 1 : NULL;
}

static void
split_company (FerrySqlName *self, const char *name, const char *const *companies)
{
  const char *table = NULL;
  const char *dollar;

  /* The longest one that fits: “A” and “A$B” may both be companies. */
  for (guint i = 0; companies != NULL && companies[i] != NULL; i++)
    {
      const char *rest = *companies[i] != '\0' ? skip_company (name, companies[i]) : NULL;

      if (rest != NULL && (table == NULL || rest > table))
        table = rest;
    }
  dollar = strchr (name, '$');
  /* Tables of the system, such as “$ndo$dbproperty”, have no company. */
  if (table == NULL && dollar != NULL && dollar != name)
    {
      table = strrchr (name, '$') + 1;
      self->guessed = dollar + 1 != table;
    }
  if (table != NULL)
    self->company = g_strndup (name, table - name - 1);
  self->table = g_strstrip (g_strdup (table != NULL ? table : name));
}

static void
cut_app (FerrySqlName *self, char *name)
{
  gsize length = strlen (name);

  if (length > strlen (COMPANION) + GUID_LENGTH + 1
      && g_ascii_strcasecmp (name + length - strlen (COMPANION), COMPANION) == 0)
    {
      const char *guid = name + length - strlen (COMPANION) - GUID_LENGTH;
      g_autofree char *candidate = g_strndup (guid, GUID_LENGTH);

      if (guid[-1] == '$' && g_uuid_string_is_valid (candidate))
        {
          self->companion = TRUE;
          length -= strlen (COMPANION);
          name[length] = '\0';
        }
    }
  if (length > GUID_LENGTH && name[length - GUID_LENGTH - 1] == '$'
      && g_uuid_string_is_valid (name + length - GUID_LENGTH))
    {
      self->app_id = g_ascii_strdown (name + length - GUID_LENGTH, GUID_LENGTH);
      name[length - GUID_LENGTH - 1] = '\0';
    }
}

static void
fill (char **text)
{
  if (*text == NULL)
    *text = g_strdup ("");
}

FerrySqlName *
ferry_sql_name_parse (const char *text, const char *const *companies, GError **error)
{
  g_autoptr (FerrySqlName) self = g_new0 (FerrySqlName, 1);
  g_autofree char *plain = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_utf8_validate (text, -1, NULL))
    {
      set_invalid (error, _ ("The name isn’t UTF-8 text."));
      return NULL;
    }
  plain = g_strstrip (g_strdup (text));
  if (*plain == '\0')
    {
      set_invalid (error, _ ("The name of the source table is missing."));
      return NULL;
    }
  for (const char *p = plain; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      {
        set_invalid (error, _ ("The name holds a line break or another control character."));
        return NULL;
      }
  name = read_identifier (self, plain, error);
  if (name == NULL)
    return NULL;
  cut_app (self, name);
  split_company (self, name, companies);
  fill (&self->schema);
  fill (&self->company);
  fill (&self->app_id);
  if (*self->table == '\0')
    {
      set_invalid (error, _ ("The name has no table in it. A full name is “Company$Table$App ID”."));
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
ferry_sql_name_free (FerrySqlName *self)
{
  if (self == NULL)
    return;
  g_free (self->schema);
  g_free (self->company);
  g_free (self->table);
  g_free (self->app_id);
  g_free (self);
}

char *
ferry_sql_name_dup_source (const FerrySqlName *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return *self->app_id != '\0' ? g_strdup_printf ("%s$%s", self->table, self->app_id)
                               : g_strdup (self->table);
}

char *
ferry_sql_name_dup_guid (const char *text)
{
  g_autofree char *plain = NULL;
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);

  plain = g_strstrip (g_ascii_strdown (text, -1));
  length = strlen (plain);
  if (length == GUID_LENGTH + 2 && plain[0] == '{' && plain[length - 1] == '}')
    {
      plain[length - 1] = '\0';
      memmove (plain, plain + 1, length - 1);
    }
  return g_uuid_string_is_valid (plain) ? g_steal_pointer (&plain) : NULL;
}
