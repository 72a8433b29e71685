/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-workspace-private.h"

#include "ferry-profile-file.h"

GPtrArray *
ferry_workspace_dup_profiles (FerryWorkspace *self)
{
  GPtrArray *profiles = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (FERRY_IS_WORKSPACE (self), profiles);

  for (guint i = 0; i < self->items->len; i++)
    {
      FerryEnvironment *environment
        = ferry_workspace_item_get_environment (g_ptr_array_index (self->items, i));

      g_ptr_array_add (profiles, g_object_ref (ferry_environment_get_profile (environment)));
    }
  return profiles;
}

/* Returns: (transfer full): what @known is to become; the same as before but for what the file says */
static FerryProfile *
merge (FerryProfile *known, FerryProfile *read)
{
  FerryProfile *merged = g_object_new (FERRY_TYPE_PROFILE, "id", ferry_profile_get_id (known), "account",
                                       ferry_profile_get_account (known), NULL);

  ferry_profile_file_update (merged, read);
  return merged;
}

static gboolean
change (FerryWorkspace *self, FerryProfile *known, FerryProfile *read, GError **error)
{
  FerryWorkspaceItem *item = ferry_workspace_find_item (self, ferry_profile_get_id (known), NULL);
  g_autoptr (FerryProfile) merged = merge (known, read);
  g_auto (GStrv) changes = ferry_profile_file_dup_changes (known, merged);
  g_autofree char *before = ferry_accounts_dup_id (known);
  g_autoptr (FerryAccess) access = NULL;

  if (changes[0] == NULL)
    return TRUE;
  /* What was kept for the old way in is looked for; where it doesn't fit the new one, a sign-in is asked for. */
  access = ferry_access_new (merged, self->accounts, error);
  if (access == NULL || !ferry_profile_store_save_profile (self->profiles, merged, error))
    return FALSE;
  ferry_profile_file_update (known, merged);
  ferry_workspace_note (self, known, FERRY_JOURNAL_EDIT_ENVIRONMENT);
  /* Another name alone is no reason to connect anew. */
  if (g_str_equal (changes[0], "name") && changes[1] == NULL)
    return TRUE;
  ferry_workspace_watch_access (self, access);
  ferry_workspace_item_set_access (item, access);
  ferry_workspace_drop_account (self, known, before);
  return TRUE;
}

static gboolean
add (FerryWorkspace *self, FerryProfile *read, GError **error)
{
  g_autoptr (FerryAccess) access = NULL;
  g_autoptr (FerryWorkspaceItem) item = NULL;

  ferry_workspace_take_account (self, read);
  access = ferry_access_new (read, self->accounts, error);
  if (access == NULL || !ferry_profile_store_save_profile (self->profiles, read, error))
    return FALSE;
  ferry_workspace_note (self, read, FERRY_JOURNAL_ADD_ENVIRONMENT);
  ferry_workspace_watch_access (self, access);
  item = ferry_workspace_item_new (read, access, self->database);
  ferry_workspace_append_item (self, item);
  ferry_workspace_open_item (self, item);
  return TRUE;
}

gboolean
ferry_workspace_import_profiles (FerryWorkspace *self, GPtrArray *profiles, GError **error)
{
  g_autoptr (GPtrArray) known = NULL;

  g_return_val_if_fail (FERRY_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (profiles != NULL, FALSE);

  known = ferry_workspace_dup_profiles (self);
  for (guint i = 0; i < profiles->len; i++)
    {
      FerryProfile *read = g_ptr_array_index (profiles, i);
      FerryProfile *same = ferry_profile_file_find (known, read);

      if (same != NULL ? !change (self, same, read, error) : !add (self, read, error))
        {
          g_prefix_error (error, "%s: ", ferry_profile_get_name (read));
          return FALSE;
        }
    }
  return TRUE;
}
