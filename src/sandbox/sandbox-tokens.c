/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-tokens.h"

#include "sandbox-oauth-error.h"
#include "sandbox-sql.h"

#include <string.h>
#include <sys/random.h>

#define DAY              (G_GINT64_CONSTANT (24) * 60 * 60 * G_USEC_PER_SEC)
#define REFRESH_LIFETIME (90 * DAY)
#define TOKEN_BYTES      48

struct _SandboxTokens
{
  SandboxStore *store;
  guint lifetime;
  gboolean single_use;
};

SandboxGrant *
sandbox_grant_new (const char *user_id, const char *client_id, const char *scope, gboolean offline)
{
  SandboxGrant *self = g_new0 (SandboxGrant, 1);

  self->user_id = g_strdup (user_id);
  self->client_id = g_strdup (client_id);
  self->scope = g_strdup (scope);
  self->offline = offline;
  return self;
}

void
sandbox_grant_free (SandboxGrant *self)
{
  if (self == NULL)
    return;
  g_free (self->user_id);
  g_free (self->client_id);
  g_free (self->scope);
  g_free (self);
}

SandboxTokens *
sandbox_tokens_new (SandboxStore *store, guint lifetime, gboolean single_use)
{
  SandboxTokens *self = g_new0 (SandboxTokens, 1);

  self->store = store;
  self->lifetime = lifetime;
  self->single_use = single_use;
  return self;
}

void
sandbox_tokens_free (SandboxTokens *self)
{
  g_free (self);
}

guint
sandbox_tokens_get_lifetime (SandboxTokens *self)
{
  return self->lifetime;
}

char *
sandbox_tokens_make (guint bytes)
{
  guchar random[64];
  char *text;

  g_return_val_if_fail (bytes <= sizeof random, NULL);

  if (getrandom (random, bytes, 0) != (gssize) bytes)
    g_error ("no random numbers");
  text = g_base64_encode (random, bytes);
  for (char *p = text; *p != '\0'; p++)
    {
      if (*p == '+')
        *p = '-';
      else if (*p == '/')
        *p = '_';
    }
  text[strcspn (text, "=")] = '\0';
  explicit_bzero (random, sizeof random);
  return text;
}

static char *
hash_token (const char *token)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
}

static char *
issue (SandboxTokens *self,
       const char *kind,
       const SandboxGrant *grant,
       const char *family,
       gint64 lifetime,
       GError **error)
{
  g_autofree char *token = sandbox_tokens_make (TOKEN_BYTES);
  g_autofree char *hash = hash_token (token);
  gint64 now = g_get_real_time ();

  /* Those that are long expired are of no use even for a good answer. */
  if (!sandbox_store_exec (self->store, error, "DELETE FROM tokens WHERE expires < ?", "l", now - DAY)
      || !sandbox_store_exec (
        self->store, error,
        "INSERT INTO tokens (hash, kind, family, user_id, client_id, scope, offline, expires)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        "ssssssil", hash, kind, family, grant->user_id, grant->client_id, grant->scope, (int) grant->offline,
        now + lifetime))
    return NULL;
  return g_steal_pointer (&token);
}

char *
sandbox_tokens_issue_access (SandboxTokens *self, const SandboxGrant *grant, GError **error)
{
  return issue (self, "access", grant, "", (gint64) self->lifetime * G_USEC_PER_SEC, error);
}

char *
sandbox_tokens_issue_refresh (SandboxTokens *self,
                              const SandboxGrant *grant,
                              const char *parent,
                              GError **error)
{
  g_autofree char *parent_hash = parent != NULL ? hash_token (parent) : NULL;
  g_autofree char *family
    = parent != NULL
        ? sandbox_store_query_text (self->store, "SELECT family FROM tokens WHERE hash = ?", "s", parent_hash)
        : NULL;

  if (family == NULL)
    family = g_uuid_string_random ();
  return issue (self, "refresh", grant, family, REFRESH_LIFETIME, error);
}

/* A token as it is in the table. */
typedef struct
{
  SandboxGrant *grant;
  char *family;
  char *state;
  gint64 expires;
} Row;

static void
row_clear (Row *row)
{
  g_clear_pointer (&row->grant, sandbox_grant_free);
  g_free (row->family);
  g_free (row->state);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Row, row_clear)

static gboolean
find (SandboxTokens *self, const char *kind, const char *hash, Row *row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SandboxStmt) stmt
    = sandbox_sql_prepare (sandbox_store_get_db (self->store), &error,
                           "SELECT user_id, client_id, scope, offline, family, state, expires FROM tokens"
                           " WHERE hash = %Q AND kind = %Q",
                           hash, kind);

  if (stmt == NULL)
    {
      g_warning ("%s", error->message);
      return FALSE;
    }
  if (sqlite3_step (stmt) != SQLITE_ROW)
    return FALSE;
  row->grant = sandbox_grant_new (
    (const char *) sqlite3_column_text (stmt, 0), (const char *) sqlite3_column_text (stmt, 1),
    (const char *) sqlite3_column_text (stmt, 2), sqlite3_column_int (stmt, 3) != 0);
  row->family = g_strdup ((const char *) sqlite3_column_text (stmt, 4));
  row->state = g_strdup ((const char *) sqlite3_column_text (stmt, 5));
  row->expires = sqlite3_column_int64 (stmt, 6);
  return TRUE;
}

SandboxGrant *
sandbox_tokens_find_access (SandboxTokens *self, const char *token)
{
  g_autofree char *hash = hash_token (token);
  g_auto (Row) row = { 0 };

  if (!find (self, "access", hash, &row) || row.expires <= g_get_real_time ())
    return NULL;
  return g_steal_pointer (&row.grant);
}

/* Whoever uses a token again may have stolen it, or it was stolen before: nothing of the family is good any more. */
static void
end_family (SandboxTokens *self, const char *family)
{
  g_autoptr (GError) error = NULL;

  if (!sandbox_store_exec (self->store, &error, "UPDATE tokens SET state = 'revoked' WHERE family = ?", "s",
                           family))
    g_warning ("%s", error->message);
}

SandboxGrant *
sandbox_tokens_redeem_refresh (SandboxTokens *self, const char *token, GError **error)
{
  g_autofree char *hash = hash_token (token);
  g_auto (Row) row = { 0 };

  if (!find (self, "refresh", hash, &row))
    {
      sandbox_oauth_error_set (error, SANDBOX_OAUTH_ERROR_REFRESH,
                               "Invalid request. Request is malformed or invalid.");
      return NULL;
    }
  if (strcmp (row.state, "used") == 0)
    end_family (self, row.family);
  if (*row.state != '\0')
    {
      sandbox_oauth_error_set (
        error, SANDBOX_OAUTH_ERROR_REVOKED,
        "The provided grant has expired due to it being revoked, a fresh auth token is needed.");
      return NULL;
    }
  if (row.expires <= g_get_real_time ())
    {
      sandbox_oauth_error_set (error, SANDBOX_OAUTH_ERROR_EXPIRED,
                               "The refresh token has expired due to inactivity.");
      return NULL;
    }
  if (self->single_use
      && !sandbox_store_exec (self->store, error, "UPDATE tokens SET state = 'used' WHERE hash = ?", "s",
                              hash))
    return NULL;
  return g_steal_pointer (&row.grant);
}

gboolean
sandbox_tokens_expire_access (SandboxTokens *self, GError **error)
{
  return sandbox_store_exec (self->store, error,
                             "UPDATE tokens SET expires = min (expires, ?) WHERE kind = 'access'", "l",
                             g_get_real_time ());
}

gboolean
sandbox_tokens_revoke_refresh (SandboxTokens *self, GError **error)
{
  return sandbox_store_exec (self->store, error, "UPDATE tokens SET state = 'revoked' WHERE kind = 'refresh'",
                             "");
}
