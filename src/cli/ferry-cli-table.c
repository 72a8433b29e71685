/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cli-table.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "ferry-csv.h"
#include "ferry-format.h"

#define NOTHING     "–"
#define GAP         2
#define LEAST_WIDTH 8
/* What is kept before it is written: details come in their hundred thousands. */
#define MOST_KEPT (64 * 1024)

/* A value of a row for people. */
typedef struct
{
  char *text;
  FerryStyle style;
} Cell;

struct _FerryCliTable
{
  FerryConsole *console;
  FerryCliFormat format;
  const char *name;
  const FerryCliColumn *columns;
  guint n_columns;
  gboolean record;
  guint n_rows;
  guint column; /* the next of this row */

  GArray *cells;     /* Cell: all of them, for a table */
  GString *text;     /* not written yet, for JSON and CSV */
  GString *row_text; /* the row that is made */
};

static void
clear_cell (gpointer data)
{
  g_free (((Cell *) data)->text);
}

static FerryCliTable *
create (FerryConsole *console,
        FerryCliFormat format,
        const char *name,
        const FerryCliColumn *columns,
        guint n_columns,
        gboolean record)
{
  FerryCliTable *self = g_new0 (FerryCliTable, 1);

  self->console = console;
  self->format = format;
  self->name = name;
  self->columns = columns;
  self->n_columns = n_columns;
  self->record = record;
  self->cells = g_array_new (FALSE, TRUE, sizeof (Cell));
  g_array_set_clear_func (self->cells, clear_cell);
  self->text = g_string_new (NULL);
  self->row_text = g_string_new (NULL);

  if (format == FERRY_CLI_FORMAT_JSON)
    g_string_append_printf (self->text, "{\"schemaVersion\":%d,\"%s\":%s", FERRY_CLI_SCHEMA_VERSION, name,
                            record ? "" : "[");
  for (guint i = 0; format == FERRY_CLI_FORMAT_CSV && i < n_columns; i++)
    g_string_append_printf (self->text, "%s%s%s", i == 0 ? "" : ",", columns[i].key,
                            i + 1 == n_columns ? "\r\n" : "");
  return self;
}

FerryCliTable *
ferry_cli_table_new (FerryConsole *console,
                     FerryCliFormat format,
                     const char *name,
                     const FerryCliColumn *columns,
                     guint n_columns)
{
  return create (console, format, name, columns, n_columns, FALSE);
}

FerryCliTable *
ferry_cli_table_new_record (FerryConsole *console,
                            FerryCliFormat format,
                            const char *name,
                            const FerryCliColumn *columns,
                            guint n_columns)
{
  return create (console, format, name, columns, n_columns, TRUE);
}

void
ferry_cli_table_free (FerryCliTable *self)
{
  g_array_unref (self->cells);
  g_string_free (self->text, TRUE);
  g_string_free (self->row_text, TRUE);
  g_free (self);
}

/* ---- Values ---- */

static void
end_row (FerryCliTable *self)
{
  if (self->format == FERRY_CLI_FORMAT_TABLE || self->n_rows == 0)
    return;
  g_return_if_fail (self->column == self->n_columns);
  if (self->format == FERRY_CLI_FORMAT_JSON)
    g_string_append_printf (self->text, "%s%s{%s}", self->n_rows > 1 ? "," : "", self->record ? "" : "\n",
                            self->row_text->str);
  else
    g_string_append_printf (self->text, "%s\r\n", self->row_text->str);
  g_string_truncate (self->row_text, 0);
  if (self->text->len >= MOST_KEPT)
    {
      ferry_console_write (self->console, self->text->str, (gssize) self->text->len);
      g_string_truncate (self->text, 0);
    }
}

void
ferry_cli_table_begin_row (FerryCliTable *self)
{
  g_return_if_fail (!self->record || self->n_rows == 0);

  end_row (self);
  self->column = 0;
  self->n_rows++;
}

static char *
quote_json (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), valid);

  return json_to_string (node, FALSE);
}

/*
 * @json: (nullable): the value in JSON, ready; %NULL for null. It is the value in CSV too, where it isn't a text
 * @text: (nullable): the value in CSV, where it is a text
 * @label: for people
 */
static void
add (FerryCliTable *self, const char *json, const char *text, const char *label, FerryStyle style)
{
  const FerryCliColumn *column;

  g_return_if_fail (self->column < self->n_columns);

  column = &self->columns[self->column++];
  switch (self->format)
    {
    case FERRY_CLI_FORMAT_TABLE:
      {
        Cell cell = { column->heading != NULL ? ferry_console_clean (label) : NULL, style };

        g_array_append_val (self->cells, cell);
        break;
      }
    case FERRY_CLI_FORMAT_JSON:
      {
        g_autofree char *quoted = text != NULL ? quote_json (text) : NULL;

        g_string_append_printf (self->row_text, "%s\"%s\":%s", self->column > 1 ? "," : "", column->key,
                                quoted != NULL ? quoted
                                : json != NULL ? json
                                               : "null");
        break;
      }
    case FERRY_CLI_FORMAT_CSV:
      if (self->column > 1)
        g_string_append_c (self->row_text, ',');
      if (text != NULL)
        ferry_csv_append (self->row_text, text);
      else if (json != NULL)
        g_string_append (self->row_text, json);
      break;
    default:
      g_assert_not_reached ();
    }
}

void
ferry_cli_table_add_text (FerryCliTable *self, const char *text)
{
  add (self, NULL, text, text != NULL && *text != '\0' ? text : NOTHING, FERRY_STYLE_NEUTRAL);
}

void
ferry_cli_table_add_choice (FerryCliTable *self, const char *nick, const char *label, FerryStyle style)
{
  add (self, NULL, nick, label != NULL && *label != '\0' ? label : NOTHING, style);
}

static void
add_count (FerryCliTable *self, gint64 count, FerryStyle style)
{
  g_autofree char *json = count < 0 ? NULL : g_strdup_printf ("%" G_GINT64_FORMAT, count);
  g_autofree char *label = ferry_format_count (count);

  add (self, json, NULL, label, style);
}

void
ferry_cli_table_add_count (FerryCliTable *self, gint64 count)
{
  add_count (self, count, FERRY_STYLE_NEUTRAL);
}

void
ferry_cli_table_add_identifier (FerryCliTable *self, gint64 number)
{
  g_autofree char *digits = number < 0 ? NULL : g_strdup_printf ("%" G_GINT64_FORMAT, number);

  add (self, digits, NULL, digits != NULL ? digits : NOTHING, FERRY_STYLE_NEUTRAL);
}

void
ferry_cli_table_add_bad_count (FerryCliTable *self, gint64 count)
{
  add_count (self, count, count > 0 ? FERRY_STYLE_BAD : FERRY_STYLE_NEUTRAL);
}

void
ferry_cli_table_add_boolean (FerryCliTable *self, gboolean value)
{
  add (self, value ? "true" : "false", NULL, value ? _ ("yes") : _ ("no"), FERRY_STYLE_NEUTRAL);
}

void
ferry_cli_table_add_flag (FerryCliTable *self, gboolean value, const char *label)
{
  add (self, value ? "true" : "false", NULL, label, FERRY_STYLE_NEUTRAL);
}

void
ferry_cli_table_add_time (FerryCliTable *self, gint64 time)
{
  g_autofree char *text = time != 0 ? ferry_format_timestamp (time) : NULL;
  g_autofree char *label = ferry_format_time (time);

  add (self, NULL, text, label, FERRY_STYLE_NEUTRAL);
}

void
ferry_cli_table_add_seconds (FerryCliTable *self, gint64 seconds)
{
  g_autofree char *json = seconds < 0 ? NULL : g_strdup_printf ("%" G_GINT64_FORMAT, seconds);
  g_autofree char *label = ferry_format_duration (seconds);

  add (self, json, NULL, label, FERRY_STYLE_NEUTRAL);
}

static void
add_real (FerryCliTable *self, double value, const char *label)
{
  char json[G_ASCII_DTOSTR_BUF_SIZE];

  add (self, value < 0 ? NULL : g_ascii_formatd (json, sizeof json, "%.6g", value), NULL, label,
       FERRY_STYLE_NEUTRAL);
}

void
ferry_cli_table_add_gigabytes (FerryCliTable *self, double gigabytes)
{
  g_autofree char *label = gigabytes < 0 ? g_strdup (NOTHING) : ferry_format_gigabytes (gigabytes);

  add_real (self, gigabytes, label);
}

void
ferry_cli_table_add_fraction (FerryCliTable *self, double fraction)
{
  g_autofree char *label
    = fraction < 0 ? g_strdup (NOTHING) : g_strdup_printf (_ ("%d %%"), (int) (fraction * 100));

  add_real (self, fraction, label);
}

/* ---- For people ---- */

static const char *
get_cell_text (FerryCliTable *self, guint row, guint column)
{
  return g_array_index (self->cells, Cell, row * self->n_columns + column).text;
}

static guint *
measure_columns (FerryCliTable *self)
{
  guint *widths = g_new0 (guint, self->n_columns);

  for (guint column = 0; column < self->n_columns; column++)
    {
      if (self->columns[column].heading == NULL)
        continue;
      widths[column] = ferry_console_measure (_ (self->columns[column].heading));
      for (guint row = 0; row < self->n_rows; row++)
        widths[column] = MAX (widths[column], ferry_console_measure (get_cell_text (self, row, column)));
    }
  return widths;
}

/* The widest of those that may be cut gives way first, until all have room. */
static void
shrink_columns (FerryCliTable *self, guint *widths, guint room)
{
  for (;;)
    {
      guint total = 0, widest = G_MAXUINT;

      for (guint i = 0; i < self->n_columns; i++)
        {
          if (self->columns[i].heading == NULL)
            continue;
          total += widths[i] + (total > 0 ? GAP : 0);
          if (self->columns[i].shrinks && widths[i] > LEAST_WIDTH
              && (widest == G_MAXUINT || widths[i] > widths[widest]))
            widest = i;
        }
      if (total <= room || widest == G_MAXUINT)
        return;
      widths[widest]--;
    }
}

static void
append_padded (FerryCliTable *self,
               GString *line,
               const char *text,
               guint width,
               gboolean right,
               gboolean last,
               const char *begin)
{
  guint measured = ferry_console_measure (text);
  g_autoptr (GString) cut = NULL;

  if (measured > width)
    {
      guint used = 0;

      cut = g_string_new (NULL);
      for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
        {
          gunichar c = g_utf8_get_char (p);
          guint taken = g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;

          if (used + taken > width - 1)
            break;
          g_string_append_unichar (cut, c);
          used += taken;
        }
      g_string_append (cut, "…");
      text = cut->str;
      measured = used + 1;
    }
  if (right)
    g_string_append_printf (line, "%*s", (int) (width - measured), "");
  g_string_append (line, begin);
  g_string_append (line, text);
  if (*begin != '\0')
    g_string_append (line, ferry_console_unstyle (self->console));
  if (!right && !last)
    g_string_append_printf (line, "%*s", (int) (width - measured), "");
}

static void
write_local (FerryCliTable *self, const char *text)
{
  g_autofree char *local = g_locale_from_utf8 (text, -1, NULL, NULL, NULL);

  ferry_console_write (self->console, local != NULL ? local : text, -1);
}

static void
print_rows (FerryCliTable *self)
{
  guint room = ferry_console_get_width (self->console);
  g_autofree guint *widths = measure_columns (self);
  g_autoptr (GString) text = g_string_new (NULL);
  guint last = 0;

  if (room > 0)
    shrink_columns (self, widths, room);
  for (guint i = 0; i < self->n_columns; i++)
    if (self->columns[i].heading != NULL)
      last = i;
  for (guint row = 0; row <= self->n_rows; row++)
    {
      for (guint i = 0, shown = 0; i < self->n_columns; i++)
        {
          if (self->columns[i].heading == NULL)
            continue;
          if (shown++ > 0)
            g_string_append_printf (text, "%*s", GAP, "");
          if (row == 0)
            append_padded (self, text, _ (self->columns[i].heading), widths[i], self->columns[i].right,
                           i == last, ferry_console_bold (self->console));
          else
            append_padded (
              self, text, get_cell_text (self, row - 1, i), widths[i], self->columns[i].right, i == last,
              ferry_console_style (self->console,
                                   g_array_index (self->cells, Cell, (row - 1) * self->n_columns + i).style));
        }
      g_string_append_c (text, '\n');
    }
  write_local (self, text->str);
}

static void
print_record (FerryCliTable *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint width = 0;

  for (guint i = 0; i < self->n_columns; i++)
    if (self->columns[i].heading != NULL)
      width = MAX (width, ferry_console_measure (_ (self->columns[i].heading)));
  for (guint i = 0; i < self->n_columns; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i);

      if (self->columns[i].heading == NULL)
        continue;
      append_padded (self, text, _ (self->columns[i].heading), width, FALSE, FALSE,
                     ferry_console_bold (self->console));
      g_string_append_printf (
        text, "%*s%s%s%s\n", GAP, "", ferry_console_style (self->console, cell->style), cell->text,
        cell->style != FERRY_STYLE_NEUTRAL ? ferry_console_unstyle (self->console) : "");
    }
  write_local (self, text->str);
}

void
ferry_cli_table_print (FerryCliTable *self, const char *empty)
{
  if (self->format != FERRY_CLI_FORMAT_TABLE)
    {
      end_row (self);
      if (self->format == FERRY_CLI_FORMAT_JSON)
        g_string_append_printf (self->text, "%s}\n", self->record ? "" : self->n_rows > 0 ? "\n]" : "]");
      ferry_console_write (self->console, self->text->str, (gssize) self->text->len);
      g_string_truncate (self->text, 0);
      return;
    }
  if (self->n_rows == 0)
    {
      if (empty != NULL)
        ferry_console_say (self->console, "%s", empty);
      return;
    }
  if (self->record)
    print_record (self);
  else
    print_rows (self);
}
