/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-identity-private.h"

#include <libsoup/soup.h>
#include <string.h>

#define RESOURCE     "https://api.businesscentral.dynamics.com/"
#define DEVICE_PATH  "/devicelogin"
#define MAX_IN_STORE 1000

static const struct
{
  const char *suffix;
  gboolean (*handle) (SandboxCall *call, GError **error);
} ENDPOINTS[] = {
  { "/oauth2/v2.0/authorize", sandbox_identity_authorize },
  { "/oauth2/v2.0/token", sandbox_identity_token },
  { "/oauth2/v2.0/devicecode", sandbox_identity_start_device },
};

void
sandbox_flow_free (SandboxFlow *self)
{
  if (self == NULL)
    return;
  g_free (self->client_id);
  g_free (self->redirect_uri);
  g_free (self->state);
  g_free (self->nonce);
  g_free (self->challenge);
  g_free (self->scope);
  g_free (self->hint);
  g_free (self->account_id);
  g_free (self);
}

void
sandbox_device_free (SandboxDevice *self)
{
  if (self == NULL)
    return;
  g_free (self->client_id);
  g_free (self->user_code);
  g_free (self->scope);
  g_free (self->account_id);
  g_free (self);
}

static GHashTable *
new_table (GDestroyNotify free_value)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_value);
}

SandboxIdentity *
sandbox_identity_new (SandboxStore *store, SandboxTokens *tokens, const SandboxIdentityConfig *config)
{
  SandboxIdentity *self = g_new0 (SandboxIdentity, 1);

  self->store = store;
  self->tokens = tokens;
  self->tenant = g_strdup (config->tenant);
  if (g_uuid_string_is_valid (config->tenant))
    self->tenant_id = g_ascii_strdown (config->tenant, -1);
  else
    {
      g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, config->tenant, -1);

      self->tenant_id
        = g_strdup_printf ("%.8s-%.4s-4%.3s-8%.3s-%.12s", sum, sum + 8, sum + 12, sum + 15, sum + 18);
    }
  self->client_id = g_strdup (config->client_id);
  self->client_secret = g_strdup (config->client_secret);
  self->sign_in_as = g_strdup (config->sign_in_as);
  self->code_lifetime = config->code_lifetime;
  self->device_lifetime = config->device_lifetime;
  self->device_interval = config->device_interval;
  self->signing_key = sandbox_tokens_make (32);
  self->flows = new_table ((GDestroyNotify) sandbox_flow_free);
  self->codes = new_table ((GDestroyNotify) sandbox_flow_free);
  self->devices = new_table ((GDestroyNotify) sandbox_device_free);
  return self;
}

void
sandbox_identity_free (SandboxIdentity *self)
{
  if (self == NULL)
    return;
  if (self->client_secret != NULL)
    explicit_bzero (self->client_secret, strlen (self->client_secret));
  explicit_bzero (self->signing_key, strlen (self->signing_key));
  g_free (self->client_secret);
  g_free (self->signing_key);
  g_free (self->tenant);
  g_free (self->tenant_id);
  g_free (self->client_id);
  g_free (self->sign_in_as);
  g_hash_table_unref (self->flows);
  g_hash_table_unref (self->codes);
  g_hash_table_unref (self->devices);
  g_free (self);
}

const char *
sandbox_call_get (const SandboxCall *call, const char *name)
{
  const char *value = g_hash_table_lookup (call->parameters, name);

  return value != NULL && *value != '\0' ? value : NULL;
}

const char *
sandbox_call_require (const SandboxCall *call, const char *name, GError **error)
{
  const char *value = sandbox_call_get (call, name);

  if (value == NULL)
    sandbox_oauth_error_set (error, SANDBOX_OAUTH_ERROR_MISSING,
                             "The request body must contain the following parameter: '%s'.", name);
  return value;
}

/* `organizations` and `common` leave it to the one who signs in. */
static gboolean
check_tenant (const SandboxCall *call, GError **error)
{
  const SandboxIdentity *self = call->identity;
  const char *const known[]
    = { self->tenant, self->tenant_id, SANDBOX_IDENTITY_DOMAIN, "organizations", "common" };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (g_ascii_strcasecmp (call->tenant, known[i]) == 0)
        return TRUE;
    }
  return sandbox_oauth_error_set (
    error, SANDBOX_OAUTH_ERROR_NO_TENANT,
    "Tenant '%.100s' not found. Check to make sure you have the correct tenant ID and are signing into the "
    "correct cloud. Check with your subscription administrator, this may happen if there are no active "
    "subscriptions for the tenant.",
    call->tenant);
}

gboolean
sandbox_call_check_client (const SandboxCall *call, GError **error)
{
  const char *client_id;

  if (!check_tenant (call, error))
    return FALSE;
  client_id = sandbox_call_require (call, "client_id", error);
  if (client_id == NULL)
    return FALSE;
  if (g_ascii_strcasecmp (client_id, call->identity->client_id) != 0)
    return sandbox_oauth_error_set (
      error, SANDBOX_OAUTH_ERROR_NO_CLIENT,
      "Application with identifier '%.100s' was not found in the directory '%.100s'. This can happen if the "
      "application has not been installed by the administrator of the tenant or consented to by any user in "
      "the "
      "tenant. You may have sent your authentication request to the wrong tenant.",
      client_id, call->tenant);
  return TRUE;
}

gboolean
sandbox_scope_parse (const char *scope,
                     char **grant_scope,
                     gboolean *openid,
                     gboolean *offline,
                     GError **error)
{
  static const char *const GRANTED[]
    = { RESOURCE "Financials.ReadWrite.All", RESOURCE "user_impersonation", RESOURCE ".default", NULL };
  g_auto (GStrv) words = g_strsplit (scope, " ", -1);
  g_autoptr (GString) granted = g_string_new (NULL);

  *openid = FALSE;
  *offline = FALSE;
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (strcmp (words[i], "openid") == 0)
        *openid = TRUE;
      else if (strcmp (words[i], "offline_access") == 0)
        *offline = TRUE;
      else if (g_strv_contains (GRANTED, words[i]))
        g_string_append_printf (granted, "%s%s", granted->len > 0 ? " " : "",
                                g_str_has_suffix (words[i], "/.default") ? GRANTED[0] : words[i]);
      else if (strcmp (words[i], "profile") != 0 && strcmp (words[i], "email") != 0 && *words[i] != '\0')
        return sandbox_oauth_error_set (
          error, SANDBOX_OAUTH_ERROR_SCOPE,
          "The provided value for the input parameter 'scope' isn't valid. The scope %.200s isn't valid.",
          words[i]);
    }
  *grant_scope = g_string_free (g_steal_pointer (&granted), FALSE);
  return TRUE;
}

SandboxAccount *
sandbox_identity_choose_account (SandboxCall *call, GError **error)
{
  const char *id = sandbox_call_require (call, "account", error);
  g_autoptr (SandboxAccount) account = NULL;

  if (id == NULL)
    return NULL;
  account = sandbox_account_find (call->identity->store, id, error);
  if (account == NULL && (error == NULL || *error == NULL))
    sandbox_oauth_error_set (error, SANDBOX_OAUTH_ERROR_MISSING,
                             "The request body must contain the following parameter: 'account'.");
  if (account == NULL)
    return NULL;
  if (account->enabled)
    return g_steal_pointer (&account);
  sandbox_oauth_error_set (error, SANDBOX_OAUTH_ERROR_DISABLED, "The user account is disabled.");
  return NULL;
}

SandboxAccount *
sandbox_identity_unattended (SandboxIdentity *self, const char *hint, gboolean *denied, GError **error)
{
  g_autoptr (GPtrArray) accounts = NULL;
  const char *name = hint != NULL ? hint : self->sign_in_as;

  *denied = self->sign_in_as != NULL && strcmp (self->sign_in_as, SANDBOX_IDENTITY_DENY) == 0;
  if (self->sign_in_as == NULL || *denied)
    return NULL;
  accounts = sandbox_account_list (self->store, error);
  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    {
      SandboxAccount *account = g_ptr_array_index (accounts, i);

      if (account->enabled && sandbox_account_is_called (account, name))
        return g_ptr_array_steal_index (accounts, i);
    }
  return NULL;
}

gboolean
sandbox_identity_check (SandboxIdentity *self, GError **error)
{
  g_autoptr (SandboxAccount) account = NULL;
  g_autoptr (GError) problem = NULL;
  gboolean denied;

  if (self->sign_in_as == NULL)
    return TRUE;
  account = sandbox_identity_unattended (self, NULL, &denied, &problem);
  if (account != NULL || denied)
    return TRUE;
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "Nobody who can sign in is called “%s”.",
                 self->sign_in_as);
  return FALSE;
}

/* Where it ends and what is in front of that. */
static guint
find_endpoint (const char *path, char **tenant)
{
  for (guint i = 0; i < G_N_ELEMENTS (ENDPOINTS); i++)
    {
      gsize length = strlen (path);
      gsize suffix = strlen (ENDPOINTS[i].suffix);

      if (*path != '/' || length <= suffix + 1 || strcmp (path + length - suffix, ENDPOINTS[i].suffix) != 0
          || memchr (path + 1, '/', length - suffix - 1) != NULL)
        continue;
      if (tenant != NULL)
        {
          g_autofree char *segment = g_strndup (path + 1, length - suffix - 1);

          *tenant = g_uri_unescape_string (segment, "/");
        }
      return i;
    }
  return G_N_ELEMENTS (ENDPOINTS);
}

gboolean
sandbox_identity_owns (const char *path)
{
  return strcmp (path, DEVICE_PATH) == 0 || find_endpoint (path, NULL) < G_N_ELEMENTS (ENDPOINTS);
}

static void
add_parameters (GHashTable *parameters, const char *encoded)
{
  g_autoptr (GHashTable) decoded = soup_form_decode (encoded);
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  g_hash_table_iter_init (&iter, decoded);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      if (g_utf8_validate (value, -1, NULL))
        g_hash_table_insert (parameters, g_strdup (name), g_strdup (value));
    }
}

static void
read_parameters (SandboxCall *call)
{
  const SandboxRequest *request = call->request;

  call->parameters = new_table (g_free);
  if (request->query != NULL)
    add_parameters (call->parameters, request->query);
  if (request->body != NULL && request->content_type != NULL
      && g_ascii_strcasecmp (request->content_type, SOUP_FORM_MIME_TYPE_URLENCODED) == 0)
    {
      gsize length;
      const char *data = g_bytes_get_data (request->body, &length);
      g_autofree char *body = g_strndup (data, length);

      add_parameters (call->parameters, body);
    }
}

/* Nobody waits any more for what is long over; and nothing grows without end. */
static void
forget_old (SandboxIdentity *self)
{
  gint64 horizon = g_get_monotonic_time () - G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC;
  GHashTable *const tables[] = { self->flows, self->codes };
  GHashTableIter iter;
  gpointer value;

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_hash_table_iter_init (&iter, tables[i]);
      while (g_hash_table_iter_next (&iter, NULL, &value))
        {
          if (((SandboxFlow *) value)->expires < horizon || g_hash_table_size (tables[i]) > MAX_IN_STORE)
            g_hash_table_iter_remove (&iter);
        }
    }
  g_hash_table_iter_init (&iter, self->devices);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      if (((SandboxDevice *) value)->expires < horizon || g_hash_table_size (self->devices) > MAX_IN_STORE)
        g_hash_table_iter_remove (&iter);
    }
}

SandboxReply *
sandbox_identity_handle (SandboxIdentity *self, const SandboxRequest *request)
{
  SandboxReply *reply = sandbox_reply_new ();
  SandboxCall call = { .identity = self, .request = request, .reply = reply };
  guint i = find_endpoint (request->path, &call.tenant);
  GError *error = NULL;
  gboolean done;

  forget_old (self);
  read_parameters (&call);
  if (i == G_N_ELEMENTS (ENDPOINTS))
    done = sandbox_identity_device_page (&call, &error);
  else if (call.tenant == NULL)
    done = sandbox_oauth_error_set (&error, SANDBOX_OAUTH_ERROR_NO_TENANT, "Tenant not found.");
  else
    done = ENDPOINTS[i].handle (&call, &error);
  if (!done && i > 0 && i < G_N_ELEMENTS (ENDPOINTS))
    sandbox_oauth_error_reply (reply, error, request->correlation_id);
  else if (!done)
    {
      g_autoptr (GError) owned = error;
      g_autofree char *description = sandbox_oauth_error_describe (owned, request->correlation_id);

      if (owned->domain != SANDBOX_OAUTH_ERROR)
        g_warning ("%s: %s", request->correlation_id, owned->message);
      sandbox_page_message (&call, owned->domain == SANDBOX_OAUTH_ERROR ? 400 : 500,
                            "Sorry, signing in doesn’t work", description);
    }
  g_hash_table_unref (call.parameters);
  g_free (call.tenant);
  return reply;
}
