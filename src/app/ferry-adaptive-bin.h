/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FerryAdaptiveBin:
 *
 * Holds one child and tells when there is little room for it, so that the child can change its shape. The bin itself
 * may always be made as narrow as `min-width`, whatever the child needs in its wide shape. Where that is less than even
 * the narrow shape needs, such as with large text, it is scrolled sideways: nothing is out of reach.
 *
 * Properties: `child`; `threshold` (int, pixels for text of the usual size, writable): narrower than that is narrow; `min-width` (int, pixels,
 * writable; default 360); `narrow` (boolean, read-only).
 */
#define FERRY_TYPE_ADAPTIVE_BIN (ferry_adaptive_bin_get_type ())
G_DECLARE_FINAL_TYPE (FerryAdaptiveBin, ferry_adaptive_bin, FERRY, ADAPTIVE_BIN, GtkWidget)

/** ferry_adaptive_bin_get_narrow: Returns: whether there is little room, as of the last layout */
gboolean ferry_adaptive_bin_get_narrow (FerryAdaptiveBin *self);

G_END_DECLS
