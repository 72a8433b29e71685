/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** ferry_short_factory_new: Returns: (transfer full): for a drop-down of strings that may be long, which its button must not be */
GtkListItemFactory *ferry_short_factory_new (void);

G_END_DECLS
