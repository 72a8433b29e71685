/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-identity.h"

#include "ferry-error.h"
#include "ferry-identity-error.h"
#include "ferry-json.h"
#include "ferry-secret-store.h"
#include "ferry-session.h"

#include <glib/gi18n-lib.h>

/* RFC 8628 §3.2, where the service doesn't say. */
#define DEFAULT_INTERVAL  5
#define MAX_INTERVAL      120
#define MAX_CODE_LIFETIME (60 * 60)

struct _FerryIdentity
{
  GObject parent_instance;

  char *authority;
  char *tenant;
  char *client_id;
  char *scope;
  FerrySession *session;
};

enum
{
  PROP_0,
  PROP_AUTHORITY,
  PROP_TENANT,
  PROP_CLIENT_ID,
  PROP_SCOPE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void ferry_identity_initable_init (GInitableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FerryIdentity,
                               ferry_identity,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, ferry_identity_initable_init))

/* ---- The object ---- */

/* What a part of a path can be without being escaped, and is neither “.” nor “..”. */
gboolean
ferry_identity_is_name (const char *text)
{
  gboolean named = FALSE;

  for (; *text != '\0'; text++)
    {
      if (!g_ascii_isalnum (*text) && strchr ("-._", *text) == NULL)
        return FALSE;
      named = named || *text != '.';
    }
  return named;
}

static gboolean
ferry_identity_initable_real_init (GInitable *initable, GCancellable *cancellable, GError **error)
{
  FerryIdentity *self = FERRY_IDENTITY (initable);
  g_autofree char *endpoints = NULL;
  const char *slash;

  if (!ferry_identity_is_name (self->tenant))
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_INVALID,
                           _ ("This can’t be a tenant. Enter its ID or its domain."));
      return FALSE;
    }
  if (!ferry_identity_is_name (self->client_id))
    {
      g_set_error_literal (
        error, FERRY_ERROR, FERRY_ERROR_INVALID,
        _ ("This can’t be a client ID. It is the registration’s application (client) ID."));
      return FALSE;
    }

  slash = g_str_has_suffix (self->authority, "/") ? "" : "/";
  endpoints = g_strconcat (self->authority, slash, self->tenant, "/oauth2/v2.0/", NULL);
  self->session = ferry_session_new (endpoints, NULL, error);
  return self->session != NULL;
}

static void
ferry_identity_initable_init (GInitableIface *iface)
{
  iface->init = ferry_identity_initable_real_init;
}

static void
ferry_identity_finalize (GObject *object)
{
  FerryIdentity *self = FERRY_IDENTITY (object);

  g_free (self->authority);
  g_free (self->tenant);
  g_free (self->client_id);
  g_free (self->scope);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (ferry_identity_parent_class)->finalize (object);
}

static char **
field_of (FerryIdentity *self, guint id)
{
  char **const fields[N_PROPS] = { NULL, &self->authority, &self->tenant, &self->client_id, &self->scope };

  return id < N_PROPS ? fields[id] : NULL;
}

static void
ferry_identity_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  char **field = field_of (FERRY_IDENTITY (object), id);

  if (field != NULL)
    g_value_set_string (value, *field);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_identity_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  char **field = field_of (FERRY_IDENTITY (object), id);

  if (field != NULL)
    *field = g_value_get_string (value) != NULL ? g_value_dup_string (value) : g_strdup ("");
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_identity_class_init (FerryIdentityClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = ferry_identity_finalize;
  object_class->get_property = ferry_identity_get_property;
  object_class->set_property = ferry_identity_set_property;

  properties[PROP_AUTHORITY] = g_param_spec_string ("authority", NULL, NULL, FERRY_IDENTITY_AUTHORITY, flags);
  properties[PROP_TENANT] = g_param_spec_string ("tenant", NULL, NULL, "", flags);
  properties[PROP_CLIENT_ID] = g_param_spec_string ("client-id", NULL, NULL, "", flags);
  properties[PROP_SCOPE] = g_param_spec_string ("scope", NULL, NULL, FERRY_IDENTITY_SCOPE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ferry_identity_init (FerryIdentity *self)
{
}

FerryIdentity *
ferry_identity_new (const char *authority,
                    const char *tenant,
                    const char *client_id,
                    const char *scope,
                    GError **error)
{
  g_return_val_if_fail (tenant != NULL && client_id != NULL, NULL);

  if (authority == NULL || *authority == '\0')
    authority = FERRY_IDENTITY_AUTHORITY;
  if (scope == NULL)
    scope = FERRY_IDENTITY_SCOPE;
  return g_initable_new (FERRY_TYPE_IDENTITY, NULL, error, "authority", authority, "tenant", tenant,
                         "client-id", client_id, "scope", scope, NULL);
}

const char *
ferry_identity_get_authority (FerryIdentity *self)
{
  g_return_val_if_fail (FERRY_IS_IDENTITY (self), NULL);
  return self->authority;
}

const char *
ferry_identity_get_tenant (FerryIdentity *self)
{
  g_return_val_if_fail (FERRY_IS_IDENTITY (self), NULL);
  return self->tenant;
}

const char *
ferry_identity_get_client_id (FerryIdentity *self)
{
  g_return_val_if_fail (FERRY_IS_IDENTITY (self), NULL);
  return self->client_id;
}

const char *
ferry_identity_get_scope (FerryIdentity *self)
{
  g_return_val_if_fail (FERRY_IS_IDENTITY (self), NULL);
  return self->scope;
}

/* ---- The authorize endpoint: for the browser ---- */

static void
add_parameter (GString *uri, const char *name, const char *value)
{
  g_string_append_printf (uri, "%c%s=", strchr (uri->str, '?') != NULL ? '&' : '?', name);
  g_string_append_uri_escaped (uri, value, NULL, FALSE);
}

char *
ferry_identity_create_authorize_uri (FerryIdentity *self,
                                     const char *redirect_uri,
                                     const char *state,
                                     const char *nonce,
                                     const char *challenge,
                                     const char *account)
{
  GString *uri;

  g_return_val_if_fail (FERRY_IS_IDENTITY (self), NULL);

  uri = g_string_new (ferry_session_get_base_url (self->session));
  g_string_append (uri, "authorize");
  add_parameter (uri, "client_id", self->client_id);
  add_parameter (uri, "response_type", "code");
  add_parameter (uri, "response_mode", "query");
  add_parameter (uri, "redirect_uri", redirect_uri);
  add_parameter (uri, "scope", self->scope);
  add_parameter (uri, "state", state);
  add_parameter (uri, "nonce", nonce);
  add_parameter (uri, "code_challenge", challenge);
  add_parameter (uri, "code_challenge_method", "S256");
  /* Who looks after many customers has many accounts, and the browser remembers the wrong one. */
  if (account != NULL && *account != '\0')
    add_parameter (uri, "login_hint", account);
  else
    add_parameter (uri, "prompt", "select_account");
  return g_string_free (uri, FALSE);
}

/* ---- The token endpoint ---- */

typedef struct
{
  char *nonce;
  gboolean slow_down;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->nonce);
  g_free (question);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryIdentity *self = g_task_get_source_object (task);
  Question *question = g_task_get_task_data (task);
  g_autoptr (JsonNode) root = NULL;
  FerryTokens *tokens;
  GError *error = NULL;

  root = ferry_session_send_finish (FERRY_SESSION (source), result, &error);
  if (error == NULL)
    {
      tokens = ferry_tokens_new_from_json (root, self->client_id, question->nonce, &error);
      if (tokens != NULL)
        {
          g_task_return_pointer (task, tokens, (GDestroyNotify) ferry_tokens_unref);
          return;
        }
    }
  else if (g_task_get_source_tag (task) == ferry_identity_poll_async)
    {
      const char *code = ferry_error_get_odata_code (error);

      question->slow_down = g_strcmp0 (code, "slow_down") == 0;
      if (question->slow_down || g_strcmp0 (code, "authorization_pending") == 0)
        {
          g_error_free (error);
          g_task_return_pointer (task, NULL, NULL);
          return;
        }
    }
  g_task_return_error (task, ferry_identity_error_explain (error));
}

/* A write, and not a read that may be repeated: a code is good once, and a refresh token perhaps. */
static void
ask (FerryIdentity *self, FerryRequest *request, const char *nonce, GTask *task)
{
  Question *question = g_new0 (Question, 1);

  question->nonce = g_strdup (nonce);
  g_task_set_task_data (task, question, question_free);
  ferry_session_send_async (self->session, request, g_task_get_cancellable (task), answered_cb, task);
}

static FerryRequest *
create_token_request (void)
{
  return ferry_request_new (FERRY_REQUEST_WRITE, "POST", "token");
}

void
ferry_identity_redeem_code_async (FerryIdentity *self,
                                  const char *code,
                                  const char *redirect_uri,
                                  const char *verifier,
                                  const char *nonce,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (FerryRequest) request = create_token_request ();
  GTask *task;

  g_return_if_fail (FERRY_IS_IDENTITY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_identity_redeem_code_async);
  ferry_request_set_form (request, "client_id", self->client_id, "grant_type", "authorization_code", "scope",
                          self->scope, "code", code, "redirect_uri", redirect_uri, "code_verifier", verifier,
                          NULL);
  ask (self, request, nonce, task);
}

void
ferry_identity_refresh_async (FerryIdentity *self,
                              const char *refresh_token,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (FerryRequest) request = create_token_request ();
  GTask *task;

  g_return_if_fail (FERRY_IS_IDENTITY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_identity_refresh_async);
  ferry_request_set_form (request, "client_id", self->client_id, "grant_type", "refresh_token", "scope",
                          self->scope, "refresh_token", refresh_token, NULL);
  ask (self, request, NULL, task);
}

void
ferry_identity_authenticate_async (FerryIdentity *self,
                                   const char *client_secret,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (FerryRequest) request = create_token_request ();
  GTask *task;

  g_return_if_fail (FERRY_IS_IDENTITY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_identity_authenticate_async);
  ferry_request_set_form (request, "client_id", self->client_id, "grant_type", "client_credentials", "scope",
                          self->scope, "client_secret", client_secret, NULL);
  ask (self, request, NULL, task);
}

FerryTokens *
ferry_identity_tokens_finish (FerryIdentity *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- The device code ---- */

void
ferry_device_code_free (FerryDeviceCode *self)
{
  ferry_secret_free (self->device_code);
  g_free (self->user_code);
  g_free (self->verification_uri);
  g_free (self);
}

/* What is shown as a link has to be one for a browser, and no other program. */
static gboolean
is_web_address (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL || *host == '\0')
    return FALSE;
  if (g_str_equal (g_uri_get_scheme (uri), "https"))
    return TRUE;
  return g_str_equal (g_uri_get_scheme (uri), "http")
         && (g_str_equal (host, "localhost") || g_str_equal (host, "127.0.0.1") || g_str_equal (host, "::1"));
}

static FerryDeviceCode *
read_device_code (JsonNode *root, GError **error)
{
  g_autoptr (FerryDeviceCode) code = g_new0 (FerryDeviceCode, 1);
  const char *what = "device code answer";
  gint64 lifetime = 0, interval = 0;
  JsonObject *object;

  if (root == NULL)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL,
                           _ ("The identity service gave an empty answer."));
      return NULL;
    }
  object = ferry_json_get_object (root, what, error);
  if (object == NULL)
    return NULL;
  code->device_code = g_strdup (ferry_json_get_string (object, "device_code", what, error));
  if (code->device_code != NULL)
    code->user_code = g_strdup (ferry_json_get_string (object, "user_code", what, error));
  if (code->user_code != NULL)
    code->verification_uri = g_strdup (ferry_json_get_string (object, "verification_uri", what, error));
  if (code->verification_uri == NULL || !ferry_json_get_int (object, "expires_in", what, &lifetime, error)
      || !ferry_json_get_optional_int (object, "interval", what, DEFAULT_INTERVAL, &interval, error))
    return NULL;
  if (*code->device_code == '\0' || *code->user_code == '\0' || !is_web_address (code->verification_uri)
      || lifetime <= 0 || interval < 0)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL,
                           _ ("The identity service’s answer holds no code that could be used."));
      return NULL;
    }
  code->lifetime = (guint) MIN (lifetime, MAX_CODE_LIFETIME);
  code->interval = (guint) CLAMP (interval, 1, MAX_INTERVAL);
  return g_steal_pointer (&code);
}

static void
device_code_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (JsonNode) root = NULL;
  FerryDeviceCode *code = NULL;
  GError *error = NULL;

  root = ferry_session_send_finish (FERRY_SESSION (source), result, &error);
  if (error == NULL)
    code = read_device_code (root, &error);
  if (code != NULL)
    g_task_return_pointer (task, code, (GDestroyNotify) ferry_device_code_free);
  else
    g_task_return_error (task, ferry_identity_error_explain (error));
}

void
ferry_identity_request_device_code_async (FerryIdentity *self,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  g_autoptr (FerryRequest) request = ferry_request_new (FERRY_REQUEST_WRITE, "POST", "devicecode");
  GTask *task;

  g_return_if_fail (FERRY_IS_IDENTITY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_identity_request_device_code_async);
  ferry_request_set_form (request, "client_id", self->client_id, "scope", self->scope, NULL);
  ferry_session_send_async (self->session, request, cancellable, device_code_cb, task);
}

FerryDeviceCode *
ferry_identity_request_device_code_finish (FerryIdentity *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ferry_identity_poll_async (FerryIdentity *self,
                           const char *device_code,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (FerryRequest) request = create_token_request ();
  GTask *task;

  g_return_if_fail (FERRY_IS_IDENTITY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_identity_poll_async);
  ferry_request_set_form (request, "client_id", self->client_id, "grant_type",
                          "urn:ietf:params:oauth:grant-type:device_code", "device_code", device_code, NULL);
  ask (self, request, NULL, task);
}

FerryTokens *
ferry_identity_poll_finish (FerryIdentity *self, GAsyncResult *result, gboolean *slow_down, GError **error)
{
  Question *question;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  question = g_task_get_task_data (G_TASK (result));
  *slow_down = question->slow_down;
  return g_task_propagate_pointer (G_TASK (result), error);
}
