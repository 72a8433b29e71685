/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FerryErrorBar:
 *
 * An error said where it happened: a heading, the error's own message and a *Details* part. Hidden while there is
 * none.
 */
#define FERRY_TYPE_ERROR_BAR (ferry_error_bar_get_type ())
G_DECLARE_FINAL_TYPE (FerryErrorBar, ferry_error_bar, FERRY, ERROR_BAR, GtkWidget)

/** ferry_error_bar_show: @heading: what failed, such as "The connection wasn’t saved" */
void ferry_error_bar_show (FerryErrorBar *self, const char *heading, const GError *error);
/** ferry_error_bar_warn: something that went wrong without stopping the work, with a warning's symbol */
void ferry_error_bar_warn (FerryErrorBar *self, const char *heading, const char *message);
void ferry_error_bar_clear (FerryErrorBar *self);
gboolean ferry_error_bar_is_shown (FerryErrorBar *self);

G_END_DECLS
