/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-workspace-private.h"

/* One sign-in for all environments that have the same account (ferry-accounts.h): who finds it, and who loses it. */

static gboolean
is_person_or_application (FerryProfile *profile)
{
  return !ferry_profile_is_sandbox (profile) && ferry_profile_get_sign_in (profile) != FERRY_SIGN_IN_TOKEN;
}

static gboolean
is_same_account (const char *one, const char *other)
{
  g_autofree char *one_folded = g_utf8_casefold (one, -1);
  g_autofree char *other_folded = g_utf8_casefold (other, -1);

  return g_str_equal (one_folded, other_folded);
}

FerryAccess *
ferry_workspace_find_access (FerryWorkspace *self, FerryProfile *profile)
{
  FerryAccess *found = NULL;

  g_return_val_if_fail (FERRY_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (FERRY_IS_PROFILE (profile), NULL);

  if (!is_person_or_application (profile))
    return NULL;
  for (guint i = 0; i < self->items->len; i++)
    {
      FerryAccess *access = ferry_workspace_item_get_access (g_ptr_array_index (self->items, i));
      FerryProfile *other = access != NULL ? ferry_access_get_profile (access) : NULL;
      const char *wanted = ferry_profile_get_account (profile);

      if (other == NULL || !ferry_profile_has_same_sign_in (profile, other)
          || *ferry_profile_get_account (other) == '\0' || ferry_access_get_needs_sign_in (access)
          || (*wanted != '\0' && !is_same_account (wanted, ferry_profile_get_account (other))))
        continue;
      if (found != NULL && !ferry_access_shares_with (found, access))
        return NULL;
      found = access;
    }
  return found;
}

void
ferry_workspace_take_account (FerryWorkspace *self, FerryProfile *profile)
{
  FerryAccess *access
    = *ferry_profile_get_account (profile) == '\0' ? ferry_workspace_find_access (self, profile) : NULL;

  if (access != NULL)
    g_object_set (profile, "account", ferry_profile_get_account (ferry_access_get_profile (access)), NULL);
}

/* ---- What nobody uses any more ---- */

/* An environment that only the other program knows of counts, too. */
static gboolean
is_used (FerryWorkspace *self, const char *account_id)
{
  g_autoptr (GPtrArray) profiles = ferry_profile_store_read (self->profiles);

  for (guint i = 0; i < self->items->len; i++)
    {
      FerryEnvironment *environment
        = ferry_workspace_item_get_environment (g_ptr_array_index (self->items, i));

      g_ptr_array_add (profiles, g_object_ref (ferry_environment_get_profile (environment)));
    }
  for (guint i = 0; i < profiles->len; i++)
    {
      g_autofree char *id = ferry_accounts_dup_id (g_ptr_array_index (profiles, i));

      if (g_str_equal (id, account_id))
        return TRUE;
    }
  return FALSE;
}

char *
ferry_workspace_dup_lonely_account (FerryWorkspace *self, FerryProfile *profile)
{
  g_autofree char *id = ferry_accounts_dup_id (profile);

  if (ferry_profile_is_sandbox (profile) || g_str_equal (id, ferry_profile_get_id (profile))
      || is_used (self, id))
    return NULL;
  return g_steal_pointer (&id);
}

static void
on_dropped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!ferry_secret_store_clear_finish (FERRY_SECRET_STORE (source), result, &error)
      && !g_error_matches (error, FERRY_SECRET_ERROR, FERRY_SECRET_ERROR_UNAVAILABLE))
    g_message ("A sign-in that nobody uses stays in the keyring: %s", error->message);
}

char *
ferry_workspace_dup_saved_account (FerryWorkspace *self, FerryProfile *profile)
{
  g_autoptr (GPtrArray) profiles = ferry_profile_store_read (self->profiles);

  for (guint i = 0; i < profiles->len; i++)
    {
      FerryProfile *saved = g_ptr_array_index (profiles, i);

      if (g_str_equal (ferry_profile_get_id (saved), ferry_profile_get_id (profile)))
        return ferry_accounts_dup_id (saved);
    }
  return NULL;
}

void
ferry_workspace_drop_account (FerryWorkspace *self, FerryProfile *profile, const char *before)
{
  /* What an environment has by itself is more than a sign-in. */
  if (before != NULL && !g_str_equal (before, ferry_profile_get_id (profile)) && !is_used (self, before))
    ferry_secret_store_clear_async (self->secrets, before, NULL, on_dropped, NULL);
}

/* ---- Who is signed in ---- */

/* The account is known now, and with it what is kept for it. */
static void
set_account (FerryWorkspace *self, FerryWorkspaceItem *item, const char *account)
{
  FerryProfile *profile = ferry_environment_get_profile (ferry_workspace_item_get_environment (item));
  g_autofree char *before = ferry_accounts_dup_id (profile);
  g_autoptr (FerryAccess) access = NULL;
  g_autoptr (GError) error = NULL;

  g_object_set (profile, "account", account, NULL);
  if (!ferry_profile_store_save_profile (self->profiles, profile, &error))
    g_warning ("An environment’s account can’t be saved: %s", error->message);
  access = ferry_access_new (profile, self->accounts, NULL);
  if (access == NULL)
    return;
  ferry_workspace_watch_access (self, access);
  ferry_workspace_item_set_access (item, access);
  ferry_workspace_drop_account (self, profile, before);
}

void
ferry_workspace_spread_sign_in (FerryWorkspace *self, FerryEnvironment *environment, GPtrArray *found)
{
  FerryProfile *profile = ferry_environment_get_profile (environment);
  const char *account = ferry_profile_get_account (profile);

  if (!is_person_or_application (profile) || *account == '\0')
    return;
  for (guint i = 0; i < self->items->len; i++)
    {
      FerryWorkspaceItem *item = g_ptr_array_index (self->items, i);
      FerryEnvironment *other = ferry_workspace_item_get_environment (item);
      FerryProfile *mate = ferry_environment_get_profile (other);

      if (other == environment || ferry_workspace_item_get_access (item) == NULL
          || *ferry_profile_get_account (mate) != '\0' || !ferry_profile_has_same_sign_in (mate, profile)
          || ferry_environment_get_connection (other) == FERRY_CONNECTION_ONLINE)
        continue;
      set_account (self, item, account);
      g_ptr_array_add (found, g_object_ref (mate));
    }
}

void
ferry_workspace_look_again (FerryWorkspace *self, FerryEnvironment *environment)
{
  g_autoptr (GPtrArray) profiles = NULL;
  FerryProfile *profile;
  FerryWorkspaceItem *item;
  FerryAccess *access;

  g_return_if_fail (FERRY_IS_WORKSPACE (self));
  g_return_if_fail (FERRY_IS_ENVIRONMENT (environment));

  profile = ferry_environment_get_profile (environment);
  item = ferry_workspace_find_item (self, ferry_profile_get_id (profile), NULL);
  access = item != NULL ? ferry_workspace_item_get_access (item) : NULL;
  if (access == NULL || !ferry_access_get_needs_sign_in (access))
    return;
  profiles = ferry_profile_store_read (self->profiles);
  for (guint i = 0; i < profiles->len; i++)
    {
      FerryProfile *now = g_ptr_array_index (profiles, i);

      /* The other program signed somebody else in, or anybody at all. */
      if (g_str_equal (ferry_profile_get_id (now), ferry_profile_get_id (profile))
          && ferry_profile_has_same_sign_in (now, profile) && *ferry_profile_get_account (now) != '\0'
          && !is_same_account (ferry_profile_get_account (now), ferry_profile_get_account (profile)))
        {
          set_account (self, item, ferry_profile_get_account (now));
          access = ferry_workspace_item_get_access (item);
        }
    }
  ferry_access_look_again (access);
}

/* ---- Signing out ---- */

GPtrArray *
ferry_workspace_dup_sign_in_mates (FerryWorkspace *self, FerryEnvironment *environment)
{
  GPtrArray *mates = g_ptr_array_new_with_free_func (g_object_unref);
  FerryAccess *access;

  g_return_val_if_fail (FERRY_IS_WORKSPACE (self), mates);
  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), mates);

  access = ferry_workspace_get_access (self, environment);
  g_ptr_array_add (mates, g_object_ref (environment));
  for (guint i = 0; access != NULL && i < self->items->len; i++)
    {
      FerryWorkspaceItem *item = g_ptr_array_index (self->items, i);
      FerryAccess *other = ferry_workspace_item_get_access (item);

      if (other != NULL && other != access && ferry_access_shares_with (access, other))
        g_ptr_array_add (mates, g_object_ref (ferry_workspace_item_get_environment (item)));
    }
  return mates;
}

static void on_signed_out (GObject *object, GAsyncResult *result, gpointer user_data);

static void
sign_out_next (GTask *task)
{
  FerryWorkspace *self = g_task_get_source_object (task);
  GPtrArray *left = g_task_get_task_data (task);

  if (left->len == 0)
    g_task_return_boolean (task, TRUE);
  else
    {
      g_autoptr (FerryAccess) access = g_ptr_array_steal_index (left, left->len - 1);

      ferry_access_sign_out_async (access, self->accounts, g_task_get_cancellable (task), on_signed_out,
                                   g_object_ref (task));
    }
}

static void
on_signed_out (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ferry_access_sign_out_finish (FERRY_ACCESS (object), result, &error)
      /* Where there is no keyring, nothing was kept. */
      || g_error_matches (error, FERRY_SECRET_ERROR, FERRY_SECRET_ERROR_UNAVAILABLE))
    {
      g_clear_error (&error);
      sign_out_next (task);
    }
  else
    g_task_return_error (task, error);
}

/* The next one to sign in may be another. That this isn't written down is no reason to stay signed in. */
static void
forget_account (FerryWorkspace *self, FerryProfile *profile)
{
  g_autoptr (GError) error = NULL;

  ferry_workspace_note (self, profile, FERRY_JOURNAL_SIGN_OUT);
  g_object_set (profile, "account", "", NULL);
  if (!ferry_profile_store_save_profile (self->profiles, profile, &error))
    g_warning ("Nobody’s account can’t be saved: %s", error->message);
}

void
ferry_workspace_sign_out_async (FerryWorkspace *self,
                                FerryEnvironment *environment,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GPtrArray) mates = NULL;
  GPtrArray *left;

  g_return_if_fail (FERRY_IS_WORKSPACE (self));
  g_return_if_fail (FERRY_IS_ENVIRONMENT (environment));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_workspace_sign_out_async);
  left = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_task_data (task, left, (GDestroyNotify) g_ptr_array_unref);
  mates = ferry_workspace_dup_sign_in_mates (self, environment);
  for (guint i = 0; i < mates->len; i++)
    {
      FerryEnvironment *mate = g_ptr_array_index (mates, i);
      FerryAccess *access = ferry_workspace_get_access (self, mate);

      if (access == NULL)
        continue;
      forget_account (self, ferry_environment_get_profile (mate));
      g_ptr_array_add (left, g_object_ref (access));
    }
  sign_out_next (task);
}

gboolean
ferry_workspace_sign_out_finish (FerryWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
