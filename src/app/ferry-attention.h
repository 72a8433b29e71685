/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-workspace.h"

G_BEGIN_DECLS

/**
 * ferry_attention_begin:
 *
 * From now on, who comes back to a main window, or goes to another environment in it, sees what is so, and not what was so at the last
 * idle look (ferry_environment_attend()). Before the first window is made.
 */
void ferry_attention_begin (GtkApplication *application, FerryWorkspace *workspace);

G_END_DECLS
