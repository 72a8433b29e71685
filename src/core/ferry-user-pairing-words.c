/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-user-pairing-words.h"

#include <glib/gi18n-lib.h>

#include "ferry-format.h"

char *
ferry_user_pairing_dup_consequence (FerryUserPairing *self)
{
  guint n = ferry_user_pairing_get_n_renamed (self);
  g_autofree char *number = ferry_format_count (n);

  if (n == 0)
    return g_strdup (_ ("The cloud users chosen already have the names of their on-premises users: nobody is "
                        "renamed."));
  return g_strdup_printf (
    ngettext ("%s cloud user is renamed: it gets the name of its on-premises user, and so do the records "
              "that carry its name. This can’t be undone here.",
              "%s cloud users are renamed: they get the names of their on-premises users, and so do the "
              "records that carry their names. This can’t be undone here.",
              n),
    number);
}

char *
ferry_user_pairing_dup_unsaved (FerryUserPairing *self)
{
  guint n = ferry_user_pairing_get_n_changed (self);
  g_autofree char *number = ferry_format_count (n);

  if (n == 0)
    return NULL;
  return g_strdup_printf (ngettext ("%s choice is saved first.", "%s choices are saved first.", n), number);
}

char *
ferry_user_pairing_dup_unmapped (FerryUserPairing *self)
{
  guint n = ferry_user_pairing_get_n_unmapped (self);
  g_autofree char *number = ferry_format_count (n);

  if (n == 0)
    return NULL;
  return g_strdup_printf (ngettext ("%s on-premises user has no cloud user. Its records keep a name that "
                                    "nobody has online.",
                                    "%s on-premises users have no cloud user. Their records keep names that "
                                    "nobody has online.",
                                    n),
                          number);
}

char *
ferry_user_pairing_dup_second_time (const FerryMigrationState *state)
{
  g_autofree char *time = ferry_format_time (state->user_mapping_completed_at);

  if (state->user_mapping_completed_at == 0)
    return NULL;
  return g_strdup_printf (
    _ ("The mappings were already applied on %s. That is meant to be done once a migration."), time);
}

const char *
ferry_user_pairing_get_links_first (const FerryMigrationState *state)
{
  if (!ferry_action_rules_record_links_first (state))
    return NULL;
  return _ ("Record links and notes weren’t migrated since the last run. Do that first, so "
            "that the names in them are changed, too.");
}
