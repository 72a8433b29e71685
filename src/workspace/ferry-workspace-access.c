/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-workspace-private.h"

/* ---- Adding a connection, or changing how one signs in ---- */

typedef struct
{
  FerryProfile *profile;
  FerryAccess *access;
  /* Whether it has something to keep that wasn't kept before. */
  gboolean fresh;
} Addition;

static void
addition_free (gpointer data)
{
  Addition *addition = data;

  g_clear_object (&addition->profile);
  g_clear_object (&addition->access);
  g_free (addition);
}

typedef struct
{
  FerryWorkspace *self;
  GPtrArray *profiles; /* those that somebody is signed in to now, who wasn't */
} Keeping;

/* The journal says so only now: another program that reads it finds the sign-in. */
static void
on_kept (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Keeping *keeping = user_data;
  g_autoptr (FerryWorkspace) self = keeping->self;
  g_autoptr (GPtrArray) profiles = keeping->profiles;
  g_autoptr (GError) error = NULL;

  g_free (keeping);
  ferry_access_keep_finish (FERRY_ACCESS (object), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  ferry_workspace_tell_keyring (self, error);
  for (guint i = 0; i < profiles->len; i++)
    ferry_workspace_note (self, g_ptr_array_index (profiles, i), FERRY_JOURNAL_SIGN_IN);
}

static void
copy_profile (FerryProfile *from, FerryProfile *to)
{
  if (from == to)
    return;
  g_object_set (to, "name", ferry_profile_get_name (from), "base-url", ferry_profile_get_base_url (from),
                "tenant", ferry_profile_get_tenant (from), "environment",
                ferry_profile_get_environment (from), "sign-in", ferry_profile_get_sign_in (from),
                "client-id", ferry_profile_get_client_id (from), "authority",
                ferry_profile_get_authority (from), "account", ferry_profile_get_account (from), NULL);
}

static FerryEnvironment *
put_in_place (FerryWorkspace *self, FerryProfile *profile, FerryAccess *access)
{
  FerryWorkspaceItem *known = ferry_workspace_find_item (self, ferry_profile_get_id (profile), NULL);
  g_autoptr (FerryWorkspaceItem) added = NULL;

  ferry_workspace_watch_access (self, access);
  if (known != NULL)
    {
      copy_profile (profile, ferry_environment_get_profile (ferry_workspace_item_get_environment (known)));
      ferry_workspace_item_set_access (known, access);
    }
  else
    {
      known = added = ferry_workspace_item_new (profile, access, self->database);
      ferry_workspace_append_item (self, added);
    }
  ferry_workspace_open_item (self, known);
  return ferry_workspace_item_get_environment (known);
}

static void
on_checked (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryWorkspace *self = g_task_get_source_object (task);
  Addition *addition = g_task_get_task_data (task);
  FerryEnvironment *environment;
  Keeping *keeping = NULL;
  gboolean known;
  g_autofree char *before = ferry_workspace_dup_saved_account (self, addition->profile);
  GError *error = NULL;

  if (!ferry_migration_service_connect_finish (FERRY_MIGRATION_SERVICE (object), result, &error)
      || !ferry_profile_store_save_profile (self->profiles, addition->profile, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  known = ferry_workspace_find_item (self, ferry_profile_get_id (addition->profile), NULL) != NULL;
  /* An environment that is known is reached in another way, or by somebody who signed in. */
  if (!known)
    ferry_workspace_note (self, addition->profile, FERRY_JOURNAL_ADD_ENVIRONMENT);
  else if (!addition->fresh)
    ferry_workspace_note (self, addition->profile, FERRY_JOURNAL_EDIT_ENVIRONMENT);
  if (addition->fresh)
    {
      keeping = g_new0 (Keeping, 1);
      keeping->self = g_object_ref (self);
      keeping->profiles = g_ptr_array_new_with_free_func (g_object_unref);
      if (known)
        g_ptr_array_add (keeping->profiles, g_object_ref (addition->profile));
      /* First, since it may be one that others have as well from then on. */
      ferry_access_keep_async (addition->access, self->accounts, self->cancellable, on_kept, keeping);
    }
  environment = put_in_place (self, addition->profile, addition->access);
  if (keeping != NULL)
    ferry_workspace_spread_sign_in (self, environment, keeping->profiles);
  ferry_workspace_drop_account (self, addition->profile, before);
  g_task_return_pointer (task, g_object_ref (environment), g_object_unref);
}

/* Takes @task. */
static void
check_access (GTask *task, FerryProfile *profile, FerryAccess *access, gboolean fresh)
{
  g_autoptr (FerryMigrationService) service = NULL;
  Addition *addition = g_new0 (Addition, 1);
  GError *error = NULL;

  addition->profile = g_object_ref (profile);
  addition->access = g_object_ref (access);
  addition->fresh = fresh;
  g_task_set_task_data (task, addition, addition_free);
  if (ferry_profile_check (profile, NULL, &error))
    service = ferry_migration_service_new (profile, ferry_access_get_authorizer (access), &error);
  if (service == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  ferry_migration_service_connect_async (service, g_task_get_cancellable (task), on_checked, task);
}

void
ferry_workspace_add_access_async (FerryWorkspace *self,
                                  FerryAccess *access,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task;
  FerryWorkspaceItem *known;

  g_return_if_fail (FERRY_IS_WORKSPACE (self));
  g_return_if_fail (FERRY_IS_ACCESS (access));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_workspace_add_access_async);
  known = ferry_workspace_find_item (self, ferry_profile_get_id (ferry_access_get_profile (access)), NULL);
  check_access (task, ferry_access_get_profile (access), access,
                known == NULL || ferry_workspace_item_get_access (known) != access);
}

FerryEnvironment *
ferry_workspace_add_access_finish (FerryWorkspace *self, GAsyncResult *result, GError **error)
{
  g_autoptr (FerryEnvironment) environment = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  /* The list holds it too. */
  environment = g_task_propagate_pointer (G_TASK (result), error);
  return environment;
}

void
ferry_workspace_add_profile_async (FerryWorkspace *self,
                                   FerryProfile *profile,
                                   const char *secret,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (FerryAccess) access = NULL;
  FerryWorkspaceItem *known;
  FerryAccess *old = NULL;
  GError *error = NULL;
  GTask *task;

  g_return_if_fail (FERRY_IS_WORKSPACE (self));
  g_return_if_fail (FERRY_IS_PROFILE (profile));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_workspace_add_profile_async);
  known = ferry_workspace_find_item (self, ferry_profile_get_id (profile), NULL);
  if (known != NULL)
    old = ferry_workspace_item_get_access (known);

  if (secret == NULL && old != NULL
      && ferry_profile_has_same_sign_in (profile, ferry_access_get_profile (old)))
    {
      access = g_object_ref (old);
      g_object_set (profile, "account", ferry_profile_get_account (ferry_access_get_profile (old)), NULL);
    }
  else
    {
      if (secret == NULL)
        ferry_workspace_take_account (self, profile);
      access = ferry_access_new (profile, secret == NULL ? self->accounts : NULL, &error);
    }
  if (access == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  if (secret != NULL)
    ferry_access_set_secret (access, secret);
  check_access (task, profile, access, secret != NULL);
}

FerryEnvironment *
ferry_workspace_add_profile_finish (FerryWorkspace *self, GAsyncResult *result, GError **error)
{
  return ferry_workspace_add_access_finish (self, result, error);
}
