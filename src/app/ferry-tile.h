/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FerryTile:
 *
 * A button with a number and what it counts, which opens the list behind it.
 *
 * Properties, all writable: `title` (string), `value` (string, formatted), `unit` (string: what belongs to the value,
 * such as "of 4"), `tone` (string: a style class that is set while `toned`), `toned` (boolean: the value is one to look
 * at), `key` (string: the tile's name among the page's).
 */
#define FERRY_TYPE_TILE (ferry_tile_get_type ())
G_DECLARE_FINAL_TYPE (FerryTile, ferry_tile, FERRY, TILE, GtkButton)

/** ferry_tile_get_key: Returns: (nullable): the tile's name among the page's */
const char *ferry_tile_get_key (FerryTile *self);

G_END_DECLS
