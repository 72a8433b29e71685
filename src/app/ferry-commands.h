/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** ferry_commands_set_enabled: @commands: (type GActionMap): of a window, page or dialog; @name: of one that is among them */
void ferry_commands_set_enabled (gpointer commands, const char *name, gboolean enabled);

G_END_DECLS
