/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FerryTileBox:
 *
 * Lays out its children as equal tiles in as many columns as have room: all in a row, or in rows of three, two or one.
 * Property `tile-width` (int, pixels, writable): how narrow a tile may get before there are fewer columns.
 */
#define FERRY_TYPE_TILE_BOX (ferry_tile_box_get_type ())
G_DECLARE_FINAL_TYPE (FerryTileBox, ferry_tile_box, FERRY, TILE_BOX, GtkWidget)

G_END_DECLS
