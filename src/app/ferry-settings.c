/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-settings.h"

GSettings *
ferry_settings_get (void)
{
  static GSettings *settings;
  static gsize looked;

  if (g_once_init_enter (&looked))
    {
      GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
      g_autoptr (GSettingsSchema) schema = NULL;

      /* g_settings_new() ends the process where a schema is missing, as in a build folder. */
      if (source != NULL)
        schema = g_settings_schema_source_lookup (source, FERRY_APP_ID, TRUE);
      if (schema != NULL)
        settings = g_settings_new_full (schema, NULL, NULL);
      g_once_init_leave (&looked, 1);
    }

  return settings;
}

gboolean
ferry_settings_get_boolean (const char *key, gboolean fallback)
{
  GSettings *settings = ferry_settings_get ();

  return settings != NULL ? g_settings_get_boolean (settings, key) : fallback;
}
