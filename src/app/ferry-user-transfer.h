/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-user-pairing.h"

G_BEGIN_DECLS

/**
 * ferry_user_transfer_import_async:
 * @parent: the window it belongs to
 * @file: a CSV file of pairs
 *
 * Reads @file and asks with all that it would change.
 */
void ferry_user_transfer_import_async (GtkWindow *parent,
                                       FerryUserPairing *pairing,
                                       GFile *file,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/** ferry_user_transfer_import_finish: Returns: (transfer full) (nullable): the choices to take over; %NULL without an error where the user doesn't want them, with %FERRY_ERROR_INVALID where the file isn't right; empty where it says what is chosen already */
GHashTable *ferry_user_transfer_import_finish (GAsyncResult *result, GError **error);

/** ferry_user_transfer_export_async: writes the users as they are paired now */
void ferry_user_transfer_export_async (FerryUserPairing *pairing,
                                       GFile *file,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean ferry_user_transfer_export_finish (GAsyncResult *result, GError **error);

G_END_DECLS
