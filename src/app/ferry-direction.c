/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-direction.h"

#define RIGHT_TO_LEFT_MARK   "\u200f"
#define FIRST_STRONG_ISOLATE "\u2068"
#define POP_ISOLATE          "\u2069"

void
ferry_direction_set_text (GtkInscription *cell, const char *text)
{
  g_autofree char *apart = NULL;

  g_return_if_fail (GTK_IS_INSCRIPTION (cell));

  if (text != NULL && *text != '\0' && gtk_widget_get_direction (GTK_WIDGET (cell)) == GTK_TEXT_DIR_RTL)
    apart = g_strconcat (RIGHT_TO_LEFT_MARK FIRST_STRONG_ISOLATE, text, POP_ISOLATE, NULL);
  gtk_inscription_set_text (cell, apart != NULL ? apart : text);
}
