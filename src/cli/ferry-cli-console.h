/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ferry-enums.h"

G_BEGIN_DECLS

/**
 * FerryConsole:
 *
 * The terminal, or what stands in its place. Data goes to standard output and all that is said to people to standard
 * error, so that one can be piped while the other is read. Colour and a moving progress line are for terminals only.
 */
typedef struct _FerryConsole FerryConsole;

typedef enum
{
  FERRY_COLOR_AUTO,
  FERRY_COLOR_ALWAYS,
  FERRY_COLOR_NEVER,
} FerryColor;

FerryConsole *ferry_console_new (void);
void ferry_console_free (FerryConsole *self);

/** ferry_console_set_color: AUTO: on a terminal that isn't `dumb`, unless NO_COLOR is set */
void ferry_console_set_color (FerryConsole *self, FerryColor color);
/** ferry_console_set_quiet: says nothing but warnings and errors */
void ferry_console_set_quiet (FerryConsole *self, gboolean quiet);

/** ferry_console_get_width: Returns: columns of the terminal that data goes to; 0 where it goes elsewhere */
guint ferry_console_get_width (FerryConsole *self);
/** ferry_console_can_ask: Returns: whether there is somebody to be asked: standard input and standard error are a terminal */
gboolean ferry_console_can_ask (FerryConsole *self);

/**
 * ferry_console_style: Returns: (transfer none): the escape sequence that begins @style in data, or "" without colour;
 * ferry_console_unstyle() ends it
 */
const char *ferry_console_style (FerryConsole *self, FerryStyle style);
const char *ferry_console_bold (FerryConsole *self);
const char *ferry_console_unstyle (FerryConsole *self);

/** ferry_console_write: data, to standard output; what nobody reads any more (`| head`) is dropped */
void ferry_console_write (FerryConsole *self, const char *text, gssize length);
/** ferry_console_get_output_error: the `errno` why data couldn't be written, as on a full disk; 0 without one */
int ferry_console_get_output_error (FerryConsole *self);

/** ferry_console_say: one line for people; not said when quiet */
void ferry_console_say (FerryConsole *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/** ferry_console_warn: one line that is said in any case, with the program's name before it */
void ferry_console_warn (FerryConsole *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/** ferry_console_say_lines: several lines, each a little further in; said in any case */
void ferry_console_say_lines (FerryConsole *self, const char *lines);

/**
 * ferry_console_progress:
 * @fraction: 0–1, or -1 where it isn't known
 * @text: what is going on
 *
 * On a terminal one line that is written anew; elsewhere a line whenever the text or the tenth of the fraction changed.
 */
void ferry_console_progress (FerryConsole *self, double fraction, const char *text);
/** ferry_console_end_progress: takes the moving line away; does nothing where there is none */
void ferry_console_end_progress (FerryConsole *self);

/**
 * ferry_console_ask:
 * @question: with its question mark
 *
 * Returns: (transfer full) (nullable): what was typed, without blanks around it; %NULL at the end of input or where
 *   @cancellable was cancelled
 */
char *ferry_console_ask (FerryConsole *self, const char *question, GCancellable *cancellable);

/**
 * ferry_console_clean: Returns: (transfer full): @text on one line, without what a terminal would obey to: messages come
 * from a service, names from a database
 */
char *ferry_console_clean (const char *text);

/** ferry_console_measure: Returns: how many columns @text takes on a terminal */
guint ferry_console_measure (const char *text);

G_END_DECLS
