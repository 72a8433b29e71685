/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** FerryPreferences: the preferences window; insensitive where settings aren't kept */
#define FERRY_TYPE_PREFERENCES (ferry_preferences_get_type ())
G_DECLARE_FINAL_TYPE (FerryPreferences, ferry_preferences, FERRY, PREFERENCES, AdwPreferencesWindow)

GtkWindow *ferry_preferences_new (void);

G_END_DECLS
