/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-token-authorizer.h"

#include "ferry-error.h"
#include "ferry-waiting-list.h"

#include <glib/gi18n-lib.h>

struct _FerryTokenAuthorizer
{
  GObject parent_instance;

  FerrySecretStore *store;
  char *environment_id;
  char *token;
  char *refused;
  /* Those who wait for the store; one look-up serves them all, so that a locked keyring asks once. */
  FerryWaitingList *waiting;
  GCancellable *lookup;
};

static void ferry_token_authorizer_authorizer_init (FerryAuthorizerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FerryTokenAuthorizer,
                               ferry_token_authorizer,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FERRY_TYPE_AUTHORIZER,
                                                      ferry_token_authorizer_authorizer_init))

static void
ferry_token_authorizer_finalize (GObject *object)
{
  FerryTokenAuthorizer *self = FERRY_TOKEN_AUTHORIZER (object);

  g_clear_pointer (&self->token, ferry_secret_free);
  g_clear_pointer (&self->refused, ferry_secret_free);
  g_clear_object (&self->store);
  g_clear_object (&self->lookup);
  g_free (self->environment_id);
  ferry_waiting_list_free (self->waiting);

  G_OBJECT_CLASS (ferry_token_authorizer_parent_class)->finalize (object);
}

static void
free_header (gpointer header)
{
  ferry_secret_free (header);
}

static void
return_token (FerryTokenAuthorizer *self, GTask *task)
{
  g_task_return_pointer (task, g_strconcat ("Bearer ", self->token, NULL), free_header);
}

static void
return_nobody (FerryTokenAuthorizer *self, GTask *task)
{
  if (self->refused != NULL)
    g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED,
                             _ ("The service didn’t accept the token. Enter a new one."));
  else
    g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED,
                             _ ("There is no token for this environment. Enter one."));
}

static void
answer_waiting (FerryTokenAuthorizer *self, const GError *error)
{
  GTask *task;

  while ((task = ferry_waiting_list_take (self->waiting)) != NULL)
    {
      if (self->token != NULL)
        return_token (self, task);
      else if (error != NULL)
        g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED,
                                 /* Translators: %s is the reason */
                                 _ ("The token can’t be read from the keyring. %s"), error->message);
      else
        return_nobody (self, task);
      g_object_unref (task);
    }
}

static void
end_lookup (FerryTokenAuthorizer *self)
{
  if (self->lookup != NULL)
    g_cancellable_cancel (self->lookup);
  g_clear_object (&self->lookup);
}

/* Takes a prompt that nobody waits for off the screen. */
static void
abandoned_cb (gpointer user_data)
{
  end_lookup (user_data);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FerryTokenAuthorizer) self = user_data;
  g_autoptr (GError) error = NULL;
  char *token = ferry_secret_store_lookup_finish (FERRY_SECRET_STORE (source), result, &error);

  /* One that was given up has been followed by another, or by a token given by hand. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->lookup);
  if (self->token == NULL && token != NULL && *token != '\0' && g_strcmp0 (token, self->refused) != 0)
    self->token = g_steal_pointer (&token);
  ferry_secret_free (token);
  answer_waiting (self, error);
}

static void
wait_for_store (FerryTokenAuthorizer *self, GTask *task)
{
  ferry_waiting_list_add (self->waiting, task);
  if (self->lookup != NULL)
    return;
  self->lookup = g_cancellable_new ();
  ferry_secret_store_lookup_async (self->store, FERRY_SECRET_TOKEN, self->environment_id, "", self->lookup,
                                   looked_up_cb, g_object_ref (self));
}

/* Whether it is the present token that was refused, and not one that was replaced in the meantime. */
static gboolean
is_present (FerryTokenAuthorizer *self, const char *header)
{
  return header != NULL && self->token != NULL && g_str_has_prefix (header, "Bearer ")
         && g_str_equal (header + strlen ("Bearer "), self->token);
}

static void
ferry_token_authorizer_authorize_async (FerryAuthorizer *authorizer,
                                        const char *refused,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  FerryTokenAuthorizer *self = FERRY_TOKEN_AUTHORIZER (authorizer);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ferry_token_authorizer_authorize_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (is_present (self, refused))
    {
      ferry_secret_free (self->refused);
      self->refused = g_steal_pointer (&self->token);
    }

  if (self->token != NULL)
    return_token (self, task);
  else if (self->store != NULL)
    wait_for_store (self, task);
  else
    return_nobody (self, task);
}

static char *
ferry_token_authorizer_authorize_finish (FerryAuthorizer *authorizer, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, authorizer), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
ferry_token_authorizer_authorizer_init (FerryAuthorizerInterface *iface)
{
  iface->authorize_async = ferry_token_authorizer_authorize_async;
  iface->authorize_finish = ferry_token_authorizer_authorize_finish;
}

static void
ferry_token_authorizer_class_init (FerryTokenAuthorizerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_token_authorizer_finalize;
}

static void
ferry_token_authorizer_init (FerryTokenAuthorizer *self)
{
  self->waiting = ferry_waiting_list_new (abandoned_cb, self);
}

FerryAuthorizer *
ferry_token_authorizer_new (const char *token)
{
  FerryTokenAuthorizer *self = g_object_new (FERRY_TYPE_TOKEN_AUTHORIZER, NULL);

  ferry_token_authorizer_set_token (self, token);
  return FERRY_AUTHORIZER (self);
}

FerryAuthorizer *
ferry_token_authorizer_new_for_store (FerrySecretStore *store, const char *environment_id)
{
  FerryTokenAuthorizer *self;

  g_return_val_if_fail (FERRY_IS_SECRET_STORE (store), NULL);
  g_return_val_if_fail (environment_id != NULL, NULL);

  self = g_object_new (FERRY_TYPE_TOKEN_AUTHORIZER, NULL);
  self->store = g_object_ref (store);
  self->environment_id = g_strdup (environment_id);
  return FERRY_AUTHORIZER (self);
}

void
ferry_token_authorizer_set_token (FerryTokenAuthorizer *self, const char *token)
{
  g_return_if_fail (FERRY_IS_TOKEN_AUTHORIZER (self));

  g_clear_pointer (&self->token, ferry_secret_free);
  g_clear_pointer (&self->refused, ferry_secret_free);
  if (token == NULL || *token == '\0')
    return;
  self->token = g_strdup (token);
  end_lookup (self);
  answer_waiting (self, NULL);
}
