/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-oauth-authorizer.h"

#include "ferry-clock.h"
#include "ferry-error.h"
#include "ferry-waiting-list.h"

#include <glib/gi18n-lib.h>

/* A token is renewed this long before it expires, or in the last fifth of a short life: it has to hold for as long as a
 * request is on its way. */
#define MARGIN       (5 * G_TIME_SPAN_MINUTE)
#define MARGIN_SHARE 5

struct _FerryOAuthAuthorizer
{
  GObject parent_instance;

  FerryIdentity *identity;
  FerryOAuthKind kind;
  FerryClock *clock;

  /* Where it is kept; %NULL for this session only. */
  FerrySecretStore *store;
  char *id;
  char *label;
  GPtrArray *earlier; /* ids under which earlier versions kept it: looked for after the one above */

  /* What gets the next token: a refresh token or a client secret. */
  char *credential;
  char *header;
  gint64
    expires_at; /* by the clock; after a suspend, a token that has expired meanwhile is refused, and renewed then */
  gint64 lifetime;
  char *account;

  /* The renewal that is under way, and who waits for it. */
  GCancellable *renewal;
  FerryWaitingList *waiting;
  char *refused;
  guint next;          /* where it is looked for next: 0 is the id, then the earlier ones */
  gboolean from_older; /* what is asked with was found under one of those */
  GError *verdict;     /* what the identity service said first */

  /* Why nobody is signed in; further requests end with it. */
  GError *signed_out;
};

enum
{
  PROP_0,
  PROP_NEEDS_SIGN_IN,
  PROP_ACCOUNT,
  N_PROPS,
};

enum
{
  STORE_FAILED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void ferry_oauth_authorizer_authorizer_init (FerryAuthorizerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FerryOAuthAuthorizer,
                               ferry_oauth_authorizer,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FERRY_TYPE_AUTHORIZER,
                                                      ferry_oauth_authorizer_authorizer_init))

static FerrySecretKind
secret_kind (FerryOAuthAuthorizer *self)
{
  return self->kind == FERRY_OAUTH_APPLICATION ? FERRY_SECRET_CLIENT_SECRET : FERRY_SECRET_REFRESH_TOKEN;
}

/* ---- What is known ---- */

/* Takes @error; %NULL means that somebody is signed in. */
static void
set_signed_out (FerryOAuthAuthorizer *self, GError *error)
{
  gboolean changed = (error != NULL) != (self->signed_out != NULL);

  g_clear_error (&self->signed_out);
  self->signed_out = error;
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEEDS_SIGN_IN]);
}

static void
set_account (FerryOAuthAuthorizer *self, const char *account)
{
  if (g_str_equal (self->account, account))
    return;
  g_free (self->account);
  self->account = g_strdup (account);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT]);
}

static void
set_secret (char **field, const char *secret)
{
  char *copy = g_strdup (secret);

  ferry_secret_free (*field);
  *field = copy;
}

static gint64
margin_of (FerryOAuthAuthorizer *self)
{
  return MIN (MARGIN, self->lifetime / MARGIN_SHARE);
}

static gboolean
is_good_for (FerryOAuthAuthorizer *self, gint64 margin)
{
  return self->header != NULL && self->expires_at - ferry_clock_now (self->clock) > margin
         && g_strcmp0 (self->header, self->refused) != 0;
}

static void
take_access_token (FerryOAuthAuthorizer *self, FerryTokens *tokens)
{
  ferry_secret_free (self->header);
  self->header = g_strconcat ("Bearer ", ferry_tokens_get_access_token (tokens), NULL);
  self->lifetime = ferry_tokens_get_lifetime (tokens) * G_TIME_SPAN_SECOND;
  self->expires_at = ferry_clock_now (self->clock) + self->lifetime;
  set_secret (&self->refused, NULL);
  if (*ferry_tokens_get_account (tokens) != '\0')
    set_account (self, ferry_tokens_get_account (tokens));
  else if (self->kind == FERRY_OAUTH_APPLICATION)
    set_account (self, ferry_identity_get_client_id (self->identity));
}

/* ---- Those who wait ---- */

static void
free_header (gpointer header)
{
  ferry_secret_free (header);
}

static void
return_header (FerryOAuthAuthorizer *self, GTask *task)
{
  g_task_return_pointer (task, g_strdup (self->header), free_header);
}

static void
answer_waiting (FerryOAuthAuthorizer *self, const GError *error)
{
  g_autoptr (FerryOAuthAuthorizer) guard = g_object_ref (self);
  GTask *task;
  /* Those who come while these are told wait for something else. */
  guint n = ferry_waiting_list_get_length (self->waiting);

  while (n-- > 0 && (task = ferry_waiting_list_take (self->waiting)) != NULL)
    {
      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        return_header (self, task);
      g_object_unref (task);
    }
}

static void
end_renewal (FerryOAuthAuthorizer *self)
{
  if (self->renewal != NULL)
    g_cancellable_cancel (self->renewal);
  g_clear_object (&self->renewal);
}

/*
 * A look into the keyring is given up with the last who waits for it, since it may show a prompt. A question to the identity
 * service isn't: it may have used the refresh token up, and the new one must not get lost.
 */
static void
abandoned_cb (gpointer user_data)
{
  FerryOAuthAuthorizer *self = user_data;

  if (self->credential == NULL)
    end_renewal (self);
}

/* ---- Renewing ---- */

static void
on_earlier_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  /* What stays there is found only where nothing newer is, and is gone with its environment. */
  ferry_secret_store_forget_finish (FERRY_SECRET_STORE (source), result, NULL);
}

/* What is kept under the id has taken their place. */
static void
forget_earlier (FerryOAuthAuthorizer *self)
{
  g_autoptr (GPtrArray) earlier = g_steal_pointer (&self->earlier);

  self->earlier = g_ptr_array_new_with_free_func (g_free);
  self->from_older = FALSE;
  for (guint i = 0; self->store != NULL && i < earlier->len; i++)
    ferry_secret_store_forget_async (self->store, secret_kind (self), g_ptr_array_index (earlier, i), NULL,
                                     on_earlier_forgotten, NULL);
}

typedef struct
{
  FerryOAuthAuthorizer *self;
  GCancellable *renewal;
} Keeping;

static void
on_rotation_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Keeping *keeping = user_data;
  g_autoptr (FerryOAuthAuthorizer) self = keeping->self;
  g_autoptr (GCancellable) renewal = keeping->renewal;
  g_autoptr (GError) error = NULL;

  g_free (keeping);
  if (ferry_secret_store_store_finish (FERRY_SECRET_STORE (source), result, &error))
    forget_earlier (self);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[STORE_FAILED], 0, error);
  /* Else somebody signed in or out meanwhile, and nobody waits for this any more. */
  if (self->renewal == renewal)
    {
      g_clear_object (&self->renewal);
      answer_waiting (self, NULL);
    }
}

/* Before anything goes out with the new access token: a program that has its answer may end, and with a refresh token that
 * is good once, the sign-in would be lost. */
static void
keep_rotated (FerryOAuthAuthorizer *self)
{
  Keeping *keeping = g_new0 (Keeping, 1);

  keeping->self = g_object_ref (self);
  keeping->renewal = g_object_ref (self->renewal);
  ferry_secret_store_store_async (self->store, secret_kind (self), self->id, "", self->label,
                                  self->credential, self->renewal, on_rotation_kept, keeping);
}

/* Whether the identity service has said no, and would say so again. */
static gboolean
is_final (const GError *error)
{
  return ferry_error_get_odata_code (error) != NULL
         && (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED)
             || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_FORBIDDEN)
             || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_REFUSED)
             || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_INVALID));
}

static gboolean has_next (FerryOAuthAuthorizer *self);
static void look_up (FerryOAuthAuthorizer *self);
static void ask_identity (FerryOAuthAuthorizer *self);

/* Takes @error. */
static void
fail_renewal (FerryOAuthAuthorizer *self, GError *error)
{
  g_clear_object (&self->renewal);
  if (is_final (error) || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED))
    {
      if (error->code != FERRY_ERROR_UNAUTHORIZED)
        {
          g_autofree char *message = g_strdup (error->message);

          ferry_error_restate (error, FERRY_ERROR_UNAUTHORIZED, message, NULL);
        }
      g_clear_pointer (&self->header, ferry_secret_free);
      set_signed_out (self, g_error_copy (error));
      answer_waiting (self, error);
    }
  else if (is_good_for (self, 0))
    /* The identity service is away, but what it gave before is good for a while. */
    answer_waiting (self, NULL);
  else
    answer_waiting (self, error);
  g_error_free (error);
}

static void
renewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FerryOAuthAuthorizer) self = user_data;
  g_autoptr (FerryTokens) tokens = NULL;
  GError *error = NULL;
  gboolean moved = self->from_older;
  const char *rotated;

  tokens = ferry_identity_tokens_finish (FERRY_IDENTITY (source), result, &error);
  /* One that was given up has been followed by a sign-in, or a sign-out. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }
  if (tokens == NULL)
    {
      /* Another program may have used this refresh token, and kept the next one. */
      if (is_final (error) && has_next (self))
        {
          if (self->verdict == NULL)
            self->verdict = g_steal_pointer (&error);
          g_clear_error (&error);
          look_up (self);
          return;
        }
      fail_renewal (self, error);
      return;
    }

  take_access_token (self, tokens);
  rotated = ferry_tokens_get_refresh_token (tokens);
  if (self->kind == FERRY_OAUTH_USER && rotated != NULL && g_strcmp0 (rotated, self->credential) != 0)
    {
      set_secret (&self->credential, rotated);
      moved = TRUE;
    }
  if (moved && self->store != NULL)
    {
      keep_rotated (self);
      return;
    }
  g_clear_object (&self->renewal);
  answer_waiting (self, NULL);
}

static void
ask_identity (FerryOAuthAuthorizer *self)
{
  if (self->kind == FERRY_OAUTH_APPLICATION)
    ferry_identity_authenticate_async (self->identity, self->credential, self->renewal, renewed_cb,
                                       g_object_ref (self));
  else
    ferry_identity_refresh_async (self->identity, self->credential, self->renewal, renewed_cb,
                                  g_object_ref (self));
}

static GError *
create_nobody (const GError *cause)
{
  if (cause != NULL)
    return g_error_new (FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED,
                        /* Translators: %s is the reason */
                        _ ("The sign-in can’t be read from the keyring. %s"), cause->message);
  return g_error_new_literal (FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED,
                              _ ("Nobody is signed in to this environment. Sign in."));
}

static gboolean
has_next (FerryOAuthAuthorizer *self)
{
  return self->store != NULL && self->next <= self->earlier->len;
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FerryOAuthAuthorizer) self = user_data;
  g_autoptr (GError) cause = NULL;
  char *secret = ferry_secret_store_lookup_finish (FERRY_SECRET_STORE (source), result, &cause);

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (secret != NULL && *secret != '\0' && g_strcmp0 (secret, self->credential) != 0)
    {
      set_secret (&self->credential, secret);
      self->from_older = self->next > 1;
      ask_identity (self);
    }
  else if (cause == NULL && has_next (self))
    look_up (self);
  else if (self->verdict != NULL)
    fail_renewal (self, g_steal_pointer (&self->verdict));
  else
    fail_renewal (self, create_nobody (cause));
  ferry_secret_free (secret);
}

static void
look_up (FerryOAuthAuthorizer *self)
{
  const char *id = self->next == 0 ? self->id : g_ptr_array_index (self->earlier, self->next - 1);

  self->next++;
  ferry_secret_store_lookup_async (self->store, secret_kind (self), id, "", self->renewal, looked_up_cb,
                                   g_object_ref (self));
}

static void
renew (FerryOAuthAuthorizer *self)
{
  self->renewal = g_cancellable_new ();
  self->next = 0;
  g_clear_error (&self->verdict);
  if (self->credential != NULL)
    ask_identity (self);
  else if (self->store != NULL)
    look_up (self);
  else
    fail_renewal (self, create_nobody (NULL));
}

static void
ferry_oauth_authorizer_authorize_async (FerryAuthorizer *authorizer,
                                        const char *refused,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  FerryOAuthAuthorizer *self = FERRY_OAUTH_AUTHORIZER (authorizer);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ferry_oauth_authorizer_authorize_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (self->signed_out != NULL)
    {
      g_task_return_error (task, g_error_copy (self->signed_out));
      return;
    }
  if (refused != NULL && g_strcmp0 (refused, self->header) == 0)
    set_secret (&self->refused, refused);
  if (self->renewal == NULL && is_good_for (self, margin_of (self)))
    {
      return_header (self, task);
      return;
    }
  ferry_waiting_list_add (self->waiting, task);
  if (self->renewal == NULL)
    renew (self);
}

static char *
ferry_oauth_authorizer_authorize_finish (FerryAuthorizer *authorizer, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, authorizer), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static char *
ferry_oauth_authorizer_dup_user (FerryAuthorizer *authorizer)
{
  FerryOAuthAuthorizer *self = FERRY_OAUTH_AUTHORIZER (authorizer);

  if (*self->account == '\0')
    return NULL;
  return g_strdup_printf ("%s %s %s", ferry_identity_get_authority (self->identity),
                          ferry_identity_get_tenant (self->identity), self->account);
}

static void
ferry_oauth_authorizer_authorizer_init (FerryAuthorizerInterface *iface)
{
  iface->dup_user = ferry_oauth_authorizer_dup_user;
  iface->authorize_async = ferry_oauth_authorizer_authorize_async;
  iface->authorize_finish = ferry_oauth_authorizer_authorize_finish;
}

/* ---- Signing in and out ---- */

void
ferry_oauth_authorizer_set_tokens (FerryOAuthAuthorizer *self, FerryTokens *tokens)
{
  g_return_if_fail (FERRY_IS_OAUTH_AUTHORIZER (self));
  g_return_if_fail (self->kind == FERRY_OAUTH_USER);

  end_renewal (self);
  self->from_older = FALSE;
  set_secret (&self->credential, ferry_tokens_get_refresh_token (tokens));
  take_access_token (self, tokens);
  set_signed_out (self, NULL);
  answer_waiting (self, NULL);
}

void
ferry_oauth_authorizer_set_secret (FerryOAuthAuthorizer *self, const char *client_secret)
{
  g_return_if_fail (FERRY_IS_OAUTH_AUTHORIZER (self));
  g_return_if_fail (self->kind == FERRY_OAUTH_APPLICATION);

  end_renewal (self);
  self->from_older = FALSE;
  set_secret (&self->credential, client_secret);
  g_clear_pointer (&self->header, ferry_secret_free);
  set_signed_out (self, NULL);
  if (ferry_waiting_list_get_length (self->waiting) > 0)
    renew (self);
}

void
ferry_oauth_authorizer_take_over (FerryOAuthAuthorizer *self, FerryOAuthAuthorizer *other)
{
  g_return_if_fail (FERRY_IS_OAUTH_AUTHORIZER (self));
  g_return_if_fail (FERRY_IS_OAUTH_AUTHORIZER (other));
  g_return_if_fail (self != other && self->kind == other->kind);

  end_renewal (self);
  end_renewal (other);
  ferry_secret_free (self->credential);
  self->credential = g_steal_pointer (&other->credential);
  ferry_secret_free (self->header);
  self->header = g_steal_pointer (&other->header);
  self->lifetime = other->lifetime;
  self->expires_at = other->expires_at;
  self->from_older = FALSE;
  set_secret (&self->refused, NULL);
  set_account (self, other->account);
  set_signed_out (self, NULL);
  if (ferry_waiting_list_get_length (self->waiting) == 0)
    return;
  if (is_good_for (self, margin_of (self)))
    answer_waiting (self, NULL);
  else
    renew (self);
}

static void
set_store (FerryOAuthAuthorizer *self, FerrySecretStore *store, const char *id, const char *label)
{
  g_set_object (&self->store, store);
  g_free (self->id);
  self->id = g_strdup (id);
  g_free (self->label);
  self->label = g_strdup (label);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ferry_secret_store_store_finish (FERRY_SECRET_STORE (source), result, &error))
    {
      forget_earlier (g_task_get_source_object (task));
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, error);
}

void
ferry_oauth_authorizer_keep_async (FerryOAuthAuthorizer *self,
                                   FerrySecretStore *store,
                                   const char *id,
                                   const char *label,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FERRY_IS_OAUTH_AUTHORIZER (self));
  g_return_if_fail (FERRY_IS_SECRET_STORE (store));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_oauth_authorizer_keep_async);
  set_store (self, store, id, label);
  if (self->credential == NULL)
    /* A service that gives no refresh token: there is nothing to keep, and a sign-in at each start. */
    g_task_return_boolean (task, TRUE);
  else
    ferry_secret_store_store_async (store, secret_kind (self), id, "", label, self->credential, cancellable,
                                    kept_cb, g_steal_pointer (&task));
}

gboolean
ferry_oauth_authorizer_keep_finish (FerryOAuthAuthorizer *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
ferry_oauth_authorizer_sign_out (FerryOAuthAuthorizer *self)
{
  g_return_if_fail (FERRY_IS_OAUTH_AUTHORIZER (self));

  end_renewal (self);
  g_clear_object (&self->store);
  g_clear_pointer (&self->credential, ferry_secret_free);
  g_clear_pointer (&self->header, ferry_secret_free);
  g_clear_pointer (&self->refused, ferry_secret_free);
  set_account (self, "");
  set_signed_out (self, create_nobody (NULL));
  answer_waiting (self, self->signed_out);
}

void
ferry_oauth_authorizer_look_again (FerryOAuthAuthorizer *self)
{
  g_return_if_fail (FERRY_IS_OAUTH_AUTHORIZER (self));

  if (self->signed_out == NULL || self->store == NULL)
    return;
  g_clear_pointer (&self->credential, ferry_secret_free);
  set_signed_out (self, NULL);
}

/* ---- The object ---- */

static void
ferry_oauth_authorizer_finalize (GObject *object)
{
  FerryOAuthAuthorizer *self = FERRY_OAUTH_AUTHORIZER (object);

  g_clear_object (&self->identity);
  g_clear_object (&self->clock);
  g_clear_object (&self->store);
  g_clear_object (&self->renewal);
  g_free (self->id);
  g_free (self->label);
  g_ptr_array_unref (self->earlier);
  g_free (self->account);
  ferry_secret_free (self->credential);
  ferry_secret_free (self->header);
  ferry_secret_free (self->refused);
  g_clear_error (&self->signed_out);
  g_clear_error (&self->verdict);
  ferry_waiting_list_free (self->waiting);
  G_OBJECT_CLASS (ferry_oauth_authorizer_parent_class)->finalize (object);
}

static void
ferry_oauth_authorizer_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryOAuthAuthorizer *self = FERRY_OAUTH_AUTHORIZER (object);

  switch (id)
    {
    case PROP_NEEDS_SIGN_IN:
      g_value_set_boolean (value, self->signed_out != NULL);
      break;
    case PROP_ACCOUNT:
      g_value_set_string (value, self->account);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_oauth_authorizer_class_init (FerryOAuthAuthorizerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = ferry_oauth_authorizer_finalize;
  object_class->get_property = ferry_oauth_authorizer_get_property;

  properties[PROP_NEEDS_SIGN_IN] = g_param_spec_boolean ("needs-sign-in", NULL, NULL, FALSE, readable);
  properties[PROP_ACCOUNT] = g_param_spec_string ("account", NULL, NULL, "", readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[STORE_FAILED] = g_signal_new ("store-failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
ferry_oauth_authorizer_init (FerryOAuthAuthorizer *self)
{
  self->account = g_strdup ("");
  self->earlier = g_ptr_array_new_with_free_func (g_free);
  self->clock = g_object_ref (ferry_clock_get_default ());
  self->waiting = ferry_waiting_list_new (abandoned_cb, self);
}

FerryOAuthAuthorizer *
ferry_oauth_authorizer_new (FerryIdentity *identity, FerryOAuthKind kind)
{
  FerryOAuthAuthorizer *self;

  g_return_val_if_fail (FERRY_IS_IDENTITY (identity), NULL);

  self = g_object_new (FERRY_TYPE_OAUTH_AUTHORIZER, NULL);
  self->identity = g_object_ref (identity);
  self->kind = kind;
  return self;
}

FerryOAuthAuthorizer *
ferry_oauth_authorizer_new_for_store (FerryIdentity *identity,
                                      FerryOAuthKind kind,
                                      FerrySecretStore *store,
                                      const char *id,
                                      const char *label,
                                      const char *account)
{
  FerryOAuthAuthorizer *self;

  g_return_val_if_fail (FERRY_IS_SECRET_STORE (store), NULL);
  g_return_val_if_fail (id != NULL && label != NULL && account != NULL, NULL);

  self = ferry_oauth_authorizer_new (identity, kind);
  set_store (self, store, id, label);
  set_account (self, account);
  return self;
}

void
ferry_oauth_authorizer_add_earlier (FerryOAuthAuthorizer *self, const char *environment_id)
{
  g_return_if_fail (FERRY_IS_OAUTH_AUTHORIZER (self));
  g_return_if_fail (environment_id != NULL);

  if (!g_str_equal (environment_id, self->id)
      && !g_ptr_array_find_with_equal_func (self->earlier, environment_id, g_str_equal, NULL))
    g_ptr_array_add (self->earlier, g_strdup (environment_id));
}

const char *
ferry_oauth_authorizer_get_id (FerryOAuthAuthorizer *self)
{
  g_return_val_if_fail (FERRY_IS_OAUTH_AUTHORIZER (self), NULL);
  return self->id;
}

void
ferry_oauth_authorizer_set_clock (FerryOAuthAuthorizer *self, FerryClock *clock)
{
  g_return_if_fail (FERRY_IS_OAUTH_AUTHORIZER (self));
  g_set_object (&self->clock, clock);
}

gboolean
ferry_oauth_authorizer_get_needs_sign_in (FerryOAuthAuthorizer *self)
{
  g_return_val_if_fail (FERRY_IS_OAUTH_AUTHORIZER (self), TRUE);
  return self->signed_out != NULL;
}

const char *
ferry_oauth_authorizer_get_account (FerryOAuthAuthorizer *self)
{
  g_return_val_if_fail (FERRY_IS_OAUTH_AUTHORIZER (self), NULL);
  return self->account;
}
