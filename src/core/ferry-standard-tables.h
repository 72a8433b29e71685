/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ferry_standard_tables_contain:
 *
 * Returns: whether @table is one of the commonest tables of the base application, by its English name, which tells nothing
 *   of whose they are. Not complete: for what may be told, and not for what may be done.
 */
gboolean ferry_standard_tables_contain (const char *table);

G_END_DECLS
