/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-workspace-private.h"

#include <glib/gi18n-lib.h>

#include "ferry-workspace-removal.h"

enum
{
  PROP_0,
  PROP_KEYRING_MESSAGE,
  PROP_NOTICE,
  PROP_RUNNING,
  PROP_SANDBOX_ARGUMENTS,
  N_PROPS,
};

enum
{
  RUN_ENDED,
  SETTLED,
  TROUBLE,
  REMOVED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* ---- The list ---- */

static GType
get_item_type (GListModel *model)
{
  return FERRY_TYPE_ENVIRONMENT;
}

static guint
get_n_items (GListModel *model)
{
  return FERRY_WORKSPACE (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  FerryWorkspace *self = FERRY_WORKSPACE (model);

  if (position >= self->items->len)
    return NULL;

  return g_object_ref (ferry_workspace_item_get_environment (g_ptr_array_index (self->items, position)));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FerryWorkspace,
                               ferry_workspace,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

FerryWorkspaceItem *
ferry_workspace_find_item (FerryWorkspace *self, const char *id, guint *position)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      FerryWorkspaceItem *item = g_ptr_array_index (self->items, i);

      if (g_strcmp0 (ferry_workspace_item_get_id (item), id) == 0)
        {
          if (position != NULL)
            *position = i;
          return item;
        }
    }

  return NULL;
}

static FerryWorkspaceItem *
item_of (FerryWorkspace *self, FerryEnvironment *environment)
{
  return ferry_workspace_find_item (self, ferry_profile_get_id (ferry_environment_get_profile (environment)),
                                    NULL);
}

FerryEnvironment *
ferry_workspace_lookup (FerryWorkspace *self, const char *profile_id)
{
  FerryWorkspaceItem *item;

  g_return_val_if_fail (FERRY_IS_WORKSPACE (self), NULL);

  item = ferry_workspace_find_item (self, profile_id, NULL);
  return item != NULL ? ferry_workspace_item_get_environment (item) : NULL;
}

FerrySecretStore *
ferry_workspace_get_secrets (FerryWorkspace *self)
{
  g_return_val_if_fail (FERRY_IS_WORKSPACE (self), NULL);
  return self->secrets;
}

FerryDatabase *
ferry_workspace_get_database (FerryWorkspace *self)
{
  g_return_val_if_fail (FERRY_IS_WORKSPACE (self), NULL);
  return self->database;
}

FerryAccess *
ferry_workspace_get_access (FerryWorkspace *self, FerryEnvironment *environment)
{
  FerryWorkspaceItem *item;

  g_return_val_if_fail (FERRY_IS_WORKSPACE (self), NULL);

  item = item_of (self, environment);
  return item != NULL ? ferry_workspace_item_get_access (item) : NULL;
}

FerryAccounts *
ferry_workspace_get_accounts (FerryWorkspace *self)
{
  g_return_val_if_fail (FERRY_IS_WORKSPACE (self), NULL);
  return self->accounts;
}

FerrySandboxProcess *
ferry_workspace_get_sandbox (FerryWorkspace *self, FerryEnvironment *environment)
{
  FerryWorkspaceItem *item;

  g_return_val_if_fail (FERRY_IS_WORKSPACE (self), NULL);

  item = item_of (self, environment);
  return item != NULL ? ferry_workspace_item_get_process (item) : NULL;
}

gboolean
ferry_workspace_is_running (FerryWorkspace *self)
{
  g_return_val_if_fail (FERRY_IS_WORKSPACE (self), FALSE);
  return self->running;
}

/* ---- What the environments tell ---- */

static void
update_running (FerryWorkspace *self)
{
  gboolean running = FALSE;

  for (guint i = 0; i < self->items->len; i++)
    {
      FerryEnvironment *environment
        = ferry_workspace_item_get_environment (g_ptr_array_index (self->items, i));

      running = running || ferry_run_monitor_get_active (ferry_environment_get_monitor (environment));
    }

  if (running != self->running)
    {
      self->running = running;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
    }
}

static void
on_run_ended (FerryWorkspace *self, FerryRun *run, FerryEnvironment *environment)
{
  g_signal_emit (self, signals[RUN_ENDED], 0, environment, run);
}

static void
on_settled (FerryWorkspace *self, FerryJournalEntry *entry, FerryEnvironment *environment)
{
  g_signal_emit (self, signals[SETTLED], 0, environment, entry);
}

static void
on_trouble (FerryWorkspace *self, const GError *error, FerryWorkspaceItem *item)
{
  g_signal_emit (self, signals[TROUBLE], 0, ferry_workspace_item_get_environment (item), error);
}

void
ferry_workspace_append_item (FerryWorkspace *self, FerryWorkspaceItem *item)
{
  FerryEnvironment *environment = ferry_workspace_item_get_environment (item);

  g_ptr_array_add (self->items, g_object_ref (item));
  ferry_workspace_item_set_secrets (item, self->secrets);
  g_signal_connect_object (environment, "run-ended", G_CALLBACK (on_run_ended), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (environment, "settled", G_CALLBACK (on_settled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (item, "trouble", G_CALLBACK (on_trouble), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ferry_environment_get_monitor (environment), "notify::active",
                           G_CALLBACK (update_running), self, G_CONNECT_SWAPPED);
  g_list_model_items_changed (G_LIST_MODEL (self), self->items->len - 1, 0, 1);
  update_running (self);
}

/* ---- The keyring ---- */

static void
set_string (FerryWorkspace *self, char **field, const char *value, guint id)
{
  if (g_strcmp0 (*field, value) == 0)
    return;

  g_free (*field);
  *field = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), properties[id]);
}

void
ferry_workspace_note (FerryWorkspace *self, FerryProfile *profile, const char *action)
{
  ferry_database_note (self->database, ferry_profile_get_id (profile), ferry_profile_get_name (profile),
                       ferry_profile_get_who (profile), action, "", FERRY_OUTCOME_DONE, NULL);
}

void
ferry_workspace_tell_keyring (FerryWorkspace *self, const GError *error)
{
  g_autofree char *message = NULL;

  if (error == NULL)
    message = g_strdup ("");
  else if (g_error_matches (error, FERRY_SECRET_ERROR, FERRY_SECRET_ERROR_UNAVAILABLE))
    message
      = g_strdup (_ ("There is no keyring in this session. Tokens and runtime keys aren’t kept: you’ll be "
                     "asked for them again at the next start."));
  else if (g_error_matches (error, FERRY_SECRET_ERROR, FERRY_SECRET_ERROR_LOCKED))
    message
      = g_strdup (_ ("The keyring is locked. Tokens and runtime keys aren’t kept until you unlock it."));
  else
    message = g_strdup_printf (_ ("The keyring doesn’t work, and nothing is kept in it: %s"), error->message);

  set_string (self, &self->keyring_message, message, PROP_KEYRING_MESSAGE);
}

static void
on_store_failed (FerryWorkspace *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ferry_workspace_tell_keyring (self, error);
}

void
ferry_workspace_watch_access (FerryWorkspace *self, FerryAccess *access)
{
  g_signal_handlers_disconnect_by_func (access, on_store_failed, self);
  g_signal_connect_object (access, "store-failed", G_CALLBACK (on_store_failed), self, G_CONNECT_SWAPPED);
}

static void
on_keyring_probed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FerryWorkspace) self = user_data;
  g_autoptr (GError) error = NULL;
  char *secret = ferry_secret_store_lookup_finish (FERRY_SECRET_STORE (object), result, &error);

  ferry_secret_free (secret);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ferry_workspace_tell_keyring (self, error);
}

/* ---- Opening ---- */

static void
on_item_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FerryWorkspace) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ferry_workspace_item_open_finish (FERRY_WORKSPACE_ITEM (object), result, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    on_trouble (self, error, FERRY_WORKSPACE_ITEM (object));
}

void
ferry_workspace_open_item (FerryWorkspace *self, FerryWorkspaceItem *item)
{
  ferry_workspace_item_set_arguments (item, (const char *const *) self->sandbox_arguments);
  ferry_workspace_item_open_async (item, NULL, on_item_opened, g_object_ref (self));
}

void
ferry_workspace_open (FerryWorkspace *self, FerryEnvironment *environment)
{
  FerryWorkspaceItem *item;

  g_return_if_fail (FERRY_IS_WORKSPACE (self));

  item = item_of (self, environment);
  if (item != NULL)
    ferry_workspace_open_item (self, item);
}

typedef struct
{
  FerryWorkspace *self;
  char *id;
} Resume;

static void
on_history_listed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Resume *resume = user_data;
  g_autoptr (GPtrArray) runs = ferry_database_list_runs_finish (FERRY_DATABASE (object), result, NULL);
  FerryWorkspaceItem *item = ferry_workspace_find_item (resume->self, resume->id, NULL);

  for (guint i = 0; item != NULL && runs != NULL && i < runs->len; i++)
    {
      if (ferry_run_is_running (g_ptr_array_index (runs, i)))
        {
          ferry_workspace_open_item (resume->self, item);
          break;
        }
    }

  g_object_unref (resume->self);
  g_free (resume->id);
  g_free (resume);
}

/* Another program signed in, or began or ended something: what is shown follows at once. */
static void
on_acted (FerryWorkspace *self, const char *environment_id, gboolean done)
{
  FerryEnvironment *environment = ferry_workspace_lookup (self, environment_id);

  if (environment == NULL)
    return;
  if (done && ferry_environment_get_connection (environment) == FERRY_CONNECTION_SIGNED_OUT)
    ferry_workspace_look_again (self, environment);
  ferry_environment_expect_change (environment, done);
}

void
ferry_workspace_resume (FerryWorkspace *self)
{
  g_return_if_fail (FERRY_IS_WORKSPACE (self));

  if (self->watch == NULL)
    {
      self->watch = ferry_journal_watch_new (self->database);
      g_signal_connect_object (self->watch, "acted", G_CALLBACK (on_acted), self, G_CONNECT_SWAPPED);
    }

  /* Nothing is ever found under this id: a keyring isn't unlocked for the sake of a look. */
  ferry_secret_store_lookup_async (self->secrets, FERRY_SECRET_TOKEN, "00000000-0000-0000-0000-000000000000",
                                   "", self->cancellable, on_keyring_probed, g_object_ref (self));

  for (guint i = 0; i < self->items->len; i++)
    {
      FerryWorkspaceItem *item = g_ptr_array_index (self->items, i);
      FerryEnvironment *environment = ferry_workspace_item_get_environment (item);
      Resume *resume;

      if (!ferry_profile_is_sandbox (ferry_environment_get_profile (environment)))
        {
          ferry_workspace_open_item (self, item);
          continue;
        }

      resume = g_new0 (Resume, 1);
      resume->self = g_object_ref (self);
      resume->id = g_strdup (ferry_workspace_item_get_id (item));
      ferry_database_list_runs_async (self->database, resume->id, self->cancellable, on_history_listed,
                                      resume);
    }
}

/* ---- Removing and closing ---- */

static void
on_removed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (ferry_workspace_removal_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
ferry_workspace_remove_async (FerryWorkspace *self,
                              FerryEnvironment *environment,
                              gboolean delete_data,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (FerryWorkspaceItem) item = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  g_autofree char *account_id = NULL;
  FerryProfile *profile;
  guint position;

  g_return_if_fail (FERRY_IS_WORKSPACE (self));
  g_return_if_fail (FERRY_IS_ENVIRONMENT (environment));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ferry_workspace_remove_async);

  profile = ferry_environment_get_profile (environment);
  id = g_strdup (ferry_profile_get_id (profile));
  item = ferry_workspace_find_item (self, id, &position);
  if (item == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_object_ref (item);
  if (!ferry_profile_store_remove (self->profiles, id, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  ferry_workspace_note (self, profile, FERRY_JOURNAL_REMOVE_ENVIRONMENT);
  g_signal_emit (self, signals[REMOVED], 0, id);
  ferry_workspace_item_close (item);
  g_signal_handlers_disconnect_by_data (environment, self);
  g_signal_handlers_disconnect_by_data (ferry_environment_get_monitor (environment), self);
  g_ptr_array_remove_index (self->items, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  update_running (self);

  account_id = ferry_workspace_dup_lonely_account (self, profile);
  ferry_workspace_removal_async (
    self->secrets, self->database, id, account_id, ferry_workspace_item_get_process (item),
    delete_data ? ferry_profile_get_data_folder (profile) : NULL, on_removed, g_steal_pointer (&task));
}

gboolean
ferry_workspace_remove_finish (FerryWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_database_closed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (ferry_database_close_finish (FERRY_DATABASE (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
ferry_workspace_close_async (FerryWorkspace *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FERRY_IS_WORKSPACE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ferry_workspace_close_async);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->watch);
  for (guint i = 0; i < self->items->len; i++)
    ferry_workspace_item_close (g_ptr_array_index (self->items, i));
  ferry_database_close_async (self->database, on_database_closed, g_steal_pointer (&task));
}

gboolean
ferry_workspace_close_finish (FerryWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- The object ---- */

static void
ferry_workspace_dispose (GObject *object)
{
  FerryWorkspace *self = FERRY_WORKSPACE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->watch);
  g_ptr_array_set_size (self->items, 0);
  g_clear_object (&self->secrets);
  g_clear_object (&self->accounts);
  g_clear_object (&self->profiles);
  g_clear_object (&self->database);
  G_OBJECT_CLASS (ferry_workspace_parent_class)->dispose (object);
}

static void
ferry_workspace_finalize (GObject *object)
{
  FerryWorkspace *self = FERRY_WORKSPACE (object);

  g_ptr_array_unref (self->items);
  g_clear_object (&self->cancellable);
  g_free (self->folder);
  g_free (self->keyring_message);
  g_free (self->notice);
  g_strfreev (self->sandbox_arguments);
  G_OBJECT_CLASS (ferry_workspace_parent_class)->finalize (object);
}

static void
ferry_workspace_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryWorkspace *self = FERRY_WORKSPACE (object);

  switch (id)
    {
    case PROP_KEYRING_MESSAGE:
      g_value_set_string (value, self->keyring_message);
      break;
    case PROP_NOTICE:
      g_value_set_string (value, self->notice);
      break;
    case PROP_RUNNING:
      g_value_set_boolean (value, self->running);
      break;
    case PROP_SANDBOX_ARGUMENTS:
      g_value_set_boxed (value, self->sandbox_arguments);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_workspace_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FerryWorkspace *self = FERRY_WORKSPACE (object);

  switch (id)
    {
    case PROP_SANDBOX_ARGUMENTS:
      g_strfreev (self->sandbox_arguments);
      self->sandbox_arguments = g_value_dup_boxed (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_workspace_class_init (FerryWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ferry_workspace_dispose;
  object_class->finalize = ferry_workspace_finalize;
  object_class->get_property = ferry_workspace_get_property;
  object_class->set_property = ferry_workspace_set_property;

  properties[PROP_KEYRING_MESSAGE] = g_param_spec_string ("keyring-message", NULL, NULL, "", readable);
  properties[PROP_NOTICE] = g_param_spec_string ("notice", NULL, NULL, "", readable);
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, readable);
  properties[PROP_SANDBOX_ARGUMENTS] = g_param_spec_boxed ("sandbox-arguments", NULL, NULL, G_TYPE_STRV,
                                                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[RUN_ENDED] = g_signal_new ("run-ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 2, FERRY_TYPE_ENVIRONMENT, FERRY_TYPE_RUN);
  signals[SETTLED] = g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, FERRY_TYPE_ENVIRONMENT, FERRY_TYPE_JOURNAL_ENTRY);
  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TROUBLE] = g_signal_new ("trouble", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, FERRY_TYPE_ENVIRONMENT, G_TYPE_ERROR);
}

static void
ferry_workspace_init (FerryWorkspace *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
  self->keyring_message = g_strdup ("");
  self->notice = g_strdup ("");
}

static void
append_profile (FerryWorkspace *self, FerryProfile *profile)
{
  g_autoptr (FerryAccess) access = NULL;
  g_autoptr (FerryWorkspaceItem) item = NULL;

  /* Where the profile doesn't say enough, nobody is signed in, and the sign-in says what is missing. */
  if (!ferry_profile_is_sandbox (profile))
    access = ferry_access_new (profile, self->accounts, NULL);
  if (access != NULL)
    ferry_workspace_watch_access (self, access);
  item = ferry_workspace_item_new (profile, access, self->database);
  ferry_workspace_append_item (self, item);
}

static FerryWorkspace *
create (const char *folder, FerrySecretStore *secrets)
{
  g_autofree char *profiles_path = g_build_filename (folder, "environments.ini", NULL);
  g_autofree char *database_path = g_build_filename (folder, "history.db", NULL);
  FerryWorkspace *self = g_object_new (FERRY_TYPE_WORKSPACE, NULL);

  self->folder = g_strdup (folder);
  self->secrets = g_object_ref (secrets);
  self->accounts = ferry_accounts_new (secrets);
  self->database = ferry_database_new (database_path);
  self->profiles = ferry_profile_store_new (profiles_path);
  return self;
}

FerryWorkspace *
ferry_workspace_new (const char *folder, FerrySecretStore *secrets)
{
  FerryWorkspace *self = create (folder, secrets);
  g_autoptr (GError) error = NULL;

  if (!ferry_profile_store_load (self->profiles, &error))
    set_string (self, &self->notice, error->message, PROP_NOTICE);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->profiles)); i++)
    {
      g_autoptr (FerryProfile) profile = g_list_model_get_item (G_LIST_MODEL (self->profiles), i);

      append_profile (self, profile);
    }

  return self;
}

/* Files of profiles don't say who signs in. Of those environments that are known on this computer, the same one says it; else
 * those that are signed in to in the same way, where they agree. */
static void
take_known_account (GPtrArray *known, FerryProfile *profile)
{
  const char *account = "";

  for (guint i = 0; i < known->len; i++)
    {
      FerryProfile *other = g_ptr_array_index (known, i);
      const char *candidate = ferry_profile_get_account (other);

      if (*candidate == '\0' || !ferry_profile_has_same_sign_in (profile, other))
        continue;
      if (g_str_equal (ferry_profile_get_id (other), ferry_profile_get_id (profile)))
        {
          account = candidate;
          break;
        }
      if (account != NULL)
        account = *account == '\0' || g_str_equal (account, candidate) ? candidate : NULL;
    }
  if (account != NULL && *account != '\0')
    g_object_set (profile, "account", account, NULL);
}

FerryWorkspace *
ferry_workspace_new_for_profiles (const char *folder, FerrySecretStore *secrets, GPtrArray *profiles)
{
  FerryWorkspace *self = create (folder, secrets);
  g_autoptr (GPtrArray) known = ferry_profile_store_read (self->profiles);

  for (guint i = 0; i < profiles->len; i++)
    {
      take_known_account (known, g_ptr_array_index (profiles, i));
      append_profile (self, g_ptr_array_index (profiles, i));
    }
  return self;
}
