/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-csv.h"

#include "ferry-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What makes a spreadsheet take a text for a formula. */
#define FORMULA "=+-@\t\r"

typedef struct
{
  const char *at;
  const char *end;
  guint line;
  char delimiter;
} Reader;

gboolean
ferry_csv_set_error (GError **error, guint line, const char *message)
{
  g_set_error (error, FERRY_ERROR, FERRY_ERROR_INVALID,
               /* Translators: the number of a line of a file, and what is wrong there */
               _ ("Line %u: %s"), line, message);
  return FALSE;
}

void
ferry_csv_row_free (gpointer row)
{
  FerryCsvRow *self = row;

  g_strfreev (self->fields);
  g_free (self);
}

static guint
count_lines (const char *data, const char *end)
{
  guint line = 1;

  for (const char *p = data; p < end; p++)
    if (*p == '\n')
      line++;
  return line;
}

gboolean
ferry_csv_check_text (const char **data, gsize *size, GError **error)
{
  const char *wrong;

  if (*size >= 2 && (memcmp (*data, "\xff\xfe", 2) == 0 || memcmp (*data, "\xfe\xff", 2) == 0))
    return ferry_csv_set_error (error, 1,
                                /* Translators: follows “Line 3: ” */
                                _ ("the file is in UTF-16. Save it as UTF-8, as spreadsheets offer it: “CSV "
                                   "UTF-8”."));
  if (*size >= 3 && memcmp (*data, "\xef\xbb\xbf", 3) == 0)
    {
      *data += 3;
      *size -= 3;
    }
  if (!g_utf8_validate_len (*data, *size, &wrong))
    return ferry_csv_set_error (error, count_lines (*data, wrong),
                                /* Translators: follows “Line 3: ” */
                                _ ("there is something that isn’t UTF-8 text. Save the file as UTF-8."));
  return TRUE;
}

/* ---- Reading ---- */

static gboolean
is_line_end (char c)
{
  return c == '\n' || c == '\r';
}

static void
skip_line_end (Reader *reader)
{
  if (reader->at < reader->end && *reader->at == '\r')
    reader->at++;
  else if (reader->at < reader->end && *reader->at == '\n')
    {
      reader->at++;
      reader->line++;
      return;
    }
  if (reader->at < reader->end && *reader->at == '\n')
    reader->at++;
  reader->line++;
}

static gboolean
read_quoted (Reader *reader, GString *field, GError **error)
{
  guint line = reader->line;

  for (reader->at++; reader->at < reader->end; reader->at++)
    {
      char c = *reader->at;

      if (c == '"')
        {
          if (reader->at + 1 == reader->end || reader->at[1] != '"')
            break;
          reader->at++;
        }
      else if (c == '\n' || (c == '\r' && (reader->at + 1 == reader->end || reader->at[1] != '\n')))
        reader->line++;
      g_string_append_c (field, c);
    }
  if (reader->at == reader->end)
    return ferry_csv_set_error (error, line,
                                /* Translators: follows “Line 3: ” */
                                _ ("a quotation mark is opened here and never closed. Within quotation "
                                   "marks, one is written twice."));
  reader->at++;
  if (reader->at < reader->end && *reader->at != reader->delimiter && !is_line_end (*reader->at))
    return ferry_csv_set_error (
      error, reader->line,
      /* Translators: follows “Line 3: ” */
      _ ("something follows a closing quotation mark. Within quotation marks, one is written twice."));
  return TRUE;
}

static gboolean
read_plain (Reader *reader, GString *field, GError **error)
{
  while (reader->at < reader->end && *reader->at != reader->delimiter && !is_line_end (*reader->at))
    {
      if (*reader->at == '"')
        return ferry_csv_set_error (
          error, reader->line,
          /* Translators: follows “Line 3: ” */
          _ ("a quotation mark stands within a value that doesn’t begin with one."));
      g_string_append_c (field, *reader->at++);
    }
  return TRUE;
}

/* What guards against formulas: one apostrophe more than the value has. */
static const char *
skip_guard (const char *value)
{
  const char *p = value;

  while (*p == '\'')
    p++;
  return p > value && *p != '\0' && strchr (FORMULA, *p) != NULL ? value + 1 : value;
}

static FerryCsvRow *
read_row (Reader *reader, GError **error)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  FerryCsvRow *row;
  guint line = reader->line;
  gboolean more = TRUE;

  while (more)
    {
      g_autoptr (GString) field = g_string_new (NULL);
      gboolean quoted = reader->at < reader->end && *reader->at == '"';

      if (!(quoted ? read_quoted (reader, field, error) : read_plain (reader, field, error)))
        return NULL;
      g_ptr_array_add (fields, g_strdup (skip_guard (field->str)));
      more = reader->at < reader->end && *reader->at == reader->delimiter;
      if (more)
        reader->at++;
    }
  skip_line_end (reader);
  row = g_new0 (FerryCsvRow, 1);
  row->line = line;
  row->n_fields = fields->len;
  g_ptr_array_add (fields, NULL);
  row->fields = (char **) g_ptr_array_free (g_steal_pointer (&fields), FALSE);
  return row;
}

static char
find_delimiter (const char *data, const char *end)
{
  gboolean in_quotes = FALSE;
  guint commas = 0;
  guint semicolons = 0;

  for (const char *p = data; p < end && (in_quotes || !is_line_end (*p)); p++)
    if (*p == '"')
      in_quotes = !in_quotes;
    else if (!in_quotes && *p == ',')
      commas++;
    else if (!in_quotes && *p == ';')
      semicolons++;
  return semicolons > commas ? ';' : ',';
}

GPtrArray *
ferry_csv_parse (const char *data, gsize size, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (ferry_csv_row_free);
  Reader reader = { .line = 1 };

  g_return_val_if_fail (data != NULL || size == 0, NULL);

  if (!ferry_csv_check_text (&data, &size, error))
    return NULL;
  reader.at = data;
  reader.end = data + size;
  while (reader.at < reader.end && is_line_end (*reader.at))
    skip_line_end (&reader);
  reader.delimiter = find_delimiter (reader.at, reader.end);
  while (reader.at < reader.end)
    {
      FerryCsvRow *row;
      FerryCsvRow *first = rows->len > 0 ? g_ptr_array_index (rows, 0) : NULL;

      if (is_line_end (*reader.at))
        {
          skip_line_end (&reader);
          continue;
        }
      row = read_row (&reader, error);
      if (row == NULL)
        return NULL;
      g_ptr_array_add (rows, row);
      if (first != NULL && row->n_fields != first->n_fields)
        {
          g_autofree char *message = g_strdup_printf (
            /* Translators: follows “Line 3: ” */
            ngettext ("there is %u value, but the heading has %u columns.",
                      "there are %u values, but the heading has %u columns.", row->n_fields),
            row->n_fields, first->n_fields);

          ferry_csv_set_error (error, row->line, message);
          return NULL;
        }
    }
  return g_steal_pointer (&rows);
}

/* ---- Writing ---- */

void
ferry_csv_append (GString *text, const char *value)
{
  const char *p = value;

  g_return_if_fail (text != NULL && value != NULL);

  while (*p == '\'')
    p++;
  g_string_append_c (text, '"');
  if (*p != '\0' && strchr (FORMULA, *p) != NULL)
    g_string_append_c (text, '\'');
  for (p = value; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *p);
    }
  g_string_append_c (text, '"');
}
