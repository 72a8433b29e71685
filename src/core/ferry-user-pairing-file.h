/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-user-pairing.h"

G_BEGIN_DECLS

/*
 * A CSV file of pairs: the on-premises user and the cloud user, each by name or e-mail address, in two columns; a heading
 * may be there. No cloud user takes the choice away.
 */

/**
 * ferry_user_pairing_file_parse:
 * @data: (array length=size): the file
 *
 * Strict: what isn't understood, an unknown user and a user that is there twice is an error, and nothing is changed.
 *
 * Returns: (transfer full) (element-type utf8 utf8): what ferry_user_pairing_set_choices() takes, for those in the file
 *   and those that lose their cloud user to them; %NULL with %FERRY_ERROR_INVALID, which names lines and reasons
 */
GHashTable *
ferry_user_pairing_file_parse (FerryUserPairing *pairing, const char *data, gsize size, GError **error);

/** ferry_user_pairing_file_format: Returns: (transfer full): the users as they are paired now, to be completed in a spreadsheet */
char *ferry_user_pairing_file_format (FerryUserPairing *pairing);

G_END_DECLS
