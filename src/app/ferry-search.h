/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** ferry_search_dup: Returns: (transfer full) (nullable): what @entry searches for, as ferry_search_contains() wants it; %NULL: nothing */
char *ferry_search_dup (GtkSearchEntry *entry);

/** ferry_search_contains: whether @text has @part in it, by ferry_search_dup(), in letters of any case */
gboolean ferry_search_contains (const char *text, const char *part);

/** ferry_search_stop: Escape leaves the search first, then the window that @entry is in */
void ferry_search_stop (GtkSearchEntry *entry);

G_END_DECLS
