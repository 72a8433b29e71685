/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FerryErrorDetails:
 *
 * The *Details* part of an error message: closed at first, with what the service's support asks for (HTTP status,
 * code, correlation id), to be copied.
 */
#define FERRY_TYPE_ERROR_DETAILS (ferry_error_details_get_type ())
G_DECLARE_FINAL_TYPE (FerryErrorDetails, ferry_error_details, FERRY, ERROR_DETAILS, GtkWidget)

GtkWidget *ferry_error_details_new (void);
/** ferry_error_details_set_error: @error: (nullable): %NULL hides the widget */
void ferry_error_details_set_error (FerryErrorDetails *self, const GError *error);

G_END_DECLS
