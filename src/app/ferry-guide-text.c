/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-guide-text.h"

#include <string.h>

/* Beyond this an indented line is what Markdown takes for code. */
#define DEEPEST 6

typedef struct
{
  char **lines;
  guint i; /* the line that is read */
  GPtrArray *blocks;
  GPtrArray *links; /* NULL: nobody asks */
} Reader;

static void
ferry_guide_block_free (FerryGuideBlock *self)
{
  g_free (self->text);
  g_free (self->markup);
  g_free (self->target);
  g_strfreev (self->cells);
  g_free (self);
}

static gboolean G_GNUC_PRINTF (3, 4) fail (const Reader *self, GError **error, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "line %u: %s", self->i + 1, what);
  return FALSE;
}

static FerryGuideBlock *
add_block (Reader *self, FerryGuideBlockKind kind)
{
  FerryGuideBlock *block = g_new0 (FerryGuideBlock, 1);

  block->kind = kind;
  g_ptr_array_add (self->blocks, block);
  return block;
}

char *
ferry_guide_text_dup_anchor (const char *heading)
{
  g_autofree char *folded = g_utf8_strdown (heading, -1);
  GString *anchor = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == ' ')
        g_string_append_c (anchor, '-');
      else if (g_unichar_isalnum (c) || c == '-' || c == '_')
        g_string_append_unichar (anchor, c);
    }
  return g_string_free (anchor, FALSE);
}

/* ---- In the text ---- */

static void
append_escaped (GString *markup, const char *text, gssize length)
{
  g_autofree char *escaped = g_markup_escape_text (text, length);

  g_string_append (markup, escaped);
}

/* A tag that is open closes, else it opens; the ones within it have to be closed. */
static gboolean
toggle (const Reader *self, GString *markup, GString *open, char tag, const char *after, GError **error)
{
  if (open->len > 0 && open->str[open->len - 1] == tag)
    {
      g_string_append_printf (markup, "</%c>", tag);
      g_string_truncate (open, open->len - 1);
      return TRUE;
    }
  if (strchr (open->str, tag) != NULL)
    return fail (self, error, "emphasis crosses other emphasis");
  if (*after == '\0' || g_ascii_isspace (*after))
    return fail (self, error, "emphasis begins with a blank");
  g_string_append_printf (markup, "<%c>", tag);
  g_string_append_c (open, tag);
  return TRUE;
}

static gboolean
append_inline (Reader *self, const char *text, GString *markup, GString *plain, GError **error);

/* @text: at the bracket; moved behind the link. */
static gboolean
append_link (Reader *self, const char **text, GString *markup, GString *plain, GError **error)
{
  const char *close = strstr (*text, "](");
  const char *end = close != NULL ? strchr (close, ')') : NULL;
  g_autofree char *label = NULL;
  g_autofree char *target = NULL;
  g_autofree char *escaped = NULL;

  if (end == NULL)
    return fail (self, error, "a bracket that begins no link");
  label = g_strndup (*text + 1, (gsize) (close - *text - 1));
  target = g_strndup (close + 2, (gsize) (end - close - 2));
  if (*label == '\0' || *target == '\0' || strpbrk (target, " \t\"<>(") != NULL
      || strchr (label, '[') != NULL)
    return fail (self, error, "“%s” is no link", label);
  if (strchr (target, ':') != NULL && !g_str_has_prefix (target, "https://"))
    return fail (self, error, "a link to “%s” isn’t encrypted", target);
  if (self->links != NULL)
    g_ptr_array_add (self->links, g_strdup (target));
  escaped = g_markup_escape_text (target, -1);
  g_string_append_printf (markup, "<a href=\"%s\"", escaped);
  /* Where it leads out of the guide is told. A title is markup itself. */
  if (strchr (target, ':') != NULL)
    {
      g_autofree char *title = g_markup_escape_text (escaped, -1);

      g_string_append_printf (markup, " title=\"%s\"", title);
    }
  g_string_append_c (markup, '>');
  if (!append_inline (self, label, markup, plain, error))
    return FALSE;
  g_string_append (markup, "</a>");
  *text = end + 1;
  return TRUE;
}

static gboolean
append_code (Reader *self, const char **text, GString *markup, GString *plain, GError **error)
{
  const char *end = strchr (*text + 1, '`');

  if (end == NULL || end == *text + 1)
    return fail (self, error, "code that doesn’t end");
  g_string_append (markup, "<tt>");
  append_escaped (markup, *text + 1, end - *text - 1);
  g_string_append (markup, "</tt>");
  g_string_append_len (plain, *text + 1, end - *text - 1);
  *text = end + 1;
  return TRUE;
}

static gboolean
append_inline (Reader *self, const char *text, GString *markup, GString *plain, GError **error)
{
  g_autoptr (GString) open = g_string_new (NULL);
  const char *begin = text;
  const char *p = text;

  while (*p != '\0')
    {
      gboolean within = p > begin && (g_ascii_isalnum (p[-1]) || (guchar) p[-1] >= 0x80);

      if (*p == '\\')
        {
          if (!g_ascii_ispunct (p[1]))
            return fail (self, error, "a backslash before something that needs none");
          append_escaped (markup, p + 1, 1);
          g_string_append_c (plain, p[1]);
          p += 2;
        }
      else if (*p == '`')
        {
          if (!append_code (self, &p, markup, plain, error))
            return FALSE;
        }
      else if (p[0] == '*' && p[1] == '*')
        {
          if (!toggle (self, markup, open, 'b', p + 2, error))
            return FALSE;
          p += 2;
        }
      else if (*p == '*')
        {
          if (!toggle (self, markup, open, 'i', p + 1, error))
            return FALSE;
          p++;
        }
      else if (p[0] == '!' && p[1] == '[')
        return fail (self, error, "a picture within a text");
      else if (*p == '[')
        {
          if (!append_link (self, &p, markup, plain, error))
            return FALSE;
        }
      else if (*p == ']' || (*p == '_' && !within)
               || (*p == '<' && (g_ascii_isalpha (p[1]) || strchr ("/!?", p[1]) != NULL))
               || (*p == '&' && (g_ascii_isalpha (p[1]) || p[1] == '#')) || (*p == '~' && p[1] == '~'))
        return fail (self, error, "“%c” would mean something else elsewhere", *p);
      else
        {
          gsize length = (gsize) (g_utf8_next_char (p) - p);

          append_escaped (markup, p, (gssize) length);
          g_string_append_len (plain, p, (gssize) length);
          p += length;
        }
    }
  return open->len == 0 ? TRUE : fail (self, error, "emphasis that doesn’t end");
}

/* ---- Blocks ---- */

static gboolean
set_text (Reader *self, FerryGuideBlock *block, const char *text, GError **error)
{
  g_autoptr (GString) markup = g_string_new (NULL);
  g_autoptr (GString) plain = g_string_new (NULL);

  if (*text == '\0')
    return fail (self, error, "there is no text");
  if (!append_inline (self, text, markup, plain, error))
    return FALSE;
  block->markup = g_strdup (markup->str);
  block->text = g_strdup (plain->str);
  return TRUE;
}

static gsize
get_indent (const char *line)
{
  return strspn (line, " ");
}

/* Whether @line begins an item; @number: 0 for a bullet; @content: where its text begins. */
static gboolean
is_item (const char *line, guint *number, gsize *content)
{
  const char *p = line + get_indent (line);
  char *end;

  if (g_str_has_prefix (p, "- "))
    {
      *number = 0;
      *content = (gsize) (p - line) + 2;
      return TRUE;
    }
  if (!g_ascii_isdigit (*p))
    return FALSE;
  *number = (guint) g_ascii_strtoull (p, &end, 10);
  *content = (gsize) (end - line) + 2;
  return g_str_has_prefix (end, ". ");
}

static gboolean
is_picture (const char *line)
{
  return g_str_has_prefix (line, "![");
}

/* Whether @line begins something other than more of the text above. */
static gboolean
begins_block (const char *line)
{
  const char *p = line + get_indent (line);
  guint number;
  gsize content;

  return *p == '\0' || *p == '#' || *p == '>' || *p == '|' || g_str_has_prefix (p, "```") || is_picture (p)
         || is_item (line, &number, &content);
}

/* What other readers of Markdown would take for more than words. */
static gboolean
check_line (const Reader *self, const char *line, GError **error)
{
  const char *p = line + get_indent (line);

  if (strchr (line, '\t') != NULL)
    return fail (self, error, "a tabulator");
  if (g_str_has_suffix (line, " ") || g_str_has_suffix (line, "\\"))
    return fail (self, error, "a break at the end of the line");
  if (strspn (p, "-=*_ ") == strlen (p) && *p != '\0')
    return fail (self, error, "a rule or an underline");
  if (g_str_has_prefix (p, "* ") || g_str_has_prefix (p, "+ ") || g_str_has_prefix (p, "~~~"))
    return fail (self, error, "“%c” begins something else elsewhere", *p);
  return TRUE;
}

/* Appends the lines that go on with what @text begins; those of an item are indented by @indent. */
static gboolean
read_more (Reader *self, GString *text, gsize indent, GError **error)
{
  while (self->lines[self->i + 1] != NULL && !begins_block (self->lines[self->i + 1]))
    {
      const char *line = self->lines[++self->i];

      if (!check_line (self, line, error))
        return FALSE;
      if (get_indent (line) != indent)
        return fail (self, error, "the line isn’t aligned with the one above");
      g_string_append_c (text, ' ');
      g_string_append (text, line + indent);
    }
  return TRUE;
}

static gboolean
read_heading (Reader *self, const char *line, GError **error)
{
  gsize level = strspn (line, "#");
  FerryGuideBlock *block;

  if (level > 3 || line[level] != ' ')
    return fail (self, error, "no heading of three levels");
  block = add_block (self, FERRY_GUIDE_HEADING);
  block->level = (guint) level;
  if (!set_text (self, block, line + level + 1, error))
    return FALSE;
  block->target = ferry_guide_text_dup_anchor (block->text);
  for (guint i = 0; i + 1 < self->blocks->len; i++)
    {
      const FerryGuideBlock *other = self->blocks->pdata[i];

      if (other->kind == FERRY_GUIDE_HEADING && g_str_equal (other->target, block->target))
        return fail (self, error, "two headings are “%s”", block->target);
    }
  return TRUE;
}

static gboolean
read_item (Reader *self, const char *line, guint number, gsize content, GError **error)
{
  FerryGuideBlock *block = add_block (self, FERRY_GUIDE_ITEM);
  g_autoptr (GString) text = g_string_new (line + content);

  if (get_indent (line) > DEEPEST)
    return fail (self, error, "a list within a list within a list");
  block->level = get_indent (line) > 0 ? 1 : 0;
  block->number = number;
  return read_more (self, text, content, error) && set_text (self, block, text->str, error);
}

static gboolean
read_note (Reader *self, const char *line, GError **error)
{
  FerryGuideBlock *block = add_block (self, FERRY_GUIDE_NOTE);
  g_autoptr (GString) text = g_string_new (NULL);

  for (;;)
    {
      if (!g_str_has_prefix (line, "> ") || begins_block (line + 2) || !check_line (self, line + 2, error))
        return error != NULL && *error != NULL ? FALSE : fail (self, error, "a note is one paragraph");
      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, line + 2);
      line = self->lines[self->i + 1];
      if (line == NULL || *line != '>')
        return set_text (self, block, text->str, error);
      self->i++;
    }
}

static gboolean
read_code (Reader *self, GError **error)
{
  FerryGuideBlock *block = add_block (self, FERRY_GUIDE_CODE);
  g_autoptr (GString) text = g_string_new (NULL);

  for (;;)
    {
      const char *line = self->lines[++self->i];

      if (line == NULL)
        {
          self->i--;
          return fail (self, error, "code that doesn’t end");
        }
      if (g_str_equal (line, "```"))
        break;
      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, line);
    }
  block->text = g_strdup (text->str);
  return text->len > 0 ? TRUE : fail (self, error, "there is no code");
}

static gboolean
read_picture (Reader *self, const char *line, GError **error)
{
  const char *close = strstr (line, "](");
  FerryGuideBlock *block = add_block (self, FERRY_GUIDE_PICTURE);

  if (close == NULL || !g_str_has_suffix (line, ".png)") || strchr (line, ')') != line + strlen (line) - 1)
    return fail (self, error, "no picture");
  block->text = g_strndup (line + 2, (gsize) (close - line - 2));
  block->target = g_strndup (close + 2, strlen (close + 2) - 1);
  if (*block->text == '\0')
    return fail (self, error, "it isn’t said what the picture shows");
  if (self->links != NULL)
    g_ptr_array_add (self->links, g_strdup (block->target));
  return TRUE;
}

/* The cells of a row of a table, or NULL. */
static GStrv
split_row (const Reader *self, const char *line, GError **error)
{
  g_autofree char *inner = NULL;
  GStrv cells;

  if (strlen (line) < 3 || !g_str_has_suffix (line, "|") || strstr (line, "\\|") != NULL)
    {
      fail (self, error, "no row of a table");
      return NULL;
    }
  inner = g_strndup (line + 1, strlen (line) - 2);
  cells = g_strsplit (inner, "|", -1);
  for (guint i = 0; cells[i] != NULL; i++)
    g_strstrip (cells[i]);
  return cells;
}

static gboolean
read_table (Reader *self, GError **error)
{
  FerryGuideBlock *block = add_block (self, FERRY_GUIDE_TABLE);
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  g_autoptr (GString) plain = g_string_new (NULL);
  guint row = 0;

  for (const char *line = self->lines[self->i]; line != NULL && *line == '|';
       line = self->lines[++self->i], row++)
    {
      g_auto (GStrv) cells = split_row (self, line, error);

      if (cells == NULL)
        return FALSE;
      if (row == 0)
        block->columns = g_strv_length (cells);
      else if (g_strv_length (cells) != block->columns)
        return fail (self, error, "a row of other columns");
      for (guint i = 0; cells[i] != NULL; i++)
        {
          g_autoptr (GString) markup = g_string_new (NULL);

          if (row == 1)
            {
              if (strlen (cells[i]) < 3 || strspn (cells[i], "-") != strlen (cells[i]))
                return fail (self, error, "no line below the headings");
              continue;
            }
          if (!append_inline (self, cells[i], markup, plain, error))
            return FALSE;
          g_string_append_c (plain, ' ');
          g_strv_builder_add (all, markup->str);
        }
    }
  self->i--;
  if (row < 3)
    return fail (self, error, "a table without rows");
  block->text = g_strchomp (g_strdup (plain->str));
  block->cells = g_strv_builder_end (all);
  return TRUE;
}

static gboolean
read_block (Reader *self, GError **error)
{
  const char *line = self->lines[self->i];
  g_autoptr (GString) text = NULL;
  guint number;
  gsize content;

  if (*line == '\0')
    return TRUE;
  if (g_str_equal (line, "```") || g_str_has_prefix (line, "```"))
    return read_code (self, error);
  if (*line == '|')
    return read_table (self, error);
  if (!check_line (self, line, error))
    return FALSE;
  if (*line == '#')
    return read_heading (self, line, error);
  if (*line == '>')
    return read_note (self, line, error);
  if (is_picture (line))
    return read_picture (self, line, error);
  if (is_item (line, &number, &content))
    return read_item (self, line, number, content, error);
  if (get_indent (line) > 0)
    return fail (self, error, "indented text that belongs to no item");
  text = g_string_new (line);
  return read_more (self, text, 0, error)
         && set_text (self, add_block (self, FERRY_GUIDE_PARAGRAPH), text->str, error);
}

GPtrArray *
ferry_guide_text_parse (const char *text, GPtrArray *links, GError **error)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_guide_block_free);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  Reader reader = { lines, 0, blocks, links };

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);
  if (!g_utf8_validate (text, -1, NULL))
    {
      fail (&reader, error, "the text isn’t UTF-8");
      return NULL;
    }
  for (; lines[reader.i] != NULL; reader.i++)
    if (!read_block (&reader, error))
      return NULL;
  return g_steal_pointer (&blocks);
}
