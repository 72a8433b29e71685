/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-sandbox-attach.h"

#include <glib/gi18n-lib.h>

#include "ferry-error.h"
#include "ferry-sandbox-serving.h"
#include "ferry-token-authorizer.h"

/* A new sandbox makes its sample databases first. */
#define LOOK_AGAIN_MS 500

typedef struct
{
  FerryProfile *profile;
  FerrySecretStore *secrets;
  guint timer;
} Attachment;

static void
attachment_free (gpointer data)
{
  Attachment *self = data;

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->profile);
  g_clear_object (&self->secrets);
  g_free (self);
}

static void
on_token_found (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *token = ferry_secret_store_lookup_finish (FERRY_SECRET_STORE (object), result, &error);

  if (token != NULL)
    g_task_return_pointer (task, ferry_token_authorizer_new (token), g_object_unref);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    {
      const char *text = _ ("Another program runs this sandbox, and its token isn’t in the keyring. End that "
                            "program, or unlock the keyring.");

      if (error == NULL)
        g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED, "%s", text);
      else
        /* Translators: two sentences: what is the matter, and why */
        g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED, _ ("%1$s %2$s"), text,
                                 error->message);
    }
  ferry_secret_free (token);
  g_clear_error (&error);
}

/* Returns: whether it is decided */
static gboolean
look (GTask *task)
{
  Attachment *self = g_task_get_task_data (task);
  g_autoptr (FerrySandboxServing) serving
    = ferry_sandbox_serving_read (ferry_profile_get_data_folder (self->profile));

  if (g_task_return_error_if_cancelled (task))
    return TRUE;
  if (serving == NULL)
    {
      g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_NOT_FOUND, _ ("Nobody runs this sandbox."));
      return TRUE;
    }
  if (serving->url == NULL)
    return FALSE;
  g_object_set (self->profile, "base-url", serving->url, "tenant", serving->tenant, "environment",
                serving->environment, NULL);
  ferry_secret_store_lookup_async (self->secrets, FERRY_SECRET_TOKEN, ferry_profile_get_id (self->profile),
                                   "", g_task_get_cancellable (task), on_token_found, g_object_ref (task));
  return TRUE;
}

static gboolean
on_timer (gpointer user_data)
{
  GTask *task = user_data;
  Attachment *self = g_task_get_task_data (task);

  if (!look (task))
    return G_SOURCE_CONTINUE;
  self->timer = 0;
  return G_SOURCE_REMOVE;
}

void
ferry_sandbox_attach_async (FerryProfile *profile,
                            FerrySecretStore *secrets,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Attachment *self;

  g_return_if_fail (FERRY_IS_PROFILE (profile));
  g_return_if_fail (FERRY_IS_SECRET_STORE (secrets));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_sandbox_attach_async);
  self = g_new0 (Attachment, 1);
  self->profile = g_object_ref (profile);
  self->secrets = g_object_ref (secrets);
  g_task_set_task_data (task, self, attachment_free);
  if (!look (task))
    self->timer
      = g_timeout_add_full (G_PRIORITY_DEFAULT, LOOK_AGAIN_MS, on_timer, g_object_ref (task), g_object_unref);
}

FerryAuthorizer *
ferry_sandbox_attach_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_kept (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!ferry_secret_store_store_finish (FERRY_SECRET_STORE (object), result, &error))
    g_debug ("Other programs can't use this sandbox: %s", error->message);
}

void
ferry_sandbox_attach_keep (FerryProfile *profile, const char *token, FerrySecretStore *secrets)
{
  /* Translators: what the keyring's own application shows; %s is a sandbox's name */
  g_autofree char *label = g_strdup_printf (_ ("Ferry: sandbox %s"), ferry_profile_get_name (profile));

  ferry_secret_store_store_async (secrets, FERRY_SECRET_TOKEN, ferry_profile_get_id (profile), "", label,
                                  token, NULL, on_kept, NULL);
}
