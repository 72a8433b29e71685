/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-workspace-item.h"

#include <glib/gi18n-lib.h>

#include "ferry-error.h"
#include "ferry-sandbox-attach.h"
#include "ferry-sandbox-serving.h"
#include "ferry-token-authorizer.h"

#define MAX_RESTARTS 3
/* A sandbox that ran this long before it ended gets its restarts again. */
#define RESTARTS_FORGOTTEN (G_TIME_SPAN_MINUTE * 2)

struct _FerryWorkspaceItem
{
  GObject parent_instance;

  FerryEnvironment *environment;
  FerrySandboxProcess *process;
  FerryAccess *access;
  GCancellable *cancellable;
  GPtrArray *waiting; /* GTasks of those who asked for it to be opened */
  char **arguments;
  gboolean opened;
  gboolean opening;
  gboolean closed;
  guint restarts;
  gint64 started_at;
  GError *failure; /* of the last opening */
  FerrySecretStore *secrets;
  gboolean attached; /* another program serves the sandbox */
};

enum
{
  TROUBLE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FerryWorkspaceItem, ferry_workspace_item, G_TYPE_OBJECT)

static FerryProfile *
profile_of (FerryWorkspaceItem *self)
{
  return ferry_environment_get_profile (self->environment);
}

FerryEnvironment *
ferry_workspace_item_get_environment (FerryWorkspaceItem *self)
{
  g_return_val_if_fail (FERRY_IS_WORKSPACE_ITEM (self), NULL);
  return self->environment;
}

FerrySandboxProcess *
ferry_workspace_item_get_process (FerryWorkspaceItem *self)
{
  g_return_val_if_fail (FERRY_IS_WORKSPACE_ITEM (self), NULL);
  return self->process;
}

const char *
ferry_workspace_item_get_id (FerryWorkspaceItem *self)
{
  g_return_val_if_fail (FERRY_IS_WORKSPACE_ITEM (self), NULL);
  return ferry_profile_get_id (profile_of (self));
}

FerryAccess *
ferry_workspace_item_get_access (FerryWorkspaceItem *self)
{
  g_return_val_if_fail (FERRY_IS_WORKSPACE_ITEM (self), NULL);
  return self->access;
}

const GError *
ferry_workspace_item_get_failure (FerryWorkspaceItem *self)
{
  g_return_val_if_fail (FERRY_IS_WORKSPACE_ITEM (self), NULL);
  return self->failure;
}

static void
on_refreshed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  /* What went wrong is in the environment's `connection`. */
  ferry_environment_refresh_finish (FERRY_ENVIRONMENT (object), result, NULL);
}

/* Shows at once that nobody is signed in any more: the request that this makes is answered here. And that somebody is again, which
 * may have been done for another environment. */
static void
on_needs_sign_in (FerryWorkspaceItem *self)
{
  gboolean shown = ferry_environment_get_connection (self->environment) == FERRY_CONNECTION_SIGNED_OUT;

  if (self->opened && ferry_access_get_needs_sign_in (self->access) != shown)
    ferry_environment_refresh_async (self->environment, self->cancellable, on_refreshed, NULL);
}

static void
take_access (FerryWorkspaceItem *self, FerryAccess *access)
{
  if (self->access != NULL)
    g_signal_handlers_disconnect_by_func (self->access, on_needs_sign_in, self);
  g_set_object (&self->access, access);
  if (access != NULL)
    g_signal_connect_object (access, "notify::needs-sign-in", G_CALLBACK (on_needs_sign_in), self,
                             G_CONNECT_SWAPPED);
}

void
ferry_workspace_item_set_access (FerryWorkspaceItem *self, FerryAccess *access)
{
  g_return_if_fail (FERRY_IS_WORKSPACE_ITEM (self));
  g_return_if_fail (FERRY_IS_ACCESS (access));

  take_access (self, access);
  ferry_environment_set_access (self->environment, ferry_access_get_authorizer (access));
  if (self->opened)
    ferry_environment_refresh_async (self->environment, self->cancellable, on_refreshed, NULL);
}

void
ferry_workspace_item_set_secrets (FerryWorkspaceItem *self, FerrySecretStore *secrets)
{
  g_return_if_fail (FERRY_IS_WORKSPACE_ITEM (self));
  g_set_object (&self->secrets, secrets);
}

void
ferry_workspace_item_set_arguments (FerryWorkspaceItem *self, const char *const *arguments)
{
  g_return_if_fail (FERRY_IS_WORKSPACE_ITEM (self));

  g_strfreev (self->arguments);
  self->arguments = g_strdupv ((char **) arguments);
}

static void
finish_waiting (FerryWorkspaceItem *self, const GError *error)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->opening = FALSE;

  for (guint i = 0; i < waiting->len; i++)
    {
      GTask *task = g_ptr_array_index (waiting, i);

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
    }
}

static void start_process (FerryWorkspaceItem *self, GCancellable *cancellable);

/* Where who serves it has ended, somebody has to: whoever is first. */
static void
on_connection_changed (FerryWorkspaceItem *self)
{
  FerryConnection connection = ferry_environment_get_connection (self->environment);

  if (!self->attached || self->closed || self->opening
      || (connection != FERRY_CONNECTION_OFFLINE && connection != FERRY_CONNECTION_SIGNED_OUT))
    return;
  self->opening = TRUE;
  start_process (self, self->cancellable);
}

static void
on_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FerryWorkspaceItem) self = user_data;
  g_autoptr (GError) error = NULL;

  g_clear_error (&self->failure);
  if (!ferry_environment_open_finish (FERRY_ENVIRONMENT (object), result, &error)
      && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      self->opened = FALSE;
      finish_waiting (self, error);
      return;
    }

  self->failure = g_steal_pointer (&error);
  finish_waiting (self, NULL);
  on_connection_changed (self);
}

static void
open_environment (FerryWorkspaceItem *self)
{
  if (self->opened)
    {
      ferry_environment_refresh_async (self->environment, self->cancellable, on_refreshed, NULL);
      finish_waiting (self, NULL);
      return;
    }

  self->opened = TRUE;
  ferry_environment_open_async (self->environment, self->cancellable, on_opened, g_object_ref (self));
}

static gboolean
is_served (FerryWorkspaceItem *self)
{
  g_autoptr (FerrySandboxServing) serving
    = ferry_sandbox_serving_read (ferry_profile_get_data_folder (profile_of (self)));

  return serving != NULL;
}

static void
on_attached (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FerryWorkspaceItem) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FerryAuthorizer) authorizer = ferry_sandbox_attach_finish (result, &error);

  if (authorizer == NULL)
    {
      if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_NOT_FOUND) && !self->closed)
        {
          start_process (self, self->cancellable);
          return;
        }
      if (self->waiting->len == 0 && !self->closed)
        g_signal_emit (self, signals[TROUBLE], 0, error);
      finish_waiting (self, error);
      return;
    }
  self->attached = TRUE;
  ferry_environment_set_access (self->environment, authorizer);
  open_environment (self);
}

static void
attach (FerryWorkspaceItem *self, GCancellable *cancellable)
{
  ferry_sandbox_attach_async (profile_of (self), self->secrets, cancellable, on_attached,
                              g_object_ref (self));
}

static void
on_process_started (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FerryWorkspaceItem) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FerryAuthorizer) authorizer = NULL;
  FerrySandboxProcess *process = FERRY_SANDBOX_PROCESS (object);

  if (!ferry_sandbox_process_start_finish (process, result, &error))
    {
      if (self->process == process)
        g_clear_object (&self->process);
      /* Another program was quicker. */
      if (self->secrets != NULL && !self->closed && is_served (self))
        {
          attach (self, self->cancellable);
          return;
        }
      /* Nobody waits for a restart to fail. */
      if (self->waiting->len == 0 && !self->closed)
        g_signal_emit (self, signals[TROUBLE], 0, error);
      finish_waiting (self, error);
      return;
    }

  if (self->closed)
    {
      error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("The sandbox was closed"));
      ferry_sandbox_process_stop (process);
      finish_waiting (self, error);
      return;
    }

  self->started_at = g_get_monotonic_time ();
  g_object_set (profile_of (self), "base-url", ferry_sandbox_process_get_url (process), "tenant",
                ferry_sandbox_process_get_tenant (process), "environment",
                ferry_sandbox_process_get_environment (process), NULL);
  authorizer = ferry_token_authorizer_new (ferry_sandbox_process_get_token (process));
  ferry_environment_set_access (self->environment, authorizer);
  if (self->secrets != NULL)
    ferry_sandbox_attach_keep (profile_of (self), ferry_sandbox_process_get_token (process), self->secrets);
  open_environment (self);
}

static void
on_process_ended (FerrySandboxProcess *process, const char *message, FerryWorkspaceItem *self)
{
  g_autoptr (GError) error = NULL;

  if (self->closed || process != self->process)
    return;

  if (g_get_monotonic_time () - self->started_at > RESTARTS_FORGOTTEN)
    self->restarts = 0;

  g_clear_object (&self->process);
  if (self->restarts < MAX_RESTARTS)
    {
      self->restarts++;
      self->opening = TRUE;
      start_process (self, self->cancellable);
      return;
    }

  error = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The sandbox keeps ending by itself: %s"), message);
  g_signal_emit (self, signals[TROUBLE], 0, error);
}

static void
start_process (FerryWorkspaceItem *self, GCancellable *cancellable)
{
  self->attached = FALSE;
  if (self->secrets != NULL && is_served (self))
    {
      attach (self, cancellable);
      return;
    }
  self->process = ferry_sandbox_process_new (NULL, ferry_profile_get_data_folder (profile_of (self)),
                                             (const char *const *) self->arguments);
  g_signal_connect_object (self->process, "ended", G_CALLBACK (on_process_ended), self, 0);
  ferry_sandbox_process_start_async (self->process, cancellable, on_process_started, g_object_ref (self));
}

void
ferry_workspace_item_open_async (FerryWorkspaceItem *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  gboolean sandbox;

  g_return_if_fail (FERRY_IS_WORKSPACE_ITEM (self));

  sandbox = ferry_profile_is_sandbox (profile_of (self));
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_workspace_item_open_async);

  if (self->opened && !self->opening && (!sandbox || self->process != NULL || self->attached))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_ptr_array_add (self->waiting, g_steal_pointer (&task));
  if (self->opening)
    return;

  self->opening = TRUE;
  self->closed = FALSE;
  if (sandbox && self->process == NULL && !self->attached)
    start_process (self, cancellable);
  else
    open_environment (self);
}

gboolean
ferry_workspace_item_open_finish (FerryWorkspaceItem *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
ferry_workspace_item_close (FerryWorkspaceItem *self)
{
  g_return_if_fail (FERRY_IS_WORKSPACE_ITEM (self));

  self->closed = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (self->opened)
    ferry_environment_close (self->environment);
  self->opened = FALSE;
  if (self->process != NULL)
    ferry_sandbox_process_stop (self->process);
}

static void
ferry_workspace_item_dispose (GObject *object)
{
  FerryWorkspaceItem *self = FERRY_WORKSPACE_ITEM (object);

  if (self->environment != NULL)
    ferry_workspace_item_close (self);
  g_clear_object (&self->process);
  g_clear_object (&self->environment);
  g_clear_object (&self->access);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->secrets);
  G_OBJECT_CLASS (ferry_workspace_item_parent_class)->dispose (object);
}

static void
ferry_workspace_item_finalize (GObject *object)
{
  FerryWorkspaceItem *self = FERRY_WORKSPACE_ITEM (object);

  g_ptr_array_unref (self->waiting);
  g_strfreev (self->arguments);
  g_clear_error (&self->failure);
  G_OBJECT_CLASS (ferry_workspace_item_parent_class)->finalize (object);
}

static void
ferry_workspace_item_class_init (FerryWorkspaceItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ferry_workspace_item_dispose;
  object_class->finalize = ferry_workspace_item_finalize;

  signals[TROUBLE] = g_signal_new ("trouble", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
ferry_workspace_item_init (FerryWorkspaceItem *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
}

FerryWorkspaceItem *
ferry_workspace_item_new (FerryProfile *profile, FerryAccess *access, FerryDatabase *database)
{
  FerryWorkspaceItem *self = g_object_new (FERRY_TYPE_WORKSPACE_ITEM, NULL);

  self->environment
    = ferry_environment_new (profile, access != NULL ? ferry_access_get_authorizer (access) : NULL, database);
  take_access (self, access);
  g_signal_connect_object (self->environment, "notify::connection", G_CALLBACK (on_connection_changed), self,
                           G_CONNECT_SWAPPED);
  /* On this computer nobody counts requests: the rehearsal shows sooner what happens. */
  if (ferry_profile_is_sandbox (profile))
    ferry_run_monitor_set_intervals (ferry_environment_get_monitor (self->environment), 250, 2000, 10000);
  return self;
}
