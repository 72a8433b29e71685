/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-update-dialog.h"

#include <glib/gi18n-lib.h>

#include "ferry-error.h"

struct _FerryUpdateDialog
{
  FerryTaskDialog parent_instance;

  GtkLabel *deployed_label;
  GtkLabel *latest_label;

  GCancellable *cancellable;
  gboolean reading;
  gboolean updating;
  gboolean ordered; /* the service took it */
};

G_DEFINE_FINAL_TYPE (FerryUpdateDialog, ferry_update_dialog, FERRY_TYPE_TASK_DIALOG)

static FerryEnvironment *
environment (FerryUpdateDialog *self)
{
  return ferry_task_dialog_get_environment (FERRY_TASK_DIALOG (self));
}

static gboolean
is_known (const FerryMigrationState *state)
{
  return state->deployed_version != NULL && *state->deployed_version != '\0' && state->latest_version != NULL
         && *state->latest_version != '\0';
}

static void
show_version (GtkLabel *label, const char *version)
{
  gtk_label_set_label (label, version != NULL && *version != '\0' ? version : "–");
}

static void
show_current (FerryUpdateDialog *self, const char *version)
{
  g_autofree char *body = NULL;

  if (self->ordered)
    body = g_strdup_printf (_ ("It has version %s now. The migration log has an entry of it."), version);
  ferry_task_dialog_show (FERRY_TASK_DIALOG (self), FERRY_TASK_STAGE_DONE,
                          self->ordered ? _ ("The Service Was Updated") : _ ("The Service Is Up to Date"),
                          body != NULL ? body : _ ("It has the latest version already."), NULL);
}

static void
update (FerryUpdateDialog *self)
{
  FerryTaskDialog *dialog = FERRY_TASK_DIALOG (self);
  const FerryMigrationState *state;

  if (ferry_task_dialog_is_closed (dialog))
    return;
  state = ferry_environment_get_state (environment (self));
  show_version (self->deployed_label, state->deployed_version);
  show_version (self->latest_label, state->latest_version);

  if (self->updating)
    ferry_task_dialog_show (dialog, FERRY_TASK_STAGE_BUSY, _ ("Updating the Service…"),
                            _ ("This may take some minutes. It goes on when you close this window."), NULL);
  else if (self->reading)
    ferry_task_dialog_show (dialog, FERRY_TASK_STAGE_BUSY, _ ("Checking for an Update…"), "", NULL);
  else if (!is_known (state))
    ferry_task_dialog_show (dialog, FERRY_TASK_STAGE_READY, _ ("The Versions Aren’t Known"),
                            _ ("The service didn’t tell which version it has and which is the latest one."),
                            _ ("_Check Again"));
  else if (g_str_equal (state->deployed_version, state->latest_version))
    show_current (self, state->deployed_version);
  else if (self->ordered)
    ferry_task_dialog_show (
      dialog, FERRY_TASK_STAGE_READY, _ ("The Update Goes On"),
      _ (
        "The service has begun with it, and doesn’t tell the new version yet. Check again in a few minutes."),
      _ ("_Check Again"));
  else
    ferry_task_dialog_show (
      dialog, FERRY_TASK_STAGE_READY, _ ("An Update Is Available"),
      _ ("The service is updated in the background. Until it is done, no run can be started."),
      _ ("_Update"));
}

static void
on_refreshed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryUpdateDialog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = ferry_environment_refresh_finish (FERRY_ENVIRONMENT (source), result, &error);

  if (ferry_task_dialog_is_closed (FERRY_TASK_DIALOG (self)))
    return;
  self->reading = FALSE;
  update (self);
  if (!done)
    ferry_error_bar_show (ferry_task_dialog_get_error_bar (FERRY_TASK_DIALOG (self)),
                          _ ("What Is Shown May Be Out of Date"), error);
}

static void
check (FerryUpdateDialog *self)
{
  self->reading = TRUE;
  update (self);
  ferry_environment_refresh_async (environment (self), self->cancellable, on_refreshed, g_object_ref (self));
}

static void
on_updated (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryUpdateDialog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = ferry_environment_order_finish (FERRY_ENVIRONMENT (source), result, NULL, &error);

  self->updating = FALSE;
  self->ordered = done || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_AMBIGUOUS);
  update (self);
  if (done)
    return;
  ferry_task_dialog_fail (FERRY_TASK_DIALOG (self), error);
  /* It was perhaps refused because somebody else was faster. */
  if (!self->ordered && !ferry_task_dialog_is_closed (FERRY_TASK_DIALOG (self)))
    check (self);
}

static void
ferry_update_dialog_begin (FerryTaskDialog *dialog)
{
  FerryUpdateDialog *self = FERRY_UPDATE_DIALOG (dialog);
  const FerryMigrationState *state = ferry_environment_get_state (environment (self));

  ferry_error_bar_clear (ferry_task_dialog_get_error_bar (dialog));
  if (self->ordered || !is_known (state) || g_str_equal (state->deployed_version, state->latest_version))
    {
      check (self);
      return;
    }
  self->updating = TRUE;
  update (self);
  ferry_environment_order_async (environment (self), ferry_order_new_update (state->latest_version), NULL,
                                 on_updated, g_object_ref (self));
}

GtkWindow *
ferry_update_dialog_new (FerryEnvironment *of_environment)
{
  FerryUpdateDialog *self;
  FerryTaskDialog *dialog;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (of_environment), NULL);

  self = g_object_new (FERRY_TYPE_UPDATE_DIALOG, "title", _ ("Service Update"), NULL);
  dialog = FERRY_TASK_DIALOG (self);
  ferry_task_dialog_set_up (dialog, of_environment, FERRY_ACTION_UPDATE_SERVICE,
                            "software-update-available-symbolic");
  self->deployed_label = ferry_task_dialog_add_fact (dialog, _ ("Deployed version"));
  self->latest_label = ferry_task_dialog_add_fact (dialog, _ ("Latest version"));
  /* Every fresh answer of the service may have brought another version. */
  g_signal_connect_object (of_environment, "notify::last-seen", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  check (self);
  return GTK_WINDOW (self);
}

static void
ferry_update_dialog_dispose (GObject *object)
{
  g_cancellable_cancel (FERRY_UPDATE_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (ferry_update_dialog_parent_class)->dispose (object);
}

static void
ferry_update_dialog_finalize (GObject *object)
{
  g_clear_object (&FERRY_UPDATE_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (ferry_update_dialog_parent_class)->finalize (object);
}

static void
ferry_update_dialog_class_init (FerryUpdateDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ferry_update_dialog_dispose;
  object_class->finalize = ferry_update_dialog_finalize;
  FERRY_TASK_DIALOG_CLASS (klass)->begin = ferry_update_dialog_begin;
}

static void
ferry_update_dialog_init (FerryUpdateDialog *self)
{
  self->cancellable = g_cancellable_new ();
}
