/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-html.h"

#define BUFFER_SIZE (64 * 1024)

struct _FerryHtml
{
  GOutputStream *stream;
  GCancellable *cancellable;
  GString *buffer;
  GError *error;
};

FerryHtml *
ferry_html_new (GOutputStream *stream, GCancellable *cancellable)
{
  FerryHtml *self = g_new0 (FerryHtml, 1);

  self->stream = g_object_ref (stream);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->buffer = g_string_sized_new (BUFFER_SIZE);
  return self;
}

void
ferry_html_free (FerryHtml *self)
{
  g_object_unref (self->stream);
  g_clear_object (&self->cancellable);
  g_string_free (self->buffer, TRUE);
  g_clear_error (&self->error);
  g_free (self);
}

static void
write_out (FerryHtml *self)
{
  if (self->error == NULL)
    g_output_stream_write_all (self->stream, self->buffer->str, self->buffer->len, NULL, self->cancellable,
                               &self->error);
  g_string_truncate (self->buffer, 0);
}

static void
write_if_full (FerryHtml *self)
{
  if (self->buffer->len >= BUFFER_SIZE)
    write_out (self);
}

void
ferry_html_raw (FerryHtml *self, const char *markup)
{
  g_string_append (self->buffer, markup);
  write_if_full (self);
}

void
ferry_html_printf (FerryHtml *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_string_append_vprintf (self->buffer, format, arguments);
  va_end (arguments);
  write_if_full (self);
}

/* What XML allows; the rest of the control characters has no place in a document, not even escaped. */
static gboolean
is_allowed (gunichar c)
{
  return c == '\t' || c == '\n'
         || (c >= 0x20 && c != 0x7f && !(c >= 0x80 && c < 0xa0) && c != 0xfffe && c != 0xffff);
}

void
ferry_html_text (FerryHtml *self, const char *text)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;

  for (const char *p = valid; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      switch (c)
        {
        case '&':
          g_string_append (self->buffer, "&amp;");
          break;
        case '<':
          g_string_append (self->buffer, "&lt;");
          break;
        case '>':
          g_string_append (self->buffer, "&gt;");
          break;
        case '"':
          g_string_append (self->buffer, "&quot;");
          break;
        case '\'':
          g_string_append (self->buffer, "&#39;");
          break;
        default:
          g_string_append_unichar (self->buffer, is_allowed (c) ? c : 0xfffd);
        }
    }
  write_if_full (self);
}

void
ferry_html_name (FerryHtml *self, const char *name)
{
  g_string_append (self->buffer, "<bdi>");
  ferry_html_text (self, name);
  g_string_append (self->buffer, "</bdi>");
}

void
ferry_html_element (FerryHtml *self, const char *tag, const char *css_class, const char *text)
{
  if (css_class != NULL)
    ferry_html_printf (self, "<%s class=\"%s\">", tag, css_class);
  else
    ferry_html_printf (self, "<%s>", tag);
  ferry_html_text (self, text);
  ferry_html_printf (self, "</%s>\n", tag);
}

gboolean
ferry_html_is_failed (FerryHtml *self)
{
  return self->error != NULL;
}

gboolean
ferry_html_flush (FerryHtml *self, GError **error)
{
  write_out (self);
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (self->error));
  return FALSE;
}
