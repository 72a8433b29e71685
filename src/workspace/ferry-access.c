/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-access.h"

#include "ferry-browser-sign-in.h"
#include "ferry-device-sign-in.h"
#include "ferry-error.h"
#include "ferry-token-authorizer.h"

#include <glib/gi18n-lib.h>

struct _FerryAccess
{
  GObject parent_instance;

  FerryProfile *profile;
  FerrySignIn kind;
  FerryIdentity *identity;     /* (nullable): none for a token given by hand */
  FerryTokenAuthorizer *token; /* one of these two */
  FerryOAuthAuthorizer *oauth;
  char *secret;                /* given by hand */
  gboolean signed_out;         /* of a token given by hand */
  FerryBrowserSignIn *browser; /* while it waits */
  FerryDeviceSignIn *device;
};

enum
{
  PROP_0,
  PROP_PROFILE,
  PROP_NEEDS_SIGN_IN,
  PROP_ACCOUNT,
  PROP_URI,
  PROP_USER_CODE,
  PROP_VERIFICATION_URI,
  PROP_EXPIRES_AT,
  N_PROPS,
};

enum
{
  OPEN_URI,
  STORE_FAILED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FerryAccess, ferry_access, G_TYPE_OBJECT)

/* ---- Signing in ---- */

static void
notify_waiting (FerryAccess *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = PROP_URI; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  g_object_thaw_notify (G_OBJECT (self));
}

/* Takes both. */
static void
end_sign_in (GTask *task, FerryTokens *tokens, GError *error)
{
  FerryAccess *self = g_task_get_source_object (task);
  g_autoptr (FerryTokens) owned = tokens;

  if (tokens != NULL)
    {
      ferry_oauth_authorizer_set_tokens (self->oauth, tokens);
      g_object_set (self->profile, "account", ferry_tokens_get_account (tokens), NULL);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, error);
}

static void
on_browser_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryAccess *self = g_task_get_source_object (task);
  GError *error = NULL;
  FerryTokens *tokens = ferry_browser_sign_in_run_finish (FERRY_BROWSER_SIGN_IN (source), result, &error);

  if (self->browser == FERRY_BROWSER_SIGN_IN (source))
    g_clear_object (&self->browser);
  notify_waiting (self);
  end_sign_in (task, tokens, error);
}

static void
on_open_uri (FerryAccess *self, const char *uri)
{
  g_signal_emit (self, signals[OPEN_URI], 0, uri);
}

static void
sign_in_with_browser (FerryAccess *self, GTask *task)
{
  g_set_object (&self->browser, NULL);
  self->browser = ferry_browser_sign_in_new (self->identity, ferry_profile_get_account (self->profile));
  g_signal_connect_object (self->browser, "open-uri", G_CALLBACK (on_open_uri), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->browser, "notify::uri", G_CALLBACK (notify_waiting), self,
                           G_CONNECT_SWAPPED);
  ferry_browser_sign_in_run_async (self->browser, g_task_get_cancellable (task), on_browser_done,
                                   g_object_ref (task));
}

static void
on_device_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryAccess *self = g_task_get_source_object (task);
  GError *error = NULL;
  FerryTokens *tokens = ferry_device_sign_in_run_finish (FERRY_DEVICE_SIGN_IN (source), result, &error);

  if (self->device == FERRY_DEVICE_SIGN_IN (source))
    g_clear_object (&self->device);
  notify_waiting (self);
  end_sign_in (task, tokens, error);
}

static void
sign_in_with_code (FerryAccess *self, GTask *task)
{
  g_set_object (&self->device, NULL);
  self->device = ferry_device_sign_in_new (self->identity);
  g_signal_connect_object (self->device, "notify::user-code", G_CALLBACK (notify_waiting), self,
                           G_CONNECT_SWAPPED);
  ferry_device_sign_in_run_async (self->device, g_task_get_cancellable (task), on_device_done,
                                  g_object_ref (task));
}

static void
on_application_tried (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryAccess *self = g_task_get_source_object (task);
  GError *error = NULL;
  char *header = ferry_authorizer_authorize_finish (FERRY_AUTHORIZER (source), result, &error);

  if (header == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  ferry_secret_free (header);
  g_object_set (self->profile, "account", ferry_access_get_account (self), NULL);
  g_task_return_boolean (task, TRUE);
}

void
ferry_access_sign_in_async (FerryAccess *self,
                            gboolean with_code,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FERRY_IS_ACCESS (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_access_sign_in_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  switch (self->kind)
    {
    case FERRY_SIGN_IN_BROWSER:
    case FERRY_SIGN_IN_DEVICE_CODE:
      if (with_code || self->kind == FERRY_SIGN_IN_DEVICE_CODE)
        sign_in_with_code (self, task);
      else
        sign_in_with_browser (self, task);
      break;
    case FERRY_SIGN_IN_APPLICATION:
      ferry_authorizer_authorize_async (FERRY_AUTHORIZER (self->oauth), NULL, cancellable,
                                        on_application_tried, g_steal_pointer (&task));
      break;
    case FERRY_SIGN_IN_TOKEN:
    default:
      if (self->secret == NULL)
        g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED,
                                 _ ("There is no token for this environment. Enter one."));
      else
        g_task_return_boolean (task, TRUE);
      break;
    }
}

gboolean
ferry_access_sign_in_finish (FerryAccess *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
ferry_access_set_secret (FerryAccess *self, const char *secret)
{
  char *copy = g_strdup (secret);

  g_return_if_fail (FERRY_IS_ACCESS (self));
  g_return_if_fail (self->kind == FERRY_SIGN_IN_TOKEN || self->kind == FERRY_SIGN_IN_APPLICATION);

  ferry_secret_free (self->secret);
  self->secret = copy;
  self->signed_out = FALSE;
  if (self->token != NULL)
    ferry_token_authorizer_set_token (self->token, copy);
  else
    ferry_oauth_authorizer_set_secret (self->oauth, copy);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEEDS_SIGN_IN]);
}

/* ---- Keeping and forgetting ---- */

static void
on_needs_sign_in (FerryAccess *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEEDS_SIGN_IN]);
}

static void
on_account (FerryAccess *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT]);
}

static void
on_store_failed (FerryAccess *self, const GError *error)
{
  g_signal_emit (self, signals[STORE_FAILED], 0, error);
}

/* Takes @oauth. */
static void
take_oauth (FerryAccess *self, FerryOAuthAuthorizer *oauth)
{
  if (self->oauth != NULL)
    g_signal_handlers_disconnect_by_data (self->oauth, self);
  g_clear_object (&self->oauth);
  self->oauth = oauth;
  g_signal_connect_object (oauth, "notify::needs-sign-in", G_CALLBACK (on_needs_sign_in), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (oauth, "notify::account", G_CALLBACK (on_account), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (oauth, "store-failed", G_CALLBACK (on_store_failed), self, G_CONNECT_SWAPPED);
}

static void
on_token_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ferry_secret_store_store_finish (FERRY_SECRET_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_oauth_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ferry_oauth_authorizer_keep_finish (FERRY_OAUTH_AUTHORIZER (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
ferry_access_keep_async (FerryAccess *self,
                         FerryAccounts *accounts,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *label = NULL;

  g_return_if_fail (FERRY_IS_ACCESS (self));
  g_return_if_fail (FERRY_IS_ACCOUNTS (accounts));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_access_keep_async);
  if (self->oauth != NULL)
    {
      take_oauth (self, ferry_accounts_join (accounts, self->profile, self->oauth));
      ferry_accounts_keep_async (accounts, self->profile, self->oauth, cancellable, on_oauth_kept,
                                 g_steal_pointer (&task));
    }
  else if (self->secret != NULL)
    {
      label = ferry_accounts_dup_label (self->profile);
      ferry_secret_store_store_async (ferry_accounts_get_secrets (accounts), FERRY_SECRET_TOKEN,
                                      ferry_profile_get_id (self->profile), "", label, self->secret,
                                      cancellable, on_token_kept, g_steal_pointer (&task));
    }
  else
    g_task_return_boolean (task, TRUE);
}

gboolean
ferry_access_keep_finish (FerryAccess *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* All three, since the way in may have been another one before. */
static const FerrySecretKind sign_in_kinds[]
  = { FERRY_SECRET_TOKEN, FERRY_SECRET_REFRESH_TOKEN, FERRY_SECRET_CLIENT_SECRET };

typedef struct
{
  FerrySecretStore *secrets;
  char *ids[2]; /* of the environment, and (nullable) of the account */
  guint next;
} Forgetting;

static void
forgetting_free (gpointer data)
{
  Forgetting *forgetting = data;

  g_object_unref (forgetting->secrets);
  for (guint i = 0; i < G_N_ELEMENTS (forgetting->ids); i++)
    g_free (forgetting->ids[i]);
  g_free (forgetting);
}

static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Forgetting *forgetting = g_task_get_task_data (task);
  GError *error = NULL;
  const char *id;

  if (result != NULL && !ferry_secret_store_forget_finish (FERRY_SECRET_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  id = forgetting->next < 2 * G_N_ELEMENTS (sign_in_kinds)
         ? forgetting->ids[forgetting->next / G_N_ELEMENTS (sign_in_kinds)]
         : NULL;
  if (id == NULL)
    g_task_return_boolean (task, TRUE);
  else
    ferry_secret_store_forget_async (forgetting->secrets,
                                     sign_in_kinds[forgetting->next++ % G_N_ELEMENTS (sign_in_kinds)], id,
                                     g_task_get_cancellable (task), on_forgotten, g_object_ref (task));
}

void
ferry_access_sign_out_async (FerryAccess *self,
                             FerryAccounts *accounts,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;
  Forgetting *forgetting;

  g_return_if_fail (FERRY_IS_ACCESS (self));
  g_return_if_fail (FERRY_IS_ACCOUNTS (accounts));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_access_sign_out_async);
  forgetting = g_new0 (Forgetting, 1);
  forgetting->secrets = g_object_ref (ferry_accounts_get_secrets (accounts));
  forgetting->ids[0] = g_strdup (ferry_profile_get_id (self->profile));
  if (self->oauth != NULL && g_strcmp0 (ferry_oauth_authorizer_get_id (self->oauth), forgetting->ids[0]) != 0)
    forgetting->ids[1] = g_strdup (ferry_oauth_authorizer_get_id (self->oauth));
  g_task_set_task_data (task, forgetting, forgetting_free);

  g_clear_pointer (&self->secret, ferry_secret_free);
  if (self->oauth != NULL)
    ferry_oauth_authorizer_sign_out (self->oauth);
  else
    {
      self->signed_out = TRUE;
      ferry_token_authorizer_set_token (self->token, NULL);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEEDS_SIGN_IN]);
    }
  on_forgotten (NULL, NULL, task);
}

gboolean
ferry_access_sign_out_finish (FerryAccess *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
ferry_access_look_again (FerryAccess *self)
{
  g_return_if_fail (FERRY_IS_ACCESS (self));

  /* A token given by hand is looked for at each request without one. */
  if (self->oauth != NULL)
    ferry_oauth_authorizer_look_again (self->oauth);
}

/* ---- The object ---- */

static void
ferry_access_dispose (GObject *object)
{
  FerryAccess *self = FERRY_ACCESS (object);

  g_clear_object (&self->browser);
  g_clear_object (&self->device);
  g_clear_object (&self->oauth);
  g_clear_object (&self->token);
  g_clear_object (&self->identity);
  g_clear_object (&self->profile);
  G_OBJECT_CLASS (ferry_access_parent_class)->dispose (object);
}

static void
ferry_access_finalize (GObject *object)
{
  ferry_secret_free (FERRY_ACCESS (object)->secret);
  G_OBJECT_CLASS (ferry_access_parent_class)->finalize (object);
}

static void
ferry_access_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryAccess *self = FERRY_ACCESS (object);

  switch (id)
    {
    case PROP_PROFILE:
      g_value_set_object (value, self->profile);
      break;
    case PROP_NEEDS_SIGN_IN:
      g_value_set_boolean (value, ferry_access_get_needs_sign_in (self));
      break;
    case PROP_ACCOUNT:
      g_value_set_string (value, ferry_access_get_account (self));
      break;
    case PROP_URI:
      g_value_set_string (value, ferry_access_get_uri (self));
      break;
    case PROP_USER_CODE:
      g_value_set_string (value, ferry_access_get_user_code (self));
      break;
    case PROP_VERIFICATION_URI:
      g_value_set_string (value, ferry_access_get_verification_uri (self));
      break;
    case PROP_EXPIRES_AT:
      g_value_set_int64 (value,
                         self->device != NULL ? ferry_device_sign_in_get_expires_at (self->device) : 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_access_class_init (FerryAccessClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ferry_access_dispose;
  object_class->finalize = ferry_access_finalize;
  object_class->get_property = ferry_access_get_property;

  properties[PROP_PROFILE] = g_param_spec_object ("profile", NULL, NULL, FERRY_TYPE_PROFILE, readable);
  properties[PROP_NEEDS_SIGN_IN] = g_param_spec_boolean ("needs-sign-in", NULL, NULL, FALSE, readable);
  properties[PROP_ACCOUNT] = g_param_spec_string ("account", NULL, NULL, "", readable);
  properties[PROP_URI] = g_param_spec_string ("uri", NULL, NULL, "", readable);
  properties[PROP_USER_CODE] = g_param_spec_string ("user-code", NULL, NULL, "", readable);
  properties[PROP_VERIFICATION_URI] = g_param_spec_string ("verification-uri", NULL, NULL, "", readable);
  properties[PROP_EXPIRES_AT] = g_param_spec_int64 ("expires-at", NULL, NULL, 0, G_MAXINT64, 0, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[OPEN_URI] = g_signal_new ("open-uri", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[STORE_FAILED] = g_signal_new ("store-failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
ferry_access_init (FerryAccess *self)
{
}

static FerryIdentity *
create_identity (FerryProfile *profile, GError **error)
{
  gboolean application = ferry_profile_get_sign_in (profile) == FERRY_SIGN_IN_APPLICATION;

  return ferry_identity_new (ferry_profile_get_authority (profile), ferry_profile_get_tenant (profile),
                             ferry_profile_get_client_id (profile),
                             application ? FERRY_IDENTITY_APPLICATION_SCOPE : FERRY_IDENTITY_SCOPE, error);
}

gboolean
ferry_access_check (FerryProfile *profile, const char **field, GError **error)
{
  g_autoptr (FerryIdentity) identity = NULL;
  const char *at = NULL;
  const char *message = NULL;

  g_return_val_if_fail (FERRY_IS_PROFILE (profile), FALSE);

  if (ferry_profile_get_sign_in (profile) == FERRY_SIGN_IN_TOKEN)
    return TRUE;
  if (*ferry_profile_get_tenant (profile) == '\0')
    {
      at = "tenant";
      message = _ ("Enter the tenant: its ID or its domain.");
    }
  else if (*ferry_profile_get_client_id (profile) == '\0')
    {
      at = "client-id";
      message = _ ("Enter the application (client) ID of the registration.");
    }
  if (at != NULL)
    g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_INVALID, message);
  else
    {
      identity = create_identity (profile, error);
      if (identity != NULL)
        return TRUE;
      /* What isn't about the two others is about where they are known. */
      if (!ferry_identity_is_name (ferry_profile_get_tenant (profile)))
        at = "tenant";
      else
        at = ferry_identity_is_name (ferry_profile_get_client_id (profile)) ? "authority" : "client-id";
    }
  if (field != NULL)
    *field = at;
  return FALSE;
}

FerryAccess *
ferry_access_new (FerryProfile *profile, FerryAccounts *accounts, GError **error)
{
  g_autoptr (FerryAccess) self = NULL;

  g_return_val_if_fail (FERRY_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (accounts == NULL || FERRY_IS_ACCOUNTS (accounts), NULL);

  if (!ferry_access_check (profile, NULL, error))
    return NULL;
  self = g_object_new (FERRY_TYPE_ACCESS, NULL);
  self->profile = g_object_ref (profile);
  self->kind = ferry_profile_get_sign_in (profile);
  if (self->kind == FERRY_SIGN_IN_TOKEN)
    {
      self->token
        = FERRY_TOKEN_AUTHORIZER (accounts != NULL ? ferry_token_authorizer_new_for_store (
                                    ferry_accounts_get_secrets (accounts), ferry_profile_get_id (profile))
                                                   : ferry_token_authorizer_new (NULL));
      return g_steal_pointer (&self);
    }
  self->identity = create_identity (profile, error);
  if (self->identity == NULL)
    return NULL;
  take_oauth (self, accounts != NULL
                      ? ferry_accounts_get (accounts, profile, self->identity)
                      : ferry_oauth_authorizer_new (self->identity, self->kind == FERRY_SIGN_IN_APPLICATION
                                                                      ? FERRY_OAUTH_APPLICATION
                                                                      : FERRY_OAUTH_USER));
  return g_steal_pointer (&self);
}

FerryProfile *
ferry_access_get_profile (FerryAccess *self)
{
  g_return_val_if_fail (FERRY_IS_ACCESS (self), NULL);
  return self->profile;
}

FerryAuthorizer *
ferry_access_get_authorizer (FerryAccess *self)
{
  g_return_val_if_fail (FERRY_IS_ACCESS (self), NULL);
  return self->oauth != NULL ? FERRY_AUTHORIZER (self->oauth) : FERRY_AUTHORIZER (self->token);
}

gboolean
ferry_access_shares_with (FerryAccess *self, FerryAccess *other)
{
  g_return_val_if_fail (FERRY_IS_ACCESS (self), FALSE);
  g_return_val_if_fail (FERRY_IS_ACCESS (other), FALSE);
  return self->oauth != NULL && self->oauth == other->oauth;
}

gboolean
ferry_access_get_needs_sign_in (FerryAccess *self)
{
  g_return_val_if_fail (FERRY_IS_ACCESS (self), TRUE);
  return self->oauth != NULL ? ferry_oauth_authorizer_get_needs_sign_in (self->oauth) : self->signed_out;
}

const char *
ferry_access_get_account (FerryAccess *self)
{
  g_return_val_if_fail (FERRY_IS_ACCESS (self), NULL);
  return self->oauth != NULL ? ferry_oauth_authorizer_get_account (self->oauth) : "";
}

const char *
ferry_access_get_uri (FerryAccess *self)
{
  g_return_val_if_fail (FERRY_IS_ACCESS (self), NULL);
  return self->browser != NULL ? ferry_browser_sign_in_get_uri (self->browser) : "";
}

const char *
ferry_access_get_user_code (FerryAccess *self)
{
  g_return_val_if_fail (FERRY_IS_ACCESS (self), NULL);
  return self->device != NULL ? ferry_device_sign_in_get_user_code (self->device) : "";
}

const char *
ferry_access_get_verification_uri (FerryAccess *self)
{
  g_return_val_if_fail (FERRY_IS_ACCESS (self), NULL);
  return self->device != NULL ? ferry_device_sign_in_get_verification_uri (self->device) : "";
}
