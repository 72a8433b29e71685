/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FerrySecretRow:
 *
 * Shows a secret: masked until it is revealed, copied with the clipboard cleared later. The row's `title` says
 * what the secret is, and names the buttons.
 */
#define FERRY_TYPE_SECRET_ROW (ferry_secret_row_get_type ())
G_DECLARE_FINAL_TYPE (FerrySecretRow, ferry_secret_row, FERRY, SECRET_ROW, AdwActionRow)

/** ferry_secret_row_set_secret: @secret: (nullable): what is shown; the copy that the row keeps is overwritten
 * when it is replaced or the row goes away */
void ferry_secret_row_set_secret (FerrySecretRow *self, const char *secret);

G_END_DECLS
