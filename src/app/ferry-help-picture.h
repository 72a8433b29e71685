/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FerryHelpPicture:
 *
 * A picture of the guide: in the dark style its dark twin, `NAME-dark.png` beside `NAME.png`. It has its room at once, and is
 * read in a worker. It is as wide as there is room for, never wider than it is.
 */
#define FERRY_TYPE_HELP_PICTURE (ferry_help_picture_get_type ())
G_DECLARE_FINAL_TYPE (FerryHelpPicture, ferry_help_picture, FERRY, HELP_PICTURE, GtkWidget)

/** ferry_help_picture_new: @file: below the guide's folder, such as `images/running.png`; @shows: what it shows, for who doesn't see it */
GtkWidget *ferry_help_picture_new (const char *file, const char *shows);

/** ferry_help_picture_is_ready: Returns: whether the picture of the present style is shown */
gboolean ferry_help_picture_is_ready (FerryHelpPicture *self);

G_END_DECLS
