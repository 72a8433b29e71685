/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ferry_settings_get:
 *
 * Returns: (transfer none) (nullable): the application's settings; %NULL where the schema isn't installed, when
 *   defaults do and nothing is remembered
 */
GSettings *ferry_settings_get (void);

/** ferry_settings_get_boolean: Returns: the key's value, or @fallback without settings */
gboolean ferry_settings_get_boolean (const char *key, gboolean fallback);

G_END_DECLS
