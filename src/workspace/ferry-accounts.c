/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-accounts.h"

#include <glib/gi18n-lib.h>

struct _FerryAccounts
{
  GObject parent_instance;

  FerrySecretStore *secrets;
  GHashTable *authorizers; /* key → FerryOAuthAuthorizer, which isn't held */
};

G_DEFINE_FINAL_TYPE (FerryAccounts, ferry_accounts, G_TYPE_OBJECT)

/* ---- What belongs together ---- */

static FerryOAuthKind
kind_of (FerryProfile *profile)
{
  return ferry_profile_get_sign_in (profile) == FERRY_SIGN_IN_APPLICATION ? FERRY_OAUTH_APPLICATION
                                                                          : FERRY_OAUTH_USER;
}

/* Who it is that signs in: an application is itself, whoever was there before. */
static const char *
account_of (FerryProfile *profile)
{
  return kind_of (profile) == FERRY_OAUTH_APPLICATION ? ferry_profile_get_client_id (profile)
                                                      : ferry_profile_get_account (profile);
}

char *
ferry_accounts_dup_id (FerryProfile *profile)
{
  const char *authority;
  g_autofree char *text = NULL;
  gsize length;

  g_return_val_if_fail (FERRY_IS_PROFILE (profile), NULL);

  if (ferry_profile_get_sign_in (profile) == FERRY_SIGN_IN_TOKEN || *account_of (profile) == '\0')
    return g_strdup (ferry_profile_get_id (profile));
  authority = ferry_profile_get_authority (profile);
  length = strlen (authority);
  while (length > 0 && authority[length - 1] == '/')
    length--;
  text = g_strdup_printf ("%.*s/%s %s %s", (int) length, authority, ferry_profile_get_tenant (profile),
                          ferry_profile_get_client_id (profile), account_of (profile));
  return g_utf8_strdown (text, -1);
}

/* An application and a person are kept apart, as they are in the keyring. */
static char *
dup_key (FerryProfile *profile)
{
  g_autofree char *id = ferry_accounts_dup_id (profile);

  return g_strdup_printf ("%d %s", kind_of (profile), id);
}

char *
ferry_accounts_dup_label (FerryProfile *profile)
{
  g_autofree char *who = NULL;

  g_return_val_if_fail (FERRY_IS_PROFILE (profile), NULL);

  if (ferry_profile_get_sign_in (profile) == FERRY_SIGN_IN_TOKEN || *account_of (profile) == '\0')
    who = g_strdup (ferry_profile_get_name (profile));
  else
    who = g_strdup_printf ("%s (%s)", account_of (profile), ferry_profile_get_tenant (profile));
  /* Translators: what the keyring's own application shows; %s is an environment's name */
  return g_strdup_printf (_ ("Ferry: sign-in for %s"), who);
}

/* ---- Those that are there ---- */

static gboolean
is_authorizer (gpointer key, gpointer value, gpointer authorizer)
{
  return value == authorizer;
}

static void
on_authorizer_gone (gpointer user_data, GObject *where_it_was)
{
  FerryAccounts *self = user_data;

  g_hash_table_foreach_remove (self->authorizers, is_authorizer, where_it_was);
}

static void
forget_authorizer (gpointer key, gpointer value, gpointer user_data)
{
  g_object_weak_unref (value, on_authorizer_gone, user_data);
}

/* Takes @key, under which there is none. */
static void
remember (FerryAccounts *self, char *key, FerryOAuthAuthorizer *authorizer)
{
  g_hash_table_insert (self->authorizers, key, authorizer);
  g_object_weak_ref (G_OBJECT (authorizer), on_authorizer_gone, self);
}

FerryOAuthAuthorizer *
ferry_accounts_get (FerryAccounts *self, FerryProfile *profile, FerryIdentity *identity)
{
  g_autofree char *key = NULL;
  FerryOAuthAuthorizer *authorizer;

  g_return_val_if_fail (FERRY_IS_ACCOUNTS (self), NULL);
  g_return_val_if_fail (FERRY_IS_PROFILE (profile), NULL);

  key = dup_key (profile);
  authorizer = g_hash_table_lookup (self->authorizers, key);
  if (authorizer != NULL)
    g_object_ref (authorizer);
  else
    {
      g_autofree char *id = ferry_accounts_dup_id (profile);
      g_autofree char *label = ferry_accounts_dup_label (profile);

      authorizer = ferry_oauth_authorizer_new_for_store (identity, kind_of (profile), self->secrets, id,
                                                         label, ferry_profile_get_account (profile));
      remember (self, g_steal_pointer (&key), authorizer);
    }
  ferry_oauth_authorizer_add_earlier (authorizer, ferry_profile_get_id (profile));
  return authorizer;
}

FerryOAuthAuthorizer *
ferry_accounts_join (FerryAccounts *self, FerryProfile *profile, FerryOAuthAuthorizer *authorizer)
{
  g_autofree char *key = NULL;
  FerryOAuthAuthorizer *known;

  g_return_val_if_fail (FERRY_IS_ACCOUNTS (self), NULL);
  g_return_val_if_fail (FERRY_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (FERRY_IS_OAUTH_AUTHORIZER (authorizer), NULL);

  key = dup_key (profile);
  known = g_hash_table_lookup (self->authorizers, key);
  if (known == NULL)
    remember (self, g_steal_pointer (&key), known = authorizer);
  else if (known != authorizer)
    ferry_oauth_authorizer_take_over (known, authorizer);
  return g_object_ref (known);
}

void
ferry_accounts_keep_async (FerryAccounts *self,
                           FerryProfile *profile,
                           FerryOAuthAuthorizer *authorizer,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autofree char *id = NULL;
  g_autofree char *label = NULL;

  g_return_if_fail (FERRY_IS_ACCOUNTS (self));
  g_return_if_fail (FERRY_IS_PROFILE (profile));

  id = ferry_accounts_dup_id (profile);
  label = ferry_accounts_dup_label (profile);
  ferry_oauth_authorizer_keep_async (authorizer, self->secrets, id, label, cancellable, callback, user_data);
  /* Of no use any more, even where it was good: kept anew, what was there is taken away. */
  ferry_oauth_authorizer_add_earlier (authorizer, ferry_profile_get_id (profile));
}

/* ---- The object ---- */

static void
ferry_accounts_finalize (GObject *object)
{
  FerryAccounts *self = FERRY_ACCOUNTS (object);

  g_hash_table_foreach (self->authorizers, forget_authorizer, self);
  g_hash_table_unref (self->authorizers);
  g_clear_object (&self->secrets);
  G_OBJECT_CLASS (ferry_accounts_parent_class)->finalize (object);
}

static void
ferry_accounts_class_init (FerryAccountsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_accounts_finalize;
}

static void
ferry_accounts_init (FerryAccounts *self)
{
  self->authorizers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

FerryAccounts *
ferry_accounts_new (FerrySecretStore *secrets)
{
  FerryAccounts *self;

  g_return_val_if_fail (FERRY_IS_SECRET_STORE (secrets), NULL);

  self = g_object_new (FERRY_TYPE_ACCOUNTS, NULL);
  self->secrets = g_object_ref (secrets);
  return self;
}

FerrySecretStore *
ferry_accounts_get_secrets (FerryAccounts *self)
{
  g_return_val_if_fail (FERRY_IS_ACCOUNTS (self), NULL);
  return self->secrets;
}
