/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-migration-state.h"

#include <glib/gi18n-lib.h>

#define NAMES_SHOWN 5

FerryMigrationState *
ferry_migration_state_new (void)
{
  FerryMigrationState *self = g_new0 (FerryMigrationState, 1);

  self->tables_successful = -1;
  self->tables_failed = -1;
  self->tables_remaining = -1;
  self->tables_with_warnings = -1;
  self->warnings = -1;
  return self;
}

void
ferry_migration_state_free (FerryMigrationState *self)
{
  if (self == NULL)
    return;
  g_free (self->creation_error);
  g_free (self->last_details);
  g_free (self->last_status_text);
  g_free (self->product_name);
  g_free (self->deployed_version);
  g_free (self->latest_version);
  g_strfreev (self->companies_not_ready);
  g_strfreev (self->companies_upgrade_failed);
  g_strfreev (self->companies_not_initialized);
  g_strfreev (self->companies_creation_failed);
  g_clear_pointer (&self->capabilities, g_hash_table_unref);
  g_free (self);
}

gboolean
ferry_migration_state_is_upgrading (const FerryMigrationState *self)
{
  return self->upgrade_started || self->last_status == FERRY_RUN_STATUS_UPGRADE_IN_PROGRESS;
}

char *
ferry_migration_state_join_names (char **names)
{
  guint n = names != NULL ? g_strv_length (names) : 0;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (n, NAMES_SHOWN); i++)
    {
      if (i > 0)
        /* Translators: stands between the names of a list */
        g_string_append (text, _ (", "));
      /* Translators: a name in quotation marks */
      g_string_append_printf (text, _ ("“%s”"), names[i]);
    }
  if (n > NAMES_SHOWN)
    {
      g_autofree char *names_shown = g_string_free (g_steal_pointer (&text), FALSE);

      /* Translators: the first names of a list, and how many there are besides */
      return g_strdup_printf (ngettext ("%1$s and %2$u more", "%1$s and %2$u more", n - NAMES_SHOWN),
                              names_shown, n - NAMES_SHOWN);
    }
  return g_string_free (text, FALSE);
}
