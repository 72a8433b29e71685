/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-tokens.h"

#include "ferry-error.h"
#include "ferry-json.h"
#include "ferry-random.h"
#include "ferry-secret-store.h"

#include <glib/gi18n-lib.h>

/* More than a day is a mistake, or a joke. */
#define MAX_LIFETIME (24 * 60 * 60)

struct _FerryTokens
{
  gatomicrefcount references;
  char *access_token;
  char *refresh_token;
  char *account;
  guint lifetime;
};

G_DEFINE_BOXED_TYPE (FerryTokens, ferry_tokens, ferry_tokens_ref, ferry_tokens_unref)

FerryTokens *
ferry_tokens_ref (FerryTokens *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
ferry_tokens_unref (FerryTokens *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  ferry_secret_free (self->access_token);
  ferry_secret_free (self->refresh_token);
  g_free (self->account);
  g_free (self);
}

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL, message);
  return FALSE;
}

/* What goes into a header has to be what a header can hold. */
static gboolean
is_token (const char *text)
{
  if (*text == '\0')
    return FALSE;
  for (; *text != '\0'; text++)
    if (*text <= ' ' || *text >= 0x7f)
      return FALSE;
  return TRUE;
}

/* The claims of a JSON Web Token. */
static JsonNode *
read_claims (const char *id_token, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (id_token, ".", 4);
  g_autoptr (GBytes) payload = NULL;
  JsonNode *claims = NULL;
  gsize size;
  const char *data;

  if (g_strv_length (parts) == 3)
    payload = ferry_base64url_decode (parts[1]);
  if (payload != NULL)
    {
      data = g_bytes_get_data (payload, &size);
      claims = ferry_json_parse (data, size, NULL);
    }
  if (claims == NULL || !JSON_NODE_HOLDS_OBJECT (claims))
    {
      g_clear_pointer (&claims, json_node_unref);
      fail (error, _ ("The identity service’s answer holds an ID token that can’t be read."));
    }
  return claims;
}

static const char *
name_account (JsonObject *claims, GError **error)
{
  static const char *const names[] = { "preferred_username", "upn", "email", "name" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *name = ferry_json_get_optional_string (claims, names[i], "id token", "", error);

      if (name == NULL || *name != '\0')
        return name;
    }
  return "";
}

static gboolean
read_id_token (FerryTokens *self,
               const char *id_token,
               const char *client_id,
               const char *nonce,
               GError **error)
{
  g_autoptr (JsonNode) root = read_claims (id_token, error);
  const char *audience, *echoed, *account;
  JsonObject *claims;

  if (root == NULL)
    return FALSE;
  claims = json_node_get_object (root);
  audience = ferry_json_get_string (claims, "aud", "id token", error);
  if (audience == NULL)
    return FALSE;
  if (g_ascii_strcasecmp (audience, client_id) != 0)
    return fail (error, _ ("The identity service’s answer is meant for another application. Sign in again."));
  if (nonce != NULL)
    {
      echoed = ferry_json_get_optional_string (claims, "nonce", "id token", "", error);
      if (echoed == NULL)
        return FALSE;
      if (!g_str_equal (echoed, nonce))
        return fail (error, _ ("The identity service’s answer belongs to another sign-in. Sign in again."));
    }
  account = name_account (claims, error);
  if (account == NULL)
    return FALSE;
  self->account = g_strdup (account);
  return TRUE;
}

FerryTokens *
ferry_tokens_new_from_json (JsonNode *root, const char *client_id, const char *nonce, GError **error)
{
  g_autoptr (FerryTokens) self = g_new0 (FerryTokens, 1);
  const char *what = "token answer";
  const char *type, *access, *refresh, *id_token;
  JsonObject *object;
  gint64 lifetime;

  g_atomic_ref_count_init (&self->references);
  if (root == NULL)
    {
      fail (error, _ ("The identity service gave an empty answer."));
      return NULL;
    }
  object = ferry_json_get_object (root, what, error);
  type = object != NULL ? ferry_json_get_string (object, "token_type", what, error) : NULL;
  access = type != NULL ? ferry_json_get_string (object, "access_token", what, error) : NULL;
  if (access == NULL || !ferry_json_get_int (object, "expires_in", what, &lifetime, error))
    return NULL;
  refresh = ferry_json_get_optional_string (object, "refresh_token", what, "", error);
  id_token = refresh != NULL ? ferry_json_get_optional_string (object, "id_token", what, "", error) : NULL;
  if (id_token == NULL)
    return NULL;

  if (g_ascii_strcasecmp (type, "Bearer") != 0 || !is_token (access) || lifetime < 0)
    {
      fail (error, _ ("The identity service’s answer holds no token that could be used."));
      return NULL;
    }
  if (nonce != NULL && *id_token == '\0')
    {
      fail (error, _ ("The identity service’s answer doesn’t say to which sign-in it belongs."));
      return NULL;
    }
  if (*id_token != '\0' && !read_id_token (self, id_token, client_id, nonce, error))
    return NULL;

  self->access_token = g_strdup (access);
  self->refresh_token = *refresh != '\0' ? g_strdup (refresh) : NULL;
  self->lifetime = (guint) MIN (lifetime, MAX_LIFETIME);
  if (self->account == NULL)
    self->account = g_strdup ("");
  return g_steal_pointer (&self);
}

const char *
ferry_tokens_get_access_token (FerryTokens *self)
{
  return self->access_token;
}

const char *
ferry_tokens_get_refresh_token (FerryTokens *self)
{
  return self->refresh_token;
}

guint
ferry_tokens_get_lifetime (FerryTokens *self)
{
  return self->lifetime;
}

const char *
ferry_tokens_get_account (FerryTokens *self)
{
  return self->account;
}
