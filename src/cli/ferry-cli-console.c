/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cli-console.h"

#include <errno.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define BAR_WIDTH      24
#define ERASE_LINE     "\r\033[K"
#define NARROW_COLUMNS 20
#define USUAL_COLUMNS  80

struct _FerryConsole
{
  FerryColor color;
  gboolean quiet;
  gboolean output_gone;
  int output_error;
  gboolean progress_shown;
  char *last_progress;
  int last_tenth;
};

FerryConsole *
ferry_console_new (void)
{
  FerryConsole *self = g_new0 (FerryConsole, 1);

  self->last_tenth = -1;
  return self;
}

void
ferry_console_free (FerryConsole *self)
{
  ferry_console_end_progress (self);
  g_free (self->last_progress);
  g_free (self);
}

void
ferry_console_set_color (FerryConsole *self, FerryColor color)
{
  self->color = color;
}

void
ferry_console_set_quiet (FerryConsole *self, gboolean quiet)
{
  self->quiet = quiet;
}

static guint
columns_of (int fd)
{
  struct winsize size = { 0 };
  const char *columns = g_getenv ("COLUMNS");

  if (!isatty (fd))
    return 0;
  if (ioctl (fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return MAX (size.ws_col, NARROW_COLUMNS);
  if (columns != NULL && atoi (columns) > 0)
    return MAX ((guint) atoi (columns), NARROW_COLUMNS);
  return USUAL_COLUMNS;
}

guint
ferry_console_get_width (FerryConsole *self)
{
  return columns_of (STDOUT_FILENO);
}

gboolean
ferry_console_can_ask (FerryConsole *self)
{
  return isatty (STDIN_FILENO) && isatty (STDERR_FILENO);
}

/* ---- Colour ---- */

static gboolean
has_color (FerryConsole *self, int fd)
{
  const char *no_color = g_getenv ("NO_COLOR");

  if (self->color != FERRY_COLOR_AUTO)
    return self->color == FERRY_COLOR_ALWAYS;
  return isatty (fd) && (no_color == NULL || *no_color == '\0') && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
}

const char *
ferry_console_style (FerryConsole *self, FerryStyle style)
{
  if (!has_color (self, STDOUT_FILENO))
    return "";
  switch (style)
    {
    case FERRY_STYLE_PROGRESS:
      return "\033[36m";
    case FERRY_STYLE_GOOD:
      return "\033[32m";
    case FERRY_STYLE_ATTENTION:
      return "\033[33m";
    case FERRY_STYLE_BAD:
      return "\033[31m";
    case FERRY_STYLE_NEUTRAL:
    default:
      return "";
    }
}

const char *
ferry_console_bold (FerryConsole *self)
{
  return has_color (self, STDOUT_FILENO) ? "\033[1m" : "";
}

const char *
ferry_console_unstyle (FerryConsole *self)
{
  return has_color (self, STDOUT_FILENO) ? "\033[0m" : "";
}

/* ---- Writing ---- */

/* Returns: whether there is still somebody who reads it */
static gboolean
write_all (int fd, const char *text, gsize length)
{
  while (length > 0)
    {
      gssize written = write (fd, text, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0 && errno == EAGAIN)
        {
          GPollFD poll = { .fd = fd, .events = G_IO_OUT };

          g_poll (&poll, 1, -1);
          continue;
        }
      if (written <= 0)
        return FALSE;
      text += written;
      length -= (gsize) written;
    }
  return TRUE;
}

void
ferry_console_write (FerryConsole *self, const char *text, gssize length)
{
  if (self->output_gone)
    return;
  ferry_console_end_progress (self);
  self->output_gone = !write_all (STDOUT_FILENO, text, length < 0 ? strlen (text) : (gsize) length);
  /* Who stops reading has what they wanted. */
  if (self->output_gone && errno != EPIPE)
    self->output_error = errno;
}

int
ferry_console_get_output_error (FerryConsole *self)
{
  return self->output_error;
}

static void
write_error (const char *text)
{
  write_all (STDERR_FILENO, text, strlen (text));
}

/* The locale may have no way to write what is said; a question mark is better than nothing. */
static void
say_line (FerryConsole *self, const char *line)
{
  g_autofree char *local = g_locale_from_utf8 (line, -1, NULL, NULL, NULL);

  ferry_console_end_progress (self);
  write_error (local != NULL ? local : line);
  write_error ("\n");
}

void
ferry_console_say (FerryConsole *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;
  va_list arguments;

  if (self->quiet)
    return;
  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  line = ferry_console_clean (text);
  say_line (self, line);
}

void
ferry_console_warn (FerryConsole *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autofree char *clean = NULL;
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  clean = ferry_console_clean (text);
  line = g_strconcat ("ferryctl: ", clean, NULL);
  say_line (self, line);
}

void
ferry_console_say_lines (FerryConsole *self, const char *lines)
{
  g_auto (GStrv) all = g_strsplit (lines, "\n", -1);

  for (guint i = 0; all[i] != NULL; i++)
    {
      g_autofree char *clean = ferry_console_clean (all[i]);
      g_autofree char *line = g_strconcat ("  ", clean, NULL);

      if (*clean != '\0')
        say_line (self, line);
    }
}

/* ---- Progress ---- */

static char *
cut (const char *text, guint width)
{
  GString *out = g_string_new (NULL);
  guint used = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      guint taken = g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;

      if (used + taken > width)
        break;
      g_string_append_unichar (out, c);
      used += taken;
    }
  return g_string_free (out, FALSE);
}

static void
draw_progress (FerryConsole *self, double fraction, const char *text, guint width)
{
  g_autoptr (GString) line = g_string_new (ERASE_LINE);
  g_autofree char *short_text = NULL;

  if (fraction >= 0 && width >= BAR_WIDTH * 2)
    {
      guint filled = (guint) (CLAMP (fraction, 0, 1) * BAR_WIDTH);

      for (guint i = 0; i < BAR_WIDTH; i++)
        g_string_append (line, i < filled ? "█" : "░");
      g_string_append_printf (line, " %3d %%  ", (int) (CLAMP (fraction, 0, 1) * 100));
      width -= MIN (width, BAR_WIDTH + 8);
    }
  short_text = cut (text, width > 0 ? width - 1 : 0);
  g_string_append (line, short_text);
  /* It is asked for whenever something happened, which is mostly something else. */
  if (self->progress_shown && g_strcmp0 (line->str, self->last_progress) == 0)
    return;
  g_free (self->last_progress);
  self->last_progress = g_strdup (line->str);
  write_error (line->str);
  self->progress_shown = TRUE;
}

void
ferry_console_progress (FerryConsole *self, double fraction, const char *text)
{
  guint width = columns_of (STDERR_FILENO);
  int tenth = fraction < 0 ? -1 : (int) (fraction * 10);
  g_autofree char *clean = ferry_console_clean (text);

  if (self->quiet)
    return;
  if (width > 0 && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0)
    {
      draw_progress (self, fraction, clean, width);
      return;
    }
  /* Where counts tick in the text, tenths are enough; where there are none, it is the text that tells. */
  if (tenth >= 0 ? tenth == self->last_tenth : g_strcmp0 (clean, self->last_progress) == 0)
    return;
  self->last_tenth = tenth;
  g_free (self->last_progress);
  self->last_progress = g_strdup (clean);
  say_line (self, clean);
}

void
ferry_console_end_progress (FerryConsole *self)
{
  if (!self->progress_shown)
    return;
  self->progress_shown = FALSE;
  write_error (ERASE_LINE);
}

/* ---- Asking ---- */

typedef struct
{
  char *line;
  gboolean done;
} Answer;

static void
on_line (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->line = g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source), result, NULL, NULL);
  answer->done = TRUE;
}

char *
ferry_console_ask (FerryConsole *self, const char *question, GCancellable *cancellable)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (input);
  g_autofree char *clean = ferry_console_clean (question);
  Answer answer = { NULL, FALSE };

  ferry_console_end_progress (self);
  write_error (clean);
  write_error (" ");
  g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, cancellable, on_line, &answer);
  while (!answer.done)
    g_main_context_iteration (NULL, TRUE);
  if (answer.line == NULL)
    {
      write_error ("\n");
      return NULL;
    }
  return g_strstrip (answer.line);
}

/* ---- Text ---- */

char *
ferry_console_clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *out = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r' && p[1] == '\n')
        continue;
      if (c == '\n' || c == '\t' || c == '\r' || c == 0x2028 || c == 0x2029)
        g_string_append_c (out, ' ');
      /* Also those that turn the direction of what follows. */
      else if (g_unichar_iscntrl (c) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069))
        g_string_append (out, "\357\277\275");
      else
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

guint
ferry_console_measure (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}
