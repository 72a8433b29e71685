/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-enums.h"

G_BEGIN_DECLS

/**
 * ferry_connection_string_check:
 * @text: as typed
 * @type: what it is for
 *
 * Whether @text can be a connection string of the two spellings of domain §2.1 (or Azure's). The message
 * names the key that is missing or wrong and never repeats @text or a value of it. %FERRY_ERROR_INVALID.
 */
gboolean ferry_connection_string_check (const char *text, FerrySqlServerType type, GError **error);

/** ferry_connection_string_get_server: Returns: (transfer full) (nullable): the server's name, which is no secret */
char *ferry_connection_string_get_server (const char *text);
/** ferry_connection_string_get_database: Returns: (transfer full) (nullable): the database's name */
char *ferry_connection_string_get_database (const char *text);
/** ferry_connection_string_get_user: Returns: (transfer full) (nullable): the login's name */
char *ferry_connection_string_get_user (const char *text);
/** ferry_connection_string_is_encrypted: Returns: whether it says that the connection is to be encrypted */
gboolean ferry_connection_string_is_encrypted (const char *text);

G_END_DECLS
