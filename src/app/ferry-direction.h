/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Names and numbers are written from the left to the right also where the language isn't.
 */

/**
 * ferry_direction_set_text:
 * @cell: (not nullable): of a column
 * @text: (nullable): a name or a number from elsewhere, or words of the language's
 *
 * Sets the text so that where the language is written from the right to the left, all of a column begin at the same side, and
 * a sign stays before its number: the text stands apart from what is around it (U+2068, U+2069), and the line is the
 * language's (U+200F). Elsewhere it is set as it is.
 */
void ferry_direction_set_text (GtkInscription *cell, const char *text);

G_END_DECLS
