/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * sandbox_connection_check:
 * @connection_string: in one of the spellings of domain §2.1; read, never kept
 * @error: return location: `G_IO_ERROR_INVALID_ARGUMENT` for one that can't be read,
 *   `G_IO_ERROR_PERMISSION_DENIED` with code 18456 for one that is refused. The message never contains the
 *   password, the user or the string itself.
 *
 * What the integration runtime would find out with that connection string.
 */
gboolean sandbox_connection_check (const char *connection_string, GError **error);

G_END_DECLS
